"""NO_UNREDACTED_FACE: a person looked at every picture, and no face is left that must be hidden."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.privacy import exceptions
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Door, Finding, Media, Severity
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
    for media in view.post.media:
        yield from _seen(view, media)


def _seen(view: PreflightView, media: Media) -> Iterator[Finding]:
    """What a detector saw of a picture, for author and approver, beside the name of who confirmed it."""
    looked = view.frozen.faces.get(media.id) if view.frozen else None
    if looked is None or (not looked.found and view.door is not Door.APPROVE):
        return
    name, bare = called(media), looked.found - looked.covered
    who = view.people.get(media.faces_by, "")
    ticked = Phrase(
        f"“đã kiểm tra khuôn mặt” do {who or 'người soạn'} đánh dấu" if media.faces_checked else "chưa ai đánh dấu",
        f"“faces checked” was ticked by {who or 'the author'}" if media.faces_checked else "nobody ticked it",
    )
    wrong = Phrase(
        f"{name.vi}: bộ dò thấy {looked.found} khuôn mặt, {looked.covered} đã che; {ticked.vi}.",
        f"{name.en}: a detector sees {looked.found} faces, {looked.covered} covered; {ticked.en}.",
    )
    if not looked.by:
        wrong = Phrase(
            f"{name.vi}: máy này không có bộ dò khuôn mặt; {ticked.vi}.",
            f"{name.en}: this PC has no detector of faces; {ticked.en}.",
        )
    yield RULE.finding(
        f"media:{media.id}",
        wrong,
        Phrase(
            "Xem ảnh ở cỡ lớn: ai để lộ mặt phải đồng ý hoặc không cần che.",
            "Look at it enlarged: whoever shows must have agreed, or need no cover.",
        ),
        severity=Severity.WARN if bare or not looked.by else Severity.INFO,
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
