"""The presets: a list, one to be read, and one to be changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice, PresetOffer
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import chain, refusal_line, refuse
from kapmonitor.ui.pages.prepare_opening import local_offset_min
from kapmonitor.ui.pages.sign_panel import signature_words
from kapmonitor.ui.pages.words import SETTINGS, signed_on
from kapmonitor.ui.settings.preset_form import PresetForm
from kapmonitor.ui.settings.preset_view import Opened, PresetView, look_at
from kapmonitor.ui.settings.section import Section, beside_the_list
from kapmonitor.ui.widgets.parts import Card, button, clear, column, label, row

ABOUT = mark(
    "A preset is the plan of a session: readings, limits, checks, criteria, each number with its "
    "source. Those that ship are never changed: copy one, change the copy, have it signed."
)
Offers = tuple[tuple[PresetOffer, ...], tuple[str, ...]]


class PresetsSection(Section):
    """List, view and form, one at a time."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self._faults = refusal_line()
        inside = column(
            label(say("Presets"), "title"),
            label(say(ABOUT), "secondary", wraps=True),
            self._faults,
            self._rows,
            1,
            spacing=14,
        )
        self._list = beside_the_list(inside)
        self.view = PresetView(bridge)
        self.form = PresetForm(bridge)
        self._stack = QStackedWidget()
        for each in (self._list, self.view, self.form):
            self._stack.addWidget(each)
        self.setLayout(column(self._stack))
        self.view.left.connect(self._back)
        self.view.changed.connect(self.open)
        self.view.editAsked.connect(self._edit)
        self.form.left.connect(self._leave_form)
        self.form.saved.connect(self._saved)

    def refresh(self) -> None:
        """Read the list anew, unless one of them is being read or changed."""
        if self._stack.currentWidget() is self._list:
            self.bridge.practice(Practice.presets, self._show)

    def open(self, name: str) -> None:
        """Show one preset."""
        self.bridge.practice(partial(look_at, name), self._opened)

    def _show(self, found: Offers | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self._faults, (str(found),))
            return
        offers, faults = found
        refuse(self._faults, faults)
        clear(self._rows)
        for each in offers:
            self._rows.addWidget(self._card(each))
        chain(self._list)

    def _card(self, offer: PresetOffer) -> QWidget:
        preset = offer.file.preset
        look = button(say("Open"), name=say("Open {preset}").format(preset=preset.name))
        look.clicked.connect(lambda: self.open(preset.id))
        whose = say("ships with the program") if offer.ships else say("made by this clinic")
        signed = signature_words(offer, _day(offer)) if offer.approval else say("Not signed.")
        where = f"{preset.route} · {say(SETTINGS[preset.setting])} · {whose}"
        words = column(
            label(preset.name, "strong", wraps=True),
            label(where, "secondary", wraps=True),
            label(signed, "secondary", wraps=True),
            spacing=4,
        )
        line = row(words, look)
        line.setStretch(0, 1)
        return Card("", line)

    def _opened(self, found: Opened | Exception) -> None:
        if isinstance(found, Exception):
            self._back()
            refuse(self._faults, str(found).splitlines())
            return
        self.view.show_preset(found)
        self._stack.setCurrentWidget(self.view)
        self.view.setFocus()

    def _back(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self.refresh()

    def _edit(self, opened: Opened, name: str) -> None:
        """Open the form on a preset, or on a copy of it under a new name."""
        self.form.begin(opened, name)
        self._stack.setCurrentWidget(self.form)
        self.form.setFocus()

    def _leave_form(self) -> None:
        self._stack.setCurrentWidget(self.view)
        self.view.setFocus()

    def _saved(self, name: str) -> None:
        self.view.forget()
        self.open(name)


def _day(offer: PresetOffer) -> str:
    approval = offer.approval
    return "" if approval is None else signed_on(approval.signed_at, local_offset_min())
