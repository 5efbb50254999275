"""The clinic's policies and ceilings in its data folder: one file, `clinic.toml`.

Written whole and replaced at once. Without the file nothing is decided, which is read strictly;
a file that cannot be read is never overwritten and never believed in part.
"""

from __future__ import annotations

from pathlib import Path

from devices import toml_file
from devices.toml_file import NotToml
from kapmonitor.presets import guardrails
from kapmonitor.session.clinic import UNDECIDED, ClinicRules, clinic_document, parse_clinic
from kapmonitor.session.preset_reader import PresetError
from kapmonitor.toml_text import toml_text
from kapmonitor.whole_file import write_whole

FILE = "clinic.toml"
_HEAD = (
    "The clinic's policies, and how far a limit may be moved for one patient.",
    "Change them in the window (Settings, Clinic): a change is recorded with a name and a reason.",
)


class ClinicFault(Exception):
    """The clinic's rules cannot be used; each line says file, key, what was found, the cure."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        """Keep the lines."""
        super().__init__("\n".join(lines))
        self.lines = lines


def load_rules(folder: Path) -> ClinicRules:
    """Read the rules of a data folder; without a file nothing is decided. Raises ClinicFault."""
    path = folder / FILE
    try:
        return parse_clinic(toml_file.read(path), guardrails())[0]
    except FileNotFoundError:
        return UNDECIDED
    except PresetError as error:
        raise ClinicFault(tuple(f"{path}: {each}" for each in error.problems)) from error
    except NotToml as error:
        raise ClinicFault((f"{path}: not TOML: {error}",)) from error
    except UnicodeDecodeError as error:
        raise ClinicFault((f"{path}: not UTF-8 text",)) from error
    except OSError as error:
        raise ClinicFault((f"{path}: cannot be read: {error.strerror}",)) from error


def check_rules(rules: ClinicRules) -> tuple[str, ...]:
    """Return the unusual key paths of rules. Raises ClinicFault with what is not permitted."""
    try:
        return parse_clinic(clinic_document(rules), guardrails())[1]
    except PresetError as error:
        raise ClinicFault(tuple(map(str, error.problems))) from error


def save_rules(folder: Path, rules: ClinicRules) -> None:
    """Replace the file at once. Raises ClinicFault; a file that cannot be read is left alone."""
    load_rules(folder)
    check_rules(rules)
    path = folder / FILE
    try:
        write_whole(path, toml_text(clinic_document(rules), comment=_HEAD))
    except OSError as error:
        raise ClinicFault((f"{path}: cannot be written ({error.strerror}).",)) from error
