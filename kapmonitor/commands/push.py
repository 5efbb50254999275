"""`kapmonitor push`: one session to the chart system's FHIR server, and how those stand that wait.

The token is read from standard input and never from the command line, which other programs on the
machine can read.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from devices.peer_text import clean
from kapmonitor.clock import SystemClock
from kapmonitor.commands.sessions import open_for_reading, open_for_writing
from kapmonitor.commands.terminal import (
    DONE,
    NO,
    CommandFault,
    data_folder,
    print_json,
    print_table,
    tell,
)
from kapmonitor.practice import Practice
from kapmonitor.push.post import Failed, try_connection
from kapmonitor.push.sending import NotAsked, Parcel, ask, came_of, look, pack, sending
from kapmonitor.push.server import ServerFault, base_of, keep_token, server_of, token_of
from kapmonitor.push.standing import Standing, State
from kapmonitor.push.words import WHY, told
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.library import Library
from kapmonitor.settings import SettingsFault, load, save


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("session", metavar="SESSION", nargs="?", help="what is to be sent")
    parser.add_argument("--now", action="store_true", help="try at once, and wait for the answer")
    parser.add_argument("--status", action="store_true", help="how sessions stand; sends nothing")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")
    parser.add_argument("--server", metavar="URL", help="set the address; empty: send nothing")
    parser.add_argument("--ca", metavar="FILE", help="set certificates to trust as well")
    parser.add_argument("--patients", metavar="SYSTEM", help="set the chart's patient numbers")
    parser.add_argument("--test-server", choices=("yes", "no"), help="set whether it is for trials")
    parser.add_argument("--token", action="store_true", help="read a token from standard input")
    parser.add_argument("--check", action="store_true", help="ask the server what it is")


def run(options: argparse.Namespace) -> int:
    """Carry the command out."""
    folder = data_folder(options.data)
    try:
        changed = _set_up(folder, options)
        if options.check:
            return _check(folder)
        if options.status:
            return _show(options)
        if options.session or options.now:
            return _send(folder, options)
    except (ServerFault, SettingsFault, RecordFault) as fault:
        raise CommandFault(str(fault)) from fault
    except OSError as fault:
        raise CommandFault(f"{fault.filename}: {fault.strerror}.") from fault
    if changed:
        return DONE
    raise CommandFault("Name a session, or --now, --status, --check, --server. Try: push --help")


def _set_up(folder: Path, options: argparse.Namespace) -> bool:
    """Change what is given of the settings; return whether anything was."""
    given = {
        "chart_server": options.server,
        "chart_ca_file": options.ca,
        "chart_patients": options.patients,
        "chart_is_test": None if options.test_server is None else options.test_server == "yes",
    }
    wanted = {name: value for name, value in given.items() if value is not None}
    if wanted.get("chart_server"):
        wanted["chart_server"] = base_of(options.server)
    if wanted:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        save(folder, replace(load(folder), **wanted))
    if options.token:
        base = server_of(load(folder)).base
        if keep_token(folder, base, sys.stdin.readline().strip()):
            tell("The token is in the system's own store of secrets.")
        else:
            tell(
                "This machine has no store of secrets: the token is in a file of the data folder "
                "that only you may read. Whoever can read your files can read it."
            )
    return bool(wanted) or options.token


def _check(folder: Path) -> int:
    server = server_of(load(folder))
    try:
        tell(f"{server.host}: {try_connection(server, token_of(folder, server.base))}")
    except Failed as failed:
        tell(_failure(failed))
        return NO
    return DONE


def _show(options: argparse.Namespace) -> int:
    with open_for_reading(options) as record:
        practice = Practice(record, data_folder(options.data), SystemClock())
        found = list(sending(practice).values())
    rows = [_facts(each) for each in found]
    if options.json:
        for row in rows:
            print_json(row)
    elif rows:
        print_table([tuple(rows[0]), *(tuple(map(_cell, row.values())) for row in rows)])
    else:
        tell("No session was asked to be sent.")
    return NO if any(each.state is State.REFUSED for each in found) else DONE


def _send(folder: Path, options: argparse.Namespace) -> int:
    if not (folder / FILE_NAME).exists():
        raise CommandFault(f"There is no record in {folder}.")
    with open_for_writing(options) as record:
        practice = Practice(record, folder, SystemClock())
        if options.session:
            if Library(record).session(options.session) is None:
                raise CommandFault(f"There is no session {clean(options.session)}.")
            if not _wanted(practice, options.session):
                return NO
        if not options.now:
            tell("It waits: the program sends it while it runs, or `kapmonitor push --now` does.")
            return DONE
        waiting = [
            each
            for each in sending(practice).values()
            if each.due is not None and options.session in (None, each.session)
        ]
        results = [_try(practice, folder, each) for each in waiting]
        if not waiting:
            tell("Nothing waits to be sent.")
    return DONE if all(results) else NO


def _wanted(practice: Practice, session: str) -> bool:
    """Ask for a session to be sent, unless it waits already; say what is against it."""
    standing = look(practice, session).standing
    if standing is not None and standing.state is State.WAITING:
        return True
    try:
        ask(practice, session, None)
    except NotAsked as fault:
        for reason in fault.reasons:
            tell(reason)
        return False
    return True


def _try(practice: Practice, folder: Path, standing: Standing) -> bool:
    packed = pack(practice, folder, standing)
    if not isinstance(packed, Parcel):
        practice.note(packed, None)
        tell(f"{standing.session}: {WHY[packed.reason]}")
        return False
    result = packed.hand_over()
    practice.note(came_of(packed, result, standing, SystemClock().read().utc), None)
    after = sending(practice)[standing.session]
    said = result.told if isinstance(result, Failed) else ""
    tell(" ".join(filter(None, (f"{standing.session}: {told(after)}", said))))
    return after.state is State.SENT


def _failure(failed: Failed) -> str:
    code = f" (HTTP {failed.status})" if failed.status is not None else ""
    return f"{WHY[failed.reason]}{code} {failed.told}".rstrip()


def _facts(each: Standing) -> dict[str, object]:
    last = each.delivered
    return {
        "session": each.session,
        "state": each.state.value,
        "server": each.server,
        "since": each.since.isoformat(),
        "attempts": each.attempts,
        "next": each.due.isoformat() if each.due else None,
        "reason": each.reason.value if each.reason else None,
        "status": each.status,
        "location": last.location if last else None,
    }


def _cell(value: object) -> str:
    return "-" if value is None else str(value)
