"""SOURCE_GIVEN: pictures and figures say where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType

NAMES = ("source", "confirmed_by", "basis", "citation", "figures_source")
"""Fields in which the templates take a source."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Pictures without a source, and templates that ask for a source that nobody filled in."""
    for media in view.post.media:
        if not media.source.strip():
            yield RULE.finding(
                f"media:{media.id}",
                Phrase(f"Ảnh “{media.name}” chưa ghi nguồn.", f"Picture “{media.name}” has no source."),
                Phrase("Ghi ai chụp hoặc lấy từ đâu.", "State who took it or where it comes from."),
            )
    names = [name for name in NAMES if view.template.field(name)]
    if view.asks(RULE.code) and names and not any(_filled(view.fields.get(name)) for name in names):
        yield RULE.finding(
            names[0],
            Phrase("Bài chưa ghi nguồn hoặc căn cứ của thông tin.", "The post gives no source or basis."),
            Phrase("Ghi đơn vị xác nhận, hoặc chọn văn bản làm căn cứ.", "Name who confirmed it, or cite a document."),
        )


def _filled(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def states_source(view: PreflightView) -> bool:
    """Whether a reader can tell whose figures these are and for what time: a source, or the unit and a period."""
    named = any(_filled(view.fields.get(name)) for name in NAMES)
    period = any(_filled(view.fields.get(name)) for name in view.names_of(FieldType.DATERANGE))
    unit = any(_filled(view.fields.get(name)) for name in view.names_of(FieldType.UNIT_REF))
    return named or (period and unit)


RULE = Rule(
    code="SOURCE_GIVEN",
    severity=Severity.WARN,
    title=Phrase("Ảnh, số liệu có ghi nguồn", "Images and figures carry a source"),
    reach=Reach.EVERY,
    look=look,
)
