"""A recorded exchange with a device, as a TOML file: a bug report that is also a test.

    device = "boso medicus"
    driver = "bluetooth_blp"
    source = "who saw these octets, and where"

    [[frame]]
    at_ms = 120
    channel = "2a35"
    direction = "received"
    hex = "167c0056006100e807060f11111b33000000"
    expect = [{ event = "measured", kind = "blood_pressure", systolic = 124.0, … }]

`expect` is what the driver must make of the received octets, in the shape of
`devices.event_json` without nulls (TOML has none) and without `raw`: a decoder that was never
opened, and so takes everything at face value, is fed all received frames in order. A sent frame
has a `step` (subscribe, read, write) instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from devices import toml_file
from devices.decoder import Read, Received, Send, Subscribe, Write, WriteClock
from devices.driver import Driver
from devices.event import DeviceEvent
from devices.event_json import to_json
from devices.fields import Fields
from devices.peer_text import clean
from devices.toml_file import NotToml

MOST_FRAMES = 50_000
"""A strap sends 11,000 in three hours; a device that floods must not fill the memory."""

_LARGEST = 64 << 20
"""Octets of a file: hours of a strap that floods."""

Statement = dict[str, object]
"""An event as `expect` states it."""


class CaptureError(Exception):
    """A capture cannot be read; the text names the file, the frame and the key."""


class Step(StrEnum):
    """What the host did, in a sent frame."""

    SUBSCRIBE = "subscribe"
    READ = "read"
    WRITE = "write"


class Direction(StrEnum):
    """Who spoke."""

    RECEIVED = "received"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Octets that went over the link in one piece; `step` is None for received ones."""

    at_ms: int
    channel: str
    octets: bytes
    step: Step | None = None
    note: str = ""
    expect: tuple[Statement, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One exchange with one device."""

    device: str
    driver: str
    source: str
    frames: tuple[Frame, ...]


def load(path: Path) -> Capture:
    """Return the capture in a file. Raises CaptureError."""
    try:
        text = toml_file.read_text(path, largest=_LARGEST)
    except OSError as fault:
        raise CaptureError(f"{clean(str(path), 200)} cannot be read: {fault.strerror}") from None
    except UnicodeDecodeError:
        raise CaptureError(f"{path} cannot be read: it is not UTF-8 text") from None
    except NotToml as fault:
        raise CaptureError(f"{path} cannot be read: {fault}") from None
    return parse(text, str(path))


def parse(text: str, name: str) -> Capture:
    """Return the capture written in `text`; `name` stands in messages. Raises CaptureError."""
    try:
        fields = Fields(toml_file.parse(text, longest=_LARGEST))
        frames = fields.items("frame")
        return Capture(
            device=fields.text("device"),
            driver=fields.text("driver"),
            source=fields.text("source"),
            frames=_in_order(
                name, tuple(_frame(name, at, item) for at, item in enumerate(frames, 1))
            ),
        )
    except (NotToml, ValueError) as fault:
        raise CaptureError(f"{name}: {fault}") from None


def to_toml(capture: Capture) -> str:
    """Return the capture as the text of a file."""
    head = {"device": capture.device, "driver": capture.driver, "source": capture.source}
    parts = [_lines(head), *(f"[[frame]]\n{_lines(_table(f))}" for f in capture.frames)]
    return "\n".join(parts)


def statement(event: DeviceEvent) -> Statement:
    """Return the event as `expect` states it."""
    return {k: v for k, v in to_json(event).items() if v is not None and k != "raw"}


def decode(
    driver: Driver, frames: Iterable[Frame]
) -> Iterator[tuple[Frame, tuple[DeviceEvent, ...]]]:
    """Yield each received frame with what the driver makes of it at face value."""
    reader = _Reader(driver)
    for frame in frames:
        if frame.step is None:
            got = Received(frame.channel, frame.octets)
            yield frame, reader.events(got, frame.at_ms / 1000)


@dataclass(slots=True)
class Recorder:
    """An observer of a cuff that keeps the exchange; times count from its first call."""

    driver: Driver
    device: str
    source: str
    _frames: list[Frame] = field(init=False, default_factory=list)
    _began: float | None = field(init=False, default=None)
    _reader: _Reader = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing recorded."""
        self._reader = _Reader(self.driver)

    def __call__(self, at: float, what: Received | Send) -> None:
        """Keep one chunk or step; of a flood, what came first."""
        if len(self._frames) >= MOST_FRAMES:
            return
        self._began = at if self._began is None else self._began
        at_ms = round((at - self._began) * 1000)
        if isinstance(what, Received):
            told = self._reader.events(what, at_ms / 1000)
            expect = tuple(statement(event) for event in told)
            frame = Frame(at_ms=at_ms, channel=what.channel, octets=what.octets, expect=expect)
        else:
            octets = what.octets if isinstance(what, Write) else b""
            frame = Frame(at_ms=at_ms, channel=what.channel, octets=octets, step=_step(what))
        self._frames.append(frame)

    @property
    def _told_source(self) -> str:
        cut = len(self._frames) >= MOST_FRAMES
        return f"{self.source} Cut after {MOST_FRAMES} pieces." if cut else self.source

    def capture(self) -> Capture:
        """Return what was recorded so far."""
        return Capture(
            device=self.device,
            driver=self.driver.slug,
            source=self._told_source,
            frames=tuple(self._frames),
        )


class _Reader:
    """A decoder that was never opened: it takes octets at face value."""

    def __init__(self, driver: Driver) -> None:
        self._decoder = driver.decoder()

    def events(self, got: Received, now: float) -> tuple[DeviceEvent, ...]:
        return tuple(
            output
            for output in self._decoder.feed(got, now)
            if not isinstance(output, Subscribe | Read | Write | WriteClock)
        )


def _frame(name: str, at: int, item: object) -> Frame:
    try:
        return _read_frame(_mapping(item))
    except ValueError as fault:
        raise CaptureError(f"{name}: frame {at}: {fault}") from None


def _read_frame(item: Mapping[str, object]) -> Frame:
    fields = Fields(item)
    sent = fields.member("direction", Direction) is Direction.SENT
    return Frame(
        at_ms=_milliseconds(fields),
        channel=fields.text("channel"),
        octets=fields.octets("hex"),
        step=fields.member("step", Step, Step.WRITE) if sent else None,
        note=fields.text("note", ""),
        expect=_expect(item, fields),
    )


def _milliseconds(fields: Fields) -> int:
    at_ms = fields.whole("at_ms")
    if at_ms < 0:
        raise ValueError(f"at_ms: {at_ms} is before the beginning; 0 or more is expected")
    return at_ms


def _in_order(name: str, frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    for at, (earlier, later) in enumerate(pairwise(frames), 2):
        if later.at_ms < earlier.at_ms:
            raise CaptureError(
                f"{name}: frame {at}: at_ms: {later.at_ms} stands after {earlier.at_ms}"
            )
    return frames


def _expect(item: Mapping[str, object], fields: Fields) -> tuple[Statement, ...] | None:
    if "expect" not in item:
        return None
    return tuple(dict(_mapping(table, "expect: ")) for table in fields.items("expect"))


def _mapping(item: object, key: str = "") -> Mapping[str, object]:
    if not isinstance(item, Mapping):
        raise ValueError(f'{key}"{item}" stands where a table is expected')  # noqa: TRY004  bad data, not a bad call
    return item


def _step(what: Send) -> Step:
    match what:
        case Subscribe():
            return Step.SUBSCRIBE
        case Read():
            return Step.READ
        case Write():
            return Step.WRITE


def _table(frame: Frame) -> dict[str, object]:
    direction = Direction.RECEIVED if frame.step is None else Direction.SENT
    table: dict[str, object] = {
        "at_ms": frame.at_ms,
        "channel": frame.channel,
        "direction": direction.value,
    }
    if frame.step is not None:
        table["step"] = frame.step.value
    table["hex"] = frame.octets.hex()
    if frame.note:
        table["note"] = frame.note
    if frame.expect is not None:
        table["expect"] = list(frame.expect)
    return table


def _lines(table: Mapping[str, object]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in table.items())


def _value(value: object) -> str:
    """Return a TOML value; of strings JSON's escapes are TOML's too, but for DEL."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
