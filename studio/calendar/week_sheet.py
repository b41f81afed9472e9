"""The week's plan as one page of HTML that prints on A4 across: for the wall of the duty room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from html import escape

from studio.calendar.model import DayMark
from studio.calendar.week import WeekItem, WeekView
from studio.clock import show_date, show_datetime
from studio.phrase import Language, Phrase

_DAYS = (
    Phrase("Thứ Hai", "Monday"),
    Phrase("Thứ Ba", "Tuesday"),
    Phrase("Thứ Tư", "Wednesday"),
    Phrase("Thứ Năm", "Thursday"),
    Phrase("Thứ Sáu", "Friday"),
    Phrase("Thứ Bảy", "Saturday"),
    Phrase("Chủ Nhật", "Sunday"),
)
_TITLE = Phrase("Lịch truyền thông tuần", "Communication plan of the week")
_GOAL = Phrase("Mục tiêu", "Goal")
_NOTHING = Phrase("–", "–")
_HEADS = (
    Phrase("Ngày", "Day"),
    Phrase("Bài", "Post"),
    Phrase("Người soạn", "Writer"),
    Phrase("Người duyệt", "Approver"),
    Phrase("Hạn nộp", "Deadline"),
    Phrase("Rà soát lại", "Review on"),
)
_DRAFT = Phrase("DỰ THẢO – lãnh đạo chưa duyệt kế hoạch này", "DRAFT – the head has not agreed to this plan")
_PRINTED = Phrase("In lúc", "Printed")
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
    words = Phrase(f"Đã duyệt: {who}, {when}", f"Agreed: {who}, {when}")
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
