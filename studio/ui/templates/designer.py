"""The designer of an own template: its words, fields, texts and checks in tabs over one draft.

Every change is a step of one history and is kept as a draft by itself: two seconds after it at the latest, and at once
when the designer closes. Saving makes a version of the draft.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.app.template_room import CardLook
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.templates.own.lint import TemplateRemark
from studio.templates.own.model import TemplateDocument, TemplateRow
from studio.translation import tr
from studio.ui.composer.inputs import REDO, UNDO
from studio.ui.history import UndoHistory
from studio.ui.page import Shell
from studio.ui.templates.cards_part import CardsPart
from studio.ui.templates.checks_part import ChecksPart
from studio.ui.templates.fields_part import FieldsPart
from studio.ui.templates.layout_part import LayoutPart
from studio.ui.templates.parts import DesignPart
from studio.ui.templates.sheet_part import SheetPart
from studio.ui.templates.versions import TemplateVersions, VersionsView, load_versions
from studio.ui.templates.words_part import GeneralPart, WordsPart
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import NOTHING, FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Tabs, column, row

KEPT_AFTER = 1500
"""Milliseconds after a change until the draft is kept: a crash loses two seconds at most."""
_MARGIN, _EDGE = 20, 24


def check_titles() -> Mapping[str, Phrase]:
    """What each check is called, by its code; reading them takes a while."""
    from studio.posts.checks.registry import ALL

    return {rule.code: rule.title for rule in ALL}


class Designer(Dialog):
    """Over the whole window. Esc closes it: nothing that was typed is lost."""

    def __init__(self, shell: Shell, row_: TemplateRow, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=720)
        self.shell, self._row = shell, row_
        self._fits, self._kept = False, row_.draft
        self.history = UndoHistory(row_.draft, self)
        self.general = GeneralPart(shell, self.history)
        self.fields = FieldsPart(shell, self.history, row_.floor)
        self.text = WordsPart(shell, self.history)
        self.checks = ChecksPart(shell, self.history, row_.floor, check_titles())
        self.cards = CardsPart(shell, self.history)
        look = CardLook(shell.studio.files.get)
        self.layout_ = LayoutPart(shell, self.history, row_, look)
        self.sheet = SheetPart(shell, self.history, row_, look)
        self.sheet.wanted.connect(self.lead_to)
        self._parts: dict[DesignPart, str] = {
            self.general: tr("Name", about="tab"),
            self.fields: tr("Fields"),
            self.text: tr("Texts"),
            self.checks: tr("Checks"),
            self.cards: tr("Cards"),
            self.layout_: tr("Canvas"),
            self.sheet: tr("Try out"),
        }
        self.tabs, self._stack = Tabs(len(self._parts)), QStackedWidget()
        self.tabs.set_words(tr("Parts of the template"), *self._parts.values())
        for part in self._parts:
            self._stack.addWidget(part)
        self.tabs.currentChanged.connect(self._turned)
        self._foot = Label(NOTHING, "error", wrap=True)
        self._state = Label(role="hint")
        self._build()
        self._keeping = QTimer(self, singleShot=True, interval=KEPT_AFTER)
        self._keeping.timeout.connect(self.keep)
        self.history.changed.connect(self._changed)
        self._show()

    def _build(self) -> None:
        self.undo, self.redo = IconButton("undo-2"), IconButton("redo-2")
        stack = self.history.stack
        for button, name, key, words in (
            (self.undo, UNDO, QKeySequence.StandardKey.Undo, tr("Undo")),
            (self.redo, REDO, QKeySequence.StandardKey.Redo, tr("Redo")),
        ):
            act = QAction(words, self)
            act.setObjectName(name)
            act.setShortcuts(key)
            act.triggered.connect(stack.undo if name == UNDO else stack.redo)
            self.addAction(act)
            button.clicked.connect(act.trigger)
        self.history.moved.connect(self._name_steps)
        saving = QAction(self)
        saving.setShortcuts(QKeySequence.StandardKey.Save)
        saving.triggered.connect(self.save)
        self.addAction(saving)
        self.go, self.close_ = PrimaryButton(tr("Save as a version"), "save"), QuietButton(tr("Close"))
        self.go.clicked.connect(self.save)
        self.close_.clicked.connect(self.reject)
        self.versions = QuietButton(tr("Versions…"), "history")
        self.versions.clicked.connect(self._show_versions)
        for button_ in (self.go, self.close_, self.versions):
            button_.setAutoDefault(False)
        head = row(self._heading, self.undo, self.redo, spacing=6)
        head.setStretch(0, 1)
        foot = row(self.versions, self._state, None, self.close_, self.go)
        inside = column(head, self.tabs, self._stack, self._foot, foot, spacing=10, margins=_MARGIN)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        parent = self.parentWidget()
        if parent is not None:
            self.resize(parent.window().width() - _EDGE, parent.window().height() - _EDGE)

    # -- what is shown

    @property
    def part(self) -> DesignPart:
        """The tab in sight."""
        return list(self._parts)[self._stack.currentIndex()]

    def turn_to(self, part: DesignPart) -> None:
        """Bring that tab into sight."""
        self.tabs.setCurrentIndex(list(self._parts).index(part))

    def lead_to(self, remark: TemplateRemark) -> None:
        """Open the tab in which the finding is mended, at what it is about."""
        if remark.field and remark.about in ("fields", "limits", "overflow"):
            part: DesignPart = self.fields
        elif remark.card or remark.size:
            part = self.layout_
        else:
            part = self.text
        self.turn_to(part)
        part.lead_to(remark.field, remark.card, remark.size)

    def _turned(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.part.show_document()

    def _show(self) -> None:
        self.set_heading(f"{self._row.code} · {self.shell.language.say(self._row.title)}")
        self.part.show_document()
        self._name_steps()

    def _name_steps(self) -> None:
        stack = self.history.stack
        self.undo.setEnabled(stack.canUndo())
        self.redo.setEnabled(stack.canRedo())
        self.undo.set_name(tr("Undo: {what}").format(what=stack.undoText()) if stack.canUndo() else tr("Undo"))
        self.redo.set_name(tr("Redo: {what}").format(what=stack.redoText()) if stack.canRedo() else tr("Redo"))

    def _changed(self) -> None:
        self.part.show_document()
        self._say("")
        if not self._keeping.isActive():
            self._keeping.start()

    @property
    def refusal(self) -> str:
        """Why the draft was not kept or saved, as the foot says it; empty after the next change."""
        return self._foot.text().strip(NOTHING)

    def _say(self, sentence: str) -> None:
        self._foot.setText(sentence or NOTHING)

    # -- what is kept

    @property
    def document(self) -> TemplateDocument:
        """The draft as it stands."""
        return self.history.value

    def keep(self, *, closing: bool = False) -> None:
        """Keep the draft, where it is another than what is kept."""
        self._keeping.stop()
        if self.document != self._kept:
            own, by, document = self.shell.studio.own_templates, self.shell.session.person_id, self.document
            self._kept, row_id = document, self._row.id
            if closing:
                self.shell.tasks.store(lambda: own.keep(row_id, document, by), failed=self.shell.complain)
            else:
                self.shell.tasks.store(
                    lambda: own.keep(row_id, document, by), self._told_kept, owner=self, failed=self._unkept
                )

    def _told_kept(self, _: object) -> None:
        self._state.setText(tr("Kept as a draft"))

    def _unkept(self, error: StudioError) -> None:
        self._say(self.shell.language.sentence(error.phrase))

    def take(self, document: TemplateDocument, number: int) -> None:
        """Let the draft say what that version says, as a step that can be undone."""
        self.history.push(document, tr("take version {n} back").format(n=number))

    def _show_versions(self) -> None:
        """The draft among them is the one on the screen."""
        self.keep()
        studio, row_id = self.shell.studio, self._row.id
        self.shell.tasks.store(
            lambda: load_versions(studio, row_id), self._open_versions, owner=self, key="versions",
            failed=self.shell.complain,
        )  # fmt: skip

    def _open_versions(self, view: VersionsView) -> None:
        dialog = TemplateVersions(self.shell, view, self)
        dialog.taken.connect(self.take)
        dialog.open()

    def save(self) -> None:
        """Make a version of the draft and close; what stops it is said at the foot."""
        self.keep()
        own, by, row_id = self.shell.studio.own_templates, self.shell.session.person_id, self._row.id
        self.go.setEnabled(False)
        self.shell.tasks.store(lambda: own.save(row_id, by), lambda _: self.accept(), owner=self, failed=self._unsaved)

    def _unsaved(self, error: StudioError) -> None:
        """Say why, without the line of a file that nobody sees, and lead to the first field that is wrong."""
        self.go.setEnabled(True)
        self._say(self.shell.language.sentence(error.phrase))
        for part in (self.general, self.fields, self.text, self.cards):
            part.show_document()
            wrong = next((block for block in part.findChildren(FieldBlock) if block.error), None)
            if wrong is not None:
                self.turn_to(part)
                wrong.editor.setFocus()
                return

    def done(self, result: int) -> None:
        """However it closes, what was typed is kept."""
        self.keep(closing=True)
        super().done(result)
