"""The one way to publishing: what has to be true of a post, whatever door is used."""

from __future__ import annotations

from datetime import datetime

from studio.accounts.model import Account
from studio.accounts.service import Accounts
from studio.app.inspection import Inspector
from studio.errors import Refused
from studio.outbox.ports import Ready
from studio.posts.composer import Composer
from studio.posts.model import Door
from studio.posts.ports import PostRepository
from studio.posts.refusals import require_unblocked
from studio.posts.workflow import Workflow


class PublishingGate:
    """Approval, seal, files, target page and preflight, asked at queuing and again just before sending."""

    def __init__(
        self, posts: PostRepository, workflow: Workflow, composer: Composer, accounts: Accounts, inspector: Inspector
    ) -> None:
        self._posts = posts
        self._workflow = workflow
        self._composer = composer
        self._accounts = accounts
        self._inspector = inspector

    def ready(self, post_id: str, account: str, now: datetime, *, sending: bool = True) -> Ready:
        """See `studio.outbox.ports.Gate`."""
        approval = self._workflow.valid_approval(post_id)
        frozen = self._workflow.frozen(post_id)
        page = self._accounts.check(account)
        if frozen is None or (page.name, str(page.platform), page.page_id) not in frozen.bundle.targets:
            raise _not_approved(page)
        post = self._posts.get(post_id)
        door = Door.SEND if sending else Door.ENQUEUE
        content = self._composer.content(post)
        require_unblocked(self._inspector(post, content, door, frozen=frozen, approval=approval))
        package = frozen.bundle.packages[page.platform]
        return Ready(bundle=frozen.bundle, package=package, account=page, written_at=post.created_at)


def _not_approved(page: Account) -> Refused:
    return Refused(
        f"trang {page.title} ({page.page_id}) không nằm trong các trang đã duyệt; hãy chọn trang rồi gửi duyệt lại.",
        f"the page {page.title} ({page.page_id}) is not among the approved ones; choose it and submit again.",
        where=page.name,
    )
