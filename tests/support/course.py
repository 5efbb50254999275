"""A session on its course: time passes, people and devices act, in the manner of the engine.

Everything goes through `decide` and `apply`; nothing is set by hand.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from devices.event import DeviceEvent, Measured
from devices.measurement import HeartRate, Provenance, PulseOximetry, Taken
from kapmonitor.session.clinic import ClinicRules
from kapmonitor.session.decide import decide, refusals
from kapmonitor.session.event import (
    Entry,
    Event,
    SessionOpened,
)
from kapmonitor.session.evolve import apply, fold
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import (
    Asked,
    DeviceReport,
    EnterReading,
    Given,
    HostReport,
    Intent,
    Note,
    Tick,
)
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import (
    HostCondition,
    ReadingSource,
    Role,
)
from tests.support.parts import DRIVERS, OFFICE, START, THERAPIST, address, blood_pressure


class Course:
    """A session on its course: the entries so far, and the moment."""

    def __init__(self, name: str = OFFICE) -> None:
        self.name = name
        self.at = Instant(START, 0.0)
        self.entries: list[Entry] = []
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """Return the session as it stands."""
        assert self._session is not None
        return self._session

    @property
    def minutes(self) -> float:
        """Return minutes since the first dose was taken."""
        return self.at.minutes_since(self.session.doses[0].taken)

    def under(self, rules: ClinicRules) -> Course:
        """Let the session have been opened under other rules of the clinic."""
        first = self.entries[0]
        assert isinstance(first.event, SessionOpened)
        self.entries[0] = replace(first, event=replace(first.event, clinic=rules))
        self._session = fold(self.entries)
        return self

    def give(self, given: Given) -> tuple[Entry, ...]:
        """Give an input now, as the engine would."""
        entries = decide(self._session, given, self.at)
        for entry in entries:
            self._session = apply(entry, self._session)
        self.entries.extend(entries)
        return entries

    def ask(self, intent: Intent) -> tuple[Entry, ...]:
        """Have the therapist ask for or report something."""
        return self.give(Asked(intent=intent, origin=THERAPIST))

    def refusals(self, intent: Intent) -> tuple[str, ...]:
        """Return why an intent would be refused now."""
        return refusals(self._session, intent, self.at)

    def note(self, fact: Event) -> tuple[Entry, ...]:
        """Have the therapist note a fact."""
        return self.ask(Note(fact=fact))  # type: ignore[arg-type]  # tests note what can be noted

    def wait(self, minutes: float, *, step_s: float = 10.0) -> None:
        """Let time pass, with ticks."""
        left = minutes * 60
        while left > 0:
            step = min(step_s, left)
            left -= step
            self.pass_s(step)
            self.give(Tick())

    def until(self, minutes: float, *, step_s: float = 10.0) -> None:
        """Let time pass until so many minutes after the first dose."""
        self.wait(minutes - self.minutes, step_s=step_s)

    def pass_s(self, seconds: float) -> None:
        """Let time pass without anything happening."""
        self.at = self.at.later(seconds=seconds)

    def step_clock(self, seconds: float) -> None:
        """Set the computer's clock; session time stands still."""
        self.at = Instant(self.at.utc + timedelta(seconds=seconds), self.at.elapsed_s)

    def report(
        self, event: DeviceEvent, role: Role = Role.CUFF, driver: str | None = None
    ) -> tuple[Entry, ...]:
        """Have a device report something."""
        return self.give(
            DeviceReport(
                role=role, driver=driver or DRIVERS[role], device=address(role), event=event
            )
        )

    def read(
        self,
        systolic: float | None,
        diastolic: float | None,
        pulse_rate: float | None = 70.0,
        *,
        provenance: Provenance = Provenance.LIVE,
        role: Role = Role.CUFF,
    ) -> tuple[Entry, ...]:
        """Have the cuff report a reading."""
        measured = Measured(
            measurement=blood_pressure(systolic, diastolic, pulse_rate),
            provenance=provenance,
            taken=Taken(ago_s=0.0, within_s=2.0),
        )
        return self.report(measured, role)

    def beat(self, heart_rate: float | None) -> tuple[Entry, ...]:
        """Have the strap report a heart rate."""
        measured = Measured(
            measurement=HeartRate(heart_rate=heart_rate), provenance=Provenance.LIVE
        )
        return self.report(measured, Role.STRAP)

    def saturate(self, spo2: float | None) -> tuple[Entry, ...]:
        """Have the oximeter report a saturation."""
        measured = Measured(measurement=PulseOximetry(spo2=spo2), provenance=Provenance.LIVE)
        return self.report(measured, Role.OXIMETER)

    def typed(
        self,
        systolic: float | None = None,
        diastolic: float | None = None,
        pulse_rate: float | None = None,
        *,
        spo2: float | None = None,
        taken_utc: datetime | None = None,
    ) -> tuple[Entry, ...]:
        """Have a person type a reading."""
        return self.ask(
            EnterReading(
                systolic=systolic,
                diastolic=diastolic,
                pulse_rate=pulse_rate,
                spo2=spo2,
                taken_utc=taken_utc,
                source=ReadingSource.DISPLAY,
            )
        )

    def host(
        self,
        condition: HostCondition,
        *,
        active: bool = True,
        value: float | None = None,
    ) -> tuple[Entry, ...]:
        """Have the computer report a condition."""
        return self.give(
            HostReport(condition=condition, active=active, detail=f"{condition}.", value=value)
        )
