"""ASSET_USABLE: what comes from the unit's library of pictures has a source, and may be used on the day of posting."""

from __future__ import annotations

from collections.abc import Iterator

from studio.images.assets import Asset, Standing, standing, why_not
from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """The post's pictures with what they were made of, and the badges on its cards."""
    for media in view.post.media:
        for asset in view.assets.get(media.sha256, ()):
            yield from _judge(view, f"media:{media.id}", asset)
    for card in view.content.cards:
        for asset in view.assets.get(card.spec.badge_sha256 or "", ()):
            yield from _judge(view, f"card:{card.spec.layout}", asset)


def _judge(view: PreflightView, where: str, asset: Asset) -> Iterator[Finding]:
    name, wrong = asset.facts.title, why_not(asset.facts, view.on)
    if wrong is not None:
        yield RULE.finding(
            where,
            Phrase(f"Ảnh “{name}” {wrong.vi}.", f"Picture “{name}” {wrong.en}."),
            _STATE if standing(asset.facts, view.on) is Standing.SOURCELESS else _REPLACE,
        )
    elif not asset.facts.rights:
        yield RULE.finding(
            where,
            Phrase(
                f"Ảnh “{name}” trong kho ảnh chưa ghi được dùng theo quyền nào.",
                f"The library does not say by what right picture “{name}” may be used.",
            ),
            Phrase("Ghi quyền sử dụng trong kho ảnh.", "State the rights in the picture library."),
            severity=Severity.WARN,
        )


_STATE = Phrase(
    "Ghi nguồn của ảnh trong kho ảnh, hoặc dùng ảnh khác.",
    "State its source in the picture library, or use another picture.",
)
_REPLACE = Phrase(
    "Dùng ảnh khác, hoặc sửa thời hạn trong kho ảnh nếu được phép.",
    "Use another picture, or mend its dates in the picture library where that is allowed.",
)

RULE = Rule(
    code="ASSET_USABLE",
    severity=Severity.BLOCK,
    title=Phrase(
        "Ảnh lấy từ kho ảnh có nguồn và còn hạn dùng", "Pictures from the library have a source and are in date"
    ),
    reach=Reach.EVERY,
    look=look,
)
