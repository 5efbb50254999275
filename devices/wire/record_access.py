"""The Record Access Control Point 2A52 of the Bluetooth SIG, as far as reading goes.

Deleting is never asked for: the device's memory is the patient's second copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from devices.wire.layout import Refused

CONTROL_POINT = "2a52"
REPORT_NEWEST = b"\x01\x06"
"""Report stored records (1), the last one only (6)."""

_RESPONSE, _COUNT_IS = 0x06, 0x05
_OMRON_NEWEST_IS = 0x11


class Answer(IntEnum):
    """Response codes of the control point."""

    SUCCESS = 1
    OP_CODE_NOT_SUPPORTED = 2
    INVALID_OPERATOR = 3
    OPERATOR_NOT_SUPPORTED = 4
    INVALID_OPERAND = 5
    NO_RECORDS = 6
    ABORT_UNSUCCESSFUL = 7
    NOT_COMPLETED = 8
    OPERAND_NOT_SUPPORTED = 9
    BUSY = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records there are, or the sequence number of the newest (an extension of Omron)."""

    number: int


def read_answer(octets: bytes) -> Answer | Counted:
    """Return what the control point answers.

    Raises Refused.
    """
    if len(octets) == 4 and octets[0] == _RESPONSE and octets[3] in set(Answer):
        return Answer(octets[3])
    if len(octets) == 4 and octets[0] in (_COUNT_IS, _OMRON_NEWEST_IS):
        return Counted(int.from_bytes(octets[2:], "little"))
    raise Refused("no answer of a record access control point")
