"""Where presets lie: those that ship with the program, and the clinic's own folder.

A clinic's preset never shadows a shipped one: an id on a report means one thing.
"""

from __future__ import annotations

import os.path
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from devices import toml_file
from devices.peer_text import clean
from devices.toml_file import NotToml
from kapmonitor.assets import resource
from kapmonitor.given_name import too_long
from kapmonitor.session.guardrail import Guardrail, parse_guardrails
from kapmonitor.session.preset_file import canonical, parse
from kapmonitor.session.preset_reader import PresetError, Problem
from kapmonitor.session.protocol import Plausibility, ProtocolPreset
from kapmonitor.toml_text import toml_text
from kapmonitor.whole_file import write_whole

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_OWN_HEAD = (
    "Made by the clinic from another preset. Not medical advice and not an approved protocol.",
    "A named clinician must review and sign it before it is used with a patient.",
    "Grades: V read; V2 quoted by a secondary source; M from memory; D design, or the clinic's.",
)


class PresetFault(Exception):
    """A preset cannot be used; each line says file, key, what was found, what is permitted."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        """Keep the lines."""
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True, slots=True)
class PresetFile:
    """A readable preset with the text that a session keeps and a signature covers."""

    path: Path
    document: str
    preset: ProtocolPreset


def load(path: Path) -> PresetFile:
    """Read one preset file. Raises PresetFault."""
    if fault := too_long("preset", str(path)):
        raise PresetFault((fault,))
    try:
        document = with_scores(toml_file.read(path))
        preset = parse(document, guardrails())
    except PresetError as error:
        raise PresetFault(tuple(f"{path}: {each}" for each in error.problems)) from error
    except NotToml as error:
        raise PresetFault((f"{path}: not TOML: {error}",)) from error
    except UnicodeDecodeError as error:
        raise PresetFault((f"{path}: not UTF-8 text",)) from error
    except OSError as error:
        raise PresetFault((f"{path}: cannot be read: {error.strerror}",)) from error
    return PresetFile(path, canonical(document), preset)


def find(name: str, own_folder: Path | None = None) -> PresetFile:
    """Return the preset with this id, or the one in this file. Raises PresetFault."""
    if name.endswith(".toml") or os.path.isfile(name):  # noqa: PTH113  unlike Path, never raises
        return load(Path(name))
    for path in preset_paths(own_folder):
        if path.stem == name:
            return load(path)
    if fault := too_long("preset", name):
        raise PresetFault((fault,))
    known = ", ".join(path.stem for path in preset_paths(own_folder))
    raise PresetFault((f"{clean(name)}: no such preset. Known: {known}",))


@cache
def shipped_plausibility() -> Plausibility:
    """Return what a body can have: one table, the same in every preset that ships."""
    return load(preset_paths()[0]).preset.plausibility


def preset_paths(own_folder: Path | None = None) -> tuple[Path, ...]:
    """Return the shipped preset files, then the clinic's own."""
    shipped = sorted(resource("protocols").glob("*.toml"))
    known = {path.stem for path in shipped}
    own = sorted(own_folder.glob("*.toml")) if own_folder and own_folder.is_dir() else []
    return (*shipped, *(path for path in own if path.stem not in known))


def own_presets(data: Path) -> Path:
    """Return the folder in which a clinic keeps presets of its own."""
    return data / "protocols"


def with_scores(document: dict[str, object]) -> dict[str, object]:
    """Return a preset's document with the definition of each score that it names.

    A session keeps it whole and a signature covers it: what a score asks for never changes under
    a record. The wording is the program's, whatever a file says. Raises PresetError.
    """
    discharge = document.get("discharge")
    named = discharge.get("score") if isinstance(discharge, dict) else None
    if not isinstance(discharge, dict) or not isinstance(named, list):
        return document
    whole = [_defined(each) if isinstance(each, dict) else each for each in named]
    return {**document, "discharge": {**discharge, "score": whole}}


def _defined(named: dict[str, object]) -> dict[str, object]:
    name, known = str(named.get("id")), _scores()
    if name not in known:
        key = f"discharge.score[{name}].id"
        raise PresetError((Problem(key, name, ", ".join(sorted(known))),))
    return {**named, "definition": known[name]}


@cache
def _scores() -> dict[str, dict[str, object]]:
    """Return the definition of every score that ships, by its id."""
    files = sorted(resource("scores").glob("*.toml"))
    found = [tomllib.loads(path.read_text("utf-8")) for path in files]
    return {each["id"]: each for each in found}


def document_of(file: PresetFile) -> dict[str, object]:
    """Return a preset as its file has it, in the order in which people wrote it.

    Raises PresetFault when it no longer reads as it did.
    """
    found = load(file.path)
    if found.document != file.document:
        raise PresetFault((f"{file.path}: it was changed meanwhile; open it again",))
    return toml_file.read(file.path)


def write_own(folder: Path, document: Mapping[str, object]) -> PresetFile:
    """Write a preset of the clinic's own and read it back. Raises PresetFault."""
    name = str(document.get("id", ""))
    path = folder / f"{name}.toml"
    if not _ID.fullmatch(name):
        raise PresetFault((f"{clean(name)}: permitted as an id: small letters, digits, hyphens",))
    if any(shipped.stem == name for shipped in preset_paths()):
        raise PresetFault((f"{name}: this id belongs to a preset that ships with the program",))
    try:
        write_whole(path, toml_text(document, comment=_OWN_HEAD))
    except OSError as error:
        raise PresetFault((f"{path}: cannot be written ({error.strerror})",)) from error
    return load(path)


@cache
def guardrails() -> tuple[Guardrail, ...]:
    """Return the shipped guardrails."""
    return parse_guardrails(tomllib.loads(resource("guardrails.toml").read_text("utf-8")))
