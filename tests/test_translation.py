"""Texts in the language chosen: of two meanings, of a number, and those that the catalogue does not have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio import catalogue, translation
from studio.phrase import Language
from studio.translation import mark, ntr, tr
from tools.translations import compiled, empty


@pytest.fixture(autouse=True)
def small_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A small catalogue in the place of ours."""
    monkeypatch.setattr(catalogue, "CATALOGUES", tmp_path)
    catalogue.vietnamese.cache_clear()
    texts = empty()
    texts.add("Open", "Mở")
    texts.add("Open", "Chưa xử lý", context="comment")
    texts.add(("{n} page", "{n} pages"), ("{n} trang",))
    texts.add("Until {day}", "Đến {day}")
    place = catalogue.place("studio")
    place.parent.mkdir(parents=True)
    place.write_bytes(compiled(texts))
    translation.use("vi")
    yield
    translation.use("en")
    catalogue.vietnamese.cache_clear()


def test_a_text_is_said_in_the_language_chosen() -> None:
    assert tr("Open") == "Mở"
    assert tr("Until {day}").format(day="25/11") == "Đến 25/11"
    translation.use("en")
    assert tr("Open") == "Open"


@pytest.mark.parametrize(("language", "said"), [("vi", "Chưa xử lý"), ("en", "Open")])
def test_a_text_with_two_translations_is_told_apart_by_what_it_is_about(language: Language, said: str) -> None:
    translation.use(language)
    assert tr("Open", about="comment") == said
    assert tr(mark("Open", about="comment")) == said


@pytest.mark.parametrize("n", [0, 1, 2])
def test_vietnamese_has_one_form_for_every_number(n: int) -> None:
    assert ntr("{n} page", "{n} pages", n).format(n=n) == f"{n} trang"


def test_english_has_a_form_for_one() -> None:
    translation.use("en")
    assert [ntr("{n} page", "{n} pages", n).format(n=n) for n in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]


def test_what_is_marked_is_said_when_it_is_shown() -> None:
    table = {"open": mark("Open")}
    assert tr(table["open"]) == "Mở"
    translation.use("en")
    assert tr(table["open"]) == "Open"


def test_what_the_catalogue_does_not_have_stays_english() -> None:
    assert tr("Never heard") == "Never heard"
    assert tr("Never heard", about="nothing") == "Never heard"


def test_no_text_stays_none() -> None:
    assert tr("") == ""


def test_without_its_catalogue_a_language_is_refused_and_the_one_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.vietnamese.cache_clear()
    monkeypatch.setattr(catalogue, "CATALOGUES", tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        translation.use("vi")
    assert tr("Open") == "Mở"
