"""A template file that cannot be used is refused by file, line and field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.platforms import Platform
from studio.templates.catalog import load_pack

Change = Callable[..., Path]


def test_reads_what_it_says(folder: Path) -> None:
    (template,) = load_pack(folder).templates
    assert (template.id, template.code, template.version, template.pack) == ("thong_bao", "TB-01", 1, "thu@3")
    assert template.title.en == "Notice"
    assert [f.name for f in template.fields] == ["title", "points", "secret", "unit_name"]
    assert template.always_checks == ("NFC_VI",)
    assert template.bodies[Platform.FACEBOOK].startswith("{{ title }}\n\nNội dung:")
    assert template.bodies[Platform.ZALO].startswith("Nội dung:")
    assert template.cards[0].values["unit"] == "{{ unit_name }}"
    assert template.cards[0].id == "notice"


@pytest.mark.parametrize(
    ("old", "new", "line", "path", "words"),
    [
        ("id: thong_bao\n", "", 1, "id", "thiếu"),
        ("version: 1", "version: một", 3, "version", "số nguyên"),
        ("version: 1", "version: 0", 3, "version", "từ 1"),
        ("code: TB-01", "code: tb1", 2, "code", "không đúng dạng"),
        ("theme: notice", "theme: party", 10, "theme", "warning"),
        ("approval: approver", "approval: nobody", 11, "approval", "approver, head"),
        ("hashtags:", "hashtag:", 43, "hashtag", "có phải “hashtags”?"),
        ("  type: text", "  type: txt", 18, "fields[0].type", "multiline"),
        ("  type: text", "  kind: text\n  type: text", 18, "fields[0].kind", "không có mục"),
        ("- name: points", "- name: title", 13, "fields", "trùng"),
        ("- name: points", "- name: loop", 21, "fields[1].name", "dành riêng"),
        ("  required: true", "  required: 'yes'", 19, "fields[0].required", "true hoặc false"),
        ("  type: list", "  type: choice", 21, "fields[1].options", "options"),
        ("  type: list", "  type: list\n  min: 5\n  max: 2", 26, "fields[1].min", "lớn hơn"),
        ("  type: list", "  type: list\n  same_length_as: title", 26, "fields[1].same_length_as", "trường danh sách"),
        ("    en: Title", "    fr: Titre", 15, "fields[0].label.en", "thiếu"),
        ('{{ title }}"\nbody', '{{ titel }}"\nbody', 37, "", "có phải “title”?"),
        ("• {{ item }}", "• {{ itm }}", 41, "", "không có trường"),
        ("• {{ item }}", "• {{ secret }}", 41, "", "không có trường “secret”"),
        ("lines: {list: points, max: 3}", "lines: {list: title}", 52, "", "ô của thẻ"),
        ("lines: {list: points, max: 3}", "lines: {list: points, max: 0}", 52, "", "ô của thẻ"),
        ("lines: {list: points, max: 3}", "lines: {list: points, most: 3}", 52, "", "ô của thẻ"),
        ("lines: {list: points, max: 3}", "lines: {pairs: points}", 52, "", "ô của thẻ"),
        ("lines: {list: points, max: 3}", "lines: {pairs: [[a]]}", 52, "", "ô của thẻ"),
        ("lines: {list: points, max: 3}", "lines: [a]", 52, "cards[0].values.lines", "cần chữ hoặc một nhóm"),
        ('    headline: "{{ title }}"', '    headline: "{{ titel }}"', 51, "", "có phải “title”?"),
        ('alt: "Thẻ', 'photo: title\n  alt: "Thẻ', 49, "cards[0].photo", "không phải trường phù hợp"),
        ('alt: "Thẻ', 'repeat: title\n  alt: "Thẻ', 49, "cards[0].repeat", "không phải trường phù hợp"),
        ('alt: "Thẻ', 'needs: secret\n  alt: "Thẻ', 49, "cards[0].needs", "không phải trường phù hợp"),
        ('- "#ThôngBáo"', '- "Thông báo"', 44, "hashtags[0]", "hashtag gồm #"),
    ],
)
def test_names_file_line_and_field(change: Change, old: str, new: str, line: int, path: str, words: str) -> None:
    folder = change(old, new)
    with pytest.raises(BadInput) as refused:
        load_pack(folder)
    assert refused.value.where == f"templates/thong_bao.yaml:{line}"
    assert refused.value.phrase.vi.startswith(path)
    assert words in refused.value.phrase.vi
    assert refused.value.phrase.en != refused.value.phrase.vi


def test_a_platform_may_have_its_own_text(change: Change) -> None:
    (template,) = load_pack(
        change("hashtags:", "bodies:\n  website: |\n    Trên trang: {{ title }}\nhashtags:")
    ).templates
    assert template.bodies[Platform.WEBSITE] == "Trên trang: {{ title }}\n"
    assert template.bodies[Platform.ZALO].startswith("Nội dung:")


def test_an_error_in_a_platform_text_is_named_on_its_line(change: Change) -> None:
    folder = change("hashtags:", "bodies:\n  website: |\n    Dòng\n    {{ tittle }}\nhashtags:")
    with pytest.raises(BadInput) as refused:
        load_pack(folder)
    assert refused.value.where == "templates/thong_bao.yaml:46"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Điện thoại: {{ contact }}", "Điện thoại: {{ phone }}", 4),
        ("Nguồn: {{ unit_name }}", "Nguồn: {{ title }}", 6),
        ('unit: "{{ unit_name }}"', 'unit: "{{ unit }}"', 8),
    ],
)
def test_a_wrong_footer_is_named_by_line(change: Change, old: str, new: str, line: int) -> None:
    folder = change(old, new, "footer.yaml")
    with pytest.raises(BadInput) as refused:
        load_pack(folder)
    assert refused.value.where == f"footer.yaml:{line}"


def test_a_companion_must_exist(change: Change) -> None:
    folder = change("review_days: 30", "review_days: 30\ncompanion_of: tim_nguoi")
    with pytest.raises(BadInput, match="tim_nguoi"):
        load_pack(folder)


def test_the_file_is_named_after_the_template(folder: Path, change: Change) -> None:
    change("id: thong_bao", "id: thong_bao_khac")
    with pytest.raises(BadInput, match="tên tệp"):
        load_pack(folder)
