"""A chest strap: the agent of Bluetooth service 180D, one notification a second.

Frames after the GATT Specification Supplement, characteristic 2A37: flags, rate as u8, then the
intervals between beats in 1/1024 s, oldest first. A strap that feels no skin says so and sends
no rate.
"""

from __future__ import annotations

import asyncio

from devices.decoder import Read, Send, Subscribe
from devices.simulator.far_end import FarEnd
from devices.simulator.faults import ContactLost, LinkOutage, StrapSilent
from devices.simulator.identity import identity
from devices.simulator.scenario import StrapScript
from devices.simulator.stage import Stage
from devices.simulator.stream import stream

_PERIOD_S = 1.0
_CONTACT_SUPPORTED, _CONTACT, _RR = 0x04, 0x02, 0x10
_UNEVEN, _UNEVEN_IRREGULAR = 0.03, 0.22
_CHEST = b"\x01"
_SHORTEST_BEAT_S = 0.25


class HeartRateStrap:
    """A heart-rate sensor worn on the chest."""

    def __init__(self, stage: Stage, script: StrapScript) -> None:
        self._stage = stage
        self._script = script
        self._far_end = FarEnd(stage.strap_wire, "heart-rate strap")
        self._chance = stream(stage.seed, "beats")
        self._subscribed = asyncio.Event()
        self._next_beat_s = 0.0

    async def run(self) -> None:
        """Live, until cancelled."""
        outages = [fault for fault in self._script.faults if isinstance(fault, LinkOutage)]
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self._far_end.serve(self._subscribed.clear, self._answer))
            parts.create_task(self._far_end.suffer(outages, self._stage.timeline))
            parts.create_task(self._beat())

    def _answer(self, step: Send) -> None:
        if isinstance(step, Subscribe) and step.channel == "2a37":
            self._subscribed.set()
        elif isinstance(step, Read):
            value = self._values().get(step.channel)
            if value is not None:
                self._far_end.deliver(step.channel, value)

    def _values(self) -> dict[str, bytes]:
        return {
            **identity("Simulated heart-rate strap", self._stage.seed),
            "2a38": _CHEST,
            "2a19": bytes((self._script.battery_percent,)),
        }

    async def _beat(self) -> None:
        while True:
            await self._subscribed.wait()
            if not self._suffers(StrapSilent):
                self._far_end.deliver("2a37", self._frame())
            await asyncio.sleep(_PERIOD_S)

    def _frame(self) -> bytes:
        if self._suffers(ContactLost):
            return bytes((_CONTACT_SUPPORTED, 0))
        rate = max(25.0, self._stage.body.vital_signs().heart_rate)
        beats = self._beats(rate) if self._script.rr_intervals else []
        flags = _CONTACT_SUPPORTED | _CONTACT | (_RR if beats else 0)
        intervals = b"".join(round(beat * 1024).to_bytes(2, "little") for beat in beats)
        return bytes((flags, min(255, round(rate)))) + intervals

    def _beats(self, rate: float) -> list[float]:
        """Return the intervals that ended within the last period."""
        now_s = self._stage.timeline.minute * 60
        if self._next_beat_s < now_s - 2 * _PERIOD_S:
            self._next_beat_s = now_s
        beats = []
        while self._next_beat_s <= now_s:
            uneven = _UNEVEN_IRREGULAR if self._stage.body.irregular_share else _UNEVEN
            interval = max(_SHORTEST_BEAT_S, self._chance.gauss(1, uneven) * 60 / rate)
            beats.append(interval)
            self._next_beat_s += interval
        return beats

    def _suffers(self, kind: type[ContactLost | StrapSilent]) -> bool:
        return any(
            isinstance(fault, kind) and self._stage.timeline.within(fault.during)
            for fault in self._script.faults
        )
