from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.errors import BadInput, NotFound, Untrusted
from studio.library.former import counterpart
from studio.library.model import Article
from studio.library.service import Library
from studio.store.engine import Store
from tests.library.conftest import law

Write = Callable[..., Path]
KEY = "01/2026/QD-MAU"


def text(number: str, heading: str, words: str, path: str = "") -> dict[str, Any]:
    return {"number": number, "heading": heading, "text": words, "path": path}


def bring(library: Library, write: Write, *articles: dict[str, Any]) -> None:
    library.import_paths([write(law(articles=list(articles)))])


def article(library: Library, number: str) -> Article:
    found = library.article(KEY, number)
    assert found is not None
    return found


def test_an_article_keeps_its_former_wordings(library: Library, write_lines: Write) -> None:
    bring(library, write_lines, text("1", "Phạm vi", "Một."), text("2", "Mức phạt", "Phạt 1 triệu."))
    bring(library, write_lines, text("1", "Phạm vi", "Một."), text("2", "Mức phạt", "Phạt 2 triệu."))
    bring(library, write_lines, text("1", "Phạm vi", "Một, sửa."), text("2", "Mức phạt", "Phạt 2 triệu."))
    versions = library.versions(article(library, "2"))
    assert [v.article.text for v in versions if v.article] == ["Phạt 2 triệu.", "Phạt 1 triệu."]
    assert versions[0].replaced_at is None
    assert versions[1].replaced_at is not None
    assert [former.articles for former in library.former(KEY)] == [2, 2]
    assert [a.text for a in library.former_articles(library.former(KEY)[0])] == ["Một.", "Phạt 2 triệu."]


def test_the_same_text_again_is_no_new_version(library: Library, write_lines: Write) -> None:
    for _ in range(2):
        bring(library, write_lines, text("1", "Phạm vi", "Một."))
    assert library.former(KEY) == ()
    assert len(library.versions(article(library, "1"))) == 1


def test_an_article_that_was_not_there_before_says_so(library: Library, write_lines: Write) -> None:
    bring(library, write_lines, text("1", "Phạm vi", "Một."))
    bring(library, write_lines, text("1", "Phạm vi", "Một."), text("1a", "Giải thích từ ngữ", "Hai."))
    versions = library.versions(article(library, "1a"))
    assert [v.article is None for v in versions] == [False, True]


def test_an_article_is_found_under_another_number_by_its_heading() -> None:
    def made(number: str, heading: str, path: str = "") -> Article:
        return Article(id=number, document=KEY, number=number, heading=heading, path=path, text="", position=0)

    one = made("5", "Mức phạt tiền", "Chương II")
    others = [made("4", "Phạm vi"), made("6", "Mức phạt tiền"), made("7", "")]
    assert counterpart(one, others) == others[1]
    assert counterpart(one, [*others, made("5", "Khác", "Phụ lục I"), made("5", "Khác", "Chương II")]) == made(
        "5", "Khác", "Chương II"
    )
    assert counterpart(made("9", "Hiệu lực thi hành"), others) is None
    assert counterpart(made("9", ""), others) is None


def test_an_altered_former_text_is_not_shown(library: Library, write_lines: Write, store: Store) -> None:
    bring(library, write_lines, text("1", "Phạm vi", "Một."))
    bring(library, write_lines, text("1", "Phạm vi", "Hai."))
    with store.write() as tx:
        tx.exec_driver_sql("UPDATE law_former SET packed = zeroblob(10)")
    with pytest.raises(Untrusted, match="bị thay đổi"):
        library.versions(article(library, "1"))


def test_remarks_are_kept_with_the_name_and_outlive_a_new_text(library: Library, write_lines: Write) -> None:
    bring(library, write_lines, text("1", "Phạm vi", "Một."))
    on_document = library.add_remark(KEY, "", "Áp dụng từ quý I.", by="Trần Thị Mẫu")
    on_article = library.add_remark("01/2026/QĐ-MAU", "1", "  Chỉ viện dẫn khoản 1. ", by="Lê Văn Mẫu")
    bring(library, write_lines, text("1", "Phạm vi", "Hai."))
    assert library.remarks(KEY) == tuple(sorted((on_document, on_article), key=lambda remark: remark.id))
    assert (on_article.text, on_article.article, on_article.by) == ("Chỉ viện dẫn khoản 1.", "1", "Lê Văn Mẫu")
    library.drop_remark(on_document)
    assert library.remarks(KEY) == (on_article,)
    with pytest.raises(NotFound, match="đã được xóa"):
        library.drop_remark(on_document)


@pytest.mark.parametrize("words", ["   ", "x" * 2001])
def test_a_remark_needs_words_and_an_end(library: Library, write_lines: Write, words: str) -> None:
    bring(library, write_lines, text("1", "Phạm vi", "Một."))
    with pytest.raises(BadInput):
        library.add_remark(KEY, "1", words, by="Mẫu")
    assert library.remarks(KEY) == ()
