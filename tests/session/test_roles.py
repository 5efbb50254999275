"""Who may ask what: nothing is guarded before somebody can be told apart, and then it is."""

from __future__ import annotations

import pytest

from kapmonitor.session.roles import (
    NEEDS,
    Act,
    Duty,
    Person,
    against,
    against_losing,
    duties_in,
    role_of,
    role_words,
)
from kapmonitor.session.vocabulary import Operator


def person(name: str, *duties: Duty, secret: bool = False) -> Person:
    return Person(operator=Operator(id=name, name=name, role=role_of(duties)), has_secret=secret)


ADA = person("Ada", Duty.THERAPIST)
GRACE = person("Grace", Duty.PRESCRIBER, Duty.ADMINISTRATOR, secret=True)
IDA = person("Ida", Duty.ADMINISTRATOR)


def test_a_role_holds_several_duties_in_one_order_and_leaves_other_words_alone() -> None:
    role = role_of((Duty.ADMINISTRATOR, Duty.THERAPIST))
    assert role == "therapist, administrator"
    assert duties_in(role) == {Duty.THERAPIST, Duty.ADMINISTRATOR}
    assert role_words(role) == role
    assert (duties_in("nurse"), role_words("nurse")) == (frozenset(), "nurse")


@pytest.mark.parametrize("act", Act)
def test_every_act_is_free_until_somebody_of_its_role_has_a_secret(act: Act) -> None:
    unproven = (ADA, person("Grace", Duty.PRESCRIBER, Duty.ADMINISTRATOR))
    assert against(act, ADA.operator, unproven, proven=False) == ()
    reasons = against(act, ADA.operator, (ADA, GRACE), proven=True)
    assert reasons == (f"This is for {NEEDS[act].value}: Grace.",)


def test_a_name_alone_is_not_the_person_where_the_role_is_guarded() -> None:
    people = (ADA, GRACE, IDA)
    assert against(Act.ERASE, GRACE.operator, people, proven=True) == ()
    assert "Sign in" in against(Act.ERASE, GRACE.operator, people, proven=False)[0]
    assert "Grace" in against(Act.ERASE, IDA.operator, people, proven=True)[0]


def test_the_last_administrator_stays_one() -> None:
    alone = (ADA, person("Ida", Duty.ADMINISTRATOR))
    assert "only administrator" in against_losing("Ida", (), alone)[0]
    assert against_losing("Ida", (Duty.ADMINISTRATOR,), alone) == ()
    assert against_losing("Ada", (), alone) == ()
    with_another = (GRACE, IDA)  # Ida has no secret: without Grace anybody could be Ida
    assert "with a secret" in against_losing("Grace", (Duty.PRESCRIBER,), with_another)[0]
    assert against_losing("Ida", (), with_another) == ()
