"""Which server, how it is known, and the token that opens it.

The address is in the settings. The token is in the system's own store of secrets; where a machine
has none, in a file of its own in the data folder that only its owner may read. It is kept by
address, so that a changed address never gets another server's token.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kapmonitor.language import mark, say
from kapmonitor.record import keychain
from kapmonitor.settings import Settings

TOKEN_FILE = "chart-token.json"  # noqa: S105  the name of a file
_HERE = ("localhost", "127.0.0.1", "::1")
_LONGEST = 2_000
NO_ADDRESS = mark("No chart system is set up. Settings, Data: give its address.")
NOT_HTTPS = mark("The address must begin with https://. Only this computer itself may do without.")
NOT_AN_ADDRESS = mark("This is no address of a FHIR server, such as https://chart.example/fhir.")
HAS_MORE = mark("The address must hold no name, password, question mark or #.")
NO_CA_FILE = mark("The file of certificates cannot be read: {path}.")
TOKEN_UNFIT = mark("A token is one word of plain letters, digits and signs.")


class ServerFault(Exception):
    """The server cannot be used as it is set up; the text says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A chart system as it is set up here."""

    base: str
    """Without a slash at its end."""
    ca_file: str = ""
    """Certificates to trust beside the system's; empty: the system's alone."""
    patients: str = ""
    """The chart's own system of patient numbers; empty: a patient is known there by pseudonym."""
    is_test: bool = False

    @property
    def host(self) -> str:
        """Return the name of the computer that a session would go to."""
        return urlsplit(self.base).hostname or ""


def server_of(settings: Settings) -> Server:
    """Return the server in the settings. Raises ServerFault."""
    return Server(
        base=base_of(settings.chart_server),
        ca_file=_file_of(settings.chart_ca_file),
        patients=settings.chart_patients.strip(),
        is_test=settings.chart_is_test,
    )


def base_of(text: str) -> str:
    """Return an address as it is kept. Raises ServerFault."""
    wanted = text.strip().rstrip("/")
    if not wanted:
        raise ServerFault(say(NO_ADDRESS))
    try:
        parts = urlsplit(wanted)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise ServerFault(say(NOT_AN_ADDRESS)) from error
    if not host or len(wanted) > _LONGEST or any(each.isspace() for each in wanted):
        raise ServerFault(say(NOT_AN_ADDRESS))
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ServerFault(say(HAS_MORE))
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _HERE):
        raise ServerFault(say(NOT_HTTPS))
    return wanted


def keep_token(folder: Path, base: str, token: str) -> bool:
    """Keep the token of a server, or forget it where it is empty. Raises ServerFault, OSError.

    Returns whether the system's store of secrets has it; else it is in a file.
    """
    if token and not (token.isascii() and token.isprintable() and " " not in token):
        raise ServerFault(say(TOKEN_UNFIT))
    try:
        if token:
            keychain.write(_name(base), token)
        else:
            keychain.forget(_name(base))
    except keychain.NoKeychain:
        _keep_in_file(folder, base, token)
        return False
    _keep_in_file(folder, base, "")
    return True


def token_of(folder: Path, base: str) -> str:
    """Return the token of a server; empty where there is none. Raises OSError."""
    try:
        if found := keychain.read(_name(base)):
            return found
    except keychain.NoKeychain:
        pass
    return _in_file(folder).get(base, "")


def token_in_file(folder: Path) -> bool:
    """Return whether any token is in the file. Raises OSError."""
    return bool(_in_file(folder))


def _name(base: str) -> str:
    return f"chart-token {base}"


def _in_file(folder: Path) -> dict[str, str]:
    try:
        kept = json.loads((folder / TOKEN_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise OSError(None, say("it is damaged"), str(folder / TOKEN_FILE)) from error
    return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}


def _keep_in_file(folder: Path, base: str, token: str) -> None:
    path = folder / TOKEN_FILE
    kept = _in_file(folder)
    if kept.get(base, "") == token:
        return
    changed = {key: value for key, value in kept.items() if key != base}
    if token:
        changed[base] = token
    if not changed:
        path.unlink(missing_ok=True)
        return
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(changed, out)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def _file_of(text: str) -> str:
    path = text.strip()
    if path and not Path(path).expanduser().is_file():
        raise ServerFault(say(NO_CA_FILE).format(path=path))
    return str(Path(path).expanduser()) if path else ""
