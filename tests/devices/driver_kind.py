"""What the conformance tests know of the drivers there are, and how they feed them."""

from pathlib import Path
from typing import Any

from devices.capture import Capture, Frame, load
from devices.catalog import all_drivers, find
from devices.decoder import SERIAL, Read, Received, Subscribe, Write, WriteClock
from devices.driver import Driver, TransportKind
from devices.event import DeviceEvent, Measured
from devices.measurement import BloodPressure

FRAMES = Path(__file__).parent.parent / "frames"
SLUGS = [driver.slug for driver in all_drivers()]
PRESSURE_SLUGS = [d.slug for d in all_drivers() if d.capabilities.blood_pressure]

Values = tuple[float | None, float | None]


def capture(slug: str) -> Capture:
    return load(FRAMES / f"{slug}.toml")


def streams(driver: Driver) -> tuple[str, ...]:
    """Return the channels whose frames may come in any pieces."""
    return (SERIAL,) if driver.transport is TransportKind.SERIAL else driver.streams


STREAMS = [(d.slug, channel) for d in all_drivers() for channel in streams(d)]


def octets(slug: str, channel: str) -> bytes:
    """Return all that was captured on one channel."""
    frames = capture(slug).frames
    return b"".join(f.octets for f in frames if f.channel == channel and f.step is None)


def told(driver: Driver, channel: str, chunks: list[bytes]) -> list[DeviceEvent]:
    """Return what a decoder that was never opened makes of these chunks, all at one time."""
    reader = driver.decoder()
    return [
        output
        for chunk in chunks
        for output in reader.feed(Received(channel, chunk), 0.0)
        if not isinstance(output, Subscribe | Read | Write | WriteClock)
    ]


def readings(events: list[DeviceEvent]) -> list[Values]:
    return [
        (event.measurement.systolic, event.measurement.diastolic)
        for event in events
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
    ]


def reading_frames(slug: str) -> list[Frame]:
    """Return the captured frames that bring a blood pressure each by themselves."""
    driver = find(slug)
    frames = (frame for frame in capture(slug).frames if frame.step is None)
    return [f for f in frames if readings(told(driver, f.channel, [f.octets]))]


def stated(slug: str) -> list[dict[str, Any]]:
    """Return what the frames of the capture must decode to."""
    return [event for frame in capture(slug).frames for event in frame.expect or ()]


def has_a_checksum(slug: str) -> bool:
    """Tell whether the captures show a frame whose checksum is wrong."""
    return any("checksum" in str(event.get("reason")) for event in stated(slug))


def refuses_by_checksum(slug: str) -> bool:
    """Tell whether the captures show readings that a check refused or could not verify."""
    return has_a_checksum(slug) or any("verified" in event for event in stated(slug))


CHECKED = [slug for slug in PRESSURE_SLUGS if refuses_by_checksum(slug)]
