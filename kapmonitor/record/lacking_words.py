"""Which words the record may lack: those that were erased on purpose, here or where it came from.

Words that are gone without such an entry were taken out by other hands.
"""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.record import driver, erasure, practice, tables
from kapmonitor.record.chain import Line
from kapmonitor.record.practice import PatientErased, WordsLacking

ERASED = mark("Words about {patient} erased on {when} by {who}.")


def explained(connection: driver.Connection) -> frozenset[str | tuple[str, int]]:
    """Return the sessions that may lack words, and the practice's entries that may.

    Raises Misshapen.
    """
    found: set[str | tuple[str, int]] = set()
    for entry in erasure.erasures(connection):
        if isinstance(entry.event, PatientErased):
            found.update((*entry.event.sessions, tables.home_of(entry.event.patient)))
            found.update((tables.PRACTICE, seq) for seq in entry.event.corrections)
    for row in connection.execute(tables.READ_TYPE_OF_PRACTICE, ("words_lacking",)):
        event = practice.decode(Line(*row[:-1]), {}).event
        if isinstance(event, WordsLacking):
            found.add(event.session)
    return frozenset(found)


def told(connection: driver.Connection) -> tuple[str, ...]:
    """Return each erasure in a sentence, oldest first. Raises Misshapen."""
    return tuple(
        say(ERASED).format(
            patient=entry.event.patient,
            when=f"{entry.utc:%Y-%m-%d %H:%M} UTC",
            who=entry.origin.operator.name if entry.origin else say("nobody named"),
        )
        for entry in erasure.erasures(connection)
        if isinstance(entry.event, PatientErased)
    )
