"""A Bluetooth home cuff: the agent of service 1810, on the far end of a wire.

As home cuffs are, it cannot be started over the air: somebody presses START. It keeps what it
could not send and sends it, oldest first, when a host subscribes; some models are in reach only
after a measurement and hang up once they have sent.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from devices.decoder import Read, Send, Subscribe, Write
from devices.ieee11073 import (
    decode_current_time,
    decode_date_time,
    encode_current_time,
    encode_date_time,
)
from devices.simulator.attempt import Attempt, Found
from devices.simulator.blood_pressure_frames import (
    FEATURES,
    ClockFace,
    FrameStyle,
    cuff_pressure_frame,
    measurement_frame,
)
from devices.simulator.body import CuffReading
from devices.simulator.far_end import FarEnd
from devices.simulator.faults import LinkOutage, SendsTwice, Silent
from devices.simulator.identity import identity
from devices.simulator.inflator import Inflator
from devices.simulator.scenario import ClockCharacteristic, CuffScript, ReportUnit
from devices.simulator.stage import Stage

_INDICATION_GAP_S = 0.2
_IN_REACH_S = 60.0
_HANGS_UP_AFTER_S = 2.0
_ASLEEP = "asleep"
_OFF = "off"


class BluetoothCuff:
    """A blood-pressure cuff that a person starts."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._script: CuffScript = stage.scenario.cuff
        self._far_end = FarEnd(stage.cuff_wire, "cuff")
        self._inflator = Inflator(stage.attempts, self._far_end)
        self._style = FrameStyle(
            kpa=self._script.unit is ReportUnit.KPA,
            time_stamps=self._script.time_stamps,
            user=self._script.user,
        )
        self._clock_error: timedelta | None = (
            None if self._script.clock_unset else timedelta(minutes=self._script.clock_error_min)
        )
        self._subscribed: set[str] = set()
        self._kept = [self._stored_frame(*item) for item in enumerate(self._stored_ages(), 1)]
        self._again: list[bytes] = []
        self._rouse = asyncio.Event()

    @property
    def display(self) -> Found | None:
        """Return what the cuff's own display shows after its last attempt."""
        return self._inflator.display

    def press_start(self) -> bool:
        """Press START; return False when the cuff is off or already measuring."""
        return self._inflator.start()

    async def run(self) -> None:
        """Live, until cancelled."""
        if self._script.hangs_up:
            self._fall_asleep()
        if any(not fault.attempts and fault.during is None for fault in self._silences()):
            self._far_end.hide(_OFF, "The cuff is not in reach. It may be switched off.")
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self._far_end.serve(self._connected, self._answer))
            parts.create_task(self._inflator.run(self._inflating, self._finished))
            parts.create_task(self._far_end.suffer(self._outages(), self._stage.timeline))
            parts.create_task(self._send_kept())

    def _connected(self) -> None:
        self._subscribed = set()
        self._kept = self._again + self._kept
        self._again = []

    def _answer(self, step: Send) -> None:
        match step:
            case Subscribe(channel):
                self._subscribed.add(channel)
                self._rouse.set()
            case Read(channel):
                value = self._values().get(channel)
                if value is not None:
                    self._far_end.deliver(channel, value)
            case Write("2a2b", octets):
                self._set_clock(decode_current_time(octets))
            case Write("2a08", octets):
                self._set_clock(decode_date_time(octets))
            case Write():
                pass

    def _values(self) -> dict[str, bytes]:
        """Return what can be read of this cuff now, by characteristic."""
        values = {
            **identity("Simulated home cuff", self._stage.seed),
            "2a49": FEATURES,
            "2a19": bytes((self._script.battery_percent,)),
        }
        if self._script.clock is ClockCharacteristic.CURRENT_TIME:
            values["2a2b"] = encode_current_time(self._clock().shows)
        elif self._script.clock is ClockCharacteristic.DATE_TIME:
            values["2a08"] = encode_date_time(self._clock().shows)
        return values

    def _clock(self) -> ClockFace:
        if self._clock_error is None:
            return ClockFace(None)
        return ClockFace(self._stage.timeline.true_local() + self._clock_error)

    def _set_clock(self, wall_time: datetime | None) -> None:
        if wall_time is not None and self._script.clock is not ClockCharacteristic.NONE:
            self._clock_error = wall_time - self._stage.timeline.true_local()

    def _inflating(self, pressure: int) -> None:
        if self._script.live_pressure and "2a36" in self._subscribed:
            self._far_end.deliver("2a36", cuff_pressure_frame(pressure, self._style))

    def _finished(self, attempt: Attempt, found: Found | None) -> None:
        reading = found if isinstance(found, CuffReading) else None
        frame = measurement_frame(reading, self._clock(), self._style)
        self._kept.append(frame)
        if attempt.has(SendsTwice):
            self._again.append(frame)
        if self._script.hangs_up:
            self._far_end.show(_ASLEEP)
            asyncio.get_running_loop().call_later(_IN_REACH_S, self._fall_asleep)
        self._rouse.set()

    def _fall_asleep(self) -> None:
        if not self._far_end.up:
            self._far_end.hide(_ASLEEP, "The cuff is not in reach. It appears after a measurement.")

    async def _send_kept(self) -> None:
        """Send what is kept, oldest first, whenever a host is subscribed."""
        while True:
            await self._rouse.wait()
            self._rouse.clear()
            while self._kept and self._far_end.up and "2a35" in self._subscribed:
                await asyncio.sleep(_INDICATION_GAP_S)
                self._send_oldest()
            if self._script.hangs_up and not self._kept and self._far_end.up:
                await asyncio.sleep(_HANGS_UP_AFTER_S)
                self._far_end.hang_up()
                self._fall_asleep()

    def _send_oldest(self) -> None:
        if self._kept and self._far_end.up:
            self._far_end.deliver("2a35", self._kept.pop(0))

    def _silences(self) -> list[Silent]:
        return [fault for fault in self._script.faults if isinstance(fault, Silent)]

    def _outages(self) -> list[LinkOutage]:
        """Return when this cuff is out of reach: broken links, and while it is off."""
        off = [LinkOutage(during=fault.during) for fault in self._silences() if fault.during]
        return [*self._script.outages, *off]

    def _stored_ages(self) -> list[float]:
        return sorted(self._script.stored_minutes_ago, reverse=True)

    def _stored_frame(self, number: int, minutes_ago: float) -> bytes:
        shows = self._clock().shows
        then = ClockFace(None if shows is None else shows - timedelta(minutes=minutes_ago))
        return measurement_frame(self._stage.body.past_reading(number), then, self._style)
