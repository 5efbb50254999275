"""A therapist's room as a process: one word a line asks something, each picture is a JSON line.

`python -m tests.support.far_room FOLDER`: what a window would ask of the room, asked over a pipe;
the record, the settings, the clock and the link are those of the program.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kapmonitor.clock import SystemClock
from kapmonitor.on_site import resolve_device
from kapmonitor.port import Answer, Snapshot
from kapmonitor.room import Outlets, Room
from kapmonitor.session.event import MeasurementConfirmed
from kapmonitor.session.intent import Intent, Note, ReportDoseTaken, RequestReading
from kapmonitor.session.remote_gate import of_the_link
from tests.support.builders import TELEHEALTH, THERAPIST, opening, order

PATIENT = "Alex Rarename"
NOTE = "breathe slowly, I am here"


class FarRoom:
    """A room and the pipe to whoever drives it."""

    def __init__(self, folder: Path) -> None:
        self._last = ""
        outlets = Outlets(snapshot=self._shown, pressure=lambda _pressure: None)
        self.room = Room(folder, SystemClock(), outlets, resolve=resolve_device)
        desk = self.room.telehealth
        self.words: dict[str, Callable[[], None]] = {
            "open": lambda: self._submit(opening(TELEHEALTH)),
            "resume": lambda: self.room.resume("s-1", THERAPIST, _told("resume")),
            "invite": lambda: desk(lambda it: it.invite(PATIENT), THERAPIST),
            "match": lambda: desk(lambda it: it.words_match(match=True), THERAPIST),
            "confirm": self._confirm,
            "accept": lambda: desk(lambda it: it.accept_test(self._newest()), THERAPIST),
            "show": lambda: desk(lambda it: it.show_message(NOTE), THERAPIST),
            "ask": lambda: self._submit(RequestReading()),
            "dose": lambda: self._submit(_dose()),
            "finish": lambda: desk(lambda it: it.finish(), THERAPIST),
        }

    async def run(self) -> None:
        """Do as the pipe says until it ends."""
        self.room.open()
        lines = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        async for line in lines:
            self.words[line.decode().strip()]()
        await self.room.close()

    def _newest(self) -> int:
        session = self.room.session
        assert session is not None
        return session.readings[-1].seq

    def _confirm(self) -> None:
        """Say of the last reading that it was taken just now, as a person on the call can."""
        assert self.room.session is not None
        last = self.room.session.readings[-1]
        self._submit(Note(fact=MeasurementConfirmed(seq=last.seq, taken_now=True)))

    def _submit(self, intent: Intent) -> None:
        self.room.submit(intent, THERAPIST, _told(type(intent).__name__))

    def _shown(self, snapshot: Snapshot) -> None:
        link, session = snapshot.link, snapshot.session
        request = link.request
        told = {
            "pairing": link.pairing,
            "code": link.code.spoken if link.code else None,
            "words": link.words,
            "badge": link.badge,
            "missing": link.on_the_way,
            "request": request.stage if request else None,
            "readings": [e.measurement.systolic for e in session.readings] if session else [],
            "doses": len(session.doses) if session else 0,
            "held": list(of_the_link(session)) if session else [],
            "alarms": [code for code, each in session.alarms.items() if each.active]
            if session
            else [],
            "calls": len(session.remote.calls) if session else 0,
            "why": link.why or link.unavailable,
        }
        line = json.dumps(told)
        if line != self._last:
            self._last = line
            _write(line)


def _dose() -> ReportDoseTaken:
    ordered = order(TELEHEALTH)
    return ReportDoseTaken(
        drug=ordered.drug,
        amount=ordered.amount,
        unit=ordered.unit,
        route=ordered.route,
        taken_utc=datetime.now(UTC),
    )


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _told(what: str) -> Callable[[Answer], None]:
    def tell(answer: Answer) -> None:
        _write(json.dumps({"answer": what, "refusals": answer.refusals}))

    return tell


if __name__ == "__main__":
    asyncio.run(FarRoom(Path(sys.argv[1])).run())
