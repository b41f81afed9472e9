"""The help beside the work: a panel over the right of the window that leaves the page usable.

F1 opens it for the page in sight and closes it again; Esc closes it; a search finds any page of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget
from shiboken6 import isValid

from studio.installation import this_installation
from studio.phrase import Phrase
from studio.translation import tr
from studio.ui.actions import sequence
from studio.ui.help.topics import FoundTopic, Topic, find, load
from studio.ui.language import LanguageManager
from studio.ui.system_open import open_manual
from studio.ui.tasks import Tasks
from studio.ui.widgets.buttons import IconButton, LinkButton
from studio.ui.widgets.card import Card
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import PlainHolder, clear, column, row, scrolled
from studio.ui.widgets.search import SearchField

FindLessons = Callable[[str], Sequence[tuple[str, Phrase]]]
"""Ids and titles of the lessons of a page."""


CHARS = 52
"""Width in average characters; never more than `SHARE` of the window."""
SHARE = 0.55
SCHEME, LESSON = "help", "lesson"


class HelpPanel(QWidget):
    """Floats over `host`. `closed` follows its going."""

    closed = Signal()

    def __init__(
        self, host: QWidget, tasks: Tasks, language: LanguageManager, *, has: Callable[[str], bool], fills: bool = False
    ) -> None:
        """`has` tells whether there is a page of that id: of one that is not there nothing is told. `fills`: it
        takes all of its host, not a part of its right."""
        super().__init__(host)
        self._fills = fills
        self._host, self._tasks, self._language, self._has = host, tasks, language, has
        self._topics: Sequence[Topic] = ()
        self._wanted, self._before = "", QApplication.focusWidget()
        self.search, self._close = SearchField(), IconButton("x", tr("Close the help (F1 or Esc)"))
        self.search.searched.connect(self._seek)
        self.search.textChanged.connect(lambda text: None if text else self._show_topic())
        self._close.clicked.connect(self.put_away)
        self._head, self.title = Label(tr("Help"), "heading"), Label(role="heading", wrap=True)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setProperty("ring", True)
        self.text.anchorClicked.connect(self._follow)
        self._all = LinkButton(tr("All pages of the help"), "list")
        self._all.clicked.connect(self._list_all)
        self.manual = LinkButton(tr("The whole manual"), "book-open")
        self.manual.clicked.connect(lambda: open_manual(self._language.language))
        self.manual.setVisible(this_installation().manual(language.language) is not None)
        self._lines: QVBoxLayout = column(spacing=4)
        self.nothing_found = Label(tr("Nothing found. Try another word."), "hint", wrap=True)
        self._lessons: Sequence[tuple[str, Phrase]] = ()
        self._find: FindLessons | None = None
        self._open_lesson: Callable[[str], None] = lambda _: None
        self._stack = QStackedWidget()
        self._build()
        self.setAccessibleName(tr("Help"))
        self.search.set_prompt(tr("Search the help…"))
        self.text.setAccessibleName(tr("The help text"))
        escape = QShortcut(sequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.put_away)
        host.installEventFilter(self)

    def _build(self) -> None:
        page = PlainHolder()
        inside = column(self.title, self.text, row(self._all, None), row(self.manual, None), spacing=6)
        inside.setStretch(1, 1)
        page.setLayout(inside)
        results = PlainHolder()
        results.setLayout(column(self.nothing_found, self._lines, None, spacing=8))
        self._stack.addWidget(page)
        self._stack.addWidget(scrolled(results))
        card = Card()
        head = row(Glyph("life-buoy", "accent"), self._head, None, self._close, spacing=8)
        whole = column(head, self.search, self._stack, spacing=12, margins=(18, 12, 14, 14))
        whole.setStretch(2, 1)
        card.setLayout(whole)
        self.setLayout(column(card, margins=(0, 8, 8, 8)))

    # -- opening and closing

    def show_topic(self, id: str) -> None:
        """Open at the topic `id`."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._wanted = id
        self.search.clear()
        self._place()
        self.show()
        self.raise_()
        self.search.setFocus()
        if self._topics:
            self._show_topic()
        else:
            self._load()

    def turn_to(self, id: str) -> None:
        """Show the topic `id` without taking the keyboard, where there is one."""
        if any(topic.id == id for topic in self._topics):
            self._wanted = id
            self._show_topic()

    def put_away(self) -> None:
        """Close, and give the keyboard back to where it was."""
        self.hide()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        self.closed.emit()

    def _load(self) -> None:
        language = self._language.language

        def done(topics: Sequence[Topic]) -> None:
            self._topics = [topic for topic in topics if self._has(topic.id)]
            self._show_topic()

        self._tasks.pool(lambda _: load(language), done, owner=self, key="help")

    # -- what is shown

    @property
    def topic(self) -> str:
        """Id of the topic in sight; empty while results are shown."""
        return self._wanted if self._stack.currentIndex() == 0 else ""

    def _show_topic(self) -> None:
        topic = next((topic for topic in self._topics if topic.id == self._wanted), None)
        if topic is None:
            return
        self.title.setText(topic.title)
        self._lessons = ()
        self.text.setMarkdown(topic.body)
        self._stack.setCurrentIndex(0)
        self._find_lessons(topic)

    def teach(self, find: FindLessons, open_lesson: Callable[[str], None]) -> None:
        """Offer the lessons that `find` names for a page (on the worker); `open_lesson` shows one."""
        self._find, self._open_lesson = find, open_lesson

    @property
    def lessons(self) -> tuple[str, ...]:
        """Ids of the lessons offered for the page in sight."""
        return tuple(outline for outline, _ in self._lessons)

    def _find_lessons(self, topic: Topic) -> None:
        find = self._find
        if find is not None:
            self._tasks.store(lambda: find(topic.id), partial(self._offer_lessons, topic), owner=self, key="lessons")

    def _offer_lessons(self, topic: Topic, lessons: Sequence[tuple[str, Phrase]]) -> None:
        """Put them before what the topic says: whoever asks for help can do it at once."""
        if topic.id != self.topic or not lessons:
            return
        self._lessons = lessons
        lines = [f"- [{key} · {self._language.say(title)}]({LESSON}:{key})" for key, title in lessons]
        heading = tr("Learn it by doing")
        self.text.setMarkdown("\n".join((f"#### {heading}", *lines, "", topic.body)))

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == SCHEME:
            self._wanted = link.path()
            self._show_topic()
        elif link.scheme() == LESSON:
            self.put_away()
            self._open_lesson(link.path())

    def _seek(self, words: str) -> None:
        if words:
            self._list(find(self._topics, words))

    def _list_all(self) -> None:
        self._list([FoundTopic(topic=topic, line="") for topic in self._topics])

    def _list(self, found: Sequence[FoundTopic]) -> None:
        clear(self._lines)
        self.nothing_found.setVisible(not found)
        for hit in found:
            button = LinkButton(hit.topic.title, "file-text")
            button.clicked.connect(self._opener(hit.topic.id))
            self._lines.addLayout(row(button, None))
            if hit.line:
                self._lines.addWidget(Label(hit.line, "hint", wrap=True))
        self._stack.setCurrentIndex(1)

    def _opener(self, id: str) -> Callable[[], None]:
        return lambda: self.show_topic(id)

    # -- place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self._topics:
            self._place()
            self._show_topic()

    def _place(self) -> None:
        beside = min(self.fontMetrics().averageCharWidth() * CHARS, round(self._host.width() * SHARE))
        width = self._host.width() if self._fills else beside
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())
