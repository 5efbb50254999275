"""What every test of the window stands behind."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
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
    QCoreApplication.processEvents()  # what was on the way to a widget still finds it
    # `deleteLater` waits for a loop that no test runs: what is left is styled anew with each theme.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()
    gc.collect()
