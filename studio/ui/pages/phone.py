"""What was published on a practice page, to be scrolled as on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.accounts.model import Account
from studio.clock import show_datetime
from studio.errors import BadInput
from studio.images.video import read_clip
from studio.posts.postfile import is_video_name
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pages.page_tab import PageTab
from studio.ui.pages.rows import PageFacts
from studio.ui.review.sheet import PREVIEW_WIDTH
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, column, row
from studio.ui.widgets.phone import PhonePreview
from studio.ui.widgets.post_view import PostLook
from studio.ui.widgets.video_placeholder import clip_picture

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.publishers.practice import PracticePost

PHONE_WIDTH = 378
NARROWEST, WIDEST = 180, 420
"""Pixels of what stands beside the phone."""
MOST_SHOWN = 12
"""Posts on the phone, the newest: each holds its pictures in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPost:
    """A post of the page with its pictures decoded."""

    post: PracticePost
    images: tuple[QImage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeView:
    """A practice page, and its newest posts of `total`."""

    account: Account
    shown: tuple[ShownPost, ...]
    total: int = 0


def load_practice(studio: Studio, account: Account) -> PracticeView:
    """Read the page on a worker."""
    posts = studio.practice_pages.posts(account.name)
    shown = tuple(
        ShownPost(post=post, images=tuple(_read(path) for path in post.images)) for post in posts[:MOST_SHOWN]
    )
    return PracticeView(account=account, shown=shown, total=len(posts))


def _read(path: Path) -> QImage:
    """A picture as it lies there; of a video, what stands for it; null where it cannot be read."""
    if is_video_name(path.name):
        try:
            with path.open("rb") as file:
                return clip_picture(read_clip(file))
        except (OSError, BadInput):
            return QImage()
    image = QImage(str(path))
    if image.width() > PREVIEW_WIDTH:
        return image.scaledToWidth(PREVIEW_WIDTH, Qt.TransformationMode.SmoothTransformation)
    return image


class PhoneTab(PageTab):
    """A phone in the middle; beside it, that nobody else sees this page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._account = ""
        self.phone = PhonePreview(PHONE_WIDTH)
        self._about = Label(role="hint", wrap=True)
        note = Label(
            tr("This page is a folder on this PC. Nothing on it is public, and nobody but you can see it."), wrap=True
        )
        compose = PrimaryButton(tr("Write a post"), "square-pen")
        compose.clicked.connect(lambda: shell.go(PageId.COMPOSER, "new"))
        self._empty = EmptyState(
            "smartphone",
            compose,
            heading=tr("Nothing is on this page yet"),
            text=tr("Publish an approved post to this page: it appears here as readers would see it on a phone."),
        )
        side = PlainHolder()
        side.setLayout(column(note, 6, self._about, None))
        side.setMinimumWidth(NARROWEST)
        side.setMaximumWidth(WIDEST)
        full, body = QWidget(), row(None, self.phone, 24, side, None, margins=(16, 10, 16, 10))
        body.setStretch(3, 3)
        full.setLayout(body)
        self._stack = QStackedWidget()
        for view in (full, self._empty):
            self._stack.addWidget(view)
        self.setLayout(column(self._stack))

    def show_page(self, facts: PageFacts) -> None:
        studio, account = self._shell.studio, facts.row.account
        if account is not None:
            self._account = account.name
            self._shell.tasks.pool(lambda _: load_practice(studio, account), self._show, owner=self, key="practice")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.phone,)

    def _show(self, view: PracticeView) -> None:
        account = view.account
        if account.name != self._account:
            return
        self._stack.setCurrentIndex(0 if view.shown else 1)
        total, shown = view.total, len(view.shown)
        posts = tr("posts: {n}") if total == shown else tr("posts: {n}; the latest {shown} are shown")
        self._about.setText(posts.format(n=total, shown=shown))
        self.phone.show_posts(self._looks(account, view.shown))

    def _looks(self, account: Account, shown: Sequence[ShownPost]) -> list[PostLook]:
        public = tr("Public")
        return [
            PostLook(
                platform=account.platform,
                page=account.title,
                practice=True,
                when=f"{show_datetime(one.post.created_at)} · {public}",
                title=one.post.title,
                text=one.post.text,
                images=one.images,
                alts=tuple(one.post.alts),
            )
            for one in shown
        ]
