"""The picture of the link that goes into each snapshot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from devices.measurement import Provenance
from kapmonitor.link.code import link_of, spoken
from kapmonitor.link.peer import LinkState
from kapmonitor.session.instant import Instant
from kapmonitor.session.relayed import TEST
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role
from kapmonitor.telehealth.asking import Sent
from kapmonitor.telehealth.hosting import Hosting
from kapmonitor.telehealth.service import Telehealth
from kapmonitor.telehealth.station import Station
from kapmonitor.telehealth.undelivered import notes as of_lost
from kapmonitor.telehealth.view import (
    Badge,
    CodeShown,
    LinkView,
    PatientSide,
    RemoteCuff,
    RequestShown,
    Side,
    Stage,
    TestReading,
)
from kapmonitor.telehealth.words import of_clocks

_BADGES = {
    LinkState.WAITING: Badge.WAITING,
    LinkState.OK: Badge.OK,
    LinkState.LATE: Badge.LATE,
    LinkState.DOWN: Badge.DOWN,
}


def picture(of: Telehealth, session: Session | None, at: Instant | None, loop_s: float) -> LinkView:
    """Return the link as it stands. `loop_s`: the loop's own seconds, by which a code lapses."""
    view = LinkView(
        pairing=of.pairing,
        code=_code(of.hosting, loop_s),
        can_send=bool(of.hosting.page),
        words=of.words,
        said=of.missed.said,
        why=of.why or _down(of.station),
    )
    if session is None or at is None or of.station is None:
        return view
    return _linked(of, of.station, session, at, view)


def _linked(
    of: Telehealth, station: Station, session: Session, at: Instant, view: LinkView
) -> LinkView:
    placed, side = station.clock(), station.side
    remote = session.remote
    program = remote.patient.program
    bound = None if placed is None or placed.bound_ms is None else placed.bound_ms / 1000
    return replace(
        view,
        badge=_BADGES[station.state],
        silent_s=station.silent_s,
        side=Side.UNKNOWN if side is None else Side(side.value),
        told_lost=station.told_lost,
        on_the_way=station.end.behind().missing,
        cuff=_cuff(session, at),
        patient=_patient(session),
        ahead_s=None if placed is None else placed.ahead_ms / 1000,
        bound_s=bound,
        can_start=program is not None and "start" in program.can,
        may_start=remote.start_allowed is True,
        request=_request(of.asking.sent, session, station.now_ms()),
        test=_test(session),
        notes=(*station.notes, *of_clocks(placed), *of_lost(session)),
    )


def _down(station: Station | None) -> str:
    return "" if station is None else station.why_down()


def _code(of: Hosting, loop_s: float) -> CodeShown | None:
    waiting = of.waiting
    if waiting is None:
        return None
    code = waiting.code
    return CodeShown(
        spoken="" if of.as_link else spoken(code),
        link=link_of(code, of.page) if of.as_link else "",
        seconds_left=max(0, round(waiting.until_s - loop_s)),
        tries=of.tries,
        tries_allowed=code.tries,
        address=of.patients,
    )


def _cuff(session: Session, at: Instant) -> RemoteCuff | None:
    side = session.remote.patient
    if side.program is None or (side.program.cuff_model is None and side.cuff is None):
        return None
    gone = side.cuff == "gone" and side.cuff_since is not None
    since = side.cuff_since if gone else None
    return RemoteCuff(
        model=side.program.cuff_model or "",
        slot=side.program.cuff_slot,
        battery_percent=_whole(side.program.cuff_battery_percent),
        state=side.cuff or "",
        gone_s=None if since is None else at.elapsed_s - since.elapsed_s,
    )


def _patient(session: Session) -> PatientSide:
    side = session.remote.patient
    return PatientSide(
        app="" if side.program is None else side.program.app,
        system="" if side.program is None else side.program.system,
        power=side.power,
        battery_percent=_whole(side.battery_percent),
        sight=side.sight,
        slept_s=side.slept[-1][1] if side.slept else None,
        records=side.error is None,
    )


def _request(sent: Sent | None, session: Session, now_ms: int) -> RequestShown | None:
    if sent is None:
        return None
    told = session.remote.stage_of(sent.request)
    answered = any(each.request == sent.request for each in session.readings)
    stage = Stage.SENT if told is None else Stage(told.stage.value)
    why = "" if told is None or told.why is None else told.why.text or ""
    open_request = session.request
    return RequestShown(
        request=sent.request,
        stage=Stage.DONE if answered else stage,
        age_s=(now_ms - sent.at_ms) / 1000,
        ttl_s=sent.ttl_ms / 1000,
        test=open_request is not None
        and open_request.request == sent.request
        and open_request.reason == TEST,
        starts=sent.starts,
        why=why,
    )


def _test(session: Session) -> TestReading | None:
    relayed = [
        each
        for each in session.readings
        if each.relayed and each.role is Role.CUFF and each.provenance is not Provenance.STORED
    ]
    if not relayed:
        return None
    last = relayed[-1]
    trial = session.remote.trial
    return TestReading(
        seq=last.seq,
        systolic=last.measurement.systolic,
        diastolic=last.measurement.diastolic,
        pulse_rate=last.measurement.pulse_rate,
        live=last.counts,
        asks=last.provenance is Provenance.UNCONFIRMED and last.confirmed_now is None,
        delay_s=_delay(last.at.utc, last.corrected_utc),
        accepted=trial is not None and trial.seq == last.seq,
        verified=last.verified,
    )


def _delay(arrived: datetime, taken: datetime | None) -> float | None:
    return None if taken is None else max(0.0, (arrived - taken).total_seconds())


def _whole(percent: float | None) -> int | None:
    return None if percent is None else round(percent)
