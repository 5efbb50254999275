"""Finding and pairing in the real window over the real engine; only the devices are simulated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from devices.capture import parse
from devices.simulator import Simulation, simulated_devices
from kapmonitor.clock import SystemClock
from kapmonitor.composition import Household
from kapmonitor.desk import Desk, keep_open
from kapmonitor.pairing.simulated import simulated_reach
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.runtime import PacedLoop
from kapmonitor.scenarios import find as find_scenario
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.settings import load
from kapmonitor.supervisor import DeviceSource
from tests.support.hands import Hands
from tests.ui.pages import theme

SPEED = 60.0


@dataclass
class Office:
    """The window, and a simulated cuff within its reach."""

    bot: QtBot
    household: Household
    simulation: list[Simulation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hands = Hands(self.bot, self.household.window)

    def press_start(self) -> None:
        """Let the person at the cuff press START."""
        self.household.bridge.bench(lambda _bench: self._press())

    def _press(self) -> None:
        assert self.simulation[0].press_start()

    def says(self, begins: str) -> bool:
        """Return whether a label in sight begins so."""
        labels = self.household.window.findChildren(QLabel)
        return any(each.isVisible() and each.text().startswith(begins) for each in labels)

    def sees(self, begins: str) -> None:
        """Wait for words."""
        self.bot.waitUntil(lambda: self.says(begins), timeout=15_000)


def office(
    bot: QtBot, application: QApplication, folder: Path, scenario: str, *, real: bool = False
) -> Office:
    """Open the window; `real` hides from the program that its devices are simulated."""
    there: list[Simulation] = []

    async def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> None:
        async with simulated_devices(find_scenario(scenario), seed=1) as simulation:
            there.append(simulation)
            reach = replace(simulated_reach(simulation), simulated=not real)
            around = Surroundings(reach=reach)
            room = Room(folder, SystemClock(), outlets, resolve=_no_session, around=around)
            await keep_open(room, at_work)

    desk = Desk(programme, make_loop=lambda: PacedLoop(SPEED))
    made = Office(bot, Household(desk, theme(application)), there)
    bot.addWidget(made.household.window)
    made.household.start()
    made.household.window.show()
    with bot.waitActive(made.household.window):
        made.household.window.activateWindow()
    made.household.window.go_to("pairing")
    return made


def _no_session(_assigned: DeviceAssigned) -> DeviceSource:
    raise AssertionError("no session is open")


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Office]]:
    made: list[Office] = []

    def open_office(scenario: str, *, real: bool = False) -> Office:
        made.append(office(qtbot, qapp, tmp_path, scenario, real=real))
        return made[-1]

    yield open_office
    assert all(each.household.stop() for each in made)


def test_a_cuff_is_found_tried_out_named_and_known_by_keyboard_alone(
    opened: Callable[..., Office], tmp_path: Path
) -> None:
    here = opened("quiet", real=True)
    hands = here.hands
    hands.press("Set up Simulated Bluetooth cuff")
    here.sees("Now take a test reading")
    here.press_start()
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
    here = opened("module_trouble")
    hands = here.hands
    assert here.says("SIMULATED")
    hands.press("Set up sim:suntech_oem")
    assert here.says("A monitor that touches a patient must not be joined")
    hands.press("Connect")
    here.sees("Now take a test reading")
    hands.press("Inflate the cuff now")
    here.sees("Measuring")
    hands.see("Stop: let the cuff deflate")
    here.sees("It works")
    hands.press("Keep")
    assert load(tmp_path).devices == (), "what is simulated is never remembered"
