"""What devices, computers and people may do to a session, for property tests: anything."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from devices.event import (
    BatteryReported,
    ClockReported,
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Identified,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure, HeartRate, Provenance, PulseOximetry
from kapmonitor.session.intent import HostReport
from kapmonitor.session.vocabulary import HostCondition

ODD = st.sampled_from((None, 0.0, -1.0, 2047.0, float("nan"), float("inf"), 1e300))
PLAIN = st.integers(40, 230).map(float)
VALUES = st.one_of(PLAIN, PLAIN, PLAIN, ODD)
TIMES = st.one_of(
    st.none(),
    st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1)),  # noqa: DTZ001  a cuff's clock has no zone
)

PRESSURES = st.builds(
    BloodPressure,
    systolic=VALUES,
    diastolic=VALUES,
    mean=st.one_of(st.none(), VALUES),
    pulse_rate=VALUES,
    device_time=TIMES,
    frame=st.sampled_from((b"", b"\x01", b"\x02")),
)
"""Readings as any cuff might send them, sound or not."""

LIKELY = st.builds(
    BloodPressure,
    systolic=st.integers(75, 215).map(float),
    diastolic=st.integers(45, 74).map(float),
    pulse_rate=st.integers(35, 160).map(float),
)
"""Readings that are possible, alarms among them."""

MEASUREMENTS = st.one_of(
    PRESSURES,
    LIKELY,
    LIKELY,
    st.builds(HeartRate, heart_rate=VALUES, contact=st.sampled_from((None, True, False))),
    st.builds(PulseOximetry, spo2=VALUES, pulse_rate=VALUES, device_time=TIMES),
)

DEVICE_EVENTS: st.SearchStrategy[DeviceEvent] = st.one_of(
    st.builds(
        Measured,
        measurement=MEASUREMENTS,
        provenance=st.sampled_from(Provenance),
        verified=st.booleans(),
    ),
    st.builds(
        MeasurementFailed,
        reason=st.sampled_from(FailureReason),
        text=st.sampled_from(("", "The arm moved.")),
        provenance=st.sampled_from(Provenance),
    ),
    st.builds(CuffPressureChanged, pressure=VALUES),
    st.builds(LinkChanged, state=st.sampled_from(LinkState), text=st.sampled_from(("", "Gone."))),
    st.builds(Identified, model=st.sampled_from((None, "X"))),
    st.builds(BatteryReported, percent=st.sampled_from((0.0, 20.0, 100.0))),
    st.builds(ClockReported, device_time=TIMES),
    st.builds(ProtocolViolated, reason=st.sampled_from(("a", "b")), frame=st.binary(max_size=3)),
)

HOST_REPORTS = st.builds(
    HostReport,
    condition=st.sampled_from(HostCondition),
    active=st.booleans(),
    detail=st.just("Told."),
    value=st.sampled_from((None, 10.0, 25.0, 90.0, 400.0)),
)
