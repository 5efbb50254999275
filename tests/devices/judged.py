"""A connection whose readings are judged, in time that the test makes pass."""

from datetime import datetime, timedelta

from devices.dating import Ties
from devices.event import (
    ClockReported,
    CuffPressureChanged,
    DeviceEvent,
    Measured,
)
from devices.measurement import BloodPressure, Provenance
from devices.provenance import HOLD_S, Duplicate, ProvenanceJudge
from devices.seen_readings import SeenReadings

LIVE, STORED, UNCONFIRMED = Provenance.LIVE, Provenance.STORED, Provenance.UNCONFIRMED
NOON = datetime.fromisoformat("2026-11-23T12:00:00")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Connection:
    """A judge in time that the test makes pass; the connection opens at noon."""

    def __init__(
        self,
        *,
        memory: bool = True,
        seen: SeenReadings | None = None,
        not_before: datetime | None = None,
        ties: Ties | None = None,
        now: float = 0.0,
    ) -> None:
        self.now = now
        self.slept_s = 0.0
        """By so much the wall went on while the monotonic clock stood."""
        self.judge = ProvenanceJudge(
            has_memory=memory,
            opened=now,
            seen=seen if seen is not None else SeenReadings(),
            not_before=not_before,
            ties=ties if ties is not None else Ties(),
        )
        self.told: list[DeviceEvent] = []
        self.duplicates = 0

    @property
    def wall(self) -> datetime:
        return NOON + timedelta(seconds=self.now + self.slept_s)

    def wait(self, seconds: float) -> None:
        until = self.now + seconds
        while (deadline := self.judge.deadline) is not None and deadline <= until:
            self.now = deadline
            self.told += self.judge.elapsed(self.now)
        self.now = until

    def feed(self, event: DeviceEvent) -> None:
        for told in self.judge.feed(event, self.now, self.wall):
            if isinstance(told, Duplicate):
                self.duplicates += 1
            else:
                self.told.append(told)

    def clock(self, device_time: datetime | None) -> None:
        self.feed(ClockReported(device_time=device_time))

    def write_clock(self) -> None:
        self.judge.clock_written(self.now, self.wall)

    def pressure(self, mmhg: float | None = 140.0) -> None:
        self.feed(CuffPressureChanged(pressure=mmhg))

    def read(self, systolic: float, stamp: datetime | None = None, **more: object) -> None:
        self.feed(reading(systolic, stamp, **more))

    def verdicts(self) -> list[tuple[float | None, Provenance]]:
        """Return all readings with their verdicts, once nothing more can come."""
        self.wait(HOLD_S)
        return [
            (event.measurement.systolic, event.provenance)
            for event in self.told
            if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
        ]


def reading(systolic: float, stamp: datetime | None = None, **more: object) -> Measured:
    age_s = more.get("age_s")
    assert age_s is None or isinstance(age_s, float)
    measurement = BloodPressure(
        systolic=systolic,
        diastolic=80.0,
        device_time=stamp,
        age_s=age_s,
        frame=f"{systolic} {stamp}".encode(),
    )
    return Measured(measurement=measurement, verified=more.get("verified", True) is True)


def taken(link: Connection) -> list[tuple[float, float] | None]:
    """Return how long before it was told each reading was taken, and the bound."""
    link.wait(HOLD_S)
    return [
        None if event.taken is None else (event.taken.ago_s, event.taken.within_s)
        for event in link.told
        if isinstance(event, Measured)
    ]
