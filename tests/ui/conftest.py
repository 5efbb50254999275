"""What every test of the window stands behind."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def widgets_die_on_their_own_thread() -> Iterator[None]:
    """Collect garbage between tests only: in the engine's thread it would destroy old widgets."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()
