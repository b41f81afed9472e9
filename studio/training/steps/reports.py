"""The steps of C5 on the page of reports: a report begun, its figures entered, reconciled, commented, handed in.

The practice profile begins with three posts of last month; the sample capture shows their views, and an exercise that
is nobody's post.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from studio.clock import local_date
from studio.errors import NotFound
from studio.phrase import Phrase
from studio.reports.model import CommentPart, Metric, MonthFigures, MonthReport, PostMonth, ReportForm
from studio.reports.observations import EnteredFigure
from studio.training.context import LessonContext, LessonStep
from studio.training.course_reader import SAMPLE
from studio.training.places import REPORTS

CAPTURE = SAMPLE / "photo" / "so-lieu-trang.jpg"
IN_CAPTURE: Mapping[str, int] = {"scam_warning": 1240, "qa_post": 860, "traffic_notice": 415}
"""Views that the capture shows, by the template of the post."""
SOURCE = "Trang Facebook, chụp lúc 08:00 ngày đầu tháng"
COMMENT: Mapping[CommentPart, str] = {
    CommentPart.IN_TIME: "Phần lớn câu hỏi được trả lời trong thời hạn; các câu trễ rơi vào ngày nghỉ.",
    CommentPart.ASKED: "Hỏi nhiều nhất về cấp lại thẻ căn cước.",
    CommentPart.CORRECTED: "Không có bài nào phải đính chính.",
}
SIGNS = "Trưởng Công an phường"
LOOKED_BACK = 12
"""Months in which the posts of the capture are looked for: a practice profile may lie for a while."""
_CREATED = "report.created"


def month_of(scene: LessonContext) -> date | None:
    """The month that the lesson reports: the last one a report was begun of, else last month where one is begun."""
    told = next((news.facts["month"] for news in reversed(scene.heard) if news.name == _CREATED), "")
    if told:
        return date.fromisoformat(told)
    last = _months(scene)[0]
    return last if scene.services.reports.reports.draft(last) is not None else None


def _months(scene: LessonContext) -> tuple[date, ...]:
    """First days of the months before this one, the newest first."""
    found, month = [], local_date(scene.services.now()).replace(day=1)
    for _ in range(LOOKED_BACK):
        month = (month - timedelta(days=1)).replace(day=1)
        found.append(month)
    return tuple(found)


def posts_of(scene: LessonContext, month: date) -> Mapping[str, PostMonth]:
    """The posts of the capture that were out in that month, by template."""
    return {row.topic: row for row in scene.services.reports.figures.posts_of(month) if row.topic in IN_CAPTURE}


def _figures(scene: LessonContext) -> MonthFigures | None:
    month = month_of(scene)
    return scene.services.reports.figures.of_month(month) if month is not None else None


def _draft(scene: LessonContext) -> MonthReport | None:
    month = month_of(scene)
    return scene.services.reports.reports.draft(month) if month is not None else None


def _begun(scene: LessonContext) -> bool:
    return month_of(scene) is not None


def _wrong(figures: MonthFigures) -> tuple[str, ...]:
    """Templates of the capture whose number was entered, and is another than the capture shows."""
    views = {row.topic: row.figures.get(Metric.VIEWS) for row in figures.posts if row.captured}
    return tuple(
        topic
        for topic, cell in views.items()
        if topic in IN_CAPTURE and cell is not None and cell.value != IN_CAPTURE[topic]
    )


def _entered(scene: LessonContext) -> bool:
    """Whether the views of the capture stand at their posts, with the picture and its source."""
    figures = _figures(scene)
    if figures is None or not all(capture.source.strip() for capture in figures.captures):
        return False
    there = {row.topic for row in figures.posts if row.captured}
    return there >= IN_CAPTURE.keys() and not _wrong(figures)


def _reconciled(scene: LessonContext) -> bool:
    """Whether somebody reconciled since the step began and nothing was left, with the total of the capture."""
    figures = _figures(scene)
    total = figures.total.get(Metric.VIEWS) if figures is not None else None
    looked = (news for news in scene.heard[scene.step_from :] if news.name == "report.checked")
    clean = any(news.facts["problems"] == "0" for news in looked)
    return clean and total is not None and total.value == sum(IN_CAPTURE.values())


def _commented(scene: LessonContext) -> bool:
    draft = _draft(scene)
    return draft is not None and all(draft.comment.get(part) for part in CommentPart)


def _handed_in(scene: LessonContext) -> bool:
    """Whether the finished report was written to a file, and handed in."""
    month = month_of(scene)
    if month is None or not scene.told("report.exported", month=month.isoformat()):
        return False
    last = next(reversed(scene.services.reports.reports.revisions(month)), None)
    return last is not None and bool(last.handed_to)


# What a learner is told meanwhile


def _other_month(scene: LessonContext) -> Phrase | None:
    month = month_of(scene)
    if month is None or posts_of(scene, month).keys() >= IN_CAPTURE.keys():
        figures = _figures(scene)
        if figures is not None and _wrong(figures):
            return Phrase(
                "A number differs from the capture: look at the picture again, and enter that post's number again."
            )
        return None
    return Phrase("The three posts of the capture are not of this month: choose the month before, then “New report”.")


def _not_all_of_it(scene: LessonContext) -> Phrase | None:
    if _draft(scene) is not None and scene.told("report.exported"):
        return Phrase("The draft was exported; now finish the report, export it again, and hand it in.")
    if scene.told("report.exported"):
        return Phrase("The file is there; now note to whom it was handed.")
    return None


# How they are played


def _month(scene: LessonContext) -> date:
    """The month of the lesson, else the newest one with the posts of the capture. Raises NotFound."""
    known = month_of(scene)
    if known is not None:
        return known
    for month in _months(scene):
        if posts_of(scene, month).keys() >= IN_CAPTURE.keys():
            return month
    raise NotFound("the practice workspace lacks the three posts of the capture; reset the practice workspace.")


def _begin(scene: LessonContext) -> None:
    scene.services.reports.reports.new(_month(scene), scene.cast.learner)


def _enter(scene: LessonContext) -> None:
    month = _month(scene)
    ends = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    entries = [
        EnteredFigure(post=row.post, page=row.page, metric=Metric.VIEWS, value=IN_CAPTURE[topic])
        for topic, row in posts_of(scene, month).items()
    ]
    scene.services.reports.figures.enter(entries, capture=CAPTURE, source=SOURCE, by=scene.cast.learner, on=ends)


def _reconcile(scene: LessonContext) -> None:
    scene.services.reports.reports.check(_month(scene))


def _comment(scene: LessonContext) -> None:
    scene.services.reports.reports.comment(_month(scene), COMMENT, scene.cast.learner)


def _export(scene: LessonContext) -> None:
    """Finish it, write it as a workbook, and hand it in."""
    reports, by = scene.services.reports.reports, scene.cast.learner
    finished = reports.finish(_month(scene), by)
    name = f"bao-cao-{finished.figures.month:%Y-%m}.{ReportForm.XLSX}"
    reports.export(finished, ReportForm.XLSX, scene.folder / name, "vi", by)
    reports.hand_in(finished, SIGNS, local_date(scene.services.now()), by)


STEPS: Mapping[str, LessonStep] = {
    "C5.1": LessonStep(_begun, _begin, REPORTS, needs=(), remark=_other_month),
    "C5.2": LessonStep(_entered, _enter, REPORTS, narrow=True, remark=_other_month),
    "C5.3": LessonStep(_reconciled, _reconcile, REPORTS, narrow=True),
    "C5.4": LessonStep(_commented, _comment, REPORTS, needs=(1,)),
    "C5.5": LessonStep(_handed_in, _export, REPORTS.on("report.steps"), narrow=True, remark=_not_all_of_it),
}
