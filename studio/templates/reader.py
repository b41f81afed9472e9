"""Reading one template file of a pack."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from studio.canonical import sha256
from studio.phrase import Bilingual, Phrase
from studio.platforms import WRITTEN, Platform
from studio.templates.kinds import Field, FieldType
from studio.templates.model import CardBinding, Template
from studio.templates.texts import FirstLine, compile_program
from studio.yamlfile import Place, YamlDocument, YamlSection, load_yaml

_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_CODE: Final = re.compile(r"[A-ZĐ]{2,4}-[0-9]{2,3}\Z")
HASHTAG: Final = re.compile(r"#\w{2,60}\Z")
_THEMES: Final = frozenset({"warning", "guidance", "notice", "community", "tribute", "correction"})
_RESERVED: Final = frozenset({"loop"})
_MOST_FIELDS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What every template of a pack shares."""

    pack: str
    """``id@version``."""
    always_checks: tuple[str, ...] = ()
    footers: Mapping[Platform, str] = field(default_factory=dict)
    card_values: Mapping[str, str] = field(default_factory=dict)
    """Slots that every card fills alike; a template's own value wins."""


def read_template(data: bytes, name: str, common: Common) -> Template:
    """The template in `data`, all its texts checked. `name` is its path in the pack. Raises BadInput."""
    document = load_yaml(data, name)
    top = YamlSection(document)
    template = _template(top, sha256(data), common)
    top.close()
    return replace(template, program=compile_program(template, name, _first_line(document)))


def _template(top: YamlSection, sha: str, common: Common) -> Template:
    fields = tuple(_field(section) for section in top.sections("fields"))
    headline = _written(top, "headline")
    template = Template(
        id=_matching(top, "id", _ID),
        code=_matching(top, "code", _CODE),
        version=_at_least(top, "version", 1),
        title=_words(top, "title"),
        when=_words(top, "when"),
        theme=_one_of(top, "theme", _THEMES),
        palette=top.maybe("palette", str) or "",
        approval=_one_of(top, "approval", frozenset({"approver", "head"})),
        review_days=_at_least(top, "review_days", 1),
        fields=fields,
        headline=headline,
        bodies=_bodies(top, headline),
        footers=common.footers,
        hashtags=_hashtags(top),
        always_checks=common.always_checks,
        required_checks=top.texts("required_checks", required=False),
        forbidden=_phrases(top, "forbidden"),
        cards=(),
        companion_of=top.maybe("companion_of", str),
        stories=top.maybe("stories", bool) is not False,
        check_exceptions=_exceptions(top),
        sha256=sha,
        pack=common.pack,
    )
    _distinct_fields(top, template)
    cards = tuple(_card(section, template, common) for section in top.sections("cards"))
    return replace(template, cards=cards)


def _bodies(top: YamlSection, headline: str) -> dict[Platform, str]:
    """One body serves all; Facebook's begins with the headline. A platform may have a text of its own."""
    body = _written(top, "body")
    bodies = dict.fromkeys(WRITTEN, body) | {Platform.FACEBOOK: f"{headline}\n\n{body}"}
    if top.has("bodies"):
        own = top.section("bodies")
        for platform in WRITTEN:
            text = own.maybe(platform.value, str)
            if text is not None:
                bodies[platform] = text
        own.close()
    return bodies


def _first_line(document: YamlDocument) -> FirstLine:
    """Where a text begins: below its key when it is a block, beside it otherwise."""

    def line(path: Place) -> int:
        before = 0
        own = document.value.get("bodies")
        if path[0] == "bodies" and not (isinstance(own, dict) and path[1] in own):
            before, path = (2 if path[1] == Platform.FACEBOOK else 0), ("body",)
        value: Any = document.value
        for part in path:
            known = isinstance(value, list) or (isinstance(value, dict) and part in value)
            value = value[part] if known else None
        return document.line(*path) + (isinstance(value, str) and "\n" in value) - before

    return line


def _field(section: YamlSection) -> Field:
    made = Field(
        name=_matching(section, "name", _ID),
        label=_words(section, "label"),
        type=FieldType(_one_of(section, "type", frozenset(FieldType))),
        required=section.get("required", bool, False),
        min=section.maybe("min", int),
        max=section.maybe("max", int),
        item_max=section.maybe("item_max", int),
        same_length_as=section.maybe("same_length_as", str),
        options=section.texts("options", required=False),
        help=_words(section, "help") if section.has("help") else None,
        hidden=section.get("hidden", bool, False),
        varies=section.get("varies", bool, False),
    )
    if made.name in _RESERVED:
        raise section.wrong("name", Phrase("this name is reserved; choose another."))
    if bool(made.options) is not made.kind.options:
        raise section.wrong("options", Phrase("choice and stage fields, and only they, list options."))
    if made.varies and (made.hidden or made.type not in (FieldType.TEXT, FieldType.MULTILINE)):
        raise section.wrong("varies", Phrase("only a text that is published can be worded apart for a platform."))
    if made.min is not None and made.max is not None and made.min > made.max:
        raise section.wrong("min", Phrase("min is above max; correct it."))
    section.close()
    return made


def _distinct_fields(top: YamlSection, template: Template) -> None:
    names = [f.name for f in template.fields]
    if len(set(names)) != len(names) or len(names) > _MOST_FIELDS:
        raise top.wrong("fields", Phrase("a field name is used twice, or too many fields."))
    for n, f in enumerate(template.fields):
        other = template.field(f.same_length_as) if f.same_length_as else None
        if f.same_length_as and (other is None or not (other.kind.several and f.kind.several)):
            raise top.document.error(("fields", n, "same_length_as"), Phrase("the name of a list field is needed."))


def _card(section: YamlSection, template: Template, common: Common) -> CardBinding:
    own = section.section("values")
    values = {name: own.raw(name) for name in own.names()}
    for name, value in values.items():
        if not isinstance(value, str | dict):
            raise own.wrong(name, Phrase("text or a group is needed here."))
    binding = CardBinding(
        layout=_matching(section, "layout", _ID),
        id=section.get("id", str, ""),
        values={**common.card_values, **values},
        repeat=_names(section, "repeat", template, lambda f: f.kind.several and not f.hidden),
        needs=_names(section, "needs", template, lambda f: not f.hidden),
        photo=_photo(section, template),
        alt=_written(section, "alt"),
        alt_list=_names(section, "alt_list", template, lambda f: f.kind.text_list and not f.hidden),
    )
    if binding.repeat and template.field("item"):
        raise section.wrong("repeat", Phrase("the template already has a field “item”."))
    section.close()
    return binding


def _photo(section: YamlSection, template: Template) -> str | None:
    if section.raw("photo") == "media":
        return "media"
    return _names(section, "photo", template, lambda f: f.kind.picture)


def _names(section: YamlSection, key: str, template: Template, fits: Callable[[Field], bool]) -> str | None:
    name = section.maybe(key, str)
    named = template.field(name) if name else None
    if name is not None and (named is None or not fits(named)):
        raise section.wrong(key, Phrase("“{name}” is not a fitting field.", name=name))
    return name


def _hashtags(top: YamlSection) -> tuple[str, ...]:
    tags = top.texts("hashtags", required=False)
    for n, tag in enumerate(tags):
        if not HASHTAG.match(tag):
            raise top.document.error(("hashtags", n), Phrase("a hashtag is # and letters without spaces."))
    return tags


def _phrases(top: YamlSection, key: str) -> tuple[Phrase, ...]:
    phrases = []
    for section in top.sections(key, required=False):
        phrases.append(Bilingual(_written(section, "vi"), _written(section, "en")))
        section.close()
    return tuple(phrases)


def _exceptions(top: YamlSection) -> dict[str, Phrase]:
    if not top.has("check_exceptions"):
        return {}
    section = top.section("check_exceptions")
    return {code: _words(section, code) for code in section.names()}


def _words(section: YamlSection, key: str) -> Phrase:
    """Both languages, neither empty."""
    said = section.phrase(key)
    if not said.vi.strip() or not said.en.strip():
        raise section.wrong(key, Phrase("nothing is written here; write it in Vietnamese and in English."))
    return said


def _written(section: YamlSection, key: str) -> str:
    """A text that is not empty."""
    text = section.get(key, str)
    if not text.strip():
        raise section.wrong(key, Phrase("nothing is written here; write the text."))
    return text


def _matching(section: YamlSection, key: str, pattern: re.Pattern[str]) -> str:
    text = section.get(key, str)
    if not pattern.match(text):
        raise section.wrong(key, Phrase("“{text}” has not the right form.", text=text))
    return text


def _one_of(section: YamlSection, key: str, allowed: frozenset[str]) -> str:
    text = section.get(key, str)
    if text not in allowed:
        listed = ", ".join(sorted(allowed))
        raise section.wrong(key, Phrase("“{text}” is not one of: {listed}.", text=text, listed=listed))
    return text


def _at_least(section: YamlSection, key: str, least: int) -> int:
    number = section.get(key, int)
    if number < least:
        raise section.wrong(key, Phrase("must be {least} or more.", least=least))
    return number
