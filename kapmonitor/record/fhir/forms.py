"""Scores of several items: what was answered to each, and the total once it is whole."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.record.fhir.codes import CATEGORY, OURS, SCORE
from kapmonitor.record.fhir.parts import (
    Json,
    coding,
    concept,
    entry,
    notes,
    ours,
    present,
    quantity,
    reference,
)
from kapmonitor.record.fhir.source import Source
from kapmonitor.session.scale import Scale
from kapmonitor.session.scoring import Scored, scored

_SURVEY = [concept(coding(CATEGORY, ("survey", "Survey")))]


def forms(source: Source) -> Iterator[Json]:
    """Yield each score that was begun: its answers, and its total where no item is missing."""
    session = source.session
    at = session.ended_at or session.last
    for rule in session.preset.discharge.scores:
        if rule.scale is None or rule.scale.is_single:
            continue
        found = scored(session, rule.scale, at)
        if found.begun:
            yield _answers(source, rule.scale, found)
            if found.total is not None:
                yield _total(source, rule.scale, found, found.total)


def _answers(source: Source, scale: Scale, found: Scored) -> Json:
    told = {
        "resourceType": "QuestionnaireResponse",
        "meta": source.meta(),
        "questionnaire": f"{OURS}:questionnaire:score-{scale.id}",
        "status": "in-progress" if found.missing else "completed",
        "subject": source.subject,
        "encounter": source.encounter,
        "authored": source.when((source.session.ended_at or source.session.last).utc),
        "item": [_item(each.item.id, each.item.text, each.points) for each in found.items],
    }
    return entry(source.address("form", scale.id), present(**told))


def _item(name: str, text: str, points: float | None) -> Json:
    """An item that nobody answered stands there without an answer."""
    answer = [] if points is None else [{"valueDecimal": points}]
    return present(linkId=name, text=text, answer=answer)


def _total(source: Source, scale: Scale, found: Scored, total: float) -> Json:
    last = max(found.evidence)
    told = source.observed(last) | {
        "category": _SURVEY,
        "code": ours("score", scale.id, scale.name),
        "valueQuantity": quantity(total, SCORE),
        "derivedFrom": [
            reference(source.address("form", scale.id)),
            *source.readings(found.evidence),
        ],
        "note": notes([f"Wording: {scale.source}"]),
    }
    return entry(source.address("form-total", scale.id), present(**told))
