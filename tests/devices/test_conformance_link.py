"""What every driver must do on a link: drops, repeats, old memories."""

import asyncio
from datetime import UTC, datetime

import pytest

from devices.capture import Frame
from devices.catalog import find
from devices.conversation import Conversation, CuffMemory
from devices.cuff import Cuff
from devices.decoder import Read, Received, Subscribe, Write
from devices.event import (
    DeviceEvent,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure, Provenance
from devices.transport import EnvironmentFault
from devices.transport.memory import Wire
from tests.devices.driver_kind import PRESSURE_SLUGS, SLUGS, capture, reading_frames, told
from tests.devices.paced import play, utc_now

FAR_FROM_ANY_STAMP = datetime(2031, 5, 4, 12, 0, 0, tzinfo=UTC).replace(tzinfo=None)


def heard(talk: Conversation, frame: Frame, now: float) -> list[DeviceEvent]:
    """Return the events that one frame brings, and what was held until then."""
    steps = [
        *talk.received(Received(frame.channel, frame.octets), now, FAR_FROM_ANY_STAMP),
        *talk.elapsed(now + 3.0, FAR_FROM_ANY_STAMP),
    ]
    return [step for step in steps if not isinstance(step, Subscribe | Read | Write)]


def pressures(events: list[DeviceEvent]) -> list[Measured]:
    return [
        event
        for event in events
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
    ]


@pytest.mark.parametrize("slug", PRESSURE_SLUGS)
def test_rule_6_what_a_device_holds_when_it_is_connected_is_never_live(slug: str) -> None:
    driver = find(slug)
    for frame in reading_frames(slug):
        talk = Conversation(driver, CuffMemory(), 0.0)
        for event in pressures(heard(talk, frame, 0.5)):
            assert isinstance(event.measurement, BloodPressure)
            if event.measurement.age_s is None:  # else the device itself says how old it is
                assert event.provenance is not Provenance.LIVE


@pytest.mark.parametrize("slug", PRESSURE_SLUGS)
def test_a_repeat_on_the_link_or_after_it_broke_is_no_second_reading(slug: str) -> None:
    driver = find(slug)
    for frame in reading_frames(slug):
        memory = CuffMemory()
        once = len(pressures(told(driver, frame.channel, [frame.octets])))
        found = []
        for connection in range(2):
            talk = Conversation(driver, memory, connection * 4.0)
            for repeat in range(2):
                found += pressures(heard(talk, frame, connection * 4.0 + repeat))
            found += pressures(list(talk.ended(None, connection * 4.0 + 2.0)))
        assert len(found) == once, frame


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
