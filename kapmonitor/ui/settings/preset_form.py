"""Changing a preset of the clinic's own: a part at a time, with what each value may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.presets import PresetFault, PresetFile, guardrails
from kapmonitor.session.preset_edit import (
    checked,
    copied,
    differences,
    edited,
    with_changes,
)
from kapmonitor.session.preset_fields import Document, Path, Value, fields
from kapmonitor.session.preset_fields import Field as Editable
from kapmonitor.session.preset_items import left_out
from kapmonitor.session.preset_reader import PresetError, Problem
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import chain, refusal_line, refuse, under
from kapmonitor.ui.preset_words import GROUPS, called, change_words, in_full
from kapmonitor.ui.settings.policies import against_keeping
from kapmonitor.ui.settings.preset_items_row import Change, ItemsRow, offers_items
from kapmonitor.ui.settings.preset_line import PresetLine
from kapmonitor.ui.settings.preset_view import Opened
from kapmonitor.ui.settings.section import beside_the_list
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Card, Field, button, clear, column, label, row

UNSIGNED_AGAIN = mark("A change makes it another preset: it has to be signed anew.")
NOTHING_YET = mark("Nothing is changed yet.")
LONGEST_ID = 40


class PresetForm(QWidget):
    """Emits `saved` with the preset's id, `left` when nothing was kept."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._made_from: PresetFile | None = None
        self._base: Document = {}
        self._original: Document = {}
        self.lines: dict[Path, PresetLine] = {}
        self._title = label("", "title", wraps=True)
        self.part = Choice()
        self.part.setAccessibleName(say("Part of the preset"))
        self._offered: Mapping[str, list[Editable]] = {}
        self._cards: dict[str, Card] = {}
        self._shown = column(spacing=0)
        self._changes = QVBoxLayout()
        self._changes.setSpacing(4)
        self.reason = Field(say("Reason for the change of the preset"))
        self.save = button(say("Save"), "primary", name=say("Save the preset"))
        cancel = button(say("Leave unchanged"))
        self.refusal = refusal_line()
        summary = Card(say("What changes"), self._changes)
        keeping = column(self.refusal, self.reason, row(self.save, cancel, 1), spacing=10)
        inside = column(
            self._title,
            label(say(UNSIGNED_AGAIN), "secondary", wraps=True),
            under(say("Part of the preset"), self.part),
            self._shown,
            summary,
            keeping,
            1,
            spacing=14,
        )
        self.setLayout(column(beside_the_list(inside)))
        self.setFocusProxy(self.part)
        self.part.currentIndexChanged.connect(self._turn)
        self.save.clicked.connect(self._keep)
        self.reason.line.returnPressed.connect(self._keep)
        cancel.clicked.connect(self.left)

    def begin(self, opened: Opened, name: str) -> None:
        """Start from a preset; with a name, from a copy of it."""
        file = opened.offer.file
        self._made_from = file
        self._original = opened.original or opened.document
        self._base = opened.document
        if name:
            self._base = copied(opened.document, file.preset.digest, name, own_id(name))
            self._original = opened.document
        self._title.setText(str(self._base.get("name", "")))
        self.reason.line.clear()
        refuse(self.refusal, ())
        self._fill()
        self._show_changes()

    def _fill(self) -> None:
        """Offer the parts; the lines of each are made when it is first shown."""
        clear(self._shown)
        self.lines.clear()
        self._cards.clear()
        offered = fields(self._base, guardrails())
        self._offered = {
            group: [each for each in offered if each.path[0] == group] for group, _title in GROUPS
        }
        self.part.blockSignals(True)
        self.part.clear()
        for group, title in GROUPS:
            if self._offered[group]:
                self.part.addItem(say(title), group)
        self.part.blockSignals(False)
        self._turn(0)

    @Slot(int)
    def _turn(self, _index: int) -> None:
        """Show one part; the others keep what was typed there."""
        group = str(self.part.currentData())
        if group not in self._cards:
            self._cards[group] = card = Card("")
            self._shown.addWidget(card)
            for each in self._offered.get(group, ()):
                named = in_full(each.path, self._base)
                made = PresetLine(each, called(each.path, self._base), named)
                made.changed.connect(self._show_changes)
                self.lines[each.path] = made
                card.body.addWidget(made)
            if offers_items(group):
                items = ItemsRow(group, self._base, self._original)
                items.asked.connect(self._change_items)
                card.body.addWidget(items)
            chain(self)
        for name, each_card in self._cards.items():
            each_card.setVisible(name == group)

    @Slot(object)
    def _change_items(self, change: Change) -> None:
        """Add an item or leave one out; what was typed in every part stays."""
        group = self.part.currentData()
        self._base = change(edited(self._base, self._typed()))
        self._fill()
        self.part.setCurrentIndex(max(0, self.part.findData(group)))
        self._show_changes()
        self.part.setFocus()

    def _typed(self) -> Mapping[Path, Value]:
        return {path: line.value for path, line in self.lines.items() if not line.wrong}

    @Slot()
    def _show_changes(self) -> None:
        clear(self._changes)
        found = differences(self._original, edited(self._base, self._typed()))
        for each in found:
            self._changes.addWidget(label(change_words(each, self._base), wraps=True))
        if not found:
            self._changes.addWidget(label(say(NOTHING_YET), "secondary"))

    @Slot()
    def _keep(self) -> None:
        """Keep what can be kept; else say every reason, in words and by key."""
        reasons = list(against_keeping(self._bridge, self.reason.text))
        reasons += [line.wrong for line in self.lines.values() if line.wrong]
        document = edited(self._base, self._typed())
        try:
            checked(document, self._original, guardrails())
        except PresetError as error:
            reasons += [self._words(each) for each in error.problems]
        reasons += [
            say("{item}: what the original holds to is not left out.").format(item=name)
            for _part, name in left_out(document, self._original)
        ]
        refuse(self.refusal, reasons)
        if reasons or self._made_from is None:
            return
        whole = with_changes(document, differences(self._original, document))
        file, reason, origin = self._made_from, self.reason.text, self._bridge.origin("settings")

        def keep(practice: Practice) -> PresetFile:
            return practice.keep_preset(whole, file, reason, origin)

        self._bridge.practice(keep, self._kept)

    def _kept(self, found: PresetFile | Exception) -> None:
        if isinstance(found, Exception):
            lines = found.lines if isinstance(found, PresetFault) else (str(found),)
            refuse(self.refusal, lines)
            return
        self.saved.emit(found.preset.id)

    def _words(self, problem: Problem) -> str:
        """Return a problem with the name of its value before its key."""
        path = tuple(re.findall(r"[^\[\].]+", problem.key.removesuffix(".value")))
        name = f"{self.lines[path].in_full} " if path in self.lines else ""
        return f"{name}({problem})" if name else str(problem)


def own_id(name: str) -> str:
    """Return an id for a preset of that name: small letters, digits, hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")
    return made or "own-preset"
