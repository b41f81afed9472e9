"""The words, icons and tones of every state, in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from studio.accounts.model import AccountKind, Health, HealthState, PageStatus
from studio.library.events import EventKind
from studio.library.model import Hit, Light, Status, Validity
from studio.outbox.model import DeliveryState
from studio.outbox.standing import Stand
from studio.people.model import Role
from studio.platforms import Platform
from studio.posts.model import PostRow, PostState, Severity
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.tokens import Tone


class Word(NamedTuple):
    """A state as it is shown: word, icon and tone together."""

    text: str
    icon: str
    tone: Tone


POSTS: Mapping[PostState, Word] = {
    PostState.DRAFT: Word(QT_TRANSLATE_NOOP("Words", "Draft"), "pencil", Tone.GREY),
    PostState.IN_REVIEW: Word(QT_TRANSLATE_NOOP("Words", "Awaiting approval"), "hourglass", Tone.AMBER),
    PostState.CHANGES_ASKED: Word(QT_TRANSLATE_NOOP("Words", "Changes asked"), "reply", Tone.ORANGE),
    PostState.REJECTED: Word(QT_TRANSLATE_NOOP("Words", "Rejected"), "circle-x", Tone.RED),
    PostState.APPROVED: Word(QT_TRANSLATE_NOOP("Words", "Approved"), "circle-check", Tone.TEAL),
    PostState.APPROVAL_EXPIRED: Word(QT_TRANSLATE_NOOP("Words", "Approval expired"), "calendar-x", Tone.SLATE),
    PostState.ON_HOLD: Word(QT_TRANSLATE_NOOP("Words", "On hold"), "hand", Tone.VIOLET),
    PostState.QUEUED: Word(QT_TRANSLATE_NOOP("Words", "In the outbox"), "send", Tone.BLUE),
    PostState.PUBLISHED: Word(QT_TRANSLATE_NOOP("Words", "Published"), "check-check", Tone.GREEN),
    PostState.WITHDRAWN: Word(QT_TRANSLATE_NOOP("Words", "Withdrawn"), "archive", Tone.GREY),
}

TO_REMOVE = Word(QT_TRANSLATE_NOOP("Words", "Withdrawn, still on a page"), "octagon-alert", Tone.RED)
CLAIMED = Word(QT_TRANSLATE_NOOP("Words", "Published, on a person's word"), "user-check", Tone.VIOLET)

DELIVERIES: Mapping[Stand, Word] = {
    Stand.SCHEDULED: Word(QT_TRANSLATE_NOOP("Words", "Scheduled"), "calendar-clock", Tone.BLUE),
    Stand.WAITING: Word(QT_TRANSLATE_NOOP("Words", "Waiting for the network"), "cloud-off", Tone.SLATE),
    Stand.SENDING: Word(QT_TRANSLATE_NOOP("Words", "Sending"), "loader-circle", Tone.INDIGO),
    Stand.SENT: Word(QT_TRANSLATE_NOOP("Words", "Sent, not verified"), "check", Tone.TEAL),
    Stand.UNKNOWN: Word(QT_TRANSLATE_NOOP("Words", "Result unclear"), "circle-question-mark", Tone.MAGENTA),
    Stand.VERIFIED: Word(QT_TRANSLATE_NOOP("Words", "Verified"), "check-check", Tone.GREEN),
    Stand.CLAIMED: Word(QT_TRANSLATE_NOOP("Words", "On a person's word"), "user-check", Tone.VIOLET),
    Stand.REMOVAL_DUE: Word(QT_TRANSLATE_NOOP("Words", "To be removed"), "octagon-alert", Tone.RED),
    Stand.REMOVE_BY_HAND: Word(QT_TRANSLATE_NOOP("Words", "Remove it by hand"), "hand", Tone.RED),
    Stand.FAILED: Word(QT_TRANSLATE_NOOP("Words", "Failed"), "triangle-alert", Tone.RED),
    Stand.MISSED: Word(QT_TRANSLATE_NOOP("Words", "Missed its time"), "clock-alert", Tone.BROWN),
    Stand.NEEDS_ATTENTION: Word(QT_TRANSLATE_NOOP("Words", "Needs you"), "hand", Tone.ORANGE),
    Stand.WITHDRAWN: Word(QT_TRANSLATE_NOOP("Words", "Taken down"), "archive", Tone.GREY),
    Stand.CANCELLED: Word(QT_TRANSLATE_NOOP("Words", "Cancelled"), "ban", Tone.GREY),
    Stand.AMEND_WAITING: Word(QT_TRANSLATE_NOOP("Words", "Change waits for the page"), "file-pen", Tone.BLUE),
    Stand.AMEND_UNKNOWN: Word(
        QT_TRANSLATE_NOOP("Words", "Changed or not: unclear"), "circle-question-mark", Tone.AMBER
    ),
    Stand.AMENDED: Word(QT_TRANSLATE_NOOP("Words", "Changed and read back"), "file-pen", Tone.GREEN),
}

VALIDITY: Mapping[Status, Word] = {
    Status.NOT_YET: Word(QT_TRANSLATE_NOOP("Words", "Not yet in force"), "calendar-clock", Tone.BLUE),
    Status.IN_FORCE: Word(QT_TRANSLATE_NOOP("Words", "In force"), "circle-check", Tone.GREEN),
    Status.PARTLY_EXPIRED: Word(QT_TRANSLATE_NOOP("Words", "Partly expired"), "circle-alert", Tone.AMBER),
    Status.EXPIRED: Word(QT_TRANSLATE_NOOP("Words", "Expired"), "circle-x", Tone.RED),
    Status.SUSPENDED: Word(QT_TRANSLATE_NOOP("Words", "Suspended"), "pause", Tone.ORANGE),
    Status.UNSUITABLE: Word(QT_TRANSLATE_NOOP("Words", "No longer suitable"), "circle-slash", Tone.BROWN),
    Status.UNKNOWN: Word(QT_TRANSLATE_NOOP("Words", "Needs checking"), "circle-question-mark", Tone.MAGENTA),
}

CHECK_AGAIN = Word(QT_TRANSLATE_NOOP("Words", "In force, look again"), "clock-alert", Tone.AMBER)
"""Of what is in force on an old confirmation, or with something to look at first."""

EVENTS: Mapping[EventKind, Word] = {
    EventKind.TAKES_EFFECT: Word(QT_TRANSLATE_NOOP("Words", "Takes effect"), "calendar-check", Tone.GREEN),
    EventKind.ENDS: Word(QT_TRANSLATE_NOOP("Words", "Loses effect"), "circle-x", Tone.RED),
    EventKind.REPLACED: Word(QT_TRANSLATE_NOOP("Words", "Replaced"), "circle-x", Tone.RED),
    EventKind.REPEALED: Word(QT_TRANSLATE_NOOP("Words", "Repealed"), "circle-x", Tone.RED),
    EventKind.PARTLY_ENDS: Word(QT_TRANSLATE_NOOP("Words", "Loses effect in part"), "circle-alert", Tone.AMBER),
    EventKind.KEPT: Word(QT_TRANSLATE_NOOP("Words", "Stays in force"), "circle-check", Tone.GREEN),
    EventKind.AMENDED: Word(QT_TRANSLATE_NOOP("Words", "Amended"), "file-pen", Tone.AMBER),
    EventKind.CORRECTED: Word(QT_TRANSLATE_NOOP("Words", "Corrected"), "pencil", Tone.AMBER),
    EventKind.SUSPENDED: Word(QT_TRANSLATE_NOOP("Words", "Suspended"), "pause", Tone.ORANGE),
    EventKind.RESUMED: Word(QT_TRANSLATE_NOOP("Words", "In effect again"), "play", Tone.GREEN),
    EventKind.UNSUITABLE: Word(QT_TRANSLATE_NOOP("Words", "No longer suitable"), "circle-slash", Tone.BROWN),
    EventKind.PARENT_ENDED: Word(QT_TRANSLATE_NOOP("Words", "Its parent lost effect"), "circle-alert", Tone.AMBER),
    EventKind.CONFIRMED: Word(QT_TRANSLATE_NOOP("Words", "Confirmed"), "badge-check", Tone.TEAL),
}

SEVERITIES: Mapping[Severity, Word] = {
    Severity.BLOCK: Word(QT_TRANSLATE_NOOP("Words", "Must be mended"), "circle-x", Tone.RED),
    Severity.WARN: Word(QT_TRANSLATE_NOOP("Words", "Please look"), "triangle-alert", Tone.AMBER),
    Severity.INFO: Word(QT_TRANSLATE_NOOP("Words", "For your information"), "info", Tone.BLUE),
}

PAGES: Mapping[PageStatus, Word] = {
    PageStatus.REQUESTED: Word(QT_TRANSLATE_NOOP("Words", "Requested"), "hourglass", Tone.AMBER),
    PageStatus.ACTIVE: Word(QT_TRANSLATE_NOOP("Words", "Active"), "circle-check", Tone.GREEN),
    PageStatus.HANDED_OVER: Word(QT_TRANSLATE_NOOP("Words", "Handed over"), "handshake", Tone.SLATE),
    PageStatus.MERGED: Word(QT_TRANSLATE_NOOP("Words", "Merged"), "corner-down-right", Tone.SLATE),
    PageStatus.CLOSED: Word(QT_TRANSLATE_NOOP("Words", "Closed"), "circle-slash", Tone.GREY),
}

HEALTH: Mapping[HealthState, Word] = {
    HealthState.OK: Word(QT_TRANSLATE_NOOP("Words", "Connected"), "circle-check", Tone.GREEN),
    HealthState.EXPIRING: Word(QT_TRANSLATE_NOOP("Words", "Runs out soon"), "hourglass", Tone.AMBER),
    HealthState.UNREACHABLE: Word(QT_TRANSLATE_NOOP("Words", "Not reached"), "cloud-off", Tone.SLATE),
    HealthState.NOT_CONNECTED: Word(QT_TRANSLATE_NOOP("Words", "Not connected"), "unplug", Tone.AMBER),
    HealthState.NEEDS_LOGIN: Word(QT_TRANSLATE_NOOP("Words", "Needs a new login"), "key-round", Tone.RED),
    HealthState.NEEDS_RIGHTS: Word(QT_TRANSLATE_NOOP("Words", "Rights missing"), "lock", Tone.RED),
    HealthState.WRONG_PAGE: Word(QT_TRANSLATE_NOOP("Words", "Another page's login"), "shield-alert", Tone.RED),
    HealthState.BLOCKED: Word(QT_TRANSLATE_NOOP("Words", "Blocked there"), "ban", Tone.RED),
}
NO_LOGIN = Word(QT_TRANSLATE_NOOP("Words", "Needs no login"), "circle-check", Tone.GREY)

_ROLES: Mapping[Role, str] = {
    Role.AUTHOR: QT_TRANSLATE_NOOP("Words", "Writes posts"),
    Role.APPROVER: QT_TRANSLATE_NOOP("Words", "Approves"),
    Role.PUBLISHER: QT_TRANSLATE_NOOP("Words", "Publishes"),
    Role.HEAD: QT_TRANSLATE_NOOP("Words", "Head of unit"),
    Role.TRAINER: QT_TRANSLATE_NOOP("Words", "Trainer"),
    Role.TECHNICAL: QT_TRANSLATE_NOOP("Words", "Technical"),
}

_PLATFORMS: Mapping[Platform, str] = {
    Platform.FACEBOOK: QT_TRANSLATE_NOOP("Words", "Facebook"),
    Platform.ZALO: QT_TRANSLATE_NOOP("Words", "Zalo OA"),
    Platform.WEBSITE: QT_TRANSLATE_NOOP("Words", "Website"),
}

_KINDS: Mapping[AccountKind, str] = {
    AccountKind.FACEBOOK: QT_TRANSLATE_NOOP("Words", "Facebook page"),
    AccountKind.ZALO: QT_TRANSLATE_NOOP("Words", "Zalo Official Account"),
    AccountKind.WORDPRESS: QT_TRANSLATE_NOOP("Words", "WordPress site"),
    AccountKind.HANDOVER: QT_TRANSLATE_NOOP("Words", "Hand-over (posted by hand)"),
    AccountKind.PRACTICE: QT_TRANSLATE_NOOP("Words", "Practice page (on this PC)"),
}


def spoken(word: Word) -> Word:
    """`word` in the language of the window."""
    return word._replace(text=_say(word.text))


def post_word(state: PostState) -> Word:
    return spoken(POSTS[state])


def listed_word(row: PostRow) -> Word:
    """Of a post in a list: what of it is on a person's word, and whether it is still on a page that it was withdrawn
    from."""
    if row.state is PostState.WITHDRAWN and row.removals_due:
        return spoken(TO_REMOVE)
    if row.state is PostState.PUBLISHED and row.claimed:
        return spoken(CLAIMED)
    return post_word(row.state)


def delivery_word(state: DeliveryState | Stand) -> Word:
    """Of a `Stand` where it is known; a state alone does not tell a person's word from what was read back."""
    return spoken(DELIVERIES[Stand(state.value)])


def validity_word(status: Status, light: Light | None = None) -> Word:
    """The word of a status; `light` where there may be something to look at first."""
    if light is not Light.AMBER or status not in (Status.IN_FORCE, Status.UNKNOWN):
        return spoken(VALIDITY[status])
    return spoken(CHECK_AGAIN if status is Status.IN_FORCE else VALIDITY[status]._replace(tone=Tone.AMBER))


def law_word(validity: Validity) -> Word:
    return validity_word(validity.status, validity.light)


def hit_word(hit: Hit) -> Word:
    """The word of a search result: of the very article, where that is known."""
    return law_word(hit.here) if hit.here is not None else validity_word(hit.status)


def event_word(kind: EventKind) -> Word:
    return spoken(EVENTS[kind])


def severity_word(severity: Severity) -> Word:
    return spoken(SEVERITIES[severity])


def page_word(status: PageStatus) -> Word:
    return spoken(PAGES[status])


def health_word(health: Health | None) -> Word:
    """How a connection is; None stands for a page that needs none."""
    return spoken(NO_LOGIN if health is None else HEALTH[health.state])


def role_name(role: Role) -> str:
    return _say(_ROLES[role])


def platform_name(platform: Platform) -> str:
    return _say(_PLATFORMS[platform])


def kind_name(kind: AccountKind) -> str:
    return _say(_KINDS[kind])


def _say(source: str) -> str:
    return QCoreApplication.translate("Words", source)
