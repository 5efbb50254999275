"""Three cuffs that a person starts and whose results are fetched or come afterwards.

A TaiDoc meter answers questions about its newest record; a Microlife cuff comes on the air after a
measurement, gives its whole memory and is let go; a Yonker cuff sends one value.
"""

from __future__ import annotations

import asyncio

from devices.decoder import Send, Write
from devices.simulator.attempt import Attempt, Found
from devices.simulator.body import CuffReading
from devices.simulator.stage import Stage
from devices.simulator.vendor_cuff import VendorCuff, date_fields

_TAIDOC = "00001524-1212-efde-1523-785feabcd123"
_CLOCK, _MODEL, _RECORD_TIME, _RECORD = 0x23, 0x24, 0x25, 0x26
_MODEL_3140 = (0x40, 0x31, 0, 0)
_IS_PRESSURE, _UNEVEN = 0x80, 0x40

_MICROLIFE = "fff1"
_HEADER = bytes(38)
_SEND_ALL_OCTETS, _HANG_UP = 13, b"\x4d\xff\x00\x02\x04\x52"
_ASLEEP = "asleep"
_IN_REACH_S = 60.0

_YONKER = "cdeacd81-5235-4c07-8846-93a37ee6b86d"


class TaiDocCuff(VendorCuff):
    """A meter that is asked for its newest record."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._time: tuple[int, ...] = (0, 0, 0, 0)
        self._record: tuple[int, ...] = (0, 0, 0, 0)

    def hear(self, step: Send) -> None:
        """Answer a question."""
        if isinstance(step, Write):
            answers = {
                _CLOCK: self._packed(),
                _MODEL: _MODEL_3140,
                _RECORD_TIME: self._time,
                _RECORD: self._record,
            }
            command = step.octets[1]
            if command in answers:
                body = bytes((0x51, command, *answers[command], 0xA5))
                self.say(_TAIDOC, body + bytes((sum(body) & 0xFF,)))

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Keep a reading as the newest record; failures are not kept."""
        if isinstance(found, CuffReading):
            flags = _IS_PRESSURE | (_UNEVEN if found.irregular else 0)
            self._time = self._packed(flags)
            self._record = (
                found.systolic & 0xFF,
                found.systolic >> 8,
                found.diastolic,
                found.pulse_rate,
            )

    def _packed(self, flags: int = 0) -> tuple[int, ...]:
        year, month, day, hour, minute = date_fields(self.shown_time())
        date = year << 9 | month << 5 | day
        return date & 0xFF, date >> 8, minute | flags, hour


class MicrolifeCuff(VendorCuff):
    """A cuff that is in reach after a measurement and gives its memory."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._records: list[bytes] = []

    async def run(self) -> None:
        """Begin asleep."""
        self._sleep()
        await super().run()

    def hear(self, step: Send) -> None:
        """Send all, or hang up."""
        if isinstance(step, Write) and len(step.octets) == _SEND_ALL_OCTETS:
            data = _HEADER + b"".join(self._records)
            body = b"\x4d\x3a" + (len(data) + 1).to_bytes(2, "big") + data
            self.say(_MICROLIFE, body + bytes((sum(body) & 0xFF,)))
        elif isinstance(step, Write) and step.octets == _HANG_UP:
            self.far_end.hang_up()
            self._sleep()

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Keep a reading and come on the air."""
        if isinstance(found, CuffReading):
            values = (found.systolic, found.diastolic, found.pulse_rate)
            self._records.append(bytes((*values, *date_fields(self.shown_time()), 0, 0)))
            self.far_end.show(_ASLEEP)
            asyncio.get_running_loop().call_later(_IN_REACH_S, self._sleep)

    def _sleep(self) -> None:
        if not self.far_end.up:
            self.far_end.hide(_ASLEEP, "The cuff is not in reach. It appears after a measurement.")


class YonkerCuff(VendorCuff):
    """A cuff that sends one value to whoever is connected, or to the next who is."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._unsent: bytes | None = None

    def listened_to(self, channel: str) -> None:
        """Send what nobody heard."""
        self._send()

    def finished(self, attempt: Attempt, found: Found | None) -> None:
        """Send a reading; a failure is shown on the display only."""
        if isinstance(found, CuffReading):
            year, month, day, hour, minute = date_fields(self.shown_time())
            values = (0x81, found.systolic, found.diastolic, found.pulse_rate, 0, 0)
            self._unsent = bytes((*values, day, month, year, hour, minute, 0, 0, 0, 0))
            self._send()

    def _send(self) -> None:
        if self._unsent is not None and _YONKER in self.subscribed and self.far_end.up:
            self.say(_YONKER, self._unsent)
            self._unsent = None
