"""The names that rows of posts are shown with: people, pages, templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateName:
    """How a template is called."""

    code: str
    title: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNames:
    """By id, in the order in which they are offered."""

    people: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, TemplateName] = field(default_factory=dict)

    def code(self, template: str) -> str:
        named = self.templates.get(template)
        return named.code if named else template


def load_names(studio: Studio) -> ListNames:
    """Read them on the worker."""
    return ListNames(
        people={person.id: person.name for person in studio.people.list()},
        pages={account.name: account.title for account in studio.accounts.list()},
        templates={t.id: TemplateName(code=t.code, title=t.title) for t in studio.catalog.all()},
    )
