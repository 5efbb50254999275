"""What people add at the end: a signature, a countersignature, an amendment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.intent import CountersignEntry, Intent, SignRecord
from kapmonitor.session.roles import Act
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator, Signing
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.signer import Signer
from kapmonitor.ui.paper.report_view import open_overrides
from kapmonitor.ui.widgets.parts import Card, Field, button, label

LOCKS = mark("After signing, only amendments can be added.")
TYPE_TO_SIGN = mark("Type your name to sign.")
TYPE_TO_COUNTERSIGN = mark("Type the prescriber's name to countersign.")


class Refusing(Card):
    """A card whose refusals stand in it, next to what was asked."""

    def __init__(self, title: str, *parts: object) -> None:
        self._refusal = label("", "refusal", wraps=True)
        self._refusal.hide()
        super().__init__(title, *parts, self._refusal)  # type: ignore[arg-type]  # passed on

    def refuse(self, *reasons: str) -> None:
        """Show every reason; none hides the line."""
        self._refusal.setText("\n".join(reasons))
        self._refusal.setVisible(bool(reasons))


class _Signing(Refusing):
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
