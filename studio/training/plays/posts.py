"""Plays of B1, D1, D3 and D4: writing, citing, approving, publishing to the practice page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from studio.accounts.model import AccountKind
from studio.clock import local_date, parse_local
from studio.posts.model import PROMISED, Post
from studio.posts.previews import PreviewWay
from studio.training.plays import common, material, pictures
from studio.training.scene import LessonContext, Play

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
    return scene.services.desk.get(scene.last("post"))


def _fill(scene: LessonContext, fields: Mapping[str, Any]) -> None:
    scene.services.desk.edit(scene.last("post"), scene.cast.learner, fields=fields)


def _sample(scene: LessonContext, *without: str) -> dict[str, Any]:
    """The sample fields of the post's template, but for these."""
    given = material.fields_of(scene, scene.services.composer.template(_post(scene)))
    return {name: value for name, value in given.items() if name not in without}


def _open_law(scene: LessonContext) -> None:
    _opened_law(scene)


def _opened_law(scene: LessonContext) -> Post:
    return scene.services.desk.open_new("law_explained", scene.cast.learner)


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
    scene.services.desk.edit(scene.last("post"), scene.cast.learner, targets=pages, answers=common.CONFIRMED)


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
    scene.services.desk.edit(post.id, scene.cast.learner, fields=fields)


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
    scene.services.desk.edit(opened.id, scene.cast.learner, fields=fields)


def _write_plainly(scene: LessonContext) -> None:
    scene.services.previews.checked(scene.last("post"))
    _fill(scene, {"points": _sample(scene)["points"]})


def _add_film(scene: LessonContext) -> None:
    """A video, of which somebody says that its words can be read."""
    desk, by, post = scene.services.desk, scene.cast.learner, scene.last("post")
    film = desk.add_video(post, common.VIDEO, by).media[-1]
    desk.update_media(post, replace(film, alt=common.ALT, captions=True), by)


def _choose_card(scene: LessonContext) -> None:
    post = _post(scene)
    first = scene.services.composer.template(post).card_ids[0]
    scene.services.desk.edit(post.id, scene.cast.learner, cards=(first,))


def _look_both_ways(scene: LessonContext) -> None:
    for way in PreviewWay:
        scene.services.previews.looked(scene.last("post"), way)


# D4


def _choose_stage(scene: LessonContext) -> None:
    post = scene.services.desk.open_new("case_result", scene.cast.learner)
    scene.services.desk.edit(post.id, scene.cast.learner, fields={"stage": material.STAGE})


def _tell_case(scene: LessonContext) -> None:
    _fill(scene, _sample(scene, "has_minor", "advice", "contact"))


def _anonymise(scene: LessonContext) -> None:
    post = _post(scene)
    answers = replace(post.answers, not_restricted=True, no_victim_identity=True)
    scene.services.desk.edit(post.id, scene.cast.learner, answers=answers)


def _child_mode(scene: LessonContext) -> None:
    post = _post(scene)
    answers = replace(post.answers, has_minor=False)
    scene.services.desk.edit(post.id, scene.cast.learner, answers=answers, fields={"has_minor": False})


def _advise(scene: LessonContext) -> None:
    given = _sample(scene)
    _fill(scene, {"advice": given["advice"], "contact": given["contact"]})


def _say_innocent(scene: LessonContext) -> None:
    """The text of the template says it; the card that says it too is put with it."""
    scene.services.desk.edit(
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
    scene.services.desk.edit(companion.id, scene.cast.learner, publish_at=at)


PLAYS: Mapping[str, Play] = {
    **pictures.PLAYS,
    "B1.1": _open_law,
    "B1.2": _fill_required,
    "B1.3": _cite,
    "B1.4": _add_photo,
    "B1.5": _settle,
    "B1.6": _approve,
    "B1.7": _publish,
    "B1.8": _hand_over,
    "D1.1": _search_law,
    "D1.2": _see_status,
    "D1.3": _cite_place,
    "D1.4": _explain,
    "D1.5": _cite_what_holds,
    "D1.6": _review_on,
    "D3.1": _write_lead,
    "D3.2": _write_plainly,
    "D3.3": _add_photo,
    "D3.4": _add_film,
    "D3.5": _choose_card,
    "D3.6": _look_both_ways,
    "D4.1": _choose_stage,
    "D4.2": _tell_case,
    "D4.3": _anonymise,
    "D4.4": _child_mode,
    "D4.5": _advise,
    "D4.6": _say_innocent,
    "D4.7": _approve_and_publish,
    "D4.8": _plan_follow_up,
}
"""By the step."""
