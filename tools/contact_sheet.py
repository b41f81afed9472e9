"""Paint contact sheets of the shipped cards, to be looked at.

    python tools/contact_sheet.py OUT [--layout alert …] [--level typical …] [--size sq …]
                                      [--photo none street …] [--composition list] [--width 390]

One sheet a layout: lengths and photos down, sizes across, all 390 pixels wide or as `--width` says. ``--thumbs`` adds
one sheet of all cards 200 pixels wide, as a phone shows them in a row. ``--overview`` makes only what docs/pictures.md
shows: ``cards_after.jpg``, a typical card of each layout; ``cards_wide.jpg``, those that go on on a second picture of
the wide size; ``cards.jpg``, one post in three sizes. What is to be said of a card is printed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image

from studio.cards.renderer import CardRenderer
from studio.cards.values import view
from tests.cards.samples import Sample, find, renderer, samples, wished, with_photo

GAP = 24
GROUND = (110, 114, 122)
THUMB, ABREAST = 200, 10
WIDE, OVERVIEW_ABREAST = 300, 7
BESIDE = (("weather_warning", "alert"), ("fire_safety", "cover"), ("scam_warning", "alert"))
"""Shown beside the first template of each layout: a bar of levels, drawings, a yellow ground."""


def main() -> None:
    options = _options()
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    painter = renderer()
    if options.overview:
        _overview(painter, out)
        return
    chosen: dict[str, list[Sample]] = defaultdict(list)
    for one in samples(tuple(options.level)):
        wanted = not options.layout or one.spec.layout in options.layout
        if wanted and (not options.template or one.template in options.template):
            chosen[one.spec.layout].append(wished(one, options.composition))
    thumbs: list[Image.Image] = []
    for layout, cards in chosen.items():
        rows = []
        for one in cards if options.all else _first_template(cards):
            for photo in options.photo:
                shown = one if photo == "none" else with_photo(one, photo)
                images = [
                    _card(painter, replace(shown, spec=spec), size)
                    for size in options.size
                    for spec in painter.series([shown.spec], size)[0]
                ]
                thumbs += [_wide(image, THUMB) for image in images]
                rows.append(_beside([_wide(image, options.width) for image in images]))
        _below(rows).save(out / f"{layout}.png")
    if options.thumbs:
        _in_rows(thumbs, ABREAST).save(out / "thumbs.png")


def _overview(painter: CardRenderer, out: Path) -> None:
    first = {one.spec.layout: one for one in reversed(list(samples(("typical",))))}
    shown = [*(first[layout] for layout in sorted(first)), *(find(*name) for name in BESIDE)]
    images = [_wide(_card(painter, one, "p45"), THUMB) for one in shown]
    _in_rows(images, OVERVIEW_ABREAST).save(out / "cards_after.jpg", quality=88)
    wide = [images for one in shown if len(images := _series(painter, one, "link", WIDE)) > 1]
    _in_rows([_beside(images) for images in wide], 2).save(out / "cards_wide.jpg", quality=88)
    post = with_photo(find("scam_warning", "alert"), "street")
    sizes = [_below(_series(painter, post, size, width)) for size, width in (("p45", 440), ("sq", 550), ("link", 620))]
    _beside(sizes).save(out / "cards.jpg", quality=88)


def _series(painter: CardRenderer, one: Sample, size: str, width: int) -> list[Image.Image]:
    """All pictures that the card takes on `size`."""
    [parts] = painter.series([one.spec], size)
    return [_wide(_card(painter, replace(one, spec=spec), size), width) for spec in parts]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layout", nargs="*", default=[])
    parser.add_argument("--template", nargs="*", default=[])
    parser.add_argument("--level", nargs="*", default=["minimal", "typical", "maximal"])
    parser.add_argument("--size", nargs="*", default=["p45", "sq", "link", "story", "a4"])
    parser.add_argument("--photo", nargs="*", default=["none", "street"], help="none, street, glare, bag, person")
    parser.add_argument("--composition", default="", help="photo, fade, type, list or plain")
    parser.add_argument("--width", type=int, default=390, help="pixels of a card; 0: its own")
    parser.add_argument("--all", action="store_true", help="every template, not only the first of each layout")
    parser.add_argument("--thumbs", action="store_true")
    parser.add_argument("--overview", action="store_true")
    return parser.parse_args()


def _first_template(cards: list[Sample]) -> list[Sample]:
    """One card of each length."""
    first: dict[str, Sample] = {}
    for one in cards:
        if one.template == cards[0].template:
            first.setdefault(one.level, one)
    return list(first.values())


def _card(painter: CardRenderer, one: Sample, size: str) -> Image.Image:
    made = painter.render(one.spec, size)
    name = f"{one.name} {size}{' with photo' if one.spec.photo else ''}"
    worst = min(made.contrast, key=lambda layer: made.contrast[layer], default="")
    if worst and made.contrast[worst] < 4.5:
        print(f"{name}: contrast {made.contrast[worst]} of {worst}")
    for problem in made.problems:
        print(f"{name}: {problem.layer}: {problem.phrase.en}")
    return view(made.image).copy()


def _wide(image: Image.Image, width: int) -> Image.Image:
    if not width:
        return image
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def _in_rows(images: list[Image.Image], abreast: int) -> Image.Image:
    return _below([_beside(images[at : at + abreast]) for at in range(0, len(images), abreast)])


def _beside(images: list[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (sum(i.width + GAP for i in images) - GAP, max(i.height for i in images)), GROUND)
    x = 0
    for image in images:
        sheet.paste(image, (x, 0))
        x += image.width + GAP
    return sheet


def _below(images: list[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (max(i.width for i in images), sum(i.height + GAP for i in images) - GAP), GROUND)
    y = 0
    for image in images:
        sheet.paste(image, (0, y))
        y += image.height + GAP
    return sheet


if __name__ == "__main__":
    main()
