"""The left rail: six steps, and what is always at hand."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton

from kapmonitor.language import say
from kapmonitor.ui.view import Step
from kapmonitor.ui.widgets.parts import button, column, label

WIDTH = 156
LINK_INSET = 3
"""How far a link's words stand from its edge, in pixels: what stands under links lines up."""
_SIGNS = {"done": "✓", "current": "●", "open": "○"}


class Rail(QFrame):
    """Emits `chosen` with the name of a step."""

    chosen = Signal(str)
    themeAsked = Signal()
    helpAsked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setFixedWidth(WIDTH)
        self._steps: dict[str, _StepButton] = {}
        self._holder = column(spacing=0)
        theme = button(
            say("Room light  F9"), "link", name=say("Change between room light and day, key F9")
        )
        keys = button(say("Shortcuts  ?"), "link", name=say("Show the keys, key ?"))
        self._saved = label("", "secondary", wraps=True)
        self._saved.setContentsMargins(LINK_INSET, 4, 0, 0)
        self._boards = label("", "secondary", wraps=True)
        self._boards.setContentsMargins(LINK_INSET, 4, 0, 0)
        self._boards.hide()
        theme.clicked.connect(self.themeAsked)
        keys.clicked.connect(self.helpAsked)
        brand = label("kapmonitor", "brand")
        brand.setContentsMargins(18, 0, 0, 0)
        foot = column(theme, keys, self._saved, self._boards, spacing=0)
        foot.setContentsMargins(16, 0, 8, 12)
        laid = column(brand, self._holder, 1, foot, spacing=14)
        laid.setContentsMargins(0, 18, 0, 0)
        self.setLayout(laid)

    def show_steps(self, steps: tuple[Step, ...], shown: str) -> None:
        """Show where the session stands, and which step is in sight; none without a session."""
        for made in self._steps.values():
            made.setVisible(bool(steps))
        for step in steps:
            if step.name not in self._steps:
                self._steps[step.name] = made = _StepButton(step.name)
                made.picked.connect(self.chosen)
                self._holder.addWidget(made)
            self._steps[step.name].show_step(step, shown=step.name == shown)
        widest = max((made.sizeHint().width() for made in self._steps.values()), default=0)
        self.setFixedWidth(max(WIDTH, widest))

    def choose(self, place: int) -> None:
        """Choose a step by its place, the first being 0, unless it is blocked."""
        made = list(self._steps.values())[place : place + 1]
        if made and made[0].isVisible() and made[0].isEnabled():
            made[0].click()

    def show_saved(self, saved: str, not_saved: str) -> None:
        """Show when the last entry was saved, or that it was not."""
        self._saved.setText(
            say("NOT SAVED")
            if not_saved
            else say("Saved {saved}").format(saved=saved)
            if saved
            else ""
        )
        looks = "refusal" if not_saved else "secondary"
        if self._saved.property("kind") != looks:
            self._saved.setProperty("kind", looks)
            self._saved.style().unpolish(self._saved)
            self._saved.style().polish(self._saved)

    def show_boards(self, told: str) -> None:
        """Show what keeps supervising screens from seeing this room; empty: nothing does."""
        self._boards.setText(told)
        self._boards.setVisible(bool(told))


class _StepButton(QPushButton):
    """One step."""

    picked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setProperty("kind", "step")
        self.setCheckable(True)
        self.setAutoDefault(True)  # or Return would not press it on every platform
        self.clicked.connect(self._pick)

    def show_step(self, step: Step, *, shown: bool) -> None:
        state = "done" if step.done else "current" if step.current else "open"
        self.setText(f"{_SIGNS[state]}   {step.label}")
        self.setChecked(shown)
        self.setEnabled(not step.blocked)
        self.setToolTip(step.blocked)
        words = {
            "done": say("done"),
            "current": say("now"),
            "open": step.blocked or say("open"),
        }[state]
        self.setAccessibleName(f"{step.label}, {words}")

    @Slot()
    def _pick(self) -> None:
        self.setChecked(True)
        self.picked.emit(self._name)
