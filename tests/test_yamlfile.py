"""YAML written by hand is read strictly, and every complaint names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.yamlfile import parse_yaml, plain, read_yaml, refuse_unknown

PLACE = Path("hop-so") / "POST.yaml"


def test_plain_words_stay_text_and_only_clear_values_are_read() -> None:
    text = "a: 0113\nb: 08:00\nc: 2026-11-25\nd: [1, -2, 2.5, true, FALSE, ~, yes, 1_000, 0x1F, .5]\ne: '12'\nf:\n"
    assert plain(parse_yaml(text, PLACE)) == {
        "a": "0113",
        "b": "08:00",
        "c": "2026-11-25",
        "d": [1, -2, 2.5, True, False, None, "yes", "1_000", "0x1F", ".5"],
        "e": "12",
        "f": None,
    }


def test_text_is_composed_on_the_way_in() -> None:
    assert parse_yaml("te\u0302n: e\u0302\u0301", PLACE) == {"tên": "ế"}


def test_every_key_knows_its_line() -> None:
    entry = parse_yaml("# mẫu\na: 1\nb:\n  - c: 2\n    d: 3\n", PLACE)
    assert entry.lines == {"a": 2, "b": 3}
    assert entry["b"][0].lines == {"c": 4, "d": 5}


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb: 2\na: 3", 3, "hai lần"),
        ("a: &x 1\nb: *x", 2, "tham chiếu"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", 2, "tham chiếu"),
        ("a: 1\nb: [1", 2, "cú pháp"),
        ("a: 1\n\tb: 2", 2, "cú pháp"),
        ("a:\n b: 1\n  c: 2", 3, "cú pháp"),
        ("- 1\n- 2", 1, "tên: giá trị"),
        ("? [a]\n: 1", 1, "tên mục"),
        ("a: " + "[" * 30 + "]" * 30, 1, "quá sâu"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_line(text: str, line: int, word: str) -> None:
    with pytest.raises(BadInput, match=word) as refused:
        parse_yaml(text, PLACE)
    assert refused.value.where == f"POST.yaml:{line}"


@pytest.mark.parametrize("text", ["", "# chỉ có ghi chú\n", "a: \x07", "a: [" * 5000])
def test_an_empty_or_broken_file_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_yaml(text, PLACE)
    assert "\n" not in refused.value.sentence("vi")


def test_files_are_utf8_of_a_sensible_size(tmp_path: Path) -> None:
    path = tmp_path / "POST.yaml"
    path.write_bytes("\ufefftên: Ví Dụ\r\n".encode())
    assert read_yaml(path) == {"tên": "Ví Dụ"}
    path.write_bytes("a: 1\nb: Công an".encode("utf-16-le"))
    with pytest.raises(BadInput):
        read_yaml(path)
    path.write_bytes(b"a: 1\nb: \xff\xfe")
    with pytest.raises(BadInput, match="UTF-8") as refused:
        read_yaml(path)
    assert refused.value.where == "POST.yaml:2"
    path.write_bytes(b"a: " + b"x" * 2_000_001)
    with pytest.raises(BadInput, match="quá lớn"):
        read_yaml(path)
    with pytest.raises(BadInput, match="không phải tệp thường"):
        read_yaml(tmp_path)


def test_an_unknown_key_names_the_one_probably_meant() -> None:
    entry = parse_yaml("template: x\nfeilds: {}", PLACE)
    with pytest.raises(BadInput, match="có phải “fields”") as refused:
        refuse_unknown(entry, ("template", "fields"), PLACE)
    assert refused.value.where == "POST.yaml:2"
    refuse_unknown(entry, ("template", "feilds"), PLACE)
