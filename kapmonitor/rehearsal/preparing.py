"""What the people do before the baseline."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.rehearsal.scene import Scene
from kapmonitor.session.discharge_ride import no_driving_text
from kapmonitor.session.event import (
    AgreementSigned,
    ChecklistAnswered,
    CuffStartAgreed,
    DeviceAssigned,
    EscortRecorded,
    IdentityConfirmed,
    OrderRecorded,
    PlaceRecorded,
    ScoreRecorded,
)
from kapmonitor.session.intent import BeginBaseline, Intent, Note
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.protocol import ChecklistItem, ItemKind
from kapmonitor.session.vocabulary import Answer, Identifier, Role, Setting

PRESCRIBER = "Dr. Sample"
PRESCRIBER_PHONE = "555-0142"
DISTRESS_BEFORE = 4


def connect(scene: Scene) -> Intent | None:
    """Connect the next device, and agree that the cuff may start by itself; in Prepare alone."""
    if phase_of(scene.session) is not Phase.PREPARATION:
        return None
    return next(_devices(scene), None)


def prepare(scene: Scene) -> Intent | None:
    """Do the next thing on the way to the baseline."""
    return next(_steps(scene), None)


def _steps(scene: Scene) -> Iterator[Intent]:
    session = scene.session
    if session.identified is None:
        yield Note(fact=IdentityConfirmed(identifiers=(Identifier.NAME, Identifier.BORN)))
    if session.order is None:
        yield Note(fact=_order(scene))
    yield from _devices(scene)
    for item in session.preset.checklist:
        if not item.at_baseline:
            yield from answer_item(scene, item)
    if session.escort is None:
        yield Note(fact=_escort(scene))
    if session.setting is Setting.TELEHEALTH and session.place is None:
        yield Note(fact=_place(scene))
    if session.agreement is None:
        text = no_driving_text(session)
        name = scene.words("Sim Patient")
        yield Note(fact=AgreementSigned(text=text, name=name, method="typed"))
    yield BeginBaseline()


def answer_item(scene: Scene, item: ChecklistItem) -> Iterator[Intent]:
    """Answer one checklist item, with its score or words where it asks for them."""
    if item.id in scene.session.checklist:
        return
    if item.kind is ItemKind.SCORE and scene.once(f"score {item.id}"):
        yield Note(fact=ScoreRecorded(scale=item.id, value=DISTRESS_BEFORE))
    detail = None
    if item.kind is ItemKind.WORDS:
        detail = scene.words("hand and shoulder; stop word: red")
    yield Note(fact=ChecklistAnswered(item=item.id, answer=Answer.YES, detail=detail))


def _order(scene: Scene) -> OrderRecorded:
    order = scene.order
    return OrderRecorded(
        drug=order.drug,
        amount=order.amount,
        unit=order.unit,
        route=scene.session.preset.route,
        booster_allowed=scene.session.preset.booster.allowed,
        prescriber=PRESCRIBER,
        prescriber_phone=PRESCRIBER_PHONE,
        hold_min=order.hold_min,
        swish_interval_min=order.swish_interval_min,
        lozenge_end=order.lozenge_end,
    )


def _devices(scene: Scene) -> Iterator[Intent]:
    for device in () if scene.afar else scene.simulation.devices:
        role = Role(device.role)
        if role in scene.session.devices:
            continue
        yield Note(
            fact=DeviceAssigned(
                role=role,
                driver=device.driver,
                address=device.address,
                title=device.title,
                can_start=_can_start(scene, role),
                simulated=True,
            )
        )
    if not scene.session.cuff_start_agreed and not scene.simulation.needs_a_person:
        yield Note(fact=CuffStartAgreed(agreed=True))


def _can_start(scene: Scene, role: Role) -> bool:
    match role:
        case Role.CUFF:
            return not scene.simulation.needs_a_person
        case Role.SECOND_CUFF:
            return not scene.simulation.second_needs_a_person
        case _:
            return False


def _escort(scene: Scene) -> EscortRecorded:
    yes = Answer.YES if scene.session.setting is Setting.TELEHEALTH else None
    return EscortRecorded(
        name=scene.words("Sim Escort"),
        relationship="partner",
        phone=scene.words("555-0177"),
        adult=yes,
        in_the_home=yes,
        looks_in=yes,
    )


def _place(scene: Scene) -> PlaceRecorded:
    return PlaceRecorded(
        address=scene.words("1 Simulated Street"),
        emergency_number="112",
        callback_phone=scene.words("555-0188"),
        read_back=Answer.YES,
        backup_channel=scene.words("555-0199"),
    )
