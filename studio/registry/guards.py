"""What a change of a page file must not do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from studio.errors import BadInput, Refused
from studio.registry.model import PageFile
from studio.registry.ports import Wary
from studio.registry.tidy import free_texts


def require_open(former: PageFile, changed: PageFile) -> None:
    """What an ended page was stays as it was; only the watch for impostors goes on. Raises Refused."""
    kept = former.transition
    watched = replace(changed.transition, watch_until=kept.watch_until, watched_on=kept.watched_on)
    if former.ended and replace(changed, transition=watched) != former:
        raise Refused(
            "trang đã kết thúc nên hồ sơ không sửa được nữa; chỉ đổi được ngày theo dõi trang giả mạo.",
            "the page has ended and its file is closed; only the watch for impostors can be changed.",
        )


def require_free(former: PageFile, changed: PageFile, files: Iterable[PageFile]) -> None:
    """Two files would drive the status of one account against each other. Raises BadInput."""
    if changed.account in ("", former.account):
        return
    twin = next((each for each in files if each.account == changed.account and not each.ended), None)
    if twin is not None:
        name = twin.identity.name or twin.area or twin.id
        raise BadInput(
            f"trang đăng này đã thuộc hồ sơ “{name}”; chọn trang khác.",
            f"this account belongs to the file “{name}”; choose another.",
            where="account",
        )


def require_nobody(former: PageFile, changed: PageFile, wary: Wary) -> None:
    """No text that is new names a citizen's data or holds a secret. Raises BadInput naming the field."""
    kept = free_texts(former)
    for where, text in free_texts(changed).items():
        found = wary(text) if kept.get(where) != text else None
        if found is not None:
            raise BadInput(
                f"{found.vi} Hồ sơ trang không lưu dữ liệu của người dân và mật khẩu; hãy viết lại cho chung.",
                f"{found.en} A page file keeps no data of citizens and no passwords; put it in general terms.",
                where=where,
            )
