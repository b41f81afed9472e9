"""The editor of one post: head and panes, and how findings lead to their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from studio.platforms import Platform
from studio.posts.model import Finding, Post
from studio.templates.model import Template
from studio.ui.anchors import anchor
from studio.ui.composer.findings_bar import FindingsBar
from studio.ui.composer.form import TemplateForm
from studio.ui.composer.header import ComposerHeader
from studio.ui.composer.law import LawLookup
from studio.ui.composer.media.strip import MediaStrip
from studio.ui.composer.plan.plan import PostPlan
from studio.ui.composer.plan.section import AnswersSection
from studio.ui.composer.side.pane import CARD, CHECKS, PREVIEW, STANDING, SidePane
from studio.ui.language import LanguageManager
from studio.ui.reading_order import leave, step, stops_in
from studio.ui.review.places import place_name
from studio.ui.theme import dress_apart
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.field import WIDEST_CHARS
from studio.ui.widgets.layout import UNBOUNDED, Card, PlainHolder, ScrollColumn, column, row

GAP = 12
FIELDS_WIDTH, SIDE_WIDTH = 668, 598
"""Pixels of the two panes at 1366."""
FIELDS_CHARS, SIDE_CHARS = 42, 36
"""Average characters that each has at least."""
FINDINGS_CHARS = 40
WITH_FINDINGS = 1600
"""Pixels of the window from which the findings have a column of their own."""
BELOW_TOP = 12
"""Pixels between the top of the pane and the label of the box one was led to."""


class FieldsColumn(ScrollColumn):
    """The one thing in the editor that scrolls: fields, pictures, questions; never wider than one reads well."""

    def __init__(self, *parts: QWidget) -> None:
        content = PlainHolder()
        self._inside = PlainHolder()
        self._inside.setLayout(column(*parts, spacing=GAP, margins=(4, 0, 4, 0)))
        line = row(None, self._inside, None, margins=(16, 12, 14, 14))
        line.setStretch(1, 1000)
        content.setLayout(column(line, None))
        super().__init__(content)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._inside.setMaximumWidth(WIDEST_CHARS * self.fontMetrics().averageCharWidth())

    def bring(self, widget: QWidget) -> None:
        """Scroll so that the top of `widget`, its label, stands just below the top."""
        content = self.widget()
        if content is not None:
            top = widget.mapTo(content, QPoint()).y()
            self.verticalScrollBar().setValue(top - BELOW_TOP)


class Panes(QWidget):
    """Fields with the findings below them; beside them the side pane, and where there is room the findings whole."""

    def __init__(self, area: FieldsColumn, bar: FindingsBar, side: SidePane) -> None:
        super().__init__()
        self.area, self.bar, self.side = area, bar, side
        self._side_wanted, self._side_alone = True, False
        self._wide: bool | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.fields = Card()
        inside = column(area, bar, spacing=0, margins=1)
        inside.setStretch(0, 1)
        self.fields.setLayout(inside)
        self.findings = Card()
        self.findings.setLayout(column(margins=1))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(GAP)
        for pane in (self.fields, side):
            self.splitter.addWidget(pane)
        for place in range(2):
            self.splitter.setStretchFactor(place, 1)
            self.splitter.setCollapsible(place, False)
        self.splitter.setSizes([FIELDS_WIDTH, SIDE_WIDTH])
        whole = row(self.splitter, self.findings, spacing=GAP)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._fit()

    @property
    def wide(self) -> bool:
        """Whether the findings have a column of their own."""
        return bool(self._wide)

    @property
    def _narrow(self) -> bool:
        """Whether fields and right pane find no room beside each other."""
        fields = FIELDS_CHARS * self.fontMetrics().averageCharWidth()
        return self.width() < fields + GAP + self.side.minimumSizeHint().width()

    def toggle_side(self) -> None:
        """Show or hide the right pane; where both find no room, it takes turns with the fields."""
        if self._narrow:
            self._side_alone = not self._side_alone
        else:
            self._side_wanted = not self._side_wanted
        self._fit()

    def show_fields(self) -> None:
        """Bring the fields into sight."""
        if self._side_alone:
            self._side_alone = False
            self._fit()

    def show_side(self) -> None:
        """Bring the right pane into sight."""
        if self.side.isHidden():
            self.toggle_side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._soon.start()  # not now: Qt is walking through the widgets that `_fit` moves

    def _fit(self) -> None:
        width = self.fontMetrics().averageCharWidth()
        self._side_alone = self._side_alone and self._narrow
        fields = FIELDS_CHARS * width
        self.fields.setMinimumWidth(fields)
        self.side.setMinimumWidth(max(1, min(SIDE_CHARS * width, self.width() - fields - GAP)))
        self.side.setVisible(self._side_alone if self._narrow else self._side_wanted)
        self.fields.setVisible(not self._side_alone)
        column_width = FINDINGS_CHARS * width
        enough = (WIDEST_CHARS + SIDE_CHARS) * width + column_width + 2 * GAP
        self._arrange(wide=self.window().width() >= WITH_FINDINGS and self.width() >= enough)
        self.findings.setFixedWidth(column_width)
        whole = WIDEST_CHARS * width + 40
        self.fields.setMaximumWidth(whole if self._wide and self._side_wanted else UNBOUNDED)

    def _arrange(self, *, wide: bool) -> None:
        """Let the findings stand in their column, or behind their tab and in the line below the fields."""
        if wide is self._wide:
            return
        self._wide = wide
        self.side.part_findings(self.findings if wide else None)
        self.findings.setVisible(wide)
        self.bar.set_brief(wide)


class EditorView(QWidget):
    """All the widgets of the editor. It decides nothing: the page tells it what to show and hears what was done."""

    edited = Signal(str)
    """Name of the field a person changed."""
    left = Signal()
    """A field was left."""
    picture_wanted = Signal(str)
    quote_wanted = Signal(object)

    def __init__(
        self, language: LanguageManager, lookup: LawLookup, plan: PostPlan, strip: MediaStrip, side: SidePane
    ) -> None:
        super().__init__()
        dress_apart(self)
        self._language, self._lookup = language, lookup
        self.template: Template | None = None
        self.form: TemplateForm | None = None
        self.header, self.bar = ComposerHeader(language, plan), FindingsBar(language)
        self.notice_button = QuietButton()
        self.notice = Banner(self.notice_button)
        self.plan, self.strip, self.side = plan, strip, side
        self.answers = AnswersSection(language.say)
        self._form_place = PlainHolder()
        self._fields: QVBoxLayout = column()
        self._form_place.setLayout(self._fields)
        area = FieldsColumn(self._form_place, self.strip, self.answers)
        self.panes = Panes(area, self.bar, self.side)
        body = column(self.header, self.notice, self.panes, spacing=GAP)
        body.setStretch(2, 1)
        self.setLayout(body)
        self.plan.stand_over(self)
        anchor(self, "approval.quick", stand_in=True)  # the bulletin is sent first
        self._bind()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through head, fields, findings and right pane as one reads them."""
        panes = self.panes
        areas = (self.header, self.notice, panes.area, self.bar, self.side, panes.findings)
        if step(areas, forward=forward) or leave(self, forward=forward):
            return True
        return super().focusNextPrevChild(forward)

    def summarise(self) -> None:
        """Say on the buttons of the plan what is decided."""
        self.plan.summarise(self._language.say(self.template.title) if self.template is not None else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.fit_height()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.plan.close_parts()

    def _bind(self) -> None:
        self.bar.asked.connect(self.go_to)
        self.side.hide_wanted.connect(self.panes.toggle_side)
        self.side.checks.asked.connect(self.go_to)
        self.side.card.asked.connect(self.go_to)
        self.side.preview.asked.connect(self.go_to)
        self.side.comments.asked.connect(self.go_to)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        """Outline on the card what the box in use is about."""
        fields = self.form.fields if self.form is not None else {}
        here = next((name for name, one in fields.items() if now is not None and one.isAncestorOf(now)), "")
        if here or (now is not None and self.isAncestorOf(now)):
            self.side.card.canvas.show_field(here)

    def build(self, template: Template) -> TemplateForm:
        """Make the form of `template`; the former one is gone."""
        if self.form is not None:
            self._fields.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.template = template
        self.form = TemplateForm(template, self._lookup, self._language)
        self.form.edited.connect(self.edited)
        self.form.left.connect(self.left)
        self.form.picture_wanted.connect(self.picture_wanted)
        self.form.quote_wanted.connect(self.quote_wanted)
        self.form.comments_wanted.connect(lambda: self.show_tab(STANDING))
        self._fields.addWidget(self.form)
        self.header.show_template(template)
        self.plan.about.show_template(template)
        self.plan.options.show_template(template)
        self.plan.when.reset()
        self.side.preview.forget()
        self.side.card.forget()
        self.bar.forget()
        self.plan.close_parts()
        self.side.show_tab(CARD if template.cards else PREVIEW)
        self.panes.area.verticalScrollBar().setValue(0)
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
        self.bar.show_findings(findings, self.template)
        self.side.show_findings(findings)

    def show_comments(self, counts: Mapping[str, int]) -> None:
        """How many comments wait, by field: a mark beside each, and the sum on their tab."""
        if self.form is not None:
            self.form.show_comments(counts)
        self.side.show_open_comments(sum(counts.values()))

    def set_locked(self, locked: bool) -> None:
        """Look, but do not touch; the keyboard leaves a field that is locked for the head of the page."""
        if self.form is not None:
            focus = QApplication.focusWidget()
            if locked and focus is not None and self.form.isAncestorOf(focus):
                next(stops_in(self.header), self).setFocus()
            self.form.setEnabled(not locked)
        self.bar.tools.setEnabled(not locked)
        self.side.card.canvas.set_editable(not locked)
        self.plan.set_locked(locked)
        self.answers.set_locked(locked)
        self.strip.set_locked(locked)

    def show_tab(self, place: int) -> None:
        if place == CHECKS and self.panes.wide:
            return  # they are in sight
        self.panes.show_side()
        self.side.show_tab(place)

    def tell_step(self, kind: str, places: Sequence[str]) -> None:
        """Say what undo, redo or restore changed, and bring it into sight; the keyboard stays where it is."""
        if self.template is None:
            return
        names = [place_name(self.template, self._language, place) for place in places]
        self.header.saved.show_step(kind, names)
        widget = self._widget_at(places[0]) if places else None
        if widget is not None and not widget.visibleRegion().isEmpty():
            return
        if widget is not None and self.panes.area.isAncestorOf(widget):
            self.panes.area.bring(widget)

    def _widget_at(self, place: str) -> QWidget | None:
        name, _, _ = place.partition(":")
        if self.form is not None and place in self.form.fields:
            return self.form.fields[place]
        return {"media": self.strip, "answers": self.answers}.get(name)

    def go_to(self, place: str) -> None:
        """Put the keyboard where a finding points: a field, a picture, a page, a question."""
        name, _, rest = place.partition(":")
        self.panes.show_fields()
        if self.form is not None and self.form.focus(place):
            self.panes.area.bring(self.form.fields[place])
        elif name == "media":
            if not self.strip.choose(rest, focus=True):
                self.strip.take_focus()
            self.panes.area.bring(self.strip)
        elif place in self.plan.sections:
            self.plan.open(place)
        elif name == "answers":
            self.answers.focus_answer(rest)
            self.panes.area.bring(self.answers)
        elif name in ("card", "cards", "touches"):
            self.plan.open("cards")
        elif name == "options":
            self.plan.open("options")
        else:
            self._show_text(rest)

    def _show_text(self, platform: str) -> None:
        self.show_tab(PREVIEW)
        if platform in [p.value for p in Platform]:
            self.side.preview.pick(Platform(platform))
