"""The address of a published post, as a person brings it: does it belong to the page it is said to be on?"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from studio.accounts.model import Account
from studio.errors import BadInput
from studio.platforms import Platform

LONGEST = 2048
_HOSTS = {
    Platform.FACEBOOK: ("facebook.com", "fb.com", "fb.watch"),
    Platform.ZALO: ("zalo.me",),
}
_HOST_NAME = re.compile(r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$")


def checked_link(link: str, account: Account) -> str:
    """`link`, trimmed. Raises BadInput unless it is an https address of a post on the host of `account`."""
    link = link.strip()
    if not link or len(link) > LONGEST or any(c.isspace() or not c.isprintable() or c == "\\" for c in link):
        raise _bad(
            "liên kết trống, quá dài hoặc có khoảng trắng; hãy sao chép lại từ thanh địa chỉ.",
            "the link is empty, too long or contains blanks; copy it again from the address bar.",
        )
    host, path = _split(link)
    hosts = _hosts(account)
    if not any(host == own or host.endswith("." + own) for own in hosts):
        raise _bad(
            f"liên kết này không thuộc {' hay '.join(hosts)}; hãy dán liên kết của chính bài đã đăng.",
            f"this link does not belong to {' or '.join(hosts)}; paste the link of the post itself.",
        )
    if path in ("", "/"):
        raise _bad(
            "đây là địa chỉ trang chủ, không phải bài đăng; hãy mở bài đã đăng rồi sao chép liên kết.",
            "this is the front page, not the post; open the post and copy its link.",
        )
    return link


def _split(link: str) -> tuple[str, str]:
    """Host and path with query. Raises BadInput."""
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        host, port = "", None
    if (
        not host
        or parts.scheme != "https"
        or port not in (None, 443)
        or "@" in parts.netloc
        or not _HOST_NAME.match(host)
    ):
        raise _bad(
            "liên kết phải là địa chỉ https:// đầy đủ, ví dụ https://www.facebook.com/….",
            "the link has to be a full https:// address, such as https://www.facebook.com/….",
        )
    return host, parts.path + (f"?{parts.query}" if parts.query else "")


def _hosts(account: Account) -> tuple[str, ...]:
    known = _HOSTS.get(account.platform)
    if known is not None:
        return known
    own = (urlsplit(account.base_url).hostname or "") if account.base_url else account.page_id.lower()
    if not _HOST_NAME.match(own):
        raise BadInput(
            f"trang “{account.name}” chưa có địa chỉ trang web; hãy khai báo --base-url https://… cho trang này.",
            f"the page “{account.name}” has no website address; add its --base-url https://….",
            where=account.name,
        )
    return (own.removeprefix("www."),)


def _bad(vi: str, en: str) -> BadInput:
    return BadInput(vi, en, where="link")
