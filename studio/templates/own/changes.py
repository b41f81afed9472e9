"""What differs between two versions of a template, in words: one sentence for each change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from studio.phrase import Bilingual, Phrase, joined
from studio.templates.own.edits import insertions
from studio.templates.own.model import TemplateDocument
from studio.text import graphemes, length

_LONGEST: Final = 120
_IDS: Final = ("name", "id", "layout")
"""What tells the items of a list apart: fields by name, layers by id, cards by id or layout."""
_WORDS: Final[Mapping[str, Phrase]] = {
    "title": Phrase("title", about="template"),
    "when": Phrase("when it is used"),
    "theme": Phrase("family"),
    "palette": Phrase("colours of the cards"),
    "approval": Phrase("who approves its posts"),
    "review_days": Phrase("days until review"),
    "fields": Phrase("field", about="template"),
    "headline": Phrase("headline"),
    "body": Phrase("text", about="template"),
    "bodies": Phrase("text for one platform"),
    "hashtags": Phrase("hashtags"),
    "required_checks": Phrase("checks"),
    "forbidden": Phrase("what it forbids"),
    "cards": Phrase("card"),
    "layouts": Phrase("layout"),
    "label": Phrase("label", about="template"),
    "help": Phrase("help", about="template"),
    "type": Phrase("type", about="template"),
    "required": Phrase("required", about="template"),
    "min": Phrase("least", about="template"),
    "max": Phrase("most", about="template"),
    "item_max": Phrase("characters of an item"),
    "options": Phrase("options", about="template"),
    "hidden": Phrase("never shown to the public"),
    "values": Phrase("what stands on it"),
    "alt": Phrase("alt text"),
    "unlocked": Phrase("unlocked"),
    "boxes": Phrase("boxes"),
    "vi": Phrase("Vietnamese"),
    "en": Phrase("English"),
}
_Names = Mapping[str, Phrase]
"""What is written for a field in a text → the label of the field."""
_NOTHING: Final[tuple[Any, ...]] = (None, "", [], {})


def changes(before: TemplateDocument, after: TemplateDocument) -> tuple[Phrase, ...]:
    """Every change, in the order of the template's file, then of its layouts."""
    names = {" ".join(code.split()): label for one in (before, after) for label, code in insertions(one)}
    told = _differences(before.template, after.template, (), names)
    layouts = _differences({"layouts": before.layouts}, {"layouts": after.layouts}, (), names)
    return tuple(dict.fromkeys((*told, *layouts)))


def _differences(before: Any, after: Any, place: tuple[Phrase, ...], names: _Names) -> Iterator[Phrase]:
    if before == after or (before in _NOTHING and after in _NOTHING):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*after, *before)):
            yield from _differences(before.get(key), after.get(key), (*place, _word(key)), names)
    elif _named(before) and _named(after) and (before or after):
        yield from _items(before or [], after or [], place, names)
    elif _texts(before) and _texts(after):
        yield from (_said(place, one, None, names) for one in before or [] if one not in (after or []))
        yield from (_said(place, None, one, names) for one in after or [] if one not in (before or []))
        if set(before or []) == set(after or []):
            yield Phrase("{place}: another order.", place=_spelled(place))
    else:
        yield _said(place, before, after, names)


def _items(before: Sequence[Any], after: Sequence[Any], place: tuple[Phrase, ...], names: _Names) -> Iterator[Phrase]:
    old, new = _by_name(before), _by_name(after)
    for name, item in new.items():
        here = (*place, Bilingual(name, name))
        if name not in old:
            yield Phrase("{place}: new.", place=_spelled(here))
        else:
            yield from _differences(old[name], item, here, names)
    for name in old:
        if name not in new:
            yield Phrase("{place}: taken out.", place=_spelled((*place, Bilingual(name, name))))
    both = [name for name in old if name in new]
    if both != [name for name in new if name in old]:
        yield Phrase("{place}: another order.", place=_spelled(place))


def _named(value: Any) -> bool:
    """Whether it is a list of groups that have a name."""
    return value is None or (isinstance(value, list) and all(isinstance(one, Mapping) and _name(one) for one in value))


def _texts(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _name(item: Mapping[str, Any]) -> str:
    return next((str(item[key]) for key in _IDS if item.get(key)), "")


def _by_name(items: Sequence[Any]) -> dict[str, Any]:
    """Items by name; of several that share one, the later ones by name and number."""
    found: dict[str, Any] = {}
    for item in items:
        name = _name(item)
        number = 2
        while name in found:
            name, number = f"{_name(item)} {number}", number + 1
        found[name] = item
    return found


def _said(place: tuple[Phrase, ...], before: Any, after: Any, names: _Names) -> Phrase:
    where = _spelled(place)
    old, new = (Bilingual(_short(value, names, "vi"), _short(value, names, "en")) for value in (before, after))
    if before in _NOTHING:
        return Phrase("{place}: “{new}” added.", place=where, new=new)
    if after in _NOTHING:
        return Phrase("{place}: “{old}” taken out.", place=where, old=old)
    return Phrase("{place}: “{old}” is now “{new}”.", place=where, old=old, new=new)


def _spelled(place: tuple[Phrase, ...]) -> Phrase:
    return joined(*place, by=" › ")


def _word(key: str) -> Phrase:
    return _WORDS.get(key, Bilingual(key, key))


def _short(value: Any, names: _Names, language: Literal["vi", "en"]) -> str:
    """`value` on one line, with fields that are put into a text by their labels, as they were chosen."""
    if isinstance(value, bool):
        yes, no = ("có", "không") if language == "vi" else ("yes", "no")
        return yes if value else no
    if isinstance(value, Mapping):
        text = "; ".join(f"{key}: {_short(item, names, language)}" for key, item in value.items())
    elif isinstance(value, list):
        text = ", ".join(_short(item, names, language) for item in value)
    else:
        text = " ".join(str(value).split())
        for code in sorted(names, key=len, reverse=True):
            label = names[code]
            text = text.replace(code, f"[{label.vi if language == 'vi' else label.en}]")
    return text if length(text) <= _LONGEST else "".join(graphemes(text)[: _LONGEST - 1]) + "…"
