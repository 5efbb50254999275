"""What every driver must do, checked for each one by its presence. No list to edit."""

import ast
import importlib
import inspect
import pkgutil
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import devices.drivers
from devices.capture import Frame, decode, statement
from devices.catalog import all_drivers, find, match_advertisement
from devices.decoder import Output, Received, Write
from devices.driver import BleMatch, Driver, TransportKind
from devices.event import Measured
from devices.measurement import BloodPressure
from tests.devices.driver_kind import (
    CHECKED,
    PRESSURE_SLUGS,
    SLUGS,
    STREAMS,
    capture,
    octets,
    reading_frames,
    readings,
    streams,
    told,
)

MODULES = sorted(m.name for m in pkgutil.iter_modules(devices.drivers.__path__))
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
    assert set(driver.streams) <= set(driver.channels)
    assert driver.models
    assert all(model.name for model in driver.models)
    assert driver.evidence.endswith(".")
    assert measures.blood_pressure or measures.heart_rate or measures.pulse_oximetry
    assert (driver.serial is not None) == (driver.transport is TransportKind.SERIAL)
    assert driver.matches or driver.transport is TransportKind.SERIAL
    if measures.can_start:
        assert measures.can_stop
        assert driver.minimum_start_interval_s >= 60


@pytest.mark.parametrize("slug", BLE_SLUGS)
def test_what_a_driver_claims_on_the_air_is_its_own(slug: str) -> None:
    for match in find(slug).matches:
        assert isinstance(match, BleMatch)
        services = [match.service] if match.service else []
        assert match_advertisement(services, match.name) is find(slug), match
        if match.name:  # beside the standard service, which many a vendor's cuff offers too
            assert match_advertisement([*services, "1810"], f"{match.name} 12AB") is find(slug)


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


@pytest.mark.parametrize(("slug", "channel"), STREAMS)
@settings(max_examples=15)
@given(data=st.data())
def test_chunks_do_not_matter(slug: str, channel: str, data: st.DataObject) -> None:
    whole = octets(slug, channel)
    cuts = data.draw(st.lists(st.integers(1, len(whole) - 1), max_size=12))
    edges = sorted({0, len(whole), *cuts})
    parts = [whole[a:b] for a, b in pairwise(edges)]
    driver = find(slug)
    assert told(driver, channel, parts) == told(driver, channel, [whole])


@pytest.mark.parametrize(("slug", "channel"), STREAMS)
def test_octet_by_octet(slug: str, channel: str) -> None:
    whole = octets(slug, channel)
    single = [bytes((octet,)) for octet in whole]
    assert told(find(slug), channel, single) == told(find(slug), channel, [whole])


@pytest.mark.parametrize(("slug", "channel"), STREAMS)
def test_a_drop_at_any_octet_leaves_the_readings_before_it(slug: str, channel: str) -> None:
    driver, whole = find(slug), octets(slug, channel)
    everything = readings(told(driver, channel, [whole]))
    for end in range(0, len(whole), 1 + len(whole) // 100):
        before = readings(told(driver, channel, [whole[:end]]))
        assert before == everything[: len(before)]


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=25)
@given(data=st.data())
def test_rule_5_no_octets_and_no_moment_raise_or_start(slug: str, data: st.DataObject) -> None:
    driver = find(slug)
    decoder = driver.decoder()
    now = 0.0
    unasked: list[Output] = []
    asked = False
    if data.draw(st.booleans()):
        unasked += decoder.opening(now)
    for _ in range(data.draw(st.integers(0, 8))):
        now += data.draw(st.floats(0, 30))
        match data.draw(st.sampled_from(("feed", "feed", "feed", "elapsed", "start", "stop"))):
            case "feed":
                channel = data.draw(st.sampled_from(driver.channels))
                outputs = decoder.feed(Received(channel, data.draw(_chunks(slug))), now)
            case "elapsed":
                outputs = decoder.elapsed(now)
            case "start":
                asked = driver.capabilities.can_start
                outputs = decoder.start_measurement(now)
            case _:
                outputs = decoder.stop_measurement(now)
        unasked += outputs if not asked else ()
        assert decoder.deadline is None or decoder.deadline >= 0
    written = {output.octets for output in unasked if isinstance(output, Write)}
    assert written <= set(driver.unasked)


def _chunks(slug: str) -> st.SearchStrategy[bytes]:
    real = [frame.octets for frame in capture(slug).frames]
    damaged = st.tuples(st.sampled_from(real), st.integers(0, 30), st.binary(max_size=4)).map(
        lambda parts: parts[0][: parts[1]] + parts[2] + parts[0][parts[1] :]
    )
    return st.binary(max_size=40) | st.sampled_from(real) | damaged


@pytest.mark.parametrize("slug", PRESSURE_SLUGS)
def test_a_frame_cut_short_is_no_blood_pressure(slug: str) -> None:
    driver = find(slug)
    for frame in capture(slug).frames:
        for end in range(len(frame.octets) - 1):
            assert readings(told(driver, frame.channel, [frame.octets[:end]])) == []


@pytest.mark.parametrize("slug", PRESSURE_SLUGS)
@settings(max_examples=10)
@given(data=st.data())
def test_garbage_costs_no_reading_and_makes_none(slug: str, data: st.DataObject) -> None:
    driver = find(slug)
    frame = data.draw(st.sampled_from(reading_frames(slug)))
    garbage = data.draw(st.binary(min_size=1, max_size=24 if streams(driver) else 6))
    clean = readings(told(driver, frame.channel, [frame.octets]))
    reader = driver.decoder()
    found = []
    for at, chunk in ((0.0, garbage), (30.0, frame.octets), (60.0, frame.octets)):
        found += readings(
            [e for e in reader.feed(Received(frame.channel, chunk), at) if isinstance(e, Measured)]
        )
    assert found[-len(clean) :] == clean
    assert set(found) == set(clean)


@pytest.mark.parametrize("slug", BLE_SLUGS)
@settings(max_examples=10)
@given(data=st.data())
def test_frames_in_another_order_mean_the_same(slug: str, data: st.DataObject) -> None:
    frames = [frame for frame in capture(slug).frames if frame.channel != "2a49"]
    shuffled = data.draw(st.permutations(frames))
    driver = find(slug)

    def meaning(order: list[Frame]) -> list[str]:
        return sorted(str(events) for _, events in decode(driver, order))

    assert meaning(shuffled) == meaning(frames)


@pytest.mark.parametrize("slug", CHECKED)
@settings(max_examples=30)
@given(data=st.data())
def test_a_damaged_octet_never_makes_a_verified_reading(slug: str, data: st.DataObject) -> None:
    whole = [each for each in reading_frames(slug) if all(map(_is_verified, _told_of(slug, each)))]
    # Damage done to a damaged frame may mend it; where nothing is ever verified, any frame will do.
    good = data.draw(st.sampled_from(whole or reading_frames(slug)))
    frame = bytearray(good.octets)
    inside = len(good.octets.rstrip(b"\r\n"))  # an end of line after the frame is not its part
    at = data.draw(st.integers(0, inside - 1))
    frame[at] = data.draw(st.integers(0, 255).filter(lambda octet: octet != frame[at]))
    damaged = replace(good, octets=bytes(frame))
    assert not any(map(_is_verified, _told_of(slug, damaged)))


def _told_of(slug: str, frame: Frame) -> list[Measured]:
    """Return the blood pressures that one frame brings."""
    events = told(find(slug), frame.channel, [frame.octets])
    measured = (event for event in events if isinstance(event, Measured))
    return [each for each in measured if isinstance(each.measurement, BloodPressure)]


def _is_verified(event: Measured) -> bool:
    return event.verified


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
