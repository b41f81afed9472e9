"""Which field each citation of a post stands in."""

from __future__ import annotations

from collections.abc import Iterator

from studio.library.model import CitedLaw
from studio.posts.checks.view import PreflightView
from studio.templates.display import citation_refs
from studio.templates.model import FieldType


def cited(view: PreflightView) -> Iterator[tuple[str, CitedLaw]]:
    """Each citation of the content with its field; the first citation field when none names it."""
    names = view.names_of(FieldType.CITATION)
    homes = {ref: name for name in reversed(names) for ref in citation_refs(view.fields.get(name))}
    for law in view.content.citations:
        yield homes.get(law.ref, names[0] if names else ""), law


def opening(law: CitedLaw) -> str:
    """The same at the beginning of a sentence."""
    name = named(law)
    return name[:1].upper() + name[1:]


def named(law: CitedLaw) -> str:
    """How to call a citation in a sentence."""
    return law.printed or law.ref.document
