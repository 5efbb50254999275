"""The window while a patient's side brings at once what it kept: free, and told all of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from kapmonitor.port import Snapshot
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import RemoteMessageReceived
from kapmonitor.ui.bridge import Bridge
from tests.support.backlog import Flow, desk_with_backlog, is_reading, percent_of, systolic_of
from tests.support.whole_session import fast_folder

MESSAGES = 3_000
BATCHES = MESSAGES // 64


def _numbers(folder: Path, session: str) -> list[int]:
    with open_history(folder / FILE_NAME) as record:
        entries = SessionLog(record).read(session)
    return [e.event.number for e in entries if isinstance(e.event, RemoteMessageReceived)]


def _battery(shown: Snapshot) -> float | None:
    return None if shown.session is None else shown.session.remote.patient.battery_percent


def test_a_backlog_leaves_the_window_free_and_arrives_whole_and_in_order(qtbot: QtBot) -> None:
    """Turns of the window's loop are counted, no time is measured."""
    flow, turns, pictures = Flow(), [0], list[tuple[int, Snapshot]]()
    faults: list[BaseException] = []

    def turn() -> None:
        turns[0] += flow.begins.is_set() and not flow.is_over.is_set()

    with fast_folder() as folder:
        desk = desk_with_backlog(folder, MESSAGES, flow)
        bridge = Bridge(desk, "test")
        bridge.sessionChanged.connect(lambda shown: pictures.append((turns[0], shown)))
        idle = QTimer(bridge, interval=1)
        idle.timeout.connect(turn)
        idle.start()
        bridge.start()
        desk.start(faults.append)
        qtbot.waitUntil(lambda: flow.is_over.is_set() or bool(faults), timeout=60_000)
        qtbot.waitUntil(lambda: _battery(bridge.snapshot) == percent_of(MESSAGES - 1))
        assert desk.stop()
        idle.stop()
        session = bridge.snapshot.session
        assert faults == []
        assert session is not None
        assert sorted(_numbers(folder, session.id)) == [*range(1, MESSAGES + 2)]
    kept = [each.measurement.systolic for each in session.readings]
    assert kept == [systolic_of(each) for each in range(MESSAGES) if is_reading(each)]
    assert turns[0] > BATCHES
    seen_at = [at for at, _ in pictures if 0 < at < turns[0]]
    assert len(seen_at) == len(set(seen_at))  # between any two pictures it does something else
    assert len(seen_at) < MESSAGES / 10
