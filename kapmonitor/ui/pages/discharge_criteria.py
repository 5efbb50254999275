"""The check's rows: what the readings say by themselves, and what a person is asked.

No question is answered before a person answers it; what is not known blocks like what is bad.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapmonitor.language import figure, say
from kapmonitor.port import Answer
from kapmonitor.session.criterion import CriterionResult
from kapmonitor.session.event import FindingRecorded, ScoreRecorded
from kapmonitor.session.intent import Note
from kapmonitor.session.permitted import permitted
from kapmonitor.session.protocol import HumanCriterion
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Answer as Said
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.pages.forms import (
    FINDINGS,
    ZERO_TO_TEN,
    Ask,
    AskRow,
    refusal_line,
    refuse,
    sign_width,
)
from kapmonitor.ui.pages.words import criterion_sign, scored_before, when_who
from kapmonitor.ui.widgets.parts import (
    Card,
    clear,
    column,
    label,
    row,
    rule,
    state,
)
from kapmonitor.ui.wording import clock

Answered = Callable[[str, str], None]
Scored = Callable[[str, float], None]
LOOKS = {"met": "met", "not_met": "not_met", "unknown": "open"}


class ReadingsCheck(Card):
    """The criteria that judge themselves."""

    def __init__(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._rows: dict[str, _JudgedRow] = {}
        super().__init__(say("From the readings"), self._list)

    def draw(self, results: Sequence[CriterionResult]) -> None:
        """Show each; a criterion that appears or goes changes the list, nothing else does."""
        for each in results:
            made = self._rows.get(each.id)
            if made is None:
                made = self._rows[each.id] = _JudgedRow()
                self._list.addWidget(made)
            made.draw(each)
        shown = {each.id for each in results}
        for name, made in self._rows.items():
            made.setVisible(name in shown)


class _JudgedRow(QWidget):
    """One automatic criterion."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = label("")
        self._sign.setMinimumWidth(sign_width())
        self._text = label("", wraps=True)
        self._reason = label("", "secondary", wraps=True)
        made = row(self._sign, self._text, self._reason)
        made.setStretch(1, 6)
        made.setStretch(2, 4)
        made.setContentsMargins(0, 7, 0, 7)
        self.setLayout(column(made, rule(), spacing=0))

    def draw(self, result: CriterionResult) -> None:
        """Show sign, word, reason and what would meet it."""
        self._sign.setText(criterion_sign(result))
        state(self._sign, LOOKS[result.result.value])
        self._text.setText(result.text)
        self._reason.setText(" ".join(filter(None, (result.reason, result.needs))))


class PeopleCheck(Card):
    """The criteria that a person judges, one by one."""

    rebuilt = Signal()

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._digest = ""
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.rows: dict[str, _HumanRow] = {}
        self.refusal = refusal_line()
        super().__init__(say("What you see"), self._list, self.refusal)

    def draw(
        self, session: Session, results: Mapping[str, CriterionResult], operator: Operator
    ) -> None:
        """Show what is answered; the rows change only with the preset."""
        if session.preset.digest != self._digest:
            self._digest = session.preset.digest
            self._build(session)
        may = FindingRecorded in permitted(session)
        for name, each in self.rows.items():
            each.setEnabled(may)
            each.draw(session, results[name], operator)

    def _build(self, session: Session) -> None:
        clear(self._list)
        self.rows = {}
        for criterion in session.preset.discharge.human:
            made = _HumanRow(criterion, self._answer, self._score)
            self.rows[criterion.id] = made
            self._list.addWidget(made)
            self._list.addWidget(rule())
        self.rebuilt.emit()

    def _answer(self, criterion: str, value: str) -> None:
        fact = FindingRecorded(criterion=criterion, answer=Said(value))
        self._ask(Note(fact=fact), self._answered)

    def _score(self, scale: str, value: float) -> None:
        self._ask(Note(fact=ScoreRecorded(scale=scale, value=value)), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


class _HumanRow(QWidget):
    """One human criterion: answered, or scored where there is a score from before the session."""

    def __init__(self, criterion: HumanCriterion, answer: Answered, score: Scored) -> None:
        super().__init__()
        self._criterion = criterion
        self.asked = AskRow(say(criterion.text), FINDINGS, sign_width=sign_width())
        self.scored = AskRow(say(criterion.text), ZERO_TO_TEN, sign_width=sign_width())
        self.setLayout(column(self.asked, self.scored, spacing=0))
        scale = criterion.scale or ""
        self.asked.answered.connect(lambda value: answer(criterion.id, value))
        self.scored.answered.connect(lambda value: score(scale, float(value)))

    def draw(self, session: Session, result: CriterionResult, operator: Operator) -> None:
        """Show the answer that the check uses, and who gave it when."""
        scale = self._criterion.scale
        by_score = scale is not None and scored_before(session, scale)
        self.asked.setVisible(not by_score)
        self.scored.setVisible(by_score)
        sign, looks = criterion_sign(result), LOOKS[result.result.value]
        if by_score:
            value, detail = _scored(session, result)
            self.scored.show_recorded(value, sign, looks, detail)
            return
        given = session.findings.get(self._criterion.id)
        if given is None or not result.evidence or not isinstance(given.fact, FindingRecorded):
            told = "" if given is None else result.reason
            self.asked.show_recorded(None, sign, looks, told)
            return
        when = when_who(session, given.at, given.origin, operator)
        said = "" if result.reason == say("Yes.") else f"{result.reason.rstrip('.')} · "
        self.asked.show_recorded(given.fact.answer.value, sign, looks, f"{said}{when}")


def _scored(session: Session, result: CriterionResult) -> tuple[str | None, str]:
    """Return the score that the check uses, and the words about it."""
    after = result.evidence[-1] if result.evidence else None
    score = next((each for each in session.scores if each.seq == after), None)
    if score is None:
        return None, result.reason
    return (
        figure(score.value),
        f"{result.reason} {clock(session, score.at.utc)}",
    )
