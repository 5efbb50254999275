"""Who takes the patient home or stays with them, and where the patient is: never carried over."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.event import EscortRecorded, PlaceRecorded
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Answer as Said
from kapmonitor.session.vocabulary import Setting
from kapmonitor.settings import Settings
from kapmonitor.ui.pages.forms import (
    YES_NO,
    Ask,
    beside,
    fill,
    joined,
    refusal_line,
    refuse,
    words_about,
)
from kapmonitor.ui.pages.words import taker
from kapmonitor.ui.widgets.parts import Answers, Card, Field, button, clear, column, label, row

READ_BACK = mark("Read back by the patient just now?")


class ChaperoneAnswers(QWidget):
    """What a chaperone is asked in telehealth; nothing is answered before a person answers."""

    def __init__(self) -> None:
        super().__init__()
        self._given: dict[str, Said | None] = {}
        self._asked: dict[str, Answers] = {}
        self._lines = column(spacing=4)
        self.setLayout(self._lines)
        self.hide()

    def draw(self, session: Session) -> None:
        """Ask in telehealth only; the preset says how often somebody looks in."""
        if session.setting is Setting.TELEHEALTH and not self._asked:
            checks = session.preset.checks
            self._build(min((each.every_min for each in checks), default=None))
        self.setVisible(session.setting is Setting.TELEHEALTH)

    def _build(self, every_min: float | None) -> None:
        looks_in = (
            say("Looks in when asked to?")
            if every_min is None
            else say("Looks in every {minutes:g} min?").format(minutes=every_min)
        )
        for key, question in (
            ("adult", say("18 or older?")),
            ("in_the_home", say("In the home with the patient?")),
            ("looks_in", looks_in),
        ):
            made = Answers(question, YES_NO, looks="small")
            made.answered.connect(partial(self._answer, key))
            self._asked[key] = made
            inner = row(label(question, wraps=True), made)
            inner.setStretch(0, 1)
            line = QWidget()
            line.setLayout(inner)
            self._lines.addWidget(line)

    def forget(self) -> None:
        """Ask anew: the next session may have another preset."""
        clear(self._lines)
        self._given, self._asked = {}, {}

    def given(self) -> dict[str, Said | None]:
        """Return the answers, as the fact names them."""
        return dict(self._given)

    def show_recorded(self, fact: EscortRecorded | None) -> None:
        """Show the answers of the record; None: nobody is recorded."""
        keys = ("adult", "in_the_home", "looks_in")
        self._given = {key: getattr(fact, key) for key in keys} if fact is not None else {}
        for key, made in self._asked.items():
            answer = self._given.get(key)
            made.show_answer(answer.value if answer else None)

    def _answer(self, key: str, value: str) -> None:
        self._given[key] = Said(value)


class EscortCard(Card):
    """Name, relationship and phone of the escort or chaperone."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._shown: EscortRecorded | None = None
        self.person = Field(say("Name"))
        self.relationship = Field(say("Relationship"), say("partner …"))
        self.phone = Field(say("Phone"), width=130)
        self.asked = ChaperoneAnswers()
        self.record = button(say("Record"))
        self.told = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        who = row(self.person, self.relationship, self.phone)
        super().__init__(say("Escort"), who, self.asked)
        self.body.addLayout(beside(self.record, self.told))
        self.body.addWidget(self.refusal)
        joined(self.person.line, self.relationship.line, self.phone.line)
        self.phone.line.returnPressed.connect(self._send)
        self.record.clicked.connect(self._send)

    def forget(self) -> None:
        """Empty everything: the next session is another one."""
        _empty(self.person, self.relationship, self.phone)
        self.asked.forget()
        self._shown = None
        self.told.clear()
        refuse(self.refusal, ())

    def draw(self, session: Session) -> None:
        """Show who is recorded; what is being typed stays."""
        name = taker(session)
        self.heading.setText(say("{name}, told and reached today").format(name=name))
        self.record.setAccessibleName(say("Record the {name}").format(name=name.lower()))
        self.asked.draw(session)
        if session.escort is self._shown:
            return
        self._shown = session.escort
        if session.escort is None:
            self.told.setText("")
            return
        here = session.escort
        self.asked.show_recorded(here)
        self.told.setText(
            say("Recorded: {name}, {relationship}").format(
                name=here.name.text or "–", relationship=here.relationship or "–"
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
            **self.asked.given(),
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
        self.emergency = Field(say("Emergency number there"))
        self.callback = Field(say("Patient's call-back phone"))
        self.backup = Field(say("If the call breaks off"), say("a phone, another app …"))
        self.back = Answers(say(READ_BACK), YES_NO, looks="small")
        self._read_back: str | None = None
        self.record = button(say("Record"), name=say("Record the place"))
        self.told = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        super().__init__(say("Where the patient is"), self.address)
        asked = row(label(say(READ_BACK), wraps=True), self.back)
        asked.setStretch(0, 1)
        numbers = column(row(self.emergency, self.callback), self.backup)
        for each in (asked, numbers, beside(self.record, self.told)):
            self.body.addLayout(each)
        self.body.addWidget(self.refusal)
        lines = (self.emergency.line, self.callback.line, self.backup.line)
        joined(self.address.line, *lines)
        self.backup.line.returnPressed.connect(self._send)
        self.back.answered.connect(self._answer_back)
        self.record.clicked.connect(self._send)

    def offer_number(self, settings: Settings) -> None:
        """Show the clinic's own emergency number as a hint; it may differ where the patient is."""
        if settings.emergency_number:
            self.emergency.line.setPlaceholderText(
                say("here: {emergency_number}").format(emergency_number=settings.emergency_number)
            )

    def forget(self) -> None:
        """Empty everything: where the patient is, is asked anew in each session."""
        _empty(self.address, self.emergency, self.callback, self.backup)
        self._read_back = None
        self.back.show_answer(None)
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
            + ("" if here.read_back is Said.YES else say(" ▲ Not read back"))
        )
        fill(self.address, here.address.text)
        fill(self.emergency, here.emergency_number)
        fill(self.callback, here.callback_phone.text)
        fill(self.backup, here.backup_channel.text if here.backup_channel else None)
        self._read_back = here.read_back.value if here.read_back else None
        self.back.show_answer(self._read_back)

    @Slot(str)
    def _answer_back(self, value: str) -> None:
        self._read_back = value

    @Slot()
    def _send(self) -> None:
        reasons = []
        if not self.address.text or not self.emergency.text:
            reasons.append(say("Address and emergency number are both needed."))
        if self._read_back is None:
            reasons.append(say("Say whether the patient read the address back."))
        refuse(self.refusal, reasons)
        if reasons:
            return
        fact = PlaceRecorded(
            address=words_about(self.address.text),
            emergency_number=self.emergency.text,
            callback_phone=words_about(self.callback.text),
            read_back=Said(self._read_back) if self._read_back else None,
            backup_channel=words_about(self.backup.text) if self.backup.text else None,
        )
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


def _empty(*fields: Field) -> None:
    for field in fields:
        field.line.clear()
