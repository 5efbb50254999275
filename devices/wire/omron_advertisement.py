"""What an Omron cuff advertises under the company's id: whether it can be spoken to, before it is.

Format 01, as public readers of these cuffs restate it: a flags octet, then for each user the
number of the newest record and how many there are. Other formats exist and say nothing here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

COMPANY_ID = 0x020E
ADVERTISED = "advertised"
"""The channel on which a transport hands over what was heard before it connected."""
_FORMAT = 0x01
_USERS, _CLOCK_NOT_SET, _PAIRING, _STANDARD_SERVICES = 0x03, 0x04, 0x08, 0x20


@dataclass(frozen=True, slots=True, kw_only=True)
class OmronAdvertisement:
    """One advertisement; `records` holds newest sequence number and count for each user."""

    pairing: bool
    clock_set: bool
    standard_services: bool
    """Whether it speaks the standard profile; else Omron's own protocol, and no driver here."""
    records: tuple[tuple[int, int], ...]


def read_omron_advertisement(octets: bytes) -> OmronAdvertisement | None:
    """Return what the manufacturer data say, or None where their format is another."""
    if len(octets) < 2 or octets[0] != _FORMAT:
        return None
    flags, users = octets[1], (octets[1] & _USERS) + 1
    if len(octets) != 2 + 3 * users:
        return None
    return OmronAdvertisement(
        pairing=bool(flags & _PAIRING),
        clock_set=not flags & _CLOCK_NOT_SET,
        standard_services=bool(flags & _STANDARD_SERVICES),
        records=tuple(struct.iter_unpack("<HB", octets[2:])),
    )
