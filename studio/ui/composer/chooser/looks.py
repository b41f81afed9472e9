"""How templates are told apart at a glance: an icon each, and a tone a family."""

from __future__ import annotations

from collections.abc import Mapping

from studio.phrase import Language
from studio.templates.bind import bind_cards
from studio.templates.card import CardSpec
from studio.templates.kinds import Filler
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.ui.tokens import Tone

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
    "infographic": "images",
    "citizen_thanks": "heart",
    "page_change": "arrow-up-right",
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
    return CardSpec(layout=layout.id, layout_sha256=layout.sha256, theme=template.theme, values=shown)
