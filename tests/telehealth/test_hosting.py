"""What a code offers to the patient's program."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from kapmonitor.session import fact
from kapmonitor.telehealth.hosting import SHOWS_VALUES, offer_for
from tests.support.builders import TELEHEALTH, opened


@pytest.mark.parametrize("shown", [True, False])
def test_the_patients_screen_learns_from_the_code_whether_it_may_show_values(shown: bool) -> None:
    session = opened(TELEHEALTH).session
    preset = replace(session.preset, companion_shows_values=shown)
    offer = offer_for(fact.replace(session, preset=preset), os.urandom)
    assert (SHOWS_VALUES in offer.can) is shown
