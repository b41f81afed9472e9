"""The text of an article for reading: clauses and points indented, citations as links, and where a place stands."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.library.model import Article, CitationRef
from studio.library.resolver import ResolvedCitation
from studio.library.structure import Node, NodeKind, nodes, walk
from studio.phrase import Phrase
from studio.ui.tokens import Tokens, Tone

LINK = "law:"
"""Before the number of the link in its address."""
STEP = 18
"""Pixels that a point stands to the right of its clause."""
_DEPTH = {NodeKind.POINT: 1, NodeKind.ITEM: 2, NodeKind.DASH: 2, NodeKind.QUOTE: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class LawLink:
    """A stretch of the text that names a place in the library."""

    start: int
    end: int
    document: str
    """Key; empty where the citation leads nowhere."""
    article: str
    why: str
    """What is wrong with it, for the tooltip; empty for a good one."""


def links_of(found: Sequence[ResolvedCitation], say: Callable[[Phrase], str]) -> tuple[LawLink, ...]:
    """The links of an article; `say` turns a Phrase into the window's language."""
    made: list[LawLink] = []
    for each in found:
        target = each.targets[0] if each.targets else None
        reason = each.reason or (target.reason if target else None)
        made.append(
            LawLink(
                start=each.start,
                end=each.end,
                document=each.document.key if each.document else "",
                article=(target.ref.article or "") if target else "",
                why=say(reason) if reason else "",
            )
        )
    return tuple(made)


def passage(article: Article, name: str, links: Sequence[LawLink], tokens: Tokens) -> str:
    """Rich text: the article under its name. Line n of the text is block n + 1 of the document."""
    depths = _depths(article.text)
    parts = [f'<p style="font-weight:600; margin-bottom:8px">{html.escape(name)}</p>']
    at = 0
    for line in article.text.split("\n"):
        inner = _linked(line, at, links, tokens)
        indent = STEP * depths.get(at, 0)
        parts.append(f'<p style="margin:0 0 6px {indent}px">{inner or "&nbsp;"}</p>')
        at += len(line) + 1
    return "".join(parts)


def offset_of(text: str, line: int, column: int) -> int:
    """Where in `text` the column of a line is."""
    lines = text.split("\n")
    line = max(0, min(line, len(lines) - 1))
    return sum(len(each) + 1 for each in lines[:line]) + min(column, len(lines[line]))


def place_at(article: Article, document: str, offset: int) -> CitationRef:
    """The innermost clause and point at an offset of the text, as a citation of `document` (its number)."""
    clause = point = None
    for node in walk(nodes(article.text)):
        if node.start <= offset < node.end:
            if node.kind is NodeKind.CLAUSE:
                clause, point = node.number, None
            elif node.kind is NodeKind.POINT:
                point = node.number
    return CitationRef(document=document, article=article.number or None, clause=clause, point=point)


def line_of(article: Article, clause: str | None, point: str | None) -> int:
    """The line (from 0) a clause or point begins on; 0 where the article has none such."""
    inside: tuple[Node, ...] = nodes(article.text)
    start = 0
    for kind, number in ((NodeKind.CLAUSE, clause), (NodeKind.POINT, point)):
        if not number:
            continue
        found = next((n for n in walk(inside) if n.kind is kind and n.number == number), None)
        if found is None:
            break
        start, inside = found.start, found.children
    return article.text.count("\n", 0, start)


def _depths(text: str) -> dict[int, int]:
    return {node.start: _DEPTH.get(node.kind, 0) for node in walk(nodes(text))}


def _linked(line: str, at: int, links: Sequence[LawLink], tokens: Tokens) -> str:
    out, done = "", 0
    for number, link in enumerate(links):
        start, end = link.start - at, link.end - at
        if start < done or end > len(line) or start < 0:
            continue
        shown = html.escape(line[start:end])
        colour = tokens.accent if link.document and not link.why else tokens.tones[Tone.AMBER].text
        title = f' title="{html.escape(link.why)}"' if link.why else ""
        out += html.escape(line[done:start])
        out += f'<a href="{LINK}{number}" style="color:{colour}"{title}>{shown}</a>'
        done = end
    return out + html.escape(line[done:])


def article_name(number: str, heading: str) -> str:
    """``Điều 5. Quyền được biết``: as the document itself calls it, in either language of the window."""
    name = f"Điều {number}" if number[:1].isdigit() else number
    return f"{name}. {heading}" if heading else name
