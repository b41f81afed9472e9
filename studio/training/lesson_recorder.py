"""Writing a lesson by doing it: what the services tell while somebody works becomes the steps of an outline.

No code is ever typed or evaluated: a step waits for one of the registered predicates, chosen by a plain name.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from studio.events import EventBus, ServiceEvent
from studio.phrase import Phrase
from studio.training.lint import lint
from studio.training.messages import PracticeMailbox, shipped_messages
from studio.training.outline import ChecklistItem, Course, ItemKind, Outline, OutlineStep, StepKind, TextForm
from studio.training.steps import conditions as known

OWN_CHECKLIST = "state:checklist.answered"
CHECKLIST_APP = "checklist"
_CHECK = "check:"
_KEPT = ("template", "kind")
"""Facts that mean the same in any practice profile; ids of posts, pages and slips do not."""


SORTED_BY = ("category", "action", "urgent")
"""What practice messages may be sorted by."""
FORMS = (TextForm.NOTE, TextForm.TIME, TextForm.NUMBER, TextForm.REFERENCE, TextForm.CITATION, TextForm.POST)
"""What a text may have to be; the other forms are for outlines that are written into a file."""
DAYS = ("", "past", "purge")
"""Any day, none that is to come, one within the time in which personal data goes."""
_EACH = 2
"""Messages of each answer."""
_YES_NO = {"yes": Phrase("Urgent"), "no": Phrase("Not urgent")}


def new_item(kind: ItemKind, others: Iterable[ChecklistItem]) -> ChecklistItem:
    """One without words, whose id none of `others` has."""
    taken = {item.id for item in others}
    free = next(name for number in range(1, len(taken) + 2) if (name := f"i{number}") not in taken)
    item = ChecklistItem(id=free, kind=kind, label=Phrase(""))
    return sorted_by(item, SORTED_BY[0]) if kind is ItemKind.SORT else item


def sorted_by(item: ChecklistItem, by: str) -> ChecklistItem:
    """A SORT of practice messages of every answer there is under `by`, so that each has to be known."""
    bag = shipped_messages()
    kind = "comment" if by == "action" else "message"
    of: dict[str, list[str]] = {}
    for each in bag.messages.values():
        if each.kind == kind:
            of.setdefault(each.right(by), []).append(each.id)
    some = sorted(each for ids in of.values() for each in ids[:_EACH])
    options = {key: words for key, words in _words(bag, by).items() if key in of}
    return replace(item, by=by, messages=tuple(some), options=options)


def _words(bag: PracticeMailbox, by: str) -> Mapping[str, Phrase]:
    return {"category": bag.categories, "action": bag.actions, "urgent": _YES_NO}[by]


def with_options(item: ChecklistItem, right: Phrase, others: Sequence[Phrase]) -> ChecklistItem:
    """A CHOICE; its options stand by the alphabet, so that their order gives nothing away. Empty ones are left out."""
    given = sorted((each for each in (right, *others) if each.vi.strip()), key=lambda each: each.vi.casefold())
    options = dict(zip(ascii_lowercase, given, strict=False))
    return replace(item, options=options, right=next((key for key, each in options.items() if each is right), ""))


def options_of(item: ChecklistItem) -> tuple[Phrase, ...]:
    """The options of a CHOICE, the right one first."""
    return tuple(item.options[key] for key in sorted(item.options, key=lambda key: key != item.right))


def incomplete(step: OutlineStep) -> Iterator[Phrase]:
    """What the items of a step lack."""
    for number, item in enumerate(step.items, 1):
        where = Phrase("step {step}, item {item}", step=step.number, item=number)
        if not item.label.vi.strip() and step.text.vi.strip():
            yield Phrase("{place} has no text.", place=where)
        if item.kind is ItemKind.CHOICE and not item.messages and (len(item.options) < 2 or not item.right):
            yield Phrase("{place} needs two options at least.", place=where)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedDeed:
    """What some news becomes as a step. `facts` are those that the news must have."""

    news: str
    done_when: str
    app: str
    text: Phrase
    facts: Mapping[str, str] | None = None

    def fits(self, news: ServiceEvent) -> bool:
        return news.name == self.news and (self.facts or {}).items() <= news.facts.items()


def _deed(news: str, done_when: str, app: str, text: Phrase, **facts: str) -> RecordedDeed:
    return RecordedDeed(news=news, done_when=done_when, app=app, text=text, facts=facts)


DEEDS = (
    _deed(
        "draft.created",
        "event:draft.created",
        "draft.new_from_template",
        Phrase("Open a new post from an approved template."),
    ),
    _deed(
        "preview.phone_and_large",
        "event:preview.phone_and_large",
        "preview.phone",
        Phrase("Preview on the phone and in large type."),
    ),
    _deed("media.imported", "event:media.imported", "media.import", Phrase("Import a photograph.")),
    _deed(
        "media.answered",
        "state:media.questions_answered",
        "media.questions",
        Phrase("Answer the questions about the photograph."),
    ),
    _deed(
        "media.finished",
        "check:METADATA_STRIPPED",
        "media.export",
        Phrase("Finish the photograph: covered, hidden data removed."),
    ),
    _deed(
        "docs.search.performed",
        "event:docs.search.performed",
        "docs.search",
        Phrase("Search the law library for the document."),
    ),
    _deed(
        "docs.status.viewed",
        "event:docs.status.viewed",
        "docs.status",
        Phrase("Look at whether the document is in force."),
    ),
    _deed("approval.submitted", "event:approval.submitted", "approval.submit", Phrase("Submit for approval.")),
    _deed(
        "approval.decided", "event:approval.decided", "approval.decide", Phrase("(As approver) Look at it and decide.")
    ),
    _deed(
        "post.published",
        "event:post.published(practice)",
        "practice.publish",
        Phrase("Publish to the practice page."),
        kind="practice",
    ),
    _deed(
        "post.pack.exported",
        "event:post.pack.exported",
        "post.export_pack",
        Phrase("Export the hand-over package of the post."),
    ),
    _deed(
        "registry.search.performed",
        "event:registry.search.performed",
        "registry.search",
        Phrase("Search the registry of pages."),
    ),
    _deed(
        "registry.request.created",
        "state:request.purpose and request.platform",
        "registry.request.new",
        Phrase("Write a request for a page: purpose and platform."),
    ),
    _deed(
        "identity.exported",
        "event:identity.exported",
        "registry.identity.export",
        Phrase("Export the identity sheet of the page."),
    ),
    _deed(
        "directory.exported",
        "event:directory.exported",
        "directory.export",
        Phrase("Export the directory of official pages."),
    ),
    _deed(
        "registry.status.changed",
        "state:page.status in ('handed_over','closed')",
        "page.set_status",
        Phrase("Change the status of the page: handed over or closed."),
    ),
    _deed(
        "minutes.exported",
        "check:HANDOVER_SIGNED",
        "handover.minutes",
        Phrase("Export the hand-over minutes and note that they are signed."),
    ),
    _deed(
        "access.assigned",
        "check:NO_SHARED_LOGIN",
        "access.role.assign",
        Phrase("Give a right on the page to exactly one person."),
    ),
    _deed(
        "access.mfa.confirmed",
        "check:MFA_RECORDED",
        "access.mfa.confirm",
        Phrase("Record that multi-factor sign-in is on."),
    ),
    _deed("access.filtered", "event:access.filtered", "access.filter", Phrase("Filter the rights by page or person.")),
    _deed(
        "access.slip.opened",
        "state:slip.reason and slip.until",
        "access.request",
        Phrase("Write a rights request with reason and last day."),
    ),
    _deed("access.applied", "event:access.applied", "access.apply", Phrase("Carry out the agreed change of rights.")),
    _deed("access.revoked", "check:REVOKED_IN_TIME", "access.revoke", Phrase("Take the right back in time.")),
    _deed("correction.created", "event:correction.created", "correction.create", Phrase("Open a correction case.")),
    _deed(
        "correction.filled",
        "check:CORRECTION_LINKED",
        "correction.fill",
        Phrase("Write the correction, linked to the first post."),
    ),
    _deed("clarify.opened", "event:clarify.opened", "clarify.open", Phrase("Open a case on false information.")),
    _deed(
        "impostor.captured",
        "check:EVIDENCE_HASHED",
        "impostor.capture",
        Phrase("Capture and keep the impostor page as a supporting file."),
    ),
    _deed(
        "impostor.exported",
        "event:impostor.exported",
        "impostor.export_evidence",
        Phrase("Export the supporting files."),
    ),
    _deed("impostor.closed", "event:impostor.closed", "impostor.close", Phrase("Close the impostor case.")),
    _deed("incident.opened", "event:incident.opened", "incident.open", Phrase("Open an incident case.")),
    _deed(
        "incident.notified",
        "state:incident.notified",
        "incident.notify",
        Phrase("Notify those responsible of the incident."),
    ),
    _deed(
        "incident.locked",
        "state:incident.lockdown_done",
        "incident.lockdown",
        Phrase("Lock the rights and hold scheduled posts."),
    ),
    _deed(
        "incident.captured",
        "check:EVIDENCE_HASHED",
        "incident.capture",
        Phrase("Capture and keep the incident as a supporting file."),
    ),
    _deed(
        "incident.reported",
        "state:incident.refs",
        "incident.report",
        Phrase("Record the references of the incident's reports."),
    ),
    _deed(
        "incident.reviewed",
        "state:incident.actions>=1",
        "incident.review",
        Phrase("Review: at least one thing that will be done."),
    ),
    _deed(
        "impostor.recorded",
        "state:impostor.url and impostor.seen_at",
        "impostor.record",
        Phrase("Record the impostor page: address and when seen."),
    ),
    _deed(
        "impostor.reported",
        "state:impostor.report_ref",
        "impostor.platform_report",
        Phrase("Report it to the platform and record the reference."),
    ),
    _deed("correction.chosen", "state:correction.mode", "correction.choose", Phrase("Choose how to correct.")),
    _deed(
        "correction.learnt",
        "state:correction.cause",
        "correction.lesson",
        Phrase("Write the cause and the lesson of the correction."),
    ),
    _deed(
        "clarify.assessed",
        "state:clarify.decision",
        "clarify.assess",
        Phrase("Assess the false claim and decide what to do."),
    ),
    _deed(
        "access.devices",
        "state:access.devices_reviewed",
        "access.devices",
        Phrase("Review the devices that are signed in."),
    ),
    _deed(
        "access.scheduled",
        "state:access.review_on",
        "access.review.schedule",
        Phrase("Set the day of the next review of rights."),
    ),
    _deed(
        "media.consent.recorded",
        "check:CONSENT_RECORDED",
        "media.consent",
        Phrase("Record the consent of a person in the picture."),
    ),
    _deed("week.goal.set", "state:week.goal", "calendar.goal", Phrase("Set the goal of the week.")),
    _deed(
        "week.item.added",
        "state:week.posts>=3 and week.kinds>=3",
        "calendar.plan",
        Phrase("Plan at least three posts of three kinds for the week."),
    ),
    _deed("week.item.changed", "state:week.all_assigned", "calendar.assign", Phrase("Assign every post of the week.")),
    _deed("week.reviewed", "state:week.review", "calendar.review", Phrase("Write the review of the week.")),
    _deed("calendar.exported", "event:calendar.exported", "calendar.export", Phrase("Export the plan of the week.")),
    _deed("feedback.taken", "event:feedback.taken", "feedback.open_item", Phrase("Take a question about a procedure.")),
    _deed("feedback.replied", "event:feedback.replied", "feedback.reply_send", Phrase("Send an answer to a citizen.")),
    _deed(
        "feedback.duty_called",
        "check:ESCALATED_IN_TIME",
        "feedback.escalate",
        Phrase("Call the duty point; note time and post."),
    ),
    _deed(
        "feedback.handed_over",
        "state:item.escalation_ref and item.body_purged",
        "feedback.escalate.reference",
        Phrase("Pass a report on and keep its reference alone."),
    ),
    _deed(
        "moderation.reviewed",
        "event:moderation.reviewed",
        "moderation.review",
        Phrase("(As approver) Review the hiding of a comment."),
    ),
    _deed("emergency.begun", "state:emergency.on", "emergency.mode_on", Phrase("Turn the emergency mode on.")),
    _deed(
        "emergency.bulletin.begun",
        "state:emergency.updates>=2",
        "emergency.update",
        Phrase("Issue an update bulletin."),
    ),
    _deed(
        "emergency.ended",
        "state:emergency.off and emergency.review",
        "emergency.mode_off",
        Phrase("Turn the emergency mode off and write what was learnt."),
    ),
    _deed(
        "insights.viewed",
        "event:insights.viewed",
        "calendar.insights",
        Phrase("Look at what was asked about in a week."),
        period="week",
    ),
    _deed("report.created", "event:report.created", "report.new", Phrase("Begin the monthly report.")),
    _deed("report.commented", "state:report.comment", "report.comment", Phrase("Write the comment of the report.")),
)
"""What may be recorded. News that no deed names are quiet: typing, moving, looking."""


class Recorder:
    """Listens while a trainer works. Threads may tell; `stop` gives the steps."""

    def __init__(self, bus: EventBus) -> None:
        self._lock = threading.Lock()
        self._heard: list[ServiceEvent] = []
        self._stop = bus.listen(self._hear)

    @property
    def steps(self) -> tuple[OutlineStep, ...]:
        """What was recorded until now."""
        with self._lock:
            return steps_of(self._heard)

    def stop(self) -> tuple[OutlineStep, ...]:
        """Hear no more."""
        self._stop()
        return self.steps

    def _hear(self, news: ServiceEvent) -> None:
        with self._lock:
            self._heard.append(news)


def steps_of(heard: Iterable[ServiceEvent]) -> tuple[OutlineStep, ...]:
    """The steps that the news tell of, numbered; the same deed twice in a row is one."""
    found: list[tuple[RecordedDeed, ServiceEvent]] = []
    for news in heard:
        deed = next((deed for deed in DEEDS if deed.fits(news)), None)
        if deed is not None and (not found or found[-1][0] is not deed):
            found.append((deed, news))
    return tuple(
        OutlineStep(number=number, text=deed.text, app=deed.app, done_when=deed.done_when, recorded=_facts(news))
        for number, (deed, news) in enumerate(found, 1)
    )


def _facts(news: ServiceEvent) -> Mapping[str, str]:
    return {name: news.facts[name] for name in _KEPT if name in news.facts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a step may wait for, by its plain name, and the control it is done with."""

    done_when: str
    name: Phrase
    app: str
    kind: StepKind = StepKind.TOOL


def conditions(course: Course) -> tuple[Condition, ...]:
    """All that an own outline may use, each once: what can be recorded first, then what shipped steps wait for."""
    found = {
        OWN_CHECKLIST: Condition(
            done_when=OWN_CHECKLIST,
            name=Phrase("The learner answers a checklist"),
            app=CHECKLIST_APP,
            kind=StepKind.CHECKLIST,
        )
    }
    for deed in DEEDS:
        found.setdefault(deed.done_when, Condition(done_when=deed.done_when, name=deed.text, app=deed.app))
    for step in (step for outline in course.outlines if not outline.own for step in outline.steps):
        if step.kind is StepKind.TOOL:
            found.setdefault(
                step.done_when, Condition(done_when=step.done_when, name=_name(step, course), app=step.app)
            )
    return tuple(condition for key, condition in found.items() if key in known())


def renumbered(steps: Iterable[OutlineStep]) -> tuple[OutlineStep, ...]:
    """`steps` in this order, counted from 1."""
    return tuple(replace(step, number=number) for number, step in enumerate(steps, 1))


def lacking(outline: Outline, course: Course) -> tuple[Phrase, ...]:
    """What an own outline still lacks before it can be taught, in the order in which it is read."""
    return (*_texts(outline), *lint(replace(course, outlines=(replace(outline, own=True),))).problems)


def _texts(outline: Outline) -> Iterator[Phrase]:
    if not outline.title.vi.strip():
        yield Phrase("it has no title.")
    if not outline.purpose.vi.strip():
        yield Phrase("it has no purpose.")
    if not outline.steps:
        yield Phrase("it has no steps; record or add some.")
    for step in outline.steps:
        if not step.text.vi.strip():
            yield Phrase("step {number} has no text.", number=step.number)
        yield from incomplete(step)
    if not outline.quiz:
        yield Phrase("it has no quiz; an exam will ask nothing.")
    for number, question in enumerate(outline.quiz, 1):
        empty = not question.text.vi.strip() or any(not option.text.vi.strip() for option in question.options)
        if empty or len(question.options) < 2:
            yield Phrase("question {number} is not complete.", number=number)


def _name(step: OutlineStep, course: Course) -> Phrase:
    check = course.checks.get(step.done_when.removeprefix(_CHECK)) if step.done_when.startswith(_CHECK) else None
    return check.text if check is not None else step.text
