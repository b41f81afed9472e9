"""Predicates of D2: a photograph is imported, looked over, covered, described, finished and seen by a second person."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.clock import local_date
from studio.errors import StudioError
from studio.images.alt_text import lint
from studio.images.consent import covering
from studio.images.recipe import CoverDecision
from studio.images.work import Work, outdated
from studio.images.works import refuse_unprotected
from studio.phrase import Phrase
from studio.posts.model import Media, Post
from studio.training.picture_key import contradiction
from studio.training.predicates.subject import the_post
from studio.training.scene import LessonContext, Predicate


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


PREDICATES: Mapping[str, Predicate] = {
    "event:media.imported": lambda scene: scene.told("media.imported"),
    "state:media.questions_answered": _on_work(_answered_truly),
    "D2.3 check:NO_UNREDACTED_FACE": _on_work(lambda scene, work: looked_over(work)),
    "check:REDACTION_BURNED_IN": _on_work(lambda scene, work: work.recipe.covers),
    "check:CONSENT_RECORDED": _on_work(_agreed),
    "D2.6 check:ALT_TEXT": _on_work(_described),
    "check:METADATA_STRIPPED": _on_work(_finished),
    "D2.8 check:FOUR_EYES": _on_work(_second_look),
}
