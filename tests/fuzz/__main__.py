"""Fuzzes every decoder, one after the other: `./dev fuzz [--runs N] [DRIVER …]`."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

from tests.devices.driver_kind import SLUGS

CORPUS = Path("build/fuzz")
LONGEST_INPUT = 64
HANG_S = 10


def main() -> int:
    """Fuzz what was asked for; return 1 if a decoder did what none may do."""
    parser = argparse.ArgumentParser(prog="dev fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000_000, metavar="N")
    parser.add_argument("drivers", nargs="*", type=known, metavar="DRIVER")
    asked = parser.parse_args()
    results = [fuzzed(slug, asked.runs) for slug in asked.drivers or SLUGS]
    return 0 if all(results) else 1


def known(slug: str) -> str:
    """Return a driver's name. Raises ArgumentTypeError."""
    if slug not in SLUGS:
        raise argparse.ArgumentTypeError(f"there is no driver {slug}; there are {', '.join(SLUGS)}")
    return slug


def fuzzed(slug: str, runs: int) -> bool:
    """Fuzz one decoder and print how that went."""
    corpus = CORPUS / slug
    options = [f"-runs={runs}", f"-timeout={HANG_S}", f"-max_len={LONGEST_INPUT}"]
    told = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.one", slug, str(corpus), *options],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if told.returncode == 0:
        done = re.findall(r"#(\d+)\s+DONE\s+cov: (\d+)", told.stderr)
        inputs, branches = done[-1] if done else (str(runs), "?")
        sys.stdout.write(f"{slug}: {inputs} inputs, {branches} branches, nothing found\n")
    else:
        sys.stdout.write(
            f"{slug}: FOUND SOMETHING; the input lies in {corpus}\n{told.stderr[-3000:]}\n"
        )
    sys.stdout.flush()
    return told.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
