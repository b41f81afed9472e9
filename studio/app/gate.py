"""The one way to publishing: what has to be true of a post, whatever door is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from studio.accounts.model import Account
from studio.accounts.service import Accounts
from studio.app.inspection import Inspector
from studio.errors import Refused
from studio.outbox.ports import Ready
from studio.posts.model import Door
from studio.posts.refusals import require_unblocked
from studio.posts.workflow import Workflow


class PublishingGate:
    """Approval, seal, files, target page and preflight, asked at queuing and again just before sending.

    Each asking sees the store at one moment: `reading` gives all reads inside its block the same view of it.
    """

    def __init__(
        self,
        workflow: Workflow,
        accounts: Accounts,
        inspector: Inspector,
        reading: Callable[[], AbstractContextManager[object]],
    ) -> None:
        self._workflow = workflow
        self._accounts = accounts
        self._inspector = inspector
        self._reading = reading

    def ready(self, post_id: str, account: str, now: datetime) -> Ready:
        """See `studio.outbox.ports.Gate`."""
        return self._passed(post_id, (account,), Door.SEND)[0]

    def ready_to_queue(self, post_id: str, accounts: Sequence[str], now: datetime) -> tuple[Ready, ...]:
        """See `studio.outbox.ports.Gate`."""
        return self._passed(post_id, accounts, Door.ENQUEUE)

    def _passed(self, post_id: str, accounts: Sequence[str], door: Door) -> tuple[Ready, ...]:
        """What is judged of the post is judged once; what is judged of a page, for each page."""
        with self._reading():
            standing = self._workflow.standing(post_id)
            approved = frozenset(standing.sealed.bundle.targets)
            pages = [self._approved(name, approved) for name in accounts]
            frozen = standing.sealed.frozen
            found = self._inspector(standing.post, standing.content, door, frozen=frozen, approval=standing.approval)
        require_unblocked(found)
        written_at = standing.post.created_at
        return tuple(
            Ready(
                bundle=frozen.bundle,
                package=frozen.bundle.packages[page.platform],
                account=page,
                written_at=written_at,
                amends=standing.content.amends,
            )
            for page in pages
        )

    def _approved(self, name: str, approved: frozenset[tuple[str, str, str]]) -> Account:
        page = self._accounts.check(name)
        if (page.name, str(page.platform), page.page_id) not in approved:
            raise _not_approved(page)
        return page


def _not_approved(page: Account) -> Refused:
    return Refused(
        f"trang {page.title} ({page.page_id}) không nằm trong các trang đã duyệt; hãy chọn trang rồi gửi duyệt lại.",
        f"the page {page.title} ({page.page_id}) is not among the approved ones; choose it and submit again.",
        where=page.name,
    )
