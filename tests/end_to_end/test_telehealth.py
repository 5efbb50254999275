"""A session at home: therapist, patient and broker each a process, each killed in the middle.

The therapist's room, `kapmonitor companion --headless` and a Mosquitto as `link trial-broker` sets
it up. The cuff is a line that this test writes to; what the patient's side sends passes a tap.
"""

from __future__ import annotations

import asyncio
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from kapmonitor.link_admin.trial import Ports, Trial, program, set_up, start
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.session.evolve import fold
from kapmonitor.session.facts.remote import RemoteMessageReceived
from kapmonitor.settings import Settings, save
from kapmonitor.telehealth.kept_root import NAME
from tests.support.far_room import NOTE, PATIENT
from tests.support.mosquitto import free_port
from tests.support.sides import PATIENCE_S, Side

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(program() is None, reason="Mosquitto is not installed"),
    pytest.mark.timeout(300),
]
PRACTICE = "Oddname Harbor"


class Cuff:
    """A cuff that prints three numbers, and whoever listens gets them."""

    def __init__(self) -> None:
        self._writers: list[asyncio.StreamWriter] = []

    async def plug(self) -> str:
        self._server = await asyncio.start_server(self._came, "127.0.0.1", 0)
        return f"socket://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def _came(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)

    def measure(self, systolic: int) -> None:
        self._writers[-1].write(b"%d,78,66\r\n" % systolic)

    def unplug(self) -> None:
        for each in self._writers:
            each.close()
        self._server.close()


class Tap:
    """A line to the broker that keeps every octet of both directions."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.seen = bytearray()

    async def open(self) -> int:
        self._server = await asyncio.start_server(self._came, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def _came(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        try:
            there, on = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            back.close()
            return
        await asyncio.gather(self._pass(here, on), self._pass(there, back))

    async def _pass(self, come: asyncio.StreamReader, go: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while octets := await come.read(65536):
                self.seen += octets
                go.write(octets)
                await go.drain()
        go.close()

    def close(self) -> None:
        self._server.close()


class Course:
    """The three, and what they do to one another."""

    def __init__(self, folder: Path, trial: Trial) -> None:
        self.trial, self.ours, self.theirs = trial, folder / "therapist", folder / "patient"
        self.ours.mkdir()
        room = trial.stations["room-1"]
        save(
            self.ours,
            Settings(
                practice_name=PRACTICE,
                telehealth_broker=trial.for_stations,
                telehealth_ca_file=str(trial.authority),
                telehealth_certificate=str(room.certificate),
                telehealth_key=str(room.key),
            ),
        )
        self.therapist = Side("tests.support.far_room", str(self.ours))
        self.cuff, self.tap = Cuff(), Tap(trial.ports.patients)
        self.broker: subprocess.Popen[bytes] = start(trial)
        self.sent: list[float] = []
        self.spoken: list[str] = []

    async def play(self) -> None:
        url, port = await self.cuff.plug(), await self.tap.open()
        self.patient = Side(
            *("kapmonitor", "--data", str(self.theirs), "companion", "--headless", "--json"),
            *("--broker", f"mqtts://localhost:{port}", "--ca", str(self.trial.authority)),
            *("--device", url, "--driver", "csv3", "--i-am-the-patient", "--accept"),
        )
        try:
            await self._meet()
            await self._through_the_gate()
            await self._request()
            await self._therapist_killed()
            await self._patient_killed()
            await self._broker_killed()
            await self._patient_frozen()
            await self._finish()
        finally:
            await self.therapist.close()
            await self.patient.close()
            self.broker.kill()
            self.broker.wait()
            self.cuff.unplug()
            self.tap.close()

    def read(self) -> None:
        self.sent.append(141.0 + len(self.sent))
        self.cuff.measure(round(self.sent[-1]))

    async def recorded(self) -> None:
        await self.therapist.until("the readings", lambda now: now.get("readings") == self.sent)

    async def _meet(self) -> None:
        await self.therapist.begin()
        self.therapist.ask("open")
        self.therapist.ask("invite")
        await self.therapist.until("a code", lambda now: now.get("code"))
        code = self.therapist.now["code"]
        await self.patient.begin("--code", code)
        theirs = await self.patient.until("their words", lambda now: now.get("words"))
        ours = await self.therapist.until("our words", lambda now: now.get("words"))
        assert ours["words"] == theirs["words"]
        assert not theirs["patient"]  # who we are is told once the words agree
        self.spoken = [code, code.replace(" ", ""), " ".join(ours["words"])]
        self.therapist.ask("match")
        theirs = await self.patient.until("their names", lambda now: now.get("patient"))
        assert (theirs["patient"], PRACTICE in theirs["therapist"]) == (PATIENT, True)
        await self.patient.until("the cuff", lambda now: now.get("stage") == "ready")

    async def _through_the_gate(self) -> None:
        self.read()
        await self.recorded()
        assert any("test reading" in each for each in self.therapist.now["held"])
        self.therapist.ask("confirm")  # this cuff cannot say that a reading is live
        self.therapist.ask("accept")
        await self.therapist.until("the link holds no more", lambda now: not now["held"])
        self.therapist.ask("dose")
        await self.therapist.until("the dose", lambda now: now["doses"] == 1)
        await self.patient.until("calm", lambda now: now.get("screen") == "calm")

    async def _request(self) -> None:
        self.therapist.ask("ask")
        await self.therapist.until("accepted", lambda now: now["request"] == "accepted")
        self.read()
        await self.therapist.until("done", lambda now: now["request"] == "done")
        self.therapist.ask("show")
        await self.patient.until("the words", lambda now: now.get("message") == NOTE)

    async def _therapist_killed(self) -> None:
        await self.therapist.kill()
        self.read()
        await self.patient.until("kept there", lambda now: now.get("waiting", 0) > 0)
        await self.therapist.begin()
        self.therapist.ask("resume")
        await self.recorded()
        assert self.therapist.now["code"] is None

    async def _patient_killed(self) -> None:
        await self.patient.kill()
        await self.therapist.until("down", lambda now: now["badge"] == "down")
        await self.patient.begin()
        await self.patient.until("the cuff", lambda now: now.get("stage") == "ready")
        self.read()
        await self.recorded()

    async def _broker_killed(self) -> None:
        self.broker.kill()
        self.broker.wait()
        self.read()
        await self.patient.until("cut off", lambda now: now.get("dot") == "reconnecting")
        self.broker = start(self.trial)
        await self.recorded()
        await self.therapist.until("well again", lambda now: now["badge"] == "ok")

    async def _patient_frozen(self) -> None:
        self.patient.process.send_signal(signal.SIGSTOP)
        await self.therapist.until("down", lambda now: now["badge"] == "down")
        self.read()
        self.patient.process.send_signal(signal.SIGCONT)
        await self.therapist.until("well again", lambda now: now["badge"] == "ok")
        await self.recorded()

    async def _finish(self) -> None:
        assert (self.ours / NAME).exists()
        self.therapist.ask("finish")
        assert await asyncio.wait_for(self.patient.process.wait(), PATIENCE_S) == 0
        await self.therapist.until("the end", lambda now: now["pairing"] == "ended")


def test_a_session_at_home_outlives_the_death_of_each(tmp_path: Path) -> None:
    ports = Ports(stations=free_port(), patients=free_port(), web=free_port())
    course = Course(tmp_path, set_up(tmp_path / "broker", ports=ports))
    asyncio.run(course.play())
    assert not (course.ours / NAME).exists()
    left = {each.name for each in (course.theirs / "companion").iterdir()}
    assert left <= {"settings.json", "session.lock"}
    once_and_in_order(course)
    nobody_can_read(course)


def once_and_in_order(course: Course) -> None:
    assert check(course.ours / FILE_NAME).state is State.INTACT
    with open_history(course.ours / FILE_NAME) as record:
        entries = SessionLog(record).read("s-1")
    came = {e.seq: e.event for e in entries if isinstance(e.event, RemoteMessageReceived)}
    numbers = [each.number for each in came.values()]
    assert numbers == list(range(1, len(numbers) + 1))
    readings = fold(entries).readings
    assert [each.measurement.systolic for each in readings] == course.sent
    by = [came[each.relayed or 0] for each in readings]
    assert all(each.kind == "reading" and each.placed_utc for each in by)
    # What was measured in the first moments after a start or a sleep has no bound yet, and says so.
    assert all(each.bound_s is not None for each in by if each.epoch == 1)
    assert len({each.reading for each in by}) == len(by)


def nobody_can_read(course: Course) -> None:
    secrets = [PATIENT, PRACTICE, NOTE, "Rarename", "csv3", "systolic", *course.spoken]
    secrets += [f"{value:.0f},78,66" for value in course.sent]
    kept = {
        each.name: each.read_bytes() for each in course.trial.folder.iterdir() if each.is_file()
    }
    seen: Mapping[str, bytes] = {**kept, "the tap": bytes(course.tap.seen)}
    assert len(course.tap.seen) > 1000
    for name, octets in seen.items():
        for secret in secrets:
            assert secret.encode() not in octets, (name, secret)
