"""Doing one thing to many posts: what it would do is told first, then each post is its own step; the bar that offers
it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from studio.errors import StudioError
from studio.phrase import Phrase
from studio.posts.model import PostRow, PostState
from studio.posts.trash import TRASHABLE
from studio.translation import tr
from studio.ui.widgets.buttons import LinkButton, QuietButton
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import PlainHolder, column, row

if TYPE_CHECKING:
    from studio.posts.drafts import DraftService
    from studio.posts.listing import PostListing


CHUNK = 200
"""Rows read at once."""


class BulkDeed(StrEnum):
    """What can be done to many posts."""

    TRASH = "trash"
    RESTORE = "restore"

    @property
    def undo(self) -> BulkDeed:
        """What takes it back."""
        return BulkDeed.RESTORE if self is BulkDeed.TRASH else BulkDeed.TRASH


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPlan:
    """The posts that will be moved, and how many in which state will not."""

    deed: BulkDeed
    ready: tuple[str, ...]
    kept: Mapping[PostState, int] = field(default_factory=dict)

    @property
    def left(self) -> int:
        return sum(self.kept.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOutcome:
    """What was done, and what was refused, each reason with the titles of its posts.

    `unreached` counts those not come to, because the person stopped it or an error other than a refusal did.
    """

    deed: BulkDeed
    done: tuple[str, ...]
    refused: Mapping[Phrase, tuple[str, ...]] = field(default_factory=dict)
    unreached: int = 0

    @property
    def smooth(self) -> bool:
        return not self.refused and not self.unreached


def fits(deed: BulkDeed, row: PostRow) -> bool:
    """Whether `deed` can be done to the post as it was read."""
    if deed is BulkDeed.RESTORE:
        return row.trashed_at is not None
    return row.trashed_at is None and row.state in TRASHABLE


def plan(listing: PostListing, deed: BulkDeed, ids: Sequence[str]) -> BulkPlan:
    """Look the posts up on the worker; those that are no more are passed over."""
    ready: list[str] = []
    kept: Counter[PostState] = Counter()
    for start in range(0, len(ids), CHUNK):
        for post in listing.rows(ids[start : start + CHUNK]):
            if fits(deed, post):
                ready.append(post.id)
            else:
                kept[post.state] += 1
    return BulkPlan(deed=deed, ready=tuple(ready), kept=dict(kept))


def carry_out(
    drafts: DraftService,
    listing: PostListing,
    deed: BulkDeed,
    ids: Sequence[str],
    by: str,
    going: Callable[[int, int], bool] = lambda done, total: True,
) -> BulkOutcome:
    """Do it to each post, on the worker. `going` hears how many of how many are done and answers whether to go on.

    A refusal is part of the outcome and does not end it.
    """
    step = drafts.trash if deed is BulkDeed.TRASH else drafts.untrash
    done: list[str] = []
    refused: dict[Phrase, list[str]] = {}
    for place, post_id in enumerate(ids):
        if not going(place, len(ids)):
            return _outcome(deed, done, refused, len(ids) - place)
        try:
            step(post_id, by)
        except StudioError as error:
            refused.setdefault(error.phrase, []).append(_title(listing, post_id))
        else:
            done.append(post_id)
    return _outcome(deed, done, refused, 0)


def _outcome(
    deed: BulkDeed, done: Sequence[str], refused: Mapping[Phrase, Sequence[str]], unreached: int
) -> BulkOutcome:
    return BulkOutcome(
        deed=deed,
        done=tuple(done),
        refused={reason: tuple(titles) for reason, titles in refused.items()},
        unreached=unreached,
    )


def _title(listing: PostListing, post_id: str) -> str:
    rows = listing.rows((post_id,))
    return rows[0].title if rows else ""


GLYPHS = {BulkDeed.TRASH: "trash-2", BulkDeed.RESTORE: "archive-restore"}


class BulkBar(QWidget):
    """`wanted` carries the deed; `dropped` lets go of what is chosen."""

    wanted = Signal(str)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._deed = BulkDeed.TRASH
        self._count = Label(role="hint")
        hint = ElidedLabel(tr("Space ticks a row · Shift with the arrows ticks several · Ctrl+A all"), "small")
        self._chosen = Label(role="label")
        self.act = QuietButton()
        self.act.clicked.connect(lambda: self.wanted.emit(self._deed))
        self.drop = LinkButton(tr("Untick"), glyph="x")
        self.drop.clicked.connect(self.dropped)
        calm, bulk = PlainHolder(), PlainHolder()
        calm.setLayout(row(self._count, hint, spacing=24))
        bulk.setLayout(row(self._chosen, self.act, None, self.drop, spacing=12))
        self._stack = QStackedWidget()
        self._stack.addWidget(calm)
        self._stack.addWidget(bulk)
        self.setLayout(column(self._stack, margins=(14, 5, 8, 5)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_counts(0, 0, self._deed)

    def show_counts(self, listed: int, marked: int, deed: BulkDeed) -> None:
        """So many posts are listed, so many of them chosen, and `deed` is what can be done here."""
        self._deed = deed
        self._stack.setCurrentIndex(1 if marked else 0)
        number, one = counted(marked), marked == 1
        self._count.setText(tr("Posts listed: {n}").format(n=counted(listed)))
        self._chosen.setText(tr("Chosen: {n}").format(n=number))
        words = {
            BulkDeed.TRASH: tr("Move to the trash") if one else tr("Move {n} posts to the trash…"),
            BulkDeed.RESTORE: tr("Restore") if one else tr("Restore {n} posts…"),
        }
        self.act.set_glyph(GLYPHS[deed])
        self.act.setText(words[deed].format(n=number))
