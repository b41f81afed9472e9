"""How covers, suggestions and marks are called: in the list of layers, and by a screen reader."""

from __future__ import annotations

from collections.abc import Mapping

from studio.images.recipe import Cover, CoverDecision, Mark, MarkKind, Subject
from studio.ui.images.canvas.desk import ToolId, say
from studio.ui.images.canvas.things import Value
from studio.ui.language import QT_TRANSLATE_NOOP

SUBJECTS: Mapping[Subject, str] = {
    Subject.FACE: QT_TRANSLATE_NOOP("Canvas", "Face"),
    Subject.TEXT: QT_TRANSLATE_NOOP("Canvas", "Numbers, letters"),
    Subject.OTHER: QT_TRANSLATE_NOOP("Canvas", "Other"),
}
KINDS: Mapping[MarkKind, str] = {
    MarkKind.ARROW: QT_TRANSLATE_NOOP("Canvas", "Arrow"),
    MarkKind.BOX: QT_TRANSLATE_NOOP("Canvas", "Box"),
    MarkKind.NUMBER: QT_TRANSLATE_NOOP("Canvas", "Number {text}"),
    MarkKind.TEXT: QT_TRANSLATE_NOOP("Canvas", "Text: {text}"),
    MarkKind.BADGE: QT_TRANSLATE_NOOP("Canvas", "Badge"),
    MarkKind.SOURCE: QT_TRANSLATE_NOOP("Canvas", "Source line: {text}"),
}
GLYPHS: Mapping[MarkKind, str] = {
    MarkKind.ARROW: "arrow-up-right",
    MarkKind.BOX: "square",
    MarkKind.NUMBER: "circle-dot",
    MarkKind.TEXT: "type",
    MarkKind.BADGE: "shield",
    MarkKind.SOURCE: "at-sign",
}
TOOLS: Mapping[ToolId, tuple[str, str]] = {
    ToolId.SELECT: ("mouse-pointer-2", QT_TRANSLATE_NOOP("Canvas", "Select and move")),
    ToolId.CROP: ("crop", QT_TRANSLATE_NOOP("Canvas", "Cut")),
    ToolId.STRAIGHTEN: ("ruler", QT_TRANSLATE_NOOP("Canvas", "Straighten")),
    ToolId.COVER_BOX: ("eye-off", QT_TRANSLATE_NOOP("Canvas", "Cover: box")),
    ToolId.COVER_POLYGON: ("pentagon", QT_TRANSLATE_NOOP("Canvas", "Cover: polygon")),
    ToolId.ARROW: ("arrow-up-right", QT_TRANSLATE_NOOP("Canvas", "Arrow")),
    ToolId.BOX: ("square", QT_TRANSLATE_NOOP("Canvas", "Box")),
    ToolId.NUMBER: ("circle-dot", QT_TRANSLATE_NOOP("Canvas", "Number")),
    ToolId.TEXT: ("type", QT_TRANSLATE_NOOP("Canvas", "Text")),
}
_COVERED = QT_TRANSLATE_NOOP("Canvas", "Cover: {what}")
_SUGGESTED = QT_TRANSLATE_NOOP("Canvas", "Suggestion, not decided: {what}. Enter covers it, Delete leaves it.")
_DECIDED: Mapping[CoverDecision, str] = {
    CoverDecision.COVER: QT_TRANSLATE_NOOP("Canvas", "Suggestion, covered: {what}"),
    CoverDecision.LEAVE: QT_TRANSLATE_NOOP("Canvas", "Suggestion, left as it is: {what}"),
}


def spoken(value: Value) -> str:
    """What it is, in the language of the window."""
    if isinstance(value, Mark):
        return say(KINDS[value.kind]).format(text=value.text)
    if isinstance(value, Cover):
        return say(_COVERED).format(what=say(SUBJECTS[value.subject]).lower())
    return say(_DECIDED.get(value.decision, _SUGGESTED)).format(what=say(SUBJECTS[value.subject]).lower())


def tool_name(tool: ToolId) -> str:
    return say(TOOLS[tool][1])
