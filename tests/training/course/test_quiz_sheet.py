"""The quiz on paper: every question, options mixed the same way each time, answers that are right, and the label."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from studio.phrase import Bilingual
from studio.training.course_reader import shipped
from studio.training.outline import OfficialDocument
from studio.training.quiz_sheet import LETTERS, mixed, quiz_sheet


def test_every_question_has_its_options_and_its_right_answer() -> None:
    course = shipped()
    sheet = unescape(quiz_sheet(course, course.outlines, "vi"))
    questions = [question for outline in course.outlines for question in outline.quiz]
    answers = re.findall(r"<p><b>(\d+)\. ([A-H])</b>", sheet)
    assert len(answers) == len(questions) == 63
    asked, _, told = sheet.partition('class="answers"')
    for question, (number, letter) in zip(questions, answers, strict=True):
        assert f"{number}. {question.text.vi}" in asked
        right = next(option for option in question.options if option.correct)
        assert f"{letter}. {right.text.vi}" in asked
        assert question.why.vi in told
    assert len({letter for _, letter in answers}) == 3, "the right one is not always the first"


def test_the_order_is_the_same_each_time_and_loses_nothing() -> None:
    question = shipped().outlines[0].quiz[0]
    assert mixed(question) == mixed(question)
    assert sorted(each.text.vi for each in mixed(question)) == sorted(each.text.vi for each in question.options)
    assert len(question.options) <= len(LETTERS)


def test_what_is_not_linked_bears_the_label_and_text_is_no_markup() -> None:
    course = shipped()
    linked = replace(course.outlines[0], document=OfficialDocument(number="1<2>/CV", date="2024-01-02"))
    other = replace(course.outlines[1], title=Bilingual("<script>", "<script>"))
    sheet = quiz_sheet(course, (linked, other), "vi")
    assert sheet.count(course.label.vi) == 1
    assert "1&lt;2&gt;/CV" in sheet
    assert "<script>" not in sheet
