"""A file's text as a table: which separator, where the headings stand, and the rows below.

The separator is the one by which a row of headings can be read; nothing is guessed from the
look of the values. Each row keeps its place in the file and its cells as they stand there.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from kapmonitor.imports.headings import TITLES, Column, Headings, Words, headings_of
from kapmonitor.imports.octets import NotATable, Text, text_of
from kapmonitor.language import say

SEPARATORS = (",", ";", "\t", "|")
WITHIN = 30
"""Lines from the top in which headings are looked for: some apps write a title before them."""
Row = tuple[int, list[str]]
"""The line of the file at which a row ends, and its cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in the file."""

    digest: str
    """SHA-256 of the file's octets."""
    encoding: str
    separator: str
    headings: Headings
    above: tuple[Row, ...]
    """What stands above the headings."""
    heading_row: Row
    rows: tuple[Row, ...]
    """Rows with at least one cell that is not empty."""

    def place(self, column: Column) -> int | None:
        """Return where a column stands; None where it does not."""
        return self.headings.places.get(column)


def sheet_of(octets: bytes, words: Words, needed: Sequence[Sequence[Column]]) -> Sheet:
    """Return the table of a file; `needed`: of each group the headings name one.

    Raises NotATable.
    """
    text = text_of(octets)
    separator = _separator(text, words, needed)
    rows = _rows(text, separator)
    top = max(range(min(len(rows), WITHIN)), key=lambda at: _named(rows[at][1], words))
    return Sheet(
        digest=hashlib.sha256(octets).hexdigest(),
        encoding=text.encoding,
        separator=separator,
        headings=headings_of(rows[top][1], words),
        above=tuple(rows[:top]),
        heading_row=rows[top],
        rows=tuple(rows[top + 1 :]),
    )


def _separator(text: Text, words: Words, needed: Sequence[Sequence[Column]]) -> str:
    """Return the separator by which most headings can be read. Raises NotATable."""
    lines = text.text.split("\n", WITHIN)[:WITHIN]
    found: dict[str, Headings] = {}
    for separator in SEPARATORS:
        try:
            rows = [row for row in csv.reader(lines, delimiter=separator) if row]
        except csv.Error:
            continue
        best = max(rows, key=lambda row: _named(row, words), default=[])
        found[separator] = headings_of(best, words)
    best_one = max(found, key=lambda each: len(found[each].places), default=",")
    there = found[best_one].places if found else {}
    for group in needed:
        if not any(column in there for column in group):
            raise NotATable(_unnamed(group))
    return best_one


def _unnamed(group: Sequence[Column]) -> str:
    names = " / ".join(say(TITLES[each]) for each in group)
    return say(
        "No heading names a column: {names}. Put a row of headings above the values."
    ).format(names=names)


def _named(cells: Sequence[str], words: Words) -> int:
    return len(headings_of(cells, words).places)


def _rows(text: Text, separator: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text.text, newline=""), delimiter=separator, strict=True)
    try:
        return [(reader.line_num, cells) for cells in reader if any(cells)]
    except csv.Error as error:
        raise NotATable(
            say(
                "Line {line} has a quotation mark that does not end, or a cell without end."
            ).format(line=reader.line_num)
        ) from error
