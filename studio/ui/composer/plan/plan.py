"""Template, pages, time and cards of a post, each behind a button that says what is decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from studio.clock import show_date, show_datetime
from studio.phrase import Bilingual, Phrase
from studio.posts.limits import video_of
from studio.posts.model import Finding, Post, Severity
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.composer.editors.days import MomentLine
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.section import PlanSection
from studio.ui.composer.plan.summary import PlanPopover, SummaryButton
from studio.ui.composer.plan.targets import TargetsSection
from studio.ui.composer.platform_options import PlatformOptionsSection
from studio.ui.composer.summaries import Summary
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.choice import CheckBox, RadioButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, PlainHolder, clear, column, row

GAP = 8
"""Pixels between two buttons."""
STRIP = {"about": 42, "targets": 83, "publish_at": 40}
"""Parts that stand side by side while the head is unfolded, with their shares of the width."""


LINK_EDGE = 4
"""Pixels around the words of a link: what stands beside heads with links is as high as they are."""


class WhenSection(PlanSection):
    """`changed` carries the moment (aware) or None for "as soon as it is approved"."""

    changed = Signal(object)

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self.soon, self.timed = RadioButton(tr("When it is approved and queued")), RadioButton(tr("At a set time"))
        group = QButtonGroup(self)
        group.addButton(self.soon)
        group.addButton(self.timed)
        self.soon.setChecked(True)
        self.line = MomentLine(zone=False, clear_word=tr("Without a time"))
        self.soon.clicked.connect(lambda _: self._switched())
        self.timed.clicked.connect(lambda _: self._switched())
        self.line.edited.connect(self._edited)
        self.line.cleared.connect(self._cleared)
        self.quiet = Banner()
        """That the unit publishes nothing on that day; it stops nothing."""
        self.fill(self.soon, self.timed, self.line, self.quiet)
        self.heading.setContentsMargins(0, LINK_EDGE, 0, LINK_EDGE)
        self.line.hide()
        anchor(self, "draft.followup")
        self.heading.setText(tr("Time of posting"))
        self.hint.setText(tr("Vietnam time"))
        self.line.setAccessibleName(self.heading.text())
        self.hint.setVisible(self.timed.isChecked())

    @property
    def finding(self) -> Finding | None:
        """A time was asked for, and none can be read: nothing that can be stored, so that no check would say it."""
        if not self.timed.isChecked() or self.line.value is not None:
            return None
        return Finding(
            code="TIME_READABLE",
            severity=Severity.BLOCK,
            field="publish_at",
            wrong=Phrase("“Time of posting” is empty or cannot be read."),
            remedy=Phrase("Write it as 25/11/2026 08:00, or choose “When it is approved and queued”."),
            excerpt=self.line.line.text(),
        )

    def summary(self) -> str:
        """When, in words."""
        moment = self._value()
        if moment is not None:
            return show_datetime(moment)
        return tr("no time yet") if self.timed.isChecked() else tr("when approved")

    def warn(self, warning: str) -> None:
        """Tell of the day that was chosen; empty tells nothing."""
        self.quiet.say(Tone.AMBER, warning)

    def put(self, moment: datetime | None) -> None:
        """Show the time; a time that is being typed is left alone."""
        if moment is None and self.timed.isChecked() and self.line.value is None:
            return
        if moment != self._value():
            (self.timed if moment else self.soon).setChecked(True)
            self.line.set_value(moment)
        self.line.setVisible(self.timed.isChecked())
        self.hint.setVisible(self.timed.isChecked())

    def reset(self) -> None:
        """Forget what is typed: another post is opened."""
        self.soon.setChecked(True)
        self.line.set_value(None)
        self.line.hide()
        self.hint.hide()

    def take_focus(self) -> None:
        (self.line.line if self.timed.isChecked() else self.soon).setFocus()

    def set_locked(self, locked: bool) -> None:
        for widget in (self.soon, self.timed, self.line):
            widget.setEnabled(not locked)

    def _edited(self) -> None:
        """Whoever names a time asks for a set time."""
        self.timed.setChecked(True)
        self.line.show()
        self.hint.show()
        self._tell()

    def _cleared(self) -> None:
        self.soon.setChecked(True)
        self.line.set_value(None)
        self._switched()

    def _value(self) -> datetime | None:
        return self.line.value if self.timed.isChecked() else None

    def _switched(self) -> None:
        timed = self.timed.isChecked()
        self.line.setVisible(timed)
        self.hint.setVisible(timed)
        if timed:
            self.line.line.setFocus()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self._value())


class CardsSection(PlanSection):
    """`changed` carries the ids chosen, in the template's order. One card goes with every post."""

    changed = Signal(object)
    by_hand = Signal()
    """The cards shall be adjusted by hand."""

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._boxes: dict[str, CheckBox] = {}
        self._chosen: tuple[str, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.hand = LinkButton(tr("Adjust by hand"), "sliders-horizontal")
        self.hand.setToolTip(tr("Which part of the photo shows, where lines end, what is left out; size by size"))
        self.hand.clicked.connect(self.by_hand)
        self.fill(self._list, self.hand)
        anchor(self, "card.render", "draft.innocence_line")
        self.heading.setText(tr("Cards"))
        self.hint.setText(tr("Pictures made from what you write."))

    @property
    def boxes(self) -> dict[str, CheckBox]:
        return dict(self._boxes)

    def summary(self) -> str:
        """How many are ticked, in words."""
        count = sum(box.isChecked() for box in self._boxes.values())
        return ntr("{n} card", "{n} cards", count).format(n=count)

    def offer(self, template: Template, design: Design) -> None:
        """The cards of `template`."""
        clear(self._list)
        self._boxes = {}
        for name in template.card_ids:
            bindings = [binding for binding in template.cards if binding.id == name]
            layout = design.layouts.get(bindings[0].layout)
            title = Bilingual(layout.title_vi, layout.title_en) if layout else Bilingual(name, name)
            box = CheckBox(self._say(Phrase("Set of pictures") if len(bindings) > 1 else title))
            box.clicked.connect(lambda _, name=name: self._clicked(name))
            self._boxes[name] = box
            self._list.addWidget(box)
        self.setVisible(bool(self._boxes))

    def put(self, chosen: Sequence[str]) -> None:
        """Tick these; none means the first."""
        self._chosen = tuple(chosen)
        shown = self._chosen or tuple(self._boxes)[:1]
        for name, box in self._boxes.items():
            box.setChecked(name in shown)

    def take_focus(self) -> None:
        first = next(iter(self._boxes.values()), None)
        if first is not None:
            first.setFocus()

    def set_locked(self, locked: bool) -> None:
        for box in self._boxes.values():
            box.setEnabled(not locked)
        self.hand.setEnabled(not locked)

    def _clicked(self, name: str) -> None:
        ticked = tuple(key for key, box in self._boxes.items() if box.isChecked())
        if not ticked:
            self._boxes[name].setChecked(True)
            return
        self._chosen = ticked
        self.changed.emit(ticked)


class PostAboutSection(PlanSection):
    """What the template is for, and what must not be in a post of it."""

    other_wanted = Signal()
    """Begin with another template instead."""

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._spread = False
        self._when, self._keep_out = Label(role="small", wrap=True), Label(tr("Keep out of the post:"), "small")
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._items = PlainHolder()
        self._items.setLayout(self._list)
        self._brief = Label(role="small", wrap=True)
        """What to keep out, in one sentence."""
        self.other = LinkButton(tr("Change the template…"))
        self.other.clicked.connect(self.other_wanted)
        self.hint.hide()
        self.fill(self._when, self._keep_out, self._items, self._brief, head=row(self.heading, None, self.other))
        self.heading.setText(tr("When to use it"))

    def show_template(self, template: Template) -> None:
        clear(self._list)
        self._when.setText(self._say(template.when))
        items = [self._say(item) for item in template.forbidden]
        self._brief.setText(f"{self._keep_out.text()} {'; '.join(items)}." if items else "")
        self.spread(self._spread)
        for item in template.forbidden:
            line = row(Glyph("ban", "error", scale=0.85), spacing=7)
            line.addWidget(Label(self._say(item), "small", wrap=True), 1)
            self._list.addLayout(line)

    def spread(self, wide: bool) -> None:
        """Take less height where there is width."""
        self._spread = wide
        told = bool(self._brief.text())
        self._brief.setVisible(wide and told)
        self._keep_out.setVisible(not wide and told)
        self._items.setVisible(not wide and told)

    def take_focus(self) -> None:
        self.other.setFocus()


class OriginalSection(PlanSection):
    """`changed` carries the id of the post chosen, or an empty text."""

    changed = Signal(str)

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._combo = Combo()
        self._combo.addItem("", "")
        self._combo.activated.connect(lambda _: self.changed.emit(str(self._combo.currentData() or "")))
        self.fill(self._combo)
        self.heading.setText(tr("Original post"))
        self.hint.setText(tr("The published post that this one corrects or updates."))
        self._combo.setItemText(0, tr("Choose a published post"))
        self._combo.setAccessibleName(self.heading.text())

    def offer(self, posts: Sequence[Summary]) -> None:
        """The posts to choose among."""
        chosen = str(self._combo.currentData() or "")
        while self._combo.count() > 1:
            self._combo.removeItem(1)
        for post in posts:
            self._combo.addItem(f"{post.title} ({show_date(post.day)})", post.id)
        self.put(chosen)

    def put(self, post_id: str) -> None:
        """Choose a post; one that is not offered is shown by its short id."""
        if not self._combo.choose(post_id):
            self._combo.addItem(post_id[:8], post_id)
            self._combo.choose(post_id)

    def take_focus(self) -> None:
        self._combo.setFocus()

    def set_locked(self, locked: bool) -> None:
        self._combo.setEnabled(not locked)


class PlanPart:
    """Sections that belong together, and the button that opens them."""

    def __init__(self, button: SummaryButton, *sections: PlanSection, chars: int) -> None:
        self.button, self.sections, self.chars = button, sections, chars
        self.body = PlainHolder()
        self.body.setLayout(column(*sections, spacing=0))
        self.popover: PlanPopover | None = None


class PostPlan(PlainHolder):
    """What concerns the post as a whole: a button a part, which opens it over `host`."""

    def __init__(self, say: Say, *, practice: bool) -> None:
        super().__init__()
        self.about = PostAboutSection(say)
        self.original = OriginalSection(say)
        self.targets = TargetsSection(say, practice=practice)
        self.when = WhenSection(say)
        self.cards = CardsSection(say)
        self.options = PlatformOptionsSection(say)
        self.targets.changed.connect(lambda _: self.options.show_platforms(self.targets.platforms))
        self.sections: dict[str, PlanSection] = {
            "about": self.about,
            "answers:original_post": self.original,
            "targets": self.targets,
            "options": self.options,
            "publish_at": self.when,
            "cards": self.cards,
        }
        self.parts: dict[str, PlanPart] = {
            "about": PlanPart(
                SummaryButton("layout-template", tr("Template", about="post")), self.about, self.original, chars=52
            ),
            "targets": PlanPart(SummaryButton("globe", tr("Post to")), self.targets, chars=52),
            "publish_at": PlanPart(SummaryButton("calendar-clock", tr("Time of posting")), self.when, chars=60),
            "cards": PlanPart(SummaryButton("image", tr("Cards, extras")), self.cards, self.options, chars=52),
        }
        anchor(self.parts["publish_at"].button, "draft.followup", stand_in=True)
        anchor(self.parts["cards"].button, "card.render", "draft.innocence_line", stand_in=True)
        self._unfolded = False
        self.strip = Card()
        """Where the parts stand side by side while the head is unfolded."""
        self._places: QHBoxLayout = row(spacing=0, margins=1)
        self.strip.setLayout(self._places)
        self.strip.hide()
        for name, part in self.parts.items():
            part.button.clicked.connect(lambda _=False, name=name: self.open(name))
        self.setLayout(row(*(part.button for part in self.parts.values()), spacing=GAP))

    def stand_over(self, host: QWidget) -> None:
        """Open the parts over `host`; the time has its calendar, which floats by itself."""
        for part in self.parts.values():
            if self.when in part.sections:
                self._places.addWidget(part.body)
            else:
                part.popover = PlanPopover(host, part.button, chars=part.chars)
                part.popover.inside.addWidget(part.body)

    @property
    def kept_width(self) -> int:
        """Pixels of all buttons beside the title, where none gives way."""
        shown = [part.button.kept_width for part in self.parts.values() if not part.button.isHidden()]
        return sum(shown) + GAP * max(0, len(shown) - 1)

    def give_way(self, below: bool) -> None:
        """On a line of their own, the name of the template is the first to be cut: it is the title above them."""
        self.parts["about"].button.give_way(below)

    def unfold(self, unfolded: bool) -> None:
        """Let what every post decides stand in the strip, or open at its button."""
        if unfolded is self._unfolded:
            return
        self.close_parts()
        self._unfolded = unfolded
        for name, share in STRIP.items():
            part = self.parts[name]
            if unfolded:
                self._places.addWidget(part.body, share, Qt.AlignmentFlag.AlignTop)
            elif part.popover is not None:
                part.popover.inside.addWidget(part.body)
            part.body.show()
            part.button.setVisible(not unfolded)
        self.about.spread(unfolded)
        self.targets.spread(unfolded)
        self.strip.setVisible(unfolded)

    def open(self, place: str) -> None:
        """Open the part with the section `place`, with the keyboard in that."""
        section = self.sections[place]
        part = next(one for one in self.parts.values() if section in one.sections)
        in_strip = self._unfolded and part.button.isHidden()
        if section is self.when and not in_strip:
            self.when.line.open_at(part.button)
            return
        if part.popover is not None and not in_strip:
            part.popover.open_at_button()
        section.take_focus()

    def close_parts(self) -> None:
        for part in self.parts.values():
            if part.popover is not None:
                part.popover.close_popover()

    def put(self, post: Post) -> None:
        """Show what `post` says."""
        self.original.put(post.answers.original_post)
        self.targets.put(post.targets)
        self.options.put(post.options)
        self.options.show_video(video_of(post.media))
        self.options.show_platforms(self.targets.platforms)
        self.when.put(post.publish_at)
        self.cards.put(post.cards)

    def summarise(self, template: str) -> None:
        """Say on the buttons what is planned; `template` is the name of the template."""
        values = {
            "about": template,
            "targets": self.targets.summary(),
            "publish_at": self.when.summary(),
            "cards": self.cards.summary(),
        }
        for name, value in values.items():
            self.parts[name].button.show_value(value[:1].upper() + value[1:])

    def show_findings(self, findings: Sequence[Finding], *, insist: bool) -> None:
        """Beside what they are about; a button says what stops the post behind it."""
        for name, section in self.sections.items():
            here = [f for f in findings if f.field == name or _is_within(f.field, name)]
            section.show_findings(here, insist=insist)
        for part in self.parts.values():
            part.button.show_trouble(next((said for one in part.sections if (said := one.error.text)), ""))

    def set_locked(self, locked: bool) -> None:
        for section in self.sections.values():
            section.set_locked(locked)


def _is_within(place: str, section: str) -> bool:
    """Whether the place of a finding is a part of the section."""
    return place.startswith({"cards": "card:", "options": "options:"}.get(section, "-"))
