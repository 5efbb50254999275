"""A clinic's machines with keys and a roster, and rooms that tell what a built session shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kapmonitor.central.enrolment import Enrolment, EnrolmentFault, OwnKeys
from kapmonitor.central.roster import Member, Role, Roster
from kapmonitor.link.broker import Broker

TODAY, LAST_DAY = date(2026, 11, 27), date(2027, 11, 27)
NOWHERE = Broker(host="localhost", port=1)


def machine(name: str, role: Role) -> OwnKeys:
    return OwnKeys(
        name=name, role=role, signing=Ed25519PrivateKey.generate(), box=X25519PrivateKey.generate()
    )


def card(own: OwnKeys, until: date = LAST_DAY) -> Member:
    return own.card(until)


@dataclass
class Clinic:
    """Machines by name; each is enrolled as the roster stands when asked."""

    machines: Sequence[OwnKeys]
    broker: Broker = NOWHERE
    absent: set[str] = field(default_factory=set)
    """Names that are not on the roster."""
    serial: int = 1
    refused: dict[str, str] = field(default_factory=dict)
    """Machines whose own files do not make them anything, and why."""

    def enrolment(self, name: str) -> Enrolment:
        """Raises EnrolmentFault."""
        if name in self.refused:
            raise EnrolmentFault(self.refused[name])
        own = next(each for each in self.machines if each.name == name)
        members = tuple(card(each) for each in self.machines if each.name not in self.absent)
        roster = Roster(clinic="Harbor", serial=self.serial, members=members)
        return Enrolment(own=own, roster=roster, broker=self.broker, on=TODAY)
