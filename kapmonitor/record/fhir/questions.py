"""What was asked and answered: before the dose, and at the discharge check with the way home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kapmonitor.record.fhir.codes import OURS
from kapmonitor.record.fhir.parts import Json, coding, entry, present
from kapmonitor.record.fhir.source import Source
from kapmonitor.session.event import ChecklistAnswered, HandoverDetailed
from kapmonitor.session.state import Answered, Session


def questions(source: Source) -> Iterator[Json]:
    """Yield the two questionnaires; an item without an answer was not asked."""
    session = source.session
    texts = {each.id: each.text for each in session.preset.checklist}
    before = [*_answers(session.checklist, texts), *_chaperone(session), *_agreed(source)]
    if before:
        yield _response(source, "checklist", before)
    criteria = {each.id: each.text for each in session.preset.discharge.human}
    after = [*_answers(session.findings, criteria), *_way_home(source), *_judged(session)]
    if after:
        yield _response(source, "discharge", after)


def _response(source: Source, name: str, items: list[Json]) -> Json:
    session = source.session
    done = session.ended is not None or (name == "checklist" and session.baseline_begun is not None)
    told = {
        "resourceType": "QuestionnaireResponse",
        "meta": source.meta(),
        "questionnaire": f"{OURS}:questionnaire:{name}",
        "status": "completed" if done else "in-progress",
        "subject": source.subject,
        "encounter": source.encounter,
        "authored": source.when((session.ended_at or session.last).utc),
        "item": items,
    }
    return entry(source.address(name), present(**told))


def _answers(given: Mapping[str, Answered], texts: Mapping[str, str]) -> Iterator[Json]:
    for name, each in given.items():
        answer: Json = {"valueCoding": coding(f"{OURS}:answer", each.fact.answer.value)}
        if isinstance(each.fact, ChecklistAnswered):
            answer |= present(item=list(_more(name, each.fact)))
        yield _item(name, texts.get(name, name), answer)


def _more(name: str, fact: ChecklistAnswered) -> Iterator[Json]:
    """Yield what was said beside an answer, and whether it is an earlier session's."""
    if fact.detail is not None and fact.detail.text:
        yield _item(f"{name}-detail", "In words", {"valueString": fact.detail.text})
    if fact.carried_over:
        yield _item(f"{name}-carried", "Carried over from last time", {"valueBoolean": True})


def _chaperone(session: Session) -> Iterator[Json]:
    """Yield what a chaperone was asked."""
    if session.escort is None:
        return
    asked = {
        "adult": ("The chaperone is an adult", session.escort.adult),
        "in_the_home": ("The chaperone is in the home", session.escort.in_the_home),
        "looks_in": ("The chaperone looks in as often as asked", session.escort.looks_in),
    }
    for name, (text, answer) in asked.items():
        if answer is not None:
            yield _item(name, text, {"valueCoding": coding(f"{OURS}:answer", answer.value)})


def _agreed(source: Source) -> Iterator[Json]:
    """Yield the no-driving agreement as it was signed; a drawing stays in the record."""
    signed = source.session.agreement
    if signed is not None:
        name = signed.name.text or ""
        said = f"{signed.method}: {name}" if name else signed.method
        yield _item("agreement", signed.text, {"valueString": said})


def _way_home(source: Source) -> Iterator[Json]:
    session = source.session
    if session.driving is not None:
        answer = {"valueCoding": coding(f"{OURS}:answer", session.driving.value)}
        yield _item("driving", "Will the patient drive today?", answer)
    if session.said_back is not None:
        said = {"valueBoolean": session.said_back.said_back}
        yield _item("said_back", "The patient said the no-driving rule back", said)
        moment = {"valueDateTime": source.when(session.said_back.not_before)}
        yield _item("not_before", "No driving before", moment)
    if session.handover is not None:
        yield _item("means", "Leaves by", {"valueString": session.handover.means})
        moment = {"valueDateTime": source.when(session.handover.handed_over.utc)}
        yield _item("handed_over", "Handed over at", moment)
    if session.handover_more is not None:
        yield from _handover(source, session.handover_more)
    if session.advice_given:
        yield _item("written_advice", "After-care sheet given", {"valueBoolean": True})


def _handover(source: Source, more: HandoverDetailed) -> Iterator[Json]:
    """Yield what else a handover has; who stays tonight is words about a person."""
    moments = {
        "escort_arrived": ("Escort came at", more.arrived),
        "camera_ended": ("Camera ended at", more.camera_ended),
    }
    for name, (text, at) in moments.items():
        if at is not None:
            yield _item(name, text, {"valueDateTime": source.when(at.utc)})
    answers = {
        "keys": ("Keys with escort or chaperone", more.keys),
        "same_place": ("Still at the same place", more.same_place),
    }
    for name, (text, answer) in answers.items():
        if answer is not None:
            yield _item(name, text, {"valueCoding": coding(f"{OURS}:answer", answer.value)})
    tonight = more.tonight.text if more.tonight is not None else None
    said = {
        "confirmed": ("How the escort was confirmed", more.confirmed),
        "tonight": ("Who stays tonight", tonight),
        "follow_up": ("Follow-up", more.follow_up),
    }
    for name, (text, words) in said.items():
        if words:
            yield _item(name, text, {"valueString": words})


def _judged(session: Session) -> Iterator[Json]:
    """Yield the outcome, why and by whom, and every criterion as it stood at the end."""
    ended = session.ended
    if ended is None:
        return
    yield _item("outcome", "Outcome", {"valueCoding": coding(f"{OURS}:outcome", ended.outcome)})
    risk = ended.risk_note.text if ended.risk_note is not None else None
    said = {
        "reason": ("Reason", ended.reason),
        "clinician": ("Clinician", ended.clinician),
        "risk_note": ("What the patient was told of the risk", risk),
    }
    for name, (text, words) in said.items():
        if words:
            yield _item(name, text, {"valueString": words})
    if ended.clinician:
        signed = ended.countersigned or session.ended_seq in session.countersigned
        yield _item("countersigned", "Signed by the clinician", {"valueBoolean": signed})
    for each in ended.assessment:
        answer = {"valueString": f"{each.result}: {each.reason}"}
        yield _item(f"criterion-{each.id}", each.id.replace("_", " "), answer)


def _item(name: str, text: str, answer: Json) -> Json:
    return {"linkId": name, "text": text, "answer": [answer]}
