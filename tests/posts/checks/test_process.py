"""Who may let what out, where and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from studio.accounts.model import AccountKind, PageStatus
from studio.config import Settings
from studio.people.model import Person, Role
from studio.posts.model import Answers, PreflightStage
from tests.posts.checks.view_builder import ANSWERED, FACEBOOK, NOW, approval, findings, frozen, view

LATER = (PreflightStage.APPROVE, PreflightStage.ENQUEUE, PreflightStage.SEND)


def person(id: str, *roles: Role) -> Person:
    return Person(id=id, name="Cán bộ duyệt", roles=frozenset(roles), pin_hash="")


@pytest.mark.parametrize(("signer", "told"), [("lan", True), ("minh", True), ("hung", False)])
def test_whoever_wrote_or_edited_does_not_approve(signer: str, told: bool) -> None:
    at_the_door = view(stage=PreflightStage.APPROVE, approver=person(signer, Role.HEAD))
    given = view(stage=PreflightStage.SEND, approval=approval(by=signer))
    assert bool(findings("FOUR_EYES", at_the_door)) is told
    assert bool(findings("FOUR_EYES", given)) is told


@pytest.mark.parametrize(
    ("template", "roles", "told"),
    [
        ("case_result", (Role.APPROVER,), True),
        ("case_result", (Role.APPROVER, Role.HEAD), False),
        ("greeting", (Role.APPROVER,), False),
    ],
)
def test_the_head_approves_where_the_template_asks(template: str, roles: tuple[Role, ...], told: bool) -> None:
    looked_at = view(template, stage=PreflightStage.APPROVE, approver=person("hung", *roles))
    assert bool(findings("REVIEWED_BY_HEAD", looked_at)) is told


def test_an_approval_given_in_another_role_is_not_the_heads() -> None:
    assert findings(
        "REVIEWED_BY_HEAD", view("case_result", stage=PreflightStage.ENQUEUE, approval=approval(role="approver"))
    )
    assert not findings("REVIEWED_BY_HEAD", view("case_result", stage=PreflightStage.ENQUEUE, approval=approval()))


@pytest.mark.parametrize("stage", [PreflightStage.ENQUEUE, PreflightStage.SEND])
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, False),
        ({"seal": "6" * 64}, True),
        ({"revision": 2}, True),
        ({"expires_at": NOW}, True),
        ({"expires_at": NOW + timedelta(seconds=1)}, False),
    ],
)
def test_what_leaves_is_what_was_approved(stage: PreflightStage, changes: dict[str, Any], told: bool) -> None:
    looked_at = view(stage=stage, approval=approval(**changes))
    assert bool(findings("APPROVED_VERSION", replace(looked_at, frozen=frozen(looked_at)))) is told


def test_an_approval_that_ran_out_says_when_and_what_to_do() -> None:
    looked_at = view(stage=PreflightStage.SEND, approval=approval(expires_at=NOW))
    (told,) = findings("APPROVED_VERSION", replace(looked_at, frozen=frozen(looked_at)))
    assert told.field == ""
    assert told.wrong.vi.startswith("Phê duyệt đã hết hạn lúc ")
    assert told.wrong.en.startswith("The approval expired at ")
    assert told.remedy.vi == "Gửi duyệt lại."


@pytest.mark.parametrize("stage", [PreflightStage.ENQUEUE, PreflightStage.SEND])
def test_nothing_leaves_without_an_approval_or_without_a_bundle(stage: PreflightStage) -> None:
    looked_at = view(stage=stage)
    assert findings("APPROVED_VERSION", replace(looked_at, frozen=frozen(looked_at)))
    assert findings("APPROVED_VERSION", replace(looked_at, approval=approval()))


@pytest.mark.parametrize("stage", list(PreflightStage))
def test_a_template_that_changed_or_was_withdrawn_stops_the_post_at_every_door(stage: PreflightStage) -> None:
    changed = view(post={"template_sha256": "0" * 64}, stage=stage)
    assert "bị sửa" in findings("APPROVED_VERSION", changed)[0].wrong.vi
    withdrawn = view(template_current=False, stage=stage)
    assert "không còn" in findings("APPROVED_VERSION", withdrawn)[0].wrong.vi


def test_a_bundle_of_other_content_is_not_approved() -> None:
    looked_at = view(stage=PreflightStage.APPROVE)
    ready = frozen(looked_at)
    other = replace(ready, bundle=replace(ready.bundle, content_hash="1" * 64))
    assert findings("APPROVED_VERSION", replace(looked_at, frozen=other))
    assert not findings("APPROVED_VERSION", replace(looked_at, frozen=ready))


@pytest.mark.parametrize(
    ("kind", "practice", "told"),
    [
        (AccountKind.PRACTICE, True, None),
        (AccountKind.HANDOVER, True, "info"),
        (AccountKind.FACEBOOK, True, "block"),
        (AccountKind.ZALO, True, "block"),
        (AccountKind.WORDPRESS, True, "block"),
        (AccountKind.FACEBOOK, False, None),
        (AccountKind.PRACTICE, False, None),
    ],
)
def test_an_exercise_stays_here(kind: AccountKind, practice: bool, told: str | None) -> None:
    accounts = (replace(FACEBOOK, kind=kind),)
    by_post = view(accounts=accounts, post={"practice": practice})
    by_profile = view(accounts=accounts, settings=Settings(practice=practice))
    for looked_at in (by_post, by_profile):
        found = findings("PRACTICE_ONLY", looked_at)
        assert [finding.severity.value for finding in found] == ([told] if told else [])


def test_marks_of_an_exercise_never_reach_a_real_page() -> None:
    accounts = (replace(FACEBOOK, kind=AccountKind.FACEBOOK),)
    found = findings("PRACTICE_ONLY", view(accounts=accounts, content={"practice": True}))
    assert [(f.field, f.severity.value) for f in found] == [("targets", "block")]


@pytest.mark.parametrize("status", [s for s in PageStatus if s is not PageStatus.ACTIVE])
def test_a_page_out_of_use_is_no_target(status: PageStatus) -> None:
    found = findings("TARGET_USABLE", view(accounts=(replace(FACEBOOK, status=status),)))
    assert [(f.field, f.severity.value) for f in found] == [("targets", "block")]


def test_targets_are_chosen_known_and_named_once() -> None:
    assert not findings("TARGET_USABLE", view())
    assert findings("TARGET_USABLE", view(post={"targets": ()}, accounts=()))
    assert findings("TARGET_USABLE", view(post={"targets": ()}, accounts=(), stage=PreflightStage.COMPOSE))
    unknown = findings("TARGET_USABLE", view(post={"targets": (FACEBOOK.name, "trang-la")}))
    assert ["trang-la" in finding.wrong.en for finding in unknown] == [True]
    twin = replace(FACEBOOK, name="facebook-2")
    twice = findings("TARGET_USABLE", view(post={"targets": (FACEBOOK.name, twin.name)}, accounts=(FACEBOOK, twin)))
    assert [(twin.title in finding.wrong.en, finding.excerpt) for finding in twice] == [(True, "")], "no raw name"


@pytest.mark.parametrize(
    ("at", "stage", "told"),
    [
        (None, PreflightStage.SUBMIT, None),
        (NOW - timedelta(minutes=1), PreflightStage.SUBMIT, "block"),
        (NOW + timedelta(hours=2), PreflightStage.SUBMIT, None),
        (NOW + timedelta(days=91), PreflightStage.SUBMIT, "warn"),
        (NOW - timedelta(minutes=1), PreflightStage.SEND, None),
        (NOW - timedelta(minutes=1), PreflightStage.ENQUEUE, None),
    ],
)
def test_the_time_of_posting_is_ahead_and_near(at: datetime | None, stage: PreflightStage, told: str | None) -> None:
    found = findings("PUBLISH_TIME", view(post={"publish_at": at}, stage=stage))
    assert [finding.severity.value for finding in found] == ([told] if told else [])


def test_a_time_after_the_approval_ends_is_too_late() -> None:
    looked_at = view(
        post={"publish_at": datetime(2026, 12, 3, tzinfo=UTC)}, stage=PreflightStage.ENQUEUE, approval=approval()
    )
    assert [finding.severity.value for finding in findings("PUBLISH_TIME", looked_at)] == ["block"]


def without_original(template: str, original: str, **others: Any) -> Any:
    looked_at = view(template, {"original": original}, **others)
    return replace(
        looked_at, post=replace(looked_at.post, answers=Answers(not_restricted=True, no_victim_identity=True))
    )


@pytest.mark.parametrize("code", ["ORIGINAL_PRESERVED", "CORRECTION_LINKED"])
def test_a_correction_is_about_a_post_that_is_on_record(code: str) -> None:
    assert not findings(code, view("correction"))
    assert not findings(code, view("correction", original_known=True))
    assert [f.severity.value for f in findings(code, without_original("correction", "Bài tuần trước"))] == ["block"]
    assert findings(code, view("correction", original_known=False))


def test_a_post_from_before_the_application_may_be_corrected_by_its_address() -> None:
    old = without_original("correction", "https://minhkhai.example.gov.vn/tin/18")
    assert not findings("CORRECTION_LINKED", old)
    assert [finding.severity.value for finding in findings("ORIGINAL_PRESERVED", old)] == ["warn"]


def test_a_correction_says_something_else_than_the_mistake() -> None:
    same = {"wrong": "Mở cửa cả ngày thứ Bảy.", "right": "mở cửa  cả ngày thứ bảy."}
    assert [finding.field for finding in findings("CORRECTION_LINKED", view("correction", same))] == ["right"]


@pytest.mark.parametrize(
    ("code", "template", "answers", "where"),
    [
        ("NOT_RESTRICTED", "greeting", {"not_restricted": False}, "answers:not_restricted"),
        ("NO_VICTIM_IDENTITY", "scam_warning", {"no_victim_identity": False}, "answers:no_victim_identity"),
        ("NO_MINOR_IDENTIFIABLE", "school_safety", {"has_minor": None}, "answers:has_minor"),
    ],
)
def test_what_only_a_person_can_say_has_to_be_said(
    code: str, template: str, answers: dict[str, Any], where: str
) -> None:
    found = findings(code, view(template, answers=replace(ANSWERED, **answers)))
    assert [(f.field, f.severity.value) for f in found] == [(where, "block")]


def test_the_templates_own_answer_about_minors_counts() -> None:
    assert not findings("NO_MINOR_IDENTIFIABLE", view("case_result", answers=replace(ANSWERED, has_minor=None)))


def test_a_problem_of_a_field_is_a_blocker() -> None:
    found = findings("FIELD", view("scam_warning", {"scam_name": ""}))
    assert [(f.field, f.severity.value) for f in found] == [("scam_name", "block")]
    assert not findings("FIELD", view("scam_warning"))
