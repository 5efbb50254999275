"""A preset as a page to read: every value with its source and grade, and what a copy changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice, PresetOffer
from kapmonitor.presets import PresetFault, document_of, guardrails
from kapmonitor.session.preset_edit import Difference, differences
from kapmonitor.session.preset_fields import Document, Kind, fields
from kapmonitor.session.preset_fields import Field as Editable
from kapmonitor.session.protocol import Evidence, ProtocolPreset
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import Panel, chain
from kapmonitor.ui.pages.prepare_opening import local_offset_min
from kapmonitor.ui.pages.sign_panel import SignPanel, signature_words
from kapmonitor.ui.pages.words import SETTINGS, signed_on
from kapmonitor.ui.preset_words import GROUPS, change_words, line
from kapmonitor.ui.settings.section import beside_the_list
from kapmonitor.ui.widgets.parts import Card, Field, button, clear, column, kind, label, row

GRADES = mark(
    "Grades: V read in the source; V2 quoted by another source; M from memory; D design, nobody "
    "published it."
)
NAME_FIRST = mark("The copy needs a name of its own.")
UNUSUAL = mark("outside the usual range")


@dataclass(frozen=True, slots=True)
class Opened:
    """A preset with all that is needed to read, compare and change it."""

    offer: PresetOffer
    document: Document
    original: Document | None
    """What it was made from, where that is still there."""


def look_at(name: str, practice: Practice) -> Opened:
    """Read one preset and its original. Raises PresetFault, RecordFault."""
    offer = practice.preset(name)
    try:
        original = practice.original_of(offer.file)
    except PresetFault:
        original = None  # it was made from one that is gone, or can no longer be used
    return Opened(
        offer=offer,
        document=document_of(offer.file),
        original=json.loads(original.document) if original is not None else None,
    )


class PresetView(QWidget):
    """Emits `changed` with the id after a signature, `editAsked` with what to change and under
    which name (none: in place), `left` to go back."""

    left = Signal()
    changed = Signal(str)
    editAsked = Signal(object, str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._opened: Opened | None = None
        self._title = label("", "title", wraps=True)
        self._facts = label("", "secondary", wraps=True)
        self._signed = label("", wraps=True)
        self.copy = button(say("Copy…"), name=say("Copy this preset"))
        self.edit = button(say("Change…"), name=say("Change this preset"))
        self.sign = button(say("Sign…"), name=say("Sign this preset…"))
        self._copying = Panel(
            say("A copy of your own"), (Field(say("Name of the copy")),), say("Make the copy")
        )
        self._signing = SignPanel(bridge, "settings")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(14)
        back = button(say("All presets"))
        inside = column(
            self._title,
            self._facts,
            self._signed,
            row(back, self.copy, self.edit, self.sign, 1),
            self._copying,
            self._signing,
            self._cards,
            1,
            spacing=14,
        )
        self.setLayout(column(beside_the_list(inside)))
        self.setFocusProxy(back)
        back.clicked.connect(self.left)
        self.copy.clicked.connect(lambda: self._copying.open_from(self.copy))
        self.edit.clicked.connect(self._edit)
        self.sign.clicked.connect(lambda: self._signing.open_from(self.sign))
        self._copying.confirmed.connect(self._copy)
        self._signing.signed.connect(self._signed_now)

    def show_preset(self, opened: Opened) -> None:
        """Show a preset; the same one again changes nothing."""
        if opened == self._opened:
            return
        self._opened = opened
        offer, preset = opened.offer, opened.offer.file.preset
        self._title.setText(preset.name)
        self._facts.setText(_facts(offer))
        by = offer.approval
        day = signed_on(by.signed_at, local_offset_min()) if by is not None else ""
        self._signed.setText(signature_words(offer, day))
        self._signing.offer = offer
        self.sign.setVisible(by is None)
        kind(self.sign, "primary" if by is None and not offer.ships else "")
        self.edit.setVisible(not offer.ships)
        clear(self._cards)
        for title, lines in _parts(opened):
            self._cards.addWidget(_card(title, lines))
        chain(self)

    def forget(self) -> None:
        """Show the next one from its top, whatever was shown before."""
        self._opened = None

    @Slot()
    def _edit(self) -> None:
        self.editAsked.emit(self._opened, "")

    @Slot()
    def _copy(self) -> None:
        name = self._copying.fields[0].text
        if not name or (self._opened and name == self._opened.offer.file.preset.name):
            self._copying.refuse((say(NAME_FIRST),))
            return
        self._copying.close_up()
        self.editAsked.emit(self._opened, name)

    @Slot()
    def _signed_now(self) -> None:
        if self._opened is not None:
            self.changed.emit(self._opened.offer.file.preset.id)


Line = tuple[str, str]
"""What is said, and what it rests on."""


def _facts(offer: PresetOffer) -> str:
    preset = offer.file.preset
    whose = say("ships with the program") if offer.ships else say("made by this clinic")
    return " · ".join(
        (preset.route, say(SETTINGS[preset.setting]), whose, preset.id, preset.digest[:12])
    )


def _parts(opened: Opened) -> Iterator[tuple[str, list[Line]]]:
    """Yield the cards of the page: what a copy changed first, sources last."""
    preset, document = opened.offer.file.preset, opened.document
    if opened.original is not None:
        yield say("Changed from the original"), list(_changes(opened.original, document))
    offered = fields(document, guardrails())
    for name, title in GROUPS:
        own = [each for each in offered if each.path[0] == name]
        if own:
            yield say(title), list(_lines(own, preset, document))
    yield say("What the discharge asks"), [(each.text, "") for each in preset.discharge.human]
    yield say("Red flags"), [(each.label, "") for each in preset.red_flags]
    if preset.notes:
        yield say("Notes"), [(each, "") for each in preset.notes]
    sources = [(f"{each.key}: {each.title}", f"{each.by}, {each.year}") for each in preset.sources]
    yield say("Sources"), [(say(GRADES), ""), *sources]


def _changes(original: Document, document: Document) -> Iterator[Line]:
    found: tuple[Difference, ...] = differences(original, document)
    if not found:
        yield say("Nothing."), ""
    for each in found:
        yield change_words(each, document), ""


def _lines(own: list[Editable], preset: ProtocolPreset, document: Document) -> Iterator[Line]:
    """Yield the lines of a part; the two of a button stand on one."""
    for is_button, group in groupby(own, lambda each: each.kind is Kind.WORDS and each.path[:-1]):
        some = list(group)
        if is_button and some[0].path[0] == "observation":
            said = {each.path[-1]: str(each.value) for each in some}
            key = said.get("key", "")
            yield said.get("label", ""), say("key {key}").format(key=key) if key else ""
            continue
        for each in some:
            yield line(each, document), _ground(each, preset)


def _ground(field: Editable, preset: ProtocolPreset) -> str:
    """Return grade and sources of a number, and whether it is unusual."""
    found = _evidence(field, preset)
    said = f"{found.grade} · {', '.join(found.sources)}" if found is not None else ""
    note = f" · {found.note}" if found is not None and found.note else ""
    usual = field.usual
    odd = (
        usual is not None
        and isinstance(field.value, float | int)
        and not isinstance(field.value, bool)
    )
    if odd and usual is not None and not usual.contains(float(field.value or 0)):
        return f"{said}{note} · {say(UNUSUAL)}"
    return said + note


def _evidence(field: Editable, preset: ProtocolPreset) -> Evidence | None:
    wanted = "/".join(field.path)
    return next(
        (
            each
            for path, each in preset.evidence.items()
            if path.replace("[", "/").replace("]", "").replace(".", "/") == wanted
        ),
        None,
    )


def _card(title: str, lines: list[Line]) -> Card:
    made = Card(title)
    made.body.setSpacing(4)
    for said, ground in lines:
        words, rests = label(said, wraps=True), label(ground, "secondary", wraps=True)
        laid = row(words, rests, spacing=16)
        laid.setStretch(0, 3)
        laid.setStretch(1, 2)
        made.body.addLayout(laid)
    return made
