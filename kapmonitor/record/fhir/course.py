"""What was seen, looked at, scored and said: symptoms, silent checks, scores, calls."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.record.fhir.codes import CATEGORY, MEDDRA, OURS, SCORE, SNOMED
from kapmonitor.record.fhir.parts import (
    Json,
    absent,
    coding,
    concept,
    entry,
    notes,
    ours,
    present,
    quantity,
)
from kapmonitor.record.fhir.source import Source, TermCodes
from kapmonitor.session.event import CallLogged, CheckMissed, CheckRecorded, PatientReturned
from kapmonitor.session.state import Observation, Score

_EXAM = [concept(coding(CATEGORY, ("exam", "Exam")))]
_SURVEY = [concept(coding(CATEGORY, ("survey", "Survey")))]
NO_ANSWER = "no answer"
"""The result of a call that reached nobody."""


def course(source: Source) -> Iterator[Json]:
    """Yield what was logged, looked at, scored and called about."""
    session = source.session
    for seen in session.observations:
        yield _observed(source, seen)
    for each in source.entries:
        match each.event:
            case CheckRecorded(check=check) | CheckMissed(check=check):
                missed = isinstance(each.event, CheckMissed)
                yield _looked(source, each.seq, check, missed=missed)
            case PatientReturned():
                yield _looked(source, each.seq, "returned", missed=False)
            case CallLogged() as call:
                yield _call(source, each.seq, call)
            case _:
                pass
    for score in (*session.scores, *session.scores_withdrawn):
        yield _score(source, score)


def _call(source: Source, seq: int, call: CallLogged) -> Json:
    who = source.who(seq)
    told = {
        "resourceType": "Communication",
        "meta": source.meta(),
        "status": "not-done" if call.result == NO_ANSWER else "completed",
        "statusReason": concept(text=NO_ANSWER) if call.result == NO_ANSWER else None,
        "category": [ours("call", call.to, f"Call to {call.to.replace('_', ' ')}")],
        "subject": source.subject,
        "encounter": source.encounter,
        "sent": source.when(source.by_seq[seq].at.utc),
        "sender": who,
        "note": notes([call.result.replace("_", " ")]),
    }
    return entry(source.address("call", seq), present(**told))


def _looked(source: Source, seq: int, what: str, *, missed: bool) -> Json:
    """A silent look (breathing, mouth), the patient's return, or a look that nobody took."""
    told = source.observed(seq) | {
        "category": _EXAM,
        "code": ours("check", what, what.replace("_", " ").replace("-", " ")),
    }
    told |= {"dataAbsentReason": absent("not-performed")} if missed else {"valueBoolean": True}
    return entry(source.address("look", seq), present(**told))


def _observed(source: Source, seen: Observation) -> Json:
    known = source.terms.get(seen.code, TermCodes())
    codings = [
        *([coding(SNOMED, known.snomed_ct)] if known.snomed_ct else []),
        *([coding(MEDDRA, known.meddra)] if known.meddra else []),
        coding(f"{OURS}:term", seen.code),
    ]
    details = [
        _detail("severity", {"valueString": seen.severity} if seen.severity else None),
        _detail(
            "distress",
            None if seen.distress is None else {"valueQuantity": quantity(seen.distress, SCORE)},
        ),
        _detail(
            "duration",
            None
            if seen.duration_min is None
            else {"valueQuantity": quantity(seen.duration_min, ("min", "min"))},
        ),
    ]
    told = source.observed(seen.seq) | {
        "category": [*_EXAM, ours("kind", seen.kind.value, seen.kind.value.replace("_", " "))],
        "code": concept(*codings, text=seen.label or seen.code.replace("-", " ")),
        "valueBoolean": True,
        "component": [each for each in details if each],
    }
    return entry(source.address("seen", seen.seq), present(**told))


def _detail(name: str, value: Json | None) -> Json | None:
    return None if value is None else {"code": ours("detail", name, name)} | value


def _score(source: Source, score: Score) -> Json:
    told = source.observed(score.seq) | {
        "category": _SURVEY,
        "code": ours("score", score.scale, score.scale.replace("_", " ")),
        "valueQuantity": quantity(score.value, SCORE),
    }
    return entry(source.address("score", score.seq), present(**told))
