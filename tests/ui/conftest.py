"""What every test of the window stands behind."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def widgets_die_on_their_own_thread() -> Iterator[None]:
    """Collect garbage between tests only: in the engine's thread it would destroy old widgets.

    What was there before the test is left out: walking all that a long run of tests has loaded
    takes seconds.
    """
    gc.disable()
    gc.collect(1)
    gc.freeze()
    yield
    gc.enable()
    gc.collect()
