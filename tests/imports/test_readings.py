"""Home readings from files: what is read, what is asked, what is refused; nothing is invented."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.measurement import PressureUnit
from kapmonitor.imports.moments import Order
from kapmonitor.imports.octets import NotATable
from kapmonitor.imports.people import people_sheet, preview_people
from kapmonitor.imports.questions import WORDS, Answers, Hand, Keep, Reason, Verdict
from kapmonitor.imports.readings import readings_sheet
from kapmonitor.imports.zones import Zone
from kapmonitor.presets import load, preset_paths, shipped_plausibility
from kapmonitor.record.csv_export import csv_lines
from tests.imports.files import (
    AT_HOME,
    KNOWN,
    MADRID,
    NOW,
    PLAIN,
    looked_at,
    reasons,
    values,
    verdicts,
)
from tests.record.examples import entries_of, heart_rate, opened, pressure, recorded

TAKEN, QUESTION, LEFT, REFUSED = (
    Verdict.TAKEN,
    Verdict.QUESTION,
    Verdict.LEFT_OUT,
    Verdict.REFUSED,
)


def test_one_table_of_plausibility_ships() -> None:
    tables = [load(path).preset.plausibility for path in preset_paths()]
    assert all(each == shipped_plausibility() for each in tables)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_encoding_and_separator(encoding: str, separator: str) -> None:
    rows = (
        ("Fecha", "Hora", "Sistólica mmHg", "Diastólica mmHg", "Pulso", "Observaciones"),
        ("2026-11-09", "08:15", "128", "82", "64", "niño; dormía, mal|ayer"),
    )
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    found = looked_at(text.encode(encoding))
    assert values(found) == [(128.0, 82.0, 64.0)]
    assert found.taken[0].taken == datetime(2026, 11, 9, 7, 15, tzinfo=UTC)
    assert found.lines[0].cells[5] == rows[1][5]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Measurement Date,Time Zone,SYS(mmHg),DIA(mmHg),Pulse(bpm),Device", "2026/11/09 08:15,x"),
        ('Date,"Heart rate",Systolic,Diastolic,Comments', '"2026-11-09 08:15:00"'),
        ("Date/Time,Systolic (mmHg),Diastolic (mmHg)", "9 Nov 2026 at 8:15 AM"),
        ("Day,Time,Blood pressure", "9.11.2026,8:15"),
        ("Día;Hora;Sys;Dia", "9 de noviembre de 2026;8:15 a. m."),
    ],
)
def test_headings_of_apps_and_of_people(head: str, row: str) -> None:
    separator = ";" if ";" in head else ","
    names = head.count(separator) + 1
    given_cells = row.count(separator) + 1
    low = {"Blood": "128/82", "Heart": "64,128,82,"}
    rest = next((low[key] for key in low if key in head), "128,82,64,x")
    rest = separator.join(rest.split(",")[: names - given_cells])
    answers = Answers(zone=MADRID, unit=PressureUnit.MMHG, order=Order.DMY)
    found = looked_at(f"{head}\n{row}{separator}{rest}\n", answers)
    assert [(each.systolic, each.diastolic) for each in found.taken] == [(128.0, 82.0)]
    assert found.taken[0].taken == datetime(2026, 11, 9, 7, 15, tzinfo=UTC)


def test_an_empty_cell_is_nothing_and_zero_is_not_nothing() -> None:
    found = looked_at(
        PLAIN + "2026-11-09,08:15,128,,\n2026-11-09,09:15,0,80,\n2026-11-09,10:15,,,60\n"
        "2026-11-09,11:15,--,82,0\n"
    )
    assert values(found) == [(128.0, None, None)]
    assert reasons(found) == [None, Reason.SWAPPED, Reason.NO_VALUE, Reason.IMPOSSIBLE]


def test_a_decimal_comma_and_kilopascal() -> None:
    text = "Date;Time;Systolic (kPa);Diastolic (kPa)\n2026-11-09;08:15;17,1;10,9\n"
    (reading,) = looked_at(text).taken
    assert reading.systolic == pytest.approx(128.26, abs=0.01)
    assert reading.diastolic == pytest.approx(81.76, abs=0.01)
    assert reading.reported_unit is PressureUnit.KPA


def test_a_unit_is_asked_for_and_never_guessed() -> None:
    text = "Date,Time,Systolic,Diastolic\n2026-11-09,08:15,17.1,10.9\n2026-11-09,08:20,128,82\n"
    assert reasons(looked_at(text)) == [Reason.UNIT, Reason.UNIT]
    said = looked_at(text, replace(AT_HOME, unit=PressureUnit.MMHG))
    assert verdicts(said) == [REFUSED, TAKEN]
    said = looked_at(text, replace(AT_HOME, unit=PressureUnit.KPA))
    assert verdicts(said) == [TAKEN, REFUSED]
    with pytest.raises(NotATable, match="two units"):
        looked_at("Date,Systolic (kPa),Diastolic (mmHg)\n2026-11-09 08:15,17.1,80\n")


def test_an_order_of_dates_is_proved_by_a_row_or_said_by_a_person() -> None:
    unclear = PLAIN + "05/11/2026,08:15,128,82,\n06/06/2026,08:15,128,82,\n"
    found = looked_at(unclear)
    assert reasons(found) == [Reason.ORDER, None]
    assert [(each.reason, each.rows) for each in found.asked][0] == (Reason.ORDER, 1)
    said = looked_at(unclear, replace(AT_HOME, order=Order.MDY))
    assert said.taken[0].taken.month == 5
    proved = looked_at(unclear + "25/11/2026,08:15,128,82,\n")
    assert (proved.order, proved.proof) == (Order.DMY, 4)
    assert proved.taken[0].taken.month == 11


def test_rows_that_contradict_one_another_prove_nothing() -> None:
    found = looked_at(
        PLAIN + "25/09/2026,08:15,128,82,\n09/25/2026,08:16,128,82,\n05/06/2026,08:17,128,82,\n"
    )
    assert found.order is None
    assert reasons(found) == [None, None, Reason.ORDER]
    said = looked_at(
        PLAIN + "25/09/2026,08:15,128,82,\n09/25/2026,08:16,128,82,\n",
        replace(AT_HOME, order=Order.DMY),
    )
    assert reasons(said) == [None, Reason.NOT_A_TIME]


def test_two_figures_of_a_year_allow_three_orders() -> None:
    found = looked_at(PLAIN + "09/11/12,08:15,128,82,\n")
    assert reasons(found) == [Reason.ORDER]
    days = {
        order: looked_at(PLAIN + "09/11/12,08:15,128,82,\n", replace(AT_HOME, order=order))
        .taken[0]
        .taken.date()
        .isoformat()
        for order in Order
    }
    assert days == {Order.DMY: "2012-11-09", Order.MDY: "2012-09-11", Order.YMD: "2009-11-12"}


def test_a_merged_date_is_asked_for_and_never_filled_silently() -> None:
    text = PLAIN + ",07:15,128,82,\n2026-11-09,08:15,128,82,\n,20:15,130,84,\n"
    assert reasons(looked_at(text)) == [Reason.NO_DATE, None, Reason.ABOVE]
    taken = looked_at(text, replace(AT_HOME, above=Keep.TAKE))
    assert taken.taken[-1].taken == datetime(2026, 11, 9, 19, 15, tzinfo=UTC)
    left = looked_at(text, replace(AT_HOME, above=Keep.LEAVE_OUT))
    assert verdicts(left) == [QUESTION, TAKEN, LEFT]


def test_a_zone_is_asked_for_unless_the_file_names_offsets() -> None:
    text = PLAIN + "2026-11-09,08:15,128,82,\n"
    assert reasons(looked_at(text, Answers())) == [Reason.ZONE]
    apple = "Date/Time,Systolic (mmHg),Diastolic (mmHg)\n2026-11-09 08:15:00 -0500,128,82\n"
    (reading,) = looked_at(apple, Answers()).taken
    assert (reading.taken.hour, reading.utc_offset_min) == (13, -300)


def test_a_time_that_never_was_and_one_that_came_twice_are_asked_about() -> None:
    text = PLAIN + "2026-03-29,02:30,128,82,\n2026-10-25,02:30,128,82,\n"
    assert reasons(looked_at(text)) == [Reason.GAP, Reason.FOLD]
    fixed = looked_at(text, hand=Hand(cells={2: {1: "03:30"}, 3: {1: "02:30 +01:00"}}))
    assert [each.taken.hour for each in fixed.taken] == [1, 1]
    assert [each.corrected for each in fixed.taken] == [("time",), ("time",)]
    assert fixed.sheet.rows[0][1][1] == "02:30"  # the file's own text stays


def test_half_days_are_read_and_impossible_ones_are_not() -> None:
    found = looked_at(
        PLAIN
        + "2026-11-09,12:05 AM,128,82,\n2026-11-09,12:05\N{NARROW NO-BREAK SPACE}p.m.,128,82,\n"
        "2026-11-09,13:05 PM,128,82,\n2026-11-09,,128,82,\n2026-11-09,noon,128,82,\n"
    )
    assert [each.taken.hour for each in found.taken] == [23, 11]
    assert reasons(found)[2:] == [Reason.NOT_A_TIME, Reason.NO_TIME, Reason.NOT_A_TIME]


def test_a_time_to_come_is_refused() -> None:
    assert reasons(looked_at(PLAIN + "2026-11-28,08:15,128,82,\n")) == [Reason.FUTURE]


def test_impossible_values_are_refused_and_unusual_ones_doubted() -> None:
    found = looked_at(
        PLAIN + "2026-11-09,08:15,300,82,\n2026-11-09,08:16,230,120,\n2026-11-09,08:17,82,128,\n"
        "2026-11-09,08:18,12x,82,\n"
    )
    assert reasons(found) == [Reason.IMPOSSIBLE, None, Reason.SWAPPED, Reason.NOT_A_NUMBER]
    assert "300" in found.lines[0].words[0]
    (doubted,) = found.taken
    assert any("230" in each for each in doubted.queried)


def test_two_readings_in_a_minute_are_two_and_the_same_one_twice_is_asked_about() -> None:
    text = PLAIN + "2026-11-09,08:15,128,82,64\n2026-11-09,08:15,129,82,64\n"
    found = looked_at(text)
    assert len(found.taken) == 2
    assert found.lines[1].beside == 2
    text += "2026-11-09,08:15,128,82,64\n"
    assert reasons(looked_at(text)) == [None, None, Reason.TWICE]
    assert len(looked_at(text, replace(AT_HOME, twice=Keep.TAKE)).taken) == 3
    assert len(looked_at(text, replace(AT_HOME, twice=Keep.LEAVE_OUT)).taken) == 2
    assert len(looked_at(text, hand=Hand(taken=frozenset({4}))).taken) == 3
    assert reasons(looked_at(text, hand=Hand(left_out=frozenset({2})))) == [
        Reason.BY_HAND,
        None,
        None,
    ]


def test_what_is_in_the_record_already_is_asked_about() -> None:
    text = PLAIN + "2026-11-09,08:15,128,82,64\n2026-11-09,09:15,128,82,64\n"
    minute = datetime(2026, 11, 9, 7, 15, tzinfo=UTC)
    known = replace(
        KNOWN,
        imported=frozenset({(minute, 128.0, 82.0)}),
        in_sessions=frozenset({minute + timedelta(hours=1)}),
    )
    assert reasons(looked_at(text, known=known)) == [Reason.AGAIN, Reason.IN_SESSION]
    answers = replace(AT_HOME, again=Keep.LEAVE_OUT, in_session=Keep.TAKE)
    assert verdicts(looked_at(text, answers, known=known)) == [LEFT, TAKEN]


def test_a_title_above_and_cells_beyond_the_headings() -> None:
    found = looked_at(
        f"My readings\n\n{PLAIN}2026-11-09,08:15,128,82,64,,\n2026-11-09,8,2,8,2,6,4\n"
    )
    assert reasons(found) == [None, Reason.WIDTH]
    assert found.sheet.above == ((1, ["My readings"]),)


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\n\n\n",
        b"PK\x03\x04workbook",
        b"a,b\n1,2\n",
        b'Date,Time,Systolic,Diastolic\n2026-11-09,08:15,"128,82\n',
        b"\x00\x01\x02\x03" * 50,
        b"Date,Systolic\xff\xfe\x00,",
    ],
)
def test_what_is_no_table_is_said_to_be_none(octets: bytes) -> None:
    with pytest.raises(NotATable, match=r"\w+"):
        readings_sheet(octets)


def test_every_reason_has_its_words() -> None:
    assert set(WORDS) == set(Reason)


EARLIEST, LATEST = (datetime.fromisoformat(f"{year}-01-01") for year in ("0001", "9999"))
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(("", "128", "82", "120/80", "12,5", "2026-11-09", "05/11/26", "8:15 PM", "0")),
    st.datetimes(min_value=EARLIEST, max_value=LATEST).map(str),
)
TABLES = st.builds(
    lambda head, rows, separator: "\n".join(separator.join(row) for row in [head, *rows]),
    st.permutations(["Date", "Time", "Systolic", "Diastolic", "Pulse mmHg", "BP", "Unit"]),
    st.lists(st.lists(CELLS, max_size=8), max_size=6),
    st.sampled_from(",;\t|"),
)
SAID = st.builds(
    Answers,
    order=st.sampled_from((None, *Order)),
    unit=st.sampled_from((None, *PressureUnit)),
    zone=st.sampled_from((None, MADRID, Zone("America/New_York"))),
    above=st.sampled_from((None, *Keep)),
)


@given(
    st.one_of(st.binary(), TABLES.map(str.encode), TABLES.map(lambda t: t.encode("utf-16"))), SAID
)
def test_no_file_breaks_the_reader_and_nothing_is_invented(octets: bytes, said: Answers) -> None:
    try:
        people = people_sheet(octets)
    except NotATable:
        pass
    else:
        preview_people(people, lambda _patient: (), said.order, Hand(), NOW)
    try:
        found = looked_at(octets, said)
    except NotATable:
        return
    assert len(found.lines) == len(found.sheet.rows)
    for line in found.lines:
        if line.verdict is not Verdict.TAKEN or line.reading is None:
            assert line.reason is not None
            continue
        figures = {
            float(each.replace(",", "."))
            for each in re.findall(r"\d+(?:[.,]\d+)?", " ".join(line.cells))
        }
        if line.reading.reported_unit is PressureUnit.MMHG:
            assert {line.reading.systolic, line.reading.diastolic} - {None} <= figures
        assert line.reading.pulse_rate is None or line.reading.pulse_rate in figures


def test_our_own_export_comes_back_as_it_went() -> None:
    sent = (pressure(128.5, 82.0), pressure(131.0, None), pressure(128.5, 82.0))
    entries = entries_of(opened(simulated=False), *map(recorded, sent), heart_rate())
    text = "".join(csv_lines(entries))
    found = looked_at(text, Answers())
    assert values(found) == [(each.systolic, each.diastolic, each.pulse_rate) for each in sent]
    assert [each.taken for each in found.taken] == [each.at.utc for each in entries[1:4]]
    assert reasons(found) == [None, None, None, Reason.NO_VALUE]
    other = looked_at(text, Answers(), known=replace(KNOWN, patient="P-2"))
    assert set(reasons(other)) == {Reason.OTHER_PATIENT}
    simulated = "".join(csv_lines(entries_of(opened(), *map(recorded, sent))))
    assert set(reasons(looked_at(simulated))) == {Reason.SIMULATED}
