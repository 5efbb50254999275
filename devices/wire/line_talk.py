"""The conversation with a device that says lines of text, by its profile.

Most speak by themselves. Where the profile has a question to ask, it is asked again and again, and
a result is told once: when it changes, or its age starts anew. A line counts when its end has come;
silence ends none, and a lost link drops what was begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from devices.decoder import SERIAL, Output, Received, Write
from devices.event import (
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure
from devices.wire.exchange import Exchange
from devices.wire.framing import Damaged, LineFramer
from devices.wire.line_profile import LineProfile, kept_frame, meaning
from devices.wire.packets import violated

TRIES = 3


class LineDecoder:
    """One conversation with a device."""

    def __init__(self, profile: LineProfile) -> None:
        """Begin with nothing known; lines are understood at face value until opened."""
        self._profile = profile
        self._lines = LineFramer(profile.max_line, ends=b"\r\n")
        self._exchange = Exchange(spacing_s=0.0)
        self._in_step = True
        self._misses = 0
        self._opened = self._asked = False
        self._told: BloodPressure | None = None

    @property
    def deadline(self) -> float | None:
        """Return when to ask again, where there is a question."""
        return self._exchange.deadline

    def opening(self, now: float) -> Iterable[Output]:
        """Ask at once, where there is a question."""
        self._opened = True
        self._ask(now)
        return tuple(self._write_due(now))

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what whole lines say."""
        out: list[Output] = []
        for line in self._lines.feed(got.octets):
            out += (self._damaged(line),) if isinstance(line, Damaged) else self._line(line, now)
        return (*out, *self._write_due(now))

    def elapsed(self, now: float) -> Iterable[Output]:
        """Ask what is due; give up a device that never answers."""
        out: list[Output] = []
        if self._exchange.overdue(now):
            self._misses += 1
            if self._misses == TRIES:
                text = "The device does not answer. Check that it is on, and the cable."
                out.append(LinkChanged(state=LinkState.LOST, text=text))
            else:
                self._ask(now)
        return (*out, *self._write_due(now))

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Start, where the profile says how."""
        if not self._profile.start:
            return ()
        if self._asked:
            text = "The device is still busy: nothing was started."
            return (MeasurementFailed(reason=FailureReason.REFUSED, text=text),)
        self._asked = True
        return (Write(SERIAL, self._profile.start),)

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Abort what was started."""
        if not self._asked:
            return ()
        self._asked = False
        text = "The measurement was stopped."
        return (
            Write(SERIAL, self._profile.abort),
            MeasurementFailed(reason=FailureReason.ABORTED, text=text),
        )

    def _line(self, line: bytes, now: float) -> Iterator[Output]:
        found = meaning(self._profile, line)
        if found is None:
            if self._in_step:
                yield ProtocolViolated(
                    reason="the line does not fit the profile",
                    frame=kept_frame(self._profile, line),
                )
            self._in_step = False
            return
        self._in_step = True
        self._answered(now)
        for event in found:
            yield from self._news(event)

    def _damaged(self, line: Damaged) -> ProtocolViolated:
        return replace(violated(line), frame=kept_frame(self._profile, line.octets))

    def _answered(self, now: float) -> None:
        self._misses = 0
        if self._polled:
            self._ask(now + self._profile.poll_s)

    def _news(self, event: DeviceEvent) -> Iterator[Output]:
        match event:
            case Measured(measurement=BloodPressure() as reading):
                if self._is_known(reading):
                    return
                self._asked = False
            case MeasurementFailed() if self._polled and not self._asked:
                return  # nothing measured yet is no failure of now
            case MeasurementFailed():
                self._asked = False
            case _:
                pass
        yield event

    @property
    def _polled(self) -> bool:
        return bool(self._profile.poll) and self._opened

    def _is_known(self, reading: BloodPressure) -> bool:
        """Tell whether a device that is asked again and again said this before."""
        before, self._told = self._told, reading
        if before is None or not self._polled or _bare(before) != _bare(reading):
            return False
        return (reading.age_s or 0.0) >= (before.age_s or 0.0)

    def _ask(self, at: float) -> None:
        if self._profile.poll:
            self._exchange.ask(self._profile.poll, at, self._profile.poll_s)

    def _write_due(self, now: float) -> Iterator[Output]:
        octets = self._exchange.due(now)
        if octets is not None:
            yield Write(SERIAL, octets)


def _bare(reading: BloodPressure) -> BloodPressure:
    """Return the values alone; the pulse rate apart, which a monitor shows continuously."""
    return replace(reading, age_s=None, pulse_rate=None, frame=b"")
