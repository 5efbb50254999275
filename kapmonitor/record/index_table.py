"""The index of sessions as it is stored.

A running session's row follows its steps, not its readings: those are counted when they are
asked for, so that a reading costs one page of disk and not two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from kapmonitor.record import driver, tables
from kapmonitor.record.session_index import SessionRow
from kapmonitor.record.shapes import moment_of, utc_text
from kapmonitor.session.phase import Phase
from kapmonitor.session.vocabulary import Outcome, Setting


def row_at(connection: driver.Connection, session: str) -> SessionRow | None:
    """Return a session's row; None for an unknown one."""
    return next(rows(connection, tables.ROW_AT, (session,)), None)


def rows(
    connection: driver.Connection, query: str, given: tuple[object, ...] = ()
) -> Iterator[SessionRow]:
    """Yield the rows that a query of `tables` selects."""
    for found in connection.execute(query, given):
        row = _row(found)
        yield row if row.ended else replace(row, readings=_readings(connection, row.id))


def put_row(connection: driver.Connection, row: SessionRow) -> None:
    """Store a session's row in place of what was there, with its readings counted."""
    counted = replace(row, readings=_readings(connection, row.id))
    connection.execute(tables.PUT_ROW, _values(counted))


def _readings(connection: driver.Connection, session: str) -> int:
    (count,) = connection.execute(tables.COUNT_READINGS, (session,)).fetchone()
    return int(count)


def _values(row: SessionRow) -> tuple[object, ...]:
    return (
        row.id,
        utc_text(row.opened),
        row.utc_offset_min,
        int(row.simulated),
        row.setting.value,
        row.preset,
        row.patient,
        row.session_number,
        row.planned_sessions,
        row.phase.value,
        row.readings,
        _text(row.dosed),
        _text(row.ended),
        row.outcome.value if row.outcome else None,
        _text(row.signed),
    )


def _row(found: tuple[object, ...]) -> SessionRow:
    (
        id_,
        opened,
        offset,
        simulated,
        setting,
        preset,
        patient,
        number,
        planned,
        phase,
        readings,
        dosed,
        ended,
        outcome,
        signed,
    ) = found
    return SessionRow(
        id=str(id_),
        opened=moment_of(str(opened)),
        utc_offset_min=_whole(offset),
        simulated=bool(simulated),
        setting=Setting(str(setting)),
        preset=str(preset),
        patient=str(patient),
        session_number=_maybe_whole(number),
        planned_sessions=_maybe_whole(planned),
        phase=Phase(str(phase)),
        readings=_whole(readings),
        dosed=_moment(dosed),
        ended=_moment(ended),
        outcome=None if outcome is None else Outcome(str(outcome)),
        signed=_moment(signed),
    )


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else utc_text(moment)


def _moment(value: object) -> datetime | None:
    return None if value is None else moment_of(str(value))


def _whole(value: object) -> int:
    return int(str(value))


def _maybe_whole(value: object) -> int | None:
    return None if value is None else _whole(value)
