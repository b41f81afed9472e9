"""What the simulated Facebook holds: people, pages, tokens, posts, pictures, reels."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

APP_ID = "700000000000001"
OTHER_APP_ID = "700000000000002"
ALL_SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_manage_posts",
    "pages_read_user_content",
    "pages_manage_engagement",
    "pages_messaging",
    "read_insights",
    "business_management",
)
ALL_TASKS = ("ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE")
UNPUBLISHED_PHOTO_LIVES = timedelta(hours=24)
SMALL_PICTURE = 300_000
"""Bytes up to which a picture is kept to be shown to a visitor."""


@dataclass(kw_only=True)
class App:
    id: str
    secret: str
    name: str
    require_proof: bool = False


@dataclass(kw_only=True)
class User:
    id: str
    name: str


@dataclass(kw_only=True)
class Page:
    id: str
    name: str
    category: str = "Government organization"
    tasks: tuple[str, ...] = ALL_TASKS
    """Of the officer who connects it."""
    followers: int = 1200
    engaged: int = 100
    """Engaged users: 4800 times as many calls a day are free."""
    days: dict[str, dict[datetime, int]] = field(default_factory=dict)
    """By metric: what a day brought, by the end of that day on the platform's clock."""


@dataclass(kw_only=True)
class Token:
    """`trouble`: the subcode of code 190 with which it is refused; 0 while it is good."""

    value: str
    kind: str
    """``user`` or ``page``; an app's token is ``id|secret`` and not kept."""
    app_id: str
    user_id: str
    page_id: str = ""
    scopes: set[str] = field(default_factory=lambda: set(ALL_SCOPES))
    lapsed: set[str] = field(default_factory=set)
    """Permissions not used for 90 days."""
    expires: datetime | None = None
    trouble: int = 0
    long_lived: bool = False


@dataclass(kw_only=True)
class Photo:
    id: str
    page_id: str
    app_id: str
    created: datetime
    sha256: str
    mime: str
    size: int
    width: int
    height: int
    caption: str = ""
    alt: str = ""
    published: bool = True
    temporary: bool = False
    post_id: str = ""
    data: bytes = b""
    """Empty for a large one."""


@dataclass(kw_only=True)
class Comment:
    id: str
    message: str
    author: str
    """The page's id, or a visitor's."""
    created: datetime
    under: str = ""
    """Id of the post or reel."""
    parent: str = ""
    """Of the first comment of its thread; Facebook has two levels."""
    hidden: bool = False
    sticker: bool = False
    conversation: str = ""
    """That a private reply to it began."""


@dataclass(kw_only=True)
class ChatMessage:
    id: str
    author: str
    text: str
    created: datetime
    picture: bool = False


@dataclass(kw_only=True)
class Conversation:
    id: str
    page_id: str
    person: str
    """Page-scoped id of who writes to the page."""
    messages: list[ChatMessage] = field(default_factory=list)

    @property
    def updated(self) -> datetime:
        return max(message.created for message in self.messages)

    @property
    def last_from_person(self) -> datetime | None:
        return max((one.created for one in self.messages if one.author == self.person), default=None)


@dataclass(kw_only=True)
class Post:
    id: str
    page_id: str
    app_id: str
    """Empty: a person wrote it on facebook.com."""
    author: str
    """The page's id, or a visitor's."""
    message: str
    created: datetime
    updated: datetime
    link: str = ""
    photos: list[str] = field(default_factory=list)
    video: str = ""
    """Id of the video that it shows."""
    published: bool = True
    hidden: bool = False
    pinned: bool = False
    place: str = ""
    """Id."""
    scheduled: datetime | None = None
    comments: list[Comment] = field(default_factory=list)
    reactions: int = 0
    shares: int = 0
    told: dict[str, Any] = field(default_factory=dict)
    """Lifetime insights by metric: a number, or an object of parts."""

    @property
    def visible(self) -> bool:
        return self.published and not self.hidden


@dataclass(kw_only=True)
class Story:
    """A day long."""

    id: str
    page_id: str
    media_id: str
    """Of its photo or video."""
    media_type: str
    created: datetime


@dataclass(kw_only=True)
class Reel:
    """A reel, or with a `session` a video that is none."""

    id: str
    page_id: str
    app_id: str
    created: datetime
    updated: datetime
    size: int = 0
    """Told with the upload."""
    data: bytearray = field(default_factory=bytearray)
    state: str = ""
    """``PUBLISHED``, ``DRAFT`` or ``SCHEDULED`` once it is finished."""
    session: str = ""
    """Of the upload to the page's videos; empty for a reel."""
    story: bool = False
    """It was begun as a story."""
    expired: bool = False
    """Its upload was given up."""
    title: str = ""
    description: str = ""
    scheduled: datetime | None = None
    finished: datetime | None = None
    published: datetime | None = None
    trouble: int = 0
    """Code with which processing fails, such as 1363128; 0: it does not."""
    captions: dict[str, str] = field(default_factory=dict)
    """SubRip text by language."""
    comments: list[Comment] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)
    """As of `Post`."""

    @property
    def whole(self) -> bool:
        return bool(self.size) and len(self.data) == self.size


class World:
    """All of it, and the numbers its ids come from."""

    def __init__(self, *, pages: int, start: int = 1) -> None:
        self.numbers = count(start)
        self.app = App(id=APP_ID, secret="simsecret" + "0" * 23, name="Page Studio (sim)")
        self.user = User(id="200000000000001", name="Cán bộ Mẫu")
        self.pages = {
            id_: Page(id=id_, name=f"Công an phường Mẫu {n}")
            for n in range(1, pages + 1)
            for id_ in [str(100000000000000 + n)]
        }
        self.tokens: dict[str, Token] = {}
        self.codes: dict[str, str] = {}
        """OAuth codes not yet used: the address they go to."""
        self.posts: dict[str, Post] = {}
        self.photos: dict[str, Photo] = {}
        self.reels: dict[str, Reel] = {}
        self.stories: dict[str, Story] = {}
        self.stories_stay = False
        """Whether a story shows on without its photo or video: which of the two Facebook does is not written."""
        self.places: dict[str, str] = {"110000000000001": "Công an phường Mẫu", "110000000000002": "Chợ Mẫu"}
        """Name by id."""
        self.conversations: dict[str, Conversation] = {}
        self.unscrapable: set[str] = set()
        self.lapsed_metrics: set[str] = set()
        """Metrics that the platform gave up since."""

    def kind_of(self, id_: str) -> str:
        """See `contract.KindOf`."""
        kinds = (
            ("page", self.pages),
            ("post", self.posts),
            ("photo", self.photos),
            ("video", self.reels),
            ("place", self.places),
        )
        if id_ == self.user.id:
            return "user"
        found = next((kind for kind, held in kinds if id_ in held), "")
        return found or ("thread" if id_ in self.conversations else "comment" if self.comment(id_) else "")

    def commented(self, id_: str) -> Post | Reel:
        """The post or reel of that id."""
        return self.posts[id_] if id_ in self.posts else self.reels[id_]

    def comment(self, id_: str) -> Comment | None:
        held: list[Post | Reel] = [*self.posts.values(), *self.reels.values()]
        return next((one for what in held for one in what.comments if one.id == id_), None)

    def conversation_with(self, page_id: str, person: str) -> Conversation:
        """Theirs, begun where there is none."""
        for found in self.conversations.values():
            if (found.page_id, found.person) == (page_id, person):
                return found
        made = Conversation(id=f"t_{self.number()}", page_id=page_id, person=person)
        self.conversations[made.id] = made
        return made

    def number(self) -> str:
        """A new id of fifteen digits; larger ones are newer."""
        return str(300000000000000 + next(self.numbers))

    def posts_of(self, page_id: str) -> list[Post]:
        """Newest first."""
        mine = [post for post in self.posts.values() if post.page_id == page_id]
        return sorted(mine, key=lambda post: (post.created, post.id), reverse=True)

    def reels_of(self, page_id: str) -> list[Reel]:
        return [video for video in self.videos_of(page_id) if not video.session]

    def stories_of(self, page_id: str) -> list[Story]:
        return [story for story in self.stories.values() if story.page_id == page_id]

    def end_stories(self, media: str) -> None:
        """The photo or video of that id is deleted."""
        if not self.stories_stay:
            self.stories = {id_: story for id_, story in self.stories.items() if story.media_id != media}

    def videos_of(self, page_id: str) -> list[Reel]:
        """Reels and others, newest first."""
        mine = [video for video in self.reels.values() if video.page_id == page_id and not video.story]
        return sorted(mine, key=lambda video: (video.created, video.id), reverse=True)

    def tick(self, now: datetime) -> None:
        """What time alone brings about: scheduled posts and reels appear, unused pictures are deleted."""
        for post in self.posts.values():
            if not post.published and post.scheduled and post.scheduled <= now:
                publish(post, post.scheduled)
        for reel in self.reels.values():
            if reel.state == "SCHEDULED" and reel.scheduled and reel.scheduled <= now:
                show_video(self, reel, reel.scheduled)
        old = [
            photo.id
            for photo in self.photos.values()
            if not photo.published and not photo.post_id and photo.created + UNPUBLISHED_PHOTO_LIVES <= now
        ]
        for id_ in old:
            del self.photos[id_]


def show_video(world: World, video: Reel, moment: datetime) -> None:
    """Make it public. One that is no reel shows as a post of the page."""
    video.state, video.published, video.scheduled = "PUBLISHED", moment, None
    if video.session:
        post = Post(
            id=f"{video.page_id}_{world.number()}",
            page_id=video.page_id,
            app_id=video.app_id,
            author=video.page_id,
            message=video.description,
            created=moment,
            updated=moment,
            video=video.id,
        )
        world.posts[post.id] = post


def publish(post: Post, moment: datetime) -> None:
    """Make it public. A post is dated by when people could first see it."""
    post.published, post.scheduled = True, None
    post.created = post.updated = moment
