"""A telehealth session prepared some minutes ago, as a room records it, for a window to resume.

What a person types in Prepare is in it already and the rest before the baseline is over. The clocks
are the computer's own, so many minutes back: nobody waits for a rest.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from kapmonitor.clock import ClockReading, SystemClock
from kapmonitor.on_site import resolve_device
from kapmonitor.port import Answer
from kapmonitor.practice import Practice
from kapmonitor.presets import own_presets, write_own
from kapmonitor.record.patient import Patient
from kapmonitor.room import Outlets, Room
from kapmonitor.session.event import (
    AgreementSigned,
    ChecklistAnswered,
    EscortRecorded,
    PlaceRecorded,
    ScoreRecorded,
)
from kapmonitor.session.intent import BeginBaseline, Intent, Note, OpenSession, StartRest
from kapmonitor.session.protocol import ItemKind, ProtocolPreset
from kapmonitor.session.vocabulary import Answer as Said
from kapmonitor.session.vocabulary import Identifier, Origin
from tests.support.builders import TELEHEALTH, THERAPIST, edited, number, opening, order, words

PRESET = "Our lozenge at home"
PATIENT, STREET, PHONE = "Alex Rarename", "12 Quay Street", "555-0199"
AGO = timedelta(minutes=8)
SHORTEST_MIN = 0.5
"""Between two readings of the baseline: less than this no clinic may choose."""


class Behind(SystemClock):
    """The computer's clocks as they were some minutes ago."""

    def read(self) -> ClockReading:
        now = super().read()
        return ClockReading(now.utc - AGO, now.monotonic_s - AGO.total_seconds())


async def prepare_at_home(folder: Path) -> None:
    """Record a session that is ready for its first reading, and leave it unfinished."""
    room = Room(
        folder,
        Behind(),
        Outlets(snapshot=_nobody, pressure=_nobody),
        resolve=resolve_device,
    )
    room.open()
    made: list[tuple[OpenSession, ProtocolPreset, Origin] | Exception] = []
    room.practice(lambda practice: _practice(folder, practice), made.append)
    (found,) = made
    assert not isinstance(found, Exception), found
    opened, preset, origin = found
    for intent in (opened, *_facts(preset), BeginBaseline(), *_begun()):
        told: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        room.submit(intent, origin, told.set_result)
        answer = await told
        assert not answer.refusals, (intent, answer.refusals)
    await room.close()


def _practice(folder: Path, practice: Practice) -> tuple[OpenSession, ProtocolPreset, Origin]:
    """Add the people, and sign the clinic's preset; return what opens the session, and whose."""
    operator = practice.add_operator("Ruth Sample", "therapist")
    origin = replace(THERAPIST, operator=operator)
    shortest = edited(TELEHEALTH, baseline__spacing=number(SHORTEST_MIN, "min"))
    document = json.loads(shortest) | {"id": "our-telehealth", "name": PRESET}
    file = write_own(own_presets(folder), document)
    approval = practice.sign_preset(file, operator, origin)
    patient = practice.add_patient(
        Patient(id="", name=PATIENT, born=date(1984, 3, 2), added=Behind().read().utc), origin
    )
    opened = replace(
        opening(TELEHEALTH, text=file.document),
        simulated=False,
        approval=approval,
        patient=patient.id,
        utc_offset_min=0,
        identified_by=(Identifier.NAME, Identifier.BORN),
    )
    return opened, file.preset, origin


def _facts(preset: ProtocolPreset) -> Iterator[Note]:
    yield Note(fact=order(TELEHEALTH))
    for item in preset.checklist:
        if item.kind is ItemKind.SCORE:
            yield Note(fact=ScoreRecorded(scale=item.id, value=4.0))
        if not item.at_baseline:
            yield Note(fact=ChecklistAnswered(item=item.id, answer=Said.YES))
    yield Note(
        fact=EscortRecorded(
            name=words("Ann Escort", "w2"),
            relationship="sister",
            phone=words("555-0177", "w3"),
            adult=Said.YES,
            in_the_home=Said.YES,
            looks_in=Said.YES,
        )
    )
    yield Note(
        fact=PlaceRecorded(
            address=words(STREET, "w4"),
            emergency_number="911",
            callback_phone=words(PHONE, "w5"),
            read_back=Said.YES,
            backup_channel=words("phone", "w6"),
        )
    )
    yield Note(fact=AgreementSigned(text="No driving.", name=words(PATIENT, "w7"), method="typed"))


def _begun() -> Iterator[Intent]:
    yield Note(fact=ScoreRecorded(scale="orientation", value=4.0))
    yield Note(fact=ScoreRecorded(scale="gait", value=1.0))
    yield Note(fact=ChecklistAnswered(item="baseline-orientation-gait", answer=Said.YES))
    yield StartRest()


def _nobody(_what: object) -> None:
    """Nobody looks."""
