"""The left pane: template, pages, time and cards, in the order of work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from studio.posts.model import Finding, Post
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.about import AboutSection
from studio.ui.composer.plan.cards import CardsSection
from studio.ui.composer.plan.original import OriginalSection
from studio.ui.composer.plan.section import Section
from studio.ui.composer.plan.targets import TargetsSection
from studio.ui.composer.plan.when import WhenSection
from studio.ui.widgets.layout import Plain, column, row


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
        self._one: QVBoxLayout = column(spacing=12)
        self._other: QVBoxLayout = column(spacing=12)
        self._two = False
        both = row(self._one, self._other, spacing=12)
        self.setLayout(both)
        self._arrange()

    def set_columns(self, two: bool) -> None:
        """Stand in one column, or in two: the pages beside the rest."""
        if two != self._two:
            self._two = two
            self._arrange()

    def _arrange(self) -> None:
        for box in (self._one, self._other):
            while box.takeAt(0) is not None:
                pass
        beside = [self.targets] if self._two else []
        for section in self.sections.values():
            (self._other if section in beside else self._one).addWidget(section)
        for box in (self._one, self._other):
            box.addStretch(1)
        both = self.layout()
        if isinstance(both, QHBoxLayout):
            both.setStretch(0, 1)
            both.setStretch(1, 1 if self._two else 0)
            both.setSpacing(12 if self._two else 0)

    def put(self, post: Post) -> None:
        """Show what `post` says."""
        self.original.put(post.answers.original_post)
        self.targets.put(post.targets)
        self.when.put(post.publish_at)
        self.cards.put(post.cards)

    def summary(self) -> str:
        """What is planned, on one line."""
        cards = self.tr("cards: {n}").format(n=self.cards.count)
        parts = (self.targets.summary(), self.when.summary(), cards if self.cards.count else "")
        said = " · ".join(part for part in parts if part)
        return said[:1].upper() + said[1:]

    def show_findings(self, findings: Sequence[Finding], *, insist: bool) -> None:
        for name, section in self.sections.items():
            here = [f for f in findings if f.field == name or (name == "cards" and f.field.startswith("card:"))]
            section.show_findings(here, insist=insist)

    def set_locked(self, locked: bool) -> None:
        for section in self.sections.values():
            section.set_locked(locked)
