"""Rules on pictures and cards, and on what fits a platform."""

from __future__ import annotations

from collections.abc import Iterator

from studio.images.assets import AltFlaw, AltRemark, Asset, AssetStanding, lint, standing, why_not
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.checks.rule import FROM_APPROVAL, PreflightView, called, rule, size_of, where_of
from studio.posts.limits import CODE, over_limits
from studio.posts.model import CardFlaw, Finding, PlannedCard, Severity
from studio.templates.card import part_words, size_words


@rule("ALT_TEXT", Severity.BLOCK, Phrase("Mỗi ảnh có văn bản thay thế", "Every image has alt text"))
def alt_text(view: PreflightView) -> Iterator[Finding]:
    """Every picture is told in words to those who cannot see it.

    Photographs, then cards. Of cards, whose texts come from the template, only what stops is told.
    """
    for media in view.post.media:
        remarks = lint(media.alt, name=media.name, title=view.content.title)
        for remark in (one for one in remarks if one.flaw is not AltFlaw.WORDY):  # said while one writes
            yield _alt_remark(f"media:{media.id}", called(media), media.alt, remark)
    for card in view.content.cards:
        layout = card.spec.layout
        for remark in (one for one in lint(card.alt) if one.stops):
            yield _alt_remark(f"card:{layout}", Phrase(f"Ảnh “{layout}”", f"Picture “{layout}”"), card.alt, remark)


def _alt_remark(where: str, name: Phrase, alt: str, remark: AltRemark) -> Finding:
    return alt_text.finding(
        where,
        Phrase(f"{name.vi}: {remark.say.vi}", f"{name.en}: {remark.say.en}"),
        Phrase(
            "Viết một câu: trong ảnh có ai, cái gì, đang làm gì, chữ gì trên ảnh.",
            "Write a sentence: who or what is shown, what happens, which words stand in it.",
        ),
        excerpt=alt.strip()[:80],
        severity=Severity.BLOCK if remark.stops else Severity.INFO,
    )


@rule(
    "ASSET_USABLE",
    Severity.BLOCK,
    Phrase("Ảnh lấy từ kho ảnh có nguồn và còn hạn dùng", "Pictures from the library have a source and are in date"),
)
def asset_usable(view: PreflightView) -> Iterator[Finding]:
    """What comes from the unit's library of pictures has a source, and may be used on the day of posting.

    The post's pictures with what they were made of, and the badges on its cards.
    """
    for media in view.post.media:
        for asset in view.assets.get(media.sha256, ()):
            yield from _asset(view, f"media:{media.id}", asset)
    for card in view.content.cards:
        for asset in view.assets.get(card.spec.badge_sha256 or "", ()):
            yield from _asset(view, f"card:{card.spec.layout}", asset)


def _asset(view: PreflightView, where: str, asset: Asset) -> Iterator[Finding]:
    name, wrong = asset.facts.title, why_not(asset.facts, view.on)
    if wrong is not None:
        yield asset_usable.finding(
            where,
            Phrase(f"Ảnh “{name}” {wrong.vi}.", f"Picture “{name}” {wrong.en}."),
            _STATE_SOURCE if standing(asset.facts, view.on) is AssetStanding.SOURCELESS else _REPLACE,
        )
    elif not asset.facts.rights:
        yield asset_usable.finding(
            where,
            Phrase(
                f"Ảnh “{name}” trong kho ảnh chưa ghi được dùng theo quyền nào.",
                f"The library does not say by what right picture “{name}” may be used.",
            ),
            Phrase("Ghi quyền sử dụng trong kho ảnh.", "State the rights in the picture library."),
            severity=Severity.WARN,
        )


_STATE_SOURCE = Phrase(
    "Ghi nguồn của ảnh trong kho ảnh, hoặc dùng ảnh khác.",
    "State its source in the picture library, or use another picture.",
)
_REPLACE = Phrase(
    "Dùng ảnh khác, hoặc sửa thời hạn trong kho ảnh nếu được phép.",
    "Use another picture, or mend its dates in the picture library where that is allowed.",
)


@rule(
    "CAPTIONS", Severity.WARN, Phrase("Video có phụ đề hoặc lời thoại dạng chữ", "Video has captions or a transcript")
)
def captions(view: PreflightView) -> Iterator[Finding]:
    """Who cannot hear a video can read what is said in it.

    A video with sound of which nobody said that its words can be read; the program does not listen.
    """
    for media in view.post.media:
        if media.clip is not None and media.clip.audio and not media.captions:
            yield captions.on_picture(
                media,
                Phrase(
                    "{it} có tiếng mà chưa xác nhận có phụ đề hoặc lời thoại dạng chữ.",
                    "{it} has sound, and nobody confirmed captions or a transcript.",
                ),
                Phrase(
                    "Thêm phụ đề vào video hoặc chép lời thoại vào bài, rồi đánh dấu “có phụ đề”.",
                    "Put captions into the video, or what is said into the text; then tick “captions”.",
                ),
            )


TEXT, LARGE = 4.5, 3.0
LARGE_LAYERS = frozenset({"headline", "name", "figures"})
"""Layers whose letters are always large."""


@rule(
    "CONTRAST",
    Severity.BLOCK,
    Phrase("Độ tương phản chữ trên ảnh từ 4,5:1 trở lên", "Text contrast on cards is at least 4.5:1"),
)
def contrast(view: PreflightView) -> Iterator[Finding]:
    """Text on cards can be read, as measured on the painted pixels (WCAG 2.2, 1.4.3).

    Layers below the ratio. From approval on the cards must have been measured.
    """
    if view.pressed is None:
        if view.door in FROM_APPROVAL and view.content.cards:
            yield contrast.finding(
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
    return contrast.finding(
        where_of(origin),
        Phrase(
            f"Chữ ở phần “{part.vi}” của thẻ {size.vi} có độ tương phản {shown}:1, cần từ {wanted}:1.",
            f"Text of the part “{part.en}” on the {size.en} card has a contrast of {ratio:.1f}:1; "
            f"{least:.1f}:1 is needed.",
        ),
        Phrase("Chọn ảnh nền khác hoặc dời vùng lấy nét.", "Choose another photo, or move its focal point."),
    )


@rule(
    "CARD_FITS",
    Severity.BLOCK,
    Phrase("Chữ trên thẻ không bị cắt, không tràn", "No text on a card is cut off or runs over"),
)
def card_fits(view: PreflightView) -> Iterator[Finding]:
    """Nothing on a card is cut off or left out without a word, a citation least of all.

    What a template leaves off its cards, and what a card on a size could not show.
    """
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
            yield _card_flaw(flaw, source if source in fields else where)


def _card_flaw(flaw: CardFlaw, where: str) -> Finding:
    severity = Severity.BLOCK if flaw.stops else Severity.WARN
    return card_fits.finding(where, flaw.wrong, flaw.remedy, excerpt=flaw.excerpt[:80], severity=severity)


def _left_out(where: str, slot: str, card: PlannedCard, items: tuple[str, ...]) -> Finding:
    part, first = part_words(slot), len(card.spec.values.get(slot, ())) + 1
    last = first + len(items) - 1
    vi = f"mục {first}" if first == last else f"các mục {first}–{last}"
    en = f"item {first}" if first == last else f"items {first}–{last}"
    return card_fits.finding(
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


@rule(
    CODE, Severity.BLOCK, Phrase("Bài không quá giới hạn của nền tảng", "The post keeps within the platform's limits")
)
def platform_limit(view: PreflightView) -> Iterator[Finding]:
    """What is too long or too many for a platform is said while one writes, not when one sends.

    The limits of the targets' platforms; of all platforms while none is chosen.
    """
    platforms = {account.platform for account in view.accounts} or set(Platform)
    yield from over_limits(view.content, platforms)
    for platform in platforms:
        if not view.content.texts.get(platform, "").strip():
            yield platform_limit.finding(
                f"text:{platform.value}",
                Phrase("Bài chưa có chữ nào.", "The post has no text."),
                Phrase("Điền các ô của mẫu.", "Fill in the template's fields."),
            )
