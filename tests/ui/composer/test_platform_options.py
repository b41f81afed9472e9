"""What a post asks for beside itself: offered where a ticked page can do it, saved, undone and found by its finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.images.video import Clip
from studio.platforms import Platform
from studio.posts.model import NO_OPTIONS, Media, PlatformOptions, Post
from studio.posts.subtitles import subtitle_lines
from studio.templates.catalog import Catalog, builtin_pack
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.platform_options import PlatformOptionsSection
from studio.ui.composer.subtitles import SubtitleDialog
from studio.ui.language import LanguageManager
from studio.ui.widgets.layout import column
from tests.ui.composer.composer_rig import ComposerRig

ASKED = PlatformOptions(
    first_comment="Gọi 113.", pinned=True, story=True, place="11", place_name="Chợ Mẫu", slug="canh bao"
)


@pytest.fixture
def section(qtbot: QtBot, language: LanguageManager) -> Iterator[PlatformOptionsSection]:
    host, made = QWidget(), PlatformOptionsSection(language.say)
    host.setLayout(column(made))
    qtbot.addWidget(host)
    host.show()
    yield made
    host.close()


def test_nothing_is_offered_until_a_page_that_can_do_it_is_ticked(section: PlatformOptionsSection) -> None:
    assert section.isHidden()
    section.show_platforms({Platform.ZALO})
    assert section.isHidden()
    section.show_platforms({Platform.WEBSITE})
    section.take_focus()
    assert section.slug.isVisible()
    assert not section.comment.isVisible()
    section.show_platforms({Platform.FACEBOOK})
    assert section.comment.isVisible()
    assert not section.slug.isVisible()


def test_no_story_is_offered_where_the_template_has_none(section: PlatformOptionsSection) -> None:
    section.show_platforms({Platform.FACEBOOK})
    section.take_focus()
    assert section.story.isVisible()
    section.show_template(replace(Catalog([builtin_pack()]).get("scam_warning"), stories=False))
    assert not section.story.isVisible()
    section.put(PlatformOptions(story=True))
    assert section.story.isVisible(), "what was asked for can be taken out"


def test_it_is_folded_and_says_in_a_line_what_is_asked_for(section: PlatformOptionsSection) -> None:
    section.show_platforms({Platform.FACEBOOK, Platform.WEBSITE})
    assert (section.hint.text(), section.comment.isVisible()) == ("No request yet.", False)
    section.put(ASKED)
    assert section.hint.text() == "First comment, pin, story, place, words of the address"
    QTest.mouseClick(section.fold_button, Qt.MouseButton.LeftButton)
    assert section.comment.isVisible()


def test_what_was_asked_for_stays_in_sight_when_its_page_is_not_ticked_any_more(
    section: PlatformOptionsSection,
) -> None:
    section.put(ASKED)
    section.show_platforms(())
    section.take_focus()
    assert section.comment.isVisible()
    assert section.slug.isVisible()


def test_each_input_tells_the_whole(section: PlatformOptionsSection, qtbot: QtBot) -> None:
    section.show_platforms({Platform.FACEBOOK, Platform.WEBSITE})
    section.take_focus()
    told: list[PlatformOptions] = []
    section.changed.connect(told.append)
    QTest.keyClicks(section.comment, "Goi 113.")
    for box in (section.pinned, section.story):
        box.click()
    QTest.keyClicks(section.place, "11")
    QTest.keyClicks(section.place_name, "Cho Mau")
    QTest.keyClicks(section.slug, "canh bao")
    assert told[-1] == PlatformOptions(
        first_comment="Goi 113.", pinned=True, story=True, place="11", place_name="Cho Mau", slug="canh bao"
    )


def test_a_locked_post_is_looked_at_only(section: PlatformOptionsSection) -> None:
    section.put(ASKED)
    section.set_locked(True)
    section.take_focus()
    told: list[PlatformOptions] = []
    section.changed.connect(told.append)
    QTest.keyClicks(section.comment, "x")
    section.pinned.click()
    assert told == []


def test_it_is_saved_undone_and_a_finding_leads_to_it(
    page: ComposerPage, opened: Callable[..., Post], rig: ComposerRig, settle: Callable[[], None], qtbot: QtBot
) -> None:
    post = opened()
    plan = page.editor.plan
    row = next(row for row in plan.targets.rows if row.account.platform is Platform.FACEBOOK and row.isEnabled())
    if not row.isChecked():
        row.click()
    settle()
    page.editor.go_to("options:first_comment")
    assert plan.options.comment.hasFocus()
    QTest.keyClicks(plan.options.comment, "Goi 113.")
    settle()
    assert rig.studio.drafts.get(post.id).options == PlatformOptions(first_comment="Goi 113.")
    page.composer.journal.undo()
    settle()
    assert rig.studio.drafts.get(post.id).options == NO_OPTIONS
    assert plan.options.comment.value == ""


SRT = "1\n00:00:01,000 --> 00:00:03,500\nNgười dân không chuyển tiền."


def test_subtitles_are_chosen_where_a_channel_takes_them_and_can_be_taken_out(
    section: PlatformOptionsSection, tmp_path: Path
) -> None:
    video = Media(id="m1", sha256="a" * 64, name="phim.mp4")
    section.show_platforms({Platform.YOUTUBE})
    assert section.isHidden(), "without a video there is nothing to subtitle"
    section.show_video(video)
    QTest.mouseClick(section.fold_button, Qt.MouseButton.LeftButton)
    told: list[Media] = []
    section.subtitled.connect(told.append)
    file = tmp_path / "phim.srt"
    file.write_text("Không có giờ", encoding="utf-8")
    section.read(file)
    assert "Block 1" in section.error.text
    assert told == []
    file.write_text(SRT, encoding="utf-8")
    section.read(file)
    assert (told[-1].subtitles, section.subtitles.text()) == (SRT, "Subtitles: 1 line")
    assert section.error.text == ""
    section.drop.click()
    assert told[-1] == video


def test_subtitles_are_written_by_keyboard_and_faults_are_said_at_their_line(
    section: PlatformOptionsSection, qtbot: QtBot
) -> None:
    clip = Clip(
        container="mp4", codec="avc1", seconds=9, width=720, height=1280, rotation=0, fps=30, audio=True, bytes=1
    )
    video = Media(id="m1", sha256="a" * 64, name="phim.mp4", clip=clip)
    section.show_platforms({Platform.FACEBOOK})
    section.show_video(video)
    section.take_focus()
    told: list[Media] = []
    section.subtitled.connect(told.append)
    QTest.keyClick(section.write, Qt.Key.Key_Space)
    dialog = section.window().findChild(SubtitleDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.rows[0].text.hasFocus)
    first = dialog.rows[0]
    below = dialog.add.mapToGlobal(QPoint(0, 0)).y() - first.mapToGlobal(QPoint(0, first.height())).y()
    assert 0 <= below < first.height(), "a line is added right below the last one"
    QTest.keyClicks(dialog.rows[0].text, "Khong chuyen tien cho nguoi la.")
    QTest.keyClick(dialog.rows[0].text, Qt.Key.Key_Return)
    second = dialog.rows[1]
    assert (second.begin.text(), second.text.hasFocus()) == ("0:03", True)
    QTest.keyClicks(second.text, "Goi 113.")
    second.begin.setFocus()
    second.begin.selectAll()
    QTest.keyClicks(second.begin, "0:02")
    assert "0:03" in second.note.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == [], "lines that overlap are not kept"
    assert second.text.hasFocus()
    second.begin.setText("0:03,5")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [line.text for line in subtitle_lines(told[-1].subtitles)] == ["Khong chuyen tien cho nguoi la.", "Goi 113."]
    assert "00:00:03,500 --> 00:00:06,000" in told[-1].subtitles


def test_the_second_of_the_cover_is_one_that_the_video_has(section: PlatformOptionsSection) -> None:
    clip = Clip(
        container="mp4", codec="avc1", seconds=9, width=720, height=1280, rotation=0, fps=30, audio=True, bytes=1
    )
    section.show_platforms({Platform.YOUTUBE})
    section.show_video(Media(id="m1", sha256="a" * 64, name="phim.mp4", clip=clip))
    section.take_focus()
    told: list[Media] = []
    section.subtitled.connect(told.append)
    for typed in ("0:12", "0:07,5"):
        section.cover_at.clear()
        QTest.keyClicks(section.cover_at, typed)
        QTest.keyClick(section.cover_at, Qt.Key.Key_Return)
    assert [media.cover_at for media in told] == [7.5]
