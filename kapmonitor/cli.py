"""The command line: finds the command, runs it, and turns every failure into one plain line.

Importing this module is cheap: each command is imported when it is the one that was asked for,
so that the window opens without paying for any of them.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from kapmonitor import __version__
from kapmonitor.commands.terminal import DONE, INTERRUPTED, UNUSABLE, CommandFault, tell

COMMANDS = {
    "simulate": "play a whole session with a simulated patient and cuff",
    "devices": "list the drivers, and what is in reach",
    "measure": "take one reading from a device, without a session",
    "decode": "say what a driver makes of octets",
    "replay": "play a capture through its driver",
    "protocols": "list, show and check protocol presets",
    "sessions": "list the sessions of the record",
    "export": "write one session as pdf, csv or jsonl",
    "check-record": "prove that the record is intact",
    "doctor": "say what this machine has, and the fix for what is missing",
}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of printing the usage first."""

    def error(self, message: str) -> NoReturn:
        raise CommandFault(f"{message[:1].upper()}{message[1:]}. Try: {self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. Never raises, but for bugs under `-v`."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    verbose = "-v" in words
    try:
        return _run(words)
    except CommandFault as fault:
        tell(str(fault))
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as fault:
        if verbose:
            raise
        tell(f"kapmonitor failed ({type(fault).__name__}). Run it again with -v and report it.")
        return UNUSABLE


def window_main() -> int:
    """Open the window: the entry point of the desktop icon."""
    return main([])


def _run(words: list[str]) -> int:
    command = next((word for word in words if not word.startswith("-")), None)
    parser = _parser(_named(command, words))
    options = parser.parse_args(words)
    logging.basicConfig(
        level=logging.INFO if options.verbose else logging.ERROR,
        format="%(asctime)s %(name)s %(message)s",
    )
    if options.command is None:
        from kapmonitor.commands import window

        return window.run(options)
    carry_out: Callable[[argparse.Namespace], int] = import_module(_module(options.command)).run
    return carry_out(options)


def _named(command: str | None, words: list[str]) -> str | None:
    """Return the command in play; an option's value in front of it must not be taken for one."""
    return next((word for word in words if word in COMMANDS), command)


def _parser(command: str | None) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="kapmonitor",
        description="Records, shows and reminds during a ketamine-assisted psychotherapy session. "
        "It is not a medical device. Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"kapmonitor {__version__}")
    _add_global(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name, summary in COMMANDS.items():
        own = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
        _add_global(own, default=argparse.SUPPRESS)
        if name == command:
            import_module(_module(name)).add_arguments(own)
    return parser


def _add_global(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data", metavar="DIR", default=default, help="the data folder (also KAPMONITOR_DATA)"
    )
    parser.add_argument(
        "-v",
        dest="verbose",
        action="store_true",
        default=False if default is None else default,
        help="say more, and show where a fault came from",
    )


def _module(command: str) -> str:
    return f"kapmonitor.commands.{command.replace('-', '_')}"
