"""A clinician's signature over a preset, exactly as it reads now."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.practice import PresetOffer
from kapmonitor.session.event import Approval
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import Panel
from kapmonitor.ui.widgets.parts import Field

UNSIGNED = mark(
    "Nobody has signed this preset. It is a template: a clinician reviews and signs it before it "
    "is used with a patient."
)


class SignPanel(Panel):
    """Asks for a name and a role; emits `signed` when the record has the signature, or refused."""

    signed = Signal()

    def __init__(self, bridge: Bridge, page: str) -> None:
        """`page`: what the record says about where it was signed."""
        self._bridge = bridge
        self._page = page
        self.offer: PresetOffer | None = None
        super().__init__(
            say("Sign this preset"),
            (Field(say("Name of the clinician who signs")), Field(say("Role"), say("MD, NP …"))),
            say("Sign"),
            abreast=True,
            note=say(
                "The signature covers the preset exactly as it reads now. A change undoes it."
            ),
        )
        self._name, self._role = self.fields
        self.confirmed.connect(self._send)

    @Slot()
    def _send(self) -> None:
        offer = self.offer
        if offer is None:
            return
        missing = [each for each in (self._name, self._role) if not each.text]
        if missing:
            self.refuse((say("A signature needs a name and a role."),))
            missing[0].line.setFocus()
            return
        name, role = self._name.text, self._role.text
        origin = self._bridge.origin(self._page)
        self._bridge.practice(
            lambda practice: practice.sign_preset(offer.file, name, role, origin), self._answered
        )

    def _answered(self, approval: Approval | Exception) -> None:
        failed = isinstance(approval, Exception)
        self.answered(Answer((str(approval),) if failed else ()))
        self.signed.emit()


def signature_words(offer: PresetOffer | None, day: str) -> str:
    """Return who signed a preset and when, or that nobody did."""
    if offer is None:
        return ""
    if offer.approval is None:
        return say(UNSIGNED)
    by = offer.approval
    return say("Signed by {name}, {role}, {day}.").format(name=by.signed_by, role=by.role, day=day)
