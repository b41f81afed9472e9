"""The left pane: template, pages, time and cards, in the order of work."""

from __future__ import annotations

from collections.abc import Sequence

from studio.posts.model import Finding, Post
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.about import AboutSection
from studio.ui.composer.plan.cards import CardsSection
from studio.ui.composer.plan.original import OriginalSection
from studio.ui.composer.plan.section import Section
from studio.ui.composer.plan.targets import TargetsSection
from studio.ui.composer.plan.when import WhenSection
from studio.ui.widgets.layout import Plain, column


class Plan(Plain):
    """What concerns the post as a whole."""

    def __init__(self, say: Say, *, practice: bool) -> None:
        super().__init__()
        self.about = AboutSection(say)
        self.original = OriginalSection(say)
        self.targets = TargetsSection(say, practice=practice)
        self.when = WhenSection(say)
        self.cards = CardsSection(say)
        self.sections: dict[str, Section] = {
            "about": self.about,
            "answers:original_post": self.original,
            "targets": self.targets,
            "publish_at": self.when,
            "cards": self.cards,
        }
        self.setLayout(column(*self.sections.values(), None, spacing=12))

    def put(self, post: Post) -> None:
        """Show what `post` says."""
        self.original.put(post.answers.original_post)
        self.targets.put(post.targets)
        self.when.put(post.publish_at)
        self.cards.put(post.cards)

    def show_findings(self, findings: Sequence[Finding], *, insist: bool) -> None:
        for name, section in self.sections.items():
            here = [f for f in findings if f.field == name or (name == "cards" and f.field.startswith("card:"))]
            section.show_findings(here, insist=insist)

    def set_locked(self, locked: bool) -> None:
        for section in self.sections.values():
            section.set_locked(locked)
