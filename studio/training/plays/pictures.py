"""Plays of D2: a photograph is imported, looked over, covered, described, finished and seen by a second person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from studio.clock import local_date
from studio.images import editing
from studio.images.consent import Consent
from studio.images.looking import suggest
from studio.images.recipe import CoverDecision, Recipe, Subject
from studio.images.work import PictureAnswers, Work
from studio.training.plays import common
from studio.training.predicates.pictures import picture_in
from studio.training.scene import LessonContext, Play

DESCRIBED = "Điện thoại trên bàn làm việc đang hiện cuộc gọi đến, phần số gọi đã được che"


def _work(scene: LessonContext) -> Work:
    return scene.services.photo_works.get(scene.last("work"))


def _change(scene: LessonContext, recipe: Recipe) -> None:
    work = _work(scene)
    scene.services.photo_works.change(work.id, work.revision, recipe, scene.cast.learner)


def _import(scene: LessonContext) -> None:
    scene.services.photo_works.open(common.PHOTO.read_bytes(), common.PHOTO.name, scene.cast.learner)


def _answer(scene: LessonContext) -> None:
    shown = PictureAnswers(children=False, held=False, papers=True)
    scene.services.photo_works.answer(_work(scene).id, shown, scene.cast.learner)


def _look_over(scene: LessonContext) -> None:
    """Cover whatever a detector suggests; then confirm that the rest was looked at."""
    works, by = scene.services.photo_works, scene.cast.learner
    recipe = suggest(_work(scene).recipe, scene.services.find_to_cover(works.original(_work(scene).id)).looks)
    for one in recipe.undecided:
        recipe = editing.decide(recipe, one.id, CoverDecision.COVER, by=by)
    _change(scene, recipe)
    work = _work(scene)
    works.clear(work.id, work.revision, by)


def _cover(scene: LessonContext) -> None:
    """A solid cover over the number on the telephone."""
    recipe = _work(scene).recipe
    number = (0.55 * recipe.width, 0.3 * recipe.height, 0.2 * recipe.width, 0.1 * recipe.height)
    _change(scene, editing.add_box(recipe, number, Subject.TEXT))


def _record_consent(scene: LessonContext) -> None:
    today = local_date(scene.services.now())
    consent = Consent(
        who="Chị N. T. H.",
        purpose="Bài cảnh báo cuộc gọi giả danh",
        given_on=today,
        until=today + timedelta(days=365),
        filed="Phiếu số 12, lưu tại đơn vị",
    )
    scene.services.photo_consents.record(consent, _work(scene).original, scene.cast.learner)


def _describe(scene: LessonContext) -> None:
    """The picture goes into a post, with words for whoever cannot see it."""
    post = common.write_post(scene, "scam_warning")
    original = scene.services.photo_works.original(_work(scene).id)
    common.add_picture(scene, post, original, _work(scene).name, alt=DESCRIBED)


def _finish(scene: LessonContext) -> None:
    """Make the file that may leave, and put it in the place of the original."""
    services, work, by = scene.services, _work(scene), scene.cast.learner
    _, data = services.photo_works.finish(work.id, work.revision, by)
    post = services.desk.get(scene.last("post"))
    media = picture_in(scene, post, work)
    if media is None:
        return
    changed = services.desk.replace_media(post.id, media.id, data, by)
    newest = next(one for one in changed.media if one.id == media.id)
    services.desk.update_media(post.id, replace(newest, faces_checked=True, has_minor=False), by)


def _second_look(scene: LessonContext) -> None:
    common.approve(scene, scene.last("post"))


PLAYS: Mapping[str, Play] = {
    "D2.1": _import,
    "D2.2": _answer,
    "D2.3": _look_over,
    "D2.4": _cover,
    "D2.5": _record_consent,
    "D2.6": _describe,
    "D2.7": _finish,
    "D2.8": _second_look,
}
