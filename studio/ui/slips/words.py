"""Words for everything a slip may say, in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from studio.slips.model import (
    Body,
    ClaimSource,
    Clarification,
    Correction,
    DutyPoint,
    ErrorHandling,
    Impostor,
    ImpostorSite,
    Incident,
    IncidentSeverity,
    LockoutStep,
    Mishap,
    PlatformAnswer,
    Reporter,
    SlipDecision,
    SlipKind,
    TimelineDeed,
    TimelineEntry,
)
from studio.templates.kinds_texts import defang
from studio.translation import mark, tr
from studio.ui.tokens import Tone
from studio.ui.words import StateWord

E = TypeVar("E", bound=StrEnum)
HASH_CHARS = 12
"""Of a hash, where it only reminds; the whole stands with the evidence."""
KINDS: Mapping[SlipKind, str] = {
    SlipKind.IMPOSTOR: mark("Impostor page"),
    SlipKind.INCIDENT: mark("Incident"),
    SlipKind.CORRECTION: mark("Error in a post"),
    SlipKind.CLARIFICATION: mark("Claim to clear up"),
}
GLYPHS: Mapping[SlipKind, str] = {
    SlipKind.IMPOSTOR: "shield-alert",
    SlipKind.INCIDENT: "siren",
    SlipKind.CORRECTION: "file-warning",
    SlipKind.CLARIFICATION: "megaphone",
}
_REPORTERS: Mapping[Reporter, str] = {
    Reporter.RESIDENT: mark("A resident"),
    Reporter.STAFF: mark("An officer of the unit"),
    Reporter.OTHER_UNIT: mark("Another unit"),
    Reporter.PRESS: mark("The press"),
    Reporter.PLATFORM: mark("The platform"),
}
_SITES: Mapping[ImpostorSite, str] = {
    ImpostorSite.FACEBOOK: "Facebook",
    ImpostorSite.ZALO: "Zalo",
    ImpostorSite.TIKTOK: "TikTok",
    ImpostorSite.YOUTUBE: "YouTube",
    ImpostorSite.TELEGRAM: "Telegram",
    ImpostorSite.WEBSITE: mark("Website"),
    ImpostorSite.OTHER: mark("Another platform"),
}
_MISHAPS: Mapping[Mishap, str] = {
    Mishap.TAKEN_OVER: mark("An account was taken over"),
    Mishap.WRONG_POST: mark("Something was posted by mistake"),
    Mishap.LOST_DEVICE: mark("A device with access was lost"),
}
_DUTIES: Mapping[DutyPoint, str] = {
    DutyPoint.HEAD: mark("Head of the unit"),
    DutyPoint.TECHNICAL: mark("Technical officer"),
    DutyPoint.COMPETENT_UNIT: mark("Competent unit"),
    DutyPoint.PLATFORM: mark("The platform"),
}
_LOCKS: Mapping[LockoutStep, str] = {
    LockoutStep.LOGIN: mark("Password changed from a clean device"),
    LockoutStep.SESSIONS: mark("Every session signed out"),
    LockoutStep.RIGHTS: mark("Unknown rights revoked"),
    LockoutStep.APPS: mark("Unknown apps removed"),
    LockoutStep.RECOVERY: mark("Recovery e-mail and phone belong to the unit"),
}
_ANSWERS: Mapping[PlatformAnswer, str] = {
    PlatformAnswer.DONE: mark("Done"),
    PlatformAnswer.NOT_NEEDED: mark("Not needed here"),
}
_SEVERITIES: Mapping[IncidentSeverity, str] = {
    IncidentSeverity.MINOR: mark("Minor: nobody is misled"),
    IncidentSeverity.SERIOUS: mark("Serious: people may do the wrong thing"),
    IncidentSeverity.PERSONAL_DATA: mark("Personal data is public"),
}
_MODES: Mapping[ErrorHandling, str] = {
    ErrorHandling.NOTED_EDIT: mark("Small edit with a note"),
    ErrorHandling.CORRECTION: mark("Correction in a new post"),
    ErrorHandling.WITHDRAWN_FOR_NOW: mark("Withdraw for now"),
    ErrorHandling.WITHDRAWN: mark("Withdraw for good"),
}
_SOURCES: Mapping[ClaimSource, str] = {
    ClaimSource.QUESTIONS: mark("Questions sent to the page"),
    ClaimSource.COMPETENT_UNIT: mark("Requested by a competent unit"),
}
_DECISIONS: Mapping[SlipDecision, str] = {
    SlipDecision.ANSWER: mark("Answer with the facts"),
    SlipDecision.HAND_ON: mark("Pass on to the competent body"),
    SlipDecision.LEAVE: mark("Do not answer"),
}
_DEEDS: Mapping[TimelineDeed, str] = {
    TimelineDeed.OPENED: mark("Case opened"),
    TimelineDeed.CHANGED: mark("Facts recorded"),
    TimelineDeed.NOTED: mark("A note"),
    TimelineDeed.EVIDENCE: mark("Supporting file added"),
    TimelineDeed.COMPARED: mark("Compared with the directory"),
    TimelineDeed.LOOKED: mark("Checked again: still there"),
    TimelineDeed.REPORTED: mark("Reported"),
    TimelineDeed.HANDED: mark("Handed to the competent unit"),
    TimelineDeed.CALLED: mark("Called"),
    TimelineDeed.LOCKED: mark("Lockdown checklist completed"),
    TimelineDeed.REVIEWED: mark("Lessons drawn"),
    TimelineDeed.DECIDED: mark("Decided"),
    TimelineDeed.DRAFTED: mark("Post drafted"),
    TimelineDeed.PINNED: mark("Correction pinned"),
    TimelineDeed.EXPORTED: mark("Exported"),
    TimelineDeed.CLOSED: mark("Case closed"),
    TimelineDeed.REOPENED: mark("Case opened again"),
}
_TABLES: Mapping[type[StrEnum], Mapping[Any, str]] = {
    Reporter: _REPORTERS,
    ImpostorSite: _SITES,
    Mishap: _MISHAPS,
    DutyPoint: _DUTIES,
    LockoutStep: _LOCKS,
    PlatformAnswer: _ANSWERS,
    IncidentSeverity: _SEVERITIES,
    ErrorHandling: _MODES,
    ClaimSource: _SOURCES,
    SlipDecision: _DECISIONS,
}
_OPEN = StateWord(mark("Still open"), "circle-dot", Tone.AMBER)
_CLOSED = StateWord(mark("Closed"), "circle-check", Tone.GREEN)
_SAID: Mapping[TimelineDeed, Mapping[str, str]] = {
    TimelineDeed.CALLED: {key.value: words for key, words in _DUTIES.items()},
    TimelineDeed.DECIDED: {key.value: words for key, words in (*_MODES.items(), *_DECISIONS.items())},
}
"""Codes that a line of the timeline may be about."""
_HASHES = frozenset({TimelineDeed.EVIDENCE, TimelineDeed.EXPORTED})
_SILENT = frozenset({TimelineDeed.LOCKED, TimelineDeed.DRAFTED})


def kind_word(kind: SlipKind) -> str:
    return tr(KINDS[kind])


def state_word(*, closed: bool) -> StateWord:
    word = _CLOSED if closed else _OPEN
    return word._replace(text=tr(word.text))


def options(kind: type[E]) -> dict[E, str]:
    """The members of an enum with their words, in order."""
    return {member: tr(_TABLES[kind][member]) for member in kind}


def word(member: StrEnum) -> str:
    return tr(_TABLES[type(member)][member])


def headline(body: Body, titles: Mapping[str, str]) -> str:
    """What a list calls a slip; `titles` are those of posts, by id."""
    match body:
        case Impostor():
            shown = defang(body.address)  # a list has room for what tells two addresses apart
            return shown.partition("://")[2].removeprefix("www[.]") or shown
        case Incident():
            return word(body.what)
        case Correction():
            return titles.get(body.post) or body.error
        case Clarification():
            return body.claim[:1].upper() + body.claim[1:]


def line_words(entry: TimelineEntry) -> str:
    """What a line of the timeline says."""
    deed, about = tr(_DEEDS[entry.deed]), entry.about
    if entry.deed in _HASHES:
        about = f"SHA-256 {about[:HASH_CHARS]}…"
    elif entry.deed in _SAID:
        about = tr(_SAID[entry.deed].get(about, about))
    if not about or entry.deed in _SILENT:
        return deed
    return f"{deed}: {about}"
