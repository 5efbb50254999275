"""The resource tree: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource. The checkout wins over a stale installed copy."""
    for root in (_PACKAGE.parent / "resources", _PACKAGE / "resources"):
        if (root / "protocols").is_dir():
            return root.joinpath(*parts)
    raise FileNotFoundError("kapmonitor is not installed whole: its resources are missing.")
