"""Lists: of texts, of pictures, of questions and of keys with values."""

from __future__ import annotations

from typing import Any, Final

from studio.phrase import Phrase
from studio.templates.limits import item_limit, items_limit, part_limits
from studio.templates.model import Field
from studio.templates.problems import Known, ProblemKind, Problems, Subject
from studio.templates.validators.wording import text_problems

_PART_NAMES: Final = {
    "q": Phrase("câu hỏi", "question"),
    "a": Phrase("câu trả lời", "answer"),
    "key": Phrase("tên", "name"),
    "value": Phrase("giá trị", "value"),
}


def check_texts(field: Field, value: Any, known: Known) -> Problems:
    """A list of single lines."""
    yield from list_problems(field, value, most=items_limit(field))
    for n, item in enumerate(value if isinstance(value, list) else []):
        subject = Subject(field, n)
        if item is None or (isinstance(item, str) and not item.strip()):
            yield empty_problem(subject)
        else:
            yield from text_problems(subject, item, most=item_limit(field))


def check_records(field: Field, value: Any, known: Known) -> Problems:
    """A list of questions with answers, or of keys with values; both parts are needed."""
    yield from list_problems(field, value, most=items_limit(field))
    limits = part_limits(field)
    for n, item in enumerate(value if isinstance(value, list) else []):
        if not isinstance(item, dict) or not limits.keys() >= item.keys():
            yield Subject(field, n).problem(
                ProblemKind.FORM,
                Phrase("ghi chưa đúng.", "is not written as it must be."),
                Phrase(f"Hãy ghi hai phần: {', '.join(limits)}.", f"Give two parts: {', '.join(limits)}."),
            )
            continue
        for part, most in limits.items():
            subject = Subject(field, n, _PART_NAMES[part])
            text = item.get(part)
            if text is None or (isinstance(text, str) and not text.strip()):
                yield empty_problem(subject)
            else:
                yield from text_problems(subject, text, most=most)


def list_problems(field: Field, value: Any, *, most: int) -> Problems:
    """What is wrong with the list itself: not a list, too few items, too many."""
    subject = Subject(field)
    if not isinstance(value, list):
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("phải là một danh sách.", "must be a list."),
            Phrase("Hãy ghi mỗi ý một mục.", "Give one item for each point."),
        )
    elif len(value) > most:
        yield subject.problem(
            ProblemKind.LIMIT,
            Phrase(f"có {len(value)} mục, tối đa {most}.", f"has {len(value)} items, at most {most}."),
            Phrase(f"Hãy bớt {len(value) - most} mục.", f"Take out {len(value) - most}."),
        )
    elif len(value) < (field.min or 0):
        yield subject.problem(
            ProblemKind.LIMIT,
            Phrase(
                f"có {len(value)} mục, cần ít nhất {field.min}.",
                f"has {len(value)} items, at least {field.min} needed.",
            ),
            Phrase("Hãy thêm mục.", "Add items."),
        )


def empty_problem(subject: Subject) -> Any:
    """An item, or a part of one, that says nothing."""
    return subject.problem(
        ProblemKind.MISSING,
        Phrase("còn trống.", "is empty."),
        Phrase("Hãy điền hoặc xóa mục đó.", "Fill it in or remove the item."),
    )
