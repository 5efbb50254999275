"""How a session begins and is prepared, as the record writes it."""

from __future__ import annotations

from kapmonitor.record.kind import Kind, kind
from kapmonitor.record.shapes import (
    FLAG,
    MAYBE_PERSONAL,
    MOMENT,
    NUMBER,
    PERSONAL,
    TEXT,
    WHOLE,
    choice,
    many,
    maybe,
    nested,
)
from kapmonitor.session.clinic import Ceiling, ClinicRules, CuffStart, Side
from kapmonitor.session.event import (
    AgreementSigned,
    Approval,
    BaselineBegun,
    ChecklistAnswered,
    ClockChange,
    CuffStartAgreed,
    DeviceAssigned,
    DeviceReleased,
    EscortRecorded,
    Event,
    HeartRateSourceChosen,
    IdentityConfirmed,
    OrderRecorded,
    PlaceRecorded,
    RestStarted,
    ScoreRecorded,
    SessionOpened,
    SessionResumed,
)
from kapmonitor.session.facts.limits import LimitRoom
from kapmonitor.session.protocol import Signal
from kapmonitor.session.vocabulary import (
    Answer,
    Identifier,
    LozengeEnd,
    OrderSource,
    Priority,
    ProvenBy,
    Role,
    Setting,
    Signing,
)

SIGNING = nested(Signing, person=TEXT, role=TEXT, how=choice(ProvenBy))
APPROVAL = nested(
    Approval,
    signed_by=TEXT,
    role=TEXT,
    signed_at=MOMENT,
    digest=TEXT,
    signing=maybe(SIGNING),
)
CLOCK_CHANGE = nested(ClockChange, at=MOMENT, utc_offset_min=WHOLE)
_ROOM = nested(LimitRoom, rule=TEXT, ceiling=NUMBER, low=NUMBER, high=NUMBER)
_MAYBE_NUMBER = maybe(NUMBER)
_CEILING = nested(
    Ceiling, signal=choice(Signal), side=choice(Side), priority=choice(Priority), value=NUMBER
)
CLINIC_RULES = nested(
    ClinicRules,
    cuff_start=choice(CuffStart),
    rideshare_alone_allowed=FLAG,
    second_signature=FLAG,
    no_driving_hours=_MAYBE_NUMBER,
    ceilings=many(_CEILING),
)
_MAYBE_WHOLE = maybe(WHOLE)
_MAYBE_ANSWER = maybe(choice(Answer))

OPENING: tuple[Kind[Event], ...] = (
    kind(
        SessionOpened,
        "session_opened",
        session=TEXT,
        simulated=FLAG,
        setting=choice(Setting),
        preset_document=TEXT,
        preset_digest=TEXT,
        approval=maybe(APPROVAL),
        patient=TEXT,
        age_years=_MAYBE_WHOLE,
        session_number=_MAYBE_WHOLE,
        planned_sessions=_MAYBE_WHOLE,
        utc_offset_min=WHOLE,
        software=TEXT,
        zone=maybe(TEXT),
        clock_changes=many(CLOCK_CHANGE),
        emergency_number=TEXT,
        limit_rooms=many(_ROOM),
        clinic=maybe(CLINIC_RULES),
    ),
    kind(SessionResumed, "session_resumed", gap_s=NUMBER),
    kind(IdentityConfirmed, "identity_confirmed", identifiers=many(choice(Identifier))),
    kind(
        OrderRecorded,
        "order_recorded",
        drug=TEXT,
        amount=NUMBER,
        unit=TEXT,
        route=TEXT,
        booster_allowed=FLAG,
        prescriber=TEXT,
        prescriber_phone=TEXT,
        booster_amount=_MAYBE_NUMBER,
        hold_min=_MAYBE_NUMBER,
        swish_interval_min=_MAYBE_NUMBER,
        lozenge_end=maybe(choice(LozengeEnd)),
        source=maybe(choice(OrderSource)),
        source_digest=maybe(TEXT),
    ),
    kind(
        ChecklistAnswered,
        "checklist_answered",
        item=TEXT,
        answer=choice(Answer),
        detail=MAYBE_PERSONAL,
        carried_over=FLAG,
    ),
    kind(ScoreRecorded, "score_recorded", scale=TEXT, value=NUMBER),
    kind(
        EscortRecorded,
        "escort_recorded",
        name=PERSONAL,
        relationship=TEXT,
        phone=PERSONAL,
        adult=_MAYBE_ANSWER,
        in_the_home=_MAYBE_ANSWER,
        looks_in=_MAYBE_ANSWER,
    ),
    kind(
        PlaceRecorded,
        "place_recorded",
        address=PERSONAL,
        emergency_number=TEXT,
        callback_phone=PERSONAL,
        read_back=_MAYBE_ANSWER,
        backup_channel=MAYBE_PERSONAL,
    ),
    kind(
        AgreementSigned,
        "agreement_signed",
        text=TEXT,
        name=PERSONAL,
        method=TEXT,
        drawing=MAYBE_PERSONAL,
    ),
    kind(
        DeviceAssigned,
        "device_assigned",
        role=choice(Role),
        driver=TEXT,
        address=TEXT,
        title=TEXT,
        can_start=FLAG,
        simulated=FLAG,
        usual_wait_s=_MAYBE_NUMBER,
    ),
    kind(DeviceReleased, "device_released", role=choice(Role)),
    kind(CuffStartAgreed, "cuff_start_agreed", agreed=FLAG),
    kind(HeartRateSourceChosen, "heart_rate_source_chosen", role=choice(Role)),
    kind(BaselineBegun, "baseline_begun"),
    kind(RestStarted, "rest_started"),
)
