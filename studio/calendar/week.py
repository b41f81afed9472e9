"""The plan of one week: what people should know or do, which posts say it on which day, who writes and who approves.

The week's plan as one page of HTML that prints on A4 across: for the wall of the duty room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape

from studio.calendar.model import DayMark
from studio.canonical import digest
from studio.clock import show_date, show_datetime
from studio.phrase import Language, Phrase
from studio.posts.model import Finding
from studio.signoffs.model import SignOff

KIND = "week_plan"
"""What it is called where the head agrees to it."""
FEWEST_KINDS = 3
"""With fewer kinds of post a week is called one-sided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekItem:
    """One planned post."""

    id: str
    day: date
    template_id: str
    post_id: str = ""
    """The post that was begun for it; empty: none yet."""
    writer: str = ""
    approver: str = ""
    """Ids of people."""
    deadline: date | None = None
    """By when it has to be submitted."""
    review_on: date | None = None
    """When what it says has to be looked at again, or no longer holds."""

    @property
    def assigned(self) -> bool:
        return bool(self.writer and self.approver and self.deadline)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """The plan of the week that begins on `monday`; items by day."""

    monday: date
    goal: str = ""
    items: tuple[WeekItem, ...] = ()
    review: str = ""
    """Written at the end: results, and what to change."""

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def all_assigned(self) -> bool:
        return bool(self.items) and all(item.assigned for item in self.items)

    @property
    def digest(self) -> str:
        """Of what the head agrees to: all but the review."""
        told = [
            [
                item.id, item.day.isoformat(), item.template_id, item.writer, item.approver, _iso(item.deadline),
                _iso(item.review_on),
            ]
            for item in self.items
        ]  # fmt: skip
        return digest([self.monday.isoformat(), self.goal, told])


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """A plan with all that is shown beside it."""

    plan: WeekPlan
    titles: Mapping[str, Phrase]
    """By item: the title of its post, else of its template."""
    kinds: Mapping[str, int]
    """How many items of each family of templates (``warning``, ``guidance`` …), the most first."""
    findings: tuple[Finding, ...] = ()
    """`Finding.field` is the item's id, or empty."""
    signoff: SignOff | None = None
    """The last submission, whatever became of the plan since."""

    @property
    def agreed(self) -> bool:
        """Whether the head agreed to exactly this plan."""
        return bool(self.signoff and self.signoff.agreed and self.signoff.digest == self.plan.digest)

    @property
    def waits(self) -> bool:
        """Whether exactly this plan lies before the head."""
        return bool(self.signoff and self.signoff.open and self.signoff.digest == self.plan.digest)


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def counted_kinds(kinds: Mapping[str, str]) -> dict[str, int]:
    """How many of each, the most first; `kinds` by item."""
    return dict(Counter(kinds.values()).most_common())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


_DAYS = (
    Phrase("Monday"),
    Phrase("Tuesday"),
    Phrase("Wednesday"),
    Phrase("Thursday"),
    Phrase("Friday"),
    Phrase("Saturday"),
    Phrase("Sunday"),
)
_TITLE = Phrase("Communication plan of the week")
_GOAL = Phrase("Goal")
_NOTHING = Phrase("–")
_HEADS = (
    Phrase("Day"),
    Phrase("Post"),
    Phrase("Writer"),
    Phrase("Approver"),
    Phrase("Deadline"),
    Phrase("Review on"),
)
_DRAFT = Phrase("DRAFT – the head has not agreed to this plan")
_PRINTED = Phrase("Printed")
_STYLE = """
@page { size: A4 landscape; margin: 14mm }
body { font: 11pt/1.4 "Be Vietnam Pro", "Segoe UI", "Noto Sans", sans-serif; color: #0f172a; margin: 0 auto;
  max-width: 265mm; padding: 8mm 0 }
h1 { font-size: 20pt; margin: 0 }
.unit { font-weight: 600; color: #123b7a; margin: 0 0 2pt }
.goal { border-left: 4pt solid #123b7a; padding: 4pt 10pt; margin: 10pt 0; font-size: 12.5pt }
.draft { color: #a40e26; font-weight: 700 }
.agreed { color: #1b6e45; font-weight: 700 }
table { border-collapse: collapse; width: 100%; page-break-inside: auto }
th { text-align: left; font-size: 9.5pt; color: #475569; border-bottom: 1.5pt solid #0f172a; padding: 4pt 6pt }
td { vertical-align: top; border-bottom: .5pt solid #cbd5e1; padding: 5pt 6pt }
td.day { white-space: nowrap; font-weight: 600; width: 34mm }
.mark { display: block; font-weight: 400; font-size: 9.5pt; color: #a40e26 }
tr { page-break-inside: avoid }
footer { margin-top: 10pt; font-size: 9pt; color: #475569 }
"""


def sheet(
    view: WeekView, *, names: Mapping[str, str], marks: Sequence[DayMark], unit: str, language: Language, now: datetime
) -> str:
    """The page. `names` are those of people by id."""

    def say(words: Phrase) -> str:
        return escape(words.to(language))

    plan = view.plan
    title = f"{say(_TITLE)} {show_date(plan.monday)} – {show_date(plan.sunday)}"
    heads = "".join(f"<th>{say(head)}</th>" for head in _HEADS)
    rows = "\n".join(_rows(view, names, marks, language))
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head><body>
<p class="unit">{escape(unit)}</p>
<h1>{title}</h1>
<p class="goal"><b>{say(_GOAL)}:</b> {escape(plan.goal) or say(_NOTHING)}</p>
{_standing(view, names, language)}
<table><thead><tr>{heads}</tr></thead><tbody>
{rows}
</tbody></table>
<footer>{say(_PRINTED)} {show_datetime(now)}</footer>
</body></html>
"""


def _standing(view: WeekView, names: Mapping[str, str], language: Language) -> str:
    said = view.signoff
    if not view.agreed or said is None or said.decided_at is None:
        return f'<p class="draft">{escape(_DRAFT.to(language))}</p>'
    who, when = names.get(said.decided_by, ""), show_datetime(said.decided_at)
    words = Phrase("Agreed: {who}, {when}", who=who, when=when)
    return f'<p class="agreed">{escape(words.to(language))}</p>'


def _rows(view: WeekView, names: Mapping[str, str], marks: Sequence[DayMark], language: Language) -> Iterator[str]:
    for number, day in enumerate(view.plan.monday + timedelta(days=n) for n in range(7)):
        items = [item for item in view.plan.items if item.day == day]
        named = "".join(f'<span class="mark">{escape(m.name.to(language))}</span>' for m in marks if m.on(day))
        head = f"{escape(_DAYS[number].to(language))}<br>{show_date(day)}{named}"
        if not items:
            yield f'<tr><td class="day">{head}</td>' + "<td></td>" * (len(_HEADS) - 1) + "</tr>"
        for place, item in enumerate(items):
            first = f'<td class="day" rowspan="{len(items)}">{head}</td>' if place == 0 else ""
            yield f"<tr>{first}{_cells(item, view, names, language)}</tr>"


def _cells(item: WeekItem, view: WeekView, names: Mapping[str, str], language: Language) -> str:
    cells = (
        view.titles[item.id].to(language),
        names.get(item.writer, ""),
        names.get(item.approver, ""),
        _day(item.deadline),
        _day(item.review_on),
    )
    return "".join(f"<td>{escape(cell)}</td>" for cell in cells)


def _day(day: date | None) -> str:
    return show_date(day) if day else ""
