"""A cable that cannot be made says why once, tries again, and leaves nothing open behind it."""

from __future__ import annotations

import gc
import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kapmonitor.link.broker import Broker, broker_at
from kapmonitor.link.cable import Attachment, Down, Happening, Trouble, Up
from kapmonitor.link.mqtt import MqttCable
from kapmonitor.link.waits import HELD_S, LONGEST_S, Waits
from tests.conftest import ExpectedLog
from tests.support.certificates import Authority
from tests.support.mosquitto import Mosquitto

STATION = Attachment(client="station", hears=("kap1/p/+/up",), kept=False)
FIFTY_FOLD = 50.0
WITHIN_S = 60.0


class _Owner:
    """Who holds a cable is held by it: only the collector lets both go, in any order."""

    def __init__(self, broker: Broker) -> None:
        self.told: queue.Queue[Happening] = queue.Queue()
        self.cable = MqttCable(broker, STATION, self._hear, FIFTY_FOLD)
        gc.collect(0)  # what is made from here on is of another age than the client
        self.cable.open()

    def _hear(self, happening: Happening) -> None:
        self.told.put(happening)

    def next(self) -> Happening:
        """Return what is told next, with the cable looked after meanwhile."""
        deadline = time.monotonic() + WITHIN_S
        while time.monotonic() < deadline:
            self.cable.look_after()
            try:
                return self.told.get(timeout=0.02)
            except queue.Empty:
                pass
        raise AssertionError("nothing was told")


@contextmanager
def _without_the_collector() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _open_sockets() -> set[int]:
    return {
        id(each)
        for each in gc.get_objects()
        if isinstance(each, socket.socket) and each.fileno() >= 0
    }


def test_a_closed_cable_leaves_no_socket_to_the_collector() -> None:
    with _without_the_collector():
        before = _open_sockets()
        owner = _Owner(broker_at("mqtts://127.0.0.1:1"))
        assert owner.next() == Down(Trouble.REFUSED)
        assert _open_sockets() - before
        owner.cable.close()
        for each in threading.enumerate():
            if each.name.startswith(("paho-mqtt", "link-stop")):
                each.join(WITHIN_S)
        assert not _open_sockets() - before


def test_a_certificate_that_is_gone_is_told_and_read_again(
    mosquitto: Mosquitto, authority: Authority, tmp_path: Path, expect_log: ExpectedLog
) -> None:
    expect_log("WARNING kapmonitor.link.mqtt: no connection can be begun: No such file")
    missing = tmp_path / "renewed.pem"
    owner = _Owner(broker_at(f"mqtts://localhost:{mosquitto.stations}", authorities=missing))
    gone = Down(Trouble.FILES, "No such file or directory")
    assert [owner.next(), owner.next()] == [gone, gone]
    missing.write_bytes(b"half a certifi")
    while (found := owner.next()) == gone:
        pass
    assert found == Down(Trouble.FILES, "NO_CERTIFICATE_OR_CRL_FOUND")
    missing.write_bytes(authority.certificate.read_bytes())
    while (found := owner.next()) != Up():
        assert isinstance(found, Down)
        assert found.why is Trouble.FILES
    owner.cable.close()


def test_each_try_waits_longer_than_the_one_before() -> None:
    waits, now_s, waited = Waits(), 0.0, []
    for _ in range(8):
        waited.append(waits.failed(now_s))
        assert waits.is_first is (len(waited) == 1)
        now_s += waited[-1]
    assert waited == [1, 2, 4, 8, 16, LONGEST_S, LONGEST_S, LONGEST_S]
    assert waits.failed(now_s + HELD_S) == 1  # it went well for a while
    assert waits.is_first
