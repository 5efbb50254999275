"""Two signatures under the check: the one at the screen, and another person who comes to it.

In sight only where the clinic asks for it. Whoever signs presses their own button; nobody is
chosen beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.practice import Practice
from kapmonitor.session.intent import SignCheck
from kapmonitor.session.permitted import permitted
from kapmonitor.session.roles import Person
from kapmonitor.session.signatures import PEOPLE, against_signing, wanted
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator, Outcome, Signing
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse, under
from kapmonitor.ui.pages.signer import CHOOSE_WHO, Signer, in_words, sign
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Card, Field, button, label, row
from kapmonitor.ui.widgets.secret_field import SecretField
from kapmonitor.ui.wording import clock

TOLD = mark(
    "The clinic asks for two people. Each presses their own button, after the last answer; an "
    "answer that changes takes both away."
)


class SignaturesCard(Card):
    """Shows who signed, and lets the first and the second person sign."""

    def __init__(self, bridge: Bridge, page: str) -> None:
        self._bridge, self._page = bridge, page
        self._people: object = None
        """Who is offered, and whom they are offered to."""
        self.signed = label("", wraps=True)
        self.first = button("")
        self.other = Choice()
        self.other.setAccessibleName(say("Second person"))
        self.other.setMinimumContentsLength(10)
        self.other.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.name = Field(say("Name of the second person"))
        self.own = Signer(bridge)
        self.secret = SecretField(say("Secret of the second person"))
        self.second = button(say("Second person signs"))
        self.refusal = refusal_line()
        told = label(say(TOLD), "secondary", wraps=True)
        self._choice = under(say("Second person"), self.other)
        super().__init__(
            say("Two signatures"),
            told,
            self.signed,
            self.own,
            row(self.first, 1),
            self._choice,
            self.name,
            self.secret,
            row(self.second, 1),
            self.refusal,
        )
        self.first.clicked.connect(self._sign_first)
        self.own.entered.connect(self._sign_first)
        self.secret.entered.connect(self._sign_second)
        self.second.clicked.connect(self._sign_second)
        self.name.line.returnPressed.connect(self._sign_second)
        self.other.currentIndexChanged.connect(self._show_name)

    def showEvent(self, event: QShowEvent) -> None:
        """Know who works here whenever the card comes in sight."""
        super().showEvent(event)
        self._bridge.practice(lambda practice: practice.people.known(), self._know)
        self.own.refresh()

    def draw(self, session: Session, *, shown: bool = True) -> None:
        """Show who signed, and whose turn it is."""
        asked = shown and wanted(session) and not _not_dosed(session)
        self.setVisible(asked)
        if not asked:
            return
        signed = session.signatures
        lines = [
            say("✓ {name}, {time}").format(
                name=each.operator.name, time=clock(session, each.at.utc)
            )
            for each in signed
        ]
        missing = PEOPLE - len(signed)
        lines += [say("○ not signed yet")] * missing
        self.signed.setText("\n".join(lines))
        may = SignCheck in permitted(session) and missing > 0
        here = any(each.operator.id == self._bridge.operator.id for each in signed)
        self.first.setVisible(may and not here)
        self.own.want(wanted=may and not here)
        words = say("Sign as {name}").format(name=self._bridge.operator.name)
        self.first.setText(words)
        self.first.setAccessibleName(words)
        second = may and (here or missing == 1)
        for part in (self._choice, self.second):
            part.setVisible(second)
        self._show_name()

    def _know(self, found: tuple[Person, ...] | Exception) -> None:
        known = (found, self._bridge.operator.id)
        if isinstance(found, Exception) or known == self._people:
            return
        self._people = known
        self.other.clear()
        self.other.addItem(say("Choose…"), None)
        for each in found:
            if each.operator.id != self._bridge.operator.id:
                self.other.addItem(each.operator.name, each)
        self.other.addItem(say("Somebody else…"), "")

    @Slot()
    def _show_name(self) -> None:
        asked, chosen = not self._choice.isHidden(), self.other.currentData()
        self.name.setVisible(asked and chosen == "")
        self.secret.setVisible(asked and isinstance(chosen, Person) and chosen.has_secret)

    @Slot()
    def _sign_first(self) -> None:
        me = self._bridge.operator
        self.own.sign(me, self._page, self._signs, self._refuse)

    @Slot()
    def _sign_second(self) -> None:
        chosen = self.other.currentData()
        if isinstance(chosen, Person):
            self._sign_as(chosen.operator)
        elif chosen == "" and self.name.text:
            self._sign_new(self.name.text)
        else:
            self._refuse((say(CHOOSE_WHO),))

    def _sign_new(self, name: str) -> None:
        """Let somebody sign who is not known here yet; nobody is made up for one who may not."""
        session, origin = self._bridge.snapshot.session, self._bridge.origin(self._page)
        reasons = tuple(against_signing(session, Operator(id="", name=name))) if session else ()
        if reasons:
            refuse(self.refusal, reasons)
            return

        def add(practice: Practice) -> Operator:
            practice.people.sign(Operator(id="", name=name), "", origin)  # nobody else's name
            return practice.add_operator(name, "second person", origin)

        self._bridge.practice(add, partial(self._added, session.id if session else ""))

    def _added(self, asked_in: str, found: Operator | Exception) -> None:
        if isinstance(found, Exception):
            self._refuse(in_words(found))
            return
        session = self._bridge.snapshot.session
        if session is not None and session.id == asked_in:
            self._sign_as(found)

    def _sign_as(self, person: Operator) -> None:
        secret = self.secret.take()
        sign(self._bridge, self._page, person, secret, None, self._signs, self._refuse)

    def _signs(self, person: Operator, signing: Signing) -> None:
        intent = SignCheck(digest=self._bridge.snapshot.head, signing=signing)
        self._bridge.submit(intent, self._answered, page=self._page, person=person)

    def _refuse(self, reasons: Sequence[str]) -> None:
        refuse(self.refusal, reasons)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
        if not answer.refusals:
            self.name.line.clear()
            self.other.setCurrentIndex(0)


def _not_dosed(session: Session) -> bool:
    return session.ended is not None and session.ended.outcome is Outcome.NOT_DOSED
