"""A scenario: one whole simulated session as data.

It says who the patient is, which devices there are and how they misbehave, what the computer's
clock does, what the people do, and how the session ends. It holds no minute of any preset, so
every scenario fits every preset. `parse` is pure; `load` is the one place that reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from devices import toml_file
from devices.simulator.faults import BLUETOOTH_ONLY, SERIAL_ONLY, CuffFault, LinkOutage, StrapFault
from devices.simulator.features import Feature
from devices.simulator.link_faults import LinkFault
from devices.simulator.moment import DeviceAnchor, Minutes
from devices.simulator.people import Act, Discharged, Ending
from devices.simulator.strict_table import (
    FROM_ELSEWHERE,
    Place,
    Range,
    ScenarioError,
    Tagged,
    read_table,
)
from devices.toml_file import NotToml

_STARTS_AT = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)

Pressure = Annotated[float, Range(30, 260, "mmHg")]
Rate = Annotated[float, Range(25, 200, "/min")]
Share = Annotated[float, Range(0, 1)]


class Route(StrEnum):
    """How the drug is taken; in the words of the presets."""

    SUBLINGUAL = "sublingual"
    INTRANASAL = "intranasal"
    INTRAMUSCULAR = "intramuscular"
    INTRAVENOUS = "intravenous"


class CuffKind(StrEnum):
    """The simulated cuff, by the slug of the driver that reads it."""

    BLUETOOTH_BLP = "bluetooth_blp"
    SUNTECH_OEM = "suntech_oem"
    GE_DINAMAP = "ge_dinamap"
    QARDIO_ARM = "qardio_arm"
    VIATOM_BPM188 = "viatom_bpm188"
    VIATOM_BP2 = "viatom_bp2"
    TAIDOC_BP = "taidoc_bp"
    MICROLIFE_BT = "microlife_bt"
    YONKER_BP = "yonker_bp"
    RAYCOME_BLE = "raycome_ble"
    RAYCOME_SERIAL = "raycome_serial"
    PAR_NIBP = "par_nibp"
    PAR_NIBP_COMBI = "par_nibp_combi"
    OMRON_HBP9030_F5 = "omron-hbp9030-f5"
    ACCUTORR3 = "accutorr3"
    CSV3 = "csv3"
    LABELLED = "labelled"


class OximeterKind(StrEnum):
    """The simulated oximeter, by the slug of the driver that reads it."""

    BLUETOOTH_PLX = "bluetooth_plx"
    NONIN_3230 = "nonin_3230"
    BERRYMED_BM1000 = "berrymed_bm1000"
    VIATOM_O2RING = "viatom_o2ring"
    CONTEC_CMS50D = "contec_cms50d"
    NONIN_ASCII = "nonin-ascii"
    MASIMO_ASCII = "masimo-ascii"


class HandOver(StrEnum):
    """The step from which on a person at the window plays the people."""

    PREPARE = "prepare"
    """All of it; only the devices are connected already."""
    BASELINE = "baseline"
    MONITORING = "monitoring"


class ReportUnit(StrEnum):
    """The unit a Bluetooth cuff sends."""

    MMHG = "mmHg"
    KPA = "kPa"


class ClockCharacteristic(StrEnum):
    """How a Bluetooth cuff shows its clock: Current Time, Date Time, or not at all."""

    CURRENT_TIME = "2a2b"
    DATE_TIME = "2a08"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """True vital signs at rest, before any drug."""

    systolic: Pressure = 118.0
    diastolic: Pressure = 75.0
    heart_rate: Rate = 68.0
    spo2: Annotated[float, Range(70, 100, "%")] = 98.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Amplitude:
    """How far the drug lifts each value at its peak; drawn from the route's figures if absent."""

    systolic: Annotated[float, Range(-60, 120, "mmHg")]
    diastolic: Annotated[float, Range(-40, 80, "mmHg")]
    heart_rate: Annotated[float, Range(-60, 100, "/min")] = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """How far this cuff on this arm is off, for the whole session; drawn if absent."""

    systolic: Annotated[float, Range(-40, 40, "mmHg")] = 0.0
    diastolic: Annotated[float, Range(-40, 40, "mmHg")] = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientScript:
    """The patient. `route` None means: the route of the preset or of the order."""

    age_years: Annotated[int, Range(18, 100, "years")] = 38
    hypertensive: bool = False
    baseline: Baseline = Baseline()
    route: Route | None = None
    amplitude: Amplitude | None = None
    features: Annotated[tuple[Feature, ...], Tagged("kind")] = ()
    by_chance: bool = False
    """Whether spikes and vasovagal reactions also occur by chance, as often as published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuffScript:
    """The cuff, and everything that goes wrong with it."""

    kind: CuffKind = CuffKind.BLUETOOTH_BLP
    offset: Offset | None = None
    failure_share: Share | None = None
    """Share of attempts without a value; None: 3 % at rest, 15 % moving, 25 % under a blanket."""
    irregular_share: Share = 0.02
    faults: Annotated[tuple[CuffFault, ...], Tagged("kind")] = ()
    outages: tuple[LinkOutage, ...] = ()
    chunked: bool = False
    """Serial: octets arrive in small random pieces."""
    unit: ReportUnit = ReportUnit.MMHG
    time_stamps: bool = True
    clock: ClockCharacteristic = ClockCharacteristic.CURRENT_TIME
    clock_error_min: Annotated[float, Range(-527040, 527040, "min")] = 0.0
    """How far the cuff's own clock is ahead."""
    clock_unset: bool = False
    """The cuff never had its clock set: year 0."""
    live_pressure: bool = True
    hangs_up: bool = False
    """Bluetooth: in reach only after a measurement, and hangs up after sending."""
    stored_minutes_ago: tuple[Annotated[float, Range(1, 100000, "min")], ...] = ()
    """Old readings in the cuff's memory, sent on the first connection, oldest first."""
    battery_percent: Annotated[int, Range(0, 100, "%")] = 80
    user: Annotated[int, Range(0, 255)] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StrapScript:
    """A chest strap that sends the heart rate once a second."""

    rr_intervals: bool = True
    faults: Annotated[tuple[StrapFault, ...], Tagged("kind")] = ()
    battery_percent: Annotated[int, Range(0, 100, "%")] = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class OximeterScript:
    """An oximeter that sends saturation and pulse."""

    kind: OximeterKind = OximeterKind.BLUETOOTH_PLX
    every_s: Annotated[float, Range(1, 60, "s")] = 1.0
    faults: Annotated[tuple[StrapFault, ...], Tagged("kind")] = ()
    battery_percent: Annotated[int, Range(0, 100, "%")] = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStep:
    """The computer's clock is set forward or back while the session runs."""

    after: DeviceAnchor = DeviceAnchor.DOSE
    minutes: Minutes = 20.0
    step_min: Annotated[float, Range(-1440, 1440, "min")]


@dataclass(frozen=True, slots=True, kw_only=True)
class HostScript:
    """What happens to the computer."""

    clock_steps: tuple[ClockStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One simulated session. `name` is the file's name without its ending."""

    name: str = field(default="", metadata={FROM_ELSEWHERE: True})
    title: str
    summary: str = ""
    starts_at: datetime = _STARTS_AT
    utc_offset_min: Annotated[int, Range(-840, 840, "min")] = 0
    patient: PatientScript = PatientScript()
    cuff: CuffScript = CuffScript()
    second_cuff: CuffScript | None = None
    """A cuff on the other arm."""
    strap: StrapScript | None = None
    oximeter: OximeterScript | None = None
    host: HostScript = HostScript()
    link: Annotated[tuple[LinkFault, ...], Tagged("kind")] = ()
    """What goes wrong between a patient at home and the therapist."""
    by_hand_from: HandOver | None = None
    """None: scripted people play the whole session, at the window or without one."""
    people: Annotated[tuple[Act, ...], Tagged("act")] = ()
    ending: Annotated[Ending, Tagged("outcome")] = Discharged()


def parse(document: Mapping[str, object], *, name: str, file: str) -> Scenario:
    """Return the scenario that `document` describes. Raises ScenarioError."""
    place = Place(file)
    scenario = replace(read_table(Scenario, document, place), name=name)
    if scenario.starts_at.tzinfo is None:
        raise place.key("starts_at").error("needs a time zone, for instance 2026-03-03T14:00:00Z.")
    if scenario.by_hand_from is not None:
        _refuse_script(document, place)
    _refuse_foreign_faults(scenario.cuff, place.key("cuff").key("faults"))
    if scenario.second_cuff is not None:
        _refuse_foreign_faults(scenario.second_cuff, place.key("second_cuff").key("faults"))
    return scenario


def load(path: Path) -> Scenario:
    """Return the scenario in the file at `path`. Raises ScenarioError."""
    try:
        document = toml_file.read(path)
    except OSError as fault:
        raise ScenarioError(f"{path}: cannot be read: {fault.strerror}.") from fault
    except (NotToml, UnicodeDecodeError) as fault:
        raise ScenarioError(f"{path}: is not TOML: {fault}.") from fault
    return parse(document, name=path.stem, file=str(path))


_FOREIGN_FAULTS = {
    CuffKind.BLUETOOTH_BLP: SERIAL_ONLY,
    CuffKind.SUNTECH_OEM: BLUETOOTH_ONLY,
    CuffKind.GE_DINAMAP: BLUETOOTH_ONLY,
    CuffKind.RAYCOME_SERIAL: BLUETOOTH_ONLY,
    CuffKind.PAR_NIBP: BLUETOOTH_ONLY,
    CuffKind.PAR_NIBP_COMBI: BLUETOOTH_ONLY,
}


def _refuse_script(document: Mapping[str, object], place: Place) -> None:
    """A person at the window is told by no file what to do."""
    for key in ("people", "ending"):
        if key in document:
            raise place.key(key).error(
                "does not go with by_hand_from: a person at the window plays this session."
            )


def _refuse_foreign_faults(cuff: CuffScript, place: Place) -> None:
    foreign = _FOREIGN_FAULTS.get(cuff.kind, (*SERIAL_ONLY, *BLUETOOTH_ONLY))
    for index, fault in enumerate(cuff.faults):
        if isinstance(fault, foreign):
            raise (
                place.item(index)
                .key("kind")
                .error(f"{fault.TAG!r} does not exist for a {cuff.kind} cuff.")
            )
