"""What stands over the panes: why the post cannot be written on, or what was asked of its author."""

from __future__ import annotations

from typing import NamedTuple

from studio.posts.model import PostState
from studio.posts.transitions import EditConflict
from studio.translation import ntr, tr
from studio.ui.composer.draft import LOCKED_STATES
from studio.ui.language import LanguageManager
from studio.ui.tokens import Tone


class ComposerNotice(NamedTuple):
    """Tone, sentence and the words of its button; an empty sentence shows nothing."""

    tone: Tone = Tone.BLUE
    text: str = ""
    button: str = ""


def notice_of(
    state: PostState,
    language: LanguageManager,
    *,
    signed_in: bool,
    locked: bool,
    conflict: EditConflict | None,
    note: str,
    amends: bool = False,
    targets: int = 0,
    versions: str = "",
) -> ComposerNotice:
    """The first thing the author has to know. `note`: what the last person wrote who sent the post back;
    `amends`: it changes a published post on so many pages (`targets`); `versions`: of two PCs, between which to
    choose."""
    if not signed_in:
        told = tr("Sign in to write: a draft carries the name of its author.")
        return ComposerNotice(Tone.BLUE, told, tr("Sign in"))
    if versions:
        return ComposerNotice(Tone.AMBER, versions, tr("Choose a version…"))
    if conflict is not None:
        return ComposerNotice(Tone.AMBER, language.explain(conflict), tr("Use my version"))
    if state in LOCKED_STATES and locked:
        words = {
            PostState.IN_REVIEW: tr("This post is waiting for a decision. Editing it returns it to draft."),
            PostState.APPROVED: tr("This post is approved. Editing it cancels the approval."),
            PostState.ON_HOLD: tr("This post is on hold. Editing it cancels the approval."),
        }
        return ComposerNotice(Tone.BLUE, words[state], tr("Edit the post"))
    sent_back = _sent_back(state, note)
    return sent_back if sent_back.text or not amends else ComposerNotice(Tone.BLUE, _amending(targets))


def _amending(pages: int) -> str:
    """What becomes of a change of a published post."""
    return ntr(
        "You are editing a post that is published on {n} page. The page shows it unchanged until somebody else "
        "has approved this version and it is published: then the text there is replaced, in the same post. "
        "Pictures on a page cannot be replaced: leave them as they are, or request the removal of the post.",
        "You are editing a post that is published on {n} pages. They show it unchanged until somebody else has "
        "approved this version and it is published: then the text there is replaced, in the same post. Pictures "
        "on a page cannot be replaced: leave them as they are, or request the removal of the post.",
        pages,
    ).format(n=pages)


def _sent_back(state: PostState, note: str) -> ComposerNotice:
    if state is PostState.CHANGES_ASKED:
        return ComposerNotice(Tone.AMBER, tr("Changes were requested: “{note}”").format(note=note))
    if state is PostState.REJECTED:
        told = tr("The post was rejected: “{note}”. Edit it to submit it again.")
        return ComposerNotice(Tone.RED, told.format(note=note))
    if state in (PostState.QUEUED, PostState.PUBLISHED):
        told = tr("This post is in the outbox or published and cannot be edited. Correct it with a new post.")
        return ComposerNotice(Tone.BLUE, told)
    return ComposerNotice()
