"""What this computer remembers between sessions: the clinic's contacts, devices, the theme.

One JSON file in the data folder, written whole and replaced at once. It holds nothing about a
patient. A damaged file is never overwritten silently: `load` says what is wrong and where.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import Path
from statistics import median

from kapmonitor.language import say
from kapmonitor.whole_file import write_whole

FILE = "settings.json"
THEMES = ("room", "day")
BACKUP_WHEN = ("", "off", "day", "session")
RECORDED = {
    "practice_name": "contacts.practice_name",
    "prescriber_name": "contacts.prescriber_name",
    "prescriber_phone": "contacts.prescriber_phone",
    "emergency_number": "contacts.emergency_number",
    "chart_server": "chart.server",
    "chart_patients": "chart.patients",
    "chart_ca_file": "chart.certificates",
    "chart_is_test": "chart.is_test",
    "telehealth_broker": "telehealth.broker",
    "telehealth_ca_file": "telehealth.certificates",
    "telehealth_certificate": "telehealth.station_certificate",
    "telehealth_key": "telehealth.station_key",
    "telehealth_page": "telehealth.page",
    "telehealth_patients": "telehealth.patients",
    "heads_file": "heads_file",
    "lock_after_min": "screen.lock_after_min",
}
"""Settings whose changes the record keeps, each under its name there."""


class SettingsFault(Exception):
    """The settings cannot be read or written; the text says file, key and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDevice:
    """A cuff, strap or oximeter that was used here before."""

    role: str
    driver: str
    address: str
    title: str
    name: str = ""
    """What the practice calls it; its title where nobody named it."""
    serial: str = ""
    """The serial number that the device told, if it told one."""
    socket: str = ""
    """Where its cable was plugged in, to tell that it moved; empty for what has no cable."""
    waits_s: tuple[float, ...] = ()
    """How long its last readings took, from being asked for until they arrived."""

    @property
    def called(self) -> str:
        """Return what people here call it."""
        return self.name or self.title

    @property
    def usual_wait_s(self) -> float | None:
        """Return how long its readings usually take; None before there was one."""
        return median(self.waits_s) if self.waits_s else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything remembered, with what a fresh installation starts from."""

    practice_name: str = ""
    prescriber_name: str = ""
    prescriber_phone: str = ""
    emergency_number: str = ""
    theme: str = "room"
    language: str = ""
    """ISO 639-1; empty: the system's, where there is a translation."""
    sound_output: str = ""
    """Where alarms sound on this computer; empty: by light only."""
    heads_file: str = ""
    """Where the record's heads are noted a second time; empty: only beside it."""
    backup_when: str = ""
    """After each "session", each "day", "off"; empty: nobody has decided yet."""
    backup_folder: str = ""
    """Where backups go."""
    disk_low_sessions: int = 30
    """Below room for so many sessions the disk is told to be nearly full, before one begins."""
    chart_server: str = ""
    """The base address of the chart system's FHIR server; empty: nothing is sent anywhere."""
    chart_ca_file: str = ""
    """Certificates to trust beside the system's own."""
    chart_patients: str = ""
    """The chart's system of patient numbers; empty: patients go by pseudonym."""
    chart_is_test: bool = False
    """Whether that server is for trials: it then gets simulated sessions, and no other."""
    telehealth_broker: str = ""
    """The telehealth server, `mqtts://host` or `wss://host/mqtt`; empty: no telehealth link."""
    telehealth_ca_file: str = ""
    """Certificates to trust for it; empty: the system's."""
    telehealth_certificate: str = ""
    telehealth_key: str = ""
    """Who this station is to it: files in PEM."""
    telehealth_page: str = ""
    """Where the patient's web page is, for links."""
    telehealth_patients: str = ""
    """The server's address for patients, which a patient types once; empty: nobody is told one."""
    operator: str = ""
    lock_after_min: int = 0
    """Minutes without a key or a movement until the screen locks; 0: only a person locks it."""
    disclaimer_read: bool = False
    devices: tuple[KnownDevice, ...] = ()


def load(folder: Path) -> Settings:
    """Read the settings of a data folder; a missing file is a fresh start. Raises SettingsFault."""
    path = folder / FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise SettingsFault(
            say(
                "{path}: cannot be read ({error}). It was left as it is. Repair it, or move it "
                "away to start with fresh settings. Sessions are not affected."
            ).format(path=path, error=error)
        ) from error
    return _parsed(path, data)


def heads_elsewhere(folder: Path) -> Path | None:
    """Return the second place where heads are noted; None without one, or where the settings
    cannot be read."""
    try:
        named = load(folder).heads_file
    except SettingsFault:
        return None
    return Path(named).expanduser() if named else None


def save(folder: Path, settings: Settings) -> None:
    """Replace the settings file at once. Raises SettingsFault."""
    path = folder / FILE
    try:
        write_whole(path, json.dumps(asdict(settings), indent=1, ensure_ascii=False))
    except OSError as error:
        raise SettingsFault(
            say("{path}: cannot be written ({strerror}).").format(
                path=path, strerror=error.strerror
            )
        ) from error


def _parsed(path: Path, data: object) -> Settings:
    if not isinstance(data, Mapping):
        raise SettingsFault(say("{path}: must hold one JSON object.").format(path=path))
    values = dict(data)
    devices = values.pop("devices", [])
    _check_keys(path, values, Settings)
    if values.get("theme", THEMES[0]) not in THEMES:
        raise SettingsFault(f"{path}: theme: {values['theme']!r}; permitted: {', '.join(THEMES)}")
    low = values.get("disk_low_sessions", 0)
    if not isinstance(low, int) or isinstance(low, bool) or low < 0:
        raise SettingsFault(f"{path}: disk_low_sessions: {low!r}; permitted: 0 or more")
    if values.get("backup_when", "") not in BACKUP_WHEN:
        named = ", ".join(BACKUP_WHEN[1:])
        raise SettingsFault(f"{path}: backup_when: {values['backup_when']!r}; permitted: {named}")
    if not isinstance(devices, list):
        raise SettingsFault(f"{path}: devices: permitted: a list")
    return Settings(**values, devices=tuple(_device(path, each) for each in devices))


def _device(path: Path, data: object) -> KnownDevice:
    if not isinstance(data, Mapping):
        raise SettingsFault(f"{path}: devices: permitted: a list of objects")
    _check_keys(path, data, KnownDevice)
    needed = {each.name for each in fields(KnownDevice) if each.default is MISSING}
    if missing := needed - set(data):
        raise SettingsFault(
            say("{path}: devices: missing: {sorted}").format(
                path=path, sorted=", ".join(sorted(missing))
            )
        )
    waits = data.get("waits_s", [])
    if not isinstance(waits, list) or not all(isinstance(each, int | float) for each in waits):
        raise SettingsFault(f"{path}: devices: waits_s: permitted: a list of numbers")
    return KnownDevice(**{**data, "waits_s": tuple(map(float, waits))})


def _check_keys(path: Path, data: Mapping[str, object], kind: type) -> None:
    known = {each.name: each.type for each in fields(kind)}
    for key, value in data.items():
        if key not in known:
            raise SettingsFault(f"{path}: {key}: unknown; permitted: {', '.join(sorted(known))}")
        wanted = {"str": str, "bool": bool}.get(str(known[key]))
        if wanted is not None and not isinstance(value, wanted):
            raise SettingsFault(f"{path}: {key}: {value!r}; permitted: {wanted.__name__}")
