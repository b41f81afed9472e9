"""What the predicates about posts have in common: which post a lesson is about, and what the checks say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.phrase import Phrase
from studio.posts.model import Door, Finding, Post, PostState, Severity
from studio.templates.model import FieldType, Template
from studio.training.scene import LessonContext, Predicate

OWN_STEPS = frozenset({FieldType.CITATION, FieldType.IMAGE, FieldType.IMAGE_LIST})
"""Fields that lessons fill in steps of their own."""


WAITS = Phrase("The post waits: open “Approvals”, choose the head, approve with the PIN.")
WAITS_QUICK = Phrase("The bulletin waits: choose “Approve quickly…” on the emergency bar, with the PIN of the head.")
APPROVED = Phrase("Approved. Play the part “Approver”, open the post under “Compose”, and publish it.")


def the_post(scene: LessonContext) -> Post | None:
    """The post that was opened, edited or decided on last since the lesson began; None while there is none."""
    post = scene.last("post")
    return scene.services.desk.get(post) if post else None


def template_of(scene: LessonContext, post: Post) -> Template:
    return scene.services.composer.template(post)


def required_filled(scene: LessonContext, post: Post) -> bool:
    """Whether every field that has to be filled is, citations and pictures apart."""
    wanted = (field for field in template_of(scene, post).fields if field.required and field.type not in OWN_STEPS)
    return all(filled(post, field.name) for field in wanted)


def filled(post: Post, field: str) -> bool:
    """Whether a field holds something; a "no" is an answer."""
    return post.fields.get(field) not in (None, "", [], {})


def filled_any(scene: LessonContext, post: Post, type: FieldType) -> bool:
    """Whether a field of that type is filled."""
    return any(filled(post, field.name) for field in template_of(scene, post).fields if field.type is type)


def found(scene: LessonContext, post: Post, *codes: str) -> tuple[Finding, ...]:
    """What the checks of these codes say while the post is written. Nothing is painted."""
    return tuple(finding for finding in scene.services.findings(post, Door.COMPOSE) if finding.code in codes)


def stops(findings: tuple[Finding, ...]) -> bool:
    return any(finding.severity is Severity.BLOCK for finding in findings)


def clean(code: str, subject: Callable[[LessonContext, Post], object]) -> Predicate:
    """Done when the lesson's post has what `code` looks at, and that check finds nothing but remarks in it."""

    def done(scene: LessonContext) -> bool:
        post = the_post(scene)
        if post is None or not subject(scene, post):
            return False
        return all(finding.severity is Severity.INFO for finding in found(scene, post, code))

    return done


def on_post(test: Callable[[LessonContext, Post], object]) -> Predicate:
    """Done when there is a lesson's post and it stands the test."""

    def done(scene: LessonContext) -> bool:
        post = the_post(scene)
        return post is not None and bool(test(scene, post))

    return done


def on_its_way(scene: LessonContext, waits: Phrase = WAITS, approved: Phrase | None = APPROVED) -> Phrase | None:
    """What a learner is told of a post on its way to the page."""
    post = the_post(scene)
    said: Mapping[PostState, Phrase | None] = {PostState.IN_REVIEW: waits, PostState.APPROVED: approved}
    return said.get(post.state) if post is not None else None
