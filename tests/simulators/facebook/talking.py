"""Comments and messages: what citizens write to a page, and how the page replies.

Sources: Graph API reference (Comment), Messenger Platform (Send API, Conversations API, Private Replies).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.simulators.facebook import access, reading
from tests.simulators.facebook.access import Caller
from tests.simulators.facebook.contract import Request
from tests.simulators.facebook.errors import GraphError, invalid, unknown_object
from tests.simulators.facebook.model import ChatMessage, Comment, Conversation, Page, World

MESSAGE_WINDOW = timedelta(hours=24)
PRIVATE_REPLY_WINDOW = timedelta(days=7)
LONGEST_MESSAGE = 2000
LONGEST_COMMENT = 8000
NESTED = 25
"""Messages that come along with a conversation."""
PERSON = "Người dân"


def page_of(world: World, comment: Comment) -> Page:
    return world.pages[world.commented(comment.under).page_id]


def comment(world: World, shown: Comment) -> dict[str, Any]:
    author = world.pages[shown.author].name if shown.author in world.pages else PERSON
    number = shown.id.rpartition("_")[2]
    held = world.commented(shown.under).comments
    return {
        "id": shown.id,
        "message": shown.message,
        "from": {"id": shown.author, "name": author},
        "created_time": reading.stamp(shown.created),
        "parent": {"id": shown.parent} if shown.parent else None,
        "is_hidden": shown.hidden,
        "can_comment": True,
        "can_hide": shown.author not in world.pages,
        "can_reply_privately": shown.author not in world.pages and not shown.conversation,
        "private_reply_conversation": {"id": shown.conversation} if shown.conversation else None,
        "attachment": {"type": "sticker"} if shown.sticker else None,
        "comment_count": sum(one.parent == shown.id for one in held),
        "like_count": 0,
        "permalink_url": f"{reading.SITE}/{shown.under}?comment_id={number}",
    }


def seen_comments(world: World, request: Request, caller: Caller) -> list[Comment] | None:
    """Those of a post or reel, or below a comment, in the order that is asked for; None where a token that is no
    page's is told nothing, without a word."""
    ids = request.ids
    if "comment" in ids:
        first = world.comment(ids["comment"])
        assert first is not None
        access.may_read(caller, page_of(world, first))
        found = [one for one in world.commented(first.under).comments if one.parent == first.id]
    else:
        under = world.commented(next(iter(ids.values())))
        access.may_read(caller, world.pages[under.page_id])
        top = request.given.get("filter", "toplevel") == "toplevel"
        found = [one for one in under.comments if not (top and one.parent)]
    if caller.kind != "page":
        return None
    access.permit(caller, "pages_read_user_content")
    falling = request.given.get("order") == "reverse_chronological"
    return sorted(found, key=lambda one: (one.created, one.id), reverse=falling)


def moderate(caller: Caller, page: Page) -> None:
    """Raises GraphError unless the call is made as this very page by someone who may moderate there."""
    if caller.kind != "page":
        raise GraphError(1705)
    assert caller.token is not None
    if caller.token.page_id != page.id:
        raise unknown_object()
    access.permit(caller, "pages_manage_engagement")
    if "MODERATE" not in page.tasks:
        raise GraphError(200, "(#200) The user must have the task MODERATE on the Page")


def own_comment(world: World, request: Request, caller: Caller) -> Comment:
    found = world.comment(request.ids["comment"])
    assert found is not None
    moderate(caller, page_of(world, found))
    return found


def reply(world: World, request: Request, caller: Caller, now: datetime) -> Comment:
    """Below the first comment of the thread: a reply to a reply does not stand any deeper."""
    to = own_comment(world, request, caller)
    text = request.given["message"].strip()
    if not text or len(text) > LONGEST_COMMENT:
        raise invalid("Param message must have 1 to 8000 characters")
    made = Comment(
        id=f"{to.id.partition('_')[0]}_{world.number()}",
        message=text,
        author=page_of(world, to).id,
        created=now,
        under=to.under,
        parent=to.parent or to.id,
    )
    world.commented(to.under).comments.append(made)
    return made


def comment_on(world: World, request: Request, caller: Caller, now: datetime) -> Comment:
    """By the page itself below its post or video."""
    under = world.commented(next(iter(request.ids.values())))
    moderate(caller, world.pages[under.page_id])
    text = request.given["message"].strip()
    if not text or len(text) > LONGEST_COMMENT:
        raise invalid("Param message must have 1 to 8000 characters")
    id_ = f"{under.id.rpartition('_')[2]}_{world.number()}"
    made = Comment(id=id_, message=text, author=under.page_id, created=now, under=under.id)
    under.comments.append(made)
    return made


def update(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """Hide, show, or change the text. The page's own texts cannot be hidden."""
    found, given = own_comment(world, request, caller), request.given
    if "is_hidden" in given:
        if found.author in world.pages:
            raise invalid("A Page cannot hide its own comment")
        found.hidden = given["is_hidden"]
    if "message" in given:
        found.message = given["message"]
    return {"success": True}


def conversations(world: World, page: Page, caller: Caller) -> list[Conversation]:
    """Those of the page, the one that moved last first."""
    _may_message(caller, page)
    mine = [one for one in world.conversations.values() if one.page_id == page.id and one.messages]
    return sorted(mine, key=lambda one: (one.updated, one.id), reverse=True)


def conversation(world: World, shown: Conversation) -> dict[str, Any]:
    page = world.pages[shown.page_id]
    lines = newest_first(shown)
    messages: dict[str, Any] = {"data": [message(world, shown, one) for one in lines[:NESTED]]}
    if len(lines) > NESTED:
        last = lines[NESTED - 1]
        mark = reading.cursor((last.created.isoformat(), last.id))
        messages["paging"] = {"cursors": {"before": "", "after": mark}, "next": f"{reading.SITE}/{shown.id}/messages"}
    return {
        "id": shown.id,
        "updated_time": reading.stamp(shown.updated),
        "unread_count": 0,
        "can_reply": True,
        "snippet": lines[0].text[:20],
        "participants": {"data": [{"id": shown.person, "name": PERSON}, {"id": page.id, "name": page.name}]},
        "messages": messages,
    }


def newest_first(shown: Conversation) -> Sequence[ChatMessage]:
    return sorted(shown.messages, key=lambda one: (one.created, one.id), reverse=True)


def message(world: World, inside: Conversation, shown: ChatMessage) -> dict[str, Any]:
    page = world.pages[inside.page_id]
    people = {page.id: {"id": page.id, "name": page.name}, inside.person: {"id": inside.person, "name": PERSON}}
    other = inside.person if shown.author == page.id else page.id
    return {
        "id": shown.id,
        "message": shown.text,
        "created_time": reading.stamp(shown.created),
        "from": people[shown.author],
        "to": {"data": [people[other]]},
        "attachments": {"data": [{"id": "1", "mime_type": "image/jpeg"}]} if shown.picture else None,
    }


def send(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """A message within 24 hours of the person's last one, or one private reply to a comment within 7 days."""
    page = world.pages[request.ids["page"]]
    _may_message(caller, page)
    text, to = request.given["message"]["text"], request.given["recipient"]
    if len(text) > LONGEST_MESSAGE:
        raise invalid("Length of param message[text] must be less than or equal to 2000")
    if "comment_id" in to:
        about = world.comment(to["comment_id"])
        if about is None or page_of(world, about) is not page:
            raise unknown_object()
        if about.conversation:
            raise GraphError(10900)
        if about.author in world.pages or now > about.created + PRIVATE_REPLY_WINDOW:
            raise GraphError(10903)
        inside = world.conversation_with(page.id, about.author)
        about.conversation = inside.id
    else:
        known = [one for one in world.conversations.values() if (one.page_id, one.person) == (page.id, to["id"])]
        if not known:
            raise invalid("No matching user found")
        inside = known[0]
        last = inside.last_from_person
        if last is None or now > last + MESSAGE_WINDOW:
            raise GraphError(10, subcode=2018278)
    made = say(world, inside, page.id, text, now)
    return {"recipient_id": inside.person, "message_id": made.id}


def say(world: World, inside: Conversation, author: str, text: str, at: datetime) -> ChatMessage:
    made = ChatMessage(id=f"m_{world.number()}", author=author, text=text, created=at)
    inside.messages.append(made)
    return made


def _may_message(caller: Caller, page: Page) -> None:
    if caller.kind != "page":
        raise GraphError(1705)
    assert caller.token is not None
    if caller.token.page_id != page.id:
        raise unknown_object()
    access.permit(caller, "pages_messaging")
    if "MESSAGING" not in page.tasks:
        raise GraphError(200, "(#200) The user must have the task MESSAGING on the Page")
