"""Turning a draft from a file into a post, and holding what is typed against the template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from studio.canonical import canonical_json
from studio.errors import BadInput, StudioError
from studio.images.video import Clip
from studio.posts.model import Media, Post
from studio.posts.ports import Files, Photos
from studio.posts.postfile import DraftMedia, PostDraft, Rect
from studio.templates.card import FractionRect
from studio.templates.model import Field, Template
from studio.text import nfc

LARGEST_FIELD = 60_000
"""Bytes of one field as JSON."""
MOST_PICTURES = 20
VIDEO_SUFFIXES = (".mp4", ".m4v", ".mov", ".3gp")


def blank_post(template: Template, *, id: str, by: str, now: datetime, practice: bool = False) -> Post:
    """A first revision with nothing filled in."""
    return Post(
        id=id,
        revision=1,
        template_id=template.id,
        template_version=template.version,
        template_sha256=template.sha256,
        author=by,
        created_at=now,
        updated_at=now,
        practice=practice,
    )


def draft_post(draft: PostDraft, template: Template, blank: Post, *, photos: Photos, files: Files) -> Post:
    """`blank` filled with what the file says; its pictures are put into `files`.

    Raises BadInput naming the file's line.
    """
    if len(draft.media) > MOST_PICTURES:
        raise too_many_pictures(draft.place("media"))
    films = [one for one in draft.media if is_video_name(one.file.name)]
    if len(films) > 1:
        raise one_video_only(films[1].place)
    media = tuple(_media(picture, photos, files) for picture in draft.media)
    names = {picture.file.name: picture.id for picture in draft.media}
    fields = {
        name: known_field(template, name, draft.place(f"fields.{name}")).kind.parse(value, names)
        for name, value in draft.fields.items()
    }
    return replace(
        blank,
        fields=tidy_fields(template, fields, place=lambda name: draft.place(f"fields.{name}")),
        media=media,
        cards=known_cards(template, draft.cards, draft.place("cards")),
        targets=draft.accounts,
        publish_at=draft.publish_at,
        answers=draft.answers,
    )


def known_field(template: Template, name: str, where: str) -> Field:
    """The template's field. Raises BadInput naming the one probably meant."""
    field = template.field(name)
    if field is None:
        names = [known.name for known in template.fields]
        near = get_close_matches(name, names, n=1, cutoff=0.5)
        listed = ", ".join(names)
        raise BadInput(
            f"mẫu {template.id} không có mục “{name}”; " + (f"có phải “{near[0]}”?" if near else f"có: {listed}."),
            f"template {template.id} has no field “{name}”; "
            + (f"did you mean “{near[0]}”?" if near else f"it has: {listed}."),
            where=where,
        )
    return field


def known_cards(template: Template, cards: tuple[str, ...], where: str = "cards") -> tuple[str, ...]:
    """`cards` when the template has them all. Raises BadInput."""
    for name in cards:
        if name not in template.card_ids:
            listed = ", ".join(template.card_ids)
            raise BadInput(
                f"mẫu {template.id} không có thẻ “{name}”; có: {listed}.",
                f"template {template.id} has no card “{name}”; it has: {listed}.",
                where=where,
            )
    return tuple(dict.fromkeys(cards))


def tidy_fields(template: Template, fields: Mapping[str, Any], *, place: Callable[[str], str] = str) -> dict[str, Any]:
    """Known fields with composed text and plain line ends; empty ones are left out. Raises BadInput."""
    tidied = {}
    for name, value in fields.items():
        known_field(template, name, place(name))
        value = _composed(value)
        if value is None:
            continue
        try:
            size = len(canonical_json(value))
        except (TypeError, ValueError, RecursionError):
            raise BadInput("giá trị không dùng được.", "the value cannot be used.", where=place(name)) from None
        if size > LARGEST_FIELD:
            raise BadInput(
                "nội dung quá dài; hãy chia nhỏ hoặc rút gọn.",
                "the content is too long; split or shorten it.",
                where=place(name),
            )
        tidied[name] = value
    return tidied


def fraction(box: Rect, width: int, height: int, where: str) -> FractionRect:
    """A box within the picture as fractions of it; one with a value above 1 is in pixels. Raises BadInput."""
    x, y, w, h = box
    if max(box) > 1:
        x, y, w, h = x / width, y / height, w / width, h / height
    if min(x, y) < 0 or min(w, h) <= 0 or x + w > 1 + 1e-6 or y + h > 1 + 1e-6:
        raise BadInput(
            f"khung {list(box)} nằm ngoài ảnh {width}×{height}.",
            f"the box {list(box)} lies outside the picture of {width}×{height}.",
            where=where,
        )
    return (x, y, min(w, 1 - x), min(h, 1 - y))


def too_many_pictures(where: str) -> BadInput:
    """The refusal of one picture more than a post may have."""
    return BadInput(
        f"bài chỉ nhận tối đa {MOST_PICTURES} ảnh; hãy bớt ảnh.",
        f"a post takes {MOST_PICTURES} pictures at most; take some away.",
        where=where,
    )


def one_video_only(where: str) -> BadInput:
    """The refusal of a second video."""
    return BadInput(
        "bài chỉ có một video; hãy bỏ video cũ trước.", "a post has one video only; take the other out.", where=where
    )


def take_video(path: Path, photos: Photos, files: Files, *, where: str) -> tuple[str, Clip]:
    """Put a video into `files`, a piece at a time and blanked of what it tells: its hash, and what it is.

    Raises BadInput.
    """
    try:
        with path.open("rb") as file:
            clip = photos.clip(file)
            return files.put_pieces(photos.clean_video(file)), clip
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInput(
            f"không đọc được video “{path.name}” ({reason}); hãy kiểm tra tên tệp.",
            f"the video “{path.name}” cannot be read ({reason}); check the file's name.",
            where=where,
        ) from error
    except BadInput as error:
        raise BadInput(f"{path.name}: {error.phrase.vi}", f"{path.name}: {error.phrase.en}", where=where) from error


def is_video_name(name: str) -> bool:
    """Whether a file calls itself a video; what it is, its bytes tell."""
    return Path(name).suffix.lower() in VIDEO_SUFFIXES


def _media(picture: DraftMedia, photos: Photos, files: Files) -> Media:
    if is_video_name(picture.file.name):
        return _video(picture, photos, files)
    try:
        data = picture.file.read_bytes()
        width, height = photos.size(data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInput(
            f"không đọc được ảnh “{picture.file.name}” ({reason}); hãy kiểm tra tên tệp.",
            f"the picture “{picture.file.name}” cannot be read ({reason}); check the file's name.",
            where=picture.place,
        ) from error
    except StudioError as error:
        raise BadInput(
            f"{picture.file.name}: {error.phrase.vi}", f"{picture.file.name}: {error.phrase.en}", where=picture.place
        ) from error
    where = f"{picture.place}: crop"
    media = Media(
        id=picture.id,
        sha256=files.put(data),
        name=nfc(picture.file.name),
        alt=picture.alt,
        crop=fraction(picture.crop, width, height, where) if picture.crop else None,
        redactions=tuple(fraction(box, width, height, where) for box in picture.redactions),
        source=picture.source,
        consent=picture.consent,
        faces_checked=picture.faces_checked,
        has_minor=picture.has_minor,
    )
    return replace(media, focal=picture.focal) if picture.focal else media


def _video(draft: DraftMedia, photos: Photos, files: Files) -> Media:
    if draft.crop or draft.redactions or draft.focal:
        raise BadInput(
            "chương trình không cắt, không che được video; hãy dựng lại video rồi bỏ các dòng crop, redactions, focal.",
            "this program cuts and covers no videos; edit the video and take crop, redactions and focal away.",
            where=draft.place,
        )
    sha256, clip = take_video(draft.file, photos, files, where=draft.place)
    return Media(
        id=draft.id,
        sha256=sha256,
        name=nfc(draft.file.name),
        alt=draft.alt,
        source=draft.source,
        consent=draft.consent,
        faces_checked=draft.faces_checked,
        has_minor=draft.has_minor,
        clip=clip,
        captions=draft.captions,
    )


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, Mapping):
        return {str(key): _composed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(item) for item in value]
    return value
