"""What Zalo tells of an official account's own articles: views and shares, as its list of articles has them.

    GET /v2.0/article/getslice   total_view, total_share of each article, ten a call
    GET /v2.0/oa/getoa           num_follower

Zalo has no days, no reactions and no comments. The list of followers is never asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from studio.accounts.model import Account
from studio.clock import Clock
from studio.publishers.figures import PageNumber, Silence, TellsFigures, TellsNumber, whole_number
from studio.publishers.http import Http
from studio.publishers.port import Unreachable
from studio.publishers.zalo.api import GETOA, SLICE, ZaloApi
from studio.publishers.zalo.article import NORMAL, VIDEO
from studio.publishers.zalo.grant import Grants

AT_ONCE = 10
MOST_CALLS = 300
"""Of one kind of article; what lies further back is looked for no more."""
_NOT_TOLD = dict.fromkeys((PageNumber.VIEWERS, PageNumber.REACTIONS, PageNumber.COMMENTS), Silence.NOT_OFFERED)


class ZaloFigures:
    """Fulfils `studio.publishers.figures.FigureReader`. Threads may share it."""

    def __init__(self, http: Http, grants: Grants, clock: Clock) -> None:
        self._api = ZaloApi(http, grants, clock)

    def of_page(self, account: Account, since: date, until: date) -> TellsFigures:
        value = whole_number(self._api.read(account, GETOA).data.get("num_follower"))
        silent = {PageNumber.VIEWS: Silence.NOT_OFFERED, PageNumber.VIEWERS: Silence.NOT_OFFERED}
        if value is None:
            return TellsFigures(silent=silent | {PageNumber.FOLLOWERS: Silence.NOT_OFFERED})
        return TellsFigures(told=(TellsNumber(number=PageNumber.FOLLOWERS, value=value),), silent=silent)

    def of_posts(self, account: Account, remote_ids: Sequence[str]) -> Mapping[str, TellsFigures]:
        wanted = set(remote_ids)
        found: dict[str, TellsFigures] = {}
        for kind in (NORMAL, VIDEO):
            offset = 0
            for _ in range(MOST_CALLS):
                if wanted <= found.keys():
                    return found
                rows = self._rows(account, kind, offset)
                if not rows:
                    break
                found |= {str(row.get("id")): _told(row) for row in rows if str(row.get("id")) in wanted}
                offset += len(rows)
        return found

    def _rows(self, account: Account, kind: str, offset: int) -> Sequence[Mapping[str, Any]]:
        """Raises Unreachable where the answer is no list: an empty one would say that the articles are gone."""
        asked = {"offset": str(offset), "limit": str(AT_ONCE), "type": kind}
        medias = self._api.read(account, SLICE, asked).data.get("medias")
        if not isinstance(medias, list):
            raise Unreachable("Zalo's answer is not the documented one; it is asked again.")
        return [row for row in medias if isinstance(row, dict)]


def _told(row: Mapping[str, Any]) -> TellsFigures:
    told, silent = [], dict(_NOT_TOLD)
    for number, name in ((PageNumber.VIEWS, "total_view"), (PageNumber.SHARES, "total_share")):
        value = whole_number(row.get(name))
        if value is None:
            silent[number] = Silence.NOT_OFFERED
        else:
            told.append(TellsNumber(number=number, value=value))
    return TellsFigures(told=tuple(told), silent=silent)
