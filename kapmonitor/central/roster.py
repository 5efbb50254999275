"""Who may do what: the clinic's list of rooms and boards, signed by the clinic's own key.

A member is a machine: its name at the broker, what it may do, its public keys, and until when. The
list is one JSON file that people may read; it is refused whole where a letter of it was altered,
where another key signed it, or where anything in it is not as it should be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

VERSION = 1
LONGEST_NAME = 40
MOST_SCREENS = 255
"""So many a room's key can be handed to."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_KEY = re.compile(r"[0-9a-f]{64}")
_SIGNED_AS = b"kap1 roster\n"
_LARGEST = 1_000_000


class Role(StrEnum):
    """What a member may do."""

    ROOM = "room"
    """Tells the boards what happens in it."""
    BOARD = "board"
    """Sees the rooms."""
    SUPERVISOR = "supervisor"
    """Sees the rooms, and may acknowledge an alarm by name and write to a room."""


SEES = frozenset({Role.BOARD, Role.SUPERVISOR})


class RosterRefused(Exception):
    """A roster cannot be believed; the text says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One machine on the list; keys are public, in hex."""

    name: str
    role: Role
    ed25519: str
    x25519: str
    not_after: date
    """The last day on which it counts."""

    @property
    def signer(self) -> Ed25519PublicKey:
        """Return the key that its signatures are proven with."""
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.ed25519))

    @property
    def box(self) -> X25519PublicKey:
        """Return the key that secrets for it are sealed with."""
        return X25519PublicKey.from_public_bytes(bytes.fromhex(self.x25519))

    def has_keys_of(self, other: Member) -> bool:
        """Return whether it is the same machine with the same keys, whatever its last day."""
        return replace(self, not_after=other.not_after) == other

    def counts(self, on: date) -> bool:
        """Return whether it is a member on a day."""
        return on <= self.not_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The whole list. `serial` rises with each change: an older list never replaces a newer."""

    clinic: str
    serial: int
    members: tuple[Member, ...] = ()

    def find(self, name: str) -> Member | None:
        """Return a member by name."""
        return next((each for each in self.members if each.name == name), None)

    def in_force(self, on: date, *roles: Role) -> tuple[Member, ...]:
        """Return the members of these roles that count on a day."""
        return tuple(each for each in self.members if each.role in roles and each.counts(on))


def is_name(name: str) -> bool:
    """Return whether a text can name a member: it is a user of the broker and part of a topic."""
    return bool(_NAME.fullmatch(name))


def today() -> date:
    """Return the day by UTC, which every machine of a clinic shares."""
    return datetime.now(UTC).date()


def signed(roster: Roster, admin: Ed25519PrivateKey) -> str:
    """Return the text of a roster file."""
    listed = _listed(roster)
    signature = admin.sign(_octets(listed)).hex()
    return json.dumps({"roster": listed, "signature": signature}, indent=1) + "\n"


def read(text: str, clinic_key: Ed25519PublicKey) -> Roster:
    """Return the roster that a clinic signed. Raises RosterRefused; then nothing of it counts."""
    document = _document(text)
    listed, signature = document["roster"], document["signature"]
    try:
        clinic_key.verify(bytes.fromhex(str(signature)), _octets(listed))
    except (InvalidSignature, ValueError, TypeError) as error:
        raise RosterRefused(
            "The roster was altered, or another clinic signed it. Nothing in it was taken. "
            "Ask the administrator for the file again."
        ) from error
    return _parsed(listed)


def _document(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text) if len(text) <= _LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or set(found) != {"roster", "signature"}:
        raise RosterRefused(
            "This is no roster file. Ask the administrator for the file that "
            "`kapmonitor link roster` wrote."
        )
    return found


def _octets(listed: object) -> bytes:
    return _SIGNED_AS + json.dumps(listed, sort_keys=True, separators=(",", ":")).encode()


def _listed(roster: Roster) -> dict[str, object]:
    members = [{**asdict(each), "not_after": each.not_after.isoformat()} for each in roster.members]
    return {
        "v": VERSION,
        "clinic": roster.clinic,
        "serial": roster.serial,
        "members": members,
    }


def _parsed(listed: object) -> Roster:
    try:
        return _strictly(listed)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RosterRefused(
            "The roster is signed, and something in it is not as this program knows it "
            f"({error}). Nothing in it was taken. Is the program older than the roster?"
        ) from error


def _strictly(listed: Any) -> Roster:
    if set(listed) != {"v", "clinic", "serial", "members"} or listed["v"] != VERSION:
        raise ValueError("version or fields")
    members = tuple(member_of(each) for each in listed["members"])
    names = [each.name for each in members]
    if len(set(names)) != len(names):
        raise ValueError("a name stands twice")
    if sum(each.role in SEES for each in members) > MOST_SCREENS:
        raise ValueError(f"more than {MOST_SCREENS} screens")
    if type(listed["serial"]) is not int or listed["serial"] < 1:
        raise ValueError("serial")
    return Roster(clinic=str(listed["clinic"]), serial=listed["serial"], members=members)


def member_of(found: Any) -> Member:
    """Return a member of what JSON holds. Raises ValueError and the like for anything else."""
    if set(found) != {"name", "role", "ed25519", "x25519", "not_after"}:
        raise ValueError("fields of a member")
    if not is_name(found["name"]):
        raise ValueError("name of a member")
    for key in ("ed25519", "x25519"):
        if not _KEY.fullmatch(found[key]):
            raise ValueError(f"{key} of {found['name']}")
    return Member(
        name=found["name"],
        role=Role(found["role"]),
        ed25519=found["ed25519"],
        x25519=found["x25519"],
        not_after=date.fromisoformat(found["not_after"]),
    )
