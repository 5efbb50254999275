"""Order files: TOML or JSON that the prescriber's side wrote, one order a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from devices import toml_file
from devices.toml_file import NotToml
from kapmonitor.given_name import too_long
from kapmonitor.presets import guardrails
from kapmonitor.session.order_reader import OrderFor, PrescribedOrder, parse_order
from kapmonitor.session.preset_reader import PresetError


class OrderFault(Exception):
    """An order file cannot be used; each line says file, key, what was found, what is permitted."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        """Keep the lines."""
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True, slots=True)
class OrderFile:
    """A readable order, and the file it stands in."""

    path: Path
    prescribed: PrescribedOrder


def load(path: Path, wanted: OrderFor) -> OrderFile:
    """Read an order file for a session. Raises OrderFault."""
    if fault := too_long("order", str(path)):
        raise OrderFault((fault,))
    try:
        text = toml_file.read_text(path)
        document = _json(text) if path.suffix.lower() == ".json" else toml_file.parse(text)
        prescribed = parse_order(document, wanted, guardrails())
    except PresetError as error:
        raise OrderFault(tuple(f"{path.name}: {each}" for each in error.problems)) from error
    except NotToml as error:
        raise OrderFault((f"{path.name}: cannot be read as an order: {error}",)) from error
    except UnicodeDecodeError as error:
        raise OrderFault((f"{path.name}: not UTF-8 text",)) from error
    except OSError as error:
        raise OrderFault((f"{path}: cannot be read: {error.strerror}",)) from error
    digest = hashlib.sha256(text.encode()).hexdigest()
    order = replace(prescribed.order, source_digest=digest)
    return OrderFile(path, replace(prescribed, order=order))


def _json(text: str) -> Mapping[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise NotToml("it is no JSON") from fault
    if not isinstance(found, dict):
        raise NotToml("it is no JSON object")
    return found
