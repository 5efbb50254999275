"""Rooms and a board over a broker: who is late has the state at once, who is not named nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kapmonitor.central.need import need_of
from kapmonitor.central.roster import Role
from kapmonitor.central.view import AlarmWord, MessageWord, Presence, RoomTile
from kapmonitor.central.watcher import Moment, Watch
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.mqtt import cables_to
from kapmonitor.runtime import MAX_SPEED, PacedLoop
from kapmonitor.session.event import StationMessageSeen
from kapmonitor.session.vocabulary import AlarmKind, Priority
from tests.support.builders import THERAPIST, Course, dosed
from tests.support.floor import FIRST_MS, MACHINES, Floor, alarmed, in_memory
from tests.support.mosquitto import Mosquitto
from tests.support.rooms import Clinic


async def _message_round(floor: Floor) -> None:
    """A message is in the room's record before anybody is said to have read it."""
    floor.boards["lead"].write("room-1", "Call me, please.", "Dana K.")
    await floor.until(lambda: len(floor.views["lead"].answers) == 2)
    (message,) = floor.courses["room-1"].session.from_station
    assert message.text.text == "Call me, please."
    origin = floor.courses["room-1"].entries[-1].origin
    assert origin is not None
    assert origin.operator.name == "Dana K."
    await floor.until(lambda: bool(_messages(floor, "room-1")))
    assert _messages(floor, "room-1")[0].read_s is None  # in the record, and nobody read it yet
    floor.courses["room-1"].note(StationMessageSeen(message=message.seq))
    floor.follow("room-1")
    await floor.until(lambda: _messages(floor, "room-1")[0].read_s is not None)
    assert _messages(floor, "room-1")[0].read_by == THERAPIST.operator.name


async def _whole_round(floor: Floor, crash: Callable[[], None]) -> None:
    """Two rooms and a board that comes late: state, acknowledgement, message, a room that dies."""
    floor.open_room("room-1", dosed())
    floor.open_room("room-2", alarmed())
    await asyncio.sleep(0.5)
    floor.open_board("lead")
    await floor.until_current("lead", "room-1")
    tile = await floor.until_current("lead", "room-2")
    assert floor.views["lead"].tiles[0].station == "room-2"  # it needs somebody
    assert tile.blood_pressure is not None
    assert list(tile.blood_pressure.values) == [178, 112]
    assert tile.alarm is not None
    assert tile.alarm.acknowledged is False

    board = floor.boards["lead"]
    board.acknowledge("room-2", tile.alarms, "Dana K.")
    await floor.until(lambda: bool(floor.views["lead"].answers))
    (answer,) = floor.views["lead"].answers
    assert answer.done
    session = floor.courses["room-2"].session
    assert {each.acknowledged_by for each in session.alarms.values()} == {"Dana K."}
    origin = floor.courses["room-2"].entries[-1].origin
    assert origin is not None
    assert (origin.station, origin.page) == ("lead", "from the station")

    await _message_round(floor)
    crash()
    await floor.until(lambda: _is(floor.tile("lead", "room-1"), Presence.OFFLINE))
    await floor.end()


def _messages(floor: Floor, room: str) -> tuple[MessageWord, ...]:
    tile = floor.tile("lead", room)
    return tile.messages if tile is not None else ()


def _is(tile: RoomTile | None, presence: Presence) -> bool:
    return tile is not None and tile.presence is presence


def test_two_rooms_and_a_board_in_memory() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)

        def crash() -> None:
            broker.sever("room-room-1")
            broker.silence("room-room-1")

        await _whole_round(floor, crash)

    in_memory(deed)


async def test_two_rooms_and_a_board_over_mosquitto(mosquitto: Mosquitto) -> None:
    floor = Floor(cables_to(mosquitto.for_station()))
    task: list[asyncio.Task[None]] = []

    def crash() -> None:
        task.append(asyncio.create_task(floor.close("room-1")))

    await _whole_round(floor, crash)
    await asyncio.gather(*task)


def test_a_machine_that_is_not_on_the_roster_sees_and_does_nothing() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-2", alarmed())
        floor.open_board("stranger")
        floor.open_board("lead")
        tile = await floor.until_current("lead", "room-2")
        await asyncio.sleep(20)
        seen = floor.tile("stranger", "room-2")
        assert seen is not None
        assert seen.presence is Presence.SEALED
        assert seen.blood_pressure is None
        with pytest.raises(ValueError, match="Nothing is known"):
            floor.boards["stranger"].acknowledge("room-2", tile.alarms, "Mallory")
        await floor.end()

    in_memory(deed)


def test_a_board_that_only_sees_is_not_obeyed() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-2", alarmed())
        floor.open_board("wall")
        tile = await floor.until_current("wall", "room-2")
        with pytest.raises(ValueError, match="as a supervisor"):
            floor.boards["wall"].acknowledge("room-2", tile.alarms, "Dana K.")
        # Nor where its program is another one: the room looks at the roster.
        await floor.close("wall")
        floor.open_board("wall", claims=Role.SUPERVISOR)
        await floor.until_current("wall", "room-2")
        floor.boards["wall"].acknowledge("room-2", tile.alarms, "Dana K.")
        await asyncio.sleep(5)
        session = floor.courses["room-2"].session
        assert all(each.acknowledged is None for each in session.alarms.values())
        await floor.end()

    in_memory(deed)


def test_only_the_alarm_that_was_seen_is_acknowledged() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-2", alarmed())
        floor.open_board("lead")
        tile = await floor.until_current("lead", "room-2")
        others = tuple(replace(each, raised=each.raised - 1) for each in tile.alarms)
        floor.boards["lead"].acknowledge("room-2", others, "Dana K.")
        await floor.until(lambda: bool(floor.views["lead"].answers))
        (answer,) = floor.views["lead"].answers
        assert answer.done is False
        assert "Look again" in answer.reasons[0]
        await floor.end()

    in_memory(deed)


def test_a_silent_room_is_no_news_after_thirty_seconds() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        floor.open_board("lead")
        await floor.until_current("lead", "room-1")
        broker.silence("room-room-1")
        await asyncio.sleep(14)
        assert _is(floor.tile("lead", "room-1"), Presence.ONLINE)
        await floor.until(lambda: not _is(floor.tile("lead", "room-1"), Presence.ONLINE))
        await floor.end()

    in_memory(deed)


def test_whoever_leaves_the_roster_reads_no_further() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        for name in ("lead", "wall"):
            floor.open_board(name)
            await floor.until_current(name, "room-1")
        floor.clinic.absent.add("wall")
        await asyncio.sleep(70)
        assert _is(floor.tile("wall", "room-1"), Presence.SEALED)
        assert _is(floor.tile("lead", "room-1"), Presence.ONLINE)
        await floor.end()

    in_memory(deed)


def heard_octets(course: Course) -> list[tuple[str, bytes]]:
    """Return what a room published, in order."""
    heard: list[tuple[str, bytes]] = []

    async def run() -> None:
        broker = MemoryBroker(overhear=lambda topic, octets: heard.append((topic, octets)))
        floor = Floor(broker.cable)
        floor.open_room("room-1", course)
        await asyncio.sleep(50)
        await floor.end()

    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
        runner.run(run())
    return heard


def test_no_altered_replayed_or_older_word_is_believed() -> None:
    heard = heard_octets(dosed())
    keys = next(octets for topic, octets in heard if topic.endswith("keys"))
    told = [octets for topic, octets in heard if topic.endswith("board")]
    clinic = Clinic(MACHINES)
    watch = Watch(clinic.enrolment("lead").own, clinic.enrolment("lead").rooms)
    now = Moment(0.0, FIRST_MS)
    topic = "kap1/st/room-1/"
    watch.receive(topic + "board", told[0], retained=True, now=now)  # before its key: it waits
    watch.receive(topic + "keys", keys, retained=True, now=now)
    assert watch.refused == 0
    assert any(each.opened for each in watch.tiles(now))
    for count, place in enumerate(range(len(told[1])), start=1):
        altered = bytearray(told[1])
        altered[place] ^= 1
        watch.receive(topic + "board", bytes(altered), retained=False, now=now)
        # A header of another session waits for a key that never comes.
        assert watch.refused == count - sum(8 <= each < 24 for each in range(place + 1))
    before = watch.refused
    watch.receive(topic + "board", told[0], retained=False, now=now)
    watch.receive("kap1/st/room-2/board", told[1], retained=False, now=now)
    watch.receive("kap1/st/elsewhere/board", told[1], retained=False, now=now)
    assert watch.refused == before + 2  # the second waits for a key of room-2
    for other in heard_octets(dosed()):
        watch.receive(*other, retained=False, now=now)
    before = watch.refused
    watch.receive(topic + "keys", keys, retained=False, now=now)  # yesterday's key
    watch.receive(topic + "board", told[2], retained=False, now=now)
    assert watch.refused == before + 2


def test_an_old_word_is_no_news_however_it_came() -> None:
    heard = heard_octets(dosed())
    clinic = Clinic(MACHINES)
    watch = Watch(clinic.enrolment("lead").own, clinic.enrolment("lead").rooms)
    later = Moment(0.0, FIRST_MS + int(timedelta(hours=1).total_seconds() * 1000))
    for topic, octets in heard:
        if not topic.endswith("presence"):
            watch.receive(topic, octets, retained=False, now=later)
    (tile,) = [each for each in watch.tiles(later) if each.station == "room-1"]
    assert tile.presence is Presence.LATE  # it speaks, and not of now
    assert tile.current is False
    assert tile.blood_pressure is not None
    assert tile.blood_pressure.age_s(0.0) > 3500
    assert tile.skewed


def test_nothing_of_a_session_is_readable_on_the_broker() -> None:
    course = alarmed()
    whole = b"".join(octets for _topic, octets in heard_octets(course))
    for word in (b"178", b"112", course.session.preset.name.encode(), b"systolic", b"room-1"):
        assert word not in whole


def test_an_unanswered_alarm_comes_before_a_silent_room() -> None:
    alarm = AlarmWord(
        code="a",
        raised=1,
        kind=AlarmKind.PHYSIOLOGICAL,
        priority=Priority.MEDIUM,
        text="",
        action="",
        confirmed=False,
        active=True,
        acknowledged=False,
        acknowledged_by="",
    )
    quiet = RoomTile(station="q", room="q", presence=Presence.ONLINE, heard_s=0.0, opened=True)
    loud = replace(quiet, alarms=(alarm,))
    answered = replace(quiet, alarms=(replace(alarm, acknowledged=True),))
    silent = replace(quiet, presence=Presence.NO_NEWS)
    needs = [need_of(each, 0.0) for each in (loud, silent, answered, quiet)]
    assert needs == sorted(needs)
    assert len(set(needs)) == 4
