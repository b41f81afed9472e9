"""The sample documents of the training material read well and show every kind of standing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import studio
from studio.library.model import CitationRef, Status
from studio.library.service import Library

SAMPLE = Path(studio.__file__).parent / "assets" / "sample" / "law"
ON = date(2026, 11, 25)


@pytest.fixture
def sample(library: Library) -> Library:
    report = library.import_paths([SAMPLE])
    assert report.refused == ()
    return library


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("01/2026/QĐ-MAU", Status.UNKNOWN),
        ("02/2026/HD-MAU", Status.UNKNOWN),
        ("03/2024/QĐ-MAU", Status.EXPIRED),
        ("05/2025/TT-MAU", Status.IN_FORCE),
        ("07/2025/TB-MAU", Status.EXPIRED),
        ("08/2026/QĐ-MAU", Status.NOT_YET),
    ],
)
def test_every_standing_is_there(sample: Library, number: str, status: Status) -> None:
    document = sample.find(number)
    assert document is not None
    assert sample.status(document.key, on=ON).status is status
    assert "văn bản mẫu tập huấn" in document.title.lower()


def test_the_first_document_says_that_it_replaces_an_older_one(sample: Library) -> None:
    assert sample.status("03/2024/QĐ-MAU", on=date(2026, 1, 31)).status is Status.IN_FORCE
    assert sample.status("03/2024/QĐ-MAU", on=date(2026, 2, 1)).replaced_by == "01/2026/QĐ-MAU"


def test_its_articles_and_points_are_cited(sample: Library) -> None:
    assert [a.number for a in sample.articles("01/2026/QD-MAU")] == ["1", "2", "3", "4", "5", "6", "6a", "7", "8", "9"]
    found = sample.resolve(CitationRef(document="01/2026/QĐ-MAU", article="5", clause="1", point="đ"), on=ON)
    assert found.article_found
    assert found.printed == (
        "điểm đ khoản 1 Điều 5 Quyết định số 01/2026/QĐ-MAU ngày 05 tháng 01 năm 2026 của Đơn vị mẫu tập huấn"
    )


def test_no_sample_passes_for_law(sample: Library) -> None:
    for document in sample.documents():
        first = sample.articles(document.key)[0]
        assert "không phải quy định của pháp luật" in first.text
        assert document.number.endswith("-MAU")
