"""How a text is put in where the caret stands, and what may be put into which field. No widgets."""

from __future__ import annotations

import re
from collections.abc import Iterable

import regex

from studio.posts.checks.wording import EMOJI, MOST_EMOJI
from studio.templates.model import Field, Template
from studio.translation import tr

_OPENING = regex.compile(r"[\s\p{Ps}\p{Pi}/–-]$")
_WORD = regex.compile(r"^[\p{L}\p{N}#\p{Extended_Pictographic}\p{Ps}\p{Pi}]")
_FOLLOWS = regex.compile(r"^[\p{L}\p{N}#\p{Ps}\p{Pi}]")


def spaced(text: str, before: str, after: str) -> str:
    """`text` with a blank on each side where it would run into what stands `before` and `after` the caret."""
    lead = " " if before and not _OPENING.search(before) and _WORD.search(text) else ""
    trail = " " if _FOLLOWS.search(after) and text and not text[-1].isspace() else ""
    return f"{lead}{text}{trail}"


def one_line(text: str) -> str:
    """`text` for a field of one paragraph."""
    return " ".join(text.split())


def refusal_of_text(field: Field) -> str:
    """Why a passage does not belong into `field`; empty when it does."""
    if field.kind.free:
        return ""
    return tr("This field takes no free text. Put the caret into a field of text first.")


def refusal_of_emoji(field: Field, template: Template, texts: Iterable[str]) -> str:
    """Why no emoji may be put into `field`; `texts` are all texts of the post as it stands."""
    if not field.kind.prose or field.hidden:
        return tr("This field takes no emoji: it is read by itself, or kept in the record.")
    if names_field(template.headline, field.name):
        return tr("This field makes the title of the post; a title has no emoji.")
    if any(names_field(card.alt, field.name) or card.alt_list == field.name for card in template.cards):
        return tr("This field describes a picture to those who cannot see it: words only.")
    used = sum(1 for text in texts for hit in EMOJI.finditer(text) if ord(hit[0][0]) > ord("\u2000"))
    if used >= MOST_EMOJI:
        said = tr("The post has {n} emoji already, and a check allows no more.")
        return said.format(n=used)
    return ""


def names_field(source: str, name: str) -> bool:
    """Whether a text of the template language speaks of the field `name`."""
    return any(re.search(rf"\b{re.escape(name)}\b", part) for part in re.findall(r"\{[{%](.*?)[}%]\}", source))
