"""Writes docs/devices.md out of the catalogue: `./dev devices`. A house test keeps it current."""

import sys
from collections import Counter
from collections.abc import Iterator

from devices.capture import load
from devices.catalog import all_drivers
from devices.driver import Driver, DriverStatus, TransportKind
from devices.url import advertised_services
from tests.house.source import ROOT

PAGE = ROOT / "docs" / "devices.md"
FRAMES = ROOT / "tests" / "frames"

INTRODUCTION = """\
# Devices

Made from the drivers by `./dev devices`; do not edit.

Every driver here is **experimental** until somebody has connected a real unit and its octets are
kept as a capture. What each rests on is said below. A reading whose protocol leaves a doubt is
shown and asked about; it never counts by itself.

"""

CONFIRMING = """\
## How a driver is confirmed

With the real unit, and an arm that may be squeezed:

1. `kapmonitor devices --scan 30` while it is on the air. It must be listed under its driver.
2. `kapmonitor measure --driver DRIVER --device URL --record unit.toml`, once started at its button,
   and once with `--start` where the table says that it can be. Note what its display shows.
3. Once with the cuff loose, so that it fails; once with the link broken in between; once after its
   batteries were out, so that its clock is wrong. `--record` each.
4. The pressures, the pulse rate and the times in the captures must be those of the display; a stop
   must let the air out; nothing of its memory may be called live.
5. Send the captures: what tells one unit from another is left out of them. They go into
   `tests/frames` with the note `[cap]`, and the driver's `status` becomes *verified*.

"""

SYSTEMS = """\
## Linux, Windows, macOS

What is said here of Windows and macOS was tried through the seam of the Bluetooth library, with a
pretended system behind it. No cuff was connected on such a computer yet.

- **A number to type or to compare.** On Linux it is asked on the pairing page, and only a person's
  yes within 25 seconds pairs. Windows asks in its Settings and nowhere else; macOS in a window of
  its own.
- **A cuff that speaks before anybody listens.** On Linux a second ear of our own hears it, from
  the second connection on. Windows and macOS have no such door: a connection that brings nothing
  asks for what stands on the display.
- **Notifications and indications of the same value** (QardioArm). Windows would take notifications,
  which no one confirms; it is told to take indications. Linux and macOS choose by themselves.
- **macOS 12.0 to 12.2** hears only devices that advertise a service, so those that show only a name
  cannot be found there: {by_name}. Update macOS to 12.3 or later.

"""

WITHOUT_DRIVER = {
    "Omron HEM-7xxxT, HEM-6232T and others that advertise Omron's own service": (
        "They give their readings only by reading the memory of the device, after writing a key to "
        "it. The same memory holds its settings and its calibration, and the addresses differ by "
        "model. kapmonitor never writes there. Omron's models with the standard service do."
    ),
    "Welch Allyn Home BP100 and other Transtek / Lifesense cuffs (service 7809)": (
        "They hand out a password once, when they are paired, and want it at each connection. "
        "What is public disagrees on what the acknowledgement of a reading does to it."
    ),
    "iHealth BP3L, BP5S, KN-550BT": "They speak only to software that holds a key of their maker.",
    "iHealth BP5, BP7": "Classic Bluetooth, not Low Energy.",
    "ChoiceMMed BP2941": "Only the name of a start command is public.",
    "Andesfit ADF-B19, ADE BPM1401, Withings BPM, Contec and Rossmax Bluetooth cuffs": (
        "No open description of their protocol was found."
    ),
    "Microlife, Omron, Beurer and Contec cuffs on a USB cable (HID)": (
        "They give their memory afterwards and cannot be read while they measure."
    ),
}


def page() -> str:
    """Return the whole page."""
    drivers = all_drivers()
    parts = [INTRODUCTION, *_table(drivers), "\n", *map(_chapter, drivers), CONFIRMING]
    parts += [SYSTEMS.format(by_name=_by_name(drivers)), _others()]
    return "".join(parts)


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)} is made from {len(all_drivers())} drivers.\n")
    return 0


def _table(drivers: tuple[Driver, ...]) -> Iterator[str]:
    yield "| driver | link | measures | started by software | live pressure | memory | status |\n"
    yield "|---|---|---|---|---|---|---|\n"
    for driver in drivers:
        can = driver.capabilities
        cells = (
            f"[`{driver.slug}`](#{driver.slug}) {driver.title}",
            _link(driver),
            _measures(driver),
            _yes(can.can_start),
            _yes(can.live_pressure) if can.blood_pressure else "–",
            _yes(can.stored_memory),
            driver.status.value,
        )
        yield f"| {' | '.join(cells)} |\n"


def _chapter(driver: Driver) -> str:
    lines = [f"## {driver.slug}\n", f"{driver.title}. {_link(driver)}; {_measures(driver)}.\n"]
    for model in driver.models:
        lines.append(f"- {model.name}{': ' + model.quirks if model.quirks else ''}")
    lines.append(f"\n{_start(driver)} Evidence: {driver.evidence} {_vectors(driver)}\n\n")
    return "\n".join(lines)


def _link(driver: Driver) -> str:
    if driver.transport is TransportKind.BLE:
        return "Bluetooth"
    settings = driver.serial
    if settings is None:
        return "serial"
    stop = f"{settings.stop_bits:g}"
    return f"serial, {settings.baud_rate} {settings.data_bits}{settings.parity}{stop}"


def _measures(driver: Driver) -> str:
    can = driver.capabilities
    names = {
        "blood pressure": can.blood_pressure,
        "heart rate": can.heart_rate,
        "saturation": can.pulse_oximetry,
    }
    return ", ".join(name for name, there in names.items() if there)


def _start(driver: Driver) -> str:
    if not driver.capabilities.blood_pressure:
        return "It measures while it is worn."
    if not driver.capabilities.can_start:
        return "A person starts it at its own button."
    floor = f"{driver.minimum_start_interval_s:g} s"
    return f"Software can start and stop it, no sooner than {floor} after the last start."


def _vectors(driver: Driver) -> str:
    """Tell how many frames the tests hold, by where they are from."""
    notes = Counter(frame.note[:5] for frame in load(FRAMES / f"{driver.slug}.toml").frames)
    kinds = {"[cap]": "captured from a device", "[src]": "from public sources", "[der]": "derived"}
    counts = [f"{notes[mark]} {words}" for mark, words in kinds.items() if notes[mark]]
    last = f"Status: {driver.status.value}"
    if driver.status is DriverStatus.EXPERIMENTAL and notes["[cap]"]:
        last += ", for none of the captures is of a unit that was connected to kapmonitor"
    return f"Frames in the tests: {', '.join(counts)}. {last}."


def _others() -> str:
    lines = [f"- **{name}.** {reason}\n" for name, reason in WITHOUT_DRIVER.items()]
    return "## Known, and without a driver\n\n" + "".join(lines)


def _by_name(drivers: tuple[Driver, ...]) -> str:
    over_air = [each for each in drivers if each.transport is TransportKind.BLE]
    return ", ".join(f"`{each.slug}`" for each in over_air if not advertised_services(each))


def _yes(there: bool) -> str:
    return "yes" if there else "no"


if __name__ == "__main__":
    sys.exit(main())
