"""The questions of a course on paper: one HTML file to be printed, with the answers on pages of their own."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from html import escape

from studio.phrase import Language, Phrase
from studio.training.outline import Course, Option, Outline, QuizQuestion

LETTERS = "ABCDEFGH"
_TITLE = Phrase("Quiz of the training")
_LEARNER = Phrase("Learner code: ……………………  Date: ……………………")
_ANSWERS = Phrase("Answers – for the trainer")
_DOCUMENT = Phrase("Document: {number}")
_STYLE = """
@page { size: A4; margin: 18mm }
body { font: 11pt/1.45 "Be Vietnam Pro", "Noto Sans", sans-serif; color: #0F172A; max-width: 180mm; margin: auto }
h1 { font-size: 17pt; color: #0B2A5B } h2 { font-size: 12.5pt; margin: 9mm 0 1mm; color: #0B2A5B }
.label { color: #8A5A00; font-weight: 600 } .question { break-inside: avoid; margin: 4mm 0 }
ol { list-style: none; padding-left: 6mm; margin: 1mm 0 } .answers { break-before: page } .why { color: #475467 }
"""


def quiz_sheet(course: Course, outlines: Sequence[Outline], language: Language) -> str:
    """A whole HTML document without a script. The options of a question stand in one mixed order, always the same."""
    say = _sayer(language)
    numbered = list(enumerate(((o, q) for o in outlines for q in o.quiz), 1))
    asked, answered, before = [], [], ""
    for number, (outline, question) in numbered:
        if outline.id != before:
            before = outline.id
            asked.append(_heading(course, outline, language))
        options = mixed(question)
        lines = "".join(f"<li>☐ {LETTERS[place]}. {say(each.text)}</li>" for place, each in enumerate(options))
        asked.append(f'<div class="question"><b>{number}. {say(question.text)}</b><ol>{lines}</ol></div>')
        right = LETTERS[[each.correct for each in options].index(True)]
        answered.append(f'<p><b>{number}. {right}</b> <span class="why">{say(question.why)}</span></p>')
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{say(_TITLE)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{say(_TITLE)}</h1><p>{say(_LEARNER)}</p>\n"
        + "\n".join(asked)
        + f'\n<div class="answers"><h1>{say(_ANSWERS)}</h1>\n'
        + "\n".join(answered)
        + "\n</div></body></html>\n"
    )


def mixed(question: QuizQuestion) -> list[Option]:
    """The options in an order that the question alone decides: data has the right one first."""
    seed = int.from_bytes(hashlib.sha256(question.text.vi.encode()).digest()[:8])
    options = list(question.options)
    random.Random(seed).shuffle(options)  # noqa: S311 - to print, not to guard
    return options


def _heading(course: Course, outline: Outline, language: Language) -> str:
    say = _sayer(language)
    title = f"<h2>{escape(outline.id)}. {say(outline.title)}</h2>"
    if outline.document.linked:
        return f"{title}<p>{say(_DOCUMENT.format(number=outline.document.number))}</p>"
    return f'{title}<p class="label">{say(course.label)}</p>'


def _sayer(language: Language) -> Callable[[Phrase], str]:
    return lambda phrase: escape(phrase.to(language))
