"""Pictures of every screen of the patient's page: a real browser, the broker and the far end.

    PAGE_SHOTS=FOLDER python -m pytest tests/page/shots.py

Not collected with the tests: it proves nothing, it shows.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kapmonitor.link.message import Command, End
from tests.page.patient import Patient
from tests.support.chromium import Chromium
from tests.support.mosquitto import Mosquitto
from tests.support.page_station import PageStation, now_ms

FOLDER = Path(os.environ.get("PAGE_SHOTS", "docs/screenshots"))
SIZES = {"1280x800": (1280, 800, 1.0), "phone": (390, 844, 1.0), "150": (853, 533, 1.5)}
THEMES = ("room", "day")
LANGUAGES = {"en": "", "es": "es-"}


@dataclass
class Camera:
    """Takes what one patient sees, in every look."""

    patient: Patient

    def take(self, name: str) -> None:
        """Write one picture for each language, size and theme; English comes first and last."""
        tab = self.patient.tab
        for mark in LANGUAGES.values():
            for size, (width, height, scale) in SIZES.items():
                view = {"width": width, "height": height, "deviceScaleFactor": scale}
                tab.ask("Emulation.setDeviceMetricsOverride", mobile=width < 600, **view)
                for theme in THEMES:
                    tab.run(f"document.documentElement.dataset.theme = {theme!r}")
                    taken = tab.ask("Page.captureScreenshot", format="png")
                    path = FOLDER / f"page-{name}-{mark}{theme}-{size}.png"
                    path.write_bytes(base64.b64decode(taken["data"]))
            tab.run("document.querySelector('[data-other]').click()")


def test_every_screen(
    browser: Chromium, broker: Mosquitto, address: str, stations: Callable[[], PageStation]
) -> None:
    station = stations()
    patient = Patient(browser, address)
    camera = Camera(patient)
    _up_to_the_session(patient, camera, station)
    patient.press("I am ready")
    patient.sees("You need not do anything")
    camera.take("calm")
    other = Camera(Patient(browser, address))
    other.patient.sees("Already open")
    other.take("elsewhere")
    other.patient.tab.close()
    _session(patient, camera, station)
    broker.kill()
    patient.sees("Reconnecting")
    patient.measure(125)
    patient.press("I need help")
    patient.sees("You are not connected just now")
    camera.take("help-kept")
    broker.start()
    patient.sees("Your therapist has your call")
    camera.take("help-received")
    station.hang_up()
    patient.tab.ask("Page.reload")
    patient.sees("Tap to reconnect")
    patient.press("Type new digits")
    camera.take("code-again")
    station.invite_again()
    patient.type(station.code)
    patient.sees("You are connected again")
    camera.take("connected-again")
    patient.press("Go on")
    camera.take("reloaded")
    station.say(End())
    patient.sees("You can close this page")
    camera.take("ended")


def _up_to_the_session(patient: Patient, camera: Camera, station: PageStation) -> None:
    patient.sees("Go on")
    camera.take("check")
    patient.tab.run("document.querySelector('details').open = true")
    camera.take("check-open")
    patient.press("Go on")
    patient.sees("Type the digits")
    camera.take("code")
    patient.type(station.code[:-1] + str((int(station.code[-1]) + 1) % 10))
    patient.sees("One digit does not fit")
    camera.take("code-slip")
    patient.type(station.code)
    patient.sees("Are you Alex R.?")
    camera.take("person")
    patient.press("Yes, that is me")
    patient.sees("Put the cuff on")
    camera.take("cuff")
    patient.press("Choose my cuff")
    patient.sees("Now a test")
    camera.take("test")
    patient.measure(121)
    patient.sees("Your therapist has it")
    camera.take("test-received")
    patient.press("Go on")
    patient.sees("What to expect")
    camera.take("consent")


def _session(patient: Patient, camera: Camera, station: PageStation) -> None:
    patient.tab.ask("Page.bringToFront")
    station.say(Command(id="ab02", do="show", text="Breathe out", at=now_ms(), ttl=60_000))
    patient.sees("Breathe out")
    camera.take("message")
    station.say(Command(id="ab01", do="measure", at=now_ms(), ttl=120_000))
    patient.sees("Please press START")
    camera.take("request")
    patient.press("I pressed START")
    camera.take("request-accepted")
    patient.measure(122)
    patient.sees("You need not do anything")
    camera.take("calm-value")
