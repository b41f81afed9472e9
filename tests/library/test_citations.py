"""What cites what, what took the place of what, and how a citation found in a text is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from studio.library.effects import EventToRecord
from studio.library.events import EventKind
from studio.library.model import CitationRef
from studio.library.resolver import ResolvedCitation
from studio.library.service import Library
from studio.store.engine import Store

ON = date(2026, 11, 25)
Write = Callable[..., Path]
Law = Callable[..., dict[str, Any]]


def article(number: str, text: str, heading: str = "") -> dict[str, str]:
    return {"number": number, "heading": heading, "path": "", "text": text}


@pytest.fixture
def filled(library: Library, write_lines: Write, law: Law) -> Library:
    cyber = [article("1", "Phạm vi."), article("5", "1. Một:\na) Điểm a;\nb) Điểm b.\n2. Hai.", "Biện pháp")]
    documents = [
        law("24/2018/QH14", type="Luật", title="Luật An ninh mạng", issued_on="2018-06-12", articles=cyber),
        law("116/2025/QH15", type="Luật", title="Luật An ninh mạng", issued_on="2025-12-10", articles=cyber),
        law("53/2022/NĐ-CP", type="Nghị định", issued_on="2022-08-15", articles=[
            article("1", "Nghị định này quy định chi tiết điểm a khoản 1 Điều 5 của Luật An ninh mạng và các luật."),
            article("2", "Thực hiện theo Điều 1 Nghị định này và Nghị định 13/2023/NĐ-CP."),
            article("3", "Luật An ninh mạng năm 2025; khoản 2 Điều này; Điều 5 Luật An ninh mạng số 24/2018/QH14."),
        ]),
    ]  # fmt: skip
    assert library.import_paths([write_lines(*documents)]).refused == ()
    library.citations.index()
    return library


def cited_by(library: Library, key: str, article: str | None = None) -> list[tuple[str, str, str, str]]:
    found = library.citations.cited_by(key, article)
    assert found.complete
    return [(row.id, row.article, row.clause, row.point) for row in found.rows]


def test_a_law_of_one_name_is_the_newest_the_citing_document_could_know(filled: Library) -> None:
    assert cited_by(filled, "24/2018/QH14") == [
        ("53/2022/ND-CP#0", "5", "1", "a"),
        ("53/2022/ND-CP#2", "5", "", ""),
    ]
    assert cited_by(filled, "116/2025/QH15") == [("53/2022/ND-CP#2", "", "", "")]


def test_an_article_is_cited_by_others_of_its_own_document_too(filled: Library) -> None:
    assert cited_by(filled, "24/2018/QH14", "5") == cited_by(filled, "24/2018/QH14")
    assert cited_by(filled, "53/2022/ND-CP", "1") == [("53/2022/ND-CP#1", "1", "", "")]
    assert cited_by(filled, "53/2022/ND-CP", "3") == []


def test_what_is_imported_later_is_found_by_what_cited_it_before(filled: Library, write_lines: Write, law: Law) -> None:
    assert cited_by(filled, "13/2023/ND-CP") == []
    filled.import_paths([write_lines(law("13/2023/NĐ-CP", type="Nghị định"), name="later.jsonl")])
    found = filled.citations.cited_by("13/2023/ND-CP")
    assert [row.id for row in found.rows] == ["53/2022/ND-CP#1"]
    assert not found.complete
    filled.citations.index()
    assert filled.citations.cited_by("13/2023/ND-CP").complete


def test_a_document_imported_anew_is_read_anew(filled: Library, write_lines: Write, law: Law) -> None:
    changed = law("53/2022/NĐ-CP", type="Nghị định", articles=[article("1", "Không dẫn văn bản nào.")])
    filled.import_paths([write_lines(changed, name="changed.jsonl")])
    assert filled.citations.cited_by("24/2018/QH14").rows == ()
    filled.citations.index()
    assert cited_by(filled, "24/2018/QH14") == []


def test_the_index_stops_when_told_and_goes_on_later(library: Library, write_lines: Write, law: Law) -> None:
    library.import_paths([write_lines(law("1/2026/QĐ-MAU"))])
    heard: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        heard.append((done, total))
        return False

    library.citations.index(stop)
    assert heard == [(0, 1)]
    assert not library.citations.cited_by("1/2026/QD-MAU").complete
    library.citations.index()
    assert library.citations.cited_by("1/2026/QD-MAU").complete


def test_an_altered_article_does_not_stop_the_index(
    filled: Library, store: Store, write_lines: Write, law: Law
) -> None:
    filled.import_paths([write_lines(law("2/2026/QĐ-MAU"), name="more.jsonl")])
    with store.write() as tx:
        tx.exec_driver_sql("UPDATE law_articles SET text = 'Điều 5 khác' WHERE document = '2/2026/QD-MAU'")
    filled.citations.index()
    assert filled.citations.cited_by("24/2018/QH14").complete


def test_what_an_article_cites(filled: Library) -> None:
    decree = filled.articles("53/2022/ND-CP")
    found = filled.citations.cites(decree[0])
    assert [(one.written, one.document.number if one.document else "") for one in found] == [
        ("Nghị định này", "53/2022/NĐ-CP"),
        ("điểm a khoản 1 Điều 5 của Luật An ninh mạng", "24/2018/QH14"),
    ]
    assert found[1].targets[0].article is not None


def test_this_clause_is_the_one_the_words_stand_in(library: Library, write_lines: Write, law: Law) -> None:
    text = "1. Một:\na) Việc một.\n2. Hai:\na) Việc hai;\nb) Như điểm a khoản này và khoản này.\nc) Như điểm a."
    library.import_paths([write_lines(law("4/2026/QĐ-MAU", articles=[article("6", text)]))])
    found = library.citations.cites(library.articles("4/2026/QD-MAU")[0])
    places = [(t.ref.article, t.ref.clause, t.ref.point) for one in found for t in one.targets]
    assert places == [("6", "2", "a"), ("6", "2", None), ("6", "2", "a")]
    assert all(one.reason is None for one in found)


def test_annexes_that_were_not_imported_are_told(filled: Library) -> None:
    found = only(filled, "Phụ lục I ban hành kèm theo Nghị định 53/2022/NĐ-CP")
    assert found.reason is not None
    assert "chưa có Phụ lục I" in found.reason.vi


def only(library: Library, text: str) -> ResolvedCitation:
    (found,) = library.citations.read(text)
    return found


def test_the_form_offered_is_that_of_decree_30(filled: Library) -> None:
    found = only(filled, "các điểm A, b khoản 1, khoản 2 và điều 1 luật an ninh mạng 2018")
    assert found.reason is not None  # clause 2 and the points belong to article 1 as written
    found = only(filled, "điểm A, điểm b khoản 1, khoản 2 ĐIỀU 5 luật an ninh mạng 2018")
    assert filled.citations.offer(found) == (
        "các điểm a và b khoản 1 và khoản 2 Điều 5 Luật An ninh mạng số 24/2018/QH14"
    )
    assert filled.citations.offer(found, first=False).endswith("Điều 5 Luật An ninh mạng")
    decree = only(filled, "NĐ 53/2022")
    assert filled.citations.offer(decree) == "Nghị định số 53/2022/NĐ-CP ngày 15 tháng 8 năm 2022 của Đơn vị mẫu"
    assert filled.citations.offer(decree, first=False) == "Nghị định số 53/2022/NĐ-CP"


def test_a_span_can_be_replaced_in_the_text(filled: Library) -> None:
    text = "Theo luật an ninh mạng 2018 thì không được đăng tin giả."
    found = only(filled, text)
    new = text[: found.start] + filled.citations.offer(found) + text[found.end :]
    assert new == "Theo Luật An ninh mạng số 24/2018/QH14 thì không được đăng tin giả."


def replaced(law: Law) -> list[dict[str, Any]]:
    old = [
        article("7", "1. Cấm đăng thông tin bịa đặt, sai sự thật.\n2. Cấm xúc phạm danh dự.", "Hành vi bị cấm"),
        article("8", "Cơ quan chủ trì phối hợp.", "Trách nhiệm của cơ quan"),
    ]
    new = [
        article("1", "Quy định chung về phạm vi.", "Phạm vi điều chỉnh"),
        article("9", "1. Cấm đăng thông tin bịa đặt, sai sự thật.\n2. Bồi thường.", "Các hành vi bị cấm"),
        article("20", "Trang phục của nhân viên.", "Trang phục"),
    ]
    tie = [{"kind": "replaces", "number": "1/2020/QĐ-MAU"}]
    return [law("1/2020/QĐ-MAU", articles=old), law("2/2026/QĐ-MAU", articles=new, relations=tie)]


def test_a_replaced_document_offers_the_matching_article(library: Library, write_lines: Write, law: Law) -> None:
    library.import_paths([write_lines(*replaced(law))])

    def after(**place: str) -> CitationRef | None:
        found = library.citations.successor(CitationRef(document="1/2020/QĐ-MAU", **place), on=ON)
        return found.ref if found else None

    new = "2/2026/QĐ-MAU"
    assert after(article="7", clause="1") == CitationRef(document=new, article="9", clause="1")
    assert after(article="7", clause="2") == CitationRef(document=new, article="9")
    assert after(article="8") == CitationRef(document=new)
    assert after() == CitationRef(document=new)
    assert library.citations.successor(CitationRef(document=new, article="9"), on=ON) is None
    assert library.citations.successor(CitationRef(document="99/2020/QĐ-MAU"), on=ON) is None


def test_a_replacement_that_was_replaced_itself_is_passed_over(library: Library, write_lines: Write, law: Law) -> None:
    third = law(
        "3/2026/QĐ-MAU", effective_from="2026-06-01", relations=[{"kind": "replaces", "number": "2/2026/QĐ-MAU"}],
        articles=[article("4", "Cấm đăng thông tin bịa đặt, sai sự thật.", "Hành vi bị cấm")],
    )  # fmt: skip
    library.import_paths([write_lines(*replaced(law), third)])
    found = library.citations.successor(CitationRef(document="1/2020/QĐ-MAU", article="7"), on=ON)
    assert found is not None
    assert (found.ref, found.score > 0.8) == (CitationRef(document="3/2026/QĐ-MAU", article="4"), True)


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5 Luật An ninh mạng 2018", "khoản 2 Điều 5 Luật An ninh mạng năm 2018", "Khoản 2 Điều 5 24/2018/QH14",
        "các điểm a và b khoản 1 Điều 5 của Luật An ninh mạng số 24/2018/QH14", "Nghị định 53/2022/NĐ-CP",
        "Nghị định số 53/2022/NĐ-CP ngày 15 tháng 8 năm 2022 của Đơn vị mẫu",
    ],
)  # fmt: skip
def test_usual_ways_to_write_are_left_alone(filled: Library, text: str) -> None:
    (found,) = filled.citations.check([("message", text)], on=ON)
    assert (found.written, found.offered, found.reason) == (text, "", None)


def test_other_ways_are_offered_in_full_once_and_short_after_that(filled: Library) -> None:
    texts = [("title", "điều 1 NĐ 53/2022"), ("message", "nđ 53/2022"), ("end", "Luật Đường sắt 1999")]
    first, second, third = filled.citations.check(texts, on=ON)
    assert first.offered == "Điều 1 Nghị định số 53/2022/NĐ-CP ngày 15 tháng 8 năm 2022 của Đơn vị mẫu"
    assert second.offered == "Nghị định số 53/2022/NĐ-CP"
    assert (third.where, third.offered, third.reason is None) == ("end", "", False)


@pytest.fixture
def partly_dead(library: Library, write_lines: Write, law: Law) -> Library:
    """A decree with a dead article, a dead clause, a dead point and one that stands still; and a law to come."""
    old = law("60/2019/NĐ-CP", type="Nghị định", issued_on="2019-07-05", effective_from="2019-09-01", articles=[
        article(str(n), "1. Một:\na) Điểm a;\nb) Điểm b.\n2. Hai.\n3. Ba.") for n in (4, 5, 6)
    ])  # fmt: skip
    one = [article("1", "Một.")]
    new = law("61/2026/NĐ-CP", type="Nghị định", effective_from="2026-07-01", articles=one, relations=[
        {"kind": "partly_repeals", "number": "60/2019/NĐ-CP", "article": "5"},
        {"kind": "partly_repeals", "number": "60/2019/NĐ-CP", "article": "6", "clause": "2"},
        {"kind": "partly_repeals", "number": "60/2019/NĐ-CP", "article": "6", "clause": "1", "point": "b"},
        {"kind": "suspends", "number": "60/2019/NĐ-CP", "article": "6", "clause": "3"},
    ])  # fmt: skip
    coming = law("62/2026/QH16", type="Luật", title="Luật Dữ liệu mẫu", effective_from="2027-01-01")
    assert library.import_paths([write_lines(old, new, coming)]).refused == ()
    return library


@pytest.mark.parametrize(
    ("text", "status", "light"),
    [
        ("Điều 5 Nghị định số 60/2019/NĐ-CP", "expired", "red"),
        ("khoản 2 Điều 5 Nghị định số 60/2019/NĐ-CP", "expired", "red"),
        ("Điều 4 Nghị định số 60/2019/NĐ-CP", "in_force", "green"),
        ("khoản 2 Điều 6 Nghị định số 60/2019/NĐ-CP", "expired", "red"),
        ("điểm b khoản 1 Điều 6 Nghị định số 60/2019/NĐ-CP", "expired", "red"),
        ("điểm a khoản 1 Điều 6 Nghị định số 60/2019/NĐ-CP", "in_force", "green"),
        ("khoản 3 Điều 6 Nghị định số 60/2019/NĐ-CP", "suspended", "red"),
        ("khoản 1 Điều 6 Nghị định số 60/2019/NĐ-CP", "partly_expired", "amber"),
        ("các điều 4 và 5 Nghị định số 60/2019/NĐ-CP", "expired", "red"),
        ("Nghị định số 60/2019/NĐ-CP", "partly_expired", "amber"),
        ("Điều 1 Luật Dữ liệu mẫu", "not_yet", "amber"),
        ("Luật Dữ liệu mẫu", "not_yet", "amber"),
    ],
)
def test_a_typed_citation_is_judged_by_the_place_it_names(
    partly_dead: Library, text: str, status: str, light: str
) -> None:
    (found,) = partly_dead.citations.check([("message", f"Theo {text}, người dân cần biết.")], on=ON)
    assert found.validity is not None
    assert (found.validity.status, found.validity.light, found.placed) == (status, light, "iều" in text)


def test_a_place_of_a_document_without_text_is_cited_with_a_caution(
    library: Library, write_lines: Write, law: Law
) -> None:
    library.import_paths([write_lines(law("7/2026/QĐ-MAU", articles=[]))])
    place, whole = library.citations.check([("a", "Điều 3 Quyết định 7/2026/QĐ-MAU"), ("b", "7/2026/QĐ-MAU")], on=ON)
    assert place.validity is not None
    assert whole.validity is not None
    assert [caution.vi for caution in place.validity.cautions] == [
        "kho chưa có toàn văn nên không đối chiếu được điều, khoản; hãy nhập toàn văn."
    ]
    assert whole.validity.cautions == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nghị định này thay thế Nghị định số 60/2019/NĐ-CP. Người dân lưu ý.", True),
        ("Nghị định số 60/2019/NĐ-CP đã hết hiệu lực từ tháng 7.", True),
        ("Luật Dữ liệu mẫu có hiệu lực từ ngày 01/01/2027.", True),
        ("Giấy phép hết hiệu lực. Theo Nghị định số 60/2019/NĐ-CP thì phải nộp lại.", False),
        ("Theo Nghị định số 60/2019/NĐ-CP; giấy tờ cũ hết hiệu lực.", False),
        ("Quy định: Nghị định số 60/2019/NĐ-CP\nBãi bỏ giấy tờ.", False),
    ],
)
def test_a_sentence_may_tell_what_became_of_a_law(partly_dead: Library, text: str, told: bool) -> None:
    named = [one for one in partly_dead.citations.check([("message", text)], on=ON) if one.validity]
    assert [one.told for one in named] == [told]


@pytest.mark.parametrize(("number", "called"), [("2/2026/QĐ-MAU", "2/2026/QĐ-MAU"), ("", "Luật Mẫu mới")])
def test_a_replacement_that_was_altered_is_named_without_a_place(
    library: Library, store: Store, write_lines: Write, law: Law, number: str, called: str
) -> None:
    """By its number, or by its key where it has none."""
    new = law(number, type="Luật", title="Luật Mẫu mới", articles=[article("9", "Cấm.")])
    old = law("1/2020/QĐ-MAU", articles=[article("7", "Cấm.")], relations=[{"kind": "replaced_by", "number": called}])
    library.import_paths([write_lines(old, new)])
    library.record_event(
        "1/2020/QD-MAU",
        EventToRecord(kind=EventKind.REPLACED, since=date(2026, 2, 1), by_number=called, source="Công báo"),
        by="Bà Mẫu",
    )
    with store.write() as tx:
        tx.exec_driver_sql("UPDATE law_articles SET text = 'khác' WHERE document != '1/2020/QD-MAU'")
    found = library.citations.successor(CitationRef(document="1/2020/QĐ-MAU", article="7"), on=ON)
    assert found is not None
    assert found.ref == CitationRef(document=number or found.document.key)
    assert found.ref.document


def test_a_document_ends_but_for_the_articles_that_the_new_one_keeps(
    library: Library, write_lines: Write, law: Law
) -> None:
    """From the sentence of the new document to the finding on a typed citation."""
    old = law("60/2019/NĐ-CP", type="Nghị định", issued_on="2019-07-05", effective_from="2019-09-01", articles=[
        article(str(n), "Một.") for n in (4, 5, 6)
    ])  # fmt: skip
    end = "2. Nghị định số 60/2019/NĐ-CP hết hiệu lực, trừ Điều 5 và Điều 6 tiếp tục có hiệu lực đến hết 30/6/2027."
    new = law("61/2026/NĐ-CP", type="Nghị định", effective_from="2026-07-01", articles=[article("9", end)])
    library.import_paths([write_lines(old, new)])
    texts = [("a", f"Điều {n} Nghị định số 60/2019/NĐ-CP") for n in (4, 5, 6)]
    for day, lights in ((date(2026, 6, 30), "ggg"), (ON, "rgg"), (date(2027, 7, 1), "rrr")):
        found = library.citations.check(texts, on=day)
        assert "".join(one.validity.light[0] for one in found if one.validity) == lights, day


def test_a_place_stands_still_from_the_first_to_the_last_day(library: Library, write_lines: Write, law: Law) -> None:
    old = law("60/2019/NĐ-CP", type="Nghị định", effective_from="2019-09-01", articles=[article("5", "Một.")])
    rest = "1. Ngưng hiệu lực thi hành Điều 5 Nghị định số 60/2019/NĐ-CP từ 01/12 đến hết 31/12/2026."
    new = law("61/2026/NĐ-CP", type="Nghị định", effective_from="2026-11-01", articles=[article("1", rest)])
    library.import_paths([write_lines(old, new)])
    for day, light in (("11-30", "green"), ("12-01", "red"), ("12-31", "red")):
        assert library.status("60/2019/ND-CP", "5", on=date.fromisoformat(f"2026-{day}")).light == light
    assert library.status("60/2019/ND-CP", "5", on=date(2027, 1, 1)).light == "green"


def test_no_text_cites_a_law_that_was_not_there_yet(library: Library, write_lines: Write, law: Law) -> None:
    """Not even where the library has no other of the name; a year or number that is written counts."""
    text = "1. Theo Luật An ninh mạng.\n2. Theo Luật An ninh mạng năm 2025.\n3. Theo Luật số 116/2025/QH15."
    documents = [
        law("116/2025/QH15", type="Luật", title="Luật An ninh mạng", issued_on="2025-12-10"),
        law("53/2022/NĐ-CP", type="Nghị định", issued_on="2022-08-15", articles=[article("1", text)]),
    ]
    library.import_paths([write_lines(*documents)])
    library.citations.index()
    by_name, by_year, by_number = library.citations.cites(library.articles("53/2022/ND-CP")[0])
    assert by_name.document is None
    assert by_name.reason is not None
    assert "ban hành sau văn bản trích dẫn (116/2025/QH15)" in by_name.reason.vi
    for one in (by_year, by_number):
        assert one.document is not None
    assert [row.id for row in library.citations.cited_by("116/2025/QH15").rows] == ["53/2022/ND-CP#0"] * 2
    (free,) = library.citations.read("Theo Luật An ninh mạng.")
    assert free.document is not None, "a post is written today"


def test_places_that_an_amending_article_changes_lie_in_the_amended_document(
    library: Library, write_lines: Write, law: Law
) -> None:
    text = "1. Sửa đổi khoản 2 Điều 3 như sau:\n“2. Mới.”.\n2. Thực hiện theo Điều 2."
    amending = [
        article("1", text, "Sửa đổi, bổ sung một số điều của Nghị định số 5/2020/NĐ-CP"),
        article("2", "Một."),
        article("3", "1. Một.\n2. Hai."),
    ]
    library.import_paths([write_lines(law("9/2026/NĐ-CP", type="Nghị định", articles=amending))])
    first, second = library.citations.cites(library.articles("9/2026/ND-CP")[0])
    assert (first.document, first.reason is None) == (None, False)
    old = law("5/2020/NĐ-CP", type="Nghị định", articles=[article("3", "1. Một.\n2. Hai.")])
    library.import_paths([write_lines(old, name="cu.jsonl")])
    first, second = library.citations.cites(library.articles("9/2026/ND-CP")[0])
    assert [one.document.number if one.document else "" for one in (first, second)] == ["5/2020/NĐ-CP", "9/2026/NĐ-CP"]
    assert first.targets[0].article is not None
    library.citations.index()
    assert [row.id for row in library.citations.cited_by("5/2020/ND-CP", "3").rows] == ["9/2026/ND-CP#0"]
    assert library.citations.cited_by("9/2026/ND-CP", "3").rows == ()


def test_a_year_behind_the_number_tells_which_decree(library: Library, write_lines: Write, law: Law) -> None:
    library.import_paths([write_lines(*(law(f"168/{year}/NĐ-CP", type="Nghị định") for year in (2016, 2024)))])
    for typed in ("nghi dinh 168 2024", "nghị định 168 năm 2024", "nđ 168 2024"):
        found = library.find(typed)
        assert found is not None, typed
        assert found.number == "168/2024/NĐ-CP"
    (cited,) = library.citations.read("Theo Nghị định 168 2024, mức phạt là như sau.")
    assert cited.document is not None
    assert cited.document.number == "168/2024/NĐ-CP"
    assert library.find("nghị định 168") is None


def test_a_name_keeps_its_last_word_before_a_colon(library: Library, write_lines: Write, law: Law) -> None:
    library.import_paths(
        [write_lines(law("35/2013/QH13", type="Luật", title="Luật Hòa giải ở cơ sở", issued_on="2013-06-20"))]
    )
    for text in (
        "Theo Luật Hòa giải ở cơ sở: 1. Hòa giải viên",
        "Luật Hòa giải ở cơ sở:",
        "Luật Hòa giải ở cơ sở 2013",
    ):
        (found,) = library.citations.read(text)
        assert found.document is not None, text
        assert found.written.removeprefix("Theo ").startswith("Luật Hòa giải ở cơ sở")
