"""A post as it was: its versions, and what changed from one to the other."""

from __future__ import annotations

from collections.abc import Callable

from studio.clock import Clock, local_date
from studio.directory.model import DirectoryBook
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.posts.compare import Comparison, compare
from studio.posts.composer import Composer
from studio.posts.ports import Resolve
from studio.posts.storage import StoredPosts
from studio.posts.versions import Version, versions
from studio.templates.layout import Design
from studio.templates.model import Template


class Comparing:
    """Reads revisions and tells what they say. Changes nothing."""

    def __init__(
        self,
        posts: StoredPosts,
        composer: Composer,
        *,
        book: Callable[[], DirectoryBook],
        resolve: Resolve,
        design: Callable[[], Design],
        clock: Clock,
    ) -> None:
        self._posts = posts
        self._composer = composer
        self._book = book
        self._resolve = resolve
        self._design = design
        self._clock = clock

    def compare(self, post_id: str, before: int, after: int) -> Comparison:
        """What changed between two revisions. Raises NotFound, Untrusted."""
        old, new = (self._posts.revision(post_id, number)[0] for number in (before, after))
        template, today = self._composer.template(new), local_date(self._clock.now())
        return compare(
            old,
            new,
            template,
            book=self._book(),
            cite=lambda ref: self._resolve(ref, on=today),
            cards=card_titles(template, self._design()),
        )

    def versions(self, post_id: str) -> tuple[Version, ...]:
        """The lines of a post's journal and way, newest first. Raises NotFound."""
        self._posts.title(post_id)
        return versions(
            self._posts.revisions(post_id), self._posts.history(post_id), lambda number: self._title(post_id, number)
        )

    def _title(self, post_id: str, number: int) -> str:
        try:
            return self._composer.content(self._posts.revision(post_id, number)[0]).title
        except StudioError:  # one version that cannot be read any more does not hide the others
            return ""


def card_titles(template: Template, design: Design) -> dict[str, Phrase]:
    """What the cards of a template are called, by the ids an author chooses."""
    titles = {}
    for name in template.card_ids:
        bindings = [binding for binding in template.cards if binding.id == name]
        layout = design.layouts.get(bindings[0].layout)
        if len(bindings) > 1:
            titles[name] = Phrase("Bộ ảnh nhiều trang", "Set of pictures")
        elif layout is not None:
            titles[name] = Phrase(layout.title_vi, layout.title_en)
    return titles
