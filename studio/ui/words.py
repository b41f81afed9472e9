"""The words, icons and tones of every state, in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from studio.accounts.model import AccountKind, Health, HealthState, PageStatus
from studio.library.events import EventKind
from studio.library.model import Hit, Light, Status, Validity
from studio.outbox.model import DeliveryState, Stand
from studio.people.model import Role
from studio.platforms import Platform
from studio.posts.model import PostRow, PostState, Severity
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.tokens import Tone


class StateWord(NamedTuple):
    """A state as it is shown: word, icon and tone together."""

    text: str
    icon: str
    tone: Tone


POSTS: Mapping[PostState, StateWord] = {
    PostState.DRAFT: StateWord(QT_TRANSLATE_NOOP("Words", "Draft"), "pencil", Tone.GREY),
    PostState.IN_REVIEW: StateWord(QT_TRANSLATE_NOOP("Words", "Awaiting approval"), "hourglass", Tone.AMBER),
    PostState.CHANGES_ASKED: StateWord(QT_TRANSLATE_NOOP("Words", "Changes asked"), "reply", Tone.ORANGE),
    PostState.REJECTED: StateWord(QT_TRANSLATE_NOOP("Words", "Rejected"), "circle-x", Tone.RED),
    PostState.APPROVED: StateWord(QT_TRANSLATE_NOOP("Words", "Approved"), "circle-check", Tone.TEAL),
    PostState.APPROVAL_EXPIRED: StateWord(QT_TRANSLATE_NOOP("Words", "Approval expired"), "calendar-x", Tone.SLATE),
    PostState.ON_HOLD: StateWord(QT_TRANSLATE_NOOP("Words", "On hold"), "hand", Tone.VIOLET),
    PostState.QUEUED: StateWord(QT_TRANSLATE_NOOP("Words", "In the outbox"), "send", Tone.BLUE),
    PostState.PUBLISHED: StateWord(QT_TRANSLATE_NOOP("Words", "Published"), "check-check", Tone.GREEN),
    PostState.WITHDRAWN: StateWord(QT_TRANSLATE_NOOP("Words", "Withdrawn"), "archive", Tone.GREY),
}

TO_REMOVE = StateWord(QT_TRANSLATE_NOOP("Words", "Withdrawn, still on a page"), "octagon-alert", Tone.RED)
CLAIMED = StateWord(QT_TRANSLATE_NOOP("Words", "Published, on a person's word"), "user-check", Tone.VIOLET)

DELIVERIES: Mapping[Stand, StateWord] = {
    Stand.SCHEDULED: StateWord(QT_TRANSLATE_NOOP("Words", "Scheduled"), "calendar-clock", Tone.BLUE),
    Stand.WAITING: StateWord(QT_TRANSLATE_NOOP("Words", "Waiting for the network"), "cloud-off", Tone.SLATE),
    Stand.SENDING: StateWord(QT_TRANSLATE_NOOP("Words", "Sending"), "loader-circle", Tone.INDIGO),
    Stand.SENT: StateWord(QT_TRANSLATE_NOOP("Words", "Sent, not verified"), "check", Tone.TEAL),
    Stand.UNKNOWN: StateWord(QT_TRANSLATE_NOOP("Words", "Result unclear"), "circle-question-mark", Tone.MAGENTA),
    Stand.VERIFIED: StateWord(QT_TRANSLATE_NOOP("Words", "Verified"), "check-check", Tone.GREEN),
    Stand.CLAIMED: StateWord(QT_TRANSLATE_NOOP("Words", "On a person's word"), "user-check", Tone.VIOLET),
    Stand.REMOVAL_DUE: StateWord(QT_TRANSLATE_NOOP("Words", "To be removed"), "octagon-alert", Tone.RED),
    Stand.REMOVE_BY_HAND: StateWord(QT_TRANSLATE_NOOP("Words", "Remove it by hand"), "hand", Tone.RED),
    Stand.FAILED: StateWord(QT_TRANSLATE_NOOP("Words", "Failed"), "triangle-alert", Tone.RED),
    Stand.MISSED: StateWord(QT_TRANSLATE_NOOP("Words", "Missed its time"), "clock-alert", Tone.BROWN),
    Stand.NEEDS_ATTENTION: StateWord(QT_TRANSLATE_NOOP("Words", "Needs you"), "hand", Tone.ORANGE),
    Stand.WITHDRAWN: StateWord(QT_TRANSLATE_NOOP("Words", "Taken down"), "archive", Tone.GREY),
    Stand.CANCELLED: StateWord(QT_TRANSLATE_NOOP("Words", "Cancelled"), "ban", Tone.GREY),
    Stand.AMEND_WAITING: StateWord(QT_TRANSLATE_NOOP("Words", "Change waits for the page"), "file-pen", Tone.BLUE),
    Stand.AMEND_UNKNOWN: StateWord(
        QT_TRANSLATE_NOOP("Words", "Changed or not: unclear"), "circle-question-mark", Tone.AMBER
    ),
    Stand.AMENDED: StateWord(QT_TRANSLATE_NOOP("Words", "Changed and read back"), "file-pen", Tone.GREEN),
}

VALIDITY: Mapping[Status, StateWord] = {
    Status.NOT_YET: StateWord(QT_TRANSLATE_NOOP("Words", "Not yet in force"), "calendar-clock", Tone.BLUE),
    Status.IN_FORCE: StateWord(QT_TRANSLATE_NOOP("Words", "In force"), "circle-check", Tone.GREEN),
    Status.PARTLY_EXPIRED: StateWord(QT_TRANSLATE_NOOP("Words", "Partly expired"), "circle-alert", Tone.AMBER),
    Status.EXPIRED: StateWord(QT_TRANSLATE_NOOP("Words", "Expired"), "circle-x", Tone.RED),
    Status.SUSPENDED: StateWord(QT_TRANSLATE_NOOP("Words", "Suspended"), "pause", Tone.ORANGE),
    Status.UNSUITABLE: StateWord(QT_TRANSLATE_NOOP("Words", "No longer suitable"), "circle-slash", Tone.BROWN),
    Status.UNKNOWN: StateWord(QT_TRANSLATE_NOOP("Words", "Needs checking"), "circle-question-mark", Tone.MAGENTA),
}

CHECK_AGAIN = StateWord(QT_TRANSLATE_NOOP("Words", "In force, look again"), "clock-alert", Tone.AMBER)
"""Of what is in force on an old confirmation, or with something to look at first."""

EVENTS: Mapping[EventKind, StateWord] = {
    EventKind.TAKES_EFFECT: StateWord(QT_TRANSLATE_NOOP("Words", "Takes effect"), "calendar-check", Tone.GREEN),
    EventKind.ENDS: StateWord(QT_TRANSLATE_NOOP("Words", "Loses effect"), "circle-x", Tone.RED),
    EventKind.REPLACED: StateWord(QT_TRANSLATE_NOOP("Words", "Replaced"), "circle-x", Tone.RED),
    EventKind.REPEALED: StateWord(QT_TRANSLATE_NOOP("Words", "Repealed"), "circle-x", Tone.RED),
    EventKind.PARTLY_ENDS: StateWord(QT_TRANSLATE_NOOP("Words", "Loses effect in part"), "circle-alert", Tone.AMBER),
    EventKind.KEPT: StateWord(QT_TRANSLATE_NOOP("Words", "Stays in force"), "circle-check", Tone.GREEN),
    EventKind.AMENDED: StateWord(QT_TRANSLATE_NOOP("Words", "Amended"), "file-pen", Tone.AMBER),
    EventKind.CORRECTED: StateWord(QT_TRANSLATE_NOOP("Words", "Corrected"), "pencil", Tone.AMBER),
    EventKind.SUSPENDED: StateWord(QT_TRANSLATE_NOOP("Words", "Suspended"), "pause", Tone.ORANGE),
    EventKind.RESUMED: StateWord(QT_TRANSLATE_NOOP("Words", "In effect again"), "play", Tone.GREEN),
    EventKind.UNSUITABLE: StateWord(QT_TRANSLATE_NOOP("Words", "No longer suitable"), "circle-slash", Tone.BROWN),
    EventKind.PARENT_ENDED: StateWord(QT_TRANSLATE_NOOP("Words", "Its parent lost effect"), "circle-alert", Tone.AMBER),
    EventKind.CONFIRMED: StateWord(QT_TRANSLATE_NOOP("Words", "Confirmed"), "badge-check", Tone.TEAL),
}

SEVERITIES: Mapping[Severity, StateWord] = {
    Severity.BLOCK: StateWord(QT_TRANSLATE_NOOP("Words", "Must be mended"), "circle-x", Tone.RED),
    Severity.WARN: StateWord(QT_TRANSLATE_NOOP("Words", "Please look"), "triangle-alert", Tone.AMBER),
    Severity.INFO: StateWord(QT_TRANSLATE_NOOP("Words", "For your information"), "info", Tone.BLUE),
}

PAGES: Mapping[PageStatus, StateWord] = {
    PageStatus.REQUESTED: StateWord(QT_TRANSLATE_NOOP("Words", "Requested"), "hourglass", Tone.AMBER),
    PageStatus.ACTIVE: StateWord(QT_TRANSLATE_NOOP("Words", "Active"), "circle-check", Tone.GREEN),
    PageStatus.HANDED_OVER: StateWord(QT_TRANSLATE_NOOP("Words", "Handed over"), "handshake", Tone.SLATE),
    PageStatus.MERGED: StateWord(QT_TRANSLATE_NOOP("Words", "Merged"), "corner-down-right", Tone.SLATE),
    PageStatus.CLOSED: StateWord(QT_TRANSLATE_NOOP("Words", "Closed"), "circle-slash", Tone.GREY),
}

HEALTH: Mapping[HealthState, StateWord] = {
    HealthState.OK: StateWord(QT_TRANSLATE_NOOP("Words", "Connected"), "circle-check", Tone.GREEN),
    HealthState.EXPIRING: StateWord(QT_TRANSLATE_NOOP("Words", "Runs out soon"), "hourglass", Tone.AMBER),
    HealthState.UNREACHABLE: StateWord(QT_TRANSLATE_NOOP("Words", "Not reached"), "cloud-off", Tone.SLATE),
    HealthState.NOT_CONNECTED: StateWord(QT_TRANSLATE_NOOP("Words", "Not connected"), "unplug", Tone.AMBER),
    HealthState.NEEDS_LOGIN: StateWord(QT_TRANSLATE_NOOP("Words", "Needs a new login"), "key-round", Tone.RED),
    HealthState.NEEDS_RIGHTS: StateWord(QT_TRANSLATE_NOOP("Words", "Rights missing"), "lock", Tone.RED),
    HealthState.WRONG_PAGE: StateWord(QT_TRANSLATE_NOOP("Words", "Another page's login"), "shield-alert", Tone.RED),
    HealthState.BLOCKED: StateWord(QT_TRANSLATE_NOOP("Words", "Blocked there"), "ban", Tone.RED),
}
NO_LOGIN = StateWord(QT_TRANSLATE_NOOP("Words", "Needs no login"), "circle-check", Tone.GREY)

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


def spoken(word: StateWord) -> StateWord:
    """`word` in the language of the window."""
    return word._replace(text=_say(word.text))


def post_word(state: PostState) -> StateWord:
    return spoken(POSTS[state])


def listed_word(row: PostRow) -> StateWord:
    """Of a post in a list: what of it is on a person's word, and whether it is still on a page that it was withdrawn
    from."""
    if row.state is PostState.WITHDRAWN and row.removals_due:
        return spoken(TO_REMOVE)
    if row.state is PostState.PUBLISHED and row.claimed:
        return spoken(CLAIMED)
    return post_word(row.state)


def delivery_word(state: DeliveryState | Stand) -> StateWord:
    """Of a `Stand` where it is known; a state alone does not tell a person's word from what was read back."""
    return spoken(DELIVERIES[Stand(state.value)])


def validity_word(status: Status, light: Light | None = None) -> StateWord:
    """The word of a status; `light` where there may be something to look at first."""
    if light is not Light.AMBER or status not in (Status.IN_FORCE, Status.UNKNOWN):
        return spoken(VALIDITY[status])
    return spoken(CHECK_AGAIN if status is Status.IN_FORCE else VALIDITY[status]._replace(tone=Tone.AMBER))


def law_word(validity: Validity) -> StateWord:
    return validity_word(validity.status, validity.light)


def hit_word(hit: Hit) -> StateWord:
    """The word of a search result: of the very article, where that is known."""
    return law_word(hit.here) if hit.here is not None else validity_word(hit.status)


def event_word(kind: EventKind) -> StateWord:
    return spoken(EVENTS[kind])


def severity_word(severity: Severity) -> StateWord:
    return spoken(SEVERITIES[severity])


def page_word(status: PageStatus) -> StateWord:
    return spoken(PAGES[status])


def health_word(health: Health | None) -> StateWord:
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
