"""A page as a visitor sees it: the public posts, newest first."""

from __future__ import annotations

import base64
from html import escape

from tests.simulators.facebook.model import Photo, World

STYLE = (
    "body{font:16px sans-serif;max-width:40em;margin:2em auto}"
    "article{border:1px solid #ccc;padding:1em;margin:1em 0}img{max-width:12em;margin:.3em}"
)


def page(world: World, page_id: str) -> str:
    """HTML. Raises KeyError for an unknown page."""
    shown = world.pages[page_id]
    posts = "".join(
        f"<article><time>{post.created:%d/%m/%Y %H:%M} UTC</time><p>{_lines(post.message)}</p>{_link(post.link)}"
        f"{''.join(_picture(world.photos[id_]) for id_ in post.photos if id_ in world.photos)}</article>"
        for post in world.posts_of(page_id)
        if post.visible
    )
    reels = "".join(
        f"<article><p>▶ {escape(reel.title)} {_lines(reel.description)}</p></article>"
        for reel in world.reels_of(page_id)
        if reel.state == "PUBLISHED"
    )
    return (
        f"<!doctype html><html lang=vi><meta charset=utf-8><title>{escape(shown.name)}</title>"
        f"<style>{STYLE}</style><h1>{escape(shown.name)}</h1>"
        f"{posts}{reels or ''}{'' if posts or reels else '<p>Chưa có bài nào.</p>'}</html>"
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _link(link: str) -> str:
    return f'<p><a href="{escape(link)}">{escape(link)}</a></p>' if link else ""


def _picture(photo: Photo) -> str:
    if not photo.data:
        return f"<p>[{escape(photo.alt or 'ảnh')}: {photo.width} × {photo.height}]</p>"
    data = base64.b64encode(photo.data).decode()
    return f'<img alt="{escape(photo.alt)}" title="{escape(photo.alt)}" src="data:{photo.mime};base64,{data}">'
