"""The steps of E1 and E2: the week's plan, and emergencies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from studio.calendar.emergency import BULLETIN, NUMBER, EmergencyStatus
from studio.calendar.model import Emergency
from studio.calendar.week import WeekView, monday_of
from studio.clock import local, local_date
from studio.phrase import Phrase
from studio.posts.model import Answers, Post, PostState, PreflightStage
from studio.training.context import LessonContext, LessonStep, Predicate, told
from studio.training.places import CALENDAR, COMPOSER, PLAN
from studio.training.steps.common import CONFIRMED, WAITS_QUICK, on_its_way, practice_pages, publish
from studio.training.steps.common import approve as approved
from studio.training.steps.material import fields_of

FEWEST_POSTS, FEWEST_KINDS, FEWEST_UPDATES = 3, 3, 2


def week_of(scene: LessonContext) -> WeekView | None:
    """The week that the lesson plans: the last one anything was told of."""
    monday = scene.last("week")
    return scene.services.weeks.view(date.fromisoformat(monday)) if monday else None


def has_goal(scene: LessonContext) -> bool:
    week = week_of(scene)
    return week is not None and bool(week.plan.goal)


def is_balanced(scene: LessonContext) -> bool:
    week = week_of(scene)
    return week is not None and len(week.plan.items) >= FEWEST_POSTS and len(week.kinds) >= FEWEST_KINDS


def is_assigned(scene: LessonContext) -> bool:
    week = week_of(scene)
    return week is not None and week.plan.all_assigned


def is_checked(scene: LessonContext) -> bool:
    """Every planned post says until when it holds, and somebody looked."""
    week = week_of(scene)
    if week is None or not week.plan.items or not scene.told("week.checked"):
        return False
    return not any(found.code in ("EXPIRY_SET", "EXPIRED") for found in week.findings)


def is_printed(scene: LessonContext) -> bool:
    """The head agreed to it, and the sheet was written since."""
    week = week_of(scene)
    return week is not None and week.agreed and scene.told("calendar.exported", approved="yes")


def is_reviewed(scene: LessonContext) -> bool:
    week = week_of(scene)
    return week is not None and bool(week.plan.review)


def _situation(scene: LessonContext) -> EmergencyStatus | None:
    return scene.services.emergency.situation()


def is_on(scene: LessonContext) -> bool:
    return _situation(scene) is not None


def begun(scene: LessonContext) -> Emergency | None:
    """The emergency of this lesson."""
    known = scene.last("emergency")
    return next((each for each in scene.services.emergency.all() if each.id == known), None)


def is_over(scene: LessonContext) -> bool:
    """It ended, after a bulletin that closed it, with what was learnt from it."""
    ended = begun(scene)
    if ended is None or ended.on or not ended.review:
        return False
    out = scene.services.emergency.of(ended).published
    return len({each.number for each in out}) > FEWEST_UPDATES


def _bulletin(scene: LessonContext) -> Post | None:
    """The newest bulletin of the emergency that is on."""
    situation = _situation(scene)
    if situation is None or not situation.bulletins:
        return None
    return scene.services.drafts.get(situation.bulletins[-1].post_id)


def _passes(scene: LessonContext, code: str, *fields: str) -> bool:
    """The bulletin has these fields, and the check finds nothing."""
    post = _bulletin(scene)
    if post is None or not all(post.fields.get(field) for field in fields):
        return False
    return not any(found.code == code for found in scene.services.findings(post, PreflightStage.COMPOSE))


def says_when_and_where(scene: LessonContext) -> bool:
    return _passes(scene, "DATETIME_COMPLETE", "at", "place", "source")


def says_whom_to_call(scene: LessonContext) -> bool:
    return _passes(scene, "HOTLINE_PRESENT", "event", "do_now", "numbers")


def head_approved(scene: LessonContext) -> bool:
    post = _bulletin(scene)
    approval = scene.services.workflow.approval(post.id) if post is not None else None
    return approval is not None and approval.role == "head"


def is_out_with_its_number(scene: LessonContext) -> bool:
    post = _bulletin(scene)
    return post is not None and post.state is PostState.PUBLISHED and bool(post.fields.get(NUMBER))


def is_updated(scene: LessonContext) -> bool:
    situation = _situation(scene)
    return situation is not None and len({each.number for each in situation.published}) >= FEWEST_UPDATES


# What a learner is told meanwhile


def _of_one_kind(scene: LessonContext) -> Phrase | None:
    week = week_of(scene)
    posts, kinds = (len(week.plan.items), len(week.kinds)) if week is not None else (0, 0)
    if posts < FEWEST_POSTS or kinds >= FEWEST_KINDS:
        return None
    return Phrase("There are {posts} posts of only {kinds} kinds; add one of another kind.", posts=posts, kinds=kinds)


def _before_the_head(scene: LessonContext) -> Phrase | None:
    week = week_of(scene)
    if week is None:
        return None
    if week.waits:
        return Phrase("The plan waits: choose “Decide…”, then the head, and agree with the PIN.")
    if week.agreed:
        return Phrase("The head agreed; now print the sheet.")
    if scene.told("calendar.exported"):
        return Phrase("The sheet was printed before the head agreed: submit, have it agreed, then print it again.")
    return None


def _not_ended(scene: LessonContext) -> Phrase | None:
    emergency = begun(scene)
    if emergency is None or emergency.on:
        return None
    return Phrase(
        "It was switched off without a closing bulletin: go back to where this step began, and publish one first."
    )


# How they are played

GOAL = "Mọi gia đình biết cách nhận ra cuộc gọi giả danh công an và gọi đúng số khi có cháy."
TEMPLATES = ("scam_warning", "procedure_guide", "event_notice")
"""A warning, a guide and an activity: three kinds."""
WEEK_REVIEW = "Đăng đủ 3 bài đúng ngày. Bài hướng dẫn thủ tục được hỏi nhiều; tuần sau thêm bài hỏi đáp."
REASON = "Cháy lớn tại khu chợ, nhiều hộ phải di dời"
EVERY = timedelta(hours=1)
AFTERWARDS = "Thông báo khẩn đầu ra sau 12 phút; cần soạn sẵn số điện thoại trực. Người dân hỏi nhiều về nơi tạm trú."
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
    drafts, by = scene.services.drafts, scene.cast.learner
    post = scene.services.emergency.next_bulletin(by)
    drafts.edit(post.id, by, fields=_sample(scene, post.id, _PLACED), targets=practice_pages(scene), answers=CONFIRMED)


def say_three_lines(scene: LessonContext) -> None:
    """What happened, what to do, whom to call."""
    post = _latest(scene)
    scene.services.drafts.edit(post, scene.cast.learner, fields=_sample(scene, post, _SAID))


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
    drafts, by = scene.services.drafts, scene.cast.learner
    post = scene.services.emergency.next_bulletin(by)
    answers = Answers(
        not_restricted=True,
        no_victim_identity=True,
        has_minor=False,
        original_post=post.answers.original_post,
    )
    drafts.edit(post.id, by, fields={"event": event, "at": _now(scene)}, answers=answers)
    publish(scene, post.id)


def _sample(scene: LessonContext, post_id: str, names: tuple[str, ...]) -> dict[str, object]:
    template = scene.services.composer.template(scene.services.drafts.get(post_id))
    sample = fields_of(scene, template)
    return {name: sample[name] for name in names if name in sample} | ({"at": _now(scene)} if "at" in names else {})


def _latest(scene: LessonContext) -> str:
    situation = scene.services.emergency.situation()
    if situation is None or not situation.bulletins:
        raise LookupError(f"no draft of {BULLETIN} was begun")
    return situation.bulletins[-1].post_id


def _now(scene: LessonContext) -> str:
    return local(scene.services.now()).strftime("%Y-%m-%dT%H:%M")


STEPS: Mapping[str, LessonStep] = {
    "E1.2": LessonStep(has_goal, set_goal, PLAN, needs=()),
    "E1.3": LessonStep(is_balanced, plan_posts, PLAN, needs=(), remark=_of_one_kind),
    "E1.4": LessonStep(is_assigned, assign, PLAN, needs=(3,)),
    "E1.5": LessonStep(is_checked, check, PLAN.on("calendar.check"), narrow=True),
    "E1.6": LessonStep(is_printed, agree_and_print, PLAN, narrow=True, needs=(2, 3, 4, 5), remark=_before_the_head),
    "E1.7": LessonStep(is_reviewed, look_back, PLAN, needs=(3,)),
    "E2.1": LessonStep(is_on, switch_on, CALENDAR, needs=()),
    "E2.2": LessonStep(says_when_and_where, begin_bulletin, COMPOSER.on("emergency.bulletin"), narrow=True),
    "E2.3": LessonStep(says_whom_to_call, say_three_lines, COMPOSER.on("emergency.bulletin"), narrow=True),
    "E2.4": LessonStep(
        head_approved, approve_quickly, COMPOSER, narrow=True, remark=lambda scene: on_its_way(scene, WAITS_QUICK, None)
    ),
    "E2.5": LessonStep(is_out_with_its_number, publish_bulletin, COMPOSER, needs=(1, 2, 3, 4)),
    "E2.6": LessonStep(
        is_updated, update, COMPOSER, needs=(1, 2, 3, 4, 5), remark=lambda scene: on_its_way(scene, WAITS_QUICK)
    ),
    "E2.8": LessonStep(
        is_over,
        end,
        COMPOSER.on("emergency.update"),
        needs=(1, 2, 3, 4, 5, 6),
        remark=lambda scene: _not_ended(scene) or on_its_way(scene, WAITS_QUICK),
    ),
}
CONDITIONS: Mapping[str, Predicate] = {
    "event:calendar.exported": told("calendar.exported"),
}
"""What outlines of a unit may wait for beside what these steps do."""
