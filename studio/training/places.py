"""Where the control of a step is: on which page of the window, in which tab, under which name.

The window marks its controls with these names (`studio.ui.anchors`); training itself knows no window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from studio.training.outline import Step, StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A control of the window. `page` is the page's id there; `anchor` is the step's `app` unless another is given."""

    page: str
    tab: str = ""
    anchor: str = ""


CHECKLIST = Place(page="training", anchor="checklist")
"""The lesson's own panel."""
PLACES: Mapping[str, Place] = {
    "registry.search": Place(page="registry", tab="files"),
    "registry.request.new": Place(page="registry", tab="files"),
    "registry.request.people": Place(page="registry", tab="files"),
    "docs.link_official": Place(page="registry", tab="files"),
    "checks.run": Place(page="composer"),
    "approval.submit": Place(page="composer"),
    "approval.decide": Place(page="approval"),
    "registry.identity.name": Place(page="registry", tab="files"),
    "registry.identity.images": Place(page="registry", tab="files"),
    "registry.identity.about": Place(page="registry", tab="files"),
    "registry.identity.pinned": Place(page="registry", tab="files"),
    "registry.house_rules": Place(page="registry", tab="files"),
    "registry.identity.export": Place(page="registry", tab="files"),
    "registry.identity.confirm": Place(page="registry", tab="files"),
    "verify.checklist": Place(page="registry", tab="files"),
    "verify.attach": Place(page="registry", tab="files"),
    "verify.submitted": Place(page="registry", tab="files"),
    "verify.result": Place(page="registry", tab="files"),
    "directory.export": Place(page="registry", tab="files"),
    "practice.publish": Place(page="composer"),
    "access.role.assign": Place(page="registry", tab="access"),
    "access.role.limit": Place(page="registry", tab="access"),
    "access.mfa.confirm": Place(page="registry", tab="access"),
    "access.recovery.location": Place(page="registry", tab="access"),
    "access.devices": Place(page="registry", tab="access"),
    "access.review.schedule": Place(page="registry", tab="access"),
    "draft.new_from_template": Place(page="composer"),
    "draft.fill_fields": Place(page="composer"),
    "draft.cite_document": Place(page="composer"),
    "media.redact": Place(page="images"),
    "post.export_pack": Place(page="outbox"),
    "feedback.open_item": CHECKLIST,
    "feedback.redact_pii": CHECKLIST,
    "feedback.classify": CHECKLIST,
    "feedback.reply_from_canned": CHECKLIST,
    "feedback.reply_send": CHECKLIST,
    "feedback.close": CHECKLIST,
    "feedback.reply_urgent": CHECKLIST,
    "feedback.escalate": CHECKLIST,
    "feedback.escalate.reference": CHECKLIST,
    "moderation.hide_with_reason": CHECKLIST,
    "moderation.open_set": CHECKLIST,
    "moderation.decide": CHECKLIST,
    "moderation.notice": CHECKLIST,
    "moderation.review": CHECKLIST,
    "access.filter": Place(page="registry", tab="access"),
    "access.request": Place(page="registry", tab="access"),
    "access.apply": Place(page="registry", tab="access"),
    "access.revoke": Place(page="registry", tab="access"),
    "access.rotate_record": Place(page="registry", tab="access"),
    "page.transition.new": Place(page="registry", tab="files"),
    "handover.checklist": Place(page="registry", tab="files"),
    "feedback.clear": CHECKLIST,
    "archive.export": Place(page="registry", tab="files"),
    "handover.minutes": Place(page="registry", tab="files"),
    "page.set_status": Place(page="registry", tab="files"),
    "impostor.watch_schedule": Place(page="registry", tab="files"),
    "impostor.record": Place(page="registry", tab="slips"),
    "impostor.capture": Place(page="registry", tab="slips"),
    "impostor.platform_report": Place(page="registry", tab="slips"),
    "impostor.export_evidence": Place(page="registry", tab="slips"),
    "impostor.close": Place(page="registry", tab="slips"),
    "incident.open": Place(page="registry", tab="slips"),
    "incident.notify": Place(page="registry", tab="slips"),
    "incident.lockdown": Place(page="registry", tab="slips"),
    "incident.capture": Place(page="registry", tab="slips"),
    "incident.report": Place(page="registry", tab="slips"),
    "incident.review": Place(page="registry", tab="slips"),
    "report.new": CHECKLIST,
    "report.import_figures": CHECKLIST,
    "report.reconcile": CHECKLIST,
    "report.comment": CHECKLIST,
    "report.export": CHECKLIST,
    "retention.purge": CHECKLIST,
    "docs.search": Place(page="library"),
    "docs.status": Place(page="library"),
    "draft.explain": Place(page="composer"),
    "draft.review_date": Place(page="composer"),
    "media.import": Place(page="images"),
    "media.questions": Place(page="images"),
    "media.redact.style": Place(page="images"),
    "media.consent": Place(page="images"),
    "media.alt_text": Place(page="composer"),
    "media.export": Place(page="images"),
    "draft.lead": Place(page="composer"),
    "media.captions": Place(page="composer"),
    "card.render": Place(page="composer"),
    "preview.phone": Place(page="composer"),
    "draft.case_stage": Place(page="composer"),
    "draft.anonymise": Place(page="composer"),
    "draft.child_mode": Place(page="composer"),
    "draft.advice": Place(page="composer"),
    "draft.innocence_line": Place(page="composer"),
    "draft.followup": Place(page="outbox"),
    "correction.create": Place(page="registry", tab="slips"),
    "correction.choose": Place(page="registry", tab="slips"),
    "correction.fill": Place(page="registry", tab="slips"),
    "correction.lesson": Place(page="registry", tab="slips"),
    "calendar.insights": CHECKLIST,
    "calendar.goal": Place(page="calendar", tab="plan"),
    "calendar.plan": Place(page="calendar", tab="plan"),
    "calendar.assign": Place(page="calendar", tab="plan"),
    "calendar.export": Place(page="calendar", tab="plan"),
    "calendar.review": Place(page="calendar", tab="plan"),
    "emergency.mode_on": Place(page="calendar"),
    "approval.quick": Place(page="composer"),
    "emergency.update": Place(page="calendar"),
    "feedback.triage": CHECKLIST,
    "emergency.mode_off": Place(page="calendar"),
    "clarify.open": Place(page="registry", tab="slips"),
    "clarify.assess": Place(page="registry", tab="slips"),
}
"""By the id of the control."""
SPECIAL: Mapping[str, Place] = {
    "B1.4": Place(page="composer", anchor="media.add"),
    "D3.2": Place(page="composer", anchor="post.write"),
    "D2.6": Place(page="images", anchor="media.to_post"),
    "B1.6": Place(page="composer", anchor="approval.go"),
    "D2.8": Place(page="composer", anchor="approval.go"),
    "D4.7": Place(page="composer", anchor="post.publish"),
    "E2.2": Place(page="composer", anchor="emergency.bulletin"),
    "E2.3": Place(page="composer", anchor="emergency.bulletin"),
    "E3.3": Place(page="registry", tab="slips", anchor="clarify.basis"),
    "E3.6": Place(page="composer", anchor="post.publish"),
    "D5.5": Place(page="approval", anchor="practice.publish"),
    "C2.5": Place(page="composer", anchor="post.write"),
    "C3.6": Place(page="composer", anchor="post.write"),
    "C4.5": Place(page="composer", anchor="post.publish"),
    "A2.1": Place(page="registry", tab="files", anchor="registry.files"),
    "A3.1": Place(page="registry", tab="files", anchor="registry.files"),
    "C2.1": Place(page="registry", tab="files", anchor="registry.files"),
    "A1.5": Place(page="registry", tab="files", anchor="registry.check"),
    "A1.6": Place(page="registry", tab="files", anchor="registry.submit"),
    "A1.7": Place(page="registry", tab="files", anchor="registry.decide"),
    "A4.7": Place(page="registry", tab="access", anchor="access.submit"),
    "C1.3": Place(page="registry", tab="access", anchor="access.slip.submit"),
    "C1.7": Place(page="registry", tab="access", anchor="access.check"),
    "E2.6": Place(page="composer", anchor="emergency.update"),
    "E2.8": Place(page="composer", anchor="emergency.update"),
    "E1.5": Place(page="calendar", tab="plan", anchor="calendar.check"),
}
"""By step, where an id means another control than elsewhere."""


def place_of(key: str, step: Step) -> Place | None:
    """Where the step `key` (``B1.3``) is done; None when nobody knows."""
    if step.kind is StepKind.CHECKLIST:
        return CHECKLIST
    place = SPECIAL.get(key) or PLACES.get(step.app)
    return replace(place, anchor=place.anchor or step.app) if place is not None else None
