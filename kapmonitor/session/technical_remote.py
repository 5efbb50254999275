"""What is wrong with the link to the patient's side, and what the patient calls for.

Each has its own alarm: a link that is silent, a cuff that is gone (as any other device), a side
that cannot record, a number that contradicts itself. What happened once stays until a person has
acknowledged it; a call for help stays until a person says that it was answered.
"""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import mark, say
from kapmonitor.session.condition import Found
from kapmonitor.session.instant import Instant
from kapmonitor.session.kept_remote import DOWN_S, Remote
from kapmonitor.session.protocol import TechnicalRule, TechnicalStep
from kapmonitor.session.state import Session
from kapmonitor.session.technical_rules import found_by, rule_for, step_for
from kapmonitor.session.vocabulary import LinkSide, LinkStanding, RequestStage

_SIDES = {
    LinkSide.PATIENT: mark("The patient's side is silent: their connection or computer."),
    LinkSide.OURS: mark("The patient's side cannot be heard: our own connection is gone."),
    LinkSide.SERVER: mark("The patient's side cannot be heard: the server is not reached."),
    None: mark("The patient's side is silent."),
}
TOLD_LOST = mark("The patient's program stopped, or lost its connection.")
_WAITING_FOR_A_PERSON = (RequestStage.SHOWN, RequestStage.ACCEPTED)


def of_the_link(session: Session, at: Instant) -> Iterator[Found]:
    """Yield what is wrong with the link and the patient's side, while they are used."""
    if not session.remote.in_use:
        return
    yield from _silent(session, at)
    yield from _cannot_record(session)
    yield from _batteries(session)
    yield from _no_answer(session, at)
    yield from _newest(session, "remote-conflict", session.remote.conflicts, CONFLICT)
    suspected = session.remote.suspected_seq
    seqs = () if suspected is None else (suspected,)
    yield from _once(session, "remote-tampered", seqs, TAMPERED)
    versions = tuple(session.remote.versions.values())
    yield from _newest(session, "remote-version", versions, OTHER_VERSION)
    denied = session.remote.denied_seq
    seqs = () if denied is None else (denied,)
    yield from _once(session, "remote-wrong-person", seqs, WRONG_PERSON)


CONFLICT = mark("A message came twice with different content. The first counts.")
TAMPERED = mark("Messages were refused: somebody may be altering what is sent.")
OTHER_VERSION = mark("The patient's program is of another version: it cannot be read here.")
WRONG_PERSON = mark("Whoever typed the code said that the names on their screen are not theirs.")
CANNOT_RECORD = mark("The patient's side cannot save readings.")


def calls(session: Session) -> Iterator[Found]:
    """Yield what the patient calls for; also after the end, as long as the record is open."""
    for call in session.remote.calls:
        rule = rule_for(session, "remote-help" if call.help else "remote-report")
        if rule is None or call.answered is not None:
            continue
        reason = say("The patient asks for help.") if call.help else say("The patient reports.")
        yield found_by(session, rule, rule.steps[-1], (f"{rule.id}:{call.seq}", reason, call.seq))


def _silent(session: Session, at: Instant) -> Iterator[Found]:
    rule = rule_for(session, "remote-link-lost")
    step = _step_of_silence(session, rule, at) if rule is not None else None
    if rule is None or step is None:
        return
    remote = session.remote
    reason = say(TOLD_LOST) if remote.told_lost else say(_SIDES[remote.side])
    yield found_by(session, rule, step, (rule.id, reason, None))


def _step_of_silence(session: Session, rule: TechnicalRule, at: Instant) -> TechnicalStep | None:
    """Return the first step for a late link, the second for one that is down, then by minutes.

    One that was not heard yet goes the same way: nobody can tell it from one that is down.
    """
    remote = session.remote
    match remote.standing:
        case LinkStanding.OK:
            return None
        case LinkStanding.WAITING:
            return _unheard(rule, remote, at) if session.doses else None
        case LinkStanding.LATE:
            return rule.steps[0]
        case _:
            return _by_minutes(rule, remote, at)


def _unheard(rule: TechnicalRule, remote: Remote, at: Instant) -> TechnicalStep:
    """Return the step of a silence that a program which was just started has not seen begin."""
    down = bool(remote.gaps) and remote.gaps[-1].end is None
    waited_s = at.elapsed_s - remote.since.elapsed_s if remote.since is not None else 0.0
    return _by_minutes(rule, remote, at) if down or waited_s >= DOWN_S else rule.steps[0]


def _by_minutes(rule: TechnicalRule, remote: Remote, at: Instant) -> TechnicalStep:
    lasted = at.minutes_since(remote.since) if remote.since is not None else 0.0
    reached = [step for step in rule.steps[2:] if lasted >= (step.after_min or 0.0)]
    return (*rule.steps[:2], *reached)[-1]


def _cannot_record(session: Session) -> Iterator[Found]:
    patient, rule = session.remote.patient, rule_for(session, "remote-cannot-record")
    if rule is not None and patient.error is not None:
        said = (rule.id, say(CANNOT_RECORD), patient.error_seq)
        yield found_by(session, rule, rule.steps[-1], said)


def _batteries(session: Session) -> Iterator[Found]:
    patient = session.remote.patient
    rule, charge = rule_for(session, "remote-battery"), patient.battery_percent
    if rule is not None and charge is not None and patient.power != "ac":
        step = step_for(rule, charge) if rule.steps[0].below is not None else None
        if step is not None:
            text = say("The patient's computer: battery {charge:.0f} %.").format(charge=charge)
            yield found_by(session, rule, step, (rule.id, text, None))
    low = rule_for(session, "battery-low")
    if low is not None and patient.cuff == "lowbat":
        text = say("The patient's cuff: battery low.")
        yield found_by(session, low, low.steps[0], (f"{low.id}:patient", text, None))


def _no_answer(session: Session, at: Instant) -> Iterator[Found]:
    """Tell of a request that the patient was shown and did not follow."""
    rule = rule_for(session, "remote-no-answer")
    if rule is None or session.request is None:
        return
    told = session.remote.stage_of(session.request.request)
    if told is None or told.stage not in _WAITING_FOR_A_PERSON:
        return
    step = rule.steps[0]
    if at.minutes_since(told.at) >= (step.after_min or 0.0):
        text = say("The patient was asked for a reading and has not answered.")
        yield found_by(session, rule, step, (rule.id, text, None))


def _once(session: Session, name: str, seqs: tuple[int, ...], text: str) -> Iterator[Found]:
    """Yield what happened, until a person has acknowledged it."""
    rule = rule_for(session, name)
    for seq in seqs:
        code = f"{name}:{seq}"
        if rule is not None and not was_seen(session, code):
            yield found_by(session, rule, rule.steps[-1], (code, say(text), seq))


def _newest(session: Session, name: str, seqs: tuple[int, ...], text: str) -> Iterator[Found]:
    """Yield that something happened since a person last acknowledged it, however often.

    A disk that was put back contradicts itself a hundred times, and a broker may name any version:
    one alarm for each would hide every other.
    """
    rule, newest = rule_for(session, name), max(seqs, default=0)
    told = (*session.alarm_history, *filter(None, (session.alarms.get(name),)))
    seen = [
        max(each.evidence, default=0)
        for each in told
        if each.code == name and each.acknowledged is not None
    ]
    if rule is not None and newest > max(seen, default=0):
        yield found_by(session, rule, rule.steps[-1], (name, say(text), newest))


def was_seen(session: Session, code: str) -> bool:
    """Return whether a person has acknowledged an alarm of this code."""
    shown = session.alarms.get(code)
    if shown is not None:
        return shown.acknowledged is not None
    return any(each.code == code for each in session.alarm_history)
