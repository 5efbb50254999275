"""The rules of technical conditions: the preset's, else those that every program must have.

A preset made before the link existed still hears a call for help; its numbers are the preset's.
"""

from __future__ import annotations

from kapmonitor.language import mark
from kapmonitor.session.condition import Found
from kapmonitor.session.protocol import TechnicalRule, TechnicalStep
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import AlarmKind, Priority, Setting
from kapmonitor.session.words import with_numbers


def _remote(name: str, *priorities: Priority, action: str) -> TechnicalRule:
    return TechnicalRule(
        id=name,
        steps=tuple(TechnicalStep(priority=each) for each in priorities),
        action=action,
        telehealth_only=True,
    )


BUILT_IN = {
    rule.id: rule
    for rule in (
        TechnicalRule(
            id="window-stalled",
            steps=(TechnicalStep(priority=Priority.MEDIUM),),
            action=mark(
                "If the screen stands still, close the window and start again: all is kept."
            ),
            telehealth_only=False,
        ),
        TechnicalRule(
            id="internal-fault",
            steps=(TechnicalStep(priority=Priority.HIGH),),
            action=mark("Watch the patient and the device's own display. Write down what you see."),
            telehealth_only=False,
        ),
        TechnicalRule(
            id="protocol-violation",
            steps=(TechnicalStep(priority=Priority.LOW),),
            action=mark("If it comes again, type what the display shows."),
            telehealth_only=False,
        ),
        _remote(
            "remote-link-lost",
            Priority.LOW,
            Priority.MEDIUM,
            action=mark("Call the patient by phone."),
        ),
        _remote(
            "remote-cannot-record",
            Priority.MEDIUM,
            action=mark("Have the values read aloud, and type them."),
        ),
        _remote(
            "remote-conflict",
            Priority.MEDIUM,
            action=mark("Compare with what the patient's cuff shows. Both are kept."),
        ),
        _remote(
            "remote-tampered",
            Priority.MEDIUM,
            action=mark("Ask for the check words again, or have the values read aloud."),
        ),
        _remote(
            "remote-version",
            Priority.LOW,
            action=mark("Type the readings. After the session install the newer version of both."),
        ),
        _remote(
            "remote-wrong-person",
            Priority.MEDIUM,
            action=mark("Call the patient. Make a new code, and read it to the patient alone."),
        ),
        _remote(
            "remote-battery", Priority.LOW, action=mark("Ask for the charger to be plugged in.")
        ),
        _remote(
            "remote-help",
            Priority.HIGH,
            action=mark("Speak to the patient now. Then the chaperone, then emergency services."),
        ),
        _remote("remote-report", Priority.LOW, action=mark("Ask the patient about it.")),
        _remote("remote-no-answer", Priority.LOW, action=mark("Speak to the patient, or call.")),
    )
}


def rule_for(session: Session, name: str) -> TechnicalRule | None:
    """Return the preset's rule of this name, else the built-in one, where it applies here."""
    known = next((rule for rule in session.preset.technical if rule.id == name), None)
    rule = known or BUILT_IN.get(name)
    if rule is not None and rule.telehealth_only and session.setting is not Setting.TELEHEALTH:
        return None
    return rule


def found_by(
    session: Session, rule: TechnicalRule, step: TechnicalStep, said: tuple[str, str, int | None]
) -> Found:
    """Return the condition of a rule's step, with its code, reason and entry."""
    code, reason, seq = said
    return Found(
        code=code,
        kind=AlarmKind.TECHNICAL,
        priority=step.priority,
        reason=reason,
        action=with_numbers(session, rule.action),
        evidence=() if seq is None else (seq,),
        group=code,
    )


def step_for(rule: TechnicalRule, value: float | None) -> TechnicalStep | None:
    """Return the gravest step that a value has reached; without a value, the first."""
    if value is None or rule.steps[0].below is None:
        return rule.steps[0]
    reached = [step for step in rule.steps if step.below is not None and value < step.below]
    return reached[-1] if reached else None
