"""The columns of the list of posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PySide6.QtGui import QIcon

from studio.clock import local, local_date, show_date, show_datetime
from studio.posts.model import TRASH_DAYS, PostRow, PostSort
from studio.translation import ntr, tr
from studio.ui.posts.query import ListNames
from studio.ui.widgets.avatar import avatars
from studio.ui.widgets.rows import Column
from studio.ui.words import listed_word

_DAY = "Hôm nay 00:00"
_TIME = "00/00/0000 00:00"
_STATE = "Đã quyết định gỡ, còn trên trang"
_CODE = "MM-000"
_PAGES = "●●● 00 trang"
_AUTHOR = "Nguyễn Văn Minh"
MOST_SIGNS = 3


@dataclass(slots=True, kw_only=True)
class ColumnSetting:
    """What the columns are shown in the light of."""

    now: Callable[[], datetime]
    sign_px: int
    names: ListNames = field(default_factory=ListNames)
    trashed: bool = False


def post_columns(setting: ColumnSetting) -> tuple[Column[PostRow], ...]:
    """Title, state, template, pages, author, change, planned time (or what is left in the trash)."""
    return (
        Column(heading=tr("Post"), text=_title, sort=PostSort.TITLE),
        Column(
            heading=tr("State"),
            text=lambda r: listed_word(r).text,
            word=listed_word,
            sample=_STATE,
            sort=PostSort.STATE,
        ),
        Column(
            heading=tr("Template"),
            text=lambda r: setting.names.code(r.template_id),
            sample=_CODE,
            keep=3,
            sort=PostSort.TEMPLATE,
        ),
        Column(
            heading=tr("Pages", about="post"),
            text=lambda r: _pages(r, setting.names),
            picture=lambda r: _signs(r, setting),
            sample=_PAGES,
            keep=2,
        ),
        Column(
            heading=tr("Author"),
            text=lambda r: setting.names.people.get(r.author, r.author),
            sample=_AUTHOR,
            keep=1,
        ),
        Column(
            heading=tr("Changed", about="time"),
            text=lambda r: _recently(r.changed_at, setting.now()),
            sample=_DAY,
            keep=5,
            sort=PostSort.CHANGED,
        ),
        Column(
            heading=last_heading(trashed=False),
            text=lambda r: _kept(r, setting.now()) if setting.trashed else _planned(r),
            sample=_TIME,
            keep=4,
            sort=PostSort.PUBLISH_AT,
        ),
    )


def last_heading(*, trashed: bool) -> str:
    return tr("Kept for") if trashed else tr("Planned for")


def shown_title(row: PostRow) -> str:
    """The title, or what stands for one."""
    return row.title or tr("(no title yet)")


def days_left(row: PostRow, now: datetime) -> int:
    """Whole days until a post in the trash is deleted for good, begun ones counted."""
    if row.trashed_at is None:
        return TRASH_DAYS
    left = row.trashed_at + timedelta(days=TRASH_DAYS) - now
    return max(0, -(-left // timedelta(days=1)))


def _title(row: PostRow) -> str:
    title = shown_title(row)
    return tr("{title} · comments: {n}").format(title=title, n=row.comments) if row.comments else title


def _pages(row: PostRow, names: ListNames) -> str:
    if len(row.targets) == 1:
        return names.pages.get(row.targets[0], row.targets[0])
    return ntr("{n} page", "{n} pages", len(row.targets)).format(n=len(row.targets)) if row.targets else ""


def _signs(row: PostRow, setting: ColumnSetting) -> QIcon | None:
    titles = tuple(setting.names.pages.get(name, name) for name in row.targets[:MOST_SIGNS])
    if not titles:
        return None
    signs = avatars(titles, setting.sign_px)
    made = QIcon(signs)
    made.addPixmap(signs, QIcon.Mode.Selected)  # Qt's own would be tinted
    return made


def _recently(at: datetime, now: datetime) -> str:
    """The time of today, the day of an earlier day."""
    if local_date(at) == local_date(now):
        return tr("today {time}").format(time=f"{local(at):%H:%M}")
    return show_date(local_date(at))


def _planned(row: PostRow) -> str:
    return show_datetime(row.publish_at) if row.publish_at else ""


def _kept(row: PostRow, now: datetime) -> str:
    left = days_left(row, now)
    return ntr("{n} day left", "{n} days left", left).format(n=left) if left else tr("deleted today")
