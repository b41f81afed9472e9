"""How templates are told apart at a glance: an icon each, a tone a family, and a small card; what the chooser
offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from studio.errors import StudioError
from studio.phrase import Language
from studio.posts.recurring_model import RecurringPost
from studio.templates.bind import bind_cards
from studio.templates.card import CardSpec
from studio.templates.kinds import Filler
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.ui.composer.cards_view import CardView
from studio.ui.composer.summaries import Summary, unfinished
from studio.ui.tasks import Tasks, Ticket
from studio.ui.tokens import Tone

if TYPE_CHECKING:
    from studio.app.studio import Studio


TONES: Mapping[str, Tone] = {
    "warning": Tone.RED,
    "guidance": Tone.BLUE,
    "notice": Tone.SLATE,
    "community": Tone.GREEN,
    "tribute": Tone.BROWN,
    "correction": Tone.ORANGE,
}
_FAMILIES: Mapping[str, str] = {
    "warning": "shield-alert",
    "guidance": "book-open-text",
    "notice": "megaphone",
    "community": "heart-handshake",
    "tribute": "award",
    "correction": "file-pen",
}
_ICONS: Mapping[str, str] = {
    "law_explained": "scale",
    "procedure_guide": "list-ordered",
    "traffic_notice": "traffic-cone",
    "missing_person": "user-search",
    "missing_found_update": "user-check",
    "lost_found": "wallet",
    "emergency_alert": "siren",
    "fire_safety": "flame",
    "case_result": "gavel",
    "case_followup": "history",
    "false_news": "badge-check",
    "event_notice": "calendar-days",
    "recruitment": "user-plus",
    "hotline_card": "phone-call",
    "greeting": "party-popper",
    "qa_post": "message-square-quote",
    "school_safety": "school",
    "weekly_recap": "newspaper",
    "monthly_figures": "chart-column",
    "infographic": "images",
    "citizen_thanks": "heart",
    "page_change": "arrow-up-right",
    "witness_appeal": "eye",
    "weather_warning": "droplet",
    "fake_page": "badge-alert",
    "office_change": "building-2",
    "service_outage": "unplug",
    "lost_papers": "id-card",
    "deadline_reminder": "hourglass",
    "praise": "thumbs-up",
    "law_comparison": "scale",
    "livestream_notice": "video",
}
_FIGURES = ("1", "2", "3")


def icon_of(template: Template) -> str:
    """The icon of a template; one that is not known gets its family's."""
    return _ICONS.get(template.id) or _FAMILIES.get(template.theme, "file-text")


def family_icon(theme: str) -> str:
    """The icon of a family of templates."""
    return _FAMILIES.get(theme, "file-text")


def tone_of(template: Template) -> Tone:
    return TONES.get(template.theme, Tone.SLATE)


def sample_card(template: Template, design: Design, language: Language) -> CardSpec | None:
    """The template's first card filled with the names of its fields: what a post of it will look like."""
    values = {
        field.name: field.kind.sample(Filler(text=field.label.to(language), figures=_FIGURES, number="…"))
        for field in template.fields
        if not field.hidden
    }
    bound = next(iter(bind_cards(template, values, fields={})), None)
    layout = design.layouts.get(bound.layout) if bound else None
    if bound is None or layout is None:
        return None
    shown = {slot: value for slot, value in bound.values.items() if slot != "qr"}
    return CardSpec(layout=layout.id, layout_sha256=layout.sha256, theme=template.colours, values=shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooserOffer:
    """Templates to begin with, posts to go on with, and the design of the cards."""

    templates: tuple[Template, ...]
    posts: tuple[Summary, ...]
    design: Design
    recurring: tuple[RecurringPost, ...] = ()
    """Posts that come back."""


def read_offer(studio: Studio) -> ChooserOffer:
    """On the worker; the drafts that are due today are begun first. Raises StudioError when the card design is not what
    it was."""
    studio.recurring.begin_due()
    return ChooserOffer(
        templates=tuple(studio.catalog.all()),
        posts=tuple(unfinished(studio)),
        design=studio.catalog.design(),
        recurring=studio.recurring.all(),
    )


SIZE, WIDTH = "sq", 184
BATCH = 5


class TemplateThumbs(QObject):
    """`came` carries pixmaps by the id of their template, a few at a time."""

    came = Signal(object)

    def __init__(self, cards: CardView, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards, self._tasks = cards, tasks

    def want(self, templates: Sequence[Template], design: Design, language: Language) -> None:
        """Paint a card of each."""
        if not templates:
            return
        now, rest = templates[:BATCH], templates[BATCH:]
        self._tasks.pool(
            lambda ticket: self._paint(now, design, language, ticket),
            lambda made: self._painted(made, rest, design, language),
            owner=self,
            failed=lambda _: None,
            key="thumbs",
        )

    def _paint(
        self, templates: Sequence[Template], design: Design, language: Language, ticket: Ticket
    ) -> dict[str, QImage]:
        made = {}
        for template in templates:
            spec = None if ticket.cancelled else sample_card(template, design, language)
            if spec is None:
                continue
            try:
                made[template.id] = self._cards.picture(spec, SIZE, WIDTH)
            except StudioError:
                continue
        return made

    def _painted(self, made: dict[str, QImage], rest: Sequence[Template], design: Design, language: Language) -> None:
        self.came.emit({name: QPixmap.fromImage(image) for name, image in made.items() if not image.isNull()})
        self.want(rest, design, language)
