"""TARGET_USABLE: the pages a post is meant for are there, in use, and each named once."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Door, Finding, Severity

STATUS = {
    "requested": Phrase("chưa được duyệt", "is not approved yet"),
    "handed_over": Phrase("đã bàn giao", "was handed over"),
    "merged": Phrase("đã sáp nhập", "was merged"),
    "closed": Phrase("đã đóng", "is closed"),
}


def look(view: PreflightView) -> Iterator[Finding]:
    """No target (once the post is submitted), unknown ones, unusable ones, and one page under two names."""
    if not view.post.targets and view.door is not Door.COMPOSE:
        yield _finding(Phrase("Bài chưa chọn trang đăng.", "No page is chosen for the post."), "")
    known = {account.name for account in view.accounts}
    for name in view.post.targets:
        if name not in known:
            yield _finding(Phrase(f"Không có trang nào tên “{name}”.", f"There is no page called “{name}”."), name)
    pages: set[tuple[str, str, str]] = set()
    for account in view.accounts:
        if account.unusable_because:
            status = STATUS[account.unusable_because]
            yield _finding(
                Phrase(f"Trang “{account.title}” {status.vi}.", f"Page “{account.title}” {status.en}."), account.name
            )
        page = (account.kind.value, account.platform.value, account.page_id)
        if page in pages:
            yield _finding(
                Phrase(f"Trang “{account.title}” được chọn hai lần.", f"Page “{account.title}” is chosen twice."),
                account.name,
            )
        pages.add(page)


def _finding(wrong: Phrase, name: str) -> Finding:
    remedy = Phrase("Chọn trang đang hoạt động trong danh bạ trang.", "Choose a page in use from the registry.")
    return RULE.finding("targets", wrong, remedy, excerpt=name)


RULE = Rule(
    code="TARGET_USABLE",
    severity=Severity.BLOCK,
    title=Phrase("Trang đăng có thật và đang hoạt động", "The target pages exist and are in use"),
    reach=Reach.EVERY,
    look=look,
)
