"""A draft that explains a place of the law, begun from the reading room."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from studio.library.model import CitationRef

if TYPE_CHECKING:
    from studio.posts.desk import Desk

TEMPLATE = "law_explained"


def begin_explained(desk: Desk, ref: CitationRef, since: date | None, by: str) -> str:
    """On the worker: the id of a draft of the template, with its citation, and the day it took effect if known.

    Raises NotFound when the pack has no such template, NotPermitted.
    """
    post = desk.open_new(TEMPLATE, by)
    cited = {"document": ref.document, "article": ref.article, "clause": ref.clause, "point": ref.point}
    fields: dict[str, object] = {"citation": {name: value for name, value in cited.items() if value}}
    if since is not None:
        fields["effective_on"] = since.isoformat()
    return desk.edit(post.id, by, fields=fields, joins=True).id
