"""The picture library and consents of a real profile: kept, found, held against posts, gone with their pictures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.clock import local_date
from studio.errors import BadInput, Blocked, NotFound, NotPermitted, Refused
from studio.images import edits
from studio.images.assets import Asset, AssetFacts, AssetInUse, AssetKind, AssetQuery, AssetStanding
from studio.images.consent import Consent
from studio.images.recipe import Corner, MarkKind
from studio.images.storage import StoredAssets
from studio.outbox.audit import Act
from studio.outbox.storage_audit import StoredAudit
from studio.people.model import Person, Role
from studio.people.sample import PIN
from studio.posts.model import Post, PostState, PreflightStage
from studio.posts.storage import posts_naming
from tests.images.pictures import encoded, phone_jpeg, scene
from tests.images.studio_room import NOTHING
from tests.images.test_similarity import cut, made
from tests.profile import SetClock, joined
from tests.sample_fields import TYPICAL

FACTS = AssetFacts(
    kind=AssetKind.PHOTO,
    title="Trụ sở Công an phường Minh Khai",
    source="Ảnh của đơn vị",
    rights="Đơn vị tự chụp",
    tags=("trụ sở", "ban ngày"),
)
PHOTO = phone_jpeg(scene(900, 600))
"""Made once: its colour profile tells the second."""
CONSENT = Consent(
    who="Nguyễn Thị Hoa",
    purpose="bài người tốt việc tốt",
    given_on=date(2026, 11, 20),
    until=date(2026, 12, 31),
    filed="Phiếu số 12, lưu tại đội",
)


def added(studio: Studio, by: Person, facts: AssetFacts = FACTS, data: bytes | None = None) -> Asset:
    candidate = studio.photo_assets.consider(data or PHOTO, "anh/tru-so.jpg")
    return studio.photo_assets.add(candidate, facts, by.id)


def post_with(studio: Studio, by: Person, data: bytes) -> Post:
    post = studio.drafts.open_new("greeting", by.id)
    return studio.drafts.add_media(post.id, data, "anh.jpg", by.id)


def codes(studio: Studio, post: Post, code: str) -> list[str]:
    found = studio.findings(post, PreflightStage.COMPOSE)
    return [f"{f.severity.value} {f.field}" for f in found if f.code == code]


# The library


def test_an_asset_is_kept_with_what_was_said_of_it(studio: Studio, lan: Person) -> None:
    asset = added(studio, lan)
    assert studio.photo_assets.get(asset.sha256) == asset
    assert (asset.name, asset.width, asset.height, asset.added_by) == ("tru-so.jpg", 900, 600, lan.id)
    assert studio.files.has(asset.sha256)
    assert studio.photo_assets.thumb(asset.sha256).startswith(b"\xff\xd8")
    assert studio.photo_assets.picture(asset.sha256) == PHOTO
    (line,) = [entry for entry in StoredAudit(studio.store).entries() if entry.act is Act.PHOTO_ASSET]
    assert (line.by, line.data["step"], line.data["asset"]) == (lan.id, "added", asset.sha256)


def test_assets_are_found_by_words_tag_kind_and_standing(studio: Studio, lan: Person) -> None:
    station = added(studio, lan)
    badge = added(
        studio,
        lan,
        AssetFacts(kind=AssetKind.BADGE, title="Huy hiệu", source="", tags=("nhận diện",)),
        encoded(made(3), "PNG"),
    )
    find = studio.photo_assets.find
    assert {a.sha256 for a in find()} == {badge.sha256, station.sha256}
    assert [a.sha256 for a in find(AssetQuery(text="tru so minh kh"))] == [station.sha256]
    assert [a.sha256 for a in find(AssetQuery(tag="Nhận Diện"))] == [badge.sha256]
    assert [a.sha256 for a in find(AssetQuery(kind=AssetKind.PHOTO))] == [station.sha256]
    assert [a.sha256 for a in find(AssetQuery(standing=AssetStanding.SOURCELESS))] == [badge.sha256]
    assert find(AssetQuery(text="không có gì như vậy")) == ()
    assert studio.photo_assets.tags() == ("ban ngày", "nhận diện", "trụ sở")


def test_the_same_file_is_there_once_and_a_cut_of_it_is_told(studio: Studio, lan: Person) -> None:
    view = made(5)
    asset = added(studio, lan, data=encoded(view, "JPEG", quality=90))
    other = added(studio, lan, replace(FACTS, title="Ảnh khác"), encoded(made(6), "JPEG"))
    same = studio.photo_assets.consider(encoded(view, "JPEG", quality=90), "a.jpg")
    with pytest.raises(Refused, match="Trụ sở Công an phường Minh Khai"):
        studio.photo_assets.add(same, FACTS, lan.id)
    cropped = studio.photo_assets.consider(encoded(cut(view, 0.05, 0.05, 0.05, 0.05), "JPEG", quality=60), "b.jpg")
    assert [alike.asset.sha256 for alike in cropped.alike] == [asset.sha256]
    assert other.sha256 not in {alike.asset.sha256 for alike in cropped.alike}
    copy = studio.photo_assets.add(cropped, replace(FACTS, title="Bản cắt"), lan.id)
    assert [alike.asset.sha256 for alike in studio.photo_assets.alike(copy.sha256)] == [asset.sha256]


def test_what_is_no_picture_is_refused(studio: Studio, lan: Person) -> None:
    with pytest.raises(BadInput):
        studio.photo_assets.consider(b"MZ\x90\x00 no picture", "x.jpg")
    assert studio.photo_assets.find() == ()


def test_an_asset_is_changed_and_ended(studio: Studio, lan: Person, clock: SetClock) -> None:
    asset = added(studio, lan)
    today = local_date(clock.now())
    changed = studio.photo_assets.change(asset.sha256, replace(FACTS, title="Tên mới", valid_from=today), lan.id)
    assert studio.photo_assets.get(asset.sha256) == changed
    assert [a.sha256 for a in studio.photo_assets.find(AssetQuery(text="tên mới"))] == [asset.sha256]
    ended = studio.photo_assets.end(asset.sha256, lan.id)
    assert ended.facts.valid_until == today - timedelta(days=1)
    assert [a.sha256 for a in studio.photo_assets.find(AssetQuery(standing=AssetStanding.EXPIRED))] == [asset.sha256]


def test_only_who_writes_approves_or_heads_changes_the_library(studio: Studio, lan: Person) -> None:
    technician = joined(studio.people, "Kỹ thuật viên Tú", {Role.TECHNICAL}, PIN)
    with pytest.raises(NotPermitted):
        added(studio, technician)
    asset = added(studio, lan)
    with pytest.raises(NotPermitted):
        studio.photo_assets.delete(asset.sha256, technician.id)


def test_an_asset_in_use_is_not_deleted_and_the_posts_are_named(studio: Studio, lan: Person) -> None:
    data = PHOTO
    asset, post = added(studio, lan), post_with(studio, lan, data)
    with pytest.raises(AssetInUse) as refusal:
        studio.photo_assets.delete(asset.sha256, lan.id)
    assert [(use.post_id, use.state) for use in refusal.value.uses] == [(post.id, PostState.DRAFT.value)]
    studio.drafts.remove_media(post.id, "m1", lan.id)
    with pytest.raises(AssetInUse):  # an undo would bring it back
        studio.photo_assets.delete(asset.sha256, lan.id)
    assert studio.photo_assets.get(asset.sha256) == asset


def test_a_badge_of_a_unit_is_not_deleted(studio: Studio, lan: Person, tmp_path: Path) -> None:
    unit = studio.directory.book().units[0]
    asset = added(studio, lan, replace(FACTS, kind=AssetKind.BADGE), encoded(scene(), "PNG"))
    studio.directory.save_unit(replace(unit, badge_sha256=asset.sha256))
    with pytest.raises(AssetInUse, match=unit.name):
        studio.photo_assets.delete(asset.sha256, lan.id)


def test_a_badge_that_a_work_carries_is_not_deleted(studio: Studio, lan: Person) -> None:
    asset = added(studio, lan, replace(FACTS, kind=AssetKind.BADGE), encoded(made(4), "PNG"))
    work = studio.photo_works.open(PHOTO, "le-ra-quan.jpg", lan.id)
    studio.photo_works.answer(work.id, NOTHING, lan.id)
    recipe = edits.add_mark(work.recipe, MarkKind.BADGE, size=0.1, corner=Corner.TOP_RIGHT, sha256=asset.sha256)
    studio.photo_works.change(work.id, work.revision, recipe, lan.id)
    with pytest.raises(AssetInUse, match=work.title):
        studio.photo_assets.delete(asset.sha256, lan.id)
    work = studio.photo_works.clear(work.id, work.revision + 1, lan.id)
    _, data = studio.photo_works.finish(work.id, work.revision, lan.id)
    post = post_with(studio, lan, data)
    assert codes(studio, post, "ASSET_USABLE") == []
    studio.photo_assets.end(asset.sha256, lan.id)
    assert codes(studio, post, "ASSET_USABLE") == ["block media:m1"], "the badge is in the picture"


def test_a_file_that_was_kept_and_never_added_is_swept(studio: Studio, lan: Person, clock: SetClock) -> None:
    name = StoredAssets(studio.store, studio.files, posts_naming).keep(
        encoded(made(9), "PNG")
    )  # the program ended here
    assert studio.files.has(name)
    clock.forward(days=800)
    studio.drafts.purge(clock.now())
    assert not studio.files.has(name)


def test_a_deleted_asset_leaves_the_disk(studio: Studio, lan: Person, clock: SetClock) -> None:
    asset = added(studio, lan)
    studio.photo_assets.delete(asset.sha256, lan.id)
    with pytest.raises(NotFound):
        studio.photo_assets.get(asset.sha256)
    with pytest.raises(NotFound):
        studio.photo_assets.thumb(asset.sha256)
    clock.forward(days=800)
    studio.drafts.purge(clock.now())
    assert not studio.files.has(asset.sha256)


def test_an_asset_stays_when_the_last_post_that_used_it_is_purged(studio: Studio, lan: Person, clock: SetClock) -> None:
    asset, post = added(studio, lan), post_with(studio, lan, PHOTO)
    studio.drafts.trash(post.id, lan.id)
    clock.forward(days=800)
    studio.drafts.purge(clock.now())
    assert studio.files.has(asset.sha256)
    studio.photo_assets.delete(asset.sha256, lan.id)


def test_fingerprints_of_another_version_are_made_anew(studio: Studio, lan: Person) -> None:
    asset = added(studio, lan)
    assert studio.photo_assets.print_anew() == 0
    with studio.store.write() as tx:
        tx.exec_driver_sql("UPDATE photo_assets SET print = '', print_by = 'another 1.0'")
    assert studio.photo_assets.alike(asset.sha256) == ()
    found = studio.photo_assets.consider(encoded(scene(450, 300), "JPEG"), "nho.jpg")
    assert [alike.asset for alike in found.alike] == [asset], "made anew before they are compared"
    assert studio.photo_assets.print_anew() == 0


def test_a_post_takes_over_what_the_library_says_of_a_picture(studio: Studio, lan: Person) -> None:
    added(studio, lan, replace(FACTS, alt="Cổng trụ sở buổi sáng"))
    media = post_with(studio, lan, PHOTO).media[0]
    assert (media.alt, media.source) == ("Cổng trụ sở buổi sáng", FACTS.source)
    other = post_with(studio, lan, phone_jpeg()).media[0]
    assert (other.alt, other.source) == ("", "")


def test_what_the_image_studio_made_of_an_asset_is_held_against_it(studio: Studio, lan: Person) -> None:
    asset = added(studio, lan)
    work = studio.photo_works.open(PHOTO, "tru-so.jpg", lan.id)
    studio.photo_works.answer(work.id, NOTHING, lan.id)
    work = studio.photo_works.clear(work.id, work.revision, lan.id)
    made, data = studio.photo_works.finish(work.id, work.revision, lan.id)
    assert made.sha256 != asset.sha256
    post = post_with(studio, lan, data)
    assert codes(studio, post, "ASSET_USABLE") == []
    studio.photo_assets.end(asset.sha256, lan.id)
    assert codes(studio, post, "ASSET_USABLE") == ["block media:m1"]
    assert [use.post_id for use in studio.photo_assets.uses(asset.sha256)] == [post.id]


def test_a_consent_to_an_original_goes_along_with_what_is_made_of_it(studio: Studio, lan: Person) -> None:
    work = studio.photo_works.open(PHOTO, "tru-so.jpg", lan.id)
    studio.photo_works.answer(work.id, NOTHING, lan.id)
    kept = studio.photo_consents.record(CONSENT, work.original, lan.id)
    work = studio.photo_works.clear(work.id, work.revision, lan.id)
    made, _ = studio.photo_works.finish(work.id, work.revision, lan.id)
    assert studio.photo_consents.of([made.sha256]) == {made.sha256: (kept,)}


# Preflight


def test_an_asset_without_source_or_past_its_day_stops_a_post_that_uses_it(studio: Studio, lan: Person) -> None:
    asset, post = added(studio, lan), post_with(studio, lan, PHOTO)
    assert codes(studio, post, "ASSET_USABLE") == []
    studio.photo_assets.change(asset.sha256, replace(FACTS, source=""), lan.id)
    assert codes(studio, post, "ASSET_USABLE") == ["block media:m1"]
    studio.photo_assets.change(asset.sha256, replace(FACTS, valid_until=date(2026, 11, 30)), lan.id)
    assert codes(studio, post, "ASSET_USABLE") == []
    later = studio.drafts.edit(post.id, lan.id, publish_at=studio.now() + timedelta(days=10))
    assert codes(studio, later, "ASSET_USABLE") == ["block media:m1"]


# Consents


def test_a_consent_belongs_to_its_picture_and_is_enforced_on_the_day_of_posting(studio: Studio, lan: Person) -> None:
    post = post_with(studio, lan, phone_jpeg())
    picture = post.media[0].sha256
    assert codes(studio, post, "NO_UNREDACTED_FACE") == ["block media:m1"]
    kept = studio.photo_consents.record(CONSENT, picture, lan.id)
    assert studio.photo_consents.of([picture, "0" * 64]) == {picture: (kept,)}
    assert codes(studio, post, "NO_UNREDACTED_FACE") == codes(studio, post, "CONSENT_HOLDS") == []
    later = studio.drafts.edit(post.id, lan.id, publish_at=studio.now() + timedelta(days=60))
    assert codes(studio, later, "NO_UNREDACTED_FACE") == codes(studio, later, "CONSENT_HOLDS") == ["block media:m1"]


def test_a_withdrawn_consent_holds_for_no_picture(studio: Studio, lan: Person) -> None:
    post = post_with(studio, lan, phone_jpeg())
    picture = post.media[0].sha256
    kept = studio.photo_consents.record(CONSENT, picture, lan.id)
    studio.photo_consents.carry(picture, "a" * 64, lan.id)
    with pytest.raises(BadInput):
        studio.photo_consents.withdraw(kept.id, date(2026, 11, 1), lan.id)
    studio.photo_consents.withdraw(kept.id, date(2026, 11, 25), lan.id)
    assert codes(studio, post, "CONSENT_HOLDS") == ["block media:m1"]
    (carried,) = studio.photo_consents.of(["a" * 64])["a" * 64]
    assert carried.withdrawn_on == date(2026, 11, 25)


def test_a_consent_taken_off_its_last_picture_is_gone(studio: Studio, lan: Person) -> None:
    kept = studio.photo_consents.record(CONSENT, "a" * 64, lan.id)
    studio.photo_consents.carry("a" * 64, "b" * 64, lan.id)
    studio.photo_consents.carry("a" * 64, "b" * 64, lan.id)
    studio.photo_consents.take_off(kept.id, "a" * 64, lan.id)
    assert studio.photo_consents.of(["a" * 64, "b" * 64]) == {"b" * 64: (kept,)}
    with pytest.raises(NotFound):
        studio.photo_consents.take_off(kept.id, "a" * 64, lan.id)
    studio.photo_consents.take_off(kept.id, "b" * 64, lan.id)
    with studio.store.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM photo_consents").scalar_one() == 0
    steps = [entry.data["step"] for entry in StoredAudit(studio.store).entries() if entry.act is Act.PHOTO_CONSENT]
    assert steps == ["recorded", "carried", "taken_off", "taken_off"]
    assert not any("Hoa" in str(entry.data) for entry in StoredAudit(studio.store).entries())


def test_consents_go_with_a_picture_that_is_purged(studio: Studio, lan: Person, clock: SetClock) -> None:
    post = post_with(studio, lan, phone_jpeg())
    studio.photo_consents.record(CONSENT, post.media[0].sha256, lan.id)
    studio.drafts.trash(post.id, lan.id)
    clock.forward(days=800)
    studio.drafts.purge(clock.now())
    with studio.store.read() as tx:
        for name in ("photo_consents", "photo_consent_pictures"):
            assert tx.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() == 0  # noqa: S608


def test_consents_and_assets_are_there_after_the_program_was_started_again(
    studio: Studio, lan: Person, clock: SetClock
) -> None:
    asset, kept = added(studio, lan), studio.photo_consents.record(CONSENT, "a" * 64, lan.id)
    studio.close()
    again = open_studio(studio.profile, clock=clock)
    try:
        assert again.photo_assets.find() == (asset,)
        assert again.photo_consents.of(["a" * 64]) == {"a" * 64: (kept,)}
    finally:
        again.close()


def test_a_consent_withdrawn_after_the_approval_keeps_the_post_from_leaving(
    studio: Studio, lan: Person, tmp_path: Path
) -> None:
    (tmp_path / "anh.jpg").write_bytes(PHOTO)
    picture = {
        "file": "anh.jpg",
        "alt": "Cán bộ trao lại ví cho người dân tại trụ sở",
        "source": "Ảnh của đơn vị",
        "has_minor": False,
    }
    draft = {
        "template": "greeting",
        "fields": dict(TYPICAL["greeting"]) | {"unit_name": "cong-an-phuong-minh-khai"},
        "media": [picture],
        "accounts": ["trang-thuc-hanh"],
        "answers": {"not_restricted": True, "no_victim_identity": True, "has_minor": False},
    }
    path = tmp_path / "post.yaml"
    path.write_text(json.dumps(draft, ensure_ascii=False), encoding="utf-8")
    post = studio.open_file(path, lan.id)
    kept = studio.photo_consents.record(CONSENT, post.media[0].sha256, lan.id)
    approver = next(one for one in studio.people.list() if Role.AUTHOR not in one.roles and Role.APPROVER in one.roles)
    studio.workflow.submit(post.id, lan.id, PIN)
    studio.workflow.approve(post.id, approver.id, PIN)
    studio.photo_consents.withdraw(kept.id, local_date(studio.now()), lan.id)
    with pytest.raises(Blocked) as refusal:
        studio.publish(post.id, ["trang-thuc-hanh"], approver.id, PIN)
    assert "Nguyễn Thị Hoa" in refusal.value.phrase.vi
