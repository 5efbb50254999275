"""What a machine keeps to be a room or a board: its own keys, the clinic's key, the roster.

In `central` of the data folder. Private keys are readable by their owner only and never replaced:
a machine that got new keys without anybody's doing would be locked out and look broken.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kapmonitor.central.roster import (
    Member,
    Role,
    Roster,
    RosterRefused,
    is_name,
    read,
    today,
)
from kapmonitor.link.broker import BadAddress, Broker, broker_at
from kapmonitor.whole_file import write_whole

FOLDER = "central"
OWN, CLINIC, ROSTER, BROKER, ADMIN = (
    "own-keys.json",
    "clinic-key.txt",
    "roster.json",
    "broker.json",
    "clinic-private-key.json",
)
_OWNER_ONLY = 0o600


class EnrolmentFault(Exception):
    """This machine is no room or board yet, or its files are damaged; the text has the cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKeys:
    """A machine's own name and private keys."""

    name: str
    role: Role
    signing: Ed25519PrivateKey
    box: X25519PrivateKey

    def is_same(self, other: OwnKeys) -> bool:
        """Return whether these are another's keys: a machine that lost its own has new ones."""
        return self.card(date.max) == other.card(date.max)

    def card(self, not_after: date) -> Member:
        """Return its public part."""
        return Member(
            name=self.name,
            role=self.role,
            ed25519=self.signing.public_key().public_bytes_raw().hex(),
            x25519=self.box.public_key().public_bytes_raw().hex(),
            not_after=not_after,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A machine that is on its clinic's roster, and how it reaches the broker."""

    own: OwnKeys
    roster: Roster
    broker: Broker
    on: date

    @property
    def boards(self) -> tuple[Member, ...]:
        """Return those that may read what a room tells."""
        return self.roster.in_force(self.on, Role.BOARD, Role.SUPERVISOR)

    @property
    def supervisors(self) -> tuple[Member, ...]:
        """Return those that may ask something of a room."""
        return self.roster.in_force(self.on, Role.SUPERVISOR)

    @property
    def rooms(self) -> tuple[Member, ...]:
        """Return the rooms."""
        return self.roster.in_force(self.on, Role.ROOM)


def place_of(data: Path) -> Path:
    """Return where a data folder keeps all this."""
    return data / FOLDER


def make_own(data: Path, name: str, role: Role) -> OwnKeys:
    """Make a machine's keys, once. Raises EnrolmentFault, OSError."""
    if not is_name(name):
        raise EnrolmentFault(
            f'"{name[:40]}" cannot be a name here: letters, figures, - and _, 40 at most, '
            "such as room-2. It must be the name in the machine's certificate."
        )
    own = OwnKeys(
        name=name, role=role, signing=Ed25519PrivateKey.generate(), box=X25519PrivateKey.generate()
    )
    _write_once(
        place_of(data) / OWN,
        {
            "name": name,
            "role": role.value,
            "ed25519": own.signing.private_bytes_raw().hex(),
            "x25519": own.box.private_bytes_raw().hex(),
        },
    )
    return own


def own_keys(data: Path) -> OwnKeys:
    """Return this machine's keys. Raises EnrolmentFault."""
    found = _object(place_of(data) / OWN, "kapmonitor link roster own NAME --role ROLE")
    try:
        return OwnKeys(
            name=found["name"],
            role=Role(found["role"]),
            signing=Ed25519PrivateKey.from_private_bytes(bytes.fromhex(found["ed25519"])),
            box=X25519PrivateKey.from_private_bytes(bytes.fromhex(found["x25519"])),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise EnrolmentFault(
            f"{place_of(data) / OWN}: damaged. It was left as it is. Move it away, make new keys "
            "with `kapmonitor link roster own`, and have them added to the roster."
        ) from error


def make_admin(data: Path) -> Ed25519PrivateKey:
    """Make the clinic's own key, once. Raises EnrolmentFault, OSError."""
    made = Ed25519PrivateKey.generate()
    _write_once(place_of(data) / ADMIN, {"ed25519": made.private_bytes_raw().hex()})
    return made


def admin_key(data: Path) -> Ed25519PrivateKey:
    """Return the clinic's private key, on the administrator's machine. Raises EnrolmentFault."""
    path = place_of(data) / ADMIN
    found = _object(path, "kapmonitor link roster new --clinic NAME")
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(found["ed25519"]))
    except (KeyError, ValueError, TypeError) as error:
        raise EnrolmentFault(f"{path}: damaged. It was left as it is.") from error


def take_roster(data: Path, text: str, clinic_key: str | None) -> Roster:
    """Keep a roster, and at first the key of the clinic that it is believed by.

    Raises EnrolmentFault, RosterRefused, OSError; then what was kept before still holds.
    """
    place = place_of(data)
    known = _clinic_key(data) if (place / CLINIC).exists() else None
    given = _public(clinic_key) if clinic_key is not None else None
    key = known or given
    if key is None:
        raise EnrolmentFault(
            "Say the clinic's key with --clinic-key, as `kapmonitor link roster new` told it: "
            "without it nobody knows whose roster this is."
        )
    if known and given and known.public_bytes_raw() != given.public_bytes_raw():
        raise EnrolmentFault(
            f"This machine believes another clinic's key ({place / CLINIC}). Nothing was changed. "
            "Move that file away if the clinic has made a new key."
        )
    roster = read(text, key)
    before = read((place / ROSTER).read_text("utf-8"), key) if (place / ROSTER).exists() else None
    if before is not None and roster.serial < before.serial:
        raise RosterRefused(
            f"This roster is older (number {roster.serial}) than the one in force "
            f"(number {before.serial}). Nothing was changed."
        )
    place.mkdir(parents=True, exist_ok=True)
    write_whole(place / CLINIC, key.public_bytes_raw().hex() + "\n")
    write_whole(place / ROSTER, text)
    return roster


def kept_roster(data: Path) -> Roster:
    """Return the roster in force. Raises EnrolmentFault, RosterRefused."""
    path = place_of(data) / ROSTER
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise EnrolmentFault(
            f"{path}: there is no roster that can be read. Take the clinic's: "
            "kapmonitor link roster take FILE --clinic-key KEY"
        ) from error
    return read(text, _clinic_key(data))


def keep_broker(data: Path, url: str, authorities: str, certificate: str, key: str) -> Broker:
    """Keep where the broker is, and with which certificate. Raises EnrolmentFault, OSError."""
    broker = _broker(url, authorities, certificate, key)
    place = place_of(data)
    place.mkdir(parents=True, exist_ok=True)
    kept = {"url": url, "authorities": authorities, "certificate": certificate, "key": key}
    write_whole(place / BROKER, json.dumps(kept, indent=1))
    return broker


def enrolled(data: Path) -> Enrolment:
    """Return what this machine is. Raises EnrolmentFault, RosterRefused; then it is nothing."""
    own, roster, on = own_keys(data), kept_roster(data), today()
    told = _object(place_of(data) / BROKER, "kapmonitor link roster broker URL")
    texts = [str(told.get(each, "")) for each in ("url", "authorities", "certificate", "key")]
    broker = _broker(*texts)
    listed = roster.find(own.name)
    if listed is None or listed != own.card(listed.not_after):
        raise EnrolmentFault(
            f'"{own.name}" is not on the roster of {roster.clinic} (number {roster.serial}) with '
            "these keys. Have it added: kapmonitor link roster add CARD, on the administrator's "
            "machine; then take the new roster here."
        )
    if not listed.counts(on):
        raise EnrolmentFault(
            f'"{own.name}" was on the roster until {listed.not_after}. Have it added again.'
        )
    return Enrolment(own=own, roster=roster, broker=broker, on=on)


def is_enrolled(data: Path) -> bool:
    """Return whether anybody began to make this machine a room or a board."""
    return (place_of(data) / OWN).exists()


def _broker(url: str, authorities: str, certificate: str, key: str) -> Broker:
    def path(text: str) -> Path | None:
        return Path(text).expanduser() if text else None

    for each in (authorities, certificate, key):
        if each and not Path(each).expanduser().is_file():
            raise EnrolmentFault(f"{each}: there is no such file.")
    try:
        return broker_at(
            url, authorities=path(authorities), certificate=path(certificate), key=path(key)
        )
    except BadAddress as error:
        raise EnrolmentFault(
            f'"{url[:80]}" is no address of a broker: mqtts://HOST:8883 or wss://HOST/mqtt.'
        ) from error


def _clinic_key(data: Path) -> Ed25519PublicKey:
    path = place_of(data) / CLINIC
    try:
        return _public(path.read_text("utf-8").strip())
    except (OSError, ValueError) as error:
        raise EnrolmentFault(f"{path}: cannot be read ({type(error).__name__}).") from error


def _public(text: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text.strip()))
    except ValueError as error:
        raise EnrolmentFault("The clinic's key is 64 figures and letters from a to f.") from error


def _object(path: Path, cure: str) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise EnrolmentFault(f"{path.name} is not there yet. Make it: {cure}") from error
    except (OSError, ValueError) as error:
        raise EnrolmentFault(f"{path}: cannot be read. It was left as it is.") from error
    if not isinstance(found, dict):
        raise EnrolmentFault(f"{path}: must hold one JSON object. It was left as it is.")
    return found


def _write_once(path: Path, secret: dict[str, str]) -> None:
    """Write a private file that did not exist, for its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError as error:
        raise EnrolmentFault(
            f"{path} is there already, and keys are never replaced. Move it away first if new "
            "ones are wanted; with it goes every roster that knows it."
        ) from error
    with os.fdopen(made, "w", encoding="utf-8") as file:
        json.dump(secret, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
