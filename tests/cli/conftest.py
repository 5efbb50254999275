"""A record that a simulated session left, for every test that reads one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kapmonitor.scenarios import find
from tests.support.whole_session import COARSE_S, fast_folder, played


@pytest.fixture(scope="session")
def one_session() -> Iterator[Path]:
    with fast_folder() as folder:
        played(find("gate_held"), "kap-im-office", folder, tick_s=COARSE_S)
        yield folder


@pytest.fixture
def recorded(one_session: Path, data_folder: Path) -> Path:
    """Put the record into this test's data folder."""
    shutil.copytree(one_session, data_folder)
    return data_folder
