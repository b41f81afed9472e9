"""What each platform takes of a post, as data, and what of a post is too much for it.

Facebook: photos of at most 4 MB, ten to a post, text of 63,206 characters as every scheduler takes it, the line with
the post's code included.
Zalo article: title 150, pictures of 1 MB (developers.zalo.me, Article API). Website: a title that search engines
show whole; uploads of 2 MB pass WordPress's default server settings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.model import Content, Finding, Media, Severity
from studio.posts.reference import ROOM
from studio.posts.video_limits import VIDEO_LIMITS, misfits
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
    """A finding for each thing that is too long, too many or of the wrong kind for a platform."""
    video = video_of(content.media)
    for platform in Platform:
        if platform in platforms:
            yield from _over(content, platform, LIMITS[platform])
            if video is not None:
                yield from _of_video(content, video, platform)
    if video is not None:
        yield from _beside_video(content)


def pictures(content: Content, platform: Platform) -> int:
    """How many pictures and videos go out with a post: its cards, and the photos that stand on no card; or its video,
    with the cover where the platform takes one."""
    if video_of(content.media) is None:
        return len(content.cards) + len(loose_photos(content))
    return 2 if VIDEO_LIMITS[platform].covered and (content.cards or loose_photos(content)) else 1


def loose_photos(content: Content) -> tuple[str, ...]:
    """Ids of the photos that are sent by themselves, because no card shows them."""
    on_cards = {card.spec.photo.sha256 for card in content.cards if card.spec.photo}
    return tuple(media.id for media in content.media if media.clip is None and media.sha256 not in on_cards)


def video_of(media: Iterable[Media]) -> Media | None:
    """The post's video; None when it has photographs, or nothing."""
    return next((one for one in media if one.clip is not None), None)


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
    count = pictures(content, platform)
    if count > limits.images_max:
        yield _finding(
            "media",
            Phrase(
                f"Bài có {count} ảnh, {NAMES[platform]} nhận tối đa {limits.images_max}.",
                f"The post has {count} pictures, {NAMES_EN[platform]} takes at most {limits.images_max}.",
            ),
            Phrase("Bớt ảnh hoặc bớt trang của bộ ảnh.", "Take pictures or pages of the set away."),
        )


def _of_video(content: Content, video: Media, platform: Platform) -> Iterator[Finding]:
    """What of the video, and of what stands beside it, does not suit a platform."""
    name, limits, where = Phrase(NAMES[platform], NAMES_EN[platform]), VIDEO_LIMITS[platform], f"media:{video.id}"
    if video.clip is not None:
        for severity, wrong, remedy in misfits(video.clip, platform, name):
            yield _finding(where, wrong, remedy, severity)
    if limits.cover_needed and pictures(content, platform) == 1:
        yield _finding(
            where,
            Phrase(f"Video trên {name.vi} cần một ảnh bìa.", f"A video on {name.en} needs a cover picture."),
            Phrase("Thêm một ảnh, hoặc chọn một thẻ của mẫu.", "Add a photo, or choose a card of the template."),
        )
    shown, sent = len(content.cards) + len(loose_photos(content)), pictures(content, platform) - 1
    if shown > sent:
        only = Phrase("chỉ video", "the video alone") if not sent else Phrase("video và ảnh bìa", "video and cover")
        yield _finding(
            where,
            Phrase(
                f"{name.vi[0].upper()}{name.vi[1:]} nhận {only.vi}; {shown - sent} ảnh, thẻ còn lại không đăng ở đó.",
                f"{name.en[0].upper()}{name.en[1:]} gets {only.en}; the other {shown - sent} pictures are not posted "
                "there.",
            ),
            Phrase("Đưa điều quan trọng vào phần chữ.", "Say what matters in the text."),
            Severity.INFO,
        )


def _beside_video(content: Content) -> Iterator[Finding]:
    """One video, and one photo beside it as its cover."""
    if sum(media.clip is not None for media in content.media) > 1:
        yield _finding(
            "media",
            Phrase("Một bài chỉ có một video.", "A post has one video only."),
            Phrase("Bỏ bớt video, hoặc tách thành các bài riêng.", "Take one out, or make separate posts of them."),
        )
    if len(loose_photos(content)) > 1:
        yield _finding(
            "media",
            Phrase(
                f"Bài có video chỉ kèm được một ảnh làm ảnh bìa, hiện có {len(loose_photos(content))} ảnh.",
                f"Beside a video one photo may stand, as its cover; there are {len(loose_photos(content))}.",
            ),
            Phrase("Bỏ bớt ảnh, hoặc bỏ video.", "Take photos out, or the video."),
        )


def _finding(where: str, wrong: Phrase, remedy: Phrase, severity: Severity = Severity.BLOCK) -> Finding:
    return Finding(code=CODE, severity=severity, field=where, wrong=wrong, remedy=remedy)
