"""A chest strap: the agent of Bluetooth service 180D, one notification a second.

Frames after the GATT Specification Supplement, characteristic 2A37: flags, rate as u8, then the
intervals between beats in 1/1024 s, oldest first. A strap that feels no skin says so and sends
no rate.
"""

from __future__ import annotations

from typing import ClassVar

from devices.simulator.identity import identity
from devices.simulator.scenario import StrapScript
from devices.simulator.stage import Stage
from devices.simulator.stream import stream
from devices.simulator.worn_sensor import WornSensor

_PERIOD_S = 1.0
_CONTACT_SUPPORTED, _CONTACT, _RR = 0x04, 0x02, 0x10
_UNEVEN, _UNEVEN_IRREGULAR = 0.03, 0.22
_CHEST = b"\x01"
_SHORTEST_BEAT_S = 0.25


class HeartRateStrap(WornSensor):
    """A heart-rate sensor worn on the chest."""

    NAME: ClassVar[str] = "heart-rate strap"
    CHANNEL: ClassVar[str] = "2a37"

    def __init__(self, stage: Stage, script: StrapScript) -> None:
        super().__init__(stage, stage.strap_wire, script.faults, period_s=_PERIOD_S)
        self._script = script
        self._chance = stream(stage.seed, "beats")
        self._next_beat_s = 0.0

    def values(self) -> dict[str, bytes]:
        """Return who it is, where it is worn, and its battery."""
        return {
            **identity("Simulated heart-rate strap", self.stage.seed),
            "2a38": _CHEST,
            "2a19": bytes((self._script.battery_percent,)),
        }

    def frame(self) -> bytes:
        """Return the rate and the beats of the last second."""
        if not self.worn:
            return bytes((_CONTACT_SUPPORTED, 0))
        rate = max(25.0, self.stage.body.vital_signs().heart_rate)
        beats = self._beats(rate) if self._script.rr_intervals else []
        flags = _CONTACT_SUPPORTED | _CONTACT | (_RR if beats else 0)
        intervals = b"".join(round(beat * 1024).to_bytes(2, "little") for beat in beats)
        return bytes((flags, min(255, round(rate)))) + intervals

    def _beats(self, rate: float) -> list[float]:
        """Return the intervals that ended within the last period."""
        now_s = self.stage.timeline.minute * 60
        if self._next_beat_s < now_s - 2 * _PERIOD_S:
            self._next_beat_s = now_s
        beats = []
        while self._next_beat_s <= now_s:
            uneven = _UNEVEN_IRREGULAR if self.stage.body.irregular_share else _UNEVEN
            interval = max(_SHORTEST_BEAT_S, self._chance.gauss(1, uneven) * 60 / rate)
            beats.append(interval)
            self._next_beat_s += interval
        return beats
