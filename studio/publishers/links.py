"""The address of a published post, as a person brings it: does it belong to the page it is said to be on?"""

from __future__ import annotations

from studio.accounts.addresses import LONGEST, hosts, opened, parts_of
from studio.accounts.model import Account
from studio.errors import BadInput


def checked_link(link: str, account: Account) -> str:
    """`link`, trimmed. Raises BadInput unless it is an https address of a post on the host of `account`."""
    link = link.strip()
    if not link or len(link) > LONGEST or any(c.isspace() or not c.isprintable() or c == "\\" for c in link):
        raise _bad(
            "liên kết trống, quá dài hoặc có khoảng trắng; hãy sao chép lại từ thanh địa chỉ.",
            "the link is empty, too long or contains blanks; copy it again from the address bar.",
        )
    parts = parts_of(link)
    if parts is None or parts.scheme != "https" or parts.port != 443:
        raise _bad(
            "liên kết phải là địa chỉ https:// đầy đủ, ví dụ https://www.facebook.com/….",
            "the link has to be a full https:// address, such as https://www.facebook.com/….",
        )
    own = _hosts(account)
    if not opened(link, account) and not any(parts.host == host or parts.host.endswith(f".{host}") for host in own):
        raise _bad(
            f"liên kết này không thuộc {' hay '.join(own)}; hãy dán liên kết của chính bài đã đăng.",
            f"this link does not belong to {' or '.join(own)}; paste the link of the post itself.",
        )
    if parts.path in ("", "/"):
        raise _bad(
            "đây là địa chỉ trang chủ, không phải bài đăng; hãy mở bài đã đăng rồi sao chép liên kết.",
            "this is the front page, not the post; open the post and copy its link.",
        )
    return link


def _hosts(account: Account) -> tuple[str, ...]:
    known = hosts(account.platform)
    if known:
        return known
    own = parts_of(account.base_url or f"https://{account.page_id.lower()}")
    if own is None:
        raise BadInput(
            f"trang “{account.name}” chưa có địa chỉ trang web; hãy khai báo --base-url https://… cho trang này.",
            f"the page “{account.name}” has no website address; add its --base-url https://….",
            where=account.name,
        )
    return (own.host.removeprefix("www."),)


def _bad(vi: str, en: str) -> BadInput:
    return BadInput(vi, en, where="link")
