"""Drivers out of profile files: devices that say their readings as lines of text.

A profile is one TOML file, and its name is the driver's slug. Those that ship lie in
`devices/profiles`; a practice keeps its own in its data folder. Whatever does not fit is refused
with file, line, key, value and what is permitted, all at once; nothing is guessed. A profile may
start a device only if it also knows how to stop it, and `poll` must be a question, which nothing
here can check: so none of these drivers is ever tried out on a port that may hold another device.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import partial
from pathlib import Path

from devices import toml_file
from devices.decoder import SERIAL
from devices.driver import Capabilities, Driver, Model, SerialSettings, TransportKind, UsbMatch
from devices.measurement import PressureUnit
from devices.toml_file import NotToml
from devices.wire.line_pattern import LinePattern, PatternFault
from devices.wire.line_profile import CLOCK, GROUPS, Accepted, LineProfile, kept
from devices.wire.line_talk import LineDecoder

SHIPPED = Path(__file__).parent / "profiles"

_SLUG = re.compile(r"[a-z][a-z0-9-]{1,39}")
_CABLE = re.compile(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})")
_OK_WHEN = re.compile(r"([a-z_]+) == (\S+)")
_TABLE, _KEY = re.compile(r"\s*\[([\w-]+)\]"), re.compile(r"\s*([\w-]+)\s*=")
_MOST_FILES = 100
_SHOWN = 60


class ProfileFault(Exception):
    """A profile cannot be used; each line says file, line, key, what was found, what is asked."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        """Keep the lines."""
        super().__init__("\n".join(lines))
        self.lines = lines


def load(path: Path) -> Driver:
    """Return the driver that a profile file describes. Raises ProfileFault."""
    try:
        text = toml_file.read_text(path)
        document = toml_file.parse(text)
    except NotToml as error:
        raise ProfileFault((f"{path}: not TOML: {error}",)) from error
    except UnicodeDecodeError as error:
        raise ProfileFault((f"{path}: not UTF-8 text",)) from error
    except OSError as error:
        raise ProfileFault((f"{path}: cannot be read: {error.strerror}",)) from error
    return _parsed(_Reader(document, str(path), _lines(text)), slug=path.stem)


def shipped() -> tuple[Driver, ...]:
    """Return the drivers of the profiles that ship. Raises ProfileFault."""
    return tuple(map(load, sorted(SHIPPED.glob("*.toml"))))


def in_folder(folder: Path) -> tuple[tuple[Driver, ...], tuple[str, ...]]:
    """Return the drivers of the profiles in a folder, and the complaints about the others."""
    found: list[Driver] = []
    complaints: list[str] = []
    paths = sorted(folder.glob("*.toml"))
    if len(paths) > _MOST_FILES:
        complaints.append(f"{folder}: {len(paths)} files; only the first {_MOST_FILES} are read")
    for path in paths[:_MOST_FILES]:
        try:
            found.append(load(path))
        except ProfileFault as fault:
            complaints += fault.lines
    return tuple(found), tuple(complaints)


def parse(document: Mapping[str, object], *, slug: str, file: str) -> Driver:
    """Return the driver that `document` describes. Raises ProfileFault."""
    return _parsed(_Reader(document, file, {}), slug=slug)


def _parsed(reader: _Reader, *, slug: str) -> Driver:
    if not _SLUG.fullmatch(slug):
        reader.complain("the file's name", slug, "2 to 40 of a-z, 0-9 and -, a letter first")
    driver = _driver(reader, slug)
    reader.check_keys()
    if reader.problems:
        raise ProfileFault(tuple(reader.problems))
    return driver


def _driver(reader: _Reader, slug: str) -> Driver:
    title, serial = reader.text("title"), _line(reader)
    cables = reader.cables()
    models, evidence = reader.texts("models"), reader.text("evidence", "The practice's own file.")
    profile = _profile(reader)
    started = bool(profile.start)
    return Driver(
        slug=slug,
        title=title,
        transport=TransportKind.SERIAL,
        capabilities=Capabilities(
            blood_pressure=profile.blood_pressure,
            heart_rate=not profile.blood_pressure and not profile.pulse_oximetry,
            pulse_oximetry=profile.pulse_oximetry and not profile.blood_pressure,
            can_start=started,
            can_stop=started,
        ),
        decoder=lambda: LineDecoder(profile),
        kept=partial(kept, profile),
        cables=cables,
        serial=serial,
        channels=(SERIAL,),
        models=tuple(Model(name=name) for name in models or (title,)),
        unasked=tuple(octets for octets in (profile.poll, profile.abort) if octets),
        evidence=evidence,
    )


def _line(reader: _Reader) -> SerialSettings:
    return SerialSettings(
        baud_rate=int(reader.number("baud_rate", 9600, 300, 921600)),
        data_bits=int(reader.number("data_bits", 8, 7, 8)),
        parity=reader.one_of("parity", "N", ("N", "E", "O")),
        stop_bits=reader.number("stop_bits", 1, 1, 2),
    )


def _profile(reader: _Reader) -> LineProfile:
    pattern = reader.pattern()
    profile = LineProfile(
        pattern=pattern,
        max_line=int(reader.number("max_line", 256, 16, 256)),
        missing=reader.texts("missing", ("---", "--")),
        unit=PressureUnit(
            {"kPa": "kPa"}.get(reader.one_of("unit", "mmHg", ("mmHg", "kPa")), "mm[Hg]")
        ),
        ok_when=reader.condition(pattern.names),
        start=reader.octets("start"),
        abort=reader.octets("abort"),
        poll=reader.octets("poll"),
        poll_s=reader.number("poll_s", 5.0, 1, 300),
        accept=reader.accepted(),
    )
    _check_together(reader, profile)
    return profile


def _check_together(reader: _Reader, profile: LineProfile) -> None:
    names = set(profile.pattern.names)
    if bool(profile.start) != bool(profile.abort):
        reader.complain("start", profile.start, "start and abort together, or neither")
    if profile.start and profile.poll:
        reader.complain("start", profile.start, "start or poll, not both")
    dated = "age_min" in names or set(CLOCK) <= names
    if profile.poll and profile.blood_pressure and not dated:
        needed = f"with poll, a group age_min or all of {', '.join(CLOCK)}"
        reader.complain("pattern", ", ".join(sorted(names)), needed)


class _Reader:
    """Reads the keys of one file, and keeps every complaint."""

    def __init__(self, document: Mapping[str, object], file: str, lines: Mapping[str, int]) -> None:
        self._document, self._file, self._lines = document, file, lines
        self._known: set[str] = set()
        self.problems: list[str] = []

    def complain(self, key: str, value: object, permitted: str) -> None:
        """Note what is wrong."""
        number = self._lines.get(key, self._lines.get(key.partition(".")[0]))
        where = self._file if number is None else f"{self._file}:{number}"
        if value is None:
            self.problems.append(f"{where}: {key}: missing; needed: {permitted}")
            return
        shown = repr(value)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        self.problems.append(f"{where}: {key}: {shown} is not permitted; permitted: {permitted}")

    def check_keys(self) -> None:
        """Complain of every key that nobody asked for."""
        for key in self._document:
            if key not in self._known:
                self.complain(
                    key, self._document[key], f"the keys {', '.join(sorted(self._known))}"
                )

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; it must be there if there is no default."""
        value = self._get(key, default)
        if isinstance(value, str) and value.strip() and value.isprintable():
            return value
        self.complain(key, value, "a text of one line")
        return ""

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._get(key, list(default))
        if isinstance(value, list) and all(isinstance(each, str) and each for each in value):
            return tuple(map(str, value))
        self.complain(key, value, "a list of texts")
        return default

    def one_of(self, key: str, default: str, permitted: Iterable[str]) -> str:
        """Return one of the words that are permitted."""
        value = self._get(key, default)
        if isinstance(value, str) and value in permitted:
            return value
        self.complain(key, value, " or ".join(permitted))
        return default

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """Return a number within both bounds."""
        value = self._get(key, default)
        if _is_number(value) and low <= float(str(value)) <= high:
            return float(str(value))
        self.complain(key, value, f"{low:g} to {high:g}")
        return default

    def cables(self) -> tuple[UsbMatch, ...]:
        """Return the USB identities of cables that the device comes on."""
        found = [(each, _CABLE.fullmatch(each)) for each in self.texts("cables")]
        for text, match in found:
            if match is None:
                self.complain("cables", text, "VVVV:PPPP, vendor and product in hexadecimal")
        return tuple(
            UsbMatch(vendor_id=int(match[1], 16), product_id=int(match[2], 16))
            for _text, match in found
            if match is not None
        )

    def octets(self, key: str) -> bytes:
        """Return what is sent: each character is one octet."""
        value = self._get(key, "")
        if isinstance(value, str) and len(value) <= _SHOWN and all(ord(c) < 256 for c in value):
            return value.encode("latin-1")
        self.complain(key, value, f"a text of up to {_SHOWN} characters below U+0100")
        return b""

    def pattern(self) -> LinePattern:
        """Return the expression, with groups that are known and something to measure."""
        text = self.text("pattern")
        if not text:
            return LinePattern("")
        try:
            pattern = LinePattern(text)
        except PatternFault as fault:
            self.complain("pattern", text, f"an expression; this one {fault}")
            return LinePattern("")
        unknown = set(pattern.names) - set(GROUPS)
        if unknown:
            self.complain("pattern", ", ".join(sorted(unknown)), f"groups {', '.join(GROUPS)}")
        if not {"sys", "dia"} <= set(pattern.names) and "spo2" not in pattern.names:
            self.complain("pattern", text, "an expression with the groups sys and dia, or spo2")
        return pattern

    def condition(self, names: Iterable[str]) -> tuple[str, str] | None:
        """Return the group and the text that it has where there is a result."""
        value = self._get("ok_when", "")
        if value == "":
            return None
        found = _OK_WHEN.fullmatch(value) if isinstance(value, str) else None
        if found is None or found[1] not in names:
            self.complain("ok_when", value, f'"GROUP == TEXT" with one of {", ".join(names)}')
            return None
        return found[1], found[2]

    def accepted(self) -> Accepted:
        """Return what is taken for a measurement: never wider than what a person can have."""
        value = self._get("accept", {})
        widest = Accepted()
        known = {field.name: getattr(widest, field.name) for field in fields(Accepted)}
        if not isinstance(value, Mapping) or not set(value) <= set(known):
            self.complain("accept", value, f"a table with {', '.join(known)}")
            return widest
        return Accepted(**{key: self._bounds(key, pair, known[key]) for key, pair in value.items()})

    def _bounds(self, key: str, pair: object, widest: tuple[float, float]) -> tuple[float, float]:
        if isinstance(pair, list) and len(pair) == 2 and all(map(_is_number, pair)):
            low, high = float(pair[0]), float(pair[1])
            if widest[0] <= low < high <= widest[1]:
                return low, high
        self.complain(f"accept.{key}", pair, f"[low, high] within {widest[0]:g} to {widest[1]:g}")
        return widest

    def _get(self, key: str, default: object) -> object:
        self._known.add(key)
        return self._document.get(key, default)


def _lines(text: str) -> dict[str, int]:
    """Return in which line each key stands; one in a table goes by the table's name as well."""
    table, found = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        if heading := _TABLE.match(line):
            table = f"{heading[1]}."
            found.setdefault(heading[1], number)
        elif key := _KEY.match(line):
            found.setdefault(table + key[1], number)
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
