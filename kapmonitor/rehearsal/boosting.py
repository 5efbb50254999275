"""What the people do for a booster: measure, score the sedation, and ask where need be."""

from __future__ import annotations

from collections.abc import Iterator

from devices.simulator.people import BoosterGiven
from kapmonitor.rehearsal.measuring import read_again, type_saturation
from kapmonitor.rehearsal.preparing import PRESCRIBER
from kapmonitor.rehearsal.scene import Scene
from kapmonitor.session.event import CallLogged, ScoreRecorded
from kapmonitor.session.gate import MOAAS, booster_status
from kapmonitor.session.intent import AdministerDose, Intent, Note, OverrideGate

AWAKE = 5
"""MOAA/S of somebody who answers readily."""
TRY_FOR_MIN = 20.0


def booster(scene: Scene) -> Iterator[Intent]:
    """Do the next thing towards the scripted booster, where preset and order allow one."""
    session = scene.session
    if not session.preset.booster.allowed or any(dose.booster for dose in session.doses):
        return
    for _key, act in scene.acts(BoosterGiven):
        if isinstance(act, BoosterGiven) and scene.within(act, TRY_FOR_MIN):
            if _has_fresh_reading(scene):
                yield from _at_the_gate(scene, act.share)
            else:
                yield from read_again(scene, spacing_min=0.5)


def _has_fresh_reading(scene: Scene) -> bool:
    session = scene.session
    dosed = max(dose.taken.elapsed_s for dose in session.doses)
    since = [each for each in session.readings if each.counts and each.when.elapsed_s > dosed]
    oldest = session.preset.booster.reading_max_age_min * 60 / 2
    return bool(since) and scene.since(since[-1].when) <= oldest


def _at_the_gate(scene: Scene, share: float) -> Iterator[Intent]:
    yield from type_saturation(scene, "booster")
    if scene.once("sedation before the booster"):
        yield Note(fact=ScoreRecorded(scale=MOAAS, value=AWAKE))
    if booster_status(scene.session, scene.at).open:
        order = scene.order
        yield AdministerDose(
            drug=order.drug,
            amount=order.amount * share,
            unit=order.unit,
            route=scene.session.preset.route,
            taken_utc=scene.at.utc,
            booster=True,
        )
    elif scene.session.preset.booster.moaas_at_least is None:
        yield from _ask_the_prescriber(scene)


def _ask_the_prescriber(scene: Scene) -> Iterator[Intent]:
    """Have the booster released by name: the shipped presets carry no signed sedation score."""
    if scene.once("call before the booster"):
        yield Note(fact=CallLogged(to=PRESCRIBER, result="spoke; booster may be given"))
    if scene.once("booster released"):
        yield OverrideGate(
            reason="Awake, MOAA/S 5; the clinic has signed no score yet.",
            clinician=PRESCRIBER,
            contact_utc=scene.at.utc,
            for_booster=True,
        )
