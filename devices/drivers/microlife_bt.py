"""Microlife Bluetooth cuffs of the A6 BT family: they give their whole memory and are let go.

`devices.wire.microlife_frame` knows the frames. The records of the user whom the cuff is set to
come in one answer, in no published order; they are told oldest first by their own stamps, so
that only the newest can be of now, and a person is asked about it. The clock cannot be read and is
not set: setting it would destroy what the stamps say. Names are never asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from devices.decoder import Output, Received, Subscribe, Write
from devices.driver import BleMatch, Capabilities, Driver, Model, TransportKind
from devices.event import DeviceEvent, Measured, ProtocolViolated
from devices.measurement import BloodPressure
from devices.wire.exchange import Exchange
from devices.wire.framing import Damaged
from devices.wire.microlife_frame import HANG_UP, SEND_ALL, framer, reading, records
from devices.wire.packets import violated

SERVICE = "fff0"
NOTIFY, WRITE = "fff1", "fff2"

ANSWER_S = 10.0
TRIES = 2


class MicrolifeDecoder:
    """One conversation with a cuff."""

    def __init__(self) -> None:
        """Begin with nothing known; frames are understood at face value until opened."""
        self._frames = framer()
        self._exchange = Exchange(spacing_s=0.0)
        self._opened = False
        self._tries = 0

    @property
    def deadline(self) -> float | None:
        """Return when to ask once more."""
        return self._exchange.deadline

    def opening(self, now: float) -> Iterable[Output]:
        """Subscribe and ask for everything."""
        self._opened = True
        return (Subscribe(NOTIFY), *self._ask(now))

    def feed(self, got: Received, now: float) -> Iterable[Output]:
        """Return what the octets mean."""
        out: list[Output] = []
        for frame in self._frames.feed(got.octets, now):
            if isinstance(frame, Damaged):
                out.append(violated(frame))
            elif (found := records(frame)) is not None:
                told = sorted(map(reading, found), key=_stamp)
                out += told
                out += self._let_go()
        return out

    def elapsed(self, now: float) -> Iterable[Output]:
        """Ask once more when no whole answer came."""
        if not self._exchange.overdue(now):
            return ()
        if self._tries < TRIES:
            return tuple(self._ask(now))
        return (ProtocolViolated(reason="the cuff sent no whole memory"), *self._let_go())

    def start_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: the cuff listens only to its own button."""
        return ()

    def stop_measurement(self, now: float) -> Iterable[Output]:
        """Return nothing: the cuff listens only to its own button."""
        return ()

    def _ask(self, now: float) -> Iterator[Output]:
        self._tries += 1
        self._exchange.ask(SEND_ALL, now, ANSWER_S)
        octets = self._exchange.due(now)
        if octets is not None:
            yield Write(WRITE, octets)

    def _let_go(self) -> Iterator[Output]:
        """Tell the cuff that it may hang up; it comes back after its next measurement."""
        self._exchange.answered()
        if self._opened:
            yield Write(WRITE, HANG_UP, optional=True)


def _stamp(event: DeviceEvent) -> str:
    """Return what to sort by: what has no stamp comes first, so that it is never the newest."""
    match event:
        case Measured(measurement=BloodPressure(device_time=datetime() as stamp)):
            return stamp.isoformat()
        case _:
            return ""


DRIVER = Driver(
    slug="microlife_bt",
    title="Microlife Bluetooth blood-pressure cuff",
    transport=TransportKind.BLE,
    capabilities=Capabilities(blood_pressure=True, stored_memory=True),
    decoder=MicrolifeDecoder,
    matches=(BleMatch(name="BP3GY1-2N"), BleMatch(name="A6 BT")),
    unasked=(SEND_ALL, HANG_UP),
    channels=(NOTIFY,),
    streams=(NOTIFY,),
    models=(
        Model(
            name="Microlife BP3GY1-2N",
            quirks="Sends the memory of the user whom its switch selects, and no other.",
        ),
        Model(name="Microlife A6 BT", quirks="Its advertised name is not known for sure."),
    ),
    evidence=(
        "Two public readers, one of them in use with a real cuff (MIT). The meaning of the header, "
        "of two octets of each record, and the order of the records are unknown."
    ),
)
