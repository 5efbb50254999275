"""Which plan is in force: the setting, the preset, and who signed it.

Nothing is chosen for the clinic. A preset that nobody signed can be signed here, by a named
clinician, over exactly the text as it reads now.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from kapmonitor.language import mark, say
from kapmonitor.practice import PresetOffer
from kapmonitor.session.vocabulary import Setting
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse, under
from kapmonitor.ui.pages.sign_panel import SignPanel, signature_words
from kapmonitor.ui.pages.words import SETTINGS, preset_lines, signed_on
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Answers, Card, button, label, row

CHOOSE = mark("Choose…")

STRICTEST_HOLDS = mark("The clinic's rules cannot be read: this session opens under the strictest.")
Offers = tuple[tuple[PresetOffer, ...], tuple[str, ...]]


class PresetCard(Card):
    """Setting and preset of the session to open."""

    changed = Signal()
    """Another preset, or the same one signed."""
    signed = Signal()

    def __init__(self, bridge: Bridge, offset_min: int) -> None:
        self._bridge = bridge
        self._offset_min = offset_min
        self._offers: tuple[PresetOffer, ...] = ()
        self.setting: Setting | None = None
        self._settings = Answers(
            say("Setting"), [(each.value, say(SETTINGS[each])) for each in Setting]
        )
        self._list = Choice()
        self._list.setAccessibleName(say("Protocol preset"))
        self._signed = label("", "secondary", wraps=True)
        self._sign = button(say("Sign this preset…"))
        self._sign.hide()
        self._about = label("", "secondary", wraps=True)
        self._panel = SignPanel(bridge, "prepare")
        self._faults = refusal_line()
        super().__init__(
            say("Setting and protocol"),
            row(self._settings, 1),
            under(say("Protocol preset"), self._list),
        )
        for part in (self._signed, self._about):
            self.body.addWidget(part)
        self.body.addLayout(row(self._sign, 1))
        self.body.addWidget(self._panel)
        self.body.addWidget(self._faults)
        self._settings.answered.connect(self._choose_setting)
        self._list.currentIndexChanged.connect(self._chosen)
        self._sign.clicked.connect(lambda: self._panel.open_from(self._sign))
        self._panel.signed.connect(self.refresh)
        self._panel.signed.connect(self.signed)
        self._fill()

    @property
    def offer(self) -> PresetOffer | None:
        """Return the chosen preset; None while none is chosen."""
        found = self._list.currentData()
        return next((each for each in self._offers if each.file.preset.id == found), None)

    def refusals(self) -> tuple[str, ...]:
        """Return what is still to be chosen."""
        reasons = []
        if self.setting is None:
            reasons.append(say("Choose office or telehealth."))
        elif self.offer is None:
            reasons.append(say("Choose a protocol preset."))
        elif self.offer.approval is None:
            reasons.append(say("Nobody has signed this preset. A clinician signs it first."))
        return tuple(reasons)

    @Slot()
    def refresh(self) -> None:
        """Read the presets and their signatures anew, and whether the clinic's rules can be."""
        self._bridge.practice(
            lambda practice: (practice.presets(), practice.rules_in_force()[1]), self._show
        )

    def _show(self, found: tuple[Offers, tuple[str, ...]] | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self._faults, (str(found),))
            return
        (offers, faults), unread = found
        refuse(self._faults, (*faults, *unread, *((say(STRICTEST_HOLDS),) if unread else ())))
        if offers != self._offers:
            self._offers = offers
            self._fill()

    @Slot(str)
    def _choose_setting(self, value: str) -> None:
        self.setting = Setting(value)
        self._fill()

    def _fill(self) -> None:
        """List the presets of the setting, keeping the choice where it still stands."""
        before = self._list.currentData()
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItem(say(CHOOSE) if self.setting else say("Choose the setting first"), None)
        for each in self._offers:
            preset = each.file.preset
            if preset.setting is self.setting:
                self._list.addItem(say(preset.name), preset.id)
        self._list.setCurrentIndex(max(0, self._list.findData(before)) if before else 0)
        self._list.setEnabled(self.setting is not None)
        self._list.blockSignals(False)
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        offer = self.offer
        unsigned = offer is not None and offer.approval is None
        self._sign.setVisible(unsigned)
        if not unsigned:
            self._panel.hide()
        by = offer.approval if offer is not None else None
        day = signed_on(by.signed_at, self._offset_min) if by is not None else ""
        self._signed.setText(signature_words(offer, day))
        self._panel.offer = offer
        self._about.setText("\n".join(preset_lines(offer.file.preset)) if offer else "")
        self._about.setVisible(unsigned)
        self.changed.emit()
