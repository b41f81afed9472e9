"""Pictures as their recipe leaves them, and two of them compared."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.posts.compare import PictureChange
from studio.posts.model import Media
from studio.store.files import FileStore
from studio.ui.review.pictures import ComparisonSlider, PicturePair, PictureView, change_words, recipe_words, treated
from tests.ui.hands import in_sight
from tests.ui.review.conftest import plain

RED, BLUE = "#C8102E", "#123B7A"


def test_a_picture_is_cut_and_covered_as_its_recipe_says(files: FileStore, media: Media) -> None:
    whole = treated(files, media)
    cut = treated(files, replace(media, crop=(0.25, 0.0, 0.5, 0.5), redactions=((0.25, 0.0, 0.1, 0.1),)))
    assert (cut.width(), cut.height()) == (whole.width() // 2, whole.height() // 2)
    assert cut.pixelColor(2, 2) == QColor("#000000")
    assert cut.pixelColor(cut.width() - 2, cut.height() - 2) != QColor("#000000")


def test_a_picture_that_is_gone_is_no_picture(files: FileStore, media: Media) -> None:
    assert treated(files, replace(media, sha256="0" * 64)).isNull()


def test_the_earlier_picture_is_left_of_the_line(qtbot: QtBot) -> None:
    wipe = ComparisonSlider(plain(RED), plain(BLUE))
    qtbot.addWidget(wipe)
    wipe.resize(200, 100)
    wipe.move_to(30)
    image = wipe.grab().toImage()
    assert image.pixelColor(20, 20) == QColor(RED)
    assert image.pixelColor(120, 20) == QColor(BLUE)
    wipe.move_to(80)
    assert wipe.grab().toImage().pixelColor(120, 20) == QColor(RED)


def test_line_and_slider_move_together_by_mouse_and_by_key(qtbot: QtBot) -> None:
    pair = PicturePair(plain(RED), plain(BLUE))
    qtbot.addWidget(pair)
    pair.show_way(1)
    pair.resize(400, 300)
    pair.show()
    pair.slider.setValue(20)
    assert pair.wipe.place == 20
    QTest.mouseClick(pair.wipe, Qt.MouseButton.LeftButton, pos=QPoint(pair.wipe.width() // 2, 10))
    assert pair.slider.value() == 50
    QTest.keyClick(pair.slider, Qt.Key.Key_Right)
    assert pair.wipe.place == 51
    assert pair.slider.accessibleName() != ""


def test_a_click_asks_to_see_the_picture_large(qtbot: QtBot) -> None:
    pair = PicturePair(plain(RED), plain(BLUE))
    qtbot.addWidget(pair)
    pair.show()
    with qtbot.waitSignal(pair.enlarged) as asked:
        QTest.mouseClick(in_sight(pair, PictureView)[1], Qt.MouseButton.LeftButton)
    assert asked.args == [1]


def test_what_changed_of_a_picture_is_said_in_words(media: Media) -> None:
    cut = replace(media, crop=(0, 0, 0.5, 0.5), redactions=((0, 0, 0.1, 0.1),), consent="Giấy đồng ý số 12")
    assert change_words(PictureChange(media_id="m1", kind="changed", before=media, after=cut, moved=True)) == (
        "Moved to another place",
        "Cut",
        "Covered: 0 places before, 1 now",
        "Consent: none → Giấy đồng ý số 12",
    )
    back = change_words(PictureChange(media_id="m1", kind="changed", before=cut, after=media))
    assert back[:2] == ("No longer cut", "Covered: 1 places before, 0 now")
    assert change_words(PictureChange(media_id="m1", kind="added", before=None, after=media)) == ()
    assert recipe_words(cut) == ("Cut", "Covered in 1 place", "Consent: Giấy đồng ý số 12")
