"""Every fact with arbitrary content, for properties of the record."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import get_args

from hypothesis import strategies as st

from devices.measurement import (
    BloodPressure,
    HeartRate,
    MeasurementStatus,
    PressureUnit,
    PulseOximetry,
)
from kapmonitor.session.event import Entry, Event, SessionOpened
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText, personal
from kapmonitor.session.vocabulary import Operator, Origin

# Lone surrogates and NUL too: a device may send anything, and JSON can carry them.
# Two halves that stand together are one character there, as in JSON.
texts = st.text(st.characters(exclude_categories=()), max_size=12).map(
    lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
)
words = st.text(st.characters(codec="utf-8"), max_size=12)
numbers = st.floats(allow_nan=False, allow_infinity=False)
octets = st.binary(max_size=20)
moments = st.datetimes(timezones=st.just(UTC))
wall_times = st.datetimes()
instants = st.builds(Instant, moments, numbers)
operators = st.builds(Operator, id=texts, name=texts, role=texts)
origins = st.builds(Origin, operator=operators, station=texts, page=texts)

_maybe_number = st.none() | numbers
pressures = st.builds(
    BloodPressure,
    systolic=_maybe_number,
    diastolic=_maybe_number,
    mean=_maybe_number,
    pulse_rate=_maybe_number,
    reported_unit=st.sampled_from(PressureUnit),
    device_time=st.none() | wall_times,
    age_s=_maybe_number,
    user=st.none() | st.integers(),
    status=st.lists(st.sampled_from(MeasurementStatus), max_size=3).map(tuple),
    frame=octets,
)
heart_rates = st.builds(
    HeartRate,
    heart_rate=_maybe_number,
    rr_intervals_ms=st.lists(numbers, max_size=3).map(tuple),
    contact=st.none() | st.booleans(),
    frame=octets,
)
oximetries = st.builds(
    PulseOximetry,
    spo2=_maybe_number,
    pulse_rate=_maybe_number,
    status=st.lists(texts, max_size=2).map(tuple),
    device_time=st.none() | wall_times,
    frame=octets,
)


def _personal(text: str) -> PersonalText:
    """One reference for one text, as the program makes them."""
    mark = hashlib.sha256(text.encode()).hexdigest()[:16]
    return personal(text, ref=f"ref-{mark}", salt=f"salt-{mark}")


personals = words.map(_personal)


for type_, strategy in (
    (str, texts),
    (float, numbers),
    (bytes, octets),
    (datetime, moments),
    (Instant, instants),
    (PersonalText, personals),
    (BloodPressure, pressures),
    (HeartRate, heart_rates),
    (PulseOximetry, oximetries),
):
    st.register_type_strategy(type_, strategy)

EVENT_TYPES: tuple[type[Event], ...] = get_args(Event)
later_events: st.SearchStrategy[Event] = st.sampled_from(
    [one for one in EVENT_TYPES if one is not SessionOpened]
).flatmap(st.from_type)
"""Everything that can follow a session's opening."""


def entry_of(
    event: st.SearchStrategy[Event], seq: st.SearchStrategy[int]
) -> st.SearchStrategy[Entry]:
    """Entries with this event."""
    return st.builds(Entry, seq=seq, at=instants, origin=st.none() | origins, event=event)
