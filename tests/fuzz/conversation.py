"""Turns octets from the fuzzer into a conversation with one decoder, and judges what it told.

The first octet says whether the decoder is opened. Then come steps of four octets: the kind, how
long to wait before it, and two that say what is fed: a channel and the number of octets that follow
and are fed; or which captured frame, so that good frames come in any order and between garbage;
or which of them with an octet exchanged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from devices.capture import Frame
from devices.decoder import Decoder, Output, Read, Received, Subscribe, Write, WriteClock
from devices.driver import Driver
from tests.fuzz.oracle import complaint

FEED, FEED_CAPTURED, FEED_DAMAGED, ELAPSE, START, STOP = range(6)
KINDS = 6
STEP_OCTETS = 4
LONGEST_FEED = 64
MOST_OUTPUTS = 20_000
"""More than any input can rightly bring: a decoder that says more does not stop."""

_KNOWN_STEPS = (Subscribe, Read, WriteClock)


class Finding(Exception):
    """A decoder did what no decoder may do."""


@dataclass(slots=True)
class Session:
    """One conversation, and everything that was fed in it."""

    driver: Driver
    frames: tuple[Frame, ...]
    decoder: Decoder = field(init=False)
    now: float = 0.0
    fed: bytearray = field(default_factory=bytearray)
    asked: bool = False
    outputs: int = 0

    def __post_init__(self) -> None:
        """Begin unopened."""
        self.decoder = self.driver.decoder()

    def play(self, data: bytes) -> None:
        """Hold the conversation that `data` describes. Raises Finding."""
        if data[:1] and data[0] & 1:
            self._judge(self.decoder.opening(self.now))
        at = 1
        while at + STEP_OCTETS <= len(data):
            kind, wait, one, other = data[at : at + STEP_OCTETS]
            at += STEP_OCTETS
            self.now += wait / 8
            if kind % KINDS == FEED:
                size = other % LONGEST_FEED
                channels = self.driver.channels
                self._feed(channels[one % len(channels)], data[at : at + size])
                at += size
            else:
                self._step(kind % KINDS, one, other)
            deadline = self.decoder.deadline
            if deadline is not None and not deadline >= 0:
                raise Finding(f"the deadline is {deadline}")

    def _step(self, kind: int, one: int, other: int) -> None:
        match kind:
            case 3:
                self._judge(self.decoder.elapsed(self.now))
            case 4:
                self.asked = self.asked or self.driver.capabilities.can_start
                self._judge(self.decoder.start_measurement(self.now))
            case 5:
                self._judge(self.decoder.stop_measurement(self.now))
            case _:
                frame = self.frames[one % len(self.frames)]
                octets = bytearray(frame.octets)
                if kind == FEED_DAMAGED and octets:
                    octets[other % len(octets)] ^= 1 << one % 8
                self._feed(frame.channel, bytes(octets))

    def _feed(self, channel: str, octets: bytes) -> None:
        self.fed += octets
        self._judge(self.decoder.feed(Received(channel, octets), self.now))

    def _judge(self, outputs: Iterable[Output]) -> None:
        for output in outputs:
            self.outputs += 1
            if self.outputs > MOST_OUTPUTS:
                raise Finding("the decoder does not stop talking")
            if isinstance(output, Write):
                if not self.asked and output.octets not in self.driver.unasked:
                    raise Finding(f"wrote {output.octets.hex()} without being asked")
            elif not isinstance(output, _KNOWN_STEPS):
                wrong = complaint(self.driver, output, self.fed)
                if wrong is not None:
                    raise Finding(f"{wrong}: {output}")


def seeds(frames: tuple[Frame, ...], driver: Driver) -> Iterator[bytes]:
    """Yield inputs to begin with: every captured frame, opened and not, and a whole measurement."""
    for opened in (0, 1):
        for number, frame in enumerate(frames):
            channel = driver.channels.index(frame.channel)
            plain = frame.octets[: LONGEST_FEED - 1]
            yield bytes((opened, FEED, 4, channel, len(plain))) + plain
            yield bytes((opened, FEED_CAPTURED, 4, number, 0, FEED_DAMAGED, 4, number, 3))
        every = b"".join(bytes((FEED_CAPTURED, 8, number, 0)) for number in range(len(frames)))
        start = bytes((opened, START, 4, 0, 0, ELAPSE, 40, 0, 0))
        yield start + every + bytes((STOP, 4, 0, 0, ELAPSE, 255, 0, 0))
