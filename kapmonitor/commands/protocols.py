"""`kapmonitor protocols`: list, show and check presets."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from kapmonitor.commands.terminal import (
    DONE,
    NO,
    CommandFault,
    data_folder,
    print_json,
    print_table,
    tell,
)
from kapmonitor.presets import PresetFault, find, load, own_presets, preset_paths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object per line")
    parser.add_argument("what", nargs="?", default="list", choices=("list", "show", "check"))
    parser.add_argument("names", nargs="*", metavar="ID|FILE")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    own = own_presets(data_folder(options.data))
    if options.what == "check":
        return _check(options.names)
    if options.what == "show":
        return _show(options.names, own)
    return _list(own, as_json=options.json)


def _list(own: Path, *, as_json: bool) -> int:
    rows = [("id", "name", "route", "setting", "digest")]
    broken = False
    for path in preset_paths(own):
        try:
            preset = load(path).preset
        except PresetFault as fault:
            broken = True
            for line in fault.lines:
                tell(line)
            continue
        rows.append((preset.id, preset.name, preset.route, preset.setting, preset.digest[:12]))
    if as_json:
        for row in rows[1:]:
            print_json(dict(zip(rows[0], row, strict=True)))
    else:
        print_table(rows)
    return NO if broken else DONE


def _show(names: list[str], own: Path) -> int:
    if len(names) != 1:
        raise CommandFault("protocols show needs one id or file.")
    try:
        found = find(names[0], own)
    except PresetFault as fault:
        raise CommandFault(str(fault)) from fault
    print(json.dumps(json.loads(found.document), indent=1, ensure_ascii=False, sort_keys=True))
    tell(f"{found.path}")
    for path in found.preset.unusual:
        tell(f"{path}: outside the usual range")
    return DONE


def _check(names: list[str]) -> int:
    if not names:
        raise CommandFault("protocols check needs at least one file.")
    lines: list[str] = []
    for name in names:
        try:
            preset = load(Path(name)).preset
        except PresetFault as fault:
            lines.extend(fault.lines)
            continue
        for path in preset.unusual:
            tell(f"{name}: {path}: outside the usual range, permitted")
        print(f"{name}: {preset.id}: usable")
    if lines:
        raise CommandFault("\n".join(lines))
    return DONE
