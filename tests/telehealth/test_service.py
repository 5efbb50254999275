"""The therapist's side of a session, with a real room and record, and a real patient's end."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from kapmonitor.clock import LoopClock
from kapmonitor.link.code import heard
from kapmonitor.link.envelope import Keys
from kapmonitor.link.line import PatientLine
from kapmonitor.link.meet import join
from kapmonitor.link.meeting import Paired
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.message import (
    Bye,
    Command,
    Cuff,
    Hello,
    Message,
    Reading,
    Reply,
    Symptom,
    Who,
)
from kapmonitor.link.outbox import Outbox
from kapmonitor.link.patient import Now, PatientEnd
from kapmonitor.link.peer import Asked as Heard
from kapmonitor.link.peer import Delivered
from kapmonitor.port import Snapshot
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.session.event import DeviceAssigned, MeasurementQuarantined, MeasurementRecorded
from kapmonitor.session.intent import RequestReading
from kapmonitor.session.vocabulary import Role
from kapmonitor.settings import Settings, save
from kapmonitor.supervisor import DeviceSource
from kapmonitor.telehealth import words
from kapmonitor.telehealth.kept_root import NAME
from kapmonitor.telehealth.reach import NO_ADDRESS
from kapmonitor.telehealth.view import Badge, LinkView, Pairing, Stage
from tests.conftest import ExpectedLog
from tests.devices.paced import play
from tests.support.builders import START, TELEHEALTH, THERAPIST, opening

SESSION = "s-1"
FRAME = bytes([0x04, 121, 0, 78, 0, 92, 0, 64, 0])
"""Blood Pressure Measurement (0x2A35) in mmHg with a pulse rate: 121/78, mean 92, pulse 64."""


class Therapist:
    """A room with one telehealth session."""

    def __init__(self, folder: Path, broker: MemoryBroker | None) -> None:
        self.shown: list[Snapshot] = []
        loop_s = asyncio.get_running_loop().time()
        clock = LoopClock(START + timedelta(seconds=loop_s), asyncio.get_running_loop().time)
        outlets = Outlets(snapshot=self.shown.append, pressure=lambda _pressure: None)
        around = Surroundings(cables=None if broker is None else broker.cable)
        self.folder, self.clock = folder, clock
        self.room = Room(folder, clock, outlets, resolve=_none, around=around)
        self.room.open()

    @property
    def link(self) -> LinkView:
        return self.shown[-1].link

    def open_session(self) -> str:
        intent = opening(TELEHEALTH)
        self.room.submit(intent, THERAPIST, lambda answer: _agree(answer.refusals))
        return intent.session

    async def until(self, true: Callable[[LinkView], bool]) -> LinkView:
        for _ in range(600):
            if self.shown and true(self.link):
                return self.link
            await asyncio.sleep(0.1)
        raise AssertionError(self.link)


class Patient:
    """The patient's end, on a store of its own."""

    def __init__(self, folder: Path, broker: MemoryBroker, paired: Paired) -> None:
        self.loop = asyncio.get_running_loop()
        self.asked: list[Message] = []
        self.delivered = False
        self.woke_ms = 0
        self.store = Outbox(folder / "outbox.db")
        self.store.begin_after(paired.offer.after)
        self.end = PatientEnd(
            session=paired.offer.session,
            keys=Keys.of(paired.root, paired.offer.session, paired.offer.key_id),
            store=self.store,
            entropy=os.urandom,
            instance="ab" * 8,
            epoch=self.store.next_epoch(),
            started=self.now(),
        )
        self.line = PatientLine(self.end, broker.cable, self.now, self._tell)
        self.task = asyncio.create_task(self.line.run())

    def now(self) -> Now:
        ms = round(self.loop.time() * 1000) + self.woke_ms
        return Now(round(START.timestamp() * 1000) + ms + 3_600_000, ms)

    def say(self, message: Message) -> None:
        self.line.do(self.end.say(message, self.now()))

    def greet(self) -> None:
        self.choose()

    def choose(self, driver: str | None = None) -> None:
        cuff = Cuff(id="c1", model="UA-651", battery_percent=80, driver=driver)
        self.say(Hello(instance="ab" * 8, app="1", system="t", epoch=1, cuff=cuff, zone_min=0))

    def read(self, name: str, systolic: float = 121, request: str | None = None) -> None:
        now = self.now()
        self.say(
            Reading(
                id=name * 16,
                source="cuff",
                systolic=systolic,
                diastolic=78,
                mean=92,
                pulse_rate=64,
                unit="mm[Hg]",
                at=now.wall_ms,
                up=now.up_ms,
                epoch=self.end.epoch,
                verdict="live",
                request=request,
                raw=FRAME,
                channel="2a35",
                driver="bluetooth_blp",
                cuff="c1",
            )
        )

    def _tell(self, action: object) -> None:
        if isinstance(action, Heard):
            self.asked.append(action.message)
        self.delivered = self.delivered or isinstance(action, Delivered)


async def _paired(therapist: Therapist, folder: Path, broker: MemoryBroker) -> Patient:
    therapist.room.telehealth(lambda desk: desk.invite("A. R."), THERAPIST)
    view = await therapist.until(lambda link: link.pairing is Pairing.WAITING)
    assert view.code is not None
    code = heard(view.code.spoken)
    assert code is not None
    paired = await join(code, broker.cable, os.urandom)
    assert isinstance(paired, Paired)
    patient = Patient(folder, broker, paired)
    patient.greet()
    view = await therapist.until(lambda link: link.pairing is Pairing.WORDS)
    assert view.words == paired.words
    return patient


async def _first_reading(therapist: Therapist, patient: Patient) -> None:
    patient.read("01")
    await asyncio.sleep(5)
    assert patient.store.count_waiting() > 0  # nobody has compared the words
    therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
    view = await therapist.until(lambda link: link.test is not None)
    assert view.badge is Badge.OK
    assert view.test is not None
    assert (view.test.systolic, view.test.live) == (121, True)
    assert view.ahead_s is not None
    assert round(view.ahead_s) == 3600


async def _request(therapist: Therapist, patient: Patient) -> None:
    therapist.room.submit(RequestReading(), THERAPIST, lambda answer: _agree(answer.refusals))
    await asyncio.sleep(3)
    (asked,) = _measure(patient)
    assert asked.start is False
    patient.say(Reply(request=asked.id, stage="shown"))
    await therapist.until(
        lambda link: link.request is not None and link.request.stage is Stage.SHOWN
    )


async def _finish(therapist: Therapist, patient: Patient) -> None:
    therapist.room.telehealth(lambda desk: desk.finish(), THERAPIST)
    await therapist.until(lambda link: link.pairing is Pairing.ENDED)
    assert patient.delivered
    patient.task.cancel()
    await asyncio.gather(patient.task, return_exceptions=True)
    await therapist.room.close()
    patient.store.close()


def test_a_session_from_the_code_to_the_erased_key(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        session = therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        await _first_reading(therapist, patient)
        patient.read("02", systolic=131)  # its octets say 121
        await asyncio.sleep(3)
        await _request(therapist, patient)
        await therapist.room.close()  # the machine goes down with the request open
        patient.read("03")
        await asyncio.sleep(15)

        again = Therapist(tmp_path, broker)
        again.room.resume(session, THERAPIST, lambda answer: _agree(answer.refusals))
        await again.until(lambda link: link.badge is Badge.OK)
        await asyncio.sleep(40)
        assert patient.store.count_waiting() == 0
        assert len(_measure(patient)) == 1
        assert (tmp_path / NAME).exists()
        await _finish(again, patient)
        assert not (tmp_path / NAME).exists()
        _as_recorded(tmp_path, session)

    play(course())


async def _before_any_reading(tmp_path: Path, broker: MemoryBroker) -> None:
    therapist = Therapist(tmp_path, broker)
    therapist.open_session()
    patient = await _paired(therapist, tmp_path, broker)
    await asyncio.sleep(3)
    assert patient.asked == []  # not even who we are: nobody has compared the words
    therapist.room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
    await asyncio.sleep(3)
    therapist.room.telehealth(lambda desk: desk.ask_test(), THERAPIST)
    await asyncio.sleep(3)
    who, words = patient.asked
    assert isinstance(who, Who)
    assert isinstance(words, Command)
    assert words.do == "show"  # no cuff is known: the patient reads to press START
    patient.choose("bluetooth_blp")
    await asyncio.sleep(3)
    therapist.room.telehealth(lambda desk: desk.ask_test(), THERAPIST)
    view = await therapist.until(lambda link: link.request is not None and link.request.test)
    await asyncio.sleep(1)
    (asked,) = _measure(patient)
    assert view.test is None
    patient.read("01", request=asked.id)
    view = await therapist.until(lambda link: link.test is not None)
    assert view.request is not None
    assert view.request.stage is Stage.DONE
    await _finish(therapist, patient)


def test_a_cuff_is_asked_for_a_test_reading_before_it_gave_any(tmp_path: Path) -> None:
    async def course() -> None:
        await _before_any_reading(tmp_path, MemoryBroker())

    play(course())


def test_a_key_that_cannot_be_written_is_told_and_readings_are_recorded(
    tmp_path: Path, expect_log: ExpectedLog
) -> None:
    expect_log("ERROR kapmonitor.telehealth.keeping: the link's key cannot be kept")

    async def course() -> None:
        (tmp_path / f"{NAME}.new").mkdir()  # nothing can be written in its place
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        view = await therapist.until(lambda link: link.ahead_s is not None)
        assert view.notes[0] == words.KEY_NOT_KEPT
        assert "+1:00:00" in view.notes[1]  # the patient's clock
        await _first_reading(therapist, patient)
        await _finish(therapist, patient)

    play(course())


def test_whoever_is_not_the_patient_is_let_go_and_nothing_of_it_stays(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        therapist.open_session()
        other = await _paired(therapist, tmp_path, broker)
        assert (tmp_path / NAME).exists()
        other.say(Symptom(code="not_me"))
        other.say(Bye())
        view = await therapist.until(lambda link: link.pairing is Pairing.FAILED)
        assert view.why == words.NOT_THEM
        assert view.words is None
        assert not (tmp_path / NAME).exists()
        assert other.store.count_waiting() == 0  # it may go
        session = therapist.shown[-1].session
        assert session is not None
        assert {"remote-link-lost", f"remote-wrong-person:{session.remote.denied_seq}"} <= set(
            session.alarms
        )
        other.task.cancel()
        await asyncio.gather(other.task, return_exceptions=True)
        await therapist.room.close()
        other.store.close()

    play(course())


def test_why_no_link_can_be_made_is_told_without_being_asked(tmp_path: Path) -> None:
    async def course() -> None:
        therapist = Therapist(tmp_path, None)
        therapist.open_session()
        await therapist.until(lambda link: link.unavailable == NO_ADDRESS)
        save(tmp_path, Settings(telehealth_broker="mqtts://clinic.example"))
        await therapist.until(lambda link: not link.unavailable)
        await therapist.room.close()

    play(course())


def test_an_office_session_loads_nothing_of_the_link() -> None:
    look = (
        "import sys, kapmonitor.on_site\n"
        "print([m for m in sys.modules if m.startswith(('kapmonitor.link.', 'paho', 'spake2'))])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _as_recorded(folder: Path, session: str) -> None:
    with open_history(folder / FILE_NAME) as record:
        events = [entry.event for entry in SessionLog(record).read(session)]
    readings = [each for each in events if isinstance(each, MeasurementRecorded)]
    assert [each.role for each in readings] == [Role.CUFF, Role.CUFF]
    assert all(each.relayed is not None for each in readings)
    (aside,) = [each for each in events if isinstance(each, MeasurementQuarantined)]
    assert aside.reasons


def _measure(patient: Patient) -> list[Command]:
    commands = [each for each in patient.asked if isinstance(each, Command)]
    return [each for each in commands if each.do == "measure"]


def _none(_assigned: DeviceAssigned) -> DeviceSource:
    raise AssertionError("a cuff at the patient's side is not the supervisor's")


def _agree(refusals: tuple[str, ...]) -> None:
    assert not refusals


def test_words_that_differ_end_the_pairing_and_why_stays_said(tmp_path: Path) -> None:
    async def course() -> None:
        broker = MemoryBroker()
        therapist = Therapist(tmp_path, broker)
        therapist.open_session()
        patient = await _paired(therapist, tmp_path, broker)
        therapist.room.telehealth(lambda desk: desk.words_match(match=False), THERAPIST)
        await therapist.until(lambda link: link.pairing is Pairing.FAILED)
        await asyncio.sleep(1)  # what was asked has been answered by then
        assert therapist.link.why == words.WORDS_DIFFER
        assert not (tmp_path / NAME).exists()
        patient.task.cancel()
        await asyncio.gather(patient.task, return_exceptions=True)
        await therapist.room.close()
        patient.store.close()

    play(course())
