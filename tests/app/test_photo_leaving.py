"""What keeps a photograph from leaving the image studio of a real profile, and what stays of that when it is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from studio.app import Studio
from studio.clock import local_date
from studio.errors import Refused
from studio.images import edits
from studio.images.assets import AssetKind
from studio.images.consent import Consent
from studio.images.recipe import Corner, MarkKind
from studio.images.storage import StoredConsents
from studio.images.work import Work
from studio.people.model import Person
from tests.app.test_photo_library import CONSENT, FACTS, PHOTO, added, codes, post_with
from tests.images.pictures import encoded
from tests.images.studio_room import NOTHING
from tests.images.test_similarity import made
from tests.profile import SetClock


def opened(studio: Studio, by: Person) -> Work:
    work = studio.photo_works.open(PHOTO, "tru-so.jpg", by.id)
    studio.photo_works.answer(work.id, NOTHING, by.id)
    return work


def finished(studio: Studio, work: str, by: Person) -> tuple[str, bytes]:
    """A file of the work as it is, after a person confirmed it: its SHA-256 and its bytes."""
    seen = studio.photo_works.clear(work, studio.photo_works.get(work).revision, by.id)
    file, data = studio.photo_works.finish(work, seen.revision, by.id)
    return file.sha256, data


def test_a_consent_recorded_after_a_picture_was_sent_holds_for_the_file_that_was_sent(
    studio: Studio, lan: Person
) -> None:
    work = opened(studio, lan)
    sent, data = finished(studio, work.id, lan)
    post = post_with(studio, lan, data)
    kept = studio.photo_consents.record(CONSENT, work.original, lan.id)
    assert studio.photo_consents.of([sent]) == {sent: (kept,)}
    assert codes(studio, post, "CONSENT_HOLDS") == []
    studio.photo_consents.withdraw(kept.id, local_date(studio.now()), lan.id)
    assert codes(studio, post, "CONSENT_HOLDS") == ["block media:m1"]


def test_a_consent_recorded_in_the_post_holds_for_what_is_made_next(studio: Studio, lan: Person) -> None:
    work = opened(studio, lan)
    sent, _ = finished(studio, work.id, lan)
    kept = studio.photo_consents.record(CONSENT, sent, lan.id)
    work = studio.photo_works.get(work.id)
    studio.photo_works.change(work.id, work.revision, edits.turn(work.recipe, 1), lan.id)
    later, _ = finished(studio, work.id, lan)
    assert later != sent
    assert studio.photo_consents.of([later]) == {later: (kept,)}


@pytest.mark.parametrize(
    ("consent", "said"),
    [
        (replace(CONSENT, until=date(2026, 11, 22)), "Nguyễn Thị Hoa: đồng ý đã hết hạn sau ngày 22/11/2026"),
        (replace(CONSENT, minor=True), "Nguyễn Thị Hoa: là trẻ em mà chưa có người đại diện đồng ý"),
        (replace(CONSENT, withdrawn_on=date(2026, 11, 21)), "Nguyễn Thị Hoa: đã rút lại đồng ý từ ngày 21/11/2026"),
    ],
)
def test_no_picture_leaves_against_a_consent(studio: Studio, lan: Person, consent: Consent, said: str) -> None:
    work, kept = opened(studio, lan), StoredConsents(studio.store)
    kept.add(replace(consent, id="c1", added_by=lan.id, added_at=studio.now()))
    kept.tie("c1", work.original)
    with pytest.raises(Refused) as refusal:
        finished(studio, work.id, lan)
    assert refusal.value.phrase.vi.startswith(f"{said}, nên ảnh chưa được đưa ra ngoài;")
    assert "so the picture may not leave;" in refusal.value.phrase.en
    assert studio.photo_works.finished(work.id) == ()
    studio.photo_consents.take_off("c1", work.original, lan.id)
    finished(studio, work.id, lan)


def test_no_picture_leaves_with_what_the_library_ended_or_has_no_source_of(studio: Studio, lan: Person) -> None:
    badge = added(studio, lan, replace(FACTS, kind=AssetKind.BADGE, title="Huy hiệu"), encoded(made(3), "PNG"))
    original, work = added(studio, lan), opened(studio, lan)
    marked = edits.add_mark(work.recipe, MarkKind.BADGE, size=0.1, corner=Corner.TOP_LEFT, sha256=badge.sha256)
    studio.photo_works.change(work.id, work.revision, marked, lan.id)
    studio.photo_assets.change(badge.sha256, replace(badge.facts, source=""), lan.id)
    with pytest.raises(Refused, match="“Huy hiệu” trong kho ảnh chưa ghi nguồn, nên"):
        finished(studio, work.id, lan)
    studio.photo_assets.change(badge.sha256, badge.facts, lan.id)
    studio.photo_assets.end(original.sha256, lan.id)
    with pytest.raises(Refused, match="Minh Khai” đã hết hạn dùng"):
        finished(studio, work.id, lan)
    to_come = replace(original.facts, valid_from=local_date(studio.now()) + timedelta(days=3))
    studio.photo_assets.change(original.sha256, to_come, lan.id)
    _, data = finished(studio, work.id, lan)
    assert codes(studio, post_with(studio, lan, data), "ASSET_USABLE") == ["block media:m1"], "too early a day"


def test_a_work_that_is_gone_still_stops_its_original_and_ties_its_file_to_the_library(
    studio: Studio, lan: Person, clock: SetClock
) -> None:
    asset, work = added(studio, lan), opened(studio, lan)
    covered = edits.add_box(work.recipe, (10, 10, 50, 50))
    studio.photo_works.change(work.id, work.revision, covered, lan.id)
    _, data = finished(studio, work.id, lan)
    post, bare = post_with(studio, lan, data), post_with(studio, lan, PHOTO)
    studio.photo_works.throw_away(work.id, lan.id)
    assert codes(studio, bare, "COVERS_CURRENT") == ["block media:m1"], "in the trash"
    clock.forward(days=31)
    assert studio.photo_works.purge(clock.now()) == 1
    studio.drafts.purge(clock.now())
    assert codes(studio, bare, "COVERS_CURRENT") == ["block media:m1"], "gone for good"
    assert codes(studio, post, "COVERS_CURRENT") == []
    assert {use.post_id for use in studio.photo_assets.uses(asset.sha256)} == {post.id, bare.id}
    studio.photo_assets.end(asset.sha256, lan.id)
    assert codes(studio, post, "ASSET_USABLE") == ["block media:m1"]


def test_the_ties_of_a_finished_file_go_with_it(studio: Studio, lan: Person, clock: SetClock) -> None:
    work = opened(studio, lan)
    sent, data = finished(studio, work.id, lan)
    post = post_with(studio, lan, data)
    studio.photo_works.throw_away(work.id, lan.id)
    studio.drafts.trash(post.id, lan.id)
    clock.forward(days=29)
    studio.drafts.untrash(post.id, lan.id)
    clock.forward(days=2)
    studio.photo_works.purge(clock.now())
    studio.drafts.purge(clock.now())
    assert ties(studio, sent) == 1
    studio.drafts.trash(post.id, lan.id)
    clock.forward(days=800)
    studio.drafts.purge(clock.now())
    assert ties(studio, sent) == 0


def ties(studio: Studio, file: str) -> int:
    with studio.store.read() as tx:
        return int(tx.exec_driver_sql("SELECT count(*) FROM photo_made_of WHERE sha256 = ?", (file,)).scalar_one())
