"""What a board says of itself, and what it calls a person for."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from kapmonitor.central.calls import Calls
from kapmonitor.central.view import AlarmWord, BoardView, BrokerWord, Presence, RoomTile
from kapmonitor.link.cable import Attachment, Cable, Came, Happening, Tell
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.session.vocabulary import AlarmKind, Priority
from tests.support.builders import dosed
from tests.support.floor import Floor, in_memory

ALARM = AlarmWord(
    code="systolic",
    raised=7,
    kind=AlarmKind.PHYSIOLOGICAL,
    priority=Priority.HIGH,
    text="",
    action="",
    confirmed=True,
    active=True,
    acknowledged=False,
    acknowledged_by="",
)
ROOM = RoomTile(station="a", room="a", presence=Presence.ONLINE, heard_s=0.0, opened=True)


def test_a_board_that_hears_nothing_because_nobody_lets_it_says_so() -> None:
    async def deed(broker: MemoryBroker) -> None:
        def deaf(attachment: Attachment, tell: Tell) -> Cable:
            def heard(happening: Happening) -> None:
                if not isinstance(happening, Came):  # the answer to a subscription said yes
                    tell(happening)

            return broker.cable(attachment, heard)

        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        floor.open_board("lead", cables=deaf)
        await floor.until(
            lambda: "lead" in floor.views and floor.views["lead"].broker.trouble != ""
        )
        assert floor.views["lead"].broker == BrokerWord(up=False, trouble="not_allowed")
        await floor.end()

    in_memory(deed)


def test_a_broker_that_falls_silent_leaves_nothing_current_and_is_left() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        floor.open_board("lead")
        await floor.until_current("lead", "room-1")
        broker.silence("board-lead")
        await asyncio.sleep(11)
        tile = floor.tile("lead", "room-1")
        assert tile is not None
        assert tile.presence is Presence.CUT_OFF
        broker.heal("board-lead")
        await floor.until_current("lead", "room-1")
        await floor.end()

    in_memory(deed)


def test_a_room_that_never_spoke_is_not_called_silent() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_board("lead")
        await asyncio.sleep(40)
        tile = floor.tile("lead", "room-1")
        assert tile is not None
        assert tile.presence is Presence.NEVER
        await floor.end()

    in_memory(deed)


def test_clocks_that_differ_are_told_on_both_sides() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        for name in ("room-1", "room-2"):
            floor.open_room(name, dosed())
        floor.open_board("lead", fast_s=-65)
        await floor.until_current("lead", "room-1")
        assert floor.publishers["room-1"].trouble == ""
        await asyncio.sleep(16)  # by then each has told something that was not kept for it
        assert round(floor.views["lead"].skew_s or 0) == 65
        floor.boards["lead"].write("room-1", "Call me, please.", "Dana K.")
        await floor.until(lambda: bool(floor.views["lead"].answers))
        (answer,) = floor.views["lead"].answers
        assert "clocks" in answer.reasons[0]
        assert "differ by 65 s" in floor.publishers["room-1"].trouble
        assert floor.publishers["room-2"].trouble == ""
        await floor.end()

    in_memory(deed)


def test_a_screen_whose_clock_was_set_back_is_obeyed_or_told_why_not() -> None:
    """Its numbers are by its clock, and so lower than those before: nothing is dropped unsaid."""

    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        floor.open_board("lead", fast_s=20)
        await floor.until_current("lead", "room-1")
        floor.boards["lead"].write("room-1", "First.", "Dana K.")
        await floor.until(lambda: bool(floor.views["lead"].answers))
        await floor.close("lead")
        floor.open_board("lead")  # the clock is right now
        await floor.until_current("lead", "room-1")
        floor.boards["lead"].write("room-1", "Second.", "Dana K.")
        await floor.until(lambda: bool(floor.views["lead"].answers))
        assert floor.views["lead"].answers[-1].done
        told = [each.text.text for each in floor.courses["room-1"].session.from_station]
        assert told == ["First.", "Second."]
        await floor.end()

    in_memory(deed)


def test_a_room_says_that_no_screen_sees_it() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        publisher = floor.publishers["room-1"]
        assert "not connected" in publisher.trouble
        await floor.until(lambda: not publisher.trouble)
        broker.stop()
        await floor.until(lambda: "not connected" in publisher.trouble)
        await floor.end()

    in_memory(deed)


def test_a_session_that_stands_still_in_its_room_is_not_told_as_now() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        floor.open_board("lead")
        await floor.until_current("lead", "room-1")
        await asyncio.sleep(60)
        assert floor.publishers["room-1"].trouble == ""
        await floor.close(floor.pulse_of("room-1"))  # nothing is shown any more; the line lives
        await asyncio.sleep(60)
        tile = floor.tile("lead", "room-1")
        assert tile is not None
        assert tile.presence is Presence.NO_NEWS
        assert "not told any more" in floor.publishers["room-1"].trouble
        await floor.end()

    in_memory(deed)


def _due(calls: Calls) -> Priority | None:
    return calls.due


def _board(*tiles: RoomTile, up: bool = True) -> BoardView:
    return BoardView(tiles=tiles, broker=BrokerWord(up=up))


def test_a_high_alarm_calls_until_somebody_answers_or_has_heard_it() -> None:
    calls = Calls()
    calls.follow(_board(ROOM))
    assert _due(calls) is None
    calls.follow(_board(replace(ROOM, alarms=(ALARM,))))
    assert _due(calls) is Priority.HIGH
    calls.hear()
    assert (_due(calls), calls.heard) == (None, 1)
    again = replace(ALARM, raised=9)
    calls.follow(_board(replace(ROOM, alarms=(again,))))
    assert (_due(calls), calls.heard) == (Priority.HIGH, 0)  # raised anew: another call
    calls.follow(_board(replace(ROOM, alarms=(replace(again, acknowledged=True),))))
    assert _due(calls) is None


def test_a_session_lost_from_sight_calls_and_an_empty_room_does_not() -> None:
    calls = Calls()
    silent = replace(ROOM, presence=Presence.NO_NEWS)
    calls.follow(_board(silent))
    assert _due(calls) is Priority.MEDIUM
    calls.follow(_board(replace(silent, opened=False)))
    assert _due(calls) is None
    cut_off = replace(ROOM, presence=Presence.CUT_OFF)
    calls.follow(_board(cut_off, up=False))
    assert _due(calls) is Priority.MEDIUM


def test_a_screen_that_has_not_connected_yet_calls_nobody() -> None:
    calls = Calls()
    calls.follow(_board(up=False))
    assert _due(calls) is None
