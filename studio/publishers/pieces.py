"""A file on its way to a page: verified first, and again while it is sent, one piece of it in memory.

The last piece waits until the hash of all of them is known: of a file that was changed meanwhile no whole request
leaves, so that the page has nothing to take.

One way to say what leaves and to compare it with what arrived.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from studio.canonical import digest, sha256
from studio.errors import Untrusted
from studio.paths import read_pieces, write_pieces
from studio.posts.limits import ROOM as REFERENCE_LENGTH
from studio.posts.limits import split_reference, with_reference
from studio.posts.model import Attachment, Package
from studio.posts.ports import FileReader
from studio.publishers.port import RemotePost
from studio.text import nfc, squeeze

__all__ = ["REFERENCE_LENGTH", "body_sha256", "shows", "split_reference", "text_sha256", "with_reference"]


def text_sha256(text: str) -> str:
    """Hash of a text as pages leave it: NFC, white space runs as one blank."""
    return sha256(squeeze(nfc(text)).encode())


def body_sha256(package: Package, reference: str) -> str:
    """Hash of everything a create is about to send."""
    return digest(
        {
            "platform": package.platform,
            "title": package.title,
            "text": package.text,
            "link": package.link,
            "attachments": [[a.sha256, a.name, a.alt] for a in package.attachments],
            "reference": reference,
        }
    )


def shows(post: RemotePost, *, text: str, pictures: Sequence[str], title: str = "") -> bool:
    """Whether the page shows what was sent: `text` as a `text_sha256`, `pictures` as hashes in order.

    Where the page makes its own copies of pictures, their number has to do. Where it has a headline of its own, that
    has to be `title`, unless this is empty.
    """
    if post.title and title and text_sha256(post.title) != text_sha256(title):
        return False
    same_pictures = list(post.image_sha256) == list(pictures) if post.image_sha256 else post.images == len(pictures)
    return same_pictures and text_sha256(post.text) == text


def pieces(files: FileReader, sha256: str, start: int = 0) -> Iterator[bytes]:
    """The bytes from `start` on. Raises as `FileReader.open`."""
    with files.open(sha256) as file:
        file.seek(start)
        yield from read_pieces(file)  # small ones: a slow line has the whole timeout for each


def copy(files: FileReader, sha256: str, path: Path) -> None:
    """Write the file to `path`, verified first. Raises as `FileReader.check`, and OSError."""
    files.check(sha256)
    write_pieces(path.parent, pieces(files, sha256), lambda: path)


class Body:
    """A request's body: the attachment from `start` on, between `before` and `after`. Each sending reads it anew.

    With `stop` it is a part of the file; the file is verified with its first part and with its last one, without which
    a page has nothing to take.
    """

    def __init__(
        self,
        files: FileReader,
        attachment: Attachment,
        *,
        start: int = 0,
        stop: int | None = None,
        before: bytes = b"",
        after: bytes = b"",
    ) -> None:
        """Raises as `FileReader.check`: nothing leaves of a file that is not what was approved."""
        self._stop = attachment.bytes if stop is None else stop
        self._is_last = self._stop == attachment.bytes
        if self._is_last or not start:
            files.check(attachment.sha256)
        self._files = files
        self._attachment = attachment
        self._start = start
        self._ends = (before, after)

    def __len__(self) -> int:
        return self._stop - self._start + sum(map(len, self._ends))

    def __iter__(self) -> Iterator[bytes]:
        """Raises Untrusted instead of the last piece when the bytes are not what was approved."""
        before, after = self._ends
        yield before
        yield from self._verified() if self._is_last else self._part()
        yield after

    def _part(self) -> Iterator[bytes]:
        left = self._stop - self._start
        for piece in pieces(self._files, self._attachment.sha256, self._start):
            yield piece[:left]
            left -= len(piece)
            if left <= 0:
                return

    def _verified(self) -> Iterator[bytes]:
        digest, held, passed = hashlib.sha256(), b"", 0
        for piece in pieces(self._files, self._attachment.sha256):
            digest.update(piece)
            if held:
                yield held
            held = piece[max(self._start - passed, 0) :]
            passed += len(piece)
        if digest.hexdigest() != self._attachment.sha256:
            raise Untrusted(
                "the file “{name}” was changed while it was sent, so it was not sent to its end; add it again and "
                "have it approved again.",
                name=self._attachment.name,
            )
        yield held


def form(
    files: FileReader,
    attachment: Attachment,
    name: str,
    values: Mapping[str, str] | None = None,
    *,
    field: str = "file",
    start: int = 0,
    stop: int | None = None,
) -> tuple[Body, str]:
    """A form with `values` and the attachment, or a part of it, in `field`, called `name`; and its content type.

    Raises as `FileReader.check`.
    """
    from urllib3.filepost import choose_boundary

    boundary = choose_boundary()
    before = b"".join(_part(boundary, key) + value.encode() + b"\r\n" for key, value in (values or {}).items())
    before += _part(boundary, field, name, attachment.mime)
    after = f"\r\n--{boundary}--\r\n".encode()
    body = Body(files, attachment, start=start, stop=stop, before=before, after=after)
    return body, f"multipart/form-data; boundary={boundary}"


def _part(boundary: str, key: str, name: str | None = None, mime: str | None = None) -> bytes:
    from urllib3.fields import RequestField

    field = RequestField(key, b"", filename=name)
    field.make_multipart(content_type=mime)
    return f"--{boundary}\r\n{field.render_headers()}".encode()
