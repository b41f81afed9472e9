"""Freezing a post: every picture it needs painted, fitted and put away, and one seal over all of it.

Each platform gets the cards of its own size; a hand-over page gets exactly what its platform would get, because what
was approved is what a person then posts. Photos that stand on no card follow the cards; or a video goes out as it was
put away, with a cover where the platform takes one. Freezing the same revision twice gives the same bytes and seal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from studio.accounts.model import Account
from studio.images.video import Clip
from studio.platforms import FILM_ONLY, SUBTITLED, WRITTEN, Platform, written_for
from studio.posts.limits import (
    LIMITS,
    VIDEO_LIMITS,
    card_size,
    loose_photos,
    over_limits,
    over_pictures,
    video_of,
    video_way,
)
from studio.posts.model import (
    NO_OPTIONS,
    Attachment,
    Bundle,
    CardFlaw,
    Content,
    FaceLook,
    FrozenBundle,
    Media,
    Package,
    PlatformOptions,
    Post,
    PressReport,
    VideoWay,
)
from studio.posts.ports import CardPress, Files, Photos
from studio.posts.post_signature import seal_of, sealed_parts
from studio.posts.transitions import require_unblocked
from studio.templates.bind import part_alt
from studio.templates.card import CardSpec, FractionRect

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class CardOn:
    """A picture of a card on one size."""

    spec: CardSpec
    name: str
    """Its file's."""
    origin: str
    """``card:alert:link``, ``card:alert:link:2`` for the second that the card takes there."""
    alt: str


Series = Callable[[Sequence[CardSpec], str], tuple[tuple[CardSpec, ...], ...]]
"""`CardPress.series`."""


def cards_on(content: Content, size: str, series: Series) -> Iterator[CardOn]:
    """The pictures that the cards of a post take on `size`, in order. Raises what `series` raises."""
    cards = content.named_cards
    taken = series([card.spec for card in cards.values()], size)
    for (name, card), parts in zip(cards.items(), taken, strict=True):
        for number, spec in enumerate(parts, 1):
            more = number > 1
            yield CardOn(
                spec=spec,
                name=f"{name}_{number}" if more else name,
                origin=f"card:{name}:{size}:{number}" if more else f"card:{name}:{size}",
                alt=part_alt(card.alt, number, len(parts)),
            )


_COVERED = 0.8
"""The part of a face's box that a cover hides when it hides the face: boxes are wider than eyes and mouth."""


class Freezer:
    """Makes bundles. Needs no store: what it makes is decided by post, content and accounts alone."""

    def __init__(self, press: CardPress, photos: Photos, files: Files) -> None:
        self._press = press
        self._photos = photos
        self._files = files

    def freeze(self, post: Post, content: Content, accounts: Sequence[Account]) -> FrozenBundle:
        """The bundle for these accounts, with what was measured on its pictures.

        Raises BlockedByFindings when a platform cannot take the post, and what the painter or the file store raise.
        """
        platforms = [platform for platform in Platform if any(a.platform is platform for a in accounts)]
        require_unblocked(tuple(over_limits(content, platforms)))
        run = _FreezeRun(self._press, self._photos, self._files)
        sizes = _bytes_by_size(platforms, content)
        for size, max_bytes in sizes.items():
            run.press_cards(content, size, max_bytes)
        packages = {platform: _package(content, platform, run) for platform in platforms}
        if video_of(content.media) is None:
            # Only now it is known how many pictures the cards take on each size.
            taken = {platform: len(package.attachments) for platform, package in packages.items()}
            require_unblocked(tuple(one for name, count in taken.items() for one in over_pictures(count, name)))
        faces = {media.id: self._faces(media) for media in content.media if media.clip is None}
        parts = sealed_parts(content, packages, accounts, post.publish_at, faces)
        bundle = Bundle(
            post_id=post.id,
            revision=post.revision,
            content_hash=content.content_hash,
            packages=packages,
            targets=tuple((account.name, str(account.platform), account.page_id) for account in accounts),
            publish_at=post.publish_at,
            seal=seal_of(parts),
        )
        return FrozenBundle(bundle=bundle, pressed=run.reports, photo_leftovers=run.leftovers, faces=faces)

    def _faces(self, media: Media) -> FaceLook:
        """What a detector sees of the photograph where it shows, and how much of that is covered."""
        seen = self._photos.faces(self._files.get(media.sha256))
        shown = [box for box in seen.boxes if media.crop is None or _share(box, media.crop) > 0]
        covered = [box for box in shown if any(_share(box, cover) >= _COVERED for cover in media.redactions)]
        return FaceLook(found=len(shown), covered=len(covered), by=seen.by)

    def laid(self, content: Content, accounts: Sequence[Account]) -> Mapping[str, tuple[CardFlaw, ...]]:
        """What the cards would not show on these accounts, of all platforms while none is chosen; nothing is painted.

        Raises what the painter raises.
        """
        platforms = [platform for platform in Platform if any(a.platform is platform for a in accounts)]
        return {
            one.origin: self._press.flaws(one.spec, size)
            for size in _bytes_by_size(platforms or WRITTEN, content)
            for one in cards_on(content, size, self._press.series)
        }


class _FreezeRun:
    """The pictures of one freezing: each card once a size, each photo once a platform."""

    def __init__(self, press: CardPress, photos: Photos, files: Files) -> None:
        self._press = press
        self._photos = photos
        self._files = files
        self.cards: dict[str, list[Attachment]] = {}
        self.reports: dict[str, PressReport] = {}
        self.leftovers: dict[str, tuple[str, ...]] = {}

    def press_cards(self, content: Content, size: str, max_bytes: int) -> None:
        self.cards[size] = []
        for card in cards_on(content, size, self._press.series):
            pressed = self._press.export(card.spec, size, max_bytes=max_bytes)
            self.reports[card.origin] = PressReport(contrast=dict(pressed.contrast), problems=pressed.problems)
            self.cards[size].append(
                self._kept(pressed.data, card.name, pressed.mime, pressed.width, pressed.height, card.alt, card.origin)
            )

    def fit(self, media: Media, platform: Platform) -> Attachment:
        limits = LIMITS[platform]
        fitted = self._photos.fit(
            self._files.get(media.sha256),
            max_width=limits.photo_width_max,
            max_bytes=limits.image_bytes_max,
            crop=media.crop,
            redactions=media.redactions,
        )
        origin = f"media:{media.id}"
        return self._kept(fitted.data, media.id, fitted.mime, fitted.width, fitted.height, media.alt, origin)

    def video(self, media: Media, clip: Clip) -> Attachment:
        """The video as it lies in the file store; it was blanked of what it told when it was put there."""
        origin = f"media:{media.id}"
        with self._files.open(media.sha256) as file:
            self.leftovers[origin] = self._photos.video_leftovers(file)
        return Attachment(
            sha256=media.sha256,
            name=f"{media.id}.{clip.container}",
            mime=clip.mime,
            width=clip.width,
            height=clip.height,
            bytes=clip.bytes,
            alt=media.alt,
            origin=origin,
        )

    def _kept(self, data: bytes, name: str, mime: str, width: int, height: int, alt: str, origin: str) -> Attachment:
        found = self._photos.leftovers(data)
        self.leftovers[origin] = tuple(dict.fromkeys([*self.leftovers.get(origin, ()), *found]))
        return Attachment(
            sha256=self._files.put(data),
            name=f"{name}.{_SUFFIXES.get(mime, 'bin')}",
            mime=mime,
            width=width,
            height=height,
            bytes=len(data),
            alt=alt,
            origin=origin,
        )


def _share(box: FractionRect, other: FractionRect) -> float:
    """The part of `box` that lies in `other`, 0 to 1."""
    x, y, w, h = box
    left, top, wide, high = other
    across = min(x + w, left + wide) - max(x, left)
    down = min(y + h, top + high) - max(y, top)
    return max(0.0, across) * max(0.0, down) / (w * h) if w > 0 and h > 0 else 0.0


def _bytes_by_size(platforms: Sequence[Platform], content: Content) -> Mapping[str, int]:
    """Each card size needed, and the least that any of its platforms takes: one picture serves them all."""
    sizes: dict[str, int] = {}
    for platform in platforms:
        size, most = card_size(platform, content.media), LIMITS[platform].image_bytes_max
        sizes[size] = min(sizes.get(size, most), most)
    return sizes


def _package(content: Content, platform: Platform, run: _FreezeRun) -> Package:
    video = video_of(content.media)
    shown = _album(content, platform, run) if video is None else _film(content, video, platform, run)
    return Package(
        platform=platform,
        text=content.texts[written_for(platform)],
        title=content.title,
        attachments=tuple(_numbered(shown)),
        link=content.link,
        video_way=_way(video, platform),
        options=options_of(content.options, platform),
        subtitles=video.subtitles if video is not None and platform in SUBTITLED else "",
        cover_at=video.cover_at if video is not None and platform in FILM_ONLY else None,
    )


def options_of(options: PlatformOptions, platform: Platform) -> PlatformOptions:
    """What of them concerns the platform."""
    if platform is Platform.FACEBOOK:
        return replace(options, slug="")
    return PlatformOptions(slug=options.slug) if platform is Platform.WEBSITE else NO_OPTIONS


def _way(video: Media | None, platform: Platform) -> VideoWay:
    if platform is not Platform.FACEBOOK or video is None or video.clip is None:
        return VideoWay.REEL
    return video_way(video.clip)


def _album(content: Content, platform: Platform, run: _FreezeRun) -> list[Attachment]:
    loose = set(loose_photos(content))
    photos = [run.fit(media, platform) for media in content.media if media.id in loose]
    return [*run.cards[card_size(platform, content.media)], *photos]


def _film(content: Content, video: Media, platform: Platform, run: _FreezeRun) -> list[Attachment]:
    """The video, and its cover where one is taken: the photo beside it or, without one, the first card. None where
    a frame of the video is to be the cover."""
    cover: list[Attachment] = []
    framed = video.cover_at is not None and platform in FILM_ONLY
    if VIDEO_LIMITS[platform].covered and not framed:
        beside = loose_photos(content)
        photos = [run.fit(media, platform) for media in content.media if media.id in beside[:1]]
        cover = photos or run.cards[card_size(platform, content.media)][:1]
    return [run.video(video, video.clip), *cover] if video.clip else cover


def _numbered(shown: Sequence[Attachment]) -> list[Attachment]:
    """File names in the order of the album: ``01-alert.jpg``, ``02-m1.jpg``."""
    return [replace(one, name=f"{number:02d}-{one.name}") for number, one in enumerate(shown, 1)]
