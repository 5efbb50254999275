"""A cuff that advertises the number of its newest record: what that proves, and what it never does.

Omron's cuffs do. What is proved is that one measurement was made a moment ago; the reading that it
brought is live where no clock can tell. No reading that is older may become so.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.event import DeviceEvent, Measured
from devices.provenance import HOLD_S, Duplicate, ProvenanceJudge
from devices.record_numbers import RecordNumbers
from devices.seen_readings import SeenReadings
from tests.devices.judged import LIVE, NOON, STORED, UNCONFIRMED, reading
from tests.devices.over_air import cuff_at, kept, told, values
from tests.support.ble_rig.rig import Rig, ble_rig
from tests.support.ble_rig.virtual_cuff import Habits

NEVER_SET = Habits(name="BLESmart_0000021F005FBF88C25B", clock=bytes(10))
Numbers = tuple[tuple[int, int], ...]


@dataclass
class Device:
    """One device over several connections."""

    now: float = 0.0
    seen: SeenReadings = field(default_factory=SeenReadings)
    numbers: RecordNumbers = field(default_factory=RecordNumbers)

    @property
    def wall(self) -> datetime:
        return NOON + timedelta(seconds=self.now)

    def connect(self, advertised: Numbers | None, *sent: Measured) -> list[Measured]:
        """Connect, be sent readings, wait until nothing is held; return what was told."""
        judge = ProvenanceJudge(
            has_memory=True, opened=self.now, seen=self.seen, numbers=self.numbers
        )
        if advertised is not None:
            self.numbers.advertised(advertised, self.now)
        events: list[DeviceEvent | Duplicate] = []
        for one in sent:
            self.now += 0.1
            events += judge.feed(one, self.now, self.wall)
        self.now += HOLD_S
        events += [*judge.elapsed(self.now), *judge.closing()]
        return [event for event in events if isinstance(event, Measured)]

    def verdicts(self, advertised: Numbers | None, *sent: Measured) -> list[str]:
        """Connect and return the verdicts on what was told."""
        return [str(event.provenance) for event in self.connect(advertised, *sent)]


def met(before: Numbers = ((6, 0),), last: Numbers = ((7, 1),)) -> Device:
    """Return a device that was heard twice and brought its one reading: nothing is proved yet."""
    device = Device()
    device.connect(before)
    assert device.verdicts(last, reading(121)) == [UNCONFIRMED]
    device.now += 60
    return device


def test_one_record_more_than_a_moment_ago_is_live() -> None:
    assert met().verdicts(((8, 2),), reading(121), reading(128)) == [STORED, LIVE]


def test_the_number_turns_over_after_sixteen_bits() -> None:
    assert met(last=((0xFFFF, 1),)).verdicts(((0, 1),), reading(128)) == [LIVE]


def test_a_connection_that_brings_nothing_changes_nothing() -> None:
    device = met()
    device.connect(((8, 1),))
    device.connect(None)
    assert device.verdicts(((8, 1),), reading(128)) == [LIVE]


@pytest.mark.parametrize(
    ("last", "after"),
    [
        (((7, 1),), ((7, 1),)),
        (((7, 1),), ((9, 1),)),
        (((7, 1),), ((6, 1),)),
        (((7, 1),), None),
        (((7, 1),), ((8, 1), (1, 0))),
        (((7, 1), (3, 0)), ((8, 1), (4, 0))),
        (((7, 1),), ((8, 3),)),
        (((6, 1),), ((7, 1),)),
    ],
    ids=[
        "the same number",
        "two more",
        "a lower number",
        "not advertised",
        "another user",
        "two users measured",
        "not all records came",
        "the number before may be of yesterday",
    ],
)
def test_anything_else_proves_nothing(last: Numbers, after: Numbers | None) -> None:
    assert met(last=last).verdicts(after, reading(128)) == [UNCONFIRMED]


def test_a_minute_too_late_is_too_late() -> None:
    device = met()
    device.now += 120
    assert device.verdicts(((8, 1),), reading(128)) == [UNCONFIRMED]


def test_octets_that_were_told_before_are_not_the_new_record() -> None:
    assert met().verdicts(((8, 1),), reading(121)) == [UNCONFIRMED]


def test_a_near_stamp_agrees_and_no_clock_is_contradicted() -> None:
    old = timedelta(hours=1)
    assert met().verdicts(((8, 1),), reading(128, NOON - old)) == [UNCONFIRMED]
    assert met().verdicts(((8, 1),), reading(128, NOON)) == [LIVE]


def test_only_one_reading_is_the_new_one() -> None:
    device = met()
    assert device.verdicts(((8, 1),), reading(128)) == [LIVE]
    assert device.verdicts(((8, 1),), reading(129)) == [UNCONFIRMED]


@st.composite
def _lives(draw: st.DrawFn) -> list[tuple[str, int]]:
    """What happens to a cuff. Of a connection the number says what went wrong with it."""
    kinds = st.sampled_from(["measure", "wait", "connect", "connect", "forget"])
    return draw(st.lists(st.tuples(kinds, st.integers(0, 3)), min_size=4, max_size=16))


@given(_lives())
def test_no_reading_of_more_than_three_minutes_ago_is_live_whatever_the_numbers(
    life: list[tuple[str, int]],
) -> None:
    device, memory, number = Device(), list[tuple[Measured, float]](), 0
    heard: Numbers = ((0, 0),)
    for kind, how in life:
        device.now += 1
        match kind:
            case "measure":
                memory.append((reading(120.0 + how), device.now))
                number += 1
            case "wait":
                device.now += 60 * how
            case "forget":
                memory.clear()
            case _:
                began = device.now
                heard = heard if how & 1 else ((number, len(memory)),)  # or of yesterday
                sent = memory[:-1] if how & 2 else memory  # or broken off before the last
                made = {id(one.measurement): at for one, at in sent}
                for told_ in device.connect(heard, *(one for one, _at in sent)):
                    age = began - made[id(told_.measurement)]
                    assert told_.provenance is not LIVE or age <= 180


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with ble_rig() as made:
        yield made


def plain(systolic: int) -> bytes:
    """Return a 2A35 value without a time."""
    return bytes([0, systolic, 0, 82, 0, 0xFF, 0x07])


async def test_what_was_heard_on_the_air_before_connecting_is_used(rig: Rig) -> None:
    far = await rig.cuff([plain(128)], NEVER_SET)
    numbers = iter([3, 4, 5])

    async def measured(systolic: int) -> None:
        far.made_by = bytes.fromhex("0e02 01 24") + next(numbers).to_bytes(2, "little") + b"\x01"
        far.store([plain(systolic)])
        await far.advertise()

    async def twice_more() -> None:
        for systolic in (131, 134):
            await measured(systolic)
            await far.connected.wait()
            await far.disconnected.wait()
        await measured(137)

    found = values(await kept(far, twice_more, until=4))
    assert found == [
        (128, 82, UNCONFIRMED),
        (131, 82, UNCONFIRMED),
        (134, 82, UNCONFIRMED),
        (137, 82, LIVE),
    ]


async def test_noise_in_the_place_of_the_numbers_is_nothing(rig: Rig) -> None:
    far = await rig.cuff([plain(128)], NEVER_SET)
    await far.fall_silent()
    far.made_by = b"\x0e\x02" + bytes(range(1, 9))
    await far.advertise()
    assert values(await told(cuff_at(far))) == [(128, 82, UNCONFIRMED)]
