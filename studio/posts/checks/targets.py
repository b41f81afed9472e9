"""Rules on what a post is made of and meant for: fields, pages, time, exercise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from studio.accounts.model import Account, AccountKind
from studio.clock import show_datetime
from studio.phrase import Phrase
from studio.posts.checks.rule import PreflightView, rule
from studio.posts.model import Finding, PreflightStage, Severity


@rule("FIELD", Severity.BLOCK, Phrase("The template's fields are filled in properly"))
def fields(view: PreflightView) -> Iterator[Finding]:
    """The template's own validators have nothing to say.

    One blocker for each problem of a field.
    """
    for problem in view.field_problems:
        yield fields.finding(problem.field, problem.wrong, problem.remedy)


UNUSABLE = {
    "requested": Phrase("is not approved yet"),
    "handed_over": Phrase("was handed over"),
    "merged": Phrase("was merged"),
    "closed": Phrase("is closed"),
}


@rule(
    "TARGET_USABLE",
    Severity.BLOCK,
    Phrase("The target pages exist and are in use"),
)
def target_usable(view: PreflightView) -> Iterator[Finding]:
    """The pages a post is meant for are there, in use, and each named once.

    No target, unknown ones, unusable ones, and one page under two names.
    """
    if not view.post.targets:
        remedy = Phrase("Open “Post to” and tick the pages.")
        yield target_usable.finding("targets", Phrase("No page is chosen for the post."), remedy)
    known = {account.name for account in view.accounts}
    for name in view.post.targets:
        if name not in known:
            yield _page(Phrase("There is no page called “{name}”.", name=name))
    pages: set[tuple[str, str, str]] = set()
    for account in view.accounts:
        if account.unusable_because:
            status = UNUSABLE[account.unusable_because]
            yield _page(Phrase("Page “{title}” {status}.", title=account.title, status=status))
        page = (account.kind.value, account.platform.value, account.page_id)
        if page in pages:
            yield _page(Phrase("Page “{title}” is chosen twice.", title=account.title))
        pages.add(page)


def _page(wrong: Phrase) -> Finding:
    return target_usable.finding("targets", wrong, Phrase("Choose a page in use from the registry."))


FURTHEST = timedelta(days=90)
"""Further ahead than this, laws, numbers and templates will have changed."""


@rule(
    "PUBLISH_TIME",
    Severity.BLOCK,
    Phrase("The time of posting is ahead and not far off"),
    by_the_clock=True,
)
def publish_time(view: PreflightView) -> Iterator[Finding]:
    """The planned time is still to come, is not far off, and falls within the approval.

    When sending, the time is due and lateness is the outbox's affair.
    """
    at = view.post.publish_at
    if at is None or view.stage is PreflightStage.SEND:
        return
    if at <= view.now and view.stage is not PreflightStage.ENQUEUE:
        yield _time(at, Phrase("has passed"), Severity.BLOCK)
    elif at > view.now + FURTHEST:
        yield _time(at, Phrase("is far off; the text may grow old"), Severity.WARN)
    if view.approval is not None and at >= view.approval.expires_at:
        yield _time(at, Phrase("is after the approval expires"), Severity.BLOCK)


def _time(at: datetime, what: Phrase, severity: Severity) -> Finding:
    when = show_datetime(at)
    return publish_time.finding(
        "publish_at",
        Phrase("The time of posting, {when}, {what}.", when=when, what=what),
        Phrase("Choose another time."),
        excerpt=when,
        severity=severity,
    )


@rule(
    "PRACTICE_ONLY",
    Severity.INFO,
    Phrase("Exercise is published to the practice page only"),
)
def practice_only(view: PreflightView) -> Iterator[Finding]:
    """An exercise stays on this PC, and a real post carries no sign of one.

    Targets of an exercise, then marks of an exercise on what a real page would show.
    """
    exercise = view.post.practice or view.settings.practice
    marked = view.content.practice or any(card.spec.practice for card in view.content.cards)
    for account in view.accounts:
        if exercise:
            yield from _target_of_exercise(account)
        elif marked and account.kind is not AccountKind.PRACTICE:
            yield practice_only.finding(
                "targets",
                Phrase(
                    "The cards are marked as an exercise but would go to the real page “{title}”.", title=account.title
                ),
                Phrase("Write the post in the real workspace."),
                severity=Severity.BLOCK,
            )


def _target_of_exercise(account: Account) -> Iterator[Finding]:
    if not account.kind.local:
        yield practice_only.finding(
            "targets",
            Phrase("An exercise may not go to “{title}”.", title=account.title),
            Phrase("Choose a practice page."),
            severity=Severity.BLOCK,
        )
    elif account.kind is AccountKind.HANDOVER:
        yield practice_only.finding(
            "targets",
            Phrase("The exercise will be exported to the hand-over folder for “{title}”.", title=account.title),
            Phrase("For training; do not post it."),
        )
