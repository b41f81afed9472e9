"""A video is sent and recorded a piece at a time: what is in memory does not grow with it."""

from __future__ import annotations

import hashlib
import threading
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from requests import Request

from studio.posts.model import Attachment
from studio.publishers.http import Http
from studio.publishers.pieces import Body, form
from studio.store.files import FileStore
from tests.records.library import shelf as opened

SIZE = 30 * 2**20
MOST = SIZE // 8
"""Bytes of memory for one on its way, whatever its size."""


class Drain(BaseHTTPRequestHandler):
    """Takes what is posted a piece at a time and answers with its length and SHA-256."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        assert "Transfer-Encoding" not in self.headers, "platforms want to know how long it is"
        left, digest = int(self.headers["Content-Length"]), hashlib.sha256()
        size = left
        while left:
            piece = self.rfile.read(min(left, 2**16))
            digest.update(piece)
            left -= len(piece)
        told = f"{size} {digest.hexdigest()}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: Any) -> None:
        """Nothing on the console."""


@pytest.fixture
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Drain) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def film(store: FileStore) -> Attachment:
    piece = bytes(range(256)) * 4096
    name = store.put_pieces(piece for _ in range(SIZE // len(piece)))
    return Attachment(
        sha256=name, name="phim.mp4", mime="video/mp4", width=720, height=1280, bytes=SIZE, alt="", origin="media:m1"
    )


@contextmanager
def little_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < MOST
    finally:
        tracemalloc.stop()


def expected(store: FileStore, video: Attachment, cut: Callable[[bytes], bytes]) -> str:
    data = cut(store.get(video.sha256))
    return f"{len(data)} {hashlib.sha256(data).hexdigest()}"


@pytest.mark.parametrize("start", [0, 12_345_678])
def test_the_rest_of_a_video(store: FileStore, url: str, start: int) -> None:
    video = film(store)
    with little_memory():
        reply = Http().send("POST", url, data=Body(store, video, start=start))
    assert reply.body.decode() == expected(store, video, lambda data: data[start:])


def test_a_form_with_a_video_is_what_requests_would_send(store: FileStore, url: str) -> None:
    video = film(store)
    values = {"slug": "ps-abc-1", "alt_text": "Cán bộ “trực ban”"}
    with little_memory():
        body, content_type = form(store, video, "ps-abc-1.mp4", values)
        reply = Http().send("POST", url, data=body, headers={"Content-Type": content_type})
    boundary = content_type.partition("boundary=")[2]
    assert reply.body.decode() == expected(store, video, lambda data: as_requests_does(data, values, boundary))


def as_requests_does(data: bytes, values: dict[str, str], boundary: str) -> bytes:
    made = Request("POST", "http://x", data=values, files={"file": ("ps-abc-1.mp4", data, "video/mp4")}).prepare()
    assert isinstance(made.body, bytes)
    theirs = made.headers["Content-Type"].partition("boundary=")[2]
    return made.body.replace(theirs.encode(), boundary.encode())


def test_it_is_read_anew_for_each_sending(store: FileStore, url: str) -> None:
    body = Body(store, film(store))
    assert len({Http().send("POST", url, data=body).body for _ in range(2)}) == 1


def test_a_record_and_its_export(tmp_path: Path) -> None:
    with opened(tmp_path) as shelf:
        shelf.publish("p1", images=1)
        video, dossier = film(shelf.rig.files), shelf.sources.dossiers["p1"]
        bundle = dossier.sealed.frozen.bundle
        packages = {platform: replace(package, attachments=(video,)) for platform, package in bundle.packages.items()}
        frozen = replace(dossier.sealed.frozen, bundle=replace(bundle, packages=packages))
        shelf.sources.dossiers["p1"] = replace(dossier, sealed=replace(dossier.sealed, frozen=frozen))
        out = tmp_path / "record.zip"
        with little_memory():
            kept = shelf.records.keep("p1")
            shelf.records.export("p1", out)
        assert kept.size == out.stat().st_size > SIZE
        with zipfile.ZipFile(out) as archive:
            assert archive.testzip() is None
            assert archive.getinfo(f"pictures/{video.sha256}.mp4").file_size == SIZE
