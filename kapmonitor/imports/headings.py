"""What the heading of a column says: which value stands there, and in which unit.

Words of cuffs' own apps and of spreadsheets made by hand, in English and Spanish; a heading that
is not listed here is kept with its row and read as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from devices.measurement import PressureUnit
from kapmonitor.language import mark
from kapmonitor.record.patient import plain


class Column(StrEnum):
    """What a column may hold."""

    WHEN = "when"
    DATE = "date"
    TIME = "time"
    SYSTOLIC = "systolic"
    DIASTOLIC = "diastolic"
    PRESSURE = "pressure"
    """Both in one cell, as 120/80."""
    PULSE = "pulse_rate"
    UNIT = "unit"
    PERSON = "person"
    SIMULATED = "simulated"
    RESULT = "result"
    EXCLUDED = "excluded"
    KIND = "kind"
    NAME = "name"
    BORN = "born"
    LOCAL_ID = "local_id"
    EMERGENCY_NAME = "emergency_name"
    EMERGENCY_PHONE = "emergency_phone"


Words = Mapping[Column, str]
TITLES: Words = {
    Column.WHEN: mark("Date and time"),
    Column.DATE: mark("Date"),
    Column.TIME: mark("Time"),
    Column.SYSTOLIC: mark("Systolic"),
    Column.DIASTOLIC: mark("Diastolic"),
    Column.PRESSURE: mark("Blood pressure"),
    Column.PULSE: mark("Pulse"),
    Column.NAME: mark("Name"),
    Column.LOCAL_ID: mark("Local number"),
}
"""What a person calls a column that is missing or shown."""

READINGS: Words = {
    Column.WHEN: "date time|date and time|datetime|date time of measurement|timestamp|time stamp|"
    "fecha y hora|fecha hora|measured at|taken at|recorded at|measurement date and time|"
    "start date|startdate|measured on|taken utc|date of measurement|measurement date|"
    "fecha de medicion|fecha y hora de medicion",
    Column.DATE: "date|fecha|day",
    Column.TIME: "time|hora|time of day|measurement time",
    Column.SYSTOLIC: "systolic|sys|sbp|systolic pressure|systolic blood pressure|systolic bp|"
    "blood pressure systolic|bp systolic|systole|sistolica|sistolico|presion sistolica|"
    "presion arterial sistolica|tension sistolica|pas|tas|maxima|sist",
    Column.DIASTOLIC: "diastolic|dbp|diastolic pressure|diastolic blood pressure|"
    "diastolic bp|blood pressure diastolic|bp diastolic|diastole|diastolica|diastolico|"
    "presion diastolica|presion arterial diastolica|tension diastolica|pad|tad|minima|diast",
    Column.PRESSURE: "blood pressure|bp|presion arterial|tension arterial|ta|pressure|presion|"
    "tension|reading|lectura|sys dia|systolic diastolic|sistolica diastolica",
    Column.PULSE: "pulse|pulse rate|heart rate|hr|bpm|pulso|frecuencia cardiaca|fc|pulsaciones|"
    "lpm|ppm|pul|heartrate|frecuencia del pulso",
    Column.UNIT: "unit|units|unidad|unidades|pressure unit",
    Column.PERSON: "patient|paciente|name|nombre|user|usuario|person|patient name|user name",
    Column.SIMULATED: "simulated",
    Column.RESULT: "result",
    Column.EXCLUDED: "excluded",
    Column.KIND: "kind",
}
PATIENTS: Words = {
    Column.NAME: "name|patient|patient name|full name|nombre|paciente|nombre completo|"
    "nombre y apellidos|initials|iniciales",
    Column.BORN: "born|date of birth|birth date|birthdate|dob|birthday|fecha de nacimiento|"
    "nacimiento|f nacimiento|nacido|nacida",
    Column.LOCAL_ID: "local number|local id|number|id|mrn|chart number|chart|patient id|"
    "patient number|numero|numero local|historia|numero de historia|n historia|nhc",
    Column.EMERGENCY_NAME: "emergency contact|emergency name|emergency contact name|contact|"
    "contact name|contacto|contacto de emergencia|nombre de contacto|next of kin|"
    "emergency contact s name",
    Column.EMERGENCY_PHONE: "emergency phone|emergency contact phone|contact phone|"
    "telefono de emergencia|telefono de contacto|emergency number|emergency telephone|"
    "telefono del contacto",
}
_UNIT = re.compile(r"\b(mm ?hg|kpa)\b")
_RATE = re.compile(r"\b(per min|beats min|1 min|min|bpm|lpm|ppm|beats per minute)\b")
_UNITS = {"mmhg": PressureUnit.MMHG, "mm hg": PressureUnit.MMHG, "kpa": PressureUnit.KPA}
_DAY_OR_PRESSURE = "dia"
_PRESSURES = (Column.SYSTOLIC, Column.DIASTOLIC, Column.PRESSURE)


@dataclass(frozen=True, slots=True)
class Headings:
    """Which column stands where, and the units that headings name."""

    places: Mapping[Column, int]
    units: Mapping[Column, PressureUnit]

    def place(self, column: Column) -> int | None:
        """Return where a column stands; None where it does not."""
        return self.places.get(column)


def headings_of(cells: Sequence[str], words: Words) -> Headings:
    """Return what a row of headings names; the first of two alike counts."""
    known = {each: column for column, line in words.items() for each in line.split("|")}
    places: dict[Column, int] = {}
    units: dict[Column, PressureUnit] = {}
    both: list[int] = []
    for place, cell in enumerate(cells):
        named, unit = _read(cell)
        if _DAY_OR_PRESSURE in named and Column.DIASTOLIC in words:
            both.append(place)
            continue
        column = next((known[each] for each in named if each in known), None)
        if column is not None and column not in places:
            places[column] = place
        if unit is not None and column in _PRESSURES:
            units.setdefault(column, unit)
    for place in both:
        _tell_apart(place, places, more=place != both[-1])
        unit = _read(cells[place])[1]
        if unit is not None and places.get(Column.DIASTOLIC) == place:
            units[Column.DIASTOLIC] = unit
    return Headings(places, units)


def _tell_apart(place: int, places: dict[Column, int], *, more: bool) -> None:
    """Tell the two meanings of "dia" apart: a pressure in English, a day in Spanish."""
    dated = Column.DATE in places or Column.WHEN in places
    if not dated and (more or Column.DIASTOLIC in places):
        places[Column.DATE] = place
    else:
        places.setdefault(Column.DIASTOLIC, place)


def _read(cell: str) -> tuple[tuple[str, ...], PressureUnit | None]:
    """Return a heading's words, as they stand and without units, and the unit it names."""
    words = " ".join(re.sub(r"[^\w]|_", " ", plain(cell)).split())
    found = _UNIT.search(words)
    bare = " ".join(_RATE.sub(" ", _UNIT.sub(" ", words)).split())
    return (words, bare), _UNITS[found[1]] if found else None
