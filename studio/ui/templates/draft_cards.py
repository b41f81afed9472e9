"""Cards of a draft, painted by the painter of all cards, on a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage

from studio.app.template_room import CardLook
from studio.errors import BadInput, StudioError
from studio.phrase import Phrase
from studio.templates.card import CardSpec, CardTouch
from studio.templates.layout import CardSize, Design, Layout
from studio.templates.own.document import UNUSABLE
from studio.templates.own.layouts import PlacedPart, placed
from studio.templates.own.lint import cards_of
from studio.templates.own.model import TemplateDocument, TemplateRow
from studio.templates.own.samples import Amount
from studio.templates.own.service import OwnTemplates
from studio.ui.tasks import Ticket

SIZES = ("sq", "p45", "link", "story", "a4")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOnCanvas:
    """One card on one size, whole, and the parts that a person may take hold of."""

    image: QImage
    spec: CardSpec
    design: Design = field(repr=False)
    size: CardSize
    composition: str
    layout: Layout = field(repr=False)
    boxed: tuple[PlacedPart, ...]
    where: Mapping[str, QRect]
    """Where each layer came to stand."""


def card_on_canvas(
    own: OwnTemplates, look: CardLook, row: TemplateRow, document: TemplateDocument,
    place: int, size: str, composition: str,
    amount: Amount,
) -> CardOnCanvas:  # fmt: skip
    """The card that is the `place`-th of the template. Raises StudioError where it cannot be read or painted."""
    pack = own.read(replace(row, draft=document))
    design = own.design(pack)
    binding = pack.template.cards[place]
    found = next((spec for card, spec in cards_of(pack.template, design, amount) if card.id == binding.id), None)
    if found is None:
        raise BadInput("with these data the template makes no such card.")
    layout = design.layouts[binding.layout]
    usual = layout.with_photo if found.photo is not None else layout.without
    built = composition if composition in layout.compositions else usual[0].value
    spec = replace(found, touches=(CardTouch(card=binding.id, size=size, composition=built),))
    try:
        made = look.renderer(design).render(spec, size)
    except UNUSABLE as error:
        raise BadInput("the layout cannot be used ({what}).", what=type(error).__name__) from error
    return CardOnCanvas(
        image=made.image,
        spec=spec,
        design=design,
        size=design.sizes[size],
        composition=built,
        layout=layout,
        boxed=placed(layout, size, built),
        where=dict(made.layers),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSheet:
    """One card of the template in every amount and size."""

    images: Mapping[tuple[Amount, str], QImage]
    whole: Mapping[tuple[Amount, str], QImage]
    """As large as it is looked at when it was clicked."""
    why: Phrase | None = None


def sheet(
    own: OwnTemplates, look: CardLook, row: TemplateRow, document: TemplateDocument,
    place: int, room: QSize, large: QSize,
    ticket: Ticket,
) -> TemplateSheet:  # fmt: skip
    """Paint it as it goes out, each picture no larger than `room`; of a card that takes several pictures, the first.
    Raises StudioError where the draft cannot be read."""
    pack = own.read(replace(row, draft=document))
    design = own.design(pack)
    binding = pack.template.cards[min(place, len(pack.template.cards) - 1)]
    small: dict[tuple[Amount, str], QImage] = {}
    whole: dict[tuple[Amount, str], QImage] = {}
    why: Phrase | None = None
    for amount in Amount:
        found = next((spec for card, spec in cards_of(pack.template, design, amount) if card.id == binding.id), None)
        for size in SIZES if found is not None else ():
            if ticket.cancelled or found is None:
                break
            try:
                renderer = look.renderer(design)
                [cards] = renderer.series([found], size)
                image = renderer.render(cards[0], size).image
            except StudioError as error:
                why = why or error.phrase
                continue
            except UNUSABLE as error:
                why = why or Phrase("the layout cannot be used ({what}).", what=type(error).__name__)
                continue
            smooth = Qt.TransformationMode.SmoothTransformation
            whole[amount, size] = image.scaled(large, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            small[amount, size] = whole[amount, size].scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return TemplateSheet(images=small, whole=whole, why=why)
