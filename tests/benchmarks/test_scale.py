"""Ten thousand sessions with two million entries, beside ten: what grows with what is stored?

Each figure of the large record stands beside the same of the small one, measured in turns.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from kapmonitor.clock import SystemClock
from kapmonitor.desk import Desk, keep_open
from kapmonitor.exports import Format, text_of
from kapmonitor.practice import Practice
from kapmonitor.record.backup import back_up
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, Record, open_history, open_record
from kapmonitor.room import Outlets, Room
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.supervisor import DeviceSource
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.history import HistoryPage
from kapmonitor.ui.theme import Theme
from tests.benchmarks.conftest import Figures
from tests.support.many_sessions import name_of, write_many

FEW, MANY, EVENTS = 10, 10_000, 200
ROUNDS = 30
PAINTED = 9
MB = 1_000_000


@dataclass(frozen=True)
class Two:
    """A small and a large record."""

    few: Path
    many: Path


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, figures_once: Figures) -> Iterator[Two]:
    """Write both, once."""
    folder = tmp_path_factory.mktemp("scale")
    made = Two(folder / "few" / FILE_NAME, folder / "many" / FILE_NAME)
    write_many(made.few, FEW, EVENTS)
    began = perf_counter()
    entries = write_many(made.many, MANY, EVENTS)
    took = perf_counter() - began
    size = made.many.stat().st_size / MB
    figures_once.say(f"{entries} entries in {MANY} sessions: {size:.0f} MB, made in {took:.0f} s")
    yield made
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def figures_once() -> Figures:
    """Return where the figures of the module go."""
    return Figures()


def newest(practice: Practice) -> str:
    return practice.sessions()[0].id


ASKED: dict[str, Callable[[Practice], object]] = {
    "the first page's rows": lambda practice: practice.unfinished(),
    "a page of the list": lambda practice: practice.sessions(),
    "a search for a patient": lambda practice: practice.patients(name_of(1), limit=20),
    "a session opened": lambda practice: practice.open_past("s-000001"),
    "a course of five sessions": lambda practice: practice.course("P-00001"),
    "a session as a table": lambda practice: list(text_of(practice.record, "s-000001", Format.CSV)),
}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_for(two: Two, figures: Figures, name: str) -> None:
    ask = ASKED[name]
    few: list[float] = []
    many: list[float] = []
    with open_record(two.few) as small, open_record(two.many) as large:
        asked = [(_practice(record), took) for record, took in ((small, few), (large, many))]
        for _ in range(ROUNDS):
            for practice, took in asked:
                began = perf_counter()
                ask(practice)
                took.append(perf_counter() - began)
    assert figures.note(f"{name}: of {MANY} sessions, the floor of {FEW}", many, floor=few) > 0


def _practice(record: Record) -> Practice:
    return Practice(record, record.path.parent, SystemClock())


@pytest.mark.timeout(900)
def test_opening_the_record(two: Two, figures: Figures) -> None:
    few: list[float] = []
    many: list[float] = []
    for _ in range(ROUNDS):
        for path, took in ((two.few, few), (two.many, many)):
            began = perf_counter()
            open_record(path).close()
            took.append(perf_counter() - began)
    assert figures.note("the record opened and closed", many, floor=few) > 0


@pytest.mark.timeout(900)
def test_history_to_first_paint(
    two: Two, figures: Figures, qtbot: QtBot, qapp: QApplication
) -> None:
    theme = Theme(qapp)
    few: list[float] = []
    many: list[float] = []
    for path, took in ((two.few, few), (two.many, many)):
        with engine(path.parent) as bridge:
            for number in range(PAINTED + 1):
                seconds = painted(HistoryPage(bridge, theme), qtbot, qapp)
                if number:  # the first fills the caches
                    took.append(seconds)
    figures.note("history shown and painted with its rows", many, floor=few)
    apart = sorted(many)[len(many) // 2] - sorted(few)[len(few) // 2]
    figures.say(f"history of {MANY} sessions paints {apart * 1e3:.1f} ms after that of {FEW}")


def painted(page: HistoryPage, qtbot: QtBot, qapp: QApplication) -> float:
    """Return how long a page takes from being shown until its rows are painted."""
    qtbot.addWidget(page)
    page.resize(1280, 800)
    (table,) = page.findChildren(QTableWidget)[:1]
    began = perf_counter()
    page.show()
    while table.rowCount() == 0:
        qapp.processEvents()
    page.grab()
    took = perf_counter() - began
    page.hide()
    return took


@contextmanager
def engine(folder: Path) -> Iterator[Bridge]:
    """Run a real engine on a data folder, with a bridge to it."""

    def no_devices(_assigned: DeviceAssigned) -> DeviceSource:
        raise AssertionError("no device takes part here")

    def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> Coroutine[None, None, None]:
        return keep_open(Room(folder, SystemClock(), outlets, resolve=no_devices), at_work)

    desk = Desk(programme)
    bridge = Bridge(desk, "bench")
    desk.start(lambda fault: pytest.fail(str(fault)))
    bridge.start()
    try:
        yield bridge
    finally:
        assert desk.stop()


@pytest.mark.timeout(900)
def test_a_proof_a_backup_and_what_reading_alone_costs(
    two: Two, figures: Figures, tmp_path: Path
) -> None:
    size = two.many.stat().st_size / MB
    began = perf_counter()
    with open_history(two.many) as history:
        read = sum(1 for _ in history.connection.execute("SELECT * FROM event"))
    floor = perf_counter() - began
    began = perf_counter()
    verdict = check(two.many)
    took = perf_counter() - began
    assert verdict.state is State.INTACT
    figures.note("the whole record proved; the floor reads it", [took], floor=[floor])
    figures.say(f"proved: {read / took:.0f} entries a second; read: {read / floor:.0f}")
    target = tmp_path / "copy.db"
    began = perf_counter()
    shutil.copyfile(two.many, target)
    floor = perf_counter() - began
    target.unlink()
    began = perf_counter()
    back_up(two.many, target)
    took = perf_counter() - began
    figures.note("a backup, proved; the floor copies the file", [took], floor=[floor])
    figures.say(f"backup: {size / took:.0f} MB a second, its proof counted in")
