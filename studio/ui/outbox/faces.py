"""What a row of the outbox says: word, the evidence for it, and when; the group it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from studio.accounts.model import Account
from studio.clock import local, local_date, show_date
from studio.outbox.model import Holder, Stand
from studio.phrase import Bilingual
from studio.translation import ntr, tr
from studio.ui.language import LanguageManager
from studio.ui.outbox.deeds import WORDS, DeliveryDeed, deeds_of
from studio.ui.outbox.details import OutboxRow, ReadyRow
from studio.ui.widgets.avatar import PageMark
from studio.ui.words import StateWord, delivery_word, platform_name, post_word, sign_of


class OutboxGroup(IntEnum):
    """The bands of the list, from what presses to what is over."""

    ACT = 0
    AHEAD = 1
    OUT = 2


_AHEAD = frozenset({Stand.SCHEDULED, Stand.WAITING, Stand.SENDING, Stand.AMEND_WAITING})
_OUT = frozenset({Stand.SENT, Stand.VERIFIED, Stand.CLAIMED, Stand.WITHDRAWN, Stand.CANCELLED, Stand.AMENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFace:
    """A row as it is painted and spoken."""

    id: str
    title: str
    code: str
    """The line below the title."""
    place: tuple[str, str]
    """The platform, and the name of the page; of several pages how many, and their platforms."""
    signs: tuple[PageMark, ...]
    day: str
    hour: str
    word: StateWord
    evidence: str
    group: OutboxGroup
    step: str
    """What is to be done next, in a verb; empty where nothing is."""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        where, when = ", ".join(filter(None, self.place)), " ".join(filter(None, (self.day, self.hour)))
        parts = (self.title, where, self.word.text, self.evidence, when, self.code, self.step)
        return ". ".join(part for part in parts if part)


def group_of(row: OutboxRow | ReadyRow) -> OutboxGroup:
    """Where the row stands."""
    if isinstance(row, ReadyRow):
        return OutboxGroup.ACT
    return OutboxGroup.AHEAD if row.stand in _AHEAD else OutboxGroup.OUT if row.stand in _OUT else OutboxGroup.ACT


def group_words(group: OutboxGroup) -> str:
    return {
        OutboxGroup.ACT: tr("Needs attention"),
        OutboxGroup.AHEAD: tr("Sending soon"),
        OutboxGroup.OUT: tr("Sent", about="deliveries"),
    }[group]


def face_of(row: OutboxRow | ReadyRow, now: datetime, language: LanguageManager) -> RowFace:
    """What is said of the row."""
    if isinstance(row, ReadyRow):
        return _ready_face(row, now)
    delivery = row.delivery
    day, hour = when_words(delivery.due_at, now)
    return RowFace(
        id=delivery.id,
        title=delivery.post_title,
        code=delivery.reference,
        place=(platform_name(row.account.platform) if row.account else delivery.platform, row.page),
        signs=(sign_of(row.account) if row.account else PageMark(row.page),),
        day=day,
        hour=hour,
        word=delivery_word(row.stand),
        evidence=evidence(row, now, language),
        group=group_of(row),
        step=step_words(row),
    )


def step_of(row: OutboxRow) -> DeliveryDeed | None:
    """What to try first, where the delivery waits for a person."""
    if group_of(row) is not OutboxGroup.ACT:
        return None
    deeds = deeds_of(row.delivery, withdrawn=row.due)
    return next((deed for deed in deeds if deed is not DeliveryDeed.OPEN), None)


def step_words(row: OutboxRow | ReadyRow) -> str:
    if isinstance(row, ReadyRow):
        return tr("Go on moving it…") if row.moving_to is not None else tr("Queue…")
    deed = step_of(row)
    return tr(WORDS[deed]) if deed is not None else ""


def _ready_face(row: ReadyRow, now: datetime) -> RowFace:
    day, hour = when_words(row.at, now) if row.at is not None else ("", "")
    moving = row.moving_to
    return RowFace(
        id=row.id,
        title=row.post.title or tr("(no title yet)"),
        code=tr("being moved to {time}").format(time=_within(moving, now)) if moving is not None else "",
        place=_places(row.accounts),
        signs=tuple(map(sign_of, row.accounts)),
        day=day,
        hour=hour,
        word=post_word(row.post.state),
        evidence=tr("Not published until somebody queues it"),
        group=OutboxGroup.ACT,
        step=step_words(row),
    )


def _places(pages: Sequence[Account]) -> tuple[str, str]:
    platforms = ", ".join(dict.fromkeys(platform_name(page.platform) for page in pages))
    if len(pages) == 1:
        return platforms, pages[0].title
    return ntr("{n} page", "{n} pages", len(pages)).format(n=len(pages)), platforms


def evidence(row: OutboxRow, now: datetime, language: LanguageManager) -> str:
    """Why the word is true, in one short line."""
    delivery = row.delivery
    since = _within(delivery.since or delivery.updated_at, now)
    if row.stand is Stand.VERIFIED:
        return tr("Read back {when}: as approved").format(when=since)
    if row.stand is Stand.UNKNOWN:
        return tr("It may be published; never sent again before a check")
    if row.stand is Stand.SCHEDULED and delivery.held_by_page:
        return tr("The page holds it and publishes it by itself")
    if row.stand is Stand.SCHEDULED and delivery.holder is Holder.PC:
        return tr("Nothing was sent; this PC has to be on then")
    if row.stand is Stand.WAITING:
        return tr("Certainly not out yet")
    return language.say(Bilingual(delivery.message, delivery.message_en))


def _within(moment: datetime, now: datetime) -> str:
    """``hôm nay 08:00``, inside a sentence."""
    return " ".join(when_words(moment, now)).lower()


def when_words(moment: datetime, now: datetime) -> tuple[str, str]:
    """``Hôm nay``, ``08:00``; another year says its number."""
    day, today = local_date(moment), local_date(now)
    names = {0: tr("Today"), 1: tr("Tomorrow"), -1: tr("Yesterday")}
    word = names.get((day - today).days)
    if word is None:
        word = f"{day:%d/%m}" if day.year == today.year else show_date(day)
    return word, f"{local(moment):%H:%M}"
