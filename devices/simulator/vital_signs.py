"""The true vital signs of a simulated body, as opposed to what a device makes of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference to be added: mmHg, beats per minute, percent of saturation."""

    systolic: float = 0.0
    diastolic: float = 0.0
    heart_rate: float = 0.0
    spo2: float = 0.0

    def __add__(self, other: Change) -> Change:
        """Return both changes together."""
        return Change(
            systolic=self.systolic + other.systolic,
            diastolic=self.diastolic + other.diastolic,
            heart_rate=self.heart_rate + other.heart_rate,
            spo2=self.spo2 + other.spo2,
        )

    def largest(self, other: Change) -> Change:
        """Return the larger change of each value, for causes that do not add up."""
        return Change(
            systolic=max(self.systolic, other.systolic),
            diastolic=max(self.diastolic, other.diastolic),
            heart_rate=max(self.heart_rate, other.heart_rate),
            spo2=max(self.spo2, other.spo2),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalSigns:
    """True values: pressures in mmHg, heart rate per minute, saturation in percent."""

    systolic: float
    diastolic: float
    heart_rate: float
    spo2: float

    def changed(self, change: Change) -> VitalSigns:
        """Return the values after a change; saturation stays at or below 100 %."""
        return VitalSigns(
            systolic=self.systolic + change.systolic,
            diastolic=self.diastolic + change.diastolic,
            heart_rate=self.heart_rate + change.heart_rate,
            spo2=min(100.0, self.spo2 + change.spo2),
        )
