"""Over a real broker: what it forgets, freezes or refuses costs no message and no false life."""

from __future__ import annotations

import asyncio
import os
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from kapmonitor.link.broker import BadAddress, Broker, Topics, broker_at
from kapmonitor.link.cable import Attachment, Came, Down, Happening, Trouble, Up
from kapmonitor.link.code import said_code
from kapmonitor.link.meet import Told, host, join
from kapmonitor.link.meeting import Offer, Paired, Trying, Waiting
from kapmonitor.link.mqtt import MqttCable, cables_to
from kapmonitor.link.peer import Conflict, LinkState, Suspicious
from tests.support.certificates import DAY, Authority
from tests.support.link_ends import SESSION
from tests.support.link_lines import Lines
from tests.support.mosquitto import Mosquitto

TOPICS = Topics(SESSION)
WITHIN_S = 60.0


class Plug:
    """A cable, and what it told, one thing after the other."""

    def __init__(self, broker: Broker, attachment: Attachment) -> None:
        self.told: queue.Queue[Happening] = queue.Queue()
        self.cable = MqttCable(broker, attachment, self.told.put)

    def next(self, wanted: type[Happening] | None = None) -> Happening:
        """Return what is told next, of a kind if one is given."""
        while True:
            found = self.told.get(timeout=WITHIN_S)
            if wanted is None or isinstance(found, wanted):
                return found

    def came(self) -> Came:
        found = self.next(Came)
        assert isinstance(found, Came)
        return found


@contextmanager
def plugged(broker: Broker, attachment: Attachment) -> Iterator[Plug]:
    plug = Plug(broker, attachment)
    plug.cable.open()
    try:
        yield plug
    finally:
        plug.cable.close()


PATIENT = Attachment(client=TOPICS.client, hears=(TOPICS.down,), will=(TOPICS.will, b"gone"))
STATION = Attachment(client="station", hears=(TOPICS.up, TOPICS.will))


@pytest.mark.parametrize("way", ["for_patient", "for_web"])
def test_octets_come_through_and_unsafe_ones_come_again(mosquitto: Mosquitto, way: str) -> None:
    broker = getattr(mosquitto, way)()
    with plugged(mosquitto.for_station(), STATION) as station, plugged(broker, PATIENT) as patient:
        station.next(Up)
        patient.next(Up)
        patient.cable.publish(TOPICS.up, b"one", 1, 60)
        assert station.came().octets == b"one"  # and it is not taken
        station.cable.drop()
        again = station.came()
        assert again.octets == b"one"
        station.cable.took(again)
        patient.cable.publish(TOPICS.up, b"two", 0, 60)
        assert station.came().octets == b"two"


def test_a_will_tells_of_a_connection_that_died(mosquitto: Mosquitto) -> None:
    with plugged(mosquitto.for_station(), STATION) as station:
        station.next(Up)
        with plugged(mosquitto.for_patient(), PATIENT) as patient:
            patient.next(Up)
            patient.cable.drop()
            assert station.came().octets == b"gone"


def test_a_killed_broker_is_noticed_and_found_again(mosquitto: Mosquitto) -> None:
    with plugged(mosquitto.for_station(), STATION) as station:
        station.next(Up)
        mosquitto.kill()
        assert station.next(Down) == Down(Trouble.ENDED, "Unspecified error")
        assert station.next(Down) == Down(Trouble.REFUSED)
        mosquitto.start()
        station.next(Up)


def test_what_is_said_without_a_connection_is_not_sent_later(mosquitto: Mosquitto) -> None:
    with plugged(mosquitto.for_station(), STATION) as station:
        station.next(Up)
        patient = Plug(mosquitto.for_patient(), PATIENT)
        patient.cable.publish(TOPICS.up, b"too early", 1, 60)
        patient.cable.open()
        patient.next(Up)
        patient.cable.publish(TOPICS.up, b"in time", 1, 60)
        assert station.came().octets == b"in time"
        patient.cable.close()


def test_a_patient_reaches_its_own_topics_only(mosquitto: Mosquitto) -> None:
    other = Topics(bytes(16))
    nosy = replace(PATIENT, hears=(other.up, other.down, "#"))
    with plugged(mosquitto.for_station(), STATION) as station:
        station.next(Up)
        with plugged(mosquitto.for_patient(), nosy) as patient:
            patient.next(Up)  # the broker answers yes, and sends nothing
            patient.cable.publish(other.up, b"forged", 1, 60)
            assert patient.next(Down) == Down(Trouble.NOT_ALLOWED, "Not authorized")
            station.cable.publish(other.down, b"another's", 1, 60)
            station.cable.publish(TOPICS.down, b"its own", 1, 60)
            assert patient.came().octets == b"its own"
            patient.cable.publish(TOPICS.up, b"allowed", 1, 60)
            assert station.came().octets == b"allowed"


@pytest.mark.parametrize("wrong", ["expired", "of another authority", "of another host"])
def test_a_server_that_cannot_prove_itself_is_not_spoken_to(
    tmp_path: Path, mosquitto: Mosquitto, wrong: str
) -> None:
    mosquitto.kill()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if wrong == "expired":
        mosquitto.identity = mosquitto.authority.server(lasts=-DAY)
    elif wrong == "of another host":
        mosquitto.identity = mosquitto.authority.server(host="elsewhere.example")
    else:
        mosquitto.identity = Authority(elsewhere).server()
    mosquitto.start()
    with plugged(mosquitto.for_patient(), PATIENT) as patient:
        found = patient.next()
        assert isinstance(found, Down)
        assert found.why is (Trouble.DATES if wrong == "expired" else Trouble.CERTIFICATE)


def test_closing_waits_for_no_frozen_broker(mosquitto: Mosquitto) -> None:
    plug = Plug(mosquitto.for_patient(), PATIENT)
    plug.cable.open()
    plug.next(Up)
    mosquitto.freeze()
    plug.cable.publish(TOPICS.up, b"unanswered", 1, 60)
    began = time.monotonic()
    plug.cable.close()
    took_s = time.monotonic() - began
    assert not _link_threads()
    mosquitto.thaw()
    assert took_s < 1.0  # what a person who closes the window would take for a hang


def test_a_failing_listener_does_not_kill_the_link(mosquitto: Mosquitto) -> None:
    """In each callback: it stands, is refused, brings, ends or is not there."""
    told: queue.Queue[Happening] = queue.Queue()

    def tell(happening: Happening) -> None:
        told.put(happening)
        raise RuntimeError("a bug of ours")

    cable = MqttCable(mosquitto.for_station(), STATION, tell)
    cable.open()
    assert isinstance(told.get(timeout=WITHIN_S), Up)
    with plugged(mosquitto.for_patient(), PATIENT) as patient:
        patient.next(Up)
        for text in (b"one", b"two"):
            patient.cable.publish(TOPICS.up, text, 1, 60)
            found = told.get(timeout=WITHIN_S)
            assert isinstance(found, Came)
            assert found.octets == text
    cable.publish(TOPICS.up, b"not for a station", 1, 60)
    assert told.get(timeout=WITHIN_S) == Down(Trouble.NOT_ALLOWED, "Not authorized")
    mosquitto.kill()
    assert told.get(timeout=WITHIN_S) == Down(Trouble.ENDED, "Unspecified error")
    assert told.get(timeout=WITHIN_S) == Down(Trouble.REFUSED)
    mosquitto.start()
    while not isinstance(told.get(timeout=WITHIN_S), Up):
        pass
    cable.close()


@pytest.mark.filterwarnings("ignore:Exception in thread paho-mqtt")  # it is the point
def test_a_thread_that_died_is_told_and_started_again(mosquitto: Mosquitto) -> None:
    told: queue.Queue[Happening] = queue.Queue()
    deaths = iter([SystemExit()])  # what no guard around a callback stops

    def tell(happening: Happening) -> None:
        told.put(happening)
        if death := next(deaths, None):
            raise death

    cable = MqttCable(mosquitto.for_station(), STATION, tell)
    cable.open()
    (thread,) = _link_threads()
    thread.join(WITHIN_S)
    found: list[Happening] = []
    deadline = time.monotonic() + WITHIN_S
    while Up() not in found[1:] and time.monotonic() < deadline:
        cable.look_after()
        with suppress(queue.Empty):
            found.append(told.get(timeout=0.05))
    assert found == [Up(), Down(Trouble.BROKEN), Up()]
    cable.close()


def _link_threads() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name.startswith("paho-mqtt")]


@pytest.mark.parametrize(
    "url", ["mqtt://clinic.example", "ws://x/mqtt", "mqtts://", "mqtts://a:b@c", "x", "mqtts://[", "wss://h:99999/",
     "mqtts://broker..example", "mqtts://" + 64 * "x"]
)  # fmt: skip
def test_an_address_without_encryption_is_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        broker_at(url)


async def test_nothing_is_lost_or_doubled_while_everything_is_killed(
    tmp_path: Path, mosquitto: Mosquitto
) -> None:
    """The broker forgets everything at each kill: it keeps nothing on its disk."""
    ways = cables_to(mosquitto.for_patient()), cables_to(mosquitto.for_station())
    lines = Lines(tmp_path / "patient", *ways)
    ends = lines.ends
    lines.plug_station()
    lines.plug_patient()

    async def power_cut() -> None:
        mosquitto.kill()
        mosquitto.start()

    for fault in (power_cut, lines.crash_patient, lines.crash_station, power_cut):
        for _ in range(25):
            lines.say()
            await asyncio.sleep(0)
        await fault()
    await lines.until(lambda: ends.patient.store.count_waiting() == 0)
    await lines.until(lambda: ends.station.state(lines.now_ms()) is LinkState.OK)
    for side in ("patient", "station"):
        await lines.unplug(side)
    assert [body["text"] for body in ends.bodies()] == [str(each) for each in range(1, 101)]
    assert len(ends.committed) == ends.said
    assert not any(isinstance(each, Conflict | Suspicious) for each in ends.shown)
    ends.stop_patient()


async def test_two_ends_meet_over_a_real_broker(mosquitto: Mosquitto) -> None:
    told: asyncio.Queue[Told] = asyncio.Queue()
    offer = Offer(session=SESSION)
    station = cables_to(mosquitto.for_station())
    waiting = asyncio.create_task(
        host(lambda: offer, station, lambda: said_code(os.urandom), os.urandom, told.put_nowait)
    )
    async with asyncio.timeout(WITHIN_S):
        code = await told.get()
        assert isinstance(code, Waiting)
        patient = await join(code.code, cables_to(mosquitto.for_patient()), os.urandom)
        assert await told.get() == Trying(1, 3)
        assert await told.get() == patient
    assert isinstance(patient, Paired)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert not _link_threads()
