"""How long the templates take: reading and checking all, and rendering a post's texts and cards."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import pytest

from studio.platforms import WRITTEN
from studio.templates.bind import bind_cards
from studio.templates.catalog import BUILTIN, Catalog, load_pack
from studio.templates.fields import KnownReferences
from studio.templates.texts import headline, platform_text
from studio.templates.values import display, validate
from tests.sample_fields import sample, sample_book, sample_cite


def milliseconds(times: list[float]) -> float:
    return median(times) * 1000


@pytest.mark.perf
def test_reading_and_rendering_are_quick(capsys: pytest.CaptureFixture[str]) -> None:
    loading, composing, looking = [], [], []
    for _ in range(5):
        start = perf_counter()
        catalog = Catalog([load_pack(BUILTIN)])
        loading.append(perf_counter() - start)
    templates = catalog.all()
    book = sample_book()
    known = KnownReferences()
    posts = [(template, sample(template, "maximal")) for template in templates]
    for template, fields in posts * 4:
        start = perf_counter()
        catalog.get(template.id)
        looking.append(perf_counter() - start)
        start = perf_counter()
        validate(template, fields, known=known)
        values = display(template, fields, book, sample_cite)
        headline(template, values)
        for platform in WRITTEN:
            platform_text(template, platform, values, hashtags=template.hashtags)
        bind_cards(template, values, fields=fields, media=("m1",), chosen=template.card_ids)
        composing.append(perf_counter() - start)
    with capsys.disabled():
        print(
            f"\nread, verify and check the pack: {milliseconds(loading):.0f} ms (bar 600); "
            f"verify one template: {milliseconds(looking):.2f} ms (bar 2); "
            f"validate, display and render a post on 3 platforms with all cards, longest data: "
            f"median {milliseconds(composing):.2f} ms (bar 5), worst {max(composing) * 1000:.2f} ms"
        )
