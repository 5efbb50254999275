"""What every driver must do, checked for each one by its presence. No list to edit."""

import ast
import asyncio
import importlib
import inspect
import pkgutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import devices.drivers
from devices.capture import Capture, Frame, decode, load, statement
from devices.catalog import all_drivers, find
from devices.cuff import Cuff
from devices.decoder import SERIAL, Output, Read, Received, Subscribe, Write, WriteClock
from devices.driver import Driver, TransportKind
from devices.event import (
    DeviceEvent,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure
from devices.transport import EnvironmentFault
from devices.transport.memory import Wire
from devices.wire.record_access import CONTROL_POINT, REPORT_NEWEST
from tests.devices.paced import play, utc_now

FRAMES = Path(__file__).parent.parent / "frames"
MODULES = sorted(m.name for m in pkgutil.iter_modules(devices.drivers.__path__))
SLUGS = [driver.slug for driver in all_drivers()]
SERIAL_SLUGS = [d.slug for d in all_drivers() if d.transport is TransportKind.SERIAL]
BLE_SLUGS = [d.slug for d in all_drivers() if d.transport is TransportKind.BLE]
ALLOWED = (
    "__future__",
    "collections.abc",
    "dataclasses",
    "datetime",
    "devices.decoder",
    "devices.driver",
    "devices.event",
    "devices.ieee11073",
    "devices.measurement",
    "devices.wire.",
    "enum",
    "functools",
    "itertools",
    "math",
    "re",
    "struct",
    "typing",
)


def capture(slug: str) -> Capture:
    return load(FRAMES / f"{slug}.toml")


def octets(slug: str) -> bytes:
    return b"".join(frame.octets for frame in capture(slug).frames)


def told(driver: Driver, channel: str, chunks: list[bytes]) -> list[DeviceEvent]:
    """Return what a decoder that was never opened makes of these chunks, all at one time."""
    reader = driver.decoder()
    return [
        output
        for chunk in chunks
        for output in reader.feed(Received(channel, chunk), 0.0)
        if not isinstance(output, Subscribe | Read | Write | WriteClock)
    ]


def readings(events: list[DeviceEvent]) -> list[tuple[float | None, float | None]]:
    return [
        (event.measurement.systolic, event.measurement.diastolic)
        for event in events
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
    ]


@pytest.mark.parametrize("module", MODULES)
def test_a_driver_file_holds_one_driver_named_like_the_file(module: str) -> None:
    namespace = vars(importlib.import_module(f"devices.drivers.{module}"))
    found = [name for name, value in namespace.items() if isinstance(value, Driver)]
    assert found == ["DRIVER"]
    assert find(module).slug == module


@pytest.mark.parametrize("slug", SLUGS)
def test_the_driver_describes_itself(slug: str) -> None:
    driver = find(slug)
    measures = driver.capabilities
    assert driver.title
    assert driver.channels
    assert measures.blood_pressure or measures.heart_rate or measures.pulse_oximetry
    assert (driver.serial is not None) == (driver.transport is TransportKind.SERIAL)
    if measures.can_start:
        assert measures.can_stop
        assert driver.minimum_start_interval_s >= 60


@pytest.mark.parametrize("slug", SLUGS)
def test_every_captured_frame_decodes_as_stated(slug: str) -> None:
    recorded = capture(slug)
    assert recorded.driver == slug
    assert recorded.source
    assert recorded.frames
    for frame, events in decode(find(slug), recorded.frames):
        assert frame.note.startswith(("[cap]", "[src]", "[der]"))
        assert frame.expect is not None
        assert tuple(map(statement, events)) == frame.expect, frame


@pytest.mark.parametrize("slug", SERIAL_SLUGS)
@settings(max_examples=40)
@given(data=st.data())
def test_chunks_do_not_matter(slug: str, data: st.DataObject) -> None:
    whole = octets(slug)
    cuts = data.draw(st.lists(st.integers(1, len(whole) - 1), max_size=12))
    edges = sorted({0, len(whole), *cuts})
    parts = [whole[a:b] for a, b in pairwise(edges)]
    driver = find(slug)
    assert told(driver, SERIAL, parts) == told(driver, SERIAL, [whole])


@pytest.mark.parametrize("slug", SERIAL_SLUGS)
def test_octet_by_octet(slug: str) -> None:
    whole = octets(slug)
    single = [bytes((octet,)) for octet in whole]
    assert told(find(slug), SERIAL, single) == told(find(slug), SERIAL, [whole])


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=40)
@given(data=st.data())
def test_no_octets_and_no_moment_raise(slug: str, data: st.DataObject) -> None:
    driver = find(slug)
    decoder = driver.decoder()
    now = 0.0
    outputs: list[Output] = []
    if data.draw(st.booleans()):
        outputs += decoder.opening(now)
    for _ in range(data.draw(st.integers(0, 8))):
        now += data.draw(st.floats(0, 30))
        match data.draw(st.sampled_from(("feed", "feed", "feed", "elapsed", "start", "stop"))):
            case "feed":
                channel = data.draw(st.sampled_from(driver.channels))
                chunk = data.draw(_chunks(slug))
                outputs += decoder.feed(Received(channel, chunk), now)
            case "elapsed":
                outputs += decoder.elapsed(now)
            case "start":
                outputs += decoder.start_measurement(now)
            case _:
                outputs += decoder.stop_measurement(now)
    assert all(value is None or value >= 0 for value in (decoder.deadline,))
    if not driver.capabilities.can_start:
        written = [output for output in outputs if isinstance(output, Write)]
        assert all(write == Write(CONTROL_POINT, REPORT_NEWEST, optional=True) for write in written)


def _chunks(slug: str) -> st.SearchStrategy[bytes]:
    real = [frame.octets for frame in capture(slug).frames]
    damaged = st.tuples(st.sampled_from(real), st.integers(0, 30), st.binary(max_size=4)).map(
        lambda parts: parts[0][: parts[1]] + parts[2] + parts[0][parts[1] :]
    )
    return st.binary(max_size=40) | st.sampled_from(real) | damaged


@pytest.mark.parametrize("slug", SLUGS)
def test_a_frame_cut_short_is_no_blood_pressure(slug: str) -> None:
    driver = find(slug)
    for frame in capture(slug).frames:
        for end in range(len(frame.octets) - 1):
            cut = told(driver, frame.channel, [frame.octets[:end]])
            assert readings(cut) == []


@pytest.mark.parametrize("slug", BLE_SLUGS)
@settings(max_examples=40)
@given(data=st.data())
def test_frames_in_another_order_mean_the_same(slug: str, data: st.DataObject) -> None:
    frames = [frame for frame in capture(slug).frames if frame.channel != "2a49"]
    shuffled = data.draw(st.permutations(frames))
    driver = find(slug)

    def meaning(order: list[Frame]) -> list[str]:
        return sorted(str(events) for _, events in decode(driver, order))

    assert meaning(shuffled) == meaning(frames)


@pytest.mark.parametrize("slug", SERIAL_SLUGS)
@settings(max_examples=40)
@given(data=st.data())
def test_a_damaged_octet_never_makes_a_verified_reading(slug: str, data: st.DataObject) -> None:
    driver = find(slug)
    good = [f.octets for f in capture(slug).frames if readings(told(driver, SERIAL, [f.octets]))]
    frame = bytearray(data.draw(st.sampled_from(good)))
    at = data.draw(st.integers(0, len(frame) - 1))
    frame[at] = data.draw(st.integers(0, 255).filter(lambda octet: octet != frame[at]))
    for event in told(driver, SERIAL, [bytes(frame)]):
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure):
            assert not event.verified


@pytest.mark.parametrize("module", MODULES)
def test_a_driver_imports_only_what_drivers_may_know(module: str) -> None:
    source = inspect.getsource(importlib.import_module(f"devices.drivers.{module}"))
    imported = {
        name
        for node in ast.walk(ast.parse(source))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    assert {name for name in imported if not name.startswith(ALLOWED)} == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_survives_a_drop_and_a_new_connection(slug: str) -> None:
    driver, wire = find(slug), Wire()

    async def connect() -> list[DeviceEvent]:
        async with Cuff(driver, wire.transport(), host_now=utc_now) as cuff:
            told = asyncio.create_task(_collect(cuff))
            await wire.connected.wait()
            await asyncio.sleep(0)
            for frame in capture(slug).frames:
                wire.deliver(frame.channel, frame.octets)
                wire.deliver(frame.channel, frame.octets[:5])
            await asyncio.sleep(0.5)
            wire.break_link(EnvironmentFault("The plug was pulled."))
            return await told

    async def main() -> None:
        for _ in range(2):
            events = await connect()
            last = events[-1]
            assert isinstance(last, LinkChanged)
            assert last.state is LinkState.LOST
            assert "The plug was pulled." in last.text
            kinds = {type(event) for event in events}
            assert kinds & {Measured, MeasurementFailed, ProtocolViolated}

    play(main())


async def _collect(cuff: Cuff) -> list[DeviceEvent]:
    return [event async for event in cuff.events()]
