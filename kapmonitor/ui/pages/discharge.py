"""The fifth step: the discharge check, exactly the preset's items, and the ways a session ends."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy

from kapmonitor.language import mark, say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.record.practice import RecordAccessed
from kapmonitor.session.discharge import CriterionResult, assess
from kapmonitor.session.discharge_people import SCORE
from kapmonitor.session.intent import ContinueMonitoring, Discharge, OpenDischargeCheck
from kapmonitor.session.permitted import permitted
from kapmonitor.session.state import Session
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.discharge_criteria import PeopleCheck, ReadingsCheck
from kapmonitor.ui.pages.discharge_ending import Endings
from kapmonitor.ui.pages.discharge_home import AtHomeCard
from kapmonitor.ui.pages.discharge_ride import RideCard, RuleCard
from kapmonitor.ui.pages.discharge_scores import ScoresCard
from kapmonitor.ui.pages.forms import chain, refusal_line, refuse, scrolled
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.signatures import SignaturesCard
from kapmonitor.ui.pages.words import blocking, ended
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.halves import Halves
from kapmonitor.ui.widgets.parts import button, column, kind, label, row

RULE = mark("The session cannot be closed as discharged while an item is open.")
NOT_OPEN = mark("The check is not open. You can see how it stands; open it to answer.")
RIDE = frozenset({"driving", "escort", "handover", "said-back", "written-advice", "two-signatures"})


class DischargePage(Page):
    """Asks one thing after the other; nothing is answered before a person answers it."""

    name = "discharge"
    prepareAsked = Signal()
    """Where the patient is stands in the preparation."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self.told = label(say(RULE), "secondary", wraps=True)
        self.readings = ReadingsCheck()
        self.people = PeopleCheck(self.ask)
        self.home = AtHomeCard(self.ask)
        self.ride = RideCard(self.ask)
        self.rule = RuleCard(self.ask, theme)
        self.open_check = button(say("Open the discharge check"), "primary")
        self.keep = button(say("Keep monitoring"), "primary")
        self.discharge = button(say("Discharge"))
        self.refusal = refusal_line()
        self.endings = Endings(self.ask)
        self.scores = ScoresCard(self.ask)
        left = column(self.readings, self.people, self.scores, 1, spacing=14)
        foot = row(self.open_check, self.keep, self.discharge)
        for each in (self.open_check, self.keep):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.signatures = SignaturesCard(bridge, self.name)
        cards = (self.home, self.ride, self.rule, self.signatures)
        right = column(*cards, foot, self.refusal, self.endings, 1, spacing=14)
        halves = Halves(left, right, (5, 4))
        head = column(label(say("Discharge check"), "title"), self.told, spacing=4)
        self.setLayout(column(scrolled(column(head, halves, 1, spacing=14))))
        self.home.placeAsked.connect(self.prepareAsked)
        self.open_check.clicked.connect(self._open)
        self.keep.clicked.connect(self._keep)
        self.discharge.clicked.connect(self._discharge)
        self.rule.printed.connect(self._note_print)
        self.people.rebuilt.connect(self._rechain)
        self.scores.rebuilt.connect(self._rechain)

    @Slot()
    def _note_print(self) -> None:
        """Keep that the sheet was printed; a record that cannot be written says so by itself."""
        session = self.bridge.snapshot.session
        if session is not None:
            fact = RecordAccessed(session=session.id, how="printed")
            origin = self.bridge.origin(self.name)
            self.bridge.practice(lambda practice: practice.note(fact, origin), lambda _: None)

    def draw(self, snapshot: Snapshot) -> None:
        """Show every criterion as it stands now."""
        session, at = snapshot.session, snapshot.at
        if session is None or at is None:
            return
        results = assess(session, at)
        by_id = {each.id: each for each in results}
        self.readings.draw([each for each in results if not _asked(session, each)])
        self.people.draw(session, by_id, self.bridge.operator)
        self.scores.draw(session, at, by_id)
        self.home.draw(session, at, snapshot.link)
        self.ride.draw(session, at, by_id, self.bridge.operator)
        self.rule.draw(session, by_id)
        self.signatures.draw(session)
        self.endings.draw(session)
        self._draw_foot(session, results)

    def _draw_foot(self, session: Session, results: tuple[CriterionResult, ...]) -> None:
        may = permitted(session)
        is_open = Discharge in may
        self.told.setText(ended(session) or (say(RULE) if is_open else say(NOT_OPEN)))
        self.open_check.setVisible(OpenDischargeCheck in may)
        self.keep.setVisible(is_open)
        self.discharge.setVisible(is_open)
        met = not any(each.blocks for each in results)
        self.discharge.setText(blocking(results))
        self.discharge.setAccessibleName(blocking(results))
        self.discharge.setEnabled(met)
        kind(self.discharge, "primary" if met else "")
        kind(self.keep, "" if met else "primary")

    @Slot()
    def _rechain(self) -> None:
        chain(self)

    @Slot()
    def _open(self) -> None:
        self.ask(OpenDischargeCheck(), self._answered)

    @Slot()
    def _keep(self) -> None:
        self.ask(ContinueMonitoring(), self._answered)

    @Slot()
    def _discharge(self) -> None:
        self.ask(Discharge(), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


def _asked(session: Session, result: CriterionResult) -> bool:
    """Return whether a criterion is asked of a person, or of the way home."""
    rule = session.preset.discharge
    people = {each.id for each in rule.human} | {each.id for each in rule.scores}
    return result.id in RIDE or result.id.removeprefix(SCORE) in people
