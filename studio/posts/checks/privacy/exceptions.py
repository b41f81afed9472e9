"""Consent to a picture, exceptions that a template states for a check, and whether their conditions hold.

The conditions are prose for people; what they have in common is checked here: consent is recorded, the head of the
unit approves, and the post ends by itself within thirty days.
"""

from __future__ import annotations

from studio.images.consent import Consent, covering
from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.rule import Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Media, Severity

LONGEST = 30
"""Days a post that shows a missing person may stay (template missing_person)."""


def consents_of(view: PreflightView, media: Media) -> tuple[Consent, ...]:
    """All consents recorded with the picture, whether they cover the day or not."""
    return tuple(view.consents.get(media.sha256, ()))


def agreed(view: PreflightView, media: Media) -> bool:
    """Whether somebody's consent to the picture covers the day. A note in words, as it was kept before consents had an
    end, counts as one without."""
    return bool(media.consent.strip()) or bool(covering(consents_of(view, media), view.on))


def consent_recorded(view: PreflightView, media: Media) -> bool:
    """Consent beside the picture, or the consent slip of the whole post."""
    return agreed(view, media) or view.fields.get("consent") is True


def granted(view: PreflightView, code: str, media: Media) -> bool:
    """Whether the template's exception from `code` holds for `media`."""
    expires = view.content.expires_on
    return (
        code in view.template.check_exceptions
        and view.template.approval == "head"
        and consent_recorded(view, media)
        and expires is not None
        and 0 <= (expires - view.on).days <= LONGEST
    )


def used(view: PreflightView, rule: Rule, media: Media) -> Finding:
    """Tell the approver that the exception is made use of."""
    condition = view.template.check_exceptions[rule.code]
    return rule.finding(
        f"media:{media.id}",
        Phrase(
            f"{called(media).vi} dùng ngoại lệ của mẫu: {condition.vi}.",
            f"{called(media).en} uses the template's exception: {condition.en}.",
        ),
        Phrase("Lãnh đạo xem kỹ trước khi duyệt.", "The head looks at it closely before approving."),
        severity=Severity.INFO,
    )
