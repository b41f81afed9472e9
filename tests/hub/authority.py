"""The department's own authority, which vouches for a server: what `studio hub` expects over a network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.hub.postgres import Cluster

ENCRYPTED = ("ssl=on", "ssl_min_protocol_version=TLSv1.2")
"""Settings of a server that `encrypt` has given a certificate."""
BEGAN = datetime.now(UTC) - timedelta(days=1)  # the server's library knows no other clock than the PC's


@dataclass(frozen=True)
class Authority:
    """Somebody who signs certificates."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def vouch(self, public: ec.EllipticCurvePublicKey, address: str) -> x509.Certificate:
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
        return (
            _draft("hub", self.certificate.subject, public).add_extension(names, False).sign(self.key, hashes.SHA256())
        )


def _draft(name: str, issuer: x509.Name | None, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGAN)
        .not_valid_after(BEGAN + timedelta(days=30))
    )


def authority() -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    draft = _draft("Công an thành phố", None, key.public_key())
    draft = draft.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    return Authority(key, draft.sign(key, hashes.SHA256()))


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def encrypt(cluster: Cluster) -> Authority:
    """Give a server that was laid out a certificate for its address, and let it take no connection without; who vouches
    for it."""
    trusted, key = authority(), ec.generate_private_key(ec.SECP256R1())
    cluster.put("server.crt", pem(trusted.vouch(key.public_key(), "127.0.0.1")))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    cluster.put("server.key", private)
    cluster.put("pg_hba.conf", b"hostssl all all 127.0.0.1/32 scram-sha-256\n")
    return trusted
