"""CARD_FITS: nothing on a card is cut off or left out without a word, a citation least of all."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.origins import where_of
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Card, CardFlaw, Finding, Severity
from studio.templates.card_words import part_words


def look(view: PreflightView) -> Iterator[Finding]:
    """What a template leaves off its cards, and what a card on a size could not show."""
    fields = {field.name for field in view.template.fields if not field.hidden}
    cards = view.content.named_cards
    for name, card in cards.items():
        for slot, items in card.left_out.items():
            source = card.source(slot, 0)
            yield _left_out(source if source in fields else f"card:{name}", slot, card, items)
    for origin, flaws in view.flaws.items():
        where = where_of(origin)
        known = cards.get(where.partition(":")[2])
        for flaw in flaws:
            source = known.source(flaw.slot, flaw.item) if known else ""
            yield _flaw(flaw, source if source in fields else where)


def _flaw(flaw: CardFlaw, where: str) -> Finding:
    severity = Severity.BLOCK if flaw.stops else Severity.WARN
    return RULE.finding(where, flaw.wrong, flaw.remedy, excerpt=flaw.excerpt[:80], severity=severity)


def _left_out(where: str, slot: str, card: Card, items: tuple[str, ...]) -> Finding:
    part, first = part_words(slot), len(card.spec.values.get(slot, ())) + 1
    last = first + len(items) - 1
    vi = f"mục {first}" if first == last else f"các mục {first}–{last}"
    en = f"item {first}" if first == last else f"items {first}–{last}"
    return RULE.finding(
        where,
        Phrase(
            f"Thẻ không có chỗ cho {vi} của phần “{part.vi}”.",
            f"The card has no room for {en} of the part “{part.en}”.",
        ),
        Phrase(
            f"Giữ {first - 1} mục quan trọng nhất, hoặc chọn kiểu thẻ khác.",
            f"Keep the {first - 1} that matter most, or choose another card.",
        ),
        excerpt=items[0][:80],
    )


RULE = Rule(
    code="CARD_FITS",
    severity=Severity.BLOCK,
    title=Phrase("Chữ trên thẻ không bị cắt, không tràn", "No text on a card is cut off or runs over"),
    reach=Reach.EVERY,
    look=look,
)
