"""The way home: who drives, with whom, how and when; the rule said back; the sheet given."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel

from kapmonitor.exports import ExportFault
from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.discharge import CriterionResult, not_before
from kapmonitor.session.discharge_ride import no_driving_text
from kapmonitor.session.event import EscortRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import (
    AnswerDriving,
    GiveWrittenAdvice,
    Note,
    RecordHandover,
    RecordSaidBack,
)
from kapmonitor.session.permitted import permitted
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import DrivingAnswer, Operator, Setting
from kapmonitor.ui.pages.discharge_criteria import LOOKS
from kapmonitor.ui.pages.discharge_handover import MoreAboutHandover
from kapmonitor.ui.pages.forms import (
    YES_NO,
    Ask,
    Panel,
    beside,
    refusal_line,
    refuse,
    words_about,
)
from kapmonitor.ui.pages.words import (
    NO_TIME,
    criterion_sign,
    means,
    named_day,
    parse_time,
    taker,
    when_who,
)
from kapmonitor.ui.paper.printing import default_printer
from kapmonitor.ui.saving import documents, print_take_home, take_home_sheet
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Answers, Card, Field, button, column, label, row, state
from kapmonitor.ui.widgets.signature_pad import SignatureView

QUESTION = mark("Will the patient drive today?")
_DRIVING = (
    (DrivingAnswer.NO.value, mark("No")),
    (DrivingAnswer.YES.value, mark("Yes")),
    (DrivingAnswer.NOT_SURE.value, mark("Not sure")),
)
_AT_HOME = mark("Stays home; keys with the chaperone")
_DRIVING_AT_HOME = ((DrivingAnswer.NO.value, _AT_HOME), *_DRIVING[1:])
NOT_YET = mark("Not handed over yet: record it when they leave.")
NOT_YET_AT_HOME = mark("Not handed over yet: record it when the chaperone takes over.")
Results = dict[str, CriterionResult]


class RideCard(Card):
    """Driving, escort, means and time of leaving."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._session: Session | None = None
        self._at: Instant | None = None
        self._means: tuple[str, ...] = ()
        self.driving = Answers(say(QUESTION), _DRIVING)
        self.at_home = Answers(say(QUESTION), _DRIVING_AT_HOME, upright=True)
        self.escort = label("", wraps=True)
        self.change = button(say("Change…"), "link", name=say("Change who takes over"))
        self.panel = Panel(
            say("Who takes over"),
            (Field(say("Name")), Field(say("Relationship")), Field(say("Phone"))),
            say("Record"),
            abreast=True,
        )
        self.leaves_by = Choice()
        self._by = label("", "secondary")
        self._by.setBuddy(self.leaves_by)
        self.time = Field(say("Handed over at"), say("now"), width=110)
        self.record = button(say("Record handover"))
        self.handed_over = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        asked = (label(say(QUESTION), "question"), self.driving, self.at_home)
        super().__init__(say("The way home"), *asked)
        named = row(self.escort, self.change)
        named.setStretch(0, 1)
        self.body.addLayout(named)
        self.body.addWidget(self.panel)
        by = row(column(self._by, self.leaves_by, spacing=4), self.time)
        by.setStretch(0, 1)
        self.body.addLayout(by)
        self.body.addLayout(beside(self.record, self.handed_over))
        self.more = MoreAboutHandover(ask)
        self.body.addWidget(self.more)
        self.body.addWidget(self.refusal)
        self._connect()

    def _connect(self) -> None:
        for each in (self.driving, self.at_home):
            each.answered.connect(self._drive)
        self.change.clicked.connect(lambda: self.panel.open_from(self.change))
        self.panel.confirmed.connect(self._name)
        self.record.clicked.connect(self._hand_over)
        self.time.line.returnPressed.connect(self._hand_over)

    def draw(self, session: Session, at: Instant, results: Results, operator: Operator) -> None:
        """Show what is recorded; nothing is filled before it is answered."""
        self._session, self._at = session, at
        may = AnswerDriving in permitted(session)
        home = session.setting is Setting.TELEHEALTH
        self._draw_driving(session, home=home, may=may)
        self._draw_escort(session, results)
        self._draw_means(session.preset.discharge.handover.means)
        for part in (self.leaves_by, self.time, self.record):
            part.setEnabled(may)
        self._draw_handover(session, results["handover"], operator)
        self.more.draw(session, at)

    def _draw_driving(self, session: Session, *, home: bool, may: bool) -> None:
        """Show the answers in a line; at home, where one has many words, one below the other."""
        self.heading.setText(say("Today and tonight") if home else say("The way home"))
        self.setAccessibleName(self.heading.text())
        by = say("After the session") if home else say("Leaves by")
        self._by.setText(by)
        self.leaves_by.setAccessibleName(by)
        for each, shown in ((self.at_home, home), (self.driving, not home)):
            each.setVisible(shown)
            each.setEnabled(may)
            each.show_answer(session.driving.value if session.driving else None)

    def _draw_escort(self, session: Session, results: Results) -> None:
        person = session.escort
        name = taker(session)
        words = say("nobody named")
        if person is not None:
            parts = (person.name.text, person.relationship, person.phone.text)
            words = ", ".join(filter(None, parts)) or say("erased")
        result = results.get("escort")
        missing = f" {result.reason}" if result and result.blocks and person is not None else ""
        self.escort.setText(f"{name}: {words}.{missing}")
        self.change.setVisible(session.ended is None)

    def _draw_means(self, allowed: tuple[str, ...]) -> None:
        if allowed == self._means:
            return
        self._means = allowed
        self.leaves_by.clear()
        self.leaves_by.addItem(say("Choose…"), None)
        for each in allowed:
            self.leaves_by.addItem(means(each), each)

    def _draw_handover(self, session: Session, result: CriterionResult, operator: Operator) -> None:
        given = session.handover
        if given is None:
            home = session.setting is Setting.TELEHEALTH
            self.handed_over.setText(say(NOT_YET_AT_HOME if home else NOT_YET))
            return
        who = when_who(session, given.handed_over, session.handover_by, operator)
        told = f"{criterion_sign(result)}: {means(given.means)}, {who}"
        self.handed_over.setText(f"{told}. {result.reason}" if result.blocks else told)

    @Slot(str)
    def _drive(self, value: str) -> None:
        self._ask(AnswerDriving(answer=DrivingAnswer(value)), self._answered)

    @Slot()
    def _name(self) -> None:
        name, relationship, phone = (each.text for each in self.panel.fields)
        fact = EscortRecorded(
            name=words_about(name), relationship=relationship, phone=words_about(phone)
        )
        if not name:
            self.panel.refuse((say("The name is missing."),))
            return
        self._ask(Note(fact=fact), self.panel.answered)

    @Slot()
    def _hand_over(self) -> None:
        session, at, chosen = self._session, self._at, self.leaves_by.currentData()
        if session is None or at is None:
            return
        typed = self.time.text
        when = parse_time(typed, session, at.utc) if typed else at.utc
        if chosen is None or when is None:
            refuse(
                self.refusal, (say("Choose how the patient leaves."),) if when else (say(NO_TIME),)
            )
            return
        self._ask(RecordHandover(means=str(chosen), handed_over_utc=when), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
        if not answer.refusals:
            self.time.line.clear()


class RuleCard(Card):
    """The patient's own agreement, as a date and time; said back; the sheet."""

    printed = Signal()

    def __init__(self, ask: Ask, theme: Theme) -> None:
        self._ask = ask
        self.text = label("", wraps=True)
        self.until = label("", "strong", wraps=True)
        self.signed = label("", "secondary", wraps=True)
        self.signature = SignatureView(theme)
        self.said = Answers(say("Said it back?"), YES_NO)
        self.sign: QLabel = label("")
        self.save = button(say("Save the sheet"), name=say("Save the take-home sheet"))
        self.print = button(say("Print the sheet"), name=say("Print the take-home sheet"))
        self.give = button(say("Take-home sheet given"))
        self.given = label("", "secondary", wraps=True)
        self._session: Session | None = None
        self._saved = ""
        self.folder = documents()
        """Where the sheet is saved."""
        self.printer = default_printer
        """Finds the printer, when somebody prints."""
        self.refusal = refusal_line()
        super().__init__(say("The patient's agreement"), self.text, self.until, self.signed)
        asked = row(label(say("Said it back?")), self.sign, 1, self.said)
        self.body.addWidget(self.signature)
        self.body.addLayout(asked)
        self.body.addLayout(row(self.print, self.save, 1))
        self.body.addLayout(row(self.give, 1))
        self.body.addWidget(self.given)
        self.body.addWidget(self.refusal)
        self.said.answered.connect(self._say)
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self.give.clicked.connect(self._hand_out)

    def draw(self, session: Session, results: Results) -> None:
        """Show the rule, and whether the patient said it back for the time now in force."""
        self._session = session
        self.text.setText(no_driving_text(session))
        rule = not_before(session)
        sleep = say(", and only after a night's sleep") if _sleeps(session) else ""
        self.until.setText(
            say("Not before {named_day}{sleep}.").format(
                named_day=named_day(session, rule), sleep=sleep
            )
            if rule
            else ""
        )
        signed = session.agreement is not None
        self.signed.setText(
            say("Signed before the dose.") if signed else say("▲ Not signed before the dose.")
        )
        drawing = session.agreement.drawing if session.agreement else None
        self.signature.show_text(drawing.text if drawing else None)
        may = RecordSaidBack in permitted(session)
        result = results["said-back"]
        answer = session.said_back
        stands = answer is not None and bool(rule) and answer.not_before == rule
        self.said.setEnabled(may)
        self.said.show_answer(
            ("yes" if answer.said_back else "no") if answer is not None and stands else None
        )
        self.sign.setText(criterion_sign(result))
        state(self.sign, LOOKS[result.result.value])
        self.give.setVisible(not session.advice_given)
        self.give.setEnabled(may)
        self._tell_sheet(session)

    def _tell_sheet(self, session: Session) -> None:
        given = say("✓ Take-home sheet given.") if session.advice_given else ""
        self.given.setText(f"{given} {self._saved}".strip())
        self.given.setVisible(bool(self.given.text()))

    @Slot(str)
    def _say(self, value: str) -> None:
        self._ask(RecordSaidBack(said_back=value == "yes"), self._answered)

    @Slot()
    def _save(self) -> None:
        """Write the sheet where the person's documents are, to be printed or sent."""
        if self._session is None:
            return
        self._tell(self._session, take_home_sheet(self._session, self.folder), say("Saved {found}"))

    @Slot()
    def _print(self) -> None:
        """Print the sheet on this computer's own printer."""
        if self._session is None:
            return
        found = print_take_home(self._session, self.printer())
        self._tell(self._session, found, say("Sent to {found}"))
        if not isinstance(found, ExportFault):
            self.printed.emit()

    def _tell(self, session: Session, found: object, words: str) -> None:
        failed = isinstance(found, ExportFault)
        refuse(self.refusal, (str(found),) if failed else ())
        self._saved = "" if failed else words.format(found=found)
        self._tell_sheet(session)

    @Slot()
    def _hand_out(self) -> None:
        self._ask(GiveWrittenAdvice(), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


def _sleeps(session: Session) -> bool:
    return session.preset.discharge.no_driving.after_sleep
