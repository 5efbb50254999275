"""What a screen reader and a keyboard find in a window, and every complaint about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from kapmonitor.ui.pages.page import Page
from tests.support.painted import paints_itself

Role = QAccessible.Role
FITTING: dict[type[QWidget], set[Role]] = {
    QRadioButton: {Role.RadioButton},
    QCheckBox: {Role.CheckBox},
    QPushButton: {Role.Button, Role.CheckBox},
    QLineEdit: {Role.EditableText},
    QPlainTextEdit: {Role.EditableText},
    QComboBox: {Role.ComboBox},
    QAbstractSpinBox: {Role.SpinBox},
    QTableView: {Role.Table},
    QListView: {Role.List},
    QLabel: {Role.StaticText, Role.Graphic},
}
"""Kinds of widgets and what a screen reader may call them."""
ACTS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox, QTableView)


def complaints(root: QWidget) -> Iterator[str]:
    """Say everything that is wrong with what is in sight."""
    stops = [each for each in _sight(root) if takes_tab(each)]
    for each in stops:
        yield from _about(each)
    for each in _sight(root):
        if _acts(each) and not takes_tab(each):
            yield f"{told(each)} cannot be reached by Tab"
        if paints_itself(each):
            yield from _about_painted(each)
    panels = Counter((_panel(each), name_of(each)) for each in stops if each.isEnabled())
    for (panel, name), count in panels.items():
        if count > 1 and name:
            yield f"{count} controls of {panel_name(panel)} are called {name!r}"


def takes_tab(each: QWidget) -> bool:
    """Whether the keyboard can rest there."""
    return bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) and each.isVisible()


def name_of(each: QWidget) -> str:
    """Return what a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)


def described(each: QWidget) -> str:
    """Return what a screen reader says about it beside its name."""
    return QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Description)


def told(each: QWidget) -> str:
    """Return a widget in words for a complaint."""
    return f"{type(each).__name__} {name_of(each)!r} in {panel_name(_panel(each))}"


def panel_name(panel: QWidget) -> str:
    """Return a panel in words for a complaint."""
    return panel.accessibleName() or type(panel).__name__


def out_of_reach(window: QWidget) -> list[str]:
    """Go round by Tab; return what can take the keyboard and never got it."""
    window.setFocus()
    first = QApplication.focusWidget()
    wanted = {each for each in _sight(window) if takes_tab(each) and each.isEnabled()}
    for _ in range(2 * len(wanted) + 2):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        wanted.discard(here)
        if here is first:
            break
    return [told(each) for each in wanted if each.isVisible() and not _inside(each)]


def unseen_focus(window: QWidget, known: set[tuple[type, str]]) -> Iterator[str]:
    """Name what looks the same with the keyboard as without it, one of each kind not yet `known`.

    A page that holds the keyboard is where no control does: it has nothing to show.
    """
    for each in _sight(window):
        kind = (type(each), str(each.property("kind")))
        if not takes_tab(each) or not each.isEnabled() or isinstance(each, Page) or kind in known:
            continue
        known.add(kind)
        each.clearFocus()
        before = each.grab().toImage()
        each.setFocus(Qt.FocusReason.TabFocusReason)
        if each.grab().toImage() == before:
            yield f"{told(each)} does not show that it has the keyboard"


def _about(each: QWidget) -> Iterator[str]:
    found = QAccessible.queryAccessibleInterface(each)
    if not found.text(QAccessible.Text.Name).strip():
        yield f"{told(each)} has no name"
    kinds = [fitting for kind, fitting in FITTING.items() if isinstance(each, kind)]
    if kinds and found.role() not in kinds[0]:
        yield f"{told(each)} is called a {found.role().name}"


def _about_painted(each: QWidget) -> Iterator[str]:
    if not name_of(each).strip():
        yield f"{told(each)} paints itself and has no name"
    elif not described(each).strip():
        yield f"{told(each)} paints itself and nothing describes it"


def _sight(root: QWidget) -> Iterator[QWidget]:
    return (each for each in root.findChildren(QWidget) if each.isVisible())


def _acts(each: QWidget) -> bool:
    return isinstance(each, ACTS) and each.isEnabled() and not _inside(each)


def _inside(each: QWidget) -> bool:
    """Whether it is a part of another control: a line in a list of choices, a header's corner."""
    above = each.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox | QAbstractSpinBox | QTableView):
            return True
        above = above.parentWidget()
    return False


def _panel(each: QWidget) -> QWidget:
    """Return the named frame it stands in, or the page."""
    above = each.parentWidget()
    while above is not None and above.parentWidget() is not None:
        named = bool(above.accessibleName()) and isinstance(above, QFrame)
        if named and not isinstance(above, QScrollArea):
            return above
        above = above.parentWidget()
    return each.window()
