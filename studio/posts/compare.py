"""What changed between two revisions of a post, as a person would tell it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from studio.clock import show_datetime
from studio.directory.model import DirectoryBook
from studio.library.model import CitationRef, CitedLaw
from studio.phrase import Bilingual, Phrase, decimal, joined
from studio.posts.model import Answers, Media, PlatformOptions, Post
from studio.posts.word_diff import DiffPiece, word_diff
from studio.templates.card import CardTouch, built_words, part_words, size_words
from studio.templates.kinds_references import Cite
from studio.templates.model import Field, Template
from studio.templates.values import display
from studio.templates.variants import with_variants

__all__ = ["Change", "Comparison", "DiffPiece", "PictureChange", "compare", "word_diff"]

Kind = Literal["changed", "added", "removed"]
TARGETS = Phrase("Pages")
TIME = Phrase("Time of publishing")
CARDS = Phrase("Cards")
TOUCHES = Phrase("Cards adjusted by hand")
ORDER = Phrase("Order of pictures")
OPTIONS = Phrase("Beside the post")
_YES, _NO, _OPEN = Phrase("yes"), Phrase("no"), Phrase("not answered")
_ANSWERS: Mapping[str, Phrase] = {
    "not_restricted": Phrase("Nothing secret or internal"),
    "no_victim_identity": Phrase("No victim, informant or witness can be identified"),
    "has_minor": Phrase("Someone under 18 is in it"),
    "original_post": Phrase("Belongs to the post"),
    "amends": Phrase("Changes the published post"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not as it was."""

    where: str
    """As in `Finding.field`: a template field, ``media:m1``, ``cards``, ``touches``, ``targets``,
    ``publish_at``, ``answers``."""
    label: Phrase
    kind: Kind
    before: str
    """As readers see it, lines for the items of a list; empty when added."""
    after: str
    pieces: tuple[DiffPiece, ...]
    """`before` and `after` in one: without the added pieces it reads as before, without the removed ones as after."""
    said: tuple[Phrase, Phrase] | None = None
    """`before` and `after` in the reader's language, where they are words of the program and not of the post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureChange:
    """A picture that came, went, was exchanged, or is cropped, covered, described or placed otherwise."""

    media_id: str
    kind: Kind
    before: Media | None
    after: Media | None
    moved: bool = False
    """Its place among the pictures that both versions have is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from revision `before` to revision `after`, in the order of the form."""

    before: int
    after: int
    changes: tuple[Change, ...] = ()
    pictures: tuple[PictureChange, ...] = ()


def compare(
    before: Post,
    after: Post,
    template: Template,
    *,
    book: DirectoryBook,
    cite: Cite | None = None,
    cards: Mapping[str, Phrase] | None = None,
) -> Comparison:
    """What a reader of the form would call changed. Contacts, units and pictures go by their names.

    `cite` prints citations; without it they are shown as typed. `cards`: titles by the ids an author chooses.
    """
    cite, template = cite or _as_typed, with_variants(template, {**before.fields, **after.fields})
    visible = replace(template, fields=tuple(replace(field, hidden=False) for field in template.fields))
    old, new = (display(visible, post.fields, book, cite) for post in (before, after))
    return Comparison(
        before=before.revision,
        after=after.revision,
        changes=(
            *(change for field in template.fields for change in _field(field, old, new, before, after)),
            *_said("cards", CARDS, *(_card_names(post, template, cards or {}) for post in (before, after))),
            *_touched(before, after, template, cards or {}),
            *_told("targets", TARGETS, "\n".join(before.targets), "\n".join(after.targets)),
            *_said("options", OPTIONS, *(joined(*asked_for(post.options), by="\n") for post in (before, after))),
            *_told("publish_at", TIME, _time(before.publish_at), _time(after.publish_at)),
            *_answers(before.answers, after.answers),
        ),
        pictures=tuple(_pictures(before.media, after.media)),
    )


def asked_for(options: PlatformOptions) -> tuple[Phrase, ...]:
    """What a post asks for beside itself, a line each."""
    found: list[Phrase] = []
    if options.first_comment:
        found.append(Phrase("First comment by the page: “{text}”", text=options.first_comment))
    if options.pinned:
        found.append(Phrase("Pinned to the top of the page"))
    if options.story:
        found.append(Phrase("Also as a story, for a day"))
    if options.place or options.place_name:
        found.append(Phrase("Place: {name} ({place})", name=options.place_name, place=options.place))
    if options.slug:
        found.append(Phrase("Words of the address: {slug}", slug=options.slug))
    return tuple(found)


def _field(field: Field, old: Mapping[str, Any], new: Mapping[str, Any], before: Post, after: Post) -> Iterator[Change]:
    if field.kind.picture:
        texts = [_picture_names(post, post.fields.get(field.name)) for post in (before, after)]
    else:
        texts = [
            _text(shown.get(field.name)) or _raw(post.fields.get(field.name))
            for shown, post in ((old, before), (new, after))
        ]
    if before.fields.get(field.name) != after.fields.get(field.name) and texts[0] == texts[1]:
        # Two values that read alike (two contacts of one name, blanks at an end): nothing a reader could see.
        return
    yield from _told(field.name, field.label, *texts)


def _told(where: str, label: Phrase, before: str, after: str) -> Iterator[Change]:
    if before == after:
        return
    kind: Kind = "added" if not before else "removed" if not after else "changed"
    yield Change(where=where, label=label, kind=kind, before=before, after=after, pieces=word_diff(before, after))


def _text(value: Any) -> str:
    """A display value as lines."""
    if isinstance(value, Mapping):
        return str(value.get("text", ""))
    if isinstance(value, list):
        return "\n".join(_item(item) for item in value)
    return str(value or "")


def _item(item: Any) -> str:
    if isinstance(item, Mapping):
        return ": ".join(
            str(part) for part in (item.get("q", item.get("key")), item.get("a", item.get("value"))) if part
        )
    return str(item)


def _raw(value: Any) -> str:
    """What is shown of a contact or unit that the directory does not have any more."""
    names = value if isinstance(value, list) else [value]
    return "\n".join(name for name in names if isinstance(name, str) and name.strip())


def _picture_names(post: Post, value: Any) -> str:
    names = {media.id: media.name for media in post.media}
    ids = value if isinstance(value, list) else [value] if value else []
    return "\n".join(names.get(one, str(one)) for one in ids)


def _time(moment: datetime | None) -> str:
    return show_datetime(moment) if moment else ""


def _answers(before: Answers, after: Answers) -> Iterator[Change]:
    for name, label in _ANSWERS.items():
        old, new = (_answer(getattr(answers, name)) for answers in (before, after))
        yield from _said("answers", label, old, new)


def _answer(value: object) -> Phrase:
    if isinstance(value, str):
        return Bilingual(value[:8], value[:8])
    return {True: _YES, False: _NO}[value] if isinstance(value, bool) else _OPEN


def _card_names(post: Post, template: Template, titles: Mapping[str, Phrase]) -> Phrase:
    """The cards that go with the post, a line each; none chosen means the template's first."""
    chosen = [titles.get(one, Bilingual(one, one)) for one in post.cards or template.card_ids[:1]]
    return joined(*chosen, by="\n")


def _touched(before: Post, after: Post, template: Template, titles: Mapping[str, Phrase]) -> Iterator[Change]:
    """What was adjusted by hand, a line each; a photo that was moved only reads alike and says so."""
    if before.touches == after.touches:
        return
    old, new = (_touch_lines(post, titles) for post in (before, after))
    moved = Phrase("adjusted again") if old == new else Phrase("")
    said = (
        old,
        Phrase("{new}{moved}", new=new, moved=Bilingual(moved.vi and f" ({moved.vi})", moved.en and f" ({moved.en})")),
    )
    yield from _said("touches", TOUCHES, *said)


def _touch_lines(post: Post, titles: Mapping[str, Phrase]) -> Phrase:
    told = [touch_words(touch, titles) for touch in post.touches]
    return joined(*told, by="\n")


def touch_words(touch: CardTouch, titles: Mapping[str, Phrase]) -> Phrase:
    """“Thẻ cảnh báo, vuông: ảnh phóng 1,4 lần; ẩn hình minh họa; ngắt dòng tiêu đề”."""
    name, _, number = touch.card.partition("#")
    title, size = titles.get(name, Bilingual(name, name)), size_words(touch.size)
    nearer = f"{touch.zoom:.1f}"
    deeds = [
        *([Phrase("other part of the photo")] if touch.focal else []),
        *([Phrase("photo {nearer} times", nearer=decimal(nearer))] if touch.zoom != 1 else []),
        *(Phrase("without {part_words}", part_words=part_words(one)) for one in touch.hidden),
        *([Phrase("built as “{how}”", how=built_words(touch.composition))] if touch.composition else []),
        *(Phrase("lines of {part_words}", part_words=part_words(one)) for one, _ in touch.breaks),
    ]
    vi, en = (f"{said} {number}".strip() for said in (title.vi, title.en))
    return Phrase(
        "{what}, {size}: {deeds}",
        size=size,
        deeds=Bilingual("; ".join(deed.vi for deed in deeds), "; ".join(deed.en for deed in deeds)),
        what=Bilingual(vi, en),
    )


def _said(where: str, label: Phrase, before: Phrase, after: Phrase) -> Iterator[Change]:
    yield from (replace(c, said=(before, after)) for c in _told(where, label, before.vi, after.vi))


def _pictures(before: tuple[Media, ...], after: tuple[Media, ...]) -> Iterator[PictureChange]:
    old, new = ({media.id: media for media in post} for post in (before, after))
    kept = [media.id for media in before if media.id in new]
    moved = _moved(kept, [media.id for media in after if media.id in old])
    for media in after:
        was = old.get(media.id)
        if was != media or media.id in moved:
            kind: Kind = "changed" if was else "added"
            yield PictureChange(media_id=media.id, kind=kind, before=was, after=media, moved=media.id in moved)
    for media in before:
        if media.id not in new:
            yield PictureChange(media_id=media.id, kind="removed", before=media, after=None)


def _moved(before: list[str], after: list[str]) -> frozenset[str]:
    """Those that changed places: all but the longest run that kept its order."""
    places = [after.index(one) for one in before]
    chains: list[list[int]] = []
    for n, place in enumerate(places):
        best = max((c for m, c in enumerate(chains) if places[m] < place), key=len, default=[])
        chains.append([*best, n])
    kept = max(chains, key=len, default=[])
    return frozenset(one for n, one in enumerate(before) if n not in kept)


def _as_typed(ref: CitationRef) -> CitedLaw:
    return CitedLaw(ref=ref, printed="", found=False, article_found=False, validity=None, document_sha256="")
