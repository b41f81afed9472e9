"""What followers of an account see: its shown articles, newest first."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import Any

from studio.clock import show_datetime
from tests.simulators.zalo import articles
from tests.simulators.zalo.model import Article, State

SIMPLE = frozenset({"p", "br", "b", "strong", "i", "em", "u", "ul", "ol", "li", "h1", "h2", "h3", "h4", "blockquote"})
"""Marks that are shown in the text of an article; which ones Zalo itself lets pass is not published."""
HEAD = "<!doctype html><html lang=vi><meta charset=utf-8><title>{0}</title><body><h1>{0}</h1>"


def account(state: State, oa_id: str) -> str:
    """The page of an account. Raises KeyError."""
    oa = state.oas[oa_id]
    articles.settle(state)
    shown = [one for one in articles.of(state, oa_id) if one.shown]
    body = "".join(_article(one) for one in shown) or "<p>Chưa có bài viết.</p>"
    return HEAD.format(escape(oa.name)) + body + "</body></html>"


def article(state: State, article_id: str) -> str:
    """One shown article. Raises KeyError for a hidden one, too: visitors cannot tell the difference."""
    articles.settle(state)
    found = state.articles[article_id]
    if not found.shown:
        raise KeyError(article_id)
    return HEAD.format(escape(found.fields["title"])) + _article(found) + "</body></html>"


def _article(article: Article) -> str:
    fields = article.fields
    author = fields.get("author", "")
    return (
        f"<article id='{escape(article.id)}'><h2>{escape(fields['title'])}</h2>"
        f"<p class=by>{escape(author)} · {show_datetime(article.created)}</p>{_cover(fields)}"
        f"<p class=description>{escape(fields['description'])}</p>"
        + "".join(_item(item) for item in fields.get("body", ()))
        + "</article>"
    )


def _cover(fields: dict[str, Any]) -> str:
    cover = fields.get("cover", {})
    address = fields.get("avatar") or cover.get("photo_url", "")
    return _picture(address) if address and cover.get("status", "show") == "show" else ""


def _picture(address: str, caption: str = "") -> str:
    told = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure><img src='{escape(address)}'>{told}</figure>"


def _item(item: dict[str, Any]) -> str:
    if item["type"] == "text":
        return f"<div>{_simple(item['content'])}</div>"
    if item["type"] == "image":
        return _picture(item["url"], item.get("caption", ""))
    if item["type"] == "video":
        return _picture(item["thumb"], f"▶ {item.get('video_id') or item.get('url')}")
    return f"<p>Sản phẩm {escape(item['id'])}</p>"


class _Simple(HTMLParser):
    """Lets simple marks pass without their attributes, and addresses of links; everything else is text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if tag == "a" and href.startswith(("http://", "https://")):
            self.found.append(f"<a href='{escape(href)}'>")
        elif tag in SIMPLE:
            self.found.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in SIMPLE or tag == "a":
            self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.found.append(escape(data))


def _simple(content: str) -> str:
    reader = _Simple()
    reader.feed(content)
    reader.close()
    return "".join(reader.found)
