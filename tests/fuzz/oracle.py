"""What a checksum is, written a second time: the fuzzer believes no decoder about its own check.

Each function tells whether the octets of a reading were rightly accepted. `fed` is everything
that was fed in that conversation, for protocols whose readings do not carry their whole frame.
"""

from collections.abc import Callable

from devices.driver import Driver
from devices.event import DeviceEvent, Measured
from devices.measurement import BloodPressure
from devices.wire.plausibility import implausible

Check = Callable[[bytes, bytes | bytearray], bool]


def _sums_to_zero(frame: bytes, _fed: bytes | bytearray) -> bool:
    return sum(frame) % 256 == 0


def _ends_with_its_sum(frame: bytes, _fed: bytes | bytearray) -> bool:
    return sum(frame[-8:-1]) % 256 == frame[-1]


def _ends_with_its_exclusive_or(frame: bytes, _fed: bytes | bytearray) -> bool:
    left = 0
    for octet in frame[1:]:
        left ^= octet
    return left == 0


def _is_exclusive_or_after_its_preamble(frame: bytes, fed: bytes | bytearray) -> bool:
    return _ends_with_its_exclusive_or(frame[1:], fed)


def _ends_with_its_sum_in_digits(frame: bytes, _fed: bytes | bytearray) -> bool:
    text = frame.strip(b"\x02\x03\xfd\xfe\r")
    return text[-2:].decode("latin-1") == f"{sum(text[:-2]) % 256:02X}"


def _ends_with_crc8(frame: bytes, _fed: bytes | bytearray) -> bool:
    """Divide by x^8 + x^2 + x + 1, bit by bit: a whole frame leaves nothing."""
    rest = int.from_bytes(frame, "big")
    for at in range(8 * len(frame) - 1, 7, -1):
        if rest >> at & 1:
            rest ^= 0x107 << (at - 8)
    return rest == 0


def _lines_end_with_their_sums(frame: bytes, _fed: bytes | bytearray) -> bool:
    """A reading may rest on two lines: the pressures, and the rate that another unit counted."""
    return all(_ends_with_its_dinamap_sum(line) for line in frame.split(b"\r") if line)


def _ends_with_its_dinamap_sum(line: bytes) -> bool:
    total = sum(octet - 31 for octet in line[:-2])
    return line[-2:] == bytes((32 + total // 64 % 64, 32 + total % 64))


def _lies_in_a_summed_answer(record: bytes, fed: bytes | bytearray) -> bool:
    at = fed.find(b"\x4d\x3a")
    while at >= 0:
        end = at + 4 + int.from_bytes(fed[at + 2 : at + 4], "big")
        answer = fed[at:end]
        if len(answer) == end - at and sum(answer[:-1]) % 256 == answer[-1] and record in answer:
            return True
        at = fed.find(b"\x4d\x3a", at + 1)
    return False


CHECKS: dict[str, Check] = {
    "ge_dinamap": _lines_end_with_their_sums,
    "microlife_bt": _lies_in_a_summed_answer,
    "par_nibp": _ends_with_its_sum_in_digits,
    "par_nibp_combi": _ends_with_its_sum_in_digits,
    "raycome_ble": _is_exclusive_or_after_its_preamble,
    "raycome_serial": _is_exclusive_or_after_its_preamble,
    "suntech_oem": _sums_to_zero,
    "taidoc_bp": _ends_with_its_sum,
    "viatom_bp2": _ends_with_crc8,
    "viatom_bpm188": _ends_with_its_exclusive_or,
    "viatom_o2ring": _ends_with_crc8,
}


def complaint(driver: Driver, event: DeviceEvent, fed: bytes | bytearray) -> str | None:
    """Return what is wrong with having told this event, or None."""
    if not isinstance(event, Measured):
        return None
    check = CHECKS.get(driver.slug)
    measurement = event.measurement
    if check and event.verified and not check(measurement.frame, fed):
        return "a frame with a wrong checksum was accepted"
    if isinstance(measurement, BloodPressure):
        systolic, diastolic = measurement.systolic, measurement.diastolic
        if systolic is None or diastolic is None:
            return "a reading lacks a pressure"
        return implausible(systolic, diastolic, measurement.pulse_rate)
    return None
