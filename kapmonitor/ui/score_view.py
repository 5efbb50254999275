"""Scores, and how a cuff measures, in words. Pure; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.language import figure, mark, say
from kapmonitor.session.event import MeasuringStated
from kapmonitor.session.scales import DISTRESS, GAIT, LEAST_MOAAS, MOAAS, NAUSEA, ORIENTATION
from kapmonitor.session.state import Score, Session
from kapmonitor.session.vocabulary import CuffSize, Posture, Role, Site
from kapmonitor.ui.wording import ROLES


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale as a person is asked: its name, and each value with its words, best first."""

    id: str
    name: str
    answers: tuple[tuple[int, str], ...]
    said: bool = True
    """Whether the words say what the number means; else the number is all."""
    meaning: str = ""
    """What the numbers mean, where the answers have no room for it."""


SCALES = (
    Scale(
        MOAAS,
        mark("Sedation, MOAA/S"),
        ((5, "5"), (4, "4"), (3, "3"), (LEAST_MOAAS, mark("2 or less"))),
        said=False,
        meaning=mark(
            "To the name: 5 answers readily, 4 slowly, 3 only called loudly or again, 2 or less "
            "only to a prod or not at all. Never a painful one."
        ),
    ),
    Scale(
        ORIENTATION,
        mark("Oriented: person, place, time, situation"),
        tuple((value, str(value)) for value in (4, 3, 2, 1, 0)),
        said=False,
    ),
    Scale(GAIT, mark("Walk and turn"), ((1, mark("Steady")), (0, mark("Not steady")))),
    Scale(
        NAUSEA,
        mark("Nausea"),
        ((0, mark("None")), (1, mark("Mild")), (2, mark("Moderate")), (3, mark("Severe"))),
    ),
    Scale(
        DISTRESS,
        mark("Distress, 0 to 10"),
        tuple((value, str(value)) for value in range(11)),
        said=False,
    ),
)
_SHORT = {
    MOAAS: mark("MOAA/S"),
    ORIENTATION: mark("Orientation"),
    GAIT: mark("Walk"),
    NAUSEA: mark("Nausea"),
    DISTRESS: mark("Distress"),
}
_OF = {ORIENTATION: 4, DISTRESS: 10}
POSTURES = (
    (Posture.SEATED, mark("Seated")),
    (Posture.RECLINED, mark("Reclined")),
    (Posture.LYING, mark("Lying")),
    (Posture.STANDING, mark("Standing")),
)
SITES = (
    (Site.LEFT_ARM, mark("Left arm")),
    (Site.RIGHT_ARM, mark("Right arm")),
    (Site.LEFT_WRIST, mark("Left wrist")),
    (Site.RIGHT_WRIST, mark("Right wrist")),
)
SIZES = (
    (CuffSize.SMALL, mark("Small")),
    (CuffSize.MEDIUM, mark("Medium")),
    (CuffSize.LARGE, mark("Large")),
    (CuffSize.EXTRA_LARGE, mark("Extra large")),
)
NOT_SAID = mark("Posture, arm and cuff size: not said yet")


def score_words(score: Score) -> str:
    """Return a score as lane, timeline and report say it: "MOAA/S 4", "Walk: steady"."""
    scale = next((each for each in SCALES if each.id == score.scale), None)
    if scale is None:
        return f"{score.scale.replace('_', ' ').capitalize()} {figure(score.value)}"
    name = say(_SHORT[scale.id])
    words = dict(scale.answers).get(round(score.value)) if scale.said else None
    if words is not None:
        return f"{name}: {say(words).lower()}"
    if scale.id == MOAAS and score.value <= LEAST_MOAAS:
        return f"{name} ≤ {LEAST_MOAAS}"
    of = f"/{_OF[scale.id]}" if scale.id in _OF else ""
    return f"{name} {figure(score.value)}{of}"


def last_score(session: Session, scale: str) -> Score | None:
    """Return the newest score on a scale."""
    return next((each for each in reversed(session.scores) if each.scale == scale), None)


def stated_words(said: MeasuringStated | None) -> str:
    """Return how a cuff measures: "Seated, left arm, medium cuff"; that it was not said."""
    if said is None:
        return say(NOT_SAID)
    parts = [
        say(dict(POSTURES)[said.posture]) if said.posture else "",
        say(dict(SITES)[said.site]).lower() if said.site else "",
        say("{size} cuff").format(size=say(dict(SIZES)[said.cuff_size]).lower())
        if said.cuff_size
        else "",
    ]
    words = ", ".join(filter(None, parts))
    if said.role is Role.SECOND_CUFF:
        return f"{say(ROLES[said.role]).capitalize()}: {words.lower()}"
    return words[:1].upper() + words[1:]
