"""What every test of the window stands behind."""

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
