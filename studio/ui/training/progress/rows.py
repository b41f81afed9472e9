"""What the tables of a class say: a line a learner, and a line an outline; its bars and its dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from studio.clock import show_date
from studio.errors import StudioError
from studio.people.model import Role
from studio.phrase import Phrase
from studio.training.certificates import Certificate
from studio.training.outline import Course
from studio.training.progress import ClassOverview, Learner
from studio.training.runs import Run
from studio.translation import mark, ntr, tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.editors import tidy
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import row
from studio.ui.widgets.rows import Column
from studio.ui.words import StateWord

PASSED, FAILED, DONE, BEGUN, NOT_JUDGED, WATCHED = (
    StateWord(mark("Passed"), "circle-check", Tone.GREEN),
    StateWord(mark("Not passed"), "circle-x", Tone.RED),
    StateWord(mark("Done"), "check", Tone.TEAL),
    StateWord(mark("In progress"), "hourglass", Tone.GREY),
    StateWord(mark("Not finished"), "hourglass", Tone.GREY),
    StateWord(mark("Watched"), "eye", Tone.GREY),
)


def outcome(run: Run) -> StateWord:
    """How a run ended, in the language of the window. An exam without a verdict was broken off."""
    if run.passed is not None:
        word = PASSED if run.passed else FAILED
    elif run.mode == "exam":
        word = NOT_JUDGED
    elif run.watched:
        word = WATCHED
    else:
        word = DONE if run.complete else BEGUN
    return word._replace(text=tr(word.text))


def spent(seconds: int) -> str:
    """``1 h 05 min``."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return tr("{hours} h {minutes:02d} min").format(hours=hours, minutes=minutes)
    return tr("{minutes} min").format(minutes=minutes)


def run_count(runs: int) -> str:
    """``3 runs``."""
    return ntr("{n} run", "{n} runs", runs).format(n=runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLine:
    """One outline of the class, and where it gave trouble."""

    id: str
    title: Phrase
    learnt: int
    passed: int
    hints: int
    restores: int
    hardest: int | None
    """Number of the step with the most of both; None where no step had any."""


def outline_lines(course: Course, overview: ClassOverview) -> tuple[OutlineLine, ...]:
    """Those that are taught or were tried, in the order of the course."""
    return tuple(
        _line(each.id, each.title, overview)
        for each in course.outlines
        if not each.hidden or overview.tried.get(each.id)
    )


def _line(id: str, title: Phrase, overview: ClassOverview) -> OutlineLine:
    steps = overview.trouble.get(id, {})

    def weight(step: int) -> int:
        return steps[step].hints + steps[step].restores

    total = (sum(each.hints for each in steps.values()), sum(each.restores for each in steps.values()))
    return OutlineLine(
        id=id,
        title=title,
        learnt=overview.learnt.get(id, 0),
        passed=overview.passed.get(id, 0),
        hints=total[0],
        restores=total[1],
        hardest=max(steps, key=weight) if steps else None,
    )


def learner_columns() -> Sequence[Column[Learner]]:
    return (
        Column(heading=tr("Learner"), text=lambda each: each.code, sample="HV-0000000"),
        Column(heading=tr("Name"), text=lambda each: each.name),
        Column(heading=tr("Passed"), text=lambda each: str(len(each.passed)), sample="Đã đạt 00"),
        Column(
            heading=tr("Learnt"),
            text=lambda each: str(len(each.learnt)),
            sample="Đã học 00",
            keep=5,
        ),
        Column(heading=tr("Runs"), text=lambda each: str(each.runs), sample="Lượt 000", keep=4),
        Column(
            heading=tr("Time", about="spent"),
            text=lambda each: spent(each.seconds),
            sample="10 giờ 00 phút",
            keep=3,
        ),
    )


def outline_columns(say: Callable[[Phrase], str]) -> Sequence[Column[OutlineLine]]:
    def hardest(each: OutlineLine) -> str:
        return tr("step {number}").format(number=each.hardest) if each.hardest is not None else ""

    return (
        Column(heading=tr("ID"), text=lambda each: each.id, sample="U100"),
        Column(heading=tr("Procedure"), text=lambda each: say(each.title)),
        Column(heading=tr("Learnt"), text=lambda each: str(each.learnt), sample="Đã học 0"),
        Column(heading=tr("Passed"), text=lambda each: str(each.passed), sample="Đã đạt 0"),
        Column(heading=tr("Hints"), text=lambda each: str(each.hints), sample="Gợi ý 00", keep=5),
        Column(
            heading=tr("Resets"),
            text=lambda each: str(each.restores),
            sample="Đặt lại 00",
            keep=4,
        ),
        Column(heading=tr("Hardest"), text=hardest, sample="Khó nhất 0", keep=6),
    )


class EraseForm(Form):
    """A trainer and their PIN, to delete everything there is of one learner."""

    def __init__(self, shell: Shell, learner: Learner, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="trash-2", danger=True)
        self._code = learner.code
        self.set_heading(tr("Erase {learner}").format(learner=learner.code))
        self.say(
            tr(
                "{runs}, the name and every certificate of this learner are deleted permanently. Only a log "
                "line stays: how many, when and by whom, but not whose. Printed certificates can no longer be "
                "verified."
            ).format(runs=run_count(learner.runs)),
            "",
        )
        self.prove("by", frozenset({Role.TRAINER}))
        self.go.setText(tr("Erase"))

    def work(self, values: Values) -> object:
        return self.shell.studio.progress.erase(self._code, *values["by"])


class VerifyForm(Dialog):
    """Serial and code as they stand on paper, and what the certificate says here."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self._shell = shell
        self.serial, self.code = QLineEdit(), QLineEdit()
        serial = FieldBlock(self.serial, tr("Serial"), hint=tr("As printed, for example TH-20261127-7K3Q."))
        code = FieldBlock(
            self.code,
            tr("Verification code"),
            hint=tr("Only the PC that issued a certificate can verify it."),
        )
        self.answer = Banner()
        close = QuietButton(tr("Close"))
        self.verify = PrimaryButton(tr("Verify"), glyph="shield-check")
        self.verify.clicked.connect(self._ask)
        self.verify.setDefault(True)
        close.clicked.connect(self.reject)
        self.fill(serial, code, self.answer, buttons=row(None, close, self.verify))
        self.set_heading(tr("Verify a certificate"))

    def _ask(self) -> None:
        certificates, serial, code = self._shell.studio.certificates, tidy(self.serial), tidy(self.code)
        self._shell.tasks.store(
            lambda: certificates.verify(serial, code), self._genuine, owner=self, failed=self._refused, key="verify"
        )

    def _genuine(self, certificate: Certificate) -> None:
        outlines = ", ".join(each.id for each in certificate.outlines)
        self.answer.say(
            Tone.GREEN,
            tr(
                "Genuine. Issued on {day} to {learner} ({code}), {unit}, by {trainer}. Procedures passed: "
                "{outlines}. Compare this with the paper."
            ).format(
                day=show_date(certificate.issued_on), learner=certificate.learner, code=certificate.learner_code,
                unit=certificate.unit, trainer=certificate.issued_by, outlines=outlines,
            ),
        )  # fmt: skip
        self.refit()

    def _refused(self, error: StudioError) -> None:
        self.answer.say(Tone.RED, self._shell.language.explain(error))
        self.refit()


ROW_GAP, BAR_RADIUS, PAD = 8, 3, 16
LEAST_BARS = 160
"""Pixels for the bars beside ids and figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One outline: `part` of `whole`, which is at most `Bars.most`."""

    id: str
    whole: int
    part: int


class Bars(QWidget):
    """Horizontal bars under each other; `set_words` names the two shades, which differ in outline as well."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self._words = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self.updateGeometry()
        self.update()

    def set_words(self, name: str, part: str, whole: str) -> None:
        self.setAccessibleName(name)
        self._words = (part, whole)
        self.update()

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = self._left(metrics) + LEAST_BARS + self._right(metrics)
        return QSize(width, self._top(metrics) + self._row * len(self._bars) + PAD)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _row(self) -> int:
        return self.fontMetrics().height() + ROW_GAP

    def _left(self, metrics: QFontMetrics) -> int:
        return PAD + metrics.horizontalAdvance("U100") + 8

    def _right(self, metrics: QFontMetrics) -> int:
        return metrics.horizontalAdvance("000/000") + PAD + 8

    def _top(self, metrics: QFontMetrics) -> int:
        return PAD + metrics.height() + 10

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        self._paint_key(painter, metrics)
        most = max((bar.whole for bar in self._bars), default=1) or 1
        left, room = self._left(metrics), self.width() - self._left(metrics) - self._right(metrics)
        for place, bar in enumerate(self._bars):
            y = self._top(metrics) + place * self._row
            middle = QRectF(left, y, room, metrics.height())
            painter.setPen(QColor(current_tokens().text))
            painter.drawText(QRectF(PAD, y, left - PAD, metrics.height()), int(Qt.AlignmentFlag.AlignVCenter), bar.id)
            self._paint_bar(painter, middle, bar.whole / most, bar.part / most)
            painter.setPen(QColor(current_tokens().muted))
            figures = QRectF(left + room, y, self._right(metrics) - PAD, metrics.height())
            sides = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(figures, sides, f"{bar.part}/{bar.whole}")
        painter.end()

    def _paint_key(self, painter: QPainter, metrics: QFontMetrics) -> None:
        x = float(PAD)
        for word, filled in zip(self._words, (True, False), strict=True):
            swatch = QRectF(x, PAD + metrics.height() / 2 - 5, 18, 10)
            self._paint_bar(painter, swatch, 1.0, 1.0 if filled else 0.0)
            painter.setPen(QColor(current_tokens().muted))
            painter.drawText(QRectF(x + 24, PAD, 400, metrics.height()), int(Qt.AlignmentFlag.AlignVCenter), word)
            x += 24 + metrics.horizontalAdvance(word) + 24

    def _paint_bar(self, painter: QPainter, room: QRectF, whole: float, part: float) -> None:
        """`whole` outlined, `part` of it filled; shares of the room."""
        bar, tokens = room.adjusted(0.5, 2.5, -0.5, -2.5), current_tokens()
        painter.setPen(QColor(tokens.accent))
        for share, fill in ((whole, tokens.selected), (part, tokens.accent)):
            if share:
                painter.setBrush(QColor(fill))
                width = max(2.0 * BAR_RADIUS, bar.width() * share)
                painter.drawRoundedRect(QRectF(bar.x(), bar.y(), width, bar.height()), BAR_RADIUS, BAR_RADIUS)
