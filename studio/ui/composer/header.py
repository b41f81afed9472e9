"""The head of the editor: what is written, from which template, in what state, and the one next step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from studio.posts.model import PostState
from studio.templates.model import Template
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.draft import LOCKED_STATES, OPEN_STATES
from studio.ui.icons import icon, icon_px
from studio.ui.language import Speech
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import IconButton, PrimaryButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, Plain, column, row
from studio.ui.words import StateWord, post_word

REASON_CHARS = 31
ROOM_BESIDE = 132
"""Average characters the head must be wide for the reason to stand beside the button."""
REASON_PLACE = 6


class ComposerHeader(QWidget):
    """Title and template on the left; undo, redo and the primary button on the right."""

    back = Signal()
    undo = Signal()
    redo = Signal()
    go = Signal()
    side_toggled = Signal()
    bin = Signal()
    """Put the post into the trash."""
    posts = Signal()
    """Show the list of all posts."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._state = PostState.DRAFT
        self._beside = True
        self.back_button = IconButton("arrow-left", tr("Templates and drafts"))
        self._title, self._about = Label(role="title", wrap=True), Label(role="hint")
        self._approved, self._chip = StatusChip(), StatusChip()
        self._approved.set_word(StateWord(tr("Approved template"), "", Tone.GREEN))
        self._about.setMinimumHeight(self._approved.sizeHint().height())
        self._undo = IconButton("undo-2", tr("Undo (Ctrl+Z)"))
        self._redo = IconButton("redo-2", tr("Redo (Ctrl+Y)"))
        self._side = IconButton("panel-right", tr("Show or hide the right pane (F9)"))
        self._more = IconButton("ellipsis", tr("More for this post"))
        self.menu = QMenu(self._more)
        self._bin, self._posts = self.menu.addAction(""), self.menu.addAction(tr("All posts"))
        self._more.setMenu(self.menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.primary = PrimaryButton(glyph="send")
        anchor(self.primary, "approval.go", "approval.submit", "practice.publish")
        anchor(self.back_button, "draft.new_from_template", "draft.case_stage", stand_in=True)
        self._reason = Label(role="small", wrap=True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back_button.clicked.connect(self.back)
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        self._side.clicked.connect(self.side_toggled)
        self._bin.triggered.connect(self.bin)
        self._posts.triggered.connect(self.posts)
        self.primary.clicked.connect(self.go)
        self._build()
        self.show_state(PostState.DRAFT)
        self._fit_reason()

    def _build(self) -> None:
        flow = FlowLayout(spacing=8)
        for widget in (self._about, self._chip, self._approved):
            flow.addWidget(widget)
        below = Plain()
        below.setLayout(flow)
        titles = column(self._title, below, spacing=3)
        self._tools = row(
            None, self._undo, self._redo, self._side, self._more, 8, self._reason, 6, self.primary, spacing=4
        )
        self._right = column(self._tools, spacing=4)
        line = row(self.back_button, titles, self._right, spacing=8)
        line.setStretch(1, 1)
        line.setAlignment(self.back_button, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_template(self, template: Template) -> None:
        self._title.setText(self._speech.say(template.title))
        about = tr("Template {code} · version {version}")
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
            why = tr("take it back to draft first")
        text = tr("Put into the trash")
        self._bin.setText(text if may else f"{text} ({why})")
        tokens = current_tokens()
        px = icon_px(self.fontMetrics())
        self._bin.setIcon(icon("trash-2", tokens.text if may else tokens.disabled, px))
        self._posts.setIcon(icon("list", tokens.text, px))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._say_bin()

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        self._undo.setEnabled(undo)
        self._redo.setEnabled(redo)

    def show_step(self, words: str, glyph: str, reason: str) -> None:
        """The next step; `reason` disables it and stands beside it. No words hide the button."""
        self.primary.setVisible(bool(words))
        self.primary.setText(words)
        self.primary.set_glyph(glyph)
        self.primary.setEnabled(not reason)
        self.primary.setAccessibleDescription(reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason and words))
        self._fit_reason()

    @property
    def reason(self) -> str:
        return self._reason.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_reason()

    def _fit_reason(self) -> None:
        """The reason stands before the button, or under it where room is short."""
        width = self.fontMetrics().averageCharWidth()
        beside = self.width() >= ROOM_BESIDE * width
        if beside is not self._beside:
            self._beside = beside
            self._right.removeWidget(self._reason)
            self._tools.removeWidget(self._reason)
            if beside:
                self._tools.insertWidget(REASON_PLACE, self._reason)
            else:
                self._right.addWidget(self._reason)
        self._reason.setMinimumWidth(REASON_CHARS * width if beside else 0)
        self._reason.setMaximumWidth(REASON_CHARS * width if beside else 16777215)
