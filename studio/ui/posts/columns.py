"""The columns of the list of posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PySide6.QtGui import QPixmap

from studio.clock import local, local_date, show_date, show_datetime
from studio.posts.model import TRASH_DAYS, PostRow, PostSort
from studio.translation import ntr, tr
from studio.ui.posts.query import ListNames
from studio.ui.widgets.avatar import PageMark
from studio.ui.widgets.rows import Column, Tile
from studio.ui.words import listed_word

_TIME = "00/00/0000 00:00"
_STATE = "Đã duyệt, chưa xếp hàng"
_PAGES = "Công an phường Minh Khai"


@dataclass(slots=True, kw_only=True)
class ColumnSetting:
    """What the columns are shown in the light of."""

    now: Callable[[], datetime]
    names: ListNames = field(default_factory=ListNames)
    trashed: bool = False
    thumb: Callable[[PostRow], QPixmap] = lambda _: QPixmap()
    """The picture of a post, null where there is none."""


def post_columns(setting: ColumnSetting) -> tuple[Column[PostRow], ...]:
    """Title with template and author, state with its last change, pages, planned time (in the trash: days left)."""
    return (
        Column(
            heading=tr("Post"),
            text=_title,
            second=lambda r: _origin(r, setting.names),
            tile=lambda r: _tile(r, setting),
            spoken=lambda r: f"{_title(r)}. {_origin(r, setting.names)}",
            sort=PostSort.TITLE,
        ),
        Column(
            heading=tr("Status", about="state"),
            text=lambda r: listed_word(r).text,
            word=listed_word,
            second=lambda r: tr("Changed {time}").format(time=_recently(r.changed_at, setting.now())),
            spoken=lambda r: f"{listed_word(r).text}. {_recently(r.changed_at, setting.now())}",
            sample=_STATE,
            sort=PostSort.STATE,
        ),
        Column(
            heading=tr("Pages", about="post"),
            text=lambda r: _first_page(r, setting.names),
            second=_more_pages,
            tile=lambda r: _page(r.targets[0], setting.names) if r.targets else None,
            spoken=lambda r: ", ".join(_page(name, setting.names).title for name in r.targets) or "–",
            sample=_PAGES,
            keep=5,
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


def _origin(row: PostRow, names: ListNames) -> str:
    """The template, and who writes."""
    return " · ".join((names.code(row.template_id), names.people.get(row.author, row.author)))


def _tile(row: PostRow, setting: ColumnSetting) -> Tile:
    """The post's card; before one is finished, the sign of the template's family."""
    card = setting.thumb(row)
    named = setting.names.templates.get(row.template_id)
    return named.tile if card.isNull() and named is not None else card


def _first_page(row: PostRow, names: ListNames) -> str:
    return _page(row.targets[0], names).title if row.targets else tr("No page chosen yet")


def _page(name: str, names: ListNames) -> PageMark:
    return names.pages.get(name, PageMark(name))


def _more_pages(row: PostRow) -> str:
    more = len(row.targets) - 1
    return ntr("and {n} other page", "and {n} other pages", more).format(n=more) if more > 0 else ""


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
