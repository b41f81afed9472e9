"""Every sentence of a service is there in English and in Vietnamese, and each place that says it gives its values."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import studio
from studio.errors import NameNeeded, Refused
from studio.phrase import Bilingual, Phrase, capital, joined, phrase
from studio.yamlfile import read_yaml
from tests.checkout import CHECKOUT
from tools import translations

ROOT = Path(studio.__file__).parent
VIETNAMESE = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
QUOTED = re.compile(r"#\w+|“[^”]*”|‘[^’]*’|\"[^\"]*\"|\([^)]*\)|\{[^}]*\}")
"""What an English sentence takes over from the screen, from a document or from whoever says it."""
NO_VALUES = {"about", "many", "where"}
"""What a phrase and an error are given beside the values of their sentence."""


def texts_in(where: str, value: Any) -> Iterator[tuple[str, str, str]]:
    """The pairs in a file of data."""
    if isinstance(value, dict) and {"vi", "en"} <= set(value):
        yield where, value["vi"], value["en"]
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_in(where, each)


@cache
def catalogue() -> dict[tuple[str, str], str]:
    """What each sentence is about, its English and its Vietnamese."""
    return translations.messages(translations.read(translations.SERVICES))


def texts() -> Iterator[tuple[str, str, str]]:
    """Where, and the two languages: of the catalogue, and of the tables of platforms' errors."""
    for path in sorted(ROOT.glob("publishers/*/errors.yaml")):
        yield from texts_in(path.parent.name, read_yaml(path))
    yield from ((about, vi, en) for (about, en), vi in catalogue().items())


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@CHECKOUT
def test_no_english_text_is_vietnamese() -> None:
    found = list(texts())
    assert len(found) > 1500
    assert [(where, en) for where, _, en in found if VIETNAMESE.search(QUOTED.sub("", en))] == []


@CHECKOUT
def test_no_vietnamese_text_is_english() -> None:
    """A sentence of three words or more without one Vietnamese letter is none."""
    words = re.compile(r"[A-Za-z]{2,}")
    plain = [(where, vi) for where, vi, _ in texts() if len(words.findall(QUOTED.sub("", vi))) > 3]
    assert [(where, vi) for where, vi in plain if not VIETNAMESE.search(vi)] == []


@CHECKOUT
def test_each_place_gives_the_values_of_its_sentence_in_both_languages() -> None:
    wrong = []
    for path, source in translations.sources().items():
        for call in translations.calls_of(source, {"Phrase"} | translations.errors()):
            text = translations.quoted(call.args[0]) if len(call.args) == 1 else None
            given = {each.arg for each in call.keywords if each.arg} - NO_VALUES
            if not text or not given:
                continue  # it has no words, or its values come later, by `format`
            about = translations.quoted(translations.keyword(call, "about")) or ""
            many = translations.quoted(translations.keyword(call, "many")) or ""
            known = given if translations.called(call) != "NameNeeded" else given | {"name"}
            if not set(chain(*map(names_in, (text, many, catalogue()[about, text])))) <= known:
                wrong.append(f"{path.name}:{call.lineno} {text}")
    assert wrong == []


@CHECKOUT
@pytest.mark.parametrize("call", ['Phrase(f"{n} pages")', 'Refused("Until " + day)', "Phrase(text)"])
def test_a_sentence_that_the_catalogue_cannot_find_is_refused(call: str) -> None:
    with pytest.raises(ValueError, match="needs its text in quotes"):
        list(translations.sentences_of(call))


def test_a_phrase_speaks_both_languages_and_so_do_phrases_in_it() -> None:
    said = Phrase(
        "{state} {problem}",
        state=Bilingual("Chờ mạng.", "Waiting."),
        problem=Bilingual("Thử lại sau.", "Try later."),
    )
    assert (said.vi, said.en) == ("Chờ mạng. Thử lại sau.", "Waiting. Try later.")
    assert str(said) == said.to("vi") == said.vi


def test_braces_stay_where_there_is_nothing_to_put_in() -> None:
    assert Phrase("{name}").en == "{name}"
    assert Phrase("{name}").format(name="{x}").en == "{x}"


@pytest.mark.parametrize(("n", "said"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages")])
def test_english_has_a_form_for_one(n: int, said: str) -> None:
    assert Phrase("{n} page", many="{n} pages", n=n).en == said


def test_phrases_are_equal_that_say_the_same() -> None:
    said = Phrase("{a}: {b}", a=1, b="x")
    assert said == Bilingual("1: x", "1: x")
    assert len({said, Bilingual("1: x", "1: x"), Bilingual("1: y", "1: x")}) == 2
    assert said != "1: x"


def test_an_error_is_made_of_a_phrase_or_of_what_makes_one() -> None:
    assert Refused(Bilingual("không được.", "no.")).sentence("vi") == "không được."
    assert Refused("{what}!", what="no", where="a.txt").sentence("en") == "a.txt: no!"
    needed = NameNeeded("{name}?", name="Mẫu")
    assert (needed.name, needed.phrase.en) == ("Mẫu", "Mẫu?")


def test_phrases_are_put_together() -> None:
    first, second = Bilingual("một.", "one."), Bilingual("hai.", "two.")
    assert joined(first, Phrase(""), second) == Bilingual("một. hai.", "one. two.")
    assert capital(first) == Bilingual("Một.", "One.")


def test_a_file_of_data_has_both_languages_or_one_for_both() -> None:
    assert phrase({"vi": "một", "en": "one"}) == Bilingual("một", "one")
    assert phrase("PIN") == Bilingual("PIN", "PIN")
    with pytest.raises(ValueError, match="not a phrase"):
        phrase(["một"])
