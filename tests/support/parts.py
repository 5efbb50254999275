"""The parts that sessions for tests are built of: presets, orders, readings, words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from devices.measurement import BloodPressure
from kapmonitor.presets import find, guardrails
from kapmonitor.session.clinic import ClinicRules, CuffStart
from kapmonitor.session.event import (
    OrderRecorded,
)
from kapmonitor.session.intent import (
    OpenSession,
)
from kapmonitor.session.limits import rooms
from kapmonitor.session.personal import PersonalText, personal
from kapmonitor.session.protocol import ProtocolPreset
from kapmonitor.session.vocabulary import (
    LozengeEnd,
    Operator,
    Origin,
    Role,
)

START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
THERAPIST = Origin(
    operator=Operator(id="ruth", name="Ruth Sample"), station="office-1", page="test"
)
OFFICE = "kap-sublingual-office"
TELEHEALTH = "kap-sublingual-telehealth"
IM = "kap-im-office"
IV = "iv-infusion-clinic"
SPRAVATO = "spravato-rems"
PRESETS = (OFFICE, TELEHEALTH, IM, IV, SPRAVATO)
CUFF = "bluetooth_blp"
STRAP = "bluetooth_hrp"
OXIMETER = "bluetooth_plx"
DRIVERS = {
    Role.CUFF: CUFF,
    Role.SECOND_CUFF: CUFF,
    Role.STRAP: STRAP,
    Role.OXIMETER: OXIMETER,
}


def address(role: Role) -> str:
    """Return where the test's device of a role is."""
    return "D" if role is Role.CUFF else f"D:{role}"


@cache
def preset(name: str = OFFICE) -> ProtocolPreset:
    """Return a shipped preset."""
    return find(name).preset


@cache
def document(name: str = OFFICE) -> str:
    """Return the canonical text of a shipped preset."""
    return find(name).document


def edited(name: str = OFFICE, **edits: object) -> str:
    """Return a shipped preset with values changed; `__` in a name leads into a table."""
    changed = json.loads(document(name))
    for path, value in edits.items():
        *tables, key = path.split("__")
        place = changed
        for table in tables:
            place = place[table]
        place[key] = value
    return json.dumps(changed)


def number(value: float, unit: str) -> dict[str, object]:
    """Return a sourced number as a preset writes it."""
    return {"value": value, "unit": unit, "source": ["design"], "grade": "D"}


LENIENT = ClinicRules(cuff_start=CuffStart.SCHEDULE, rideshare_alone_allowed=True)
"""A clinic that leaves to preset and session what it can."""


def words(text: str, ref: str = "w1") -> PersonalText:
    """Wrap words about a person."""
    return personal(text, ref=ref, salt="salt")


def opening(
    name: str = OFFICE, *, age_years: int | None = 44, text: str | None = None
) -> OpenSession:
    """Return what opens a simulated session."""
    return OpenSession(
        session="s-1",
        simulated=True,
        setting=preset(name).setting,
        preset_document=text or document(name),
        approval=None,
        patient="p-7",
        age_years=age_years,
        session_number=3,
        planned_sessions=8,
        utc_offset_min=-300,
        software="test",
        limit_rooms=rooms(preset(name), guardrails(), {}),
        clinic=LENIENT,
    )


def order(name: str = OFFICE, **changes: object) -> OrderRecorded:
    """Return an order that fits the preset."""
    fact = OrderRecorded(
        drug="ketamine",
        amount=100.0,
        unit="mg",
        route=preset(name).route,
        booster_allowed=True,
        prescriber="Dr. Sample",
        prescriber_phone="555-0142",
        hold_min=15.0,
        swish_interval_min=3.0,
        lozenge_end=LozengeEnd.SPIT,
    )
    return replace(fact, **changes)  # type: ignore[arg-type]  # tests name the fields they change


def blood_pressure(
    systolic: float | None, diastolic: float | None, pulse_rate: float | None = 70.0
) -> BloodPressure:
    """Return a reading as a cuff gives it."""
    return BloodPressure(systolic=systolic, diastolic=diastolic, pulse_rate=pulse_rate)
