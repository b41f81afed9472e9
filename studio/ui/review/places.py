"""The parts of a post in words, by the names that findings, comments and changes give them."""

from __future__ import annotations

from studio.platforms import Platform
from studio.templates.model import Template
from studio.templates.variants import variant_of
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.words import platform_name


def place_name(template: Template | None, language: LanguageManager, place: str) -> str:
    """The label of a field, or the part of the post (see `Finding.field`); what is unknown stays as it is called."""
    name, _, rest = place.partition(":")
    field = template.field(place) if template is not None else None
    if field is None and template is not None:
        field = variant_of(template, place)
    if field is not None:
        return language.say(field.label)
    match name:
        case "media":
            return tr("Picture {name}").format(name=rest) if rest else tr("Pictures or video")
        case "card" | "cards" | "touches":
            return tr("Cards")
        case "text":
            known = rest in [platform.value for platform in Platform]
            return tr("Text for {name}").format(name=platform_name(Platform(rest)) if known else rest)
        case "targets":
            return tr("Post to")
        case "options":
            return tr("Beside the post")
        case "publish_at":
            return tr("Time of posting")
        case "answers" if rest == "original_post":
            return tr("Original post")
        case "answers":
            return tr("You confirm")
    return place
