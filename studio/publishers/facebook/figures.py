"""What Facebook tells of a page's own posts and days.

    GET /{post}?fields=shares,reactions…,comments…     counts; no right to insights is needed
    GET /{post}/insights?metric=…                      one metric a call, so that one which is gone takes no other along
    GET /{reel}/video_insights?metric=…                plays of a reel, which stands in no list of posts
    GET /{page}/insights?metric=…&period=day           a value a day, with the end of that day by Facebook's clock

Of who reacted, commented or follows nothing is asked: each list has the limit 0.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from studio.accounts.model import Account
from studio.accounts.sealed_logins import SealedLogins
from studio.clock import VIETNAM, Clock, local_date
from studio.publishers.facebook.access import GraphAccess
from studio.publishers.facebook.errors import GONE, FacebookTrouble, GraphErrorKind
from studio.publishers.facebook.graph import Caller, Endpoint, Graph, Rates, not_meant
from studio.publishers.facebook.listing import is_id, is_video
from studio.publishers.figures import PageNumber, Silence, TellsFigures, TellsNumber, whole_number
from studio.publishers.http import Http

RIGHT = "read_insights"
REEL_COUNTS = "id,comments.summary(total_count).limit(0)"
COUNTS = "id,shares,reactions.summary(total_count).limit(0),comments.summary(total_count).limit(0)"
OF_POST: Mapping[PageNumber, str] = {
    PageNumber.VIEWS: "post_media_view",
    PageNumber.VIEWERS: "post_total_media_view_unique",
}
OF_REEL: Mapping[PageNumber, str] = {
    PageNumber.VIEWS: "fb_reels_total_plays",
    PageNumber.REACTIONS: "post_video_likes_by_reaction_type",
}
OF_PAGE: Mapping[PageNumber, str] = {
    PageNumber.VIEWS: "page_media_view",
    PageNumber.VIEWERS: "page_total_media_view_unique",
    PageNumber.FOLLOWERS: "page_follows",
}
LONGEST = timedelta(days=89)
"""Facebook takes 90 days a query."""
HALF_A_DAY = timedelta(hours=12)
_INVALID = "100"
_NO_METRIC = "3001/1504028"


class FacebookFigures:
    """Fulfils `studio.publishers.figures.FigureReader`. Threads may share it.

    `rates` is what the page has used, shared with the publisher of the same pages.
    """

    def __init__(
        self,
        http: Http,
        logins: SealedLogins,
        clock: Clock,
        *,
        endpoint: Endpoint | None = None,
        pause: Callable[[float], None] = time.sleep,
        rates: Rates | None = None,
    ) -> None:
        self._graph = Graph(http, rates or Rates(clock), endpoint or Endpoint(), pause=pause)
        self._access = GraphAccess(self._graph, logins, clock)

    def of_page(self, account: Account, since: date, until: date) -> TellsFigures:
        with self._access.heeding(account):
            caller = self._access.caller(account)
            told: list[TellsNumber] = []
            silent: dict[PageNumber, Silence] = {}
            first = max(since, until - LONGEST)
            for number, metric in OF_PAGE.items():
                asked = {"metric": metric, "period": "day", "since": _midnight(first), "until": _midnight(until, 2)}
                found = self._insights(account, caller, f"{account.page_id}/insights", asked)
                if isinstance(found, Silence):
                    silent[number] = found
                else:
                    told += _days(number, found, first, until)
            return TellsFigures(told=tuple(told), silent=silent)

    def of_posts(self, account: Account, remote_ids: Sequence[str]) -> Mapping[str, TellsFigures]:
        with self._access.heeding(account):
            caller = self._access.caller(account)
            found = {remote: self._post(account, caller, remote) for remote in remote_ids if is_id(remote)}
        return {remote: told for remote, told in found.items() if told is not None}

    def _post(self, account: Account, caller: Caller, remote: str) -> TellsFigures | None:
        """None: Facebook has it no longer, or shows it to the page no longer."""
        reel = is_video(remote)
        try:
            counts = self._graph.read(caller, remote, fields=REEL_COUNTS if reel else COUNTS).data
        except FacebookTrouble as trouble:
            if trouble.code == GONE:
                return None
            raise
        if str(counts.get("id")) != remote:
            raise not_meant()
        told = list(_counts(counts, reel=reel))
        silent: dict[PageNumber, Silence] = {}
        if reel:
            silent = dict.fromkeys((PageNumber.VIEWERS, PageNumber.SHARES), Silence.NOT_OFFERED)
        edge = f"{remote}/video_insights" if reel else f"{remote}/insights"
        for number, metric in (OF_REEL if reel else OF_POST).items():
            asked = {"metric": metric, "period": "lifetime"}
            found = self._insights(account, caller, edge, asked)
            value = whole_number(found[-1].get("value")) if not isinstance(found, Silence) and found else None
            if value is not None:
                told.append(TellsNumber(number=number, value=value))
            else:
                silent[number] = found if isinstance(found, Silence) else Silence.NOT_OFFERED
        return TellsFigures(told=tuple(told), silent=silent)

    def _insights(
        self, account: Account, caller: Caller, path: str, asked: Mapping[str, str]
    ) -> Sequence[Mapping[str, Any]] | Silence:
        """The values of one metric, in their order; or why there are none. Raises Unreachable, FacebookTrouble."""
        try:
            self._access.caller(account, RIGHT)
            rows = self._graph.read(caller, path, **asked).data.get("data")
        except FacebookTrouble as trouble:
            if trouble.kind is GraphErrorKind.RIGHTS:
                return Silence.NO_RIGHT
            if trouble.code in (_INVALID, _NO_METRIC):
                return Silence.NOT_OFFERED
            raise
        if not isinstance(rows, list):
            raise not_meant()
        values = [
            value
            for row in rows
            if isinstance(row, dict) and row.get("name") == asked["metric"]
            for value in row.get("values") or ()
            if isinstance(value, dict)
        ]
        return values or Silence.NOT_OFFERED


def _counts(counts: Mapping[str, Any], *, reel: bool) -> Iterator[TellsNumber]:
    """Reactions, comments and shares; where shares are left out of an answer there are none, but for a reel's, which
    Facebook does not count so."""
    for number, name in ((PageNumber.REACTIONS, "reactions"), (PageNumber.COMMENTS, "comments")):
        part = counts.get(name)
        summary = part.get("summary") if isinstance(part, dict) else None
        value = whole_number(summary.get("total_count")) if isinstance(summary, dict) else None
        if value is not None:
            yield TellsNumber(number=number, value=value)
    if reel:
        return
    shares = counts.get("shares")
    value = whole_number(shares.get("count")) if isinstance(shares, dict) else 0
    if value is not None:
        yield TellsNumber(number=PageNumber.SHARES, value=value)


def _days(number: PageNumber, values: Sequence[Mapping[str, Any]], first: date, last: date) -> Iterator[TellsNumber]:
    for one in values:
        value, ended = whole_number(one.get("value")), _moment(one.get("end_time"))
        if value is None or ended is None:
            continue
        day = local_date(ended - HALF_A_DAY)
        if first <= day <= last:
            yield TellsNumber(number=number, value=value, day=day, ended_at=ended)


def _midnight(day: date, later: int = 0) -> str:
    return str(int(datetime(day.year, day.month, day.day, tzinfo=VIETNAM).timestamp()) + later * 86_400)


def _moment(told: object) -> datetime | None:
    """``2026-11-25T08:00:00+0000``."""
    try:
        found = datetime.fromisoformat(str(told))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
