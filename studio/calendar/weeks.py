"""Planning a week, having the head agree to it, printing it for the shift, and looking back at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.calendar.model import DayMark, DayMarkKind
from studio.calendar.variety import IN_A_ROW, LATELY, FirstCardLook, alike_hint, like_those_before, look_of
from studio.calendar.week import FEWEST_KINDS, KIND, WeekItem, WeekPlan, WeekView, counted_kinds, monday_of, sheet
from studio.clock import Clock, local_date, show_date
from studio.errors import BadInput, NotFound, Refused, StorageTrouble, StudioError
from studio.events import Publish, silent
from studio.logbook import Logbook
from studio.paths import write_atomic
from studio.people.service import People
from studio.phrase import Bilingual, Language, Phrase
from studio.posts.drafts import DraftService
from studio.posts.model import Finding, Post, Severity
from studio.signoffs.model import SignOff
from studio.signoffs.service import SignOffs
from studio.templates.model import Template
from studio.text import length, nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.calendar.storage import StoredWeeks

# What stands against a plan of a week. Pure; nothing here stops anybody, the head decides.
Expires = Callable[[WeekItem], date | None]
"""The day after which the item's own post says that it no longer holds."""


def check_week(
    plan: WeekPlan, marks: Sequence[DayMark], kinds: Mapping[str, int], expires: Expires
) -> tuple[Finding, ...]:
    """By day; what concerns the whole week first."""
    return (*_of_week(plan, kinds), *(found for item in plan.items for found in _of_item(item, marks, expires)))


def _of_week(plan: WeekPlan, kinds: Mapping[str, int]) -> Iterator[Finding]:
    if not plan.goal:
        yield _finding(
            "GOAL_SET", Severity.WARN, "",
            Phrase("The week has no goal yet."),
            Phrase("Say what people should know or do."),
        )  # fmt: skip
    if plan.items and len(kinds) < FEWEST_KINDS:
        yield _finding(
            "WEEK_BALANCE", Severity.INFO, "",
            Phrase("Kinds of post in the plan: {n} only.", n=len(kinds)),
            Phrase("Balance guidance, warnings and activities."),
        )  # fmt: skip


def _of_item(item: WeekItem, marks: Sequence[DayMark], expires: Expires) -> Iterator[Finding]:
    for mark in marks:
        if mark.on(item.day):
            yield _on_mark(item, mark)
    if not item.assigned:
        yield _finding(
            "ASSIGNED", Severity.WARN, item.id,
            Phrase("Writer, approver or deadline is missing."),
            Phrase("Choose the people and the day."),
        )  # fmt: skip
    if item.writer and item.writer == item.approver:
        yield _finding(
            "FOUR_EYES", Severity.BLOCK, item.id,
            Phrase("The approver is the writer."),
            Phrase("Choose another approver."),
        )  # fmt: skip
    if item.deadline and item.deadline > item.day:
        yield _finding(
            "DEADLINE", Severity.WARN, item.id,
            Phrase("The deadline lies after the day of publishing."),
            Phrase("Choose one up to {day}.", day=show_date(item.day)),
        )  # fmt: skip
    yield from _expiry(item, expires(item))


def _on_mark(item: WeekItem, mark: DayMark) -> Finding:
    quiet = mark.kind is DayMarkKind.BLACKOUT
    day = show_date(item.day)
    return _finding(
        "QUIET_DAY" if quiet else "HOLIDAY",
        Severity.WARN if quiet else Severity.INFO,
        item.id,
        Phrase(
            "{day} is {what}: {name}.",
            day=day,
            what=Phrase("a day without publishing") if quiet else Phrase("a holiday"),
            name=mark.name,
        ),
        Phrase("Choose another day unless it is needed."),
    )


def check_looks(looks: Mapping[str, FirstCardLook], others: Sequence[FirstCardLook]) -> Iterator[Finding]:
    """What looks like the posts before it. `looks`: of the plan's items, in its order; `others`: of posts beside it."""
    before = list(others)
    for item, look in looks.items():
        if like_those_before(look, before):
            yield alike_hint(item)
        before.append(look)


def _expiry(item: WeekItem, expires_on: date | None) -> Iterator[Finding]:
    until = min(filter(None, (item.review_on, expires_on)), default=None)
    if until is None:
        yield _finding(
            "EXPIRY_SET", Severity.WARN, item.id,
            Phrase("No day of review or expiry is set."),
            Phrase("Set the day of review."),
        )  # fmt: skip
    elif until < item.day:
        yield _finding(
            "EXPIRED", Severity.WARN, item.id,
            Phrase("The post expires on {until}, before it is published.", until=show_date(until)),
            Phrase("Update the post or choose another day."),
        )  # fmt: skip


def _finding(code: str, severity: Severity, item: str, wrong: Phrase, remedy: Phrase) -> Finding:
    return Finding(code=code, severity=severity, field=item, wrong=wrong, remedy=remedy)


ACT = "week"
"""As `studio.outbox.audit.Act` names it."""
LONGEST_GOAL, LONGEST_REVIEW, MOST_ITEMS = 300, 2000, 40


class Weeks:
    """`by` is the id of a person; every act raises a StudioError with the reason. A day stands for its week."""

    def __init__(
        self,
        repo: StoredWeeks,
        *,
        drafts: DraftService,
        people: People,
        signoffs: SignOffs,
        template: Callable[[str], Template],
        marks: Callable[[date, date], Sequence[DayMark]],
        expires: Callable[[Post], date | None],
        shown: Callable[[date, date], Sequence[tuple[date, str]]],
        unit: Callable[[], str],
        clock: Clock,
        ids: Callable[[], str],
        publish: Publish = silent,
        logbook: Logbook | None = None,
    ) -> None:
        """`expires` reads from a post until when it holds; `shown` lists the posts of those days, planned or out, each
        with its day; `unit` is the name that stands on the printed sheet."""
        self._repo = repo
        self._drafts = drafts
        self._people = people
        self._signoffs = signoffs
        self._template = template
        self._marks = marks
        self._expires = expires
        self._shown = shown
        self._unit = unit
        self._clock = clock
        self._ids = ids
        self._publish = publish
        self._logbook = logbook or Logbook()
        signoffs.hold_to(KIND, lambda monday: self.plan(date.fromisoformat(monday)).digest)

    # Reading

    def plan(self, day: date) -> WeekPlan:
        """The plan of the week of `day`; an empty one where nobody planned."""
        monday = monday_of(day)
        return self._repo.get(monday) or WeekPlan(monday=monday)

    def view(self, day: date) -> WeekView:
        """The plan with titles, kinds, what stands against it, and what the head said."""
        plan = self.plan(day)
        kinds = counted_kinds({item.id: self._kind(item) for item in plan.items})
        marks = self._marks(plan.monday, plan.sunday)
        return WeekView(
            plan=plan,
            titles={item.id: self._title(item) for item in plan.items},
            kinds=kinds,
            findings=(*check_week(plan, marks, kinds, self._expires_on), *self._alike(plan)),
            signoff=self._signoffs.latest(KIND, plan.monday.isoformat()),
        )

    # Planning

    def set_goal(self, day: date, goal: str, by: str) -> WeekPlan:
        """What people should know or do. Raises BadInput."""
        said = squeeze(nfc(goal))
        _require_short(said, LONGEST_GOAL, "goal")
        plan = self._edit(day, by, lambda plan: replace(plan, goal=said))
        self._publish("week.goal.set", week=plan.monday.isoformat())
        return plan

    def add(self, day: date, template_id: str, by: str, *, post_id: str = "") -> WeekItem:
        """Plan a post of that template, or one that is begun already, for `day`. Raises NotFound, Refused."""
        template = self._template(self._drafts.get(post_id).template_id if post_id else template_id)
        item = WeekItem(id=self._ids(), day=day, template_id=template.id, post_id=post_id)

        def change(plan: WeekPlan) -> WeekPlan:
            if len(plan.items) >= MOST_ITEMS:
                raise Refused("a week's plan has {most_items} posts at most; remove one first.", most_items=MOST_ITEMS)
            return _with(plan, item)

        plan = self._edit(day, by, change)
        self._publish("week.item.added", week=plan.monday.isoformat(), item=item.id)
        return item

    def change(self, day: date, item_id: str, by: str, /, **changes: Any) -> WeekItem:
        """Give an item of that week another ``day``, ``writer``, ``approver``, ``deadline`` or ``review_on``; a day of
        another week moves it there. Raises NotFound, Refused."""
        for key in ("writer", "approver"):
            if changes.get(key):
                self._people.active(changes[key])
        item = replace(self._item(self.plan(day), item_id), **changes)
        with self._repo.transaction():
            plan = self._edit(day, by, lambda plan: _without(plan, item_id))
            plan = self._edit(item.day, by, lambda plan: _with(plan, item))
        self._publish("week.item.changed", week=plan.monday.isoformat(), item=item.id)
        return item

    def remove(self, day: date, item_id: str, by: str) -> WeekPlan:
        """Plan it no more; a post that was begun for it stays."""
        return self._edit(day, by, lambda plan: _without(plan, item_id))

    def begin(self, day: date, item_id: str, by: str) -> str:
        """Begin to write it, once: the id of its post."""
        item = self._item(self.plan(day), item_id)
        if not item.post_id:
            begun = self._drafts.open_new(item.template_id, by)
            item = replace(item, post_id=begun.id)
            self._edit(day, by, lambda plan: _with(_without(plan, item_id), item))
        return item.post_id

    def check(self, day: date) -> WeekView:
        """Look at holidays, quiet days, people and expiry; tell that it was done."""
        view = self.view(day)
        self._publish("week.checked", week=view.plan.monday.isoformat())
        return view

    # Agreeing, printing, looking back

    def submit(self, day: date, by: str, pin: str) -> SignOff:
        """Put the plan before the head. Raises Refused where it is empty or has a blocker."""
        view = self.view(day)
        if not view.plan.goal or not view.plan.items:
            raise Refused("a plan needs a goal and at least one post.", where='goal')  # fmt: skip
        blocker = next((found for found in view.findings if found.severity == "block"), None)
        if blocker is not None:
            raise Refused(blocker.wrong, where=blocker.field)
        return self._signoffs.submit(KIND, view.plan.monday.isoformat(), view.plan.digest, by, pin)

    def decide(self, day: date, by: str, pin: str, *, agree: bool, note: str = "") -> SignOff:
        """The head's yes to exactly this plan, or no with a reason; never by who submitted it."""
        view = self.view(day)
        if view.signoff is None or not view.waits:
            raise Refused("this plan was not submitted, or was changed since; submit it again.")
        return self._signoffs.decide(view.signoff.id, by, pin, agree=agree, note=note)

    def export(self, day: date, out: Path, language: Language = "vi") -> Path:
        """Write the sheet for the shift, an HTML page that prints on A4. Raises StorageTrouble."""
        view = self.view(day)
        names = {person.id: person.name for person in self._people.list()}
        marks = self._marks(view.plan.monday, view.plan.sunday)
        page = sheet(view, names=names, marks=marks, unit=self._unit(), language=language, now=self._clock.now())
        try:
            write_atomic(out, page.encode())
        except OSError as trouble:
            raise StorageTrouble("the sheet cannot be written; choose another place.", where=str(out)) from trouble
        self._publish("calendar.exported", week=view.plan.monday.isoformat(), approved="yes" if view.agreed else "no")
        return out

    def set_review(self, day: date, review: str, by: str) -> WeekPlan:
        """Results, and what to change. Raises BadInput."""
        said = nfc(review).strip()
        _require_short(said, LONGEST_REVIEW, "review")
        plan = self._edit(day, by, lambda plan: replace(plan, review=said))
        self._publish("week.reviewed", week=plan.monday.isoformat())
        return plan

    def _edit(self, day: date, by: str, change: Callable[[WeekPlan], WeekPlan]) -> WeekPlan:
        person = self._people.require_active(by)
        monday = monday_of(day).isoformat()
        with self._logbook.doing(ACT, person.id, week=monday), self._repo.transaction():
            plan = change(self.plan(day))
            self._repo.save(plan, by=person.id, at=self._clock.now())
        return plan

    def _item(self, plan: WeekPlan, item_id: str) -> WeekItem:
        found = next((item for item in plan.items if item.id == item_id), None)
        if found is None:
            raise NotFound("this is no longer in the week's plan; open the plan again.")
        return found

    def _kind(self, item: WeekItem) -> str:
        try:
            return self._template(item.template_id).theme
        except StudioError:  # of a pack that is no longer in use
            return ""

    def _alike(self, plan: WeekPlan) -> Iterator[Finding]:
        looks = ((item.id, self._look(item.day, item.post_id, item.template_id)) for item in plan.items)
        mine = {item.post_id for item in plan.items}
        shown = self._shown(plan.monday - LATELY, plan.sunday)
        others = (self._look(day, post) for day, post in shown if post not in mine)
        return check_looks({item: look for item, look in looks if look is not None}, [*filter(None, others)])

    def alike(self, post: Post) -> bool:
        """Whether the last posts of its pages all look like it, as it is written and on its day."""
        day = local_date(post.publish_at or self._clock.now())
        look = look_of(self._template(post.template_id), day, post)
        latest = sorted(self._shown(day - LATELY, day), key=itemgetter(0))[::-1]
        others = filter(None, (self._look(on, other) for on, other in latest if other != post.id))
        last = list(islice((one for one in others if one.beside(look)), IN_A_ROW - 1))
        return like_those_before(look, reversed(last))

    def _look(self, day: date, post_id: str, template_id: str = "") -> FirstCardLook | None:
        try:
            post = self._drafts.get(post_id) if post_id else None
            return look_of(self._template(post.template_id if post is not None else template_id), day, post)
        except StudioError:  # of a pack that is no longer in use
            return None

    def _title(self, item: WeekItem) -> Phrase:
        try:
            title = self._drafts.title(item.post_id) if item.post_id else ""
            return Bilingual(title, title) if title else self._template(item.template_id).title
        except StudioError:
            return Bilingual(item.template_id, item.template_id)

    def _expires_on(self, item: WeekItem) -> date | None:
        try:
            return self._expires(self._drafts.get(item.post_id)) if item.post_id else None
        except StudioError:
            return None


def _with(plan: WeekPlan, item: WeekItem) -> WeekPlan:
    return replace(plan, items=tuple(sorted((*plan.items, item), key=lambda each: (each.day, each.id))))


def _without(plan: WeekPlan, item_id: str) -> WeekPlan:
    return replace(plan, items=tuple(each for each in plan.items if each.id != item_id))


def _require_short(text: str, longest: int, where: str) -> None:
    if length(text) > longest:
        raise BadInput("at most {longest} characters; shorten it.", about="calendar", longest=longest, where=where)
