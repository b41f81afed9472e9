"""Pictures in pieces: cut off anywhere, altered, sent by two, asked for by whom they are no business of."""

from __future__ import annotations

import hashlib
import os

import pytest

from studio.errors import BadInput, NotFound
from studio.hub.connection import HubRefused
from studio.hub.model import CHUNK, HubItemKind
from tests.hub.rig import Hub

PICTURE = os.urandom(4 * CHUNK + 1000)
SHA = hashlib.sha256(PICTURE).hexdigest()
PIECES = 5


def piece(n: int, data: bytes = PICTURE) -> bytes:
    return data[n * CHUNK : (n + 1) * CHUNK]


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_a_picture_comes_out_as_it_went_in(hub: Hub, size: int) -> None:
    one = hub.station("u001")
    with one.client() as line:
        sha = line.send_blob(PICTURE[:size])
        assert line.fetch_blob(sha) == PICTURE[:size]


@pytest.mark.parametrize("sent", range(PIECES + 1))
def test_an_upload_that_was_cut_off_goes_on_there(hub: Hub, sent: int) -> None:
    one = hub.station("u001")
    with one.client() as line:
        for n in range(sent):
            line.put_chunk(SHA, len(PICTURE), n, piece(n))
    with one.client() as line:
        assert line.missing_chunks(SHA, len(PICTURE)) == tuple(range(sent, PIECES))
        assert line.send_blob(PICTURE) == SHA
        assert line.missing_chunks(SHA, len(PICTURE)) == ()
        assert line.fetch_blob(SHA) == PICTURE


def test_what_was_cut_off_is_no_picture_yet(hub: Hub) -> None:
    one, two = hub.station("u001"), hub.station("u001")
    with one.client() as line:
        for n in range(PIECES - 1):
            line.put_chunk(SHA, len(PICTURE), n, piece(n))
        with pytest.raises(NotFound):
            line.fetch_blob(SHA)
        with pytest.raises(HubRefused):
            line.push("u001", one.item(HubItemKind.RECEIPT, {}, blobs=[SHA]))
    with two.client() as line:
        assert line.missing_chunks(SHA, len(PICTURE)) == tuple(range(PIECES))


def test_wrong_bytes_are_thrown_away_and_sent_anew(hub: Hub) -> None:
    one = hub.station("u001")
    with one.client() as line:
        for n in range(PIECES):
            line.put_chunk(SHA, len(PICTURE), n, bytes(len(piece(n))) if n == 2 else piece(n))
        assert not line.seal_blob(SHA)
        assert line.missing_chunks(SHA, len(PICTURE)) == tuple(range(PIECES))
        line.put_chunk(SHA, len(PICTURE), 1, bytes(CHUNK))
        assert line.send_blob(PICTURE) == SHA
        assert line.fetch_blob(SHA) == PICTURE


def test_pieces_of_another_size_are_refused(hub: Hub) -> None:
    one = hub.station("u001")
    with one.client() as line:
        for n, data in ((0, piece(0)[:-1]), (4, piece(0)), (5, b"x"), (-1, piece(0))):
            with pytest.raises(HubRefused):
                line.put_chunk(SHA, len(PICTURE), n, data)
        with pytest.raises(BadInput):
            line.send_blob(b"")
        with pytest.raises(BadInput):
            line.send_blob(bytes(2**24 + 1))


def test_two_stations_with_the_same_picture_keep_it_once(hub: Hub) -> None:
    one, two = hub.station("u001"), hub.station("u002")
    with one.client() as line, two.client() as other:
        line.put_chunk(SHA, len(PICTURE), 0, piece(0))
        assert other.send_blob(PICTURE) == SHA
        with pytest.raises(HubRefused):
            line.push("u001", one.item(HubItemKind.RECEIPT, {}, blobs=[SHA]))
        assert line.send_blob(PICTURE) == SHA
        line.push("u001", one.item(HubItemKind.RECEIPT, {}, blobs=[SHA]))
        other.push("u002", two.item(HubItemKind.RECEIPT, {}, blobs=[SHA]))
        assert line.fetch_blob(SHA) == other.fetch_blob(SHA) == PICTURE
    assert hub.ask("SELECT count(*), count(*) FILTER (WHERE whole) FROM hub.blob") == [(1, 1)]


def test_a_picture_is_seen_by_those_who_see_an_item_that_names_it(hub: Hub) -> None:
    one, same, other, department = hub.station("u001"), hub.station("u001"), hub.station("u002"), hub.department()
    with one.client() as line:
        line.send_blob(PICTURE)
        with same.client() as early, pytest.raises(NotFound):
            early.fetch_blob(SHA)
        line.push("u001", one.item(HubItemKind.RECEIPT, {}, blobs=[SHA]))
    for reader in (same, department):
        with reader.client() as line:
            assert line.fetch_blob(SHA) == PICTURE
    with other.client() as line, pytest.raises(NotFound):
        line.fetch_blob(SHA)


def test_an_upload_that_nobody_finished_goes_after_a_week(hub: Hub) -> None:
    one = hub.station("u001")
    with one.client() as line, hub.server() as server:
        line.send_blob(PICTURE)
        line.put_chunk(hashlib.sha256(b"x").hexdigest(), CHUNK * 2, 0, piece(0))
        server.sweep()
        assert hub.ask("SELECT count(*) FROM hub.blob") == [(2,)]
        hub.ask("UPDATE hub.blob SET at = at - interval '8 days'")
        server.sweep()
        assert line.fetch_blob(SHA) == PICTURE
    assert hub.ask("SELECT count(*) FROM hub.blob") == [(1,)]


def test_a_station_that_goes_wrong_fills_no_disk(hub: Hub) -> None:
    one = hub.station("u001")
    with one.client() as line:
        line.push("u001", one.receipt(1))
        hub.ask("UPDATE hub.spent SET items = 20000")
        with pytest.raises(HubRefused, match="hôm nay"):
            line.push("u001", one.receipt(2))
        assert line.push("u001", one.receipt(1)) == 1
        hub.ask("UPDATE hub.spent SET items = 0, bytes = 1999999999")
        with pytest.raises(HubRefused):
            line.put_chunk(SHA, len(PICTURE), 0, piece(0))
