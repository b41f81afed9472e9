"""Posts and bundles as plain data and back: what the journal, the record and an exchange file hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from studio.codec import made, plain, read_whole
from studio.phrase import Bilingual
from studio.posts.model import NO_OPTIONS, Bundle, FrozenBundle, Package, Post, PostState, VideoWay

Json = dict[str, Any]
_TEMPLATE = ("id", "version", "sha256")
_MAY_LACK = frozenset(
    {
        "trashed_at",
        "touches",
        "amends",
        "faces_by",
        "clip",
        "captions",
        "video_way",
        "options",
        "subtitles",
        "composition",
        "cover_at",
    }
)
"""Fields that a revision has not: no part of it, written only where they say something, or added later."""
_PHRASES = ("wrong", "remedy")


def moment(value: datetime | None) -> str | None:
    """An aware datetime as UTC ISO text, always with microseconds and Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if value else None


def post_json(post: Post) -> Json:
    """Everything of one revision; the state is not part of it."""
    told: Json = plain(post, moment=moment)
    del told["state"], told["trashed_at"]
    told["template"] = {name: told.pop(f"template_{name}") for name in _TEMPLATE}
    if post.options == NO_OPTIONS:
        del told["options"]
    if not post.answers.amends:
        del told["answers"]["amends"]
    for media in told["media"]:
        if media["clip"] is None:
            del media["clip"], media["captions"]
        if not media["subtitles"]:
            del media["subtitles"]
        if media["cover_at"] is None:
            del media["cover_at"]
    for touch in told["touches"]:
        if not touch["composition"]:
            del touch["composition"]
    return told


def post_of(raw: Json, state: PostState) -> Post:
    """The post that `post_json` wrote. Raises KeyError, ValueError for anything else."""
    told = raw | {f"template_{name}": raw["template"][name] for name in _TEMPLATE} | {"state": state}
    del told["template"]
    return read_whole(Post, told, but=_MAY_LACK)


def bundle_json(bundle: Bundle) -> Json:
    """A frozen bundle."""
    told: Json = plain(bundle, moment=moment)
    told["packages"] = {name: package_json(package) for name, package in bundle.packages.items()}
    return told


def bundle_of(raw: Json) -> Bundle:
    """The bundle that `bundle_json` wrote. Raises KeyError, ValueError for anything else."""
    packages = {name: package | {"platform": name} for name, package in raw["packages"].items()}
    return read_whole(Bundle, raw | {"packages": packages}, but=_MAY_LACK)


def package_json(package: Package) -> Json:
    """What goes to one platform."""
    told: Json = plain(package)
    del told["platform"]
    if package.video_way is VideoWay.REEL:
        del told["video_way"]
    if package.options == NO_OPTIONS:
        del told["options"]
    if not package.subtitles:
        del told["subtitles"]
    if package.cover_at is None:
        del told["cover_at"]
    return told


def reports_json(frozen: FrozenBundle) -> Json:
    """What was measured on the pictures of a bundle."""
    pressed: Json = plain(frozen.pressed)
    for flaw in (flaw for report in pressed.values() for flaw in report["problems"]):
        flaw |= {name: [flaw[name]["vi"], flaw[name]["en"]] for name in _PHRASES}
    return {"pressed": pressed, "leftovers": plain(frozen.photo_leftovers), "faces": plain(frozen.faces)}


def frozen_of(bundle: Json, reports: Json) -> FrozenBundle:
    """The bundle and the reports that `bundle_json` and `reports_json` wrote. Raises KeyError, ValueError."""
    pressed = {
        origin: report | {"problems": [_flaw(flaw) for flaw in report["problems"]]}
        for origin, report in reports["pressed"].items()
    }
    faces = reports.get("faces", {})
    told = {"bundle": bundle_of(bundle), "pressed": pressed, "photo_leftovers": reports["leftovers"], "faces": faces}
    return made(FrozenBundle, told)


def _flaw(raw: Any) -> Json:
    """A flaw as its class has it; older versions wrote what is wrong alone."""
    told = {"wrong": raw} if isinstance(raw, list) else raw
    return told | {name: Bilingual(*told[name]) for name in _PHRASES if name in told}
