"""A picture of a post goes to the image studio and comes back in its own place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from studio.images import edits
from studio.posts.model import Post
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.images.studio_room import NOTHING
from tests.ui.composer.composer_rig import PHOTO, ComposerRig

Settle = Callable[[], None]


@pytest.fixture
def post(rig: ComposerRig, window: MainWindow, settle: Settle) -> Post:
    made = rig.with_photo(rig.draft())
    window.go(PageId.COMPOSER, made.id)
    settle()
    return made


@pytest.fixture
def went(page: ComposerPage) -> list[tuple[PageId, str]]:
    """Where the composer leads; nobody goes there."""
    places: list[tuple[PageId, str]] = []
    object.__setattr__(page.shell, "go", lambda to, what: places.append((to, what)))
    return places


def to_studio(page: ComposerPage, settle: Settle) -> None:
    page.editor.strip.choose("m1")
    page.editor.strip.panel.retouch.click()
    settle()


def finished(rig: ComposerRig, id: str, *, cover: tuple[float, float, float, float]) -> str:
    """A newer file of the work, with another place covered; its SHA-256."""
    works, by = rig.studio.photo_works, rig.author.id
    work = works.get(id)
    work = works.change(id, work.revision, edits.add_box(work.recipe, cover), by)
    works.answer(id, NOTHING, by)
    work = works.clear(id, work.revision, by)
    return works.finish(id, work.revision, by)[0].sha256


def test_a_photograph_begins_a_work_and_comes_back_in_its_place(
    page: ComposerPage, rig: ComposerRig, post: Post, went: list[tuple[PageId, str]], settle: Settle, window: MainWindow
) -> None:
    page.composer.journal.set_media(replace(rig.stored(post).media[0], alt="Cuộc gọi từ số lạ", faces_checked=True))
    to_studio(page, settle)
    to_studio(page, settle)
    ((_, work), again) = went
    assert again == (PageId.IMAGES, work), "one picture, one work"
    assert rig.studio.photo_works.original(work) == PHOTO.read_bytes()
    sha256 = finished(rig, work, cover=(10, 10, 60, 60))
    window.go(PageId.COMPOSER, f"picture:{sha256}:cuoc-goi.jpg")
    settle()
    (media,) = rig.stored(post).media
    assert (media.id, media.sha256, media.alt) == ("m1", sha256, "Cuộc gọi từ số lạ")
    assert not media.faces_checked, "somebody has to look at the new picture"
    to_studio(page, settle)
    assert went[-1] == (PageId.IMAGES, work)


def test_a_picture_covered_anew_is_told_and_sent_anew(
    page: ComposerPage, rig: ComposerRig, post: Post, went: list[tuple[PageId, str]], settle: Settle, window: MainWindow
) -> None:
    to_studio(page, settle)
    work = went[0][1]
    first = finished(rig, work, cover=(10, 10, 60, 60))
    window.go(PageId.COMPOSER, f"picture:{first}:a.jpg")
    settle()
    second = finished(rig, work, cover=(200, 200, 60, 60))
    page.composer.check()
    settle()
    assert "COVERS_CURRENT" in blockers(page)
    window.go(PageId.COMPOSER, f"picture:{second}:a.jpg")
    settle()
    window.go(PageId.COMPOSER, f"picture:{second}:a.jpg")
    settle()
    assert [media.sha256 for media in rig.stored(post).media] == [second]
    assert "COVERS_CURRENT" not in blockers(page)


def test_a_picture_of_another_work_is_added_and_one_with_covers_of_its_own_stays(
    page: ComposerPage, rig: ComposerRig, post: Post, went: list[tuple[PageId, str]], settle: Settle, window: MainWindow
) -> None:
    to_studio(page, settle)
    page.composer.journal.set_media(replace(rig.stored(post).media[0], redactions=((0.1, 0.1, 0.2, 0.2),)))
    settle()
    sha256 = finished(rig, went[0][1], cover=(10, 10, 60, 60))
    window.go(PageId.COMPOSER, f"picture:{sha256}:a.jpg")
    settle()
    assert [media.id for media in rig.stored(post).media] == ["m1", "m2"]
    assert rig.stored(post).media[0].redactions


def blockers(page: ComposerPage) -> set[str]:
    outcome = page.composer.outcome
    assert outcome is not None
    return {finding.code for finding in outcome.findings if finding.severity.value == "block"}
