"""Attacks by what is pasted in the designer: each is refused with one sentence, and no version is made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.templates.kinds import FieldType
from studio.templates.own.edits import text_problem
from studio.ui.main_window import MainWindow
from studio.ui.templates.designer import Designer
from studio.ui.templates.parts import DesignPart, TextBlock
from tests.templates.test_attacks import ATTACKS
from tests.ui.templates.design import designer_of
from tests.ui.unit import Unit

Idle = Callable[[], None]
Act = Callable[[Designer], None]
FIELDS = [
    {"name": name, "label": {"vi": name, "en": name}, "type": kind}
    for name, kind in {
        "name": "text",
        "note": "multiline",
        "items": "list",
        "steps": "steps",
        "qas": "qa_list",
        "contact": "contact_ref",
        "photo": "image",
    }.items()
]
CARD = {
    "layout": "notice",
    "alt": "Thẻ",
    "values": {"kicker": "A", "headline": "{{ name }}", "lines": {"list": "items"}},
}


@pytest.fixture
def designer(unit: Unit, window: MainWindow, qtbot: QtBot, idle: Idle) -> Iterator[Designer]:
    made = designer_of(unit, window, qtbot, idle)
    secret = {"name": "case_ref", "label": {"vi": "Mã", "en": "Code"}, "type": "text", "hidden": True}
    sound = {**made.document.template, "fields": [*FIELDS, secret], "headline": "{{ name }}", "body": "{{ note }}"}
    made.history.push(replace(made.document, template={**sound, "cards": [CARD]}), "sound")
    yield made
    made.reject()
    idle()
    assert unit.studio.own_templates.all()[0].newest == 0


def paste(place: QWidget, text: str) -> None:
    """Put `text` in the place of what stands there."""
    QApplication.clipboard().setText(text)
    QTest.keyClick(place, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(place, Qt.Key.Key_Delete)
    QTest.keyClick(place, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def refused(designer: Designer, idle: Idle) -> str:
    """What the foot says when one saves."""
    designer.save()
    idle()
    assert designer.isVisible()
    return designer.refusal


def one_sentence(words: str) -> bool:
    """Whether an officer can read it: one line, closed by a stop, that names no file of the program."""
    return words.endswith((".", "?")) and "\n" not in words and "yaml" not in words and words[0] == words[0].upper()


def test_each_attack_of_a_text_is_told_under_it_and_stops_the_version(designer: Designer, idle: Idle) -> None:
    designer.turn_to(designer.cards)
    places: list[tuple[DesignPart, TextBlock]] = [
        (designer.text, designer.text.headline),
        (designer.text, designer.text.body),
        (designer.cards, designer.cards.alt),
        (designer.cards, designer.cards.slots["kicker"].text),
    ]
    sound, disarmed = designer.document, set()
    for number, (name, attack) in enumerate(ATTACKS.items()):
        part, block = places[number % len(places)]
        designer.turn_to(part)
        paste(block.input, attack)
        if text_problem(designer.document, block.value) is None:
            disarmed.add(name)  # what is pasted is cleaned of signs that nobody sees
        else:
            assert one_sentence(block.block.error), name
            assert refused(designer, idle) == block.block.error, name
        while designer.history.stack.canUndo() and designer.document != sound:
            designer.undo.click()
    assert disarmed <= {"line break in a constant", "NUL", "escape sign", "lone surrogate"}


def general(part: str, text: str) -> Act:
    """Type `text` where the template is described."""

    def act(designer: Designer) -> None:
        designer.turn_to(designer.general)
        lines = designer.general.both
        paste(designer.general.days if part == "days" else lines[part].vi, text)
        if part in lines and not text:
            paste(lines[part].en, text)

    return act


def of_field(part: str, text: str, kind: FieldType = FieldType.LIST) -> Act:
    """Type `text` into a limit, the label or the options of a new field of that kind."""

    def act(designer: Designer) -> None:
        fields = designer.fields
        designer.turn_to(fields)
        fields.rows.add.click()
        fields.kind.set_value(kind)
        fields.kind.activated.emit(0)
        if part == "options":
            paste(fields.options, text)
        elif part == "label":
            paste(fields.label.vi, text)
            paste(fields.label.en, text)
        else:
            paste(fields.limits[part], text)

    return act


def least_above_most(designer: Designer) -> None:
    of_field("min", "9")(designer)
    paste(designer.fields.limits["max"], "3")


def no_card_text(designer: Designer) -> None:
    designer.turn_to(designer.cards)
    paste(designer.cards.alt.input, "")


def too_long(designer: Designer) -> None:
    designer.turn_to(designer.text)
    paste(designer.text.body.input, "dài " * 6_000)


@pytest.mark.parametrize(
    "act",
    [
        general("days", "0"),
        general("days", "-1"),
        general("days", "90.5"),
        general("days", "１２"),
        general("days", "9" * 30),
        general("days", "__import__('os')"),
        general("title", ""),
        general("when", ""),
        of_field("max", "1e9"),
        of_field("max", "9999999"),
        of_field("min", "-5"),
        of_field("item_max", "{{ name }}"),
        of_field("label", ""),
        of_field("options", "", FieldType.CHOICE),
        least_above_most,
        no_card_text,
        too_long,
    ],
    ids=lambda act: act.__qualname__.partition(".")[0],
)
def test_what_no_template_may_say_is_refused_in_one_sentence(designer: Designer, idle: Idle, act: Act) -> None:
    act(designer)
    assert one_sentence(refused(designer, idle)), designer.refusal


@pytest.mark.parametrize("part", ["max", "item_max"])
def test_a_limit_beyond_any_post_is_said_in_one_sentence_that_leads_to_its_field(
    designer: Designer, idle: Idle, qtbot: QtBot, part: str
) -> None:
    kind = FieldType.TEXT if part == "max" else FieldType.LIST
    of_field(part, "99999", kind)(designer)
    designer.turn_to(designer.sheet)
    qtbot.waitUntil(lambda: bool(designer.sheet.findings.entries), timeout=60_000)
    titles = [entry.title for entry in designer.sheet.findings.entries]
    [said] = [title for title in titles if "99999" in title]
    assert one_sentence(said)
    designer.sheet.findings.choose(f"remark{titles.index(said)}")
    designer.sheet.lead.click()
    assert designer.fields.isVisible()
    assert designer.fields.limits[part].text() == "99999"


@pytest.mark.parametrize("label", ["__class__", "loop", "item", "../../etc", "{{ case_ref }}", "a\u202eb", "нame"])
def test_a_label_is_only_words_whatever_it_says(designer: Designer, label: str) -> None:
    designer.turn_to(designer.fields)
    designer.fields.rows.add.click()
    paste(designer.fields.label.vi, label)
    names = [field["name"] for field in designer.document.template["fields"]]
    assert names[-1] == "truong_moi"
    assert len(set(names)) == len(names)
