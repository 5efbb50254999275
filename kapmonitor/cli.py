"""The command line: finds the command, runs it, and turns every failure into one plain line.

Importing this module is cheap: each command is imported when it is the one that was asked for,
so that the window opens without paying for any of them. Global options may stand before the
command and after it.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kapmonitor import __version__
from kapmonitor.commands.terminal import (
    DONE,
    INTERRUPTED,
    UNUSABLE,
    CommandFault,
    NobodyListens,
    finish_output,
    listened_to,
    prepare_output,
    tell,
)

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

COMMANDS = {
    "simulate": "play a whole session with a simulated patient and cuff",
    "devices": "list the drivers, and what is in reach",
    "measure": "take one reading from a device, without a session",
    "decode": "say what a driver makes of octets",
    "replay": "play a capture through its driver",
    "protocols": "list, show and check protocol presets",
    "sessions": "list the sessions of the record",
    "export": "write one session as pdf, csv, fhir or jsonl",
    "import": "bring in home readings, a session of another installation, or patients",
    "push": "send one session to the chart system's FHIR server",
    "check-record": "prove that the record is intact",
    "access": "say who opened, exported, changed or erased what",
    "backup": "copy the whole record into one proved file",
    "restore": "put a backup in the place of the record, which is kept",
    "erase": "erase a patient: name, birth and every word; numbers stay under a pseudonym",
    "link check": "prove a telehealth broker: reach, certificate, who may do what, round trip",
    "link trial-broker": "start an installed Mosquitto on this machine with the right settings",
    "station": "open the supervising screen: every room, who needs somebody first",
    "link roster": "who may do what among a clinic's rooms and boards",
    "serve-page": "serve the patient's web page on this machine, for a trial",
    "companion": "the patient's side of a telehealth session, in a window of its own",
    "doctor": "say what this machine has, and the fix for what is missing",
}
WINDOW = "window"
_WITH_VALUE = ("--data", "--secret-file")

_log = logging.getLogger(__name__)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of printing the usage first."""

    def error(self, message: str) -> NoReturn:
        raise CommandFault(f"{message[:1].upper()}{message[1:]}. Try: {self.prog} --help")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        with listened_to():  # where nothing is buffered, some versions of argparse raise here
            super()._print_message(message, file)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. Never raises."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    prepare_output()
    try:
        code = _ended(words)
        finish_output()
    except CommandFault as fault:
        tell(str(fault))
        return UNUSABLE
    except (KeyboardInterrupt, NobodyListens):
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001  the program's edge: a person gets a sentence
        return _broken(fault, verbose="-v" in words)
    return code


def window_main() -> int:
    """Open the window: the entry point of the desktop icon."""
    return main([])


def _ended(words: list[str]) -> int:
    try:
        return _run(words)
    except SystemExit as told:  # --help and --version, which have said what they had to say
        return DONE if told.code is None else int(told.code)


def _run(words: list[str]) -> int:
    before, command, after = _split(words)
    options = _parser().parse_args(before)
    named = (command or WINDOW).replace("-", "_").replace(" ", "_")
    module = import_module(f"kapmonitor.commands.{named}{'_' * iskeyword(named)}")
    if command is not None:
        own = _own_parser(command)
        module.add_arguments(own)
        own.parse_intermixed_args(after, options)
    logging.basicConfig(
        level=logging.INFO if options.verbose else logging.CRITICAL,
        format="%(asctime)s %(name)s %(message)s",
    )
    carry_out: Callable[[argparse.Namespace], int] = module.run
    return carry_out(options)


def _split(words: list[str]) -> tuple[list[str], str | None, list[str]]:
    """Part the words at the command. Raises CommandFault when there is no such command."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in _WITH_VALUE else 1
    if at >= len(words):
        return words, None, []
    for size in (2, 1):  # `link check` is one command of two words
        command = " ".join(words[at : at + size])
        if command in COMMANDS:
            return words[:at], command, words[at + size :]
    said = words[at][:40]
    longer = [each for each in COMMANDS if each.startswith(f"{said} ")]
    if longer:
        raise CommandFault(f'"{said}" is said with what it is to do: {", ".join(longer)}.')
    raise CommandFault(f'There is no command "{said}". There are: {", ".join(COMMANDS)}.')


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name.ljust(width)}  {said}" for name, said in COMMANDS.items())
    parser = _Parser(
        prog="kapmonitor",
        usage="kapmonitor [--data DIR] [--secret-file FILE] [-v] [COMMAND …]",
        description="Records, shows and reminds during a ketamine-assisted psychotherapy session.\n"
        "It is not a medical device. Without a command it opens the window.",
        epilog=f"commands:\n{listed}\n\n`kapmonitor COMMAND --help` tells the rest.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_global(parser, chosen=None, verbose=False)
    return parser


def _own_parser(command: str) -> argparse.ArgumentParser:
    said = COMMANDS[command]
    parser = _Parser(
        prog=f"kapmonitor {command}",
        description=f"{said[:1].upper()}{said[1:]}.",
        allow_abbrev=False,
    )
    _add_global(parser, chosen=argparse.SUPPRESS, verbose=argparse.SUPPRESS)
    return parser


def _add_global(parser: argparse.ArgumentParser, *, chosen: object, verbose: object) -> None:
    parser.add_argument("--version", action="version", version=f"kapmonitor {__version__}")
    parser.add_argument(
        "--data", metavar="DIR", default=chosen, help="the data folder (also KAPMONITOR_DATA)"
    )
    parser.add_argument(
        "--secret-file",
        type=Path,
        metavar="FILE",
        default=chosen,
        help="a file whose first line opens an encrypted record: a secret or the recovery key",
    )
    parser.add_argument(
        "-v",
        dest="verbose",
        action="store_true",
        default=verbose,
        help="say more, and show where a fault came from",
    )


def _broken(fault: Exception, *, verbose: bool) -> int:
    if verbose:
        _log.critical("the command failed", exc_info=fault)
    tell(f"kapmonitor failed ({type(fault).__name__}). Run it again with -v and report it.")
    return UNUSABLE
