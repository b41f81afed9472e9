"""The dialog after a crash."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.crash import Crash
from studio.translation import tr
from studio.ui import clipboard
from studio.ui.system_open import open_folder
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, row

WIDTH, LINES = 560, 8
"""Pixels at 100 percent, and lines of the report in sight."""


class CrashDialog(Dialog):
    """What happened, that the work is saved, where the report lies. Nothing is thrown away whatever is pressed."""

    def __init__(self, crash: Crash, again: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=WIDTH)
        self._crash = crash
        self._what, self._saved, self._where = (Label(wrap=True) for _ in range(3))
        self._where.selectable()
        self.report = QPlainTextEdit(crash.report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setFixedHeight(self.fontMetrics().lineSpacing() * LINES)
        self.report.hide()
        self.show_report = LinkButton(tr("Show the report"))
        self.copy = QuietButton(tr("Copy the report"), "copy")
        self.folder = QuietButton(tr("Open its folder"), "folder-open")
        self.again = QuietButton(tr("Start again"), "rotate-cw")
        self.go_on = PrimaryButton(tr("Continue working"))
        self.show_report.clicked.connect(self._unfold)
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(self._open_folder)
        self.folder.setVisible(crash.path is not None)
        self.again.clicked.connect(again)
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        tools = PlainHolder()
        flow = FlowLayout()
        for button in (self.copy, self.folder, self.show_report):
            flow.addWidget(button)
        tools.setLayout(flow)
        sign = Glyph("triangle-alert", Tone.RED) if crash.saved is False else Glyph("circle-check", Tone.GREEN)
        saved = row(sign, self._saved, spacing=10)
        saved.setStretch(1, 1)
        self.fill(
            self._what, saved, self._where, tools, self.report, buttons=row(None, self.again, self.go_on, spacing=8)
        )
        self.set_heading(tr("Something unexpected went wrong"))
        self._what.setText(
            tr("The app met an unexpected error. You can continue working; if it misbehaves, start it again.")
        )
        words = {
            True: tr("What you were writing is saved."),
            None: tr("Nothing was open that could be lost."),
            False: tr("Not everything could be saved. Copy what you were writing before you start again."),
        }
        self._saved.setText(words[self._crash.saved])
        path = self._crash.path
        self._where.setText(
            tr("For the technical officer: {path}").format(path=path)
            if path is not None
            else tr("The report could not be written to the disk; copy it for the technical officer.")
        )
        self.report.setAccessibleName(tr("The report"))
        self.report.setAccessibleDescription(tr("Passwords, phone numbers and ID numbers are blacked out."))
        self.go_on.setFocus()

    def _unfold(self) -> None:
        self.report.setVisible(not self.report.isVisible())
        self.refit()

    def _copy(self) -> None:
        clipboard.copy(self._crash.report)
        self.copy.setText(tr("Copied"))

    def _open_folder(self) -> None:
        if self._crash.path is not None:
            open_folder(self._crash.path.parent)
