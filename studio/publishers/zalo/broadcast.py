"""Sending a shown article to all followers, which cannot be undone, listed or looked up afterwards.

So it is no part of publishing: a person asks for it, sees the quota, and confirms with name and PIN. What is about to
be sent is logged before anything leaves; an article that may have gone out is never sent again by this program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from studio.accounts.model import Account
from studio.clock import Clock, local, show_datetime
from studio.errors import NotFound, Refused
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.publishers.http import Http
from studio.publishers.port import Answer, Outcome
from studio.publishers.zalo.api import DETAIL, MESSAGE, QUOTA, ZaloAnswer, ZaloApi
from studio.publishers.zalo.article import as_post
from studio.publishers.zalo.errors import ZaloError, ZaloErrorKind, judge
from studio.publishers.zalo.grant import Grants

MAY_BROADCAST = (Role.PUBLISHER, Role.HEAD)
MORNING, NIGHT = 6, 22
"""Hours of Vietnam between which Zalo takes broadcasts (else -234)."""


class BroadcastStep(StrEnum):
    """One line of the log."""

    INTENT = "intent"
    """About to be sent. Nothing after it: the program died, and it may have gone out."""
    DONE = "done"
    NOT_EXECUTED = "not_executed"
    REFUSED = "refused"
    UNKNOWN = "unknown"


SETTLED_UNSENT = (BroadcastStep.NOT_EXECUTED, BroadcastStep.REFUSED)
"""Last lines after which an article may be sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastEntry:
    """A line of the log: appended, never changed."""

    at: datetime
    account: str
    page_id: str
    article: str
    title: str
    by: str
    """Id of the person."""
    step: BroadcastStep
    code: str = ""
    message_id: str = ""


class BroadcastLog(Protocol):
    """Appended to alone; every line is durable when the call returns."""

    def begin(self, intent: BroadcastEntry) -> None:
        """Append `intent` unless the last line of its account and article may mean that it went out: then Refused."""
        ...

    def append(self, entry: BroadcastEntry) -> None: ...

    def of(self, account: str) -> tuple[BroadcastEntry, ...]:
        """Newest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What the account's package allows of one kind of sending, in Zalo's words."""

    product: str
    total: int | None
    remain: int | None
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedBroadcast:
    """What a person sees before confirming. `hindrance` is empty when it may be sent now."""

    article: str
    title: str
    permalink: str
    allowances: tuple[Allowance, ...]
    former: tuple[BroadcastEntry, ...]
    """What this account broadcast before, newest first."""
    warning: Phrase
    hindrance: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBroadcast:
    """What is known after sending."""

    outcome: Outcome
    say: Phrase
    message_id: str = ""
    code: str = ""


class Broadcasts:
    """Broadcasts of articles. Called by a person's hand alone, never by the outbox."""

    def __init__(self, *, http: Http, grants: Grants, clock: Clock, log: BroadcastLog, people: People) -> None:
        self._api = ZaloApi(http, grants, clock)
        self._clock = clock
        self._log = log
        self._people = people

    def quota(self, account: Account) -> tuple[Allowance, ...]:
        """What the package still allows, as Zalo tells it. Raises Unreachable or StudioError."""
        told = self._api.ask(account, QUOTA, {"quota_owner": "OA"})
        return tuple(_allowance(row) for row in told.rows)

    def prepare(self, account: Account, article: str) -> PreparedBroadcast:
        """Look at everything that speaks for or against it. Raises NotFound, Unreachable, StudioError."""
        title, permalink, visible = self._article(account, article)
        former = self._log.of(account.name)
        return PreparedBroadcast(
            article=article,
            title=title,
            permalink=permalink,
            allowances=self.quota(account),
            former=former,
            warning=_warning(account, title),
            hindrance=self._night() or (None if visible else _HIDDEN) or _sent_before(former, article),
        )

    def send(self, account: Account, article: str, by: str, pin: str) -> SentBroadcast:
        """Send it to all followers, once.

        Raises NotPermitted (role, PIN), Refused (night, hidden, sent before or in doubt), NotFound, Unreachable,
        StorageTrouble (of the log: before anything was sent, or, after that, with the article counted as sent).
        """
        person = self._people.require(self._people.verify_pin(by, pin).id, *MAY_BROADCAST)
        title, _, visible = self._article(account, article)
        hindrance = self._night() or (None if visible else _HIDDEN)
        if hindrance is not None:
            raise Refused(hindrance)
        facts: dict[str, Any] = {
            "account": account.name,
            "page_id": account.page_id,
            "article": article,
            "title": title,
            "by": person.id,
        }
        self._log.begin(BroadcastEntry(at=self._clock.now(), step=BroadcastStep.INTENT, **facts))
        sent = _judged(self._api.write(account, MESSAGE, _message(article)))
        self._log.append(
            BroadcastEntry(
                at=self._clock.now(),
                step=BroadcastStep(sent.outcome.value),
                code=sent.code,
                message_id=sent.message_id,
                **facts,
            )
        )
        return sent

    def _article(self, account: Account, article: str) -> tuple[str, str, bool]:
        try:
            detail = self._api.read(account, DETAIL, {"id": article}).data
        except ZaloError as trouble:
            if trouble.code != -201:
                raise
            raise NotFound("this article is not on the Zalo OA; load the list again.", where=article) from None
        post = as_post(detail, account=account, listed={"id": article}, seen=self._clock.now())
        return str(detail.get("title") or ""), post.permalink, post.visible

    def _night(self) -> Phrase | None:
        now = self._clock.now()
        if MORNING <= local(now).hour < NIGHT:
            return None
        opens = local(now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
        opens = opens if opens > now else opens + timedelta(days=1)
        return Phrase(
            "Zalo takes broadcasts from 06:00 to 21:59 only; send it after {opens}.", opens=show_datetime(opens)
        )


_HIDDEN = Phrase("The article is hidden on the Zalo OA and cannot be sent; show it first.")
_DONE = Phrase("Zalo took the broadcast; followers get it in about 30 minutes.")
_LOOK = Phrase(
    "It is not known whether it was sent, and Zalo offers no way to look it up. Do NOT send it again: "
    "open the OA console, Broadcasts, to see."
)


_UNSENT: Mapping[ZaloErrorKind | None, Phrase] = {
    ZaloErrorKind.QUOTA: Phrase(
        "Not sent: the OA has used up its broadcasts of this period. It is not repeated; send it in the next "
        "period or upgrade the package."
    ),
    ZaloErrorKind.RATE: Phrase(
        "Not sent: the app called Zalo too often within a minute. It is not repeated; wait a minute, then send it."
    ),
}
"""Where what is said of posts does not hold: nothing here is tried again by itself."""


def in_the_way(last: BroadcastEntry | None) -> Phrase | None:
    """Why an article may not be sent (again), by the last line about it; None: it may."""
    if last is None or last.step in SETTLED_UNSENT:
        return None
    at = show_datetime(last.at)
    if last.step is BroadcastStep.DONE:
        return Phrase("This article was sent to the followers at {at}; each is sent once.", at=at)
    return Phrase(
        "What became of the broadcast at {at} is not known, so it is not sent again; look in the OA console, "
        "Broadcasts.",
        at=at,
    )


def _sent_before(former: Sequence[BroadcastEntry], article: str) -> Phrase | None:
    return in_the_way(next((entry for entry in former if entry.article == article), None))


def _warning(account: Account, title: str) -> Phrase:
    return Phrase(
        "“{title}” goes to ALL followers of “{account_title}”. It cannot be taken back, and counts against "
        "the package's quota.",
        title=title,
        account_title=account.title,
    )


def _message(article: str) -> dict[str, Any]:
    """As in Zalo's Java sample SendBroadcastMessage; without target keys it goes to every follower."""
    element = {"media_type": "article", "attachment_id": article}
    payload = {"template_type": "media", "elements": [element]}
    return {
        "recipient": {"target": {}},
        "message": {"attachment": {"type": "template", "payload": payload}},
    }


def _judged(told: ZaloAnswer | Answer) -> SentBroadcast:
    if isinstance(told, ZaloAnswer):
        return SentBroadcast(outcome=Outcome.DONE, say=_DONE, message_id=str(told.data.get("message_id") or ""))
    if told.outcome is Outcome.UNKNOWN:
        return SentBroadcast(outcome=Outcome.UNKNOWN, say=_LOOK, code=told.code)
    kind = judge(int(told.code), told.raw).kind if told.code.lstrip("-").isdigit() else None
    return SentBroadcast(outcome=told.outcome, say=_UNSENT.get(kind, told.say), code=told.code)


def _allowance(row: Mapping[str, Any]) -> Allowance:
    return Allowance(
        product=str(row.get("product_type") or row.get("quota_type") or ""),
        total=_count(row.get("total")),
        remain=_count(row.get("remain")),
        until=str(row.get("valid_through") or ""),
    )


def _count(told: object) -> int | None:
    try:
        return int(str(told))
    except ValueError:
        return None
