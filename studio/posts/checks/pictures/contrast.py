"""CONTRAST: text on cards can be read, as measured on the painted pixels (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.origins import size_of, where_of
from studio.posts.checks.rule import FROM_APPROVAL, Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.card_words import part_words, size_words

TEXT, LARGE = 4.5, 3.0
LARGE_LAYERS = frozenset({"headline", "name", "figures"})
"""Layers whose letters are always large."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Layers below the ratio. From approval on the cards must have been measured."""
    if view.pressed is None:
        if view.door in FROM_APPROVAL and view.content.cards:
            yield RULE.finding(
                f"card:{view.content.cards[0].spec.layout}",
                Phrase(
                    "Thẻ chưa được dựng nên chưa đo được độ tương phản.", "The cards were not painted and measured."
                ),
                Phrase("Gửi duyệt lại để dựng thẻ.", "Submit again, so that the cards are painted."),
            )
        return
    for origin, report in view.pressed.items():
        for layer, ratio in report.contrast.items():
            least = LARGE if layer in LARGE_LAYERS else TEXT
            if ratio < least:
                yield _too_weak(origin, layer, ratio, least)


def _too_weak(origin: str, layer: str, ratio: float, least: float) -> Finding:
    shown, wanted = f"{ratio:.1f}".replace(".", ","), f"{least:.1f}".replace(".", ",")
    part, size = part_words(layer), size_words(size_of(origin))
    return RULE.finding(
        where_of(origin),
        Phrase(
            f"Chữ ở phần “{part.vi}” của thẻ {size.vi} có độ tương phản {shown}:1, cần từ {wanted}:1.",
            f"Text of the part “{part.en}” on the {size.en} card has a contrast of {ratio:.1f}:1; "
            f"{least:.1f}:1 is needed.",
        ),
        Phrase("Chọn ảnh nền khác hoặc dời vùng lấy nét.", "Choose another photo, or move its focal point."),
    )


RULE = Rule(
    code="CONTRAST",
    severity=Severity.BLOCK,
    title=Phrase("Độ tương phản chữ trên ảnh từ 4,5:1 trở lên", "Text contrast on cards is at least 4.5:1"),
    reach=Reach.EVERY,
    look=look,
)
