"""Lines over a broker that stops, forgets, goes silent or listens in; in simulated time."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from kapmonitor.link.broker import Topics
from kapmonitor.link.cable import Trouble
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.message import (
    Command,
    Cuff,
    Hello,
    Help,
    Message,
    Reading,
    Symptom,
    Unknown,
    Who,
    body_of,
)
from kapmonitor.link.mqtt import cables_to
from kapmonitor.link.peer import Conflict, LinkState, Suspicious
from kapmonitor.link.station import Behind
from tests.support.link_ends import SESSION
from tests.support.link_lines import Lines, in_no_time
from tests.support.mosquitto import Mosquitto

PATIENT = Topics(SESSION).client
CLIENTS = {"patient": PATIENT, "station": f"s{PATIENT}"}


def _plugged(
    folder: Path, what: Callable[[MemoryBroker, Lines], Coroutine[Any, Any, None]]
) -> None:
    async def run() -> None:
        broker = MemoryBroker(trip_s=0.03)
        lines = Lines(folder, broker.cable, broker.cable)
        lines.plug_station()
        lines.plug_patient()
        await lines.until(lambda: _state(lines) is LinkState.OK)
        await what(broker, lines)
        await lines.close()

    in_no_time(run())


def _state(lines: Lines) -> LinkState:
    return lines.ends.station.state(lines.now_ms())


async def _seconds_until(lines: Lines, state: LinkState) -> float:
    loop = asyncio.get_running_loop()
    began = loop.time()
    await lines.until(lambda: _state(lines) is state)
    return loop.time() - began


@pytest.mark.parametrize("side", ["patient", "station"])
def test_a_silent_drop_shows_in_seconds_and_heals_in_seconds(tmp_path: Path, side: str) -> None:
    """Twenty drops at other moments of the ping, healed at other moments of an attempt."""

    async def drops(broker: MemoryBroker, lines: Lines) -> None:
        for trial in range(20):
            await asyncio.sleep(trial * 0.1)
            broker.silence(CLIENTS[side])
            late = await _seconds_until(lines, LinkState.LATE)
            down = late + await _seconds_until(lines, LinkState.DOWN)
            assert late <= 5.5
            assert down <= 10.5
            await asyncio.sleep(trial * 1.3)
            broker.heal(CLIENTS[side])
            assert await _seconds_until(lines, LinkState.OK) <= 6.0

    _plugged(tmp_path, drops)


@pytest.mark.parametrize("seed", range(4))
def test_every_message_arrives_once_through_a_broker_that_fails(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)

    async def faults(broker: MemoryBroker, lines: Lines) -> None:
        for _ in range(12):
            for _ in range(rng.randint(1, 4)):
                lines.say()
                await asyncio.sleep(rng.random())
            await _fault(broker, lines, rng)
        await lines.until(lambda: lines.ends.patient.store.count_waiting() == 0)
        ends = lines.ends
        assert [body["text"] for body in ends.bodies()] == [
            str(each) for each in range(1, ends.said + 1)
        ]
        assert len(ends.committed) == ends.said
        assert not any(isinstance(told, Conflict | Suspicious) for _, told in lines.told)

    _plugged(tmp_path, faults)


async def _fault(broker: MemoryBroker, lines: Lines, rng: random.Random) -> None:
    pause_s = rng.choice((0.1, 3.0, 12.0, 40.0))
    match rng.choice(("stop", "forget", "silence", "sever", "patient", "station")):
        case "stop":
            broker.stop()
            await asyncio.sleep(pause_s)
            broker.start()
        case "forget":
            broker.forget()
        case "silence":
            client = rng.choice(list(CLIENTS.values()))
            broker.silence(client)
            await asyncio.sleep(pause_s)
            broker.heal(client)
        case "sever":
            broker.sever(rng.choice(list(CLIENTS.values())))
        case "patient":
            await lines.crash_patient()
        case _:
            await lines.crash_station()


def _is_reading(message: Message) -> bool:
    return isinstance(message, Reading)


@pytest.mark.parametrize("readings", [1, 30, 100])
def test_a_call_for_help_waits_for_no_reading_that_may_not_be_taken_yet(
    tmp_path: Path, readings: int
) -> None:
    """More readings than a broker has places for a client, and more than are sent at a time."""

    async def help_among_readings(_broker: MemoryBroker, lines: Lines) -> None:
        store, ends = lines.ends.patient.store, lines.ends
        lines.refuses = _is_reading
        for _ in range(readings):
            lines.say(SAID[1])
        await asyncio.sleep(60)
        lines.say(Help(text="please come"))
        await lines.until(lambda: bool(ends.committed))
        assert [each.message for each in ends.committed] == [Help(text="please come")]
        await lines.until(lambda: store.count_waiting() == readings)
        lines.refuses = lambda _message: False
        await lines.until(lambda: store.count_waiting() == 0)
        assert sorted(each.number for each in ends.committed) == list(range(1, readings + 2))
        assert ends.station.behind().missing == 0

    _plugged(tmp_path, help_among_readings)


def test_what_may_be_taken_at_last_is_taken_within_a_second(tmp_path: Path) -> None:
    """The patient's side would send it again within half a minute; a restart forgets nothing."""

    async def at_last(_broker: MemoryBroker, lines: Lines) -> None:
        lines.refuses = _is_reading
        lines.say(SAID[1])
        await asyncio.sleep(50)
        await lines.crash_station()
        await asyncio.sleep(33)
        lines.refuses = lambda _message: False
        await asyncio.sleep(1.5)
        assert [each.number for each in lines.ends.committed] == [1]

    _plugged(tmp_path, at_last)


def test_a_record_that_takes_nothing_for_long_gets_each_message_once(tmp_path: Path) -> None:
    async def nothing_for_long(_broker: MemoryBroker, lines: Lines) -> None:
        lines.refuses = lambda _message: True
        for _ in range(120):
            lines.say()
            await asyncio.sleep(0.1)
        lines.refuses = lambda _message: False
        await lines.until(lambda: lines.ends.patient.store.count_waiting() == 0)
        assert [each.number for each in lines.ends.committed].count(1) == 1
        assert [body["text"] for body in lines.ends.bodies()] == [
            str(each) for each in range(1, 121)
        ]

    _plugged(tmp_path, nothing_for_long)


def test_what_waits_for_the_record_is_counted_without_what_it_took(tmp_path: Path) -> None:
    async def two_of_five(_broker: MemoryBroker, lines: Lines) -> None:
        lines.refuses = _is_reading
        for message in (SAID[0], SAID[1], SAID[2], SAID[1], Help(text="")):
            lines.say(message)
        await asyncio.sleep(5)
        assert lines.ends.station.behind() == Behind(head=5, missing=2)

    _plugged(tmp_path, two_of_five)


def test_a_second_companion_pushes_out_the_first_once(tmp_path: Path) -> None:
    async def second(broker: MemoryBroker, lines: Lines) -> None:
        other = Lines(tmp_path / "copy", broker.cable, broker.cable)
        other.plug_patient()
        await asyncio.sleep(60)
        assert lines.told.count(("patient", Trouble.TAKEN_OVER)) == 1
        assert not [told for _, told in other.told if isinstance(told, Trouble)]
        await other.close()

    _plugged(tmp_path / "first", second)


def test_what_this_version_does_not_know_is_kept_and_holds_up_nothing(tmp_path: Path) -> None:
    poem = {"t": "poem", "v": 3, "lines": ["a"]}

    async def newer(_broker: MemoryBroker, lines: Lines) -> None:
        lines.say(Unknown("poem", poem))
        lines.say()
        await lines.until(lambda: lines.ends.patient.store.count_waiting() == 0)
        assert lines.ends.bodies() == [poem, body_of(Symptom(code="s", text="2"))]

    _plugged(tmp_path, newer)


SAID = (
    Hello(
        instance="ab" * 8,
        app="kapmonitor",
        system="Hedgehog OS",
        epoch=1,
        zone_min=-300,
        cuff=Cuff(id="cuff-7731", model="Marmalade 300"),
    ),
    Reading(
        id="cd" * 16,
        source="cuff",
        systolic=121.0625,
        diastolic=78.0625,
        mean=None,
        pulse_rate=66.0625,
        unit="mm[Hg]",
        at=1,
        up=1,
        epoch=1,
        verdict="live",
        raw=b"octets of the cuff",
    ),
    Symptom(code="nausea", text="everything is turning"),
)
ASKED = (
    Who(therapist="Dr. Rosalind Quill", patient="Alexandra R."),
    Command(id="ef" * 8, do="show", text="please sit upright", at=1, ttl=60_000),
)


def _words(messages: tuple[Message, ...]) -> set[bytes]:
    """Return what a curious host would look for: each name, number and word that was said."""
    found: set[bytes] = set()
    for message in messages:
        text = json.dumps(body_of(message), separators=(",", ":"))
        found |= {part.encode() for part in text.replace('"', " ").split() if len(part) > 5}
        found.add(text.encode()[2:20])
    return found


def _tells_nothing(octets: bytes) -> bool:
    lower = octets.lower()
    return not any(each.lower() in lower for each in _words((*SAID, *ASKED)))


def _everything_in(folder: Path) -> bytes:
    """Return what stands on the patient's disk while the program runs, as after a crash."""
    return b"".join(each.read_bytes() for each in folder.iterdir())


def _say_all(lines: Lines) -> None:
    for each in SAID:
        lines.say(each)
    for asked in ASKED:
        lines.ask(asked)


def test_the_search_finds_what_is_not_sealed() -> None:
    for each in (*SAID, *ASKED):
        assert not _tells_nothing(json.dumps(body_of(each), separators=(",", ":")).encode())


def test_who_listens_at_the_broker_learns_nothing(tmp_path: Path) -> None:
    heard: list[bytes] = []

    def overhear(topic: str, octets: bytes) -> None:
        heard.append(topic.encode() + octets)

    async def run() -> None:
        broker = MemoryBroker(overhear=overhear)
        lines = Lines(tmp_path, broker.cable, broker.cable)
        lines.plug_station()
        lines.plug_patient()
        await asyncio.sleep(1)
        _say_all(lines)
        await lines.until(lambda: lines.ends.patient.store.count_waiting() == 0)
        broker.sever(PATIENT)  # its will is heard as well
        lines.say(SAID[1])
        assert _tells_nothing(_everything_in(tmp_path))
        await lines.close()

    in_no_time(run())
    assert len(heard) > len(SAID) + len(ASKED)
    assert _tells_nothing(b"".join(heard))


async def test_what_a_broker_writes_down_tells_nothing(
    tmp_path: Path, mosquitto: Mosquitto
) -> None:
    mosquitto.kill()
    mosquitto.persistence = f"persistence true\npersistence_location {tmp_path}/\nlog_type all"
    mosquitto.start()
    ways = cables_to(mosquitto.for_patient()), cables_to(mosquitto.for_station())
    lines = Lines(tmp_path / "patient", *ways)
    lines.plug_station()
    lines.plug_patient()
    await lines.until(lambda: _state(lines) is LinkState.OK)
    await lines.unplug("station")
    _say_all(lines)
    await asyncio.sleep(0.3)
    await lines.close()
    mosquitto.end()
    stored = (tmp_path / "mosquitto.db").read_bytes()
    assert PATIENT.encode() in stored  # the session's random name is all that stands there
    assert len(stored) > 256 * len(SAID)
    assert _tells_nothing(stored)
    logged = (tmp_path / "broker.log").read_bytes().splitlines()
    own_words = b"unexpected eof while reading"  # OpenSSL's, written down by Mosquitto 2.1
    assert _tells_nothing(b"".join(each for each in logged if own_words not in each))
