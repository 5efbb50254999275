"""The page's own code without a browser, in node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).parent / "vectors.mjs"


def comes_to(call: str) -> Any:
    """Return what a call comes to; the page's code is `m` in it."""
    if (node := shutil.which("node")) is None:
        pytest.skip("node is not installed")
    script = f"import(process.argv[1]).then((m) => {call})"
    words = [node, "-e", f"{script}.then((found) => console.log(JSON.stringify(found)))"]
    told = subprocess.run([*words, VECTORS.as_uri()], check=True, capture_output=True, text=True)
    return json.loads(told.stdout)
