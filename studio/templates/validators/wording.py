"""Texts: single lines, paragraphs, places, names kept short."""

from __future__ import annotations

import re
from typing import Any, Final

from studio.phrase import Phrase
from studio.templates.limits import text_limit
from studio.templates.model import Field
from studio.templates.problems import Known, ProblemKind, Problems, Subject
from studio.text import length

_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DIGIT: Final = re.compile(r"\d")


def check_line(field: Field, value: Any, known: Known) -> Problems:
    """One line of text."""
    yield from text_problems(Subject(field), value, most=text_limit(field), least=field.min or 0)


def check_paragraphs(field: Field, value: Any, known: Known) -> Problems:
    """Text with line breaks."""
    value = value.replace("\r\n", "\n") if isinstance(value, str) else value
    yield from text_problems(Subject(field), value, most=text_limit(field), least=field.min or 0, lines=True)


def check_person(field: Field, value: Any, known: Known) -> Problems:
    """A name or initials, and nothing else about the person."""
    yield from check_line(field, value, known)
    if isinstance(value, str) and _DIGIT.search(value):
        yield Subject(field).problem(
            ProblemKind.FORM,
            Phrase("có chữ số.", "holds digits."),
            Phrase(
                "Chỉ ghi họ tên hoặc chữ viết tắt, không ghi năm sinh, số giấy tờ, số nhà.",
                "Give the name or initials only: no year of birth, no number of papers, no address.",
            ),
        )


def text_problems(subject: Subject, value: Any, *, most: int, least: int = 0, lines: bool = False) -> Problems:
    """What is wrong with one text: not a text, unprintable, broken into lines, too long or too short."""
    if not isinstance(value, str):
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("phải là chữ.", "must be text."),
            Phrase("Hãy nhập lại bằng chữ.", "Type it again as text."),
        )
        return
    if _CONTROL.search(value) or (not lines and "\n" in value.strip()):
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("có dấu xuống dòng hoặc ký tự không in được.", "holds a line break or an unprintable character.")
            if not lines
            else Phrase("có ký tự không in được.", "holds an unprintable character."),
            Phrase("Hãy xóa rồi gõ lại chỗ đó.", "Delete and retype that part."),
        )
    count = length(value.strip())
    if count > most:
        yield subject.problem(
            ProblemKind.LIMIT,
            Phrase(f"dài {count} ký tự, tối đa {most}.", f"has {count} characters, at most {most}."),
            Phrase(f"Hãy bớt {count - most} ký tự.", f"Take out {count - most}."),
        )
    if 0 < count < least:
        yield subject.problem(
            ProblemKind.LIMIT,
            Phrase(
                f"chỉ có {count} ký tự, cần ít nhất {least}.", f"has only {count} characters, at least {least} needed."
            ),
            Phrase("Hãy viết rõ hơn.", "Say more."),
        )
