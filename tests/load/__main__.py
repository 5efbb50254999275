"""The expected alarm load: `./dev load [--sessions N]`; without N it writes docs/alarm-load.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.load.figures import PLANS, page, tally

PAGE = Path(__file__).parents[2] / "docs" / "alarm-load.md"
SESSIONS = 10_000


def main() -> int:
    """Play the sessions and tell what they came to."""
    parser = argparse.ArgumentParser(prog="dev load", description=__doc__)
    parser.add_argument("--sessions", type=int, metavar="N", help="fewer, and only printed")
    asked = parser.parse_args()
    count = asked.sessions or SESSIONS
    tallies = {}
    for name, plan in PLANS.items():
        tallies[name] = tally(name, plan, count)
        sys.stderr.write(f"{name}: {count} sessions of {plan.preset}\n")
    made = page(tallies, count)
    if asked.sessions:
        sys.stdout.write(made)
    else:
        PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
