"""`kapmonitor link trial-broker`: Mosquitto on this machine, set up and started in one command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kapmonitor.commands.terminal import DONE, NO, CommandFault, data_folder, orderly_end, show

if TYPE_CHECKING:
    from kapmonitor.link_admin.trial import Trial

_ENDS_WITHIN_S = 5.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where its files go")
    parser.add_argument(
        "--host", default="localhost", help="what other machines call this one (localhost)"
    )
    parser.add_argument(
        "--listen",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="the address to listen on (127.0.0.1: this machine only; 0.0.0.0: every network)",
    )
    parser.add_argument("--station-port", type=int, default=8883, metavar="N")
    parser.add_argument("--patient-port", type=int, default=8884, metavar="N")
    parser.add_argument("--web-port", type=int, default=8443, metavar="N")
    parser.add_argument(
        "--station", action="append", metavar="NAME", help="a room to make a key for"
    )
    parser.add_argument(
        "--board", action="append", metavar="NAME", help="a supervising screen, which hears all"
    )
    parser.add_argument("--set-up-only", action="store_true", help="write the files, start nothing")


def run(options: argparse.Namespace) -> int:
    """Carry the command out: until interrupted, unless it is only to set up."""
    from kapmonitor.link_admin import rules, trial

    folder = options.folder or data_folder(options.data) / "trial-broker"
    boards = options.board or [rules.BOARD]
    names = list(dict.fromkeys((*(options.station or [trial.ROOM]), *boards)))
    if any(not _is_name(each) for each in names):
        raise CommandFault("A station's name has letters, digits and - only, such as room-1.")
    ports = trial.Ports(
        stations=options.station_port, patients=options.patient_port, web=options.web_port
    )
    try:
        made = trial.set_up(
            folder.expanduser().absolute(),
            host=options.host,
            address=options.listen,
            ports=ports,
            stations=names,
        )
        trial.name_boards(made, boards)
        if options.set_up_only:
            _tell(made)
            return DONE
        process = trial.start(made)
    except trial.TrialFault as fault:
        raise CommandFault(str(fault)) from fault
    _tell(made)
    show("It runs until you press Ctrl-C.")
    try:
        with orderly_end():
            return DONE if process.wait() == 0 else NO
    finally:
        process.terminate()
        process.wait(_ENDS_WITHIN_S)


def _is_name(text: str) -> bool:
    return text.isascii() and text.replace("-", "").isalnum()


def _tell(made: Trial) -> None:
    show(f"Broker for trial, in {made.folder}")
    show(f"  therapists' programs   {made.for_stations}")
    show(f"  patients' programs     {made.for_patients}")
    show(f"  patients' pages        {made.for_web}")
    show(f"  authority to trust     {made.authority}")
    for name, identity in made.stations.items():
        show(f"  {name.ljust(21)}  {identity.certificate}  {identity.key.name}")
    first = next(iter(made.stations.values()))
    show("Prove it, from another window:")
    show(
        f"  kapmonitor link check --patients {made.for_patients} --web {made.for_web} "
        f"--stations {made.for_stations} --authorities {made.authority} "
        f"--certificate {first.certificate} --key {first.key}"
    )
    show("For trials only: its keys stand on this disk, and nobody renews its certificate.")
