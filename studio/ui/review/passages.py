"""A post piece by piece, as readers see each: what a reviewer reads and comments on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from studio.directory.model import DirectoryBook
from studio.library.model import CitationRef, CitedLaw
from studio.phrase import Phrase
from studio.posts.compare import CARDS, OPTIONS, TARGETS, TIME, TOUCHES, Change, compare
from studio.posts.model import Answers, Content, Post
from studio.templates.kinds_references import Cite
from studio.templates.model import Template

_SHOWN_ELSEWHERE = frozenset({"cards", "touches", "targets", "publish_at", "answers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPassage:
    """One piece: where it stands (as in `Finding.field`), what it is called, and what it says."""

    where: str
    label: Phrase
    text: str


def passages(post: Post, content: Content, template: Template | None, book: DirectoryBook) -> tuple[ReviewPassage, ...]:
    """The filled fields in the order of the form; pictures, pages, time and answers apart."""
    if template is None:
        return ()
    blank = replace(post, fields={}, media=(), cards=(), touches=(), targets=(), publish_at=None, answers=Answers())
    told = compare(blank, post, template, book=book, cite=_cite(content.citations)).changes
    pictures = {field.name for field in template.fields if field.kind.picture}
    return tuple(
        ReviewPassage(where=change.where, label=change.label, text=change.after)
        for change in told
        if change.where not in _SHOWN_ELSEWHERE | pictures
    )


def in_order(changes: Sequence[Change]) -> tuple[Change, ...]:
    """What decides where and when a post appears comes first, then the fields as the form has them."""
    first = ("targets", "publish_at", "cards", "touches")
    return tuple(sorted(changes, key=lambda change: first.index(change.where) if change.where in first else len(first)))


def labels(template: Template | None, post: Post) -> Mapping[str, Phrase]:
    """What each place of a post is called."""
    named = {field.name: field.label for field in template.fields} if template else {}
    for number, media in enumerate(post.media, 1):
        picture = Phrase("Picture {number}", number=number)
        named[f"media:{media.id}"] = Phrase("Video") if media.clip is not None else picture
    return {
        "targets": TARGETS,
        "publish_at": TIME,
        "options": OPTIONS,
        "cards": CARDS,
        "touches": TOUCHES,
        "answers": Phrase("What the author confirmed"),
        "text:facebook": Phrase("Whole text on Facebook"),
        "text:zalo": Phrase("Whole text on Zalo"),
        "text:website": Phrase("Whole text on the website"),
        **named,
    }


def _cite(laws: Sequence[CitedLaw]) -> Cite:
    known = {law.ref: law for law in laws}

    def cite(ref: CitationRef) -> CitedLaw:
        blank = CitedLaw(ref=ref, printed="", found=False, article_found=False, validity=None, document_sha256="")
        return known.get(ref, blank)

    return cite
