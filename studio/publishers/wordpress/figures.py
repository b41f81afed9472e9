"""What a WordPress site tells of its posts and days.

    GET wp/v2/comments?post=…                     approved comments, by the header X-WP-Total; core counts no views
    GET wp/v2/posts/{id}?_fields=id,views         views, where the plugin WP-PostViews adds that field
    GET koko-analytics/v1/stats?start_date=…      views and visitors a day, where the plugin Koko Analytics keeps them

Both plugins keep their numbers on the site itself; none that hands readers' data to others is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from studio.accounts.model import Account
from studio.accounts.sealed_logins import SealedLogins
from studio.publishers.figures import PageNumber, Silence, TellsFigures, TellsNumber, whole_number
from studio.publishers.http import Http
from studio.publishers.port import Unreachable
from studio.publishers.wordpress.errors import GONE, NeedsRights
from studio.publishers.wordpress.rest import RestClient

KOKO = "koko-analytics/v1"
NO_SUCH_ROUTE = ("rest_no_route",)
_OF_SITE = (PageNumber.VIEWS, PageNumber.VIEWERS)


class WordPressFigures:
    """Fulfils `studio.publishers.figures.FigureReader`. Threads may share it."""

    def __init__(self, http: Http, logins: SealedLogins) -> None:
        self._rest = RestClient(http, logins)

    def of_page(self, account: Account, since: date, until: date) -> TellsFigures:
        asked = {"start_date": since.isoformat(), "end_date": until.isoformat()}
        silent = {PageNumber.FOLLOWERS: Silence.NOT_OFFERED}
        try:
            got = self._rest.get(account, "/stats", asked, absent=NO_SUCH_ROUTE, api=KOKO)
        except NeedsRights:
            return TellsFigures(silent=silent | dict.fromkeys(_OF_SITE, Silence.NO_RIGHT))
        if got is None:
            return TellsFigures(silent=silent | dict.fromkeys(_OF_SITE, Silence.NOT_OFFERED))
        if not isinstance(got.value, list):
            raise _undocumented()
        return TellsFigures(told=tuple(_days(got.value, since, until)), silent=silent)

    def of_posts(self, account: Account, remote_ids: Sequence[str]) -> Mapping[str, TellsFigures]:
        found = {remote: self._post(account, remote) for remote in remote_ids if remote.isascii() and remote.isdigit()}
        return {remote: told for remote, told in found.items() if told is not None}

    def _post(self, account: Account, remote: str) -> TellsFigures | None:
        """None: the site has it no longer."""
        got = self._rest.get(account, f"/posts/{remote}", {"_fields": "id,views"}, absent=GONE)
        if got is None:
            return None
        if not isinstance(got.value, dict) or str(got.value.get("id")) != remote:
            raise _undocumented()
        told = []
        silent = dict.fromkeys((PageNumber.VIEWERS, PageNumber.REACTIONS, PageNumber.SHARES), Silence.NOT_OFFERED)
        views = whole_number(got.value.get("views"))
        if views is None:
            silent[PageNumber.VIEWS] = Silence.NOT_OFFERED
        else:
            told.append(TellsNumber(number=PageNumber.VIEWS, value=views))
        comments = self._rest.get(account, "/comments", {"post": remote, "per_page": "1", "_fields": "id"})
        if comments is None or comments.total is None:
            raise _undocumented()
        told.append(TellsNumber(number=PageNumber.COMMENTS, value=comments.total))
        return TellsFigures(told=tuple(told), silent=silent)


def _days(rows: Sequence[Any], first: date, last: date) -> Iterator[TellsNumber]:
    for row in rows:
        day = _day(row.get("date")) if isinstance(row, dict) else None
        if day is None or not first <= day <= last:
            continue
        for number, name in ((PageNumber.VIEWS, "pageviews"), (PageNumber.VIEWERS, "visitors")):
            value = whole_number(row.get(name))
            if value is not None:
                yield TellsNumber(number=number, value=value, day=day)


def _day(told: object) -> date | None:
    try:
        return date.fromisoformat(str(told)[:10])
    except ValueError:
        return None


def _undocumented() -> Unreachable:
    return Unreachable("The site's answer is not the documented one; it is asked again.")
