"""ALT_TEXT: every picture is told in words to those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from studio.images.alt_text import AltFlaw, AltRemark, lint
from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """Photographs, then cards. Of cards, whose texts come from the template, only what stops is told."""
    for media in view.post.media:
        remarks = lint(media.alt, name=media.name, title=view.content.title)
        for remark in (one for one in remarks if one.flaw is not AltFlaw.WORDY):  # said while one writes
            yield _finding(f"media:{media.id}", called(media), media.alt, remark)
    for card in view.content.cards:
        layout = card.spec.layout
        for remark in (one for one in lint(card.alt) if one.stops):
            yield _finding(f"card:{layout}", Phrase(f"Ảnh “{layout}”", f"Picture “{layout}”"), card.alt, remark)


def _finding(where: str, name: Phrase, alt: str, remark: AltRemark) -> Finding:
    return RULE.finding(
        where,
        Phrase(f"{name.vi}: {remark.say.vi}", f"{name.en}: {remark.say.en}"),
        Phrase(
            "Viết một câu: trong ảnh có ai, cái gì, đang làm gì, chữ gì trên ảnh.",
            "Write a sentence: who or what is shown, what happens, which words stand in it.",
        ),
        excerpt=alt.strip()[:80],
        severity=Severity.BLOCK if remark.stops else Severity.INFO,
    )


RULE = Rule(
    code="ALT_TEXT",
    severity=Severity.BLOCK,
    title=Phrase("Mỗi ảnh có văn bản thay thế", "Every image has alt text"),
    reach=Reach.EVERY,
    look=look,
)
