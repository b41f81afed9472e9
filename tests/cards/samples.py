"""Cards of every shipped template, filled with the shortest, a typical and the longest valid data."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PIL import Image

import studio
from studio.canonical import sha256
from studio.cards.renderer import CardRenderer
from studio.templates.bind import bind_cards
from studio.templates.card import CardSpec, CardValue, PhotoRef
from studio.templates.catalog import Pack, builtin_pack
from studio.templates.layout import Design, load_design
from studio.templates.values import display
from tests.cards.pictures import photo
from tests.sample_fields import SIZES, Size, sample, sample_book, sample_cite, sample_media

BUILTIN = Path(studio.__file__).parent / "templates" / "builtin"
PHOTOS = ("street", "glare", "bag", "person")


@dataclass(frozen=True, slots=True)
class Sample:
    """One card of one template at one length."""

    template: str
    level: Size
    spec: CardSpec

    @property
    def name(self) -> str:
        return f"{self.template}-{self.spec.layout}-{self.level}"


def design() -> Design:
    """The shipped design, read from its files (whatever the pack's seal says)."""
    paths = [BUILTIN / "design.yaml", *(BUILTIN / "layouts").glob("*.yaml")]
    return load_design({path.relative_to(BUILTIN).as_posix(): path.read_bytes() for path in paths})


def stored(sha: str) -> bytes:
    """The file store of the samples: its photos, and what `store_picture` put there, by their hash."""
    return _by_hash()[sha]


def store_picture(image: Image.Image) -> str:
    """Put a PNG of `image` into the file store of the samples; returns its hash."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    _by_hash()[sha256(buffer.getvalue())] = buffer.getvalue()
    return sha256(buffer.getvalue())


def photo_ref(name: str) -> PhotoRef:
    return PhotoRef(sha256=sha256(photo(name)))


def renderer() -> CardRenderer:
    return CardRenderer(design(), stored)


def samples(levels: tuple[Size, ...] = SIZES) -> Iterator[Sample]:
    """Every card that the shipped templates make, without photos."""
    for template in _pack().templates:
        for level in levels:
            fields = sample(template, level)
            values = display(template, fields, sample_book(), sample_cite)
            chosen = list(dict.fromkeys(binding.id for binding in template.cards))
            media = sample_media(template, fields)
            for bound in bind_cards(template, values, fields=fields, media=media, chosen=chosen):
                yield Sample(template.id, level, _spec(bound.layout, template.colours, bound.values))


def find(template: str, layout: str, level: Size = "typical") -> Sample:
    """The first card of `template` on `layout`."""
    return next(one for one in samples((level,)) if (one.template, one.spec.layout) == (template, layout))


def with_photo(sample_: Sample, name: str, composition: str = "") -> Sample:
    """The sample with one of the drawn photos, built as the layout does or in `composition`."""
    return wished(replace(sample_, spec=replace(sample_.spec, photo=photo_ref(name))), composition)


def wished(sample_: Sample, composition: str) -> Sample:
    """The sample in that composition, where its layout knows it."""
    values = {**sample_.spec.values, **({"composition": composition} if composition else {})}
    return replace(sample_, spec=replace(sample_.spec, values=values))


def _spec(layout: str, theme: str, values: Mapping[str, CardValue]) -> CardSpec:
    return CardSpec(layout=layout, layout_sha256="", theme=theme, values=values)


@cache
def _pack() -> Pack:
    return builtin_pack()


@cache
def _by_hash() -> dict[str, bytes]:
    return {sha256(photo(name)): photo(name) for name in PHOTOS}
