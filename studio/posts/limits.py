"""What each platform takes of a post, as data, and what of a post is too much for it.

Facebook: photos of at most 4 MB, ten to a post, text of 63,206 characters as every scheduler takes it, the line with
the post's code included.
Zalo article: title 150, pictures of 1 MB (developers.zalo.me, Article API). Website: a title that search engines
show whole; uploads of 2 MB pass WordPress's default server settings.

What each platform takes of a video, as data, and what of a post's video does not fit. Nothing here re-encodes one.

Facebook reels: MP4 of 9:16, 3 to 90 s, 540 × 960 pixels at least, 24 to 60 pictures a second, H.264, H.265, VP9 or AV1
(developers.facebook.com, Reels Publishing). What is no reel goes out as a video of the page: from 9:16 to 16:9, 1 s to
240 minutes, 1 KB to 2 GB (developers.facebook.com, Video API, Publishing and Error Codes). Zalo: MP4 of 50 MB, in an
article that has a cover (developers.zalo.me, Article API). TikTok: MP4 of 3 s to 10 minutes, a caption of 2,200
characters (developers.tiktok.com, Content Posting API, Media Transfer Guide). YouTube: 15 minutes while the account is
not verified, a title of 100 and a description of 5,000 characters, a cover of 2 MB (developers.google.com, YouTube Data
API, Videos). Website: MP4, which every browser plays as H.264 only; how
large a file its server takes it does not tell.

The last line of a text: a code by which the post is found again on a page that keeps nothing else of ours.

The first sentence of a post: what most readers see before they go on, or do not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from studio.images.video import Clip
from studio.phrase import NOTHING, Bilingual, Phrase, capital, decimal
from studio.platforms import FILM_ONLY, Platform, written_for
from studio.posts.model import Content, Finding, Media, Severity, VideoWay
from studio.text import length

CODECS = {"avc1": "H.264", "avc3": "H.264", "hvc1": "H.265", "hev1": "H.265", "vp09": "VP9", "av01": "AV1"}
_PLAIN = frozenset({"avc1", "avc3"})
"""What everything plays."""
SHAPE_SLACK = 0.02
"""Of 1: encoders round the sides of a picture to multiples of 2 or 16."""
Remark = tuple[Severity, Phrase, Phrase]
"""How grave, what is wrong, what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoLimits:
    """Lengths in seconds, sizes in bytes and pixels; None or 0: the platform names no limit."""

    covered: bool
    """Whether a picture goes out with the video, as its cover."""
    cover_needed: bool = False
    codecs: frozenset[str] = _PLAIN
    refuses_others: bool = False
    """True: another codec is refused; False: it may not play everywhere."""
    bytes_least: int = 0
    bytes_max: int = 0
    server_bytes: int = 0
    """More than this a server may refuse that was not set up for it."""
    shortest: float = 0
    longest: float = 0
    shapes: tuple[tuple[int, int], tuple[int, int]] | None = None
    """The narrowest and the widest, width to height."""
    least: tuple[int, int] = (0, 0)
    fps: tuple[int, int] | None = None


REEL = VideoLimits(
    covered=False,
    codecs=frozenset(CODECS),
    refuses_others=True,
    shortest=3,
    longest=90,
    shapes=((9, 16), (9, 16)),
    least=(540, 960),
    fps=(24, 60),
)
VIDEO_LIMITS: Mapping[Platform, VideoLimits] = {
    Platform.FACEBOOK: VideoLimits(
        covered=False,
        codecs=frozenset(CODECS),
        refuses_others=True,
        bytes_least=1024,
        bytes_max=2_000_000_000,
        shortest=1,
        longest=240 * 60,
        shapes=((9, 16), (16, 9)),
    ),
    Platform.ZALO: VideoLimits(covered=True, cover_needed=True, bytes_max=50_000_000),
    Platform.WEBSITE: VideoLimits(covered=True, server_bytes=2_000_000),
    Platform.TIKTOK: VideoLimits(covered=True, shortest=3, longest=10 * 60, bytes_max=2_000_000_000, fps=(23, 60)),
    Platform.YOUTUBE: VideoLimits(covered=True, shortest=1, longest=15 * 60),
}
_EXPORT = Phrase("Export the video as MP4 (H.264) on the phone or in an editor and add it again.")
_CUT = Phrase("Cut the video and add it again.")


def misfits(clip: Clip, platform: Platform, name: Phrase) -> Iterator[Remark]:
    """What of a video does not suit a platform that is called `name`: one sentence each."""
    wrong = tuple(_over_video(clip, VIDEO_LIMITS[platform], name))
    yield from wrong
    if platform is Platform.FACEBOOK and not wrong and video_way(clip) is VideoWay.VIDEO:
        yield (
            Severity.INFO,
            Phrase("On {name} the video goes out as a video of the page, not as a reel.", name=name),
            Phrase("For a reel, export it upright (9:16), 3 to 90 seconds long."),
        )


def video_way(clip: Clip) -> VideoWay:
    """As what it goes out on Facebook: as a reel wherever it can be one."""
    return VideoWay.VIDEO if any(_over_video(clip, REEL, NOTHING)) else VideoWay.REEL


STORY_LONGEST = 60
"""Seconds of a video that shows as a story (developers.facebook.com, Page Stories)."""


def over_story(clip: Clip | None, *, pictures: bool) -> Iterator[tuple[Phrase, Phrase]]:
    """Why a post with this video, or with cards or photos, cannot show as a story."""
    if clip is None and not pictures:
        yield Phrase("A story needs a picture or a video."), Phrase("Add one, or take the story out.")
    if clip is not None and (video_way(clip) is VideoWay.VIDEO or clip.seconds > STORY_LONGEST):
        yield (
            Phrase("A video that shows as a story is upright (9:16) and 3 to {most} seconds long.", most=STORY_LONGEST),
            Phrase("Cut it, or take the story out."),
        )


def _over_video(clip: Clip, limits: VideoLimits, name: Phrase) -> Iterator[Remark]:
    yield from _coding(clip, limits, name)
    yield from _weight(clip, limits, name)
    yield from _length(clip, limits, name)
    yield from _picture(clip, limits, name)


def _coding(clip: Clip, limits: VideoLimits, name: Phrase) -> Iterator[Remark]:
    if clip.container != "mp4":
        kind = clip.container.upper()
        yield (
            Severity.BLOCK,
            Phrase("The video is {kind}, {name} takes MP4 only.", kind=kind, name=name),
            _EXPORT,
        )
    if clip.codec not in limits.codecs:
        codec = CODECS.get(clip.codec, clip.codec)
        wrong = Phrase(
            "The video is coded as {codec}, which may not play everywhere on {name}.", codec=codec, name=name
        )
        if limits.refuses_others:
            wrong = Phrase("The video is coded as {codec}; {name} refuses it.", codec=codec, name=name)
        yield (Severity.BLOCK if limits.refuses_others else Severity.WARN, wrong, _EXPORT)


def _weight(clip: Clip, limits: VideoLimits, name: Phrase) -> Iterator[Remark]:
    weighs = f"{clip.bytes / 1e6:.1f}"
    if clip.bytes < limits.bytes_least:
        yield (Severity.BLOCK, Phrase("The video is too small for {name}: it is no whole file.", name=name), _EXPORT)
    if limits.bytes_max and clip.bytes > limits.bytes_max:
        most = f"{limits.bytes_max / 1e6:.0f}"
        yield (
            Severity.BLOCK,
            Phrase(
                "The video is {weighs} MB, {name} takes {most} MB at most.",
                most=most,
                name=name,
                weighs=decimal(weighs),
            ),
            Phrase("Shorten it or export it smaller; this app does not compress videos."),
        )
    if limits.server_bytes and clip.bytes > limits.server_bytes:
        yield (
            Severity.INFO,
            Phrase(
                "The server of {name} has to take an upload of {weighs} MB; many are set to {server_bytes:.0f} MB.",
                server_bytes=limits.server_bytes / 1e6,
                name=name,
                weighs=decimal(weighs),
            ),
            Phrase("Ask the website's administrator (upload_max_filesize, post_max_size)."),
        )


def _length(clip: Clip, limits: VideoLimits, name: Phrase) -> Iterator[Remark]:
    if limits.longest and not limits.shortest <= clip.seconds <= limits.longest:
        told = f"{clip.seconds:.1f}"
        yield (
            Severity.BLOCK,
            Phrase(
                "The video lasts {told} s, {name} takes {shortest:.0f} s to {longest:.0f} minutes.",
                shortest=limits.shortest,
                longest=limits.longest / 60,
                name=name,
                told=decimal(told),
            ),
            _CUT,
        )


def _picture(clip: Clip, limits: VideoLimits, name: Phrase) -> Iterator[Remark]:
    size = f"{clip.width} × {clip.height}"
    if limits.shapes and not _is_between(clip, *limits.shapes):
        narrow, wide = (f"{width}:{height}" for width, height in limits.shapes)
        yield (
            Severity.BLOCK,
            Phrase(
                "The video's picture is {size}, {name} takes shapes from {narrow} to {wide}.",
                size=size,
                narrow=narrow,
                wide=wide,
                name=name,
            ),
            Phrase("Edit it to 1920 × 1080 or 1080 × 1920 and add it again."),
        )
    elif clip.width < limits.least[0] or clip.height < limits.least[1]:
        least = f"{limits.least[0]} × {limits.least[1]}"
        yield (
            Severity.BLOCK,
            Phrase("The video has {size} pixels, {name} needs {least} at least.", size=size, least=least, name=name),
            Phrase("Export the video at a higher resolution."),
        )
    if limits.fps and clip.fps and not limits.fps[0] - 0.5 <= clip.fps <= limits.fps[1] + 0.5:
        told = f"{clip.fps:.0f}"
        yield (
            Severity.BLOCK,
            Phrase(
                "The video runs at {told} frames per second, {name} takes {least} to {most}.",
                told=told,
                least=limits.fps[0],
                most=limits.fps[1],
                name=name,
            ),
            Phrase("Export the video at 30 frames per second."),
        )


def _is_between(clip: Clip, narrow: tuple[int, int], wide: tuple[int, int]) -> bool:
    shape = clip.width / clip.height
    return narrow[0] / narrow[1] * (1 - SHAPE_SLACK) <= shape <= wide[0] / wide[1] * (1 + SHAPE_SLACK)


WORDS = "Mã bài:"
_LAST_LINE = re.compile(rf"\s*{WORDS}\s*(PS-[A-Z2-7]{{12}})\s*$")
ROOM = len(f"\n\n{WORDS} PS-") + 12
"""Characters a text needs besides its own."""


def with_reference(text: str, reference: str) -> str:
    """`text` with the code as its last line; readers may quote it, too."""
    return f"{text.rstrip()}\n\n{WORDS} {reference}"


def split_reference(text: str) -> tuple[str, str]:
    """The text without that line, and the code in it; an empty code when there is none."""
    found = _LAST_LINE.search(text)
    return (text[: found.start()], found.group(1)) if found else (text, "")


LEAD_MOST = 200
"""Characters of the first sentence that a telephone shows above “more”: what it is about, for whom, what to do."""
_SENTENCE = re.compile(r"[^.!?…\n]+(?:\.(?=\w)[^.!?…\n]*)*[.!?…]?")


def lead_of(content: Content, platform: Platform = Platform.FACEBOOK) -> str:
    """The first sentence of the text there; empty while there is none, or while the post has no title."""
    found = _SENTENCE.search(content.texts.get(written_for(platform), "")) if content.title.strip() else None
    return found.group().strip() if found else ""


CODE = "PLATFORM_LIMIT"
NAMES = {
    Platform.FACEBOOK: "Facebook",
    Platform.ZALO: "Zalo",
    Platform.WEBSITE: "trang web",
    Platform.TIKTOK: "TikTok",
    Platform.YOUTUBE: "YouTube",
}
NAMES_EN = NAMES | {Platform.WEBSITE: "the website"}


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
    Platform.TIKTOK: PlatformLimits(
        card_size="p45",
        text_max=2200,
        title_max=255,
        images_max=2,
        image_bytes_max=4_000_000,
        photo_width_max=1080,
    ),
    Platform.YOUTUBE: PlatformLimits(
        card_size="link",
        text_max=5000,
        title_max=100,
        images_max=2,
        image_bytes_max=2_000_000,
        photo_width_max=1280,
    ),
}


REEL_COVER = "story"
"""Size of a card that covers an upright video: 9:16, its words where a profile's grid of 3:4 shows them."""


def card_size(platform: Platform, media: Iterable[Media]) -> str:
    """Size of the cards that go to the platform with these photos or this video."""
    video = video_of(media)
    upright = video is not None and video.clip is not None and video.clip.height > video.clip.width
    return REEL_COVER if upright and platform in FILM_ONLY else LIMITS[platform].card_size


def over_limits(content: Content, platforms: Collection[Platform]) -> Iterator[Finding]:
    """A finding for each thing that is too long, too many or of the wrong kind for a platform."""
    video = video_of(content.media)
    for platform in Platform:
        if platform in platforms:
            yield from _over(content, platform, LIMITS[platform])
            if video is not None:
                yield from _of_video(content, video, platform)
            elif platform in FILM_ONLY:
                yield _finding(
                    "media",
                    Phrase(
                        "{platform} takes a video, and the post has none.",
                        platform=Bilingual(NAMES[platform], NAMES_EN[platform]),
                    ),
                    Phrase("Add a video, or take the page out."),
                )
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
        (f"text:{platform}", length(content.texts.get(written_for(platform), "")), limits.text_max, "chữ", "text"),
        (f"text:{platform}", length(content.title), limits.title_max, "tiêu đề", "title"),
    )
    for where, count, most, vi, en in counts:
        if count > most:
            yield _finding(
                where,
                Phrase(
                    "The {what} for {platform} has {count} characters, at most {most}.",
                    count=count,
                    most=most,
                    what=Bilingual(vi, en),
                    platform=Bilingual(NAMES[platform], NAMES_EN[platform]),
                ),
                Phrase("Shorten it."),
            )
    yield from over_pictures(pictures(content, platform), platform)


def over_pictures(count: int, platform: Platform) -> Iterator[Finding]:
    """A finding where the platform takes fewer than `count` pictures."""
    most = LIMITS[platform].images_max
    if count > most:
        yield _finding(
            "media",
            Phrase(
                "The post has {count} pictures, {platform} takes at most {most}.",
                count=count,
                most=most,
                platform=Bilingual(NAMES[platform], NAMES_EN[platform]),
            ),
            Phrase("Take pictures or pages of the set away."),
        )


def _of_video(content: Content, video: Media, platform: Platform) -> Iterator[Finding]:
    """What of the video, and of what stands beside it, does not suit a platform."""
    name, limits, where = (
        Bilingual(NAMES[platform], NAMES_EN[platform]),
        VIDEO_LIMITS[platform],
        f"media:{video.id}",
    )
    if video.clip is not None:
        for severity, wrong, remedy in misfits(video.clip, platform, name):
            yield _finding(where, wrong, remedy, severity)
    if limits.cover_needed and pictures(content, platform) == 1:
        yield _finding(
            where,
            Phrase("A video on {name} needs a cover picture.", name=name),
            Phrase("Add a photo, or choose a card of the template."),
        )
    shown, sent = len(content.cards) + len(loose_photos(content)), pictures(content, platform) - 1
    if shown > sent:
        only = Phrase("the video alone") if not sent else Phrase("video and cover")
        yield _finding(
            where,
            Phrase(
                "{name} gets {only}; the other {shown} pictures are not posted there.",
                shown=shown - sent,
                name=capital(name),
                only=only,
            ),
            Phrase("Say what matters in the text."),
            Severity.INFO,
        )


def _beside_video(content: Content) -> Iterator[Finding]:
    """One video, and one photo beside it as its cover."""
    if sum(media.clip is not None for media in content.media) > 1:
        yield _finding(
            "media",
            Phrase("A post has one video only."),
            Phrase("Take one out, or make separate posts of them."),
        )
    if len(loose_photos(content)) > 1:
        yield _finding(
            "media",
            Phrase("Beside a video one photo may stand, as its cover; there are {n}.", n=len(loose_photos(content))),
            Phrase("Take photos out, or the video."),
        )


def _finding(where: str, wrong: Phrase, remedy: Phrase, severity: Severity = Severity.BLOCK) -> Finding:
    return Finding(code=CODE, severity=severity, field=where, wrong=wrong, remedy=remedy)
