"""A room, a supervising screen and a broker, each a process, over TLS with certificates and rules.

Enrolled by the commands of docs/telehealth.md. The room is `tests.support.told_room`, the screen a
real window driven by `tests.support.far_station`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from kapmonitor.central.enrolment import own_keys
from kapmonitor.central.roster import member_of
from kapmonitor.central.topics import EVERY_ROOM
from kapmonitor.central.view import Presence
from kapmonitor.central.watcher import Moment, Watch
from kapmonitor.cli import main
from kapmonitor.link.broker import broker_at
from kapmonitor.link.cable import Attachment, Came, Happening, Up
from kapmonitor.link.mqtt import MqttCable
from kapmonitor.link_admin.trial import Ports, Trial, name_boards, program, set_up, start
from tests.support.mosquitto import free_port
from tests.support.sides import Side, Told

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(program() is None, reason="Mosquitto is not installed"),
    pytest.mark.timeout(120),
]
ROOM, LEAD, FOREIGN = "room-1", "lead", "foreign"


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    ports = Ports(stations=free_port(), patients=free_port(), web=free_port())
    made = set_up(tmp_path / "broker", ports=ports, stations=(ROOM, LEAD, FOREIGN))
    name_boards(made, (LEAD, FOREIGN))  # the broker lets the foreign one hear; the roster does not
    broker = start(made)
    yield made
    broker.kill()
    broker.wait()


def _roster(data: Path, *words: str) -> None:
    assert main(["--data", str(data), "link", "roster", *words]) == 0


def _enrol(folder: Path, trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    """Set the clinic up as an administrator does."""
    admin = folder / "admin"
    _roster(admin, "new", "--clinic", "Harbor")
    key = capsys.readouterr().out.strip()
    for name, role in ((ROOM, "room"), (LEAD, "supervisor")):
        _roster(folder / name, "own", name, "--role", role)
        _roster(admin, "add", f"{name}.card.json")
    _roster(folder / FOREIGN, "own", FOREIGN, "--role", "supervisor")
    signed = str(admin / "central" / "roster-signed.json")
    for name in (ROOM, LEAD, FOREIGN):
        mine = trial.stations[name]
        _roster(folder / name, "take", signed, "--clinic-key", key)
        _roster(
            *(folder / name, "broker", trial.for_stations, "--authorities", str(trial.authority)),
            *("--certificate", str(mine.certificate), "--key", str(mine.key)),
        )
    for name, code in ((ROOM, 0), (LEAD, 0), (FOREIGN, 2)):
        assert main(["--data", str(folder / name), "link", "roster", "check"]) == code
    assert main(["--data", str(folder / FOREIGN), "station"]) == 2  # not on the roster: no window


class Ear:
    """A client with a certificate that the broker knows: it hears octets, and says some."""

    def __init__(self, trial: Trial, name: str, *hears: str) -> None:
        mine = trial.stations[name]
        broker = broker_at(
            trial.for_stations,
            authorities=trial.authority,
            certificate=mine.certificate,
            key=mine.key,
        )
        self.came: list[Came] = []
        self._up = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        attachment = Attachment(client=f"ear-{name}", hears=hears, kept=False)
        self.cable = MqttCable(broker, attachment, self._hear)
        self.cable.open()

    def _hear(self, happening: Happening) -> None:
        self._loop.call_soon_threadsafe(self._take, happening)

    def _take(self, happening: Happening) -> None:
        if isinstance(happening, Up):
            self._up.set()
        if isinstance(happening, Came):
            self.came.append(happening)
            self.cable.took(happening)

    async def ready(self) -> None:
        async with asyncio.timeout(60):
            await self._up.wait()


def _tile(told: Told) -> list[str]:
    tiles = told.get("tiles", {})
    return list(tiles.get(ROOM, ["", "", ""]))


async def test_a_room_and_a_supervising_screen(
    tmp_path: Path,
    trial: Trial,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    await asyncio.to_thread(_enrol, tmp_path, trial, capsys)
    room = Side("tests.support.told_room", str(tmp_path / ROOM))
    station = Side("tests.support.far_station", str(tmp_path / LEAD))
    foreign = Ear(trial, FOREIGN, *EVERY_ROOM)
    await foreign.ready()
    async with AsyncExitStack() as stack:
        stack.callback(foreign.cable.close)
        await room.begin()
        stack.push_async_callback(room.close)
        await _alarmed(room)
        await station.begin()
        stack.push_async_callback(station.close)
        await _seen_late_and_answered(room, station)
        await _message_and_its_reading(room, station)
        _sees_nothing(tmp_path, foreign)
        await _replayed(trial, foreign, station)
        await _killed_and_back(room, station)


async def _alarmed(room: Side) -> None:
    await room.until("the room", lambda now: now.get("ready"))
    room.ask("open")
    room.ask("type 178 112 70")
    await room.until("an alarm", lambda now: now.get("alarms"))


async def _seen_late_and_answered(room: Side, station: Side) -> None:
    await station.until("the room's state", lambda now: _tile(now)[1] == "178/112")
    station.ask(f"acknowledge {ROOM}|Dana K.")
    await room.until(
        "the acknowledgement in the record",
        lambda now: set(now["alarms"].values()) == {"Dana K."},
    )
    await station.until("the room's answer", lambda now: "Done" in now["told"])
    await station.until("who saw it", lambda now: "seen by Dana K." in _tile(now)[2])


async def _message_and_its_reading(room: Side, station: Side) -> None:
    station.ask(f"write {ROOM}|Dana K.|Call me, please.")
    await room.until(
        "the message", lambda now: now["messages"] == [["Dana K.", "Call me, please.", ""]]
    )
    await station.until("its place in the record", lambda now: "NOT READ" in now["messages"])
    room.ask("read")
    await station.until("who read it", lambda now: "read by" in now["messages"])


def _sees_nothing(folder: Path, foreign: Ear) -> None:
    """Whoever the broker lets hear and no roster names has octets, and nothing in them."""
    own = own_keys(folder / FOREIGN)
    room = member_of(json.loads((folder / f"{ROOM}.card.json").read_text()))
    watch, now = Watch(own, [room]), Moment(0.0, 0)
    assert foreign.came
    for each in foreign.came:
        watch.receive(each.topic, each.octets, retained=False, now=now)
        assert b"Call me" not in each.octets
    (tile,) = watch.tiles(now)
    assert (tile.presence, tile.blood_pressure, tile.alarms) == (Presence.SEALED, None, ())


async def _replayed(trial: Trial, foreign: Ear, station: Side) -> None:
    """What comes again, or was altered, is refused, though a stolen certificate brings it."""
    topic = f"kap1/st/{ROOM}/board"
    first = next(each.octets for each in foreign.came if each.topic == topic)
    forged = first[:-1] + bytes([first[-1] ^ 1])
    before = station.now["refused"]
    thief = Ear(trial, ROOM)
    await thief.ready()
    for octets in (first, forged):
        thief.cable.publish(topic, octets, 1, 60)
    await station.until("the refusals", lambda now: now["refused"] >= before + 2)
    assert _tile(station.now)[1] == "178/112"
    thief.cable.close()


async def _killed_and_back(room: Side, station: Side) -> None:
    await room.kill()
    await station.until("the loss", lambda now: _tile(now)[:2] == ["OFFLINE", "–"])
    await room.begin()
    await room.until("the room", lambda now: now.get("ready"))
    room.ask("resume")
    await station.until("the room again", lambda now: _tile(now)[1] == "178/112")
