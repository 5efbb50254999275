"""`kapmonitor link check`: proves a live broker before a patient depends on it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kapmonitor.commands.extra import telehealth_wanted
from kapmonitor.commands.terminal import DONE, NO, CommandFault, print_json, show, tell

if TYPE_CHECKING:
    from kapmonitor.link.broker import Broker
    from kapmonitor.link_admin.check import Subject


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--patients", metavar="URL", required=True, help="mqtts://… for patients")
    parser.add_argument("--web", metavar="URL", help="wss://… for patients' pages")
    parser.add_argument("--stations", metavar="URL", help="mqtts://… for rooms")
    parser.add_argument("--authorities", type=Path, metavar="FILE", help="whom to trust, PEM")
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="of a room, PEM")
    parser.add_argument("--key", type=Path, metavar="FILE", help="of that room, PEM")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    with telehealth_wanted():
        from kapmonitor.link_admin.check import check
        from kapmonitor.link_admin.finding import Verdict

    found = []
    for each in check(_subject(options)):
        found.append(each.verdict)
        if options.json:
            print_json({"what": each.what, "verdict": each.verdict.value, "fix": each.fix or None})
        else:
            show(str(each))
    bad = found.count(Verdict.WRONG)
    left = found.count(Verdict.SKIPPED)
    tell(f"{found.count(Verdict.FINE)} fine, {bad} wrong, {left} not looked at.")
    return NO if bad or left else DONE


def _subject(options: argparse.Namespace) -> Subject:
    from kapmonitor.link_admin.check import Subject

    for path in (options.authorities, options.certificate, options.key):
        if path is not None and not path.is_file():
            raise CommandFault(f"{path}: there is no such file.")
    if (options.certificate is None) != (options.key is None):
        raise CommandFault("--certificate and --key belong together.")
    stations = None
    if options.stations is not None and options.certificate is not None:
        stations = _broker(options.stations, options, proven=True)
    return Subject(
        patients=_broker(options.patients, options),
        web=_broker(options.web, options) if options.web else None,
        stations=stations,
        station=_named(options.certificate) if stations is not None else None,
    )


def _broker(url: str, options: argparse.Namespace, *, proven: bool = False) -> Broker:
    from kapmonitor.link.broker import BadAddress, broker_at

    try:
        return broker_at(
            url,
            authorities=options.authorities,
            certificate=options.certificate if proven else None,
            key=options.key if proven else None,
        )
    except BadAddress as fault:
        raise CommandFault(
            f"{url}: no address of a broker. It begins with mqtts:// or wss://."
        ) from fault


def _named(certificate: Path) -> str | None:
    from kapmonitor.link_admin.check import named

    try:
        return named(certificate)
    except ValueError as fault:
        raise CommandFault(f"{certificate}: this is no certificate (PEM).") from fault
