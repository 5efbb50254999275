"""A real broker for whoever asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.certificates import Authority
from tests.support.mosquitto import Mosquitto, program


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def mosquitto(tmp_path: Path, authority: Authority) -> Iterator[Mosquitto]:
    """A broker that runs; `./dev test` installs the program where it may."""
    if program() is None:
        pytest.skip("Mosquitto is not installed")
    broker = Mosquitto(tmp_path, authority, authority.server())
    broker.start()
    yield broker
    broker.stop()
