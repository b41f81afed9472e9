"""A document as Akoma Ntoso 3.0 (OASIS standard, 2018).

Phần, Chương, Mục, Tiểu mục, Điều, Khoản, Điểm become part, chapter, section, subsection, article, paragraph and point;
what an amending law quotes, and text outside articles, are containers of their own name; annexes and attached
regulations are attachments. Each line of text is one ``p``, so the text can be had back whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from lxml import etree  # type: ignore[import-untyped]

from studio.library.exports.identity import Ids, expression_uri, slug, work_uri
from studio.library.folded_text import division
from studio.library.model import Article, Document
from studio.library.structure import Node, NodeKind, nodes

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_SOURCE = "#page-studio"
_DIVISIONS = {"Phần": "part", "Chương": "chapter", "Mục": "section", "Tiểu mục": "subsection"}
_SHORT = {"part": "part", "chapter": "chp", "section": "sec", "subsection": "subsec"}
_NODES = {
    NodeKind.HEADING: ("division", "dvs"),
    NodeKind.ARTICLE: ("article", "art"),
    NodeKind.CLAUSE: ("paragraph", "para"),
    NodeKind.POINT: ("point", "point"),
    NodeKind.ITEM: ("subparagraph", "subpara"),
    NodeKind.DASH: ("indent", "indent"),
}
_END = "Phần cuối văn bản"
"""Heading under which the importers keep the signature block."""


def as_akn(document: Document, articles: Sequence[Article]) -> bytes:
    """The document as UTF-8 XML."""
    root = etree.Element(_tag("akomaNtoso"), nsmap={None: NAMESPACE})
    act = _add(root, "act", name=slug(document.type or "van-ban"), contains="singleVersion")
    ids = Ids()
    _meta(act, document, "!main", "")
    title = _add(_add(_add(act, "preface"), "longTitle"), "p")
    _add(title, "docType", document.type or "Văn bản")
    if document.number:
        _add(title, "docNumber", document.number).tail = " "
        title[0].tail = " số "
    _add(title, "docTitle", document.title or document.number)
    main = [a for a in articles if not _root(a) and not _is_end(a)]
    _body(_add(act, "body"), main, ids, "")
    ends = [a for a in articles if _is_end(a) and not _root(a)]
    if ends:
        _lines(_add(act, "conclusions"), "\n".join(a.text for a in ends))
    annexes = [(name, list(inside)) for name, inside in groupby((a for a in articles if _root(a)), key=_root)]
    if annexes:
        attachments = _add(act, "attachments")
        for name, inside in annexes:
            _attachment(attachments, document, name, inside, ids)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _root(article: Article) -> str:
    """The annex or attached regulation that `article` belongs to; empty for the document itself."""
    first = article.path.split(" > ")[0]
    return first if first and division(first) is None else ""


def _is_end(article: Article) -> bool:
    return not article.number and article.heading == _END


def _attachment(parent: etree._Element, document: Document, name: str, articles: Sequence[Article], ids: Ids) -> None:
    number = str(len(parent) + 1)
    eid = ids.new("", "att", number)
    attachment = _add(parent, "attachment", eId=eid)
    _add(attachment, "heading", name)
    doc = _add(attachment, "doc", name=slug(name))
    _meta(doc, document, f"!{eid}", eid)
    _body(_add(doc, "mainBody"), articles, ids, eid, skip=1)


def _meta(parent: etree._Element, document: Document, component: str, inside: str) -> None:
    meta = _add(parent, "meta")
    identification = _add(meta, "identification", source=_SOURCE)
    issued = document.issued_on or document.effective_from
    day = issued.isoformat() if issued else "0001-01-01"
    held = document.effective_from or issued
    work = _frbr(identification, "FRBRWork", f"{work_uri(document)}/{component}", work_uri(document), day, "issued")
    _add(work, "FRBRcountry", value="vn")
    _add(work, "FRBRsubtype", value=slug(document.type or "van-ban"))
    if document.number:
        _add(work, "FRBRnumber", value=document.number)
    uri = expression_uri(document)
    on = held.isoformat() if held else day
    text = _frbr(identification, "FRBRExpression", f"{uri}/{component}", uri, on, "effective")
    _add(text, "FRBRlanguage", language="vie")
    _frbr(identification, "FRBRManifestation", f"{uri}/{component}.xml", f"{uri}.akn", on, "effective")
    if not inside:
        references = _add(meta, "references", source=_SOURCE)
        _add(references, "TLCOrganization", eId="page-studio", href="/ontology/organization/vn/page-studio",
             showAs="Page Studio")  # fmt: skip
        _add(references, "TLCOrganization", eId="issuer", href=f"/ontology/organization/vn/{slug(document.issuer)}",
             showAs=document.issuer or "Không rõ")  # fmt: skip


def _frbr(parent: etree._Element, name: str, this: str, uri: str, day: str, what: str) -> etree._Element:
    made = _add(parent, name)
    _add(made, "FRBRthis", value=this)
    _add(made, "FRBRuri", value=uri)
    _add(made, "FRBRdate", date=day, name=what)
    _add(made, "FRBRauthor", href="#issuer" if name == "FRBRWork" else _SOURCE)
    return made


def _body(body: etree._Element, articles: Iterable[Article], ids: Ids, prefix: str, *, skip: int = 0) -> None:
    """The articles under their divisions; `skip` parts of each path are said already."""
    above: list[tuple[str, etree._Element, str]] = []
    for article in articles:
        path = article.path.split(" > ")[skip:] if article.path else []
        same = next((n for n, (part, _, _) in enumerate(above) if path[n : n + 1] != [part]), len(above))
        above = above[:same]
        for part in path[same:]:
            place, inside = (above[-1][1], above[-1][2]) if above else (body, prefix)
            above.append((part, *_division(place, part, ids, inside)))
        place, inside = (above[-1][1], above[-1][2]) if above else (body, prefix)
        _article(place, article, ids, prefix or "", inside)
    if not len(body):
        _add(body, "p") if body.tag == _tag("mainBody") else _container(body, "text", "", ids, prefix)


def _division(parent: etree._Element, part: str, ids: Ids, prefix: str) -> tuple[etree._Element, str]:
    found = division(part)
    if found is None:
        return _add_titled(parent, "hcontainer", ids.new(prefix, "hcontainer", ""), "", part, name="division")
    name = _DIVISIONS[found.name]
    return _add_titled(
        parent, name, ids.new(prefix, _SHORT[name], found.number), f"{found.name} {found.number}", found.title
    )


def _add_titled(
    parent: etree._Element, tag: str, eid: str, num: str, heading: str, **more: str
) -> tuple[etree._Element, str]:
    made = _add(parent, tag, eId=eid, **more)
    if num:
        _add(made, "num", num)
    if heading:
        _add(made, "heading", heading)
    return made, eid


def _article(parent: etree._Element, article: Article, ids: Ids, prefix: str, inside: str) -> None:
    """An article's id names the document and the article alone: its number runs through all chapters."""
    if not article.number:
        _container(parent, "text", article.text, ids, inside, heading=article.heading)
        return
    eid = ids.new(prefix, "art", article.number)
    made, _ = _add_titled(parent, "article", eid, f"Điều {article.number}", article.heading)
    _inside(made, article.text, nodes(article.text), 0, len(article.text), ids, eid)


def _container(parent: etree._Element, name: str, text: str, ids: Ids, prefix: str, *, heading: str = "") -> None:
    made, _ = _add_titled(parent, "hcontainer", ids.new(prefix, "hcontainer", ""), "", heading, name=name)
    _lines(_add(made, "content"), text)


def _inside(
    parent: etree._Element, text: str, found: Sequence[Node], start: int, end: int, ids: Ids, prefix: str
) -> None:
    """The text from `start` to `end` with the nodes in it: an introduction, then the parts; or all of it as content."""
    if not found:
        _lines(_add(parent, "content"), text[start:end])
        return
    if text[start : found[0].start].strip():
        _lines(_add(parent, "intro"), text[start : found[0].start])
    for node in found:
        if node.kind is NodeKind.QUOTE:
            _container(parent, "quotation", text[node.start : node.end], ids, prefix)
            continue
        tag, short = _NODES[node.kind]
        eid = ids.new(prefix, short, "" if node.kind is NodeKind.DASH else node.number)
        marker, begin = _marker(text, node)
        made, _ = _add_titled(parent, tag, eid, marker, "")
        _inside(made, text, node.children, begin, node.end, ids, eid)


def _marker(text: str, node: Node) -> tuple[str, int]:
    """What the line begins with, as printed (``1.``, ``a)``, ``-``), and where its words begin."""
    line_end = text.find("\n", node.start, node.end)
    first = text[node.start : line_end if line_end >= 0 else node.end]
    length = len(node.number)
    while length < len(first) and first[length] in ".)-–:":
        length += 1
    if not first.lower().startswith(node.number):  # (i), Điều 5.
        length = len(first.split(" ", 1)[0])
    begin = node.start + length
    return first[:length], begin + (len(text[begin : node.end]) - len(text[begin : node.end].lstrip(" ")))


def _lines(parent: etree._Element, text: str) -> None:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines or [""]:
        _add(parent, "p", line)


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, _tag(tag), attributes)
    made.text = text or None
    return made


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
