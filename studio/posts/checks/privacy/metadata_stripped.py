"""METADATA_STRIPPED: no picture that leaves tells where, when or with what it was taken."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.origins import where_of
from studio.posts.checks.rule import FROM_APPROVAL, Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """What was found in the finished pictures. From approval on they must have been examined."""
    leftovers = view.photo_leftovers
    if leftovers is None:
        if view.door in FROM_APPROVAL and (view.content.media or view.content.cards):
            yield _not_examined()
        return
    for origin, found in leftovers.items():
        if found:
            names = ", ".join(found)
            yield RULE.finding(
                where_of(origin),
                Phrase(f"Ảnh, video xuất ra còn siêu dữ liệu: {names}.", f"What is exported still carries: {names}."),
                Phrase("Thêm lại ảnh, video vào bài.", "Add the picture or video to the post again."),
                excerpt=names,
            )
    if view.bundle is not None:
        for package in view.bundle.packages.values():
            for attachment in package.attachments:
                if attachment.origin not in leftovers:
                    yield _not_examined(where_of(attachment.origin))


def _not_examined(where: str = "") -> Finding:
    return RULE.finding(
        where,
        Phrase("Chưa kiểm tra siêu dữ liệu của ảnh xuất ra.", "The exported pictures were not examined for metadata."),
        Phrase("Xuất lại ảnh rồi gửi duyệt lại.", "Export the pictures again, then submit again."),
    )


RULE = Rule(
    code="METADATA_STRIPPED",
    severity=Severity.BLOCK,
    title=Phrase("Ảnh xuất ra không còn tọa độ, siêu dữ liệu", "Exported images carry no GPS or other metadata"),
    reach=Reach.EVERY,
    look=look,
)
