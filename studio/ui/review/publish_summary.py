"""What will come into being on a page, in one honest sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from studio.accounts.model import KINDS, AccountKind
from studio.platforms import Platform
from studio.posts.limits import with_reference
from studio.posts.model import Package, VideoWay
from studio.posts.subtitles import show_moment, subtitle_lines
from studio.translation import ntr, say, tr
from studio.ui.review.sheet import ReviewTarget
from studio.ui.widgets.post_view import PostLook


def made_of(target: ReviewTarget, *, amends: bool) -> str:
    """``Sẽ tạo: album 4 ảnh``, beside the name of the page; of a change of a published post, what is changed."""
    return tr("Will change: the text") if amends else tr("Will create: {thing}").format(thing=_thing_for(target))


def _thing_for(target: ReviewTarget) -> str:
    package = target.package
    video = any(attachment.is_video for attachment in package.attachments)
    return thing_of(target.account.platform, len(package.attachments), video=video, way=package.video_way)


def thing_of(platform: Platform, pictures: int, *, video: bool = False, way: VideoWay = VideoWay.REEL) -> str:
    """The kind of object a platform makes of a text with so many pictures, or with a video."""
    if video:
        return _film_of(platform, way)
    if platform is Platform.ZALO:
        return tr("an article")
    if platform is Platform.WEBSITE:
        return tr("a news item")
    if pictures == 0:
        return tr("a text post")
    if pictures == 1:
        return tr("a post with one picture")
    return ntr("an album of {n} picture", "an album of {n} pictures", pictures).format(n=pictures)


def _film_of(platform: Platform, way: VideoWay) -> str:
    if platform is Platform.ZALO:
        return tr("an article with a video")
    if platform is Platform.WEBSITE:
        return tr("a news item with a video")
    return tr("a reel (short video)") if way is VideoWay.REEL else tr("a post with a video")


def film_facts(package: Package) -> Iterator[tuple[str, str]]:
    """What goes with the video of a page: the second of its cover, and its subtitles; each with its picture."""
    if package.cover_at is not None:
        at = show_moment(timedelta(seconds=package.cover_at))
        yield "image", tr("Cover: the frame of the video at {at}").format(at=at)
    lines = subtitle_lines(package.subtitles)
    if lines:
        said = ntr("Subtitles: {n} line", "Subtitles: {n} lines", len(lines)).format(n=len(lines))
        yield "text-quote", f"{said}, {show_moment(lines[0].begin)} – {show_moment(lines[-1].end)}"


def way_of(kind: AccountKind, *, amends: bool) -> str:
    """How it gets there, where that is not by the platform's own interface; else empty."""
    facts = KINDS[kind]
    return say(facts.changing if amends else facts.sending)


def text_on(kind: AccountKind, text: str) -> str:
    """The text with the line that the program adds where a page keeps no code of ours; the code is made on sending."""
    return with_reference(text, "PS-…") if KINDS[kind].coded and text else text


def look_of(target: ReviewTarget) -> PostLook:
    """The target as its readers will see it just after it went out."""
    return PostLook(
        platform=target.account.platform,
        page=target.account.title,
        practice=target.account.kind is AccountKind.PRACTICE,
        when=tr("Just now · Public"),
        title=target.package.title,
        text=text_on(target.account.kind, target.package.text),
        images=target.images,
        alts=tuple(attachment.alt for attachment in target.package.attachments),
    )
