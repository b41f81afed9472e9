"""The mapping screen: every outline, and the unit's own document behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from studio.errors import BadInput, StudioError
from studio.paths import write_chosen
from studio.phrase import Phrase
from studio.training.outline import Course, OfficialDocument, Outline
from studio.ui.files import ask_save
from studio.ui.page import Shell
from studio.ui.tabbed import Tab
from studio.ui.tokens import Tone
from studio.ui.training.mapping.form import LinkForm
from studio.ui.training.mapping.rows import OutlineRows
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.deed_buttons import DeedButtons, Offer
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.table import Table

LEAST_CHARS = 42
"""Room for the title of an outline."""


class MappingTab(Tab):
    """A tab of the training page: a table that is written into, and what can be done with the row in hand."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._course: Course | None = None
        self.label = Banner()
        self.counted = Label(role="hint", wrap=True)
        self.link = PrimaryButton(glyph="link")
        self.rows = OutlineRows(shell.speech.say, self._written_phrase, self)
        self.rows.written.connect(self._written)
        self.rows.misread.connect(self._misread)
        self.table = Table(self.rows)
        self.table.least_chars = LEAST_CHARS
        self.table.setWordWrap(True)
        self.link.clicked.connect(lambda: self._open(self.table.chosen_id))
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(triggers.EditKeyPressed | triggers.SelectedClicked)
        self.table.itemDelegate().closeEditor.connect(lambda *_: self.refresh())
        self.table.chosen.connect(lambda _: self._offer())
        self.table.opened.connect(self._open)
        self.table.menu_wanted.connect(self._menu)
        self.deeds = DeedButtons()
        self.deeds.wanted.connect(self._do)
        card = Card()
        card.setLayout(column(self.table, margins=(1, 1, 1, 6)))
        inside = column(self.label, row(self.counted, self.link, spacing=12), card, self.deeds, spacing=10)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self.retranslate()

    def retranslate(self) -> None:
        self.link.setText(self.tr("Link a document…"))
        self.table.setAccessibleName(self.tr("Outlines and their documents"))
        self._say()
        self._offer()

    def open(self, what: str) -> None:
        """Show the outline of that id."""
        if what:
            self.table.choose(what)

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.store(studio.outlines.course, self._show, owner=self, key="course")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table, self.deeds)

    # -- showing

    def _show(self, course: Course) -> None:
        if self.table.state() == QAbstractItemView.State.EditingState:
            return  # news would take away what is being typed; it is read again when the cell is left
        kept = self.table.chosen_id
        self._course = course
        self.rows.set_rows({each.id: each for each in course.outlines})
        self.table.choose(kept or (course.outlines[0].id if course.outlines else ""))
        self._say()
        self._offer()

    def _say(self) -> None:
        course = self._course
        if course is None:
            return
        say = self._shell.speech.say
        prevails = self.tr("Where an outline differs from your official document, the document prevails.")
        self.label.say(Tone.AMBER, f"{say(course.label)}. {prevails}")
        taught = [each for each in course.outlines if not each.hidden]
        linked = sum(each.document.linked for each in taught)
        self.label.setVisible(linked < len(taught))
        self.counted.setText(
            self.tr(
                "{linked} of {count} taught outlines are linked. F2 writes into a cell, Enter opens the form."
            ).format(linked=linked, count=len(taught))
        )

    @property
    def _chosen(self) -> Outline | None:
        return self._course.outline(self.table.chosen_id) if self._course is not None else None

    # -- doing

    def _offer(self) -> None:
        outline = self._chosen
        self.link.setEnabled(outline is not None)
        if outline is None:
            self.deeds.offer([])
            return
        offers = [
            Offer("up", self.tr("Move up"), "arrow-up", about=outline.id),
            Offer("down", self.tr("Move down"), "arrow-down", about=outline.id),
            Offer(
                "hide",
                self.tr("Teach it again") if outline.hidden else self.tr("Do not teach it"),
                "eye" if outline.hidden else "eye-off",
                about=outline.id,
            ),
        ]
        if outline.document.file:
            offers.insert(0, Offer("file", self.tr("Save the file…"), "download"))
        if outline.document != OfficialDocument():
            offers.append(Offer("unlink", self.tr("Unlink"), "unplug"))
        self.deeds.offer(offers)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        self.deeds.add_to(menu)
        menu.popup(at)

    def _do(self, deed: str) -> None:
        outline, course = self._chosen, self._course
        if outline is None or course is None:
            return
        outlines = self._shell.studio.outlines
        place = [each.id for each in course.outlines].index(outline.id)
        match deed:
            case "up" | "down":
                to = place - 1 if deed == "up" else place + 1
                self._change(lambda by: outlines.move(outline.id, to, by))
            case "hide":
                self._change(lambda by: outlines.hide(outline.id, by, hidden=not outline.hidden))
            case "unlink":
                self._change(lambda by: outlines.link(outline.id, OfficialDocument(), by))
            case "file":
                self._save_file(outline.document)

    def _change(self, work: Callable[[str], object]) -> None:
        """Have the service do it in the name of who works here."""
        by = self._by()
        if by:
            self._shell.tasks.store(lambda: work(by), lambda _: self._shell.changed(), owner=self, failed=self._failed)

    def _by(self) -> str:
        by = self._shell.session.person_id
        if not by:
            self._shell.sign_in()
        return by

    def _failed(self, error: StudioError) -> None:
        self._shell.complain(error)
        self.refresh()

    def _open(self, id: str) -> None:
        outline, by = self._course.outline(id) if self._course is not None else None, self._by()
        if outline is not None and by:
            form = LinkForm(self._shell, outline, by, self)
            form.saved.connect(self._shell.changed)
            form.open()

    def _written(self, id: str, change: object) -> None:
        outlines = self._shell.studio.outlines
        if isinstance(change, Phrase):
            self._change(lambda by: outlines.rename(id, change, by))
        elif isinstance(change, OfficialDocument):
            self._change(lambda by: outlines.link(id, change, by))

    def _written_phrase(self, text: str, before: Phrase) -> Phrase:
        """A title as it was written in the window's language; an empty one brings back that which ships."""
        if not text.strip():
            return Phrase("", "")
        return Phrase(before.vi, text) if self._shell.speech.language == "en" else Phrase(text, before.en)

    def _misread(self, text: str) -> None:
        self._shell.complain(
            BadInput(f"“{text}” không phải ngày; hãy ghi như 25/11/2026.", f"“{text}” is no date; write 25/11/2026.")
        )

    def _save_file(self, document: OfficialDocument) -> None:
        studio = self._shell.studio

        def save(path: Path) -> None:
            self._shell.tasks.store(
                lambda: write_chosen(path, studio.outlines.file(document)),
                lambda _: self._shell.toast(self.tr("Saved {name}.").format(name=path.name)),
                owner=self,
            )

        name = document.file_name or "van-ban"
        ask_save(self, self.tr("Save the file"), name, f"*{Path(name).suffix}", save)
