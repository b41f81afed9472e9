"""The steps of D2: a photograph is imported, looked over, covered, described, finished and seen by a second person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from studio.canonical import sha256
from studio.clock import local_date
from studio.errors import StudioError
from studio.images import edits
from studio.images.assets import lint
from studio.images.consent import Consent, covering
from studio.images.detection import suggest
from studio.images.recipe import CoverDecision, Recipe, Subject
from studio.images.work import PictureAnswers, Work, outdated
from studio.images.works import refuse_unprotected
from studio.phrase import Phrase, phrase
from studio.posts.model import Media, Post
from studio.training.context import LessonContext, LessonStep, Predicate, told
from studio.training.course_reader import FOLDER, SAMPLE
from studio.training.places import COMPOSER, IMAGES
from studio.training.steps import common
from studio.training.steps.common import the_post
from studio.yamlfile import read_yaml

KEY = FOLDER / "pictures.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureKey:
    """The right answers of one photograph, and why."""

    shown: PictureAnswers
    why: Phrase


@cache
def picture_keys() -> Mapping[str, PictureKey]:
    """By the SHA-256 of the original; photographs of one's own have none."""
    return {sha256((SAMPLE / "photo" / name).read_bytes()): _key(each) for name, each in read_yaml(KEY).items()}


def contradiction(original: str, shown: PictureAnswers) -> Phrase | None:
    """Why these answers are not true of the photograph; None where they are, or where nobody knows."""
    key = picture_keys().get(original)
    return key.why if key is not None and key.shown != shown else None


def _key(entry: Mapping[str, object]) -> PictureKey:
    shown = PictureAnswers(
        children=entry["children"] is True, held=entry["held"] is True, papers=entry["papers"] is True
    )
    return PictureKey(shown=shown, why=phrase({"vi": entry["vi"], "en": entry["en"]}))


def the_work(scene: LessonContext) -> Work | None:
    """The photograph that was imported, changed or finished last since the lesson began; None while there is none."""
    work = scene.last("work")
    return scene.services.photo_works.get(work) if work else None


def looked_over(work: Work) -> bool:
    """Whether nothing is open, and a person decided or confirmed: that a detector looked is not enough."""
    try:
        refuse_unprotected(work)
    except StudioError:
        return False
    decided = any(one.decision is not CoverDecision.OPEN for one in work.recipe.suggestions)
    return decided or bool(work.recipe.covers) or bool(work.cleared_by)


def picture_in(scene: LessonContext, post: Post | None, work: Work) -> Media | None:
    """The picture of the post that is, or was made of, this photograph."""
    family = scene.services.photo_works.family(work.original)
    return next((media for media in post.media if media.sha256 in family), None) if post is not None else None


def _on_work(test: Callable[[LessonContext, Work], object]) -> Predicate:
    def done(scene: LessonContext) -> bool:
        work = the_work(scene)
        return work is not None and bool(test(scene, work))

    return done


def untrue_answer(scene: LessonContext) -> Phrase | None:
    """Why what was answered of the photograph cannot be; None while nothing was answered, or nothing is wrong."""
    work = the_work(scene)
    shown = scene.services.photo_works.shown(work.id) if work is not None else None
    return contradiction(work.original, shown) if work is not None and shown is not None else None


def _answered_truly(scene: LessonContext, work: Work) -> bool:
    return scene.services.photo_works.shown(work.id) is not None and untrue_answer(scene) is None


def _agreed(scene: LessonContext, work: Work) -> bool:
    consents = scene.services.photo_consents.of([work.original]).get(work.original, ())
    return bool(covering(consents, local_date(scene.services.now())))


def _described(scene: LessonContext, work: Work) -> bool:
    media = picture_in(scene, the_post(scene), work)
    return media is not None and not any(remark.stops for remark in lint(media.alt, name=media.name))


def _finished(scene: LessonContext, work: Work) -> bool:
    """A finished file holds nothing but pixels: it was read back before it was kept. It has to be of the work as it is
    now, too."""
    made = scene.services.photo_works.finished(work.id)
    return bool(made) and not outdated(made[0], work)


def _second_look(scene: LessonContext, work: Work) -> bool:
    """Somebody else approved the post with the finished file in it."""
    post = the_post(scene)
    media, approval = picture_in(scene, post, work), post and scene.services.workflow.approval(post.id)
    if post is None or media is None or not approval or approval.revision != post.revision:
        return False
    made = {one.sha256 for one in scene.services.photo_works.finished(work.id)}
    return media.sha256 in made and approval.by not in {post.author, *post.editors, work.changed_by}


# What a learner is told meanwhile


def _looked_wrongly(scene: LessonContext) -> Phrase | None:
    why = untrue_answer(scene)
    if why is None:
        return None
    return Phrase("{why} Look again, and answer again.", why=why)


# How they are played

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
        recipe = edits.decide(recipe, one.id, CoverDecision.COVER, by=by)
    _change(scene, recipe)
    work = _work(scene)
    works.clear(work.id, work.revision, by)


def _cover(scene: LessonContext) -> None:
    """A solid cover over the number on the telephone."""
    recipe = _work(scene).recipe
    number = (0.55 * recipe.width, 0.3 * recipe.height, 0.2 * recipe.width, 0.1 * recipe.height)
    _change(scene, edits.add_box(recipe, number, Subject.TEXT))


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
    post = services.drafts.get(scene.last("post"))
    media = picture_in(scene, post, work)
    if media is None:
        return
    changed = services.drafts.replace_media(post.id, media.id, data, by)
    newest = next(one for one in changed.media if one.id == media.id)
    services.drafts.update_media(post.id, replace(newest, faces_checked=True, has_minor=False), by)


def _approve_finished(scene: LessonContext) -> None:
    common.approve(scene, scene.last("post"))


STEPS: Mapping[str, LessonStep] = {
    "D2.1": LessonStep(told("media.imported"), _import, IMAGES, needs=()),
    "D2.2": LessonStep(_on_work(_answered_truly), _answer, IMAGES, needs=(1,), remark=_looked_wrongly),
    "D2.3": LessonStep(_on_work(lambda scene, work: looked_over(work)), _look_over, IMAGES, narrow=True),
    "D2.4": LessonStep(_on_work(lambda scene, work: work.recipe.covers), _cover, IMAGES, needs=(1,)),
    "D2.5": LessonStep(_on_work(_agreed), _record_consent, IMAGES, needs=(1,)),
    "D2.6": LessonStep(_on_work(_described), _describe, IMAGES.on("media.to_post"), narrow=True),
    "D2.7": LessonStep(_on_work(_finished), _finish, IMAGES, needs=(1, 2, 3, 4, 6)),
    "D2.8": LessonStep(_on_work(_second_look), _approve_finished, COMPOSER.on("approval.go"), narrow=True),
}
