"""The bench beside the session: find a device, pair it, try it out.

Nothing here reaches a session or its record. What a test reading says is shown on the page and
forgotten with it. Everything runs on the engine's loop; the window sees immutable pictures.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, replace

from devices.capture import Recorder, to_toml
from devices.catalog import find
from devices.conversation import CannotStart, CuffMemory
from devices.measurement import Measurement
from devices.pairing import Pairing, PairingStage
from devices.redaction import redacted
from devices.transport import EnvironmentFault, Transport
from devices.transport.ble import release
from devices.transport.ble_attendant import Attendant, Person
from kapmonitor.language import mark, say
from kapmonitor.pairing.probe import Probe, find_out
from kapmonitor.pairing.reach import Found, Reach
from kapmonitor.pairing.search import Findings, Search
from kapmonitor.pairing.trial import Trial, after, judged

CAPTURE_SOURCE = "Saved on the pairing page."
BROKEN = mark("The program failed while talking to this device. Nothing was recorded. Try again.")


def _nobody(_address: str, _reading: Measurement) -> None:
    """Nobody needs to know."""


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchView:
    """What the window sees of the bench."""

    findings: Findings = Findings()
    trial: Trial | None = None
    probe: Probe | None = None
    simulated: bool = False


class Bench:
    """Finds devices and tries one out at a time. Use from the engine's loop only."""

    def __init__(
        self,
        reach: Reach,
        show: Callable[[BenchView], None],
        tested: Callable[[str, Measurement], None] = _nobody,
    ) -> None:
        """`tested` hears of each test reading, with the device's address: it is nobody's."""
        self._reach = reach
        self._outlet = show
        self._tested = tested
        self._view = BenchView(simulated=reach.simulated)
        self._searching: asyncio.Task[None] | None = None
        self._trying: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        """One connection at a time: two to one device fail each other; hanging up takes a while."""
        self._asking: set[asyncio.Task[None]] = set()
        self._pairing: Pairing | None = None
        self._memories: dict[str, CuffMemory] = {}
        self._recorder: Recorder | None = None
        self._passkey: asyncio.Future[str | None] | None = None
        self._comparison: tuple[str, asyncio.Future[bool]] | None = None

    def search(self) -> None:
        """Look around until told to rest."""
        if self._searching is None or self._searching.done():
            search = Search(self._reach, lambda found: self._show(findings=found))
            self._searching = self._task(search.run(), "search")

    def rest(self) -> None:
        """Stop looking and let the device go. A bond that was made stays."""
        self.drop()
        self._stop_searching()

    def try_out(self, device: Found, driver: str) -> None:
        """Connect to a device, pairing it where it asks for that, and await a test reading."""
        self._let_go()
        self._stop_searching()
        self._show(trial=Trial(device=device, driver=driver), probe=None)
        self._trying = self._task(self._try(device, driver), "pairing")

    def find_out(self, port: Found) -> None:
        """Ask what is on a port, in every language that inflates nothing."""
        self._let_go()
        self._trying = self._task(self._probe(port), "port probe")

    def drop(self) -> None:
        """Let the device on the bench go."""
        self._let_go()
        self._show(trial=None, probe=None)

    def answer_passkey(self, digits: str | None) -> None:
        """Hand over the number that the device shows; None: there is none."""
        if self._passkey is not None and not self._passkey.done():
            self._passkey.set_result(digits)

    def answer_comparison(self, number: str, *, same: bool) -> None:
        """Say whether the device shows this number; an answer to another question is nothing."""
        if self._comparison is None:
            return
        asked, answer = self._comparison
        if asked == number and not answer.done():
            answer.set_result(same)

    def start_measurement(self) -> None:
        """Let the cuff inflate: somebody pressed the button for that."""
        self._run(self._start(), "test start")

    def stop_measurement(self) -> None:
        """Let the cuff deflate."""
        if self._pairing is not None:
            self._run(self._pairing.stop_measurement(), "test stop")

    def judge(self, *, just_now: bool) -> None:
        """Take a person's word on whether the reading at hand was measured just now."""
        if self._view.trial is not None:
            self._show(trial=judged(self._view.trial, just_now=just_now))

    def capture(self) -> str | None:
        """Return the exchange so far as the text of a capture file, without what identifies the
        device; None before there is one."""
        if self._recorder is None:
            return None
        return to_toml(redacted(self._recorder.capture(), self._recorder.driver))

    async def close(self) -> None:
        """Stop everything."""
        self.rest()
        tasks = tuple(self._asking)
        for task in tasks:
            if not task.cancelling():  # a second time would break off the hanging up
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        release()

    def _stop_searching(self) -> None:
        if self._searching is not None:
            self._searching.cancel()
        self._searching = None

    def _let_go(self) -> None:
        if self._trying is not None and not self._trying.cancelling():
            self._trying.cancel()
        self._pairing = self._recorder = self._passkey = self._comparison = None

    async def _probe(self, port: Found) -> None:
        try:
            async with self._turn:
                await find_out(self._reach, port, lambda probe: self._show(probe=probe))
        except Exception:  # noqa: BLE001  a driver's bug must not take the engine with it
            _log.exception("a port that was asked failed")
            self._show(probe=Probe(port=port, over=True, trouble=say(BROKEN)))

    async def _try(self, device: Found, slug: str) -> None:
        try:
            async with self._turn:
                await self._pair(device, slug)
        except (KeyError, ValueError, EnvironmentFault) as fault:
            self._fail(str(fault.args[0]))
        except Exception:  # noqa: BLE001  a driver's bug must not take the engine with it
            _log.exception("a device under trial failed")
            self._fail(say(BROKEN))

    async def _pair(self, device: Found, slug: str) -> None:
        driver = find(slug)

        def connect(attendant: Attendant) -> Transport:
            return self._reach.connect(driver, device.address, attendant)

        self._recorder = Recorder(driver, driver.title, CAPTURE_SOURCE)
        person = Person(passkey=self._ask_passkey, compare=self._ask_whether_same)
        memory = self._memory_of(device.kept_as)
        self._pairing = Pairing(
            driver, connect, person=person, observer=self._recorder, memory=memory
        )
        async with aclosing(self._pairing.stages()) as stages:
            async for news in stages:
                if self._view.trial is not None:
                    self._show(trial=after(self._view.trial, news, _now()))

    def _memory_of(self, address: str) -> CuffMemory:
        """Return what a new trial knows of a device: only when it was last inflated."""
        before = self._memories.get(address, CuffMemory())
        fresh = CuffMemory(last_start=before.last_start, unfinished=before.unfinished)
        self._memories[address] = fresh
        return fresh

    async def _ask_passkey(self) -> str | None:
        self._passkey = asyncio.get_running_loop().create_future()
        return await self._passkey

    async def _ask_whether_same(self, number: str) -> bool:
        self._comparison = (number, asyncio.get_running_loop().create_future())
        return await self._comparison[1]

    async def _start(self) -> None:
        if self._pairing is None or self._view.trial is None:
            return
        try:
            await self._pairing.start_measurement()
        except CannotStart as refusal:
            self._show(trial=replace(self._view.trial, failed=refusal.text))

    def _fail(self, text: str) -> None:
        if self._view.trial is not None:
            failed = replace(self._view.trial, stage=PairingStage.FAILED, text=text)
            self._show(trial=failed)

    def _show(self, **changes: Findings | Trial | Probe | None) -> None:
        view = replace(self._view, **changes)  # type: ignore[arg-type]  # each caller names its own
        self._note_test(view.trial)
        if view != self._view:
            self._view = view
            self._outlet(view)

    def _note_test(self, trial: Trial | None) -> None:
        before = self._view.trial.reading if self._view.trial is not None else None
        if trial is not None and trial.reading is not None and trial.reading is not before:
            self._tested(trial.device.kept_as, trial.reading)

    def _run(self, work: Coroutine[None, None, None], name: str) -> None:
        _ = self._task(work, name)

    def _task(self, work: Coroutine[None, None, None], name: str) -> asyncio.Task[None]:
        task = asyncio.create_task(work, name=name)
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)
        return task


def _now() -> float:
    return asyncio.get_running_loop().time()
