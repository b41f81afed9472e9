"""What an approval brings about, in one sentence, and the pages it is for."""

from __future__ import annotations

from collections.abc import Sequence

from studio.accounts.model import AccountKind
from studio.clock import show_datetime
from studio.people.model import Role
from studio.translation import tr
from studio.ui.approval.review_data import ReviewData
from studio.ui.approval.showcase import shots_of
from studio.ui.approval.sign import ApprovalSummary, SignedPage
from studio.ui.review.publish_summary import way_of
from studio.ui.review.sheet import ReviewSheet, ReviewTarget
from studio.ui.words import page_name, page_place, platform_name, sign_of

NAMED = 2
"""Pages and people that a sentence names; of more it says how many."""


def effects(sheet: ReviewSheet) -> tuple[str, str]:
    """What follows where the approval queues, and where it does not."""
    return _at_once(sheet), _later(sheet)


def approving(review: ReviewData, *, queues: bool, effect: tuple[str, str]) -> ApprovalSummary:
    """What the dialog shows of the post in hand."""
    sheet, shots = review.sheet, shots_of(review)
    return ApprovalSummary(
        title=sheet.content.title or tr("(no title yet)"),
        revision=sheet.post.revision,
        card=shots[0].image if shots else None,
        pages=[_page(sheet, target) for target in sheet.targets],
        queues=queues,
        amends=bool(sheet.post.answers.amends),
        effect=effect[0],
        later=effect[1],
    )


def _page(sheet: ReviewSheet, target: ReviewTarget) -> SignedPage:
    account, at = target.account, sheet.post.publish_at
    return SignedPage(
        title=page_name(account),
        sign=sign_of(account),
        platform=platform_name(account.platform),
        page_id=account.page_id,
        when=show_datetime(at) if at is not None else tr("as soon as possible"),
        how=way_of(account.kind, amends=bool(sheet.post.answers.amends)),
    )


def _at_once(sheet: ReviewSheet) -> str:
    at, by_hand = sheet.post.publish_at, [t for t in sheet.targets if t.account.kind is AccountKind.HANDOVER]
    pages = _named([_where(sheet, target) for target in sheet.targets if target not in by_hand])
    told = []
    if pages and sheet.post.answers.amends:
        told.append(tr("Approved, then the text on {pages} is replaced at once.").format(pages=pages))
    elif pages and at is not None:
        words = tr("Approved and queued: out on {pages} at {time}; this PC has to be on then.")
        told.append(words.format(pages=pages, time=show_datetime(at)))
    elif pages:
        told.append(tr("Approved and queued: out on {pages} within minutes.").format(pages=pages))
    if by_hand:
        words = (
            tr("For {pages} the app prepares a folder, and a person changes the post by hand.")
            if sheet.post.answers.amends
            else tr("For {pages} the app prepares a folder, and a person posts it by hand.")
        )
        told.append(words.format(pages=_named([_where(sheet, target) for target in by_hand])))
    return " ".join(told)


def _later(sheet: ReviewSheet) -> str:
    publishers = [p.name for p in sheet.people.values() if p.works_here and Role.PUBLISHER in p.roles]
    if not publishers:
        return tr("Only approved: nothing is published yet, and nobody here may queue it.")
    return tr("Only approved: nothing is published yet. Afterwards {names} has to queue it.").format(
        names=_named(sorted(publishers), tr("or"))
    )


def _where(sheet: ReviewSheet, target: ReviewTarget) -> str:
    """The platform, and the name of the page where it goes to several of that platform, or to one of practice."""
    account = target.account
    alone = sum(other.account.platform is account.platform for other in sheet.targets) == 1
    practice = account.kind is AccountKind.PRACTICE
    return platform_name(account.platform) if alone and not practice else page_place(account)


def _named(names: Sequence[str], joint: str = "") -> str:
    """``A, B and 3 more``."""
    unique = list(dict.fromkeys(names))
    joint = joint or tr("and")
    if len(unique) <= 1:
        return "".join(unique)
    if len(unique) == NAMED:
        return f" {joint} ".join(unique)
    return tr("{names} and {n} more").format(names=", ".join(unique[:NAMED]), n=len(unique) - NAMED)
