"""`kapmonitor doctor`: what this machine has, with the fix for what is missing. No patient data."""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from devices.catalog import all_drivers
from devices.scan import scan
from kapmonitor import __version__
from kapmonitor.commands.terminal import DONE, NO, CommandFault, data_folder, show, tell
from kapmonitor.machine import Obstacle, offscreen_obstacles, reference_obstacles, window_obstacles
from kapmonitor.own_devices import find_own_devices, own_profiles
from kapmonitor.record import driver, keychain
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.unlocking import locked_by
from kapmonitor.settings import SettingsFault, load

_PACKAGES = ("PySide6-Essentials", "pyqtgraph", "numpy", "bleak", "pyserial", "sqlite-utils")
_LISTEN_S = 2.0
_ROOM_MB = 500


@dataclass(frozen=True, slots=True)
class _Finding:
    what: str
    fix: str = ""

    def __str__(self) -> str:
        mark = "missing" if self.fix else "ok     "
        return f"{mark}  {self.what}" + (f"\n         fix: {self.fix}" if self.fix else "")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the report there")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    folder = data_folder(options.data)
    findings = [each for look in _LOOKS for each in look(folder)]
    report = "\n".join(str(finding) for finding in findings)
    if options.out is None:
        show(report)
    else:
        _write(options.out, report)
    return NO if any(finding.fix for finding in findings) else DONE


def _write(path: Path, report: str) -> None:
    try:
        path.write_text(report + "\n", encoding="utf-8")
    except OSError as fault:
        raise CommandFault(f"{path}: cannot be written ({fault.strerror}).") from fault
    tell(f"The report is in {path}.")


def _versions(_folder: Path) -> Iterator[_Finding]:
    yield _Finding(f"kapmonitor {__version__}, Python {platform.python_version()}")
    yield _Finding(f"{platform.system()} {platform.release()}, {platform.machine()}")
    yield _Finding(f"SQLite {driver.VERSION}")
    for package in _PACKAGES:
        try:
            yield _Finding(f"{package} {version(package)}")
        except PackageNotFoundError:
            yield _Finding(package, f"{sys.executable} -m pip install '{package}'")


def _encryption(folder: Path) -> Iterator[_Finding]:
    if driver.CAN_ENCRYPT:
        yield _Finding(f"records can be encrypted: sqlcipher3 {version('sqlcipher3')}")
    else:
        cure = f"{sys.executable} -m pip install sqlcipher3"
        yield _Finding("records cannot be encrypted: sqlcipher3 is missing", cure)
    if keychain.available():
        yield _Finding("this account keeps secrets: the record opens without asking for one")
    else:
        yield _Finding("this account keeps no secrets: an encrypted record asks at each start")
    with suppress(RecordFault):
        if (folder / FILE_NAME).exists():
            encrypted = locked_by(folder / FILE_NAME) is not None
            yield _Finding(f"the record is {'' if encrypted else 'NOT '}encrypted")


def _window(_folder: Path) -> Iterator[_Finding]:
    drawing = tuple(_as_findings(offscreen_obstacles()))
    yield from drawing or (_Finding("Qt can draw reports"),)
    yield from tuple(_as_findings(window_obstacles())) or (_Finding("a window can open"),)
    if not drawing and find_spec("PySide6"):
        from PySide6.QtCore import QObject

        lost = tuple(_as_findings(reference_obstacles(QObject().setObjectName)))
        yield from lost or (_Finding("Qt for Python keeps its references"),)


def _as_findings(obstacles: tuple[Obstacle, ...]) -> Iterator[_Finding]:
    for obstacle in obstacles:
        yield _Finding(obstacle.what, obstacle.cure.removeprefix("Run: "))


def _drivers(_folder: Path) -> Iterator[_Finding]:
    names = ", ".join(driver.slug for driver in all_drivers())
    yield _Finding(f"drivers: {names} (experimental until a real unit was connected)")


def _own_devices(folder: Path) -> Iterator[_Finding]:
    own, complaints = find_own_devices(folder)
    for line in complaints:
        yield _Finding(line, f"correct the file, or move it out of {own_profiles(folder)}")
    if own:
        yield _Finding(f"the practice's own devices: {', '.join(own)}")


def _links(_folder: Path) -> Iterator[_Finding]:
    found = asyncio.run(scan(_LISTEN_S))
    if found.notes:
        for note in found.notes:
            yield _Finding(note, "switch Bluetooth on, or use a cuff on a cable")
    else:
        yield _Finding("Bluetooth can be searched")
    ports = [each for each in found.candidates if not str(each.url).startswith("ble://")]
    yield _Finding(f"serial ports: {', '.join(str(each.url) for each in ports) or 'none'}")
    for each in ports:
        if each.denied:
            cure = 'sudo usermod -aG dialout "$USER", then sign out and in again'
            yield _Finding(f"{each.url} may not be used by this account", cure)


def _sound(_folder: Path) -> Iterator[_Finding]:
    from kapmonitor.sound.speaker import outputs

    found = outputs()
    if found:
        yield _Finding(f"alarms can sound on: {', '.join(found)}")
    else:
        yield _Finding("there is no sound output: alarms are by light only")


def _data(folder: Path) -> Iterator[_Finding]:
    import psutil

    place = next(each for each in (folder, *folder.parents) if os.path.exists(each))  # noqa: PTH110  unlike Path.exists never raises
    if not os.access(place, os.W_OK):
        yield _Finding(f"{folder} cannot be written", "choose another one with --data")
    free = psutil.disk_usage(str(place)).free // 1_000_000
    low = f"free at least {_ROOM_MB} MB" if free < _ROOM_MB else ""
    yield _Finding(f"data folder {folder}, {free} MB free", low)
    try:
        load(folder)
    except SettingsFault as fault:
        yield _Finding(str(fault), "repair or move the file")


_LOOKS: tuple[Callable[[Path], Iterator[_Finding]], ...] = (
    _versions,
    _encryption,
    _window,
    _drivers,
    _own_devices,
    _links,
    _sound,
    _data,
)
