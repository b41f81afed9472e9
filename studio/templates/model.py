"""What an approved template is: fields, text bodies, cards and required checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.phrase import Phrase
from studio.platforms import Platform

if TYPE_CHECKING:
    from studio.templates.texts import Program


class FieldType(StrEnum):
    """The 23 kinds of field. Stored values are JSON:

    text, multiline, place, person_min, choice, stage, url_official, unit_ref: str
    (unit_ref and contact_ref hold ids of the unit's own directory; contact_ref: str or list of str)
    list, steps, url_defanged: list of str · date ``YYYY-MM-DD`` · time ``HH:MM`` ·
    datetime ``YYYY-MM-DDTHH:MM`` (Vietnam's time) · daterange ``{"from": …, "to": …}`` of date or datetime ·
    number: int · bool · citation: ``{"document", "article"?, "clause"?, "point"?}`` or a list of them ·
    image: id of a media item of the post · image_list: list of such ids ·
    qa_list: list of ``{"q", "a"}`` · kv_list: list of ``{"key", "value"}``
    """

    TEXT = "text"
    MULTILINE = "multiline"
    LIST = "list"
    STEPS = "steps"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    DATERANGE = "daterange"
    NUMBER = "number"
    CHOICE = "choice"
    BOOL = "bool"
    CITATION = "citation"
    CONTACT_REF = "contact_ref"
    UNIT_REF = "unit_ref"
    PLACE = "place"
    URL_OFFICIAL = "url_official"
    URL_DEFANGED = "url_defanged"
    IMAGE = "image"
    IMAGE_LIST = "image_list"
    PERSON_MIN = "person_min"
    STAGE = "stage"
    QA_LIST = "qa_list"
    KV_LIST = "kv_list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a template. `min`/`max` count characters of a text, items of a list, or bound a number."""

    name: str
    label: Phrase
    type: FieldType
    required: bool = False
    min: int | None = None
    max: int | None = None
    item_max: int | None = None
    """Characters of one item of a list, or of each part of a question or a key/value item."""
    same_length_as: str | None = None
    """List field that must have as many items (alternative texts and their pages)."""
    options: tuple[str, ...] = ()
    help: Phrase | None = None
    hidden: bool = False
    """True: kept in the record, never shown to the public (a receipt code, who allowed the release)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBinding:
    """How a template fills one card layout.

    `values` maps the layout's slots to template-language text (``"{{ scam_name }}"``), to
    ``{"list": field, "max": n}``, ``{"lines": [text, …]}``, ``{"pairs": field, "max": n, "swap": bool}`` or
    ``{"pairs": [[label, text], …]}``; empty lines and pairs with an empty text are left out.
    `repeat` names a list field that yields one card an item (``{{ item }}``, ``{{ loop.index }}``).
    """

    layout: str
    id: str = ""
    """What an author chooses the card by; the layout's id unless the pack says otherwise. Bindings that share
    an id are one set and are taken together, in order (a carousel)."""
    values: Mapping[str, str | Mapping[str, object]] = field(default_factory=dict)
    repeat: str | None = None
    needs: str | None = None
    """Field without which the card is left out (figures of a figure card)."""
    photo: str | None = None
    """Name of an image field, or ``media``: the first picture of the post."""
    alt: str = ""
    """Template-language text of the card's alternative text."""
    alt_list: str | None = None
    """List field whose n-th item is the alternative text of the n-th repeated card."""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.layout)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """An approved template, as verified bytes of a pack were read."""

    id: str
    code: str
    version: int
    title: Phrase
    when: Phrase
    theme: str
    approval: str
    """``approver`` or ``head``: the role whose approval a post of this template needs."""
    review_days: int
    fields: tuple[Field, ...]
    headline: str = ""
    """Template-language text of the post's title. Facebook's body begins with it; the others leave it out."""
    bodies: Mapping[Platform, str]
    footers: Mapping[Platform, str] = field(default_factory=dict)
    """Template-language text that ends every post of the pack: unit, contact, emergency numbers."""
    hashtags: tuple[str, ...]
    always_checks: tuple[str, ...] = ()
    """Checks of every template of the pack."""
    required_checks: tuple[str, ...]
    forbidden: tuple[Phrase, ...]
    cards: tuple[CardBinding, ...]
    companion_of: str | None = None
    check_exceptions: Mapping[str, Phrase] = field(default_factory=dict)
    sha256: str
    """Hash of the template's file in its pack."""
    pack: str
    """``id@version`` of the pack it came in."""
    program: Program | None = field(default=None, compare=False, repr=False)
    """The texts, checked and compiled; None for a template that was not read from a pack."""

    def field(self, name: str) -> Field | None:
        """Return the field called `name`, or None."""
        return next((f for f in self.fields if f.name == name), None)

    @property
    def card_ids(self) -> tuple[str, ...]:
        """What an author may choose among, in order."""
        return tuple(dict.fromkeys(binding.id for binding in self.cards))
