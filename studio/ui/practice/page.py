"""The practice page: what was published there, to be scrolled as on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from studio.accounts.model import Account, AccountKind
from studio.clock import show_datetime
from studio.errors import BadInput
from studio.images.video import read_clip
from studio.posts.postfile import is_video_name
from studio.translation import tr
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.review.sheet import PREVIEW_WIDTH
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.film import clip_picture
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, row, scrolled
from studio.ui.widgets.phone import PhonePreview
from studio.ui.widgets.post_view import PostLook
from studio.ui.words import platform_name

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.publishers.practice import PracticePost

PHONE_WIDTH = 378
MOST_SHOWN = 12
"""Posts on the phone, the newest: each holds its pictures in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPost:
    """A post of the page with its pictures decoded."""

    post: PracticePost
    images: tuple[QImage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeView:
    """The practice accounts, the one in sight, and its newest posts of `total`."""

    accounts: tuple[Account, ...]
    account: Account | None
    shown: tuple[ShownPost, ...]
    total: int = 0


def load_practice(studio: Studio, wanted: str) -> PracticeView:
    """Read the page on a worker; `wanted` names the account, else the first."""
    accounts = tuple(a for a in studio.accounts.list() if a.kind is AccountKind.PRACTICE)
    account = next((a for a in accounts if a.name == wanted), accounts[0] if accounts else None)
    posts = studio.practice_pages.posts(account.name) if account else ()
    shown = tuple(
        ShownPost(post=post, images=tuple(_read(path) for path in post.images)) for post in posts[:MOST_SHOWN]
    )
    return PracticeView(accounts=accounts, account=account, shown=shown, total=len(posts))


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


class PracticePage(Page):
    """A phone in the middle; beside it, which page this is."""

    id = PageId.PRACTICE

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._view = PracticeView(accounts=(), account=None, shown=())
        self._wanted = ""
        self.choice = Combo()
        self.choice.setMinimumWidth(240)
        self.choice.activated.connect(self._switch)
        self.tools.addWidget(self.choice)
        self.phone = PhonePreview(PHONE_WIDTH)
        self._sign = Avatar("", 44)
        self._name, self._about = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self._note = Label(
            tr("This page is a folder on this PC. Nothing on it is public, and nobody but you can see it."),
            "hint",
            wrap=True,
        )
        compose = PrimaryButton(tr("Write a post"), "square-pen")
        compose.clicked.connect(lambda: shell.go(PageId.COMPOSER, "new"))
        self._add = PrimaryButton(tr("Add a practice page"), "plus")
        self._add.clicked.connect(lambda: shell.go(PageId.CONNECTIONS, ""))
        self._empty, self._none = EmptyState("smartphone", compose), EmptyState("smartphone", self._add)
        self._build()
        self.title.setText(tr("Practice page"))
        self.choice.setAccessibleName(tr("Practice page"))
        self._empty.set_words(
            tr("Nothing is on this page yet"),
            tr("Publish an approved post to this page: it appears here as readers would see it on a phone."),
        )
        self._none.set_words(
            tr("There is no practice page"),
            tr("A practice page lives on this PC alone. Add one to try the whole way of a post without risk."),
        )
        self._say()

    def _build(self) -> None:
        facts: QVBoxLayout = column(row(self._sign, None), self._name, self._about, 8, self._note, None, margins=20)
        card = Card()
        card.setLayout(facts)
        self._side = Plain()
        self._side.setLayout(column(card, None))
        side = scrolled(self._side)
        side.setMinimumWidth(296)
        side.setMaximumWidth(560)
        full = QWidget()
        body = row(None, self.phone, 24, side, None)
        body.setStretch(3, 3)
        full.setLayout(body)
        self._stack = QStackedWidget()
        for view in (full, self._empty, self._none):
            self._stack.addWidget(view)
        inside = column(self.heading, self._stack, spacing=12, margins=MARGINS)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def open(self, what: str) -> None:
        self._wanted = what or self._wanted

    @property
    def shown(self) -> str:
        return self._wanted

    def refresh(self) -> None:
        studio, wanted = self.shell.studio, self._wanted
        self.shell.tasks.pool(lambda _: load_practice(studio, wanted), self._show, owner=self, key="practice")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.choice, self.phone)

    def _switch(self, _: int) -> None:
        self._wanted = str(self.choice.currentData() or "")
        self.refresh()

    def _show(self, view: PracticeView) -> None:
        self._view = view
        self.choice.clear()
        for account in view.accounts:
            self.choice.addItem(account.title, account.name)
        self.choice.choose(view.account.name if view.account else "")
        self.choice.setVisible(len(view.accounts) > 1)
        self._stack.setCurrentIndex(2 if view.account is None else 0 if view.shown else 1)
        self._say()

    def _say(self) -> None:
        account = self._view.account
        if account is None:
            return
        self._sign.set_name(account.title)
        self._name.setText(account.title)
        total, shown = self._view.total, len(self._view.shown)
        posts = tr("posts: {n}") if total == shown else tr("posts: {n}; the latest {shown} are shown")
        posts = posts.format(n=total, shown=shown)
        self._about.setText(f"{platform_name(account.platform)} · {account.page_id}\n{posts}")
        self.phone.show_posts(self._looks(account, self._view.shown))

    def _looks(self, account: Account, shown: Sequence[ShownPost]) -> list[PostLook]:
        public = tr("Public")
        return [
            PostLook(
                platform=account.platform,
                page=account.title,
                when=f"{show_datetime(one.post.created_at)} · {public}",
                title=one.post.title,
                text=one.post.text,
                images=one.images,
                alts=tuple(one.post.alts),
            )
            for one in shown
        ]
