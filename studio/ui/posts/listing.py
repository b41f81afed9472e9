"""The posts as a list: find any of 25,000, see how it stands, open it, throw it away and bring it back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from studio.posts.model import PostRow, PostState
from studio.slips.model import SlipKind
from studio.translation import tr
from studio.ui.copy_post import write_copy
from studio.ui.exchange.send_dialog import ask_send
from studio.ui.exchange.strip import VersionsStrip
from studio.ui.icons import icon, icon_px
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.posts.bulk import GLYPHS, BulkBar, BulkDeed, fits
from studio.ui.posts.columns import ColumnSetting, last_heading, post_columns
from studio.ui.posts.filter_bar import FilterBar
from studio.ui.posts.law_notices import LawStrip
from studio.ui.posts.mover import PostMover
from studio.ui.posts.query import (
    WAYS,
    ListNames,
    PostIds,
    PostQuery,
    load_listed,
    load_names,
    load_rows,
)
from studio.ui.posts.view import PeriodBar, PostsTab
from studio.ui.review.thumbs import PostThumbs, load_thumbs
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import Card, Pages, column
from studio.ui.widgets.rows import WINDOW, RowsModel
from studio.ui.widgets.table import LazyTable, read_widths

TITLE_CHARS = 30
WIDTHS = "posts/widths"


class ListTab(PostsTab):
    """The list, and at its foot what can be done with the posts chosen."""

    def __init__(self, shell: Shell, bar: FilterBar, when: PeriodBar) -> None:
        super().__init__(shell, bar, when)
        self._thumbs = PostThumbs(self)
        self._setting = ColumnSetting(now=shell.studio.now, thumb=self._thumb)
        self._query = bar.query
        self._marked: tuple[Sequence[str], str] = (), ""
        """The posts that were chosen, and the one in hand, on the page that this one stands for."""
        self._listed = False
        self.law_strip = LawStrip(shell)
        self.divided = VersionsStrip(shell)
        self.mover = PostMover(shell, lambda title: title or tr("(no title yet)"))
        self.model: RowsModel[PostRow] = RowsModel(post_columns(self._setting), self)
        self.table = LazyTable(self.model, least_chars=TITLE_CHARS)
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
            text=tr("Posts moved here are kept for 30 days and can be restored until then."),
        )
        self._build()
        self._connect()
        self.table.draw(read_widths(shell.memory.kept(WIDTHS)))
        self.table.show_order(self._query.sort, descending=self._query.descending)
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
        inside = column(self.divided, self.law_strip, self.mover, card, spacing=10)
        inside.setStretch(3, 1)
        full.setLayout(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self._none)
        self.setLayout(column(self._stack))

    def _connect(self) -> None:
        self._first.clicked.connect(lambda: self.shell.go(PageId.COMPOSER, "new"))
        self._clear.clicked.connect(self.bar.clear)
        self.bar.told.connect(self._told)
        self.model.wanted.connect(self._bring)
        self.model.gone.connect(self.refresh)
        self._thumbs.wanted.connect(self._picture)
        self._thumbs.came.connect(self.table.viewport().update)
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

    @property
    def kept_view(self) -> Any:
        return self.table.marked_ids, self.table.chosen_id

    def take_view(self, view: Any) -> None:
        self._marked = view

    def refresh(self) -> None:
        """Read again; what is chosen, in hand and in sight stays, unless other posts are asked for."""
        if self.bar.query != self._query:
            self._begin_anew()
        self._look_up(None if self._listed else WINDOW)
        self.law_strip.refresh()
        self.divided.refresh()

    @property
    def bare(self) -> bool:
        return self._stack.currentIndex() == 1

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table, self.foot)

    def narrowed(self) -> None:
        self._begin_anew()
        self._look_up(WINDOW)

    def _begin_anew(self) -> None:
        """Another list is wanted: nothing chosen in the old one may be moved by what is done in the new one."""
        self._query = self.bar.query
        self.table.clearSelection()
        self.table.scrollToTop()
        self.table.show_order(self._query.sort, descending=self._query.descending)

    def _look_up(self, limit: int | None) -> None:
        """Read the list, or with `limit` first what is in sight of it and then the rest."""
        studio, query, names = self.shell.studio, self._query, self._setting.names

        def look_up() -> tuple[PostQuery, ListNames, PostIds]:
            known = names if names.templates else load_names(studio)
            return query, known, load_listed(studio.listing, query, limit)

        self.shell.tasks.store(look_up, self._show, owner=self, key="list")

    def _show(self, found: tuple[PostQuery, ListNames, PostIds]) -> None:
        query, names, listed = found
        self._setting.trashed = query.filter.trashed
        self.model.rename(len(self.model.columns) - 1, last_heading(trashed=query.filter.trashed))
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

    def _told(self) -> None:
        self._name(self.bar.names)
        self._arrange()

    def _name(self, names: ListNames) -> None:
        if names != self._setting.names:
            self._setting.names = names
            self.table.viewport().update()

    def _arrange(self, *, whole: bool = True) -> None:
        """The list, or what there is to say where it is empty; where it is not `whole` it is not counted yet."""
        query, listed = self._query, len(self.model.ids)
        if listed:
            self._under.setCurrentWidget(self.table)
        elif self._listed:
            self._under.setCurrentWidget(self._clean if query.filter.trashed and not query.narrow else self._nothing)
        none = self._listed and not listed and not query.narrow and not query.filter.trashed
        none = none and not self.bar.counts.trashed and not self.mover.isVisibleTo(self)
        if none is not self.bare:
            self._stack.setCurrentIndex(1 if none else 0)
            self.retold.emit()
        if whole:
            self._count()
        self._say_nothing()

    def _say_nothing(self) -> None:
        narrow = self._query.narrow
        self._clear.setVisible(narrow)
        if narrow:
            self._nothing.set_words(
                tr("No post matches"),
                tr("Remove a filter or search for other words; accents may be left out."),
            )
        else:
            self._nothing.set_words(tr("Every post is in the trash"), tr("Restore one there, or write a new post."))

    def _bring(self, ids: list[str]) -> None:
        listing, asked = self.shell.studio.listing, tuple(ids)
        self.shell.tasks.store(
            lambda: load_rows(listing, asked),
            partial(self.model.bring, asked),
            owner=self,
            failed=lambda _: self.model.give_up(),
            key="rows",
        )

    def _thumb(self, row: PostRow) -> QPixmap:
        return self._thumbs.of(row.id, row.changed_at) if row.state is not PostState.DRAFT else QPixmap()

    def _picture(self, posts: list[str]) -> None:
        studio = self.shell.studio
        self.shell.tasks.pool(lambda _: load_thumbs(studio, posts), self._thumbs.show, owner=self)

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
            again = tr("Write a copy")
            menu.addAction(icon("copy", tokens.text, px), again, lambda: write_copy(self.shell, row.id, self))
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
            PageId.APPROVAL: tr("Open in Approvals"),
            PageId.OUTBOX: tr("Show in the outbox"),
        }
        return words[WAYS[state]]

    def _keep_widths(self) -> None:
        self.shell.memory.keep(WIDTHS, json.dumps(self.table.drawn))
