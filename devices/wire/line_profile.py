"""What one line of text says, by a profile: an expression whose groups are named.

Such lines carry no check, so a blood pressure among them is never verified: a person compares it
with the display. Values that are missing are None; whatever lies outside `Accepted` was misread.
The group `private` is blanked in what is kept, because some monitors print who the patient is. Of a
line that does not fit nobody knows what it tells, so for others to see only its form is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from devices.event import (
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure, MeasurementStatus, PressureUnit, PulseOximetry
from devices.wire.clock_fields import wall_time
from devices.wire.line_pattern import LinePattern
from devices.wire.plausibility import (
    DIASTOLIC_MMHG,
    RATE_PER_MIN,
    SPO2_PERCENT,
    SYSTOLIC_MMHG,
    within,
)

MMHG_PER_KPA = 7.50062

VALUES = ("sys", "dia", "map", "pulse", "spo2")
CLOCK = ("year", "month", "day", "hour", "minute")
GROUPS = (*VALUES, "err", "mov", "age_min", "private", *CLOCK)
"""What a group may be called."""

_LINE = re.compile(rb"([^\r\n]+)([\r\n]?)")
_DIGIT, _LETTER = re.compile(rb"[0-9]"), re.compile(rb"[A-Za-z\x80-\xff]")
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,3})?")
_SECONDS_PER_MINUTE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What is taken for a measurement: in mmHg, per minute and percent, both ends included."""

    sys: tuple[float, float] = SYSTOLIC_MMHG
    dia: tuple[float, float] = DIASTOLIC_MMHG
    pulse: tuple[float, float] = RATE_PER_MIN
    spo2: tuple[float, float] = SPO2_PERCENT


@dataclass(frozen=True, slots=True, kw_only=True)
class LineProfile:
    """How one kind of device talks. `start`, `abort` and `poll` are empty where there is none."""

    pattern: LinePattern
    max_line: int = 256
    missing: tuple[str, ...] = ("---", "--")
    unit: PressureUnit = PressureUnit.MMHG
    ok_when: tuple[str, str] | None = None
    """The group and the text that it has where there is a result."""
    start: bytes = b""
    abort: bytes = b""
    poll: bytes = b""
    poll_s: float = 5.0
    accept: Accepted = Accepted()

    @property
    def blood_pressure(self) -> bool:
        """Tell whether lines bear a blood pressure."""
        return "sys" in self.pattern.names

    @property
    def pulse_oximetry(self) -> bool:
        """Tell whether lines bear a saturation."""
        return "spo2" in self.pattern.names


class _Misread(Exception):
    """The line has a value that cannot be one."""


def meaning(profile: LineProfile, line: bytes) -> tuple[DeviceEvent, ...] | None:
    """Return what a line says; None where it does not fit the expression."""
    text = line.decode("latin-1")
    spans = profile.pattern.search(text)
    if spans is None:
        return None
    fields = {name: text[start:end] for name, (start, end) in spans.items()}
    frame = _blanked(line, spans)
    try:
        return tuple(_events(profile, fields, frame))
    except _Misread as fault:
        return (ProtocolViolated(reason=str(fault), frame=frame),)


def kept(profile: LineProfile, octets: bytes) -> bytes:
    """Return a stream of lines without what may tell who the patient is, as long as it was.

    Whatever no expression accounts for keeps its form alone: ``x`` for a letter, ``?`` for a digit.
    """
    return _LINE.sub(lambda found: _kept_line(profile, found[1], found[2]), octets)


def kept_frame(profile: LineProfile, line: bytes) -> bytes:
    """Return what may be told of a line that does not fit: all of it, where none is private."""
    return form(line) if "private" in profile.pattern.names else line


def form(line: bytes) -> bytes:
    """Return a line with its letters and digits made alike; without digits it is no measurement."""
    return _LETTER.sub(b"x", _DIGIT.sub(b"?", line))


def _kept_line(profile: LineProfile, line: bytes, end: bytes) -> bytes:
    text = line.decode("latin-1")
    whole = bool(end) and len(line) <= profile.max_line
    extent = profile.pattern.extent(text) if whole else None
    if extent is None:
        return form(line) + end
    first, last = extent
    inside = _blanked(line, profile.pattern.search(text) or {})[first:last]
    return form(line[:first]) + inside + form(line[last:]) + end


def _blanked(line: bytes, spans: Mapping[str, tuple[int, int]]) -> bytes:
    start, end = spans.get("private", (0, 0))
    return line[:start] + b" " * (end - start) + line[end:]


def _events(profile: LineProfile, fields: Mapping[str, str], frame: bytes) -> list[DeviceEvent]:
    if profile.ok_when is not None:
        group, wanted = profile.ok_when
        if fields.get(group, "").strip() != wanted:
            return [_failed(profile, fields, frame)]
    values = {name: _number(profile, fields.get(name, "")) for name in VALUES}
    found: list[DeviceEvent] = []
    if profile.blood_pressure:
        found.append(_pressure(profile, fields, values, frame))
    if profile.pulse_oximetry and (values["spo2"] is not None or not found):
        found.append(_oximetry(profile, values, frame))
    return found


def _pressure(
    profile: LineProfile,
    fields: Mapping[str, str],
    values: Mapping[str, float | None],
    frame: bytes,
) -> DeviceEvent:
    factor = MMHG_PER_KPA if profile.unit is PressureUnit.KPA else 1.0
    systolic, diastolic, mean = (
        None if values[name] is None else (values[name] or 0.0) * factor
        for name in ("sys", "dia", "map")
    )
    if systolic is None or diastolic is None:
        text = "The device sent a line without a result."
        return MeasurementFailed(
            reason=FailureReason.NOT_A_NUMBER, text=text, frame=frame, device_time=_clock(fields)
        )
    _check_pressures(profile.accept, systolic, diastolic, mean)
    reading = BloodPressure(
        systolic=systolic,
        diastolic=diastolic,
        mean=mean,
        pulse_rate=_rate(profile, values),
        reported_unit=profile.unit,
        device_time=_clock(fields),
        age_s=_age_s(fields),
        status=_status(fields),
        frame=frame,
    )
    return Measured(measurement=reading, verified=False)


def _check_pressures(
    accept: Accepted, systolic: float, diastolic: float, mean: float | None
) -> None:
    if not within(systolic, accept.sys) or not within(diastolic, accept.dia):
        raise _Misread("implausible: the pressures are outside what the profile accepts")
    if systolic <= diastolic:
        raise _Misread("implausible: systolic is not above diastolic")
    if mean is not None and not diastolic < mean < systolic:
        raise _Misread("implausible: the mean is not between diastolic and systolic")


def _oximetry(
    profile: LineProfile, values: Mapping[str, float | None], frame: bytes
) -> DeviceEvent:
    spo2 = values["spo2"]
    if spo2 is not None and not within(spo2, profile.accept.spo2):
        raise _Misread("implausible: the saturation is outside what the profile accepts")
    rate = _rate(profile, values)
    return Measured(measurement=PulseOximetry(spo2=spo2, pulse_rate=rate, frame=frame))


def _rate(profile: LineProfile, values: Mapping[str, float | None]) -> float | None:
    rate = values["pulse"]
    if rate is not None and not within(rate, profile.accept.pulse):
        raise _Misread("implausible: the pulse rate is outside what the profile accepts")
    return rate


def _failed(profile: LineProfile, fields: Mapping[str, str], frame: bytes) -> DeviceEvent:
    group = profile.ok_when[0] if profile.ok_when else "err"
    said = fields.get(group, "").strip()
    return MeasurementFailed(
        reason=FailureReason.DEVICE_FAULT,
        text=f"The device could not measure (it says {group} {said}).",
        frame=frame,
        device_time=_clock(fields),
    )


def _number(profile: LineProfile, text: str) -> float | None:
    text = text.strip()
    if not text or text in profile.missing:
        return None
    if not _NUMBER.fullmatch(text):
        raise _Misread("a value is no number")
    return float(text)


def _age_s(fields: Mapping[str, str]) -> float | None:
    text = fields.get("age_min", "").strip()
    return float(text) * _SECONDS_PER_MINUTE if _NUMBER.fullmatch(text) else None


def _clock(fields: Mapping[str, str]) -> datetime | None:
    parts = [fields.get(name, "").strip() for name in CLOCK]
    if not all(re.fullmatch(r"\d{1,4}", part) for part in parts):
        return None
    year, month, day, hour, minute = map(int, parts)
    return wall_time(year, month, day, hour, minute)


def _status(fields: Mapping[str, str]) -> tuple[MeasurementStatus, ...]:
    moved = fields.get("mov", "").strip(" 0") != ""
    return (MeasurementStatus.BODY_MOVEMENT,) if moved else ()
