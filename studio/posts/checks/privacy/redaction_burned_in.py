"""REDACTION_BURNED_IN: what was covered is covered in every pixel that leaves."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Media, Severity

SMALLEST = 0.005
"""Half a percent of the picture's side: a rectangle thinner than that covers nothing."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Covers too small to cover, cards that use the picture uncovered, and originals in what leaves.

    A video leaves as it is: it has no covers, and what must be hidden is hidden before it is added.
    """
    leaving = _leaving(view)
    for media in (one for one in view.post.media if one.clip is None):
        if any(w < SMALLEST or h < SMALLEST for _, _, w, h in media.redactions):
            yield _finding(
                media,
                Phrase("Có vùng che quá nhỏ, không che được gì.", "A cover is too small to cover anything."),
                Phrase("Vẽ lại vùng che cho kín.", "Draw the cover again so that it hides what it should."),
            )
        if media.sha256 in leaving or (media.redactions and not _covered_on_cards(view, media)):
            yield _finding(
                media,
                Phrase("Vùng che chưa được ghi cứng vào ảnh xuất ra.", "The covers are not burned into the export."),
                Phrase("Xuất lại ảnh trong ứng dụng rồi gửi duyệt lại.", "Export the picture again, then resubmit."),
            )


def _leaving(view: PreflightView) -> frozenset[str]:
    packages = view.bundle.packages.values() if view.bundle else ()
    return frozenset(attachment.sha256 for package in packages for attachment in package.attachments)


def _covered_on_cards(view: PreflightView, media: Media) -> bool:
    photos = (card.spec.photo for card in view.content.cards)
    return all(
        set(media.redactions) <= set(photo.redactions) for photo in photos if photo and photo.sha256 == media.sha256
    )


def _finding(media: Media, wrong: Phrase, remedy: Phrase) -> Finding:
    return RULE.finding(f"media:{media.id}", wrong, remedy, excerpt=media.name)


RULE = Rule(
    code="REDACTION_BURNED_IN",
    severity=Severity.BLOCK,
    title=Phrase(
        "Vùng che được ghi cứng vào ảnh, không thể gỡ", "Redaction is burned into pixels, not a layer or light blur"
    ),
    reach=Reach.EVERY,
    look=look,
)
