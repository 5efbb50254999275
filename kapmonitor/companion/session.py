"""An open session on the patient's side: what is kept of it, its end, its line, and its clocks.

Whatever is said is on the disk first. While the disk takes nothing it waits here, in order, and
the therapist's side is told, as far as giving up our own ballast makes room for that. A call for
help waits behind nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from kapmonitor.clock import Clock
from kapmonitor.companion.shelf import FolderFault, Kept, Notes, Renewed, Shelf
from kapmonitor.companion.view import Dot
from kapmonitor.link.cable import Cables, Trouble
from kapmonitor.link.envelope import Entropy, Keys
from kapmonitor.link.line import PatientLine
from kapmonitor.link.message import Command, Hello, Help, Message, State
from kapmonitor.link.offset import Epochs
from kapmonitor.link.outbox import Outbox, OutboxFault
from kapmonitor.link.patient import Now, PatientEnd
from kapmonitor.link.peer import Action, Delivered, LinkState, Reconnect

AGAIN_S = 1.0
RECOVERS_MS = 5_000
CANNOT_RECORD = "cannot_record"
"""What a `State` says while the disk takes nothing; `recording` takes it back."""
RECORDING = "recording"

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Said:
    """A message that was said; its number, once the disk has it."""

    message: Message
    number: int | None = None


class OpenSession:
    """One session in one process. Use from the program's loop only."""

    def __init__(  # noqa: PLR0913  what one session needs
        self,
        kept: Kept,
        shelf: Shelf,
        clock: Clock,
        entropy: Entropy,
        tell: Callable[[OpenSession, Action | Trouble], None],
        *,
        epoch: int = 1,
    ) -> None:
        """Take what is on the disk; begin with this epoch or a later one. Raises OutboxFault."""
        self.kept, self._shelf = kept, shelf
        self._clock, self._entropy, self._tell = clock, entropy, tell
        self.store = Outbox(shelf.outbox)
        now = self.now()
        self.instance = entropy(8).hex()
        try:
            epoch = self.store.next_epoch(epoch)
            self.end = PatientEnd(
                session=kept.session,
                keys=_keys(kept),
                store=self.store,
                entropy=entropy,
                instance=self.instance,
                epoch=epoch,
                started=now,
            )
        except OutboxFault:
            self.store.close()
            raise
        self._epochs = Epochs(now.wall_ms, now.up_ms, epoch)
        self._epoch_kept = self._notes_kept = True
        self._recover_ms = 0
        self._line: PatientLine | None = None
        self._holding: asyncio.Task[None] | None = None
        self._unsaved: deque[Said] = deque()
        self.cannot_save = self._told_full = False

    @property
    def notes(self) -> Notes:
        """What is known of the session besides its messages."""
        return self.kept.notes

    def note(self, **changes: object) -> None:
        """Note something for good. Raises FolderFault; then it is tried again with the beats."""
        self.kept = replace(self.kept, notes=replace(self.notes, **changes))  # type: ignore[arg-type]  # each caller names its own
        self._keep_notes()

    def hold(self, cables: Cables) -> None:
        """Hold the line from now on, under the newest key."""
        self.let_go()
        self._holding = asyncio.create_task(self._hold_on(cables), name="patient's line")

    def let_go(self) -> None:
        """Hang up; what waits stays on the disk."""
        holding, self._holding, self._line = self._holding, None, None
        if holding is not None:
            holding.cancel()
            self.end.disconnected()

    def renew(self, found: Renewed) -> None:
        """Go on under the key of a renewed pairing: every row is sealed anew under its number.

        Raises FolderFault, OutboxFault; then the old key still holds, and this may be repeated.
        """
        self._shelf.begin_renewal(replace(self.kept, renewed=found))
        renewed = replace(self.kept, root=found.root, key_id=found.key_id, renewed=None)
        self.end.renew(_keys(renewed))
        self.kept = renewed
        self._shelf.end_renewal(renewed)

    def resume(self, other: OpenSession, hello: Hello) -> None:
        """Take over what another session could not deliver, once. Raises OutboxFault.

        Its epochs are ours: none of its instants is placed by a clock of another one. Calls for
        help are not among it: whether another is due depends on what this one has received.
        """
        if self.end.epoch < other.end.epoch:
            self._epochs.epoch = self.store.next_epoch(other.end.epoch)
            self.end.new_epoch(self._epochs.epoch)
        self.end.resume(other.store, other.kept.session, other.end.keys, hello)
        while other._unsaved:
            said = other._unsaved.popleft()
            if not isinstance(said.message, Help):
                self._unsaved.append(said)

    def now(self) -> Now:
        """Return both clocks."""
        read = self._clock.read()
        return Now(round(read.utc.timestamp() * 1000), round(read.monotonic_s * 1000))

    def passed_ms(self) -> int:
        """Return ms that only rise, and count a sleep: what lapses must lapse in it too."""
        self.look_at_clocks()
        return self.now().up_ms + self._epochs.stood_ms

    def _now_of_this_epoch(self) -> Now:
        """Return both clocks, looked at: what comes first after a sleep is not of before it."""
        self.look_at_clocks()
        return self.now()

    def say(self, message: Message) -> Said:
        """Say something for good; it waits here while the disk does not take it."""
        said, is_urgent = Said(message), isinstance(message, Help)
        if is_urgent:
            self.end.heeded.begin_anew()
        if (self._unsaved and not is_urgent) or not self._save(said):
            self._unsaved.append(said)
            self._make_room()
            if is_urgent:
                self._unsaved.rotate()  # first of all, also before what tells of the full disk
        self._tell_unkept()
        return said

    def look_at_clocks(self) -> int | None:
        """Begin another epoch where the clocks have parted; return the ms slept, if any.

        Before whatever carries an instant: what came first after a sleep is of the new epoch.
        """
        now = self.now()
        slept = self._epochs.tick(now.wall_ms, now.up_ms)
        if slept is not None:
            self._keep_epoch()
            self.end.new_epoch(self._epochs.epoch)
            self.say(State(slept_ms=slept, epoch=self.end.epoch))
            if self._line is not None:
                self._line.do([Reconnect()])
        return slept

    def beat(self) -> None:
        """Look at the clocks and at what is unsaved."""
        self.look_at_clocks()
        self._save_the_rest()

    def waiting(self) -> int:
        """Return how many messages the therapist's record does not have."""
        try:
            return self.store.count_waiting() + len(self._unsaved)
        except OutboxFault:
            return max(1, len(self._unsaved))

    def is_delivered(self, said: Said) -> bool:
        """Return whether a message is in the therapist's record, whatever else still waits."""
        try:
            return said.number is not None and not self.store.holds(said.number)
        except OutboxFault:
            return False

    def is_calling(self) -> bool:
        """Return whether a call for help may not be answered yet. Raises OutboxFault."""
        waits = any(isinstance(each.message, Help) for each in self._unsaved)
        return waits or self.notes.called > 0 or self.store.holds_urgent()

    def called_before(self) -> Said | None:
        """Return what an earlier process called, as far as nobody has answered it."""
        with suppress(OutboxFault):
            number = self.notes.called or self.store.last_urgent()
            return Said(Help(), number) if number else None
        return None

    def is_answered(self, said: Said) -> bool:
        """Return whether a person has answered a call, by name."""
        heeded = self.end.heeded
        return heeded.passing if said.number is None else heeded.has(said.number)

    def end_calls(self) -> None:
        """What the disk did not take was answered all the same: it is no call any more."""
        waiting, self._unsaved = self._unsaved, deque()
        self._unsaved += [each for each in waiting if not isinstance(each.message, Help)]
        self.end.heeded.begin_anew()
        self._tell_unkept()

    def left_ms(self, command: Command) -> int:
        """Return how long a request still stands."""
        return self.end.left_ms(command, self.now())

    def is_heard_since(self, up_ms: int) -> bool:
        """Return whether the therapist's side was heard after an instant of this computer's."""
        return self.end.heard_ms > up_ms

    def dot(self) -> Dot:
        """Return how the connection stands."""
        state = self.end.state(self.now())
        if not self.end.is_connected:
            return Dot.RECONNECTING
        if state is LinkState.WAITING:
            return Dot.WAITING
        if state is LinkState.LATE:
            return Dot.LATE
        return Dot.OK if state is LinkState.OK else Dot.NO_THERAPIST

    def close(self) -> None:
        """Let the outbox go; what waits is there at the next start."""
        self.let_go()
        with suppress(OutboxFault):
            self.store.close()

    def erase(self) -> None:
        """Leave nothing of the session on this computer, its keys first."""
        self.close()
        with suppress(FolderFault):  # the next start finishes it
            self._shelf.erase()

    async def _hold_on(self, cables: Cables) -> None:
        """Hold the line until everything is delivered, or until another has our place."""
        over = asyncio.Event()

        def tell(what: Action | Trouble) -> None:
            if isinstance(what, Delivered) or what is Trouble.TAKEN_OVER:
                over.set()
            self._tell(self, what)

        holding = asyncio.create_task(self._lines(cables, tell))
        waiting = asyncio.create_task(over.wait())
        try:
            await asyncio.wait({holding, waiting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in (holding, waiting):
                each.cancel()
            await asyncio.gather(holding, waiting, return_exceptions=True)

    async def _lines(self, cables: Cables, tell: Callable[[Action | Trouble], None]) -> None:
        while True:
            try:
                self._line = PatientLine(self.end, cables, self._now_of_this_epoch, tell)
                await self._line.run()
            except OutboxFault:  # the disk; what was not taken from the broker comes again
                self.cannot_save = True
                self.end.disconnected()
                self._line = None
                with suppress(OutboxFault):
                    self.store.shrink()
            except Exception as fault:  # noqa: BLE001  a dead line would hide a call for help
                # Without its words, which may hold what was said.
                _log.error("the patient's line failed: %s", type(fault).__name__)
                self.end.disconnected()
                self._line = None
            await asyncio.sleep(AGAIN_S)

    def _save(self, said: Said) -> bool:
        try:
            said.number = self._kept(said.message)
        except OutboxFault:
            self.cannot_save = True
            return False
        if self._line is not None:
            self._line.do(self.end.due(self.now()))
        if isinstance(said.message, Help):
            with suppress(FolderFault):  # it is tried again with the next beat
                self.note(called=said.number)
        return True

    def _kept(self, message: Message) -> int:
        """Keep a message; a disk that is full may have room in what the store needs no more."""
        try:
            return self.end.keep(message, self.now())
        except OutboxFault:
            self.store.shrink()
            return self.end.keep(message, self.now())

    def _keep_notes(self) -> None:
        self._notes_kept = False
        self._shelf.note(self.kept)
        self._notes_kept = True

    def _keep_epoch(self) -> None:
        """Let no later process take the number of this epoch: its clocks stand otherwise."""
        try:
            self._epochs.epoch = self.store.next_epoch(self._epochs.epoch)
            self._epoch_kept = True
        except OutboxFault:
            self._epoch_kept = False

    def _save_the_rest(self) -> None:
        if not self._epoch_kept:
            self._keep_epoch()
        if not self._notes_kept:
            with suppress(FolderFault):
                self._keep_notes()
        while self._unsaved and self._may_save(self._unsaved[0]) and self._save(self._unsaved[0]):
            self._unsaved.popleft()
        if self.cannot_save:
            self._recover()
        self._tell_unkept()

    def _tell_unkept(self) -> None:
        """Have what nobody may miss go out beside the disk, while that takes not even this."""
        waiting = [each.message for each in self._unsaved]
        full, calls = State(error=CANNOT_RECORD), any(isinstance(each, Help) for each in waiting)
        told = (full,) if full in waiting else ()
        self.end.unkept = (*told, Help()) if calls else told

    def _may_save(self, said: Said) -> bool:
        """Return whether its epoch is kept; a call for help carries no instant."""
        return self._epoch_kept or isinstance(said.message, Help)

    def _recover(self) -> None:
        """A disk takes again when it has room for our ballast too; tried now and then.

        What gets through before that lives on what the ballast gave up, and is soon over.
        """
        up_ms = self.now().up_ms
        if up_ms < self._recover_ms:
            return
        self._recover_ms = up_ms + RECOVERS_MS
        with suppress(FolderFault):
            self._shelf.keep_ballast()
            if self._unsaved or not self._epoch_kept:
                return
            told = not self._told_full or self._save(Said(State(error=RECORDING)))
            self.cannot_save = self._told_full = not told

    def begin_full(self) -> None:
        """There was room to begin only without the ballast."""
        self.cannot_save = True
        self._make_room()

    def _make_room(self) -> None:
        """The disk is full: give up our own ballast, so that at least this can be told."""
        if self._told_full:
            return
        self._told_full = True
        self._shelf.give_up_ballast()
        with suppress(OutboxFault):
            self.store.shrink()
        self._unsaved.appendleft(Said(State(error=CANNOT_RECORD)))


def _keys(kept: Kept) -> Keys:
    return Keys.of(kept.root, kept.session, kept.key_id)
