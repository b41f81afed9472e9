"""Where the control of a step is: on which page of the window, in which tab, under which name.

The window marks its controls with these names (`studio.ui.anchors`); training itself knows no window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from studio.training.outline import Step, StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPlace:
    """A control of the window. `page` is the page's id there; `anchor` is the step's `app` unless another is given."""

    page: str
    tab: str = ""
    anchor: str = ""


CHECKLIST = ControlPlace(page="training", anchor="checklist")
"""The lesson's own panel."""
PLACES: Mapping[str, ControlPlace] = {
    "registry.search": ControlPlace(page="registry", tab="files"),
    "registry.request.new": ControlPlace(page="registry", tab="files"),
    "registry.request.people": ControlPlace(page="registry", tab="files"),
    "docs.link_official": ControlPlace(page="registry", tab="files"),
    "checks.run": ControlPlace(page="composer"),
    "approval.submit": ControlPlace(page="composer"),
    "approval.decide": ControlPlace(page="approval"),
    "registry.identity.name": ControlPlace(page="registry", tab="files"),
    "registry.identity.images": ControlPlace(page="registry", tab="files"),
    "registry.identity.about": ControlPlace(page="registry", tab="files"),
    "registry.identity.pinned": ControlPlace(page="registry", tab="files"),
    "registry.house_rules": ControlPlace(page="registry", tab="files"),
    "registry.identity.export": ControlPlace(page="registry", tab="files"),
    "registry.identity.confirm": ControlPlace(page="registry", tab="files"),
    "verify.checklist": ControlPlace(page="registry", tab="files"),
    "verify.attach": ControlPlace(page="registry", tab="files"),
    "verify.submitted": ControlPlace(page="registry", tab="files"),
    "verify.result": ControlPlace(page="registry", tab="files"),
    "directory.export": ControlPlace(page="registry", tab="files"),
    "practice.publish": ControlPlace(page="composer"),
    "access.role.assign": ControlPlace(page="registry", tab="access"),
    "access.role.limit": ControlPlace(page="registry", tab="access"),
    "access.mfa.confirm": ControlPlace(page="registry", tab="access"),
    "access.recovery.location": ControlPlace(page="registry", tab="access"),
    "access.devices": ControlPlace(page="registry", tab="access"),
    "access.review.schedule": ControlPlace(page="registry", tab="access"),
    "draft.new_from_template": ControlPlace(page="composer"),
    "draft.fill_fields": ControlPlace(page="composer"),
    "draft.cite_document": ControlPlace(page="composer"),
    "media.redact": ControlPlace(page="images"),
    "post.export_pack": ControlPlace(page="outbox"),
    "feedback.open_item": ControlPlace(page="feedback", anchor="feedback.assign"),
    "feedback.redact_pii": ControlPlace(page="feedback", anchor="feedback.write"),
    "feedback.classify": ControlPlace(page="feedback", anchor="feedback.categorise"),
    "feedback.reply_from_canned": ControlPlace(page="feedback", anchor="feedback.canned"),
    "feedback.reply_send": ControlPlace(page="feedback", anchor="feedback.send"),
    "feedback.close": ControlPlace(page="feedback", anchor="feedback.close"),
    "feedback.reply_urgent": ControlPlace(page="feedback", anchor="feedback.send"),
    "feedback.escalate": ControlPlace(page="feedback", anchor="feedback.urgent"),
    "feedback.escalate.reference": ControlPlace(page="feedback", anchor="feedback.urgent"),
    "moderation.hide_with_reason": ControlPlace(page="feedback", anchor="feedback.hide"),
    "moderation.open_set": ControlPlace(page="feedback", anchor="feedback.queue"),
    "moderation.decide": ControlPlace(page="feedback", anchor="feedback.categorise"),
    "moderation.notice": ControlPlace(page="feedback", anchor="feedback.more"),
    "moderation.review": ControlPlace(page="feedback", anchor="feedback.review"),
    "access.filter": ControlPlace(page="registry", tab="access"),
    "access.request": ControlPlace(page="registry", tab="access"),
    "access.apply": ControlPlace(page="registry", tab="access"),
    "access.revoke": ControlPlace(page="registry", tab="access"),
    "access.rotate_record": ControlPlace(page="registry", tab="access"),
    "page.transition.new": ControlPlace(page="registry", tab="files"),
    "handover.checklist": ControlPlace(page="registry", tab="files"),
    "feedback.clear": ControlPlace(page="feedback", anchor="feedback.desk"),
    "archive.export": ControlPlace(page="registry", tab="files"),
    "handover.minutes": ControlPlace(page="registry", tab="files"),
    "page.set_status": ControlPlace(page="registry", tab="files"),
    "impostor.watch_schedule": ControlPlace(page="registry", tab="files"),
    "impostor.record": ControlPlace(page="registry", tab="slips"),
    "impostor.capture": ControlPlace(page="registry", tab="slips"),
    "impostor.platform_report": ControlPlace(page="registry", tab="slips"),
    "impostor.export_evidence": ControlPlace(page="registry", tab="slips"),
    "impostor.close": ControlPlace(page="registry", tab="slips"),
    "incident.open": ControlPlace(page="registry", tab="slips"),
    "incident.notify": ControlPlace(page="registry", tab="slips"),
    "incident.lockdown": ControlPlace(page="registry", tab="slips"),
    "incident.capture": ControlPlace(page="registry", tab="slips"),
    "incident.report": ControlPlace(page="registry", tab="slips"),
    "incident.review": ControlPlace(page="registry", tab="slips"),
    "report.new": CHECKLIST,
    "report.import_figures": CHECKLIST,
    "report.reconcile": CHECKLIST,
    "report.comment": CHECKLIST,
    "report.export": CHECKLIST,
    "retention.purge": ControlPlace(page="settings", tab="feedback"),
    "docs.search": ControlPlace(page="library"),
    "docs.status": ControlPlace(page="library"),
    "draft.explain": ControlPlace(page="composer"),
    "draft.review_date": ControlPlace(page="composer"),
    "media.import": ControlPlace(page="images"),
    "media.questions": ControlPlace(page="images"),
    "media.redact.style": ControlPlace(page="images"),
    "media.consent": ControlPlace(page="images"),
    "media.alt_text": ControlPlace(page="composer"),
    "media.export": ControlPlace(page="images"),
    "draft.lead": ControlPlace(page="composer"),
    "media.captions": ControlPlace(page="composer"),
    "card.render": ControlPlace(page="composer"),
    "preview.phone": ControlPlace(page="composer"),
    "draft.case_stage": ControlPlace(page="composer"),
    "draft.anonymise": ControlPlace(page="composer"),
    "draft.child_mode": ControlPlace(page="composer"),
    "draft.advice": ControlPlace(page="composer"),
    "draft.innocence_line": ControlPlace(page="composer"),
    "draft.followup": ControlPlace(page="outbox"),
    "correction.create": ControlPlace(page="registry", tab="slips"),
    "correction.choose": ControlPlace(page="registry", tab="slips"),
    "correction.fill": ControlPlace(page="registry", tab="slips"),
    "correction.lesson": ControlPlace(page="registry", tab="slips"),
    "calendar.insights": CHECKLIST,
    "calendar.goal": ControlPlace(page="calendar", tab="plan"),
    "calendar.plan": ControlPlace(page="calendar", tab="plan"),
    "calendar.assign": ControlPlace(page="calendar", tab="plan"),
    "calendar.export": ControlPlace(page="calendar", tab="plan"),
    "calendar.review": ControlPlace(page="calendar", tab="plan"),
    "emergency.mode_on": ControlPlace(page="calendar"),
    "approval.quick": ControlPlace(page="composer"),
    "emergency.update": ControlPlace(page="calendar"),
    "feedback.triage": ControlPlace(page="feedback", anchor="feedback.desk"),
    "emergency.mode_off": ControlPlace(page="calendar"),
    "clarify.open": ControlPlace(page="registry", tab="slips"),
    "clarify.assess": ControlPlace(page="registry", tab="slips"),
}
"""By the id of the control."""
SPECIAL: Mapping[str, ControlPlace] = {
    "B2.5": ControlPlace(page="feedback", anchor="feedback.checks"),
    "B1.4": ControlPlace(page="composer", anchor="media.add"),
    "D3.2": ControlPlace(page="composer", anchor="post.write"),
    "D2.6": ControlPlace(page="images", anchor="media.to_post"),
    "B1.6": ControlPlace(page="composer", anchor="approval.go"),
    "D2.8": ControlPlace(page="composer", anchor="approval.go"),
    "D4.7": ControlPlace(page="composer", anchor="post.publish"),
    "E2.2": ControlPlace(page="composer", anchor="emergency.bulletin"),
    "E2.3": ControlPlace(page="composer", anchor="emergency.bulletin"),
    "E3.3": ControlPlace(page="registry", tab="slips", anchor="clarify.basis"),
    "E3.6": ControlPlace(page="composer", anchor="post.publish"),
    "D5.5": ControlPlace(page="approval", anchor="practice.publish"),
    "C2.5": ControlPlace(page="composer", anchor="post.write"),
    "C3.6": ControlPlace(page="composer", anchor="post.write"),
    "C4.5": ControlPlace(page="composer", anchor="post.publish"),
    "A2.1": ControlPlace(page="registry", tab="files", anchor="registry.files"),
    "A3.1": ControlPlace(page="registry", tab="files", anchor="registry.files"),
    "C2.1": ControlPlace(page="registry", tab="files", anchor="registry.files"),
    "A1.5": ControlPlace(page="registry", tab="files", anchor="registry.check"),
    "A1.6": ControlPlace(page="registry", tab="files", anchor="registry.submit"),
    "A1.7": ControlPlace(page="registry", tab="files", anchor="registry.decide"),
    "A4.7": ControlPlace(page="registry", tab="access", anchor="access.submit"),
    "C1.3": ControlPlace(page="registry", tab="access", anchor="access.slip.submit"),
    "C1.7": ControlPlace(page="registry", tab="access", anchor="access.check"),
    "E2.6": ControlPlace(page="composer", anchor="emergency.update"),
    "E2.8": ControlPlace(page="composer", anchor="emergency.update"),
    "E1.5": ControlPlace(page="calendar", tab="plan", anchor="calendar.check"),
}
"""By step, where an id means another control than elsewhere."""


def place_of(key: str, step: Step) -> ControlPlace | None:
    """Where the step `key` (``B1.3``) is done; None when nobody knows."""
    if step.kind is StepKind.CHECKLIST:
        return CHECKLIST
    place = SPECIAL.get(key) or PLACES.get(step.app)
    return replace(place, anchor=place.anchor or step.app) if place is not None else None
