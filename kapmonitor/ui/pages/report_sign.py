"""What people add at the end: a signature, a countersignature, an amendment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.event import EntryAmended
from kapmonitor.session.intent import CountersignEntry, Intent, Note, SignRecord
from kapmonitor.session.roles import Act
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator, Signing
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import Ask, under, words_about
from kapmonitor.ui.pages.signer import Signer
from kapmonitor.ui.paper.report_entries import entries
from kapmonitor.ui.paper.report_view import open_overrides
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Card, Field, button, label

LOCKS = mark("After signing, only amendments can be added.")
TYPE_TO_SIGN = mark("Type your name to sign.")
TYPE_TO_COUNTERSIGN = mark("Type the prescriber's name to countersign.")


class _Card(Card):
    """A card whose refusals stand in it, next to what was asked."""

    def __init__(self, title: str, *parts: object) -> None:
        self._refusal = label("", "refusal", wraps=True)
        self._refusal.hide()
        super().__init__(title, *parts, self._refusal)  # type: ignore[arg-type]  # passed on

    def refuse(self, *reasons: str) -> None:
        """Show every reason; none hides the line."""
        self._refusal.setText("\n".join(reasons))
        self._refusal.setVisible(bool(reasons))


class _Signing(_Card):
    """A card that signs: by the secret of whoever may, or by a typed name where nobody has one."""

    UNNAMED = ""

    def __init__(  # noqa: PLR0913  what the two cards differ in
        self,
        bridge: Bridge,
        page: str,
        title: str,
        told: QLabel,
        name: str,
        does: QPushButton,
        act: Act | None,
    ) -> None:
        self._bridge, self._page = bridge, page
        self._name = Field(name)
        self.signer = Signer(bridge, act)
        self._sign = does
        super().__init__(title, told, self._name, self.signer, does)
        does.clicked.connect(self._pressed)
        self._name.line.returnPressed.connect(self._pressed)
        self.signer.entered.connect(self._pressed)
        self.signer.changed.connect(self._arrange)

    def showEvent(self, event: QShowEvent) -> None:
        """Learn who has a secret whenever the card comes in sight."""
        super().showEvent(event)
        self.signer.refresh()

    @Slot()
    def _arrange(self) -> None:
        self._name.setVisible(not self.signer.active)

    @Slot()
    def _pressed(self) -> None:
        if not self.signer.active and not self._name.text:
            self.refuse(say(self.UNNAMED))
            return
        self.signer.sign(self.typed(), self._page, self._sign_it, self._refuse)

    def typed(self) -> Operator:
        """Return who signs where only a name is typed."""
        return Operator(id="", name=self._name.text, role="")

    def intents(self, _signer: Operator, _signing: Signing) -> tuple[Intent, ...]:
        """Return what is asked for by this signature."""
        return ()

    def _sign_it(self, signer: Operator, signing: Signing) -> None:
        for intent in self.intents(signer, signing):
            self._bridge.submit(intent, self._answered, page=self._page)

    def _refuse(self, reasons: Sequence[str]) -> None:
        self.refuse(*reasons)

    def _answered(self, answer: Answer) -> None:
        self.refuse(*answer.refusals)
        if not answer.refusals:
            self._name.line.clear()


class SignCard(_Signing):
    """Signs and locks the record over the digest that was read."""

    UNNAMED = TYPE_TO_SIGN

    def __init__(self, bridge: Bridge, page: str) -> None:
        self._head = ""
        super().__init__(
            bridge,
            page,
            say("Sign"),
            label(say(LOCKS), "secondary", wraps=True),
            say("Your name, as signature"),
            button(say("Sign and lock"), "primary"),
            None,
        )

    def show_head(self, head: str) -> None:
        """Say which digest a signature is over."""
        self._head = head

    def intents(self, signer: Operator, signing: Signing) -> tuple[Intent, ...]:
        """Return a signature over what was read."""
        return (SignRecord(signed_by=signer.name, digest=self._head, signing=signing),)


class CountersignCard(_Signing):
    """Lets a prescriber sign what was reported as their decision."""

    UNNAMED = TYPE_TO_COUNTERSIGN

    def __init__(self, bridge: Bridge, page: str) -> None:
        self._open: tuple[int, ...] = ()
        self._which = label("", wraps=True)
        super().__init__(
            bridge,
            page,
            say("Reported, not countersigned"),
            self._which,
            say("Prescriber's name"),
            button(say("Countersign")),
            Act.COUNTERSIGN,
        )

    def show_session(self, session: Session) -> bool:
        """Show what waits for a countersignature; return whether anything does."""
        waiting = open_overrides(session)
        self._open = tuple(waiting)
        self._which.setText("\n".join(waiting.values()))
        return bool(waiting)

    def intents(self, signer: Operator, signing: Signing) -> tuple[Intent, ...]:
        """Return a signature under each override in sight, over the record as it stands."""
        head = self._bridge.snapshot.head
        return tuple(
            CountersignEntry(seq=seq, clinician=signer.name, digest=head, signing=signing)
            for seq in self._open
        )


class AmendCard(_Card):
    """Adds an amendment that names what it corrects, and why."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known = -1
        self._entry = Choice()
        self._entry.setAccessibleName(say("What is corrected"))
        self._entry.setMinimumContentsLength(12)
        adjusts = Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._entry.setSizeAdjustPolicy(adjusts)
        self._words = Field(say("What is right"))
        self._reason = Field(say("Reason"))
        self._add = button(say("Add amendment"))
        which = under(say("What is corrected"), self._entry)
        super().__init__(say("Amend"), which, self._words, self._reason, self._add)
        self._add.clicked.connect(self._pressed)

    def show_session(self, session: Session) -> None:
        """Offer the entries there are, keeping the one that was chosen."""
        if session.next_seq == self._known:
            return
        self._known = session.next_seq
        chosen = self._entry.currentData()
        self._entry.clear()
        self._entry.addItem(say("Choose an entry"), None)
        for seq, words in entries(session).items():
            self._entry.addItem(words, seq)
        self._entry.setCurrentIndex(max(0, self._entry.findData(chosen)))

    @Slot()
    def _pressed(self) -> None:
        seq = self._entry.currentData()
        if seq is None or not (self._words.text and self._reason.text):
            self.refuse(say("An amendment needs what it corrects, its words and a reason."))
            return
        words = words_about(self._words.text)
        fact = EntryAmended(seq=seq, reason=self._reason.text, text=words)
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        self.refuse(*answer.refusals)
        if not answer.refusals:
            self._words.line.clear()
            self._reason.line.clear()
            self._entry.setCurrentIndex(0)
