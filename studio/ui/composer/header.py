"""The head of the editor: what is written, from which template, in what state, and the one next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from studio.clock import local
from studio.posts.model import PostState
from studio.templates.model import Template
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.draft import LOCKED_STATES, OPEN_STATES
from studio.ui.composer.plan.plan import PostPlan
from studio.ui.icons import icon, icon_px
from studio.ui.language import LanguageManager
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import UNBOUNDED, PlainHolder, column, row
from studio.ui.widgets.tips import plain
from studio.ui.words import post_word

NAMED = 2
"""Places a step of undo names; the rest are counted."""
UNFOLDED, LINE = 900, 18
"""Pixels of the window from which the head is unfolded, for type of that height."""
TITLE_CHARS, TITLE_LINES = 22, 2
"""Average characters that the title has at least beside the summaries, and the lines that it may take there."""


BETWEEN = 10
"""Pixels between the state, the template and whether all is saved."""


class SavedLine(QWidget):
    """Whether what is typed is on the disk, and what undo and redo changed."""

    def __init__(self) -> None:
        super().__init__()
        self._saved: datetime | None = None
        self._saving, self._trouble, self._step = False, "", ""
        self._whole = self._short = ""
        self._brief = False
        self._sign, self._kept = Glyph("check", scale=0.85), ElidedLabel(role="small")
        line = row(self._sign, self._kept, spacing=5)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._tell()

    @property
    def text(self) -> str:
        """What is said in full."""
        return self._whole

    @property
    def whole_width(self) -> int:
        """Pixels in which it is said in full."""
        return self._sign.sizeHint().width() + BETWEEN + self.fontMetrics().horizontalAdvance(self._whole)

    def set_brief(self, brief: bool) -> None:
        """Say the time of saving alone, where there is no room for more."""
        self._brief = brief
        self._write()

    def show_saving(self) -> None:
        """Something typed is on its way to the disk."""
        self._saving, self._step = True, ""
        self._tell()

    def show_saved(self, at: datetime) -> None:
        self._saved, self._saving, self._trouble = at, False, ""
        self._tell()

    def show_trouble(self, sentence: str) -> None:
        """What is typed could not be stored yet."""
        self._trouble = sentence
        self._tell()

    def show_step(self, kind: str, names: Sequence[str]) -> None:
        """Say what ``undo``, ``redo`` or ``restore`` changed; a screen reader says it too."""
        what = ", ".join(names[:NAMED])
        if len(names) > NAMED:
            what = tr("{names} and {n} more").format(names=what, n=len(names) - NAMED)
        words = {
            "undo": tr("Undone: {what}"),
            "redo": tr("Redone: {what}"),
            "restore": tr("Restored: {what}"),
        }
        self._step = words[kind].format(what=what) if names else ""
        self._tell()
        if self._step:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._step))

    def _tell(self) -> None:
        if self._trouble:
            self._say("triangle-alert", "error", tr("Not saved yet, will try again"))
        elif self._saving:
            self._say("loader-circle", "muted", tr("Saving…"))
        elif self._step:
            self._say("undo-2", "muted", self._step)
        elif self._saved is not None:
            time = f"{local(self._saved):%H:%M}"
            self._say("check", "muted", tr("Saved {time}").format(time=time), time)
        else:
            self._say("check", "muted", "")

    def _say(self, glyph: str, colour: str, text: str, short: str = "") -> None:
        self._whole, self._short = text, short or text
        self._sign.show_glyph(glyph, colour)
        self._sign.setVisible(bool(text))
        self._write()
        self._kept.setAccessibleName(text)
        self._kept.setAccessibleDescription(self._trouble)

    def _write(self) -> None:
        self._kept.setText(self._short if self._brief else self._whole)


class _SavedRow(PlainHolder):
    """The state, the template and whether all is saved. Where there is no room for them, the template is left out; with
    less room yet the time alone says that all is saved."""

    def __init__(self, chip: StatusChip, about: Label, saved: SavedLine) -> None:
        super().__init__()
        self._chip, self._about, self._saved = chip, about, saved
        line = row(chip, about, saved, spacing=BETWEEN)
        line.setStretch(2, 1)
        self.setLayout(line)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(self._chip.sizeHint().width() + BETWEEN + self._saved.minimumSizeHint().width(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        needed = self._chip.sizeHint().width() + BETWEEN + self._saved.whole_width
        self._saved.set_brief(needed > self.width())
        self._about.setVisible(needed + BETWEEN + self._about.sizeHint().width() <= self.width())


class ComposerHeader(QWidget):
    """Title and template on the left, then what is decided for the whole post, the tools and the primary button.

    Where the window is too narrow for one line, the decisions stand on a second.
    """

    back = Signal()
    undo = Signal()
    redo = Signal()
    go = Signal()
    bin = Signal()
    """Put the post into the trash."""
    copy = Signal()
    """Begin another post with what this one says."""
    again = Signal()
    """Let it come back every week or month."""
    posts = Signal()
    """Show the list of all posts."""

    def __init__(self, language: LanguageManager, plan: PostPlan) -> None:
        super().__init__()
        self._language, self._plan = language, plan
        self._state = PostState.DRAFT
        self._reason = ""
        self._one_line: bool | None = None
        self.back_button = IconButton("arrow-left", tr("Templates and drafts"))
        self._title, self._about = ElidedLabel(role="subject", lines=TITLE_LINES), Label(role="small")
        self._chip = StatusChip()
        self.saved = SavedLine()
        self._undo = IconButton("undo-2", tr("Undo (Ctrl+Z)"))
        self._redo = IconButton("redo-2", tr("Redo (Ctrl+Y)"))
        self.fold = QuietButton(tr("Fold the header"), "chevron-up")
        self.fold.setToolTip(tr("Template, pages, time and cards fold into buttons: more room for writing"))
        self.fold.clicked.connect(lambda: self._choose(unfolded=False))
        self.unfold = IconButton("chevron-down", tr("Unfold the header"))
        self.unfold.clicked.connect(lambda: self._choose(unfolded=True))
        self._wanted = True
        self._more = IconButton("ellipsis", tr("More for this post"))
        self.menu = QMenu(self._more)
        self._copy = self.menu.addAction(tr("Write a copy"))
        self._again = self.menu.addAction(tr("Repeat this post…"))
        self._bin, self._posts = self.menu.addAction(""), self.menu.addAction(tr("All posts"))
        self._more.setMenu(self.menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.primary = PrimaryButton(glyph="send")
        anchor(self.primary, "approval.go", "approval.submit", "practice.publish")
        anchor(self.back_button, "draft.new_from_template", "draft.case_stage", stand_in=True)
        self.back_button.clicked.connect(self.back)
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        self._bin.triggered.connect(self.bin)
        self._copy.triggered.connect(self.copy)
        self._again.triggered.connect(self.again)
        self._posts.triggered.connect(self.posts)
        self.primary.clicked.connect(self.go)
        self._build()
        self.show_state(PostState.DRAFT)

    def _build(self) -> None:
        self._titles = PlainHolder()
        self._titles.setLayout(column(self._title, _SavedRow(self._chip, self._about, self.saved), spacing=1))
        self._tools = PlainHolder()
        self._tools.setLayout(
            row(self._undo, self._redo, self.unfold, self._more, 4, self.fold, self.primary, spacing=4)
        )
        self._line = row(self.back_button, self._titles, self._tools, spacing=8)
        self._line.setStretch(1, 1)
        self._below = row(spacing=8)
        self.setLayout(column(self._line, self._below, self._plan.strip, spacing=8))

    @property
    def one_line(self) -> bool:
        """Whether all of it stands on one line."""
        return bool(self._one_line)

    def show_template(self, template: Template) -> None:
        self._title.setText(self._language.say(template.title))
        about = tr("{code} · version {version}")
        self._about.setText(about.format(code=template.code, version=template.version))

    def show_state(self, state: PostState) -> None:
        self._state = state
        self._chip.set_word(post_word(state))
        self._say_bin()

    def _say_bin(self) -> None:
        """The way to the trash, or the reason why the post cannot go there now."""
        may = self._state in OPEN_STATES
        self._bin.setEnabled(may)
        why = tr("published posts are records")
        if self._state in LOCKED_STATES:
            why = tr("return it to draft first")
        text = tr("Move it to the trash")
        self._bin.setText(text if may else f"{text} ({why})")
        tokens = current_tokens()
        px = icon_px(self.fontMetrics())
        self._bin.setIcon(icon("trash-2", tokens.text if may else tokens.disabled, px))
        self._copy.setIcon(icon("copy", tokens.text, px))
        self._again.setIcon(icon("history", tokens.text, px))
        self._posts.setIcon(icon("list", tokens.text, px))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._say_bin()

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        self._undo.setEnabled(undo)
        self._redo.setEnabled(redo)

    def show_step(self, words: str, glyph: str, reason: str) -> None:
        """The next step; `reason` disables it. No words hide the button."""
        self._reason = reason
        self.primary.setVisible(bool(words))
        self.primary.setText(words)
        self.primary.set_glyph(glyph)
        self.primary.setEnabled(not reason)
        self.primary.setToolTip(plain(reason))
        self.primary.setAccessibleDescription(reason)
        self._fit()

    @property
    def reason(self) -> str:
        """Why the next step cannot be taken; empty when it can."""
        return self._reason

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest line once the decisions stand on their own."""
        hint = super().minimumSizeHint()
        return QSize(self._plan.minimumSizeHint().width(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_height()
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _choose(self, *, unfolded: bool) -> None:
        """What a person chose holds as long as the window is high enough."""
        self._wanted = unfolded
        self.fit_height()
        (self.fold if unfolded else self.unfold).setFocus()

    def fit_height(self) -> None:
        """Unfold the head where the window is high enough for it, unless somebody folded it."""
        high = self.window().height() >= UNFOLDED * self.fontMetrics().lineSpacing() / LINE
        self._plan.unfold(high and self._wanted)
        self.fold.setVisible(high and self._wanted)
        self.unfold.setVisible(high and not self._wanted)

    def _fit(self) -> None:
        """Put the decisions beside the title, which keeps the rest of the line, where there is room, else below."""
        title = TITLE_CHARS * self.fontMetrics().averageCharWidth()
        others = (self.back_button, self._tools)
        needed = title + self._plan.kept_width + 8
        needed += sum(widget.sizeHint().width() + 8 for widget in others)
        one = needed <= self.width()
        self._plan.setMaximumWidth(self._plan.kept_width if one else UNBOUNDED)
        self._plan.give_way(not one)
        if one is self._one_line:
            return
        self._one_line = one
        self._line.removeWidget(self._plan)
        self._below.removeWidget(self._plan)
        if one:
            self._line.insertWidget(2, self._plan)
        else:
            self._below.insertWidget(0, self._plan, 0, Qt.AlignmentFlag.AlignLeft)
