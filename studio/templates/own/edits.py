"""What a person does to the draft of an own template: each act gives the document that follows.

Nothing here judges: a draft may be unfinished. What is wrong is said by the reader of packs and by `lint`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from studio.errors import BadInput
from studio.phrase import Bilingual, Phrase
from studio.platforms import Platform
from studio.templates.kinds import KINDS, Field, FieldType, Limits
from studio.templates.language import compile_text
from studio.templates.own.model import TemplateDocument
from studio.templates.texts import COMMON
from studio.text import fold

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_NO_NAME: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME: Final = 24
_ITEM: Final = "item"


def told(document: TemplateDocument, key: str, value: Any) -> TemplateDocument:
    """The document that says `value` under `key` of its template; None takes the key out."""
    template = {name: item for name, item in document.template.items() if name != key or value is not None}
    return replace(document, template={**template, key: value} if value is not None else template)


def text_on(document: TemplateDocument, platform: Platform) -> str:
    """The text of its own that a platform has; empty where that of all serves."""
    own = document.template.get("bodies")
    return str(own.get(platform.value) or "") if isinstance(own, Mapping) else ""


def with_text_on(document: TemplateDocument, platform: Platform, text: str) -> TemplateDocument:
    """The document in which `platform` has that text of its own; none where it is empty."""
    own = document.template.get("bodies")
    others = {name: item for name, item in own.items() if name != platform.value} if isinstance(own, Mapping) else {}
    return told(document, "bodies", (others | {platform.value: text} if text.strip() else others) or None)


def rows_of(document: TemplateDocument, key: str) -> list[Any]:
    """A list of the template; empty where there is none."""
    found = document.template.get(key)
    return list(found) if isinstance(found, list) else []


def put_row(document: TemplateDocument, key: str, place: int, row: Any) -> TemplateDocument:
    """The document with `row` in that place of a list, behind the last where the place is its length."""
    rows = rows_of(document, key)
    rows[place : place + 1] = [row]
    return told(document, key, rows)


def without_row(document: TemplateDocument, key: str, place: int) -> TemplateDocument:
    """The document without that row of a list."""
    rows = rows_of(document, key)
    del rows[place]
    return told(document, key, rows)


def moved_row(document: TemplateDocument, key: str, place: int, by: int) -> TemplateDocument:
    """The document with that row `by` places further on; the ends of the list stop it."""
    rows = rows_of(document, key)
    to = max(0, min(len(rows) - 1, place + by))
    rows.insert(to, rows.pop(place))
    return told(document, key, rows)


# Fields


def fields_of(document: TemplateDocument) -> tuple[Field, ...]:
    """Those whose name and type can be read, whatever else their groups lack."""
    found = []
    for row in rows_of(document, "fields"):
        if not isinstance(row, Mapping) or not _NAME.match(str(row.get("name") or "")):
            continue
        if row.get("type") not in frozenset(FieldType):
            continue
        found.append(
            Field(
                name=row["name"], label=said(row.get("label")), type=FieldType(row["type"]),
                hidden=row.get("hidden") is True,
            )
        )  # fmt: skip
    return tuple(found)


def said(both: Any) -> Phrase:
    """A group of both languages as it stands in a draft, in whatever state."""
    group = both if isinstance(both, Mapping) else {}
    vi, en = (str(group.get(language) or "") for language in ("vi", "en"))
    return Bilingual(vi or en, en or vi)


def new_field(document: TemplateDocument, label: str) -> dict[str, Any]:
    """A short text with that label. Its name, which no reader sees, is made of the label and is never another's."""
    stem = _NO_NAME.sub("_", fold(label)).strip("_")[:_LONGEST_NAME].strip("_")
    stem = stem if _NAME.match(stem) else "field"
    taken = {row.get("name") for row in rows_of(document, "fields") if isinstance(row, Mapping)} | {"loop", _ITEM}
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    return {"name": name, "label": {"vi": label, "en": label}, "type": FieldType.TEXT.value, "max": 80}


def retyped(row: Mapping[str, Any], type: FieldType) -> dict[str, Any]:
    """The field as one of another type: what that cannot have is taken out."""
    kind = KINDS[type]
    dropped = {"options", "same_length_as", "varies"}
    if kind.limits is not KINDS[FieldType(row["type"])].limits or kind.limits is Limits.NOTHING:
        dropped |= {"min", "max"}
    if not kind.several:
        dropped.add("item_max")
    made = {key: value for key, value in row.items() if key not in dropped} | {"type": type.value}
    return made | {"options": list(row.get("options") or ())} if kind.options else made


# Texts


def text_problem(document: TemplateDocument, text: str, *, repeats: str | None = None) -> Phrase | None:
    """What is wrong with a text of the template, as it stands: a field that there is not, a sign that is none."""
    fields = fields_of(document)
    names = {field.name for field in fields}
    common = {name: shape for name, shape in COMMON.items() if name not in names}
    try:
        compile_text(text, fields, extra=common, repeats=repeats if repeats in names else None)
    except BadInput as error:
        return error.phrase
    return None


def insertions(document: TemplateDocument) -> Sequence[tuple[Phrase, str]]:
    """What can be put into a text: the words that a person chooses by, and what is written for them."""
    offered: list[tuple[Phrase, str]] = []
    for field in fields_of(document):
        kind, name = field.kind, field.name
        if field.hidden or kind.picture:
            continue
        if kind.several:
            shown = " – ".join(f"{{{{ {_ITEM}.{part} }}}}" for part in kind.parts) or f"{{{{ {_ITEM} }}}}"
            offered.append((field.label, f"{{% for {_ITEM} in {name} %}}\n• {shown}\n{{% endfor %}}\n"))
            continue
        offered.append((field.label, f"{{{{ {name} }}}}"))
        offered += [(_part_words(field, part), f"{{{{ {name}.{part} }}}}") for part in kind.parts]
    return offered


def conditions(document: TemplateDocument) -> Sequence[tuple[Phrase, str]]:
    """What the presence of words can hang on: the words that a person chooses by, and what stands before them; behind
    them stands `END`."""
    return [
        (field.label, f"{{% if {field.name} %}}")
        for field in fields_of(document)
        if not (field.hidden or field.kind.picture)
    ]


END: Final = "{% endif %}"


def _part_words(field: Field, part: str) -> Phrase:
    return Phrase("{label}: {part}", label=field.label, part=_PARTS.get(part, Bilingual(part, part)))


_PARTS: Final[Mapping[str, Phrase]] = {
    "label": Phrase("its name", about="part"),
    "phone": Phrase("its number", about="part"),
    "short": Phrase("its short name", about="part"),
    "website": Phrase("its website", about="part"),
    "address": Phrase("its address", about="part"),
}
