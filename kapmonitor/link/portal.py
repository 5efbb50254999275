"""Whether a network stands between that wants a person to sign in on a page first.

A hotel's or a guest's network answers in the server's place until somebody did: with a page where
TLS or a WebSocket is expected, or under a certificate of its own. A foreign certificate alone
proves no such page; then the server's own name is asked on the ordinary web port, in the clear and
for nothing, and an answer that leads to another host tells.
"""

from __future__ import annotations

import socket
import ssl
from urllib.parse import urlsplit

WEB_PORT = 80
NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"})
"""OpenSSL's words for an answer that is no TLS: a page in the clear."""
_WITHIN_S = 1.0
_HEAD_SIZE = 4_096
_SIGN_IN = 511
"""Network Authentication Required (RFC 6585, 6)."""
_ELSEWHERE = range(300, 400)
_NOT_YET_OR_NO_LONGER_VALID = {9, 10}
"""OpenSSL's verification codes for a certificate's dates: it is the server's own."""


def is_no_tls(fault: ssl.SSLError) -> bool:
    """Return whether something that speaks no TLS answered, as a page would."""
    return fault.reason in NO_TLS


def is_out_of_date(fault: ssl.SSLCertVerificationError) -> bool:
    """Return whether a certificate is good on other days than this computer's today."""
    return fault.verify_code in _NOT_YET_OR_NO_LONGER_VALID


def asks_to_sign_in(host: str, fault: ssl.SSLCertVerificationError, port: int = WEB_PORT) -> bool:
    """Return whether a certificate that is not the server's is a sign-in page's; waits a second."""
    if is_out_of_date(fault):
        return False
    try:
        with socket.create_connection((host, port), _WITHIN_S) as line:
            line.settimeout(_WITHIN_S)
            line.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            return leads_elsewhere(line.recv(_HEAD_SIZE), host)
    except (OSError, UnicodeError):
        return False


def leads_elsewhere(answer: bytes, host: str) -> bool:
    """Return whether the beginning of an HTTP answer asks to sign in, or leads to another host."""
    first, *lines = answer.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    words = first.split(" ", 2)
    if len(words) < 2 or not words[0].startswith("HTTP/") or not words[1].isdecimal():
        return False
    status = int(words[1])
    return status == _SIGN_IN or (status in _ELSEWHERE and _target(lines) not in ("", host))


def _target(lines: list[str]) -> str:
    """Return the host that a redirection leads to; empty: this one."""
    for each in lines:
        name, _, value = each.partition(":")
        if name.strip().lower() == "location":
            try:
                return urlsplit(value.strip()).hostname or ""
            except ValueError:
                return ""
    return ""
