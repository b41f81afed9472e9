"""NO_VICTIM_IDENTITY: nobody can tell who the victim, the informant or the witness is."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.names import ADDRESS_TERM, FULL, GIVEN, Named, persons
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

_ROLE = (
    r"(?:nạn nhân|bị hại|người bị (?:thiệt hại|nạn|lừa|hại|xâm hại)"
    r"|người (?:tố giác|tố cáo|báo tin|trình báo|làm chứng)|nhân chứng|người cung cấp (?:tin|thông tin))"
)
_LINK = rf"(?:[^\S\n]*(?:là|tên|gồm|có|:|,|–|-|\(|một|hai|{ADDRESS_TERM})(?!\w)){{0,4}}[^\S\n]*"
PROTECTED = regex.compile(
    rf"(?<!\w)(?i:{_ROLE})(?!\w){_LINK}(?:(?<={ADDRESS_TERM}[ ])(?P<name>{GIVEN}(?:[ ]{GIVEN})*)|(?P<name>{FULL}))"
)
"""A protected role and, right after it, a name."""
CITIZEN = regex.compile(rf"(?<!\w)(?i:{ADDRESS_TERM})[ ](?P<name>{FULL})")
"""A form of address and a full name."""


def look(view: PreflightView) -> Iterator[Finding]:
    """The mandatory answer, then names of protected people, then names of people in general."""
    if not view.post.answers.no_victim_identity:
        yield _unanswered()
    protected = tuple(persons(view.public, PROTECTED))
    for named in protected:
        yield _named(view, named, Severity.BLOCK)
    for named in persons(view.public, CITIZEN):
        if all(named.start != known.start for known in protected):
            yield _named(view, named, Severity.WARN)


def _unanswered() -> Finding:
    return RULE.finding(
        "answers:no_victim_identity",
        Phrase(
            "Chưa xác nhận bài không làm lộ nạn nhân, người tố giác, người làm chứng.",
            "Nobody confirmed that no victim, informant or witness can be recognised.",
        ),
        Phrase("Đọc lại chữ và ảnh, rồi đánh dấu xác nhận.", "Read text and pictures again, then tick to confirm."),
    )


def _named(view: PreflightView, named: Named, severity: Severity) -> Finding:
    where = view.public.piece_at(named.start).where
    if severity is Severity.BLOCK:
        wrong = Phrase(
            "Có tên nạn nhân, người tố giác hoặc người làm chứng.", "A victim, an informant or a witness is named."
        )
    else:
        wrong = Phrase("Có họ tên đầy đủ của một người dân.", "A citizen is named in full.")
    remedy = Phrase(
        "Bỏ tên, chỉ nêu chung (ví dụ “một người dân”), hoặc viết tắt.",
        "Leave the name out (“a resident”), or use initials.",
    )
    return RULE.finding(where, wrong, remedy, excerpt=mask.name(named.name), severity=severity)


RULE = Rule(
    code="NO_VICTIM_IDENTITY",
    severity=Severity.BLOCK,
    title=Phrase(
        "Không để lộ danh tính nạn nhân, người tố giác, người làm chứng",
        "No identity of a victim, informant or witness",
    ),
    reach=Reach.ASKED,
    look=look,
)
