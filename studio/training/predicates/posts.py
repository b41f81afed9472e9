"""Predicates of B1, D1, D3 and D4: writing, citing, approving, publishing to the practice page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from studio.errors import Untrusted
from studio.people.model import Role
from studio.posts.checks.facts import ENDS
from studio.posts.limits import LEAD_MOST, lead_of, video_of
from studio.posts.model import PROMISED, Approval, Door, Finding, Post, PostState
from studio.posts.quoting import explains, is_verbatim, quotations
from studio.templates.model import FieldType
from studio.training.predicates import pictures
from studio.training.predicates.subject import (
    clean,
    filled,
    filled_any,
    found,
    on_post,
    required_filled,
    stops,
)
from studio.training.scene import LessonContext, Predicate
from studio.training.sense import says_something

LEAD_LEAST = 6
"""Words of a first sentence that says something."""
INNOCENCE = "được coi là không có tội"
"""Of the sentence on the presumption of innocence, as templates and people write it."""


@dataclass(slots=True)
class _Painted:
    """What was found last, and in which post: painting takes a second, and a lesson asks five times in one."""

    of: tuple[Post | None, str] = (None, "")
    """The post, and the hash of its content."""
    found: tuple[Finding, ...] = ()


_last = _Painted()


def painted_findings(scene: LessonContext, post: Post) -> tuple[Finding, ...]:
    """What all checks say of the post as it would be submitted. Paints its cards, so it is asked last."""
    of = post, scene.services.content(post).content_hash
    if _last.of != of:
        _last.found, _last.of = tuple(scene.services.findings(post, Door.SUBMIT)), of
    return _last.found


def approval_of(scene: LessonContext, post: Post) -> Approval | None:
    """The approval of the post as it is now; None while nobody gave one."""
    approval = scene.services.workflow.approval(post.id)
    return approval if approval is not None and approval.revision == post.revision else None


def _no_blockers(scene: LessonContext, post: Post) -> bool:
    written = scene.services.findings(post, Door.COMPOSE)
    return bool(post.targets) and not stops(tuple(written)) and not stops(painted_findings(scene, post))


def _other_eyes(scene: LessonContext, post: Post) -> bool:
    approval = approval_of(scene, post)
    return approval is not None and approval.by not in {post.author, *post.editors}


def _by_head(scene: LessonContext, post: Post) -> bool:
    approval = approval_of(scene, post)
    return approval is not None and approval.role == Role.HEAD


def _cites(scene: LessonContext, post: Post) -> bool:
    return bool(scene.services.content(post).citations)


def _cites_places(scene: LessonContext, post: Post) -> bool:
    citations = scene.services.content(post).citations
    return bool(citations) and all(law.ref.article and law.article_found for law in citations)


def _quote_marked(scene: LessonContext, post: Post) -> bool:
    """Words of a cited place stand in quotation marks, all that is in them is the law's, and something explains it."""
    quoted, law = quotations(post.fields), tuple(_cited_texts(scene, post))
    return bool(quoted) and all(is_verbatim(text, law) for text in quoted) and explains(post.fields)


def _cited_texts(scene: LessonContext, post: Post) -> Iterator[str]:
    library = scene.services.library
    for law in scene.services.content(post).citations:
        document = library.find(law.ref.document)
        try:
            article = library.article(document.key, law.ref.article) if document and law.ref.article else None
        except Untrusted:
            continue
        if article is not None:
            yield article.text


def _lead(scene: LessonContext, post: Post) -> bool:
    lead = lead_of(scene.services.content(post))
    return says_something(lead, LEAD_LEAST) and len(lead) <= LEAD_MOST


def _checked_whole(scene: LessonContext, post: Post) -> bool:
    """Nothing is left empty, and somebody had everything checked."""
    return required_filled(scene, post) and scene.told("post.checked", post=post.id)


def _has_seen_cards(scene: LessonContext, post: Post) -> bool:
    """Cards were chosen, set by hand, or looked at size by size; the first one goes with the post unasked."""
    return bool(post.cards or post.touches) or scene.told("cards.looked", post=post.id)


def _contrast(scene: LessonContext, post: Post) -> bool:
    """Somebody saw the cards, and every letter on them can be read."""
    if not _has_seen_cards(scene, post):
        return False
    return not stops(tuple(one for one in painted_findings(scene, post) if one.code == "CONTRAST"))


def _film_with_words(scene: LessonContext, post: Post) -> bool:
    film = video_of(post.media)
    return film is not None and not found(scene, post, "CAPTIONS")


def _says_innocent(scene: LessonContext, post: Post) -> bool:
    """The text says it on every platform, and so does a card that somebody saw."""
    content = scene.services.content(post)
    if not _has_seen_cards(scene, post) or not all(INNOCENCE in text for text in content.texts.values()):
        return False
    return any("có tội" in str(card.spec) for card in content.cards)


def _gives_number(scene: LessonContext, post: Post) -> bool:
    return filled_any(scene, post, FieldType.CONTACT_REF)


def _follow_up_planned(scene: LessonContext, post: Post) -> bool:
    """A companion of a published post, which promised one, stands in the calendar."""
    original = scene.services.desk.get(post.answers.original_post) if post.answers.original_post else post
    if original.state is not PostState.PUBLISHED or not filled(original, PROMISED):
        return False
    companions = (scene.services.desk.get(one.id) for one in scene.services.aftercare.about(original.id))
    return any(one.publish_at is not None and one.template_id == "case_followup" for one in companions)


def _head_had_it_published(scene: LessonContext, post: Post) -> bool:
    return _by_head(scene, post) and scene.told("post.published", kind="practice", post=post.id)


def _handed_over(scene: LessonContext) -> bool:
    """The package was laid out, and somebody came back with the address of the post."""
    return scene.told("post.pack.exported") and scene.told("post.published", kind="handover")


PREDICATES: Mapping[str, Predicate] = {
    **pictures.PREDICATES,
    # Writing
    "event:draft.created": lambda scene: scene.told("draft.created"),
    "state:draft.required_fields_filled": on_post(required_filled),
    "state:draft.blockers==0": on_post(_no_blockers),
    "state:draft.lead_len<=200": on_post(_lead),
    "check:READABILITY": clean("READABILITY", required_filled),
    "D3.2 check:READABILITY": clean("READABILITY", _checked_whole),
    "check:NO_UNREDACTED_FACE": clean("NO_UNREDACTED_FACE", lambda scene, post: post.media),
    "check:ALT_TEXT": clean("ALT_TEXT", lambda scene, post: post.media),
    "check:CAPTIONS": on_post(_film_with_words),
    "check:CONTRAST": on_post(_contrast),
    "check:EXPIRY_SET": clean("EXPIRY_SET", lambda scene, post: any(filled(post, name) for name in ENDS)),
    "event:preview.phone_and_large": lambda scene: scene.told("preview.phone_and_large"),
    # Citing
    "event:docs.search.performed": lambda scene: scene.told("docs.search.performed"),
    "event:docs.status.viewed": lambda scene: scene.told("docs.status.viewed"),
    "check:CITATION_PRESENT": clean("CITATION_PRESENT", _cites),
    "check:CITATION_PINPOINT": clean("CITATION_PINPOINT", _cites_places),
    "check:CITATION_IN_FORCE": clean("CITATION_IN_FORCE", _cites),
    "state:draft.quote_marked": on_post(_quote_marked),
    # Cases
    "state:draft.stage": on_post(lambda scene, post: filled_any(scene, post, FieldType.STAGE)),
    "check:INNOCENCE_WORDING": clean("INNOCENCE_WORDING", lambda scene, post: filled(post, "summary")),
    "D4.2 check:INNOCENCE_WORDING": clean(
        "INNOCENCE_WORDING", lambda scene, post: filled(post, "summary") and filled(post, "date_place")
    ),
    "check:NO_VICTIM_IDENTITY": clean("NO_VICTIM_IDENTITY", lambda scene, post: post.fields),
    "check:NO_MINOR_IDENTIFIABLE": clean("NO_MINOR_IDENTIFIABLE", lambda scene, post: post.fields),
    "check:HOTLINE_PRESENT": clean("HOTLINE_PRESENT", _gives_number),
    "D4.5 check:HOTLINE_PRESENT": clean(
        "HOTLINE_PRESENT", lambda scene, post: filled(post, "advice") and _gives_number(scene, post)
    ),
    "state:draft.innocence_line": on_post(_says_innocent),
    "state:post.followup_on": on_post(_follow_up_planned),
    # Approving and publishing
    "event:approval.submitted": lambda scene: scene.told("approval.submitted"),
    "event:approval.decided": lambda scene: scene.told("approval.decided"),
    "check:FOUR_EYES": on_post(_other_eyes),
    "check:REVIEWED_BY_HEAD": on_post(_by_head),
    "D4.7 check:REVIEWED_BY_HEAD": on_post(_head_had_it_published),
    "event:post.published(practice)": lambda scene: scene.told("post.published", kind="practice"),
    "event:post.pack.exported": lambda scene: scene.told("post.pack.exported"),
    "B1.8 event:post.pack.exported": _handed_over,
}
