"""The columns of the list of posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from studio.clock import local, local_date, show_date, show_datetime
from studio.posts.model import TRASH_DAYS, PostRow, PostSort
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.posts.names import Names
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
_UNTITLED = QT_TRANSLATE_NOOP("PostColumns", "(no title yet)")
_COMMENTS = QT_TRANSLATE_NOOP("PostColumns", "{title} · comments: {n}")
_MANY = QT_TRANSLATE_NOOP("PostColumns", "{n} pages")
_LEFT = QT_TRANSLATE_NOOP("PostColumns", "{n} days left")
_TODAY = QT_TRANSLATE_NOOP("PostColumns", "today {time}")
_LAST = QT_TRANSLATE_NOOP("PostColumns", "deleted today")


@dataclass(slots=True, kw_only=True)
class Setting:
    """What the columns are shown in the light of."""

    now: Callable[[], datetime]
    sign_px: int
    names: Names = field(default_factory=Names)
    trashed: bool = False


def post_columns(setting: Setting) -> tuple[Column[PostRow], ...]:
    """Title, state, template, pages, author, change, planned time (or what is left in the trash)."""
    title = QT_TRANSLATE_NOOP("PostColumns", "Post")
    state = QT_TRANSLATE_NOOP("PostColumns", "State")
    template = QT_TRANSLATE_NOOP("PostColumns", "Template")
    pages = QT_TRANSLATE_NOOP("PostColumns", "Pages")
    author = QT_TRANSLATE_NOOP("PostColumns", "Author")
    changed = QT_TRANSLATE_NOOP("PostColumns", "Changed")
    planned = QT_TRANSLATE_NOOP("PostColumns", "Planned for")
    left = QT_TRANSLATE_NOOP("PostColumns", "Kept for")
    return (
        Column(heading=lambda: _say(title), text=_title, sort=PostSort.TITLE),
        Column(
            heading=lambda: _say(state),
            text=lambda r: listed_word(r).text,
            word=listed_word,
            sample=_STATE,
            sort=PostSort.STATE,
        ),
        Column(
            heading=lambda: _say(template),
            text=lambda r: setting.names.code(r.template_id),
            sample=_CODE,
            keep=3,
            sort=PostSort.TEMPLATE,
        ),
        Column(
            heading=lambda: _say(pages),
            text=lambda r: _pages(r, setting.names),
            picture=lambda r: _signs(r, setting),
            sample=_PAGES,
            keep=2,
        ),
        Column(
            heading=lambda: _say(author),
            text=lambda r: setting.names.people.get(r.author, r.author),
            sample=_AUTHOR,
            keep=1,
        ),
        Column(
            heading=lambda: _say(changed),
            text=lambda r: _recently(r.changed_at, setting.now()),
            sample=_DAY,
            keep=5,
            sort=PostSort.CHANGED,
        ),
        Column(
            heading=lambda: _say(left if setting.trashed else planned),
            text=lambda r: _kept(r, setting.now()) if setting.trashed else _planned(r),
            sample=_TIME,
            keep=4,
            sort=PostSort.PUBLISH_AT,
        ),
    )


def shown_title(row: PostRow) -> str:
    """The title, or what stands for one."""
    return row.title or _say(_UNTITLED)


def days_left(row: PostRow, now: datetime) -> int:
    """Whole days until a post in the trash is deleted for good, begun ones counted."""
    if row.trashed_at is None:
        return TRASH_DAYS
    left = row.trashed_at + timedelta(days=TRASH_DAYS) - now
    return max(0, -(-left // timedelta(days=1)))


def _title(row: PostRow) -> str:
    title = shown_title(row)
    return _say(_COMMENTS).format(title=title, n=row.comments) if row.comments else title


def _pages(row: PostRow, names: Names) -> str:
    if len(row.targets) == 1:
        return names.pages.get(row.targets[0], row.targets[0])
    return _say(_MANY).format(n=len(row.targets)) if row.targets else ""


def _signs(row: PostRow, setting: Setting) -> QIcon | None:
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
        return _say(_TODAY).format(time=f"{local(at):%H:%M}")
    return show_date(local_date(at))


def _planned(row: PostRow) -> str:
    return show_datetime(row.publish_at) if row.publish_at else ""


def _kept(row: PostRow, now: datetime) -> str:
    left = days_left(row, now)
    return _say(_LEFT).format(n=left) if left else _say(_LAST)


def _say(source: str) -> str:
    return QCoreApplication.translate("PostColumns", source)
