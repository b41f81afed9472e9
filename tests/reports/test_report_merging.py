"""Reports of many units: signed, taken in, merged. Who sent nothing is missing, and never nought."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists, none, one_of
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from studio.canonical import canonical_json
from studio.cards.report_pages import ReportPages
from studio.errors import BadInput, NotFound, NotPermitted, Refused, StudioError, Untrusted
from studio.feedback.figures import WithheldReason
from studio.people.keys import fingerprint, public_of, sign
from studio.reports.exchange import SentReport, read_report
from studio.reports.merged_month import merge
from studio.reports.model import Figure, FigureState, Metric, MonthReport, ReportForm
from studio.reports.printed_merged import render_merged
from studio.reports.storage_received import ReportingUnit, received
from studio.reports.units import ReportFileResult, UnitReports, read_units
from tests.reports.files_read import NASTY, BookRead, words_of
from tests.reports.report_rig import (
    NAMES,
    OCTOBER,
    PIN,
    THIRD_OF_NOVEMBER,
    UNIT,
    ReportRig,
    department,
    feedback,
    month_of,
    post,
    report_rig,
    told,
)

SEED = bytes(range(32))


@pytest.fixture
def rig(tmp_path: Path) -> ReportRig:
    return report_rig(tmp_path)


@pytest.fixture
def units(rig: ReportRig) -> UnitReports:
    """The department on the same PC, which knows this unit's head by the printed sheet."""
    made = department(rig)
    public = next(line.public for line in rig.people.key_register()[::-1] if line.person == rig.head.id)
    with rig.at_work(rig.head):
        made.set_units(
            [ReportingUnit(name=UNIT, fingerprints=(fingerprint(public).replace(" ", ""),)),
             ReportingUnit(name="Công an xã Gò Sậy")],
            rig.head.id, PIN,
        )  # fmt: skip
    return made


def _finished(rig: ReportRig, *, again: bool = False) -> MonthReport:
    if again:
        rig.figures[OCTOBER] = month_of(post(1), post(2, 300))
    with rig.at_work(rig.writer):
        rig.reports.new(OCTOBER, rig.writer.id)
        return rig.reports.finish(OCTOBER, rig.writer.id)


def _sent(rig: ReportRig, folder: Path, *, again: bool = False) -> Path:
    report = _finished(rig, again=again)
    with rig.at_work(rig.head):
        return rig.reports.send(report, folder, rig.head.id, PIN)


def _take(rig: ReportRig, units: UnitReports, path: Path) -> tuple[ReportFileResult, ...]:
    with rig.at_work(rig.writer):
        return units.take(path, rig.writer.id)


def _signed(item: dict[str, Any], seed: bytes = SEED) -> bytes:
    """A file as somebody with that key would make it."""
    item = item | {"public": public_of(seed)}
    return canonical_json({"item": item, "signature": sign(seed, canonical_json(item))})


def sent_by(unit: str, *, revision: int = 1, **more: Any) -> SentReport:
    report = MonthReport(
        unit=unit, revision=revision, figures=more.pop("figures", month_of(post(1), post(2, 50))), comment={},
        made_at=THIRD_OF_NOVEMBER, by="p", program="0.1.0", sha256=f"{revision:064d}",
    )  # fmt: skip
    return SentReport(
        report=report, practice=False, pages={"fb": f"Trang {unit}"}, signed_by="Lê Quốc Cường",
        signed_at=THIRD_OF_NOVEMBER, public="00" * 32, sha256=f"{unit}{revision}", **more,
    )  # fmt: skip


# The file


def test_a_report_goes_by_file_and_is_the_same_there(rig: ReportRig, units: UnitReports, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    path = _sent(rig, stick)
    assert path.name == "bao-cao-2026-10-cong-an-phuong-minh-khai-ban-1.json"
    (report,) = rig.reports.revisions(OCTOBER)
    read = read_report(path.read_bytes())
    assert (read.report, read.signed_by, read.practice) == (report, rig.head.name, False)
    assert _take(rig, units, stick) == (ReportFileResult(file=path.name, unit=UNIT, revision=1),)
    assert _take(rig, units, path) == (ReportFileResult(file=path.name, unit=UNIT, revision=1, known=True),)
    with rig.at_work(rig.writer):
        again = units.take_bytes(path.read_bytes(), "hub", rig.writer.id)
    assert again == ReportFileResult(file="hub", unit=UNIT, revision=1, known=True)
    assert ("report.received", {"files": "1"}) in rig.news
    assert [data["step"] for _, _, data in rig.log][-2:] == ["sent", "received"]


def test_only_the_head_sends_and_only_what_is_finished(rig: ReportRig, tmp_path: Path) -> None:
    with rig.at_work(rig.writer):
        draft = rig.reports.new(OCTOBER, rig.writer.id)
        with pytest.raises(NotPermitted):
            rig.reports.send(draft, tmp_path, rig.writer.id, PIN)
    with rig.at_work(rig.head):
        with pytest.raises(Refused, match="chưa chốt"):
            rig.reports.send(draft, tmp_path, rig.head.id, PIN)
        with pytest.raises(NotPermitted):
            rig.reports.send(draft, tmp_path, rig.head.id, "00000000")
    assert list(tmp_path.glob("*.json")) == []


def _other_order(item: dict[str, Any], signature: str) -> bytes:
    return json.dumps({"signature": signature, "item": item}, ensure_ascii=False, separators=(",", ":")).encode()


def _twice(item: dict[str, Any], signature: str) -> bytes:
    whole = canonical_json({"item": item, "signature": signature})
    return whole.replace(b'"practice":false', b'"practice":true,"practice":false')


def _not_a_number(item: dict[str, Any], signature: str) -> bytes:
    whole = canonical_json({"item": item, "signature": signature})
    return whole.replace(b'"corrected":1', b'"corrected":NaN')


def _deep(item: dict[str, Any], signature: str) -> bytes:
    return b'{"item":' + b"[" * 200_000 + b"]" * 200_000 + b',"signature":""}'


def _zipped(item: dict[str, Any], signature: str) -> bytes:
    return b"PK\x03\x04" + canonical_json({"item": item, "signature": signature})


def _altered(item: dict[str, Any], signature: str) -> bytes:
    report = item["report"] | {"program": "9.9"}
    return canonical_json({"item": item | {"report": report}, "signature": signature})


def _no_signature(item: dict[str, Any], signature: str) -> bytes:
    return canonical_json({"item": item})


def _more(item: dict[str, Any], signature: str) -> bytes:
    return canonical_json({"item": item, "signature": signature, "also": 1})


NAUGHTY = (_other_order, _twice, _not_a_number, _deep, _zipped, _no_signature, _more)


@pytest.mark.parametrize("spoil", NAUGHTY)
def test_a_naughty_file_is_refused_in_one_sentence(
    rig: ReportRig, units: UnitReports, tmp_path: Path, spoil: Callable[[dict[str, Any], str], bytes]
) -> None:
    whole = json.loads(_sent(rig, tmp_path).read_bytes())
    path = tmp_path / "spoilt.json"
    path.write_bytes(spoil(whole["item"], whole["signature"]))
    (taken,) = _take(rig, units, path)
    assert taken.refused is not None
    assert taken.refused.vi.startswith("không phải tệp báo cáo tháng")
    assert units.of_month(OCTOBER).counted == "0/2"


def test_what_was_altered_after_signing_is_refused(rig: ReportRig, units: UnitReports, tmp_path: Path) -> None:
    whole = json.loads(_sent(rig, tmp_path).read_bytes())
    with pytest.raises(Untrusted, match="chữ ký không khớp"):
        read_report(_altered(whole["item"], whole["signature"]))
    with pytest.raises(Untrusted, match="chữ ký không khớp"):
        read_report(canonical_json({"item": whole["item"], "signature": "zz"}))


def _of_another_kind(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"kind": "decision"}


def _newer(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"format": 2, "new": True}


def _other_figures(item: dict[str, Any]) -> dict[str, Any]:
    figures = item["report"]["figures"] | {"published": "many"}
    return item | {"report": item["report"] | {"figures": figures}}


def _other_hash(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"sha256": "00" * 32}


def _unknown_field(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"extra": 1}


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_of_another_kind, "không phải tệp báo cáo"),
        (_newer, "phiên bản Page Studio mới hơn"),
        (_other_figures, "không phải tệp báo cáo"),
        (_other_hash, "không phải tệp báo cáo"),
        (_unknown_field, "không phải tệp báo cáo"),
    ],
)
def test_a_well_signed_file_that_is_no_report_is_refused(
    rig: ReportRig, tmp_path: Path, spoil: Callable[[dict[str, Any]], dict[str, Any]], says: str
) -> None:
    item = json.loads(_sent(rig, tmp_path).read_bytes())["item"]
    with pytest.raises(StudioError) as refused:
        read_report(_signed(spoil(item)))
    assert says in refused.value.phrase.vi


def test_a_signed_report_whose_total_is_not_its_rows_is_refused(rig: ReportRig, tmp_path: Path) -> None:
    item = json.loads(_sent(rig, tmp_path).read_bytes())["item"]
    total = item["report"]["figures"]["total"]
    total["views"]["value"] += 1
    item["sha256"] = _hash(item["report"])
    with pytest.raises(BadInput, match="không khớp nhau"):
        read_report(_signed(item))


def _hash(body: object) -> str:
    from studio.canonical import digest

    return digest(body)


def test_a_key_that_no_sheet_shows_and_a_stranger_are_refused(
    rig: ReportRig, units: UnitReports, tmp_path: Path
) -> None:
    whole = json.loads(_sent(rig, tmp_path).read_bytes())
    path = tmp_path / "other.json"
    path.write_bytes(_signed(whole["item"]))
    (taken,) = _take(rig, units, path)
    assert taken.refused is not None
    assert fingerprint(public_of(SEED)) in taken.refused.vi
    with rig.at_work(rig.head):
        units.set_units([ReportingUnit(name="Công an xã Gò Sậy")], rig.head.id, PIN)
    (stranger,) = _take(rig, units, next(tmp_path.glob("bao-cao*.json")))
    assert stranger.refused is not None
    assert "không có trong danh sách đơn vị" in stranger.refused.vi


def test_practice_is_not_taken_for_real_work(rig: ReportRig, units: UnitReports, tmp_path: Path) -> None:
    other = report_rig(_made(tmp_path / "practice"), practice=True)
    path = _sent(other, tmp_path)
    (taken,) = _take(rig, units, path)
    assert taken.refused is not None
    assert "tập huấn" in taken.refused.vi


def test_two_reports_of_one_number_are_chosen_between_by_people(
    rig: ReportRig, units: UnitReports, tmp_path: Path
) -> None:
    _take(rig, units, _sent(rig, tmp_path))
    other = report_rig(_made(tmp_path / "other"))
    other.figures[OCTOBER] = month_of(post(9))
    report = _finished(other)
    with other.at_work(other.head):
        path = other.reports.send(report, tmp_path / "b.json", other.head.id, PIN)
    public = read_report(path.read_bytes()).fingerprint.replace(" ", "")
    with rig.at_work(rig.head):
        units.set_units([ReportingUnit(name=UNIT, fingerprints=(public,))], rig.head.id, PIN)
    (taken,) = _take(rig, units, path)
    assert taken.refused is not None
    assert "có nội dung khác" in taken.refused.vi


def test_a_folder_without_reports_and_a_file_that_is_none(rig: ReportRig, units: UnitReports, tmp_path: Path) -> None:
    empty = _made(tmp_path / "empty")
    with pytest.raises(NotFound):
        _take(rig, units, empty)
    (empty / "sub.json").mkdir()
    (empty / "a.json").write_bytes(b"x" * 4_000_001)
    first, second = _take(rig, units, empty)
    assert first.refused is not None
    assert second.refused is not None
    assert "không phải tệp thường" in second.refused.vi


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


# Merging


def test_184_of_187_units_are_counted_and_three_are_missing() -> None:
    names = [f"Công an xã {number:03d}" for number in range(187)]
    late = {names[3], names[80], names[186]}
    merged = merge(OCTOBER, [sent_by(name) for name in names if name not in late], names)
    assert merged.counted == "184/187"
    assert set(merged.missing) == late
    assert (merged.published, merged.corrected) == (368, 184)
    assert merged.total[Metric.VIEWS] == told(184 * 150)
    assert merged.posts_a_unit == 368 / 184
    assert merged.share == 46 / 48
    assert merged.feedback["received"] == told(184 * 48)
    assert len(merged.posts) == 368
    assert merged.posts[0][1].page == f"Trang {names[0]}"


@given(views=lists(one_of(none(), integers(-500, 10**9)), min_size=1, max_size=12), late=integers(0, 3))
def test_a_total_is_of_what_was_told_whoever_is_missing(views: list[int | None], late: int) -> None:
    names = [f"Đơn vị {number}" for number in range(len(views) + late)]
    cells = [Figure() if value is None else told(value) for value in views]
    sent = [
        sent_by(name, figures=replace(month_of(post(1)), total={Metric.VIEWS: cell}))
        for name, cell in zip(names, cells, strict=False)
    ]
    merged = merge(OCTOBER, sent, names)
    known = [value for value in views if value is not None]
    assert merged.counted == f"{len(views)}/{len(names)}"
    assert merged.total[Metric.VIEWS].value == (sum(known) if known else None)
    assert merged.total[Metric.VIEWS].approximate == (0 < len(known) < len(views))
    assert len(merged.missing) == late
    assert merged.posts_a_unit == 1.0


def test_a_unit_where_nothing_happened_is_nought_and_counts() -> None:
    quiet = replace(month_of(), corrected=0, feedback=feedback(received=0, answered=0, in_time=0), total={
        metric: told(0) for metric in (Metric.VIEWS, Metric.REACTIONS)})  # fmt: skip
    merged = merge(OCTOBER, [sent_by("A"), sent_by("B", figures=quiet)], ["A", "B", "C"])
    assert (merged.counted, merged.published, merged.posts_a_unit) == ("2/3", 2, 1.0)
    assert merged.total[Metric.VIEWS] == told(150)
    assert merged.share == 46 / 48


def test_what_one_unit_may_not_tell_makes_the_sum_approximate() -> None:
    few = replace(
        month_of(post(1)), feedback=replace(feedback(), total=replace(feedback().total, received=WithheldReason.FEW))
    )
    merged = merge(OCTOBER, [sent_by("A"), sent_by("B", figures=few)], ["A", "B"])
    assert merged.feedback["received"] == told(48, approximate=True)
    alone = merge(OCTOBER, [sent_by("B", figures=few)], ["A", "B"])
    assert alone.feedback["received"] == Figure(told=FigureState.FEW)


def test_a_day_that_nobody_told_of_stays_a_gap() -> None:
    merged = merge(OCTOBER, [sent_by("A"), sent_by("B")], ["A", "B"])
    assert merged.views_by_day[OCTOBER + timedelta(days=10)].value is None
    assert merged.views_by_day[OCTOBER] == told(122)


def test_viewers_and_followers_are_never_summed() -> None:
    merged = merge(OCTOBER, [sent_by("A"), sent_by("B")], ["A", "B"])
    assert {Metric.VIEWERS, Metric.FOLLOWERS}.isdisjoint(merged.total)


def test_the_newest_revision_of_each_unit_counts() -> None:
    new = sent_by("A", revision=2, figures=month_of(post(1, 999)))
    for order in ([sent_by("A"), new], [new, sent_by("A")]):
        merged = merge(OCTOBER, order, ["A", "B"])
        assert merged.total[Metric.VIEWS] == told(999)
        assert merged.used == {"A": "A2"}
    assert merge(OCTOBER, [sent_by("A")], ["A"]).stale(merge(OCTOBER, [new, sent_by("B")], ["A", "B"])) == ("A", "B")


def test_a_report_of_another_month_or_a_stranger_is_not_merged() -> None:
    with pytest.raises(BadInput):
        merge(date(2026, 9, 1), [sent_by("A")], ["A"])
    with pytest.raises(BadInput):
        merge(OCTOBER, [sent_by("A")], ["B"])


def test_a_later_revision_marks_a_merged_file_out_of_date(rig: ReportRig, units: UnitReports, tmp_path: Path) -> None:
    _take(rig, units, _sent(rig, tmp_path))
    with rig.at_work(rig.writer):
        units.export(units.of_month(OCTOBER), ReportForm.XLSX, tmp_path / "gop.xlsx", "vi", rig.writer.id)
    ((first, changed),) = units.merges(OCTOBER)
    assert (list(first.used), changed) == ([UNIT], ())
    _take(rig, units, _sent(rig, tmp_path, again=True))
    ((same, changed),) = units.merges(OCTOBER)
    assert same == first
    assert changed == (UNIT,)
    assert units.of_month(OCTOBER).total[Metric.VIEWS] == told(400)
    with rig.at_work(rig.writer), pytest.raises(Exception, match="append-only"):
        rig.store.do(received.delete())


# Files of a merged month


def test_the_merged_workbook_says_184_of_187_and_lists_each_file(rig: ReportRig, tmp_path: Path) -> None:
    names = [f"Công an xã {number:03d}" for number in range(187)]
    merged = merge(OCTOBER, [sent_by(name) for name in names[3:]], names)
    book = BookRead(_exported(rig, merged, ReportForm.XLSX, tmp_path))
    assert book.names == ["Tổng hợp", "Theo đơn vị", "Theo chủ đề", "Theo ngày", "Bài", "Thiếu số liệu", "Định nghĩa",
                          "Tệp đã dùng"]  # fmt: skip
    rows = book.rows("Theo đơn vị")
    assert rows[1][:4] == [names[0], "chưa gửi", "—", "—"]
    assert rows[4][:4] == [names[3], "bản 1 · 03/11/2026", "2", "150"]
    assert rows[188][:4] == ["Tổng", "184/187", "368", "27600"]
    assert book.sheet("Theo đơn vị")["D189"].formula == "SUM(D2:D188)"
    summary = book.rows("Tổng hợp")
    assert ["Đơn vị đã gửi", "184/187"] in summary
    assert ["Số bài trung bình của một đơn vị đã gửi", "2"] in summary
    assert ["Lượt xem", "27600"] in summary
    sources = book.rows("Tệp đã dùng")
    assert sources[1][:2] == [names[0], "chưa gửi"]
    assert sources[4][5] == f"{names[3]}1"
    assert len(book.rows("Bài")) == 1 + 368 + 1


def _exported(rig: ReportRig, merged: Any, form: ReportForm, tmp_path: Path) -> bytes:
    with rig.at_work(rig.writer):
        return department(rig).export(merged, form, tmp_path / f"gop.{form}", "vi", rig.writer.id).read_bytes()


def test_the_merged_document_names_the_units_that_did_not_send(rig: ReportRig, tmp_path: Path) -> None:
    merged = merge(OCTOBER, [sent_by("Công an xã A")], ["Công an xã A", "Công an xã B", "Công an xã C"])
    words = words_of(_exported(rig, merged, ReportForm.DOCX, tmp_path))
    assert "Công an xã B; Công an xã C" in words
    assert "Tổng chỉ tính 1 đơn vị đã gửi, trong 3; đơn vị chưa gửi không tính là 0." in words
    assert words.count("chưa gửi") == 2
    assert "1/3" in words


def test_the_merged_pages_go_over_as_many_sheets_as_they_need(rig: ReportRig) -> None:
    names = [f"Công an xã {number:03d}" for number in range(187)]
    merged = merge(OCTOBER, [sent_by(name) for name in names[3:]], names)
    data = render_merged(
        merged, ReportForm.PDF, "vi", NAMES, department="Công an Thành phố", made_at=THIRD_OF_NOVEMBER, made_by="p",
        practice=False, painter=ReportPages(),
    )  # fmt: skip
    with closing(PdfDocument(data)) as made:
        pages = [page.get_textpage().get_text_range() for page in made]
    assert len(pages) > 5
    assert all(any(name in page for page in pages) for name in names)
    assert "184/187" in pages[0]


@pytest.mark.parametrize("form", [ReportForm.XLSX, ReportForm.DOCX, ReportForm.CSV])
def test_a_merged_file_is_the_same_bytes_and_its_units_stay_names(
    rig: ReportRig, tmp_path: Path, form: ReportForm
) -> None:
    names = [name for name in NASTY if name.isprintable()]
    merged = merge(OCTOBER, [sent_by(name) for name in names], names)
    first = _exported(rig, merged, form, tmp_path)
    assert _exported(rig, merged, form, tmp_path) == first
    if form is ReportForm.XLSX:
        book = BookRead(first)
        assert [row[0] for row in book.rows("Theo đơn vị")[1:-1]] == names
        assert book.links == 0
        assert not any("HYPERLINK" in one or "cmd" in one for one in book.formulas())
    if form is ReportForm.CSV:
        cells = [line[0] for line in csv.reader(io.StringIO(first.decode("utf-8-sig"), newline="")) if line]
        assert set(names) <= {cell.removeprefix("'") for cell in cells}
        assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in cells)


# The list of units


def test_the_list_of_units_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "don-vi.csv"
    key, other = "AB12 " * 10, "CD34" * 10
    path.write_text(
        f"\ufeffunit;fingerprint\nCông an xã A;{key}\nCông an xã A;{other}\nCông an xã B;\n", encoding="utf-8"
    )
    assert read_units(path) == (
        ReportingUnit(name="Công an xã A", fingerprints=("AB12" * 10, other)),
        ReportingUnit(name="Công an xã B"),
    )
    path.write_text("unit,fingerprint\nA,123\n", encoding="utf-8")
    with pytest.raises(BadInput, match="40 chữ số"):
        read_units(path)
    path.write_text("name\nA\n", encoding="utf-8")
    with pytest.raises(BadInput, match="unit"):
        read_units(path)


def test_the_head_alone_sets_the_list(rig: ReportRig) -> None:
    units = department(rig)
    listed = [ReportingUnit(name="A")]
    with rig.at_work(rig.writer), pytest.raises(NotPermitted):
        units.set_units(listed, rig.writer.id, PIN)
    with rig.at_work(rig.head):
        with pytest.raises(BadInput):
            units.set_units([*listed, *listed], rig.head.id, PIN)
        with pytest.raises(BadInput):
            units.set_units([ReportingUnit(name="A", fingerprints=("12",))], rig.head.id, PIN)
    assert units.units() == ()
