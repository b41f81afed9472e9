"""The canned replies of a practice profile: written by the learner, approved by the colleague."""

from __future__ import annotations

from studio.app.studio import Studio
from studio.clock import local_date
from studio.feedback.canned_samples import sample_replies
from studio.training.scene import Cast


def fill_canned(studio: Studio, cast: Cast) -> None:
    """Give a practice profile with its sample unit the canned replies of the exercises, approved."""
    canned = studio.feedback.canned
    kept = [canned.save(sample, cast.learner).id for sample in sample_replies(local_date(studio.now()))]
    canned.submit_all(kept, cast.learner, cast.pin)
    canned.approve_all(kept, cast.colleague, cast.pin)
