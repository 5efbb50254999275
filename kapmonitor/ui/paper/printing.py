"""Pages on a printer: the system's own, without a dialog that could cover an alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPainter

from kapmonitor.ui.paper.sheet import HEIGHT, WIDTH
from kapmonitor.ui.theme import load_fonts

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def default_printer() -> QPrinter | None:
    """Return the printer that this computer prints on; None where there is none.

    Loaded when somebody prints: Qt's part for it wants a library that not every computer has.
    """
    try:
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
    except ImportError:
        return None
    found = QPrinterInfo.defaultPrinter()
    return None if found.isNull() else QPrinter(found, QPrinter.PrinterMode.HighResolution)


class NotPrinted(Exception):
    """The printer did not take the pages."""


class PrinterBook:
    """Pages on a printer, scaled to whatever paper is in it."""

    def __init__(self, printer: QPrinter, title: str) -> None:
        load_fonts()
        self._printer = printer
        printer.setDocName(title)
        printer.setFullPage(True)
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._painter = QPainter()

    def first_page(self) -> QPainter:
        """Begin. Raises NotPrinted."""
        if not self._painter.begin(self._printer):
            raise NotPrinted
        paper = self._printer.pageLayout().fullRect(QPageLayout.Unit.Point)
        dots = self._printer.resolution() / 72
        across, down = paper.width() / WIDTH, paper.height() / HEIGHT
        scale = dots * min(across, down)
        self._painter.scale(scale, scale)
        return self._painter

    def next_page(self) -> QPainter:
        """Begin another page."""
        self._printer.newPage()
        return self._painter

    def finish(self) -> None:
        """Hand the pages to the printer."""
        self._painter.end()
