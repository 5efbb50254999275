"""Who may do what on a broker, in Mosquitto's words; the same rules are what `check` proves.

A patient's right is the unguessable name of its client; a station's is the name in its
certificate. `pattern` lines only: a `topic` line before any `user` would hold for nobody but
clients without a name.
"""

from __future__ import annotations

from collections.abc import Iterable

BOARD = "st-central"
"""The name, in a certificate, of a supervising screen."""

PATIENTS = """\
pattern write kap1/p/%c/up
pattern write kap1/p/%c/will
pattern read  kap1/p/%c/down
pattern write kap1/n/%c/p
pattern read  kap1/n/%c/t
"""

_EVERY_STATION = """\
pattern readwrite kap1/st/%u/#
pattern read  kap1/p/+/up
pattern read  kap1/p/+/will
pattern write kap1/p/+/down
pattern read  kap1/n/+/p
pattern write kap1/n/+/t
pattern readwrite kap1/n/+/claim
"""
_BOARD = """\
user {name}
topic read  kap1/st/#
topic write kap1/st/+/cmd
"""


def stations(boards: Iterable[str] = (BOARD,)) -> str:
    """Return the rules of the stations' listener, where these names are supervising screens."""
    return _EVERY_STATION + "".join(_BOARD.format(name=each) for each in boards)
