"""Who signs: chosen among those who have a secret, which is entered anew for each signature.

Where nobody who may sign has a secret there is nothing to choose: the card around it asks for a
typed name, and the record says that it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.refusal import Refused
from kapmonitor.session.roles import NEEDS, Act, Person, guards, role_words
from kapmonitor.session.vocabulary import Operator, Signing
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import under
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import column
from kapmonitor.ui.widgets.secret_field import SecretField

CHOOSE_WHO = mark("Choose who signs.")
Signed = Callable[[Operator, Signing], None]
Reasons = Callable[[Sequence[str]], None]


class Signer(QWidget):
    """Asks for the secret of whoever signs; without `act` that is the person at the screen."""

    changed = Signal()
    entered = Signal()

    def __init__(self, bridge: Bridge, act: Act | None = None) -> None:
        super().__init__()
        self._bridge = bridge
        self._act = act
        self._people: tuple[Person, ...] | None = None
        self._wanted = True
        self.choice = Choice()
        self.choice.setAccessibleName(say("Who signs"))
        self.choice.setMinimumContentsLength(10)
        adjusts = Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.choice.setSizeAdjustPolicy(adjusts)
        self.secret = SecretField(say("Your secret"))
        self._choice = under(say("Who signs"), self.choice)
        if act is None:
            self._choice.hide()
        self.setLayout(column(self._choice, self.secret))
        self.secret.entered.connect(self.entered)
        self.hide()

    @property
    def active(self) -> bool:
        """Whether a secret is asked for here, and no name is to be typed."""
        return not self.isHidden()

    @property
    def chosen(self) -> Operator | None:
        """The person who is to sign, where one was chosen."""
        if self._act is None:
            return self._bridge.operator
        found = self.choice.currentData()
        return found if isinstance(found, Operator) else None

    def want(self, *, wanted: bool) -> None:
        """Ask here, or do not: there may be nothing to sign now."""
        self._wanted = wanted
        self.setVisible(bool(self._people) and wanted)

    def refresh(self) -> None:
        """Learn anew who has a secret."""
        self._bridge.practice(lambda practice: practice.people.known(), self._know)

    def sign(self, typed: Operator, page: str, signed: Signed, refused: Reasons) -> None:
        """Prove who signs: the person chosen here, or a name that was `typed`."""
        chosen = self.chosen if self.active else typed
        if chosen is None:
            refused((say(CHOOSE_WHO),))
            return
        sign(self._bridge, page, chosen, self.secret.take(), self._act, signed, refused)

    def _know(self, found: tuple[Person, ...] | Exception) -> None:
        if isinstance(found, Exception):
            return
        if self._act is not None:
            those = guards(NEEDS[self._act], found)
        else:
            me = self._bridge.operator.id
            those = tuple(each for each in found if each.operator.id == me and each.has_secret)
        if those != self._people:
            self._people = those
            self._fill(those)
        self.setVisible(bool(those) and self._wanted)
        self.changed.emit()

    def _fill(self, those: tuple[Person, ...]) -> None:
        self.choice.clear()
        self.choice.addItem(say("Choose…"), None)
        for each in those:
            words = f"{each.operator.name}, {role_words(each.operator.role)}"
            self.choice.addItem(words, each.operator)


def sign(  # noqa: PLR0913  what a signature needs
    bridge: Bridge,
    page: str,
    signer: Operator,
    secret: str,
    act: Act | None,
    signed: Signed,
    refused: Reasons,
) -> None:
    """Prove who signs on the engine's side; one of the two hears what came of it."""
    origin = bridge.origin(page)

    def answered(found: Signing | Exception) -> None:
        if isinstance(found, Exception):
            refused(in_words(found))
        else:
            signed(signer, found)

    bridge.practice(lambda practice: practice.people.sign(signer, secret, origin, act), answered)


def in_words(fault: Exception) -> tuple[str, ...]:
    """Return every reason of a fault."""
    return fault.reasons if isinstance(fault, Refused) else (str(fault),)
