"""Words for everything a slip may say, in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication

from studio.slips.model import (
    Body,
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
    Source,
    TimelineDeed,
    TimelineEntry,
)
from studio.templates.kinds_texts import defang
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.tokens import Tone
from studio.ui.words import StateWord

E = TypeVar("E", bound=StrEnum)
HASH_CHARS = 12
"""Of a hash, where it only reminds; the whole stands with the evidence."""
KINDS: Mapping[SlipKind, str] = {
    SlipKind.IMPOSTOR: QT_TRANSLATE_NOOP("Slips", "Impostor page"),
    SlipKind.INCIDENT: QT_TRANSLATE_NOOP("Slips", "Incident"),
    SlipKind.CORRECTION: QT_TRANSLATE_NOOP("Slips", "Error in a post"),
    SlipKind.CLARIFICATION: QT_TRANSLATE_NOOP("Slips", "Claim to clear up"),
}
GLYPHS: Mapping[SlipKind, str] = {
    SlipKind.IMPOSTOR: "shield-alert",
    SlipKind.INCIDENT: "siren",
    SlipKind.CORRECTION: "file-warning",
    SlipKind.CLARIFICATION: "megaphone",
}
_REPORTERS: Mapping[Reporter, str] = {
    Reporter.RESIDENT: QT_TRANSLATE_NOOP("Slips", "A resident"),
    Reporter.STAFF: QT_TRANSLATE_NOOP("Slips", "An officer of the unit"),
    Reporter.OTHER_UNIT: QT_TRANSLATE_NOOP("Slips", "Another unit"),
    Reporter.PRESS: QT_TRANSLATE_NOOP("Slips", "The press"),
    Reporter.PLATFORM: QT_TRANSLATE_NOOP("Slips", "The platform"),
}
_SITES: Mapping[ImpostorSite, str] = {
    ImpostorSite.FACEBOOK: "Facebook",
    ImpostorSite.ZALO: "Zalo",
    ImpostorSite.TIKTOK: "TikTok",
    ImpostorSite.YOUTUBE: "YouTube",
    ImpostorSite.TELEGRAM: "Telegram",
    ImpostorSite.WEBSITE: QT_TRANSLATE_NOOP("Slips", "Website"),
    ImpostorSite.OTHER: QT_TRANSLATE_NOOP("Slips", "Another platform"),
}
_MISHAPS: Mapping[Mishap, str] = {
    Mishap.TAKEN_OVER: QT_TRANSLATE_NOOP("Slips", "An account was taken over"),
    Mishap.WRONG_POST: QT_TRANSLATE_NOOP("Slips", "Something was posted by mistake"),
    Mishap.LOST_DEVICE: QT_TRANSLATE_NOOP("Slips", "A device with access was lost"),
}
_DUTIES: Mapping[DutyPoint, str] = {
    DutyPoint.HEAD: QT_TRANSLATE_NOOP("Slips", "Head of the unit"),
    DutyPoint.TECHNICAL: QT_TRANSLATE_NOOP("Slips", "Technical officer"),
    DutyPoint.COMPETENT_UNIT: QT_TRANSLATE_NOOP("Slips", "Competent unit"),
    DutyPoint.PLATFORM: QT_TRANSLATE_NOOP("Slips", "The platform"),
}
_LOCKS: Mapping[LockoutStep, str] = {
    LockoutStep.LOGIN: QT_TRANSLATE_NOOP("Slips", "Password changed from a clean device"),
    LockoutStep.SESSIONS: QT_TRANSLATE_NOOP("Slips", "Every session signed out"),
    LockoutStep.RIGHTS: QT_TRANSLATE_NOOP("Slips", "Strange rights taken away"),
    LockoutStep.APPS: QT_TRANSLATE_NOOP("Slips", "Strange apps removed"),
    LockoutStep.RECOVERY: QT_TRANSLATE_NOOP("Slips", "Recovery mail and phone are the unit's own"),
}
_ANSWERS: Mapping[PlatformAnswer, str] = {
    PlatformAnswer.DONE: QT_TRANSLATE_NOOP("Slips", "Done"),
    PlatformAnswer.NOT_NEEDED: QT_TRANSLATE_NOOP("Slips", "Not needed here"),
}
_SEVERITIES: Mapping[IncidentSeverity, str] = {
    IncidentSeverity.MINOR: QT_TRANSLATE_NOOP("Slips", "Minor: nobody is misled"),
    IncidentSeverity.SERIOUS: QT_TRANSLATE_NOOP("Slips", "Serious: people may do the wrong thing"),
    IncidentSeverity.PERSONAL_DATA: QT_TRANSLATE_NOOP("Slips", "Personal data is public"),
}
_MODES: Mapping[ErrorHandling, str] = {
    ErrorHandling.NOTED_EDIT: QT_TRANSLATE_NOOP("Slips", "Small edit with a note"),
    ErrorHandling.CORRECTION: QT_TRANSLATE_NOOP("Slips", "Correction in a new post"),
    ErrorHandling.WITHDRAWN_FOR_NOW: QT_TRANSLATE_NOOP("Slips", "Withdraw for now"),
    ErrorHandling.WITHDRAWN: QT_TRANSLATE_NOOP("Slips", "Withdraw for good"),
}
_SOURCES: Mapping[Source, str] = {
    Source.QUESTIONS: QT_TRANSLATE_NOOP("Slips", "Questions sent to the page"),
    Source.COMPETENT_UNIT: QT_TRANSLATE_NOOP("Slips", "Asked for by a competent unit"),
}
_DECISIONS: Mapping[SlipDecision, str] = {
    SlipDecision.ANSWER: QT_TRANSLATE_NOOP("Slips", "Answer with the facts"),
    SlipDecision.HAND_ON: QT_TRANSLATE_NOOP("Slips", "Pass on to the competent body"),
    SlipDecision.LEAVE: QT_TRANSLATE_NOOP("Slips", "Do not answer"),
}
_DEEDS: Mapping[TimelineDeed, str] = {
    TimelineDeed.OPENED: QT_TRANSLATE_NOOP("Slips", "Slip opened"),
    TimelineDeed.CHANGED: QT_TRANSLATE_NOOP("Slips", "Facts written down"),
    TimelineDeed.NOTED: QT_TRANSLATE_NOOP("Slips", "A note"),
    TimelineDeed.EVIDENCE: QT_TRANSLATE_NOOP("Slips", "Evidence added"),
    TimelineDeed.COMPARED: QT_TRANSLATE_NOOP("Slips", "Compared with the directory"),
    TimelineDeed.LOOKED: QT_TRANSLATE_NOOP("Slips", "Looked at again: still there"),
    TimelineDeed.REPORTED: QT_TRANSLATE_NOOP("Slips", "Reported"),
    TimelineDeed.HANDED: QT_TRANSLATE_NOOP("Slips", "Handed to the competent unit"),
    TimelineDeed.CALLED: QT_TRANSLATE_NOOP("Slips", "Called"),
    TimelineDeed.LOCKED: QT_TRANSLATE_NOOP("Slips", "Lockdown list answered"),
    TimelineDeed.REVIEWED: QT_TRANSLATE_NOOP("Slips", "Lessons drawn"),
    TimelineDeed.DECIDED: QT_TRANSLATE_NOOP("Slips", "Decided"),
    TimelineDeed.DRAFTED: QT_TRANSLATE_NOOP("Slips", "Post drafted"),
    TimelineDeed.PINNED: QT_TRANSLATE_NOOP("Slips", "Correction pinned"),
    TimelineDeed.EXPORTED: QT_TRANSLATE_NOOP("Slips", "Exported"),
    TimelineDeed.CLOSED: QT_TRANSLATE_NOOP("Slips", "Slip closed"),
    TimelineDeed.REOPENED: QT_TRANSLATE_NOOP("Slips", "Slip opened again"),
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
    Source: _SOURCES,
    SlipDecision: _DECISIONS,
}
_OPEN = StateWord(QT_TRANSLATE_NOOP("Slips", "Still open"), "circle-dot", Tone.AMBER)
_CLOSED = StateWord(QT_TRANSLATE_NOOP("Slips", "Closed"), "circle-check", Tone.GREEN)
_SAID: Mapping[TimelineDeed, Mapping[str, str]] = {
    TimelineDeed.CALLED: {key.value: words for key, words in _DUTIES.items()},
    TimelineDeed.DECIDED: {key.value: words for key, words in (*_MODES.items(), *_DECISIONS.items())},
}
"""Codes that a line of the timeline may be about."""
_HASHES = frozenset({TimelineDeed.EVIDENCE, TimelineDeed.EXPORTED})
_SILENT = frozenset({TimelineDeed.LOCKED, TimelineDeed.DRAFTED})


def say(source: str) -> str:
    return QCoreApplication.translate("Slips", source)


def kind_word(kind: SlipKind) -> str:
    return say(KINDS[kind])


def state_word(*, closed: bool) -> StateWord:
    word = _CLOSED if closed else _OPEN
    return word._replace(text=say(word.text))


def options(kind: type[E]) -> dict[E, str]:
    """The members of an enum with their words, in order."""
    return {member: say(_TABLES[kind][member]) for member in kind}


def word(member: StrEnum) -> str:
    return say(_TABLES[type(member)][member])


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
    deed, about = say(_DEEDS[entry.deed]), entry.about
    if entry.deed in _HASHES:
        about = f"SHA-256 {about[:HASH_CHARS]}…"
    elif entry.deed in _SAID:
        about = say(_SAID[entry.deed].get(about, about))
    if not about or entry.deed in _SILENT:
        return deed
    return f"{deed}: {about}"
