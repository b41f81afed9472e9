"""Writing the subtitles of a video: a line for each thing said, with its times, and what hinders reading it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.errors import BadInput
from studio.phrase import capital
from studio.posts.model import Media
from studio.posts.subtitles import (
    SubtitleLine,
    SubtitleRemark,
    read_moment,
    remarks,
    show_moment,
    subtitle_lines,
    written,
)
from studio.translation import tr
from studio.ui.composer.form_field import Say
from studio.ui.spelling.controls import SpellingLine
from studio.ui.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import NOTHING, set_invalid
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, column, keep_in_sight, row, scrolled

NEW = timedelta(seconds=3)
"""How long a new line stands."""
_TIME, _NUMBER = "00:00,000", "000"
"""The widest of each."""


class _LineRow(PlainHolder):
    """`changed` follows every letter; `over` asks for the next line, `dropped` for this one to go."""

    changed = Signal()
    over = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number, self.note = Label(role="hint"), Label(NOTHING, "hint", wrap=True)
        self.begin, self.end, self.text = QLineEdit(), QLineEdit(), SpellingLine()
        self.drop = IconButton("trash-2")
        self.drop.clicked.connect(self.dropped)
        metrics = self.fontMetrics()
        self.number.setMinimumWidth(metrics.horizontalAdvance(_NUMBER))
        for field in (self.begin, self.end):
            field.setFixedWidth(metrics.horizontalAdvance(_TIME) + 28)
            field.editingFinished.connect(self._tidy)
        for field in self.fields:
            field.textEdited.connect(lambda _: self.changed.emit())
        self.text.returnPressed.connect(self.over)
        fields = row(self.number, self.begin, self.end, self.text, self.drop)
        fields.setStretch(3, 1)
        self.setLayout(column(fields, row(metrics.horizontalAdvance(_NUMBER) + 8, self.note), spacing=2))

    @property
    def fields(self) -> tuple[QLineEdit, ...]:
        return self.begin, self.end, self.text

    def put(self, line: SubtitleLine) -> None:
        self.begin.setText(show_moment(line.begin))
        self.end.setText(show_moment(line.end))
        self.text.setText(line.text)
        self.text.setCursorPosition(0)

    def set_number(self, number: int) -> None:
        """Say which line it is."""
        self.number.setText(str(number))
        named = (self.begin, tr("Line {n}: from")), (self.end, tr("Line {n}: to")), (self.text, tr("Line {n}: text"))
        for field, name in named:
            field.setAccessibleName(name.format(n=number))
        self.drop.set_name(tr("Remove line {n}").format(n=number))

    @property
    def line(self) -> SubtitleLine | None:
        """What stands here; None where a time cannot be read."""
        begin, end = read_moment(self.begin.text()), read_moment(self.end.text())
        return None if begin is None or end is None else SubtitleLine(begin=begin, end=end, text=self.text.text())

    def say(self, words: str, *, wrong: bool) -> None:
        self.note.setText(words or NOTHING)
        self.note.setProperty("role", "error" if wrong else "hint")
        self.note.style().polish(self.note)
        set_invalid(self.text, wrong)

    def _tidy(self) -> None:
        for field in (self.begin, self.end):
            moment = read_moment(field.text())
            if moment is not None and field.text() != show_moment(moment):
                field.setText(show_moment(moment))


class SubtitleDialog(Dialog):
    """`kept` carries the subtitles as SubRip text; empty: there are none."""

    kept = Signal(str)

    def __init__(self, video: Media, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=780)
        self._say = say
        self._seconds = video.clip.seconds if video.clip is not None else 0
        self.rows: list[_LineRow] = []
        self.set_heading(tr("Subtitles of the video"))
        told = tr("One line for each thing said. Enter goes on to the next line; times are minutes:seconds, as 0:12,5.")
        if self._seconds:
            told += " " + tr("The video ends at {at}.").format(at=show_moment(timedelta(seconds=self._seconds)))
        self._list = column(spacing=8)
        self.add = LinkButton(tr("Add a line"), "plus")
        inner = PlainHolder()
        inner.setLayout(column(self._list, row(self.add, None), None, spacing=8))
        self.add.clicked.connect(self._append)
        self.error = Label(NOTHING, "error", wrap=True)
        self.save, cancel = PrimaryButton(tr("Keep"), "check"), QuietButton(tr("Cancel"))
        self.save.clicked.connect(self._keep)
        cancel.clicked.connect(self.reject)
        for button in (self.add, self.save, cancel):
            button.setAutoDefault(False)
        area = scrolled(inner)
        self.fill(
            Label(told, "hint", wrap=True), area, self.error,
            buttons=row(None, cancel, self.save),
        )  # fmt: skip
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]
        self.take_room(780, 560)
        for line in subtitle_lines(video.subtitles):
            self._put(line)
        if not self.rows:
            self._append()
        self._look()
        self.rows[0].text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._keep()
        else:
            super().keyPressEvent(event)

    def _put(self, line: SubtitleLine, at: int | None = None) -> _LineRow:
        made = _LineRow()
        made.put(line)
        made.changed.connect(self._look)
        made.over.connect(lambda: self._go_on(made))
        made.dropped.connect(lambda: self._drop(made))
        place = len(self.rows) if at is None else at
        self.rows.insert(place, made)
        self._list.insertWidget(place, made)
        return made

    def _append(self) -> None:
        self._add_at(len(self.rows))

    def _add_at(self, place: int) -> None:
        """A line that begins where the one above ends."""
        above = self.rows[place - 1].line if place else None
        begin = above.end if above is not None else timedelta(0)
        self._put(SubtitleLine(begin=begin, end=begin + NEW, text=""), place)
        self._look()
        self._take(place)

    def _go_on(self, at: _LineRow) -> None:
        place = self.rows.index(at) + 1
        if place < len(self.rows):
            self._take(place)
        else:
            self._add_at(place)

    def _take(self, place: int) -> None:
        taken = self.rows[place]
        taken.text.setFocus(Qt.FocusReason.OtherFocusReason)
        keep_in_sight(taken)

    def _drop(self, gone: _LineRow) -> None:
        place = self.rows.index(gone)
        self.rows.remove(gone)
        self._list.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self._look()
        if self.rows:
            self._take(min(place, len(self.rows) - 1))
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """Say under each line what hinders reading it."""
        self.error.setText(NOTHING)
        lines = [row.line for row in self.rows]
        found = {} if None in lines else self._remarks([line for line in lines if line is not None])
        for at, (each, line) in enumerate(zip(self.rows, lines, strict=True)):
            each.set_number(at + 1)
            remark = found.get(at)
            if line is None:
                each.say(tr("Write the times as minutes:seconds, such as 1:05 or 0:12,5."), wrong=True)
            elif remark is not None:
                unwritten = not each.text.text().strip() and not each.text.isModified()
                each.say("" if unwritten else self._say(remark.say), wrong=remark.stops and not unwritten)
            else:
                each.say("", wrong=False)

    def _remarks(self, lines: Sequence[SubtitleLine]) -> dict[int, SubtitleRemark]:
        """The first remark of each line."""
        found: dict[int, SubtitleRemark] = {}
        for remark in remarks(lines, self._seconds):
            found.setdefault(remark.line, remark)
        return found

    def _keep(self) -> None:
        """Lines without a word are left out; what players would not show as it is meant is not kept."""
        rows = [row for row in self.rows if row.text.text().strip()]
        lines = [row.line for row in rows]
        wrong = next((at for at, line in enumerate(lines) if line is None), None)
        whole = [line for line in lines if line is not None]
        if wrong is None:
            wrong = next((remark.line for remark in remarks(whole, self._seconds) if remark.stops), None)
        if wrong is not None:
            self.error.setText(
                tr("Line {n} cannot be kept; what is wrong stands below it.").format(n=rows[wrong].number.text())
            )
            self._take(self.rows.index(rows[wrong]))
            return
        try:
            subtitles = written(whole)
        except BadInput as refusal:
            self.error.setText(self._say(capital(refusal.phrase)))
            return
        self.kept.emit(subtitles)
        self.accept()
