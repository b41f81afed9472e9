"""Posts as a site lists them, and which of them carry a reference: by the end of the slug.

A slug is the title in plain letters and the code: ``canh-bao-lua-dao-ps-abcdefghij23``; of older posts the code alone.
A site finds slugs only whole, so the one that was sent is noted before the post is made; a list of the site is read by
the code at the end, whatever stands before it. WordPress keeps slugs apart: a second post of one slug gets ``-2``, one
in the trash ``__trashed``.

What is said of a post that a site answered with.

Text → blocks of WordPress's editor, and back: what a page shows is compared with what was approved.

Everything of the text is escaped; so are square brackets, which would otherwise call a shortcode. Addresses become
links: they can be clicked, and WordPress does not replace a lone one by an embedded foreign page. The first line goes
where the site shows its headline, and is then left out of the content; a class on the first paragraph says so.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from studio.accounts.addresses import opened
from studio.accounts.model import Account
from studio.phrase import Phrase
from studio.posts.model import Package
from studio.publishers.answers import foreign
from studio.publishers.http import Reply
from studio.publishers.port import Answer, Outcome, RemotePost, Unreachable
from studio.publishers.wordpress.errors import GONE, judge_write
from studio.publishers.wordpress.rest import RestClient
from studio.text import fold, graphemes, squeeze

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


ANOTHERS = Phrase("The answer that came is another post's; this one is looked for on the website.")
"""Something in between gave the answer to another question."""
EVERY_STATUS = "publish,future,draft,pending,private,trash"
"""``any`` would leave the trash out."""
_FIELDS = "id,slug,status,date_gmt,modified_gmt,link,password,title,content,categories"
_SLUG = re.compile(r"^(?:[a-z0-9-]+-)?(ps-[a-z2-7]{12})(?:-\d+)?(?:__trashed(?:-\d+)?)?$")
WORDS_MOST = 60
"""Letters of a slug before the code; WordPress cuts at 200."""
MOST_DOUBLES = 5
_UNDATED = datetime(2100, 1, 1, tzinfo=UTC)
"""Of a post whose time cannot be read: never too old to be ours."""
PER_PAGE = 50
"""Posts come with their whole text, and one answer has to stay below `http.LONGEST_ANSWER`."""
PAGES_MOST = 500
"""A site that tells of more pages than that is not listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePost:
    """A post as the site has it, for those who may edit it."""

    id: int
    slug: str
    status: str
    date: datetime
    modified: datetime
    link: str
    title: str
    content: str
    locked: bool
    """Readers need a password."""
    categories: tuple[int, ...] = ()

    @property
    def reference(self) -> str:
        return reference_of(self.slug)

    @property
    def in_trash(self) -> bool:
        return self.status == "trash"

    @property
    def shows(self) -> bool:
        return self.status == "publish" and not self.locked

    @property
    def image_ids(self) -> tuple[int, ...]:
        return image_ids(self.content)

    def remote(self, now: datetime, images: int | None = None) -> RemotePost:
        """What the outbox compares; `images` where they were counted in the library.

        WordPress dates a post by when it shows, or will: one that waits for its time may seem made just now.
        """
        return RemotePost(
            remote_id=str(self.id),
            reference=self.reference,
            text=text_of(self.title, self.content),
            images=images_in(self.content) if images is None else images,
            created_at=min(self.date, self.modified, now),
            visible=self.shows,
            permalink=self.link if self.shows else "",
            scheduled_for=self.date if self.status == "future" else None,
            title=html.unescape(self.title),
        )


class WordPressListing:
    """Reads posts; raises as `RestClient.get`."""

    def __init__(self, rest: RestClient) -> None:
        self._rest = rest

    def one(self, account: Account, remote_id: str) -> SitePost | None:
        """The post of this id, the trash included; None when the site has none."""
        if not (remote_id.isascii() and remote_id.isdigit()):
            return None
        params = {"context": "edit", "_fields": _FIELDS}
        got = self._rest.get(account, f"/posts/{remote_id}", params, absent=GONE)
        post = _post(got.value, account) if got is not None else None
        if post is not None and post.id != int(remote_id):
            raise Unreachable(ANOTHERS)
        return post

    def named(self, account: Account, reference: str, *slugs: str) -> tuple[SitePost, ...]:
        """Every post with this reference that has one of these slugs or the code alone, doubles and the trash included,
        oldest first."""
        asked = dict.fromkeys((*filter(None, slugs), slug_of(reference)))
        posts = self._list(account, {"slug": ",".join(one for slug in asked for one in _forms(slug))})
        if any(post.reference != reference for post in posts):
            raise Unreachable(ANOTHERS)
        return posts

    def since(self, account: Account, moment: datetime) -> tuple[SitePost, ...]:
        """Every post dated after `moment`, through all pages."""
        return self._list(account, {"after": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")})

    def _list(self, account: Account, which: Mapping[str, str]) -> tuple[SitePost, ...]:
        """Oldest first by id: what is made meanwhile comes at the end, and nothing is passed over."""
        params = {
            **which,
            "status": EVERY_STATUS,
            "context": "edit",
            "orderby": "id",
            "order": "asc",
            "per_page": str(PER_PAGE),
            "_fields": _FIELDS,
        }
        found: list[SitePost] = []
        page, pages = 1, 1
        while page <= min(pages, PAGES_MOST):
            got = self._rest.get(
                account, "/posts", {**params, "page": str(page)}, absent=("rest_post_invalid_page_number",)
            )
            if got is None or not isinstance(got.value, list):
                break
            found += [post for told in got.value if (post := _post(told, account)) is not None]
            page, pages = page + 1, got.pages
        return tuple(found)


def slug_of(reference: str, words: str = "") -> str:
    """The code, after `words` in plain letters where there are any."""
    plain = "-".join(re.findall(r"[a-z0-9]+", fold(words)))
    if len(plain) > WORDS_MOST:
        plain = plain[: WORDS_MOST + 1].rpartition("-")[0] or plain[:WORDS_MOST]
    return f"{plain}-{reference.lower()}" if plain else reference.lower()


def reference_of(slug: str) -> str:
    """The reverse, of doubles and of posts in the trash, too; empty for posts of others."""
    found = _SLUG.match(slug)
    return found.group(1).upper() if found else ""


def _forms(slug: str) -> list[str]:
    """The slug as WordPress may have it: of doubles, and in the trash."""
    doubles = [slug, *(f"{slug}-{number}" for number in range(2, MOST_DOUBLES + 1))]
    trashed = [f"{double}__trashed" for double in doubles]
    return [*doubles, *trashed, *(f"{slug}__trashed-{number}" for number in range(2, MOST_DOUBLES + 1))]


def _post(told: Any, account: Account) -> SitePost | None:
    """None: not the shape of a post."""
    try:
        return SitePost(
            id=int(told["id"]),
            slug=str(told["slug"]),
            status=str(told["status"]),
            date=_moment(told["date_gmt"]) or _moment(told["modified_gmt"]) or _UNDATED,
            modified=_moment(told["modified_gmt"]) or _UNDATED,
            link=opened(str(told["link"]), account),
            title=str(told["title"]["raw"]),
            content=str(told["content"]["raw"]),
            locked=bool(told.get("password")),
            categories=tuple(map(int, told.get("categories") or ())),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _moment(told: Any) -> datetime | None:
    """A moment as the site writes it, in UTC; None where it is none: the post is there all the same."""
    try:
        return datetime.fromisoformat(str(told)).replace(tzinfo=UTC)
    except ValueError:
        return None


SHOWN = Phrase("The post shows on the website.")
HIDDEN = Phrase("The website took the post (a draft).")
SCHEDULED = Phrase("The website took the post and will show it at its time (its wp-cron has to run).")
EDITED = Phrase("The post on the website was changed.")
LACKS = Phrase("The connected user lacks rights on the site ({rights}).")
REMOVED = Phrase("The post is in the site's trash.")
NOT_THERE = Phrase("The site has this post no longer.")
IN_TRASH = Phrase("This post is in the site's trash, somebody put it there; restore it there and try again, or cancel.")
DOUBLE = Phrase("The website has this post from an earlier attempt; will look again.")
UNSEEN = Phrase(
    "The website has a post with this code that the connected user may not see; ask its administrator "
    "for the role Editor, or connect as the user who sent the post."
)
HELD_BACK = Phrase(
    "The website took the request but keeps the post as “{status}”; ask its administrator to let it through."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteAnswer:
    """A post as a site's answer to a write tells it."""

    id: int
    slug: str
    status: str
    link: str

    @property
    def shows(self) -> bool:
        return self.status == "publish"

    @property
    def raw(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    def done(self, say: Phrase) -> Answer:
        return Answer(
            outcome=Outcome.DONE,
            remote_id=str(self.id),
            permalink=self.link if self.shows else "",
            say=say,
            raw=self.raw,
        )

    def made(self) -> Answer:
        """It was created, now or by an earlier attempt."""
        return self.done(SHOWN if self.shows else SCHEDULED if self.status == "future" else HIDDEN)

    def refused(self, say: Phrase) -> Answer:
        return Answer(outcome=Outcome.REFUSED, remote_id=str(self.id), say=say, raw=self.raw)


def told_of(post: SitePost) -> WriteAnswer:
    return WriteAnswer(id=post.id, slug=post.slug, status=post.status, link=post.link)


def already(there: Sequence[SitePost]) -> Answer:
    """A create that was made before: the one that shows, else the oldest that nobody threw away."""
    kept = sorted((post for post in there if not post.in_trash), key=lambda post: (not post.shows, post.id))
    return told_of(kept[0]).made() if kept else told_of(there[0]).refused(IN_TRASH)


def anothers(told: WriteAnswer) -> Answer:
    return Answer(outcome=Outcome.UNKNOWN, say=ANOTHERS, raw=told.raw)


def updated(reply: Reply | Answer, id: int, account: Account) -> WriteAnswer | Answer:
    """As `changed`, of a post that has an id."""
    told = changed(reply, account)
    return anothers(told) if isinstance(told, WriteAnswer) and told.id != id else told


def changed(reply: Reply | Answer, account: Account) -> WriteAnswer | Answer:
    """The post that a write answered with, or what is known otherwise."""
    if isinstance(reply, Answer):
        return reply
    if reply.status not in (200, 201):
        return judge_write(reply)
    try:
        told = reply.json()
        link = opened(str(told["link"]), account)
        return WriteAnswer(id=int(told["id"]), slug=str(told["slug"]), status=str(told["status"]), link=link)
    except (ValueError, KeyError, TypeError):
        return foreign(reply)


def gmt(moment: datetime) -> str:
    """As WordPress takes times without an offset, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
