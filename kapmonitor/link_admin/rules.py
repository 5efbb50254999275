"""Who may do what on a broker, in Mosquitto's words; the same rules are what `check` proves.

A patient's right is the unguessable name of its client; a station's is the name in its
certificate. `pattern` lines only: a `topic` line before any `user` would hold for nobody but
clients without a name.
"""

from __future__ import annotations

BOARD = "st-central"
"""The name, in a certificate, of a supervising screen."""

PATIENTS = """\
pattern write kap1/p/%c/up
pattern write kap1/p/%c/will
pattern read  kap1/p/%c/down
pattern write kap1/n/%c/p
pattern read  kap1/n/%c/t
"""

STATIONS = f"""\
pattern readwrite kap1/st/%u/#
pattern read  kap1/p/+/up
pattern read  kap1/p/+/will
pattern write kap1/p/+/down
pattern read  kap1/n/+/p
pattern write kap1/n/+/t
pattern readwrite kap1/n/+/claim
user {BOARD}
topic read  kap1/st/#
topic write kap1/st/+/cmd
"""
