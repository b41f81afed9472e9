"""Predicates of A1, A2, A3 and C2: files of pages, their identity, verification, directory and hand-over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.accounts.model import AccountKind, PageStatus
from studio.errors import NotFound
from studio.posts.model import Door, Post
from studio.registry.model import PageFile
from studio.registry.service import REQUEST
from studio.training.scene import LessonContext, Predicate

CHANGE = "page_change"
"""The template that tells people of a page's end."""


def told_page(scene: LessonContext) -> PageFile | None:
    """The file that the lesson worked on last; None when it has not touched any."""
    told = (news.facts.get("page", "") for news in reversed(scene.heard))
    return next((file for name in told if name and (file := scene.services.registry.find(name))), None)


def new_request(scene: LessonContext) -> PageFile | None:
    """That one, else a request that was never sent to the head."""
    registry = scene.services.registry
    waiting = (each for each in registry.list() if each.status is PageStatus.REQUESTED)
    return told_page(scene) or next((each for each in waiting if registry.asked(each.id) is None), None)


def page_to_make(scene: LessonContext) -> PageFile | None:
    """That one, else the newest request that the head agreed to and of which nobody made the page."""
    registry = scene.services.registry
    waiting = (each for each in registry.list() if each.status is PageStatus.REQUESTED)
    new = (each for each in waiting if not each.identity.url and registry.agreement(each.id) is not None)
    return told_page(scene) or next(new, None)


def page_to_verify(scene: LessonContext) -> PageFile | None:
    """That one, else the newest page that exists and whose papers nobody handed in."""
    made = (each for each in scene.services.registry.list() if each.identity.url and not each.ended)
    return told_page(scene) or next((each for each in made if each.verification.submitted_on is None), None)


def page_to_end(scene: LessonContext) -> PageFile | None:
    """That one, else an active page, rather one that posts go to."""
    running = [each for each in scene.services.registry.list() if each.status is PageStatus.ACTIVE]
    return told_page(scene) or next(iter(sorted(running, key=lambda each: not each.account)), None)


def _of(
    subject: Callable[[LessonContext], PageFile | None], holds: Callable[[LessonContext, PageFile], bool]
) -> Callable[[LessonContext], bool]:
    def look(scene: LessonContext) -> bool:
        file = subject(scene)
        return file is not None and holds(scene, file)

    return look


def _told(name: str) -> Predicate:
    return lambda scene: scene.told(name)


def _without(code: str, *fields: str) -> Callable[[LessonContext, PageFile], bool]:
    """Whether the room's own rule finds nothing, in these fields where some are given."""

    def holds(scene: LessonContext, file: PageFile) -> bool:
        found = scene.services.registry.gaps(file.id)
        return not any(gap.code == code and (not fields or gap.field in fields) for gap in found)

    return holds


def _both(*all_of: Callable[[LessonContext, PageFile], bool]) -> Callable[[LessonContext, PageFile], bool]:
    return lambda scene, file: all(holds(scene, file) for holds in all_of)


def _told_of(name: str, **facts: str) -> Callable[[LessonContext, PageFile], bool]:
    return lambda scene, file: scene.told(name, page=file.id, **facts)


def _head_heard(name: str) -> Callable[[LessonContext, PageFile], bool]:
    return lambda scene, file: scene.told(name, kind=REQUEST, subject=file.id)


def _post(scene: LessonContext) -> Post | None:
    try:
        return scene.services.desk.get(scene.last("post"))
    except NotFound:
        return None


def _only_practice(scene: LessonContext) -> bool:
    """The lesson's post is out, and on practice pages alone."""
    post = _post(scene)
    if post is None or not scene.told("post.published", kind="practice", post=post.id):
        return False
    kinds = {scene.services.accounts.get(each.account).kind for each in scene.services.outbox.of_post(post.id)}
    return kinds == {AccountKind.PRACTICE}


def _notice_ready(scene: LessonContext) -> bool:
    """The notice of the change names the new page, and every link of it is official."""
    post = _post(scene)
    if post is None or post.template_id != CHANGE or not post.fields.get("new_page"):
        return False
    return not any(each.code == "LINK_OFFICIAL" for each in scene.services.findings(post, Door.SUBMIT))


PREDICATES: Mapping[str, Predicate] = {
    "event:registry.search.performed": _told("registry.search.performed"),
    "state:request.purpose and request.platform": _of(
        new_request, _without("REGISTRY_COMPLETE", "purpose", "audience", "platform", "why")
    ),
    "state:request.admins>=2 and request.approver": _of(
        new_request, _without("REGISTRY_COMPLETE", "admins", "approver", "duty", "hours", "reply")
    ),
    "state:request.basis_document": _of(new_request, _without("REGISTRY_COMPLETE", "basis")),
    "check:REGISTRY_COMPLETE": _of(new_request, _both(_told_of("registry.checked"), _without("REGISTRY_COMPLETE"))),
    "A1.6 event:approval.submitted": _of(new_request, _head_heard("approval.submitted")),
    "A1.7 event:approval.decided": _of(new_request, _head_heard("approval.decided")),
    "check:NAME_PATTERN": _of(page_to_make, _without("NAME_PATTERN")),
    "A2.2 check:ALT_TEXT": _of(page_to_make, _without("ALT_TEXT")),
    "check:CONTACT_OFFICIAL": _of(page_to_make, _without("CONTACT_OFFICIAL")),
    "A2.4 check:HOTLINE_PRESENT": _of(page_to_make, _without("HOTLINE_PRESENT")),
    "state:page.house_rules and page.privacy_notice": _of(page_to_make, _without("RULES_SET")),
    "event:identity.exported": _of(page_to_make, _told_of("identity.exported")),
    "state:page.url and page.screenshot": _of(page_to_make, _without("PAGE_CONFIRMED")),
    "state:verify.items_all_answered": _of(page_to_verify, _without("PAPERS_ANSWERED")),
    "A3.2 check:NO_ID_NUMBER": _of(page_to_verify, _without("NO_ID_NUMBER")),
    "state:verify.submitted_on": _of(page_to_verify, _without("SUBMITTED")),
    "state:verify.result": _of(page_to_verify, _without("RESULT")),
    "event:directory.exported": _told("directory.exported"),
    "A3.6 check:PRACTICE_ONLY": _only_practice,
    "state:transition.basis_document": _of(
        page_to_end,
        _both(lambda _, file: file.transition.to is not None, _without("TRANSITION_BASIS")),
    ),
    "state:handover.items_all_answered": _of(
        page_to_end, _both(lambda _, file: file.transition.to is not None, _without("HANDOVER_ANSWERED"))
    ),
    "C2.4 check:ARCHIVE_COMPLETE": _of(
        page_to_end, _both(lambda _, file: file.transition.archive is not None, _without("ARCHIVE_COMPLETE"))
    ),
    "C2.5 check:LINK_OFFICIAL": _notice_ready,
    "check:HANDOVER_SIGNED": _of(page_to_end, lambda _, file: file.transition.minutes.signatures == 3),
    "state:page.status in ('handed_over','closed')": _of(page_to_end, lambda _, file: file.ended),
    "state:page.watch_until": _of(page_to_end, lambda _, file: file.transition.watch_until is not None),
    "C5.6 check:ARCHIVE_COMPLETE": _of(
        told_page, _both(_told_of("archive.exported"), lambda _, file: file.transition.archive is not None)
    ),
}
