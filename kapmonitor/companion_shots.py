"""Pictures of the patient's window: each screen in the order in which a patient meets it.

The views are written down here: a picture needs neither a therapist nor a server. The window that
is photographed is the real one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kapmonitor.companion.power import UNPLUGGED
from kapmonitor.companion.view import (
    Check,
    CheckState,
    CompanionDesk,
    CompanionView,
    CuffStage,
    CuffView,
    Dot,
    HelpStage,
    PersonView,
    ReadingView,
    RequestStage,
    RequestView,
    Screen,
    TestStage,
)
from kapmonitor.companion.words import CANNOT_REACH
from kapmonitor.language import mark, say
from kapmonitor.pairing.reach import Found
from kapmonitor.pairing.search import Findings, Heard
from kapmonitor.ui.companion.code_screen import CodeScreen
from kapmonitor.ui.companion.window import CompanionWindow
from kapmonitor.ui.small_picture import write_small
from kapmonitor.ui.theme import Theme, ThemeName

Size = tuple[int, int]
SETTLE = 4
AT = datetime(2026, 3, 4, 14, 46, tzinfo=UTC)
DIGITS = "41236756890"
CHECKS = (
    ("bluetooth", CheckState.OK, mark("Bluetooth is on.")),
    ("power", CheckState.ATTENTION, mark("The battery is at 38 %. Please plug the charger in.")),
    (
        "other_app",
        CheckState.ASKED,
        mark("Is another health app open on your phone? Please close it: a cuff talks to one."),
    ),
)
FOUND = (
    Found(address="1", title="A&D_UA-651BLE_1F2A", driver="bluetooth_blp", signal_dbm=-55),
    Found(address="2", title="BLESmart_0000011F", driver="omron", signal_dbm=-80),
)


def views() -> Iterator[tuple[str, CompanionView]]:
    """Yield every screen with its name, in the words of the language that is spoken now."""
    yield from _before()
    yield from _session()


def _before() -> Iterator[tuple[str, CompanionView]]:
    checks = tuple(Check(name, state, say(text)) for name, state, text in CHECKS)
    person = PersonView("Dr. M. Lee, Harbor Clinic", "Alex R.", ("bridge", "harbor"))
    heard = Findings(running=True, heard=tuple(Heard(found=each) for each in FOUND[:1]))
    cuff = CuffView(stage=CuffStage.READY, title=FOUND[0].title, can_start=True)
    code = CompanionView(screen=Screen.CODE, server="mqtt.harbor.example")
    unfit = say("One digit does not fit, please listen again.")
    away = say(CANNOT_REACH)
    yield "check", CompanionView(checks=checks)
    yield "server", CompanionView(screen=Screen.CODE, asks_server=True)
    yield "code", code
    yield "code-wrong", replace(code, error=unfit)
    yield "connecting", CompanionView(screen=Screen.CONNECTING)
    yield "no-internet", CompanionView(screen=Screen.CONNECTING, error=away)
    yield "person", CompanionView(screen=Screen.PERSON, person=person)
    paired = CompanionView(screen=Screen.CUFF, person=person, dot=Dot.OK)
    renewed = replace(person, renewed=True)
    yield "words-again", CompanionView(screen=Screen.PERSON, person=renewed, again=True)
    yield "cuff", replace(paired, cuff=CuffView(findings=heard))
    asks = CuffView(stage=CuffStage.ASKS_PIN, title=FOUND[0].title)
    yield "cuff-digits", replace(paired, cuff=asks)
    test = replace(paired, screen=Screen.TEST, cuff=cuff)
    yield "test", test
    yield (
        "test-there",
        replace(test, test=TestStage.RECEIVED, values_shown=True, reading=_reading(121, 78)),
    )
    yield "consent", replace(test, screen=Screen.CONSENT)


def _session() -> Iterator[tuple[str, CompanionView]]:
    calm = CompanionView(screen=Screen.CALM, dot=Dot.OK, may_start=False)
    asked = RequestView(id="1", text="", by_program=False, stage=RequestStage.WAITING, left_s=30)
    lost = say("Cannot save. Tell your therapist.")
    yield "calm", calm
    yield "calm-reading", replace(calm, values_shown=True, reading=_reading(134, 84))
    yield "calm-sent", replace(calm, sent_at=AT, sent_arrived=True)
    yield "calm-battery", replace(calm, power=say(UNPLUGGED).format(percent=38))
    yield "calm-request", replace(calm, request=asked)
    yield "calm-help", replace(calm, help=HelpStage.RECEIVED)
    yield "calm-lost", replace(calm, dot=Dot.RECONNECTING, waiting=2)
    yield "calm-trouble", replace(calm, trouble=lost)
    again = replace(calm, screen=Screen.CODE, again=True, dot=Dot.NO_THERAPIST)
    yield "code-again", replace(again, server="mqtt.harbor.example")
    yield "ending", replace(calm, screen=Screen.ENDING, waiting=2)
    yield "ended", CompanionView(screen=Screen.ENDED)
    yield "elsewhere", CompanionView(screen=Screen.OPEN_ELSEWHERE)
    yield "taken", CompanionView(screen=Screen.OPEN_ELSEWHERE, may_use_here=True)


def _reading(systolic: float, diastolic: float) -> ReadingView:
    return ReadingView(systolic=systolic, diastolic=diastolic, pulse_rate=72, at=AT)


def _nobody() -> CompanionDesk:
    """Return a desk that nobody answers."""

    def quiet(_self: object, *_values: object, **_named: object) -> None:
        return None

    asks = {name: quiet for name in vars(CompanionDesk) if not name.startswith("_")}
    made: CompanionDesk = type("Nobody", (), asks)()
    return made


def names() -> tuple[str, ...]:
    """Return what the pictures are called, without theme and size."""
    return tuple(f"companion-{name}" for name, _view in views())


def take_all(application: QApplication, out: Path, sizes: list[Size]) -> None:
    """Write the pictures, in the language that is spoken now. Raises OSError."""
    theme = Theme(application)
    window = CompanionWindow(_nobody(), theme, now=lambda: AT)
    window.show()
    out.mkdir(parents=True, exist_ok=True)
    for name, view in views():
        window.show_view(view)
        if isinstance(window.shown, CodeScreen):
            window.shown.field.setText(DIGITS if view.error else DIGITS[:6])
            window.shown.show_view(replace(view, error=""))
            window.shown.show_view(view)
        for look in ThemeName:
            theme.use(look)
            for size in sizes:
                window.resize(*size)
                for _ in range(SETTLE):
                    application.processEvents()
                path = out / f"companion-{name}-{look}-{size[0]}x{size[1]}.png"
                write_small(window.grab().toImage(), path)
    window.hide()
    window.deleteLater()
    application.processEvents()
