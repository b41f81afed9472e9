"""The parts of a post in words, by the names that findings, comments and changes give them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.platforms import Platform
from studio.templates.model import Template
from studio.ui.language import Speech
from studio.ui.words import platform_name

translate = QCoreApplication.translate


def place_name(template: Template, speech: Speech, place: str) -> str:
    """The label of a field, or the part of the post (see `Finding.field`); what is unknown stays as it is called."""
    name, _, rest = place.partition(":")
    field = template.field(place)
    if field is not None:
        return speech.say(field.label)
    match name:
        case "media":
            return translate("Places", "Picture {name}").format(name=rest) if rest else translate("Places", "Pictures")
        case "card" | "cards" | "touches":
            return translate("Places", "Cards")
        case "text":
            known = rest in [platform.value for platform in Platform]
            return translate("Places", "Text for {name}").format(name=platform_name(Platform(rest)) if known else rest)
        case "targets":
            return translate("Places", "Pages")
        case "publish_at":
            return translate("Places", "Time of posting")
        case "answers":
            return translate("Places", "Confirmations")
    return place
