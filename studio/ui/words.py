"""The words, icons and tones of every state, in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from studio.accounts.model import KINDS, Account, AccountKind, Health, HealthState, PageStatus
from studio.library.events import EventKind
from studio.library.model import Hit, Light, Status, Validity
from studio.outbox.model import DeliveryState, Stand
from studio.people.model import Role
from studio.platforms import Platform
from studio.posts.model import PostRow, PostState, Severity
from studio.translation import mark, say, tr
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import PageMark


class StateWord(NamedTuple):
    """A state as it is shown: word, icon and tone together."""

    text: str
    icon: str
    tone: Tone


POSTS: Mapping[PostState, StateWord] = {
    PostState.DRAFT: StateWord(mark("Draft"), "pencil", Tone.GREY),
    PostState.IN_REVIEW: StateWord(mark("Awaiting approval"), "hourglass", Tone.AMBER),
    PostState.CHANGES_ASKED: StateWord(mark("Changes requested"), "reply", Tone.ORANGE),
    PostState.REJECTED: StateWord(mark("Rejected"), "circle-x", Tone.RED),
    PostState.APPROVED: StateWord(mark("Approved, not queued"), "calendar-plus", Tone.AMBER),
    PostState.APPROVAL_EXPIRED: StateWord(mark("Approval expired"), "calendar-x", Tone.SLATE),
    PostState.ON_HOLD: StateWord(mark("On hold"), "hand", Tone.VIOLET),
    PostState.QUEUED: StateWord(mark("In the outbox"), "send", Tone.BLUE),
    PostState.PUBLISHED: StateWord(mark("Published"), "check-check", Tone.GREEN),
    PostState.WITHDRAWN: StateWord(mark("Withdrawn"), "archive", Tone.GREY),
}

TO_REMOVE = StateWord(mark("Withdrawn, still on a page"), "octagon-alert", Tone.RED)
CLAIMED = StateWord(mark("Published, confirmed by a person"), "user-check", Tone.VIOLET)

DELIVERIES: Mapping[Stand, StateWord] = {
    Stand.SCHEDULED: StateWord(mark("Scheduled"), "calendar-clock", Tone.BLUE),
    Stand.WAITING: StateWord(mark("Waiting for the network"), "cloud-off", Tone.SLATE),
    Stand.SENDING: StateWord(mark("Sending"), "loader-circle", Tone.INDIGO),
    Stand.SENT: StateWord(mark("Sent, not verified"), "check", Tone.TEAL),
    Stand.UNKNOWN: StateWord(mark("Result unknown"), "circle-question-mark", Tone.MAGENTA),
    Stand.VERIFIED: StateWord(mark("Verified"), "check-check", Tone.GREEN),
    Stand.CLAIMED: StateWord(mark("Confirmed by a person"), "user-check", Tone.VIOLET),
    Stand.REMOVAL_DUE: StateWord(mark("To be removed"), "octagon-alert", Tone.RED),
    Stand.REMOVE_BY_HAND: StateWord(mark("Remove by hand"), "hand", Tone.RED),
    Stand.FAILED: StateWord(mark("Failed"), "triangle-alert", Tone.RED),
    Stand.MISSED: StateWord(mark("Missed its time"), "clock-alert", Tone.BROWN),
    Stand.NEEDS_ATTENTION: StateWord(mark("Needs attention"), "hand", Tone.ORANGE),
    Stand.WITHDRAWN: StateWord(mark("Removed from the page"), "archive", Tone.GREY),
    Stand.CANCELLED: StateWord(mark("Cancelled"), "ban", Tone.GREY),
    Stand.AMEND_WAITING: StateWord(mark("Change waits for the page"), "file-pen", Tone.BLUE),
    Stand.AMEND_UNKNOWN: StateWord(mark("Result of the edit unknown"), "circle-question-mark", Tone.AMBER),
    Stand.AMENDED: StateWord(mark("Edited, read back: matches"), "file-pen", Tone.GREEN),
}

VALIDITY: Mapping[Status, StateWord] = {
    Status.NOT_YET: StateWord(mark("Not yet in force"), "calendar-clock", Tone.BLUE),
    Status.IN_FORCE: StateWord(mark("In force"), "circle-check", Tone.GREEN),
    Status.PARTLY_EXPIRED: StateWord(mark("Partly expired"), "circle-alert", Tone.AMBER),
    Status.EXPIRED: StateWord(mark("Expired", about="law"), "circle-x", Tone.RED),
    Status.SUSPENDED: StateWord(mark("Suspended"), "pause", Tone.ORANGE),
    Status.UNSUITABLE: StateWord(mark("No longer suitable"), "circle-slash", Tone.BROWN),
    Status.UNKNOWN: StateWord(mark("Needs checking"), "circle-question-mark", Tone.MAGENTA),
}

CHECK_AGAIN = StateWord(mark("In force, check again"), "clock-alert", Tone.AMBER)
"""Of what is in force on an old confirmation, or with something to look at first."""

EVENTS: Mapping[EventKind, StateWord] = {
    EventKind.TAKES_EFFECT: StateWord(mark("Takes effect"), "calendar-check", Tone.GREEN),
    EventKind.ENDS: StateWord(mark("Ceases to be in force"), "circle-x", Tone.RED),
    EventKind.REPLACED: StateWord(mark("Replaced"), "circle-x", Tone.RED),
    EventKind.REPEALED: StateWord(mark("Repealed"), "circle-x", Tone.RED),
    EventKind.PARTLY_ENDS: StateWord(mark("Ceases to be in force in part"), "circle-alert", Tone.AMBER),
    EventKind.KEPT: StateWord(mark("Stays in force"), "circle-check", Tone.GREEN),
    EventKind.AMENDED: StateWord(mark("Amended"), "file-pen", Tone.AMBER),
    EventKind.CORRECTED: StateWord(mark("Corrected"), "pencil", Tone.AMBER),
    EventKind.SUSPENDED: StateWord(mark("Suspended"), "pause", Tone.ORANGE),
    EventKind.RESUMED: StateWord(mark("In force again"), "play", Tone.GREEN),
    EventKind.UNSUITABLE: StateWord(mark("No longer suitable"), "circle-slash", Tone.BROWN),
    EventKind.PARENT_ENDED: StateWord(mark("Its parent lost effect"), "circle-alert", Tone.AMBER),
    EventKind.CONFIRMED: StateWord(mark("Confirmed"), "badge-check", Tone.TEAL),
}

SEVERITIES: Mapping[Severity, StateWord] = {
    Severity.BLOCK: StateWord(mark("Must fix"), "circle-x", Tone.RED),
    Severity.WARN: StateWord(mark("Please look"), "triangle-alert", Tone.AMBER),
    Severity.INFO: StateWord(mark("For your information"), "info", Tone.BLUE),
}

PAGES: Mapping[PageStatus, StateWord] = {
    PageStatus.REQUESTED: StateWord(mark("Requested"), "hourglass", Tone.AMBER),
    PageStatus.ACTIVE: StateWord(mark("Active"), "circle-check", Tone.GREEN),
    PageStatus.HANDED_OVER: StateWord(mark("Handed over", about="page"), "handshake", Tone.SLATE),
    PageStatus.MERGED: StateWord(mark("Merged"), "corner-down-right", Tone.SLATE),
    PageStatus.CLOSED: StateWord(mark("Closed"), "circle-slash", Tone.GREY),
}

HEALTH: Mapping[HealthState, StateWord] = {
    HealthState.OK: StateWord(mark("Connected"), "circle-check", Tone.GREEN),
    HealthState.EXPIRING: StateWord(mark("Expires soon"), "hourglass", Tone.AMBER),
    HealthState.UNREACHABLE: StateWord(mark("Not reached"), "cloud-off", Tone.SLATE),
    HealthState.NOT_CONNECTED: StateWord(mark("Not connected"), "unplug", Tone.AMBER),
    HealthState.NEEDS_LOGIN: StateWord(mark("Needs a new access token"), "key-round", Tone.RED),
    HealthState.NEEDS_RIGHTS: StateWord(mark("Rights missing"), "lock", Tone.RED),
    HealthState.WRONG_PAGE: StateWord(mark("Access token of another page"), "shield-alert", Tone.RED),
    HealthState.BLOCKED: StateWord(mark("Blocked by the platform"), "ban", Tone.RED),
}
NO_LOGIN = StateWord(mark("Needs no login"), "circle-check", Tone.GREY)

_ROLES: Mapping[Role, str] = {
    Role.AUTHOR: mark("Writes posts"),
    Role.APPROVER: mark("Approves"),
    Role.PUBLISHER: mark("Publishes"),
    Role.HEAD: mark("Head of unit"),
    Role.TRAINER: mark("Trainer"),
    Role.TECHNICAL: mark("Technical"),
}

_PLATFORMS: Mapping[Platform, str] = {
    Platform.FACEBOOK: mark("Facebook"),
    Platform.ZALO: mark("Zalo OA"),
    Platform.WEBSITE: mark("Website"),
    Platform.TIKTOK: mark("TikTok"),
    Platform.YOUTUBE: mark("YouTube"),
}


def spoken(word: StateWord) -> StateWord:
    """`word` in the language of the window."""
    return word._replace(text=tr(word.text))


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
    return tr(_ROLES[role])


def platform_name(platform: Platform) -> str:
    return tr(_PLATFORMS[platform])


def page_name(account: Account) -> str:
    """The title of a page; of a practice page after the word that says so."""
    practice = account.kind is AccountKind.PRACTICE
    return tr("PRACTICE · {page}").format(page=account.title) if practice else account.title


def page_place(account: Account) -> str:
    """``Facebook · Công an phường …``: pages of one name are told apart."""
    return f"{platform_name(account.platform)} · {page_name(account)}"


def sign_of(account: Account) -> PageMark:
    """What the sign of a page is drawn from."""
    return PageMark(account.title, account.platform, account.kind is AccountKind.PRACTICE)


def kind_name(kind: AccountKind) -> str:
    return say(KINDS[kind].title)
