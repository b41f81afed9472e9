"""Whether a photograph may leave: somebody looked it over, who is shown consents, and what it carries may be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from studio.errors import Refused
from studio.images.assets import Asset, AssetStanding, standing, why_not
from studio.images.consent import Consent, holds, told
from studio.images.recipe import Recipe, refuse_undecided
from studio.images.work import PictureAnswers, Work, WorkDeed, WorkStep

ConsentsOf = Callable[[Iterable[str]], Mapping[str, tuple[Consent, ...]]]
AssetsOf = Callable[[Iterable[str]], Mapping[str, tuple[Asset, ...]]]
"""Of pictures by SHA-256: who consented to them, and what of the unit's library they are or were made of."""


class Unseen(Refused):
    """Nobody looked the picture over as it is now; a person may confirm having done so."""


class Unanswered(Unseen):
    """Nobody said who and what is in the picture."""


def refuse_unprotected(work: Work) -> None:
    """Raises BadInput while a suggestion is open, Unseen while nobody looked for what is to be protected."""
    refuse_undecided(work.recipe)
    if not work.recipe.looked and not work.cleared_by:
        raise Unseen(
            "Chưa bộ dò nào xem ảnh này; hãy chọn Tìm chỗ cần che, hoặc xác nhận trong ảnh không còn ai "
            "và không còn số, chữ nào cần che.",
            "No detector has looked at this picture; choose Find what to cover, or confirm that nobody and no number "
            "in it needs covering.",
        )


def refuse_dropped(work: Work, steps: Iterable[WorkStep]) -> None:
    """Raises Unseen while places that a look found are there no longer, and nobody looked the picture over since."""
    present = {one.id for one in work.recipe.suggestions}
    count = len({step.about for step in steps if step.deed is WorkDeed.DROPPED} - present)
    if count and not work.cleared_by:
        raise Unseen(
            f"Một lần tìm đã bị hoàn tác, {count} vùng nó tìm thấy chưa được quyết định; hãy chọn Tìm chỗ cần che "
            "lần nữa, hoặc xác nhận trong ảnh không còn ai và không còn số, chữ nào cần che.",
            f"A look was undone, and {count} places that it found are not decided; choose Find what to cover again, "
            "or confirm that nobody and no number in the picture needs covering.",
        )


def refuse_shown(recipe: Recipe, shown: PictureAnswers | None) -> None:
    """Raises Unanswered while nobody said what is in the picture, Unseen when that has to be covered and nothing is."""
    if shown is None:
        raise Unanswered(
            "Chưa ai trả lời ba câu hỏi: trong ảnh có người dưới 18 tuổi, có nạn nhân hay người bị giữ, có giấy tờ, "
            "màn hình hay biển số không; hãy xem ảnh rồi trả lời.",
            "Nobody answered the three questions: does the picture show anyone under 18, a victim or somebody held, "
            "papers, screens or number plates? Look at it and answer.",
        )
    if (shown.held or shown.papers) and not recipe.covers:
        raise Unseen(
            "Bạn đã trả lời trong ảnh có người cần bảo vệ, giấy tờ hoặc biển số mà chưa che chỗ nào; hãy che, hoặc sửa "
            "câu trả lời.",
            "You answered that the picture shows somebody to be protected, papers or plates, and nothing is covered; "
            "cover it, or change the answer.",
        )


def refuse_unusable(recipe: Recipe, consents: ConsentsOf, assets: AssetsOf, on: date) -> None:
    """Raises Refused when a consent to the original does not hold on the day, or what it is made of may not be used.

    A picture whose first day is still to come may be made ready: a post is asked again on its own day.
    """
    for consent in consents([recipe.source]).get(recipe.source, ()):
        if not holds(consent, on):
            raise _ended(consent, on)
    named = [recipe.source, *(mark.sha256 for mark in recipe.marks if mark.sha256)]
    for asset in (asset for found in assets(named).values() for asset in found):
        if standing(asset.facts, on) is not AssetStanding.EARLY:
            _refuse_asset(asset, on)


def _ended(consent: Consent, on: date) -> Refused:
    said = told(consent, on)
    return Refused(
        f"{consent.who}: {said.vi}, nên ảnh chưa được đưa ra ngoài; hãy ghi nhận đồng ý mới thay cho ghi nhận này, "
        "hoặc che người đó rồi bỏ ghi nhận khỏi ảnh.",
        f"{consent.who}: {said.en}, so the picture may not leave; record a new consent in its place, or cover the "
        "person and take the record off the picture.",
    )


def _refuse_asset(asset: Asset, on: date) -> None:
    wrong = why_not(asset.facts, on)
    if wrong is not None:
        raise Refused(
            f"Ảnh “{asset.facts.title}” {wrong.vi}, nên ảnh này chưa được đưa ra ngoài; hãy sửa trong kho ảnh nếu "
            "được phép, hoặc dùng ảnh khác.",
            f"Picture “{asset.facts.title}” {wrong.en}, so this one may not leave; mend it in the picture library "
            "where that is allowed, or use another picture.",
        )
