"""Composing with what the other rooms know now: the approved template, the directory, the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from studio.clock import Clock, local_date
from studio.directory.model import DirectoryBook
from studio.errors import Untrusted
from studio.library.model import CitationRef, CitedLaw
from studio.posts.compose import compose
from studio.posts.model import Content, Post
from studio.posts.ports import Resolve, Templates
from studio.templates.model import Template


class Composer:
    """Gives `compose` what it needs."""

    def __init__(
        self, templates: Templates, *, book: Callable[[], DirectoryBook], resolve: Resolve, clock: Clock
    ) -> None:
        self._templates = templates
        self._book = book
        self._resolve = resolve
        self._clock = clock

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

        template, design = self.template(post), self._templates.design()
        return compose(post, template, design, book=self._book(), cite=cite, on=day)
