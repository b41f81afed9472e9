"""Rules on corrections and approvals: who may let what out."""

from __future__ import annotations

from collections.abc import Iterator

from studio.clock import show_datetime
from studio.people.model import Role
from studio.phrase import Phrase
from studio.posts.checks.links import urls
from studio.posts.checks.rule import FROM_APPROVAL, PreflightView, Reach, rule
from studio.posts.model import Approval, Finding, PreflightStage, Severity
from studio.text import fold, squeeze

FIELD = "original"
"""Field in which the templates name it for readers."""


def named_here(view: PreflightView) -> bool:
    """Whether a post of this application is chosen, and nothing says that it is not there."""
    return bool(view.post.answers.original_post) and view.original_known is not False


def linked(view: PreflightView) -> bool:
    """Whether the field holds an address of the post, for one that was published before this application."""
    return any(any(urls(piece.text)) for piece in view.pieces if piece.where == FIELD)


@rule(
    "ORIGINAL_PRESERVED",
    Severity.BLOCK,
    Phrase("The original is kept in the record"),
    reach=Reach.ASKED,
)
def original_preserved(view: PreflightView) -> Iterator[Finding]:
    """The old version stays on record.

    A post of this application has its record; one from before only has what people filed.
    """
    if named_here(view):
        return
    if view.post.answers.original_post:
        yield original_preserved.finding(
            "answers:original_post",
            Phrase("The chosen original post was not found."),
            Phrase("Choose the original post again."),
        )
    elif linked(view):
        yield original_preserved.finding(
            "answers:original_post",
            Phrase("The original post is not in the app."),
            Phrase("Capture and file the original before it is changed."),
            severity=Severity.WARN,
        )
    else:
        yield original_preserved.finding(
            "answers:original_post",
            Phrase("No original post is chosen."),
            Phrase("Choose it, so that it is kept."),
        )


@rule(
    "CORRECTION_LINKED",
    Severity.BLOCK,
    Phrase("Correction links the wrong post and states wrong vs. right"),
    reach=Reach.ASKED,
)
def correction_linked(view: PreflightView) -> Iterator[Finding]:
    """A correction leads to the wrong post and says what was wrong and what is right.

    The link, then the two sentences.
    """
    if not named_here(view) and not linked(view):
        yield correction_linked.finding(
            FIELD if view.template.field(FIELD) else "answers:original_post",
            Phrase("Nothing leads to the earlier post."),
            Phrase("Choose the post, or paste its address."),
        )
    wrong, right = (_sentence(view, name) for name in ("wrong", "right"))
    if view.template.field("wrong") and wrong and fold(wrong) == fold(right):
        yield correction_linked.finding(
            "right",
            Phrase("What is right reads exactly as what was wrong."),
            Phrase("State what was wrong and what is right."),
            excerpt=right[:80],
        )


def _sentence(view: PreflightView, name: str) -> str:
    value = view.fields.get(name)
    return squeeze(value) if isinstance(value, str) else ""


@rule(
    "FOUR_EYES",
    Severity.BLOCK,
    Phrase("The approver is not the author"),
    doors=FROM_APPROVAL,
)
def four_eyes(view: PreflightView) -> Iterator[Finding]:
    """Whoever wrote or changed a post does not approve it.

    The person at the door of approval, and the one who gave the approval, against author and editors.
    """
    wrote = {view.post.author, *view.post.editors} - {""}
    signer = view.approver.id if view.approver else view.approval.by if view.approval else ""
    if signer in wrote:
        yield four_eyes.finding(
            "",
            Phrase("The approver also wrote or changed the post."),
            Phrase("Ask somebody else to approve it."),
        )


@rule(
    "REVIEWED_BY_HEAD",
    Severity.BLOCK,
    Phrase("Approved by the head of unit"),
    doors=FROM_APPROVAL,
)
def reviewed_by_head(view: PreflightView) -> Iterator[Finding]:
    """The head of the unit approved, where the template asks for it.

    The roles of the person at the door of approval; the role in which the approval was given.
    """
    if not (view.asks(reviewed_by_head.code) or view.template.approval == Role.HEAD):
        return
    by_other = view.approver is not None and Role.HEAD not in view.approver.roles
    given_by_other = view.approver is None and view.approval is not None and view.approval.role != Role.HEAD
    if by_other or given_by_other:
        yield reviewed_by_head.finding(
            "",
            Phrase("This post needs the approval of the head of the unit."),
            Phrase("Submit it to the head."),
        )


AGAIN = Phrase("Submit the post again.")


@rule(
    "APPROVED_VERSION",
    Severity.BLOCK,
    Phrase("The published version is exactly the approved one"),
    by_the_clock=True,
)
def approved_version(view: PreflightView) -> Iterator[Finding]:
    """What goes out is exactly what was approved, from a template that still stands.

    The template at every door; what is frozen where something is; the approval when the post leaves.
    """
    yield from _template_stands(view)
    if view.bundle is not None and view.bundle.content_hash != view.content.content_hash:
        yield _changed()
    if view.stage in (PreflightStage.ENQUEUE, PreflightStage.SEND):
        yield from _approval_stands(view)


def _template_stands(view: PreflightView) -> Iterator[Finding]:
    if view.post.template_sha256 != view.template.sha256 or view.content.template_sha256 != view.template.sha256:
        yield approved_version.finding(
            "",
            Phrase("The template was changed after the post was written."),
            Phrase("Write the post again from the current template."),
        )
    elif not view.template_current:
        yield approved_version.finding(
            "",
            Phrase(
                "Version {version} of the template is no longer among the approved ones.", version=view.template.version
            ),
            Phrase("Write the post again from the current template."),
        )


def _approval_stands(view: PreflightView) -> Iterator[Finding]:
    if view.approval is None:
        yield approved_version.finding(
            "",
            Phrase("The post is not approved."),
            Phrase("Have it approved before it is posted."),
        )
    elif not view.stands or view.approval.revision != view.post.revision:
        yield _changed()
    elif view.approval.expires_at <= view.now:
        yield _expired(view.approval)


def _changed() -> Finding:
    return approved_version.finding(
        "",
        Phrase("Text, pictures, pages or time are not as they were approved."),
        AGAIN,
    )


def _expired(approval: Approval) -> Finding:
    when = show_datetime(approval.expires_at)
    return approved_version.finding("", Phrase("The approval expired at {when}.", when=when), AGAIN)
