"""Zalo's list of articles, page by page. Neither its order nor its paging is documented.

It seems to come newest first. As long as it does, older pages need not be read; a list in any other order is read to
its end. Pages may be shorter than asked for, repeat lines that moved meanwhile, or ignore the offset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from studio.publishers.zalo.article import moment

PAGE = 10
"""Articles a call of getslice is asked for; its limit is not documented, ten is taken by all."""
PAGES_MOST = 500
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    lines: tuple[Line, ...]
    total: int | None
    """How many the whole list has, as the answer says; None: it does not."""


def slice_of(told: Mapping[str, Any]) -> Slice:
    """The data of an answer of getslice."""
    medias, total = told.get("medias"), str(told.get("total", ""))
    lines = tuple(line for line in medias if isinstance(line, Mapping)) if isinstance(medias, list) else ()
    return Slice(lines=lines, total=int(total) if total.isascii() and total.isdigit() else None)


def in_pages(ask: Callable[[int], Slice], since: datetime) -> Iterator[Line]:
    """Every line once, of `ask` by offset: down to the first page that is older than `since` where the list comes
    newest first, else to the end. An empty page or one without anything new is the end."""
    seen: set[str] = set()
    times: list[datetime] = []
    offset = 0
    for _ in range(PAGES_MOST):
        page = ask(offset)
        offset += len(page.lines)
        new = [line for line in page.lines if str(line.get("id")) not in seen]
        seen |= {str(line.get("id")) for line in new}
        yield from new
        times += [told for line in new if (told := moment(line.get("create_date"))) is not None]
        ordered = all(earlier >= later for earlier, later in pairwise(times))
        whole = len(page.lines) < PAGE and page.total is not None and offset >= page.total
        if not new or whole or (ordered and times and times[-1] < since):
            return
