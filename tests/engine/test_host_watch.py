"""The computer's own troubles become reports, and only when something changed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kapmonitor.host_watch import HostState, HostWatch, ThisComputer
from kapmonitor.session.intent import HostReport
from kapmonitor.session.vocabulary import HostCondition

CALM = HostState(battery_percent=None, on_battery=False, disk_free_mb=50_000)


@dataclass
class Desk:
    state: HostState = CALM

    def look(self) -> HostState:
        return self.state


class Told:
    def __init__(self) -> None:
        self.desk = Desk()
        self.reports: list[HostReport] = []
        self.watch = HostWatch(self.desk, self.reports.append)

    def look(self, state: HostState) -> list[tuple[HostCondition, bool, float | None]]:
        self.desk.state = state
        self.reports.clear()
        self.watch.look()
        return [(each.condition, each.active, each.value) for each in self.reports]


def on_battery(percent: float) -> HostState:
    return HostState(battery_percent=percent, on_battery=True, disk_free_mb=50_000)


def test_a_calm_computer_says_nothing() -> None:
    assert Told().look(CALM) == []


def test_a_battery_in_use_is_told_and_told_again_only_when_it_fell() -> None:
    told = Told()
    assert told.look(on_battery(32)) == [(HostCondition.COMPUTER_BATTERY, True, 32)]
    assert told.look(on_battery(31)) == []
    assert told.look(on_battery(27)) == [(HostCondition.COMPUTER_BATTERY, True, 27)]


def test_plugging_in_ends_it() -> None:
    told = Told()
    told.look(on_battery(12))
    plugged = HostState(battery_percent=12, on_battery=False, disk_free_mb=50_000)
    assert told.look(plugged) == [(HostCondition.COMPUTER_BATTERY, False, 12)]


def test_a_filling_disk_is_told_with_what_is_left() -> None:
    told = Told()
    nearly = HostState(battery_percent=None, on_battery=False, disk_free_mb=90)
    assert told.look(nearly) == [(HostCondition.DISK_SPACE, True, 90)]


def test_a_disk_that_cannot_be_asked_is_not_called_full() -> None:
    unknown = HostState(battery_percent=None, on_battery=False, disk_free_mb=None)
    assert Told().look(unknown) == []


def test_a_window_that_never_showed_itself_is_not_missed() -> None:
    assert Told().look(CALM) == []


def test_this_computer_knows_its_disk(tmp_path: Path) -> None:
    free = ThisComputer(tmp_path).look().disk_free_mb
    assert free is not None
    assert free > 0


@pytest.mark.skipif(sys.platform != "linux", reason="where Linux tells of power supplies")
def test_a_computer_that_shows_no_power_supply_has_no_battery(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("psutil._pslinux.POWER_SUPPLY_PATH", str(tmp_path / "sys/power_supply"))
    assert ThisComputer(tmp_path).look().battery_percent is None
