"""Where the preset does not let a patient see values, none is in the window nor in any line."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kapmonitor.companion.kiosk import changes
from kapmonitor.companion.view import CompanionView, Screen
from tests.devices.paced import play
from tests.support.at_home import at_home, running


@pytest.mark.parametrize("can", [(), ("values",)], ids=["not allowed", "allowed"])
def test_values_are_in_the_pictures_only_where_they_are_allowed(
    tmp_path: Path, can: tuple[str, ...]
) -> None:
    async def course() -> list[CompanionView]:
        async with at_home(tmp_path) as home:
            far = home.far(can=can)
            async with home.patient() as patient, running(far.meet()):
                await home.prepared(patient, far)
                await home.measured(patient)
                await patient.until(lambda view: view.sent_arrived)
            async with home.patient() as again:  # what was agreed on is kept
                await again.until(lambda view: view.screen is Screen.CALM)
                assert again.view.values_shown is bool(can)
            return patient.pictures

    pictures = play(course())
    lines = [dict(line) for pair in pairwise(pictures) for line in changes(*pair)]
    told = [line for line in lines if line["event"] == "reading"]
    assert told
    assert told[-1]["arrived"] is True
    assert all(("systolic" in line) is bool(can) for line in told)
    assert any(each.reading is not None for each in pictures) is bool(can)
