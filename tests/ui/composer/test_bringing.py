"""Pictures between the composer and the image studio: out, and back in the place where they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pytestqt.qtbot import QtBot

from studio.images.assets import AssetFacts, AssetKind
from studio.images.recipe import Corner, MarkKind
from studio.posts.model import Media
from studio.ui.composer.page import ComposerPage
from studio.ui.images.page import ImagesPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.composer.composer_rig import PHOTO, ComposerRig

Settle = Callable[[], None]


def images(window: MainWindow, qtbot: QtBot) -> ImagesPage:
    """The image studio with a photograph open in it."""
    qtbot.waitUntil(lambda: isinstance(window.page, ImagesPage) and window.page.edits)
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert isinstance(window.page, ImagesPage)
    return window.page


def send(page: ImagesPage, window: MainWindow, qtbot: QtBot) -> None:
    """Say that nothing else is to be covered, and send the picture to the composer."""
    for choice in page.editor.places.questions.rows.values():
        choice.no.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    for one in page.editor.recipe.undecided if page.editor.recipe else ():
        page.editor.places.leave.click() if page.editor.places.list.choose(one.id) else None
    page.editor.places.nobody.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    page.finishing.send.click()
    qtbot.waitUntil(lambda: isinstance(window.page, ComposerPage) and window.tasks.idle)


def test_a_picture_comes_back_to_its_place_with_what_was_said_of_it(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    post = rig.with_photo(rig.with_photo(rig.draft()))
    first = rig.stored(post).media[0]
    rig.studio.drafts.update_media(post.id, replace(first, alt="Xe cứu hỏa", faces_checked=True), rig.author.id)
    window.go(PageId.COMPOSER, post.id)
    settle()
    page.editor.strip.choose("m1")
    page.editor.strip.panel.retouch_wanted.emit()
    studio = images(window, qtbot)
    studio.editor.hang(MarkKind.SOURCE, Corner.BOTTOM_LEFT, "Ảnh: Công an phường")
    send(studio, window, qtbot)
    settle()
    media = rig.stored(post).media
    assert [one.id for one in media] == ["m1", "m2"]
    assert media[0].sha256 != first.sha256
    assert media[0].alt == "Xe cứu hỏa"
    made = rig.studio.photo_works.of_finished(media[0].sha256)
    assert made is not None
    assert made.original == first.sha256
    again(page, window, qtbot, settle, media[0])


def again(page: ComposerPage, window: MainWindow, qtbot: QtBot, settle: Settle, media: Media) -> None:
    """What was sent opens by its recipe."""
    page.editor.strip.choose(media.id)
    page.editor.strip.panel.retouch_wanted.emit()
    recipe = images(window, qtbot).editor.recipe
    assert recipe is not None
    assert [mark.text for mark in recipe.marks] == ["Ảnh: Công an phường"]


def test_without_an_open_post_the_picture_goes_into_the_next_one(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    post = rig.draft()
    sha256 = rig.studio.files.put(PHOTO.read_bytes())
    window.go(PageId.COMPOSER, f"picture:{sha256}:Hiện trường: ngã tư.jpg")
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert not page.writes
    page.open(post.id)
    settle()
    (media,) = rig.stored(post).media
    assert (media.sha256, media.name) == (sha256, "Hiện trường: ngã tư.jpg")


def test_a_picture_of_the_unit_s_library_comes_with_what_the_library_says_of_it(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    assets = rig.studio.photo_assets
    facts = AssetFacts(
        kind=AssetKind.PHOTO, title="Cuộc gọi lạ", source="Ảnh của đơn vị", alt="Điện thoại hiện cuộc gọi từ số lạ"
    )
    asset = assets.add(assets.consider(PHOTO.read_bytes(), PHOTO.name), facts, rig.author.id)
    post = rig.draft()
    window.go(PageId.COMPOSER, post.id)
    settle()
    window.go(PageId.IMAGES, "")
    qtbot.waitUntil(lambda: isinstance(window.page, ImagesPage) and window.tasks.idle)
    assert isinstance(window.page, ImagesPage)
    window.page.library.refresh()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert window.page.library.grid.choose(asset.sha256)
    window.page.library.details.use.click()
    qtbot.waitUntil(lambda: isinstance(window.page, ComposerPage) and window.tasks.idle)
    settle()
    assert rig.stored(post).media == (), "nothing goes into a post before somebody says which"
    assert page.asks is not None
    page.asks.into.click()
    settle()
    (media,) = rig.stored(post).media
    assert (media.sha256, media.alt, media.source) == (asset.sha256, facts.alt, facts.source)


def test_a_picture_never_goes_into_a_post_in_the_trash_and_nothing_is_called_done(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    binned, other = rig.draft(), rig.draft()
    window.go(PageId.COMPOSER, binned.id)
    settle()
    rig.studio.drafts.trash(binned.id, rig.author.id)
    sha256 = rig.studio.files.put(PHOTO.read_bytes())
    window.go(PageId.COMPOSER, f"picture:{sha256}:a.jpg")
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert not page.writes
    assert rig.stored(binned).media == ()
    page.open(other.id)
    settle()
    assert [media.sha256 for media in rig.stored(other).media] == [sha256]
