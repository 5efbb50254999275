"""The session of this computer, and for a moment the one that is to take its place.

A code can be typed while a session is open: the therapist's side lost its key, or its machine.
Under the same session the code brings another key; under another one it brings a session that goes
on from ours. Either takes effect only when the patient has said that the names and the words are
right. Until then everything stays with what was there, and a no leaves it so.

What the old one could not deliver is never lost: under the same session each row is sealed anew
under its own number, under another one all rows are taken over in one step, and only then is the
old one erased. A crash in between is finished by the next start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kapmonitor.clock import Clock
from kapmonitor.companion.calls import Calls
from kapmonitor.companion.folder import Folder
from kapmonitor.companion.session import OpenSession
from kapmonitor.companion.shelf import FolderFault, Kept, Notes, Renewed, Shelf
from kapmonitor.link.cable import Trouble
from kapmonitor.link.envelope import Entropy
from kapmonitor.link.meeting import Paired
from kapmonitor.link.message import Bye, Hello, State, Symptom
from kapmonitor.link.outbox import OutboxFault
from kapmonitor.link.peer import Action

NOT_ME = "not_me"
"""What the therapist's side is told when the names are not the patient's."""
HEARD_OUT_MS = 10_000
"""How long a session that was refused may take to deliver that."""
EPOCHS_APART = 1_000
"""A store that was lost gave some numbers of epochs that the record has not seen."""
ONE_SESSION_MS = 12 * 3_600_000
"""Longer than any session: what was agreed on before holds in no other one."""
KEPT_MS = 7 * 24 * 3_600_000
"""How long a session that nobody ends is kept, and once more from when that is first found: a clock
that was a week wrong at the pairing and was set right looks the same as a week that passed."""
Greet = Callable[[OpenSession], Hello]


class Sessions:
    """At most one that counts, and one that waits for the patient's word."""

    def __init__(
        self,
        folder: Folder,
        clock: Clock,
        entropy: Entropy,
        tell: Callable[[OpenSession, Action | Trouble], None],
        greet: Greet,
    ) -> None:
        self._folder, self._clock, self._entropy = folder, clock, entropy
        self._tell, self._greet = tell, greet
        self.current: OpenSession | None = None
        self.newcomer: OpenSession | None = None
        self._renewal: Paired | None = None
        self._refused: tuple[OpenSession, int] | None = None

    @property
    def notes(self) -> Notes:
        """What is known of the session that counts."""
        return self.current.notes if self.current is not None else Notes()

    @property
    def asked(self) -> Notes:
        """What the patient is asked about: the names and words of whoever wants to be let in."""
        if self.newcomer is not None:
            return self.newcomer.notes
        if self._renewal is not None:
            return replace(self.notes, words=self._renewal.words)
        return self.notes

    @property
    def is_renewal(self) -> bool:
        """Whether it is the same session that goes on under another key."""
        return self._renewal is not None

    @property
    def is_asked(self) -> bool:
        """Whether a session that is open waits for the patient's word on another key."""
        return self.newcomer is not None or self._renewal is not None

    def go_on(self, calls: Calls) -> None:
        """Open what was left open, and finish what a crash broke off.

        Raises FolderFault, OutboxFault; then this may be repeated.
        """
        left = self._folder.left_open()
        if not left:
            return
        shelf, kept = left[-1]
        notes = kept.notes
        is_old = self._since_ms(notes.begun_ms) > KEPT_MS
        if is_old and self._since_ms(notes.spared_ms) > KEPT_MS:
            for each, _ in left:
                each.erase()
            return
        opened = self._opened(shelf, kept)
        try:
            if kept.renewed is not None:
                opened.renew(kept.renewed)
            if len(left) > 1:
                self._take_over(self._opened(*left[0]), opened, calls)
            if is_old and not notes.spared_ms:
                opened.note(spared_ms=self._now_ms())
        except (FolderFault, OutboxFault):
            opened.close()
            raise
        self.current = opened

    def welcome(self, found: Paired, calls: Calls) -> None:
        """Take a pairing. Raises FolderFault, OutboxFault, having changed nothing.

        A session that nobody here had let in is gone with it: nothing was measured for it, but
        the patient may have called for help.
        """
        self._dismiss()
        offer, current = found.offer, self.current
        if current is not None and current.kept.session == offer.session:
            self._renewal = found
            return
        shown = "values" in offer.can
        notes = Notes(words=found.words, values_shown=shown, begun_ms=self._now_ms())
        counts = current is not None and current.notes.confirmed
        resumes = current.kept.session if current is not None and counts else b""
        kept = Kept(
            session=offer.session,
            root=found.root,
            key_id=offer.key_id,
            resumes=resumes,
            notes=notes,
        )
        opened = self._begun(kept, offer.after)
        if counts:
            self.newcomer = opened
            return
        if current is not None:
            try:
                calls.now_through(current, opened)
            except OutboxFault:
                opened.erase()
                raise
            current.erase()
        self.current = opened

    def accept(self, calls: Calls) -> OpenSession | None:
        """The patient said yes; return the session from which another goes on now, if any.

        Raises FolderFault, OutboxFault; then this may be repeated.
        """
        if self.newcomer is not None:
            return self._replace(self.newcomer, calls)
        if self.current is None:
            return None
        if self._renewal is not None:
            found, offer = self._renewal, self._renewal.offer
            self.current.store.begin_after(offer.after)
            self.current.renew(Renewed(found.root, offer.key_id))
            self.current.note(words=found.words, values_shown="values" in offer.can)
            self._renewal = None
            calls.known_up_to(offer.after, self.current)
        self.current.note(confirmed=True)
        return None

    def refuse(self, calls: Calls) -> None:
        """The patient said no to another key: all stays with the session that is open."""
        refused = self.newcomer
        self.newcomer = self._renewal = None
        if refused is not None:
            calls.forget(refused)
            refused.say(Symptom(code=NOT_ME))
            refused.say(Bye())
            self._refused = refused, refused.now().up_ms + HEARD_OUT_MS

    def beat(self) -> None:
        """Let time pass."""
        for each in (self.current, self.newcomer):
            if each is not None:
                each.beat()
        if self._refused is not None:
            session, until_ms = self._refused
            if session.waiting() == 0 or session.now().up_ms >= until_ms:
                self._dismiss()

    def forget(self) -> None:
        """Leave nothing of any session on this computer."""
        self._dismiss()
        current, self.current = self.current, None
        if current is not None:
            current.erase()

    def close(self) -> None:
        """Let the disk go; what was not delivered stays on it."""
        self._dismiss()
        if self.current is not None:
            self.current.close()

    def _replace(self, newcomer: OpenSession, calls: Calls) -> OpenSession | None:
        old = self.current
        if old is None:
            return None
        newcomer.note(confirmed=True, **self._prepared(old.notes))
        self._take_over(old, newcomer, calls)
        self.current, self.newcomer = newcomer, None
        return old

    def _prepared(self, notes: Notes) -> dict[str, object]:
        """Return what holds in a session that goes on; one of another day is prepared anew."""
        if self._since_ms(notes.begun_ms) > ONE_SESSION_MS:
            return {}
        return {
            "calm": notes.calm,
            "may_start": notes.may_start,
            "address": notes.address,
            "driver": notes.driver,
            "title": notes.title,
            "begun_ms": notes.begun_ms,
        }

    def _now_ms(self) -> int:
        return round(self._clock.read().utc.timestamp() * 1000)

    def _since_ms(self, then_ms: int) -> int:
        return self._now_ms() - then_ms if then_ms else 0

    def _take_over(self, old: OpenSession, newcomer: OpenSession, calls: Calls) -> None:
        """Let one go on from another; what the patient has said about starts is told again."""
        calls.now_through(old, newcomer)  # first: a crash may double a call, and never lose it
        hello = replace(self._greet(newcomer), resume_of=old.kept.session.hex())
        newcomer.resume(old, hello)
        if newcomer.notes.may_start is not None:
            newcomer.say(State(may_start=newcomer.notes.may_start))
        old.erase()

    def _dismiss(self) -> None:
        """Erase whoever waits for the patient's word, or was refused."""
        waiting = (self.newcomer, None if self._refused is None else self._refused[0])
        self.newcomer = self._renewal = self._refused = None
        for each in waiting:
            if each is not None:
                each.erase()

    def _begun(self, kept: Kept, after: int) -> OpenSession:
        shelf = self._folder.free()
        # A session that goes on has the epochs of the one before, or none of a store now lost.
        epoch = after + EPOCHS_APART if after else 1
        if self.current is not None:
            epoch = max(epoch, self.current.end.epoch)
        opened: OpenSession | None = None
        try:
            shelf.open(kept)
            opened = self._opened(shelf, kept, epoch)
            opened.store.begin_after(after)
        except (FolderFault, OutboxFault):
            if opened is not None:
                opened.close()
            shelf.erase()
            raise
        return opened

    def _opened(self, shelf: Shelf, kept: Kept, epoch: int = 1) -> OpenSession:
        """Open it, on a full disk in the room that its ballast takes. Raises OutboxFault."""

        def opened() -> OpenSession:
            return OpenSession(kept, shelf, self._clock, self._entropy, self._tell, epoch=epoch)

        try:
            return opened()
        except OutboxFault:
            if not shelf.give_up_ballast():
                raise
        made = opened()
        made.begin_full()
        return made
