"""What the values of Bluetooth SIG services have in common: flags, then what they announce.

Length and flags are checked before anything is read. A value that is shorter, longer, or bears
reserved flags is refused whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from devices.ieee11073 import SpecialValue, decode_sfloat


class Refused(Exception):
    """The octets are not what the layout allows."""


def announced(octets: bytes, fixed: int, fields: Mapping[int, int]) -> dict[int, bytes]:
    """Return the optional fields by flag bit, empty where absent, of a value led by its flags.

    `fixed` octets stand before them; `fields` gives each one's size in the order of sending.
    Raises Refused.
    """
    if len(octets) < fixed:
        raise Refused(f"{len(octets)} octets are fewer than the shortest value has")
    flags = octets[0]
    if flags & ~sum(fields):
        raise Refused("reserved flag bits are set")
    found, at = {}, fixed
    for flag, size in fields.items():
        width = size if flags & flag else 0
        found[flag] = octets[at : at + width]
        at += width
    if at != len(octets):
        raise Refused(f"{len(octets)} octets where the flags announce {at}")
    return found


def number(octets: bytes) -> float | None:
    """Return an SFLOAT's value; None for every code that says there is none."""
    value = decode_sfloat(octets)
    return None if isinstance(value, SpecialValue) else value
