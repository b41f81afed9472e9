"""The outlines on posts and photographs: what counts as done, and what does not; `test_play_all` plays them whole."""

from __future__ import annotations

from studio.app import Studio
from studio.images.work import PictureAnswers
from studio.posts.model import PostState
from studio.training.course_reader import SAMPLE
from studio.training.lesson import Mode
from studio.training.steps.common import APPROVED, WAITS
from studio.training.steps.pictures import picture_keys
from tests.training.playing import play_outline


def test_readable_means_looked_through_and_published_means_out(studio: Studio) -> None:
    """What was written plainly at once still has to be checked; and no update is planned for a post nobody sees."""
    lesson = play_outline(studio, "D3", 1)
    post = studio.drafts.list(PostState.DRAFT)[0]
    studio.drafts.edit(post.id, post.author, fields={"points": ["Nộp tại bộ phận một cửa"]})
    view = lesson.look()
    assert (view.now, view.remark and view.remark.en) == (1, "Choose “Check everything” on the tab “Checks”.")
    studio.previews.checked(post.id)
    assert lesson.look().now == 2
    lesson.stop()

    lesson = play_outline(studio, "D4", 6)
    cast = studio.lessons.cast()
    case = next(one for one in studio.drafts.list(PostState.DRAFT) if one.template_id == "case_result")
    studio.workflow.submit(case.id, cast.learner, cast.pin)
    assert lesson.look().remark == WAITS
    studio.workflow.approve(case.id, cast.head, cast.pin)
    view = lesson.look()
    assert (view.now, view.remark) == (6, APPROVED)
    assert lesson.play().now == 7
    lesson.stop()


def test_the_card_that_goes_along_unasked_has_to_be_looked_at(studio: Studio) -> None:
    lesson = play_outline(studio, "E3", 4)
    post = next(one for one in studio.drafts.list(PostState.DRAFT) if one.template_id == "false_news")
    assert lesson.look().now == 4
    studio.previews.cards_looked(post.id)
    assert lesson.look().now == 5
    lesson.stop()


def test_an_answer_that_the_picture_contradicts_is_none(studio: Studio) -> None:
    """A car's plate can be read; who says that no paper, screen or plate can is asked to look again."""
    cast = studio.lessons.cast()
    lesson = studio.lessons.begin("D2", Mode.GUIDED)
    lesson.start()
    street = SAMPLE / "photo" / "duong-pho.jpg"
    work = studio.photo_works.open(street.read_bytes(), street.name, cast.learner)
    assert lesson.look().now == 1
    studio.photo_works.answer(work.id, PictureAnswers(children=False, held=False, papers=False), cast.learner)
    view = lesson.look()
    assert view.now == 1
    assert view.remark is not None
    assert "plate" in view.remark.en
    studio.photo_works.answer(work.id, PictureAnswers(children=False, held=False, papers=True), cast.learner)
    assert lesson.look().now == 2
    lesson.stop()


def test_the_key_knows_every_sample_photograph_that_is_offered() -> None:
    photos = [path for path in (SAMPLE / "photo").iterdir() if path.name != "so-lieu-trang.jpg"]
    assert len(picture_keys()) == len(photos)


def test_a_first_sentence_of_no_words_is_none(studio: Studio) -> None:
    """The lead of a post is its first sentence; what fills the box without a word in it does not count."""
    cast = studio.lessons.cast()
    lesson = studio.lessons.begin("D3", Mode.GUIDED)
    lesson.start()
    post = studio.drafts.open_new("law_explained", cast.learner)
    for lead, now in (("zzz qqq xxx www jjj fff kkk lll", 0), ("Từ thứ Hai, bộ phận một cửa mở cả buổi trưa", 1)):
        studio.drafts.edit(post.id, cast.learner, fields={"headline": lead})
        assert lesson.look().now == now
    lesson.stop()
