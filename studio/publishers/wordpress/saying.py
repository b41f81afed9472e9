"""What is said of a post that a site answered with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from studio.accounts.addresses import opened
from studio.accounts.model import Account
from studio.phrase import Phrase
from studio.publishers.answers import foreign
from studio.publishers.http import Reply
from studio.publishers.port import Answer, Outcome
from studio.publishers.wordpress.errors import judge_write
from studio.publishers.wordpress.listing import ANOTHERS, SitePost

SHOWN = Phrase("Bài đang hiện trên trang web.", "The post shows on the website.")
HIDDEN = Phrase("Trang web đã nhận bài (bản nháp).", "The website took the post (a draft).")
SCHEDULED = Phrase(
    "Trang web đã nhận bài và sẽ tự đăng đúng giờ (cần wp-cron của trang web hoạt động).",
    "The website took the post and will show it at its time (its wp-cron has to run).",
)
EDITED = Phrase("Đã sửa bài trên trang web.", "The post on the website was changed.")
LACKS = Phrase(
    "Người dùng đã kết nối thiếu quyền trên trang web ({rights}).",
    "The connected user lacks rights on the site ({rights}).",
)
REMOVED = Phrase("Bài đã nằm trong thùng rác của trang web.", "The post is in the site's trash.")
NOT_THERE = Phrase("Trang web không còn bài này.", "The site has this post no longer.")
IN_TRASH = Phrase(
    "Bài này đang nằm trong thùng rác của trang web, có người đã bỏ nó; hãy khôi phục bài ở đó rồi thử lại, "
    "hoặc hủy lượt gửi.",
    "This post is in the site's trash, somebody put it there; restore it there and try again, or cancel.",
)
DOUBLE = Phrase(
    "Trang web đã có bài này từ lần gửi trước; sẽ kiểm tra lại.",
    "The website has this post from an earlier attempt; will look again.",
)
UNSEEN = Phrase(
    "Trang web đã có bài mang mã này nhưng người dùng đang kết nối không xem được; nhờ người quản trị trang web đổi "
    "vai trò thành Biên tập viên (Editor), hoặc kết nối lại bằng người dùng đã gửi bài.",
    "The website has a post with this code that the connected user may not see; ask its administrator for the role "
    "Editor, or connect as the user who sent the post.",
)
HELD_BACK = Phrase(
    "Trang web nhận lệnh nhưng vẫn giữ bài ở trạng thái “{status}”; nhờ người quản trị trang web duyệt bài.",
    "The website took the request but keeps the post as “{status}”; ask its administrator to let it through.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteAnswer:
    """A post as a site's answer to a write tells it."""

    id: int
    slug: str
    status: str
    link: str

    @property
    def shows(self) -> bool:
        return self.status == "publish"

    @property
    def raw(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    def done(self, say: Phrase) -> Answer:
        return Answer(
            outcome=Outcome.DONE,
            remote_id=str(self.id),
            permalink=self.link if self.shows else "",
            vi=say.vi,
            en=say.en,
            raw=self.raw,
        )

    def made(self) -> Answer:
        """It was created, now or by an earlier attempt."""
        return self.done(SHOWN if self.shows else SCHEDULED if self.status == "future" else HIDDEN)

    def refused(self, say: Phrase) -> Answer:
        return Answer(outcome=Outcome.REFUSED, remote_id=str(self.id), vi=say.vi, en=say.en, raw=self.raw)


def told_of(post: SitePost) -> WriteAnswer:
    return WriteAnswer(id=post.id, slug=post.slug, status=post.status, link=post.link)


def already(there: Sequence[SitePost]) -> Answer:
    """A create that was made before: the one that shows, else the oldest that nobody threw away."""
    kept = sorted((post for post in there if not post.in_trash), key=lambda post: (not post.shows, post.id))
    return told_of(kept[0]).made() if kept else told_of(there[0]).refused(IN_TRASH)


def anothers(told: WriteAnswer) -> Answer:
    return Answer(outcome=Outcome.UNKNOWN, vi=ANOTHERS.vi, en=ANOTHERS.en, raw=told.raw)


def updated(reply: Reply | Answer, id: int, account: Account) -> WriteAnswer | Answer:
    """As `changed`, of a post that has an id."""
    told = changed(reply, account)
    return anothers(told) if isinstance(told, WriteAnswer) and told.id != id else told


def changed(reply: Reply | Answer, account: Account) -> WriteAnswer | Answer:
    """The post that a write answered with, or what is known otherwise."""
    if isinstance(reply, Answer):
        return reply
    if reply.status not in (200, 201):
        return judge_write(reply)
    try:
        told = reply.json()
        link = opened(str(told["link"]), account)
        return WriteAnswer(id=int(told["id"]), slug=str(told["slug"]), status=str(told["status"]), link=link)
    except (ValueError, KeyError, TypeError):
        return foreign(reply)


def gmt(moment: datetime) -> str:
    """As WordPress takes times without an offset, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
