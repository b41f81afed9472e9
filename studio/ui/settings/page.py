"""The settings: a list of sections on the left, the one chosen beside it. Every choice is applied at once and kept."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from studio.translation import mark, tr
from studio.ui.icons import icon, icon_px
from studio.ui.page import BESIDE_BAR, Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.settings.section import SettingsSection
from studio.ui.theme import current_tokens
from studio.ui.widgets.layout import GUTTER, PageScroll, column, row


# The sections of the settings, from top to bottom. Each is imported and built when it is first shown.
class SectionPlace(NamedTuple):
    """A section: its id, icon, name, and the class that shows it, as ``module:Class`` of this room."""

    id: str
    glyph: str
    name: str
    made_by: str


SECTIONS: tuple[SectionPlace, ...] = (
    SectionPlace("look", "sun-moon", mark("Language and look"), "look:LookSection"),
    SectionPlace("people", "users", mark("People"), "people:PeopleSection"),
    SectionPlace("contacts", "phone", mark("Unit and contacts"), "contacts:ContactsSection"),
    SectionPlace("writing", "spell-check", mark("Writing"), "writing_section:WritingSection"),
    SectionPlace("templates", "file-pen", mark("Our templates"), "templates:TemplatesSection"),
    SectionPlace("brand", "layers", mark("Look of our cards"), "brand:BrandSection"),
    SectionPlace("snippets", "text-quote", mark("Snippets and words"), "snippets:SnippetsSection"),
    SectionPlace("lock", "lock", mark("Lock", about="section"), "lock:LockSection"),
    SectionPlace("pages", "id-card", mark("Pages and network"), "pages:PagesSection"),
    SectionPlace("exchange", "monitor", mark("Other PCs and the hub"), "exchange:ExchangeSection"),
    SectionPlace("feedback", "message-circle", mark("Feedback desk"), "feedback:FeedbackSection"),
    SectionPlace(
        "replies",
        "message-square-quote",
        mark("Canned replies"),
        "feedback_replies:CannedSection",
    ),
    SectionPlace("data", "folder", mark("Folders and trash"), "data:DataSection"),
    SectionPlace("backup", "save", mark("Backup"), "backup:BackupSection"),
    SectionPlace("updates", "package-check", mark("New version"), "updates:UpdatesSection"),
    SectionPlace("keys", "keyboard", mark("Shortcuts"), "keys:KeysSection"),
    SectionPlace("about", "info", mark("About and privacy"), "about:AboutSection"),
)


def name_of(place: SectionPlace) -> str:
    """The section's name in the language of the window."""
    return tr(place.name)


def make(place: SectionPlace, shell: Shell) -> SettingsSection:
    """Build a section."""
    module, _, name = place.made_by.partition(":")
    made = getattr(import_module(f"studio.ui.settings.{module}"), name)(shell)
    assert isinstance(made, SettingsSection)  # noqa: S101 - the table above names nothing else
    return made


EDGE = 54
"""Pixels of a line of the list that are neither icon nor words."""


class SectionList(QListWidget):
    """The names of the sections, as wide as the longest; where not all have room, the last in sight is whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sections")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for _ in SECTIONS:
            self.addItem(QListWidgetItem())
        self.reword()

    def reword(self) -> None:
        """Write names and icons anew, after a switch of theme or font."""
        px = icon_px(self.fontMetrics())
        self.setIconSize(QSize(px + 6, px))
        tokens = current_tokens()
        for number, place in enumerate(SECTIONS):
            self.item(number).setText(name_of(place))
            self.item(number).setIcon(icon(place.glyph, tokens.muted, px, gap=6))
        widest = max(self.fontMetrics().horizontalAdvance(name_of(place)) for place in SECTIONS)
        self.setFixedWidth(widest + px + EDGE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.reword()
            self._end_at_a_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._end_at_a_line()

    def _end_at_a_line(self) -> None:
        """Leave the room below the last whole line empty."""
        left = self.viewportMargins().bottom()
        room, line = self.viewport().height() + left, self.sizeHintForRow(0)
        over = room % line if 0 < line <= room < line * self.count() else 0
        if over != left:
            self.setViewportMargins(0, 0, 0, over)


class SettingsPage(Page):
    """`open` takes the id of a section, and after a colon that of a thing in it."""

    id = PageId.SETTINGS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.title.setText(tr("Settings"))
        self.list = SectionList()
        self.list.setAccessibleName(tr("Sections of the settings"))
        self.stack = QStackedWidget()
        self._made: dict[str, tuple[SettingsSection, PageScroll]] = {}
        self.list.currentRowChanged.connect(self._show)
        body = row(self.list, self.stack, spacing=20)
        body.setStretch(1, 1)
        head = row(self.heading, margins=(0, 0, GUTTER, 0))
        inside = column(head, body, spacing=14, margins=BESIDE_BAR)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.list.setCurrentRow(0)

    def open(self, what: str) -> None:
        name, _, thing = what.partition(":")
        found = next((number for number, place in enumerate(SECTIONS) if place.id == name), None)
        if found is not None:
            self.list.setCurrentRow(found)
            if thing:
                self.section.open(thing)

    @property
    def shown(self) -> str:
        return SECTIONS[max(0, self.list.currentRow())].id

    def refresh(self) -> None:
        self.section.refresh()

    def leave(self) -> None:
        self.section.leave()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, self.section)

    @property
    def section(self) -> SettingsSection:
        """The one in sight."""
        return self._made[SECTIONS[max(0, self.list.currentRow())].id][0]

    def _show(self, number: int) -> None:
        place = SECTIONS[number]
        if place.id not in self._made:
            section = make(place, self.shell)
            area = PageScroll(section)
            self.stack.addWidget(area)
            self._made[place.id] = (section, area)
        section, area = self._made[place.id]
        self.stack.setCurrentWidget(area)
        section.refresh()
