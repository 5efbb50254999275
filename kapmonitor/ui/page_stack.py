"""The pages of the window: made when they are first needed, and made anew for the next session.

A page holds what a person is typing. What was typed or chosen about one patient and never recorded
must not be there for the next one, so that the pages of a session go with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from kapmonitor.ui.pages.page import Page

MakePage = Callable[[], Page]
LIVES_ON_MS = 120_000
"""How long pages that were put away live on: answers may be on their way to them, and a note that
was copied there is still to be taken from the clipboard."""
OF_A_SESSION = ("prepare", "baseline", "dose", "monitoring", "discharge", "report")


class PageStack(QStackedWidget):
    """One page in sight; `made` says the name of a page that was just made."""

    made = Signal(str)
    retired = Signal()

    def __init__(self, makers: Mapping[str, MakePage]) -> None:
        super().__init__()
        self._makers = dict(makers)
        self._pages: dict[str, Page] = {}

    def page(self, name: str) -> Page | None:
        """Return a page, made when it is first needed; None where there is none of that name."""
        if name not in self._pages and name in self._makers:
            self._pages[name] = made = self._makers[name]()
            self.addWidget(made)
            self.made.emit(name)
        return self._pages.get(name)

    def known(self, name: str) -> Page | None:
        """Return a page that was made already."""
        return self._pages.get(name)

    def make_ahead(self) -> bool:
        """Make one page that nobody needed yet; return whether there was any."""
        name = next((name for name in self._makers if name not in self._pages), None)
        if name is not None:
            self.page(name)
        return name is not None

    def retire(self) -> None:
        """Put the pages of a session away; those of the next one are made anew."""
        for name in OF_A_SESSION:
            page = self._pages.pop(name, None)
            if page is not None:
                self.removeWidget(page)
                page.hide()
                QTimer.singleShot(LIVES_ON_MS, page, page.deleteLater)
        self.retired.emit()
