"""Pictures of the supervising screen: a small clinic, a large one, and one room's details.

The rooms are written down here: a picture needs neither rooms nor a broker. The window that is
photographed is the real one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kapmonitor.central.need import by_need
from kapmonitor.central.view import (
    AlarmWord,
    BoardView,
    BrokerWord,
    CuffWord,
    LinkWord,
    MessageWord,
    NextDue,
    Numeral,
    Presence,
    RoomTile,
)
from kapmonitor.language import mark, say
from kapmonitor.session.phase import Phase
from kapmonitor.session.schedule import DueState
from kapmonitor.session.vocabulary import AlarmKind, Priority, Setting
from kapmonitor.ui.small_picture import write_small
from kapmonitor.ui.station.details import Board
from kapmonitor.ui.station.window import StationWindow
from kapmonitor.ui.theme import Theme, ThemeName

Size = tuple[int, int]
SETTLE = 4
NOW_S = 10_000.0
SMALL, LARGE = 12, 500
RISE = mark("Blood pressure above its limit, not confirmed")
LOOK = mark("Look at the patient. Repeat the reading.")
SILENT = mark("No word from the patient's side")
BATTERY = mark("Computer battery 28 %")
FREE = mark("The prescriber can be reached from now on.")
CALL = mark("Call me, please.")
PLAN = mark("Lozenge, office")


def views() -> Iterator[tuple[str, BoardView, bool]]:
    """Yield each picture: its name, the rooms, and whether the first one's details are open."""
    yield "station", _board(SMALL), False
    yield "station-details", _board(SMALL), True
    yield "station-500", _board(LARGE), False
    yield "station-trouble", _troubled(), True


def names() -> tuple[str, ...]:
    """Return what the pictures are called, without theme and size."""
    return tuple(name for name, _view, _opened in views())


def take_all(application: QApplication, out: Path, sizes: list[Size]) -> None:
    """Write the pictures, in the language that is spoken now. Raises OSError."""
    theme = Theme(application)
    out.mkdir(parents=True, exist_ok=True)
    for name, view, opened in views():
        window = StationWindow(theme, _nobody())
        window.show()
        window.show_board(view)
        if opened:
            window.details.show_room(view.tiles[0], NOW_S)
        for look in ThemeName:
            theme.use(look)
            for size in sizes:
                window.resize(*size)
                for _ in range(SETTLE):
                    application.processEvents()
                path = out / f"{name}-{look}-{size[0]}x{size[1]}.png"
                write_small(window.grab().toImage(), path)
        window.hide()
        window.deleteLater()
        application.processEvents()


def _nobody() -> Board:
    """Return a board that nobody answers."""

    def quiet(*_values: object) -> None:
        return None

    made: Board = type("Nobody", (), {"acknowledge": quiet, "write": quiet})()
    return made


def _board(count: int) -> BoardView:
    rooms = list(_special())
    rooms += [_room(each) for each in range(len(rooms) + 1, count + 1)]
    return BoardView(tiles=by_need(rooms, NOW_S), broker=BrokerWord(up=True), now_s=NOW_S)


def _troubled() -> BoardView:
    """Return rooms of which something keeps this screen from knowing how they are."""
    seen = _alarm("systolic", Priority.MEDIUM, RISE)
    more = _alarm("link", Priority.LOW, BATTERY, AlarmKind.TECHNICAL)
    rooms = [
        replace(
            _room(1),
            alarms=(replace(seen, acknowledged=True, acknowledged_by="Dana K."), more),
            not_saved=True,
            skew_s=41.0,
            messages=tuple(_messages()),
            missed=2,
        ),
        replace(_room(2), presence=Presence.OFFLINE, heard_s=NOW_S - 300, alarms=(seen,)),
        replace(_room(3), presence=Presence.LATE, skew_s=-75.0),
        replace(_room(4), presence=Presence.SEALED),
        RoomTile(station="room-5", room=_named(5), presence=Presence.NEVER, heard_s=None),
    ]
    return BoardView(
        tiles=by_need(rooms, NOW_S),
        broker=BrokerWord(up=True),
        now_s=NOW_S,
        strangers=("room-31",),
        skew_s=-75.0,
    )


def _special() -> Iterator[RoomTile]:
    """Yield one room of each kind that a supervisor must tell apart."""
    yield replace(_room(1), alarms=(_alarm("low", Priority.LOW, BATTERY),))
    yield replace(
        _room(2),
        blood_pressure=_pressure(171, 104, 120),
        alarms=(_alarm("systolic", Priority.MEDIUM, RISE),),
        messages=tuple(_messages()),
        due=NextDue(state=DueState.DUE, target_s=NOW_S, on_return=False),
    )
    yield replace(
        _room(3),
        setting=Setting.TELEHEALTH,
        link=LinkWord.DOWN,
        link_side="patient",
        link_since_s=NOW_S - 14,
        cuff=CuffWord.LOST,
        alarms=(_alarm("link", Priority.MEDIUM, SILENT, AlarmKind.TECHNICAL),),
    )
    yield replace(_room(4), presence=Presence.NO_NEWS, heard_s=NOW_S - 75)
    yield replace(_room(5), setting=Setting.TELEHEALTH, link=LinkWord.OK)
    yield replace(
        _room(6), phase=Phase.PREPARATION, dose_s=None, blood_pressure=None, heart_rate=None
    )
    yield replace(_room(7), simulated=True)
    yield RoomTile(
        station="room-8", room=_named(8), presence=Presence.ONLINE, heard_s=NOW_S - 2, opened=False
    )


def _messages() -> Iterator[MessageWord]:
    read = MessageWord(entry=5, written_s=NOW_S - 900, station="lead", by="Dana K.", text=say(FREE))
    yield replace(read, read_s=NOW_S - 840, read_by="Mara Lee")
    yield replace(read, entry=9, written_s=NOW_S - 130, text=say(CALL))


def _room(number: int) -> RoomTile:
    ago_s = 60.0 * (1 + number % 9)
    return RoomTile(
        station=f"room-{number}",
        room=_named(number),
        presence=Presence.ONLINE,
        heard_s=NOW_S - 2,
        opened=True,
        setting=Setting.OFFICE,
        plan=say(PLAN),
        phase=Phase.MONITORING,
        dose_s=NOW_S - 1800 - 60 * (number % 60),
        blood_pressure=_pressure(112 + number * 7 % 30, 70 + number * 5 % 16, ago_s),
        heart_rate=Numeral(
            values=(62.0 + number % 20,), unit="1/min", taken_s=NOW_S - ago_s, old_after_s=1200
        ),
        due=NextDue(state=DueState.COMING, target_s=NOW_S + 900 - ago_s, on_return=False),
        cuff=CuffWord.READY,
    )


def _named(number: int) -> str:
    return say("Room {number}").format(number=number)


def _pressure(systolic: float, diastolic: float, ago_s: float) -> Numeral:
    return Numeral(
        values=(systolic, diastolic), unit="mmHg", taken_s=NOW_S - ago_s, old_after_s=1200
    )


def _alarm(
    code: str, priority: Priority, text: str, kind: AlarmKind = AlarmKind.PHYSIOLOGICAL
) -> AlarmWord:
    return AlarmWord(
        code=code,
        raised=7,
        kind=kind,
        priority=priority,
        text=say(text),
        action=say(LOOK) if kind is AlarmKind.PHYSIOLOGICAL else "",
        confirmed=False,
        active=True,
        acknowledged=False,
        acknowledged_by="",
    )
