"""The report of a month from its beginning to the paper that is signed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from studio.canonical import canonical_json, sha256
from studio.errors import BadInput, NotFound, NotPermitted, Refused, Untrusted
from studio.reports.exchange import body_of, report_of
from studio.reports.model import Break, CommentPart, FigureState, Metric, MonthReport, PageMonth
from studio.reports.storage_reports import month_reports
from tests.reports.report_rig import OCTOBER, THIRD_OF_NOVEMBER, ReportRig, capture, month_of, post, report_rig, told

SAID = {CommentPart.IN_TIME: "46 trong 48 câu hỏi", CommentPart.ASKED: "Hỏi nhiều nhất về căn cước"}


@pytest.fixture
def rig(tmp_path: Path) -> ReportRig:
    return report_rig(tmp_path)


def _finished(rig: ReportRig) -> MonthReport:
    with rig.at_work(rig.writer):
        rig.reports.new(OCTOBER, rig.writer.id)
        rig.reports.comment(OCTOBER, SAID, rig.writer.id)
        return rig.reports.finish(OCTOBER, rig.writer.id)


def test_a_report_is_begun_commented_finished_and_handed_in(rig: ReportRig) -> None:
    report = _finished(rig)
    assert (report.revision, report.comment, report.unit) == (1, SAID, "Công an phường Minh Khai")
    assert len(report.sha256) == 64
    assert rig.reports.draft(OCTOBER) is None
    with rig.at_work(rig.writer):
        handed = rig.reports.hand_in(report, "Trưởng Công an phường", date(2026, 11, 3), rig.writer.id)
    (kept,) = rig.reports.revisions(OCTOBER)
    assert kept == handed == replace(report, handed_to="Trưởng Công an phường", handed_on=date(2026, 11, 3))
    assert [name for name, _ in rig.news] == [
        "report.created", "report.commented", "report.finished", "report.handed_in",
    ]  # fmt: skip
    assert [data["step"] for _, _, data in rig.log] == ["created", "commented", "finished", "handed_in"]
    assert {act for act, _, _ in rig.log} == {"report"}


def test_a_draft_follows_the_figures_and_a_finished_report_does_not(rig: ReportRig) -> None:
    report = _finished(rig)
    rig.figures[OCTOBER] = month_of(post(1), post(2, 300), corrected=2)
    assert rig.reports.revisions(OCTOBER) == (report,)
    with rig.at_work(rig.writer):
        draft = rig.reports.new(OCTOBER, rig.writer.id)
    assert (draft.revision, draft.sha256, draft.figures.corrected) == (2, "", 2)
    assert draft.comment == SAID
    rig.figures[OCTOBER] = month_of(post(1), post(2, 310), corrected=3)
    found = rig.reports.draft(OCTOBER)
    assert found is not None
    assert found.figures.corrected == 3


def test_beginning_again_keeps_the_draft(rig: ReportRig) -> None:
    with rig.at_work(rig.writer):
        rig.reports.new(OCTOBER, rig.writer.id)
        rig.reports.comment(date(2026, 10, 20), SAID, rig.writer.id)
        assert rig.reports.new(date(2026, 10, 31), rig.writer.id).comment == SAID
        rig.reports.comment(OCTOBER, {CommentPart.ASKED: "  "}, rig.writer.id)
        assert rig.reports.new(OCTOBER, rig.writer.id).comment == {CommentPart.IN_TIME: SAID[CommentPart.IN_TIME]}
    assert rig.reports.months() == (OCTOBER,)


def test_nothing_new_is_no_revision(rig: ReportRig) -> None:
    _finished(rig)
    with rig.at_work(rig.writer):
        rig.reports.new(OCTOBER, rig.writer.id)
        with pytest.raises(Refused, match="không có gì khác bản 1"):
            rig.reports.finish(OCTOBER, rig.writer.id)
        rig.reports.comment(OCTOBER, {CommentPart.CORRECTED: "Một bài ghi nhầm giờ"}, rig.writer.id)
        assert rig.reports.finish(OCTOBER, rig.writer.id).revision == 2
    assert [report.revision for report in rig.reports.revisions(OCTOBER)] == [1, 2]


def test_what_is_kept_cannot_be_changed_and_an_alteration_shows(rig: ReportRig) -> None:
    _finished(rig)
    with rig.at_work(rig.writer):
        for act in (month_reports.update().values(body="{}"), month_reports.delete()):
            with pytest.raises(IntegrityError, match="append-only"):
                rig.store.do(act)
        with rig.store.write() as connection:
            connection.exec_driver_sql("DROP TRIGGER month_reports_no_update")
            connection.exec_driver_sql(
                "UPDATE month_reports SET body = replace(body, '\"corrected\":1', '\"corrected\":0')"
            )
    with pytest.raises(Untrusted, match="bị sửa"):
        rig.reports.revisions(OCTOBER)


def test_what_is_hashed_of_a_report_keeps_its_bytes(rig: ReportRig) -> None:
    """Else an old revision would no longer be what its hash on an old paper says."""
    figures = month_of(post(1), post(2, captured=True), captures=(capture(),))
    sample = MonthReport(
        unit="Công an phường Minh Khai", revision=2, figures=figures,
        comment=SAID, made_at=THIRD_OF_NOVEMBER, by="p1", program="0.1.0", sha256="ab" * 32, handed_to="Trưởng",
        handed_on=date(2026, 11, 3),
    )  # fmt: skip
    body = canonical_json(body_of(sample))
    assert sha256(body) == "ed5ec8a8e5cd079ff7ad7d9d6721092cc7458cb20f0f5db6e786cd4d4d89cebe"
    assert report_of(json.loads(body), "ab" * 32) == replace(sample, handed_to="", handed_on=None)


def test_a_revision_of_before_there_was_a_field_is_read(rig: ReportRig) -> None:
    body = body_of(_finished(rig))
    del body["figures"]["practice_left_out"]
    assert report_of(body, "ab" * 32).figures.practice_left_out == 0


def test_a_month_in_which_a_meaning_changed_says_so_for_good() -> None:
    changed = Break(platform="facebook", metric=Metric.VIEWS, since=OCTOBER)
    sample = MonthReport(
        unit="Công an phường Minh Khai", revision=1, figures=month_of(post(1), breaks=(changed,)), comment={},
        made_at=THIRD_OF_NOVEMBER, by="p1", program="0.1.0", sha256="ab" * 32,
    )  # fmt: skip
    assert report_of(json.loads(canonical_json(body_of(sample))), "ab" * 32) == sample


def test_a_month_that_is_not_over_is_not_finished(rig: ReportRig) -> None:
    november = date(2026, 11, 1)
    rig.figures[november] = month_of(post(1), month=november)
    with rig.at_work(rig.writer):
        rig.reports.new(november, rig.writer.id)
        with pytest.raises(Refused, match="01/12/2026"):
            rig.reports.finish(november, rig.writer.id)
        with pytest.raises(BadInput, match="chưa bắt đầu"):
            rig.reports.new(date(2026, 12, 1), rig.writer.id)
        with pytest.raises(NotFound):
            rig.reports.finish(OCTOBER, rig.writer.id)


def test_in_practice_the_month_at_hand_is_finished(tmp_path: Path) -> None:
    rig = report_rig(tmp_path, practice=True)
    november = date(2026, 11, 1)
    rig.figures[november] = month_of(post(1), month=november)
    with rig.at_work(rig.writer):
        rig.reports.new(november, rig.writer.id)
        assert rig.reports.finish(november, rig.writer.id).revision == 1


def test_who_does_not_work_at_the_desk_makes_no_report(rig: ReportRig) -> None:
    report = _finished(rig)
    with rig.at_work(rig.technician):
        by = rig.technician.id
        acts: tuple[Callable[[], object], ...] = (
            lambda: rig.reports.new(OCTOBER, by),
            lambda: rig.reports.comment(OCTOBER, SAID, by),
            lambda: rig.reports.finish(OCTOBER, by),
            lambda: rig.reports.hand_in(report, "Trưởng Công an phường", date(2026, 11, 3), by),
        )
        for act in acts:
            with pytest.raises(NotPermitted):
                act()


def test_a_comment_gives_nobody_away_and_is_short(rig: ReportRig) -> None:
    with rig.at_work(rig.writer):
        rig.reports.new(OCTOBER, rig.writer.id)
        with pytest.raises(BadInput, match="số điện thoại"):
            rig.reports.comment(OCTOBER, {CommentPart.ASKED: "Người hỏi số 0912345678"}, rig.writer.id)
        with pytest.raises(BadInput, match="2000"):
            rig.reports.comment(OCTOBER, {CommentPart.ASKED: "x" * 2001}, rig.writer.id)


def test_only_what_is_finished_is_handed_in_to_a_post_on_a_day_that_was(rig: ReportRig) -> None:
    with rig.at_work(rig.writer):
        draft = rig.reports.new(OCTOBER, rig.writer.id)
        with pytest.raises(Refused, match="chưa chốt"):
            rig.reports.hand_in(draft, "Trưởng Công an phường", date(2026, 11, 3), rig.writer.id)
        report = rig.reports.finish(OCTOBER, rig.writer.id)
        for to, on in (("", date(2026, 11, 3)), ("Trưởng", date(2026, 11, 4)), ("Trưởng", date(2026, 9, 30))):
            with pytest.raises(BadInput):
                rig.reports.hand_in(report, to, on, rig.writer.id)


def test_a_unit_without_a_name_finishes_nothing(tmp_path: Path) -> None:
    rig = report_rig(tmp_path, unit="")
    with rig.at_work(rig.writer):
        rig.reports.new(OCTOBER, rig.writer.id)
        with pytest.raises(Refused, match="tên đơn vị"):
            rig.reports.finish(OCTOBER, rig.writer.id)


# Reconciling


def _problem(rig: ReportRig) -> str:
    (found,) = rig.reports.problems(OCTOBER)
    assert found.vi
    assert found.en
    with rig.at_work(rig.writer):
        rig.reports.new(OCTOBER, rig.writer.id)
        with pytest.raises(Refused) as refused:
            rig.reports.finish(OCTOBER, rig.writer.id)
    assert refused.value.phrase.vi == found.vi
    return found.vi


def test_figures_that_agree_have_no_problem(rig: ReportRig) -> None:
    assert rig.reports.problems(OCTOBER) == ()


def test_a_total_that_is_not_its_rows_is_found(rig: ReportRig) -> None:
    figures = rig.figures[OCTOBER]
    views = next(iter(figures.total))
    rig.figures[OCTOBER] = replace(figures, total={**figures.total, views: told(391)})
    assert "tổng ghi 391, các dòng cộng lại là 390" in _problem(rig)


def test_a_post_counted_twice_is_found_and_one_on_two_pages_is_not(rig: ReportRig) -> None:
    rig.figures[OCTOBER] = month_of(post(1), post(1, page="web"))
    assert rig.reports.problems(OCTOBER) == ()
    rig.figures[OCTOBER] = month_of(post(1), post(1))
    assert "“Bài 1” được tính 2 lần" in _problem(rig)


def test_an_exercise_in_the_figures_is_found(rig: ReportRig) -> None:
    rig.exercises.add("post2")
    assert "“Bài 2”: là bài thực hành" in _problem(rig)


def test_a_page_with_more_posts_than_rows_is_found(rig: ReportRig) -> None:
    figures = rig.figures[OCTOBER]
    web = next(page for page in figures.pages if page.page == "web")
    rig.figures[OCTOBER] = replace(
        figures, pages=tuple(replace(page, posts=9) if page is web else page for page in figures.pages)
    )
    assert "Số bài của trang web: tổng ghi 9, các dòng cộng lại là 1" in _problem(rig)


def test_a_number_entered_by_hand_needs_its_picture_and_its_source(rig: ReportRig) -> None:
    entered = month_of(post(1, captured=True), captures=(capture(),))
    rig.figures[OCTOBER] = entered
    assert rig.reports.problems(OCTOBER) == ()
    rig.figures[OCTOBER] = replace(entered, captures=(capture(" "),))
    assert "chưa ghi nguồn" in _problem(rig)
    rig.figures[OCTOBER] = replace(entered, captures=())
    assert "“Bài 1”: số liệu nhập tay chưa có ảnh chụp" in _problem(rig)
    rig.figures[OCTOBER] = entered
    rig.lost.add(capture().file)
    assert "không còn nguyên" in _problem(rig)


def test_what_the_platform_does_not_offer_keeps_a_total_whole(rig: ReportRig) -> None:
    figures = month_of(post(1))
    silent = PageMonth(page="oa", platform="zalo", posts=0, figures={next(iter(figures.total)): told(0)})
    not_offered = replace(silent, figures={metric: replace(told(0), told=FigureState.NOT_OFFERED, value=None)
                                           for metric in silent.figures})  # fmt: skip
    rig.figures[OCTOBER] = replace(figures, pages=(*figures.pages, not_offered))
    assert rig.reports.problems(OCTOBER) == ()
