"""An article as Zalo takes it, and the way back from an article to what was sent.

The text travels as paragraphs of simple HTML, and the code by which the post is found again as the body's last text.
All pictures stand in the body; the first is the cover, too, hidden there so that readers do not see it twice.
Zalo has no field for an alternative text: the caption carries it. (Article API: title 150, author 50, description 300.)
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import takewhile
from typing import Any

from studio.accounts.addresses import opened
from studio.accounts.model import Account
from studio.posts.model import Package
from studio.publishers.pieces import split_reference, with_reference
from studio.publishers.port import RemotePost
from studio.text import graphemes, length, nfc, squeeze

TITLE_MAX = 150
AUTHOR_MAX = 50
DESCRIPTION_MAX = 300
NORMAL, VIDEO = "normal", "video"
"""Types of articles."""
SHORT_FORM = 2
"""Attachments of an article of type video: the video and the picture it is shown by."""
IMAGE_BYTES_MAX = 1_000_000
VIDEO_BYTES_MAX = 50 * 2**20
IMAGE_MIMES = ("image/jpeg", "image/png")
VIDEO_MIME = "video/mp4"
_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*(?=\s|$)|(?=\n)")
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "tr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedMedia:
    """An attachment where Zalo can have it: a picture at a public address, or a video by its id."""

    alt: str = ""
    url: str = ""
    video_id: str = ""


def payload(
    package: Package, reference: str, *, author: str, placed: Sequence[UploadedMedia], show: bool, kind: str
) -> dict[str, Any]:
    """The body of create and, with ``id`` added, of update, which replaces the whole article.

    `placed` follows the attachments and holds at least one picture: Zalo takes no article without a cover. `kind` is
    NORMAL, or VIDEO where `fits_video`; an update has to keep that of the article.
    """
    if kind == VIDEO:
        return _video(package, reference, placed, show=show)
    cover = next(item.url for item in placed if item.url)
    return {
        "type": NORMAL,
        "title": squeeze(nfc(package.title)),
        "author": cut(author, AUTHOR_MAX),
        "description": description(package.text, package.title),
        "cover": {"cover_type": "photo", "photo_url": cover, "status": "hide"},
        "body": [
            *_texts(package.text),
            *(_element(item, cover) for item in placed),
            *_texts(with_reference("", reference)),
        ],
        "status": _status(show=show),
        "comment": "show",
    }


def fits_video(package: Package, reference: str) -> bool:
    """Whether it goes out as Zalo's short form: one video, the picture it is shown by, all the text as description."""
    videos = sum(a.mime == VIDEO_MIME for a in package.attachments)
    whole = with_reference(package.text, reference)
    return videos == 1 and len(package.attachments) == SHORT_FORM and _units(whole) <= DESCRIPTION_MAX


def description(text: str, title: str) -> str:
    """The first sentences of `text` after its headline, as many as Zalo takes."""
    head, _, rest = nfc(text).strip().partition("\n")
    body = rest if squeeze(head) == squeeze(nfc(title)) and rest.strip() else nfc(text)
    if _units(squeeze(body)) <= DESCRIPTION_MAX:
        return squeeze(body) or squeeze(nfc(title))
    heads = (squeeze(body[: found.end()]) for found in _SENTENCE_END.finditer(body))
    whole = [head for head in takewhile(lambda head: _units(head) <= DESCRIPTION_MAX, heads) if head]
    return whole[-1] if whole else cut(body, DESCRIPTION_MAX)


def cut(text: str, most: int) -> str:
    """At most `most` units of `text`, ended at a blank where there is one, never inside a character."""
    text = squeeze(nfc(text))
    if _units(text) <= most:
        return text
    kept, used = [], 1  # one for the ellipsis
    for char in graphemes(text):
        used += _units(char)
        if used > most:
            break
        kept.append(char)
    head = "".join(kept)
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:–-") + "…"


def title_length(package: Package) -> int:
    """Characters of the title as Zalo gets it."""
    return length(squeeze(package.title))


def as_post(detail: Mapping[str, Any], *, account: Account, listed: Mapping[str, Any], seen: datetime) -> RemotePost:
    """The article of getdetail, as what was sent; `listed` is its line of getslice, which alone may hold the time."""
    text, images = (_said_video if detail.get("type") == VIDEO else _said)(detail)
    own, reference = split_reference(text)
    return RemotePost(
        remote_id=str(detail.get("id") or listed.get("id") or ""),
        reference=reference,
        text=own,
        images=images,
        created_at=moment(detail.get("create_date")) or moment(listed.get("create_date")) or seen,
        visible=detail.get("status") == "show",
        permalink=opened(str(detail.get("link_view") or listed.get("link_view") or ""), account),
        title=html.unescape(str(detail.get("title") or "")),
    )


def moment(told: object) -> datetime | None:
    """Zalo's time: milliseconds since 1970."""
    try:
        return datetime.fromtimestamp(int(str(told)) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _video(package: Package, reference: str, placed: Sequence[UploadedMedia], *, show: bool) -> dict[str, Any]:
    return {
        "type": VIDEO,
        "title": squeeze(nfc(package.title)),
        "description": with_reference(package.text, reference),
        "video_id": next(item.video_id for item in placed if item.video_id),
        "avatar": next(item.url for item in placed if item.url),
        "status": _status(show=show),
        "comment": "show",
    }


def _status(*, show: bool) -> str:
    return "show" if show else "hide"


def _element(item: UploadedMedia, thumb: str) -> dict[str, str]:
    if item.video_id:
        return {"type": "video", "video_id": item.video_id, "thumb": thumb}
    return {"type": "image", "url": item.url} | ({"caption": item.alt} if item.alt else {})


def _texts(text: str) -> Iterable[dict[str, str]]:
    for paragraph in _PARAGRAPH.split(text.replace("\r\n", "\n").strip()):
        if paragraph.strip():
            yield {"type": "text", "content": html.escape(paragraph.strip(), quote=False).replace("\n", "<br>")}


def _said(detail: Mapping[str, Any]) -> tuple[str, int]:
    parts = list(_parts(detail))
    texts = [plain(str(part.get("content") or "")) for part in parts if part.get("type") == "text"]
    return "\n\n".join(texts), sum(part.get("type") in ("image", "video") for part in parts)


def _said_video(detail: Mapping[str, Any]) -> tuple[str, int]:
    return str(detail.get("description") or ""), SHORT_FORM


def _parts(detail: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    body = detail.get("body")
    return [part for part in body if isinstance(part, Mapping)] if isinstance(body, list) else []


def plain(content: str) -> str:
    """Text of a piece of simple HTML."""
    reader = _PlainText()
    reader.feed(content)
    reader.close()
    return "".join(reader.said).strip()


class _PlainText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "br" or tag in _BLOCKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.said.append("\n")


def _units(text: str) -> int:
    """UTF-16 units: the strictest way in which a platform may count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
