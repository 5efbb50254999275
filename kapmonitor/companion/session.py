"""An open session on the patient's side: its outbox, its end, its line, and its clocks."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from kapmonitor.clock import Clock
from kapmonitor.companion.folder import Folder, Kept
from kapmonitor.companion.view import Dot
from kapmonitor.link.cable import Cables, Trouble
from kapmonitor.link.envelope import Entropy, Keys
from kapmonitor.link.line import PatientLine
from kapmonitor.link.message import Command, Message, State
from kapmonitor.link.offset import Epochs
from kapmonitor.link.outbox import Outbox, OutboxFault
from kapmonitor.link.patient import Now, PatientEnd
from kapmonitor.link.peer import Action, Delivered, LinkState, Reconnect

AGAIN_S = 1.0
CANNOT_RECORD = "cannot_record"
"""What a `State` says while the disk takes nothing; `recording` takes it back."""
RECORDING = "recording"


class OpenSession:
    """One session in one process. Use from the program's loop only."""

    def __init__(
        self,
        kept: Kept,
        folder: Folder,
        clock: Clock,
        entropy: Entropy,
        tell: Callable[[Action | Trouble], None],
    ) -> None:
        """Take what is on the disk. Raises OutboxFault."""
        self._folder, self._clock, self._tell = folder, clock, tell
        self.store = Outbox(folder.outbox)
        now = self.now()
        epoch = self.store.next_epoch()
        self._epochs = Epochs(now.wall_ms, now.up_ms, epoch)
        self.instance = entropy(8).hex()
        self.end = PatientEnd(
            session=kept.session,
            keys=Keys.of(kept.root, kept.session, kept.key_id),
            store=self.store,
            entropy=entropy,
            instance=self.instance,
            epoch=epoch,
            started=now,
        )
        self._line: PatientLine | None = None
        self._unsaved: deque[Message] = deque()
        self.cannot_save = False

    def now(self) -> Now:
        """Return both clocks."""
        read = self._clock.read()
        return Now(round(read.utc.timestamp() * 1000), round(read.monotonic_s * 1000))

    async def hold(self, cables: Cables) -> None:
        """Hold the line until everything is delivered, or until another has our place."""
        over = asyncio.Event()

        def tell(what: Action | Trouble) -> None:
            if isinstance(what, Delivered) or what is Trouble.TAKEN_OVER:
                over.set()
            self._tell(what)

        holding = asyncio.create_task(self._hold(cables, tell))
        waiting = asyncio.create_task(over.wait())
        try:
            await asyncio.wait({holding, waiting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in (holding, waiting):
                each.cancel()
            ended = await asyncio.gather(holding, waiting, return_exceptions=True)
        if isinstance(ended[0], Exception):
            raise ended[0]

    def say(self, message: Message) -> int | None:
        """Say something for good; return its number, None while the disk does not take it."""
        if not self._unsaved:
            number = self._saved(message)
            if number is not None:
                return number
        self._unsaved.append(message)
        self._make_room()
        return None

    def beat(self) -> int | None:
        """Look at the clocks and at what is unsaved; return the ms that were slept, if any."""
        now = self.now()
        slept = self._epochs.tick(now.wall_ms, now.up_ms)
        if slept is not None:
            with suppress(OutboxFault):
                self._epochs.epoch = self.store.next_epoch()
            self.end.new_epoch(self._epochs.epoch)
            self.say(State(slept_ms=slept, epoch=self.end.epoch))
            if self._line is not None:
                self._line.do([Reconnect()])
        self._save_the_rest()
        return slept

    def waiting(self) -> int:
        """Return how many messages the therapist's record does not have."""
        try:
            return self.store.count_waiting() + len(self._unsaved)
        except OutboxFault:
            return max(1, len(self._unsaved))

    def is_delivered(self, number: int) -> bool:
        """Return whether a message is in the therapist's record, whatever else still waits."""
        try:
            return not self.store.holds(number)
        except OutboxFault:
            return False

    def left_ms(self, command: Command) -> int:
        """Return how long a request still stands."""
        return self.end.left_ms(command, self.now())

    def dot(self) -> Dot:
        """Return how the connection stands."""
        state = self.end.state(self.now())
        if not self.end.is_connected:
            return Dot.RECONNECTING
        if state is LinkState.WAITING:
            return Dot.WAITING
        return Dot.OK if state in (LinkState.OK, LinkState.LATE) else Dot.NO_THERAPIST

    def close(self) -> None:
        """Let the outbox go; what waits is there at the next start."""
        with suppress(OutboxFault):
            self.store.close()

    async def _hold(self, cables: Cables, tell: Callable[[Action | Trouble], None]) -> None:
        while True:
            try:
                self._line = PatientLine(self.end, cables, self.now, tell)
                await self._line.run()
            except OutboxFault:  # the disk; what was not taken from the broker comes again
                self.cannot_save = True
                self.end.disconnected()
                self._line = None
            await asyncio.sleep(AGAIN_S)

    def _saved(self, message: Message) -> int | None:
        try:
            actions = self.end.say(message, self.now())
            number = self.store.head
        except OutboxFault:
            self.cannot_save = True
            return None
        if self._line is not None:
            self._line.do(actions)
        return number

    def _save_the_rest(self) -> None:
        while self._unsaved and self._saved(self._unsaved[0]) is not None:
            self._unsaved.popleft()
        if not self.cannot_save or self._unsaved:
            return
        if self._saved(State(error=RECORDING)) is not None:
            self.cannot_save = False

    def _make_room(self) -> None:
        """The disk is full: give up our own ballast, so that at least this can be told."""
        if not self._folder.ballast.exists():
            return
        with suppress(OSError):
            self._folder.ballast.unlink()
        self._unsaved.appendleft(State(error=CANNOT_RECORD))
