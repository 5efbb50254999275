"""A broker that ends with the program that started it, however that program ends.

A keeper, which is a process of its own, holds the broker and hears words from a pipe. The pipe
ends with whoever holds its other end, also when that is killed; then the keeper ends the broker
and removes its folder.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from kapmonitor.link_admin.trial import LOCAL, Ports, Trial, TrialFault, launch, set_up

START, STOP, FORGET = "start", "stop", "forget"
DONE = "done"
_ENDS_WITHIN_S = 10.0
_KEPT = "mosquitto.db"


class KeptBroker:
    """A broker of this program's own, on this machine alone, in a temporary folder."""

    def __init__(self) -> None:
        """Set it up and start it. Raises TrialFault."""
        folder = Path(tempfile.mkdtemp(prefix="kapmonitor-broker-"))
        try:
            self.trial = set_up(folder, host=LOCAL, ports=_free_ports())
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._keeper = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-P", "-m", __name__, *_told(self.trial)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # an interrupt at the terminal is for us, and we end it
        )
        try:
            self.ask(START)
        except TrialFault:
            self.close()
            raise

    def ask(self, word: str) -> None:
        """Let the broker start, stop, or (stopped) forget; wait for it. Raises TrialFault."""
        keeper = self._keeper
        if keeper.stdin is None or keeper.stdout is None:
            raise TrialFault(_GONE)
        try:
            keeper.stdin.write(f"{word}\n")
            keeper.stdin.flush()
        except OSError as fault:
            raise TrialFault(_GONE) from fault
        said = keeper.stdout.readline().strip()
        if said != DONE:
            raise TrialFault(said or _GONE)

    def close(self) -> None:
        """End it; nothing of it stays."""
        for pipe in (self._keeper.stdin, self._keeper.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._keeper.wait(_ENDS_WITHIN_S)


_GONE = "The process that keeps the local server has ended."


def keep(settings: Path, ports: Sequence[int]) -> None:
    """Do what is said on standard input; at its end leave nothing."""
    broker: subprocess.Popen[bytes] | None = None
    with ExitStack() as left:
        left.callback(shutil.rmtree, settings.parent, ignore_errors=True)
        left.callback(lambda: _end(broker))
        for line in sys.stdin:
            said = DONE
            match line.strip():
                case word if word == START:
                    try:
                        broker = launch(settings, LOCAL, ports, quiet=True)
                    except TrialFault as fault:
                        said = str(fault)
                case word if word == STOP:
                    _end(broker)
                case word if word == FORGET:
                    (settings.parent / _KEPT).unlink(missing_ok=True)
            sys.stdout.write(f"{said}\n")
            sys.stdout.flush()


def _end(broker: subprocess.Popen[bytes] | None) -> None:
    if broker is None or broker.poll() is not None:
        return
    broker.terminate()
    try:
        broker.wait(_ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        broker.kill()
        broker.wait()


def _told(trial: Trial) -> list[str]:
    ports = trial.ports
    return [str(trial.settings), *map(str, (ports.stations, ports.patients, ports.web))]


def _free_ports() -> Ports:
    """Return ports that nobody listens on just now."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(3)]
        for each in probes:
            each.bind((LOCAL, 0))
        stations, patients, web = (int(each.getsockname()[1]) for each in probes)
    return Ports(stations=stations, patients=patients, web=web)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    keep(Path(sys.argv[1]), [int(each) for each in sys.argv[2:]])
