"""What one of the first steps is: a card of fields that can be put in, taken out and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from studio.errors import CodeNeeded, StudioError
from studio.secret import Secret
from studio.translation import tr
from studio.ui.files import ask_open
from studio.ui.page import Shell
from studio.ui.recovery_code import AskCode
from studio.ui.start.draft import StartDraft
from studio.ui.start.plan import take_over
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row, rule
from studio.ui.widgets.progress import ProgressStrip
from studio.ui.widgets.responsive_row import ResponsiveRow

WIDE_TYPE = 11
"""Pixels of an average character from which three fields find no room side by side."""


class StartStep(QWidget):
    """`changed` follows every key; `entered` asks for the next step."""

    changed = Signal()
    entered = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell

    def name(self) -> str:
        """For the line of steps."""
        raise NotImplementedError

    def put(self, draft: StartDraft) -> None:
        """Show what the draft has."""
        raise NotImplementedError

    def take(self, draft: StartDraft) -> StartDraft:
        """The draft with what is shown."""
        raise NotImplementedError

    def mend(self) -> QWidget | None:
        """Say at each field what is wrong with it; the first such field, or None when all is well."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        raise NotImplementedError

    def watch(self, *lines: QLineEdit) -> None:
        """Tell of every key in these, and of Enter."""
        for line in lines:
            line.textChanged.connect(lambda _: self.changed.emit())
            line.returnPressed.connect(self.entered)

    def judge(self, block: FieldBlock, check: Callable[[], object]) -> bool:
        """Run `check`; a refusal is said at the field. Whether all is well."""
        try:
            check()
        except StudioError as refusal:
            sentence = refusal.phrase.to(self.shell.language.language)
            block.set_error(sentence[:1].upper() + sentence[1:])
            return False
        block.set_error("")
        return True

    def judge_all(self, *checks: tuple[FieldBlock, Callable[[], object]]) -> QWidget | None:
        """Run every check; the editor of the first that failed."""
        failed = [block.editor for block, check in checks if not self.judge(block, check)]
        return failed[0] if failed else None


class RowFrame(QWidget):
    """A row of fields side by side under a heading, with a button to take it away where it may go."""

    changed = Signal()
    entered = Signal()
    gone = Signal()

    def __init__(self, *, removable: bool, ruled: bool = True) -> None:
        """`ruled` parts the row from the one above."""
        super().__init__()
        self.heading = Label(role="label", wrap=True)
        self.remove = IconButton("trash-2")
        self.remove.setVisible(removable)
        self.remove.clicked.connect(self.gone)
        self._columns: Sequence[tuple[FieldBlock, int]] = ()
        self._across = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(12)
        head = row(self.heading, self.remove)
        head.setStretch(0, 1)
        line = rule()
        line.setVisible(ruled)
        self.setLayout(column(line, head, self._grid, spacing=8))

    def fill(self, *columns: tuple[FieldBlock, int]) -> None:
        """Put the fields in, each with its share of the width."""
        self._columns = columns
        for block, _ in columns:
            if isinstance(block.editor, QLineEdit):
                block.editor.textChanged.connect(lambda _: self.changed.emit())
                block.editor.returnPressed.connect(self.entered)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        """Three fields side by side, or two where type is large."""
        across = 3 if self.fontMetrics().averageCharWidth() < WIDE_TYPE else 2
        if across == self._across:
            return
        self._across = across
        for place, (block, share) in enumerate(self._columns):
            self._grid.addWidget(block, place // across, place % across)
            self._grid.setColumnStretch(place % across, share)
        if across == 2:
            self._grid.setColumnStretch(2, 0)


R = TypeVar("R", bound=RowFrame)


class RowsStep(StartStep, Generic[R]):
    """A step of rows that are added and taken away."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.rows: list[R] = []
        self.lines = column(spacing=16)

    def append(self, line: R) -> R:
        line.changed.connect(self.changed)
        line.entered.connect(self.entered)
        line.gone.connect(lambda: self._drop(line))
        self.rows.append(line)
        self.lines.addWidget(line)
        return line

    def drop_all(self) -> None:
        while self.rows:
            self._drop(self.rows[-1])

    def _drop(self, line: R) -> None:
        self.rows.remove(line)
        self.lines.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.changed.emit()


@contextmanager
def hushed(widget: QWidget) -> Iterator[None]:
    """Signals of `widget` are held back: it is filled by the program, not by a person."""
    was = widget.blockSignals(True)
    try:
        yield
    finally:
        widget.blockSignals(was)


ROW_CHARS = 84
"""Average characters that hold the other ways to begin in a row."""


class OtherWays(QWidget):
    """Three cards beside the first step, under each other; in a row where they stand under it."""

    def __init__(self, shell: Shell, imported: Callable[[StartDraft], None]) -> None:
        super().__init__()
        self._shell, self._imported = shell, imported
        self.file = QuietButton(tr("Fill in from a file…"), glyph="file-text")
        self.backup = QuietButton(tr("Restore a backup…"), glyph="rotate-ccw")
        self.sample = QuietButton(tr("Open the sample"), glyph="graduation-cap")
        self.file.clicked.connect(self._ask_file)
        self.backup.clicked.connect(self._ask_backup)
        if shell.open_sample is not None:
            self.sample.clicked.connect(shell.open_sample)
        self.said, self.strip = Banner(), ProgressStrip()
        self._stop_wanted = False
        self.strip.stopped.connect(self._stop)
        file = self._card(
            tr("Have a unit file?"),
            tr("A file don-vi.yaml that another PC made brings names, contacts and snippets."),
            self.file,
        )
        backup = self._card(
            tr("Have a backup?"),
            tr("On a new PC, everything comes back as it was: posts, pictures, people."),
            self.backup,
        )
        sample = self._card(
            tr("Just having a look?"),
            tr("Open the practice workspace with a sample unit, people and a post. Nothing leaves this PC."),
            self.sample,
        )
        sample.setVisible(shell.open_sample is not None)
        cards = ResponsiveRow((file, 1), (backup, 1), (sample, 1), large=0, wide=ROW_CHARS)
        self.setLayout(column(self.said, self.strip, cards, None, spacing=12))

    @staticmethod
    def _card(heading: str, text: str, button: QWidget) -> Card:
        card = Card()
        parts = (Label(heading, "heading", wrap=True), Label(text, "hint", wrap=True), None, row(button, None))
        card.setLayout(column(*parts, spacing=6, margins=(18, 12, 18, 12)))
        return card

    def _ask_file(self) -> None:
        ask_open(self, tr("The unit file"), "YAML (*.yaml *.yml)", lambda paths: self.read(paths[0]))

    def read(self, path: Path) -> None:
        """Fill the steps from a unit file; nothing is stored yet."""

        def done(draft: StartDraft) -> None:
            self.said.say(Tone.GREEN, tr("{file} was read. Review it and continue.").format(file=path.name))
            self._imported(draft)

        self._shell.tasks.pool(lambda _: take_over(StartDraft(), path), done, owner=self, failed=self._refused)

    def _ask_backup(self) -> None:
        ask_open(self, tr("The backup"), "Page Studio (*.psbackup)", lambda paths: self.take_back(paths[0]))

    def take_back(self, path: Path, code: Secret | None = None) -> None:
        """Check a backup and start again with it. A new profile holds nothing that could be lost."""
        backups = self._shell.studio.backups
        self._stop_wanted = False
        self.strip.begin(tr("Checking the backup…"))
        self.backup.setEnabled(False)

        def done(ready: bool) -> None:
            self._end()
            if ready:
                self._shell.restart()

        def failed(error: StudioError) -> None:
            self._refused(error)
            if isinstance(error, CodeNeeded):
                self.said.say(Tone.BLUE, "")
                AskCode(lambda given: self.take_back(path, given), parent=self).open()

        self._shell.tasks.pool(
            lambda ticket: backups.stage(path, code=code,
                                         going=lambda at, total: _told(ticket.progress, at, total)
                                         and not self._stop_wanted),
            done, owner=self, failed=failed, moved=self.strip.move_to,
        )  # fmt: skip

    def _stop(self) -> None:
        self._stop_wanted = True

    def _end(self) -> None:
        self.strip.end()
        self.backup.setEnabled(True)

    def _refused(self, error: StudioError) -> None:
        self._end()
        self.said.say(Tone.RED, self._shell.language.explain(error))


def _told(tell: Callable[[int, int], None], done: int, total: int) -> bool:
    tell(done * 1000 // max(total, 1), 1000)
    return True
