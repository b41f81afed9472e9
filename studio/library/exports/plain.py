"""A document as plain text and as a line of the exchange format; both can be imported again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from studio.library.citation import long_date
from studio.library.model import Article, Document


def as_text(document: Document, articles: Sequence[Article]) -> str:
    """Head, divisions and articles, a line each, as the importer of .txt reads them."""
    lines = [document.issuer.upper(), f"Số: {document.number}" if document.number else ""]
    lines += [f"Việt Nam, {long_date(document.issued_on)}" if document.issued_on else ""]
    lines += [document.type.upper(), document.title, ""]
    above: list[str] = []
    for article in articles:
        path = article.path.split(" > ") if article.path else []
        shared = next((n for n, part in enumerate(path) if above[n : n + 1] != [part]), len(path))
        lines += path[shared:]
        above = path
        if article.number:
            lines.append(f"Điều {article.number}. {article.heading}".rstrip())
        elif article.heading and article.heading not in path:
            lines.append(article.heading)
        lines += article.text.split("\n")
    return "\n".join(line for line in lines if line.strip()) + "\n"


def as_exchange(document: Document, articles: Sequence[Article]) -> str:
    """One line of JSON; see `studio.library.imports`. Who checked the validity goes along."""
    value = {
        "number": document.number,
        "type": document.type,
        "title": document.title,
        "issuer": document.issuer,
        "issued_on": _day(document.issued_on),
        "effective_from": _day(document.effective_from),
        "effective_to": _day(document.effective_to),
        "status": document.stated_status.value,
        "checked_on": _day(document.checked_on),
        "checked_by": document.checked_by,
        "source": document.source,
        "relations": [
            {"kind": r.kind, "number": r.number, **{name: part for name, part in r.place._asdict().items() if part}}
            | ({"provision": r.provision} if r.provision else {})
            | ({"since": r.since.isoformat()} if r.since else {})
            | ({"until": r.until.isoformat()} if r.until else {})
            for r in document.relations
        ],
        "articles": [
            {"id": a.id, "number": a.number, "heading": a.heading, "path": a.path, "text": a.text} for a in articles
        ],
    }
    return json.dumps(value, ensure_ascii=False) + "\n"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
