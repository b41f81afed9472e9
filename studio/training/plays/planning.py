"""Plays of E1 and E2: the week's plan, and emergencies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from studio.calendar.emergency import BULLETIN
from studio.calendar.week import monday_of
from studio.clock import local, local_date
from studio.posts.model import Answers
from studio.training.plays.common import CONFIRMED, practice_pages, publish
from studio.training.plays.common import approve as approved
from studio.training.plays.material import fields_of
from studio.training.scene import LessonContext, Play

GOAL = "Mọi gia đình biết cách nhận ra cuộc gọi giả danh công an và gọi đúng số khi có cháy."
TEMPLATES = ("scam_warning", "procedure_guide", "event_notice")
"""A warning, a guide and an activity: three kinds."""
WEEK_REVIEW = "Đăng đủ 3 bài đúng ngày. Bài hướng dẫn thủ tục được hỏi nhiều; tuần sau thêm bài hỏi đáp."
REASON = "Cháy lớn tại khu chợ, nhiều hộ phải di dời"
EVERY = timedelta(hours=1)
AFTERWARDS = "Bản tin đầu ra sau 12 phút; cần soạn sẵn số điện thoại trực. Người dân hỏi nhiều về nơi tạm trú."
_PLACED = ("at", "place", "source", "unit_name")
_SAID = ("event", "do_now", "avoid", "numbers")


def _monday(scene: LessonContext) -> date:
    """Of the coming week."""
    return monday_of(local_date(scene.services.now())) + timedelta(days=7)


def set_goal(scene: LessonContext) -> None:
    scene.services.weeks.set_goal(_monday(scene), GOAL, scene.cast.learner)


def plan_posts(scene: LessonContext) -> None:
    for number, template in enumerate(TEMPLATES):
        scene.services.weeks.add(_monday(scene) + timedelta(days=1 + number), template, scene.cast.learner)


def assign(scene: LessonContext) -> None:
    weeks, cast = scene.services.weeks, scene.cast
    for item in weeks.plan(_monday(scene)).items:
        weeks.change(
            item.day,
            item.id,
            cast.learner,
            writer=cast.learner,
            approver=cast.colleague,
            deadline=item.day - timedelta(days=1),
        )


def check(scene: LessonContext) -> None:
    """Look, mend what has no day of review, look again."""
    weeks, monday = scene.services.weeks, _monday(scene)
    lacking = {found.field for found in weeks.check(monday).findings if found.code == "EXPIRY_SET"}
    for item in weeks.plan(monday).items:
        if item.id in lacking:
            weeks.change(item.day, item.id, scene.cast.learner, review_on=item.day + timedelta(days=30))
    weeks.check(monday)


def agree_and_print(scene: LessonContext) -> None:
    weeks, monday, cast = scene.services.weeks, _monday(scene), scene.cast
    if not weeks.view(monday).agreed:
        weeks.submit(monday, cast.learner, cast.pin)
        weeks.decide(monday, cast.head, cast.pin, agree=True)
    weeks.export(monday, scene.folder / f"lich-tuan-{monday.isoformat()}.html")


def look_back(scene: LessonContext) -> None:
    scene.services.weeks.set_review(_monday(scene), WEEK_REVIEW, scene.cast.learner)


def switch_on(scene: LessonContext) -> None:
    scene.services.emergency.begin(scene.cast.head, scene.cast.pin, REASON, EVERY)


def begin_bulletin(scene: LessonContext) -> None:
    """The first bulletin: where, when, and who confirmed it."""
    desk, by = scene.services.desk, scene.cast.learner
    post = scene.services.emergency.next_bulletin(by)
    desk.edit(post.id, by, fields=_sample(scene, post.id, _PLACED), targets=practice_pages(scene), answers=CONFIRMED)


def say_three_lines(scene: LessonContext) -> None:
    """What happened, what to do, whom to call."""
    post = _latest(scene)
    scene.services.desk.edit(post, scene.cast.learner, fields=_sample(scene, post, _SAID))


def approve_quickly(scene: LessonContext) -> None:
    approved(scene, _latest(scene))


def publish_bulletin(scene: LessonContext) -> None:
    publish(scene, _latest(scene))


def update(scene: LessonContext) -> None:
    """The next bulletin, as promised."""
    _update(scene, "Chưa có thông tin mới; đám cháy đang được khống chế")


def end(scene: LessonContext) -> None:
    _update(scene, "Đám cháy đã được dập tắt, người dân có thể về nhà")
    scene.services.emergency.end(scene.cast.head, scene.cast.pin, AFTERWARDS)


def _update(scene: LessonContext, event: str) -> None:
    desk, by = scene.services.desk, scene.cast.learner
    post = scene.services.emergency.next_bulletin(by)
    answers = Answers(
        not_restricted=True,
        no_victim_identity=True,
        has_minor=False,
        original_post=post.answers.original_post,
    )
    desk.edit(post.id, by, fields={"event": event, "at": _now(scene)}, answers=answers)
    publish(scene, post.id)


def _sample(scene: LessonContext, post_id: str, names: tuple[str, ...]) -> dict[str, object]:
    template = scene.services.composer.template(scene.services.desk.get(post_id))
    sample = fields_of(scene, template)
    return {name: sample[name] for name in names if name in sample} | ({"at": _now(scene)} if "at" in names else {})


def _latest(scene: LessonContext) -> str:
    situation = scene.services.emergency.situation()
    if situation is None or not situation.bulletins:
        raise LookupError(f"no draft of {BULLETIN} was begun")
    return situation.bulletins[-1].post_id


def _now(scene: LessonContext) -> str:
    return local(scene.services.now()).strftime("%Y-%m-%dT%H:%M")


PLAYS: Mapping[str, Play] = {
    "E1.2": set_goal,
    "E1.3": plan_posts,
    "E1.4": assign,
    "E1.5": check,
    "E1.6": agree_and_print,
    "E1.7": look_back,
    "E2.1": switch_on,
    "E2.2": begin_bulletin,
    "E2.3": say_three_lines,
    "E2.4": approve_quickly,
    "E2.5": publish_bulletin,
    "E2.6": update,
    "E2.8": end,
}
