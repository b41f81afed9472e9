"""Rules on pictures and cards, and on what fits a platform."""

from __future__ import annotations

from collections.abc import Iterator

from studio.images.assets import AltFlaw, AltRemark, Asset, AssetStanding, lint, standing, why_not
from studio.phrase import Bilingual, Phrase, decimal
from studio.platforms import WRITTEN, written_for
from studio.posts.checks.rule import FROM_APPROVAL, PreflightView, called, rule, size_of, where_of
from studio.posts.limits import CODE, over_limits
from studio.posts.model import CardFlaw, Finding, PlannedCard, Severity
from studio.templates.card import part_words, size_words


@rule("ALT_TEXT", Severity.BLOCK, Phrase("Every image has alt text"))
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
            yield _alt_remark(f"card:{layout}", Phrase("Picture “{layout}”", layout=layout), card.alt, remark)


def _alt_remark(where: str, name: Phrase, alt: str, remark: AltRemark) -> Finding:
    return alt_text.finding(
        where,
        Phrase("{name}: {what}", name=name, what=remark.say),
        Phrase("Write a sentence: who or what is shown, what happens, which words stand in it."),
        excerpt=alt.strip()[:80],
        severity=Severity.BLOCK if remark.stops else Severity.INFO,
    )


@rule(
    "ASSET_USABLE",
    Severity.BLOCK,
    Phrase("Pictures from the library have a source and are in date"),
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
            Phrase("Picture “{name}” {wrong}.", name=name, wrong=wrong),
            _STATE_SOURCE if standing(asset.facts, view.on) is AssetStanding.SOURCELESS else _REPLACE,
        )
    elif not asset.facts.rights:
        yield asset_usable.finding(
            where,
            Phrase("The library does not say by what right picture “{name}” may be used.", name=name),
            Phrase("State the rights in the picture library."),
            severity=Severity.WARN,
        )


_STATE_SOURCE = Phrase("State its source in the picture library, or use another picture.")
_REPLACE = Phrase("Use another picture, or correct its dates in the picture library where that is allowed.")


@rule("CAPTIONS", Severity.WARN, Phrase("Video has captions or a transcript"))
def captions(view: PreflightView) -> Iterator[Finding]:
    """Who cannot hear a video can read what is said in it.

    A video with sound of which nobody said that its words can be read; the program does not listen.
    """
    for media in view.post.media:
        if media.clip is not None and media.clip.audio and not (media.captions or media.subtitles):
            yield captions.on_picture(
                media,
                Phrase("{it} has sound, and nobody confirmed captions or a transcript."),
                Phrase(
                    "Put captions into the video, or what is said into the text; then tick “What is spoken can "
                    "be read”."
                ),
            )


TEXT, LARGE = 4.5, 3.0
LARGE_LAYERS = frozenset({"headline", "name", "figures"})
"""Layers whose letters are always large."""


@rule(
    "CONTRAST",
    Severity.BLOCK,
    Phrase("Text contrast on cards is at least 4.5:1"),
)
def contrast(view: PreflightView) -> Iterator[Finding]:
    """Text on cards can be read, as measured on the painted pixels (WCAG 2.2, 1.4.3).

    Layers below the ratio. From approval on the cards must have been measured.
    """
    if view.pressed is None:
        if view.stage in FROM_APPROVAL and view.content.cards:
            yield contrast.finding(
                f"card:{view.content.cards[0].spec.layout}",
                Phrase("The cards were not painted and measured."),
                Phrase("Submit again, so that the cards are painted."),
            )
        return
    for origin, report in view.pressed.items():
        for layer, ratio in report.contrast.items():
            least = LARGE if layer in LARGE_LAYERS else TEXT
            if ratio < least:
                yield _too_weak(origin, layer, ratio, least)


def _too_weak(origin: str, layer: str, ratio: float, least: float) -> Finding:
    shown, wanted = decimal(f"{ratio:.1f}"), decimal(f"{least:.1f}")
    part, size = part_words(layer), size_words(size_of(origin))
    return contrast.finding(
        where_of(origin),
        Phrase(
            "Text of the part “{part}” on the {size} card has a contrast of {shown}:1; {wanted}:1 is needed.",
            part=part,
            size=size,
            shown=shown,
            wanted=wanted,
        ),
        Phrase("Choose another photo, or move its focal point."),
    )


@rule(
    "CARD_FITS",
    Severity.BLOCK,
    Phrase("No text on a card is cut off or runs over"),
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
    severity = Severity.BLOCK if flaw.stops else Severity.INFO
    return card_fits.finding(where, flaw.wrong, flaw.remedy, excerpt=flaw.excerpt[:80], severity=severity)


def _left_out(where: str, slot: str, card: PlannedCard, items: tuple[str, ...]) -> Finding:
    part, first = part_words(slot), len(card.spec.values.get(slot, ())) + 1
    last = first + len(items) - 1
    vi = f"mục {first}" if first == last else f"các mục {first}–{last}"
    en = f"item {first}" if first == last else f"items {first}–{last}"
    return card_fits.finding(
        where,
        Phrase("The card has no room for {what} of the part “{part}”.", part=part, what=Bilingual(vi, en)),
        Phrase("Keep the {first} that matter most, or choose another card.", first=first - 1),
        excerpt=items[0][:80],
    )


@rule(CODE, Severity.BLOCK, Phrase("The post keeps within the platform's limits"))
def platform_limit(view: PreflightView) -> Iterator[Finding]:
    """What is too long or too many for a platform is said while one writes, not when one sends.

    The limits of the targets' platforms; of all platforms while none is chosen.
    """
    platforms = {account.platform for account in view.accounts} or set(WRITTEN)
    yield from over_limits(view.content, platforms)
    for platform in platforms:
        if not view.content.texts.get(written_for(platform), "").strip():
            yield platform_limit.finding(
                f"text:{platform.value}",
                Phrase("The post has no text."),
                Phrase("Fill in the template's fields."),
            )
