"""What one message of the patient's side causes.

First the message itself, then what it says. A number that is known with the same digest causes
nothing; with another digest it is a conflict, recorded beside the first. A reading that is known by
its id is not recorded again under another number, and is a conflict too if it says something else.
What comes over a link that is not in force is
kept: its readings are set aside as not of this session, and a call for help is heard.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from devices.event import BatteryReported, LinkChanged, LinkState, Measured
from devices.measurement import HeartRate, Provenance
from kapmonitor.language import mark, say
from kapmonitor.session import decide_device
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import (
    PatientCalled,
    PatientProgramEnded,
    PatientProgramStarted,
    PatientSideChanged,
    RemoteConflictFound,
    RemoteEntryKept,
    RemoteMessageReceived,
    RemotePersonDenied,
    RemoteStartAllowed,
)
from kapmonitor.session.fact import replace
from kapmonitor.session.intent import DeviceReport, Relay
from kapmonitor.session.intents.remote import (
    CuffSaid,
    EntryUnknown,
    HeartRatesSaid,
    PatientSaid,
    ProgramEnded,
    ProgramStarted,
    RemoteMessage,
    RequestAnswered,
    SideChanged,
)
from kapmonitor.session.relayed import is_before, only_guessed
from kapmonitor.session.remote_requests import answered
from kapmonitor.session.vocabulary import Role

WORDS_DIFFER = mark("The check words were not the same on both sides.")
AHEAD_OF_US = mark("Said to be taken at a time that has not come.")
TIME_UNKNOWN = mark("When it was taken is not known: the patient's clock could not be compared.")
TIME_UNCERTAIN = mark("When it was taken is uncertain: the patient's clock was set or slept.")
CUFF_GONE = mark("The cuff at the patient's side is out of reach or switched off.")

HELP = "help"
"""The type of a call for help, on the link."""
NOT_ME = "not_me"
"""What the patient's program says where the names are not the patient's; no symptom."""

_CUFF_STATES = {"ready": LinkState.READY, "busy": LinkState.READY, "gone": LinkState.LOST}
_TOLERATED_AHEAD_S = 2.0


def arrived(draft: Draft, link: str, message: RemoteMessage) -> None:
    """Record a message and what it causes, unless it is in the record."""
    remote = draft.session.remote
    known = remote.numbers(link).get(message.number)
    if known == message.digest:
        return
    if known is not None:
        _conflict(draft, link, message)
        return
    before = None if message.reading is None else remote.readings.get(message.reading)
    draft.caused(_received(link, message))
    if before is None:
        _heed(draft, link, message, draft.session.next_seq - 1)
    elif before != message.digest:
        _conflict(draft, link, message, reading=message.reading)


def _received(link: str, message: RemoteMessage) -> RemoteMessageReceived:
    return RemoteMessageReceived(
        link=link,
        number=message.number,
        digest=message.digest,
        kind=message.kind,
        reading=message.reading,
        wall_ms=message.wall_ms,
        up_ms=message.up_ms,
        epoch=message.epoch,
        placed_utc=message.placed_utc,
        ahead_s=message.ahead_s,
        bound_s=message.bound_s,
    )


def _conflict(
    draft: Draft, link: str, message: RemoteMessage, *, reading: str | None = None
) -> None:
    if (link, message.number, message.digest) in draft.session.remote.contradicted:
        return
    draft.caused(
        RemoteConflictFound(
            link=link,
            number=message.number,
            digest=message.digest,
            kind=message.kind,
            body=message.body,
            reading=reading,
        )
    )
    if isinstance(message.content, PatientSaid) and message.content.help:
        _called(draft, link, message.content)  # whatever is wrong with the numbers
    _called_somehow(draft, link, message)


def _heed(draft: Draft, link: str, message: RemoteMessage, seq: int) -> None:
    match message.content:
        case CuffSaid() as said:
            decide_device.report(draft, _report(draft, said, message, seq))
        case HeartRatesSaid() as said:
            _heart_rates(draft, link, said, message, seq)
        case RequestAnswered() as said:
            answered(draft, said)
        case PatientSaid() as said:
            _called(draft, link, said)
        case EntryUnknown():
            draft.caused(_as_it_came(link, message))
            _called_somehow(draft, link, message)
        case ProgramStarted() | SideChanged() | ProgramEnded() as said:
            if link == draft.session.remote.link:
                _of_itself(draft, link, said)
        case _:
            assert_never(message.content)


def _called(draft: Draft, link: str, said: PatientSaid) -> None:
    if said.code == NOT_ME and not said.help:
        draft.caused(RemotePersonDenied(link=link))
        return
    draft.caused(PatientCalled(link=link, code=said.code, text=said.text, help=said.help))


def _called_somehow(draft: Draft, link: str, message: RemoteMessage) -> None:
    """Hear a call for help that cannot be read, of another version perhaps: it is one all the same.
    Its words are in what is kept as it came."""
    if isinstance(message.content, EntryUnknown) and message.kind == HELP:
        _called(draft, link, PatientSaid(code=HELP, help=True))


def _as_it_came(link: str, message: RemoteMessage) -> RemoteEntryKept:
    return RemoteEntryKept(link=link, number=message.number, kind=message.kind, body=message.body)


def _report(draft: Draft, said: CuffSaid, message: RemoteMessage, seq: int) -> DeviceReport:
    """Return what a device here would have reported, with when it was taken and what is doubted."""
    event, doubts, placed = said.event, message.doubts, _placed(draft, message)
    if draft.session.remote.words_same is False:
        doubts = (*doubts, say(WORDS_DIFFER))
    queried: tuple[str, ...] = ()
    if isinstance(event, Measured):
        unknown = placed is None or _is_ahead(draft, message)
        if unknown and event.provenance is Provenance.LIVE:
            # Nobody can tell whether it is of now: a person is asked.
            event = replace(event, provenance=Provenance.UNCONFIRMED)
        queried = tuple(_about_time(draft, message))
    relay = Relay(
        seq=seq,
        request=said.request,
        doubts=doubts,
        queried=queried,
        bound_s=message.bound_s,
        verified=said.verified,
    )
    return DeviceReport(
        role=said.role,
        driver=said.driver,
        device=said.device,
        event=event,
        corrected_utc=placed,
        relay=relay,
    )


def _placed(draft: Draft, message: RemoteMessage) -> datetime | None:
    """Return when it was taken; a guess that cannot be true is none."""
    placed, bound_s = message.placed_utc, message.bound_s
    return None if only_guessed(draft.session, draft.at, placed, bound_s) else placed


def _is_ahead(draft: Draft, message: RemoteMessage) -> bool:
    if message.placed_utc is None:
        return False
    ahead = (message.placed_utc - draft.at.utc).total_seconds()
    return ahead > (message.bound_s or 0.0) + _TOLERATED_AHEAD_S


def _about_time(draft: Draft, message: RemoteMessage) -> tuple[str, ...]:
    if _placed(draft, message) is None:
        return (say(TIME_UNKNOWN),)
    if _is_ahead(draft, message):
        return (say(AHEAD_OF_US),)
    return (say(TIME_UNCERTAIN),) if message.bound_s is None else ()


def _heart_rates(
    draft: Draft, link: str, said: HeartRatesSaid, message: RemoteMessage, seq: int
) -> None:
    worn = draft.session.devices.get(said.role)
    placed = _placed(draft, message)
    here = placed is not None and not is_before(draft.session, draft.at, placed)
    if placed is None or not here or worn is None or worn.address != said.device:
        # Kept as they came, in one entry: they have no place on any chart of this session, or
        # nobody has said that a sensor of the patient's side is part of it.
        draft.caused(_as_it_came(link, message))
        return
    for place, value in enumerate(said.values):
        if value is None:
            continue
        taken = placed + timedelta(seconds=place * said.step_s)
        one = CuffSaid(
            event=Measured(measurement=HeartRate(heart_rate=value), provenance=Provenance.LIVE),
            driver=said.driver,
            device=said.device,
            role=said.role,
        )
        report = _report(draft, one, replace(message, placed_utc=taken), seq)
        decide_device.report(draft, report)


def _of_itself(draft: Draft, link: str, said: ProgramStarted | SideChanged | ProgramEnded) -> None:
    match said:
        case ProgramStarted():
            draft.caused(
                PatientProgramStarted(
                    link=link,
                    instance=said.instance,
                    app=said.app,
                    system=said.system,
                    can=said.can,
                    cuff_id=said.cuff_id,
                    cuff_model=said.cuff_model,
                    cuff_slot=said.cuff_slot,
                    cuff_battery_percent=said.cuff_battery_percent,
                    cuff_driver=said.cuff_driver,
                    resume_of=said.resume_of,
                )
            )
            if said.cuff_battery_percent is not None:
                _of_the_cuff(draft, link, BatteryReported(percent=said.cuff_battery_percent))
        case SideChanged():
            _changed(draft, link, said)
        case ProgramEnded():
            draft.caused(PatientProgramEnded(link=link))
        case _:
            assert_never(said)


def _changed(draft: Draft, link: str, said: SideChanged) -> None:
    draft.caused(
        PatientSideChanged(
            link=link,
            cuff=said.cuff,
            power=said.power,
            battery_percent=said.battery_percent,
            sight=said.sight,
            slept_s=said.slept_s,
            error=said.error,
        )
    )
    if said.start_allowed is not None:
        _allow(draft, allowed=said.start_allowed)
    state = _CUFF_STATES.get(said.cuff or "")
    if state is not None:
        text = say(CUFF_GONE) if state is LinkState.LOST else ""
        _of_the_cuff(draft, link, LinkChanged(state=state, text=text))


def _allow(draft: Draft, *, allowed: bool) -> None:
    """Take the patient's word; a yes that comes after a dose is none."""
    known = draft.session.remote.start_allowed
    if allowed is not known and not (allowed and draft.session.doses):
        draft.caused(RemoteStartAllowed(allowed=allowed))


def _of_the_cuff(draft: Draft, link: str, event: BatteryReported | LinkChanged) -> None:
    """Tell it of the assigned cuff, where that is the patient's."""
    cuff = draft.session.devices.get(Role.CUFF)
    if cuff is not None and cuff.address == address_of(link):
        decide_device.report(
            draft,
            DeviceReport(role=Role.CUFF, driver=cuff.driver, device=cuff.address, event=event),
        )


def address_of(link: str) -> str:
    """Return the address under which the cuff of a link is assigned."""
    return f"link://{link}"
