"""A session at home at the real windows of both sides, each on a screen of its own.

The therapist's program, the patient's, a Mosquitto with TLS as `link trial-broker` sets it up, and
a cuff in the air of the patient's computer. Hands are the mouse and the keyboard of each screen.
Each of the three is killed in turn and started again as a person would, the patient's computer
sleeps, and at the end every reading is in the report once, in order.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from pypdf import PdfReader

from devices.wire.viatom_bpm import START
from kapmonitor.link_admin.trial import Ports, Trial, program, set_up, start
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import Entry
from kapmonitor.session.evolve import fold
from kapmonitor.session.facts.remote import RemoteMessageReceived
from kapmonitor.session.state import Session
from kapmonitor.settings import Settings, save
from kapmonitor.telehealth.kept_root import NAME
from tests.support.air_thread import Air, air
from tests.support.mosquitto import free_port
from tests.support.outside import LACKING, PATIENCE_S, NotSeen, screen
from tests.support.rested_at_home import PATIENT, PHONE, STREET, prepare_at_home
from tests.support.watched import Watched

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(program() is None, reason="Mosquitto is not installed"),
    pytest.mark.skipif(bool(LACKING), reason=f"needs {', '.join(LACKING)}"),
    pytest.mark.timeout(300),
]
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
PRACTICE, NOTE = "Oddname Harbor", "breathe slowly, I am here"
CODE = re.compile(r"\d{4} \d{4} \d{3}")
LOOK_EVERY_S = 0.1


class Course:
    """The three, the two people, and what they do."""

    def __init__(self, folder: Path, trial: Trial, around: Air, screens: ExitStack) -> None:
        self.trial, self.air = trial, around
        self.ours, self.theirs = folder / "therapist", folder / "patient"
        self.broker: subprocess.Popen[bytes] = start(trial)
        self.sent: list[float] = []
        self.spoken: list[str] = []
        for each in (self.ours, self.theirs):
            each.mkdir()
        one, other = (screens.enter_context(screen()) for _ in range(2))
        trusted = ("--ca", str(trial.authority))
        self.therapist = Watched(one, folder, "--data", str(self.ours))
        data = ("--data", str(self.theirs))
        self.patient = Watched(other, self.theirs, *data, "companion", *trusted)

    def sit_down(self) -> None:
        """Set up the therapist's side, in the middle of a session."""
        room = self.trial.stations["room-1"]
        save(
            self.ours,
            Settings(
                practice_name=PRACTICE,
                disclaimer_read=True,
                telehealth_broker=self.trial.for_stations,
                telehealth_patients=self.trial.for_patients,
                telehealth_ca_file=str(self.trial.authority),
                telehealth_certificate=str(room.certificate),
                telehealth_key=str(room.key),
            ),
        )
        asyncio.run(prepare_at_home(self.ours))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that is recorded by now."""
        with open_history(self.ours / FILE_NAME) as record:
            (row,) = Library(record).sessions()
            return SessionLog(record).read(row.id)

    @property
    def session(self) -> Session:
        return fold(self.entries)

    def recorded(self, what: str, true: Callable[[Session], object]) -> None:
        """Wait until something is in the record."""
        begun = time.monotonic()
        while not true(self.session):
            if time.monotonic() - begun > PATIENCE_S:
                raise NotSeen(f"{what} was never recorded")
            time.sleep(LOOK_EVERY_S)

    def measure(self) -> None:
        """Let the cuff bring a reading, whoever hears it now."""
        self.sent.append(111.0 + len(self.sent))
        self.air.measure(round(self.sent[-1]))

    def read(self) -> None:
        """Let the cuff bring a reading, and wait until it is in the record."""
        self.measure()
        self.arrived()

    def arrived(self) -> None:
        self.recorded("every reading", lambda now: self.values(now) == self.sent)

    @staticmethod
    def values(session: Session) -> list[float | None]:
        return [each.measurement.systolic for each in session.readings]

    def until_heard(self, octets: bytes) -> None:
        """Wait until the cuff was told something."""
        self.patient.until(f"{octets!r} at the cuff", lambda: octets in self.air.heard)

    def begin_patient(self) -> None:
        self.patient.begin(DBUS_SYSTEM_BUS_ADDRESS=self.air.address, **NO_KEYRING)

    def resume(self) -> None:
        """Start the therapist's program, say who sits there, and go on with the session."""
        self.therapist.begin(**NO_KEYRING)
        self.therapist.click("I am Ruth Sample, therapist")
        self.therapist.click(self.therapist.called(lambda name: name.startswith("Resume ")))
        self.therapist.sees("Our lozenge at home")

    def end(self) -> None:
        for each in (self.therapist, self.patient):
            each.close()
        self.broker.kill()
        self.broker.wait()


@contextmanager
def course_in(folder: Path, *, started: bool = False) -> Iterator[Course]:
    ports = Ports(stations=free_port(), patients=free_port(), web=free_port())
    trial = set_up(folder / "broker", ports=ports)
    with ExitStack() as around:
        course = Course(folder, trial, around.enter_context(air(started=started)), around)
        try:
            course.sit_down()
            yield course
        finally:
            course.end()


def test_a_session_at_home_at_both_windows(tmp_path: Path) -> None:
    with course_in(tmp_path) as course:
        course.resume()
        course.begin_patient()
        pair(course)
        choose_the_cuff(course, "BP7000")
        accept_the_test(course)
        take_the_baseline(course)
        give_the_dose(course)
        ask_for_a_reading(course)
        call_for_help(course)
        finish(course)
        nobody_can_read(course)
    once_and_in_order(course)


def test_a_cuff_at_home_is_started_from_here_where_the_patient_agreed(
    tmp_path: Path,
) -> None:
    with course_in(tmp_path, started=True) as course:
        course.resume()
        course.begin_patient()
        pair(course)
        choose_the_cuff(course, "BPM-188")
        agree_to_a_start(course)
        start_it(course)
        arm_rests(course)


def pair(course: Course) -> None:
    """By a code that is read aloud, and two words that are compared."""
    therapist, patient = course.therapist, course.patient
    therapist.click("Prepare, done")
    therapist.click("Show a code")
    code = therapist.text(CODE.fullmatch)
    assert therapist.says(course.trial.for_patients)
    patient.click("Go on")
    patient.fill("Address", course.trial.for_patients)
    patient.click("Use this address")
    patient.sees("Type the digits your therapist reads to you")
    patient.fill("The eleven digits that your therapist reads to you", code)
    patient.key("Return")
    patient.sees("Read these two words aloud")
    ours = therapist.named("Check words").split()
    assert all(patient.says(each) for each in ours)
    assert not patient.says("Alex")  # who we are is told once the words agree
    course.spoken = [code, code.replace(" ", ""), " ".join(ours)]
    therapist.click("They match")
    patient.sees(f"Connected to {PRACTICE}, Ruth Sample")
    patient.sees("You are Alex R.?")
    patient.click("Is this right? Yes, that is me")


def choose_the_cuff(course: Course, name: str) -> None:
    course.patient.click(course.patient.called(lambda called: called.startswith(name)))
    course.patient.sees("Press START on the cuff")
    course.therapist.sees(f"{name} · ready")
    course.therapist.sees("LINK OK")


def accept_the_test(course: Course) -> None:
    therapist, patient = course.therapist, course.patient
    therapist.click("Ask for a test reading")
    therapist.sees("no answer. Speak to the patient.")  # it is shown there
    course.read()
    therapist.click("Accept the test reading")
    course.recorded("that it was accepted", lambda now: now.remote.trial)
    patient.click("Go on")
    patient.click("I am ready")
    patient.sees("Nothing to do now")


def agree_to_a_start(course: Course) -> None:
    therapist, patient = course.therapist, course.patient
    patient.click("Go on without a test reading")
    patient.sees("May your therapist start the cuff?")
    assert not therapist.says("The patient allowed you to start the cuff from here.")
    patient.click("May your therapist start the cuff? Yes")
    therapist.sees("The patient allowed you to start the cuff from here.")
    patient.click("I am ready")


def start_it(course: Course) -> None:
    """Nothing is pressed at home, and the cuff is started once."""
    course.therapist.click("Baseline, now")
    course.therapist.hold("Measure")
    course.patient.sees("Your cuff measures now")
    assert not course.patient.says("I pressed START")
    course.until_heard(START)
    course.read()
    course.patient.sees("Nothing to do now")


def arm_rests(course: Course) -> None:
    course.therapist.hold("Measure")
    course.therapist.sees("The arm rests between readings")
    assert course.air.heard.count(START) == 1


def take_the_baseline(course: Course) -> None:
    """Two readings; between them each of the three dies, and the patient's computer sleeps."""
    course.therapist.click("Baseline, now")
    course.read()
    patient_killed(course)
    broker_killed(course)
    patient_sleeps(course)
    therapist_killed(course)
    therapist = course.therapist
    therapist.until("the second reading's time", lambda: not therapist.says("reading 2 of 2, in"))
    course.read()
    course.recorded("a clear gate", lambda now: now.gate and now.gate.state == "clear")


def patient_killed(course: Course) -> None:
    course.patient.kill()
    course.therapist.sees("The patient's program stopped, or lost its connection.")
    course.begin_patient()
    course.patient.sees("Connected to your therapist")
    course.patient.sees("Nothing to do now")
    course.therapist.until("a cuff again", lambda: course.therapist.says("Cuff ready"))


def broker_killed(course: Course) -> None:
    course.broker.kill()
    course.broker.wait()
    course.patient.sees("Reconnecting. Readings are kept.")
    course.measure()
    course.broker = start(course.trial)
    course.patient.sees("Connected to your therapist")
    course.arrived()


def patient_sleeps(course: Course) -> None:
    course.patient.freeze()
    course.therapist.sees("The patient's side is silent")
    course.therapist.sees("Cuff not heard")
    course.measure()
    course.patient.thaw()
    course.arrived()


def therapist_killed(course: Course) -> None:
    course.therapist.kill()
    course.measure()
    course.resume()
    course.arrived()
    course.therapist.sees("Cuff ready")


def give_the_dose(course: Course) -> None:
    course.therapist.click("Go to dose")
    course.therapist.click(course.therapist.called(lambda name: name.startswith("As ordered")))
    course.recorded("the dose", lambda now: now.doses)


def ask_for_a_reading(course: Course) -> None:
    course.therapist.sees("Next reading")
    course.therapist.hold(course.therapist.called(lambda name: name.startswith("Measure")))
    course.patient.click("I pressed START")
    course.patient.sees("Thank you. Stay still.")
    course.therapist.sees("The patient goes to press START")
    course.read()
    course.patient.sees("Nothing to do now")


def call_for_help(course: Course) -> None:
    course.patient.click("I need help")
    course.patient.sees("Your therapist's computer shows that you need help.")
    course.therapist.sees(PHONE)
    course.therapist.click("I am with the patient")
    course.recorded("the answer", lambda now: all(each.answered for each in now.remote.calls))
    course.therapist.click("Telehealth link")
    course.therapist.fill("Message on the patient's screen, for a minute", NOTE)
    course.therapist.key("Return")
    course.patient.sees(NOTE)
    course.therapist.click("Close the link's details")


def finish(course: Course) -> None:
    """The patient leaves against advice; what is still on the way is waited for."""
    assert (course.ours / NAME).exists()
    course.therapist.key("ctrl+5")
    course.therapist.click("Patient leaves against advice…")
    course.therapist.fill("What the patient says", "goes for a walk")
    course.therapist.fill("Risk note: state, company, what was advised", "awake, with her sister")
    course.therapist.key("Return")
    course.patient.sees("All readings delivered. You can close.")
    course.therapist.sees("✓ The key is erased on this computer")
    course.patient.click("Close")
    assert course.patient.program is not None
    assert course.patient.program.wait(PATIENCE_S) == 0
    assert not (course.ours / NAME).exists()
    left = {each.name for each in (course.theirs / "companion").iterdir()}
    assert left <= {"settings.json", "session.lock"}
    sign(course)


def sign(course: Course) -> None:
    """The signature, and the report on paper: each reading once, in order, with its source."""
    therapist = course.therapist
    therapist.fill("Your name, as signature", "Ruth Sample")
    therapist.key("Return")
    course.recorded("the signature", lambda now: now.signed_by)
    therapist.click("Save PDF report")
    saved = therapist.text(lambda text: text.endswith("-report.pdf"))
    paper = Path(saved.removeprefix("Saved "))
    text = " ".join("".join(page.extract_text() for page in PdfReader(paper).pages).split())
    table = re.findall(r"(\d+)/78 \d+ 66 – cuff at home", text)
    assert [float(each) for each in table] == course.sent, text


def once_and_in_order(course: Course) -> None:
    assert check(course.ours / FILE_NAME).state is State.INTACT
    entries = course.entries
    came = {e.seq: e.event for e in entries if isinstance(e.event, RemoteMessageReceived)}
    numbers = [each.number for each in came.values()]
    assert numbers == list(range(1, len(numbers) + 1))
    session = fold(entries)
    assert course.values(session) == course.sent
    by = [came[each.relayed or 0] for each in session.readings]
    assert all(each.kind == "reading" and each.placed_utc for each in by)
    assert [each.gate for each in session.doses] == ["clear"]
    assert not session.simulated


def nobody_can_read(course: Course) -> None:
    """What the broker kept holds no name, word, number or code of the session."""
    secrets = [PATIENT, PRACTICE, NOTE, STREET, PHONE, "Ruth", "BP7000", "systolic"]
    kept = [each for each in course.trial.folder.rglob("*") if each.is_file()]
    for each in kept:
        octets = each.read_bytes()
        for secret in (*secrets, *course.spoken):
            assert secret.encode() not in octets, (each.name, secret)
