"""The steps of B1, D1, D3 and D4: writing, citing, approving, publishing to the practice page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from studio.accounts.model import AccountKind
from studio.clock import local_date, parse_local
from studio.errors import Untrusted
from studio.people.model import Role
from studio.phrase import Phrase
from studio.posts.checks.facts import ENDS
from studio.posts.limits import LEAD_MOST, lead_of, video_of
from studio.posts.model import PROMISED, Approval, Finding, Post, PostState, PreflightStage
from studio.posts.previews import PreviewWay
from studio.posts.quotations import explains, is_verbatim, quotations
from studio.templates.model import FieldType
from studio.training.context import LessonContext, LessonStep, Predicate, told
from studio.training.places import COMPOSER, LIBRARY, OUTBOX
from studio.training.steps import common, material
from studio.training.steps.common import (
    clean,
    filled,
    filled_any,
    found,
    on_its_way,
    on_post,
    required_filled,
    stops,
    the_post,
)
from studio.training.wording import says_something

LEAD_LEAST = 6
"""Words of a first sentence that says something."""
INNOCENCE = "được coi là không có tội"
"""Of the sentence on the presumption of innocence, as templates and people write it."""


@dataclass(slots=True)
class _PaintedPost:
    """What was found last, and in which post: painting takes a second, and a lesson asks five times in one."""

    of: tuple[Post | None, str] = (None, "")
    """The post, and the hash of its content."""
    found: tuple[Finding, ...] = ()


_last = _PaintedPost()


def painted_findings(scene: LessonContext, post: Post) -> tuple[Finding, ...]:
    """What all checks say of the post as it would be submitted. Paints its cards, so it is asked last."""
    of = post, scene.services.content(post).content_hash
    if _last.of != of:
        _last.found, _last.of = tuple(scene.services.findings(post, PreflightStage.SUBMIT)), of
    return _last.found


def approval_of(scene: LessonContext, post: Post) -> Approval | None:
    """The approval of the post as it is now; None while nobody gave one."""
    approval = scene.services.workflow.approval(post.id)
    return approval if approval is not None and approval.revision == post.revision else None


def _no_blockers(scene: LessonContext, post: Post) -> bool:
    written = scene.services.findings(post, PreflightStage.COMPOSE)
    return bool(post.targets) and not stops(tuple(written)) and not stops(painted_findings(scene, post))


def _other_eyes(scene: LessonContext, post: Post) -> bool:
    approval = approval_of(scene, post)
    return approval is not None and approval.by not in {post.author, *post.editors}


def _by_head(scene: LessonContext, post: Post) -> bool:
    approval = approval_of(scene, post)
    return approval is not None and approval.role == Role.HEAD


def cites(scene: LessonContext, post: Post) -> bool:
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


def contrast(scene: LessonContext, post: Post) -> bool:
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
    original = scene.services.drafts.get(post.answers.original_post) if post.answers.original_post else post
    if original.state is not PostState.PUBLISHED or not filled(original, PROMISED):
        return False
    companions = (scene.services.drafts.get(one.id) for one in scene.services.aftercare.about(original.id))
    return any(one.publish_at is not None and one.template_id == "case_followup" for one in companions)


def _head_had_it_published(scene: LessonContext, post: Post) -> bool:
    return _by_head(scene, post) and scene.told("post.published", kind="practice", post=post.id)


def _handed_over(scene: LessonContext) -> bool:
    """The package was laid out, and somebody came back with the address of the post."""
    return scene.told("post.pack.exported") and scene.told("post.published", kind="handover")


# What a learner is told meanwhile


def _left_empty(scene: LessonContext) -> Phrase | None:
    post: Post | None = the_post(scene)
    if post is None:
        return None
    if not required_filled(scene, post):
        return Phrase("A required field is still empty.")
    if not scene.told("post.checked", post=post.id):
        return Phrase("Choose “Check everything” on the tab “Checks”.")
    return None


# How they are played

OLD_LAW = "03/2024/QĐ-MAU"
"""A document of the practice profile that another has replaced."""
OLD_WORDS = "Bài cảnh báo nêu thủ đoạn và số điện thoại tiếp nhận tin báo"
"""Of its article 2, clause 1."""
NEW_LAW, NEW_WORDS = "01/2026/QĐ-MAU", "Bài đăng ghi rõ nơi xác nhận và ngày xác nhận"
"""The document that replaced it, and words of its article 4, clause 2."""
EXPLAINED = "Nói dễ hiểu: kể rõ chiêu lừa, ghi số để bà con gọi và ngày kiểm tra lại"
HARD = ["Công dân làm thủ tục theo QTNB, HSĐT, BPMC hiện hành", "Nộp tại BPMC theo HSĐT"]
CASE_COMPANION = "case_followup"


def _post(scene: LessonContext) -> Post:
    return scene.services.drafts.get(scene.last("post"))


def _fill(scene: LessonContext, fields: Mapping[str, Any]) -> None:
    scene.services.drafts.edit(scene.last("post"), scene.cast.learner, fields=fields)


def _sample(scene: LessonContext, *without: str) -> dict[str, Any]:
    """The sample fields of the post's template, but for these."""
    given = material.fields_of(scene, scene.services.composer.template(_post(scene)))
    return {name: value for name, value in given.items() if name not in without}


def _open_law(scene: LessonContext) -> None:
    _opened_law(scene)


def _opened_law(scene: LessonContext) -> Post:
    return scene.services.drafts.open_new("law_explained", scene.cast.learner)


# B1


def _fill_required(scene: LessonContext) -> None:
    _fill(scene, _sample(scene, "citation"))


def _cite(scene: LessonContext) -> None:
    _fill(scene, {"citation": material.PLACE})


def _add_photo(scene: LessonContext) -> None:
    common.add_photo(scene, scene.last("post"))


def _settle(scene: LessonContext) -> None:
    """What the checks ask for at the end: the pages, and the confirmations only a person can give."""
    pages = tuple(page.name for page in scene.services.accounts.list() if not page.unusable_because)
    scene.services.drafts.edit(scene.last("post"), scene.cast.learner, targets=pages, answers=common.CONFIRMED)


def _approve(scene: LessonContext) -> None:
    common.approve(scene, scene.last("post"))


def _publish(scene: LessonContext) -> None:
    common.send(scene, scene.last("post"), AccountKind.PRACTICE)


def _hand_over(scene: LessonContext) -> None:
    """Lay the package out, and bring back the address under which somebody posted it."""
    outbox = scene.services.outbox
    for delivery in common.send(scene, scene.last("post"), AccountKind.HANDOVER):
        outbox.confirm_by_hand(
            delivery.id, f"https://www.facebook.com/{delivery.page_id}/posts/1", scene.cast.colleague
        )


# D1


def _search_law(scene: LessonContext) -> None:
    scene.services.library.look_up("bài cảnh báo")


def _see_status(scene: LessonContext) -> None:
    scene.services.library.status(OLD_LAW, on=local_date(scene.services.now()))


def _cite_place(scene: LessonContext) -> None:
    """The document found first is out of date; the check of step 5 is to tell."""
    post = _opened_law(scene)
    fields = {
        "headline": "Bài cảnh báo của trang cần có gì",
        "citation": {"document": OLD_LAW, "article": "2", "clause": "1"},
    }
    scene.services.drafts.edit(post.id, scene.cast.learner, fields=fields)


def _explain(scene: LessonContext) -> None:
    _fill(scene, {"points": [f"Văn bản viết: “{OLD_WORDS}”", EXPLAINED]})


def _cite_what_holds(scene: LessonContext) -> None:
    """The document that took over says it in other words, and so does the post."""
    points = [f"Văn bản viết: “{NEW_WORDS}”", EXPLAINED]
    _fill(scene, {"citation": {"document": NEW_LAW, "article": "4", "clause": "2"}, "points": points})


def _review_on(scene: LessonContext) -> None:
    _fill(scene, {"review_on": material.day(scene, 180)})


# D3


def _write_lead(scene: LessonContext) -> None:
    opened = _opened_law(scene)
    template = scene.services.composer.template(opened)
    fields = {**material.fields_of(scene, template), "points": HARD}
    scene.services.drafts.edit(opened.id, scene.cast.learner, fields=fields)


def _write_plainly(scene: LessonContext) -> None:
    scene.services.previews.checked(scene.last("post"))
    _fill(scene, {"points": _sample(scene)["points"]})


def _add_film(scene: LessonContext) -> None:
    """A video, of which somebody says that its words can be read."""
    drafts, by, post = scene.services.drafts, scene.cast.learner, scene.last("post")
    film = drafts.add_video(post, common.VIDEO, by).media[-1]
    drafts.update_media(post, replace(film, alt=common.ALT, captions=True), by)


def _choose_card(scene: LessonContext) -> None:
    post = _post(scene)
    first = scene.services.composer.template(post).card_ids[0]
    scene.services.drafts.edit(post.id, scene.cast.learner, cards=(first,))


def _look_both_ways(scene: LessonContext) -> None:
    for way in PreviewWay:
        scene.services.previews.looked(scene.last("post"), way)


# D4


def _choose_stage(scene: LessonContext) -> None:
    post = scene.services.drafts.open_new("case_result", scene.cast.learner)
    scene.services.drafts.edit(post.id, scene.cast.learner, fields={"stage": material.STAGE})


def _tell_case(scene: LessonContext) -> None:
    _fill(scene, _sample(scene, "has_minor", "advice", "contact"))


def _anonymise(scene: LessonContext) -> None:
    post = _post(scene)
    answers = replace(post.answers, not_restricted=True, no_victim_identity=True)
    scene.services.drafts.edit(post.id, scene.cast.learner, answers=answers)


def _child_mode(scene: LessonContext) -> None:
    post = _post(scene)
    answers = replace(post.answers, has_minor=False)
    scene.services.drafts.edit(post.id, scene.cast.learner, answers=answers, fields={"has_minor": False})


def _advise(scene: LessonContext) -> None:
    given = _sample(scene)
    _fill(scene, {"advice": given["advice"], "contact": given["contact"]})


def _say_innocent(scene: LessonContext) -> None:
    """The text of the template says it; the card that says it too is put with it."""
    scene.services.drafts.edit(
        scene.last("post"), scene.cast.learner, cards=("notice",), targets=common.practice_pages(scene)
    )


def _approve_and_publish(scene: LessonContext) -> None:
    common.publish(scene, scene.last("post"))


def _plan_follow_up(scene: LessonContext) -> None:
    """The companion that tells the outcome, planned for the morning of the day that was promised."""
    post = _post(scene)
    companion = scene.services.aftercare.follow(post.id, CASE_COMPANION, scene.cast.learner)
    promised = date.fromisoformat(post.fields[PROMISED])
    at = parse_local(f"{max(promised, local_date(scene.services.now()) + timedelta(days=1)).isoformat()}T09:00")
    scene.services.drafts.edit(companion.id, scene.cast.learner, publish_at=at)


STEPS: Mapping[str, LessonStep] = {
    "B1.1": LessonStep(told("draft.created"), _open_law, COMPOSER),
    "B1.2": LessonStep(on_post(required_filled), _fill_required, COMPOSER),
    "B1.3": LessonStep(clean("CITATION_IN_FORCE", cites), _cite, COMPOSER),
    "B1.4": LessonStep(
        clean("NO_UNREDACTED_FACE", lambda scene, post: post.media), _add_photo, COMPOSER.on("media.add")
    ),
    "B1.5": LessonStep(on_post(_no_blockers), _settle, COMPOSER),
    "B1.6": LessonStep(on_post(_other_eyes), _approve, COMPOSER.on("approval.go")),
    "B1.7": LessonStep(told("post.published", kind="practice"), _publish, COMPOSER),
    "B1.8": LessonStep(_handed_over, _hand_over, OUTBOX, narrow=True),
    "D1.1": LessonStep(told("docs.search.performed"), _search_law, LIBRARY, needs=()),
    "D1.2": LessonStep(told("docs.status.viewed"), _see_status, LIBRARY, needs=()),
    "D1.3": LessonStep(clean("CITATION_PINPOINT", _cites_places), _cite_place, COMPOSER),
    "D1.4": LessonStep(on_post(_quote_marked), _explain, COMPOSER),
    "D1.5": LessonStep(clean("CITATION_IN_FORCE", cites), _cite_what_holds, COMPOSER),
    "D1.6": LessonStep(
        clean("EXPIRY_SET", lambda scene, post: any(filled(post, name) for name in ENDS)), _review_on, COMPOSER
    ),
    "D3.1": LessonStep(on_post(_lead), _write_lead, COMPOSER),
    "D3.2": LessonStep(
        clean("READABILITY", _checked_whole), _write_plainly, COMPOSER.on("post.write"), narrow=True, remark=_left_empty
    ),
    "D3.3": LessonStep(clean("ALT_TEXT", lambda scene, post: post.media), _add_photo, COMPOSER),
    "D3.4": LessonStep(on_post(_film_with_words), _add_film, COMPOSER),
    "D3.5": LessonStep(on_post(contrast), _choose_card, COMPOSER),
    "D3.6": LessonStep(told("preview.phone_and_large"), _look_both_ways, COMPOSER),
    "D4.1": LessonStep(on_post(lambda scene, post: filled_any(scene, post, FieldType.STAGE)), _choose_stage, COMPOSER),
    "D4.2": LessonStep(
        clean("INNOCENCE_WORDING", lambda scene, post: filled(post, "summary") and filled(post, "date_place")),
        _tell_case,
        COMPOSER,
        narrow=True,
    ),
    "D4.3": LessonStep(clean("NO_VICTIM_IDENTITY", lambda scene, post: post.fields), _anonymise, COMPOSER),
    "D4.4": LessonStep(clean("NO_MINOR_IDENTIFIABLE", lambda scene, post: post.fields), _child_mode, COMPOSER),
    "D4.5": LessonStep(
        clean("HOTLINE_PRESENT", lambda scene, post: filled(post, "advice") and _gives_number(scene, post)),
        _advise,
        COMPOSER,
        narrow=True,
    ),
    "D4.6": LessonStep(on_post(_says_innocent), _say_innocent, COMPOSER),
    "D4.7": LessonStep(
        on_post(_head_had_it_published),
        _approve_and_publish,
        COMPOSER.on("post.publish"),
        narrow=True,
        remark=on_its_way,
    ),
    "D4.8": LessonStep(on_post(_follow_up_planned), _plan_follow_up, OUTBOX),
}
CONDITIONS: Mapping[str, Predicate] = {
    "check:READABILITY": clean("READABILITY", required_filled),
    "check:INNOCENCE_WORDING": clean("INNOCENCE_WORDING", lambda scene, post: filled(post, "summary")),
    "check:HOTLINE_PRESENT": clean("HOTLINE_PRESENT", _gives_number),
    "event:approval.submitted": told("approval.submitted"),
    "event:approval.decided": told("approval.decided"),
    "check:REVIEWED_BY_HEAD": on_post(_by_head),
    "event:post.pack.exported": told("post.pack.exported"),
}
"""What outlines of a unit may wait for beside what these steps do."""
