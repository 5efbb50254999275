"""A session on its way to a chart system: once, to the right patient, or not at all."""

from __future__ import annotations

import json
import stat
import threading
from pathlib import Path

import pytest
import trustme

from kapmonitor.push.courier import Courier
from kapmonitor.push.post import Failed, Limits, Taken, deliver, try_connection
from kapmonitor.push.sending import NotAsked, ask, look, next_due, pack, sending
from kapmonitor.push.server import (
    TOKEN_FILE,
    Server,
    ServerFault,
    base_of,
    keep_token,
    server_of,
    token_of,
)
from kapmonitor.push.standing import State, wait_after
from kapmonitor.push.words import WHY, told
from kapmonitor.record.access_words import sentence
from kapmonitor.record.erasure import erasable
from kapmonitor.record.erasure_words import lines
from kapmonitor.record.log import SessionLog
from kapmonitor.record.push_facts import NotSent, PushDelivered, PushFailed, PushQueued
from tests.push.conftest import SESSION, Bench, Days, Place, signed
from tests.record.examples import THERAPIST
from tests.support.fhir_server import (
    TOKEN,
    Chart,
    Mood,
    cut,
    html,
    moved,
    refusing,
    serving,
    silent,
)

SHORT = Limits(connect_s=2, read_s=0.3, whole_s=1)


def test_a_session_arrives_whole_and_the_record_says_so(bench: Bench) -> None:
    ask(bench.practice, SESSION, THERAPIST)
    assert bench.standing().state is State.WAITING
    assert isinstance(bench.attempt(), Taken)
    assert bench.standing().state is State.SENT
    (fact,) = bench.practice.facts_of(PushDelivered)
    assert isinstance(fact.event, PushDelivered)
    assert fact.event.location.startswith("Encounter/")
    assert fact.event.etag == 'W/"1"'
    (patient,) = bench.chart.of("Patient")
    readings = [each for each in bench.chart.of("Observation") if "85354-9" in str(each["code"])]
    assert readings
    for each in readings:
        assert each["subject"]["reference"] == f"Patient/{patient['id']}"


def test_the_log_of_access_and_an_erasure_tell_of_a_sent_session(bench: Bench) -> None:
    ask(bench.practice, SESSION, THERAPIST)
    bench.attempt()
    asked, arrived = bench.practice.facts_of(PushQueued, PushDelivered)
    assert asked.origin == THERAPIST
    assert sentence(asked.event) == f"Asked for session {SESSION} to be sent to {bench.base}"
    (patient,) = bench.practice.patients()
    found = erasable(bench.practice.record, patient.id)
    assert found.exports == (arrived,)
    assert [each for each in lines(found) if each.startswith(f"Session {SESSION} was sent to")]


def test_one_that_was_taken_without_an_answer_is_there_once(bench: Bench) -> None:
    bench.chart.after_commit.append(cut)
    ask(bench.practice, SESSION, THERAPIST)
    result = bench.attempt()
    assert isinstance(result, Failed)
    assert not result.final
    before = len(bench.chart.kept)
    assert before
    assert isinstance(bench.attempt(), Taken)
    assert len(bench.chart.kept) == before
    assert {each["meta"]["versionId"] for each in bench.chart.kept} == {"1"}


def test_one_that_was_amended_after_a_lost_answer_is_there_as_it_is_now(bench: Bench) -> None:
    bench.chart.after_commit.append(cut)
    ask(bench.practice, SESSION, THERAPIST)
    assert isinstance(bench.attempt(), Failed)
    bench.amend()
    assert isinstance(bench.attempt(), Taken)
    (dose,) = bench.chart.of("MedicationStatement")
    assert "Amended (typing error): It was 90 mg" in [each["text"] for each in dose["note"]]


def test_an_amended_session_replaces_its_own_and_nobody_elses(bench: Bench) -> None:
    ask(bench.practice, SESSION, THERAPIST)
    bench.attempt()
    with pytest.raises(NotAsked):
        ask(bench.practice, SESSION, THERAPIST)
    first = len(bench.chart.kept)
    bench.amend()
    ask(bench.practice, SESSION, THERAPIST)
    assert isinstance(bench.attempt(), Taken)
    (dose,) = bench.chart.of("MedicationStatement")
    assert "Amended (typing error): It was 90 mg" in [each["text"] for each in dose["note"]]
    assert [each["meta"]["versionId"] for each in bench.chart.of("Patient")] == ["1"]
    assert len(bench.chart.kept) == first + 2, "the amendment and who made it"


NEW_YEAR = "Fri, 31 Dec 2100 23:59:59 GMT"
ANSWERS: tuple[tuple[str, Mood, NotSent, bool], ...] = (
    ("a web page", html, NotSent.NOT_FHIR, True),
    ("who?", refusing(401), NotSent.TOKEN, True),
    ("not you", refusing(403), NotSent.TOKEN, True),
    ("no such place", refusing(404), NotSent.NO_SERVER, True),
    ("not so", refusing(422, "code unknown"), NotSent.REFUSED, True),
    ("too much", refusing(413), NotSent.TOO_LARGE, True),
    ("broken", refusing(500), NotSent.SERVER_FAILED, False),
    ("wait", refusing(429, Retry_After="900"), NotSent.BUSY, False),
    (
        "at New Year",
        refusing(503, Retry_After="Fri, 31 Dec 2100 23:59:59 GMT"),
        NotSent.BUSY,
        False,
    ),
    ("another host", moved("https://elsewhere.example/fhir"), NotSent.MOVED, True),
    ("hung up", cut, NotSent.CUT_OFF, False),
)
"""What a server does, why nothing arrived, and whether trying again would change nothing."""


def test_every_answer_means_one_thing_and_has_its_words() -> None:
    body = json.dumps({"resourceType": "Bundle", "type": "transaction", "entry": []}).encode()
    chart = Chart()
    with serving(chart) as base:
        for name, mood, reason, final in ANSWERS:
            chart.moods.append(mood)
            with pytest.raises(Failed) as failed:
                deliver(Server(base=base), TOKEN, body)
            assert (failed.value.reason, failed.value.final) == (reason, final), name
            assert WHY[reason]
        chart.moods.append(moved("/fhir/here"))
        assert deliver(Server(base=base), TOKEN, body).status == 200, "the same place: followed"
    assert chart.kept == []


def test_a_refusal_waits_for_a_person_and_shows_the_servers_words_once(bench: Bench) -> None:
    ask(bench.practice, SESSION, THERAPIST)
    bench.chart.moods.append(refusing(422, "code\u202eunknown\n"))
    result = bench.attempt()
    assert isinstance(result, Failed)
    assert result.told == "codeunknown"
    standing = bench.standing()
    assert (standing.state, standing.due) == (State.REFUSED, None)
    assert "HTTP 422" in told(standing)


def test_a_server_that_asks_to_wait_is_left_alone_that_long(bench: Bench) -> None:
    ask(bench.practice, SESSION, THERAPIST)
    bench.chart.moods.append(refusing(429, Retry_After="7200"))
    bench.attempt()
    standing = bench.standing()
    assert standing.due is not None
    assert (standing.due - standing.since).total_seconds() > 7000
    assert next_due(bench.practice, standing.since) is None
    assert next_due(bench.practice, standing.due) == standing


def test_waits_double_and_end_at_four_hours() -> None:
    minutes = [wait_after(attempts).total_seconds() / 60 for attempts in range(12)]
    assert minutes[:4] == [1, 2, 4, 8]
    assert minutes[-1] == 240


def test_a_server_that_drips_is_given_up(bench: Bench) -> None:
    ask(bench.practice, SESSION, THERAPIST)
    over = threading.Event()
    bench.chart.moods.append(silent(over))
    result = bench.attempt(limits=SHORT)
    over.set()
    assert isinstance(result, Failed)
    assert result.reason is NotSent.SLOW


def test_nobody_there_is_offline_and_it_waits_over_a_restart(bench: Bench) -> None:
    with serving(Chart()) as gone:
        pass
    bench.set_up(chart_server=gone)
    ask(bench.practice, SESSION, THERAPIST)
    result = bench.attempt(limits=SHORT)
    assert isinstance(result, Failed)
    assert result.reason is NotSent.OFFLINE
    standing = sending(bench.practice)[SESSION]
    assert standing.state is State.WAITING, "it is in the record, and in nothing else"
    assert standing.due is not None


def test_a_wrong_certificate_gets_nothing(tmp_path: Path) -> None:
    for name, trusted in (("localhost", False), ("elsewhere.example", True)):
        authority = trustme.CA()
        certificate, mine = tmp_path / "server.pem", tmp_path / "ca.pem"
        authority.issue_cert(name).private_key_and_cert_chain_pem.write_to_path(certificate)
        authority.cert_pem.write_to_path(mine)
        chart = Chart()
        with serving(chart, certificate) as base:
            server = Server(base=base, ca_file=str(mine) if trusted else "")
            with pytest.raises(Failed) as failed:
                try_connection(server, TOKEN, SHORT)
        assert failed.value.reason is NotSent.CERTIFICATE
        assert failed.value.final
        assert chart.requests == 0


def test_a_certificate_of_the_clinics_own_is_taken(bench: Bench, tmp_path: Path) -> None:
    authority = trustme.CA()
    certificate, mine = tmp_path / "server.pem", tmp_path / "ca.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(certificate)
    authority.cert_pem.write_to_path(mine)
    with serving(bench.chart, certificate) as base:
        keep_token(bench.folder, base, TOKEN)
        bench.set_up(chart_server=base, chart_ca_file=str(mine))
        assert try_connection(server_of(bench.practice.settings()), TOKEN) == "Strict FHIR 4.0.1"
        ask(bench.practice, SESSION, THERAPIST)
        assert isinstance(bench.attempt(), Taken)


def test_an_address_that_would_tell_too_much_is_refused() -> None:
    for address in (
        "http://chart.example/fhir",
        "ftp://chart.example",
        "https://me:secret@chart.example/fhir",
        "https://chart.example/fhir?token=x",
        "https://",
        "chart.example",
        "https://chart.example:port/",
        "",
        "http://localhost.example/fhir",
    ):
        with pytest.raises(ServerFault):
            base_of(address)


def test_addresses_that_will_do() -> None:
    assert base_of(" https://chart.example/fhir/ ") == "https://chart.example/fhir"
    assert base_of("http://localhost:8080/fhir") == "http://localhost:8080/fhir"


def test_a_simulated_session_goes_to_a_test_server_only(bench: Bench) -> None:
    SessionLog(bench.practice.record).append("s-sim", signed(simulated=True, session="s-sim"))
    with pytest.raises(NotAsked, match="simulated"):
        ask(bench.practice, "s-sim", THERAPIST)
    bench.set_up(chart_is_test=True)
    ask(bench.practice, "s-sim", THERAPIST)
    with pytest.raises(NotAsked, match="no patient's session"):
        ask(bench.practice, SESSION, THERAPIST)


def test_settings_that_changed_since_are_nobodys_wish(bench: Bench) -> None:
    ask(bench.practice, SESSION, THERAPIST)
    bench.set_up(chart_server="https://another.example/fhir")
    packed = pack(bench.practice, bench.folder, bench.standing())
    assert getattr(packed, "reason", None) is NotSent.SETTINGS


def test_a_session_without_a_signature_is_not_sent(bench: Bench) -> None:
    entries = signed(session="s-open")[:-1]
    SessionLog(bench.practice.record).append("s-open", entries)
    assert look(bench.practice, "s-open").against


def test_a_token_is_its_owners_alone_and_of_one_server(bench: Bench) -> None:
    path = bench.folder / TOKEN_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert token_of(bench.folder, "https://another.example/fhir") == ""
    keep_token(bench.folder, bench.base, "")
    assert not path.exists()
    with pytest.raises(ServerFault):
        keep_token(bench.folder, bench.base, "two words")


def test_neither_token_nor_name_nor_the_servers_words_stay_behind(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    ask(bench.practice, SESSION, THERAPIST)
    bench.chart.moods.append(refusing(422, "Nora Quill is unknown here"))
    result = bench.attempt()
    assert isinstance(result, Failed)
    assert "Nora Quill" in result.told, "the person at the screen may read it"
    facts = bench.practice.facts_of(PushDelivered, PushFailed, PushQueued)
    assert len(facts) == 2
    kept = "".join(str(each) for each in facts)
    log = "".join(record.getMessage() for record in caplog.records)
    for text in ("Nora", "Quill", TOKEN, "4711"):
        assert text not in kept
        assert text not in log


async def test_the_courier_sends_what_waits_and_then_has_nothing_to_do(bench: Bench) -> None:
    ask(bench.practice, SESSION, THERAPIST)
    bench.chart.moods.append(refusing(503))
    courier = Courier(Place(bench.practice), bench.folder, Days())
    assert await courier.send_one()
    assert bench.standing().state is State.WAITING
    assert await courier.send_one()
    assert bench.standing().state is State.SENT
    assert not await courier.send_one()
