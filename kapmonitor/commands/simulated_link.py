"""What links the two sides of a simulated telehealth session, and why: said in any case."""

from __future__ import annotations

from importlib.util import find_spec

from devices.simulator import Scenario
from kapmonitor.commands.terminal import CommandFault, tell
from kapmonitor.runtime import MAX_SPEED
from kapmonitor.session.vocabulary import Setting
from kapmonitor.simulation import Play, Transport

FASTEST_FOR_A_BROKER = 60.0
"""A server answers in its own time. Faster than this, its few milliseconds would be seconds."""

ONE_SIDE = "Telehealth: only the therapist's side is played, its devices beside it, with no link: "
NO_EXTRA = f"{ONE_SIDE}the part for it is not installed (pip install 'kapmonitor[telehealth]')."
MORE_DEVICES = f"{ONE_SIDE}the patient's program reads one cuff, and this scenario has more."
BOTH = "Telehealth: both sides are played. "
OVER_BROKER = (
    f"{BOTH}The link between them runs over a real server (broker): a Mosquitto of this session's "
    "own, for this machine alone, which ends with it. The server and this computer keep their own "
    "time: at {speed:g} times the speed a pause of {late_ms:.0f} ms counts as a late link."
)
IN_MEMORY = (
    f"{BOTH}The link between them runs inside this program (memory), not over a real server: "
)
ASKED = "as asked for."
TOO_FAST = f"no server keeps pace with more than {FASTEST_FOR_A_BROKER:.0f} times the speed."
NOT_INSTALLED = "Mosquitto is not installed on this machine."
NO_LINK = "--link: this session has no link; only telehealth protocols have one."
LATE_MS = 5000.0
NO_FAULTS = "What this scenario has go wrong with the link does not happen: there is none."


def linked(play: Play, asked: str | None, speed: float) -> Transport | None:
    """Return what links both sides, or None where only one is played; say which and why.

    Raises CommandFault where something else was asked for than is possible.
    """
    if play.preset.preset.setting is not Setting.TELEHEALTH:
        if asked is not None:
            raise CommandFault(NO_LINK)
        _tell_of_faults(play.scenario)
        return None
    if obstacle := _against_two_sides(play.scenario):
        if asked is not None:
            raise CommandFault(obstacle)
        tell(obstacle)
        _tell_of_faults(play.scenario)
        return None
    return _chosen(asked, speed)


def _chosen(asked: str | None, speed: float) -> Transport:
    obstacle = _against_a_broker(speed)
    if asked == Transport.BROKER and obstacle:
        raise CommandFault(f"--link broker: {obstacle}")
    if asked == Transport.MEMORY or obstacle:
        tell(IN_MEMORY + (ASKED if asked == Transport.MEMORY else obstacle))
        return Transport.MEMORY
    tell(OVER_BROKER.format(speed=speed, late_ms=LATE_MS / speed))
    return Transport.BROKER


def _against_a_broker(speed: float) -> str:
    if speed == MAX_SPEED or speed > FASTEST_FOR_A_BROKER:
        return TOO_FAST
    from kapmonitor.link_admin.trial import program

    return "" if program() else NOT_INSTALLED


def _against_two_sides(scenario: Scenario) -> str:
    if find_spec("paho") is None or find_spec("spake2") is None:
        return NO_EXTRA
    if scenario.second_cuff is not None or scenario.oximeter is not None:
        return MORE_DEVICES
    return ""


def _tell_of_faults(scenario: Scenario) -> None:
    if scenario.link:
        tell(NO_FAULTS)
