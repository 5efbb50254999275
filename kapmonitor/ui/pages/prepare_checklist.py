"""The preset's checklist: every answer a person's, with its time; nothing carried over unasked.

Standing facts of a returning patient come back as one question, with one key. Consent, substances,
the suicide-risk question and who is present are asked every time: the preset says which those are.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kapmonitor.language import figure, mark, say
from kapmonitor.port import Answer
from kapmonitor.session.code_words import coded
from kapmonitor.session.event import ChecklistAnswered, ScoreRecorded
from kapmonitor.session.intent import Note
from kapmonitor.session.protocol import ChecklistItem, ItemKind, ProtocolPreset
from kapmonitor.session.state import Score, Session
from kapmonitor.session.vocabulary import Answer as Said
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.pages.forms import (
    YES_NO,
    ZERO_TO_TEN,
    Ask,
    AskRow,
    into_sight,
    refusal_line,
    refuse,
    words_about,
)
from kapmonitor.ui.pages.words import when_who
from kapmonitor.ui.widgets.parts import Card, KeyButton, button, clear, column, label, row, rule

STILL_TRUE_KEY = "Y"
MAY_STAY_OPEN = mark("may stay open")


class Items(QWidget):
    """The checklist items of one step, in the preset's order."""

    rebuilt = Signal()

    def __init__(self, ask: Ask, *, at_baseline: bool) -> None:
        super().__init__()
        self._ask = ask
        self._at_baseline = at_baseline
        self._digest = ""
        self.rows: dict[str, ItemRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.refusal = refusal_line()
        self.setLayout(column(self._list, self.refusal))

    def draw(self, session: Session, operator: Operator) -> None:
        """Show what is answered; the rows change only with the preset."""
        if session.preset.digest != self._digest:
            self._digest = session.preset.digest
            self._build(session.preset)
        for each in self.rows.values():
            each.draw(session, operator)

    def forget(self) -> None:
        """Make the rows anew for the next session."""
        self._digest = ""

    def _build(self, preset: ProtocolPreset) -> None:
        clear(self._list)
        self.rows = {}
        for item in preset.checklist:
            if item.at_baseline is not self._at_baseline:
                continue
            made = ItemRow(item)
            made.said.connect(self._send)
            self.rows[item.id] = made
            self._list.addWidget(made)
            self._list.addWidget(rule())
        self.rebuilt.emit()

    @Slot(object)
    def _send(self, facts: tuple[ScoreRecorded | ChecklistAnswered, ...]) -> None:
        for each in facts:
            self._ask(Note(fact=each), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


class ItemRow(QWidget):
    """One item: yes or no, a score, or words."""

    said = Signal(object)  # what to record, in order

    def __init__(self, item: ChecklistItem) -> None:
        super().__init__()
        self.item = item
        scored = item.kind is ItemKind.SCORE
        self.row = AskRow(say(item.text), ZERO_TO_TEN if scored else YES_NO)
        self.line = QLineEdit()
        self.line.setAccessibleName(say(item.text))
        self.line.setPlaceholderText(say("In their words"))
        self._keep = button(
            say("Record"), "small", name=say("Record: {item}").format(item=say(item.text))
        )
        words = QWidget()
        words.setLayout(row(self.line, self._keep))
        self._words = words
        worded = item.kind is ItemKind.WORDS
        # Into the row first: a visible widget without a parent is a window and takes the keyboard.
        self.setLayout(column(self.row, words, spacing=0))
        words.setVisible(worded)
        self.row.answers.setVisible(not worded)
        self.row.answered.connect(self._answer)
        self.row.change.clicked.connect(self._again)
        self.line.returnPressed.connect(self._tell)
        self._keep.clicked.connect(self._tell)
        self._shown: ChecklistAnswered | None = None

    def draw(self, session: Session, operator: Operator) -> None:
        """Show the answer with its time and person, and for a score or words, what it was."""
        given = session.checklist.get(self.item.id)
        fact = given.fact if given is not None else None
        answer = fact.answer if isinstance(fact, ChecklistAnswered) else None
        yes = answer is Said.YES
        detail = "" if self.item.hard else say(MAY_STAY_OPEN)
        if given is not None:
            detail = when_who(session, given.at, given.origin, operator)
        if isinstance(fact, ChecklistAnswered) and fact.carried_over:
            detail = say("still true, {detail}").format(detail=detail)
        if answer is not None and not yes:
            detail = f"{coded(answer.value)} · {detail}"
        sign, looks = ("✓", "met") if yes else ("×", "not_met") if answer else ("○", "open")
        match self.item.kind:
            case ItemKind.SCORE:
                score = score_of(session, self.item.id)
                shown = None if score is None else figure(score.value)
                self.row.show_recorded(
                    shown, "✓" if score else "○", "met" if score else "open", _told(score, detail)
                )
            case ItemKind.WORDS:
                self._draw_words(fact if isinstance(fact, ChecklistAnswered) else None, detail)
            case ItemKind.YES_NO:
                self.row.show_recorded(answer.value if answer else None, sign, looks, detail)

    def ask(self) -> None:
        """Come into sight, with the keyboard where it is answered."""
        first = next((each for each in _stops(self) if each.isVisibleTo(self)), None)
        if first is not None:
            into_sight(self)
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_words(self, fact: ChecklistAnswered | None, detail: str) -> None:
        said = fact.detail.text if fact is not None and fact.detail is not None else None
        told = f"{said} · {detail}" if said else detail
        sign, looks = ("○", "open") if fact is None else ("✓", "met")
        self.row.show_recorded(None if fact is None else told, sign, looks, told)
        self.row.answers.hide()
        if fact is not self._shown:
            self._shown = fact
            self._words.setVisible(fact is None)
            self.row.change.setVisible(fact is not None)

    @Slot(str)
    def _answer(self, value: str) -> None:
        if self.item.kind is ItemKind.SCORE:
            score = ScoreRecorded(scale=self.item.id, value=float(value))
            self.said.emit((score, ChecklistAnswered(item=self.item.id, answer=Said.YES)))
        else:
            self.said.emit((ChecklistAnswered(item=self.item.id, answer=Said(value)),))

    @Slot()
    def _again(self) -> None:
        if self.item.kind is ItemKind.WORDS:
            self._words.show()
            self.row.change.hide()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _tell(self) -> None:
        text = self.line.text().strip()
        if text:
            detail = words_about(text)
            fact = ChecklistAnswered(item=self.item.id, answer=Said.YES, detail=detail)
            self.said.emit((fact,))


class ChecklistCard(Card):
    """The checklist of preparation, with *Still true?* for a returning patient."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._session: Session | None = None
        self._returning = False
        self.still_true = KeyButton(say("Still true? All of these:"), STILL_TRUE_KEY)
        self.still_true.hide()
        self.items = Items(ask, at_baseline=False)
        self._standing = label("", "secondary", wraps=True)
        self._standing.hide()
        super().__init__(say("Checklist"), self.still_true, self._standing, self.items)
        self.still_true.pressed.connect(self._confirm)

    def listen(self, page: QWidget) -> None:
        """Let the key work anywhere on the page but in a field."""
        made = QShortcut(QKeySequence(STILL_TRUE_KEY), page)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setAutoRepeat(False)
        made.activated.connect(self._confirm)

    def draw(self, session: Session, operator: Operator, *, returning: bool) -> None:
        """Show the items; the group while one of its items is open."""
        self._session, self._returning = session, returning
        waiting = self._waiting()
        self.still_true.setVisible(bool(waiting))
        self._standing.setVisible(bool(waiting))
        if waiting:
            words = "; ".join(_short(say(each.text)) for each in waiting)
            self._standing.setText(words)
            self.still_true.button.setAccessibleName(
                say("Still true? {words}, key {still_true_key}").format(
                    words=words, still_true_key=STILL_TRUE_KEY
                )
            )
        self.items.draw(session, operator)

    def forget(self) -> None:
        """Empty what was being typed: the next session is another one."""
        self.items.forget()

    def _waiting(self) -> tuple[ChecklistItem, ...]:
        session = self._session
        if session is None or not self._returning:
            return ()
        return tuple(
            each
            for each in session.preset.checklist
            if each.standing and not each.at_baseline and each.id not in session.checklist
        )

    @Slot()
    def _confirm(self) -> None:
        for each in self._waiting():
            fact = ChecklistAnswered(item=each.id, answer=Said.YES, carried_over=True)
            self._ask(Note(fact=fact))


def _stops(asked: ItemRow) -> tuple[QWidget, ...]:
    return (asked.line, *asked.row.answers.buttons, asked.row.change)


def score_of(session: Session, scale: str) -> Score | None:
    """Return the last score on a scale."""
    return next((each for each in reversed(session.scores) if each.scale == scale), None)


def _told(score: Score | None, detail: str) -> str:
    return "" if score is None else f"{figure(score.value)} · {detail}".rstrip(" ·")


def _short(text: str) -> str:
    """Return the first words of an item, enough to know it again."""
    return re.split("[;,]", text, maxsplit=1)[0]
