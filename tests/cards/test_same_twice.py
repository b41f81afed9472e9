"""The same card gives the same pixels, whatever was painted before: an approval is bound to them."""

from __future__ import annotations

from studio.cards.renderer import CardRenderer
from tests.cards import samples


def test_a_first_painting_equals_the_second(qapp: object) -> None:
    """A headline above 64 px under a smaller kicker of the same file, on an untouched painter."""
    spec = samples.find("scam_warning", "alert").spec
    fresh: CardRenderer = samples.renderer()
    first, second = (fresh.render(spec, "p45").image for _ in range(2))
    assert first == second
