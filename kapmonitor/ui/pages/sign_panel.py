"""A clinician's signature over a preset, exactly as it reads now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.practice import PresetOffer
from kapmonitor.session.event import Approval
from kapmonitor.session.roles import Act, role_words
from kapmonitor.session.signatures import signing_words
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import Panel
from kapmonitor.ui.pages.signer import CHOOSE_WHO, Signer, in_words
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
        self.signer = Signer(bridge, Act.SIGN_PRESET)
        super().__init__(
            say("Sign this preset"),
            (Field(say("Name of the clinician who signs")), Field(say("Role"), say("MD, NP …"))),
            say("Sign"),
            self.signer,
            abreast=True,
            note=say(
                "The signature covers the preset exactly as it reads now. A change undoes it."
            ),
        )
        self._name, self._role = self.fields
        self.confirmed.connect(self._send)
        self.signer.entered.connect(self._send)
        self.signer.changed.connect(self._arrange)

    def showEvent(self, event: QShowEvent) -> None:
        """Learn who may sign whenever the panel opens."""
        super().showEvent(event)
        self.signer.refresh()

    @Slot()
    def _arrange(self) -> None:
        """Ask for a name only where no prescriber has a secret."""
        for each in self.fields:
            each.setVisible(not self.signer.active)
        if self.signer.active and self.isVisible():
            self.signer.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _send(self) -> None:
        offer = self.offer
        if offer is None:
            return
        typed = () if self.signer.active else (self._name, self._role)
        missing = [each for each in typed if not each.text]
        if missing:
            self.refuse((say("A signature needs a name and a role."),))
            missing[0].line.setFocus()
            return
        signer, secret = self.signer.chosen, self.signer.secret.take()
        if not self.signer.active:
            signer = Operator(id="", name=self._name.text, role=self._role.text)
        if signer is None:
            self.refuse((say(CHOOSE_WHO),))
            return
        origin = self._bridge.origin(self._page)
        self._bridge.practice(
            lambda practice: practice.sign_preset(offer.file, signer, origin, secret),
            self._answered,
        )

    def _answered(self, approval: Approval | Exception) -> None:
        reasons = in_words(approval) if isinstance(approval, Exception) else ()
        self.answered(Answer(reasons))
        self.signed.emit()


def signature_words(offer: PresetOffer | None, day: str) -> str:
    """Return who signed a preset and when, or that nobody did."""
    if offer is None:
        return ""
    if offer.approval is None:
        return say(UNSIGNED)
    by = offer.approval
    return say("Signed by {name}, {role}, {day} ({how}).").format(
        name=by.signed_by, role=role_words(by.role), day=day, how=signing_words(by.signing)
    )
