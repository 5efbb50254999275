"""What links the two sides of a simulated telehealth session, and why: said in any case."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

from kapmonitor.commands.terminal import CommandFault, tell
from kapmonitor.session.vocabulary import Setting
from kapmonitor.simulation import Play, Transport

FASTEST_FOR_A_BROKER = 60.0
"""So fast were plays measured (docs/decisions/telehealth.md); between two signs of life a server's
clients then have 33 ms."""

ONE_SIDE = "Telehealth: only the therapist's side is played, its devices beside it, with no link: "
NO_EXTRA = f"{ONE_SIDE}the part for it is not installed (pip install 'kapmonitor[telehealth]')."
MORE_DEVICES = f"{ONE_SIDE}the patient's program reads one cuff, and this scenario has more."
BOTH = "Telehealth: both sides are played. "
OVER_BROKER = (
    f"{BOTH}The link between them runs over a real server (broker): a Mosquitto of this session's "
    "own, for this machine alone, which ends with it. At {speed:g} times the speed; a server keeps "
    "its own time, so while a message is on its way time passes as in the world."
)
IN_MEMORY = (
    f"{BOTH}The link between them runs inside this program (memory), not over a real server: "
)
ASKED = "as asked for."
TOO_FAST = f"no server keeps pace with more than {FASTEST_FOR_A_BROKER:.0f} times the speed."
NOT_INSTALLED = "Mosquitto is not installed on this machine."
NO_LINK = "--link: this session has no link; only telehealth protocols have one."
NO_FAULTS = "What this scenario has go wrong with the link does not happen: there is none."


def linked(play: Play, asked: str | None, speed: float | None, usual: float) -> tuple[Play, float]:
    """Return the play with what links both sides, and its speed; say which and why.

    `speed` None: nobody said one; then it is the `usual` one, or what a server that is asked for
    keeps pace with. Raises CommandFault where something else was asked for than is possible.
    """
    obstacle = _against_a_link(play)
    if obstacle and asked is not None:
        raise CommandFault(obstacle)
    if obstacle:
        if obstacle is not NO_LINK:
            tell(obstacle)
        if play.scenario.link:
            tell(NO_FAULTS)
        return play, speed or usual
    if speed is None and asked == Transport.BROKER:
        speed = min(usual, FASTEST_FOR_A_BROKER)
    pace = speed or usual
    return replace(play, link=_chosen(asked, pace), pace=pace), pace


def _chosen(asked: str | None, speed: float) -> Transport:
    obstacle = _against_a_broker(speed)
    if asked == Transport.BROKER and obstacle:
        raise CommandFault(f"--link broker: {obstacle}")
    if asked == Transport.MEMORY or obstacle:
        tell(IN_MEMORY + (ASKED if asked == Transport.MEMORY else obstacle))
        return Transport.MEMORY
    tell(OVER_BROKER.format(speed=speed))
    return Transport.BROKER


def _against_a_broker(speed: float) -> str:
    if speed > FASTEST_FOR_A_BROKER:
        return TOO_FAST
    from kapmonitor.link_admin.trial import program

    return "" if program() else NOT_INSTALLED


def _against_a_link(play: Play) -> str:
    if play.preset.preset.setting is not Setting.TELEHEALTH:
        return NO_LINK
    if find_spec("paho") is None or find_spec("spake2") is None:
        return NO_EXTRA
    if play.scenario.second_cuff is not None or play.scenario.oximeter is not None:
        return MORE_DEVICES
    return ""
