"""The words of the pages where devices are found and paired."""

from __future__ import annotations

import re

from devices.driver import Driver
from devices.measurement import BloodPressure, HeartRate, Measurement, PulseOximetry
from devices.pairing import PairingStage
from kapmonitor.language import mark, say
from kapmonitor.pairing.search import Findings
from kapmonitor.pairing.trial import STEPS, Trial
from kapmonitor.session.vocabulary import Role

SIMULATED = mark("SIMULATED")
ONLY_SIMULATED = mark("SIMULATED: only the simulated devices of this session are listed here.")
LISTENING = mark(
    "Listening. A cuff shows itself only in pairing mode, or just after a measurement."
)
NOTHING_YET = mark("Nothing heard yet. Do what the drawing shows: the cuff appears here by itself.")
CROWDED = mark(
    "More is on the air than can be listed. Carry the cuff to a quieter room, or switch off other "
    "Bluetooth devices near here."
)
NO_PORTS = mark("No serial port. Plug the cable in: it appears here by itself.")
NONE_KNOWN = mark("None yet. A device that you set up once is offered here the next time.")
RECONNECTS = mark("Once in a session, it connects by itself whenever it is switched on and near.")
CLOSE_THE_APP = mark(
    "A cuff talks to one partner. If a phone knows it, close the maker's app there or switch off "
    "the phone's Bluetooth. If the phone paired it, remove the cuff in the phone's Bluetooth "
    "settings as well."
)
NOT_KEPT = mark("Take it on yourself, not on a patient. It is shown here, and kept nowhere.")
DOUBTFUL = mark(
    "A reading arrived. It may be an old one from the cuff's memory, so it is not shown. Did this "
    "cuff finish a measurement just now?"
)
ISOLATION = mark(
    "A monitor that touches a patient must not be joined to a mains-powered computer by a plain "
    "cable. Use an isolated serial adapter, or run the laptop on its battery. Ask whoever looks "
    "after your equipment if you are not sure."
)
PASSKEY = mark("The six digits on its display")
SAME_NUMBER = mark("Does the cuff show the same number?")
SAME_ANSWERS = (("yes", mark("Yes, the same")), ("no", mark("No")))
COMPARE_IN_TIME = mark(
    "Compare every digit. Without an answer in about 25 seconds nothing is paired. If the cuff "
    "shows another number, or none, answer No: another device may have answered."
)
_LONG_RUN = re.compile(r"\S{30}")
_MAY_END = "\u200b"
"""Zero width space: shown as nothing."""
BAD_PASSKEY = mark("Six digits, as the display shows them.")

_OVER_AIR = {
    PairingStage.SEARCHING: mark("Search"),
    PairingStage.FOUND: mark("Found"),
    PairingStage.CONNECTING: mark("Connect"),
    PairingStage.PAIRING: mark("Pair"),
    PairingStage.SUBSCRIBING: mark("Ask for its readings"),
    PairingStage.READY: mark("Ready"),
    PairingStage.TESTED: mark("Test reading"),
}
_WIRED = {
    PairingStage.CONNECTING: mark("Open the port"),
    PairingStage.READY: mark("It answers"),
    PairingStage.TESTED: mark("Test reading"),
}


def listening(findings: Findings) -> str:
    """Return what is said below the list of what is on the air."""
    if findings.crowded:
        return say(CROWDED)
    return say(LISTENING) if findings.heard else say(NOTHING_YET)


def role_of(driver: Driver) -> Role:
    """Return what a device of this driver does in a session."""
    can = driver.capabilities
    if can.blood_pressure:
        return Role.CUFF
    return Role.OXIMETER if can.pulse_oximetry else Role.STRAP


def steps_of(trial: Trial) -> tuple[tuple[str, str], ...]:
    """Return each step's words and its state: done, now, failed or to come."""
    names = _WIRED if trial.device.wired else _OVER_AIR
    return tuple((say(words), _state(trial, stage)) for stage, words in names.items())


def breakable(name: str) -> str:
    """Return a stranger's name so that a line can end in it, however long it is without a blank."""
    return _LONG_RUN.sub(rf"\g<0>{_MAY_END}", name)


def spaced(number: str) -> str:
    """Return six digits as a person compares them."""
    return f"{number[:3]} {number[3:]}"


def reading_words(measurement: Measurement) -> str:
    """Return a test reading as it is shown."""
    match measurement:
        case BloodPressure(systolic=systolic, diastolic=diastolic, pulse_rate=pulse):
            beats = "" if pulse is None else say(", pulse {pulse:.0f}").format(pulse=pulse)
            return f"{_number(systolic)}/{_number(diastolic)}{beats}"
        case HeartRate(heart_rate=rate):
            return say("heart rate {rate}").format(rate=_number(rate))
        case PulseOximetry(spo2=spo2, pulse_rate=pulse):
            return say("saturation {spo2} %, pulse {pulse}").format(
                spo2=_number(spo2), pulse=_number(pulse)
            )


def stored_words(count: int) -> str:
    """Return what is said of readings that came from a device's memory; empty for none."""
    if not count:
        return ""
    one = count == 1
    many = say("1 older reading") if one else say("{count} older readings").format(count=count)
    rest = say("It is not shown and not kept.") if one else say("They are not shown and not kept.")
    return say("{many} came from its memory: somebody else's, perhaps. {rest}").format(
        many=many, rest=rest
    )


STANDINGS = {
    "done": mark("done"),
    "now": mark("now"),
    "failed": mark("failed"),
    "to come": mark("to come"),
}


def _state(trial: Trial, stage: PairingStage) -> str:
    reached, here = STEPS.index(trial.reached), STEPS.index(stage)
    if trial.stage is PairingStage.TESTED:
        return "now" if stage is PairingStage.TESTED and trial.reading is None else "done"
    if stage is PairingStage.TESTED and trial.reached is PairingStage.READY:
        return "failed" if trial.stage is PairingStage.FAILED else "now"
    if here < reached or (here == reached and stage is PairingStage.READY):
        return "done"
    if here == reached:
        return "failed" if trial.stage is PairingStage.FAILED else "now"
    return "to come"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"
