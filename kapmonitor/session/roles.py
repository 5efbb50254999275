"""Who may ask what of the program, by role: one table, and the reasons where the answer is no.

Only requests are kept to a role: a fact about a patient is taken from anybody. A role guards
nothing until somebody who has it can be told apart by a secret; from then on it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from kapmonitor.language import mark, say
from kapmonitor.session.fact import fact
from kapmonitor.session.vocabulary import Operator


class Duty(StrEnum):
    """What a person does in the practice; one person may have several."""

    THERAPIST = "therapist"
    PRESCRIBER = "prescriber"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What is kept to a role."""

    SIGN_PRESET = "sign_preset"
    COUNTERSIGN = "countersign"
    CHANGE_RULES = "change_rules"
    MANAGE_PEOPLE = "manage_people"
    ERASE = "erase"
    SEE_EMERGENCIES = "see_emergencies"


NEEDS: dict[Act, Duty] = {
    Act.SIGN_PRESET: Duty.PRESCRIBER,
    Act.COUNTERSIGN: Duty.PRESCRIBER,
    Act.CHANGE_RULES: Duty.ADMINISTRATOR,
    Act.MANAGE_PEOPLE: Duty.ADMINISTRATOR,
    Act.ERASE: Duty.ADMINISTRATOR,
    Act.SEE_EMERGENCIES: Duty.ADMINISTRATOR,
}

DUTY_WORDS = {
    Duty.THERAPIST: mark("therapist"),
    Duty.PRESCRIBER: mark("prescriber"),
    Duty.ADMINISTRATOR: mark("administrator"),
}


@fact
class Person:
    """Somebody who uses the program, and whether a secret tells them apart."""

    operator: Operator
    has_secret: bool = False

    @property
    def duties(self) -> frozenset[Duty]:
        """What the person does in the practice."""
        return duties_in(self.operator.role)


def duties_in(role: str) -> frozenset[Duty]:
    """Return the duties that a role as it is recorded names; other words name none."""
    words = {each.strip() for each in role.split(",")}
    return frozenset(duty for duty in Duty if duty.value in words)


def role_of(duties: Iterable[Duty]) -> str:
    """Return duties as a role is recorded: always in one order."""
    wanted = set(duties)
    return ", ".join(duty.value for duty in Duty if duty in wanted)


def role_words(role: str) -> str:
    """Return a recorded role as it is read; words that name no duty as somebody wrote them."""
    named = {duty.value: say(DUTY_WORDS[duty]) for duty in Duty}
    words = (each.strip() for each in role.split(","))
    return ", ".join(named.get(each, each) for each in words)


def guards(duty: Duty, people: Sequence[Person]) -> tuple[Person, ...]:
    """Return who has a duty and can be told apart; while there is nobody, all may do it."""
    return tuple(each for each in people if duty in each.duties and each.has_secret)


def against(
    act: Act, asker: Operator, people: Sequence[Person], *, proven: bool
) -> tuple[str, ...]:
    """Return why a person may not ask for something; empty when they may.

    `proven`: their secret was entered, and the screen has not been locked since.
    """
    needed = NEEDS[act]
    there = guards(needed, people)
    if not there:
        return ()
    if not any(each.operator.id == asker.id for each in there):
        names = ", ".join(each.operator.name for each in there)
        return (
            say("This is for {role}: {names}.").format(role=say(DUTY_WORDS[needed]), names=names),
        )
    if not proven:
        return (say("Sign in with your secret first: this is kept to a role."),)
    return ()


def against_losing(person: str, kept: Iterable[Duty], people: Sequence[Person]) -> tuple[str, ...]:
    """Return why a person cannot give duties up, or go: somebody must be able to let people in.

    `kept`: the duties that they keep; none when they go.
    """
    if Duty.ADMINISTRATOR in set(kept):
        return ()
    having = [each for each in people if Duty.ADMINISTRATOR in each.duties]
    proven = [each for each in having if each.has_secret]
    those = proven or having
    if [each.operator.id for each in those] != [person]:
        return ()
    name = those[0].operator.name
    if proven:
        return (
            say(
                "{name} is the only administrator with a secret. Make another person "
                "administrator first, and let them set a secret."
            ).format(name=name),
        )
    return (
        say("{name} is the only administrator. Make another person administrator first.").format(
            name=name
        ),
    )
