"""NO_UNREDACTED_FACE: a person looked at every picture, and no face is left that must be hidden."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.privacy import exceptions
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType

_LOOK = Phrase(
    "Xem ảnh ở cỡ lớn, che khuôn mặt, rồi đánh dấu “đã kiểm tra khuôn mặt”; hoặc ghi nhận đồng ý.",
    "Look at the picture enlarged, cover the faces, then tick “faces checked”; or record the consent.",
)
_WATCH = Phrase(
    "Xem hết video; khuôn mặt nào cần che thì che bằng phần mềm dựng, thêm lại; rồi đánh dấu “đã kiểm tra khuôn mặt”.",
    "Watch the whole video; cover faces in an editor and add it again; then tick “faces checked”.",
)


def look(view: PreflightView) -> Iterator[Finding]:
    """Pictures without the tick. Recorded consent stands in for it, except where guilt is not yet decided."""
    case = bool(view.names_of(FieldType.STAGE))
    for media in view.post.media:
        if media.faces_checked or (exceptions.agreed(view, media) and not case):
            continue
        if exceptions.granted(view, RULE.code, media):
            yield exceptions.used(view, RULE, media)
            continue
        yield RULE.finding(
            f"media:{media.id}",
            Phrase(
                f"{called(media).vi} chưa được xác nhận là không còn khuôn mặt cần che.",
                f"{called(media).en}: nobody confirmed that it shows no face that must be hidden.",
            ),
            _WATCH if media.clip is not None else _LOOK,
        )


RULE = Rule(
    code="NO_UNREDACTED_FACE",
    severity=Severity.BLOCK,
    title=Phrase(
        "Không còn khuôn mặt chưa che (trừ người đã có đồng ý được ghi nhận)",
        "No unredacted face (unless consent is recorded)",
    ),
    reach=Reach.EVERY,
    look=look,
)
