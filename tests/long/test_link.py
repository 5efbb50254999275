"""The link's long forms: ten thousand interleavings, thousands of messages under kills."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kapmonitor.link.broker import Topics
from kapmonitor.link.cable import Attachment, Down, Happening, Trouble, Up
from kapmonitor.link.mqtt import MqttCable, cables_to
from kapmonitor.link.peer import Conflict, Suspicious
from tests.link.test_ends import MOVES, carried_through
from tests.support.certificates import Authority
from tests.support.link_ends import SESSION, swift_folder
from tests.support.link_lines import Lines
from tests.support.mosquitto import Mosquitto, program

pytestmark = pytest.mark.long

SEEDS, MESSAGES = 10_000, 3_000
KILLS = {"broker": 100, "patient": 12, "station": 12, "all": 12}
PARTS = ("broker", "patient", "station")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    if program() is None:
        pytest.skip("Mosquitto is not installed")
    authority = Authority(tmp_path)
    started = Mosquitto(tmp_path, authority, authority.server())
    started.start()
    yield started
    started.stop()


@pytest.mark.timeout(3_600)
def test_ten_thousand_interleavings() -> None:
    for seed in range(SEEDS):
        rng = random.Random(seed)
        moves = [(rng.choice(MOVES), rng.randint(0, 20)) for _ in range(rng.randint(1, 60))]
        with swift_folder() as folder:
            carried_through(folder, moves)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("killed", KILLS)
async def test_nothing_is_lost_or_doubled_under_kills(broker: Mosquitto, killed: str) -> None:
    ways = cables_to(broker.for_patient()), cables_to(broker.for_station())
    with swift_folder() as patient:
        lines = Lines(patient, *ways)
        await _killed_all_along(broker, lines, killed)
    found = [body["text"] for body in lines.ends.bodies()]
    assert found == [str(each) for each in range(1, MESSAGES + 1)]
    assert len(lines.ends.committed) == MESSAGES
    assert not any(isinstance(told, Conflict | Suspicious) for _, told in lines.told)


async def _killed_all_along(broker: Mosquitto, lines: Lines, killed: str) -> None:
    lines.plug_station()
    lines.plug_patient()
    rng = random.Random(killed)
    for _ in range(KILLS[killed]):
        for _ in range(MESSAGES // KILLS[killed]):
            lines.say()
            await asyncio.sleep(0)
        await _kill(
            broker,
            lines,
            rng.choice(PARTS) if killed == "all" else killed,
        )
    await lines.until(lambda: lines.ends.patient.store.count_waiting() == 0)
    await lines.close()


async def _kill(broker: Mosquitto, lines: Lines, what: str) -> None:
    match what:
        case "broker":
            broker.kill()
            await asyncio.sleep(0.2)
            broker.start()
        case "patient":
            await lines.crash_patient()
        case _:
            await lines.crash_station()


async def test_of_two_clients_with_one_name_one_stands_back(broker: Mosquitto) -> None:
    """A broker that pushes the older one out without a word (Mosquitto 2.0), or with one."""
    told: dict[str, list[Happening]] = {"first": [], "second": []}
    attachment = Attachment(client=Topics(SESSION).client, hears=(Topics(SESSION).down,))
    cables = {
        name: MqttCable(broker.for_patient(), attachment, heard.append)
        for name, heard in told.items()
    }
    for cable in cables.values():
        cable.open()
        await asyncio.sleep(1)
    await asyncio.sleep(20)
    settled = {name: len(heard) for name, heard in told.items()}
    await asyncio.sleep(15)
    assert settled == {name: len(heard) for name, heard in told.items()}
    assert told["first"][-1] in (Down(Trouble.TAKEN_OVER), Down(Trouble.STANDING_BACK))
    assert told["second"][-1] == Up()
    for cable in cables.values():
        cable.close()
