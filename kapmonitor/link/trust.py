"""Whom a connection trusts and who it says we are: its TLS, from the files that a broker names."""

from __future__ import annotations

import ssl

from kapmonitor.link.broker import Broker


class _Line(ssl.SSLSocket):
    """A connection that closes when nobody holds it: paho drops one whose handshake failed."""

    def __del__(self) -> None:
        self.close()


def trusting(broker: Broker) -> ssl.SSLContext:
    """Return the TLS of a connection to a broker.

    Raises OSError (ssl.SSLError is one): a file is gone, or is not what it should be (`reason_of`).
    """
    context = ssl.create_default_context(cafile=broker.authorities)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = _Line
    if broker.certificate is not None:
        # Without a password OpenSSL would ask for one at the terminal.
        context.load_cert_chain(broker.certificate, broker.key, password="")
    return context


def reason_of(fault: OSError) -> str:
    """Return what is wrong with a certificate's file, without its path."""
    own = fault.reason if isinstance(fault, ssl.SSLError) else fault.strerror
    return own or type(fault).__name__
