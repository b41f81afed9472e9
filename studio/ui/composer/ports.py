"""What the composer asks of the services, beyond what the window asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from studio.posts.desk import KEEP, Unchanged
from studio.posts.model import Answers, Media, Post, Revision
from studio.posts.previews import Way
from studio.templates.card import CardTouch
from studio.templates.layout import Design
from studio.ui.ports import StudioPort
from studio.ui.ports.posts import DeskPort
from studio.ui.ports.templates import CatalogPort
from studio.ui.ports.workflow import WorkflowPort


class ComposerCatalog(CatalogPort, Protocol):
    """The approved templates and the design of their cards."""

    def design(self) -> Design: ...


class ComposerDesk(DeskPort, Protocol):
    """The posts, to be written. Every call that changes one returns its new revision.

    With `expected_revision`, a change that somebody else overtook raises EditConflict and is kept aside.
    """

    def present(self, post_id: str) -> Revision:
        """The journal's line for the post as it is now: whether it can be undone or redone."""
        ...

    def open_new(self, template_id: str, by: str) -> Post: ...

    def edit(
        self,
        post_id: str,
        by: str,
        *,
        fields: Mapping[str, Any] | None = None,
        cards: Sequence[str] | None = None,
        touches: Sequence[CardTouch] | None = None,
        targets: Sequence[str] | None = None,
        publish_at: datetime | Unchanged | None = KEEP,
        answers: Answers | None = None,
        expected_revision: int | None = None,
        joins: bool = False,
    ) -> Post:
        """One that `joins` is undone together with the edit before it; so are the changes of pictures below."""
        ...

    def add_media(
        self,
        post_id: str,
        data: bytes,
        name: str,
        by: str,
        *,
        expected_revision: int | None = None,
        joins: bool = False,
    ) -> Post: ...

    def add_video(
        self, post_id: str, path: Path, by: str, *, expected_revision: int | None = None, joins: bool = False
    ) -> Post: ...

    def update_media(
        self, post_id: str, media: Media, by: str, *, expected_revision: int | None = None, joins: bool = False
    ) -> Post: ...

    def replace_media(
        self,
        post_id: str,
        media_id: str,
        data: bytes,
        by: str,
        *,
        expected_revision: int | None = None,
        joins: bool = False,
    ) -> Post: ...

    def remove_media(
        self, post_id: str, media_id: str, by: str, *, expected_revision: int | None = None, joins: bool = False
    ) -> Post: ...

    def reorder_media(
        self,
        post_id: str,
        order: Sequence[str],
        by: str,
        *,
        expected_revision: int | None = None,
        joins: bool = False,
    ) -> Post: ...

    def undo(self, post_id: str, by: str, *, expected_revision: int | None = None) -> Post: ...

    def redo(self, post_id: str, by: str, *, expected_revision: int | None = None) -> Post: ...

    def restore(self, post_id: str, number: int, by: str, *, expected_revision: int | None = None) -> Post: ...

    def trash(self, post_id: str, by: str) -> None:
        """Out of every list but the trash, for 30 days. Raises Refused with the reason and the way."""
        ...

    def untrash(self, post_id: str, by: str) -> None: ...


class ComposerWorkflow(WorkflowPort, Protocol):
    """Handing a post in, and taking it back."""

    def submit(self, post_id: str, by: str, pin: str, note: str = "") -> Post: ...

    def recall(self, post_id: str, by: str, pin: str, note: str = "") -> Post: ...


class PreviewsPort(Protocol):
    """How posts were looked at."""

    def looked(self, post_id: str, way: Way) -> None: ...

    def cards_looked(self, post_id: str) -> None: ...

    def checked(self, post_id: str) -> None: ...


class ComposerStudio(StudioPort, Protocol):
    """The services as the composer sees them."""

    @property
    def catalog(self) -> ComposerCatalog: ...

    @property
    def desk(self) -> ComposerDesk: ...

    @property
    def workflow(self) -> ComposerWorkflow: ...

    @property
    def previews(self) -> PreviewsPort: ...
