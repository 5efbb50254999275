"""A whole session with each simulated cuff that no shipped scenario uses, to its signature."""

import pytest

from devices.simulator import parse
from devices.simulator.scenario import CuffKind
from kapmonitor.scenarios import find, names
from tests.support.whole_session import COARSE_S, fast_folder, played

SHIPPED = {find(name).cuff.kind for name in names()}


@pytest.mark.parametrize("kind", sorted(set(CuffKind) - SHIPPED, key=str))
def test_a_session_with_this_cuff_is_discharged_on_readings_that_count(kind: CuffKind) -> None:
    script = parse({"title": "x", "cuff": {"kind": kind.value}}, name="each", file="each.toml")
    with fast_folder() as folder:
        session = played(script, "kap-im-office", folder, tick_s=COARSE_S)
    assert session.signed_by is not None
    counted = [reading for reading in session.readings if reading.counts]
    assert len(counted) >= 6
    assert {reading.driver for reading in counted if reading.driver} == {kind.value}
