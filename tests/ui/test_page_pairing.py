"""Finding and pairing in the real window over the real engine; only the devices are simulated."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from serial.tools.list_ports_common import ListPortInfo

from devices.capture import parse
from devices.catalog import all_drivers
from devices.ieee11073 import encode_current_time, encode_date_time
from devices.pairing import PairingStage
from devices.simulator import Simulation, simulated_devices
from kapmonitor.clock import SystemClock
from kapmonitor.composition import Household
from kapmonitor.desk import Desk, keep_open
from kapmonitor.pairing.bench import BenchView
from kapmonitor.pairing.reach import Found, Reach, real_reach
from kapmonitor.pairing.search import Findings, Heard
from kapmonitor.pairing.simulated import simulated_reach
from kapmonitor.pairing.trial import Trial
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.runtime import PacedLoop
from kapmonitor.scenarios import find as find_scenario
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.vocabulary import Role
from kapmonitor.settings import load
from kapmonitor.supervisor import DeviceSource
from kapmonitor.ui.pages.pairing import PairingPage
from tests.support.ble_rig.fake_bluez import FakeBlueZ, fake_bluez
from tests.support.ble_rig.rig import ble_rig
from tests.support.ble_rig.virtual_cuff import Habits, VirtualCuff
from tests.support.builders import blood_pressure
from tests.support.builders import opened as open_session
from tests.support.hands import Hands
from tests.support.in_front import in_front
from tests.support.pty_line import PtyLine, Silence
from tests.ui.pages import Hands as PageHands
from tests.ui.pages import theme

SPEED = 60.0
Far = Callable[[], AbstractAsyncContextManager[tuple[Reach, object]]]
"""What the program has around it, and what the test moves there."""


@dataclass
class Office:
    """The window, and what is within its reach."""

    bot: QtBot
    household: Household
    there: list[object]

    def __post_init__(self) -> None:
        self.hands = Hands(self.bot, self.household.window)

    def on_the_loop(self, act: Callable[[], object]) -> None:
        """Let something happen at the far end."""
        self.household.bridge.bench(lambda _bench: _ignore(act()))

    def says(self, begins: str) -> bool:
        """Return whether a label in sight begins so."""
        labels = self.household.window.findChildren(QLabel)
        return any(each.isVisible() and each.text().startswith(begins) for each in labels)

    def step(self, standing: str = "now") -> str:
        """Return the step that stands so, as a screen reader tells it."""
        labels = self.household.window.findChildren(QLabel)
        (name,) = [n for each in labels if (n := each.accessibleName()).endswith(f": {standing}")]
        return name

    def sees(self, begins: str) -> None:
        """Wait for words."""
        self.bot.waitUntil(lambda: self.says(begins), timeout=15_000)


def _ignore(_result: object) -> None:
    """Nobody waits for it."""


def _no_session(_assigned: DeviceAssigned) -> DeviceSource:
    raise AssertionError("no session is open")


def simulated(scenario: str, *, real: bool = False) -> Far:
    """Return simulated devices; `real` hides from the program that they are."""

    @asynccontextmanager
    async def far() -> AsyncIterator[tuple[Reach, object]]:
        async with simulated_devices(find_scenario(scenario), seed=1) as simulation:
            yield replace(simulated_reach(simulation), simulated=not real), simulation

    return far


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Office]]:
    made: list[Office] = []

    def open_office(far: Far, *, speed: float = 1.0) -> Office:
        there: list[object] = []

        async def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> None:
            async with far() as (reach, thing):
                there.append(thing)
                around = Surroundings(reach=reach)
                room = Room(tmp_path, SystemClock(), outlets, resolve=_no_session, around=around)
                await keep_open(room, at_work)

        household = Household(Desk(programme, make_loop=lambda: PacedLoop(speed)), theme(qapp))
        made.append(Office(qtbot, household, there))
        qtbot.addWidget(household.window)
        household.start()
        household.window.show()
        in_front(qtbot, household.window)
        household.window.go_to("pairing")
        return made[-1]

    yield open_office
    assert all(each.household.stop() for each in made)


def test_a_cuff_is_found_tried_out_named_and_known_by_keyboard_alone(
    opened: Callable[..., Office], tmp_path: Path
) -> None:
    here = opened(simulated("quiet", real=True), speed=SPEED)
    hands = here.hands
    hands.press("Set up Simulated Bluetooth cuff")
    here.sees("Now take a test reading")
    simulation = here.there[0]
    assert isinstance(simulation, Simulation)
    here.on_the_loop(simulation.press_start)
    here.sees("It works")
    assert here.says("Shown here and kept nowhere.")
    hands.fill("Folder for the file", str(tmp_path / "for help"))
    hands.press("Save diagnostic capture")
    here.sees("Saved as")
    capture = parse(next((tmp_path / "for help").glob("*.toml")).read_text(), "saved")
    assert capture.driver == "bluetooth_blp"
    assert any(frame.channel == "2a35" for frame in capture.frames)
    assert not [one for one in capture.frames if one.channel == "2a25" and one.step is None]
    hands.fill("What do you call it here?", "Cuff, blue room")
    hands.press("Keep")
    here.sees("Cuff, blue room")
    known = load(tmp_path).devices
    assert [(each.called, each.driver, each.role) for each in known] == [
        ("Cuff, blue room", "bluetooth_blp", "cuff")
    ]
    assert known[0].usual_wait_s is not None
    hands.press("Forget Cuff, blue room")
    here.bot.waitUntil(lambda: load(tmp_path).devices == (), timeout=5000)
    hands.key(Qt.Key.Key_Escape)
    assert here.household.window.shown == "start"


def test_a_module_on_a_cable_is_inflated_only_by_the_button_for_it(
    opened: Callable[..., Office], tmp_path: Path
) -> None:
    here = opened(simulated("module_trouble"), speed=SPEED)
    hands = here.hands
    assert here.says("SIMULATED")
    hands.press("Set up sim:suntech_oem")
    assert here.says("A monitor that touches a patient must not be joined")
    hands.press("Find out what is there")
    here.sees("SunTech OEM blood-pressure module answers.")
    hands.press("Connect")
    here.sees("Now take a test reading")
    hands.press("Inflate the cuff now")
    here.sees("Measuring")
    hands.see("Stop: let the cuff deflate")
    here.sees("It works")
    hands.press("Keep")
    assert load(tmp_path).devices == (), "what is simulated is never remembered"


OURS = """
title = "The monitor in room 2"
pattern = '^P=(?P<sys>[0-9]+)/(?P<dia>[0-9]+) H=(?P<pulse>[0-9]+)$'
cables = ["0403:6001"]
"""


@pytest.fixture
def _own_catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let what is added here be gone for other tests: a program adds for its whole life."""
    monkeypatch.setattr("devices.catalog._added", [])
    yield
    all_drivers.cache_clear()


async def _silent_air() -> AsyncGenerator[Found, None]:
    await asyncio.Event().wait()
    yield Found(address="", title="", driver=None)  # pragma: no cover  never


def _plugged(line: PtyLine, location: str) -> ListPortInfo:
    """Plug the one cable in, and return what the system lists of it."""
    line.plug(Silence())
    info = ListPortInfo(line.path)
    info.vid, info.pid, info.product = 0x0403, 0x6001, "FT232R"
    info.serial_number, info.location = "A600b3gB", location
    info.hwid = info.usb_info()
    return info


@pytest.mark.usefixtures("_own_catalogue")
def test_a_practices_own_monitor_is_used_from_the_page_and_known_in_another_socket(
    opened: Callable[..., Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[ListPortInfo] = []
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda *_: list(there))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = PtyLine(tmp_path / "one"), PtyLine(tmp_path / "two")

    @asynccontextmanager
    async def far() -> AsyncIterator[tuple[Reach, object]]:
        yield replace(real_reach(), hear=_silent_air), None

    here = opened(far)
    (tmp_path / "devices").mkdir()
    (tmp_path / "devices" / "room2.toml").write_text(OURS)
    (tmp_path / "devices" / "wrong.toml").write_text("title = 'x'\npattern = '((a+)+)+$'\n")
    here.on_the_loop(lambda: there.append(_plugged(one, "1-1.3")))
    here.hands.press(f"Set up {one.path}")
    here.sees(f"{tmp_path / 'devices' / 'wrong.toml'}:2: pattern: ")
    here.hands.choose("What is on this port", "The monitor in room 2")
    here.hands.press("Connect")
    here.sees("Now take a test reading")
    here.on_the_loop(lambda: one.send(b"P=128/82 H=66\r\n"))
    here.hands.press("Measured just now? Yes, just now")
    here.sees("It works")
    here.hands.fill("What do you call it here?", "Room 2")
    here.hands.press("Keep")
    here.sees("Room 2")
    assert [(each.driver, each.socket) for each in load(tmp_path).devices] == [("room2", "1-1.3")]
    here.on_the_loop(one.unplug)
    here.on_the_loop(lambda: there.__setitem__(0, _plugged(two, "2-4")))
    here.hands.press(f"Set up {two.path}")
    here.sees("The cable of Room 2, which you used before, now in another socket.")
    here.hands.press("Connect")
    here.hands.reads("What do you call it here?", "Room 2")
    here.on_the_loop(two.unplug)


def _reading(systolic: int, at: datetime) -> bytes:
    stamp = encode_date_time(at)
    return b"\x12" + bytes([systolic, 0, 82, 0, 0xFF, 0x07]) + stamp + b"\x00\x00"


def test_thirty_readings_in_a_cuffs_memory_are_counted_and_never_shown(
    opened: Callable[..., Office],
) -> None:
    now = datetime.now().replace(microsecond=0)  # noqa: DTZ005  a cuff keeps local wall time
    old = [_reading(141, now - timedelta(hours=hours)) for hours in range(31, 1, -1)]

    @asynccontextmanager
    async def far() -> AsyncIterator[tuple[Reach, object]]:
        async with ble_rig() as rig:
            habits = Habits(needs_bond=True, hangs_up=False, clock=encode_current_time(now))
            yield real_reach(), await rig.cuff(old, habits)

    here = opened(far)
    here.hands.press("Set up UA-651BLE_0A1B2C")
    here.sees("30 older readings came from its memory")
    assert here.says("Now take a test reading")
    cuff = here.there[0]
    assert isinstance(cuff, VirtualCuff)
    here.on_the_loop(lambda: asyncio.ensure_future(cuff.measure(_reading(128, now))))
    here.sees("It works")
    assert here.says("128/82")
    assert not here.says("141")
    assert cuff.events.count("bonded") == 1


@pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon (Debian: dbus)")
def test_the_number_on_a_cuffs_display_is_typed_into_the_page(
    monkeypatch: pytest.MonkeyPatch, opened: Callable[..., Office]
) -> None:
    # The bus ends while the program still runs, and bleak remarks on it.
    monkeypatch.setattr(logging.getLogger("bleak.backends.bluezdbus.manager"), "disabled", True)

    @asynccontextmanager
    async def far() -> AsyncIterator[tuple[Reach, object]]:
        async with fake_bluez(monkeypatch) as bluez:
            bluez.wants_bond, bluez.passkey = True, 42
            yield real_reach(), bluez

    here = opened(far)
    here.hands.press("Set up BP7000")
    here.sees("Type the six digits that the cuff shows")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit), "the digits can be typed at once"
    assert here.step() == "Pair: now"
    here.hands.write("42")
    here.hands.key(Qt.Key.Key_Return)
    here.sees("Six digits, as the display shows them.")
    line.clear()
    here.hands.write("000 042")
    here.hands.key(Qt.Key.Key_Return)
    here.sees("Now take a test reading")
    buttons = here.household.window.findChildren(QPushButton)
    assert [each.text() for each in buttons if each.hasFocus()] == ["Stop and go back"]
    bluez = here.there[0]
    assert isinstance(bluez, FakeBlueZ)
    assert bluez.asked == ["RequestPasskey: [42]"]
    here.on_the_loop(lambda: bluez.send(_reading(128, datetime(2000, 1, 1))))  # noqa: DTZ001  as above
    here.sees("Was this measured just now?")
    assert not here.says("128/82")
    here.hands.press("Measured just now? Yes, just now")
    here.sees("128/82")


@pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon (Debian: dbus)")
def test_two_numbers_are_compared_by_a_person_and_no_is_where_the_keyboard_is(
    monkeypatch: pytest.MonkeyPatch, opened: Callable[..., Office]
) -> None:
    monkeypatch.setattr(logging.getLogger("bleak.backends.bluezdbus.manager"), "disabled", True)

    @asynccontextmanager
    async def far() -> AsyncIterator[tuple[Reach, object]]:
        async with fake_bluez(monkeypatch) as bluez:
            bluez.wants_bond, bluez.shows = True, 4217
            yield real_reach(), bluez

    here = opened(far)
    here.hands.press("Set up BP7000")
    here.sees("Does the cuff show the same number?")
    assert here.says("004 217")
    bluez = here.there[0]
    assert isinstance(bluez, FakeBlueZ)
    assert bluez.wants_bond
    here.hands.key(Qt.Key.Key_Return)
    here.sees("You said that the device does not show the same number")
    assert not here.says("004 217")
    assert here.step("failed") == "Pair: failed"
    assert bluez.wants_bond
    here.hands.press("Try again")
    here.sees("Does the cuff show the same number?")
    here.hands.press("Does the cuff show the same number? Yes, the same")
    here.sees("Now take a test reading")
    assert bluez.asked == [
        "RequestConfirmation: org.bluez.Error.Rejected",
        "RequestConfirmation: []",
    ]


def test_what_was_tried_out_is_used_in_the_open_session(qtbot: QtBot, qapp: QApplication) -> None:
    hands = PageHands(qtbot, qapp, PairingPage, open_session())
    device = Found(address="sim:cuff", title="UA-651BLE", driver="bluetooth_blp", signal_dbm=-50)
    trial = Trial(
        device=device,
        driver="bluetooth_blp",
        stage=PairingStage.TESTED,
        reached=PairingStage.READY,
        ready_at=1.0,
        reading=blood_pressure(128, 82, 66),
        on_air_s=58.0,
    )
    hands.page.show_picture(BenchView(trial=trial, simulated=True))
    lines = hands.page.findChildren(QLineEdit)
    name = next(one for one in lines if one.accessibleName() == "What do you call it here?")
    hands.type(name, "Blue room")
    with qtbot.waitSignal(hands.page.left, timeout=5000):
        hands.press("Keep and use in this session")
    cuff = hands.now().devices[Role.CUFF]
    assert (cuff.title, cuff.address, cuff.usual_wait_s) == ("Blue room", "sim:cuff", 58.0)
    assert cuff.simulated
    assert hands.now().readings == (), "a test reading is nobody's"


def test_a_strangers_name_however_long_pushes_nothing_out_of_the_window(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = PageHands(qtbot, qapp, PairingPage, open_session())
    device = Found(address="ble://a", title="W" * 64, driver="bluetooth_blp", signal_dbm=-50)
    findings = Findings(running=True, heard=(Heard(found=device),), crowded=True)
    hands.page.show_picture(BenchView(findings=findings))
    _is_in_sight(hands, f"Set up {device.title}")
    trial = Trial(device=device, driver="bluetooth_blp")
    hands.page.show_picture(BenchView(findings=findings, trial=trial))
    _is_in_sight(hands, "Stop and go back")


def _is_in_sight(hands: PageHands[PairingPage], name: str) -> None:
    QApplication.processEvents()
    made = hands.button(name)
    right = made.mapTo(hands.page, made.rect().topRight()).x()
    assert right < hands.page.width(), (name, right)
