"""The unit's own pictures, kept for use in posts: badges, photographs and backgrounds, with where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from studio.clock import show_date
from studio.errors import BadInput, Refused
from studio.phrase import Phrase
from studio.text import fold, length, nfc, squeeze

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
    """See `studio.images.near`."""
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
        rest = Phrase(f" và {more} nơi khác", f" and {more} more") if more > 0 else Phrase("", "")
        super().__init__(
            f"ảnh đang được dùng ở {listed}{rest.vi} nên không xóa được; hãy đặt ngày hết hạn để thôi dùng.",
            f"the picture is used by {listed}{rest.en} and cannot be deleted; give it a last day instead.",
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
            return Phrase("trong kho ảnh chưa ghi nguồn", "has no source in the picture library")
        case AssetStanding.EARLY if facts.valid_from is not None:
            day = show_date(facts.valid_from)
            return Phrase(f"chỉ được dùng từ ngày {day}", f"may be used from {day} on only")
        case AssetStanding.EXPIRED if facts.valid_until is not None:
            day = show_date(facts.valid_until)
            return Phrase(f"đã hết hạn dùng sau ngày {day}", f"may not be used any more after {day}")
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
        raise BadInput("hãy đặt tên cho ảnh.", "give the picture a name.", where="title")
    if tidy.valid_from and tidy.valid_until and tidy.valid_until < tidy.valid_from:
        raise BadInput(
            "ngày cuối phải từ ngày đầu trở đi.", "the last day must not come before the first.", where="valid_until"
        )
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
            f"tối đa {MOST_TAGS} nhãn, mỗi nhãn không quá {LONGEST_TAG} ký tự.",
            f"at most {MOST_TAGS} tags of {LONGEST_TAG} characters.",
            where="tags",
        )
    return tuple(found.values())


def _text(text: str, where: str, longest: int) -> str:
    tidy = squeeze(nfc(text))
    if length(tidy) > longest:
        raise BadInput(
            f"dài quá {longest} ký tự; hãy rút gọn.", f"longer than {longest} characters; shorten it.", where=where
        )
    return tidy
