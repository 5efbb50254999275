"""TaiDoc blood-pressure meters (FORA, TEST-N-GO): asked for their newest record.

`devices.wire.taidoc_frame` knows the frames. One question at a time: the model, the clock, then
when the newest record was made and what it is. The last two are asked again while the link
stands, so that a measurement at the meter's own button is heard; a record is told once. Every
record comes from memory, so its time against the clock decides what it is worth.

One source calls a command "start blood pressure", another sends the same octets and takes the
answer for the newest record; none knows how it is stopped. So it is not sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from devices.decoder import Output, Received, Subscribe, Write
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import (
    ClockReported,
    DeviceEvent,
    Identified,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.wire.exchange import Exchange
from devices.wire.framing import Damaged
from devices.wire.packets import violated
from devices.wire.taidoc_frame import (
    CLOCK,
    MODEL,
    RECORD,
    RECORD_TIME,
    START,
    clock,
    framer,
    model,
    question,
    record_time,
    result,
)

CHANNEL = "00001524-1212-efde-1523-785feabcd123"

ANSWER_S = 2.0
TRIES = 3
REFRESH_S = 10.0

_ORDER = {MODEL: CLOCK, CLOCK: RECORD_TIME, RECORD_TIME: RECORD}
_GLUCOSE_TOO = frozenset({"3261"})


class TaiDocDecoder:
    """One conversation with a meter."""

    def __init__(self) -> None:
        """Begin with nothing known; frames are understood at face value until opened."""
        self._frames = framer()
        self._exchange = Exchange(spacing_s=0.1)
        self._asked: int | None = None
        self._misses = 0
        self._model = ""
        self._time: bytes | None = None
        self._told: bytes | None = None

    @property
    def deadline(self) -> float | None:
        """Return when to ask, or to stop waiting for an answer."""
        return self._exchange.deadline

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe, then ask which model it is."""
        self._ask(MODEL, now)
        return (Subscribe(CHANNEL), *self._write_due(now))

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean and ask for."""
        out: list[Output] = []
        for frame in self._frames.feed(got.octets, now):
            if isinstance(frame, Damaged):
                out.append(violated(frame))
            else:
                out += self._answer(frame, now)
        return (*out, *self._write_due(now))

    def elapsed(self, now: float) -> Iterable[Output]:
        """Ask what is due; after some silence go on to the next question."""
        if self._exchange.overdue(now) and self._asked is not None:
            self._misses += 1
            if self._misses < TRIES:
                self._exchange.ask(question(self._asked), now, ANSWER_S)
            else:
                self._go_on(self._asked, now)
        return tuple(self._write_due(now))

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: see the theory."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: see the theory."""
        return ()

    def _answer(self, frame: bytes, now: float) -> Iterator[DeviceEvent]:
        command = frame[1]
        if self._asked is None:
            yield from _at_face_value(frame)
        elif command == self._asked:
            yield from self._understand(frame)
            self._go_on(command, now)

    def _understand(self, frame: bytes) -> Iterator[DeviceEvent]:
        match frame[1]:
            case 0x25:
                self._time = frame
            case 0x26:
                yield from self._record(frame)
            case 0x24:
                self._model = model(frame)
                yield from _at_face_value(frame)
            case _:
                yield from _at_face_value(frame)

    def _record(self, frame: bytes) -> Iterator[DeviceEvent]:
        before = self._time or b""
        if before + frame == self._told:
            return
        first, self._told = self._told is None, before + frame
        made = record_time(before) if before else None
        if self._model in _GLUCOSE_TOO and not (made and made.pressure):
            yield ProtocolViolated(reason="the newest record is no blood pressure", frame=frame)
        else:
            event = result(frame, made, before)
            if not (first and isinstance(event, MeasurementFailed)):  # nobody measured just now
                yield event

    def _go_on(self, command: int, now: float) -> None:
        following = _ORDER.get(command)
        if following is not None:
            self._ask(following, now)
        else:
            self._time = None
            self._ask(RECORD_TIME, now + REFRESH_S)

    def _ask(self, command: int, at: float) -> None:
        self._asked, self._misses = command, 0
        self._exchange.ask(question(command), at, ANSWER_S)

    def _write_due(self, now: float) -> Iterator[Output]:
        octets = self._exchange.due(now)
        if octets is not None:
            yield Write(CHANNEL, octets)


def _at_face_value(frame: bytes) -> Iterator[DeviceEvent]:
    match frame[1]:
        case 0x23:
            yield ClockReported(device_time=clock(frame))
        case 0x24:
            yield Identified(model=f"TD-{model(frame)}")
        case command if command in (RECORD, START):
            yield result(frame)
        case _:
            pass


DRIVER = Driver(
    slug="taidoc_bp",
    title="FORA / TaiDoc blood-pressure meter",
    transport=TransportKind.BLE,
    capabilities=Capabilities(blood_pressure=True, stored_memory=True),
    decoder=TaiDocDecoder,
    matches=(
        BleMatch(name="FORA P30"),
        BleMatch(name="FORA P80"),
        BleMatch(name="FORA D40"),
        BleMatch(name="TAIDOC TD3"),
        BleMatch(name="TEST-N-GO BP"),
    ),
    unasked=tuple(map(question, (MODEL, CLOCK, RECORD_TIME, RECORD))),
    channels=(CHANNEL,),
    streams=(CHANNEL,),
    models=(
        Model(name="FORA P30 Plus (TaiDoc TD-3140)"),
        Model(name="FORA P80, TEST-N-GO BP"),
        Model(name="FORA D40 (TaiDoc TD-3261)", quirks="Stores glucose too, which is refused."),
        Model(name="TaiDoc TD-3128", quirks="A pulse rate of up to 3 means no result."),
    ),
    evidence=(
        "Three public readers for the frames and the record, one of them for the packed date; the "
        "meter's stop octet is from memory and one reader. A command that may start it is not "
        "sent, because the sources disagree and none can stop it."
    ),
)
