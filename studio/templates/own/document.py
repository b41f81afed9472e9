"""An own template between what one edits and the bytes that are signed.

Whatever door it comes by, a version is read by the reader of the packs that are shipped, with the checks and the foot
lines of the department's pack: an own template can do nothing that a file of that pack may not do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from studio.canonical import canonical_json
from studio.errors import BadInput, StudioError, Untrusted
from studio.templates.catalog import Pack, require_painted
from studio.templates.layout import Design, Layout, load_design
from studio.templates.model import Template
from studio.templates.own.model import PREFIX, Floor, TemplateDocument, TemplateVersion
from studio.templates.reader import read_template
from studio.text import nfc
from studio.yamlfile import load_yaml, plain, written_yaml

_DESIGN: Final = "design.yaml"
_MOST_BYTES: Final = 512 * 1024
_MOST_LAYOUTS: Final = 8
_MOST_LAYERS: Final = 80
_LARGEST_NUMBER: Final = 4_000
_LONGEST_TEXT: Final = 400
_DEEPEST: Final = 16
UNUSABLE: Final = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
"""What reading and painting a layout raise that nobody tried out: both were written for files of the department."""
_LAYOUT: Final = re.compile(r"[a-z][a-z0-9_]{0,15}\Z")
_GIVEN: Final = ("id", "code", "version")
"""What the program says in a template's file, not who writes it."""
_ORDER: Final = (
    "id", "code", "version", "kind", "slot", "title", "when", "vi", "en", "theme", "palette", "approval", "review_days",
    "fields", "name", "label", "type", "required", "min", "max", "item_max", "options", "help",
    "headline", "body", "bodies", "hashtags", "required_checks", "forbidden", "check_exceptions", "companion_of",
    "stories", "cards", "layout", "alt", "kicker", "values",
    "level", "wrong", "right", "steps", "dos", "todo", "closed", "facts", "claim", "why", "donts", "also_dos", "signs",
    "detour", "agenda",
)  # fmt: skip
"""How people read them; the parts of a card in the order in which they go on on a further one, what to do first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPack(Pack):
    """One version as a pack: a template, and the layouts that only it uses."""

    files: Mapping[str, bytes] = field(repr=False)

    def read(self, path: str) -> bytes:
        return self.files[path]

    @property
    def template(self) -> Template:
        return self.templates[0]

    @property
    def layouts(self) -> Mapping[str, Layout]:
        return self.design.layouts if self.design is not None else {}


def blank(title: str) -> TemplateDocument:
    """A template from scratch: a title, points, the unit and its number, on one card."""
    return TemplateDocument(
        template={
            "title": {"vi": title, "en": title},
            "when": {"vi": "Khi đơn vị cần thông báo", "en": "When the unit has something to tell"},
            "theme": "notice",
            "approval": "approver",
            "review_days": 90,
            "fields": [
                {"name": "headline", "label": {"vi": "Tiêu đề", "en": "Headline"}, "type": "text", "required": True,
                 "max": 80},
                {"name": "points", "label": {"vi": "Nội dung", "en": "Points"}, "type": "list", "required": True,
                 "min": 1, "max": 4, "item_max": 60},
                {"name": "unit_name", "label": {"vi": "Tên đơn vị", "en": "Unit name"}, "type": "unit_ref",
                 "required": True},
                {"name": "contact", "label": {"vi": "Số liên hệ công vụ", "en": "Official contact"},
                 "type": "contact_ref", "required": True},
            ],
            "headline": "{{ headline }}",
            "body": "{% for item in points %}\n• {{ item }}\n{% endfor %}\n",
            "hashtags": [],
            "required_checks": ["HOTLINE_PRESENT"],
            "forbidden": [],
            "cards": [
                {"layout": "notice", "alt": "Thẻ của {{ unit_name }}: {{ headline }}",
                 "values": {"kicker": "THÔNG BÁO", "headline": "{{ headline }}", "lines": {"list": "points"}}}
            ],
        }
    )  # fmt: skip


def made_from(source: bytes, template: Template) -> TemplateDocument:
    """What `template` says in its file, as the beginning of an own one."""
    told = plain(load_yaml(source, template.id).value)
    return TemplateDocument(template={key: value for key, value in told.items() if key not in _GIVEN})


def floor_of(template: Template) -> Floor:
    """What has to stay when one makes an own template of this one."""
    return Floor(
        made_from=f"{template.id}@{template.version}",
        approval=template.approval,
        required_checks=template.required_checks,
        exceptions=tuple(sorted(template.check_exceptions)),
        fields=tuple((f.name, f.type.value) for f in template.fields if f.required and (f.hidden or f.kind.kept)),
    )


def require_floor(template: Template, floor: Floor) -> None:
    """Raise BadInput naming the first guarantee that was taken out."""
    of = floor.made_from.partition("@")[0]
    lacking = [code for code in floor.required_checks if code not in template.required_checks]
    if lacking:
        raise BadInput("the check {code} of “{of}” has to stay; put it back.", code=lacking[0], of=of, where="checks")
    further = sorted(set(template.check_exceptions) - set(floor.exceptions))
    if further:
        raise BadInput("a unit's own template is not excused from a check ({code}).", code=further[0], where="checks")
    if floor.approval == "head" and template.approval != "head":
        raise BadInput("posts of “{of}” are approved by the head; that has to stay.", of=of, where="approval")
    for name, kind in floor.fields:
        found = template.field(name)
        if found is None or found.type != kind or not found.required:
            raise BadInput("the required field “{name}” of “{of}” has to stay.", name=name, of=of, where="fields")


def tidied(document: TemplateDocument) -> TemplateDocument:
    """The document as plain data that the store can keep. Raises BadInput."""
    template, layouts = _plain(document.template), _plain(document.layouts)
    if not isinstance(template, dict) or not isinstance(layouts, dict):
        raise _unusable()
    made = TemplateDocument(
        template={key: value for key, value in template.items() if key not in _GIVEN}, layouts=layouts
    )
    try:
        size = len(canonical_json([made.template, made.layouts]))
    except (ValueError, TypeError, UnicodeEncodeError, RecursionError):
        raise _unusable() from None
    if size > _MOST_BYTES or len(made.layouts) > _MOST_LAYOUTS:
        raise BadInput("the template is too large; shorten its texts or take out layouts.")
    return made


def _plain(value: Any, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        raise _unusable()
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise _unusable()
        return {nfc(key): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, str):
        return nfc(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    raise _unusable()


def _unusable() -> BadInput:
    return BadInput("the template holds something that is neither text nor number; take it out.")


def version_of(document: TemplateDocument, id: str, code: str, number: int) -> dict[str, str]:
    """The files of version `number`: what is signed. Raises BadInput."""
    names = {name: _layout_id(id, number, name) for name in document.layouts}
    told = _ordered({"id": id, "code": code, "version": number, **document.template})
    cards = told.get("cards")
    if isinstance(cards, list):
        told["cards"] = [_renamed(card, names) for card in cards]
    files = {f"templates/{id}.yaml": written_yaml(told, f"{id}.yaml")}
    for name, layout in document.layouts.items():
        files[f"layouts/{names[name]}.yaml"] = written_yaml(_ordered({**layout, "id": names[name]}), f"{name}.yaml")
    return files


def _ordered(value: Any) -> Any:
    """The same with its keys in the order people read them."""
    if isinstance(value, Mapping):
        first = {key: n for n, key in enumerate(_ORDER)}
        return {key: _ordered(value[key]) for key in sorted(value, key=lambda key: (first.get(key, len(first)), key))}
    return [_ordered(one) for one in value] if isinstance(value, list) else value


def document_of(version: TemplateVersion) -> TemplateDocument:
    """The version as one edits it."""
    parsed = {path: plain(load_yaml(text.encode(), path).value) for path, text in version.files.items()}
    template = next(value for path, value in parsed.items() if path.startswith("templates/"))
    own = {
        value["id"]: value["id"].removeprefix(_layout_id(version.template, version.number, ""))
        for path, value in parsed.items()
        if path.startswith("layouts/")
    }
    cards = [_renamed(card, own) for card in template.get("cards", [])]
    return TemplateDocument(
        template={**{key: value for key, value in template.items() if key not in _GIVEN}, "cards": cards},
        layouts={
            own[value["id"]]: {key: item for key, item in value.items() if key != "id"}
            for path, value in parsed.items()
            if path.startswith("layouts/")
        },
    )


def _layout_id(id: str, number: int, name: str) -> str:
    return f"{id}_v{number}_{name}"


def _renamed(card: Any, names: Mapping[str, str]) -> Any:
    """A card with its layout's other name; one that says a card's id keeps it, so that posts find the card again."""
    if not isinstance(card, Mapping) or card.get("layout") not in names:
        return card
    return {**card, "layout": names[card["layout"]], "id": card.get("id") or card["layout"]}


def read_version(version: TemplateVersion, department: Pack) -> OwnPack:
    """The version as a pack, read and checked as one that is shipped. Raises BadInput, Untrusted."""
    files = {path: text.encode() for path, text in version.files.items()}
    path = f"templates/{version.template}.yaml"
    if path not in files or not version.template.startswith(PREFIX):
        raise Untrusted("the version has no template; make it anew.", where=version.template)
    common = replace(department.common, pack=f"{version.template}@{version.number}")
    template = read_template(files[path], path, common)
    if (template.id, template.version) != (version.template, version.number):
        raise Untrusted("the version says that it is another one; make it anew.", where=version.template)
    known = {one.id for one in department.templates}
    if template.companion_of is not None and template.companion_of not in known:
        raise BadInput("there is no template “{companion_of}”.", companion_of=template.companion_of, where=path)
    design = _design(files, version, department)
    require_painted(template, path, design)
    return OwnPack(
        id=version.template,
        version=version.number,
        title=template.title,
        source=department.source,
        hashes={},
        templates=(template,),
        files_of={template.id: path},
        design=replace(design, layouts={name: one for name, one in design.layouts.items() if name.startswith(PREFIX)}),
        common=common,
        files=files,
    )


def _design(files: Mapping[str, bytes], version: TemplateVersion, department: Pack) -> Design:
    """The department's design with the layouts of the version."""
    if department.design is None:
        raise BadInput("no pack brings a card design.")
    own = {path: data for path, data in files.items() if path.startswith("layouts/")}
    if not own:
        return department.design
    begins = f"layouts/{_layout_id(version.template, version.number, '')}"
    for path, data in own.items():
        if not path.startswith(begins) or not _LAYOUT.match(path.removeprefix(begins).removesuffix(".yaml")):
            raise BadInput("a layout's name is lower-case letters, digits and _ (16 at most).", where=path)
        _require_modest(plain(load_yaml(data, path).value), path)
    try:
        made = load_design({_DESIGN: department.read(_DESIGN), **own})
    except StudioError:
        raise
    except UNUSABLE as trouble:
        raise BadInput(
            "the layout cannot be used ({what}).", what=type(trouble).__name__, where=next(iter(own))
        ) from None
    return replace(department.design, layouts={**department.design.layouts, **made.layouts})


def _require_modest(layout: Any, path: str) -> None:
    """Raise BadInput for numbers, texts or layers beyond what any card needs: painting them would not end."""
    if not isinstance(layout.get("art", ""), str):
        raise BadInput("the layout cannot be used ({what}).", what="art", where=path)
    layers = 0
    for value in _values(layout):
        layers += isinstance(value, Mapping) and "kind" in value
        large = isinstance(value, int | float) and not abs(value) <= _LARGEST_NUMBER
        if large or layers > _MOST_LAYERS or (isinstance(value, str) and len(value) > _LONGEST_TEXT):
            raise BadInput("the layout holds a number, a text or layers beyond what a card needs.", where=path)


def _values(value: Any) -> Iterator[Any]:
    yield value
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for item in inner:
        yield from _values(item)
