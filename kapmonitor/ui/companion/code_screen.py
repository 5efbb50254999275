"""The digits that the therapist reads to the patient, and once the clinic's address."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLayout, QWidget

from kapmonitor.companion.view import CompanionDesk, CompanionView, Screen
from kapmonitor.language import say
from kapmonitor.ui.companion import words
from kapmonitor.ui.companion.code_field import CodeField
from kapmonitor.ui.companion.screen import PatientScreen, told
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import Field, button, column, label, row


class CodeScreen(PatientScreen):
    """Takes the digits; says at once when one does not fit."""

    shows = Screen.CODE

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self._error = ""
        self._edited = False
        """Whether something was changed since it was found wrong."""
        self._view = CompanionView()
        self._changing = False
        """Whether the patient wants to type another address than the known one."""
        self._asks = self._sent = False
        """Whether an address is asked for; whether one was handed over and not judged yet."""
        self.server = Field(say("Address"), "mqtt.example.org")
        self.keep = button(say("Use this address"), "primary")
        about = label(say(words.NO_LINK_YET), "secondary", wraps=True)
        self.place = _held(self.server, about, row(self.keep, 1), spacing=12)
        self.field = CodeField(theme)
        self.go_on = button(say("Connect"), "primary")
        about = label(say(words.CODE_ABOUT), "aside", wraps=True)
        self.digits = _held(row(self.field, 1), about, row(self.go_on, 1), spacing=18)
        self.known = label("", "secondary", wraps=True)
        self.change = button(say("Another address"), "link")
        self.kept = label(say(words.AGAIN_ABOUT), "aside", wraps=True)
        self.back = button(say("Back to your session"), "large")
        self.lay_out(
            self.kept,
            self.error,
            self.place,
            self.digits,
            self.known,
            row(self.back, self.change, 1, spacing=14),
            middle=True,
        )
        self._connect()

    def _connect(self) -> None:
        self.field.changed.connect(self._edit)
        self.field.linked.connect(self._take_link)
        self.field.returnPressed.connect(self._send)
        self.go_on.clicked.connect(self._send)
        self.change.clicked.connect(self._change_server)
        self.server.edited.connect(self._edit)
        self.server.line.returnPressed.connect(self._take_server)
        self.keep.clicked.connect(self._take_server)
        self.back.clicked.connect(self._back)

    def show_view(self, view: CompanionView) -> None:
        """Ask for the address first where none is known, then for the digits."""
        if view.error != self._error:
            self._error, self._edited = view.error, False
        if self._sent:
            self._sent, self._changing = False, self._changing and bool(view.error)
        asks = view.asks_server or self._changing
        newly, self._asks = asks is not self._asks, asks
        self.title.setText(say(words.SERVER if asks else words.TITLES[self.shows]))
        self.place.setVisible(asks)
        self.digits.setVisible(not asks)
        known = bool(view.server) and not asks
        server = say("Clinic's address: {server}").format(server=view.server)
        told(self.known, server if known else "")
        self.change.setVisible(known)
        self.back.setVisible(view.again)
        self._view = view
        self._show_error()
        if newly and self.isVisible():
            self.next_thing().setFocus()

    def next_thing(self) -> QWidget:
        """Type."""
        return self.server.line if self._asks else self.field

    def clear(self) -> None:
        """Forget what was typed: the next digits are others."""
        self.field.clear()

    def _show_error(self) -> None:
        shown = "" if self._edited else self._error
        told(self.error, shown)
        self.kept.setVisible(self._view.again and not shown)
        self.field.show_wrong(wrong=bool(shown) and self.field.complete)
        self.go_on.setEnabled(self.field.complete)

    @Slot()
    def _edit(self) -> None:
        self._edited = True
        self._show_error()

    @Slot()
    def _send(self) -> None:
        if self.field.complete:
            self._edited = False
            self.desk.enter_code(self.field.text())

    @Slot(str)
    def _take_link(self, link: str) -> None:
        self._edited = False
        self.desk.enter_code(link)

    @Slot()
    def _take_server(self) -> None:
        """Hand it over; it stays to be mended where it is none."""
        typed = self.server.text
        self._edited, self._sent = False, True
        self._changing = self._changing and typed != self._view.server
        self._show_error()
        self.desk.enter_server(typed)
        if typed == self._view.server:
            self.show_view(self._view)

    @Slot()
    def _back(self) -> None:
        self._changing = False
        self.desk.back()

    @Slot()
    def _change_server(self) -> None:
        self._changing = self._edited = True
        self.show_view(self._view)


def _held(*parts: QWidget | QLayout, spacing: int) -> QWidget:
    """Return parts that are shown and hidden together."""
    made = QWidget()
    made.setLayout(column(*parts, spacing=spacing))
    return made
