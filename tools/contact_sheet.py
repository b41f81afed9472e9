"""Paint contact sheets of the shipped cards, to be looked at.

    python tools/contact_sheet.py OUT [--layout alert …] [--level typical …] [--size sq …]
                                      [--photo street] [--style bleed] [--thumbs]

One sheet a layout: sizes across, lengths down; ``--thumbs`` adds a sheet of all cards 200 pixels wide.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image

from studio.cards.renderer import CardRenderer
from studio.cards.values import view
from tests.cards.samples import Sample, renderer, samples, with_photo

GAP = 24
GROUND = (110, 114, 122)


def main() -> None:
    options = _options()
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    painter = renderer()
    chosen: dict[str, list[Sample]] = defaultdict(list)
    for one in samples(tuple(options.level)):
        if options.layout and one.spec.layout not in options.layout:
            continue
        if options.template and one.template not in options.template:
            continue
        chosen[one.spec.layout].append(with_photo(one, options.photo, options.style) if options.photo else one)
    thumbs: list[Image.Image] = []
    for layout, cards in chosen.items():
        rows = []
        for one in _one_a_template(cards) if not options.all else cards:
            images = [_card(painter, one, size) for size in options.size]
            thumbs += [_narrow(image, 200) for image in images]
            rows.append(_beside([_low(image, options.height) for image in images]))
        _below(rows).save(out / f"{layout}.png")
    if options.thumbs:
        strips = [_beside(thumbs[at : at + 10]) for at in range(0, len(thumbs), 10)]
        _below(strips).save(out / "thumbs.png")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layout", nargs="*", default=[])
    parser.add_argument("--template", nargs="*", default=[])
    parser.add_argument("--level", nargs="*", default=["minimal", "typical", "maximal"])
    parser.add_argument("--size", nargs="*", default=["sq", "p45", "link", "story", "a4"])
    parser.add_argument("--photo", default="", help="street, glare, bag or person")
    parser.add_argument("--style", default="", help="bleed or inset")
    parser.add_argument("--height", type=int, default=900, help="pixels of a row; 0: the cards' own")
    parser.add_argument("--all", action="store_true", help="every template, not only the first of each layout")
    parser.add_argument("--thumbs", action="store_true")
    return parser.parse_args()


def _one_a_template(cards: list[Sample]) -> list[Sample]:
    first: dict[str, Sample] = {}
    for one in cards:
        if one.template == cards[0].template:
            first.setdefault(one.level, one)
    return list(first.values())


def _card(painter: CardRenderer, one: Sample, size: str) -> Image.Image:
    made = painter.render(one.spec, size)
    worst = min(made.contrast.values(), default=21.0)
    for problem in made.problems:
        print(f"{one.name} {size}: {problem.layer}: {problem.phrase.en}")
    if worst < 4.5:
        print(f"{one.name} {size}: contrast {worst} {min(made.contrast, key=lambda k: made.contrast[k])}")
    for problem in made.problems:
        print(f"{one.name} {size}: {problem.phrase.en}")
    return view(made.image).copy()


def _low(image: Image.Image, height: int) -> Image.Image:
    if not height:
        return image
    return image.resize((round(image.width * height / image.height), height), Image.Resampling.LANCZOS)


def _narrow(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


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
