"""Finding and pairing the cuff, in the words of somebody who does it for the first time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from devices.catalog import find
from devices.driver import Driver
from kapmonitor.companion.view import CompanionDesk, CompanionView, CuffStage, CuffView, Screen
from kapmonitor.language import say
from kapmonitor.pairing.guide import Guide, guide_for, kind_of
from kapmonitor.pairing.reach import Found
from kapmonitor.pairing.search import Findings, Heard
from kapmonitor.ui.companion import words
from kapmonitor.ui.companion.screen import PatientScreen, told
from kapmonitor.ui.pages.forms import chain
from kapmonitor.ui.pages.pairing_questions import ComparisonQuestion, PasskeyQuestion
from kapmonitor.ui.pages.pairing_words import CROWDED, breakable
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.parts import Field, Wrapping, button, column, label, row
from kapmonitor.ui.widgets.signal_bars import loudness

PIN_WIDE = 380


class CuffScreen(PatientScreen):
    """What is in reach; then what the cuff that was chosen wants."""

    shows = Screen.CUFF

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.drawing = Drawing(theme, high=150)
        self.presses = label("", wraps=True)
        self.list = _List()
        self.list.chosen.connect(self._choose)
        self.text = label("", "aside", wraps=True)
        self.pin = PasskeyQuestion()
        for each in self.pin.findChildren(Field):
            each.setFixedWidth(PIN_WIDE)  # its heading is larger here
        self.no_digits = button(say("It shows no digits"), "link")
        self.comparison = ComparisonQuestion()
        self.another = button(say("Look for another cuff"), "link")
        self.lay_out(
            self.drawing,
            self.presses,
            self.list,
            self.pin,
            self.comparison,
            self.text,
            self.error,
            row(self.no_digits, self.another, 1, spacing=14),
        )
        self.pin.answered.connect(self._answer_pin)
        self.no_digits.clicked.connect(self._no_digits)
        self.comparison.answered.connect(self._compare)
        self.another.clicked.connect(self._another)

    def show_view(self, view: CompanionView) -> None:
        """Show the list, or the one thing to do with the cuff."""
        super().show_view(view)
        cuff = view.cuff
        looking = cuff.stage is CuffStage.NONE
        self.title.setText(words.of_cuff(cuff))
        guide = guide_for(cuff.title, None)
        self.drawing.show_drawing(_drawing(cuff, guide))
        self.show_picture(self.drawing, wanted=True)
        steps = "\n".join(f"{at}.  {say(each)}" for at, each in enumerate(guide.pair, 1))
        told(self.presses, steps if looking else "")
        if self.list.show_findings(cuff.findings if looking else Findings()):
            chain(self.window())
        self.list.setVisible(looking)
        told(self.text, cuff.text or cuff.findings.trouble)
        self.pin.ask(asks=cuff.stage is CuffStage.ASKS_PIN)
        self.no_digits.setVisible(cuff.stage is CuffStage.ASKS_PIN)
        self.comparison.ask(cuff.number if cuff.stage is CuffStage.COMPARES else None)
        self.another.setVisible(not looking)

    @Slot(object)
    def _choose(self, found: Found) -> None:
        if found.driver is not None:
            self.desk.choose_cuff(found, found.driver)

    @Slot(str)
    def _answer_pin(self, digits: str) -> None:
        self.desk.answer_pin(digits)

    @Slot()
    def _no_digits(self) -> None:
        self.desk.answer_pin(None)

    @Slot(str, bool)
    def _compare(self, number: str, same: bool) -> None:
        self.desk.answer_comparison(number, same=same)

    @Slot()
    def _another(self) -> None:
        self.desk.another_cuff()


class _Row(Wrapping):
    """A cuff in reach, on a line of its own."""

    USUAL = 560


class _List(QWidget):
    """The cuffs in reach: each a button; none moves while a hand is about to press it."""

    chosen = Signal(object)  # Found

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, _Row] = {}
        self._found: dict[str, Found] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._about = label("", "aside", wraps=True)
        self.setLayout(column(self._rows, self._about, spacing=12))

    def show_findings(self, findings: Findings) -> bool:
        """Show what could be a cuff; return whether other rows are there than before."""
        there = (*findings.heard, *(Heard(found=each) for each in findings.ports))
        heard = {each.found.address: each for each in there if _is_cuff(each.found)}
        before = set(self.rows)
        for address in before - set(heard):
            old = self.rows.pop(address)
            old.hide()
            old.deleteLater()
        for address, each in heard.items():
            self._found[address] = each.found
            if address not in self.rows:
                self.rows[address] = _Row("", "match")
                self.rows[address].clicked.connect(partial(self._press, address))
                self._rows.addWidget(self.rows[address])
            words_of = _words(each)
            self.rows[address].setText(words_of)
            self.rows[address].setAccessibleName(words_of)
        about = CROWDED if findings.crowded else words.SEARCHING
        told(self._about, "" if findings.trouble else say(about))
        return set(self.rows) != before

    def _press(self, address: str, _checked: bool = False) -> None:
        self.chosen.emit(self._found[address])


def _driver(found: Found) -> Driver | None:
    return find(found.driver) if found.driver is not None else None


def _is_cuff(found: Found) -> bool:
    """Return whether it measures blood pressure: a patient is offered nothing else."""
    driver = _driver(found)
    return driver is not None and driver.capabilities.blood_pressure


def _words(heard: Heard) -> str:
    found = heard.found
    if found.wired:
        return f"{breakable(found.title)}\n{say(kind_of('', _driver(found)))}"
    _bars, loud = loudness(found.signal_dbm)
    state = say("not heard any more") if heard.silent else say("signal {loud}").format(loud=loud)
    return f"{breakable(found.title)}\n{say(kind_of(found.title, _driver(found)))} · {state}"


def _drawing(cuff: CuffView, guide: Guide) -> str:
    asked = {CuffStage.ASKS_PIN: "cuff-passkey", CuffStage.COMPARES: "cuff-compare"}
    ready = cuff.stage in (CuffStage.READY, CuffStage.MEASURING, CuffStage.WAITING)
    return asked.get(cuff.stage, guide.test_drawing if ready else guide.drawing)
