"""Meetings over a broker: who has the code pairs once; everybody else is told why not."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kapmonitor.link.broker import Meeting
from kapmonitor.link.cable import Attachment, Came, Happening, Trouble
from kapmonitor.link.code import CODE_LIVES_S, Code
from kapmonitor.link.meet import Told, host, join
from kapmonitor.link.meeting import Fruitless, Offer, Paired, Trying, Waiting
from kapmonitor.link.memory import MemoryBroker, MemoryCable
from kapmonitor.link.pairing import Failed, Failure
from tests.support.link_lines import in_no_time

CODE = Code("4123", "675689", 3)
OTHER = Code("5123", "111111", 3)
WRONG = replace(CODE, secret="000000")
OFFER = Offer(session=bytes(range(16)), key_id=0)
MEETING = Meeting(CODE.client)


@dataclass(slots=True)
class Room:
    """A station that waits under a code, and what it told."""

    broker: MemoryBroker
    offer: Offer = OFFER
    codes: Iterator[Code] = field(default_factory=lambda: iter([CODE, OTHER]))
    told: list[Told] = field(default_factory=list)
    task: asyncio.Task[None] = field(init=False)

    def __post_init__(self) -> None:
        make = self.codes.__next__
        waiting = host(lambda: self.offer, self.broker.cable, make, os.urandom, self.told.append)
        self.task = asyncio.create_task(waiting)

    async def until(self, kind: type[Told]) -> Told:
        async with asyncio.timeout(CODE_LIVES_S + 60):
            while True:
                for each in self.told:
                    if isinstance(each, kind):
                        return each
                await asyncio.sleep(0.05)

    async def close(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


async def joined(broker: MemoryBroker, code: Code = CODE) -> Paired | Failed:
    return await join(code, broker.cable, os.urandom)


def _met(what: Callable[[MemoryBroker, Room], Coroutine[Any, Any, None]]) -> None:
    """Let something happen to a room that waits."""

    async def run() -> None:
        broker = MemoryBroker(trip_s=0.02)
        room = Room(broker)
        await room.until(Waiting)
        await what(broker, room)
        await room.close()

    in_no_time(run())


def test_both_hold_the_same_root_and_the_nameplate_is_free_again() -> None:
    async def run(broker: MemoryBroker, room: Room) -> None:
        patient = await joined(broker)
        station = await room.until(Paired)
        assert isinstance(patient, Paired)
        assert patient == station
        assert patient.offer == OFFER
        assert Trying(1, 3) in room.told
        claims = Ears(broker, MEETING.claim)
        await asyncio.sleep(1)
        assert claims.heard == []

    _met(run)


def test_a_renewed_pairing_names_its_session_and_key() -> None:
    async def run() -> None:
        broker = MemoryBroker()
        again = Offer(session=bytes(16), key_id=7, after=41, can=("hr",))
        room = Room(broker, again)
        await room.until(Waiting)
        paired = await joined(broker)
        assert isinstance(paired, Paired)
        assert paired.offer == again
        assert paired.keys.key_id == 7
        await room.close()

    in_no_time(run())


def test_three_wrong_codes_burn_it_and_the_fourth_is_told() -> None:
    async def run(broker: MemoryBroker, room: Room) -> None:
        for _ in range(3):
            assert await joined(broker, WRONG) == Failed(Failure.WRONG_SECRET)
        assert await joined(broker) == Failed(Failure.BURNT)
        assert await room.until(Failed) == Failed(Failure.BURNT, 0)
        assert not any(isinstance(each, Paired) for each in room.told)

    _met(run)


def test_a_wrong_code_is_told_and_the_right_one_pairs_afterwards() -> None:
    async def run(broker: MemoryBroker, room: Room) -> None:
        await joined(broker, WRONG)
        assert await room.until(Fruitless) == Fruitless(2)
        assert isinstance(await joined(broker), Paired)

    _met(run)


def test_a_second_companion_is_told_that_the_code_has_paired() -> None:
    async def run(broker: MemoryBroker, _room: Room) -> None:
        assert isinstance(await joined(broker), Paired)
        assert await joined(broker) == Failed(Failure.USED)

    _met(run)


def test_two_companions_at_once_never_hold_one_root() -> None:
    async def run(broker: MemoryBroker, room: Room) -> None:
        both = await asyncio.gather(joined(broker), joined(broker))
        paired = [each for each in both if isinstance(each, Paired)]
        assert len(paired) <= 1
        assert Failed(Trouble.TAKEN_OVER) in both
        assert [each for each in room.told if isinstance(each, Paired)] == paired

    _met(run)


def test_a_code_lapses_and_nobody_answers_under_it() -> None:
    async def run(broker: MemoryBroker, room: Room) -> None:
        assert await room.until(Failed) == Failed(Failure.EXPIRED, 3)
        await room.task
        assert await joined(broker) == Failed(Failure.NO_ANSWER)

    _met(run)


def test_a_nameplate_in_use_leads_to_another_code() -> None:
    async def run(broker: MemoryBroker, room: Room) -> None:
        later = Room(broker)
        found = await later.until(Waiting)
        assert isinstance(found, Waiting)
        assert found.code == OTHER
        assert isinstance(await joined(broker), Paired)
        assert any(isinstance(each, Paired) for each in room.told)
        assert len(later.told) == 1
        await later.close()

    _met(run)


def test_two_stations_that_claim_at_once_both_choose_anew() -> None:
    async def run() -> None:
        broker = MemoryBroker(trip_s=0.1)
        third = Code("6123", "222222", 3)
        one, two = Room(broker), Room(broker, codes=iter([CODE, third]))
        found = [await one.until(Waiting), await two.until(Waiting)]
        assert [each.code for each in found if isinstance(each, Waiting)] == [OTHER, third]
        await one.close()
        await two.close()

    in_no_time(run())


def test_a_broker_that_is_away_is_told_and_not_waited_for() -> None:
    async def run() -> None:
        broker = MemoryBroker()
        broker.stop()
        began = asyncio.get_running_loop().time()
        assert await joined(broker) == Failed(Trouble.REFUSED)
        assert asyncio.get_running_loop().time() - began < 10
        room = Room(broker)
        assert await room.until(Trouble) is Trouble.REFUSED
        broker.start()
        await room.until(Waiting)
        assert isinstance(await joined(broker), Paired)
        await room.close()

    in_no_time(run())


def test_a_station_that_lost_its_broker_waits_under_the_same_code() -> None:
    async def run(broker: MemoryBroker, room: Room) -> None:
        broker.forget()
        await asyncio.sleep(5)
        late = Room(broker)
        found = await late.until(Waiting)
        assert isinstance(found, Waiting)
        assert found.code == OTHER  # the claim stands again
        assert isinstance(await joined(broker), Paired)
        await late.close()
        assert len([each for each in room.told if isinstance(each, Waiting)]) == 1

    _met(run)


@dataclass(slots=True)
class Ears:
    """Somebody at the broker who hears one topic and can say anything on any."""

    broker: MemoryBroker
    topic: str
    heard: list[bytes] = field(default_factory=list)
    cable: MemoryCable = field(init=False)

    def __post_init__(self) -> None:
        attachment = Attachment(client=f"ears {self.topic}", hears=(self.topic,), kept=False)
        self.cable = self.broker.cable(attachment, self._hear)
        self.cable.open()

    def _hear(self, happening: Happening) -> None:
        if isinstance(happening, Came):
            self.heard.append(happening.octets)

    def say(self, topic: str, octets: bytes) -> None:
        self.cable.publish(topic, octets, 1, 60)


def test_what_was_overheard_and_is_said_again_pairs_nobody() -> None:
    async def run(broker: MemoryBroker, room: Room) -> None:
        station_heard = Ears(broker, MEETING.patient)
        await asyncio.sleep(0.1)
        paired = await joined(broker)
        assert isinstance(paired, Paired)
        m1, m3 = station_heard.heard[:2]
        second = Room(broker)  # the same digits in another room, later
        await second.until(Waiting)
        told = len(second.told)
        station_heard.say(MEETING.patient, m1)
        station_heard.say(MEETING.patient, m3)
        await asyncio.sleep(1)
        assert Failed(Failure.BURNT, 0) not in second.told
        assert not any(isinstance(each, Paired) for each in second.told)
        assert second.told[told:] == [Trying(1, 3), Fruitless(2)]
        assert [each for each in room.told if isinstance(each, Paired)] == [paired]
        await second.close()

    _met(run)


def test_an_answer_that_was_overheard_pairs_no_patient() -> None:
    async def run(broker: MemoryBroker, room: Room) -> None:
        ears = Ears(broker, MEETING.therapist)
        await asyncio.sleep(0.1)
        assert isinstance(await joined(broker), Paired)
        await room.task  # nobody answers any more
        for octets, expected in zip(
            [*ears.heard[:2], b"D\x01", b"B" * 65],
            [Failure.WRONG_SECRET, Failure.NOT_A_HANDSHAKE, Failure.BURNT, Failure.NOT_A_HANDSHAKE],
            strict=True,
        ):
            trying = asyncio.create_task(joined(broker))
            await asyncio.sleep(0.5)
            ears.say(MEETING.therapist, octets)
            assert await trying == Failed(expected)

    _met(run)


def test_a_mirror_and_noise_pair_nobody_and_end_nothing() -> None:
    async def run(broker: MemoryBroker, room: Room) -> None:
        noise = Ears(broker, MEETING.patient)
        await asyncio.sleep(0.1)
        for octets in (b"", b"A", b"B" * 65, b"C" * 33, b"D\x01", bytes(1024 * 1024)):
            noise.say(MEETING.patient, octets)
        await asyncio.sleep(0.5)
        assert not any(isinstance(each, Failed | Paired) for each in room.told)
        assert isinstance(await joined(broker), Paired)

    _met(run)
