"""Numbers, options and yes or no."""

from __future__ import annotations

from typing import Any

from studio.phrase import Phrase
from studio.templates.model import Field
from studio.templates.problems import Known, ProblemKind, Problems, Subject


def check_number(field: Field, value: Any, known: Known) -> Problems:
    """A whole number within the field's bounds."""
    if type(value) is not int:
        yield Subject(field).problem(
            ProblemKind.FORM,
            Phrase("phải là một số nguyên.", "must be a whole number."),
            Phrase("Hãy ghi bằng chữ số, ví dụ 12.", "Write it in digits, e.g. 12."),
        )
        return
    least, most = field.min if field.min is not None else 0, field.max if field.max is not None else 999_999_999
    if not least <= value <= most:
        yield Subject(field).problem(
            ProblemKind.LIMIT,
            Phrase(f"phải từ {least} đến {most}.", f"must be from {least} to {most}."),
            Phrase("Hãy kiểm tra lại số đã nhập.", "Check the number."),
        )


def check_choice(field: Field, value: Any, known: Known) -> Problems:
    """One of the field's options, letter by letter."""
    if not isinstance(value, str) or value not in field.options:
        listed = "; ".join(field.options)
        yield Subject(field).problem(
            ProblemKind.REFERENCE,
            Phrase("không phải một lựa chọn có sẵn.", "is not one of the options."),
            Phrase(f"Hãy chọn một trong: {listed}.", f"Choose one of: {listed}."),
        )


def check_bool(field: Field, value: Any, known: Known) -> Problems:
    """Yes or no."""
    if not isinstance(value, bool):
        yield Subject(field).problem(
            ProblemKind.FORM,
            Phrase("phải trả lời Có hoặc Không.", "must be answered yes or no."),
            Phrase("Hãy chọn Có hoặc Không (true hoặc false).", "Choose yes or no (true or false)."),
        )
