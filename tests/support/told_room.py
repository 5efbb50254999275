"""A room that tells its boards, as a process: words of one line come in, JSON lines go out.

`python -m tests.support.told_room FOLDER`: record, clock, roster and broker are those of the
program; only the window is missing.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from kapmonitor.on_site import keep_open_on_site
from kapmonitor.port import Answer, Snapshot
from kapmonitor.room import Room
from kapmonitor.session.event import StationMessageSeen
from kapmonitor.session.from_station import unseen
from kapmonitor.session.intent import EnterReading, Intent, Note
from kapmonitor.session.vocabulary import AlarmKind, ReadingSource
from kapmonitor.surroundings import Outlets
from tests.support.builders import OFFICE, THERAPIST, opening


class ToldRoom:
    """The room and its pipe."""

    def __init__(self) -> None:
        self._room: Room | None = None
        self._last = ""

    async def run(self, folder: Path) -> None:
        """Keep the room open until the pipe ends."""
        outlets = Outlets(snapshot=self._shown, pressure=lambda _pressure: None)
        keeping = asyncio.create_task(keep_open_on_site(folder, outlets, self._at_work))
        lines = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        async for line in lines:
            self._do(*line.decode().split())
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    def _at_work(self, room: Room) -> None:
        self._room = room
        _write({"ready": True})

    def _do(self, word: str, *numbers: str) -> None:
        assert self._room is not None
        match word:
            case "open":
                self._submit(opening(OFFICE))
            case "resume":
                self._room.resume("s-1", THERAPIST, _answered)
            case "type":
                systolic, diastolic, rate = map(float, numbers)
                self._submit(
                    EnterReading(
                        systolic=systolic,
                        diastolic=diastolic,
                        pulse_rate=rate,
                        source=ReadingSource.DISPLAY,
                    )
                )
            case "read":
                assert self._room.session is not None
                for each in unseen(self._room.session.from_station):
                    self._submit(Note(fact=StationMessageSeen(message=each.seq)))
            case _:
                raise ValueError(word)

    def _submit(self, intent: Intent) -> None:
        assert self._room is not None
        self._room.submit(intent, THERAPIST, _answered)

    def _shown(self, snapshot: Snapshot) -> None:
        session = snapshot.session
        if session is None:
            return
        told = {
            "readings": len(session.readings),
            "alarms": {
                code: each.acknowledged_by
                for code, each in session.alarms.items()
                if each.kind is AlarmKind.PHYSIOLOGICAL
            },
            "messages": [[each.by, each.text.text, each.seen_by] for each in session.from_station],
        }
        line = json.dumps(told)
        if line != self._last:
            self._last = line
            _write(told)


def _answered(answer: Answer) -> None:
    if answer.refusals:
        _write({"refused": list(answer.refusals)})


def _write(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(ToldRoom().run(Path(sys.argv[1])))
