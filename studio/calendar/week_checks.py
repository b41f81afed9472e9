"""What stands against a plan of a week. Pure; nothing here stops anybody, the head decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from studio.calendar.model import Mark, MarkKind
from studio.calendar.week import FEWEST_KINDS, WeekItem, WeekPlan
from studio.clock import show_date
from studio.phrase import Phrase
from studio.posts.model import Finding, Severity

Expires = Callable[[WeekItem], date | None]
"""The day after which the item's own post says that it no longer holds."""


def check_week(
    plan: WeekPlan, marks: Sequence[Mark], kinds: Mapping[str, int], expires: Expires
) -> tuple[Finding, ...]:
    """By day; what concerns the whole week first."""
    return (*_of_week(plan, kinds), *(found for item in plan.items for found in _of_item(item, marks, expires)))


def _of_week(plan: WeekPlan, kinds: Mapping[str, int]) -> Iterator[Finding]:
    if not plan.goal:
        yield _finding(
            "GOAL_SET", Severity.WARN, "",
            Phrase("Tuần này chưa có mục tiêu.", "The week has no goal yet."),
            Phrase("Hãy ghi người dân cần biết, cần làm điều gì.", "Say what people should know or do."),
        )  # fmt: skip
    if plan.items and len(kinds) < FEWEST_KINDS:
        yield _finding(
            "WEEK_BALANCE", Severity.INFO, "",
            Phrase(f"Kế hoạch mới có {len(kinds)} loại bài.", f"Kinds of post in the plan: {len(kinds)} only."),
            Phrase("Hãy cân đối thủ tục, cảnh báo, hoạt động.", "Balance guidance, warnings and activities."),
        )  # fmt: skip


def _of_item(item: WeekItem, marks: Sequence[Mark], expires: Expires) -> Iterator[Finding]:
    for mark in marks:
        if mark.on(item.day):
            yield _on_mark(item, mark)
    if not item.assigned:
        yield _finding(
            "ASSIGNED", Severity.WARN, item.id,
            Phrase("Chưa phân công đủ người soạn, người duyệt, hạn nộp.", "Writer, approver or deadline is missing."),
            Phrase("Hãy chọn người và ngày.", "Choose the people and the day."),
        )  # fmt: skip
    if item.writer and item.writer == item.approver:
        yield _finding(
            "FOUR_EYES", Severity.BLOCK, item.id,
            Phrase("Người duyệt cũng là người soạn.", "The approver is the writer."),
            Phrase("Hãy chọn người duyệt khác.", "Choose another approver."),
        )  # fmt: skip
    if item.deadline and item.deadline > item.day:
        yield _finding(
            "DEADLINE", Severity.WARN, item.id,
            Phrase("Hạn nộp sau ngày đăng.", "The deadline lies after the day of publishing."),
            Phrase(f"Hãy chọn hạn đến {show_date(item.day)}.", f"Choose one up to {show_date(item.day)}."),
        )  # fmt: skip
    yield from _expiry(item, expires(item))


def _on_mark(item: WeekItem, mark: Mark) -> Finding:
    quiet = mark.kind is MarkKind.BLACKOUT
    day = show_date(item.day)
    return _finding(
        "QUIET_DAY" if quiet else "HOLIDAY",
        Severity.WARN if quiet else Severity.INFO,
        item.id,
        Phrase(
            f"{day} là {'ngày đơn vị không đăng bài' if quiet else 'ngày lễ'}: {mark.name.vi}.",
            f"{day} is {'a day without publishing' if quiet else 'a holiday'}: {mark.name.en}.",
        ),
        Phrase("Hãy dời sang ngày khác nếu không cần thiết.", "Choose another day unless it is needed."),
    )


def _expiry(item: WeekItem, expires_on: date | None) -> Iterator[Finding]:
    until = min(filter(None, (item.review_on, expires_on)), default=None)
    if until is None:
        yield _finding(
            "EXPIRY_SET", Severity.WARN, item.id,
            Phrase("Chưa có ngày rà soát lại hoặc ngày hết hạn.", "No day of review or expiry is set."),
            Phrase("Hãy ghi ngày rà soát.", "Set the day of review."),
        )  # fmt: skip
    elif until < item.day:
        yield _finding(
            "EXPIRED", Severity.WARN, item.id,
            Phrase(f"Bài hết hạn ngày {show_date(until)}, trước ngày đăng.",
                   f"The post expires on {show_date(until)}, before it is published."),
            Phrase("Hãy cập nhật bài hoặc đổi ngày.", "Update the post or choose another day."),
        )  # fmt: skip


def _finding(code: str, severity: Severity, item: str, wrong: Phrase, remedy: Phrase) -> Finding:
    return Finding(code=code, severity=severity, field=item, wrong=wrong, remedy=remedy)
