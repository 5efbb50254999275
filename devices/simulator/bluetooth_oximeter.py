"""A finger oximeter: the agent of Bluetooth service 1822, continuous values, mostly each second.

Frames after the GATT Specification Supplement, characteristic 2A5F, with measurement and sensor
status. Off the finger it goes on sending, without numbers and saying so.
"""

from __future__ import annotations

import asyncio

from devices.decoder import Read, Send, Subscribe
from devices.ieee11073 import SpecialValue, encode_current_time, encode_sfloat
from devices.simulator.far_end import FarEnd
from devices.simulator.faults import ContactLost, LinkOutage, StrapSilent
from devices.simulator.identity import identity
from devices.simulator.scenario import OximeterScript
from devices.simulator.stage import Stage

_STATUS, _SENSOR = 0x04, 0x08
_FULLY_QUALIFIED, _UNAVAILABLE = 1 << 8, 1 << 13
_OFF_PATIENT = 1 << 11
_LOWEST_RATE = 25


class BluetoothOximeter:
    """An oximeter that is worn on a finger."""

    def __init__(self, stage: Stage, script: OximeterScript) -> None:
        self._stage = stage
        self._script = script
        self._far_end = FarEnd(stage.oximeter_wire, "oximeter")
        self._subscribed = asyncio.Event()

    async def run(self) -> None:
        """Live, until cancelled."""
        outages = [fault for fault in self._script.faults if isinstance(fault, LinkOutage)]
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self._far_end.serve(self._subscribed.clear, self._answer))
            parts.create_task(self._far_end.suffer(outages, self._stage.timeline))
            parts.create_task(self._measure())

    def _answer(self, step: Send) -> None:
        if isinstance(step, Subscribe) and step.channel == "2a5f":
            self._subscribed.set()
        elif isinstance(step, Read):
            value = self._values().get(step.channel)
            if value is not None:
                self._far_end.deliver(step.channel, value)

    def _values(self) -> dict[str, bytes]:
        return {
            **identity("Simulated oximeter", self._stage.seed),
            "2a19": bytes((self._script.battery_percent,)),
            "2a2b": encode_current_time(self._stage.timeline.true_local()),
        }

    async def _measure(self) -> None:
        while True:
            await self._subscribed.wait()
            if not self._suffers(StrapSilent):
                self._far_end.deliver("2a5f", self._frame())
            await asyncio.sleep(self._script.every_s)

    def _frame(self) -> bytes:
        off = self._suffers(ContactLost)
        signs = self._stage.body.vital_signs()
        spo2 = SpecialValue.NAN if off else round(signs.spo2)
        rate = SpecialValue.NAN if off else max(_LOWEST_RATE, round(signs.heart_rate))
        status, sensor = (_UNAVAILABLE, _OFF_PATIENT) if off else (_FULLY_QUALIFIED, 0)
        numbers = encode_sfloat(spo2) + encode_sfloat(rate)
        states = status.to_bytes(2, "little") + sensor.to_bytes(3, "little")
        return bytes((_STATUS | _SENSOR,)) + numbers + states

    def _suffers(self, kind: type[ContactLost | StrapSilent]) -> bool:
        return any(
            isinstance(fault, kind) and self._stage.timeline.within(fault.during)
            for fault in self._script.faults
        )
