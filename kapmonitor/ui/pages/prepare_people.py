"""Who takes the patient home, where the patient is, and what was agreed while sober."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kapmonitor.language import say
from kapmonitor.port import Answer
from kapmonitor.session.discharge_ride import no_driving_text
from kapmonitor.session.event import AgreementSigned, EscortRecorded, PlaceRecorded
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Setting
from kapmonitor.settings import Settings
from kapmonitor.ui.pages.forms import Ask, beside, fill, joined, refusal_line, refuse, words_about
from kapmonitor.ui.pages.words import taker
from kapmonitor.ui.widgets.parts import Card, Field, button, label, row


class EscortCard(Card):
    """Name, relationship and phone of the escort or chaperone."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._shown: EscortRecorded | None = None
        self.person = Field(say("Name"))
        self.relationship = Field(say("Relationship"), say("partner, friend …"))
        self.phone = Field(say("Phone"), width=150)
        self.record = button(say("Record"))
        self.told = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        self.heading = label("", "section")
        super().__init__("", self.heading, row(self.person, self.relationship, self.phone))
        self.body.addLayout(beside(self.record, self.told))
        self.body.addWidget(self.refusal)
        joined(self.person.line, self.relationship.line, self.phone.line)
        self.phone.line.returnPressed.connect(self._send)
        self.record.clicked.connect(self._send)

    def forget(self) -> None:
        """Empty everything: the next session is another one."""
        _empty(self.person, self.relationship, self.phone)
        self._shown = None
        self.told.clear()
        refuse(self.refusal, ())

    def draw(self, session: Session) -> None:
        """Show who is recorded; what is being typed stays."""
        name = taker(session)
        self.heading.setText(say("{name}, told and reached today").format(name=name))
        self.record.setAccessibleName(say("Record the {name}").format(name=name.lower()))
        if session.escort is self._shown:
            return
        self._shown = session.escort
        if session.escort is None:
            self.told.setText("")
            return
        here = session.escort
        self.told.setText(
            say("Recorded: {here}, {relationship}").format(
                here=here.name.text or "–", relationship=here.relationship or "–"
            )
        )
        for field, text in (
            (self.person, here.name.text),
            (self.relationship, here.relationship),
            (self.phone, here.phone.text),
        ):
            fill(field, text)

    @Slot()
    def _send(self) -> None:
        if not self.person.text:
            refuse(self.refusal, (say("The name is missing."),))
            return
        fact = EscortRecorded(
            name=words_about(self.person.text),
            relationship=self.relationship.text,
            phone=words_about(self.phone.text),
        )
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


class PlaceCard(Card):
    """Where the patient is today (telehealth), and the emergency number there."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._shown: PlaceRecorded | None = None
        self.address = Field(say("Address, read back by the patient today"))
        self.emergency = Field(say("Emergency number there"), width=180)
        self.callback = Field(say("Patient's call-back phone"), width=180)
        self.record = button(say("Record"), name=say("Record the place"))
        self.told = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        super().__init__(say("Where the patient is"), self.address)
        for each in (row(self.emergency, self.callback, 1), beside(self.record, self.told)):
            self.body.addLayout(each)
        self.body.addWidget(self.refusal)
        joined(self.address.line, self.emergency.line, self.callback.line)
        self.callback.line.returnPressed.connect(self._send)
        self.record.clicked.connect(self._send)

    def offer_number(self, settings: Settings) -> None:
        """Show the clinic's own emergency number as a hint; it may differ where the patient is."""
        if settings.emergency_number:
            self.emergency.line.setPlaceholderText(
                say("here: {emergency_number}").format(emergency_number=settings.emergency_number)
            )

    def forget(self) -> None:
        """Empty everything: where the patient is, is asked anew in each session."""
        _empty(self.address, self.emergency, self.callback)
        self._shown = None
        self.told.clear()
        refuse(self.refusal, ())

    def draw(self, session: Session) -> None:
        """Show what is recorded; only telehealth asks."""
        self.setVisible(session.setting is Setting.TELEHEALTH)
        if session.place is self._shown:
            return
        self._shown = session.place
        if session.place is None:
            self.told.setText("")
            return
        here = session.place
        self.told.setText(
            say("Recorded: {address}, {emergency_number}").format(
                address=here.address.text or "–", emergency_number=here.emergency_number or "–"
            )
        )
        fill(self.address, here.address.text)
        fill(self.emergency, here.emergency_number)
        fill(self.callback, here.callback_phone.text)

    @Slot()
    def _send(self) -> None:
        if not self.address.text or not self.emergency.text:
            refuse(self.refusal, (say("Address and emergency number are both needed."),))
            return
        fact = PlaceRecorded(
            address=words_about(self.address.text),
            emergency_number=self.emergency.text,
            callback_phone=words_about(self.callback.text),
        )
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


class AgreementCard(Card):
    """The patient's no-driving agreement, in the preset's words, signed by the typed name."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._shown: AgreementSigned | None = None
        self.text = label("", wraps=True)
        self.person = Field(say("Patient signs: type the name"), say("Name, by the patient"))
        self.record = button(say("Sign"), name=say("Sign the agreement"))
        self.told = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        line = row(self.person, self.record)
        line.setStretch(0, 1)
        super().__init__(say("Agreed while sober"), self.text, line, self.told, self.refusal)
        self.person.line.returnPressed.connect(self._send)
        self.record.clicked.connect(self._send)

    def forget(self) -> None:
        """Empty everything: nobody has signed in the next session."""
        _empty(self.person)
        self._shown = None
        self.told.clear()
        self.record.setText(say("Sign"))
        refuse(self.refusal, ())

    def draw(self, session: Session) -> None:
        """Show the text, and who signed."""
        self.text.setText(no_driving_text(session))
        if session.agreement is self._shown:
            return
        self._shown = session.agreement
        signed = session.agreement
        self.told.setText(
            say("✓ Signed: {signed}").format(signed=signed.name.text or "–") if signed else ""
        )
        self.record.setText(say("Sign again") if signed else say("Sign"))
        if signed:
            self.person.line.clear()

    @Slot()
    def _send(self) -> None:
        if not self.person.text:
            refuse(self.refusal, (say("The patient's name is missing."),))
            return
        fact = AgreementSigned(
            text=self.text.text(), name=words_about(self.person.text), method="typed"
        )
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


def _empty(*fields: Field) -> None:
    for field in fields:
        field.line.clear()
