"""What leaves the library: Akoma Ntoso that a schema takes, and text that can be imported again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]

import studio
from studio.library.exports.akn import NAMESPACE, as_akn
from studio.library.exports.identity import Ids, expression_uri, work_uri
from studio.library.exports.plain import as_exchange, as_text
from studio.library.imports import files_in, parse, read_edition
from studio.library.model import Document, Edition
from studio.library.service import Library
from tests.library.citation_forms import LIBRARY

SAMPLE = Path(studio.__file__).parent / "assets" / "sample" / "law"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "akn.rng"))
QUOTING = {
    "number": "14/2022/NĐ-CP", "type": "Nghị định", "title": "Sửa đổi", "issuer": "Chính phủ", "articles": [
        {"number": "1", "heading": "Sửa đổi", "path": "", "text":
         "Như sau:\n1. Điều 5 được thay bằng:\n“Điều 5. Mới\n1. Khoản:\na) Điểm mới.”\n2. Bỏ:\n- Điều 6;\n- Điều 7."},
        {"number": "1", "heading": "", "path": "QUY CHẾ MẪU > Chương I Chung", "text": "Một câu."},
        {"number": "", "heading": "Phụ lục I", "path": "Phụ lục I", "text": "Danh mục\nMột"},
        {"number": "", "heading": "Phần cuối văn bản", "path": "", "text": "TM. CHÍNH PHỦ"},
    ],
}  # fmt: skip


def edition(raw: dict[str, Any]) -> Edition:
    return read_edition(raw)


EDITIONS = [*map(edition, LIBRARY), edition(QUOTING), edition({"number": "1/KH-MAU", "title": "Trống", "articles": []})]


def akn(made: Edition) -> Any:
    return etree.fromstring(as_akn(made.document, made.articles))


@pytest.mark.parametrize("made", EDITIONS, ids=lambda made: made.document.key)
def test_the_schema_takes_every_document(made: Edition) -> None:
    SCHEMA.assertValid(akn(made))


@pytest.mark.parametrize("made", EDITIONS, ids=lambda made: made.document.key)
def test_no_word_is_lost(made: Edition) -> None:
    said = "".join("".join(akn(made).itertext()).split())
    for article in made.articles:
        if article.heading != "Phần cuối văn bản":  # the importers' own words for the signature
            assert "".join(article.heading.split()) in said
        for line in article.text.split("\n"):
            assert "".join(line.split()) in said


def test_parts_and_their_ids() -> None:
    root = akn(edition(LIBRARY[0]))
    names = {element.get("eId"): etree.QName(element).localname for element in root.iter() if element.get("eId")}
    assert names["art_5__para_1__point_dd"] == names["art_5__para_1__point_d"] == "point"
    assert names["art_8a__para_2a"] == "paragraph"
    assert (names["chp_ii"], names["chp_ii__sec_2"], names["att_1"]) == ("chapter", "section", "attachment")
    article = root.find(f".//{{{NAMESPACE}}}article[@eId='art_9']")
    assert article.getparent().get("eId") == "chp_ii__sec_2"
    assert article.findtext(f"{{{NAMESPACE}}}num") == "Điều 9"


def test_what_an_amending_law_quotes_is_not_its_own_article() -> None:
    root = akn(edition(QUOTING))
    assert [a.get("eId") for a in root.iter(f"{{{NAMESPACE}}}article")] == ["art_1", "att_1__art_1"]
    (quotation,) = root.iterfind(f".//{{{NAMESPACE}}}hcontainer[@name='quotation']")
    assert quotation.getparent().get("eId") == "art_1__para_1"
    assert [d.get("eId") for d in root.iter(f"{{{NAMESPACE}}}indent")] == [
        "art_1__para_2__indent", "art_1__para_2__indent-2",
    ]  # fmt: skip
    assert root.findtext(f".//{{{NAMESPACE}}}conclusions/{{{NAMESPACE}}}p") == "TM. CHÍNH PHỦ"


def test_addresses() -> None:
    law = Document(
        key="104/2016/QH13", number="104/2016/QH13", type="Luật", title="Tiếp cận thông tin", issuer="Quốc hội",
        issued_on=date(2016, 4, 6), effective_from=date(2018, 7, 1),
    )  # fmt: skip
    assert work_uri(law) == "/akn/vn/act/luat/2016-04-06/104-2016-qh13"
    assert expression_uri(law) == "/akn/vn/act/luat/2016-04-06/104-2016-qh13/vie@2018-07-01"
    ids = Ids()
    assert [ids.new("art_5", "point", letter) for letter in "dđd"] == [
        "art_5__point_d", "art_5__point_dd", "art_5__point_d-2",
    ]  # fmt: skip


@pytest.mark.parametrize("made", EDITIONS, ids=lambda made: made.document.key)
def test_the_exchange_format_comes_back_the_same(made: Edition) -> None:
    assert read_edition(parse(as_exchange(made.document, made.articles).encode())) == made


def test_plain_text_is_imported_again_with_the_same_articles(library: Library, tmp_path: Path) -> None:
    for path in files_in([SAMPLE]):
        if path.suffix == ".jsonl":
            library.import_paths([path])
    documents = library.documents()
    assert documents
    before = {d.key: library.articles(d.key) for d in documents}
    for n, document in enumerate(documents):
        target = tmp_path / f"{n}.txt"
        target.write_text(as_text(document, before[document.key]), encoding="utf-8")
        assert library.import_paths([target]).refused == ()
    for document in documents:
        after = [(a.number, a.heading, a.text) for a in library.articles(document.key)]
        assert after == [(a.number, a.heading, a.text) for a in before[document.key]]


def test_a_line_of_the_exchange_format_is_one_line() -> None:
    line = as_exchange(EDITIONS[0].document, EDITIONS[0].articles)
    assert line.count("\n") == 1
    assert json.loads(line)["number"] == "13/2023/NĐ-CP"
