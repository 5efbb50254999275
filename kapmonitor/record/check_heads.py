"""Comparing a record with the heads that were noted apart from it.

Every noted head must be in the record: an older state of the file lacks the last of them, another
file has other entries in their places. What was noted before the program itself put a backup in
place is not asked for any more. That there is no file of heads is said, and accuses nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kapmonitor.language import mark, say
from kapmonitor.record import driver, heads, tables
from kapmonitor.record.chain import Damage, Head
from kapmonitor.record.heads import Note, Notes, What

NO_HEADS = mark(
    "No heads are noted at {path}: that the whole file was put back to an older state would not "
    "show."
)
AGREES = mark("It agrees with the heads noted at {path}, last on {when}.")
ALTERED = mark(
    "The noted heads at {path} were altered in line {line}: from there on they prove nothing. "
    "Keep that file as it is; compare with the digests on printed reports."
)
OLDER = mark("the record is older than the heads noted on {when}: {count} entries are missing")
OTHER = mark(
    "the record never had the head that was noted on {when}: it is another file, or an older one "
    "that was written on"
)


def read_all(paths: Sequence[Path]) -> tuple[list[Notes], list[Path]]:
    """Return the files of heads that can be read, and those that cannot.

    Read before the record: heads follow it, and would seem ahead of a state that was read first.
    """
    found, missing = [], []
    for path in paths:
        try:
            found.append(heads.read(path))
        except OSError:
            missing.append(path)
    return found, missing


def damages(connection: driver.Connection, files: Iterable[Notes]) -> Iterator[Damage]:
    """Yield where the record does not have a head that was noted."""
    for each in files:
        yield from _damages(connection, _since_restored(each.notes))


def altered(files: Iterable[Notes]) -> Notes | None:
    """Return the first file of heads whose own lines were altered."""
    return next((each for each in files if each.broken_at is not None), None)


def said(files: Sequence[Notes], missing: Sequence[Path], *, agree: bool) -> str:
    """Return what the noted heads come to, in sentences; `agree`: no damage was found."""
    lines = [
        say(AGREES).format(path=each.path, when=_when(each.notes[-1]))
        for each in files
        if agree and each.notes and each.broken_at is None
    ]
    lines += [
        say(ALTERED).format(path=each.path, line=each.broken_at)
        for each in files
        if each.broken_at is not None
    ]
    lines += [say(NO_HEADS).format(path=path) for path in missing]
    return " ".join(lines)


def _since_restored(notes: Sequence[Note]) -> Sequence[Note]:
    started = [place for place, note in enumerate(notes, 1) if note.what is What.RESTORED]
    return notes[started[-1] if started else 0 :]


def _damages(connection: driver.Connection, notes: Sequence[Note]) -> Iterator[Damage]:
    lost: dict[str, tuple[int, Note]] = {}
    seen: set[tuple[str, int, str]] = set()
    for note in notes:
        for stream, head in _heads_of(note):
            if (stream, head.seq, head.digest) in seen:
                continue
            seen.add((stream, head.seq, head.digest))
            found = connection.execute(tables.DIGEST_AT, (stream, head.seq)).fetchone()
            if found is None:
                lost[stream] = max(lost.get(stream, (0, note)), (head.seq, note), key=_seq)
            elif found[0] != head.digest:
                yield Damage(stream, head.seq, say(OTHER).format(when=_when(note)))
    if lost:
        yield _older(connection, lost)


def _older(connection: driver.Connection, lost: dict[str, tuple[int, Note]]) -> Damage:
    there = {
        stream: (connection.execute(tables.HEAD, (stream,)).fetchone() or (0, ""))[0]
        for stream in lost
    }
    count = sum(seq - there[stream] for stream, (seq, _note) in lost.items())
    stream = min(lost, key=lambda each: (each != tables.PRACTICE, each))
    latest = max((note for _seq, note in lost.values()), key=lambda note: note.utc)
    reason = say(OLDER).format(when=_when(latest), count=count)
    return Damage(stream, there[stream] + 1, reason)


def _heads_of(note: Note) -> Iterator[tuple[str, Head]]:
    if note.what is not What.HEAD:
        return
    if note.practice.seq:
        yield tables.PRACTICE, note.practice
    if note.stream:
        yield note.stream, note.head


def _seq(one: tuple[int, Note]) -> int:
    return one[0]


def _when(note: Note) -> str:
    return f"{note.utc:%Y-%m-%d %H:%M} UTC"
