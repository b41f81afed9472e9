"""The fixed sentences of the shipped templates are found where they stand."""

from __future__ import annotations

import pytest

from studio.templates.catalog import builtin_pack
from studio.templates.model import Template
from studio.ui.composer.form import locked_passages

TEMPLATES = {template.id: template for template in builtin_pack().templates}


def test_a_sentence_stands_after_the_field_it_follows() -> None:
    passages = {passage.after: passage.text for passage in locked_passages(TEMPLATES["scam_warning"])}
    assert passages["bad_addresses"].startswith("Cơ quan Công an không làm việc qua điện thoại")
    assert "113 (an ninh, trật tự)" in passages["contact"]


def test_headings_and_what_an_author_fills_in_are_not_locked() -> None:
    texts = "\n".join(passage.text for passage in locked_passages(TEMPLATES["scam_warning"]))
    assert "Dấu hiệu nhận biết" not in texts
    assert "CẢNH BÁO" not in texts
    assert "Nguồn:" not in texts


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_every_passage_of_a_template_belongs_to_a_field(template: Template) -> None:
    names = {field.name for field in template.fields} | {""}
    for passage in locked_passages(template):
        assert passage.after in names
        assert all(line.strip() for line in passage.lines)
