"""Three kinds of book: a PDF in memory, pictures for the screen, and one that only counts."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from kapmonitor import __version__
from kapmonitor.ui.paper.sheet import HEIGHT, WIDTH
from kapmonitor.ui.theme import load_fonts

DPI = 300
_INCH = 72
_DATES = (
    (re.compile(rb"\(D:\d{14}Z\)"), "(D:%Y%m%d%H%M%SZ)"),
    (re.compile(rb"\(D:\d{14}[+-]\d\d'\d\d'\)"), "(D:%Y%m%d%H%M%S+00'00')"),
    (re.compile(rb'Date="[\d-]{10}T[\d:]{8}[+-]\d\d:\d\d"'), 'Date="%Y-%m-%dT%H:%M:%S+00:00"'),
)


class PdfBook:
    """Pages of a PDF, kept in memory until whole: a full disk shows where the file is written.

    The same words give the same octets: the file is dated and named after what it shows. It is
    PDF/A-1b (ISO 19005-1): fonts and colours are inside, so that it looks the same in ten years.
    Nothing in it may be see-through: that edition of the standard knows no transparency.
    """

    def __init__(self, title: str, *, name: str, dated: datetime) -> None:
        load_fonts()
        self._dated = dated.astimezone(UTC)
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_A1b)
        self._writer.setResolution(DPI)
        self._writer.setPageLayout(_a4())
        self._writer.setTitle(title)
        self._writer.setCreator(f"kapmonitor {__version__}")
        self._writer.setDocumentId(QUuid.createUuidV5(QUuid(), name.encode()))
        self._painter = QPainter()

    def first_page(self) -> QPainter:
        """Begin the file."""
        self._painter.begin(self._writer)
        self._painter.scale(DPI / _INCH, DPI / _INCH)
        return self._painter

    def next_page(self) -> QPainter:
        """Begin another page."""
        self._writer.newPage()
        return self._painter

    def finish(self) -> bytes:
        """Return the whole file."""
        self._painter.end()
        self._buffer.close()
        octets = bytes(self._buffer.data().data())
        for pattern, form in _DATES:  # of the same length, so that no offset moves
            octets = pattern.sub(self._dated.strftime(form).encode(), octets)
        return octets


class PictureBook:
    """Pages as pictures of a width in pixels."""

    def __init__(self, width: int) -> None:
        load_fonts()
        self._width = width
        self._painter = QPainter()
        self.pages: list[QImage] = []

    def first_page(self) -> QPainter:
        """Begin the first picture."""
        scale = self._width / WIDTH
        page = QImage(self._width, round(HEIGHT * scale), QImage.Format.Format_RGB32)
        page.fill(0xFFFFFFFF)
        self.pages.append(page)
        self._painter.begin(page)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.scale(scale, scale)
        return self._painter

    def next_page(self) -> QPainter:
        """Begin another picture."""
        self._painter.end()
        return self.first_page()

    def finish(self) -> QImage:
        """Return all pages, one below the other."""
        self._painter.end()
        tall = sum(page.height() for page in self.pages)
        whole = QImage(self._width, tall, QImage.Format.Format_RGB32)
        painter = QPainter(whole)
        top = 0
        for page in self.pages:
            painter.drawImage(0, top, page)
            top += page.height()
        painter.end()
        return whole


class DraftBook:
    """Pages that nobody keeps: how many there are is known before the first is painted."""

    def __init__(self) -> None:
        load_fonts()
        self._page = QImage(1, 1, QImage.Format.Format_RGB32)
        self._painter = QPainter()

    def first_page(self) -> QPainter:
        """Begin."""
        self._painter.begin(self._page)
        return self._painter

    def next_page(self) -> QPainter:
        """Go on."""
        return self._painter

    def finish(self) -> None:
        """End."""
        self._painter.end()


def _a4() -> QPageLayout:
    """Return A4 without margins: the sheet keeps its own."""
    return QPageLayout(
        QPageSize(QSizeF(WIDTH, HEIGHT), QPageSize.Unit.Point, "A4"),
        QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
