"""What the chooser offers, read on the worker in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.templates.layout import Design
from studio.templates.model import Template
from studio.ui.composer.summaries import Summary, unfinished

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooserOffer:
    """Templates to begin with, posts to go on with, and the design of the cards."""

    templates: tuple[Template, ...]
    posts: tuple[Summary, ...]
    design: Design


def read_offer(studio: Studio) -> ChooserOffer:
    """On the worker. Raises StudioError when the card design is not what it was."""
    return ChooserOffer(
        templates=tuple(studio.catalog.all()), posts=tuple(unfinished(studio)), design=studio.catalog.design()
    )
