"""The canned replies of a practice profile: written by the learner, approved by the colleague."""

from __future__ import annotations

from studio.app.studio import Studio
from studio.clock import local_date
from studio.feedback.canned_samples import sample_replies
from studio.training.scene import Cast


def fill_canned(studio: Studio, cast: Cast) -> None:
    """Give a practice profile with its sample unit the canned replies of the exercises, approved."""
    for sample in sample_replies(local_date(studio.now())):
        kept = studio.feedback.canned.save(sample, cast.learner)
        studio.feedback.canned.submit(kept.id, cast.learner, cast.pin)
        studio.feedback.canned.approve(kept.id, cast.colleague, cast.pin)
