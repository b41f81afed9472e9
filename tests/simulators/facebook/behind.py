"""What tests do behind the platform's back, and what they see there: ``/_sim/do/{action}`` and ``/_sim/state``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tests.simulators.facebook import publishing, talking
from tests.simulators.facebook.model import Comment, Conversation, Post, Reel, Story, World

if TYPE_CHECKING:
    from tests.simulators.facebook.graph import Graph

TROUBLES: Mapping[str, int] = {
    "": 0,
    "app_removed": 458,
    "checkpoint": 459,
    "password": 460,
    "expired": 463,
    "unconfirmed": 464,
    "invalid": 467,
    "role": 492,
}


def token(graph: Graph, *, token: str, trouble: str = "", scopes: list[str] | None = None, lapsed: str = "") -> Any:
    """Let a token die of `trouble`, change its permissions, or let one lapse."""
    found = graph.world.tokens[token]
    found.trouble = TROUBLES[trouble]
    found.scopes = found.scopes if scopes is None else set(scopes)
    found.lapsed |= {lapsed} if lapsed else set()
    return {}


def code(graph: Graph, *, redirect_uri: str) -> Any:
    """A code as the login dialog hands it out."""
    made = f"AQsim{graph.world.number()}"
    graph.world.codes[made] = redirect_uri
    return {"code": made}


def tasks(graph: Graph, *, page: str, tasks: list[str]) -> Any:
    """Change the officer's tasks on a page; none takes the role away."""
    graph.world.pages[page].tasks = tuple(tasks)
    return {}


def write(graph: Graph, *, page: str, message: str, at: str, visitor: bool = False) -> Any:
    """A post by hand on facebook.com, by an officer or by a visitor."""
    moment = datetime.fromisoformat(at)
    post = Post(
        id=f"{page}_{graph.world.number()}",
        page_id=page,
        app_id="",
        author="900000000000001" if visitor else page,
        message=message,
        created=moment,
        updated=moment,
    )
    graph.world.posts[post.id] = post
    return {"id": post.id}


def remove(graph: Graph, *, post: str) -> Any:
    """Delete a post by hand."""
    publishing.remove_post(graph.world, graph.world.posts[post])
    return {}


def rewrite(graph: Graph, *, post: str, message: str) -> Any:
    """Change a post's text by hand."""
    graph.world.posts[post].message = message
    return {}


def comment(graph: Graph, *, post: str, message: str, at: str, **more: Any) -> Any:
    """A person comments on a post or reel; `parent` as below, `author` an id (the page's: in its own window),
    `sticker` and `hidden`."""
    under = graph.world.commented(post)
    id_ = f"{post.rpartition('_')[2]}_{graph.world.number()}"
    given = {"author": "900000000000001", **more}
    made = Comment(id=id_, message=message, created=datetime.fromisoformat(at), under=post, **given)
    under.comments.append(made)
    return {"id": id_}


def change_comment(graph: Graph, *, comment: str, **changes: Any) -> Any:
    """Somebody edits or hides a comment: fields of `Comment`; `removed` takes it away."""
    found = graph.world.comment(comment)
    if found is None:
        raise KeyError(comment)
    if changes.pop("removed", False):
        held = graph.world.commented(found.under).comments
        held[:] = [one for one in held if comment not in (one.id, one.parent)]
    for name, value in changes.items():
        setattr(found, name, value)
    return {}


def figures(graph: Graph, *, post: str, **figures: Any) -> Any:
    """People see a post or reel and react: `reactions` and `shares` of a post, and insights by their metric."""
    found = graph.world.commented(post)
    if isinstance(found, Post):
        found.reactions = figures.pop("reactions", found.reactions)
        found.shares = figures.pop("shares", found.shares)
    found.told |= figures
    return {}


def day(graph: Graph, *, page: str, metric: str, ended: str, value: int) -> Any:
    """What a day of a page brought; `ended` is when it was over on the platform's clock."""
    graph.world.pages[page].days.setdefault(metric, {})[datetime.fromisoformat(ended)] = value
    return {}


def chat(graph: Graph, *, page: str, person: str, text: str, at: str, ours: bool = False, picture: bool = False) -> Any:
    """A person writes to the page, or somebody answers them in the page's own window."""
    inside = graph.world.conversation_with(page, person)
    made = talking.say(graph.world, inside, page if ours else person, text, datetime.fromisoformat(at))
    made.picture = picture
    return {"id": made.id, "conversation": inside.id}


def block(graph: Graph, *, page: str, until: str, code: int = 368, subcode: int = 1390008) -> Any:
    """Refuse every write of a page until that time (ISO)."""
    graph.blocks[page] = (datetime.fromisoformat(until), code, subcode)
    return {}


def usage(graph: Graph, *, page: str = "", percent: int | None = None, engaged: int | None = None) -> Any:
    """Pretend that so much of a page's budget (or, without a page, of the app's) is used; or set the budget."""
    graph.limits.show(page, percent)
    if engaged is not None:
        graph.world.pages[page].engaged = engaged
    return {}


def unscrapable(graph: Graph, *, host: str) -> Any:
    """Links to that host cannot be read by Facebook."""
    graph.world.unscrapable.add(host)
    return {}


def require_proof(graph: Graph, *, on: bool = True) -> Any:
    """The app's setting "Require App Secret"."""
    graph.world.app.require_proof = on
    return {}


def rename(graph: Graph, *, page: str, name: str) -> Any:
    graph.world.pages[page].name = name
    return {}


def processing(graph: Graph, *, seconds: float) -> Any:
    """How long a finished reel is worked on."""
    graph.take_time(timedelta(seconds=seconds))
    return {}


def expire_upload(graph: Graph, *, video: str) -> Any:
    """Facebook gives the upload of a video up."""
    graph.world.reels[video].expired = True
    return {}


def reel_trouble(graph: Graph, *, video: str, code: int) -> Any:
    """Let processing of that reel fail with a code such as 1363128."""
    graph.world.reels[video].trouble = code
    return {}


ACTIONS: Mapping[str, Callable[..., Any]] = {
    action.__name__: action
    for action in (
        token,
        code,
        tasks,
        write,
        remove,
        rewrite,
        comment,
        change_comment,
        figures,
        day,
        chat,
        block,
        usage,
        unscrapable,
        require_proof,
        rename,
        processing,
        reel_trouble,
        expire_upload,
    )
}


def state(graph: Graph) -> Any:
    """Pages with their posts (newest first) and reels; pictures not used; the tokens to start with."""
    world = graph.world
    return {
        "app": {"id": world.app.id, "secret": world.app.secret},
        "user_token": graph.user_token,
        "pages": [
            {
                "id": page.id,
                "name": page.name,
                "token": graph.page_tokens[page.id],
                "posts": [_post(graph, post) for post in world.posts_of(page.id)],
                "reels": [_film(one) for one in world.videos_of(page.id) if not one.session],
                "videos": [_film(one) for one in world.videos_of(page.id) if one.session],
                "stories": [_shown_in(world, story) for story in world.stories_of(page.id)],
                "conversations": [_conversation(one) for one in world.conversations.values() if one.page_id == page.id],
            }
            for page in world.pages.values()
        ],
        "unused_photos": [photo.id for photo in world.photos.values() if not photo.post_id],
    }


def _post(graph: Graph, post: Post) -> Mapping[str, Any]:
    photos = [graph.world.photos[id_] for id_ in post.photos]
    return {
        "id": post.id,
        "message": post.message,
        "link": post.link,
        "video": post.video,
        "published": post.published,
        "hidden": post.hidden,
        "scheduled": post.scheduled.isoformat() if post.scheduled else None,
        "app": post.app_id,
        "created": post.created.isoformat(),
        "photos": [{"id": photo.id, "sha256": photo.sha256, "alt": photo.alt} for photo in photos],
        "comments": [_comment(one) for one in post.comments],
    }


def _film(film: Reel) -> Mapping[str, Any]:
    return {
        "id": film.id,
        "state": film.state,
        "description": film.description,
        "bytes": len(film.data),
        "sha256": sha256(film.data).hexdigest(),
        "comments": [_comment(one) for one in film.comments],
    }


def _shown_in(world: World, story: Story) -> str:
    """SHA-256 of the photo or video of a story."""
    if story.media_id in world.photos:
        return world.photos[story.media_id].sha256
    return sha256(world.reels[story.media_id].data).hexdigest()


def _comment(shown: Comment) -> Mapping[str, Any]:
    told = {name: getattr(shown, name) for name in ("id", "message", "author", "parent", "hidden", "conversation")}
    return {**told, "created": shown.created.isoformat()}


def _conversation(shown: Conversation) -> Mapping[str, Any]:
    lines = [
        {"id": one.id, "author": one.author, "text": one.text, "created": one.created.isoformat()}
        for one in shown.messages
    ]
    return {"id": shown.id, "person": shown.person, "messages": lines}
