"""What several plays do alike: write a post for the practice page, have it approved, publish it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from studio.accounts.model import AccountKind
from studio.outbox.model import Delivery
from studio.phrase import Phrase
from studio.posts.model import Answers, Finding, Post, PostState, PreflightStage, Severity
from studio.templates.model import FieldType, Template
from studio.training.context import LessonContext, Predicate
from studio.training.steps.material import fields_of

SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "sample"
PHOTO, VIDEO = SAMPLE / "photo" / "cuoc-goi-la.jpg", SAMPLE / "video" / "cuoc-goi-la.mp4"
ALT = "Điện thoại trên bàn hiện cuộc gọi đến từ số lạ, người gọi tự xưng là cán bộ phường"
CONFIRMED = Answers(not_restricted=True, no_victim_identity=True, has_minor=False)


def practice_pages(scene: LessonContext) -> tuple[str, ...]:
    """Names of the practice pages."""
    return tuple(page.name for page in scene.services.accounts.list() if page.kind is AccountKind.PRACTICE)


def write_post(
    scene: LessonContext, template: str, fields: Mapping[str, Any] | None = None, *, answers: Answers = CONFIRMED
) -> str:
    """A post of the learner's for the practice page, ready to be submitted. Returns its id.

    `fields` are put over the sample fields of the template (see `material`); None empties one.
    """
    drafts, by = scene.services.drafts, scene.cast.learner
    post = drafts.open_new(template, by)
    given = {**fields_of(scene, scene.services.composer.template(post)), **(fields or {})}
    return drafts.edit(post.id, by, fields=given, targets=practice_pages(scene), answers=answers).id


def add_photo(scene: LessonContext, post: str) -> str:
    """Add the sample photograph, described, with its source, and looked over. Returns its id within the post."""
    return add_picture(scene, post, PHOTO.read_bytes(), PHOTO.name, alt=ALT)


def add_picture(scene: LessonContext, post: str, data: bytes, name: str, *, alt: str) -> str:
    """Add a picture to the post, described, with its source, and looked over. Returns its id within the post."""
    drafts, by = scene.services.drafts, scene.cast.learner
    media = drafts.add_media(post, data, name, by).media[-1]
    said = replace(media, alt=alt, source="Ảnh minh họa của đơn vị", faces_checked=True, has_minor=False)
    drafts.update_media(post, said, by)
    return media.id


def submit(scene: LessonContext, post: str) -> Post:
    """The learner asks for approval. A post that waits or is approved stays as it is."""
    present = scene.services.drafts.get(post)
    if present.state is not PostState.DRAFT:
        return present
    return scene.services.workflow.submit(post, scene.cast.learner, scene.cast.pin)


def approve(scene: LessonContext, post: str) -> Post:
    """Submit the post if nobody did, and approve it: the head where the template asks so, else the colleague."""
    present = submit(scene, post)
    if present.state is not PostState.IN_REVIEW:
        return present
    head = scene.services.composer.template(present).approval == "head"
    by = scene.cast.head if head else scene.cast.colleague
    return scene.services.workflow.approve(post, by, scene.cast.pin, note="Đã đối chiếu, nội dung đúng.")


def publish(scene: LessonContext, post: str) -> None:
    """Bring the post onto the practice page, with all that has to happen before."""
    approve(scene, post)
    send(scene, post, AccountKind.PRACTICE)


def send(scene: LessonContext, post: str, kind: AccountKind) -> tuple[Delivery, ...]:
    """Send an approved post to those of its pages that are of this kind. Returns the deliveries as they are then."""
    services = scene.services
    targets = services.drafts.get(post).targets
    pages = [page.name for page in services.accounts.list() if page.kind is kind and page.name in targets]
    queued = services.outbox.enqueue(post, pages, scene.cast.colleague, scene.cast.pin)
    services.outbox.run(until_idle=True)
    return tuple(services.outbox.get(delivery.id) for delivery in queued)


OWN_STEPS = frozenset({FieldType.CITATION, FieldType.IMAGE, FieldType.IMAGE_LIST})
"""Fields that lessons fill in steps of their own."""


WAITS = Phrase("The post waits: open “Approvals”, choose the head, approve with the PIN.")
WAITS_QUICK = Phrase("The bulletin waits: choose “Approve quickly…” on the emergency bar, with the PIN of the head.")
APPROVED = Phrase("Approved. Play the part “Approver”, open the post under “Compose”, and publish it.")


def the_post(scene: LessonContext) -> Post | None:
    """The post that was opened, edited or decided on last since the lesson began; None while there is none."""
    post = scene.last("post")
    return scene.services.drafts.get(post) if post else None


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
    return tuple(finding for finding in scene.services.findings(post, PreflightStage.COMPOSE) if finding.code in codes)


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
