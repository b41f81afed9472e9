"""YAML is read as data with lines; whatever is more than that is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import BadInput
from studio.templates.safeyaml import load_yaml


def test_values_are_read_without_guessing() -> None:
    data = "a: 22:00\nb: 2026-11-25\nc: no\nd: 0900\ne: 12\nf: '1'\ng: true\nh:\ni: |\n  x\n  y\nj: [1, a]\nk: 1.5\n"
    assert load_yaml(data.encode(), "tệp").value == {
        "a": "22:00",
        "b": "2026-11-25",
        "c": "no",
        "d": "0900",
        "e": 12,
        "f": "1",
        "g": True,
        "h": None,
        "i": "x\ny\n",
        "j": [1, "a"],
        "k": "1.5",
    }


def test_text_is_composed() -> None:
    assert load_yaml("e\u0302\u0301: tie\u0302\u0301ng".encode(), "tệp").value == {"ế": "tiếng"}


def test_every_value_knows_its_line() -> None:
    document = load_yaml(b"a: 1\nb:\n- x: 1\n- x: 2\n  y: 3\n", "POST.yaml")
    assert document.line("b", 1, "y") == 5
    assert document.line("b", 1, "z") == 4
    error = document.error(("b", 1, "y"), "sai.", "wrong.")
    assert error.sentence("vi") == "POST.yaml: dòng 5, b[1].y: sai."
    assert error.sentence("en") == "POST.yaml: line 5, b[1].y: wrong."


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"a: 1\nb: 2\na: 3", 3, "hai lần"),
        (b"a: &x 1\nb: *x", 1, "& và *"),
        (b"a: *x", 1, "& và *"),
        (b"a: 1\nb: !!python/object/apply:os.system ['ls']", 2, "thẻ !"),
        (b"a: 1\nb: !local x", 2, "thẻ !"),
        (b"a: 1\n? [x]\n: 1", 2, "phải là chữ"),
        (b"a: [1, 2", 2, "cú pháp"),
        (b"a: 1\n---\nb: 2", 2, "nhiều tài liệu"),
        (b"a: \x00", 1, "ký tự"),
        (b"- " * 30 + b"x", 1, "quá sâu"),
        (b"[" * 100_000, 1, ""),
        (b"{" * 100_000, 1, ""),
        (b"- x\n" * 60_000, 1, "quá nhiều"),
    ],
)
def test_refused_by_line(data: bytes, line: int, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        load_yaml(data, "tệp")
    assert words in refused.value.phrase.vi
    assert words == "quá nhiều" or f"dòng {line}:" in refused.value.phrase.vi


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    with pytest.raises(BadInput, match="& và"):
        load_yaml(bomb.encode(), "tệp")


def test_size_and_encoding_are_named() -> None:
    with pytest.raises(BadInput, match="quá lớn"):
        load_yaml(b"a: b" * 10, "tệp", max_bytes=39)
    with pytest.raises(BadInput, match="UTF-8"):
        load_yaml("tiếng Việt".encode("utf-16"), "tệp")
    assert load_yaml(b"\xef\xbb\xbfa: 1", "tệp").value == {"a": 1}


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace")))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    with suppress(BadInput):
        load_yaml(data, "tệp")
