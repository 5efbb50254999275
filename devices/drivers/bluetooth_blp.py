"""Bluetooth SIG Blood Pressure Profile, service 1810: the common language of home cuffs.

Layouts are those of the GATT Specification Supplement (2A35, 2A36, 2A49, 2A2B, 2A08). What
real cuffs taught on top of it:

* The subscription comes first and the clock next, before anything slow: many cuffs send the
  moment they are subscribed, and some report an error if no clock is set within 5 s.
* The agent's clock is read before it is written: the difference places every stored reading.
* Length, flags and plausibility are checked before a number is believed. A frame that is
  shorter, longer, or bears reserved flags is refused whole, and a unit is never guessed.
* NaN for a pressure is how an agent says "measurement failed", even with a clean status.
* A systolic with diastolic 0 and no time stamp is progress (QardioArm), not a reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from devices.decoder import Output, Read, Received, Subscribe, WriteClock
from devices.driver import BleMatch, Capabilities, Driver, TransportKind
from devices.event import (
    ClockReported,
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.gatt import DETAIL_CHANNELS, DeviceDetails
from devices.ieee11073 import (
    SpecialValue,
    decode_current_time,
    decode_date_time,
    decode_sfloat,
    encode_current_time,
    encode_date_time,
    mmhg_from_kpa,
)
from devices.measurement import BloodPressure, MeasurementStatus, PressureUnit

MEASUREMENT = "2a35"
CUFF_PRESSURE = "2a36"
FEATURE = "2a49"
CURRENT_TIME = "2a2b"
DATE_TIME = "2a08"

CLOCK_PATIENCE_S = 2.0
"""How long the details wait for an answer about the clock."""

_SHORTEST = 7
_KILOPASCAL = 0x01
_STAMP, _PULSE, _USER, _STATUS = 0x02, 0x04, 0x08, 0x10
_OPTIONAL_FIELDS = ((_STAMP, 7), (_PULSE, 2), (_USER, 1), (_STATUS, 2))
_UNKNOWN_USER = 0xFF

# Plausible values in mmHg and beats per minute. Outside them a frame is misread or damaged.
_SYSTOLIC = (40.0, 300.0)
_DIASTOLIC = (20.0, 200.0)
_PULSE_RATE = (20.0, 300.0)
_CUFF = (-50.0, 400.0)

_STATUS_BITS = (
    # status mask, its value, the feature bit that announces it
    (0x01, 0x01, 0x01, MeasurementStatus.BODY_MOVEMENT),
    (0x02, 0x02, 0x02, MeasurementStatus.CUFF_TOO_LOOSE),
    (0x04, 0x04, 0x04, MeasurementStatus.IRREGULAR_PULSE),
    (0x18, 0x08, 0x08, MeasurementStatus.PULSE_RATE_ABOVE_RANGE),
    (0x18, 0x10, 0x08, MeasurementStatus.PULSE_RATE_BELOW_RANGE),
    (0x20, 0x20, 0x10, MeasurementStatus.IMPROPER_POSITION),
)
_ALL_FEATURES = 0xFFFF

_Number = float | SpecialValue


class _Refused(Exception):
    """The octets are not what the layout allows."""


class BloodPressureProfileDecoder:
    """One conversation with an agent of the Blood Pressure Profile."""

    def __init__(self) -> None:
        """Assume every status bit means something until 2A49 says otherwise."""
        self._features = _ALL_FEATURES
        self._details = DeviceDetails()
        self._clock_known = False
        self._details_due: float | None = None

    @property
    def deadline(self) -> float | None:
        """Return when to stop waiting for the clock."""
        return self._details_due

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe first, then ask for the clock; the rest waits for its answer."""
        self._clock_known = False
        self._details_due = now + CLOCK_PATIENCE_S
        return (
            Subscribe(MEASUREMENT),
            Subscribe(CURRENT_TIME, optional=True),
            Read(CURRENT_TIME),
            Read(DATE_TIME),
        )

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what one characteristic value means."""
        try:
            return tuple(self._understand(got))
        except _Refused as refusal:
            return (ProtocolViolated(reason=f"{got.channel}: {refusal}", frame=got.octets),)

    def elapsed(self, now: float) -> Iterable[Output]:
        """Go on without a clock when none answered."""
        if self._details_due is not None and now >= self._details_due:
            return tuple(self._ask_details())
        return ()

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: the profile has no command for it."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: the profile has no command for it."""
        return ()

    def _understand(self, got: Received) -> Iterator[Output]:
        match got.channel:
            case "2a35":
                yield _measurement(_parse(got.octets), self._features)
            case "2a36":
                yield _cuff_pressure(_parse(got.octets))
            case "2a49":
                self._features = _feature(got.octets)
            case "2a2b":
                yield from self._clock(got, decode_current_time, encode_current_time)
            case "2a08":
                yield from self._clock(got, decode_date_time, encode_date_time)
            case _:
                yield self._detail(got)

    def _clock(
        self,
        got: Received,
        decode: Callable[[bytes], datetime | None],
        encode: Callable[[datetime], bytes],
    ) -> Iterator[Output]:
        try:
            device_time = decode(got.octets)
        except ValueError as fault:
            raise _Refused(str(fault)) from None
        if not self._clock_known:
            self._clock_known = True
            yield ClockReported(device_time=device_time)
            yield WriteClock(got.channel, encode)
        yield from self._ask_details()

    def _ask_details(self) -> Iterator[Output]:
        if self._details_due is not None:
            self._details_due = None
            yield Subscribe(CUFF_PRESSURE, optional=True)
            yield Read(FEATURE)
            yield from self._details.reads()

    def _detail(self, got: Received) -> DeviceEvent:
        event = self._details.feed(got)
        if event is None:
            raise _Refused("nothing is known of this channel")
        return event


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """2A35 or 2A36 taken apart by its flags, nothing judged."""

    octets: bytes
    unit: PressureUnit
    pressures: tuple[_Number, _Number, _Number]
    stamp: bytes
    pulse: bytes
    user: bytes
    status: bytes


def _parse(octets: bytes) -> _Frame:
    if len(octets) < _SHORTEST:
        raise _Refused(f"{len(octets)} octets are fewer than the shortest value has")
    flags = octets[0]
    if flags & ~(_KILOPASCAL | _STAMP | _PULSE | _USER | _STATUS):
        raise _Refused("reserved flag bits are set")
    fields, end = _optional_fields(octets, flags)
    if end != len(octets):
        raise _Refused(f"{len(octets)} octets where the flags announce {end}")
    kilopascal = bool(flags & _KILOPASCAL)
    return _Frame(
        octets=octets,
        unit=PressureUnit.KPA if kilopascal else PressureUnit.MMHG,
        pressures=(
            _pressure(octets[1:3], kilopascal),
            _pressure(octets[3:5], kilopascal),
            _pressure(octets[5:7], kilopascal),
        ),
        stamp=fields[_STAMP],
        pulse=fields[_PULSE],
        user=fields[_USER],
        status=fields[_STATUS],
    )


def _optional_fields(octets: bytes, flags: int) -> tuple[dict[int, bytes], int]:
    fields, at = {}, _SHORTEST
    for flag, size in _OPTIONAL_FIELDS:
        width = size if flags & flag else 0
        fields[flag] = octets[at : at + width]
        at += width
    return fields, at


def _pressure(octets: bytes, kilopascal: bool) -> _Number:
    value = decode_sfloat(octets)
    if kilopascal and not isinstance(value, SpecialValue):
        return mmhg_from_kpa(value)
    return value


def _measurement(frame: _Frame, features: int) -> DeviceEvent:
    systolic, diastolic, mean = frame.pressures
    status = _status(frame, features)
    if isinstance(systolic, SpecialValue) or isinstance(diastolic, SpecialValue):
        return _failed(frame, status)
    if diastolic == 0 and not frame.stamp:
        return CuffPressureChanged(pressure=_plausible_cuff(systolic), frame=frame.octets)
    _check_pressures(systolic, diastolic)
    return Measured(
        measurement=BloodPressure(
            systolic=systolic,
            diastolic=diastolic,
            mean=_present(mean) or None,  # some agents send 0 for "not computed"
            pulse_rate=_pulse_rate(frame.pulse),
            reported_unit=frame.unit,
            device_time=_device_time(frame),
            user=_user(frame.user),
            status=status,
            frame=frame.octets,
        )
    )


def _cuff_pressure(frame: _Frame) -> DeviceEvent:
    pressure = _present(frame.pressures[0])
    if pressure is not None:
        _plausible_cuff(pressure)
    return CuffPressureChanged(pressure=pressure, frame=frame.octets)


def _failed(frame: _Frame, status: tuple[MeasurementStatus, ...]) -> MeasurementFailed:
    infinite = {SpecialValue.POSITIVE_INFINITY, SpecialValue.NEGATIVE_INFINITY}
    beyond = [p for p in frame.pressures[:2] if p in infinite]
    says = [s.value.replace("_", " ") for s in status]
    if beyond:
        side = "high" if beyond[0] is SpecialValue.POSITIVE_INFINITY else "low"
        says.insert(0, f"the pressure was out of range, too {side}")
    return MeasurementFailed(
        reason=FailureReason.OUT_OF_RANGE if beyond else FailureReason.NOT_A_NUMBER,
        text="The cuff has no result" + (f": {', '.join(says)}." if says else "."),
        frame=frame.octets,
        device_time=_device_time(frame),
    )


def _device_time(frame: _Frame) -> datetime | None:
    return decode_date_time(frame.stamp) if frame.stamp else None


def _status(frame: _Frame, features: int) -> tuple[MeasurementStatus, ...]:
    bits = int.from_bytes(frame.status, "little")
    return tuple(
        status
        for mask, value, announced, status in _STATUS_BITS
        if bits & mask == value and features & announced
    )


def _check_pressures(systolic: float, diastolic: float) -> None:
    if not (_within(systolic, _SYSTOLIC) and _within(diastolic, _DIASTOLIC)):
        raise _Refused("the pressures are outside what a person can have")
    if systolic <= diastolic:
        raise _Refused("systolic is not above diastolic")


def _plausible_cuff(pressure: float) -> float:
    if not _within(pressure, _CUFF):
        raise _Refused("the cuff pressure is outside what a cuff can have")
    return pressure


def _pulse_rate(octets: bytes) -> float | None:
    rate = _present(decode_sfloat(octets)) if octets else None
    if rate is not None and not _within(rate, _PULSE_RATE):
        raise _Refused("the pulse rate is outside what a person can have")
    return rate


def _user(octets: bytes) -> int | None:
    return octets[0] if octets and octets[0] != _UNKNOWN_USER else None


def _feature(octets: bytes) -> int:
    if len(octets) < 2:
        raise _Refused("a feature value has two octets")
    return int.from_bytes(octets[:2], "little")


def _present(value: _Number) -> float | None:
    return None if isinstance(value, SpecialValue) else value


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


DRIVER = Driver(
    slug="bluetooth_blp",
    title="Bluetooth blood-pressure cuff (standard profile)",
    transport=TransportKind.BLE,
    capabilities=Capabilities(blood_pressure=True, live_pressure=True, stored_memory=True),
    decoder=BloodPressureProfileDecoder,
    matches=(BleMatch(service="1810"),),
    channels=(MEASUREMENT, CUFF_PRESSURE, FEATURE, CURRENT_TIME, DATE_TIME, *DETAIL_CHANNELS),
)
