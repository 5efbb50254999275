"""The page with the whole program: a therapist's room as a process, whose machine is lost twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.settings import Settings, save
from kapmonitor.telehealth.kept_root import NAME
from tests.page.patient import Patient
from tests.support.chromium import Chromium
from tests.support.far_room import NOTE, PATIENT
from tests.support.mosquitto import Mosquitto

pytestmark = [pytest.mark.whole, pytest.mark.timeout(300)]
ENVIRONMENT = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
PATIENCE_S = 60.0


class Room:
    """The program at the therapist's; `now` is all that it told last."""

    def __init__(self, folder: Path, broker: Mosquitto) -> None:
        self.folder = folder
        folder.mkdir()
        settings = Settings(
            practice_name="Harbor Clinic",
            telehealth_broker=f"mqtts://localhost:{broker.stations}",
            telehealth_ca_file=str(broker.authority.certificate),
        )
        save(folder, settings)
        self.begin()

    def begin(self) -> None:
        """Start it."""
        self.now: dict[str, Any] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.far_room", str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=ENVIRONMENT,
        )
        self._hearing = threading.Thread(target=self._hear)
        self._hearing.start()

    def kill(self) -> None:
        """Let it lose its power."""
        self._process.kill()
        self._process.communicate()
        self._hearing.join()

    def ask(self, *words: str) -> None:
        """Ask what a window would."""
        assert self._process.stdin is not None
        for word in words:
            self._process.stdin.write(word.encode() + b"\n")
        self._process.stdin.flush()

    def until(self, holds: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Wait for what it tells."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds(self.now):
            assert time.monotonic() < deadline, self.now
            time.sleep(0.02)
        return self.now

    def reads(self, *systolic: float) -> None:
        """Wait until these readings are in the record, and no others."""
        self.until(lambda now: now.get("readings") == list(systolic))

    def _hear(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.now = self.now | json.loads(line)


@pytest.fixture
def room(tmp_path: Path, broker: Mosquitto) -> Iterator[Room]:
    running = Room(tmp_path / "therapist", broker)
    yield running
    running.kill()


def test_a_session_with_a_patient_at_a_page(browser: Chromium, address: str, room: Room) -> None:
    patient = Patient(browser, address)
    patient.tab.record_requests()
    patient.tab.open(address)
    patient.press("Go on")
    room.ask("open", "invite")
    patient.type(room.until(lambda now: now.get("code"))["code"])
    _compare_words(patient, room)
    _get_ready(patient, room)
    _ask(patient, room)
    _calls_beside_a_full_disk(patient, room)

    room.kill()
    patient.measure(123)
    room.begin()
    room.ask("resume")
    room.reads(121, 122, 123)

    room.kill()
    (room.folder / NAME).unlink()  # and its key with it
    patient.measure(124)
    patient.tab.ask("Page.reload")
    room.begin()
    room.ask("resume", "invite")
    code = room.until(lambda now: now.get("code"))["code"]
    patient.press("Type new digits")
    patient.type(code)
    words = room.until(lambda now: now.get("words"))["words"]
    patient.sees(" ".join(words))
    room.ask("match")
    patient.press("Go on")
    room.reads(121, 122, 123, 124)
    patient.press("Tap to reconnect your cuff")
    patient.measures_once_ready(125)
    room.reads(121, 122, 123, 124, 125)
    room.ask("finish")
    patient.sees("You can close this page")
    room.until(lambda now: now["pairing"] == "ended")
    assert check(room.folder / FILE_NAME).state is State.INTACT


def _compare_words(patient: Patient, room: Room) -> None:
    words = room.until(lambda now: now.get("words"))["words"]
    patient.sees(" ".join(words))
    patient.sees("Waiting for your therapist")  # names come once the words agree
    room.ask("match")
    patient.sees(f"Are you {PATIENT}?")
    patient.sees("Harbor Clinic")
    patient.press("Yes, that is me")


def _get_ready(patient: Patient, room: Room) -> None:
    patient.press("Choose my cuff")
    patient.sees("Now a test")
    patient.measure(121)
    room.reads(121)
    patient.sees("Your therapist has it")
    room.ask("accept")
    room.until(lambda now: not now["held"])
    patient.press("Go on")
    patient.press("I am ready")
    room.ask("dose")
    room.until(lambda now: now["doses"] == 1)


def _ask(patient: Patient, room: Room) -> None:
    room.ask("ask")
    patient.sees("Please press START")
    room.until(lambda now: now["request"] == "shown")
    patient.press("I pressed START")
    patient.measure(122)
    room.reads(121, 122)
    room.until(lambda now: now["request"] == "done")
    room.ask("show")
    patient.sees(NOTE)


def _calls_beside_a_full_disk(patient: Patient, room: Room) -> None:
    patient.has_a_full_disk()
    patient.press("I need help")
    room.until(lambda now: now["calls"] == 1)
    assert "remote-cannot-record" in room.now["alarms"]
    patient.has_room_again()
    room.until(lambda now: "remote-cannot-record" not in now["alarms"])
    patient.sees("Your therapist has your call")
