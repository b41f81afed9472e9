"""Composing with what the other rooms know now: the approved template, the directory, the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from studio.clock import Clock, local_date
from studio.directory.model import DirectoryBook
from studio.errors import Untrusted
from studio.library.model import CitationRef, CitedLaw
from studio.posts.compose import compose
from studio.posts.model import Content, Post
from studio.posts.ports import Resolve
from studio.templates.catalog import Catalog
from studio.templates.layout import Design
from studio.templates.model import Template

REMEMBERED = 8
"""Posts whose last composing is kept: those that are sent, or written, at one time."""


class _Composed(NamedTuple):
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
        self._last: dict[str, _Composed] = {}

    def template(self, post: Post) -> Template:
        """The very template the post was written with. Raises NotFound, or Untrusted when it is another by its hash."""
        template = self._templates.get(post.template_id, post.template_version)
        if template.sha256 != post.template_sha256:
            raise Untrusted(
                f"mẫu “{template.title.vi}” phiên bản {template.version} không còn là bản đã dùng để soạn bài; "
                "hãy soạn lại từ mẫu hiện hành.",
                f"the template “{template.title.en}” version {template.version} is not the one the post was written "
                "with; write it anew from the present template.",
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
        self._remember(_Composed(post, template, design, book, day, cited, content))
        return content

    def _remember(self, composed: _Composed) -> None:
        kept = {key: one for key, one in self._last.items() if key != composed.post.id}
        newest = list(kept.items())[-(REMEMBERED - 1) :]
        self._last = dict([*newest, (composed.post.id, composed)])  # replaced as a whole: threads share it
