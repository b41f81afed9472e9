"""Whether the posts of a page look alike: readers pass over what they take for the post of yesterday.

Pure. A look is what makes cards alike at a glance: colours, layout, and the composition that a person chose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from studio.phrase import Phrase
from studio.posts.model import Finding, Post, Severity
from studio.templates.model import Template

IN_A_ROW = 3
"""So many posts of one look after another are called alike."""
LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCardLook:
    """How the first card of a post looks, and the pages it goes to; none: not chosen yet, any."""

    day: date
    palette: str
    layout: str
    built: str = ""
    pages: frozenset[str] = frozenset()

    def like(self, other: FirstCardLook) -> bool:
        """Whether one cannot tell them apart at a glance."""
        return (self.palette, self.layout, self.built) == (other.palette, other.layout, other.built)

    def beside(self, other: FirstCardLook) -> bool:
        """Whether both may stand on one page."""
        return not self.pages or not other.pages or bool(self.pages & other.pages)


def look_of(template: Template, day: date, post: Post | None = None) -> FirstCardLook:
    """The look of a post; without one, of what its template makes where nothing is chosen by hand."""
    chosen = post.cards[0] if post is not None and post.cards else ""
    card = next((card for card in template.cards if card.id == chosen), next(iter(template.cards), None))
    touches = post.touches if post is not None else ()
    return FirstCardLook(
        day=day,
        palette=template.palette or template.theme,
        layout=card.layout if card is not None else "",
        built=next((touch.composition for touch in touches if touch.composition), ""),
        pages=frozenset(post.targets if post is not None else ()),
    )


def like_those_before(look: FirstCardLook, others: Iterable[FirstCardLook]) -> bool:
    """Whether the last posts of its page, within a week, all look like it. `others` come in any order."""
    before = [one for one in others if look.day - LATELY <= one.day <= look.day and one.beside(look)]
    last = sorted(before, key=lambda one: one.day)[1 - IN_A_ROW :]
    return len(last) == IN_A_ROW - 1 and all(one.like(look) for one in last)


def alike_hint(where: str, instead: Phrase | None = None) -> Finding:
    """What is said of a post that looks like those before it; `instead`: how else its card could be built."""
    remedy = Phrase("Give its card another composition, by hand, or begin with a template of other colours.")
    if instead is not None:
        remedy = Phrase("Adjust its card by hand, and choose the composition “{instead}”.", instead=instead)
    return Finding(
        code="LOOKS_ALIKE",
        severity=Severity.INFO,
        field=where,
        wrong=Phrase("It would look like the {n} posts of the page before it.", n=IN_A_ROW - 1),
        remedy=remedy,
    )
