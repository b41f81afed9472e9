"""Over a network: the server proves itself by the department's own authority, or nothing is said to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from studio.cli.main import main
from studio.hub.client import HubClient
from studio.hub.connection import HubAddress, HubAway, connect
from studio.hub.invitation import read_invitation
from tests.hub.authority import ENCRYPTED, Authority, authority, encrypt, pem
from tests.hub.postgres import ADMIN, Cluster


@pytest.fixture(scope="module")
def secured(postgres: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, Authority]]:
    """A server with a certificate for its address, which takes no connection without."""
    made = Cluster(settings=ENCRYPTED)
    try:
        made.make()
        trusted = encrypt(made)
        made.start()
        yield made, trusted
    finally:
        made.remove()


def place(cluster: Cluster, tmp_path: Path, who: Authority) -> HubAddress:
    file = tmp_path / "ca.pem"
    file.write_bytes(pem(who.certificate))
    return replace(cluster.address, ca=file)


def test_the_departments_authority_is_believed(secured: tuple[Cluster, Authority], tmp_path: Path) -> None:
    cluster, trusted = secured
    with connect(place(cluster, tmp_path, trusted), ADMIN, cluster.password) as line:
        asked = b"SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert line.execute(asked).fetchone() == (True, "TLSv1.3")


def test_another_authority_is_not(secured: tuple[Cluster, Authority], tmp_path: Path) -> None:
    cluster, _ = secured
    with pytest.raises(HubAway, match="SSL error"):
        connect(place(cluster, tmp_path, authority()), ADMIN, cluster.password)


def test_a_certificate_for_another_name_is_not(secured: tuple[Cluster, Authority], tmp_path: Path) -> None:
    cluster, trusted = secured
    with pytest.raises(HubAway, match="localhost"):
        connect(replace(place(cluster, tmp_path, trusted), host="localhost"), ADMIN, cluster.password)


def test_a_server_without_encryption_gets_no_password(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(HubAway, match="SSL"):
        connect(place(cluster, tmp_path, authority()), ADMIN, cluster.password)


def test_a_server_that_asks_for_the_password_itself_does_not_get_it(cluster: Cluster) -> None:
    asking = Cluster()
    try:
        asking.make()
        asking.put("pg_hba.conf", b"host all all 127.0.0.1/32 password\n")
        asking.start()
        with pytest.raises(HubAway, match="scram-sha-256"):
            connect(asking.address, ADMIN, asking.password)
    finally:
        asking.remove()


def test_on_the_server_itself_the_socket_asks_for_no_password(
    secured: tuple[Cluster, Authority], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As docs/hub.md sets a hub up: stations are told another address than the operator's, and who vouches for it."""
    cluster, trusted = secured
    cluster.put("pg_hba.conf", b"local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n")
    with cluster.line("postgres") as line:
        line.execute(b"SELECT pg_reload_conf()")
    ca, file = place(cluster, tmp_path, trusted).ca, tmp_path / "u001-1.json"
    socket = f"postgresql://{ADMIN}@{quote(str(cluster.folder), safe='')}:{cluster.port}/hub"
    assert main(["hub", "init", "--server", socket]) == 0
    assert main(["hub", "init", "--server", socket]) == 1
    reach = f"postgresql://127.0.0.1:{cluster.port}/hub"
    station = ["hub", "add-station", "u001-1", "--unit", "u001", "--key", "ab" * 32, "--out", str(file)]
    assert main([*station, "--server", socket]) == 1
    assert main([*station, "--server", socket, "--reach", reach, "--ca", str(ca)]) == 0
    given = read_invitation(file)
    (tmp_path / "given.pem").write_text(given.certificate, encoding="ascii")
    address = HubAddress(host=given.host, port=given.port, database=given.database, ca=tmp_path / "given.pem")
    with HubClient(address, given.login, given.password) as client:
        assert client.greet().unit == given.unit == "u001"
    assert given.password.reveal() not in capsys.readouterr().out
