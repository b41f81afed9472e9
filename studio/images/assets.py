"""The unit's own pictures, kept for use in posts: badges, photographs and backgrounds, with where they come from.

Alternative text: what makes one useless to whoever cannot see the picture, and what would make it better.

No platform states a limit of its own: Facebook takes it as ``alt_text_custom``, a website as ``alt``, Zalo prints it
under the picture. Screen readers read it at one go, so what matters comes first and it stays short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePath

from studio.clock import show_date
from studio.errors import BadInput, Refused
from studio.phrase import Phrase
from studio.text import fold, length, nfc, squeeze

SHORTEST, ADVISED, LONGEST = 10, 150, 300
"""Characters: enough to say something, what is listened to in one breath, and what is taken at most."""


class AltFlaw(StrEnum):
    MISSING = "missing"
    FILE_NAME = "file_name"
    EMPTY = "empty"
    """It names the kind of picture and nothing that is on it."""
    SHORT = "short"
    LONG = "long"
    TITLE = "title"
    """It repeats the post's title, which is read anyway."""
    OPENING = "opening"
    """It begins by saying that it is a picture."""
    WORDY = "wordy"
    NUMBER = "number"
    """It speaks of a number on the picture without giving it."""


STOPPING = frozenset({AltFlaw.MISSING, AltFlaw.FILE_NAME, AltFlaw.EMPTY, AltFlaw.SHORT, AltFlaw.LONG})
"""Flaws with which no picture is published; the others are advice."""


@dataclass(frozen=True, slots=True)
class AltRemark:
    """A flaw, and the sentence that tells it (to follow the picture's name and a colon)."""

    flaw: AltFlaw
    say: Phrase

    @property
    def stops(self) -> bool:
        return self.flaw in STOPPING


@lru_cache(maxsize=512)
def lint(alt: str, *, name: str = "", title: str = "") -> tuple[AltRemark, ...]:
    """What is wrong with the alternative text of the file `name` in a post of that title; the worst first."""
    text = squeeze(alt)
    flaw = _stopping(text, name)
    if flaw is not None:
        return (_remark(flaw, text),)
    return tuple(_remark(flaw, text) for flaw in _advice(text, title))


def _stopping(text: str, name: str) -> AltFlaw | None:
    folded = fold(text).strip(".")
    if not text:
        return AltFlaw.MISSING
    if _FILE_NAME.match(text) or _plain(text) == _plain(PurePath(name).stem):
        return AltFlaw.FILE_NAME
    if folded in _EMPTY_WORDS or _NUMBERED.match(folded):
        return AltFlaw.EMPTY
    if length(text) < SHORTEST:
        return AltFlaw.SHORT
    return AltFlaw.LONG if length(text) > LONGEST else None


def _plain(text: str) -> str:
    return squeeze(re.sub(r"[-_]", " ", fold(text)))


def _advice(text: str, title: str) -> Iterator[AltFlaw]:
    folded = fold(text)
    if title and folded.strip(" .!?") == fold(squeeze(title)).strip(" .!?"):
        yield AltFlaw.TITLE
    if _OPENING.match(folded):
        yield AltFlaw.OPENING
    if _NUMBER.search(folded) and not any(letter.isdigit() for letter in text):
        yield AltFlaw.NUMBER
    if length(text) > ADVISED:
        yield AltFlaw.WORDY


def _remark(flaw: AltFlaw, text: str) -> AltRemark:
    return AltRemark(flaw, _SAYS[flaw].format(count=length(text), text=text[:80], **_LIMITS))


_FILE_NAME = re.compile(
    r"^[^\s]+\.(?:jpe?g|png|webp|avif|heic|heif|gif|tiff?|bmp|mp4|m4v|mov|3gp)$"
    r"|^(?:img|vid|dsc[fn]?|pxl|screenshot|image)[_ -]?\d",
    re.IGNORECASE,
)
_EMPTY_WORDS = frozenset(
    {"anh", "hinh", "hinh anh", "buc anh", "anh minh hoa", "hinh minh hoa", "anh bai viet", "image", "photo", "picture"}
    | {"video", "clip", "doan phim", "phim", "video minh hoa", "clip minh hoa"}
)
_NUMBERED = re.compile(r"^(?:buc |tam )?(?:anh|hinh anh|hinh|image|photo|picture)(?: so)? ?\d*$")
_OPENING = re.compile(
    r"^(?:(?:day la |mot )*(?:buc |tam )?(?:hinh anh|hinh|anh)(?: chup)? (?:cua|ve|cho thay|ghi lai|mo ta|the hien)\b"
    r"|(?:an? |the )?(?:image|photo|picture) (?:of|showing)\b)"
)
"""“Ảnh chụp màn hình …” says something; “hình ảnh của …” nothing that a screen reader did not say."""
_NUMBER = re.compile(r"\b(?:so dien thoai|duong day nong|hotline|tong dai|so tai khoan|phone number)\b")
_LIMITS = {"shortest": SHORTEST, "longest": LONGEST, "advised": ADVISED}
_SAYS = {
    AltFlaw.MISSING: Phrase("no alt text."),
    AltFlaw.FILE_NAME: Phrase("a file name as alt text."),
    AltFlaw.EMPTY: Phrase("“{text}” does not tell what it shows."),
    AltFlaw.SHORT: Phrase("{count} characters of alt text; {shortest} to {longest} are needed."),
    AltFlaw.TITLE: Phrase("the alt text repeats the title; say what is to be seen."),
    AltFlaw.OPENING: Phrase(
        "no need to begin with “picture of”: the screen reader says so itself; begin with what is shown."
    ),
    AltFlaw.WORDY: Phrase("{count} characters; under {advised} is easier to listen to, with what matters first."),
    AltFlaw.NUMBER: Phrase("a number on the picture is mentioned without being given; write it out."),
}
_SAYS[AltFlaw.LONG] = _SAYS[AltFlaw.SHORT]


LONGEST_TITLE, LONGEST_TEXT, LONGEST_TAG = 120, 300, 40
MOST_TAGS = 20
SOON = timedelta(days=30)
"""An asset that ends within that time is shown as ending."""


class AssetKind(StrEnum):
    BADGE = "badge"
    PHOTO = "photo"
    BACKGROUND = "background"


class AssetStanding(StrEnum):
    """Whether an asset may be used on a day."""

    USABLE = "usable"
    ENDING = "ending"
    """Usable, and no more within `SOON`."""
    EARLY = "early"
    EXPIRED = "expired"
    SOURCELESS = "sourceless"
    """Nobody stated where it comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetFacts:
    """What a person says of an asset."""

    kind: AssetKind
    title: str
    source: str = ""
    """Who made it, or where it comes from; empty: not stated yet, and no post may use it."""
    rights: str = ""
    """On what ground the unit may use it."""
    alt: str = ""
    tags: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    """The last day; None: without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture of the library. Sizes in pixels of the upright picture."""

    sha256: str
    name: str
    """Of the file it came from."""
    facts: AssetFacts
    width: int
    height: int
    print: str = ""
    print_by: str = ""
    """See `studio.images.similarity`."""
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetQuery:
    """Which assets are looked for; what is empty is not asked."""

    text: str = ""
    """Words of title, source, tags or file name, with or without their marks."""
    tag: str = ""
    kind: AssetKind | None = None
    standing: AssetStanding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetUse:
    """A post that uses an asset, or once did: an undo may bring it back."""

    post_id: str
    title: str
    state: str
    """A state of `studio.posts.model.PostState`."""


class AssetInUse(Refused):
    """An asset that posts, units or works use; it can be ended, not deleted."""

    def __init__(self, uses: tuple[AssetUse, ...], holders: tuple[str, ...]) -> None:
        named = [f"“{use.title or use.post_id[:8]}”" for use in uses] + list(holders)
        listed, more = ", ".join(named[:5]), len(named) - 5
        rest = Phrase(" and {more} more", more=more) if more > 0 else Phrase("")
        super().__init__(
            Phrase(
                "the picture is used by {listed}{rest} and cannot be deleted; give it a last day instead.",
                listed=listed,
                rest=rest,
            )
        )
        self.uses, self.holders = uses, holders


def standing(facts: AssetFacts, on: date) -> AssetStanding:
    """How an asset stands on the day."""
    if not facts.source:
        return AssetStanding.SOURCELESS
    if facts.valid_from is not None and on < facts.valid_from:
        return AssetStanding.EARLY
    if facts.valid_until is None or facts.valid_until - on > SOON:
        return AssetStanding.USABLE
    return AssetStanding.ENDING if on <= facts.valid_until else AssetStanding.EXPIRED


def why_not(facts: AssetFacts, on: date) -> Phrase | None:
    """Why no post may use the asset on the day, to follow its name; None when one may."""
    match standing(facts, on):
        case AssetStanding.SOURCELESS:
            return Phrase("has no source in the picture library")
        case AssetStanding.EARLY if facts.valid_from is not None:
            day = show_date(facts.valid_from)
            return Phrase("may be used from {day} on only", day=day)
        case AssetStanding.EXPIRED if facts.valid_until is not None:
            day = show_date(facts.valid_until)
            return Phrase("may not be used any more after {day}", day=day)
        case _:
            return None


def tidied(facts: AssetFacts) -> AssetFacts:
    """The facts as they are kept. Raises BadInput naming the field in `where`."""
    tidy = replace(
        facts,
        title=_text(facts.title, "title", LONGEST_TITLE),
        source=_text(facts.source, "source", LONGEST_TEXT),
        rights=_text(facts.rights, "rights", LONGEST_TEXT),
        alt=_text(facts.alt, "alt", LONGEST_TEXT),
        tags=tidy_tags(facts.tags),
    )
    if not tidy.title:
        raise BadInput("give the picture a name.", where="title")
    if tidy.valid_from and tidy.valid_until and tidy.valid_until < tidy.valid_from:
        raise BadInput("the last day must not come before the first.", where="valid_until")
    return tidy


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, whatever its marks and capitals, in the order given. Raises BadInput."""
    found: dict[str, str] = {}
    for tag in tags:
        tidy = squeeze(nfc(tag)).lstrip("#").strip()
        if tidy:
            found.setdefault(fold(tidy), tidy)
    if len(found) > MOST_TAGS or any(length(tag) > LONGEST_TAG for tag in found.values()):
        raise BadInput(
            "at most {most_tags} tags of {longest_tag} characters.",
            most_tags=MOST_TAGS,
            longest_tag=LONGEST_TAG,
            where="tags",
        )
    return tuple(found.values())


def _text(text: str, where: str, longest: int) -> str:
    tidy = squeeze(nfc(text))
    if length(tidy) > longest:
        raise BadInput("longer than {longest} characters; shorten it.", longest=longest, where=where)
    return tidy
