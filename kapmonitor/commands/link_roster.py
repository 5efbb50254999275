"""`kapmonitor link roster`: who may do what among a clinic's rooms and boards."""

from __future__ import annotations

import argparse
import asyncio
import json
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from kapmonitor.central.enrolment import (
    EnrolmentFault,
    admin_key,
    enrolled,
    keep_broker,
    kept_roster,
    make_admin,
    make_own,
    place_of,
    take_roster,
)
from kapmonitor.central.roster import (
    Member,
    Role,
    Roster,
    RosterRefused,
    member_of,
    read,
    signed,
    today,
)
from kapmonitor.commands.extra import telehealth_wanted
from kapmonitor.commands.terminal import (
    DONE,
    NO,
    CommandFault,
    data_folder,
    print_json,
    print_table,
    show,
    tell,
)
from kapmonitor.link.cable import Trouble
from kapmonitor.whole_file import write_whole

VERBS = ("new", "own", "add", "remove", "show", "take", "broker", "check")
LASTS_DAYS = 365
_TROUBLES = {
    Trouble.NO_SUCH_HOST: "There is no such host. Check the address that was given to "
    "`kapmonitor link roster broker`.",
    Trouble.REFUSED: "Nothing listens there. Start the broker, or open the port in the firewall.",
    Trouble.CERTIFICATE: "The broker's identity, or this machine's certificate, was not accepted. "
    "Give the authority's file, or a certificate that has not expired.",
    Trouble.FILES: "A certificate's file is missing or damaged here, or its key does not fit it or "
    "asks for a password. Look at the files that were given to `kapmonitor link roster broker`.",
    Trouble.DATES: "The broker's certificate is not good on this computer's date. Renew it, or set "
    "the date right.",
    Trouble.PORTAL: "A page answers in the broker's place. Check the address and the port.",
    Trouble.NOT_ALLOWED: "The broker does not let it do its part. The name in its certificate must "
    "be its name on the roster, and a screen must stand in the broker's rules "
    "(docs/telehealth.md).",
}
_NO_ANSWER = "The broker does not answer. Look at its log, and at a firewall between."
SIGNED = "roster-signed.json"
"""The administrator's copy, which is handed to every machine."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("what", nargs="?", default="show", choices=VERBS, help="what to do (show)")
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME|FILE|URL",
        help="own, remove: its name; "
        "add: a card; take: the signed roster; broker: mqtts://HOST:8883",
    )
    parser.add_argument("--clinic", default="", help="new: the clinic's name")
    parser.add_argument("--role", choices=[each.value for each in Role], help="own: what it may do")
    parser.add_argument("--until", metavar="DATE", help="add: the last day, such as 2027-11-27")
    parser.add_argument("--clinic-key", metavar="KEY", help="take: the clinic's key, at first")
    add = partial(parser.add_argument, metavar="FILE", default="")
    add("--authorities", help="broker: certificates to trust, PEM")
    add("--certificate", help="broker: this machine's, PEM")
    add("--key", help="broker: the certificate's key, PEM")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    data = data_folder(options.data)
    deeds = {
        "new": _new,
        "own": _own,
        "add": _add,
        "remove": _remove,
        "show": _show,
        "take": _take,
        "broker": _broker,
        "check": _check,
    }
    try:
        return deeds[options.what](options, data) or DONE
    except (EnrolmentFault, RosterRefused) as fault:
        raise CommandFault(str(fault)) from fault
    except OSError as fault:
        raise CommandFault(f"{fault.filename}: {fault.strerror}. Nothing was changed.") from fault


def _say(options: argparse.Namespace, what: str, value: str) -> None:
    """Put the one thing that somebody needs from here on standard output."""
    if options.json:
        print_json({what: value})
    else:
        show(value)


def _one(options: argparse.Namespace, what: str) -> str:
    if len(options.names) != 1:
        raise CommandFault(f"link roster {options.what} needs {what}, and nothing more.")
    return str(options.names[0])


def _new(options: argparse.Namespace, data: Path) -> None:
    if not options.clinic.strip():
        raise CommandFault("link roster new needs the clinic's name: --clinic NAME.")
    key = make_admin(data)
    _write(data, Roster(clinic=options.clinic.strip(), serial=1))
    _say(options, "clinic_key", key.public_key().public_bytes_raw().hex())
    tell(
        f"The clinic's private key is in {place_of(data)}. Keep a copy in a safe place: whoever "
        "has it decides who sees the rooms. Above is its public part; each machine is told it once."
    )


def _own(options: argparse.Namespace, data: Path) -> None:
    if options.role is None:
        raise CommandFault("link roster own needs --role room, board or supervisor.")
    own = make_own(data, _one(options, "a name"), Role(options.role))
    card = Path(f"{own.name}.card.json")
    write_whole(card, json.dumps(_listed(own.card(today() + timedelta(days=LASTS_DAYS)))))
    _say(options, "card", str(card))
    tell("Bring this card to the administrator: kapmonitor link roster add. It holds no secret.")


def _add(options: argparse.Namespace, data: Path) -> None:
    path = Path(_one(options, "a card"))
    try:
        card = member_of(json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise CommandFault(f"{path}: this is no card. Nothing was added.") from fault
    until = _last_day(options.until) if options.until else card.not_after
    roster = _signed_here(data)
    others = tuple(each for each in roster.members if each.name != card.name)
    if len(others) != len(roster.members):
        raise CommandFault(f'"{card.name}" is on the roster already. Remove it first.')
    _write(data, _next(roster, (*others, replace(card, not_after=until))))


def _last_day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as fault:
        raise CommandFault(
            f"--until {text[:40]}: a day is written as 2027-11-27. Nothing was added."
        ) from fault
    if found < today():
        raise CommandFault(f"--until {found}: that day is over. Nothing was added.")
    return found


def _remove(options: argparse.Namespace, data: Path) -> None:
    name, roster = _one(options, "a name"), _signed_here(data)
    if roster.find(name) is None:
        raise CommandFault(f'"{name[:40]}" is not on the roster. Nothing was changed.')
    kept = tuple(each for each in roster.members if each.name != name)
    _write(data, _next(roster, kept))


def _take(options: argparse.Namespace, data: Path) -> None:
    text = Path(_one(options, "a file")).read_text("utf-8", errors="replace")
    roster = take_roster(data, text, options.clinic_key)
    tell(
        f"The roster of {roster.clinic} is in force here, number {roster.serial}. A room or a "
        "station that runs here takes it within a minute; one that it names for the first time "
        "is to be started anew."
    )


def _broker(options: argparse.Namespace, data: Path) -> None:
    url = _one(options, "the broker's address")
    files = (options.authorities, options.certificate, options.key)
    keep_broker(data, url, *(_whole(each) for each in files))
    tell("Kept. It is used when this machine starts as a room or a station.")


def _whole(path: str) -> str:
    """Return a path that means the same wherever a program is started."""
    return str(Path(path).expanduser().absolute()) if path else ""


def _check(options: argparse.Namespace, data: Path) -> int:
    if options.names:
        raise CommandFault("link roster check takes no names.")
    found = enrolled(data)
    own, roster = found.own, found.roster
    tell(
        f'This machine is "{own.name}", a {own.role} of {roster.clinic} '
        f"(roster number {roster.serial}). Rooms: {len(found.rooms)}. "
        f"Screens: {len(found.boards)}."
    )
    with telehealth_wanted():
        from kapmonitor.central.proof import trouble_of
        from kapmonitor.link.mqtt import cables_to

        trouble = asyncio.run(trouble_of(found, cables_to(found.broker)))
    fix = None if trouble is None else _TROUBLES.get(trouble, _NO_ANSWER)
    if options.json:
        of_all = {"rooms": len(found.rooms), "screens": len(found.boards)}
        known = {"name": own.name, "role": own.role.value, "clinic": roster.clinic}
        verdict = "fine" if fix is None else "wrong"
        print_json({**known, "number": roster.serial, **of_all, "broker": verdict, "fix": fix})
    if fix is not None:
        tell(fix)
        return NO
    part = "tell its screens" if own.role is Role.ROOM else "hear the rooms"
    tell(f"The broker answers and lets it {part}.")
    return DONE


def _show(options: argparse.Namespace, data: Path) -> None:
    if options.names:
        raise CommandFault("link roster show takes no names.")
    here = (place_of(data) / SIGNED).exists()
    roster = _signed_here(data) if here else kept_roster(data)
    rows = [("name", "role", "until", "counts")]
    for each in roster.members:
        counts = "yes" if each.counts(today()) else "no, over"
        rows.append((each.name, each.role.value, each.not_after.isoformat(), counts))
    if options.json:
        for row in rows[1:]:
            print_json(dict(zip(rows[0], row, strict=True)))
    else:
        print_table(rows)
    tell(f"{roster.clinic}, number {roster.serial}")


def _signed_here(data: Path) -> Roster:
    path = place_of(data) / SIGNED
    public = admin_key(data).public_key()
    return read(path.read_text("utf-8"), public)


def _next(roster: Roster, members: tuple[Member, ...]) -> Roster:
    return replace(roster, serial=roster.serial + 1, members=members)


def _write(data: Path, roster: Roster) -> None:
    path = place_of(data) / SIGNED
    key = admin_key(data)
    text = signed(roster, key)
    read(text, key.public_key())  # what no machine would take is not written
    write_whole(path, text)
    then = (
        "Take it on each of them: kapmonitor link roster take FILE"
        if roster.members
        else "Nobody is on it yet: kapmonitor link roster add CARD"
    )
    tell(f"{path}: number {roster.serial}, machines: {len(roster.members)}. {then}")


def _listed(card: Member) -> dict[str, str]:
    return {
        "name": card.name,
        "role": card.role.value,
        "ed25519": card.ed25519,
        "x25519": card.x25519,
        "not_after": card.not_after.isoformat(),
    }
