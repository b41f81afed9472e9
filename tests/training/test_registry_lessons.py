"""The lessons on page files: what they leave behind; `test_play_all` plays each of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from studio.accounts.model import PageStatus
from studio.app import Studio
from studio.app.practice_data import OLD
from studio.outbox.model import DeliveryState
from studio.registry.rules import FileSection
from tests.training.playing import play_outline


def test_one_page_lives_through_the_course(studio: Studio) -> None:
    """What A1 asks for is made in A2 and verified in A3."""
    for outline in ("A1", "A2", "A3"):
        play_outline(studio, outline).stop()
    active = [file for file in studio.registry.list() if file.status is PageStatus.ACTIVE and not file.account]
    assert len(active) == 1
    assert [gap for gap in studio.registry.gaps(active[0].id) if gap.part is not FileSection.TRANSITION] == []


def test_the_page_that_was_handed_over_takes_no_posts_any_more(studio: Studio) -> None:
    play_outline(studio, "C2").stop()
    assert studio.accounts.get(OLD).status is PageStatus.HANDED_OVER
    (file,) = [file for file in studio.registry.list() if file.account == OLD]
    assert studio.registry.gaps(file.id) == ()


def test_an_archive_holds_the_records_of_what_the_page_published(studio: Studio, tmp_path: Path) -> None:
    cast, out = studio.lessons.cast(), tmp_path / "luu.zip"
    file = studio.registry.begin(cast.learner, account="trang-thuc-hanh")
    archive = studio.registry.keep_archive(file.id, out, cast.learner)
    published = {
        delivery.post_id for delivery in studio.outbox.list()
        if delivery.account == "trang-thuc-hanh" and delivery.state is DeliveryState.VERIFIED
    }  # fmt: skip
    assert published
    assert set(archive.posts) == published
    assert studio.registry.verify_archive(out) == ()
    with zipfile.ZipFile(out) as packed:
        record = next(packed.read(name) for name in packed.namelist() if name.startswith("posts/"))
    assert studio.records.verify(record) == ()
