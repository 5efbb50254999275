"""What every test of the window stands behind."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication


@pytest.fixture(autouse=True, scope="session")
def nothing_stays_on_the_clipboard() -> Iterator[None]:
    """What Python put there is not to be destroyed after Python: the process would crash.

    The program itself clears the clipboard as it quits.
    """
    yield
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


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
