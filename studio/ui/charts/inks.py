"""The colours of charts in the window: those of the theme's tones, which read on a card."""

from __future__ import annotations

from studio.cards.charts.paint import ChartInks
from studio.ui.tokens import Tokens, Tone

TONES = (Tone.BLUE, Tone.AMBER, Tone.TEAL, Tone.MAGENTA, Tone.SLATE)
"""Of the series, in this order."""


def inks_of(tokens: Tokens) -> ChartInks:
    """The colours of a chart in this theme."""
    return ChartInks(
        card=tokens.card,
        line=tokens.line,
        text=tokens.text,
        muted=tokens.muted,
        selected=tokens.selected,
        shade=tokens.locked,
        series=tuple(tokens.tones[tone].text for tone in TONES),
        rest=tokens.tones[Tone.SLATE].text,
    )
