"""The supervising screen: who needs somebody first, what is not current is hollow, two deeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.central.need import by_need
from kapmonitor.central.view import (
    AlarmWord,
    BoardView,
    BrokerWord,
    CommandAnswer,
    CuffWord,
    LinkWord,
    MessageWord,
    Numeral,
    Presence,
    RoomTile,
)
from kapmonitor.port import SoundState
from kapmonitor.session.phase import Phase
from kapmonitor.session.vocabulary import AlarmKind, Priority, Setting
from kapmonitor.ui.station.window import StationWindow
from kapmonitor.ui.station.words import words_of
from kapmonitor.ui.theme import Theme

NOW_S = 10_000.0
ALARM = AlarmWord(
    code="systolic",
    raised=7,
    kind=AlarmKind.PHYSIOLOGICAL,
    priority=Priority.HIGH,
    text="178/112, confirmed",
    action="Call the prescriber.",
    confirmed=True,
    active=True,
    acknowledged=False,
    acknowledged_by="",
)


def room(number: int, *alarms: AlarmWord, presence: Presence = Presence.ONLINE) -> RoomTile:
    return RoomTile(
        station=f"room-{number:03}",
        room=f"Room {number}",
        presence=presence,
        heard_s=NOW_S - 1,
        opened=True,
        setting=Setting.OFFICE,
        plan="Lozenge, office",
        phase=Phase.MONITORING,
        dose_s=NOW_S - 2500 - number,
        blood_pressure=Numeral(
            values=(120.0 + number % 50, 80.0), unit="mmHg", taken_s=NOW_S - 130, old_after_s=1200
        ),
        heart_rate=Numeral(values=(70.0,), unit="1/min", taken_s=NOW_S - 130, old_after_s=1200),
        cuff=CuffWord.READY,
        alarms=alarms,
    )


def board(*tiles: RoomTile, answers: tuple[CommandAnswer, ...] = ()) -> BoardView:
    return BoardView(
        tiles=by_need(tiles, NOW_S), broker=BrokerWord(up=True), now_s=NOW_S, answers=answers
    )


class Asked:
    """A board that keeps what it was asked."""

    def __init__(self) -> None:
        self.deeds: list[tuple[object, ...]] = []

    def acknowledge(
        self,
        station: str,
        alarms: Sequence[AlarmWord],
        person: str,
        done: Callable[[str | Exception], None],
    ) -> None:
        self.deeds.append((station, tuple(each.code for each in alarms), person))
        done("c1")

    def write(
        self, station: str, text: str, person: str, done: Callable[[str | Exception], None]
    ) -> None:
        self.deeds.append((station, text, person))
        done("c2")


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, asked: Asked, said: list[str]) -> StationWindow:
    made = StationWindow(Theme(qapp), asked, lambda _window, words, _how: said.append(words))
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_alarm_is_told_by_word_sign_and_colour_and_comes_first(window: StationWindow) -> None:
    window.show_board(board(room(1), room(2, ALARM)))
    first = window.tiles.rooms.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.startswith("Room 2, high, 178/112, confirmed")


def test_a_screen_reader_says_which_room_calls_once(window: StationWindow, said: list[str]) -> None:
    for _ in range(2):
        window.show_board(board(room(1), room(2, ALARM), room(3)))
    assert said == ["HIGH: Room 2: 178/112, confirmed Call the prescriber."]
    window.show_board(board(room(1), room(2, ALARM), room(3, ALARM)))
    assert said[1:] == ["HIGH: Room 3: 178/112, confirmed Call the prescriber."]


@pytest.mark.parametrize("presence", [Presence.NO_NEWS, Presence.OFFLINE, Presence.SEALED])
def test_what_is_not_current_shows_no_number_as_current(presence: Presence) -> None:
    words = words_of(room(3, presence=presence), NOW_S)
    assert words.hollow
    assert words.pressure == "–"
    assert "last 123/80, 2 min ago" in words.first


def test_nothing_of_a_silent_patients_side_looks_current() -> None:
    cut_off = replace(room(3), link=LinkWord.DOWN, link_side="patient", link_since_s=NOW_S - 14)
    words = words_of(cut_off, NOW_S)
    assert (words.pressure, words.rate) == ("–", "–")
    assert words.first == "last 123/80, 2 min ago"
    assert words.second == "cuff ready · link down 0:14 · patient's side"


def test_what_is_wrong_in_a_room_has_a_line_of_its_own() -> None:
    tile = replace(room(1), setting=Setting.TELEHEALTH, link=LinkWord.DOWN, not_saved=True)
    words = words_of(tile, NOW_S)
    assert words.third == "NOT SAVED", "never at the end of a line that is cut off"
    assert "NOT SAVED" in words.spoken


def test_an_old_value_is_called_old() -> None:
    words = words_of(room(3), NOW_S + 2000)
    assert words.old
    assert words.first.startswith("old · 35 min ago")


def test_acknowledging_needs_a_name(qtbot: QtBot, window: StationWindow, asked: Asked) -> None:
    window.show_board(board(room(1), room(2, ALARM)))
    window.tiles.setCurrentIndex(window.tiles.rooms.index(0))
    window.tiles.setFocus()
    qtbot.keyClick(window.tiles, Qt.Key.Key_Return)
    assert window.details.station == "room-002"
    window.details.answer()
    assert asked.deeds == []
    assert "name" in window.details.told.text()
    window.details.person.line.setText("Dana K.")
    window.details.answer()
    assert asked.deeds == [("room-002", ("systolic",), "Dana K.")]
    window.details.answer()  # whoever comes next says who they are
    assert len(asked.deeds) == 1
    refused = CommandAnswer(station="room-002", command="c1", done=False, reasons=("Look again.",))
    window.show_board(board(room(1), room(2, ALARM), answers=(refused,)))
    assert window.details.told.text() == "Look again."


def test_a_message_goes_to_the_room_it_was_typed_for(
    qtbot: QtBot, window: StationWindow, asked: Asked
) -> None:
    window.show_board(board(room(1), room(2)))
    window.details.show_room(room(1), NOW_S)
    window.details.person.line.setText("Dana K.")
    qtbot.keyClicks(window.details.message.line, "for room 1")
    window.details.show_room(room(2), NOW_S)
    assert window.details.message.text == ""
    qtbot.keyClicks(window.details.message.line, "Call me")
    window.details.write()
    assert asked.deeds == [("room-002", "Call me", "Dana K.")]


def test_a_pointer_that_was_left_on_the_tiles_holds_no_order(
    qtbot: QtBot, window: StationWindow
) -> None:
    window.show_board(board(room(1), room(2)))
    tiles = window.tiles
    qtbot.mouseMove(tiles.viewport(), QPoint(40, 40))
    qtbot.mouseMove(tiles.viewport(), QPoint(60, 60))
    qtbot.waitUntil(lambda: tiles.is_pointed_at)
    changed = board(room(1), room(2, ALARM))
    window.show_board(changed)
    assert tiles.rooms.tiles[0].station == "room-001"
    window.show_board(replace(changed, now_s=NOW_S + 11))
    assert tiles.rooms.tiles[0].station == "room-002"


def test_a_key_pressed_before_a_room_was_chosen_means_the_first(
    window: StationWindow, qtbot: QtBot
) -> None:
    window.show_board(board(room(1), room(2, ALARM)))
    qtbot.keyClick(window.tiles, Qt.Key.Key_M)
    assert window.details.station == "room-002"
    assert window.tiles.selectedIndexes() == [window.tiles.rooms.index(0)]


def test_a_room_that_was_closed_stays_closed(window: StationWindow, qtbot: QtBot) -> None:
    window.show_board(board(room(1)))
    window.tiles.setCurrentIndex(window.tiles.rooms.index(0))
    qtbot.keyClick(window.tiles, Qt.Key.Key_Return)
    assert window.details.isVisible()
    qtbot.keyClick(window.tiles, Qt.Key.Key_Escape)
    window.show_board(board(room(1)))
    assert not window.details.isVisible()


MESSAGE = MessageWord(entry=5, written_s=NOW_S - 130, station="lead", by="Dana K.", text="Call me.")


def test_a_message_is_called_read_only_when_somebody_said_so(window: StationWindow) -> None:
    window.show_board(board(room(1)))
    window.details.show_room(replace(room(1), messages=(MESSAGE,)), NOW_S)
    assert "NOT READ" in window.details.messages.text()
    silent = replace(room(1, presence=Presence.NO_NEWS), messages=(MESSAGE,))
    window.details.show_room(silent, NOW_S)
    assert "not read when the room was last heard" in window.details.messages.text()
    read = replace(MESSAGE, read_s=NOW_S - 60, read_by="Mara Lee")
    window.details.show_room(replace(room(1), messages=(read,)), NOW_S)
    assert "read by Mara Lee, 1 min ago" in window.details.messages.text()


def test_a_room_that_does_not_answer_is_not_waited_for(window: StationWindow) -> None:
    window.show_board(board(room(1)))
    window.details.show_room(room(1), NOW_S)
    window.details.person.line.setText("Dana K.")
    window.details.message.line.setText("Call me.")
    window.details.write()
    window.show_board(replace(board(room(1)), now_s=NOW_S + 30))
    assert "has not answered yet" in window.details.told.text()
    window.show_board(replace(board(room(1)), now_s=NOW_S + 61))
    assert "call the room" in window.details.told.text()


def test_sound_that_is_off_or_lost_is_shown(window: StationWindow) -> None:
    sound = window.sound
    assert sound.sign.shown == "audio-off"
    assert sound.list.currentText() == "By light only"
    ready = SoundState(outputs=("Earpiece",), chosen="Earpiece", ready=True)
    sound.show_sound(ready, calling=True, heard=0)
    assert sound.sign.shown == "sound-soft"
    assert sound.hear.isVisible()
    sound.show_sound(ready, calling=False, heard=2)
    assert (sound.sign.shown, sound.hear.isVisible()) == ("audio-paused", False)
    assert sound.words.text() == "2 heard here, silent"
    lost = replace(ready, ready=False, fault="It is gone.")
    sound.show_sound(lost, calling=True, heard=0)
    assert sound.sign.shown == "audio-off"
    assert sound.words.text() == "sound lost, light only"


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (BoardView(), "Nothing here is current"),
        (BoardView(broker=BrokerWord(trouble="not_allowed")), "hear no room"),
        (BoardView(broker=BrokerWord(barred="on the roster until yesterday")), "until yesterday"),
        (BoardView(broker=BrokerWord(up=True)), "No room is on this screen's roster"),
        (BoardView(broker=BrokerWord(up=True), strangers=("room-9",)), "not shown: room-9"),
        (BoardView(broker=BrokerWord(up=True), skew_s=-65.0), "by 65 s"),
    ],
)
def test_a_screen_says_what_keeps_it_from_seeing(
    window: StationWindow, view: BoardView, said: str
) -> None:
    window.show_board(view)
    assert window.notices.isVisible()
    assert said in window.notices.text()
    window.show_board(board(room(1)))
    assert not window.notices.isVisible()


def test_five_hundred_rooms_keep_focus_and_order(window: StationWindow) -> None:
    rooms = [room(each) for each in range(500)]
    window.show_board(board(*rooms))
    window.tiles.setCurrentIndex(window.tiles.rooms.index(5))
    chosen = window.tiles.chosen()
    assert chosen is not None
    rooms[400] = replace(rooms[400], alarms=(ALARM,))
    window.show_board(board(*rooms))
    assert window.tiles.rooms.tiles[0].station == "room-400"
    still = window.tiles.chosen()
    assert still is not None
    assert still.station == chosen.station
    window.tiles.rooms.show_tiles(
        board(*[room(each) for each in range(500)]).tiles, NOW_S, hold=True
    )
    assert window.tiles.rooms.tiles[0].station == "room-400"
    assert not window.grab().isNull()
