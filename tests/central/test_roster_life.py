"""Rosters change while rooms and boards run: who leaves, who comes, who comes back."""

from __future__ import annotations

import asyncio

import pytest

from kapmonitor.central.publisher import STOPPED
from kapmonitor.central.view import Presence
from kapmonitor.link.memory import MemoryBroker
from tests.conftest import ExpectedLog
from tests.support.builders import dosed
from tests.support.floor import Floor, in_memory
from tests.support.rooms import machine

LOOKED_S = 70.0
"""By then everybody has looked at the roster again."""


def _presence(floor: Floor, board: str, room: str) -> Presence | None:
    tile = floor.tile(board, room)
    return tile.presence if tile is not None else None


def test_a_supervisor_who_is_no_longer_enrolled_sees_nothing_and_is_told_why(
    expect_log: ExpectedLog,
) -> None:
    expect_log("this machine is no board")

    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        floor.open_board("lead")
        await floor.until_current("lead", "room-1")
        floor.clinic.refused["lead"] = '"lead" was on the roster until 2026-11-26.'
        await asyncio.sleep(LOOKED_S)
        assert floor.views["lead"].broker.barred == floor.clinic.refused["lead"]
        assert _presence(floor, "lead", "room-1") is Presence.CUT_OFF
        del floor.clinic.refused["lead"]  # the roster was renewed: nothing has to be started anew
        await asyncio.sleep(LOOKED_S)
        await floor.until_current("lead", "room-1")
        await floor.end()

    in_memory(deed)


def test_a_room_that_comes_onto_the_roster_is_seen_without_a_restart() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.clinic.absent.add("room-2")
        floor.open_board("lead")
        floor.open_room("room-1", dosed())
        floor.open_room("room-2", dosed())
        await floor.until_current("lead", "room-1")
        assert floor.tile("lead", "room-2") is None
        assert list(floor.views["lead"].strangers) == ["room-2"]
        floor.clinic.absent.remove("room-2")
        floor.clinic.serial = 2
        await asyncio.sleep(LOOKED_S)
        await floor.until_current("lead", "room-2")
        assert list(floor.views["lead"].strangers) == []
        await floor.end()

    in_memory(deed)


def test_an_older_roster_put_in_place_of_the_newer_brings_nobody_back() -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.clinic.serial = 2
        floor.clinic.absent.add("wall")
        floor.open_room("room-1", dosed())
        await asyncio.sleep(1)
        floor.open_board("wall")
        floor.clinic.absent.remove("wall")
        floor.clinic.serial = 1
        await asyncio.sleep(LOOKED_S)
        assert _presence(floor, "wall", "room-1") is Presence.SEALED
        floor.clinic.serial = 3
        await asyncio.sleep(LOOKED_S)
        await floor.until_current("wall", "room-1")
        await floor.end()

    in_memory(deed)


def test_a_room_whose_clock_is_set_back_tells_looks_and_stops_as_before() -> None:
    heard: list[str] = []

    async def deed(_broker: MemoryBroker) -> None:
        broker = MemoryBroker(overhear=lambda topic, _octets: heard.append(topic))
        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        floor.open_board("wall")
        await floor.until_current("wall", "room-1")
        floor.rooms_set_ms = -3_600_000
        floor.clinic.absent.add("wall")
        heard.clear()
        await asyncio.sleep(LOOKED_S)
        assert _presence(floor, "wall", "room-1") is Presence.SEALED
        assert len([each for each in heard if each.endswith("/board")]) >= 3
        assert floor.publishers["room-1"].trouble == ""
        floor.tasks[floor.pulse_of("room-1")].cancel()  # its session stands still
        await asyncio.sleep(15)
        assert floor.publishers["room-1"].trouble == STOPPED
        await floor.end()

    in_memory(deed)


def test_a_room_that_lost_its_keys_is_offline_and_comes_back_with_them(
    expect_log: ExpectedLog,
) -> None:
    expect_log("this room tells its boards nothing more")

    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        floor.open_board("lead")
        await floor.until_current("lead", "room-1")
        floor.clinic.refused["room-1"] = "own-keys.json: damaged."
        await asyncio.sleep(LOOKED_S)
        assert _presence(floor, "lead", "room-1") is Presence.OFFLINE
        del floor.clinic.refused["room-1"]
        await asyncio.sleep(2 * LOOKED_S)
        await floor.until_current("lead", "room-1")
        await floor.end()

    in_memory(deed)


@pytest.mark.parametrize("lost", [("room-1",), ("lead",), ("room-1", "lead")])
def test_machines_that_lost_their_keys_go_on_with_new_ones(lost: tuple[str, ...]) -> None:
    async def deed(broker: MemoryBroker) -> None:
        floor = Floor(broker.cable)
        floor.open_room("room-1", dosed())
        floor.open_board("lead")
        await floor.until_current("lead", "room-1")
        floor.clinic.machines = [
            machine(each.name, each.role) if each.name in lost else each
            for each in floor.clinic.machines
        ]
        floor.clinic.serial = 2
        await asyncio.sleep(2 * LOOKED_S)
        await floor.until_current("lead", "room-1")
        floor.boards["lead"].write("room-1", "Call me, please.", "Dana K.")
        await floor.until(lambda: bool(floor.views["lead"].answers))
        assert floor.courses["room-1"].session.from_station
        await floor.end()

    in_memory(deed)
