"""The address of a published post, as a person brings it: does it belong to the page it is said to be on?"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from studio.accounts.addresses import LONGEST, hosts, opened, parts_of
from studio.accounts.model import Account
from studio.errors import BadInput
from studio.phrase import Bilingual, Phrase

_OLD_FORMS = ("permalink.php", "story.php", "photo.php", "video.php", "profile.php")
_NO_PAGE = frozenset({"share", "reel", "reels", "watch", "photo", "photos", "videos", "groups", "s", "story", "l"})


def checked_link(link: str, account: Account) -> str:
    """`link`, trimmed. Raises BadInput unless it is an https address of a post on the host of `account`."""
    link = link.strip()
    if not link or len(link) > LONGEST or any(c.isspace() or not c.isprintable() or c == "\\" for c in link):
        raise _bad(Phrase("the link is empty, too long or contains spaces; copy it again from the address bar."))
    parts = parts_of(link)
    if parts is None or parts.scheme != "https" or parts.port != 443:
        raise _bad(Phrase("the link has to be a full https:// address, such as https://www.facebook.com/…."))
    own = _hosts(account)
    if not opened(link, account) and not any(parts.host == host or parts.host.endswith(f".{host}") for host in own):
        raise _bad(
            Phrase(
                "this link does not belong to {own}; paste the link of the post itself.",
                own=Bilingual(" hay ".join(own), " or ".join(own)),
            )
        )
    if parts.path in ("", "/"):
        raise _bad(Phrase("this is the front page, not the post; open the post and copy its link."))
    return link


def page_in(link: str) -> str:
    """The page that the address names: the id or name in front of the post, or the ``id`` of an old form; empty where
    it names none, as a short form does."""
    parts = urlsplit(link)
    if (asked := parse_qs(parts.query).get("id")) and parts.path.endswith(_OLD_FORMS):
        return asked[0]
    steps = [step for step in parts.path.split("/") if step]
    first = steps[0] if steps else ""
    if len(steps) == 1:
        return first.partition("_")[0] if re.fullmatch(r"\d+_\d+", first) else ""
    if first in ("p", "people", "profile") and len(steps) > 2:
        return steps[2]
    return "" if first in _NO_PAGE else first.removeprefix("@")


def doubt_of_page(link: str, account: Account) -> Phrase | None:
    """Why a person has to say that this checked link is of the account's page; None where it says so itself. On a
    website the host says it."""
    if not hosts(account.platform):
        return None
    named = page_in(link)
    if named == account.page_id:
        return None
    if named:
        return Phrase(
            "this link names the page “{named}”, and the post is approved for “{title}” ({page_id}). If they are "
            "one page, confirm that you opened the link and saw the post on it.",
            named=named,
            title=account.title,
            page_id=account.page_id,
        )
    return Phrase(
        "this link does not tell which page the post is on; confirm that you opened it and saw the post on "
        "“{title}” ({page_id}).",
        title=account.title,
        page_id=account.page_id,
    )


def _hosts(account: Account) -> tuple[str, ...]:
    known = hosts(account.platform)
    if known:
        return known
    own = parts_of(account.base_url or f"https://{account.page_id.lower()}")
    if own is None:
        raise BadInput(
            "the page “{name}” has no website address; add its --base-url https://….",
            name=account.name,
            where=account.name,
        )
    return (own.host.removeprefix("www."),)


def _bad(say: Phrase) -> BadInput:
    return BadInput(say, where="link")
