"""How a fact is changed: into a copy, and only in fields that it has."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from kapmonitor.session.decide import decide, decision
from kapmonitor.session.evolve import apply
from kapmonitor.session.fact import replace
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Tick
from kapmonitor.session.state import Link
from tests.support.builders import dosed


def test_a_session_is_changed_into_a_copy() -> None:
    before = dosed().session
    after = replace(before, rechecks=before.rechecks + 1)
    assert after.rechecks == before.rechecks + 1
    assert replace(after, rechecks=before.rechecks) == before
    with pytest.raises(FrozenInstanceError):
        after.rechecks = 7  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize("name", ["session", "link"])
def test_a_field_that_is_not_there_cannot_be_changed(name: str) -> None:
    session = dosed().session
    fact: object = session if name == "session" else next(iter(session.links.values()))
    assert name == "session" or isinstance(fact, Link)
    with pytest.raises(TypeError):
        replace(fact, surely_no_field=1)  # type: ignore[type-var]  # the point of the test


def test_a_decision_holds_the_session_as_its_entries_make_it() -> None:
    session = dosed().session
    much_later = Instant(session.last.utc, session.last.elapsed_s + 7200)
    made = decision(session, Tick(), much_later)
    assert made.entries == decide(session, Tick(), much_later) != ()
    for entry in made.entries:
        session = apply(entry, session)
    assert made.session == session
