"""The patient's program against a therapist's side: every act through its public face."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from kapmonitor.companion.program import Companion
from kapmonitor.companion.view import CompanionView, Dot, HelpStage, Screen, TestStage
from kapmonitor.companion.words import WRONG_DIGIT
from kapmonitor.link.code import Code, spoken
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.message import Command, End, Hello, Help, Reading, Reply, State
from kapmonitor.pairing.reach import Found, real_reach
from kapmonitor.record import keychain
from tests.support.far_side import CODE, PATIENT, SAID, THERAPIST, FarSide


class Cuff:
    """A cuff on a line, as a serial device server carries it: it prints three numbers."""

    def __init__(self) -> None:
        self._writers: list[asyncio.StreamWriter] = []
        self.found = Found(address="", title="Cuff", driver="csv3", wired=True)

    @asynccontextmanager
    async def plugged(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self._came, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        address = f"socket://127.0.0.1:{port}"
        self.found = Found(address=address, title="Cuff", driver="csv3", wired=True)
        async with server:
            yield
            await self.hang_up()

    def _came(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)

    async def hang_up(self) -> None:
        for each in self._writers:
            each.close()
            with suppress(ConnectionError):
                await each.wait_closed()

    async def measure(self, numbers: str) -> None:
        async with asyncio.timeout(60):
            while not self._writers:  # noqa: ASYNC110  the far end has no event
                await asyncio.sleep(0.02)
        self._writers[-1].write(numbers.encode() + b"\r\n")


class Patient:
    """A running companion and the pictures it gave."""

    def __init__(self, folder: Path, broker: MemoryBroker) -> None:
        self.view = CompanionView()
        self.it = Companion(
            folder,
            real_reach(),
            self._show,
            server="clinic.example",
            make_cables=lambda _broker: broker.cable,
        )

    def _show(self, view: CompanionView) -> None:
        self.view = view

    async def until(self, holds: Callable[[CompanionView], bool]) -> CompanionView:
        async with asyncio.timeout(60):
            while not holds(self.view):  # noqa: ASYNC110  any picture may be the one
                await asyncio.sleep(0.02)
        return self.view


@asynccontextmanager
async def running(work: object) -> AsyncIterator[None]:
    task: asyncio.Task[None] = asyncio.ensure_future(work)  # type: ignore[call-overload]  # any coroutine
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture(autouse=True)
def no_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert not keychain.available()


def _systolic(view: CompanionView) -> float | None:
    return None if view.reading is None else view.reading.systolic


async def paired(patient: Patient, far: FarSide, cuff: Cuff) -> None:
    await far.waiting.wait()
    await patient.until(lambda view: bool(view.checks))
    patient.it.go_on()
    patient.it.enter_code(SAID)
    view = await patient.until(lambda view: view.person is not None and bool(view.person.patient))
    assert view.person is not None
    assert (view.person.therapist, view.person.patient) == (THERAPIST, PATIENT)
    patient.it.confirm_person(is_me=True)
    patient.it.choose_cuff(cuff.found, "csv3")


async def _one_request(patient: Patient, far: FarSide, cuff: Cuff) -> None:
    now_ms = round(time.time() * 1000)
    far.ask(Command(id="aa", do="measure", at=now_ms, ttl=30_000))
    view = await patient.until(lambda view: view.request is not None)
    assert view.request is not None
    patient.it.request_shown("aa")
    patient.it.accept_request("aa")
    await cuff.measure("128,82,70")
    await far.until("the reading", Reading, 2)
    patient.it.call_for_help()
    await patient.until(lambda view: view.help is HelpStage.RECEIVED)


def _look_at_what_arrived(far: FarSide) -> None:
    first, second = far.of(Reading)
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert (first.systolic, first.diastolic, first.request) == (121, 78, None)
    assert (second.systolic, second.request) == (128, "aa")
    assert second.driver == "csv3"
    assert second.channel == "serial"
    assert b"128,82,70" in (second.raw or b"")
    stages = [each.stage for each in far.of(Reply) if isinstance(each, Reply)]
    assert stages == ["shown", "accepted", "done"]
    assert len(far.of(Help)) == 1
    consents = [each.may_start for each in far.of(State) if isinstance(each, State)]
    assert False in consents


def test_a_session_from_the_code_to_the_erased_folder(tmp_path: Path) -> None:
    async def session() -> None:
        broker, cuff = MemoryBroker(), Cuff()
        far, patient = FarSide(broker.cable), Patient(tmp_path, broker)
        async with cuff.plugged(), running(far.meet()), running(patient.it.run()):
            await paired(patient, far, cuff)
            await cuff.measure("121,78,66")
            await patient.until(lambda view: view.test is TestStage.RECEIVED)
            assert patient.view.reading is not None
            assert patient.view.reading.systolic == 121
            patient.it.go_on()
            patient.it.allow_start(allowed=False)
            patient.it.go_on()
            await patient.until(lambda view: view.screen is Screen.CALM and view.dot is Dot.OK)

            await _one_request(patient, far, cuff)
            _look_at_what_arrived(far)
            key = (tmp_path / "companion" / "key").read_text()
            far.ask(End())
            await patient.until(lambda view: view.screen is Screen.ENDED)
            left = [each.name for each in (tmp_path / "companion").iterdir()]
            assert sorted(left) == ["session.lock", "settings.json"]
            for each in (tmp_path / "companion").iterdir():
                assert key.encode() not in each.read_bytes()

    asyncio.run(session())


def test_readings_taken_offline_arrive_after_a_new_start_once_and_without_a_code(
    tmp_path: Path,
) -> None:
    async def session() -> None:
        broker, cuff = MemoryBroker(), Cuff()
        far, patient = FarSide(broker.cable), Patient(tmp_path, broker)
        async with cuff.plugged(), running(far.meet()):
            async with running(patient.it.run()):
                await paired(patient, far, cuff)
                await cuff.measure("121,78,66")
                await far.until("the first", Reading)
                broker.stop()
                await cuff.measure("131,81,71")
                await patient.until(lambda view: _systolic(view) == 131)
            await cuff.hang_up()
            broker.start()
            again = Patient(tmp_path, broker)
            async with running(again.it.run()):
                await again.until(lambda view: view.screen is Screen.TEST)
                await far.until("both", Reading, 2)
                await again.until(lambda view: view.waiting == 0)
        values = [each.systolic for each in far.of(Reading) if isinstance(each, Reading)]
        assert values == [121, 131]
        instances = {each.instance for each in far.of(Hello) if isinstance(each, Hello)}
        assert len(instances) == 2

    asyncio.run(session())


def test_a_second_window_with_the_same_session_is_refused(tmp_path: Path) -> None:
    async def session() -> None:
        broker = MemoryBroker()
        first, second = Patient(tmp_path, broker), Patient(tmp_path, broker)
        async with running(first.it.run()):
            await first.until(lambda view: bool(view.checks))
            async with running(second.it.run()):
                view = await second.until(lambda view: view.screen is Screen.OPEN_ELSEWHERE)
                assert not view.error, "the heading says it"

    asyncio.run(session())


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("4123 6756 891", WRONG_DIGIT),
        (spoken(Code("4123", "111111", 3)), "These digits are not the right ones."),
    ],
)
def test_a_code_that_does_not_fit_is_told_and_pairs_nothing(
    tmp_path: Path, typed: str, told: str
) -> None:
    async def session() -> None:
        broker = MemoryBroker()
        far, patient = FarSide(broker.cable, CODE), Patient(tmp_path, broker)
        async with running(far.meet()), running(patient.it.run()):
            await far.waiting.wait()
            await patient.until(lambda view: bool(view.checks))
            patient.it.go_on()
            patient.it.enter_code(typed)
            view = await patient.until(lambda view: bool(view.error))
            assert view.error.startswith(told)
            assert view.screen is Screen.CODE
            assert not (tmp_path / "companion" / "session.json").exists()

    asyncio.run(session())
