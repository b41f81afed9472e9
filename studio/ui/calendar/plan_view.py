"""The plan of a week in the calendar: goal, posts with people and days, what the head says, and the look back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from studio.calendar.week import WeekItem, WeekPlan, WeekView, monday_of
from studio.clock import local_date
from studio.people.model import Person, Role
from studio.posts.model import Finding, PostState, Severity
from studio.templates.model import Template
from studio.translation import mark, tr
from studio.ui.anchors import anchor
from studio.ui.calendar.dates import week_title, weekday
from studio.ui.composer.chooser.looks import TONES, family_icon, icon_of
from studio.ui.files import ask_save
from studio.ui.form import Form, Values
from studio.ui.icons import icon, icon_px
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import DecisionDialog
from studio.ui.posts.filter_bar import FilterBar
from studio.ui.posts.view import PeriodBar, PostsTab
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import IconButton, MenuButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, clear, column, row, scrolled
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.pin import PersonPicker
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.words import StateWord

if TYPE_CHECKING:
    from studio.app.studio import Studio


PLANNERS = frozenset(Role) - {Role.TRAINER}


DAY_CHARS, NAME_CHARS = 12, 17
"""Characters of a day and of a name that find room."""
APPROVERS = frozenset({Role.APPROVER, Role.HEAD})
_GLYPHS = {Severity.BLOCK: ("circle-x", Tone.RED), Severity.WARN: ("triangle-alert", Tone.AMBER)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRowView:
    """What a row shows."""

    item: WeekItem
    monday: date
    title: str
    kind: StateWord
    people: Sequence[Person]
    findings: Sequence[Finding] = ()
    said: Mapping[Finding, str] = field(default_factory=dict)


class PlanRow(QWidget):
    """`changed` carries what of the item is to be another value; `opened` and `removed` need no more."""

    changed = Signal(dict)
    opened = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: PlanRowView | None = None
        self.day = Combo()
        self.day.setMinimumContentsLength(DAY_CHARS)
        self.title, self.kind = ElidedLabel(role="label"), StatusChip()
        self.write, self.remove = IconButton("pencil"), IconButton("trash-2")
        self.writer, self.approver = PersonPicker(), PersonPicker()
        for picker in (self.writer, self.approver):
            picker.setMinimumContentsLength(NAME_CHARS)
        self.deadline, self.review = DateField(), DateField()
        self._blocks = (
            FieldBlock(self.writer, tr("Writes")),
            FieldBlock(self.approver, tr("Approves", about="person")),
            FieldBlock(self.deadline, tr("Submit by")),
            FieldBlock(self.review, tr("Review on")),
        )
        self._notes = column(spacing=3)
        self._build()
        self.day.setAccessibleName(tr("Day"))

    def _build(self) -> None:
        head = row(self.day, self.title, self.kind, self.write, self.remove, spacing=10)
        head.setStretch(1, 1)
        self._flow = FlowLayout(spacing=12)
        for block in self._blocks:
            self._flow.addWidget(block)
        fields = PlainHolder()
        fields.setLayout(self._flow)
        card = Card()
        card.setLayout(column(head, fields, self._notes, spacing=8, margins=(14, 10, 14, 10)))
        self.setLayout(column(card))
        self.day.activated.connect(lambda _: self.changed.emit({"day": date.fromisoformat(self.day.currentData())}))
        self.writer.activated.connect(lambda _: self.changed.emit({"writer": self.writer.person}))
        self.approver.activated.connect(lambda _: self.changed.emit({"approver": self.approver.person}))
        self.deadline.edited.connect(lambda: self._dated("deadline", self.deadline))
        self.review.edited.connect(lambda: self._dated("review_on", self.review))
        self.write.clicked.connect(self.opened)
        self.remove.clicked.connect(self.removed)

    def show_item(self, shown: PlanRowView) -> None:
        """Show it anew; what is being typed into a day stays."""
        self._shown = shown
        item = shown.item
        self.title.setText(shown.title)
        self.kind.set_word(shown.kind)
        self.kind.setVisible(bool(shown.kind.text))
        self._offer_days(shown.monday, item.day)
        active = [person for person in shown.people if person.active]
        self._choose(self.writer, [p for p in active if Role.AUTHOR in p.roles], item.writer)
        self._choose(self.approver, [p for p in active if p.roles & APPROVERS], item.approver)
        for line, value in ((self.deadline, item.deadline), (self.review, item.review_on)):
            if not line.line.hasFocus():
                line.set_value(value)
        self._note(shown)
        self._name(shown)

    def _offer_days(self, monday: date, day: date) -> None:
        self.day.blockSignals(True)
        self.day.clear()
        for number in range(7):
            each = monday + timedelta(days=number)
            self.day.addItem(f"{weekday(each)} {each:%d/%m}", each.isoformat())
        self.day.choose(day.isoformat())
        self.day.blockSignals(False)

    @staticmethod
    def _choose(picker: PersonPicker, people: Sequence[Person], chosen: str) -> None:
        picker.setCurrentIndex(-1)
        picker.offer(people, chosen)

    def _note(self, shown: PlanRowView) -> None:
        clear(self._notes)
        for finding in shown.findings:
            glyph, tone = _GLYPHS.get(finding.severity, ("info", Tone.BLUE))
            line = row(Glyph(glyph, tone), Label(shown.said[finding], "small", wrap=True), spacing=6)
            line.setStretch(1, 1)
            self._notes.addLayout(line)

    def _name(self, shown: PlanRowView) -> None:
        title, begun = shown.title, bool(shown.item.post_id)
        self.write.set_glyph("arrow-up-right" if begun else "pencil")
        words = tr("Open the post: {title}") if begun else tr("Start writing: {title}")
        self.write.set_name(words.format(title=title))
        self.remove.set_name(tr("Remove from the plan: {title}").format(title=title))

    def _dated(self, key: str, line: DateField) -> None:
        """A day that can be read is kept at once; an emptied one, too."""
        if self._shown is not None and line.valid and line.value != getattr(self._shown.item, key):
            changes: dict[str, Any] = {key: line.value}
            self.changed.emit(changes)


class SubmitDialog(Form):
    """Whoever vouches for the plan."""

    def __init__(self, shell: Shell, day: date, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="send")
        self._day = day
        self.set_heading(tr("Submit the weekly plan"))
        self.say(tr("The head approves exactly the current plan; a later change has to be submitted again."))
        self.prove("by", PLANNERS)
        self.go.setText(tr("Submit"))

    def work(self, values: Values) -> object:
        return self.shell.studio.weeks.submit(self._day, *values["by"])


OPEN = (PostState.DRAFT, PostState.CHANGES_ASKED, PostState.IN_REVIEW, PostState.APPROVED)
MOST_DRAFTS = 20
"""Posts under way that are offered for the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRead:
    view: WeekView
    people: Sequence[Person]
    templates: Sequence[Template]
    drafts: Mapping[str, str]
    """Titles of posts under way that stand in no plan of this week, by id, the newest change first."""


def load_plan(studio: Studio, day: date) -> PlanRead:
    view = studio.weeks.view(day)
    planned = {item.post_id for item in view.plan.items}
    under_way = [post.id for post in studio.drafts.list(*OPEN) if post.id not in planned][:MOST_DRAFTS]
    return PlanRead(
        view=view,
        people=tuple(studio.people.list()),
        templates=tuple(studio.catalog.all()),
        drafts={post: studio.drafts.title(post) for post in under_way},
    )


_WORDS: Mapping[str, str] = {
    "warning": mark("Warning"),
    "guidance": mark("Guidance"),
    "notice": mark("Notice"),
    "community": mark("Community", about="kind of post"),
    "tribute": mark("Tribute", about="kind of post"),
    "correction": mark("Correction"),
}


def kind_word(theme: str) -> StateWord:
    """What a family is called; without a name where it is none of ours."""
    said = tr(_WORDS[theme]) if theme in _WORDS else ""
    return StateWord(said, family_icon(theme), TONES.get(theme, Tone.SLATE))


REVIEW_LINES = 3
PLANNED_SHARE, BESIDE_CHARS = 2, 140
"""Times the width of the look back that the plan has beside it, and average characters that hold both."""


class PlanTab(PostsTab):
    """Every change is kept at once. `read_anew` follows what was read."""

    read_anew = Signal()

    narrows = False
    by_week = True

    def __init__(self, shell: Shell, bar: FilterBar, when: PeriodBar) -> None:
        super().__init__(shell, bar, when)
        self._read: PlanRead | None = None
        self.goal, self.review = QLineEdit(), TextBox(lines=REVIEW_LINES)
        self.standing, self.rows = StatusChip(), list[PlanRow]()
        self.add = MenuButton(tr("Plan a post"), glyph="plus")
        self.check_now = QuietButton(tr("Check"), glyph="list-checks")
        self.head, self.print = (
            QuietButton(glyph="send"),
            QuietButton(tr("Print the weekly calendar…"), glyph="printer"),
        )
        self.keep = QuietButton(tr("Save review"), glyph="save")
        self.none = Label(
            tr("Nothing is planned for this week. Plan posts of several kinds, then assign who writes."),
            role="hint",
            wrap=True,
        )
        self.notes = Label(role="hint", wrap=True)
        self._blocks = {
            "goal": FieldBlock(self.goal, tr("Goal of the week")),
            "review": FieldBlock(self.review, tr("At the end of the week: results, what to change")),
        }
        self._chips, self._kinds = FlowLayout(spacing=6), list[StatusChip]()
        self._chips.addWidget(self.standing)
        self._list = column(spacing=8)
        self._menu = QMenu(self.add)
        self.add.setMenu(self._menu)
        self._build()
        self._connect()
        self.goal.setPlaceholderText(tr("What people should know or do this week"))

    def _build(self) -> None:
        people = PlainHolder()
        people.setLayout(self._list)
        anchor(self.goal, "calendar.goal")
        anchor(self.add, "calendar.plan")
        anchor(people, "calendar.assign")
        anchor(self.check_now, "calendar.check")
        tools, ending, told, top = PlainHolder(), PlainHolder(), PlainHolder(), FlowLayout(spacing=8)
        for tool in (self.add, self.check_now, self.head, self.print):
            top.addWidget(tool)
        tools.setLayout(top)
        told.setLayout(self._chips)
        ending.setLayout(column(self._blocks["review"], row(self.keep, None), None, spacing=10))
        anchor(tools, "calendar.export")  # the head agrees before it is printed
        anchor(ending, "calendar.review")
        planned, inner = PlainHolder(), PlainHolder()
        planned.setLayout(column(self._blocks["goal"], tools, told, self.notes, self.none, people, None, spacing=10))
        beside = ResponsiveRow((planned, PLANNED_SHARE), (ending, 1), spacing=24, large=0, wide=BESIDE_CHARS)
        inner.setLayout(column(beside, None, margins=(16, 14, 16, 14)))
        card = Card()
        card.setLayout(column(scrolled(inner), margins=2))
        self.setLayout(column(card))

    def _connect(self) -> None:
        self.goal.editingFinished.connect(self._keep_goal)
        self.keep.clicked.connect(self._keep_review)
        self.check_now.clicked.connect(self.check)
        self.head.clicked.connect(self._ask_head)
        self.print.clicked.connect(self._print)

    # -- reading

    def open(self, what: str) -> None:
        """``2026-12-25`` shows the week of that day."""
        with suppress(ValueError):
            self.when.day = date.fromisoformat(what)

    @property
    def shown(self) -> str:
        return self.when.day.isoformat()

    @property
    def period(self) -> str:
        return week_title(self.when.day)

    def turn(self, by: int) -> None:
        self._go_to(self.when.day + timedelta(weeks=by))

    def go_home(self) -> None:
        self._go_to(local_date(self.shell.studio.now()))

    def _go_to(self, day: date) -> None:
        self.leave()
        self.when.day = day
        self.retold.emit()
        self.refresh()

    def panes(self) -> tuple[QWidget, ...]:
        return (self,)

    def refresh(self) -> None:
        studio, day = self.shell.studio, self.when.day
        self.shell.tasks.store(lambda: load_plan(studio, day), self._show, owner=self, key="plan")

    def leave(self) -> None:
        """Keep what was written and not kept yet."""
        self._keep_goal()
        self._keep_review()

    @property
    def view(self) -> WeekView | None:
        return self._read.view if self._read is not None else None

    @property
    def _plan_read(self) -> WeekPlan | None:
        """The plan whose words stand in the fields: another day may be in hand by now."""
        return self._read.view.plan if self._read is not None else None

    def _show(self, read: PlanRead) -> None:
        other = self._read is None or self._read.view.plan.monday != read.view.plan.monday
        self._read = read
        plan = read.view.plan
        if other or not self.goal.hasFocus():
            self.goal.setText(plan.goal)
        if other or not self.review.hasFocus():
            self.review.setPlainText(plan.review)
        self._show_rows(read)
        self._show_kinds(read.view)
        self._show_standing(read.view)
        self._offer(read)
        self.none.setVisible(not plan.items)
        whole = [self.shell.language.say(each.wrong) for each in read.view.findings if not each.field]
        self.notes.setText(" ".join(whole if plan.items else ()))
        self.notes.setVisible(bool(plan.items and whole))
        self.read_anew.emit()

    def _show_rows(self, read: PlanRead) -> None:
        plan = read.view.plan
        if len(self.rows) != len(plan.items):
            clear(self._list)
            self.rows = [self._row(place) for place in range(len(plan.items))]
        for each, item in zip(self.rows, plan.items, strict=True):
            found = [finding for finding in read.view.findings if finding.field == item.id]
            template = next((t for t in read.templates if t.id == item.template_id), None)
            each.show_item(
                PlanRowView(
                    item=item,
                    monday=plan.monday,
                    title=self.shell.language.say(read.view.titles[item.id]),
                    kind=kind_word(template.theme if template else ""),
                    people=read.people,
                    findings=found,
                    said={f: f.message(self.shell.language.language) for f in found},
                )
            )

    def _row(self, place: int) -> PlanRow:
        made = PlanRow()
        made.changed.connect(lambda changes: self._change(place, changes))
        made.opened.connect(lambda: self._begin(place))
        made.removed.connect(lambda: self._remove(place))
        self._list.addWidget(made)
        return made

    def _show_kinds(self, view: WeekView) -> None:
        for chip in self._kinds:
            chip.deleteLater()
            self._chips.removeWidget(chip)
        words = [(kind_word(kind), number) for kind, number in view.kinds.items()]
        self._kinds = [StatusChip(word._replace(text=f"{word.text} {number}")) for word, number in words]
        for chip in self._kinds:
            self._chips.addWidget(chip)

    def _show_standing(self, view: WeekView) -> None:
        said = view.signoff
        if view.agreed:
            word = StateWord(tr("The head approved", about="plan"), "circle-check", Tone.GREEN)
        elif view.waits:
            word = StateWord(tr("Waiting for the head"), "hourglass", Tone.AMBER)
        elif said is not None and said.agreed is False and said.digest == view.plan.digest:
            word = StateWord(tr("Returned: {note}").format(note=said.decision_note), "reply", Tone.ORANGE)
        elif said is not None and said.agreed:
            word = StateWord(tr("Changed since the head approved"), "pencil", Tone.ORANGE)
        else:
            word = StateWord(tr("Not submitted"), "pencil", Tone.GREY)
        self.standing.set_word(word)
        self.head.setText(tr("Decide…", about="plan") if view.waits else tr("Submit…", about="plan"))
        self.head.set_glyph("stamp" if view.waits else "send")
        self.head.setEnabled(bool(view.plan.goal and view.plan.items) and not view.agreed)
        self.print.setEnabled(bool(view.plan.items))

    def _offer(self, read: PlanRead) -> None:
        """The templates, and posts under way, for the menu of the button."""
        menu = self._menu
        menu.clear()
        tokens, px = current_tokens(), icon_px(self.fontMetrics())
        for template in read.templates:
            title = self.shell.language.say(template.title)
            menu.addAction(icon(icon_of(template), tokens.text, px), title, partial(self._plan, template.id, ""))
        if read.drafts:
            drafts = menu.addMenu(icon("file-pen", tokens.text, px), tr("A post under way"))
            for post, title in read.drafts.items():
                drafts.addAction(title or tr("Untitled"), partial(self._plan, "", post))

    # -- what is done

    def _do(self, work: Callable[[str], object], then: Callable[[Any], None] | None = None) -> None:
        """Have the person who is signed in do it, and read anew."""
        who = self.shell.session.person_id
        if not who:
            self.shell.sign_in()
            return

        def done(made: object) -> None:
            self.refresh()
            if then is not None:
                then(made)

        self.shell.tasks.store(lambda: work(who), done, owner=self)

    def _keep_goal(self) -> None:
        goal, weeks, plan = self.goal.text(), self.shell.studio.weeks, self._plan_read
        if plan is not None and goal != plan.goal and self.shell.session.person_id:
            self._do(lambda who: weeks.set_goal(plan.monday, goal, who))

    def _keep_review(self) -> None:
        review, weeks, plan = self.review.toPlainText(), self.shell.studio.weeks, self._plan_read
        if plan is not None and review != plan.review and self.shell.session.person_id:
            self._do(lambda who: weeks.set_review(plan.monday, review, who))

    def _plan(self, template: str, post: str) -> None:
        """On the first day to come of the week that has nothing yet, else on its first day to come."""
        weeks, read = self.shell.studio.weeks, self._read
        taken = {item.day for item in read.view.plan.items} if read is not None else set()
        monday, today = monday_of(self.when.day), local_date(self.shell.studio.now())
        days = [each for each in _days(monday) if each >= today] or list(_days(monday))
        day = next((each for each in days if each not in taken), days[0])
        self._do(lambda who: weeks.add(day, template, who, post_id=post))

    def _change(self, place: int, changes: dict[str, Any]) -> None:
        if (item := self._item(place)) is not None:
            weeks = self.shell.studio.weeks
            self._do(lambda who: weeks.change(item.day, item.id, who, **changes))

    def _remove(self, place: int) -> None:
        if (item := self._item(place)) is not None:
            weeks = self.shell.studio.weeks
            self._do(lambda who: weeks.remove(item.day, item.id, who))

    def _begin(self, place: int) -> None:
        if (item := self._item(place)) is not None:
            weeks = self.shell.studio.weeks
            self._do(lambda who: weeks.begin(item.day, item.id, who), lambda post: self.shell.go(PageId.COMPOSER, post))

    def check(self) -> None:
        """Look again for what stands against the plan."""
        weeks, day = self.shell.studio.weeks, self.when.day
        self.shell.tasks.store(lambda: weeks.check(day), self._checked, owner=self)

    def _checked(self, view: WeekView) -> None:
        self.refresh()
        if not view.findings:
            self.shell.toast(tr("No problems found in the weekly plan."))

    def _ask_head(self) -> None:
        view = self.view
        if view is None:
            return
        decided = tr("The weekly plan. The person who submitted it cannot decide on it.")
        decide = partial(self.shell.studio.weeks.decide, self.when.day)
        dialog = (
            DecisionDialog(self.shell, decided, decide, self)
            if view.waits
            else SubmitDialog(self.shell, self.when.day, self)
        )
        dialog.done_well.connect(self.shell.changed)
        dialog.open()

    def _print(self) -> None:
        name = f"lich-tuan-{monday_of(self.when.day).isoformat()}.html"
        ask_save(self, tr("Where to put the sheet"), name, "HTML (*.html)", self._write)

    def _write(self, path: Any) -> None:
        weeks, day, language = self.shell.studio.weeks, self.when.day, self.shell.language.language
        self.shell.tasks.store(
            lambda: weeks.export(day, path, language),
            lambda out: self.shell.toast(tr("Sheet written: {name}").format(name=out.name)),
            owner=self,
        )

    def _item(self, place: int) -> Any:
        items = self._read.view.plan.items if self._read is not None else ()
        return items[place] if place < len(items) else None


def _days(monday: date) -> tuple[date, ...]:
    return tuple(date.fromordinal(monday.toordinal() + number) for number in range(7))
