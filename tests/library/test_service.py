from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from studio.errors import BadInput, NotFound, Untrusted
from studio.library.events import LegalPlace
from studio.library.intake import Intake
from studio.library.model import CitationRef, Status
from studio.library.service import Library, LibraryCount
from studio.library.storage import StoredLibrary
from studio.library.storage_history import StoredOriginals
from studio.sandbox import Sandbox, SandboxLimits
from studio.store.engine import Store
from studio.store.files import FileStore
from tests.library.conftest import StillClock

TODAY = date(2026, 11, 25)
Lines = Callable[..., Path]
Law = Callable[..., dict[str, Any]]


def test_a_file_is_imported_and_found_by_number_and_article(library: Library, write_lines: Lines, law: Law) -> None:
    report = library.import_paths([write_lines(law(), law("13/2023/NĐ-CP", type="Nghị định"))])
    assert (report.documents, report.articles, report.refused) == (2, 2, ())
    assert library.count() == LibraryCount(documents=2, articles=2)
    found = library.find("nd 13/2023")
    assert found is not None
    assert (found.key, found.number) == ("13/2023/ND-CP", "13/2023/NĐ-CP")
    article = library.article(found.key, "1")
    assert article is not None
    assert article.heading == "Phạm vi"
    assert library.article(found.key, "99") is None


@pytest.mark.parametrize(
    "typed",
    ["13/2023/NĐ-CP", "13/2023/nd-cp", "nđ 13/2023", "nghị định 13/2023", "Nghị định số 13/2023/NĐ-CP", "13/2023"],
)
def test_the_ways_people_write_a_number(library: Library, write_lines: Lines, law: Law, typed: str) -> None:
    library.import_paths([write_lines(law("13/2023/NĐ-CP", type="Nghị định"), law("113/2023/NĐ-CP"))])
    found = library.find(typed)
    assert found is not None
    assert found.key == "13/2023/ND-CP"


def test_an_ambiguous_number_finds_nothing_but_lists_all(library: Library, write_lines: Lines, law: Law) -> None:
    library.import_paths([write_lines(law("13/2023/NĐ-CP", type="Nghị định"), law("13/2023/TT-BCA", type="Thông tư"))])
    assert library.find("13/2023") is None
    assert [d.key for d in library.candidates("13/2023")] == ["13/2023/ND-CP", "13/2023/TT-BCA"]
    assert [d.key for d in library.candidates("thông tư 13/2023")] == ["13/2023/TT-BCA"]


def test_laws_are_found_by_name_and_year(library: Library, write_lines: Lines, law: Law) -> None:
    old = law("24/2018/QH14", type="Luật", title="An ninh mạng", issued_on="2018-06-12")
    new = law("116/2025/QH15", type="Luật", title="Luật An ninh mạng", issued_on="2025-12-10")
    code = law("100/2015/QH13", type="Bộ luật", title="BỘ LUẬT HÌNH SỰ", issued_on="2015-11-27")
    library.import_paths([write_lines(old, new, code)])
    assert [d.key for d in library.candidates("luat an ninh mang")] == ["116/2025/QH15", "24/2018/QH14"]
    assert library.find("Luật An ninh mạng") is None
    found = library.find("Luật An ninh mạng năm 2018")
    assert found is not None
    assert found.key == "24/2018/QH14"
    aliased = library.find("BLHS")
    assert aliased is not None
    assert aliased.key == "100/2015/QH13"


def test_a_citation_is_resolved_with_version_and_validity(library: Library, write_lines: Lines, law: Law) -> None:
    library.import_paths([write_lines(law())])
    ref = CitationRef(document="01/2026/QĐ-MAU", article="1", clause="1", point="đ")
    found = library.resolve(ref, on=TODAY)
    assert found.printed == (
        "điểm đ khoản 1 Điều 1 Quyết định số 01/2026/QĐ-MAU ngày 05 tháng 01 năm 2026 của Đơn vị mẫu"
    )
    document = library.find("01/2026/QĐ-MAU")
    assert document is not None
    assert (found.found, found.article_found, found.document_sha256) == (True, True, document.sha256)
    assert found.validity is not None
    assert found.validity.status is Status.IN_FORCE


@pytest.mark.parametrize(
    ("place", "missing"),
    [
        ({"article": "9"}, "Điều 9"),
        ({"article": "1", "clause": "7"}, "khoản 7"),
        ({"article": "1", "clause": "1", "point": "x"}, "điểm x"),
        ({"article": "1", "clause": "1"}, ""),
        ({}, ""),
    ],
)
def test_the_missing_part_is_named(
    library: Library, write_lines: Lines, law: Law, place: dict[str, str], missing: str
) -> None:
    library.import_paths([write_lines(law())])
    found = library.resolve(CitationRef(document="01/2026/QĐ-MAU", **place), on=TODAY)
    assert (found.missing, found.article_found) == (missing, not missing)


def test_an_unknown_document_resolves_to_nothing(library: Library) -> None:
    found = library.resolve(CitationRef(document="9/2099/NĐ-CP", article="1"), on=TODAY)
    assert (found.found, found.article_found, found.printed, found.validity) == (False, False, "", None)


def test_a_typed_citation_gets_the_documents_own_number(library: Library, write_lines: Lines, law: Law) -> None:
    library.import_paths([write_lines(law("13/2023/NĐ-CP", type="Nghị định"))])
    assert library.read_citation("diem a khoan 1 dieu 5 nd 13/2023") == CitationRef(
        document="13/2023/NĐ-CP", article="5", clause="1", point="a"
    )
    assert library.read_citation("Điều 5") is None


def test_a_document_nobody_checked_is_unknown_until_somebody_confirms(
    library: Library, write_lines: Lines, law: Law
) -> None:
    library.import_paths([write_lines(law(checked_on=None))])
    key = "01/2026/QD-MAU"
    assert library.status(key, on=TODAY).status is Status.UNKNOWN
    before = library.resolve(CitationRef(document=key), on=TODAY).document_sha256
    confirmed = library.confirm(
        key,
        by="Trần Thị Mẫu",
        on=TODAY,
        effective_from=date(2026, 2, 1),
        effective_to=None,
        status=Status.IN_FORCE,
        source="vbpl.vn",
    )
    assert (confirmed.checked_on, confirmed.checked_by) == (TODAY, "Trần Thị Mẫu")
    found = library.status(key, "1", on=TODAY)
    assert (found.status, found.checked_on) == (Status.IN_FORCE, TODAY)
    after = library.resolve(CitationRef(document=key), on=TODAY).document_sha256
    assert after == before, "a check does not change the law's version"


def test_a_confirmation_can_be_taken_back(library: Library, write_lines: Lines, law: Law) -> None:
    library.import_paths([write_lines(law())])
    library.confirm(
        "01/2026/QĐ-MAU", by="Mẫu", on=TODAY, effective_from=None, effective_to=None, status=Status.UNKNOWN, source=""
    )
    assert library.status("01/2026/QD-MAU", on=TODAY).status is Status.UNKNOWN


def test_nothing_is_confirmed_without_a_source(library: Library, write_lines: Lines, law: Law) -> None:
    library.import_paths([write_lines(law(checked_on=None))])
    key = "01/2026/QD-MAU"
    for status in Status:
        if status is not Status.UNKNOWN:
            with pytest.raises(BadInput, match="nguồn đã đối chiếu") as refused:
                library.confirm(
                    key, by="Mẫu", on=TODAY, effective_from=None, effective_to=None, status=status, source="  "
                )
            assert refused.value.where == "source"
    with pytest.raises(BadInput, match="nguồn đã đối chiếu"):
        library.confirm_place(key, LegalPlace("1"), by="Mẫu", on=TODAY, source=" ")
    assert library.status(key, on=TODAY).status is Status.UNKNOWN
    assert [event for event in library.events(key) if event.recorded] == []


@pytest.mark.parametrize(("by", "end"), [("  ", None), ("Mẫu", date(2025, 1, 1))])
def test_a_senseless_confirmation_is_refused(
    library: Library, write_lines: Lines, law: Law, by: str, end: date | None
) -> None:
    library.import_paths([write_lines(law())])
    with pytest.raises(BadInput):
        library.confirm(
            "01/2026/QD-MAU",
            by=by,
            on=TODAY,
            effective_from=date(2026, 2, 1),
            effective_to=end,
            status=Status.IN_FORCE,
            source="vbpl.vn",
        )


def test_reimport_keeps_a_check_of_the_same_text_and_drops_it_with_a_new_one(
    library: Library, write_lines: Lines, law: Law
) -> None:
    library.import_paths([write_lines(law(checked_on=None))])
    library.confirm(
        "01/2026/QD-MAU",
        by="Mẫu",
        on=TODAY,
        effective_from=date(2026, 2, 1),
        effective_to=None,
        status=Status.IN_FORCE,
        source="vbpl.vn",
    )
    library.import_paths([write_lines(law(checked_on=None, source="tải lại"))])
    assert library.status("01/2026/QD-MAU", on=TODAY).status is Status.IN_FORCE
    changed = [{"number": "1", "heading": "Phạm vi", "text": "Nội dung khác."}]
    library.import_paths([write_lines(law(checked_on=None, articles=changed))])
    assert library.status("01/2026/QD-MAU", on=TODAY).status is Status.UNKNOWN
    assert library.count() == LibraryCount(documents=1, articles=1)


def test_one_document_ends_another(library: Library, write_lines: Lines, law: Law) -> None:
    new = law(
        "02/2026/QĐ-MAU", effective_from="2026-07-01", relations=[{"kind": "replaces", "number": "01/2026/qđ-mau"}]
    )
    library.import_paths([write_lines(law(), new)])
    assert library.status("01/2026/QD-MAU", on=date(2026, 6, 30)).status is Status.IN_FORCE
    ended = library.status("01/2026/QD-MAU", on=date(2026, 7, 1))
    assert (ended.status, ended.replaced_by) == (Status.EXPIRED, "02/2026/QĐ-MAU")


def test_a_document_may_name_its_own_end(library: Library, write_lines: Lines, law: Law) -> None:
    old = law(relations=[{"kind": "replaced_by", "number": "02/2026/QĐ-MAU"}])
    library.import_paths([write_lines(old)])
    assert library.status("01/2026/QD-MAU", on=TODAY).status is Status.UNKNOWN, "since when is not known"
    library.import_paths([write_lines(law("02/2026/QĐ-MAU", effective_from="2026-07-01"))])
    assert library.status("01/2026/QD-MAU", on=TODAY).status is Status.EXPIRED


def test_a_guide_whose_law_ended_has_to_be_checked_again(library: Library, write_lines: Lines, law: Law) -> None:
    parent = law("01/2025/QĐ-MAU", effective_from="2025-01-01", effective_to="2026-11-22")
    guide = law(relations=[{"kind": "guides", "number": "01/2025/QĐ-MAU"}])
    library.import_paths([write_lines(parent, guide)])
    assert library.status("01/2026/QD-MAU", on=date(2026, 11, 21)).status is Status.IN_FORCE
    assert library.status("01/2026/QD-MAU", on=TODAY).status is Status.UNKNOWN


def test_status_of_what_is_not_there(library: Library, write_lines: Lines, law: Law) -> None:
    with pytest.raises(NotFound, match="không có trong kho"):
        library.status("9/2099/NĐ-CP", on=TODAY)
    library.import_paths([write_lines(law())])
    with pytest.raises(NotFound, match="không có Điều 9"):
        library.status("01/2026/QD-MAU", "9", on=TODAY)


def test_an_altered_article_is_not_trusted(library: Library, store: Store, write_lines: Lines, law: Law) -> None:
    library.import_paths([write_lines(law())])
    with store.write() as tx:
        tx.execute(text("UPDATE law_articles SET text = replace(text, 'Một', 'Hai')"))
    with pytest.raises(Untrusted, match="đã bị thay đổi"):
        library.articles("01/2026/QD-MAU")
    found = library.resolve(CitationRef(document="01/2026/QĐ-MAU", article="1"), on=TODAY)
    assert (found.found, found.article_found) == (True, False)


def test_a_damaged_file_changes_nothing_and_others_go_on(
    library: Library, write_lines: Lines, law: Law, tmp_path: Path
) -> None:
    broken = write_lines(law("1/2026/QĐ-MAU"), name="hong.jsonl")
    with broken.open("a", encoding="utf-8") as file:
        file.write('{"number": "2/2026/QĐ-MAU", "articles": [')
    good = write_lines(law("3/2026/QĐ-MAU"), name="tot.jsonl")
    report = library.import_paths([broken, tmp_path / "khong-co.docx", good])
    assert (report.documents, report.articles) == (1, 1)
    assert [path.name for path, _ in report.refused] == ["hong.jsonl", "khong-co.docx"]
    assert report.refused[0][1].vi.startswith("dòng 2: ")
    assert [d.key for d in library.documents()] == ["3/2026/QD-MAU"]


def test_one_unusable_document_is_refused_alone(library: Library, write_lines: Lines, law: Law) -> None:
    path = write_lines(law("1/2026/QĐ-MAU"), law("2/2026/QĐ-MAU", issued_on="2026-10-00"), law("3/2026/QĐ-MAU"))
    report = library.import_paths([path])
    assert report.documents == 2
    ((refused, reason),) = report.refused
    assert refused == path
    assert reason.vi == "dòng 2: issued_on phải là ngày dạng 2026-11-25 hoặc null."
    assert reason.en == "line 2: issued_on must be a day like 2026-11-25, or null."


def test_a_folder_is_walked(library: Library, write_lines: Lines, law: Law, tmp_path: Path) -> None:
    folder = tmp_path / "thư mục"
    (folder / "trong").mkdir(parents=True)
    write_lines(law()).rename(folder / "trong" / "a.jsonl")
    (folder / "ghi-chu.pdf").write_bytes(b"%PDF-1.7")
    for ignored in (".an.txt", "~$dang-mo.docx", "Thumbs.db"):
        (folder / ignored).write_bytes(b"x")
    report = library.import_paths([folder])
    assert report.documents == 1
    assert [path.name for path, _ in report.refused] == ["ghi-chu.pdf"]


def test_an_empty_folder_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "rỗng").mkdir()
    report = library.import_paths([tmp_path / "rỗng"])
    assert report.refused[0][1].en == "the folder holds no file."


def test_an_import_tells_how_far_it_is_and_stops_between_files(library: Library, write_lines: Lines, law: Law) -> None:
    numbers = ("13/2023/NĐ-CP", "14/2023/NĐ-CP", "15/2023/NĐ-CP")
    paths = [write_lines(law(number), name=f"{place}.jsonl") for place, number in enumerate(numbers)]
    heard: list[tuple[int, int]] = []

    def going(done: int, total: int) -> bool:
        heard.append((done, total))
        return done < 2

    report = library.import_paths(paths, going=going)
    assert heard == [(0, 3), (1, 3), (2, 3)]
    assert report.documents == library.count().documents == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("name", ["ong.jsonl", "ong.docx", "ong.pdf", "ong.txt"])
def test_a_pipe_is_refused_and_the_others_are_read(
    library: Library, write_lines: Lines, law: Law, tmp_path: Path, name: str
) -> None:
    pipe = tmp_path / name
    os.mkfifo(pipe)
    report = library.import_paths([pipe, write_lines(law())])
    ((path, reason),) = report.refused
    assert path == pipe
    assert reason.vi == "không phải tệp thường (là thư mục, ống dẫn hoặc thiết bị); hãy chọn tệp khác."
    assert report.documents == 1
    if name != "ong.jsonl":
        assert [path for path, _ in library.drafts([pipe]).refused] == [pipe]


def test_a_file_is_read_by_the_child_within_its_time(
    repo: StoredLibrary, store: Store, tmp_path: Path, write_word: Callable[..., Path]
) -> None:
    """Where the drive never answers, the child waits; here it has no time at all."""
    intake = Intake(repo, StoredOriginals(store, FileStore(tmp_path / "files")), StillClock())
    path = write_word("Số: 1/2026/QĐ-MAU", "Điều 1. Một")
    with Sandbox(SandboxLimits(seconds=-1.0)) as sandbox, pytest.raises(BadInput, match="đọc tệp quá"):
        intake.read(path, sandbox)


def test_the_other_lines_of_a_broken_file_are_had_by_choice(
    library: Library, write_lines: Lines, law: Law, tmp_path: Path
) -> None:
    path = write_lines(law(), law("02/2026/QĐ-MAU"), law("03/2026/QĐ-MAU"))
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1][:40]
    path.write_text("\n".join([*lines, "[1, 2]"]), encoding="utf-8")
    whole = write_lines(law("04/2026/QĐ-MAU"), name="khac.jsonl")
    first = library.import_paths([path, whole])
    assert (first.documents, first.broken) == (1, (path,))
    assert [reason.vi for _, reason in first.refused] == [
        "dòng 2: không phải JSON hợp lệ ở ký tự 41; có thể dòng bị cắt cụt."
    ]
    second = library.import_paths([path], skip_broken=True)
    assert (second.documents, second.broken) == (2, ())
    assert [reason.vi for _, reason in second.refused] == [
        "dòng 2: không phải JSON hợp lệ ở ký tự 41; có thể dòng bị cắt cụt.",
        "dòng 4: mỗi dòng phải là một đối tượng JSON {…}.",
    ]
    assert [library.find(f"0{n}/2026/QĐ-MAU") is not None for n in (1, 2, 3, 4)] == [True, False, True, True]
