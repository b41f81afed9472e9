"""What makes an entry of the directory acceptable. Each function returns it tidied, or raises BadInput."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from urllib.parse import urlsplit

from studio.directory.model import Contact, DirectorySnippet, HashtagSet, Unit
from studio.directory.phones import display_phone
from studio.errors import BadInput
from studio.text import fold, length, nfc, squeeze

ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,63}$")
_TAG = re.compile(r"^#\w{1,60}$")
LONGEST_SNIPPET = 2000


def slug(name: str, taken: Container[str]) -> str:
    """An id from a name: ``Công an phường Ví Dụ`` → ``cong-an-phuong-vi-du``; ``-2`` and so on when taken."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:48].strip("-") or "muc"
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def tidy_unit(unit: Unit) -> Unit:
    """Names within length, the website an https address."""
    return replace(
        unit,
        id=_id(unit.id),
        name=_line(unit.name, "name", 150, required=True),
        short_name=_line(unit.short_name, "short_name", 60),
        address=_line(unit.address, "address", 250),
        website=_website(unit.website),
    )


def tidy_contact(contact: Contact) -> Contact:
    """The phone in its printed form; a confirmation has both a day and a person."""
    if (contact.verified_on is None) != (not contact.verified_by.strip()):
        raise BadInput(
            "xác nhận số phải có cả ngày và người xác nhận.",
            "a confirmation needs both the day and the person.",
            where="verified_by",
        )
    return replace(
        contact,
        id=_id(contact.id),
        label=_line(contact.label, "label", 80, required=True),
        phone=display_phone(contact.phone),
        use=_line(contact.use, "use", 150),
        hours=_line(contact.hours, "hours", 100),
        verified_by=_line(contact.verified_by, "verified_by", 80),
    )


def tidy_hashtags(hashtags: HashtagSet) -> HashtagSet:
    """Every tag begins with # and has neither blanks nor marks; doubles go."""
    tags = tuple(dict.fromkeys(tidy_tag(tag) for tag in hashtags.tags))
    if not tags:
        raise BadInput("bộ thẻ chưa có thẻ nào.", "the set has no hashtag yet.", where="tags")
    return replace(hashtags, id=_id(hashtags.id), title=_line(hashtags.title, "title", 80, required=True), tags=tags)


def tidy_tag(tag: str) -> str:
    """``AnToànGiaoThông`` → ``#AnToànGiaoThông``."""
    text = "#" + nfc(tag).strip().lstrip("#")
    if not _TAG.match(text) or text[1:].isdigit():
        raise BadInput(
            f"“{tag}” không phải thẻ hợp lệ; thẻ chỉ gồm chữ, số và dấu gạch dưới, viết liền, ví dụ #AnToànGiaoThông.",
            f"“{tag}” is no valid hashtag; use letters, digits, underscores, no blanks, such as #AnToànGiaoThông.",
            where="tags",
        )
    return text


def tidy_snippet(snippet: DirectorySnippet) -> DirectorySnippet:
    """A title and a text of at most 2,000 characters."""
    text = nfc(snippet.text).replace("\r\n", "\n").strip()
    if not text or length(text) > LONGEST_SNIPPET:
        raise BadInput(
            f"câu mẫu cần từ 1 đến {LONGEST_SNIPPET} ký tự.",
            f"a snippet has 1 to {LONGEST_SNIPPET} characters.",
            where="text",
        )
    return replace(snippet, id=_id(snippet.id), title=_line(snippet.title, "title", 80, required=True), text=text)


def _id(id: str) -> str:
    if id and not ID.match(id):
        raise BadInput(
            f"mã “{id}” không hợp lệ; chỉ dùng chữ thường không dấu, số, gạch nối.",
            f"the id “{id}” is not valid; use small letters without accents, digits and hyphens.",
            where="id",
        )
    return id


def _line(text: str, field: str, longest: int, *, required: bool = False) -> str:
    text = squeeze(nfc(text))
    if required and not text:
        raise BadInput("chưa có nội dung; hãy điền mục này.", "this is empty; fill it in.", where=field)
    if length(text) > longest:
        raise BadInput(
            f"dài {length(text)} ký tự, tối đa {longest}; hãy viết gọn lại.",
            f"has {length(text)} characters, at most {longest}; shorten it.",
            where=field,
        )
    return text


def _website(url: str) -> str:
    url = url.strip()
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        sound = parts.scheme == "https" and "." in (parts.hostname or "") and not parts.username and not parts.port
    except ValueError:
        sound = False
    if not sound or not url.isascii() or " " in url:
        raise BadInput(
            "địa chỉ trang web phải bắt đầu bằng https:// và có tên miền, ví dụ https://congan.example.gov.vn.",
            "the website must begin with https:// and name a host, such as https://congan.example.gov.vn.",
            where="website",
        )
    return url
