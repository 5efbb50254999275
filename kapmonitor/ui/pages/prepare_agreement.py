"""What the patient agrees to while sober: signed by drawing, or by typing the name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.discharge_ride import no_driving_text
from kapmonitor.session.event import AgreementSigned
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse, words_about
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import Card, Field, button, label, row
from kapmonitor.ui.widgets.signature_pad import SignaturePad, SignatureView

DRAWN, TYPED = "drawn", "typed"
SIGNED_DRAWN = mark("✓ Signed by drawing.")


class AgreementCard(Card):
    """The patient's no-driving agreement, in the preset's words."""

    def __init__(self, ask: Ask, theme: Theme) -> None:
        self._ask = ask
        self._shown: AgreementSigned | None = None
        self.text = label("", wraps=True)
        self.pad = SignaturePad(theme)
        self.signature = SignatureView(theme)
        self.person = Field(say("Patient signs: type the name"), say("Name, by the patient"))
        self.record = button(say("Sign"), name=say("Sign the agreement"))
        self.anew = button(say("Draw anew"), "link")
        self.told = label("", "secondary", wraps=True)
        kept = self.anew.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # or Sign would move away under the hand that just drew
        self.anew.setSizePolicy(kept)
        for each in (self.anew, self.told):
            each.hide()
        self.refusal = refusal_line()
        line = row(self.person, self.record)
        line.setStretch(0, 1)
        line.setAlignment(self.record, Qt.AlignmentFlag.AlignBottom)
        super().__init__(say("Agreed while sober"), self.text, self.pad, row(self.anew, 1), line)
        for part in (self.told, self.signature, self.refusal):
            self.body.addWidget(part)
        self.person.line.returnPressed.connect(self._send)
        self.record.clicked.connect(self._send)
        self.pad.drawn.connect(self.anew.show)
        self.anew.clicked.connect(self._clear_pad)

    def forget(self) -> None:
        """Empty everything: nobody has signed in the next session."""
        self.person.line.clear()
        self._clear_pad()
        self._shown = None
        self.told.hide()
        self.signature.show_text(None)
        self.record.setText(say("Sign"))
        refuse(self.refusal, ())

    def draw(self, session: Session) -> None:
        """Show the text, and who signed."""
        self.text.setText(no_driving_text(session))
        if session.agreement is self._shown:
            return
        self._shown = signed = session.agreement
        self.told.setText(_signed(signed) if signed else "")
        self.told.setVisible(signed is not None)
        drawing = signed.drawing if signed else None
        self.signature.show_text(drawing.text if drawing else None)
        self.record.setText(say("Sign again") if signed else say("Sign"))
        if signed:
            self.person.line.clear()
            self._clear_pad()

    @Slot()
    def _clear_pad(self) -> None:
        self.pad.clear()
        self.anew.hide()

    @Slot()
    def _send(self) -> None:
        drawing = self.pad.text()
        if not self.person.text and not drawing:
            refuse(self.refusal, (say("The patient has neither drawn nor typed anything."),))
            return
        fact = AgreementSigned(
            text=self.text.text(),
            name=words_about(self.person.text),
            method=DRAWN if drawing else TYPED,
            drawing=words_about(drawing) if drawing else None,
        )
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


def _signed(fact: AgreementSigned) -> str:
    name = fact.name.text
    if fact.method == DRAWN:
        return say("✓ Signed by drawing: {name}").format(name=name) if name else say(SIGNED_DRAWN)
    return say("✓ Signed: {signed}").format(signed=name or "–")
