"""A record with one signed session, and the chart system it is sent to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from kapmonitor.clock import ClockReading, SystemClock
from kapmonitor.practice import Practice
from kapmonitor.push.sending import Parcel, came_of, pack, sending
from kapmonitor.push.server import keep_token, token_of
from kapmonitor.push.standing import Standing
from kapmonitor.record import keychain
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.session import event as facts
from kapmonitor.session.event import Entry
from kapmonitor.session.intent import Discharge, SignRecord
from tests.record.examples import START, THERAPIST, words
from tests.support.builders import recovered
from tests.support.fhir_server import TOKEN, Chart, serving

NORA = Patient(id="p-7", name="Nora Quill", born=date(1982, 5, 3), local_id="4711", added=START)
SESSION = "s-real"
T = TypeVar("T")


@dataclass
class Bench:
    """A practice, ready to send."""

    practice: Practice
    folder: Path
    chart: Chart
    base: str

    def standing(self, session: str = SESSION) -> Standing:
        return sending(self.practice)[session]

    def attempt(self, **limits: Any) -> Any:
        """Try once, as the courier does; return what the server's answer meant."""
        standing = self.standing()
        packed = pack(self.practice, self.folder, standing)
        assert isinstance(packed, Parcel), packed
        result = packed.hand_over(**limits)
        now = SystemClock().read().utc
        self.practice.note(came_of(packed, result, standing, now), None)
        return result

    def set_up(self, **chart: Any) -> None:
        settings = replace(self.practice.settings(), **chart)
        self.practice.keep_settings(settings)

    def amend(self) -> None:
        """Add a correction of the dose to the signed session."""
        log = SessionLog(self.practice.record)
        entries = log.read(SESSION)
        dose = next(each for each in entries if isinstance(each.event, facts.DoseAdministered))
        last = entries[-1]
        amended = facts.EntryAmended(
            seq=dose.seq, reason="typing error", text=words("It was 90 mg", ref="amendment")
        )
        at = replace(last.at, utc=last.at.utc + timedelta(minutes=1))
        log.append(SESSION, (Entry(seq=last.seq + 1, at=at, origin=THERAPIST, event=amended),))


class Place:
    """A room of this record without a session."""

    session = None

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        done(ask(self._practice))


class Days(SystemClock):
    """A clock by which another day has gone each time: every wait is over."""

    def __init__(self) -> None:
        super().__init__()
        self._read = 0

    def read(self) -> ClockReading:
        self._read += 1
        now = super().read()
        return replace(now, utc=now.utc + timedelta(days=self._read))


@cache
def signed(*, simulated: bool = False, session: str = SESSION) -> tuple[Entry, ...]:
    course = recovered()
    course.ask(Discharge())
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d" * 64))
    opening = course.entries[0].event
    assert isinstance(opening, facts.SessionOpened)
    real = replace(opening, simulated=simulated, session=session, patient=NORA.id)
    return (replace(course.entries[0], event=real), *course.entries[1:])


@pytest.fixture(autouse=True)
def no_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine that runs the tests keeps none of their tokens."""

    def none() -> Any:
        raise keychain.NoKeychain("tests")

    monkeypatch.setattr(keychain, "_store", none)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    chart = Chart()
    with serving(chart) as base, open_record(tmp_path / FILE_NAME) as record:
        practice = Practice(record, tmp_path, SystemClock())
        practice.add_patient(NORA)
        (kept,) = practice.patients()
        entries = signed()
        opening = entries[0].event
        assert isinstance(opening, facts.SessionOpened)
        named = replace(entries[0], event=replace(opening, patient=kept.id))
        SessionLog(record).append(SESSION, (named, *entries[1:]))
        made = Bench(practice, tmp_path, chart, base)
        made.set_up(chart_server=base)
        keep_token(tmp_path, base, TOKEN)
        assert token_of(tmp_path, base) == TOKEN
        yield made
