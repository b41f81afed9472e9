"""What is to be said of a laid-out card: what does not fit, what was cut, what could not be drawn."""

from __future__ import annotations

from collections.abc import Iterator

from studio.cards.scene import CardProblem, Cut, Scene
from studio.phrase import Phrase
from studio.templates.card_words import item_words, part_words, size_words
from studio.templates.layout import Layout


def problems_of(scene: Scene, layout: Layout, size: str) -> tuple[CardProblem, ...]:
    """Everything, once; what stops the post first."""
    told = dict.fromkeys((*scene.problems, *_cuts(scene, layout, size), *_undrawn(scene, layout)))
    return tuple(sorted(told, key=lambda problem: not problem.stops))


def _cuts(scene: Scene, layout: Layout, size: str) -> Iterator[CardProblem]:
    box = size_words(size)
    layers = list(dict.fromkeys(cut.layer for cut in scene.cuts))
    for cut in sorted(scene.cuts, key=lambda cut: (layers.index(cut.layer), cut.item)):
        part = item_words(cut.slot or cut.layer, cut.item)
        lost = Phrase("bị cắt bớt chữ", "is cut") if cut.kept else Phrase("không còn chỗ nên bị bỏ", "is left out")
        yield CardProblem(
            layer=cut.layer,
            phrase=Phrase(
                f"{layout.title_vi}, cỡ {box.vi}: {_small(part.vi)} {lost.vi}.",
                f"{layout.title_en}, {box.en}: {_small(part.en)} {lost.en}.",
            ),
            remedy=_shorten(cut),
            excerpt=cut.said,
            slot=cut.slot,
            item=cut.item,
            stops=not cut.decoration,
        )


def _shorten(cut: Cut) -> Phrase:
    if not cut.kept:
        return Phrase(
            "Rút ngắn hoặc bớt các mục, hoặc chọn kiểu thẻ khác.",
            "Shorten the items or take some out, or choose another card.",
        )
    return Phrase(
        f"Rút ngắn còn khoảng {cut.kept} ký tự, bớt mục khác, hoặc chọn kiểu thẻ khác.",
        f"Shorten it to about {cut.kept} characters, take out other items, or choose another card.",
    )


def _undrawn(scene: Scene, layout: Layout) -> Iterator[CardProblem]:
    for slot, signs in scene.undrawn:
        part = part_words(slot)
        yield CardProblem(
            layer=slot,
            phrase=Phrase(
                f"{layout.title_vi}: phần “{part.vi}” có ký hiệu “{signs}” mà thẻ không vẽ được nên bỏ đi.",
                f"{layout.title_en}: the part “{part.en}” holds “{signs}”, which a card cannot draw and leaves out.",
            ),
            remedy=Phrase("Viết bằng chữ nếu ký hiệu đó cần thiết.", "Say it in words if it matters."),
            slot=slot,
            stops=False,
        )


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
