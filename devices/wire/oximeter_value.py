"""The values of the Bluetooth SIG Pulse Oximeter Service: 2A5F continuous, 2A5E spot check.

Layouts are those of the GATT Specification Supplement. A number is passed on only where neither
the measurement status nor the sensor status speaks against it: demonstration, test, calibration,
unavailable, questionable and invalid data have none, and neither has a sensor that is off the
finger or broken. Every such bit is believed, whatever 2A60 announces.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.event import DeviceEvent, Measured
from devices.ieee11073 import decode_date_time
from devices.measurement import SPOT_CHECK, Provenance, PulseOximetry
from devices.wire.layout import Refused, announced, number
from devices.wire.plausibility import RATE_PER_MIN, SPO2_PERCENT, within

_STATUS_WORDS = {
    5: "measurement_ongoing",
    6: "early_estimate",
    7: "validated",
    8: "fully_qualified",
    9: "from_storage",
    10: "demonstration",
    11: "testing",
    12: "calibrating",
    13: "unavailable",
    14: "questionable",
    15: "invalid",
}
_SENSOR_WORDS = {
    0: "display_update_ongoing",
    1: "equipment_malfunction",
    2: "signal_irregularity",
    3: "inadequate_signal",
    4: "poor_signal",
    5: "low_perfusion",
    6: "erratic_signal",
    7: "nonpulsatile_signal",
    8: "questionable_pulse",
    9: "signal_analysis_ongoing",
    10: "sensor_interference",
    11: "sensor_off_patient",
    12: "sensor_unknown",
    13: "sensor_displaced",
    14: "sensor_malfunction",
    15: "sensor_disconnected",
}
_FROM_STORAGE = "from_storage"
_WITHOUT_VALUE = frozenset(
    {
        "demonstration",
        "testing",
        "calibrating",
        "unavailable",
        "questionable",
        "invalid",
        "equipment_malfunction",
        "sensor_off_patient",
        "sensor_displaced",
        "sensor_malfunction",
        "sensor_disconnected",
    }
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Flag bits of one characteristic; the optional fields in the order of sending."""

    fields: dict[int, int]
    status: int
    sensor: int
    stamp: int = 0


_CONTINUOUS = _Layout({0x01: 4, 0x02: 4, 0x04: 2, 0x08: 3, 0x10: 2}, status=0x04, sensor=0x08)
_SPOT = _Layout({0x01: 7, 0x02: 2, 0x04: 3, 0x08: 2, 0x10: 0}, status=0x02, sensor=0x04, stamp=0x01)
_SHORTEST = 5


def read_continuous(octets: bytes) -> DeviceEvent:
    """Return what a 2A5F value says. Raises Refused."""
    return _measured(octets, _CONTINUOUS, ())


def read_spot_check(octets: bytes) -> DeviceEvent:
    """Return what a 2A5E value says. Raises Refused."""
    return _measured(octets, _SPOT, (SPOT_CHECK,))


def _measured(octets: bytes, layout: _Layout, kind: tuple[str, ...]) -> DeviceEvent:
    fields = announced(octets, _SHORTEST, layout.fields)
    words = (
        *_words(fields[layout.status], _STATUS_WORDS),
        *_words(fields[layout.sensor], _SENSOR_WORDS),
    )
    spo2, pulse_rate = number(octets[1:3]), number(octets[3:5])
    if _WITHOUT_VALUE.intersection(words):
        spo2 = pulse_rate = None
    if spo2 is not None and not within(spo2, SPO2_PERCENT):
        raise Refused("the saturation is outside what a person can have")
    if pulse_rate is not None and not within(pulse_rate, RATE_PER_MIN):
        raise Refused("the pulse rate is outside what a person can have")
    stamp = fields.get(layout.stamp, b"")
    return Measured(
        measurement=PulseOximetry(
            spo2=spo2,
            pulse_rate=pulse_rate,
            status=(*kind, *words),
            device_time=decode_date_time(stamp) if stamp else None,
            frame=octets,
        ),
        provenance=Provenance.STORED if _FROM_STORAGE in words else Provenance.UNCONFIRMED,
    )


def _words(octets: bytes, words: dict[int, str]) -> tuple[str, ...]:
    bits = int.from_bytes(octets, "little")
    return tuple(word for bit, word in words.items() if bits >> bit & 1)
