"""The list of posts: find any of 25,000, see how it stands, open it, throw it away and bring it back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from studio.clock import local, local_date, show_date, show_datetime
from studio.posts.model import TRASH_DAYS, PostRow, PostSort, PostState
from studio.slips.model import SlipKind
from studio.translation import ntr, tr
from studio.ui.exchange.sending import ask_send
from studio.ui.exchange.strip import VersionsStrip
from studio.ui.exchange.taking import TakeInButton
from studio.ui.icons import icon, icon_px
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.posts.bulk import GLYPHS, BulkBar, BulkDeed, fits
from studio.ui.posts.filter_bar import TRASH, FilterBar
from studio.ui.posts.law_notices import LawStrip
from studio.ui.posts.mover import PostMover
from studio.ui.posts.query import (
    WAYS,
    Listed,
    ListNames,
    PostQuery,
    Tally,
    load_listed,
    load_names,
    load_rows,
    load_tally,
)
from studio.ui.theme import current_tokens
from studio.ui.widgets.avatar import avatars
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import Card, Pages, Shallow, column
from studio.ui.widgets.rows import WINDOW, Column, RowsModel
from studio.ui.widgets.table import LazyTable, read_widths
from studio.ui.words import listed_word

_DAY = "Hôm nay 00:00"
_TIME = "00/00/0000 00:00"
_STATE = "Đã quyết định gỡ, còn trên trang"
_CODE = "MM-000"
_PAGES = "●●● 00 trang"
_AUTHOR = "Nguyễn Văn Minh"
MOST_SIGNS = 3


@dataclass(slots=True, kw_only=True)
class ColumnSetting:
    """What the columns are shown in the light of."""

    now: Callable[[], datetime]
    sign_px: int
    names: ListNames = field(default_factory=ListNames)
    trashed: bool = False


def post_columns(setting: ColumnSetting) -> tuple[Column[PostRow], ...]:
    """Title, state, template, pages, author, change, planned time (or what is left in the trash)."""
    return (
        Column(heading=tr("Post"), text=_title, sort=PostSort.TITLE),
        Column(
            heading=tr("State"),
            text=lambda r: listed_word(r).text,
            word=listed_word,
            sample=_STATE,
            sort=PostSort.STATE,
        ),
        Column(
            heading=tr("Template"),
            text=lambda r: setting.names.code(r.template_id),
            sample=_CODE,
            keep=3,
            sort=PostSort.TEMPLATE,
        ),
        Column(
            heading=tr("Pages", about="post"),
            text=lambda r: _pages(r, setting.names),
            picture=lambda r: _signs(r, setting),
            sample=_PAGES,
            keep=2,
        ),
        Column(
            heading=tr("Author"),
            text=lambda r: setting.names.people.get(r.author, r.author),
            sample=_AUTHOR,
            keep=1,
        ),
        Column(
            heading=tr("Changed", about="time"),
            text=lambda r: _recently(r.changed_at, setting.now()),
            sample=_DAY,
            keep=5,
            sort=PostSort.CHANGED,
        ),
        Column(
            heading=_last_heading(trashed=False),
            text=lambda r: _kept(r, setting.now()) if setting.trashed else _planned(r),
            sample=_TIME,
            keep=4,
            sort=PostSort.PUBLISH_AT,
        ),
    )


def _last_heading(*, trashed: bool) -> str:
    return tr("Kept for") if trashed else tr("Planned for")


def shown_title(row: PostRow) -> str:
    """The title, or what stands for one."""
    return row.title or tr("(no title yet)")


def days_left(row: PostRow, now: datetime) -> int:
    """Whole days until a post in the trash is deleted for good, begun ones counted."""
    if row.trashed_at is None:
        return TRASH_DAYS
    left = row.trashed_at + timedelta(days=TRASH_DAYS) - now
    return max(0, -(-left // timedelta(days=1)))


def _title(row: PostRow) -> str:
    title = shown_title(row)
    return tr("{title} · comments: {n}").format(title=title, n=row.comments) if row.comments else title


def _pages(row: PostRow, names: ListNames) -> str:
    if len(row.targets) == 1:
        return names.pages.get(row.targets[0], row.targets[0])
    return ntr("{n} page", "{n} pages", len(row.targets)).format(n=len(row.targets)) if row.targets else ""


def _signs(row: PostRow, setting: ColumnSetting) -> QIcon | None:
    titles = tuple(setting.names.pages.get(name, name) for name in row.targets[:MOST_SIGNS])
    if not titles:
        return None
    signs = avatars(titles, setting.sign_px)
    made = QIcon(signs)
    made.addPixmap(signs, QIcon.Mode.Selected)  # Qt's own would be tinted
    return made


def _recently(at: datetime, now: datetime) -> str:
    """The time of today, the day of an earlier day."""
    if local_date(at) == local_date(now):
        return tr("today {time}").format(time=f"{local(at):%H:%M}")
    return show_date(local_date(at))


def _planned(row: PostRow) -> str:
    return show_datetime(row.publish_at) if row.publish_at else ""


def _kept(row: PostRow, now: datetime) -> str:
    left = days_left(row, now)
    return ntr("{n} day left", "{n} days left", left).format(n=left) if left else tr("deleted today")


TITLE_CHARS = 44
FILTERS_SHARE = 0.6
"""Of the height, that filters may take from the list where type is large."""
ORDER, WIDTHS = "posts/order", "posts/widths"


class PostsPage(Page):
    """Filters above, the list, and at its foot what can be done with the posts chosen."""

    id = PageId.POSTS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._setting = ColumnSetting(now=shell.studio.now, sign_px=icon_px(self.fontMetrics()) + 4)
        self._query = PostQuery().in_order(shell.memory.kept(ORDER))
        self._marked: tuple[Sequence[str], str] = (), ""
        """The posts that were chosen, and the one in hand, on the page that this one stands for."""
        self._listed, self._tally = False, Tally(states={}, trashed=0)
        self.bar = FilterBar(shell)
        self.bar.search.setMinimumWidth(260)
        self._compose = PrimaryButton(tr("Compose"), glyph="plus")
        self.take_in = TakeInButton(shell, self)
        self.tools.addWidget(self.bar.search)
        self.tools.addWidget(self.take_in)
        self.tools.addWidget(self._compose)
        self.laws = LawStrip(shell)
        self.divided = VersionsStrip(shell)
        self.mover = PostMover(shell, lambda title: title or tr("(no title yet)"))
        self.model: RowsModel[PostRow] = RowsModel(post_columns(self._setting), self)
        self.table = LazyTable(self.model, least_chars=TITLE_CHARS)
        self.table.setIconSize(QSize(4 * self._setting.sign_px, self._setting.sign_px))
        self.foot = BulkBar()
        self._first = PrimaryButton(tr("Choose a template"), glyph="layout-template")
        self._clear = QuietButton(tr("Clear the filters"), glyph="x")
        self._none = EmptyState(
            "newspaper",
            self._first,
            heading=tr("No post yet"),
            text=tr("Choose an approved template to write the first post of your unit."),
        )
        self._nothing = EmptyState("search", self._clear)
        self._clean = EmptyState(
            "trash-2",
            heading=tr("The trash is empty"),
            text=tr("Posts moved here are kept for 30 days and can be restored as long as they are."),
        )
        self._build()
        self._connect()
        self.table.draw(read_widths(shell.memory.kept(WIDTHS)))
        self._show_query()
        self.title.setText(tr("Posts"))
        self.table.setAccessibleName(tr("Posts"))

    def _build(self) -> None:
        card = Card()
        self._under = Pages()
        for part in (self.table, self._nothing, self._clean):
            self._under.addWidget(part)
        body = column(self._under, self.foot, spacing=0, margins=1)
        body.setStretch(0, 1)
        card.setLayout(body)
        full = QWidget()
        inside = column(self.divided, self.laws, Shallow(self.bar, FILTERS_SHARE), self.mover, card, spacing=10)
        inside.setStretch(4, 1)
        full.setLayout(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self._none)
        whole = column(self.heading, self._stack, spacing=14, margins=MARGINS)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for button in (self._compose, self._first):
            button.clicked.connect(lambda: self.shell.go(PageId.COMPOSER, "new"))
        self._clear.clicked.connect(self.bar.clear)
        self.bar.changed.connect(self._ask)
        self.model.wanted.connect(self._bring)
        self.model.gone.connect(self.refresh)
        self.table.order_wanted.connect(self.bar.sort_by)
        self.table.resized.connect(self._keep_widths)
        self.table.marked.connect(self._count)
        self.table.opened.connect(self._open)
        self.table.menu_wanted.connect(self._offer)
        self.table.delete_wanted.connect(lambda: self._do(BulkDeed.TRASH))
        self.foot.wanted.connect(lambda deed: self._do(BulkDeed(deed)))
        self.foot.dropped.connect(self.table.clearSelection)
        self.mover.moved.connect(self._moved)
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.mover.take_back)

    # -- reading

    def open(self, what: str) -> None:
        """``trash`` or the name of a state shows that list; an empty text leaves what was asked for last."""
        if what == TRASH:
            self.bar.ask(PostQuery().in_order(self._query.order).trash())
        elif what in set(PostState):
            self.bar.ask(PostQuery().in_order(self._query.order).only(PostState(what)))

    @property
    def kept_view(self) -> Any:
        return self._query, (self.table.marked_ids, self.table.chosen_id)

    def take_view(self, view: Any) -> None:
        self._query, self._marked = view
        self._show_query()

    def refresh(self) -> None:
        """Read again; what is chosen, in hand and in sight stays."""
        self._read(None if self._listed else WINDOW)
        self.bar.saved.load()
        self.laws.refresh()
        self.divided.refresh()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.bar.search, self.bar, self.table, self.foot)

    def seek(self) -> None:
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def _ask(self, query: PostQuery) -> None:
        """Another list is wanted: nothing chosen in the old one may be moved by what is done in the new one."""
        if query.order != self._query.order:
            self.shell.memory.keep(ORDER, query.order)
        self._query = query
        self.table.clearSelection()
        self.table.scrollToTop()
        self._show_query()
        self._read(WINDOW)

    def _show_query(self) -> None:
        self.bar.show_query(self._query)
        self.table.show_order(self._query.sort, descending=self._query.descending)

    def _read(self, limit: int | None) -> None:
        """Read the list, or with `limit` first what is in sight of it and then the rest; and count."""
        studio = self.shell.studio
        self._look_up(limit)

        def count() -> tuple[ListNames, Tally]:
            return load_names(studio), load_tally(studio.shelf, query)

        query = self._query
        self.shell.tasks.store(count, self._show_tally, owner=self, key="count")

    def _look_up(self, limit: int | None) -> None:
        studio, query, names = self.shell.studio, self._query, self._setting.names

        def look_up() -> tuple[PostQuery, ListNames, Listed]:
            known = names if names.templates else load_names(studio)
            return query, known, load_listed(studio.shelf, query, limit)

        self.shell.tasks.store(look_up, self._show, owner=self, key="list")

    def _show(self, found: tuple[PostQuery, ListNames, Listed]) -> None:
        query, names, listed = found
        self._setting.trashed = query.filter.trashed
        self.model.rename(len(self.model.columns) - 1, _last_heading(trashed=query.filter.trashed))
        self._name(names)
        self.table.list_again(listed.ids, listed.rows)
        self._listed = True
        if any(self._marked):
            self.table.mark(*self._marked)
        if listed.whole:
            self._marked = (), ""
        else:
            self._look_up(None)
        self._arrange(whole=listed.whole)

    def _show_tally(self, found: tuple[ListNames, Tally]) -> None:
        names, self._tally = found
        self._name(names)
        self.bar.show_tally(self._tally)
        self._arrange()

    def _name(self, names: ListNames) -> None:
        if names != self._setting.names:
            self._setting.names = names
            self.bar.show_names(names)
            self.table.viewport().update()

    def _arrange(self, *, whole: bool = True) -> None:
        """The list, or what there is to say where it is empty; where it is not `whole` it is not counted yet."""
        query, listed = self._query, len(self.model.ids)
        if listed:
            self._under.setCurrentWidget(self.table)
        elif self._listed:
            self._under.setCurrentWidget(self._clean if query.filter.trashed and not query.narrow else self._nothing)
        none = self._listed and not listed and not query.narrow and not query.filter.trashed
        none = none and not self._tally.trashed and not self.mover.isVisibleTo(self)
        self._stack.setCurrentIndex(1 if none else 0)
        self._compose.setVisible(not none)
        self.bar.search.setVisible(not none)
        if whole:
            self._count()
        self._say_nothing()

    def _say_nothing(self) -> None:
        narrow = self._query.narrow
        self._clear.setVisible(narrow)
        if narrow:
            self._nothing.set_words(
                tr("No post matches"),
                tr("Take a filter away or search for other words; accents may be left out."),
            )
        else:
            self._nothing.set_words(tr("Every post is in the trash"), tr("Restore one there, or write a new post."))

    def _bring(self, ids: list[str]) -> None:
        shelf, asked = self.shell.studio.shelf, tuple(ids)
        self.shell.tasks.store(
            lambda: load_rows(shelf, asked),
            partial(self.model.bring, asked),
            owner=self,
            failed=lambda _: self.model.give_up(),
            key="rows",
        )

    # -- opening and moving

    def _open(self, post_id: str) -> None:
        row = self.model.row(post_id)
        if row is None:
            return
        if row.trashed_at is None:
            self.shell.go(WAYS[row.state], post_id)
        else:
            said = tr("The post is in the trash: restore it to open it.")
            self.shell.toast(said, tr("Restore"), lambda: self.mover.ask(BulkDeed.RESTORE, (post_id,)))

    def _do(self, deed: BulkDeed) -> None:
        if deed is BulkDeed.TRASH and self._setting.trashed:
            return  # what is in the trash stays there
        self.mover.ask(deed, self.table.marked_ids)

    def _moved(self) -> None:
        self.table.clearSelection()
        self.shell.changed()

    def _count(self) -> None:
        deed = BulkDeed.RESTORE if self._setting.trashed else BulkDeed.TRASH
        self.foot.show_counts(len(self.model.ids), self.table.marked_count, deed)

    def _offer(self, at: QPoint) -> None:
        self.menu().popup(at)

    def menu(self) -> QMenu:
        """What can be done with the row in hand, or with all that are chosen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row, marked = self.model.row(self.table.chosen_id), self.table.marked_ids
        tokens, px = current_tokens(), icon_px(self.fontMetrics())
        single = len(marked) <= 1
        if row is not None and single and row.trashed_at is None:
            menu.addAction(icon("arrow-up-right", tokens.text, px), self._verb(row.state), lambda: self._open(row.id))
            if row.state is PostState.APPROVED:
                publish = tr("Publish…")
                menu.addAction(icon("send", tokens.text, px), publish, lambda: self.shell.publish(row.id))
            send = tr("Send to another PC…")
            menu.addAction(icon("share-2", tokens.text, px), send, lambda: ask_send(self.shell, row.id, self))
            if row.state is PostState.PUBLISHED:
                wrong = tr("Report an error…")
                menu.addAction(icon("file-warning", tokens.text, px), wrong, lambda: self._report_error(row.id))
            menu.addSeparator()
        deed = BulkDeed.RESTORE if self._setting.trashed else BulkDeed.TRASH
        words = tr("Restore") if deed is BulkDeed.RESTORE else tr("Move to the trash")
        act = menu.addAction(icon(GLYPHS[deed], tokens.text, px), words, lambda: self._do(deed))
        act.setEnabled(not single or row is None or fits(deed, row))
        if deed is BulkDeed.TRASH:
            act.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        return menu

    def _report_error(self, post_id: str) -> None:
        """Open a slip about an error in a published post."""
        self.shell.go(PageId.PAGES, f"slips:new:{SlipKind.CORRECTION.value}:{post_id}")

    def _verb(self, state: PostState) -> str:
        words = {
            PageId.COMPOSER: tr("Open in the composer"),
            PageId.APPROVAL: tr("Open in the approvals"),
            PageId.OUTBOX: tr("Show in the outbox"),
        }
        return words[WAYS[state]]

    def _keep_widths(self) -> None:
        self.shell.memory.keep(WIDTHS, json.dumps(self.table.drawn))
