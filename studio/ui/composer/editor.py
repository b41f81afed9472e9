"""The editor of one post: head, panes and foot, and how findings lead to their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from studio.clock import local
from studio.platforms import Platform
from studio.posts.model import Finding, Post
from studio.templates.model import Template
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.form import TemplateForm
from studio.ui.composer.header import ComposerHeader
from studio.ui.composer.law import LawLookup
from studio.ui.composer.media.strip import MediaStrip
from studio.ui.composer.places import place_name
from studio.ui.composer.plan.plan import PostPlan
from studio.ui.composer.plan.section import AnswersSection, PlanBar
from studio.ui.composer.side.pane import CHECKS, PREVIEW, STANDING, SidePane
from studio.ui.composer.side.preview import PHONE
from studio.ui.language import Speech
from studio.ui.reading_order import leave, step
from studio.ui.review.findings import FindingCounts
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import LinkButton, QuietButton
from studio.ui.widgets.labels import Elided, Glyph
from studio.ui.widgets.layout import Card, Plain, column, row, scrolled
from studio.ui.writing.target import WritingBar

GAP = 14
NARROW = 1280
"""Pixels of the window below which the left pane is a drop-down."""
LEFT_CHARS, LEFT_EXTRA = 25, 44
MIDDLE_CHARS = 42
TWO_COLUMNS = 58
"""Average characters the fields must be wide for the plan above them to stand in two columns."""
LEFT_WIDTH = 256
SIDE_WIDTH, SIDE_CHARS = PHONE + 20, 25


class Panes(QWidget):
    """`plan` left, `middle` between, `side` right."""

    def __init__(self, plan: PostPlan, middle: QWidget, side: QWidget) -> None:
        super().__init__()
        self._plan, self.side = plan, side
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self._side_wanted = True
        self._wide: bool | None = None
        content = Plain()
        self._column: QVBoxLayout = column(middle, None, spacing=14, margins=(0, 0, 4, 8))
        content.setLayout(self._column)
        self.area = scrolled(content)
        self.drop = PlanBar()
        self.drop.toggled.connect(lambda _: self._fold())
        centre = Plain()
        whole = column(self.drop, self.area, spacing=10)
        whole.setStretch(1, 1)
        centre.setLayout(whole)
        self.left = scrolled(Plain())
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(GAP)
        for pane in (self.left, centre, side):
            self.splitter.addWidget(pane)
        for place, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(place, stretch)
            self.splitter.setCollapsible(place, False)
        side.setMinimumWidth(SIDE_WIDTH)
        self.splitter.setSizes([LEFT_WIDTH, 10 * LEFT_WIDTH, SIDE_WIDTH])
        self.setLayout(column(self.splitter))
        self._arrange(wide=True)

    @property
    def stacked(self) -> bool:
        """Whether the plan is a drop-down above the fields."""
        return not self._wide

    def open_plan(self, opened: bool = True) -> None:
        """Let the plan drop down, or fold it away; nothing to do where it has a pane of its own."""
        self.drop.setChecked(opened)

    def _fold(self) -> None:
        if self._wide:
            return
        focus = QApplication.focusWidget()
        if not self.drop.isChecked() and focus is not None and self._plan.isAncestorOf(focus):
            self.drop.setFocus()
        self._plan.setVisible(self.drop.isChecked())
        if self.drop.isChecked():
            self.area.verticalScrollBar().setValue(0)

    def toggle_side(self) -> None:
        """Show or hide the right pane."""
        self._side_wanted = not self._side_wanted
        self._fit()

    def show_side(self) -> None:
        """Bring the right pane into sight."""
        if not self._side_wanted or not self.side.isVisible():
            self._side_wanted = True
            self._fit()

    def bring(self, widget: QWidget) -> None:
        """Scroll so that `widget` is in sight."""
        if self._plan.isAncestorOf(widget):
            self.open_plan()
        for area in (self.left, self.area):
            if area.isAncestorOf(widget):
                area.ensureWidgetVisible(widget, 20, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._soon.start()  # not now: Qt is walking through the widgets that `_fit` moves

    def _fit(self) -> None:
        width = self.fontMetrics().averageCharWidth()
        left, middle = LEFT_CHARS * width + LEFT_EXTRA, MIDDLE_CHARS * width
        self.side.setMinimumWidth(max(SIDE_WIDTH, SIDE_CHARS * width))
        side = self.side.minimumWidth() + GAP if self._side_wanted else 0
        self.left.setMinimumWidth(left)
        room_for_three = left + GAP + middle + side <= self.width()
        self._arrange(wide=room_for_three and self.window().width() >= NARROW)
        self.side.setVisible(self._side_wanted)
        room = self.width() - side
        self._plan.set_columns(two=not self._wide and room >= TWO_COLUMNS * width)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        focus = QApplication.focusWidget()
        kept = focus if focus is not None and self._plan.isAncestorOf(focus) else None
        if wide:
            self._column.removeWidget(self._plan)
            hold = Plain()
            hold.setLayout(column(self._plan, None, margins=(0, 0, 2, 8)))
            self.left.setWidget(hold)
        else:
            self._column.insertWidget(0, self._plan)
        self._plan.setVisible(wide or self.drop.isChecked())
        self.drop.setVisible(not wide)
        self.left.setVisible(wide)
        if kept is not None:
            kept.setFocus()


NAMED = 2
"""Places a step of undo names; the rest are counted."""


class Foot(QWidget):
    """`details` asks for the checks."""

    details = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._saved: datetime | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._saving, self._trouble, self._step = False, "", ""
        self.counts = FindingCounts()
        self._sign, self._kept = Glyph("check"), Elided(role="hint")
        more = LinkButton(tr("Checks before it goes out"), "list-checks")
        more.clicked.connect(self.details)
        line = row(more, self.counts, self._sign, self._kept, spacing=8, margins=(0, 0, 4, 0))
        line.setStretch(1, 1)
        self.counts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for widget in (self.counts, self._sign, self._kept, more):
            line.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        more.setToolTip(tr("See every finding (F7)"))
        self._tell()

    @property
    def saved_text(self) -> str:
        return self._kept.text()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        if tuple(findings) != self._findings:
            self._findings = tuple(findings)
            self.counts.show_counts(findings)

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
            at = local(self._saved)
            self._say("check", "muted", tr("Draft saved {time}").format(time=f"{at.hour:02d}:{at.minute:02d}"))
        else:
            self._say("check", "muted", "")

    def _say(self, glyph: str, colour: str, text: str) -> None:
        self._sign.show_glyph(glyph, colour)
        self._sign.setVisible(bool(text))
        self._kept.setText(text)
        self._kept.setMaximumWidth(self._kept.fontMetrics().horizontalAdvance(text) + 4)
        self._kept.setAccessibleDescription(self._trouble)


class EditorView(QWidget):
    """All the widgets of the editor. It decides nothing: the page tells it what to show and hears what was done."""

    edited = Signal(str)
    """Name of the field a person changed."""
    left = Signal()
    """A field was left."""
    picture_wanted = Signal(str)
    quote_wanted = Signal(object)

    def __init__(self, speech: Speech, lookup: LawLookup, plan: PostPlan, strip: MediaStrip, side: SidePane) -> None:
        super().__init__()
        self._speech, self._lookup = speech, lookup
        self.template: Template | None = None
        self.form: TemplateForm | None = None
        self.header, self.foot = ComposerHeader(speech), Foot()
        self.notice_button = QuietButton()
        self.notice = Banner(self.notice_button)
        self.plan, self.strip, self.side = plan, strip, side
        self.answers = AnswersSection(speech.say)
        self.bar = WritingBar()
        self._fields: QVBoxLayout = column(row(None, self.bar), margins=(20, 10, 14, 20))
        card = Card()
        card.setLayout(self._fields)
        middle = Plain()
        middle.setLayout(column(card, self.strip, self.answers, spacing=14))
        self.panes = Panes(self.plan, middle, self.side)
        body = column(self.header, self.notice, self.panes, self.foot, spacing=12)
        body.setStretch(2, 1)
        self.setLayout(body)
        anchor(self, "approval.quick", stand_in=True)  # the bulletin is sent first
        self._bind()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through head, plan, fields, right pane and foot as one reads them."""
        panes = self.panes
        areas = (self.header, self.notice, panes.left, panes.drop, panes.area, self.side, self.foot)
        if step(areas, forward=forward) or leave(self, forward=forward):
            return True
        return super().focusNextPrevChild(forward)

    def summarise(self) -> None:
        """Say on the drop-down of the plan what it holds."""
        self.panes.drop.show_summary(self.plan.summary())

    def _bind(self) -> None:
        self.foot.details.connect(lambda: self.show_tab(CHECKS))
        self.header.side_toggled.connect(self.panes.toggle_side)
        self.side.checks.asked.connect(self.go_to)
        self.side.preview.asked.connect(self.go_to)
        self.side.comments.asked.connect(self.go_to)

    def build(self, template: Template) -> TemplateForm:
        """Make the form of `template`; the former one is gone."""
        if self.form is not None:
            self._fields.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.template = template
        self.form = TemplateForm(template, self._lookup, self._speech)
        self.form.edited.connect(self.edited)
        self.form.left.connect(self.left)
        self.form.picture_wanted.connect(self.picture_wanted)
        self.form.quote_wanted.connect(self.quote_wanted)
        self.form.comments_wanted.connect(lambda: self.show_tab(STANDING))
        self._fields.addWidget(self.form)
        self.header.show_template(template)
        self.plan.about.show_template(template)
        self.plan.when.reset()
        self.side.preview.forget()
        self.side.show_tab(PREVIEW)
        for area in (self.panes.area, self.panes.left):
            area.verticalScrollBar().setValue(0)
        return self.form

    def put(self, post: Post) -> None:
        """Show what `post` says, everywhere."""
        if self.form is not None:
            self.form.put(post.fields)
        self.plan.put(post)
        self.strip.put(post.media)
        self.answers.put(post.answers)
        self.header.show_state(post.state)
        self.summarise()

    def show_findings(self, findings: Sequence[Finding], *, insist: bool) -> None:
        """Findings at their places; `insist` names what is still empty, too."""
        if self.form is not None:
            self.form.show_findings(findings, insist=insist)
        self.plan.show_findings(findings, insist=insist)
        self.answers.show_findings(findings, insist=insist)
        self.strip.show_findings(findings)
        self.foot.show_findings(findings)

    def show_comments(self, counts: Mapping[str, int]) -> None:
        """How many comments wait, by field: a mark beside each, and the sum on their tab."""
        if self.form is not None:
            self.form.show_comments(counts)
        self.side.show_open_comments(sum(counts.values()))

    def set_locked(self, locked: bool) -> None:
        """Look, but do not touch."""
        if self.form is not None:
            self.form.setEnabled(not locked)
        self.bar.setEnabled(not locked)
        self.plan.set_locked(locked)
        self.answers.set_locked(locked)
        self.strip.set_locked(locked)

    def show_tab(self, place: int) -> None:
        self.panes.show_side()
        self.side.show_tab(place)

    def tell_step(self, kind: str, places: Sequence[str]) -> None:
        """Say what undo, redo or restore changed, and bring it into sight; the keyboard stays where it is."""
        if self.template is None:
            return
        names = [place_name(self.template, self._speech, place) for place in places]
        self.foot.show_step(kind, names)
        widget = self._widget_at(places[0]) if places else None
        if widget is not None and widget.isVisible():
            self.panes.bring(widget)

    def _widget_at(self, place: str) -> QWidget | None:
        name, _, _ = place.partition(":")
        if self.form is not None and place in self.form.fields:
            return self.form.fields[place]
        section = self.plan.sections.get(place)
        return section or {"media": self.strip, "answers": self.answers}.get(name)

    def go_to(self, place: str) -> None:
        """Put the keyboard where a finding points: a field, a picture, a page, a question."""
        name, _, rest = place.partition(":")
        if self.form is not None and self.form.focus(place):
            pass
        elif name == "media":
            if not self.strip.choose(rest, focus=True):
                self.strip.take_focus()
        elif place in self.plan.sections:
            self.panes.open_plan()
            self.plan.sections[place].take_focus()
        elif name == "answers":
            self.answers.focus_answer(rest)
        elif name == "card":
            self.panes.open_plan()
            self.plan.cards.take_focus()
        else:
            self._show_text(rest)
            return
        focus = self.window().focusWidget()
        if focus is not None:
            self.panes.bring(focus)

    def _show_text(self, platform: str) -> None:
        self.show_tab(PREVIEW)
        if platform in [p.value for p in Platform]:
            self.side.preview.pick(Platform(platform))
