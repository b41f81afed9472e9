"""Posts and bundles as plain JSON data and back: what the journal, the record and an exchange file hold."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from studio.images.video import Clip
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.model import (
    Answers,
    Attachment,
    Bundle,
    CardFlaw,
    FaceLook,
    Frozen,
    Media,
    Package,
    Post,
    PostState,
    PressReport,
)
from studio.templates.card import CardTouch, FractionRect

Json = dict[str, Any]


def moment(value: datetime | None) -> str | None:
    """An aware datetime as UTC ISO text, always with microseconds and Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if value else None


def post_json(post: Post) -> Json:
    """Everything of one revision; the state is not part of it."""
    return {
        "id": post.id,
        "revision": post.revision,
        "template": {"id": post.template_id, "version": post.template_version, "sha256": post.template_sha256},
        "fields": dict(post.fields),
        "media": [media_json(media) for media in post.media],
        "cards": list(post.cards),
        "touches": [touch.to_json() for touch in post.touches],
        "targets": list(post.targets),
        "publish_at": moment(post.publish_at),
        "answers": {
            "not_restricted": post.answers.not_restricted,
            "no_victim_identity": post.answers.no_victim_identity,
            "has_minor": post.answers.has_minor,
            "original_post": post.answers.original_post,
            **({"amends": post.answers.amends} if post.answers.amends else {}),
        },
        "author": post.author,
        "editors": list(post.editors),
        "created_at": moment(post.created_at),
        "updated_at": moment(post.updated_at),
        "practice": post.practice,
    }


def post_of(raw: Json, state: PostState) -> Post:
    """The post that `post_json` wrote."""
    return Post(
        id=raw["id"],
        revision=raw["revision"],
        template_id=raw["template"]["id"],
        template_version=raw["template"]["version"],
        template_sha256=raw["template"]["sha256"],
        fields=raw["fields"],
        media=tuple(_media(media) for media in raw["media"]),
        cards=tuple(raw["cards"]),
        touches=tuple(CardTouch.of_json(touch) for touch in raw.get("touches", ())),  # none before there were any
        targets=tuple(raw["targets"]),
        publish_at=_moment(raw["publish_at"]),
        answers=Answers(**raw["answers"]),
        author=raw["author"],
        editors=tuple(raw["editors"]),
        state=state,
        created_at=datetime.fromisoformat(raw["created_at"]),
        updated_at=datetime.fromisoformat(raw["updated_at"]),
        practice=raw["practice"],
    )


def media_json(media: Media) -> Json:
    """One picture or video with all that was said of it."""
    video = {"clip": asdict(media.clip), "captions": media.captions} if media.clip else {}
    return video | {
        "id": media.id,
        "sha256": media.sha256,
        "name": media.name,
        "alt": media.alt,
        "crop": list(media.crop) if media.crop else None,
        "redactions": [list(box) for box in media.redactions],
        "focal": list(media.focal),
        "source": media.source,
        "consent": media.consent,
        "faces_checked": media.faces_checked,
        "faces_by": media.faces_by,
        "has_minor": media.has_minor,
    }


def bundle_json(bundle: Bundle) -> Json:
    """A frozen bundle."""
    return {
        "post_id": bundle.post_id,
        "revision": bundle.revision,
        "content_hash": bundle.content_hash,
        "packages": {str(platform): package_json(package) for platform, package in bundle.packages.items()},
        "targets": [list(target) for target in bundle.targets],
        "publish_at": moment(bundle.publish_at),
        "seal": bundle.seal,
    }


def bundle_of(raw: Json) -> Bundle:
    """The bundle that `bundle_json` wrote."""
    return Bundle(
        post_id=raw["post_id"],
        revision=raw["revision"],
        content_hash=raw["content_hash"],
        packages={Platform(name): _package(Platform(name), package) for name, package in raw["packages"].items()},
        targets=tuple((name, platform, page_id) for name, platform, page_id in raw["targets"]),
        publish_at=_moment(raw["publish_at"]),
        seal=raw["seal"],
    )


def reports_json(frozen: Frozen) -> Json:
    """What was measured on the pictures of a bundle."""
    return {
        "pressed": {
            origin: {"contrast": dict(report.contrast), "problems": [_flaw_json(flaw) for flaw in report.problems]}
            for origin, report in frozen.pressed.items()
        },
        "leftovers": {origin: list(found) for origin, found in frozen.photo_leftovers.items()},
        "faces": {media: asdict(look) for media, look in frozen.faces.items()},
    }


def frozen_of(bundle: Json, reports: Json) -> Frozen:
    """The bundle and the reports that `bundle_json` and `reports_json` wrote."""
    return Frozen(
        bundle=bundle_of(bundle),
        pressed={
            origin: PressReport(contrast=raw["contrast"], problems=tuple(_flaw(flaw) for flaw in raw["problems"]))
            for origin, raw in reports["pressed"].items()
        },
        photo_leftovers={origin: tuple(found) for origin, found in reports["leftovers"].items()},
        faces={media: FaceLook(**look) for media, look in reports.get("faces", {}).items()},
    )


def _flaw_json(flaw: CardFlaw) -> Json:
    return {
        "wrong": [flaw.wrong.vi, flaw.wrong.en],
        "remedy": [flaw.remedy.vi, flaw.remedy.en],
        "excerpt": flaw.excerpt,
        "slot": flaw.slot,
        "item": flaw.item,
        "stops": flaw.stops,
    }


def _flaw(raw: Any) -> CardFlaw:
    """What `_flaw_json` wrote; older versions wrote what is wrong alone."""
    if isinstance(raw, list):
        return CardFlaw(wrong=Phrase(*raw))
    return CardFlaw(**{**raw, "wrong": Phrase(*raw["wrong"]), "remedy": Phrase(*raw["remedy"])})


def attachment_json(attachment: Attachment) -> Json:
    """A finished picture or video by its hash."""
    return {
        "sha256": attachment.sha256,
        "name": attachment.name,
        "mime": attachment.mime,
        "width": attachment.width,
        "height": attachment.height,
        "bytes": attachment.bytes,
        "alt": attachment.alt,
        "origin": attachment.origin,
    }


def package_json(package: Package) -> Json:
    """What goes to one platform."""
    return {
        "text": package.text,
        "title": package.title,
        "attachments": [attachment_json(attachment) for attachment in package.attachments],
        "link": package.link,
    }


def _package(platform: Platform, raw: Json) -> Package:
    return Package(
        platform=platform,
        text=raw["text"],
        title=raw["title"],
        attachments=tuple(Attachment(**attachment) for attachment in raw["attachments"]),
        link=raw["link"],
    )


def _media(raw: Json) -> Media:
    return Media(
        **raw
        | {
            "crop": _rect(raw["crop"]) if raw["crop"] else None,
            "redactions": tuple(_rect(box) for box in raw["redactions"]),
            "focal": (raw["focal"][0], raw["focal"][1]),
            "clip": Clip(**raw["clip"]) if raw.get("clip") else None,
        }
    )


def _rect(raw: list[float]) -> FractionRect:
    x, y, w, h = raw
    return (x, y, w, h)


def _moment(raw: str | None) -> datetime | None:
    return datetime.fromisoformat(raw) if raw else None
