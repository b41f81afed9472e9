"""The pages made so far, in this profile and this language, one of them in sight."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.page import Page, Shell
from studio.ui.page_specs import PageId, module_of
from studio.ui.tasks import Tasks
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Pages, column, row
from studio.ui.widgets.progress import ProgressBar


class PageStack(Pages):
    """Makes a page when it is first shown. What else is shown in place of a page is added as to any stack. At a turn
    the pages out of sight are not asked what room they want."""

    room_changed = Signal()
    """A page wants more room than before, or less."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self.reading = ReadingBar(self, tasks)
        self._made: dict[PageId, Page] = {}
        self._stale: set[PageId] = set()
        """Pages that speak another language than the window: put away once nothing of theirs is under way."""
        self._left: dict[PageId, tuple[str, Any]] = {}
        """What pages that were put away showed, for when they are made again."""
        self.current: PageId | None = None
        """The page in sight."""

    @property
    def page(self) -> Page | None:
        return self._made.get(self.current) if self.current else None

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(self._made.values())

    def has(self, place: PageId) -> bool:
        """Whether that page was made."""
        return place in self._made

    def make(self, place: PageId, shell: Shell) -> Page:
        """Make a page that was not made yet, not shown: ``outbox`` is `OutboxPage` of ``studio.ui.outbox.page``."""
        kind: type[Page] = getattr(import_module(module_of(place)), f"{place.value.title()}Page")
        self._made[place] = page = kind(shell)
        page.room_changed.connect(self.room_changed)
        self.addWidget(page)
        return page

    def bring(self, place: PageId) -> None:
        """Bring a page that was made into sight."""
        self.current = place
        self.room_changed.emit()  # before it is laid out: what it is shown in has its size
        self.setCurrentWidget(self._made[place])
        self.show()
        self.reading.watch(self._made[place])

    def open(self, what: str) -> None:
        """Let the page in sight show `what`, else what it showed before it was put away, and read it anew."""
        if self.current is not None:
            page, (left, view) = self._made[self.current], self._left.pop(self.current, ("", None))
            page.open(what or left)
            if view is not None and not what:
                page.take_view(view)
            page.refresh()

    def clear(self) -> None:
        """Put all pages away, and forget what they showed."""
        for page in self._made.values():
            self._put_away(page)
        self.reading.watch(None)
        self._made, self.current = {}, None
        self._stale, self._left = set(), {}

    def age(self) -> None:
        """Another language was chosen: every page that was made has to be made again."""
        self._stale = set(self._made)

    def drop_stale(self) -> bool:
        """Put the pages of another language away, but for those with work under way; whether the one in sight was
        among them."""
        dropped = set()
        for place in tuple(self._stale):
            page = self._made[place]
            if page.settled and not self._tasks.work_for(page):
                self._left[place] = page.shown, page.kept_view
                self._stale.discard(place)
                if place is self.current:
                    self.reading.watch(None)
                self._put_away(self._made.pop(place))
                dropped.add(place)
        return self.current in dropped

    def _put_away(self, page: Page) -> None:
        self.removeWidget(page)
        page.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.reading.resize(self.width(), self.reading.sizeHint().height())


QUIET_MS = 400
"""Nothing is said before: on most days it is read by then."""


class ReadingBar(ProgressBar):
    """Runs at the top of the page in sight while that page is being read for longer than a moment. What is under way
    for other pages does not show."""

    def __init__(self, stack: QWidget, tasks: Tasks) -> None:
        super().__init__(stack)
        self._tasks = tasks
        self._page: Page | None = None
        self._patience = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._patience.timeout.connect(self._begin)
        tasks.ended.connect(self._end)
        self.hide()

    def watch(self, page: Page | None) -> None:
        """`page` came into sight, or none is any more."""
        self._page = page
        self.hide()
        self._patience.stop()
        if page is not None:
            self._patience.start()

    def _begin(self) -> None:
        if self._is_read():
            self.setAccessibleName(tr("Reading…"))
            self.move_to(0, 0)
            self.raise_()
            self.show()

    def _end(self) -> None:
        if not self.isHidden() and not self._is_read():
            self.hide()

    def _is_read(self) -> bool:
        return self._page is not None and self._tasks.work_for(self._page)


class LoadingView(QWidget):
    """A quiet line and a bar; or the error, with a button to try again."""

    def __init__(self) -> None:
        super().__init__()
        self._again: Callable[[], None] = lambda: None
        self._glyph = Glyph("circle-x", "error", scale=2.0)
        self._text = Label(role="hint", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(460)
        self._bar = ProgressBar()
        self._bar.setFixedWidth(220)
        self._button = PrimaryButton(glyph="rotate-cw")
        self._button.clicked.connect(self._retry)
        self._patience = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._patience.timeout.connect(lambda: self._show(waiting=True, failed=False))
        parts = (row(None, part, None) for part in (self._glyph, self._text, self._bar, self._button))
        self.setLayout(column(None, *parts, None, None, spacing=16))
        self._failure = ""
        self._show(waiting=False, failed=False)

    def wait(self, said: str = "") -> None:
        """Show that something is under way, in these words; a workspace is opened where there are none."""
        self._failure = ""
        self._text.setText(said or tr("Opening the workspace…"))
        self._bar.setAccessibleName(self._text.text())
        self._show(waiting=False, failed=False)
        self._bar.move_to(0, 0)
        self._patience.start()

    def fail(self, sentence: str, again: Callable[[], None]) -> None:
        self._patience.stop()
        self._failure, self._again = sentence, again
        self._text.setText(sentence)
        self._button.setText(tr("Try again"))
        self._show(waiting=False, failed=True)

    def _retry(self) -> None:
        self._again()

    @property
    def failure(self) -> str:
        return self._failure

    def hideEvent(self, event: object) -> None:
        self._patience.stop()

    def _show(self, *, waiting: bool, failed: bool) -> None:
        self._glyph.setVisible(failed)
        self._button.setVisible(failed)
        self._bar.setVisible(waiting)
        self._text.setVisible(waiting or failed)
