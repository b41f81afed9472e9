"""The queue on the left: the list with the keys that work on it, or what stands in its place; how far the pages are
read, and whether the unit works now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.accounts.model import Account
from studio.clock import local
from studio.errors import StudioError
from studio.feedback.model import Category, FeedbackQueue, Origin
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.approval.urgency import short_moment
from studio.ui.feedback.listing import ExtraQueue, ItemQueue, ListedItem, QueueFilter, load_queue, load_rows
from studio.ui.feedback.words import ORIGINS, SENT, due_word, listed_name, origin_name
from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import PageMark, paint_page
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.labels import Label, unbroken
from studio.ui.widgets.layout import Card, column, row, rule
from studio.ui.widgets.row_list import RowDelegate, RowList
from studio.ui.widgets.text_painter import paint_elided, paint_lines, weighted
from studio.ui.words import StateWord, platform_name, sign_of, spoken

if TYPE_CHECKING:
    from studio.ui.page import Shell


PAD_X, PAD_Y, GAP, BETWEEN = 12, 9, 4, 8
TEXT_LINES = 2
NARROW = 32
"""Characters of a row below which what it is about and how long it has stand on two lines."""


class ItemDelegate(RowDelegate):
    """Paints a row: where it came from, what it is about and how long it has, then two lines of its text, or one and
    what became of its answer, or how many ask the same."""

    def __init__(self, view: ItemList) -> None:
        super().__init__(view)
        self._items = view

    def height(self, styled: Any, row: ListedItem | None) -> int:
        return 2 * PAD_Y + GAP + (1 + self._narrow(styled.fontMetrics) + TEXT_LINES) * _step(styled.fontMetrics)

    def _narrow(self, metrics: QFontMetrics) -> bool:
        return self._items.viewport().width() < NARROW * metrics.averageCharWidth()

    def paint_row(self, painter: QPainter, rect: QRect, row: ListedItem, styled: Any) -> None:
        step, ratio = _step(styled.fontMetrics), self._items.devicePixelRatio()
        room = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        bold = weighted(styled.font)
        head = QRect(room.x(), room.y(), room.width(), step)
        word = due_word(row.row.due, row.left, row.item)
        if self._narrow(styled.fontMetrics):
            self._paint_kind(painter, head, row, styled.font)
            head.translate(0, step)
            paint_word(painter, head, word, bold, ratio)
        else:
            width = min(word_width(word, bold), head.width() // 2)
            paint_word(painter, QRect(head.right() - width, head.y(), width + 1, step), word, bold, ratio)
            self._paint_kind(painter, head.adjusted(0, 0, -width - BETWEEN, 0), row, styled.font)
        told = self._items.foot_word(row)
        lines = TEXT_LINES - (told is not None)
        body = QPoint(room.x(), head.bottom() + 1 + GAP)
        text, ink = row.row.first_line, current_tokens().text
        paint_lines(painter, body, room.width(), text, styled.font, ink, lines)
        if told is not None:
            foot = QRect(room.x(), body.y() + lines * step, room.width(), step)
            paint_word(painter, foot, told, bold, ratio)

    def _paint_kind(self, painter: QPainter, room: QRect, row: ListedItem, font: QFont) -> None:
        """Sign of the platform, how it came, and what it is about, which gives way last."""
        tokens, metrics, bold = current_tokens(), QFontMetrics(font), weighted(font)
        side = icon_px(metrics)
        box = QRect(room.x(), room.y() + (room.height() - side) // 2, side, side)
        if row.item.origin in (Origin.COMMENT, Origin.MESSAGE):
            account = self._items.accounts.get(row.item.account)
            paint_page(painter, box, sign_of(account) if account is not None else PageMark(row.item.account))
        else:
            shown = glyph(ORIGINS[row.item.origin][1], tokens.muted, side, self._items.devicePixelRatio())
            painter.drawPixmap(box.topLeft(), shown)
        left = room.adjusted(side + BETWEEN, 0, 0, 0)
        name = listed_name(row.item)
        origin = f"{origin_name(row.item.origin)} · "
        taken = metrics.horizontalAdvance(origin)
        if taken + QFontMetrics(bold).horizontalAdvance(name) <= left.width():
            paint_elided(painter, left, origin, font, tokens.muted)
            left = left.adjusted(taken, 0, 0, 0)
        urgent = (row.item.category or row.item.suggested) is Category.URGENT
        paint_elided(painter, left, name, bold, tokens.tones[Tone.RED].text if urgent else tokens.text)


def _step(metrics: QFontMetrics) -> int:
    return max(metrics.lineSpacing(), icon_px(metrics))


class ItemList(RowList[ListedItem]):
    """The items of the queue."""

    def __init__(self) -> None:
        super().__init__()
        self.accounts: Mapping[str, Account] = {}
        """The pages, by name."""
        self.setItemDelegate(ItemDelegate(self))

    def foot_word(self, row: ListedItem) -> StateWord | None:
        """What became of an answer that does not stand there for certain, else how many ask the same under one post."""
        if row.sent is not None:
            return spoken(SENT[row.sent])
        if not row.row.same:
            return None
        return StateWord(
            ntr("{n} asks the same under this post", "{n} ask the same under this post", row.row.same + 1).format(
                n=row.row.same + 1
            ),
            "layers",
            Tone.INDIGO,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are keys of the page: the list has no names to search for."""
        if event.text().isprintable() and event.text().strip():
            event.ignore()
            return
        super().keyPressEvent(event)

    def title(self, row: ListedItem) -> str:
        return row.row.first_line

    def spoken(self, row: ListedItem) -> str:
        account, told = self.accounts.get(row.item.account), self.foot_word(row)
        parts = (
            due_word(row.row.due, row.left, row.item).text,
            listed_name(row.item),
            origin_name(row.item.origin),
            platform_name(account.platform) if account is not None else "",
            row.row.first_line,
            told.text if told is not None else "",
        )
        return ". ".join(part for part in parts if part)


class QueuePane(QWidget):
    """`chosen` carries the item in hand, or an empty text; `shown` follows each reading of the queue; `pages_wanted`
    asks for the pages to be read now."""

    chosen = Signal(str)
    shown = Signal(object)
    pages_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.filter = QueueFilter()
        self.list = ItemList()
        self.list.setAccessibleName(tr("Feedback in this queue"))
        self._wanted = ""
        self.troubles = Banner()
        self._nothing = EmptyState("inbox")
        self._say_nothing()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        self.standing = Label(role="small", wrap=True)
        self.read_pages = IconButton("refresh-cw", tr("Check the pages now"))
        keys = tr("J K next, previous · R answer · A assign · E emergency · H hide · C close")
        self._keys = Label(unbroken(keys), "small", wrap=True)
        stands = row(self.standing, self.read_pages, spacing=6)
        stands.setStretch(0, 1)
        card = Card()
        inside = column(
            self.troubles,
            self._stack,
            rule(),
            column(stands, self._keys, spacing=4, margins=(12, 4, 6, 8)),
            spacing=0,
            margins=1,
        )
        inside.setStretch(1, 1)
        card.setLayout(inside)
        self.setLayout(column(card))
        self.list.chosen.connect(self.chosen)
        self.list.wanted.connect(self._bring)
        self.read_pages.clicked.connect(self.pages_wanted)
        anchor(self.list, "feedback.queue")

    def be_compact(self, compact: bool) -> None:
        """Where room is short the keys are in the help alone."""
        self._keys.setHidden(compact)

    def show_filter(self, wanted: QueueFilter) -> None:
        """Show another queue, from its first item on."""
        self.filter = wanted
        self.list.clearSelection()
        self.list.show_ids(())
        self.read()

    def read(self, *, quietly: bool = False) -> None:
        """Read the queue again; the item in hand stays in hand where it is still there. `quietly`: without reading that
        item anew."""
        studio, wanted, by = self._shell.studio, self.filter, self._shell.session.person_id
        self._shell.tasks.store(
            lambda: load_queue(studio, wanted, by),
            lambda queue: self._show(queue, quietly=quietly),
            owner=self,
            key="queue",
        )

    def want(self, id: str) -> None:
        """Take an item in hand when the queue is read next, if it is listed then."""
        self._wanted = id

    def _show(self, queue: ItemQueue, *, quietly: bool) -> None:
        if queue.filter != self.filter:
            return
        self.list.accounts = queue.accounts
        before = self.list.chosen_id
        self.list.show_ids(queue.ids)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.list.choose(wanted)
        if not self.list.chosen_id and queue.ids:
            self.list.choose(queue.ids[0])
        self._stack.setCurrentWidget(self.list if queue.ids else self._nothing)
        self._say_nothing()
        self._say_standing(queue)
        self.shown.emit(queue)
        if not self.list.chosen_id or (self.list.chosen_id == before and not quietly):
            self.chosen.emit(self.list.chosen_id)

    def _bring(self, ids: list[str]) -> None:
        studio = self._shell.studio

        def brought(rows: dict[str, ListedItem]) -> None:
            self.list.bring(ids, rows)

        def failed(error: StudioError) -> None:
            self.list.give_up()
            self._shell.complain(error)

        self._shell.tasks.store(lambda: load_rows(studio, ids), brought, owner=self, failed=failed)

    def _say_standing(self, queue: ItemQueue) -> None:
        """Up to when the pages are read, what keeps some from it, and until when the unit works or rests."""
        say, names = self._shell.language.sentence, queue.accounts
        self.troubles.say(
            Tone.AMBER, "\n".join(f"{names[one.account].title}: {say(one.say)}" for one in queue.troubles)
        )
        if queue.read_at is None:
            read = tr("The pages were not checked yet")
        else:
            read = tr("Pages checked {time}").format(time=_shown(queue.read_at, queue.now))
        works = tr("Working hours until {time}") if queue.open else tr("Outside working hours until {time}")
        self.standing.setText(f"{read} · {works.format(time=_shown(queue.turns_at, queue.now))}")

    def _say_nothing(self) -> None:
        said = {
            FeedbackQueue.TO_ANSWER: (tr("Nothing waits for an answer"), tr("New messages from citizens come here.")),
            FeedbackQueue.OVERDUE: (tr("Nothing is overdue"), tr("Every target is met so far.")),
            FeedbackQueue.SOON: (tr("Nothing is due soon"), tr("Items with little time left come here.")),
            FeedbackQueue.WAITING: (
                tr("Nothing waits for a citizen"),
                tr("While a citizen is asked for more information, the clock stops."),
            ),
            FeedbackQueue.CLOSED: (tr("Nothing was closed yet"), tr("Texts are erased some days after closing.")),
            ExtraQueue.ON_THEIR_WAY: (
                tr("No answer is on its way"),
                tr("Every answer is on its page, or was settled by a person."),
            ),
            ExtraQueue.SECOND_LOOK: (
                tr("Your sample is reviewed"),
                tr("A share of what others hide comes here, and everything a citizen asks to have reviewed."),
            ),
        }
        self._nothing.set_words(*said[self.filter.queue])


def _shown(moment: datetime, now: datetime) -> str:
    """``08:10``, or ``24/11 08:10`` on another day."""
    there = local(moment)
    return f"{there:%H:%M}" if there.date() == local(now).date() else short_moment(moment)
