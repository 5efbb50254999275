"""Messages: what is written is read again; what is not understood is kept, not dropped."""

from __future__ import annotations

import json
import math
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from kapmonitor.link import message
from kapmonitor.link.envelope import text_of
from kapmonitor.link.message import Cuff, Hello, Ping, Reading, Unknown, body_of, message_of

READING = Reading(
    id="00" * 16,
    source="cuff",
    systolic=128,
    diastolic=82.5,
    mean=None,
    pulse_rate=None,
    unit="mm[Hg]",
    status=("body_movement",),
    at=1_790_000_000_000,
    up=5,
    epoch=0,
    verdict="live",
    raw=b"\x1e\x80",
)
HELLO = Hello(
    instance="0011223344556677",
    app="0.3.0",
    system="Linux",
    epoch=0,
    can=("start",),
    cuff=Cuff(id="c1", model="A cuff"),
    zone_min=-300,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


def _named(name: str) -> st.SearchStrategy[dict[str, object]]:
    made = message.ALL.types[name]
    keys = [each.metadata["name"] for each in fields(made)]
    body = st.dictionaries(st.sampled_from(keys), JSON) if keys else st.just({})
    return body.map(lambda found: {"t": name, "v": 1, **found})


def test_a_message_survives_the_wire() -> None:
    for each in (READING, HELLO, Ping(nonce="ab", sent=1, kept=3, beyond=((5, 7),))):
        assert message_of(json.loads(text_of(body_of(each)))) == each


def test_absent_numbers_are_null_and_fractions_stay() -> None:
    body = body_of(READING)
    assert body["sys"] == 128
    assert isinstance(body["sys"], int)
    assert body["dia"] == 82.5
    assert body["map"] is None


def test_a_newer_message_is_kept_as_it_came() -> None:
    body = {"t": "poem", "v": 3, "lines": ["a"]}
    assert message_of(body) == Unknown("poem", body)
    assert body_of(message_of(body)) == body


def test_an_unknown_key_is_no_hindrance() -> None:
    assert message_of({**body_of(READING), "mood": "calm"}) == READING


def test_a_number_that_is_none_is_not_taken_for_one() -> None:
    for wrong in (True, "128", [128], math.inf, 10**400):
        body = {**body_of(READING), "sys": wrong}
        assert message_of(body) == Unknown("reading", body), wrong


def test_a_missing_number_is_not_taken_for_an_absent_one() -> None:
    body = {key: value for key, value in body_of(READING).items() if key != "sys"}
    assert isinstance(message_of(body), Unknown)


@given(st.sampled_from(sorted(message.ALL.types)).flatmap(_named))
def test_no_body_raises_and_what_is_read_is_written_again(body: dict[str, object]) -> None:
    found = message_of(body)
    assert message_of(body_of(found)) == found
