"""What a person presses on which device, by the name that it shows on the air.

Families and presses as their makers' manuals and public readers of these devices describe them.
A device that no family claims gets the general words, which fit most.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.driver import Driver, TransportKind
from kapmonitor.language import mark

USUAL_WAIT_S = 75.0
"""How long a home cuff usually takes from START until its reading is on the air."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """How to pair one family of devices, and how to get a reading from it."""

    family: str
    begins: tuple[str, ...]
    """What the names of this family begin with."""
    pair: tuple[str, ...]
    """What to do, one step after another, until it can be connected."""
    drawing: str
    test: str = mark(
        "Put the cuff on your own arm, press START once and sit still until it is done."
    )
    test_drawing: str = "cuff-measure"
    shows_number: bool = False
    """Whether it shows six digits that must be typed here."""
    caution: str = ""
    wait_s: float = USUAL_WAIT_S


ANY_CUFF = Guide(
    family=mark("Bluetooth cuff"),
    begins=(),
    pair=(
        mark("Find the Bluetooth sign on the cuff, on a button or beside one."),
        mark("Hold that button for 3 to 5 seconds, until the sign or the letter P blinks."),
        mark("No such button? Press START and let the cuff finish: most come on the air then."),
    ),
    drawing="cuff-bluetooth",
)
STRAP = Guide(
    family=mark("Heart-rate strap"),
    begins=(),
    pair=(
        mark("Moisten the pads and put the strap on: it comes on the air when it is worn."),
        mark("Switch off watches and phones that use it: many straps talk to one at a time."),
    ),
    drawing="strap",
    test=mark("Keep the strap on. The first heart rate comes by itself."),
    test_drawing="strap",
    wait_s=10.0,
)
OXIMETER = Guide(
    family=mark("Pulse oximeter"),
    begins=(),
    pair=(mark("Put a finger in: most oximeters switch on and come on the air by themselves."),),
    drawing="oximeter",
    test=mark("Keep the finger in and still. The first value comes by itself."),
    test_drawing="oximeter",
    wait_s=20.0,
)
STARTABLE = Guide(
    family=mark("Cuff that the program can start"),
    begins=(),
    pair=(
        mark("Switch the cuff on and bring it near: it comes on the air by itself."),
        mark("It needs no pairing with this computer."),
    ),
    drawing="cuff-rest",
    wait_s=45.0,
)
WIRED = Guide(
    family=mark("Monitor on a cable"),
    begins=(),
    pair=(
        mark("Switch the monitor on."),
        mark(
            "Plug its serial cable into the isolated adapter, and the adapter into this computer."
        ),
    ),
    drawing="cable",
    wait_s=45.0,
)
FAMILIES = (
    Guide(
        family=mark("A&D UA and UB series"),
        begins=("A&D_", "UA-651BLE", "UA-656BLE", "UA-1200BLE", "UB-1100BLE"),
        pair=(
            mark("Hold START for 3 seconds, until the display shows Pr."),
            mark("Let go. The display shows End when the two are paired."),
        ),
        drawing="cuff-start",
        caution=mark(
            "If it shows E10 or Err 10, take its batteries out for 30 seconds and begin again."
        ),
    ),
    Guide(
        family="Omron",
        begins=("BLESmart_", "BLEsmart_"),
        pair=(
            mark("Hold the button with the Bluetooth sign for 3 to 5 seconds, until P blinks."),
            mark("Leave the cuff alone until its display shows that it is done."),
        ),
        drawing="cuff-bluetooth",
    ),
    Guide(
        family="Beurer",
        begins=("BM", "ELITE900"),
        pair=(
            mark("Switch Bluetooth on in the cuff's own settings, if it has them."),
            mark("Hold the memory button, M, or press START and let the cuff finish."),
            mark("Some models then show six digits. Type them here."),
        ),
        drawing="cuff-memory",
        shows_number=True,
        caution=mark("It sends its whole memory each time. What is old is counted, and set aside."),
    ),
    Guide(
        family="Silvercrest, Sanitas, HealthForYou",
        begins=("SBM",),
        pair=(
            mark("Press the memory button, M: the cuff sends what it holds."),
            mark("It shows six digits. Type them here."),
        ),
        drawing="cuff-memory",
        shows_number=True,
    ),
    Guide(
        family="Medisana",
        begins=("1872B",),
        pair=(
            mark("Press START and let the cuff finish, or hold its Bluetooth button."),
            mark("It comes on the air when the Bluetooth sign appears."),
        ),
        drawing="cuff-measure",
        caution=mark("It sends its whole memory each time. What is old is counted, and set aside."),
    ),
)


def guide_for(name: str, driver: Driver | None) -> Guide:
    """Return the guide for a device by its advertised name, else by what its driver reads."""
    for family in FAMILIES:
        if name.startswith(family.begins):
            return family
    if driver is None or driver.capabilities.blood_pressure:
        wired = driver is not None and driver.transport is TransportKind.SERIAL
        starts = driver is not None and driver.capabilities.can_start
        return WIRED if wired else STARTABLE if starts else ANY_CUFF
    return OXIMETER if driver.capabilities.pulse_oximetry else STRAP


def caution_for(name: str, guide: Guide, driver: Driver) -> str:
    """Return what is peculiar to a device, in words; empty where nothing is known."""
    quirks = (model.quirks for model in driver.models if model.name and model.name in name)
    return guide.caution or next((each for each in quirks if each), "")


def kind_of(name: str, driver: Driver | None) -> str:
    """Return what sort of device this is, in words."""
    guide = guide_for(name, driver)
    return driver.title if driver is not None and guide not in FAMILIES else guide.family
