"""LINK_DEFANGED: a scam's address cannot be tapped."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.links import links, trouble, urls
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType


def look(view: PreflightView) -> Iterator[Finding]:
    """Live addresses among the typed ones, then those that are still alive in a finished text.

    A field of defanged addresses is written out of harm's way by the template; what counts is the finished text.
    """
    typed = set()
    for link in links(view.public):
        kind = link.hit.piece.kind
        if kind is FieldType.URL_DEFANGED or kind is FieldType.URL_OFFICIAL:
            continue
        typed.add(link.url)
        if view.asks(RULE.code) and trouble(link.url, view.book):
            yield _finding(link.hit.piece.where, link.url)
    if view.asks(RULE.code) or view.names_of(FieldType.URL_DEFANGED):
        yield from _finished(view, typed)


def _finished(view: PreflightView, typed: set[str]) -> Iterator[Finding]:
    official = {str(view.fields.get(name)) for name in view.names_of(FieldType.URL_OFFICIAL)}
    for platform, text in view.content.texts.items():
        for url in set(urls(text)) - typed - official:
            if trouble(url, view.book):
                yield _finding(f"text:{platform.value}", url)


def _finding(where: str, url: str) -> Finding:
    return RULE.finding(
        where,
        Phrase("Địa chỉ lừa đảo còn bấm được.", "A scam's address can still be tapped."),
        Phrase(
            "Viết dạng hxxps://ten-mien[.]com, tốt nhất ở ô địa chỉ giả.",
            "Write it as hxxps://host[.]com, best in the field for fake addresses.",
        ),
        excerpt=defang(url)[:120],
    )


def defang(url: str) -> str:
    """An address that no platform makes a link of."""
    return url.replace("http", "hxxp", 1).replace(".", "[.]")


RULE = Rule(
    code="LINK_DEFANGED",
    severity=Severity.BLOCK,
    title=Phrase(
        "Địa chỉ lừa đảo đã được vô hiệu hóa, không bấm được", "Malicious addresses are defanged and not clickable"
    ),
    reach=Reach.EVERY,
    look=look,
)
