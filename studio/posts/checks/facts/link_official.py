"""LINK_OFFICIAL: links lead to official addresses, and readers see where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.links import PLATFORMS, Trouble, links, trouble, urls
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.scan import Piece
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType


def look(view: PreflightView) -> Iterator[Finding]:
    """Addresses typed into the fields, then those that only the finished texts show."""
    typed = set()
    for link in links(view.public):
        typed.add(link.url)
        found = trouble(link.url, view.book)
        if found and not _left_to_others(view, link.hit.piece):
            yield _finding(view, link.hit.piece.where, link.url, found)
    for platform, text in view.content.texts.items():
        for url in set(urls(text)) - typed:
            found = trouble(url, view.book)
            if found and found.hostile:
                typed.add(url)
                yield _finding(view, f"text:{platform.value}", url, found)


def _left_to_others(view: PreflightView, piece: Piece) -> bool:
    """LINK_DEFANGED speaks of a scam's address; of an official field, its validator may have spoken already."""
    if piece.kind is FieldType.URL_OFFICIAL and any(problem.field == piece.where for problem in view.field_problems):
        return True
    warns = view.asks("LINK_DEFANGED") and piece.kind is not FieldType.URL_OFFICIAL
    return warns or piece.kind is FieldType.URL_DEFANGED


def _finding(view: PreflightView, where: str, url: str, found: Trouble) -> Finding:
    blocks = found.hostile or (view.asks(RULE.code) and not any(host in url for host in PLATFORMS))
    return RULE.finding(
        where, found.wrong, found.remedy, excerpt=url[:120], severity=Severity.BLOCK if blocks else Severity.WARN
    )


RULE = Rule(
    code="LINK_OFFICIAL",
    severity=Severity.BLOCK,
    title=Phrase("Liên kết dẫn tới địa chỉ chính thức", "Links point to official addresses"),
    reach=Reach.EVERY,
    look=look,
)
