"""`kapmonitor protocols`: list, show and check presets."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from kapmonitor.commands.terminal import (
    DONE,
    CommandFault,
    data_folder,
    print_json,
    print_table,
    show,
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
    match options.what:
        case "check":
            return _check(options.names, as_json=options.json)
        case "show":
            return _show(options, own_presets(data_folder(options.data)))
        case _ if options.names:
            raise CommandFault("protocols list takes no names. Try: kapmonitor protocols show ID")
        case _:
            return _list(own_presets(data_folder(options.data)), as_json=options.json)


def _list(own: Path, *, as_json: bool) -> int:
    rows = [("id", "name", "route", "setting", "digest")]
    for path in preset_paths(own):
        try:
            preset = load(path).preset
        except PresetFault as fault:
            for line in fault.lines:
                tell(line)
            continue
        rows.append((preset.id, preset.name, preset.route, preset.setting, preset.digest[:12]))
    if as_json:
        for row in rows[1:]:
            print_json(dict(zip(rows[0], row, strict=True)))
    else:
        print_table(rows)
    return DONE


def _show(options: argparse.Namespace, own: Path) -> int:
    if len(options.names) != 1:
        raise CommandFault("protocols show needs one id or file.")
    try:
        found = find(options.names[0], own)
    except PresetFault as fault:
        raise CommandFault(str(fault)) from fault
    document = json.loads(found.document)
    if options.json:
        print_json(document)
    else:
        show(json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True))
    tell(f"{found.path}")
    for path in found.preset.unusual:
        tell(f"{path}: outside the usual range, permitted")
    return DONE


def _check(names: list[str], *, as_json: bool) -> int:
    if not names:
        raise CommandFault("protocols check needs at least one file.")
    lines = [line for name in names for line in _problems(name, as_json=as_json)]
    if lines:
        raise CommandFault("\n".join(lines))
    return DONE


def _problems(name: str, *, as_json: bool) -> tuple[str, ...]:
    """Print what is to be said about one file; return what is wrong with it."""
    try:
        preset = load(Path(name)).preset
    except PresetFault as fault:
        if as_json:
            print_json({"file": name, "usable": False, "problems": list(fault.lines)})
        return fault.lines
    for path in preset.unusual:
        tell(f"{name}: {path}: outside the usual range, permitted")
    if as_json:
        facts = {"file": name, "usable": True, "id": preset.id, "unusual": list(preset.unusual)}
        print_json(facts)
    else:
        show(f"{name}: {preset.id}: usable")
    return ()
