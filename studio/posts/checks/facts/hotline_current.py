"""HOTLINE_CURRENT: somebody confirmed the numbers of a post not too long ago."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from studio.clock import show_date
from studio.directory.model import Contact
from studio.phrase import Phrase
from studio.posts.checks.contacts import known_in
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType


def look(view: PreflightView) -> Iterator[Finding]:
    """Contacts chosen in a field, and numbers of the directory typed into one."""
    seen = set()
    for where, contact in _used(view):
        if contact.id not in seen:
            seen.add(contact.id)
            yield from _contact(view, where, contact)


def _used(view: PreflightView) -> Iterator[tuple[str, Contact]]:
    for name in view.names_of(FieldType.CONTACT_REF):
        for chosen in _ids(view.fields.get(name)):
            contact = view.book.contact(chosen)
            if contact:
                yield name, contact
    for offset, contact in known_in(view.public.text, view.numbers):
        yield view.public.piece_at(offset).where, contact


def _ids(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list | tuple) else (value,)
    return tuple(item for item in items if isinstance(item, str))


def _contact(view: PreflightView, where: str, contact: Contact) -> Iterator[Finding]:
    called = f"{contact.label} ({contact.phone})"
    remedy = Phrase("Gọi thử rồi xác nhận lại trong danh bạ.", "Call it, then confirm it in the directory.")
    if contact.verified_on is None:
        wrong = Phrase(f"Số {called} chưa được xác nhận.", f"The number of {called} was never confirmed.")
    elif (view.on - contact.verified_on).days > view.settings.hotline_days:
        day, days = show_date(contact.verified_on), (view.on - contact.verified_on).days
        wrong = Phrase(
            f"Số {called} được xác nhận ngày {day}, đến ngày đăng là {days} ngày.",
            f"The number of {called} was confirmed on {day}, {days} days before the day of posting.",
        )
    else:
        return
    yield RULE.finding(where, wrong, remedy, excerpt=contact.phone)


RULE = Rule(
    code="HOTLINE_CURRENT",
    severity=Severity.WARN,
    title=Phrase(
        "Số điện thoại trong bài đã được xác nhận trong thời hạn quy định",
        "Numbers in the post were confirmed recently",
    ),
    reach=Reach.EVERY,
    look=look,
)
