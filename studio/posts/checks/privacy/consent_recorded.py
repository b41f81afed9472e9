"""CONSENT_RECORDED: whoever can be recognised agreed to it, and it is on record."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.privacy import exceptions
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """The consent slip of the post where the template has one, and each picture that may show somebody."""
    slip = view.template.field("consent")
    if slip is not None and view.fields.get("consent") is not True:
        yield RULE.finding(
            "consent",
            Phrase("Chưa có phiếu đồng ý đăng.", "Consent to publish is not recorded."),
            Phrase(
                "Lấy phiếu đồng ý, lưu vào hồ sơ, rồi đánh dấu ô này; chưa có thì không đăng.",
                "Obtain the consent slip, file it, then tick this box; without it nothing is posted.",
            ),
        )
    for media in view.post.media:
        if not media.faces_checked and not exceptions.consent_recorded(view, media):
            yield RULE.finding(
                f"media:{media.id}",
                Phrase(
                    f"{called(media).vi} chưa ghi nhận đồng ý của người trong hình.",
                    f"{called(media).en} has no recorded consent of the person shown.",
                ),
                Phrase(
                    "Ghi ai đồng ý (với trẻ em: người đại diện) và lưu ở đâu; hoặc che mặt rồi xác nhận.",
                    "State who consented (a guardian for a child) and where it is filed; or cover and confirm.",
                ),
            )


RULE = Rule(
    code="CONSENT_RECORDED",
    severity=Severity.BLOCK,
    title=Phrase(
        "Có ghi nhận đồng ý của người trong ảnh (và người đại diện nếu là trẻ em)",
        "Consent of the person shown is recorded (and of the guardian for a child)",
    ),
    reach=Reach.ASKED,
    look=look,
)
