"""A file that is changed while it is sent never leaves whole, and nothing is made of what left."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO

import pytest

from studio.errors import Untrusted
from studio.posts.model import Attachment
from studio.publishers.pieces import Body, form
from tests.publishers.samples import Files

FILM = bytes(range(256)) * 1024


class Swapped(Files):
    """Holds what was approved until the check is over, and other bytes of the same length when it is read."""

    swapped = True

    def open(self, name: str) -> BinaryIO:
        data = self.get(name)
        return io.BytesIO(data[:-1] + bytes([data[-1] ^ 1]) if self.swapped else data)


def film(files: Files) -> Attachment:
    return Attachment(
        sha256=files.put(FILM), name="phim.mp4", mime="video/mp4", width=1, height=1, bytes=len(FILM), alt="", origin=""
    )


@pytest.mark.parametrize("start", [0, 1, 65536, 65537, len(FILM) - 1])
def test_what_was_approved_leaves_from_any_start(start: int) -> None:
    files = Files()
    body = Body(files, film(files), start=start, before=b"(", after=b")")
    assert b"".join(body) == b"(" + FILM[start:] + b")"
    assert len(body) == len(FILM) - start + 2


@pytest.mark.parametrize("start", [0, 65536, len(FILM) - 1])
def test_of_a_swapped_file_the_last_piece_never_leaves(start: int) -> None:
    files = Swapped()
    left: list[bytes] = []
    with pytest.raises(Untrusted, match="bị thay đổi trong lúc gửi"):
        left.extend(Body(files, film(files), start=start, after=b")"))
    assert sum(map(len, left)) < len(FILM) - start


def test_a_form_says_its_length_and_holds_the_file() -> None:
    files = Files()
    body, kind = form(files, film(files), "phim.mp4", {"slug": "ps-1"})
    sent = b"".join(body)
    assert len(body) == len(sent)
    assert hashlib.sha256(FILM).digest() == hashlib.sha256(sent[sent.index(FILM[:512]) :][: len(FILM)]).digest()
    assert kind.startswith("multipart/form-data; boundary=")
