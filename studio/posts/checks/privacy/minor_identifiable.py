"""NO_MINOR_IDENTIFIABLE: nobody can tell who a child is."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.names import CHILD_TERM, FULL, GIVEN, Named, persons
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.privacy import exceptions
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Media, Severity

CHILD = regex.compile(rf"(?<!\w)(?i:{CHILD_TERM})[ ](?:tên[ ](?:là[ ])?)?(?P<name>{FULL})")
"""A word for a child and a full name."""
AGED = regex.compile(
    rf"(?P<name>{FULL}|(?<={CHILD_TERM}[ ]){GIVEN})[^\n.;!?]{{0,25}}?(?<![\d/])(?P<age>\d{{1,2}})[ ]tuổi"
)
"""A name and, soon after it, an age."""
OF_AGE = 18


def look(view: PreflightView) -> Iterator[Finding]:
    """The answer for the text, the answer for each picture, then names of children."""
    yield from _answer(view)
    for media in view.post.media:
        yield from _picture(view, media)
    if not _about_a_missing_child(view):
        yield from _names(view)


def _answer(view: PreflightView) -> Iterator[Finding]:
    answered = view.post.answers.has_minor is not None or isinstance(view.fields.get("has_minor"), bool)
    if view.asks(RULE.code) and not answered:
        yield RULE.finding(
            "answers:has_minor",
            Phrase(
                "Chưa trả lời bài có nhắc đến người dưới 18 tuổi hay không.",
                "Nobody answered whether the text is about anyone under 18.",
            ),
            Phrase("Đọc lại bài rồi chọn Có hoặc Không.", "Read the text again and choose Yes or No."),
        )


def _picture(view: PreflightView, media: Media) -> Iterator[Finding]:
    where = f"media:{media.id}"
    if media.has_minor is None:
        yield RULE.finding(
            where,
            Phrase(
                f"{called(media).vi}: chưa trả lời có người dưới 18 tuổi hay không.",
                f"{called(media).en}: nobody answered whether it shows anyone under 18.",
            ),
            Phrase("Xem lại rồi chọn Có hoặc Không.", "Look at it and choose Yes or No."),
            severity=Severity.BLOCK if view.asks(RULE.code) else Severity.WARN,
        )
    elif media.has_minor and not media.faces_checked:
        if exceptions.granted(view, RULE.code, media):
            yield exceptions.used(view, RULE, media)
            return
        yield RULE.finding(
            where,
            Phrase(
                f"{called(media).vi} có người dưới 18 tuổi mà chưa xác nhận đã che.",
                f"{called(media).en} shows someone under 18 and nobody confirmed that they are covered.",
            ),
            Phrase(
                "Che khuôn mặt, bảng tên, phù hiệu trường rồi đánh dấu “đã kiểm tra khuôn mặt”.",
                "Cover faces, name tags and school badges, then tick “faces checked”.",
            ),
        )


def _about_a_missing_child(view: PreflightView) -> bool:
    """A search for a missing child may name it, within the template's exception."""
    return any(exceptions.granted(view, RULE.code, media) for media in view.post.media)


def _names(view: PreflightView) -> Iterator[Finding]:
    children = {named.start: named for named in persons(view.public, CHILD)}
    children |= {named.start: named for named in _aged(view)}
    for named in children.values():
        yield RULE.finding(
            view.public.piece_at(named.start).where,
            Phrase("Có tên của người dưới 18 tuổi.", "A person under 18 is named."),
            Phrase(
                "Bỏ tên, trường lớp, nơi ở; chỉ nêu chung (ví dụ “một em học sinh”).",
                "Leave out name, school and home; write in general terms (“a pupil”).",
            ),
            excerpt=mask.name(named.name),
            severity=Severity.BLOCK if view.asks(RULE.code) else Severity.WARN,
        )


def _aged(view: PreflightView) -> Iterator[Named]:
    for match in AGED.finditer(view.public.text):
        if int(match.group("age")) < OF_AGE:
            yield Named(match.group("name"), match.start("name"), match.end("name"))


RULE = Rule(
    code="NO_MINOR_IDENTIFIABLE",
    severity=Severity.BLOCK,
    title=Phrase("Không để lộ danh tính trẻ em, người dưới 18 tuổi", "No identifiable child / person under 18"),
    reach=Reach.EVERY,
    look=look,
)
