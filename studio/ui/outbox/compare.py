"""Which of the posts on the page is ours? Side by side, chosen by a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.errors import StudioError
from studio.outbox.model import Delivery
from studio.posts.model import Package
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.entries import Entry, EntryList
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, row, scrolled

if TYPE_CHECKING:
    from studio.publishers.port import RemotePost

WIDE, HIGH, LINES = 900, 400, 7
"""So that a post of some length can be compared; in a window of the smallest size too."""


class CompareDialog(Dialog):
    """`picked` carries the remote id of the post chosen."""

    picked = Signal(str)

    def __init__(self, shell: Shell, delivery: Delivery, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=WIDE)
        self._shell, self._delivery = shell, delivery
        self._hint = Label(role="hint", wrap=True)
        self.list = EntryList(lines=LINES)
        self.list.setMinimumHeight(HIGH)
        self._ours_name, self._theirs_name = Label(role="label"), Label(role="label")
        self._when, self._pictures = Label(role="hint", wrap=True), Label(role="hint")
        self._text = Label(wrap=True).selectable()
        theirs, ours = Card(), Card(kind="inset")
        theirs.setLayout(column(self.list, margins=(1, 6, 1, 6)))
        told = Plain()
        told.setLayout(column(self._when, self._pictures, self._text, None, spacing=6, margins=12))
        ours.setLayout(column(scrolled(told)))
        left, right = column(self._ours_name, ours, spacing=6), column(self._theirs_name, theirs, spacing=6)
        sides = row(left, right, spacing=16)
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        self.choose = PrimaryButton(glyph="check")
        self.choose.setEnabled(False)
        self.cancel = QuietButton()
        self.choose.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.list.chosen.connect(lambda chosen: self.choose.setEnabled(bool(chosen)))
        both = QWidget()
        both.setLayout(sides)
        self.fill(self._hint, both, buttons=row(None, self.cancel, self.choose))
        self._looking = True
        self.retranslate()
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        outbox = shell.studio.outbox
        shell.tasks.pool(lambda _: outbox.candidates(delivery.id), self._show, owner=self, failed=self._fail)
        shell.tasks.store(self._read, self._show_ours, owner=self, failed=lambda _: None)

    def _read(self) -> Package | None:
        """What was approved for that page; on the worker."""
        studio, delivery = self._shell.studio, self._delivery
        bundle = studio.bundle(studio.desk.get(delivery.post_id))
        return next((p for platform, p in bundle.packages.items() if platform.value == delivery.platform), None)

    def _show_ours(self, package: Package | None) -> None:
        began = self._delivery.first_sent_at
        self._when.setText(self.tr("first sent {time}").format(time=show_datetime(began)) if began else "")
        if package is not None:
            self._pictures.setText(self.tr("pictures: {n}").format(n=len(package.attachments)))
            self._text.setText(package.text)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Which post on the page is this one?"))
        self._ours_name.setText(self.tr("What was approved"))
        self._theirs_name.setText(self.tr("Posts on the page"))
        self.list.setAccessibleName(self._theirs_name.text())
        self.choose.setText(self.tr("This is it"))
        self.cancel.setText(self.tr("Cancel"))
        if self._looking:
            self._hint.setText(self.tr("Reading the page…"))

    def _show(self, posts: Sequence[RemotePost]) -> None:
        self._looking = False
        self._hint.setText(
            self.tr("Compare text, pictures and time. If none is it, cancel and choose “Send now”.")
            if posts
            else self.tr("The page shows no post like this one.")
        )
        self.list.show_entries(
            [
                Entry(
                    id=post.remote_id,
                    title=show_datetime(post.created_at),
                    side=self.tr("pictures: {n}").format(n=post.images),
                    text=post.text,
                )
                for post in posts
            ]
        )

    def _fail(self, error: StudioError) -> None:
        self._looking = False
        self._hint.setText(self._shell.speech.explain(error))

    def _take(self) -> None:
        self.picked.emit(self.list.chosen_id)
        self.accept()
