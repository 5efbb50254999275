"""The clinic: its name and contacts, its policies, its ceilings."""

from __future__ import annotations

from kapmonitor.language import say
from kapmonitor.practice import Practice
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import chain, refuse
from kapmonitor.ui.settings.ceilings import CeilingsCard
from kapmonitor.ui.settings.contacts import ContactsCard
from kapmonitor.ui.settings.policies import PoliciesCard, Ruled, look
from kapmonitor.ui.settings.section import Section
from kapmonitor.ui.widgets.parts import column, label


class ClinicSection(Section):
    """Three cards, one below the other."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.contacts = ContactsCard(bridge)
        self.policies = PoliciesCard(bridge)
        self.ceilings = CeilingsCard(bridge)
        title = label(say("Clinic"), "title")
        self.fill(column(title, self.contacts, self.policies, self.ceilings, 1, spacing=14))
        chain(self)

    def refresh(self) -> None:
        """Read contacts and rules."""
        self.bridge.practice(Practice.settings, self.contacts.show_settings)
        self.bridge.practice(look, self._show)

    def _show(self, found: Ruled | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.policies.refusal, (str(found),))
            return
        self.policies.show_rules(found)
        self.ceilings.show_rules(found)
