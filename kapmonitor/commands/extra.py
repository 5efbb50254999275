"""What a command says where the packages for telehealth are not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kapmonitor.commands.terminal import CommandFault

_PACKAGES = ("paho", "spake2")


@contextmanager
def telehealth_wanted() -> Iterator[None]:
    """Say in one line what to install, where a part of telehealth is not there."""
    try:
        yield
    except ModuleNotFoundError as lacking:
        if lacking.name is None or lacking.name.split(".")[0] not in _PACKAGES:
            raise
        raise CommandFault(
            "Telehealth needs more packages: pip install 'kapmonitor[telehealth]'."
        ) from lacking
