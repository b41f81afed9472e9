"""A certificate authority that lives as long as a folder: what a simulator shows over https, and what trusts it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ADDRESS = "127.0.0.1"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """`certificate` is what clients trust; `chain` holds a server's certificate with its key."""

    certificate: Path
    chain: Path

    @cached_property
    def server_side(self) -> ssl.SSLContext:
        side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        side.load_cert_chain(self.chain)
        return side

    @cached_property
    def client_side(self) -> ssl.SSLContext:
        side = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        side.load_verify_locations(self.certificate)
        return side


def authority(folder: Path, address: str = ADDRESS, *, ended: bool = False) -> Authority:
    """Make one in `folder`, and a certificate for `address`; `ended`: one whose time is over."""
    made = Authority(folder / "authority.pem", folder / "server.pem")
    own, served = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Page Studio's simulators")])
    now = datetime.now(UTC) - (10 * DAY if ended else timedelta(0))
    base = x509.CertificateBuilder().issuer_name(name).not_valid_before(now - DAY).not_valid_after(now + 2 * DAY)
    constraint = x509.BasicConstraints(ca=True, path_length=0)
    root = (
        base.subject_name(name)
        .serial_number(x509.random_serial_number())
        .public_key(own.public_key())
        .add_extension(constraint, critical=True)
        .sign(own, hashes.SHA256())
    )
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address)), x509.DNSName("localhost")])
    leaf = (
        base.subject_name(subject)
        .serial_number(x509.random_serial_number())
        .public_key(served.public_key())
        .add_extension(names, critical=False)
        .sign(own, hashes.SHA256())
    )
    made.certificate.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    key = served.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    made.chain.write_bytes(key + leaf.public_bytes(serialization.Encoding.PEM))
    return made
