"""An authority of the tests' own, and servers that it vouches for (or vouched for once)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a certificate and its key are."""

    certificate: Path
    key: Path


@dataclass(slots=True)
class Authority:
    """Signs certificates into a folder."""

    folder: Path
    name: str = "tests' authority"
    _key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def certificate(self) -> Path:
        """Write and return the authority's own certificate."""
        path = self.folder / "authority.pem"
        if not path.exists():
            builder = self._builder(self.name, self._key.public_key(), DAY * 30)
            basic = x509.BasicConstraints(ca=True, path_length=0)
            signed = builder.add_extension(basic, critical=True).sign(self._key, hashes.SHA256())
            path.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        return path

    def server(self, *, lasts: datetime.timedelta = DAY * 7, host: str | None = None) -> Identity:
        """Return a server on this machine, or another; with a negative `lasts` it has expired."""
        key = ec.generate_private_key(ec.SECP256R1())
        here = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
        names = x509.SubjectAlternativeName(here if host is None else [x509.DNSName(host)])
        builder = self._builder(host or "localhost", key.public_key(), lasts)
        signed = builder.add_extension(names, critical=False).sign(self._key, hashes.SHA256())
        certificate, secret = self.folder / "server.pem", self.folder / "server.key"
        certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        secret.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return Identity(certificate, secret)

    def _builder(
        self, name: str, key: ec.EllipticCurvePublicKey, lasts: datetime.timedelta
    ) -> x509.CertificateBuilder:
        now = datetime.datetime.now(datetime.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self.name)]))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - DAY * 30)
            .not_valid_after(now + lasts)
        )
