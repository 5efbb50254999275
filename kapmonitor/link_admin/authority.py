"""An authority of a practice's own, for a trial: it signs the broker's certificate and the rooms'.

Keys stand in files that only their owner may read. What is there already is used again, so that
what was given to a patient's computer stays valid.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIVES = datetime.timedelta(days=730)
CERTIFICATE_LIVES = datetime.timedelta(days=365)
_NAME = "kapmonitor trial authority"
_BEFORE = datetime.timedelta(hours=1)
"""Clocks of other machines may be a little behind."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a certificate and its key are, both PEM."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Authority:
    """Signs certificates. `certificate` is the file that every other machine must trust."""

    certificate: Path
    _own: x509.Certificate
    _key: ec.EllipticCurvePrivateKey

    @classmethod
    def at(cls, folder: Path) -> Authority:
        """Return the authority of a folder, made anew if there is none. Raises OSError."""
        certificate, secret = folder / "authority.pem", folder / "authority.key"
        if not certificate.exists() or not secret.exists():
            key = ec.generate_private_key(ec.SECP256R1())
            own = _signed_by_itself(key)
            _write_secret(secret, key)
            certificate.write_bytes(own.public_bytes(serialization.Encoding.PEM))
            return cls(certificate, own, key)
        own = x509.load_pem_x509_certificate(certificate.read_bytes())
        loaded = serialization.load_pem_private_key(secret.read_bytes(), None)
        if not isinstance(loaded, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{secret}: no key of this program's.")  # noqa: TRY004  bad data
        return cls(certificate, own, loaded)

    def for_server(self, folder: Path, hosts: Sequence[str]) -> Identity:
        """Sign a broker that is reached under these names and addresses. Raises OSError."""
        names = x509.SubjectAlternativeName([_general_name(each) for each in hosts])
        return self._sign(folder, "broker", hosts[0], ExtendedKeyUsageOID.SERVER_AUTH, names)

    def for_station(self, folder: Path, name: str) -> Identity:
        """Sign a room or a board; one that is there already is left. Raises OSError."""
        there = Identity(folder / f"{name}.pem", folder / f"{name}.key")
        if there.certificate.exists() and there.key.exists():
            return there
        return self._sign(folder, name, name, ExtendedKeyUsageOID.CLIENT_AUTH, None)

    def _sign(
        self,
        folder: Path,
        file: str,
        name: str,
        usage: x509.ObjectIdentifier,
        also: x509.SubjectAlternativeName | None,
    ) -> Identity:
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(name, self._own.subject, key.public_key(), CERTIFICATE_LIVES)
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        if also is not None:
            builder = builder.add_extension(also, critical=False)
        signed = builder.sign(self._key, hashes.SHA256())
        made = Identity(folder / f"{file}.pem", folder / f"{file}.key")
        _write_secret(made.key, key)
        made.certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        return made


def _signed_by_itself(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _NAME)])
    basic = x509.BasicConstraints(ca=True, path_length=0)
    builder = _builder(_NAME, name, key.public_key(), AUTHORITY_LIVES)
    return builder.add_extension(basic, critical=True).sign(key, hashes.SHA256())


def _builder(
    name: str, issuer: x509.Name, key: ec.EllipticCurvePublicKey, lives: datetime.timedelta
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BEFORE)
        .not_valid_after(now + lives)
    )


def _general_name(host: str) -> x509.GeneralName:
    with suppress(ValueError):
        return x509.IPAddress(ip_address(host))
    return x509.DNSName(host)


def _write_secret(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    octets = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.unlink(missing_ok=True)  # or an older file's permissions would stay
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(octets)
