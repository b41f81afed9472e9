"""All rules of posts. Reading their words takes a while: it is imported when the first post is looked at."""

from __future__ import annotations

from studio.posts.checks import (
    approval,
    beside,
    consent,
    dignity,
    facts,
    law,
    official,
    persons,
    pictures,
    private_data,
    targets,
    wording,
)
from studio.posts.checks.rule import PreflightView, Rule

SUBJECTS = (targets, private_data, persons, consent, dignity, law, official, facts, wording, pictures, beside, approval)
ALL: tuple[Rule[PreflightView], ...] = tuple(
    found for subject in SUBJECTS for found in vars(subject).values() if isinstance(found, Rule)
)
"""Every rule, in the order in which findings of equal weight are shown: by subject, then as the file has them."""
