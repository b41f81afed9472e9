"""The form of a shipped template: its fixed sentences are found where they stand, its fields stand apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from studio.templates.catalog import builtin_pack
from studio.templates.model import Template
from studio.ui.composer.form import TemplateForm, locked_passages
from studio.ui.composer.form_field import FormField
from studio.ui.language import LanguageManager
from tests.ui.composer.known_law import KnownLaw
from tests.ui.hands import in_sight

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


def test_a_hint_stands_off_the_field_below_it(law: KnownLaw, language: LanguageManager, qtbot: QtBot) -> None:
    form = TemplateForm(TEMPLATES["scam_warning"], law, language)
    qtbot.addWidget(form)
    form.resize(500, form.sizeHint().height())
    form.show()
    places = sorted((each.geometry() for each in in_sight(form, FormField) if each.parent() is form), key=QRect.y)
    assert len(places) > 3
    assert all(after.top() - before.bottom() > 8 for before, after in pairwise(places))
