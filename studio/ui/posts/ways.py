"""Where a post is opened."""

from __future__ import annotations

from collections.abc import Mapping

from studio.posts.model import PostState
from studio.ui.page import PageId

WAYS: Mapping[PostState, PageId] = {
    PostState.DRAFT: PageId.COMPOSER,
    PostState.CHANGES_ASKED: PageId.COMPOSER,
    PostState.REJECTED: PageId.COMPOSER,
    PostState.APPROVAL_EXPIRED: PageId.COMPOSER,
    PostState.WITHDRAWN: PageId.COMPOSER,
    PostState.IN_REVIEW: PageId.APPROVAL,
    PostState.APPROVED: PageId.APPROVAL,
    PostState.ON_HOLD: PageId.APPROVAL,
    PostState.QUEUED: PageId.OUTBOX,
    PostState.PUBLISHED: PageId.OUTBOX,
}
"""By state: where a person can go on with it, or look at what became of it."""
