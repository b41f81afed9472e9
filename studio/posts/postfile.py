"""Turning a draft from a file into a post, and holding what is typed against the template.

POST.yaml: a whole post in one file.

template: scam_warning
fields: {scam_name: …, signs: [… , …], citation: {document: 13/2023/NĐ-CP, article: 5, clause: 1}}
media:
  - file: anh.jpg            # beside the YAML, or an absolute path
    alt: …
    id: m1                   # what image fields refer to; m1, m2 … by default
    crop: [x, y, w, h]       # fractions of the upright picture, or pixels (any value above 1)
    redactions: [[x, y, w, h], …]
    focal: [x, y]
    source: …
    consent: …
    faces_checked: true
    has_minor: false
  - file: phim.mp4           # the one video of a post instead of photos; beside it one photo may stand, as its cover
    alt: …
    captions: true           # what is spoken can be read
    subtitles: phim.srt      # for TikTok and YouTube
accounts: [trang-phuong]
publish_at: 2026-11-25T08:00  # Vietnam's time unless an offset is given
cards: [alert]
answers: {not_restricted: true, no_victim_identity: true, has_minor: false, original_post: …}
options: {first_comment: …, pinned: true, place: "1234", place_name: …, story: true, slug: …}   # beside the post itself
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from studio.canonical import canonical_json
from studio.clock import parse_local
from studio.errors import BadInput, StudioError
from studio.images.video import Clip
from studio.phrase import Phrase
from studio.posts.model import NO_OPTIONS, Answers, Media, PlatformOptions, Post
from studio.posts.ports import Files, Photos
from studio.posts.subtitles import read_subtitles
from studio.reasons import reason_of
from studio.templates.card import FractionRect
from studio.templates.model import Field, Template
from studio.templates.variants import variant_of
from studio.text import nfc, squeeze
from studio.yamlfile import LineMapping, at, plain, read_yaml, refuse_unknown

_TOP = ("template", "fields", "media", "accounts", "publish_at", "cards", "answers", "options")
_OPTIONS = ("first_comment", "pinned", "place", "place_name", "story", "slug")
SLUG_MOST = 120
"""Characters of the words for a post's address."""
_MEDIA = (
    "file",
    "alt",
    "id",
    "crop",
    "redactions",
    "focal",
    "source",
    "consent",
    "faces_checked",
    "has_minor",
    "captions",
    "subtitles",
)
_ANSWERS = ("not_restricted", "no_victim_identity", "has_minor", "original_post")
_ID = re.compile(r"^[A-Za-z0-9_-]{1,32}$")
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMedia:
    """A picture or video as the file names it. Boxes are fractions, or pixels where a value is above 1."""

    id: str
    file: Path
    place: str
    """``POST.yaml:12``, for sentences about it."""
    alt: str = ""
    crop: Rect | None = None
    redactions: tuple[Rect, ...] = ()
    focal: tuple[float, float] | None = None
    source: str = ""
    consent: str = ""
    faces_checked: bool = False
    has_minor: bool | None = None
    captions: bool = False
    subtitles: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDraft:
    """A post as a file states it, not yet held against its template."""

    template: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    media: tuple[DraftMedia, ...] = ()
    accounts: tuple[str, ...] = ()
    publish_at: datetime | None = None
    cards: tuple[str, ...] = ()
    answers: Answers = field(default_factory=Answers)
    options: PlatformOptions = NO_OPTIONS
    places: Mapping[str, str] = field(default_factory=dict)
    """``POST.yaml:7`` by ``template``, ``fields.signs``, ``accounts`` …"""

    def place(self, name: str) -> str:
        """Where `name` stands in the file; the name itself for a draft that came from none."""
        return self.places.get(name, name)


def read_post_file(path: Path) -> PostDraft:
    """Read POST.yaml. Raises BadInput naming file, line and field; unknown keys name the one probably meant."""
    content = read_yaml(path)
    refuse_unknown(content, _TOP, path)
    if not isinstance(content.get("template"), str):
        raise BadInput(
            "the template's name is missing, such as “template: scam_warning”.",
            where=at(path, content.lines.get("template", 1)),
        )
    reader = _ValueReader(path)
    fields = reader.mapping(content, "fields")
    return PostDraft(
        template=content["template"],
        fields={name: plain(value) for name, value in fields.items()},
        media=reader.media(content),
        accounts=reader.words(content, "accounts"),
        publish_at=reader.moment(content, "publish_at"),
        cards=reader.words(content, "cards"),
        answers=reader.answers(reader.mapping(content, "answers")),
        options=reader.options(reader.mapping(content, "options")),
        places={name: at(path, line) for name, line in content.lines.items()}
        | {f"fields.{name}": f"{at(path, line)}: {name}" for name, line in fields.lines.items()},
    )


class _ValueReader:
    """Reads values of one file and names the line of what will not do."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def mapping(self, entry: LineMapping, name: str) -> LineMapping:
        value = entry.get(name)
        if value is None:
            value = LineMapping()
            value.line, value.lines = entry.lines.get(name, 1), {}
        if not isinstance(value, LineMapping):
            raise self._bad(entry, name, Phrase("must consist of “name: value” lines"))
        return value

    def entries(self, entry: LineMapping, name: str) -> list[Any]:
        value = entry.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._bad(entry, name, Phrase("must be a list"))
        return value

    def words(self, entry: LineMapping, name: str) -> tuple[str, ...]:
        value = entry.get(name)
        words = [value] if isinstance(value, str) else self.entries(entry, name)
        if not all(isinstance(word, str) and word.strip() for word in words):
            raise self._bad(entry, name, Phrase("must be a list of names"))
        return tuple(dict.fromkeys(word.strip() for word in words))

    def text(self, entry: LineMapping, name: str) -> str:
        value = entry.get(name)
        if value is None:
            return ""
        if isinstance(value, bool | list | dict):
            raise self._bad(entry, name, Phrase("must be a text"))
        return str(value).strip()

    def flag(self, entry: LineMapping, name: str) -> bool | None:
        value = entry.get(name)
        if value is not None and not isinstance(value, bool):
            raise self._bad(entry, name, Phrase("takes true or false only"))
        return value

    def moment(self, entry: LineMapping, name: str) -> datetime | None:
        text = self.text(entry, name)
        try:
            return parse_local(text) if text else None
        except (ValueError, OverflowError):
            raise self._bad(
                entry, name, Phrase("“{text}” is no point in time; write it like 2026-11-25T08:00", text=text)
            ) from None

    def answers(self, entry: LineMapping) -> Answers:
        refuse_unknown(entry, _ANSWERS, self._path)
        return Answers(
            not_restricted=bool(self.flag(entry, "not_restricted")),
            no_victim_identity=bool(self.flag(entry, "no_victim_identity")),
            has_minor=self.flag(entry, "has_minor"),
            original_post=self.text(entry, "original_post"),
        )

    def options(self, entry: LineMapping) -> PlatformOptions:
        refuse_unknown(entry, _OPTIONS, self._path)
        return tidy_options(
            PlatformOptions(
                first_comment=self.text(entry, "first_comment"),
                pinned=bool(self.flag(entry, "pinned")),
                place=self.text(entry, "place"),
                place_name=self.text(entry, "place_name"),
                story=bool(self.flag(entry, "story")),
                slug=self.text(entry, "slug"),
            )
        )

    def media(self, content: LineMapping) -> tuple[DraftMedia, ...]:
        found: list[DraftMedia] = []
        for number, entry in enumerate(self.entries(content, "media"), 1):
            if not isinstance(entry, LineMapping):
                raise self._bad(content, "media", Phrase("every picture needs a “file: …” line"))
            picture = self._picture(entry, number)
            if picture.id in {other.id for other in found}:
                raise self._bad(entry, "id", Phrase("the id “{id}” is taken", id=picture.id))
            found.append(picture)
        return tuple(found)

    def _picture(self, entry: LineMapping, number: int) -> DraftMedia:
        refuse_unknown(entry, _MEDIA, self._path)
        name = self.text(entry, "file")
        if not name:
            raise self._bad(entry, "file", Phrase("the picture's file is missing"))
        named = self.text(entry, "id") or f"m{number}"
        if not _ID.match(named):
            raise self._bad(entry, "id", Phrase("an id has plain letters and digits only"))
        crop = entry.get("crop")
        focal = entry.get("focal")
        return DraftMedia(
            id=named,
            file=self._path.parent / Path(name),
            place=at(self._path, entry.line),
            alt=self.text(entry, "alt"),
            crop=None if crop is None else self._rect(entry, "crop", crop),
            redactions=tuple(self._rect(entry, "redactions", box) for box in self.entries(entry, "redactions")),
            focal=None if focal is None else self._point(entry, focal),
            source=self.text(entry, "source"),
            consent=self.text(entry, "consent"),
            faces_checked=bool(self.flag(entry, "faces_checked")),
            has_minor=self.flag(entry, "has_minor"),
            captions=bool(self.flag(entry, "captions")),
            subtitles=self._path.parent / Path(srt) if (srt := self.text(entry, "subtitles")) else None,
        )

    def _rect(self, entry: LineMapping, name: str, value: Any) -> Rect:
        numbers = self._numbers(value, 4)
        if numbers is None or min(numbers) < 0 or numbers[2] <= 0 or numbers[3] <= 0:
            raise self._bad(
                entry,
                name,
                Phrase("must look like [x, y, width, height], in fractions of the picture (0–1) or in pixels"),
            )
        x, y, w, h = numbers
        return (x, y, w, h)

    def _point(self, entry: LineMapping, value: Any) -> tuple[float, float]:
        numbers = self._numbers(value, 2)
        if numbers is None or not all(0 <= number <= 1 for number in numbers):
            raise self._bad(entry, "focal", Phrase("must look like [x, y] from 0 to 1"))
        return (numbers[0], numbers[1])

    @staticmethod
    def _numbers(value: Any, count: int) -> list[float] | None:
        if not isinstance(value, list) or len(value) != count:
            return None
        if not all(isinstance(n, int | float) and not isinstance(n, bool) for n in value):
            return None
        return [float(n) for n in value]

    def _bad(self, entry: LineMapping, name: str, what: Phrase) -> BadInput:
        line = entry.lines.get(name, entry.line)
        return BadInput("{what}.", what=what, where=f"{at(self._path, line)}: {name}")


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
        options=draft.options,
    )


def known_field(template: Template, name: str, where: str) -> Field:
    """The template's field. Raises BadInput naming the one probably meant."""
    field = template.field(name) or variant_of(template, name)
    if field is None:
        names = [known.name for known in template.fields]
        near = get_close_matches(name, names, n=1, cutoff=0.5)
        listed = ", ".join(names)
        raise BadInput(
            "template {id} has no field “{name}”; {what}",
            id=template.id,
            name=name,
            what=Phrase("did you mean “{near}”?", near=near[0]) if near else Phrase("it has: {listed}.", listed=listed),
            where=where,
        )
    return field


def known_cards(template: Template, cards: tuple[str, ...], where: str = "cards") -> tuple[str, ...]:
    """`cards` when the template has them all. Raises BadInput."""
    for name in cards:
        if name not in template.card_ids:
            listed = ", ".join(template.card_ids)
            raise BadInput(
                "template {id} has no card “{name}”; it has: {listed}.",
                id=template.id,
                name=name,
                listed=listed,
                where=where,
            )
    return tuple(dict.fromkeys(cards))


def tidy_options(options: PlatformOptions) -> PlatformOptions:
    """Composed text without blanks around it; the place and the address each on one line."""
    return replace(
        options,
        first_comment=nfc(options.first_comment).replace("\r\n", "\n").strip(),
        place=squeeze(options.place),
        place_name=squeeze(nfc(options.place_name)),
        slug=squeeze(nfc(options.slug))[:SLUG_MOST],
    )


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
            raise BadInput(
                "this value cannot be used; enter it as the hint below the field says.", where=place(name)
            ) from None
        if size > LARGEST_FIELD:
            raise BadInput("the content is too long; split or shorten it.", where=place(name))
        tidied[name] = value
    return tidied


def fraction(box: Rect, width: int, height: int, where: str) -> FractionRect:
    """A box within the picture as fractions of it; one with a value above 1 is in pixels. Raises BadInput."""
    x, y, w, h = box
    if max(box) > 1:
        x, y, w, h = x / width, y / height, w / width, h / height
    if min(x, y) < 0 or min(w, h) <= 0 or x + w > 1 + 1e-6 or y + h > 1 + 1e-6:
        raise BadInput(
            "the box {list} lies outside the picture of {width}×{height}.",
            list=list(box),
            width=width,
            height=height,
            where=where,
        )
    return (x, y, min(w, 1 - x), min(h, 1 - y))


def too_many_pictures(where: str) -> BadInput:
    """The refusal of one picture more than a post may have."""
    return BadInput(
        "a post takes {most_pictures} pictures at most; take some away.", most_pictures=MOST_PICTURES, where=where
    )


def one_video_only(where: str) -> BadInput:
    """The refusal of a second video."""
    return BadInput("a post has one video only; take the other out.", where=where)


def take_video(path: Path, photos: Photos, files: Files, *, where: str) -> tuple[str, Clip]:
    """Put a video into `files`, a piece at a time and blanked of what it tells: its hash, and what it is.

    Raises BadInput.
    """
    try:
        with path.open("rb") as file:
            clip = photos.clip(file)
            return files.put_pieces(photos.clean_video(file)), clip
    except OSError as error:
        reason = reason_of(error)
        raise BadInput(
            "the video “{name}” cannot be read ({reason}); check the file's name.",
            name=path.name,
            reason=reason,
            where=where,
        ) from error
    except BadInput as error:
        raise BadInput("{name}: {why}", name=path.name, why=error.phrase, where=where) from error


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
        reason = reason_of(error)
        raise BadInput(
            "the picture “{name}” cannot be read ({reason}); check the file's name.",
            name=picture.file.name,
            reason=reason,
            where=picture.place,
        ) from error
    except StudioError as error:
        raise BadInput("{name}: {why}", name=picture.file.name, why=error.phrase, where=picture.place) from error
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


def _subtitles(file: Path, where: str) -> str:
    try:
        return read_subtitles(file.read_bytes(), where=where)
    except OSError as error:
        reason = reason_of(error)
        raise BadInput(
            "the subtitles “{name}” cannot be read ({reason}).", name=file.name, reason=reason, where=where
        ) from error


def _video(draft: DraftMedia, photos: Photos, files: Files) -> Media:
    if draft.crop or draft.redactions or draft.focal:
        raise BadInput(
            "this app cuts and covers no videos; edit the video and take crop, redactions and focal away.",
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
        subtitles="" if draft.subtitles is None else _subtitles(draft.subtitles, draft.place),
    )


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, Mapping):
        return {str(key): _composed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(item) for item in value]
    return value
