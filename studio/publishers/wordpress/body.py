"""Text → blocks of WordPress's editor, and back: what a page shows is compared with what was approved.

Everything of the text is escaped; so are square brackets, which would otherwise call a shortcode. Addresses become
links: they can be clicked, and WordPress does not replace a lone one by an embedded foreign page. The first line goes
where the site shows its headline, and is then left out of the content; a class on the first paragraph says so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.posts.model import Package
from studio.text import graphemes, squeeze

AFTER_TITLE = "page-studio-after-title"
"""Class of the first paragraph when the text's first line became the headline."""
EXCERPT_MOST = 200
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]“”]*[^\s<>\"'()\[\]“”.,;:!?…]")
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_END = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"</(?:p|h[1-6]|li|div|blockquote)\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_VIDEO = re.compile(r"<video\b[^>]*>", re.IGNORECASE)
_SHOWN_ID = re.compile(r"<img\b[^>]*\bwp-image-(\d+)\b[^>]*>|<!-- wp:video \{\"id\":(\d+)\} -->", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMedia:
    """A picture or video in the site's library."""

    id: int
    address: str
    alt: str
    video: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostWords:
    """What of a post is text, as HTML; `title` and `excerpt` on one line."""

    title: str
    content: str
    excerpt: str


def words(package: Package, pictures: Sequence[SiteMedia]) -> PostWords:
    """The post as WordPress keeps it: paragraphs, then the pictures in order."""
    title, text = squeeze(package.title), package.text.strip()
    below = _below_title(text, title)
    paragraphs = [part for part in _PARAGRAPHS.split(below or text) if part.strip()]
    blocks = [_paragraph(part, AFTER_TITLE if below and number == 0 else "") for number, part in enumerate(paragraphs)]
    return PostWords(
        title=_escaped(title),
        content="\n\n".join([*blocks, *map(_figure, pictures)]),
        excerpt=_escaped(_beginning(squeeze(paragraphs[0]))) if paragraphs else "",
    )


def text_of(title: str, content: str) -> str:
    """The text out of a post's raw title and content: equal to the package's, up to white space."""
    marked = AFTER_TITLE in content
    bare = _COMMENT.sub("", _FIGURE.sub("", content))
    bare = _TAG.sub("", _PARAGRAPH_END.sub("\n\n", _LINE_END.sub("\n", bare)))
    text = html.unescape(bare).strip()
    return f"{html.unescape(title)}\n\n{text}" if marked else text


def images_in(content: str) -> int:
    """How many pictures and videos the content shows."""
    return len(_IMAGE.findall(content)) + len(_VIDEO.findall(content))


def image_ids(content: str) -> tuple[int, ...]:
    """Ids of the library's pictures and videos among them, in order."""
    return tuple(int(image or video) for image, video in _SHOWN_ID.findall(content))


def _below_title(text: str, title: str) -> str:
    """The text after its first line where that is the title and something follows; else nothing."""
    first, _, rest = text.partition("\n")
    return rest.strip() if title and squeeze(first) == title else ""


def _paragraph(text: str, name: str) -> str:
    lines = "<br>".join(_line(line.strip()) for line in text.strip().splitlines())
    if name:
        return f'<!-- wp:paragraph {{"className":"{name}"}} -->\n<p class="{name}">{lines}</p>\n<!-- /wp:paragraph -->'
    return f"<!-- wp:paragraph -->\n<p>{lines}</p>\n<!-- /wp:paragraph -->"


def _line(text: str) -> str:
    done, at = [], 0
    for found in _ADDRESS.finditer(text):
        address = _escaped(found.group())
        done += [_escaped(text[at : found.start()]), f'<a href="{address}">{address}</a>']
        at = found.end()
    return "".join([*done, _escaped(text[at:])])


def _figure(picture: SiteMedia) -> str:
    if picture.video:
        return _film(picture)
    settings = f'{{"id":{picture.id},"sizeSlug":"full","linkDestination":"none"}}'
    image = f'<img src="{_escaped(picture.address)}" alt="{_escaped(picture.alt)}" class="wp-image-{picture.id}"/>'
    figure = f'<figure class="wp-block-image size-full">{image}</figure>'
    return f"<!-- wp:image {settings} -->\n{figure}\n<!-- /wp:image -->"


def _film(video: SiteMedia) -> str:
    """The editor's own block of a video. It has no alternative text: the description stands below it."""
    player = f'<video controls src="{_escaped(video.address)}"></video>'
    below = f'<figcaption class="wp-element-caption">{_escaped(video.alt)}</figcaption>' if video.alt else ""
    figure = f'<figure class="wp-block-video">{player}{below}</figure>'
    return f'<!-- wp:video {{"id":{video.id}}} -->\n{figure}\n<!-- /wp:video -->'


def _escaped(text: str) -> str:
    return html.escape(text).replace("[", "&#91;").replace("]", "&#93;")


def _beginning(text: str) -> str:
    """The first words of a text, cut between words."""
    letters = graphemes(text)
    if len(letters) <= EXCERPT_MOST:
        return text
    return "".join(letters[:EXCERPT_MOST]).rsplit(" ", 1)[0] + "…"
