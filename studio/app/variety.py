"""While a post is written: whether readers would take it for the last ones of its page, and how else its card can be
built. A hint; nothing is changed by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.calendar.variety import alike_hint
from studio.errors import StudioError
from studio.platforms import Platform
from studio.posts.limits import card_size
from studio.posts.model import Content, Finding, Post
from studio.templates.card import built_words

if TYPE_CHECKING:
    from studio.app.adapters import Press
    from studio.calendar.weeks import Weeks

CARDS = "cards"
"""Where a finding about the look of the cards leads."""


@dataclass(frozen=True, slots=True)
class Variety:
    weeks: Weeks
    press: Press

    def __call__(self, post: Post, content: Content, platform: Platform = Platform.FACEBOOK) -> tuple[Finding, ...]:
        """One hint, or none."""
        if not content.cards or not self.weeks.alike(post):
            return ()
        spec = content.cards[0].spec
        try:
            others = self.press.renderer().other_builds(spec, card_size(platform, content.media))
        except StudioError:  # the checks say what is wrong with the card
            return ()
        return (alike_hint(CARDS, built_words(others[0]) if others else None),)
