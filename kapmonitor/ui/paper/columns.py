"""What the report is made of: named lines, one below another or in two columns, and tables.

Heights are known before anything is painted, so that a column is never torn between pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from PySide6.QtGui import QColor

from kapmonitor.language import say
from kapmonitor.ui.paper.report_line import Line
from kapmonitor.ui.paper.sheet import (
    ACROSS,
    CELL,
    GREY,
    GUTTER,
    HALF,
    INK,
    MARGIN,
    RED,
    Sheet,
    row_height,
)
from kapmonitor.ui.paper.type import leading, lines_of, shortened, typeface

NAME, TIME, QUESTION = 66.0, 76.0, 140.0
_NAME_SIZE, _WORDS_SIZE, _HEAD_SIZE = 7.6, 7.8, 8.5
_HEAD = leading(_HEAD_SIZE) + 4
_AFTER = 1.5

Row = tuple[tuple[str, ...], ...]
"""One row of a table: each cell as its lines."""


def side_by_side(sheet: Sheet, left: Sequence[Line], right: Sequence[Line]) -> None:
    """Write two columns of named lines that begin at the same height."""
    tall = max(_height(left, NAME), _height(right, NAME))
    sheet.need(tall)
    top = sheet.y
    for place, column in enumerate((left, right)):
        sheet.y = top
        for line in column:
            _write(sheet, line, _box(place), NAME)
    sheet.y = top + tall + 3


def brief(lines: Sequence[Line], width: float, most: int) -> tuple[Line, ...]:
    """Return lines of at most so many printed lines each; `width` is that of their words."""
    face = typeface(_WORDS_SIZE)
    return tuple(replace(line, words=shortened(line.words, face, width, most)) for line in lines)


def list_lines(sheet: Sheet, heading: str, lines: Sequence[Line], *, name: float = TIME) -> None:
    """Write named lines under a heading, over as many pages as they need; `name` is the width
    of their names."""
    if not lines:
        return
    sheet.need(_HEAD + 12)
    _heading(sheet, heading)
    for line in lines:
        if line.name:
            _write(sheet, line, (MARGIN, ACROSS), name)
        else:
            _words(sheet, line, (MARGIN, ACROSS))
    sheet.y += 3


def deal(sheet: Sheet, heading: str, lines: Sequence[Line]) -> None:
    """Write named lines in two columns of like height, read down and then across."""
    if not lines:
        return
    heights = [_line_height(line, QUESTION) for line in lines]
    cut = _middle(heights)
    tall = max(sum(heights[:cut]), sum(heights[cut:]))
    if tall > sheet.whole / 2:
        list_lines(sheet, heading, lines)
        return
    sheet.need(tall + _HEAD)
    _heading(sheet, heading)
    top = sheet.y
    for place, column in enumerate((lines[:cut], lines[cut:])):
        sheet.y = top
        for line in column:
            _write(sheet, line, _box(place), QUESTION)
    sheet.y = top + tall + 3


def table(
    sheet: Sheet,
    heading: str,
    columns: tuple[Sequence[str], Sequence[float]],
    rows: Sequence[Sequence[str]],
    *,
    after: float,
) -> None:
    """Write a table in two halves side by side; `after` is what must stand on its last page."""
    if not rows:
        return
    heads, widths = columns
    broken = [_broken(row, widths) for row in rows]
    heights = [row_height(row) for row in broken]
    title = _broken([say(each) for each in heads], widths)
    headed = _HEAD + row_height(title)
    if headed + sum(heights) / 2 + max(heights) + after <= sheet.whole:
        sheet.need(headed + _taller_half(heights) + after)
    sheet.need(headed + 2 * max(heights))
    _heading(sheet, heading)
    start = 0
    while start < len(broken):
        room = sheet.left_over - row_height(title)
        cut, end = _page(heights[start:], room)
        here = broken[start : start + end]
        _halves(sheet, title, (here[:cut], here[cut:]), widths)
        start += end
        if start < len(broken):
            sheet.need(sheet.whole)


def _page(heights: Sequence[float], room: float) -> tuple[int, int]:
    """Return how many rows go into the left half and into both, on a page with this room."""
    cut = min(_middle(heights), _fitting(heights, room))
    end = cut + _fitting(heights[cut:], room)
    if end < len(heights):  # a full page: the left half is filled first
        cut = _fitting(heights, room)
        end = cut + _fitting(heights[cut:], room)
    return max(cut, 1), max(end, 1)


def _fitting(heights: Sequence[float], room: float) -> int:
    return sum(below <= room for below in accumulate(heights))


def _middle(heights: Sequence[float]) -> int:
    """Return where to cut so that the left part is the taller one by as little as may be."""
    whole = sum(heights)
    below = list(accumulate(heights))
    return next((n + 1 for n, tall in enumerate(below) if tall * 2 >= whole), len(heights))


def _taller_half(heights: Sequence[float]) -> float:
    cut = _middle(heights)
    return max(sum(heights[:cut]), sum(heights[cut:]))


def _halves(
    sheet: Sheet, title: Row, halves: tuple[Sequence[Row], Sequence[Row]], widths: Sequence[float]
) -> None:
    top, lowest = sheet.y, sheet.y
    for place, half in enumerate(halves):
        if not half:
            continue
        sheet.y = top
        left, _width = _box(place)
        sheet.painter.setPen(QColor(GREY))
        sheet.cells(left, title, widths)
        sheet.painter.setPen(QColor(INK))
        for row in half:
            sheet.cells(left, row, widths)
        lowest = max(lowest, sheet.y)
    sheet.y = lowest


def _broken(row: Sequence[str], widths: Sequence[float]) -> Row:
    face = typeface(CELL)
    return tuple(
        tuple(lines_of(cell, face, width - 4)) for cell, width in zip(row, widths, strict=True)
    )


def _heading(sheet: Sheet, heading: str) -> None:
    if heading:
        sheet.text(heading, size=_HEAD_SIZE, bold=True)


def _write(sheet: Sheet, line: Line, box: tuple[float, float], name: float) -> None:
    left, width = box
    sheet.need(12)
    top, page = sheet.y, sheet.page
    sheet.text(line.name, size=_NAME_SIZE, colour=GREY, box=(left, name - 6))
    named = sheet.y
    sheet.y = top
    _words(sheet, line, (left + name, width - name))
    if sheet.page == page:
        sheet.y = max(sheet.y, named)


def _words(sheet: Sheet, line: Line, box: tuple[float, float]) -> None:
    sheet.text(line.words, size=_WORDS_SIZE, colour=RED if line.grave else INK, box=box)


def _box(place: int) -> tuple[float, float]:
    return MARGIN + place * (HALF + GUTTER), HALF


def _height(lines: Sequence[Line], name: float) -> float:
    return sum(_line_height(line, name) for line in lines)


def _line_height(line: Line, name: float) -> float:
    words = lines_of(line.words, typeface(_WORDS_SIZE), HALF - name)
    named = lines_of(line.name, typeface(_NAME_SIZE), name - 6)
    return max(len(words) * leading(_WORDS_SIZE), len(named) * leading(_NAME_SIZE)) + _AFTER
