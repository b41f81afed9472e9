"""The title of a photograph, written where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.images.work import Work
from studio.translation import tr
from studio.ui.images.saving import Saving
from studio.ui.page import Shell
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row

WIDTH = 320


class _Field(QLineEdit):
    """Enter keeps what is written, and so does leaving; Esc gives it up."""

    kept = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())


class NameEdit(QWidget):
    """Stands beside a title; a click on that, or on the pen, makes a field of it. `renamed` carries the work."""

    renamed = Signal(object)

    def __init__(self, shell: Shell, saving: Saving, title: Label) -> None:
        super().__init__()
        self._shell, self._saving, self._works = shell, saving, shell.studio.photo_works
        self._title, self._allowed = title, False
        self.field, self.pen = _Field(), IconButton("pencil", tr("Rename (F2)"))
        self.field.kept.connect(lambda: self._end(keep=True))
        self.field.given_up.connect(lambda: self._end(keep=False))
        self.field.installEventFilter(self)
        self.pen.clicked.connect(self.begin)
        self.setLayout(row(self.field, self.pen))
        self.field.hide()
        self.hide()
        title.installEventFilter(self)
        self.field.setAccessibleName(tr("Name of the photograph"))

    @property
    def writing(self) -> bool:
        """Whether the field stands in place of the title."""
        return not self.field.isHidden()

    def allow(self, may: bool) -> None:
        """Whether there is a title that may be written."""
        if not may:
            self._end(keep=False)
        self._allowed = may
        self.setVisible(may)
        self._title.setCursor(Qt.CursorShape.IBeamCursor if may else Qt.CursorShape.ArrowCursor)

    def begin(self) -> None:
        """Write the title."""
        if self._allowed and not self.writing:
            self._saving.flush()  # so that the name need not wait for it, should the person leave at once
            self.field.setText(self._title.text())
            self._show(writing=True)
            self.field.selectAll()
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._title and event.type() == QEvent.Type.MouseButtonRelease:
            self.begin()
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self._end(keep=True)
        return super().eventFilter(watched, event)

    def _end(self, *, keep: bool) -> None:
        if not self.writing:
            return
        written, focused = self.field.text().strip(), self.field.hasFocus()
        self._show(writing=False)
        if focused:
            self.pen.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep and written and written != self._title.text():
            self._saving.then(lambda work: self._store(work, written))

    def _store(self, work: Work, title: str) -> None:
        by, works = self._shell.session.person_id, self._works
        if by:
            self._shell.tasks.store(lambda: works.rename(work.id, work.revision, title, by), self._stored, owner=self)
        else:
            self._shell.sign_in()

    def _stored(self, work: Work) -> None:
        self._shell.saved(work.changed_at)
        self.renamed.emit(work)

    def _show(self, *, writing: bool) -> None:
        self.field.setVisible(writing)
        self.pen.setVisible(not writing)
        self._title.setVisible(not writing)
