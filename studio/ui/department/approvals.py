"""What waits for an approval, of whichever unit; it is decided on the page of approvals."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from studio.department.model import WaitingPost
from studio.text import fold
from studio.translation import tr
from studio.ui.approval.urgency import short_moment
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tabbed import Tab
from studio.ui.tokens import Tone
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Pages, column, row
from studio.ui.widgets.rows import Column, RowsModel
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.table import Table
from studio.ui.words import StateWord

_UNIT, _WHOLE_UNIT, _TIME = "phường Minh Khai", "Công an phường Minh Khai x", "00/00 00:00"


def waiting_columns() -> tuple[Column[WaitingPost], ...]:
    """Post, unit, when it came, when it is to go out, state."""
    sent, planned = tr("Sent for approval"), tr("Planned for")
    awaiting, several = tr("Awaiting approval"), tr("Two versions, none chosen")
    return (
        Column(heading=tr("Post"), text=lambda post: post.title or tr("(no title yet)")),
        Column(heading=tr("Unit"), text=lambda post: post.name, sample=_UNIT, whole=_WHOLE_UNIT, keep=5),
        Column(heading=sent, text=lambda post: short_moment(post.submitted),
               sample=max(_TIME, sent + "0", key=len), keep=2),
        Column(
            heading=planned, text=lambda post: short_moment(post.publish_at) if post.publish_at else tr("no time yet"),
            sample=max(_TIME, planned + "0", key=len), keep=6,
        ),
        Column(heading=tr("Status", about="state"), text=lambda post: _word(post).text, word=_word,
               sample=awaiting, whole=several),
    )  # fmt: skip


def _word(post: WaitingPost) -> StateWord:
    if post.approvable:
        return StateWord(tr("Awaiting approval"), "hourglass", Tone.AMBER)
    return StateWord(tr("Two versions, none chosen"), "layers", Tone.MAGENTA)


class PostTable(Table):
    """Long titles have two lines."""

    least_chars = 26

    def __init__(self, model: RowsModel[WaitingPost], name: str) -> None:
        super().__init__(model, name)
        self.setWordWrap(True)


class ApprovalsTab(Tab):
    """Enter opens the post where it is decided on."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._waiting: tuple[WaitingPost, ...] = ()
        self.search = SearchField(tr("Find a post or a unit…"))
        self.search.searched.connect(lambda _: self._narrow())
        self.model: RowsModel[WaitingPost] = RowsModel(waiting_columns(), self)
        self.table = PostTable(self.model, tr("Posts that wait for an approval"))
        self.table.opened.connect(lambda post: shell.go(PageId.APPROVAL, post))
        self._empty = EmptyState(
            "shield-check",
            heading=tr("No post waits for a decision"),
            text=tr(
                "Posts of the units come here once they are submitted for approval and the hub has delivered them."
            ),
        )
        self._nothing = EmptyState("search", heading=tr("No post matches"), text=tr("Search for something else."))
        self._pages = Pages()
        for part in (self.table, self._empty, self._nothing):
            self._pages.addWidget(part)
        head = row(Label(tr("Waiting for an approval"), "heading"), None, self.search, margins=(14, 8, 14, 4))
        card = Card()
        inside = column(head, self._pages, spacing=0, margins=(1, 1, 1, 6))
        inside.setStretch(1, 1)
        card.setLayout(inside)
        self.setLayout(column(card))

    @property
    def kept_view(self) -> Any:
        return self.search.text(), self.table.chosen_id

    def take_view(self, view: Any) -> None:
        words, post = view
        self.search.show_text(words)
        self._narrow()
        self.table.choose(post)

    def refresh(self) -> None:
        department = self.shell.studio.department
        self.shell.tasks.store(department.waiting, self._show, owner=self, failed=self.shell.complain, key="waiting")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.search, self.table)

    def seek(self) -> None:
        self.search.setFocus()

    def _show(self, waiting: tuple[WaitingPost, ...]) -> None:
        self._waiting = waiting
        self._narrow()

    def _narrow(self) -> None:
        words, kept = fold(self.search.text()).split(), self.table.chosen_id
        shown = {
            post.post: post
            for post in self._waiting
            if all(word in fold(f"{post.title} {post.name}") for word in words)
        }
        self.model.set_rows(shown)
        part = self.table if shown else self._nothing if self._waiting else self._empty
        self._pages.setCurrentWidget(part)
        self.table.choose(kept)
