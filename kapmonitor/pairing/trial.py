"""A device being tried out: what the page shows of it, folded from what the pairing tells.

A reading that came from the device's memory is counted and never kept: it is somebody else's. One
that may be old waits, unseen, for a person to say that it was measured just now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from devices.event import (
    BatteryReported,
    CuffPressureChanged,
    Identified,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
)
from devices.measurement import Measurement, Provenance
from devices.pairing import PairingNews, PairingStage
from kapmonitor.pairing.reach import Found

STEPS = (
    PairingStage.SEARCHING,
    PairingStage.FOUND,
    PairingStage.CONNECTING,
    PairingStage.PAIRING,
    PairingStage.SUBSCRIBING,
    PairingStage.READY,
    PairingStage.TESTED,
)
"""The stages in the order in which a person meets them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Where trying out a device stands."""

    device: Found
    driver: str
    """The slug of the driver that it is tried out with."""
    stage: PairingStage = PairingStage.SEARCHING
    reached: PairingStage = PairingStage.SEARCHING
    """The furthest of `STEPS`; a cuff that hung up after pairing is still paired. A question
    about a number leads back to pairing."""
    text: str = ""
    """What happens now, in a sentence."""
    signal_dbm: int | None = None
    asks_passkey: bool = False
    compares: str | None = None
    """The six digits that a person is asked to compare with those on the device."""
    pressure: float | None = None
    measuring: bool = False
    reading: Measurement | None = None
    """The test reading, once it is known to be one."""
    doubtful: Measurement | None = None
    """A reading that may be old: not to be shown before a person said that it is not."""
    stored: int = 0
    """How many readings came from the device's memory."""
    failed: str = ""
    """Why the last test measurement brought no value."""
    serial: str | None = None
    model: str | None = None
    battery_percent: float | None = None
    ready_at: float | None = None
    """Loop time at which the device was ready for its test reading."""
    started_at: float | None = None
    """Loop time at which it said that it measures; most never say."""
    on_air_s: float | None = None
    """How long the test reading took to arrive from then on, or else from being ready."""

    @property
    def asks(self) -> bool:
        """Return whether a person is asked about a number now."""
        return self.asks_passkey or self.compares is not None

    @property
    def over(self) -> bool:
        """Return whether nothing more will happen by itself."""
        return self.stage in (PairingStage.TESTED, PairingStage.FAILED)


def after(trial: Trial, news: PairingNews, now: float) -> Trial:
    """Return the trial after one piece of news. `now` is the loop's time."""
    moved = _moved(trial, news, now)
    match news.event:
        case Measured() as measured:
            return _measured(moved, measured, now) if news.reading else _counted(moved, measured)
        case MeasurementFailed(text=text, provenance=provenance, reason=reason):
            stored = provenance is Provenance.STORED
            return moved if stored else replace(_resting(moved), failed=text or reason.value)
        case CuffPressureChanged(pressure=pressure):
            return replace(moved, pressure=pressure, measuring=True)
        case LinkChanged(state=LinkState.MEASURING):
            return replace(moved, measuring=True, started_at=now, failed="")
        case LinkChanged():
            return _resting(moved)
        case Identified() | BatteryReported() as told:
            return _described(moved, told)
        case _:
            return moved


def judged(trial: Trial, *, just_now: bool) -> Trial:
    """Return the trial after a person said whether the doubtful reading was taken just now."""
    if trial.doubtful is None:
        return trial
    if just_now:
        return replace(trial, reading=trial.doubtful, doubtful=None)
    return replace(trial, doubtful=None, stored=trial.stored + 1)


def _moved(trial: Trial, news: PairingNews, now: float) -> Trial:
    stage = news.stage
    moved = replace(
        trial,
        stage=stage,
        text=news.text or trial.text,
        signal_dbm=news.signal_dbm if news.signal_dbm is not None else trial.signal_dbm,
        asks_passkey=stage is PairingStage.PASSKEY_WANTED,
        compares=news.number,
    )
    if trial.device.wired and stage is PairingStage.SEARCHING:
        moved = replace(moved, stage=PairingStage.CONNECTING)
    if stage is PairingStage.READY and trial.ready_at is None:
        moved = replace(moved, ready_at=now)
    return replace(moved, reached=_further(trial.reached, moved.stage))


def _measured(trial: Trial, measured: Measured, now: float) -> Trial:
    since = trial.ready_at if trial.started_at is None else trial.started_at
    took = None if since is None else now - since
    tested = replace(_resting(trial), on_air_s=took, failed="")
    if measured.provenance is Provenance.LIVE:
        return replace(tested, reading=measured.measurement)
    return replace(tested, doubtful=measured.measurement)


def _counted(trial: Trial, measured: Measured) -> Trial:
    stored = measured.provenance is Provenance.STORED
    return replace(trial, stored=trial.stored + stored)


def _resting(trial: Trial) -> Trial:
    return replace(trial, measuring=False, pressure=None)


def _described(trial: Trial, told: Identified | BatteryReported) -> Trial:
    if isinstance(told, BatteryReported):
        return replace(trial, battery_percent=told.percent)
    return replace(trial, serial=told.serial or trial.serial, model=told.model or trial.model)


def _further(one: PairingStage, other: PairingStage) -> PairingStage:
    if other in (PairingStage.PASSKEY_WANTED, PairingStage.COMPARISON_WANTED):
        return (
            PairingStage.PAIRING
        )  # nothing is paired yet, though readings may have been asked for
    return max(one, other, key=STEPS.index) if other in STEPS else one
