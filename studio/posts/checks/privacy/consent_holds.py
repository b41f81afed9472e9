"""CONSENT_HOLDS: what people consented to covers the day of posting, and for a child a guardian consented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from studio.clock import show_date
from studio.images.consent import Consent, covering, holds, told
from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.privacy import exceptions
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Door, Finding, Media, Severity

SOON = timedelta(days=30)
"""A consent that ends within that time after the day of posting is told: the post has to come down then."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Every consent recorded with a picture, also when faces were looked at: the tick was given while it held."""
    for media in view.post.media:
        consents = exceptions.consents_of(view, media)
        for consent in consents:
            if not holds(consent, view.on):
                yield _ended(view, media, consent)
            elif consent.until is not None and consent.until - view.on < SOON:
                yield _ending(media, consent)
            elif view.door is Door.APPROVE:
                yield _to_compare(view, media, consent)
        if _child_without_guardian(view, media, consents):
            yield _no_guardian(media)


def _child_without_guardian(view: PreflightView, media: Media, consents: tuple[Consent, ...]) -> bool:
    """Consents were recorded, somebody under 18 is shown, and none of the consents is a guardian's."""
    shown = bool(media.has_minor) and not media.faces_checked and bool(consents)
    return shown and not any(consent.minor for consent in covering(consents, view.on))


def _ended(view: PreflightView, media: Media, consent: Consent) -> Finding:
    said = told(consent, view.on)
    return RULE.finding(
        f"media:{media.id}",
        Phrase(
            f"{called(media).vi}, {consent.who}: {said.vi}.",
            f"{called(media).en}, {consent.who}: {said.en}.",
        ),
        Phrase(
            "Xin đồng ý mới và ghi nhận; hoặc che người đó rồi bỏ ghi nhận khỏi ảnh; hoặc bỏ ảnh.",
            "Obtain and record a new consent; or cover the person and take the record off; or take the picture out.",
        ),
    )


def _ending(media: Media, consent: Consent) -> Finding:
    until = show_date(consent.until) if consent.until else ""
    return RULE.finding(
        f"media:{media.id}",
        Phrase(
            f"{called(media).vi}: đồng ý của {consent.who} chỉ đến hết {until}.",
            f"{called(media).en}: the consent of {consent.who} ends after {until}.",
        ),
        Phrase("Xin gia hạn, hoặc gỡ bài trước ngày đó.", "Have it prolonged, or take the post down by then."),
        severity=Severity.WARN,
    )


def _to_compare(view: PreflightView, media: Media, consent: Consent) -> Finding:
    """Whoever approves is told who consented, and where to look it up."""
    said = told(consent, view.on)
    return RULE.finding(
        f"media:{media.id}",
        Phrase(f"{called(media).vi}, {consent.who}: {said.vi}.", f"{called(media).en}, {consent.who}: {said.en}."),
        Phrase(
            f"Đối chiếu: {consent.filed}; đồng ý cho: {consent.purpose}.",
            f"Compare: {consent.filed}; consented to: {consent.purpose}.",
        ),
        severity=Severity.INFO,
    )


def _no_guardian(media: Media) -> Finding:
    return RULE.finding(
        f"media:{media.id}",
        Phrase(
            f"{called(media).vi} có người dưới 18 tuổi mà chưa ghi nhận đồng ý của người đại diện.",
            f"{called(media).en} shows someone under 18, and no guardian's consent is recorded.",
        ),
        Phrase(
            "Ghi nhận đồng ý của cha, mẹ hoặc người giám hộ; hoặc che mặt rồi xác nhận.",
            "Record the consent of a parent or guardian; or cover the faces and confirm.",
        ),
    )


RULE = Rule(
    code="CONSENT_HOLDS",
    severity=Severity.BLOCK,
    title=Phrase(
        "Đồng ý của người trong ảnh còn hạn vào ngày đăng", "Consent of the person shown covers the day of posting"
    ),
    reach=Reach.EVERY,
    look=look,
)
