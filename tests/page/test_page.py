"""The patient's page in a real browser, with Python's own therapist's end behind a real broker."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from kapmonitor.link.code import link_code
from kapmonitor.link.message import Bye, Command, End, Hello, Help, Reading, Reply, State, Symptom
from tests.page.patient import Patient
from tests.support.chromium import Chromium
from tests.support.mosquitto import Mosquitto
from tests.support.page_station import PageStation, now_ms

STANDS_MS = 600_000
"""A request that no slow machine lets lapse."""
FULL = State(error="cannot_record")
MANY = range(127, 191)
"""Systolic values of as many readings as are sent before the first is acknowledged."""


Test = TypeVar("Test", bound=Callable[..., None])


def browsing(test: Test) -> Test:
    """Mark a journey in a browser: no slow machine ends it, only what does not come at all."""
    marked: Test = pytest.mark.whole(pytest.mark.timeout(300)(test))
    return marked


def _paired(browser: Chromium, address: str, station: PageStation) -> Patient:
    patient = Patient(browser, address)
    _pairs(patient, station)
    return patient


def _pairs(patient: Patient, station: PageStation) -> None:
    patient.press("Go on")
    patient.type(station.code)
    patient.sees("Are you Alex R.?")
    patient.sees(station.agreed())
    patient.press("Yes, that is me")
    patient.press("Choose my cuff")
    patient.sees("Now a test")
    patient.measure(121)
    patient.sees("Your therapist has it")
    patient.press("Go on")
    patient.press("I am ready")
    patient.sees("You need not do anything")


@browsing
def test_a_session_from_the_code_to_the_end(
    browser: Chromium, broker: Mosquitto, address: str, station: PageStation, tmp_path: Path
) -> None:
    patient = _paired(browser, address, station)
    _is_asked(patient, station)
    patient.tab.run("cuff.leave()")  # hung up after a reading, as cuffs do; and it comes back
    patient.tab.run("cuff.come()")
    patient.measures_once_ready(123)
    station.until(lambda: len(station.readings()) == 3)

    station.say(Command(id="ab02", do="measure", at=now_ms(), ttl=STANDS_MS))
    patient.sees("Please press START")
    station.until(lambda: station.stages("ab02") == ["shown"])
    patient.tab.ask("Page.reload")
    patient.sees("Please connect your cuff again")  # and is asked nothing a second time
    patient.press("Tap to reconnect your cuff")
    patient.measures_once_ready(124)
    station.until(lambda: len(station.readings()) == 4)
    assert patient.is_asked_to_stay("cuff.measure(126, 80, 66)")
    station.until(lambda: len(station.readings()) == 5)
    station.until(lambda: not patient.is_asked_to_stay())

    broker.kill()
    patient.sees("Reconnecting. Readings are kept")
    _overtakes_what_waits(patient, station, broker)
    patient.sees("Your therapist has your call.")
    station.has_answered = True
    patient.sees("Your therapist has seen your call.")

    _lies_nowhere_in_clear(tmp_path / "browser")
    station.say(End())
    patient.sees("You can close this page")
    assert station.readings() == [(each, "live") for each in (*range(121, 125), 126, *MANY)]
    assert len({each.instance for each in station.messages(Hello) if isinstance(each, Hello)}) == 2
    _replied_once(station)
    assert station.messages(Bye)
    assert patient.tab.run("indexedDB.databases()") == []


def _overtakes_what_waits(patient: Patient, station: PageStation, broker: Mosquitto) -> None:
    """A call for help behind as many readings as are sent at once, none of which can be kept."""
    station.keeps = lambda message: not isinstance(message, Reading)
    patient.tab.run(f"for (let at = {MANY[0]}; at <= {MANY[-1]}; at++) cuff.measure(at, 80, 66)")
    patient.press("I need help")
    broker.start()
    station.until(lambda: station.messages(Help))
    station.keeps = lambda _message: True
    station.until(lambda: len(station.readings()) == 5 + len(MANY))


def _is_asked(patient: Patient, station: PageStation) -> None:
    """For a reading; what takes another request back, late, is not about this one."""
    patient.zooms_in()
    station.say(Command(id="ab01", do="measure", at=now_ms(), ttl=STANDS_MS))
    patient.sees("Please press START")
    station.say(Command(id="ab00", do="cancel", at=now_ms(), ttl=1))  # late, and of another
    station.say(Command(id="ab03", do="show", text="Breathe out", at=now_ms(), ttl=STANDS_MS))
    patient.sees("Breathe out")
    station.until(lambda: station.stages("ab03") == ["shown"])
    assert patient.has_in_sight(".message")
    assert patient.unnamed() == []
    patient.zooms_out()
    patient.press("I pressed START")
    patient.measure(122)
    patient.sees("You need not do anything")
    patient.sees("Your last reading, at ")  # never without its time
    patient.sees("122/80")
    station.until(lambda: len(station.readings()) == 2)


def _lies_nowhere_in_clear(profile: Path) -> None:
    """What the browser keeps on its disk names nobody and holds no reading."""
    kept = {}
    for path in profile.rglob("*"):
        with suppress(OSError):  # the browser goes on, and may have removed it by now
            kept[path] = path.read_bytes()
    assert any(b"kapmonitor" in octets for octets in kept.values())
    names = ["Alex R.", "Harbor Clinic", '"sys":', "BLESmart"]
    secrets = [each.encode(code) for each in names for code in ("utf-8", "utf-16-le")]
    secrets.append(bytes((0x16, 121, 0, 80, 0, 97, 0)))
    secrets.append(b"16790050006100")  # the same in hex, and as it goes in base64
    secrets.append(base64.b64encode(bytes((0x16, 121, 0, 80, 0, 97))))
    assert [
        (path, each) for path, octets in kept.items() for each in secrets if each in octets
    ] == []


def _replied_once(station: PageStation) -> None:
    assert station.stages("ab01") == ["shown", "accepted", "started", "done"]
    assert station.stages("ab02") == station.stages("ab03") == ["shown"]
    assert len(station.messages(Reply)) == 6


@browsing
def test_a_slip_the_wrong_person_and_a_link_in_a_second_window(
    browser: Chromium, broker: Mosquitto, address: str, stations: Callable[..., PageStation]
) -> None:
    patient = Patient(browser, address)
    patient.tab.record_requests()
    patient.tab.open(address)
    patient.holds_a_phone()
    patient.press("Español")
    patient.press("Seguir")
    _is_somebody_else(patient, stations())
    _hears_other_words(patient, stations(introduces=False))
    station = stations(can=(), make=link_code)
    second = Patient(browser, address)
    second.sees("Already open in another window")
    second.tab.open(f"{address}?again{station.code}")
    second.sees("Your link was passed on")
    patient.sees("¿Es usted Alex R.?")
    patient.press("Sí, soy yo")
    assert patient.would_not_fit() == []
    patient.press("Elegir mi tensiómetro")
    patient.sees("Ahora una prueba")
    assert patient.would_not_fit() == []
    patient.measure(121)
    patient.sees("Su terapeuta la tiene")
    assert "121" not in patient.tab.run("document.body.innerText")  # values were not allowed

    for _ in range(3):
        station.send(b"KM\x01" + bytes(100))
    patient.sees("no está bien")  # forged three times, and none of it heeded
    station.send(b"KM\x02" + bytes(100))
    patient.sees("usa otra versión. Sus lecturas se guardan")

    own = (address, f"blob:{address}", f"wss://localhost:{broker.web}/", "data:")
    asked = browser.requests()
    assert [each for each in asked if not each.startswith(own)] == []
    assert any(each.startswith("wss:") for each in asked)  # the worker's are among them


def _is_somebody_else(patient: Patient, station: PageStation) -> None:
    """The digits are of another patient's session."""
    patient.type(station.code[:5])
    assert patient.typed() == f"{station.code[:5].replace(' ', '')}|4"
    assert patient.unnamed() == []
    patient.press("English")
    patient.sees("Type the digits")
    patient.press("Español")
    patient.sees("Escriba los números")
    assert patient.typed() == f"{station.code[:5].replace(' ', '')}|4"
    patient.type(station.code[:-1] + str((int(station.code[-1]) + 1) % 10))
    patient.sees("Un número no encaja")  # and no try was used: the right digits pair
    patient.type(station.code)
    assert patient.would_not_fit() == []
    patient.sees("¿Es usted Alex R.?")
    assert "Esta no es su sesión" in patient.sees_at_once("No")
    patient.sees("No se guardó nada")
    assert patient.would_not_fit() == []
    station.until(lambda: station.messages(Bye))
    assert [each.code for each in station.messages(Symptom) if isinstance(each, Symptom)] == [
        "not_me"
    ]


def _hears_other_words(patient: Patient, station: PageStation) -> None:
    """Somebody stands between the two: the therapist's words are not those on the page."""
    patient.type(station.code)
    patient.sees("Esperando a su terapeuta")
    patient.sees(station.agreed())
    assert patient.would_not_fit() == []
    assert "Esta no es su sesión" in patient.sees_at_once("Mi terapeuta dice otras palabras")
    patient.sees("No se guardó nada")
    station.until(lambda: station.messages(Bye))
    assert station.messages(Symptom) == []


@browsing
def test_new_digits_go_on_with_whatever_is_kept(
    browser: Chromium, address: str, station: PageStation, stations: Callable[[], PageStation]
) -> None:
    patient = _paired(browser, address, station)
    _types_new_digits(patient, station)
    _takes_another_machine(patient, station, stations())
    patient.sees("You can close this page")
    assert patient.tab.run("indexedDB.databases()") == []


def _types_new_digits(patient: Patient, station: PageStation) -> None:
    """The therapist's machine comes back without its key."""
    station.hang_up()
    patient.measure(122)
    patient.tab.ask("Page.reload")
    patient.press("Type new digits")
    station.invite_again()
    patient.type(station.code)
    patient.sees("You are connected again")
    assert "is not right" not in patient.tab.run("document.body.innerText")
    patient.sees(station.agreed())
    patient.press("Go on")
    patient.press("Tap to reconnect your cuff")
    patient.measures_once_ready(123)
    station.until(lambda: len(station.readings()) == 3)


def _takes_another_machine(patient: Patient, station: PageStation, other: PageStation) -> None:
    """The therapist's machine does not come back."""
    station.hang_up()
    patient.measure(124)
    patient.tab.ask("Page.reload")
    patient.press("Tap to reconnect your cuff")
    patient.press("Type new digits")
    patient.type(other.code)
    patient.sees("Are you Alex R.?")
    patient.measures_once_ready(125)
    other.until(lambda: other.messages(Hello))
    assert other.readings() == []  # nobody knows yet whose chart that is
    patient.press("Yes, that is me")
    patient.measure(126)
    other.until(lambda: (126, "live") in other.readings())
    assert station.readings() == [(each, "live") for each in (121, 122, 123)]
    # What the first one had and did not acknowledge comes again, under its own name.
    assert other.readings()[-3:] == [(each, "live") for each in (124, 125, 126)]
    both = station.messages(Reading) + other.messages(Reading)
    assert len({each.id for each in both if isinstance(each, Reading)}) == 6
    hellos = [each for each in other.messages(Hello) if isinstance(each, Hello)]
    assert station.end is not None
    assert [each.resume_of for each in hellos][-1] == station.end.session.hex()
    other.say(End())


@browsing
def test_a_reading_in_the_instant_of_a_reload_is_kept(
    browser: Chromium, address: str, station: PageStation
) -> None:
    patient = _paired(browser, address, station)
    station.say(Command(id="ab04", do="show", text="Breathe out", at=now_ms(), ttl=STANDS_MS))
    station.until(lambda: station.messages(Reply))  # the worker is done with what came before
    # Nothing that is posted to the worker from now on comes to it: the page is gone before.
    deaf = "Worker.prototype.postMessage = () => undefined"
    patient.tab.run(f"{deaf}; cuff.measure(130, 80, 66); location.reload()")
    patient.press("Tap to reconnect your cuff")
    patient.measures_once_ready(131)
    station.until(lambda: len(station.readings()) == 3)
    assert station.readings() == [(each, "live") for each in (121, 130, 131)]


@browsing
def test_what_a_full_disk_refuses_is_stored_as_soon_as_it_takes_again(
    browser: Chromium, address: str, station: PageStation
) -> None:
    patient = Patient(browser, address)
    patient.tab.record_requests()
    patient.tab.open(address)
    _pairs(patient, station)
    patient.has_a_full_disk()
    patient.measure(122)
    patient.sees("Cannot save. Tell your therapist.")
    station.until(lambda: FULL in station.passing)
    patient.press("I need help")
    station.until(lambda: Help() in station.passing)
    patient.sees("Your therapist has your call.")
    station.has_answered = True
    patient.sees("Your therapist has seen your call.")
    signs = station.passing.count(FULL)
    station.until(lambda: station.passing.count(FULL) >= signs + 2)  # whatever was on the way
    calls = station.passing.count(Help())
    station.until(lambda: station.passing.count(FULL) >= signs + 3)
    assert station.passing.count(Help()) == calls  # it is no call any more
    patient.has_room_again()
    station.until(lambda: State(error="recording") in station.messages(State))
    assert station.readings() == [(121, "live"), (122, "live")]
    assert station.messages(Help) == []
    patient.tab.until("!document.body.innerText.includes('Cannot save')")


@pytest.mark.long
def test_why_the_clinic_is_out_of_reach(browser: Chromium, broker: Mosquitto, address: str) -> None:
    patient = Patient(browser, address)
    patient.press("Go on")
    broker.kill()
    patient.type("4123 6756 890")
    patient.sees("the clinic's server does not answer")
    patient.is_offline()
    patient.type("4123 6756 890")
    patient.sees("This device is not on the internet")


@pytest.mark.long
@pytest.mark.timeout(700)
def test_twenty_readings_an_outage_and_seven_minutes_out_of_sight(
    browser: Chromium, broker: Mosquitto, address: str, station: PageStation
) -> None:
    patient = _paired(browser, address, station)
    for each in range(9):
        patient.measure(100 + each)
    broker.kill()
    for each in range(10):
        patient.measure(110 + each)
    patient.rest(60)
    broker.start()
    station.until(lambda: len(station.readings()) == 20, 30)
    station.until(station.hears)  # readings are no sign of life: the outage ends with a pong
    patient.looks_elsewhere()
    silent_ms = patient.longest_silence(station, 420)
    assert silent_ms <= 2_500, f"{silent_ms} ms without a ping answered"
    assert len(station.readings()) == 20
