"""NUMBERS_TRACEABLE: figures are figures, are counted once, add up, and say for what time they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.facts.source_given import states_source
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType
from studio.text import fold, squeeze

NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+")
TOTAL = re.compile(r"^(?:tong(?: so| cong)?|cong)(?!\w)")


def look(view: PreflightView) -> Iterator[Finding]:
    """The figures of every key/value field."""
    for name in view.names_of(FieldType.KV_LIST):
        figures = _figures(view.fields.get(name))
        if figures:
            yield from _each(name, figures)
            yield from _sum(name, figures)
            if not states_source(view):
                yield RULE.finding(
                    name,
                    Phrase("Số liệu chưa có nguồn hoặc kỳ số liệu.", "The figures name no source and no period."),
                    Phrase("Ghi nguồn, hoặc điền đơn vị và thời gian.", "Name the source, or fill in unit and period."),
                )


def _figures(value: object) -> list[tuple[str, str]]:
    items = value if isinstance(value, list | tuple) else ()
    return [(str(i.get("key", "")), str(i.get("value", ""))) for i in items if isinstance(i, dict)]


def _each(name: str, figures: list[tuple[str, str]]) -> Iterator[Finding]:
    seen = set()
    for key, value in figures:
        if not NUMBER.search(value):
            yield RULE.finding(
                name,
                Phrase(f"“{key}” chưa có con số.", f"“{key}” has no number."),
                Phrase("Điền con số từ sổ, hệ thống của đơn vị.", "Fill in the number from the unit's records."),
                excerpt=value,
            )
        folded = fold(squeeze(key))
        if folded in seen:
            yield RULE.finding(
                name,
                Phrase(f"“{key}” có hai lần, có thể bị cộng trùng.", f"“{key}” stands twice and may be counted twice."),
                Phrase("Giữ một dòng.", "Keep one line."),
                excerpt=key,
            )
        seen.add(folded)


def _sum(name: str, figures: list[tuple[str, str]]) -> Iterator[Finding]:
    """Where one line is called the total of at least two others in the same unit, it is their sum."""
    totals = [(key, value) for key, value in figures if TOTAL.match(fold(key))]
    rest = [value for key, value in figures if not TOTAL.match(fold(key))]
    if len(totals) != 1 or len(rest) < 2 or len({_unit(value) for _, value in figures}) != 1:
        return
    stated, counted = _number(totals[0][1]), [_number(value) for value in rest]
    if stated is None or any(n is None for n in counted):
        return
    total = sum(n for n in counted if n is not None)
    if stated != total:
        yield RULE.finding(
            name,
            Phrase(
                f"“{totals[0][0]}” ghi {stated} nhưng các dòng cộng lại là {total}.",
                f"“{totals[0][0]}” says {stated} but the lines add up to {total}.",
            ),
            Phrase("Đối chiếu lại với bản ghi gốc.", "Compare with the original records."),
            excerpt=totals[0][1],
        )


def _number(text: str) -> int | None:
    found = NUMBER.findall(text)
    return int(found[0].replace(".", "")) if len(found) == 1 else None


def _unit(text: str) -> str:
    return squeeze(NUMBER.sub("", text)).lower()


RULE = Rule(
    code="NUMBERS_TRACEABLE",
    severity=Severity.BLOCK,
    title=Phrase(
        "Số liệu báo cáo truy được về bản ghi gốc, không cộng trùng",
        "Report figures trace back to records and are not double-counted",
    ),
    reach=Reach.ASKED,
    look=look,
)
