"""How simulated devices misbehave, as a scenario file says it.

A fault applies to measuring attempts by number (1 is the first of the session), or to every
attempt that begins within a window. Without either it applies to all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from devices.simulator.moment import Window
from devices.simulator.strict_table import Range

Attempts = tuple[Annotated[int, Range(1, 200)], ...]


class FailureKind(StrEnum):
    """Why the cuff gets no value."""

    MOVEMENT = "movement"
    CUFF_LOOSE = "cuff_loose"
    WEAK_SIGNAL = "weak_signal"
    TIMED_OUT = "timed_out"
    BLOCKED = "blocked"
    OVERPRESSURE = "overpressure"
    POWER_CYCLE_NEEDED = "power_cycle_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """Which attempts a fault concerns."""

    attempts: Attempts = ()
    during: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementFails(Applies):
    """The cuff tries and has no value. Over Bluetooth that is a frame of NaN, flags clear."""

    TAG: ClassVar[str] = "fails"
    reason: FailureKind = FailureKind.WEAK_SIGNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmMoves(Applies):
    """The reading is noisier and carries the movement flag (where the protocol has one)."""

    TAG: ClassVar[str] = "movement"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSticks(Applies):
    """The cuff sends its previous value again as if it were new."""

    TAG: ClassVar[str] = "stuck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Implausible(Applies):
    """The cuff sends numbers that no living body has."""

    TAG: ClassVar[str] = "implausible"
    systolic: Annotated[int, Range(0, 999, "mmHg")] = 290
    diastolic: Annotated[int, Range(0, 999, "mmHg")] = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDrops(Applies):
    """The link breaks in mid-measurement; the cuff finishes, keeps the value, sends it later."""

    TAG: ClassVar[str] = "drops"
    away_s: Annotated[float, Range(0, 3600, "s")] = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SendsTwice(Applies):
    """Bluetooth: the reading is sent again, octet for octet, on the next connection."""

    TAG: ClassVar[str] = "sends_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksumWrong(Applies):
    """Serial: every report of the result arrives with one damaged checksum character."""

    TAG: ClassVar[str] = "bad_checksum"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNoise(Applies):
    """Serial: random octets stand before the first report of the result."""

    TAG: ClassVar[str] = "line_noise"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersBusy(Applies):
    """Serial: the first start of the attempt is answered "busy"."""

    TAG: ClassVar[str] = "busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowsStaleResult(Applies):
    """Serial: while inflating, the monitor still shows the previous result as done."""

    TAG: ClassVar[str] = "stale_result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent(Applies):
    """The cuff is off: not in reach, no answer; given by attempts, it misses those starts."""

    TAG: ClassVar[str] = "silent"


CuffFault = (
    MeasurementFails
    | ArmMoves
    | ValueSticks
    | Implausible
    | LinkDrops
    | SendsTwice
    | ChecksumWrong
    | LineNoise
    | AnswersBusy
    | ShowsStaleResult
    | Silent
)

SERIAL_ONLY = (ChecksumWrong, LineNoise, AnswersBusy, ShowsStaleResult)
BLUETOOTH_ONLY = (SendsTwice,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOutage:
    """The link to a device is broken during a window, whatever the device is doing."""

    TAG: ClassVar[str] = "link_lost"
    during: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLost:
    """The strap reports that it feels no skin, the oximeter that it is off the finger."""

    TAG: ClassVar[str] = "contact_lost"
    during: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class StrapSilent:
    """The sensor stays connected and sends nothing."""

    TAG: ClassVar[str] = "silent"
    during: Window


StrapFault = LinkOutage | ContactLost | StrapSilent
