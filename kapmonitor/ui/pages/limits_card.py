"""Limits of this patient in Prepare: those in force, last time's as an offer, and the list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from kapmonitor.language import figure, say
from kapmonitor.session.limits import personal_limits
from kapmonitor.session.state import PersonalLimit, Session
from kapmonitor.ui.limits_view import change_words, personal_lines
from kapmonitor.ui.pages.forms import Ask
from kapmonitor.ui.pages.limits_editor import LimitsEditor
from kapmonitor.ui.widgets.parts import Card, button, clear, column, label, row


class LimitsCard(Card):
    """Closed until somebody asks: most patients have the preset's limits."""

    def __init__(self, ask: Ask) -> None:
        self.editor = LimitsEditor(ask)
        self.editor.hide()
        self._told = label("", wraps=True)
        self._offers = QVBoxLayout()
        self._offered: tuple[PersonalLimit, ...] = ()
        self._session: Session | None = None
        self._turn = button("", "small")
        self._turn.clicked.connect(self._open_or_close)
        super().__init__(say("Limits of this patient"), self._told, self._offers)
        self.body.addLayout(row(self._turn, 1))
        self.body.addWidget(self.editor)
        self._say_turn()

    def offer(self, last_time: Sequence[PersonalLimit]) -> None:
        """Offer the personal limits of the last session: each is set anew by a person, or not."""
        self._offered = tuple(last_time)
        if self._session is not None:
            self._draw_offers(self._session)

    def forget(self) -> None:
        """Offer nothing, and close what was being typed: the next session is another patient's."""
        self.offer(())
        self._session = None
        self.editor.forget()
        self.editor.hide()
        self._say_turn()

    def draw(self, session: Session) -> None:
        """Show the limits as they stand."""
        changed = self._session is None or session.limit_changes != self._session.limit_changes
        self._session = session
        lines = personal_lines(session)
        self._told.setText("\n".join(lines) or say("As the preset has them."))
        self.editor.draw(session)
        if changed:
            self._draw_offers(session)

    def _draw_offers(self, session: Session) -> None:
        clear(self._offers)
        for change in self._offered:
            if change.rule in personal_limits(session):
                continue
            words = say("Last time: {limit}").format(limit=change_words(session, change))
            again = button(say("Use again"), "small", name=f"{say('Use again')}: {words}")
            again.clicked.connect(partial(self._take, change))
            holder = Card("", column(label(words, "secondary", wraps=True), row(again, 1)))
            self._offers.addWidget(holder)

    def _take(self, change: PersonalLimit, _checked: bool = False) -> None:
        """Open the form with last time's value and reason; who agrees today is asked anew."""
        self.editor.show()
        self._say_turn()
        value = "" if change.value is None else figure(change.value)
        self.editor.change(change.rule, value=value, reason=change.reason)

    def _open_or_close(self, _checked: bool = False) -> None:
        self.editor.setVisible(self.editor.isHidden())
        self._say_turn()

    def _say_turn(self) -> None:
        closed = self.editor.isHidden()
        words = say("Show the limits") if closed else say("Hide the limits")
        self._turn.setText(words)
        self._turn.setAccessibleName(words)
