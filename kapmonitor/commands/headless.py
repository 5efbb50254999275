"""A simulated session without a window: played to its end, and left as files."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

from kapmonitor.commands.demo_folder import BUNDLE, LOG, PICTURE, READINGS, REPORT
from kapmonitor.commands.drawing import CannotDraw, draw_live_screen, draw_report
from kapmonitor.commands.terminal import DONE, CommandFault, print_json, tell
from kapmonitor.exports import ExportFault, Format, text_of, write_text
from kapmonitor.practice import PastSession
from kapmonitor.record.connect import FILE_NAME, Record, open_history
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.log import SessionLog
from kapmonitor.room import Outlets
from kapmonitor.runtime import PacedLoop
from kapmonitor.session.event import Entry, SessionEnded
from kapmonitor.session.evolve import fold
from kapmonitor.session.state import Session
from kapmonitor.session.summary import summary
from kapmonitor.session.vocabulary import Priority
from kapmonitor.simulation import Play, SimulationFault, play


def play_to_files(what: Play, speed: float) -> int:
    """Play, write every file that can be written, and print the summary. Raises CommandFault."""
    session = play_to_end(what, speed).id
    with _told_plainly(), open_history(what.folder / FILE_NAME, what.key) as record:
        files = {"record": what.folder / FILE_NAME} | _texts(record, session, what.folder)
        log = SessionLog(record)
        entries, head = log.read(session), log.head(session).digest
    whole = fold(entries)
    past = PastSession(session=whole, head=head, patient=None)
    with _told_plainly():
        files |= _drawings(past, fold(takewhile(_not_the_end, entries)), what.folder)
    link = {} if what.link is None else {"link": what.link.value}
    print_json({"summary": summary_line(whole, files) | link})
    return DONE


def play_to_end(what: Play, speed: float) -> Session:
    """Play and return the session as it stands in the record. Raises CommandFault."""
    outlets = Outlets(snapshot=_unseen, pressure=_unseen)
    with _told_plainly(), asyncio.Runner(loop_factory=lambda: PacedLoop(speed)) as runner:
        return runner.run(play(what, outlets, at_work=_unseen))


def summary_line(session: Session, files: Mapping[str, Path]) -> dict[str, object]:
    """Return the facts of the summary line."""
    counted = summary(session)
    most_urgent_first = sorted(Priority, key=lambda priority: -priority.rank)
    return {
        "session": counted.session,
        "readings": counted.readings,
        "failed": counted.failed,
        "alarms": {each.value: counted.alarms[each] for each in most_urgent_first},
        "gate": counted.gate,
        "discharge": counted.outcome.value if counted.outcome else None,
        "files": {name: str(path) for name, path in files.items()},
    }


def _texts(record: Record, session: str, folder: Path) -> dict[str, Path]:
    places = {"readings": folder / READINGS, "session": folder / LOG, "fhir": folder / BUNDLE}
    for kind, place in zip((Format.CSV, Format.JSONL, Format.FHIR), places.values(), strict=True):
        write_text(place, text_of(record, session, kind))
    return places


def _drawings(past: PastSession, last_live: Session, folder: Path) -> dict[str, Path]:
    """Draw what needs Qt; where it cannot draw, say how to cure that, and go without."""
    places = {"report": folder / REPORT, "live": folder / PICTURE}
    try:
        draw_report(past, places["report"])
        draw_live_screen(last_live, places["live"])
    except CannotDraw as obstacle:
        tell(f"No {REPORT} and no {PICTURE}. {obstacle}")
        return {}
    return places


def _not_the_end(entry: Entry) -> bool:
    return not isinstance(entry.event, SessionEnded)


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except (RecordFault, SimulationFault, ExportFault) as fault:
        raise CommandFault(str(fault)) from fault


def _unseen(_what: object) -> None:
    """Show nothing: nobody looks."""
