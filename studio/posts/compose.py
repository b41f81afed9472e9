"""Composing with what the other rooms know now: the approved template, the directory, the library.

What a post says, as one value: texts, cards, citations, expiry. Pure; the preview is the same call.

A half-filled draft composes too: what is missing is left out, and the field problems say so elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from studio.canonical import digest
from studio.clock import Clock, local_date
from studio.codec import plain
from studio.directory.model import DirectoryBook
from studio.errors import Untrusted
from studio.library.model import CitationRef, CitedLaw
from studio.platforms import WRITTEN, Platform
from studio.posts.model import NO_OPTIONS, Content, Media, PlannedCard, Post
from studio.posts.ports import Resolve
from studio.templates.bind import BoundCard, bind_cards
from studio.templates.card import CardSpec, CardTouch, PhotoRef
from studio.templates.catalog import Catalog
from studio.templates.kinds_references import Cite, citation_refs
from studio.templates.layout import Design, Layout
from studio.templates.model import FieldType, Template
from studio.templates.texts import headline, platform_text
from studio.templates.touch import kept
from studio.templates.values import display
from studio.templates.variants import fields_on

PRACTICE_LABEL = "[TẬP HUẤN – MÔ PHỎNG]"
"""As `studio.cards.renderer` writes it across a card."""
EXPIRY_FIELDS = ("expires_on", "review_on")
"""Fields in which an author says until when a post holds; the first that is filled counts."""


def compose(post: Post, template: Template, design: Design, *, book: DirectoryBook, cite: Cite, on: date) -> Content:
    """Compose `post` as it would go out on the day `on` (Vietnam); `cite` resolves citations on that day.

    Never raises for what a person typed or did not type.
    """
    values = display(template, post.fields, book, cite)

    def said_on(platform: Platform) -> Mapping[str, Any]:
        apart = fields_on(post.fields, platform)
        return values if apart is post.fields else display(template, apart, book, cite)

    bound = bind_cards(
        template, values, fields=post.fields, media=[m.id for m in post.media if m.clip is None], chosen=post.cards
    )
    stated = _stated_expiry(post.fields)
    content = Content(
        post_id=post.id,
        revision=post.revision,
        template_id=template.id,
        template_version=template.version,
        template_sha256=template.sha256,
        title=headline(template, values),
        texts={
            platform: _labelled(post, platform_text(template, platform, said_on(platform), hashtags=template.hashtags))
            for platform in WRITTEN
        },
        cards=tuple(_card(card, post, template, design, book) for card in bound),
        media=post.media,
        citations=tuple(cite(ref) for ref in cited(template, post.fields)),
        hashtags=template.hashtags,
        link=_first_link(template, post.fields),
        expires_on=stated or on + timedelta(days=template.review_days),
        expires_after=None if stated else template.review_days,
        practice=post.practice,
        amends=post.answers.amends,
        options=post.options,
        content_hash="",
    )
    return replace(content, content_hash=digest(content_parts(content)))


def content_parts(content: Content) -> dict[str, str]:
    """The digest of each part the public sees, by its name: ``title``, ``text:zalo``, ``card:0``, ``media:m1`` …

    What depends on the day of composing alone (an expiry counted from it, a law's status) is not part of it.
    """
    stated = content.expires_on if content.expires_after is None else None
    expires = [stated.isoformat() if stated else None, content.expires_after]
    return {
        "template": digest([content.template_id, content.template_version, content.template_sha256]),
        "title": digest(content.title),
        **{f"text:{platform}": digest(text) for platform, text in content.texts.items()},
        **{f"card:{n}": digest([card.spec.to_json(), card.alt]) for n, card in enumerate(content.cards)},
        **{f"media:{media.id}": digest([n, *_visible(media)]) for n, media in enumerate(content.media)},
        **{f"citation:{n}": digest(_law(law)) for n, law in enumerate(content.citations)},
        "hashtags": digest(list(content.hashtags)),
        "link": digest(content.link),
        "expires": digest(expires),
        "practice": digest(content.practice),
        **({"amends": digest(content.amends)} if content.amends else {}),
        **({"options": digest(plain(content.options))} if content.options != NO_OPTIONS else {}),
    }


def cited(template: Template, fields: Mapping[str, Any]) -> tuple[CitationRef, ...]:
    """Every citation in the fields, in the template's order, each once."""
    places = (fields.get(field.name) for field in template.fields if field.type is FieldType.CITATION)
    return tuple(dict.fromkeys(ref for place in places for ref in citation_refs(place) if ref.document))


def _labelled(post: Post, text: str) -> str:
    """An exercise carries its mark on every card; on a video nothing can be painted, so the text says it."""
    unmarked = post.practice and any(media.clip is not None for media in post.media)
    return f"{text}\n\n{PRACTICE_LABEL}" if unmarked and text.strip() else text


def _card(bound: BoundCard, post: Post, template: Template, design: Design, book: DirectoryBook) -> PlannedCard:
    layout = design.layouts.get(bound.layout)
    photo = next((media for media in post.media if media.id == bound.photo and media.clip is None), None)
    return PlannedCard(
        spec=CardSpec(
            layout=bound.layout,
            layout_sha256=layout.sha256 if layout else "",
            theme=template.colours,
            values=design.headed(bound.values),
            photo=_photo(photo) if photo else None,
            badge_sha256=_badge(template, post.fields, book),
            practice=post.practice,
            touches=_touches(bound, post, layout),
        ),
        alt=bound.alt,
        key=bound.key,
        sources=bound.sources,
        left_out=bound.left_out,
    )


def _touches(bound: BoundCard, post: Post, layout: Layout | None) -> tuple[CardTouch, ...]:
    """What was changed by hand on this card, as far as the locks of its layout allow."""
    mine = [touch for touch in post.touches if touch.card == bound.key]
    return kept(layout, mine) if layout and mine else ()


def _photo(media: Media) -> PhotoRef:
    return PhotoRef(sha256=media.sha256, crop=media.crop, redactions=media.redactions, focal=media.focal)


def _badge(template: Template, fields: Mapping[str, Any], book: DirectoryBook) -> str | None:
    """The official badge of the unit the post names."""
    named = (fields.get(field.name) for field in template.fields if field.type is FieldType.UNIT_REF)
    units = (book.unit(name) for name in named if isinstance(name, str))
    return next((unit.badge_sha256 for unit in units if unit), None)


def _first_link(template: Template, fields: Mapping[str, Any]) -> str:
    links = (fields.get(field.name) for field in template.fields if field.type is FieldType.URL_OFFICIAL)
    return next((link.strip() for link in links if isinstance(link, str) and link.strip()), "")


def _stated_expiry(fields: Mapping[str, Any]) -> date | None:
    for name in EXPIRY_FIELDS:
        try:
            return date.fromisoformat(fields.get(name) or "")
        except (TypeError, ValueError):
            continue
    return None


def _visible(media: Media) -> list[Any]:
    """What of a picture or video the public can see."""
    return [
        media.sha256,
        list(media.crop) if media.crop else None,
        [list(box) for box in media.redactions],
        list(media.focal),
        media.alt,
        *([media.subtitles] if media.subtitles else []),
        *([media.cover_at] if media.cover_at is not None else []),
    ]


def _law(law: CitedLaw) -> list[Any]:
    ref = law.ref
    return [ref.document, ref.article, ref.clause, ref.point, law.printed, law.document_sha256]


REMEMBERED = 8
"""Posts whose last composing is kept: those that are sent, or written, at one time."""


class _ComposedContent(NamedTuple):
    """What `compose` was given, and what it made of it. It is pure: of the same it makes the same."""

    post: Post
    template: Template
    design: Design
    book: DirectoryBook
    on: date
    cited: Mapping[CitationRef, CitedLaw]
    content: Content

    def holds(
        self,
        post: Post,
        template: Template,
        design: Design,
        book: DirectoryBook,
        on: date,
        cite: Callable[[CitationRef], CitedLaw],
    ) -> bool:
        """Whether all that it was made of is the same now; each citation is resolved anew for that."""
        given = (template, design, on) == (self.template, self.design, self.on)
        return given and (post, book) == (self.post, self.book) and all(cite(r) == law for r, law in self.cited.items())


class Composer:
    """Gives `compose` what it needs."""

    def __init__(
        self, templates: Catalog, *, book: Callable[[], DirectoryBook], resolve: Resolve, clock: Clock
    ) -> None:
        self._templates = templates
        self._book = book
        self._resolve = resolve
        self._clock = clock
        self._last: dict[str, _ComposedContent] = {}

    def template(self, post: Post) -> Template:
        """The very template the post was written with. Raises NotFound, or Untrusted when it is another by its hash."""
        template = self._templates.get(post.template_id, post.template_version)
        if template.sha256 != post.template_sha256:
            raise Untrusted(
                "the template “{title}” version {version} is not the one the post was written with; write it "
                "again from the current template.",
                version=template.version,
                title=template.title,
            )
        return template

    def planned_day(self, post: Post) -> date:
        """The day in Vietnam on which the post goes out, or would if it went now."""
        return local_date(post.publish_at or self._clock.now())

    def content(self, post: Post, *, on: date | None = None) -> Content:
        """The post composed for its planned day, or for the day `on`. Raises what `template` raises."""
        day = on or self.planned_day(post)

        @cache
        def cite(ref: CitationRef) -> CitedLaw:
            return self._resolve(ref, on=day)

        template, design, book = self.template(post), self._templates.design(), self._book()
        last = self._last.get(post.id)
        if last is not None and last.holds(post, template, design, book, day, cite):
            return last.content
        cited: dict[CitationRef, CitedLaw] = {}

        def noted(ref: CitationRef) -> CitedLaw:
            return cited.setdefault(ref, cite(ref))

        content = compose(post, template, design, book=book, cite=noted, on=day)
        self._remember(_ComposedContent(post, template, design, book, day, cited, content))
        return content

    def _remember(self, composed: _ComposedContent) -> None:
        kept = {key: one for key, one in self._last.items() if key != composed.post.id}
        newest = list(kept.items())[-(REMEMBERED - 1) :]
        self._last = dict([*newest, (composed.post.id, composed)])  # replaced as a whole: threads share it
