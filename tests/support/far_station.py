"""The supervising screen as a process: what is typed comes in, what is shown goes out.

`python -m tests.support.far_station FOLDER`: a real window; its fields are filled and its buttons
pressed as lines come ("acknowledge ROOM|NAME", "write ROOM|NAME|TEXT"), and after each picture what
stands on the tiles and beside them is told as a JSON line.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapmonitor.central.enrolment import enrolled
from kapmonitor.central.view import BoardView
from kapmonitor.link.mqtt import cables_to
from kapmonitor.ui.housekeeping import kept_application
from kapmonitor.ui.station.host import Sound, StationHost
from kapmonitor.ui.station.notices import notices
from kapmonitor.ui.station.words import words_of
from kapmonitor.ui.theme import Theme


class Hands(QObject):
    """Somebody at the screen."""

    asked = Signal(str)

    def __init__(self, host: StationHost) -> None:
        super().__init__()
        self._host = host
        self._last = ""
        host.told.connect(self._tell)
        self.asked.connect(self._do)

    @Slot(str)
    def _do(self, line: str) -> None:
        deed, _, rest = line.partition(" ")
        if deed == "end":
            QApplication.quit()
            return
        room, person, *text = rest.split("|")
        window = self._host.window
        for row, tile in enumerate(window.tiles.rooms.tiles):
            if tile.station == room:
                window.tiles.setCurrentIndex(window.tiles.rooms.index(row))
        QTest.keyClick(window.tiles, Qt.Key.Key_Return)
        details = window.details
        QTest.keyClicks(details.person.line, person)
        if deed == "acknowledge":
            QTest.mouseClick(details.acknowledge, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClicks(details.message.line, text[0])
            QTest.mouseClick(details.send, Qt.MouseButton.LeftButton)

    @Slot(object)
    def _tell(self, view: BoardView) -> None:
        tiles = {}
        for tile in view.tiles:
            words = words_of(tile, view.now_s)
            tiles[tile.station] = [words.about, words.pressure, words.alarm]
        details = self._host.window.details
        told = {
            "tiles": tiles,
            "told": details.told.text(),
            "messages": details.messages.text(),
            "notices": notices(view),
            "refused": view.refused,
        }
        line = json.dumps(told)
        if line != self._last:
            self._last = line
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def _hear(hands: Hands) -> None:
    for line in sys.stdin:
        hands.asked.emit(line.rstrip("\n"))
    hands.asked.emit("end")


def main(folder: Path) -> None:
    """Watch until the pipe ends."""
    application = kept_application()
    host = StationHost(
        Theme(application),
        lambda: enrolled(folder),
        lambda known: cables_to(known.broker),
        Sound(),
    )
    hands = Hands(host)
    host.start()
    host.window.show()
    threading.Thread(target=_hear, args=(hands,), daemon=True).start()
    application.exec()
    host.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
