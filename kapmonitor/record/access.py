"""Who did what with the record: the practice's stream, asked for a page at a time, newest first.

Every question is one query over that stream alone, which ends when its page is full: what a
question costs is what it asks for. The heads of sessions, which the program notes by itself, are
no one's deed and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kapmonitor.record import tables, words
from kapmonitor.record.chain import Line
from kapmonitor.record.connect import Record
from kapmonitor.record.fault import RecordUnreadable
from kapmonitor.record.practice import PRACTICE_KINDS, PracticeEntry, SessionHeadNoted, decode
from kapmonitor.record.shapes import Misshapen, utc_text

PAGE = 200
KINDS = tuple(each.name for each in PRACTICE_KINDS if each.made is not SessionHeadNoted)
"""What can be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; what is empty or None is not asked."""

    person: str = ""
    """Part of a name."""
    about: str = ""
    """A session or a patient's pseudonym; of a patient, their sessions as well."""
    kinds: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def page(
    record: Record, wanted: Wanted, *, before: int | None = None, limit: int = PAGE
) -> tuple[PracticeEntry, ...]:
    """Return the newest entries that were looked for, or the next page. Raises RecordFault."""
    query, given = _query(record, wanted, before, limit)
    with record.reading() as connection:
        rows = connection.execute(query, given).fetchall()
        said = words.of_stream(connection, tables.PRACTICE) if _personal(rows) else {}
    entries = []
    for row in rows:
        line = Line(*row[:-1])
        try:
            entries.append(decode(line, said))
        except Misshapen as error:
            raise RecordUnreadable(record.path, stream=line.stream, seq=line.seq) from error
    return tuple(entries)


def every(record: Record, wanted: Wanted) -> Iterator[PracticeEntry]:
    """Yield all entries that were looked for, newest first. Raises RecordFault."""
    before: int | None = None
    while found := page(record, wanted, before=before):
        yield from found
        before = found[-1].seq


def _query(
    record: Record, wanted: Wanted, before: int | None, limit: int
) -> tuple[str, tuple[object, ...]]:
    where: list[str] = [tables.IS_A_DEED]
    given: list[object] = []
    if before is not None:
        where.append("seq < ?")
        given.append(before)
    if wanted.kinds:
        where.append(f"type IN ({', '.join('?' * len(wanted.kinds))})")
        given.extend(wanted.kinds)
    for condition, moment in (("utc >= ?", wanted.since), ("utc < ?", wanted.until)):
        if moment is not None:
            where.append(condition)
            given.append(utc_text(moment))
    if wanted.person:
        where.append(tables.BY_PERSON)
        given.append(f"%{_literal(wanted.person)}%")
    if wanted.about:
        about = _about(record, wanted.about)
        where.append(f"({' OR '.join([tables.MENTIONS] * len(about))})")
        given.extend(f'"{each}"' for each in about)
    return tables.DEEDS.format(where=" AND ".join(where)), (*given, limit)


def _about(record: Record, about: str) -> tuple[str, ...]:
    with record.reading() as connection:
        rows = connection.execute(tables.SESSIONS_OF, (about,)).fetchall()
    return (about, *(id_ for (id_,) in rows))


def _personal(rows: list[tuple[object, ...]]) -> bool:
    return any('"ref":' in str(row[7]) for row in rows)


def _literal(search: str) -> str:
    return "".join(f"!{letter}" if letter in "!%_" else letter for letter in search)
