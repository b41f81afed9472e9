"""What each platform takes of a post, as data, and what of a post is too much for it.

Facebook: photos of at most 4 MB, ten to a post, text of 63,206 characters as every scheduler takes it, the line with
the post's code included.
Zalo article: title 150, pictures of 1 MB (developers.zalo.me, Article API). Website: a title that search engines
show whole; uploads of 2 MB pass WordPress's default server settings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.model import Content, Finding, Severity
from studio.posts.reference import ROOM
from studio.text import length

CODE = "PLATFORM_LIMIT"
NAMES = {Platform.FACEBOOK: "Facebook", Platform.ZALO: "Zalo", Platform.WEBSITE: "trang web"}
NAMES_EN = {Platform.FACEBOOK: "Facebook", Platform.ZALO: "Zalo", Platform.WEBSITE: "the website"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformLimits:
    """Lengths in characters a person sees, pictures in pixels and bytes."""

    card_size: str
    """Size of the cards that go to this platform."""
    text_max: int
    title_max: int
    images_max: int
    image_bytes_max: int
    photo_width_max: int


LIMITS: Mapping[Platform, PlatformLimits] = {
    Platform.FACEBOOK: PlatformLimits(
        card_size="p45",
        text_max=63_206 - ROOM,
        title_max=255,
        images_max=10,
        image_bytes_max=4_000_000,
        photo_width_max=2048,
    ),
    Platform.ZALO: PlatformLimits(
        card_size="link",
        text_max=50_000 - ROOM,
        title_max=150,
        images_max=10,
        image_bytes_max=1_000_000,
        photo_width_max=1280,
    ),
    Platform.WEBSITE: PlatformLimits(
        card_size="link",
        text_max=100_000,
        title_max=200,
        images_max=20,
        image_bytes_max=2_000_000,
        photo_width_max=1600,
    ),
}


def over_limits(content: Content, platforms: Collection[Platform]) -> Iterator[Finding]:
    """One blocker for each thing that is too long or too many for a platform."""
    for platform in Platform:
        if platform in platforms:
            yield from _over(content, platform, LIMITS[platform])


def pictures(content: Content) -> int:
    """How many pictures go out with a post: its cards, and the photos that stand on no card."""
    return len(content.cards) + len(loose_photos(content))


def loose_photos(content: Content) -> tuple[str, ...]:
    """Ids of the photos that are sent by themselves, because no card shows them."""
    on_cards = {card.spec.photo.sha256 for card in content.cards if card.spec.photo}
    return tuple(media.id for media in content.media if media.sha256 not in on_cards)


def _over(content: Content, platform: Platform, limits: PlatformLimits) -> Iterator[Finding]:
    counts = (
        (f"text:{platform}", length(content.texts.get(platform, "")), limits.text_max, "chữ", "text"),
        (f"text:{platform}", length(content.title), limits.title_max, "tiêu đề", "title"),
    )
    for where, count, most, vi, en in counts:
        if count > most:
            yield _finding(
                where,
                Phrase(
                    f"Phần {vi} cho {NAMES[platform]} dài {count} ký tự, tối đa {most}.",
                    f"The {en} for {NAMES_EN[platform]} has {count} characters, at most {most}.",
                ),
                Phrase("Viết gọn lại.", "Shorten it."),
            )
    if pictures(content) > limits.images_max:
        yield _finding(
            "media",
            Phrase(
                f"Bài có {pictures(content)} ảnh, {NAMES[platform]} nhận tối đa {limits.images_max}.",
                f"The post has {pictures(content)} pictures, {NAMES_EN[platform]} takes at most {limits.images_max}.",
            ),
            Phrase("Bớt ảnh hoặc bớt trang của bộ ảnh.", "Take pictures or pages of the set away."),
        )


def _finding(where: str, wrong: Phrase, remedy: Phrase) -> Finding:
    return Finding(code=CODE, severity=Severity.BLOCK, field=where, wrong=wrong, remedy=remedy)
