"""Every fact comes back from the record as it went in, and every field has its place there."""

from __future__ import annotations

import dataclasses
import json
import typing
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.measurement import Measurement
from kapmonitor.record import codec_measuring
from kapmonitor.record.chain import Json
from kapmonitor.record.codec import KINDS, Written, decode, encode
from kapmonitor.record.kind import Kind, fact_of, kind
from kapmonitor.record.practice import PRACTICE_KINDS, PracticeFact
from kapmonitor.record.shapes import (
    FLAG,
    INSTANT,
    MOMENT,
    NUMBER,
    OCTETS,
    TEXT,
    WALL_TIME,
    WHOLE,
    Misshapen,
    Shape,
    choice,
    many,
    maybe,
)
from kapmonitor.record.words import Words
from kapmonitor.session.event import Entry, Event, ScoreRecorded
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import Priority
from tests.record import strategies
from tests.record.examples import entries_of, note, whole_session

ALL_KINDS: tuple[Kind[object], ...] = (*KINDS, *PRACTICE_KINDS, *codec_measuring.MEASUREMENTS)


def words_by_ref(written: Written) -> dict[str, Words]:
    return {one.ref: one for one in written.words}


@pytest.mark.parametrize("event_type", strategies.EVENT_TYPES, ids=lambda one: one.__name__)
@settings(max_examples=12)
@given(data=st.data())
def test_every_fact_comes_back(data: st.DataObject, event_type: type[Event]) -> None:
    entry: Entry = data.draw(strategies.entry_of(st.from_type(event_type), st.integers(1, 2**40)))
    written = encode("s", entry)
    again = decode(written.line, words_by_ref(written))
    assert again == entry
    assert encode("s", again) == written


def test_every_fact_has_a_kind_and_every_kind_a_fact() -> None:
    assert {one.made for one in KINDS} == set(typing.get_args(Event))
    assert {one.made for one in PRACTICE_KINDS} == set(typing.get_args(PracticeFact))
    measured = {one.made for one in codec_measuring.MEASUREMENTS}
    assert measured == set(typing.get_args(Measurement))


@pytest.mark.parametrize("one", ALL_KINDS, ids=lambda one: one.name)
def test_every_field_is_listed(one: Kind[object]) -> None:
    assert dataclasses.is_dataclass(one.made)
    assert list(one.fields) == [field.name for field in dataclasses.fields(one.made)]


@pytest.mark.parametrize("one", KINDS, ids=lambda one: one.name)
def test_words_about_a_person_are_known_as_such(one: Kind[Event]) -> None:
    hints = typing.get_type_hints(one.made)
    personal = {
        name for name, hint in hints.items() if PersonalText in (hint, *typing.get_args(hint))
    }
    assert set(one.personal()) == personal


def test_names_in_the_record_are_unique() -> None:
    names = [one.name for one in (*KINDS, *PRACTICE_KINDS)]
    assert len(names) == len(set(names))


def test_words_stay_out_of_the_line() -> None:
    (entry,) = entries_of(note("Asked for O'Hara's song"))
    written = encode("s", entry)
    assert "Hara" not in "".join(map(str, dataclasses.astuple(written.line)))
    assert [one.text for one in written.words] == ["Asked for O'Hara's song"]
    assert "Hara" not in repr(written)


def test_erased_words_leave_the_line_as_it_was() -> None:
    (entry,) = entries_of(note())
    line = encode("s", entry).line
    erased = decode(line, {})
    assert isinstance(erased.event, type(note()))
    assert erased.event.text.text is None
    assert encode("s", erased) == Written(line)


def test_a_whole_number_and_its_float_are_written_alike() -> None:
    as_int, as_float = (
        encode("s", entries_of(ScoreRecorded(scale="distress", value=value))[0])
        for value in (3, 3.0)
    )
    assert as_int == as_float


def test_a_moment_is_written_in_utc_whatever_its_zone() -> None:
    there = datetime(2026, 11, 23, 11, 0, 0, 5, tzinfo=timezone(timedelta(hours=1)))
    assert MOMENT.encode(there) == "2026-11-23T10:00:00.000005Z"
    assert MOMENT.decode("2026-11-23T10:00:00.000005Z") == there


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (NUMBER, float("nan")),
        (NUMBER, float("inf")),
        (MOMENT, datetime(2026, 11, 23)),  # noqa: DTZ001 - the fault under test
        (WALL_TIME, datetime(2026, 11, 23, tzinfo=UTC)),
        (TEXT, None),
        (WHOLE, True),
        (FLAG, 1),
    ],
)
def test_what_has_no_one_form_is_refused(shape: Shape, value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any refusal will do
        shape.encode(value)


@pytest.mark.parametrize(
    ("shape", "stored"),
    [
        (TEXT, 1),
        (FLAG, 0),
        (WHOLE, 1.5),
        (WHOLE, True),
        (NUMBER, "1"),
        (NUMBER, False),
        (OCTETS, "1x"),
        (OCTETS, None),
        (MOMENT, "yesterday"),
        (MOMENT, "2026-11-23T10:00:00"),
        (WALL_TIME, "2026-11-23T10:00:00+00:00"),
        (INSTANT, []),
        (INSTANT, {"utc": 1, "elapsed_s": 0.0}),
        (choice(Priority), "urgent"),
        (choice(Priority), None),
        (many(TEXT), "abc"),
        (maybe(TEXT), 0),
    ],
)
def test_what_is_not_of_its_shape_is_refused_without_being_quoted(
    shape: Shape, stored: Json
) -> None:
    with pytest.raises(Misshapen) as refusal:
        shape.decode(stored)
    assert not str(refusal.value)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "no_such_type"},
        {"version": 2},
        {"body": "[]"},
        {"body": "{"},
        {"body": '{"scale":"distress"}'},
        {"utc": "2026-11-23"},
        {"origin": "{}"},
        {"origin": "null"},
    ],
)
def test_a_line_of_another_kind_is_refused(change: dict[str, str | int]) -> None:
    (entry,) = entries_of(ScoreRecorded(scale="distress", value=3.0))
    line = dataclasses.replace(encode("s", entry).line, **change)  # type: ignore[arg-type]  # several fields
    with pytest.raises(Misshapen):
        decode(line, {})


def test_an_older_body_is_brought_up_to_date_step_by_step() -> None:
    def renamed(body: dict[str, Json]) -> dict[str, Json]:
        return {"scale": body["name"], "value": body["value"]}

    def scaled(body: dict[str, Json]) -> dict[str, Json]:
        assert isinstance(body["value"], float)
        return {**body, "value": body["value"] * 10}

    third = dataclasses.replace(
        kind(ScoreRecorded, "score_recorded", scale=TEXT, value=NUMBER),
        version=3,
        upcasters={1: renamed, 2: scaled},
    )
    expected = ScoreRecorded(scale="distress", value=30.0)
    assert fact_of(third, 1, {"name": "distress", "value": 3.0}) == expected
    assert fact_of(third, 2, {"scale": "distress", "value": 3.0}) == expected
    assert fact_of(third, 3, {"scale": "distress", "value": 30.0}) == expected
    with pytest.raises(Misshapen):
        fact_of(third, 4, {"scale": "distress", "value": 30.0})


def test_a_field_that_came_later_has_its_default() -> None:
    (entry,) = (one for one in whole_session() if one.seq == 10)
    line = encode("s", entry).line
    body = json.loads(line.body)
    del body["countersigned"]
    older = dataclasses.replace(line, body=json.dumps(body))
    assert decode(older, {}) == entry
