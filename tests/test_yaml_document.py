"""Every part of a pack's file can be named by file, line and path; the file itself is bounded."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import BadInput
from studio.phrase import Bilingual
from studio.yamlfile import load_yaml


def test_every_value_knows_its_line() -> None:
    document = load_yaml(b"a: 1\nb:\n- x: 1\n- x: 2\n  y: 3\n- [p, q]\n", "templates/x.yaml")
    assert [document.line(*path) for path in (("a",), ("b", 1), ("b", 1, "y"), ("b", 2, 1))] == [1, 4, 5, 6]
    assert document.line("b", 1, "z") == 4
    assert document.line("b", 9) == 2
    assert document.line() == 1


def test_an_error_names_file_line_and_path() -> None:
    document = load_yaml(b"a: 1\nb:\n- x: 1\n", "templates/x.yaml")
    error = document.error(("b", 0, "x"), Bilingual("sai.", "wrong."))
    assert error.sentence("vi") == "templates/x.yaml:3: b[0].x: sai."
    assert error.sentence("en") == "templates/x.yaml:3: b[0].x: wrong."
    assert document.error((), Bilingual("sai.", "wrong.")).sentence("en") == "templates/x.yaml:1: wrong."


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"a: 1\nb: 2\na: 3", 3),
        (b"a: &x 1\nb: *x", 2),
        (b"a: 1\nb: !!python/object/apply:os.system ['ls']", 2),
        (b"a: 1\n? [x]\n: 1", 2),
        (b"a: [1, 2", 1),
        (b"a: 1\n---\nb: 2", 2),
        (b"- " * 30 + b"x", 1),
        (b"[" * 100_000, 1),
        (b"{" * 100_000, 1),
        (b"a: 1\nb: \xff", 2),
    ],
)
def test_refused_by_line(data: bytes, line: int) -> None:
    with pytest.raises(BadInput) as refused:
        load_yaml(data, "tệp")
    assert refused.value.where == f"tệp:{line}"


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    with pytest.raises(BadInput, match="tham chiếu"):
        load_yaml(bomb.encode(), "tệp")


def test_size_is_bounded() -> None:
    with pytest.raises(BadInput, match="quá lớn"):
        load_yaml(b"a: b" * 10, "tệp", max_bytes=39)
    with pytest.raises(BadInput, match="quá lớn"):
        load_yaml(b"a: " + b"b" * 300_000, "tệp")


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace")))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    with suppress(BadInput):
        load_yaml(data, "tệp")
