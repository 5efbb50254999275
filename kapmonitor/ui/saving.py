"""Writing files into a folder that a person named: nothing is replaced, failures are in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from kapmonitor.exports import ExportFault, write_whole
from kapmonitor.language import say
from kapmonitor.session.state import Session

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def documents() -> str:
    """Return where a person's documents are."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def written(wanted: Path, write: Callable[[Path], None]) -> tuple[Path, str] | ExportFault:
    """Return where the file is and its digest, or why there is none."""
    try:
        path = free_path(wanted)
        return path, write_whole(path, write)
    except ExportFault as fault:
        return fault
    except OSError as fault:  # a place that cannot even be looked at
        return unreachable(wanted, fault)


def take_home_sheet(session: Session, folder: str) -> Path | ExportFault:
    """Write the patient's sheet into a folder; return where it is, or why there is none."""
    from kapmonitor.ui.paper.take_home import write_take_home

    wanted = Path(folder).expanduser() / f"{session.id}-take-home.pdf"
    found = written(wanted, partial(write_take_home, session))
    return found if isinstance(found, ExportFault) else found[0]


def print_take_home(session: Session, printer: QPrinter | None) -> str | ExportFault:
    """Print the patient's sheet; return where it went, or why there is none."""
    from kapmonitor.ui.paper.printing import NotPrinted, PrinterBook
    from kapmonitor.ui.paper.take_home import TITLE, put_take_home

    if printer is None:
        return ExportFault(
            say("This computer has no printer set up. Save the sheet, then print or send the file.")
        )
    book = PrinterBook(printer, say(TITLE))
    try:
        put_take_home(session, book)
    except NotPrinted:
        return ExportFault(say("The printer did not take the sheet. Save it instead."))
    book.finish()
    return printer.printerName()


def free_path(path: Path) -> Path:
    """Return a path that replaces nothing."""
    tried, number = path, 2
    while tried.exists():
        tried = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return tried


def unreachable(path: Path, fault: OSError) -> ExportFault:
    """Return what to say of a place that cannot be written to."""
    return ExportFault(
        say(
            "{path}: cannot be written ({strerror}). "
            "The record is not affected. Name another folder."
        ).format(path=path, strerror=fault.strerror)
    )
