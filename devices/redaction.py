"""A capture without what tells one device, and so its owner, from another.

Blanked is what may tell who the patient is, as the driver says, wherever a line was cut. Taken out
are the frames that carry a serial number, a system id or a device's own name, by their Bluetooth
characteristics or by what the driver reads from them; of a name that part stays which tells the
family. What remains is decoded anew, so that it replays as it stands. Readings stay in: without
them a capture would show nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from devices.capture import Capture, Frame, decode, statement
from devices.driver import Driver
from devices.event import DeviceEvent, Identified
from devices.wire.cuff_family import family_name

DEVICE_NAME = "2a00"
IDENTIFYING = frozenset({DEVICE_NAME, "2a23", "2a25"})
"""Device Name, System ID and Serial Number String (Bluetooth Assigned Numbers)."""


def redacted(capture: Capture, driver: Driver) -> Capture:
    """Return the capture without identifying frames, and of no patient."""
    frames = _of_no_patient(capture.frames, driver)
    telling = {
        id(frame)
        for frame, events in decode(driver, frames)
        if frame.channel in IDENTIFYING or any(map(_tells_serial, events))
    }
    kept = [_by_family(frame) for frame in frames if id(frame) not in telling or _family(frame)]
    return replace(capture, frames=tuple(_decoded_anew(driver, kept)))


def _of_no_patient(frames: Iterable[Frame], driver: Driver) -> list[Frame]:
    """Blank what is a patient's. A line may have come in several pieces."""
    if driver.kept is None:
        return list(frames)
    stream = BytesIO(driver.kept(b"".join(each.octets for each in frames if each.step is None)))
    return [
        each if each.step is not None else replace(each, octets=stream.read(len(each.octets)))
        for each in frames
    ]


def _family(frame: Frame) -> bytes:
    """Return the part of a device's name that tells only its family, which chooses how to read."""
    if frame.channel != DEVICE_NAME or frame.step is not None:
        return b""
    return family_name(frame.octets.decode("utf-8", errors="replace")).encode()


def _by_family(frame: Frame) -> Frame:
    return replace(frame, octets=_family(frame)) if _family(frame) else frame


def _decoded_anew(driver: Driver, frames: list[Frame]) -> Iterator[Frame]:
    told = {id(frame): events for frame, events in decode(driver, frames)}
    for frame in frames:
        events = told.get(id(frame))
        yield frame if events is None else replace(frame, expect=tuple(map(statement, events)))


def _tells_serial(event: DeviceEvent) -> bool:
    return isinstance(event, Identified) and event.serial is not None
