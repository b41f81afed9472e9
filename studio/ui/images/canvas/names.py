"""How covers, suggestions and marks are called: in the list of layers, and by a screen reader."""

from __future__ import annotations

from collections.abc import Mapping

from studio.images.recipe import Cover, CoverDecision, Mark, MarkKind, Subject
from studio.translation import mark, tr
from studio.ui.images.canvas.desk import ToolId
from studio.ui.images.canvas.things import Value

SUBJECTS: Mapping[Subject, str] = {
    Subject.FACE: mark("Face"),
    Subject.TEXT: mark("Numbers, letters"),
    Subject.OTHER: mark("Other"),
}
KINDS: Mapping[MarkKind, str] = {
    MarkKind.ARROW: mark("Arrow"),
    MarkKind.BOX: mark("Box"),
    MarkKind.NUMBER: mark("Number {text}"),
    MarkKind.TEXT: mark("Text: {text}"),
    MarkKind.BADGE: mark("Badge"),
    MarkKind.SOURCE: mark("Source line: {text}"),
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
    ToolId.SELECT: ("mouse-pointer-2", mark("Select and move")),
    ToolId.CROP: ("crop", mark("Cut")),
    ToolId.STRAIGHTEN: ("ruler", mark("Straighten")),
    ToolId.COVER_BOX: ("eye-off", mark("Cover: box")),
    ToolId.COVER_POLYGON: ("pentagon", mark("Cover: polygon")),
    ToolId.ARROW: ("arrow-up-right", mark("Arrow")),
    ToolId.BOX: ("square", mark("Box")),
    ToolId.NUMBER: ("circle-dot", mark("Number", about="picture")),
    ToolId.TEXT: ("type", mark("Text", about="picture")),
}
_COVERED = mark("Cover: {what}")
_SUGGESTED = mark("Suggestion, not decided: {what}. Enter covers it, Delete leaves it.")
_DECIDED: Mapping[CoverDecision, str] = {
    CoverDecision.COVER: mark("Suggestion, covered: {what}"),
    CoverDecision.LEAVE: mark("Suggestion, left as it is: {what}"),
}


def spoken(value: Value) -> str:
    """What it is, in the language of the window."""
    if isinstance(value, Mark):
        return tr(KINDS[value.kind]).format(text=value.text)
    if isinstance(value, Cover):
        return tr(_COVERED).format(what=tr(SUBJECTS[value.subject]).lower())
    return tr(_DECIDED.get(value.decision, _SUGGESTED)).format(what=tr(SUBJECTS[value.subject]).lower())


def tool_name(tool: ToolId) -> str:
    return tr(TOOLS[tool][1])
