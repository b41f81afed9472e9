"""Where a post begins: the templates to choose among, and the posts to go on with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QButtonGroup, QWidget

from studio.clock import local
from studio.templates.model import Template
from studio.text import fold
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.chooser.grid import TileGrid
from studio.ui.composer.recurring import RecurringList
from studio.ui.composer.summaries import Summary
from studio.ui.language import LanguageManager
from studio.ui.widgets.buttons import LinkButton, PillButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import UNBOUNDED, Card, FlowLayout, PlainHolder, column, row, scrolled
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.widgets.search import SearchField
from studio.ui.words import post_word

DRAFTS_CHARS = 40
TITLE_LINES = 2
"""Of a draft beside the templates; above them title and status stand on one line, so that several are in sight."""
GAP = 16
SIDE_BY_SIDE = 118
"""Average characters the view must be wide for the drafts to stand beside the templates."""
THEMES = ("warning", "guidance", "notice", "community", "tribute", "correction")

OF_A_POST = (
    "approval.go", "approval.submit", "card.render", "checks.run", "draft.advice", "draft.anonymise",
    "draft.case_stage", "draft.child_mode", "draft.cite_document", "draft.explain", "draft.fill_fields",
    "draft.innocence_line", "draft.lead", "draft.review_date", "media.add", "media.alt_text", "media.captions",
    "practice.publish", "preview.phone",
)  # fmt: skip
"""What lessons speak of once a post is open: until then, it is the post that has to be chosen."""


class ChooserView(QWidget):
    """`template_chosen` carries the id of a template, `post_chosen` that of a post."""

    template_chosen = Signal(str)
    post_chosen = Signal(str)
    posts_wanted = Signal()
    """The list of all posts is asked for."""

    def __init__(self, language: LanguageManager, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._language, self._now = language, now
        self._templates: tuple[Template, ...] = ()
        self._posts: tuple[Summary, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.title = Label(tr("Compose"), "title")
        self._subtitle = Label(tr("Choose a template to begin, or continue a draft."), "hint", wrap=True)
        self.search = SearchField()
        self.search.searched.connect(lambda _: self._filter())
        self.search.installEventFilter(self)
        self.pills = {theme: PillButton() for theme in ("", *THEMES)}
        self._kinds = PlainHolder()
        self.grid = TileGrid(language)
        self.grid.chosen.connect(self.template_chosen)
        self.grid.walked.connect(self._bring)
        self._none = Label(tr("No template matches. Try another word, or browse all."), "hint", wrap=True)
        self._heading = Label(tr("Continue writing"), "heading")
        self._empty = Label(tr("No draft in progress. What you begin is saved here automatically."), "hint", wrap=True)
        self.drafts = EntryList(lines=0, title_lines=TITLE_LINES, fitted=True)
        self.drafts.clicked.connect(lambda index: self.post_chosen.emit(self.drafts.chosen_id))
        self.drafts.opened.connect(self._opened)
        self.recurring = RecurringList()
        self.all_posts = LinkButton(tr("All posts"), "list")
        self.all_posts.clicked.connect(self.posts_wanted)
        self._build()
        self.search.set_prompt(tr("Search templates…"))
        self.drafts.setAccessibleName(self._heading.text())
        self._name_pills()
        self._show_posts()

    def _build(self) -> None:
        group = QButtonGroup(self)
        flow = FlowLayout(spacing=6)
        for pill in self.pills.values():
            group.addButton(pill)
            pill.clicked.connect(lambda _: self._filter())
            flow.addWidget(pill)
        self.pills[""].setChecked(True)
        self._kinds.setLayout(flow)
        head = row(column(self.title, self._subtitle, spacing=2), self.search, spacing=20)
        head.setStretch(0, 1)
        self.search.setMinimumWidth(260)
        hold = PlainHolder()
        hold.setLayout(column(self._none, self.grid, None, margins=(0, 0, 4, 8)))
        self.area = scrolled(hold)
        anchor(self.area, "draft.new_from_template")
        anchor(self, *OF_A_POST, stand_in=True)
        self._card = Card()
        inside = column(
            row(self._heading, None, self.all_posts),
            self._empty,
            self.drafts,
            self.recurring,
            spacing=6,
            margins=(12, 14, 8, 10),
        )
        self._heading.setContentsMargins(6, 0, 0, 0)
        self._empty.setContentsMargins(6, 0, 6, 0)
        inside.setStretch(2, 1)
        inside.addStretch(0)  # without drafts the words stay at the top
        self._card.setLayout(inside)
        templates = column(self._kinds, self.area, spacing=12)
        templates.setStretch(1, 1)
        left = PlainHolder()
        left.setLayout(templates)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(GAP)
        self._body.addWidget(left, 1)
        self._body.addWidget(self._card)
        whole = column(head, spacing=14)
        whole.addLayout(self._body, 1)
        self.setLayout(whole)

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the templates in sight."""
        return self.grid.shown

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Offer `templates`; companions name what they go with."""
        if [(t.id, t.version) for t in templates] == [(t.id, t.version) for t in self._templates]:
            return
        self._templates = tuple(templates)
        self.grid.show_templates(templates)
        self._name_pills()
        self._filter()
        self._show_posts()
        self._fit()

    def show_pictures(self, pictures: Mapping[str, QPixmap]) -> None:
        """Put cards on the tiles, by template."""
        self.grid.show_pictures(pictures)

    def show_posts(self, posts: Sequence[Summary]) -> None:
        self._posts = tuple(posts)
        self._show_posts()

    def take_focus(self) -> None:
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↓ leads from the search to what it found."""
        pressed = watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() == Qt.Key.Key_Down and self.grid.take_focus():  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)

    def _bring(self, tile: QWidget) -> None:
        self.area.ensureWidgetVisible(tile, 0, 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._soon.start()

    def _fit(self) -> None:
        width = self.fontMetrics().averageCharWidth()
        beside = self.width() >= SIDE_BY_SIDE * width
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        self._body.setDirection(direction)
        self.drafts.give_lines(TITLE_LINES if beside else 0, 0)
        self._card.setFixedWidth(DRAFTS_CHARS * width) if beside else self._card.setMaximumWidth(UNBOUNDED)
        high = min(self._whole_list(), self.height() * 2 // 5)
        self._card.setMaximumHeight(UNBOUNDED if beside else high)
        self._card.setMinimumHeight(0 if beside else high)  # a list asks for no more than Qt's own height
        if not beside:
            self._card.setMinimumWidth(0)
        self.grid.fit(self.width() - 18 - (DRAFTS_CHARS * width + GAP if beside else 0))

    def _whole_list(self) -> int:
        """Height of the card when every draft is in sight."""
        frame = max(self._heading.sizeHint().height(), self.all_posts.sizeHint().height()) + 36
        if not self.recurring.isHidden():
            frame += self.recurring.sizeHint().height()
        if not self._posts:
            return frame + self._empty.sizeHint().height()
        return frame + sum(map(self.drafts.sizeHintForRow, range(len(self._posts))))

    def _name_pills(self) -> None:
        words = {
            "": tr("All"),
            "warning": tr("Warnings"),
            "guidance": tr("Guidance"),
            "notice": tr("Notices"),
            "community": tr("Community"),
            "tribute": tr("Tribute"),
            "correction": tr("Corrections"),
        }
        for theme, pill in self.pills.items():
            count = sum(theme in ("", t.theme) for t in self._templates)
            pill.setText(f"{words[theme]} {count}" if count else words[theme])
            pill.setVisible(bool(count) or not theme)

    def _filter(self) -> None:
        words = fold(self.search.text()).split()
        theme = next(name for name, pill in self.pills.items() if pill.isChecked())
        wanted = {t.id for t in self._templates if theme in ("", t.theme) and _speaks(t, words)}
        self.grid.keep(wanted)
        self._none.setVisible(bool(self._templates) and not wanted)

    def _show_posts(self) -> None:
        known = {template.id: template for template in self._templates}
        self.drafts.setVisible(bool(self._posts))
        self._empty.setVisible(not self._posts)
        self.drafts.show_entries([self._entry(post, known.get(post.template_id)) for post in self._posts])
        self._soon.start()

    def _entry(self, post: Summary, template: Template | None) -> ListEntry:
        name = self._language.say(template.title) if template else post.template_id
        return ListEntry(
            id=post.id,
            title=post.title or name,
            word=post_word(post.state),
            side=short_time(post.changed, self._now()),
        )

    def _opened(self, post_id: str) -> None:
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.post_chosen.emit(post_id)


def short_time(moment: datetime, now: datetime) -> str:
    """The time today, the day this year, else the whole date."""
    at, today = local(moment), local(now)
    if at.date() == today.date():
        return f"{at:%H:%M}"
    return f"{at:%d/%m}" if at.year == today.year else f"{at:%d/%m/%Y}"


def _speaks(template: Template, words: Sequence[str]) -> bool:
    """Whether every word is in the code, the titles or the occasions of the template."""
    said = fold(f"{template.code} {template.title.vi} {template.title.en} {template.when.vi} {template.when.en}")
    return all(word in said for word in words)
