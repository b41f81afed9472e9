"""Numbers read off a picture of a platform's own figures: the picture beside the posts, one number each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from studio.errors import StudioError
from studio.glimpse import Glimpse
from studio.paths import read_chosen
from studio.reports.model import PostRow
from studio.translation import tr
from studio.ui.files import ask_open
from studio.ui.page import Shell
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.field import NOTHING, set_invalid
from studio.ui.widgets.glimpse_view import GlimpseView
from studio.ui.widgets.labels import Elided, Label
from studio.ui.widgets.layout import Card, Plain, column, row, scrolled
from studio.ui.widgets.turning import Turning

PICTURES = "*.png *.jpg *.jpeg *.webp"
SHOWN = (390, 262)
NUMBER_CHARS = 13
_NUMBER = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d+")


def read_number(text: str) -> int | None:
    """``1.240``, ``1,240`` and ``1240`` are the same; None for anything else, such as ``1,2 N``."""
    text = text.strip()
    return int(re.sub(r"\D", "", text)) if _NUMBER.fullmatch(text) else None


class CaptureField(QWidget):
    """The picture: chosen, shown, and kept with the numbers."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.path: Path | None = None
        self.choose = QuietButton(tr("Choose the capture…"), "image")
        self.choose.clicked.connect(lambda: ask_open(self, tr("Capture of the figures"), PICTURES, self._taken))
        self._name = Elided(role="hint")
        self._none = Label(tr("The picture is shown here and kept with the numbers."), "hint", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view = GlimpseView(tr("Capture of the figures"), size=SHOWN)
        frame = Card(kind="inset")
        frame.setLayout(column(self._none, self.view, margins=8))
        frame.setMinimumSize(SHOWN[0] // 2, SHOWN[1])
        self.error = Label(NOTHING, "error", wrap=True)
        inside = row(self.choose, self._name, spacing=8)
        inside.setStretch(1, 1)
        self.setLayout(column(inside, frame, self.error, None, spacing=6))
        self.setFocusProxy(self.choose)

    def _taken(self, paths: Sequence[Path]) -> None:
        self.take(paths[0])

    def take(self, path: Path) -> None:
        """Take this picture, and show what it looks like."""
        studio = self._shell.studio
        self.path = path
        self._name.setText(path.name)
        self.error.setText(NOTHING)
        self._shell.tasks.pool(
            lambda _: studio.glimpse_of(read_chosen(path)), self._show, owner=self, failed=self._refused
        )

    def _show(self, glimpse: Glimpse) -> None:
        self.view.show_glimpse(glimpse)
        shown = not self.view.isHidden()
        self._none.setVisible(not shown)
        if not glimpse.picture:
            self.path = None
            self.error.setText(tr("This is not a picture. Choose a PNG or JPEG file of the platform's own figures."))

    def _refused(self, error: StudioError) -> None:
        self.path = None
        self.error.setText(self._shell.speech.explain(error))


class NumberLines(QWidget):
    """A number for each post; a line may stay empty."""

    def __init__(self, posts: Sequence[PostRow], pages: Mapping[str, str]) -> None:
        super().__init__()
        several = len({post.page for post in posts}) > 1
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        self.fields: dict[tuple[str, str], QLineEdit] = {}
        for place, post in enumerate(posts):
            title = f"{post.title} · {pages.get(post.page, post.page)}" if several else post.title
            label, field = Label(title, wrap=True), QLineEdit()
            label.setBuddy(field)
            field.setAccessibleName(title)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setFixedWidth(field.fontMetrics().averageCharWidth() * NUMBER_CHARS + 24)
            grid.addWidget(label, place, 0)
            grid.addWidget(field, place, 1)
            self.fields[post.post, post.page] = field
        grid.setRowStretch(len(posts), 1)
        inside = Plain()
        inside.setLayout(grid)
        self._head = Label(tr("Number for each post, as the picture shows it"), "label", wrap=True)
        none = Label("" if posts else tr("No post of this month is on a page."), "hint", wrap=True)
        none.setVisible(not posts)
        self.error = Label(NOTHING, "error", wrap=True)
        self.setLayout(column(self._head, none, scrolled(inside), self.error, spacing=6))

    @property
    def numbers(self) -> dict[tuple[str, str], int]:
        """What is written, by post and page."""
        read = {key: read_number(field.text()) for key, field in self.fields.items()}
        return {key: number for key, number in read.items() if number is not None}

    def wrong(self) -> QLineEdit | None:
        """The first line that holds no whole number; says so below the lines."""
        bad = [field for field in self.fields.values() if field.text().strip() and read_number(field.text()) is None]
        for field in self.fields.values():
            set_invalid(field, field in bad)
        text = NOTHING
        if bad:
            text = tr("“{title}”: write a whole number, such as 1,240.").format(title=bad[0].accessibleName())
        elif not self.numbers:
            text = tr("Enter the number of one post at least.")
        self.error.setText(text)
        if bad:
            return bad[0]
        return None if self.numbers else next(iter(self.fields.values()), None)


class CaptureEntry(Turning):
    """The picture and the numbers side by side: a `Part` of a form."""

    def __init__(self, shell: Shell, posts: Sequence[PostRow], pages: Mapping[str, str]) -> None:
        self.capture, self.lines = CaptureField(shell), NumberLines(posts, pages)
        super().__init__((self.capture, 1), (self.lines, 1), spacing=20)

    def lacks(self) -> bool:
        """Whether the picture or the numbers are missing or wrong; says so below them."""
        wrong = self.lines.wrong()
        missing = self.capture.path is None
        if missing and self.capture.error.text() == NOTHING:
            self.capture.error.setText(tr("Choose the picture from which the numbers are read."))
        if missing:
            self.capture.choose.setFocus()
        elif wrong is not None:
            wrong.setFocus()
        return missing or wrong is not None or not self.lines.numbers

    def take(self) -> tuple[Path | None, dict[tuple[str, str], int]]:
        return self.capture.path, self.lines.numbers
