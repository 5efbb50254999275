"""README's two commands on a Debian 12 that holds Python and nothing else, made by debootstrap.

Needs root, debootstrap, and the registries this machine is set up for: the tree gets this
machine's name server, its settings of apt and pip, and its own certificates. It takes minutes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, files

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(
        sys.platform == "win32" or os.geteuid() != 0 or not shutil.which("debootstrap"),
        reason="needs root and debootstrap",
    ),
]

OF_THIS_MACHINE = (
    "/etc/resolv.conf",
    "/etc/pip.conf",
    "/etc/apt/apt.conf.d",
    "/usr/local/share/ca-certificates",
)
# Mounted inside a mount namespace of their own, so that they end with the command.
MOUNTS = (
    "mount -t proc proc {tree}/proc; mount -t tmpfs tmpfs {tree}/dev/shm;"
    " mount -t devpts -o newinstance,ptmxmode=0666 devpts {tree}/dev/pts;"
)


@pytest.fixture(scope="module")
def bare_tree() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kapmonitor-bare-") as folder:
        tree = Path(folder, "debian")
        make = ["debootstrap", "--variant=minbase", "--include=python3", "bookworm", str(tree)]
        subprocess.run(["unshare", "--mount", *make], check=True, capture_output=True)
        for name in OF_THIS_MACHINE:
            _copy(Path(name), tree / name.removeprefix("/"))
        for path in files():
            _copy(path, tree / "checkout" / path.relative_to(ROOT))
        yield tree


def test_from_nothing_to_a_finished_session_and_its_tests(bare_tree: Path) -> None:
    demo = bare_tree / "checkout/kapmonitor-demo"

    # Somebody who may install nothing gets the lines to run, twice, and no loader's trace.
    _inside(bare_tree, "chmod -R a+rwX .")
    refused = _inside(bare_tree, "python3 dev run", user="nobody")
    assert refused.returncode == 2, refused.stdout
    assert "sudo apt-get install libgl1" in refused.stdout
    assert "sudo apt-get install python3.11-venv" in refused.stdout
    _inside(bare_tree, "apt-get install -y --no-install-recommends python3.11-venv")
    without_qt = _inside(bare_tree, "python3 dev run", user="nobody")
    assert "sudo apt-get install libgl1" in without_qt.stdout
    assert "Traceback" not in without_qt.stdout
    assert (demo / "session.jsonl").exists(), without_qt.stdout
    shutil.rmtree(demo)

    # Somebody who may gets everything.
    first = _inside(bare_tree, "./dev run")
    assert first.returncode == 0, first.stdout
    assert (demo / "report.pdf").exists(), first.stdout
    second = _inside(bare_tree, "./dev run")
    assert second.returncode == 0, second.stdout
    assert "installing" not in second.stdout
    tests = _inside(bare_tree, "CI=true ./dev test -q")
    assert tests.returncode == 0, tests.stdout


def _inside(tree: Path, command: str, user: str = "root") -> subprocess.CompletedProcess[str]:
    enter = f"chroot --userspec={user} {tree} sh -c 'cd /checkout; {command}'"
    return subprocess.run(
        ["unshare", "--mount", "sh", "-c", MOUNTS.format(tree=tree) + enter],
        check=False,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/checkout"},
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
    )


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
