"""Texts that a post words apart for one platform, where its template allows it.

Such a text is kept with the fields of the post, under the name of its field and the platform's: ``how@zalo``. Undo,
history, checks, seals and files therefore treat it as what it is, a text of the post. Where a platform has none of its
own, it gets the field's; cards always show the field's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from studio.phrase import Phrase
from studio.platforms import WRITTEN, Platform
from studio.templates.model import Field, Template

APART = "@"
NAMES = {Platform.FACEBOOK: "Facebook", Platform.ZALO: "Zalo", Platform.WEBSITE: "Website"}


def variant_name(field: str, platform: Platform) -> str:
    """Under which name the text of `field` for that platform alone is kept."""
    return f"{field}{APART}{platform}"


def variant_of(template: Template, name: str) -> Field | None:
    """The field of that name for one platform alone; None where the template allows none."""
    base, _, platform = name.partition(APART)
    field = template.field(base)
    if field is None or not field.varies or platform not in [one.value for one in WRITTEN]:
        return None
    label = Phrase("{label}, on {platform} only", label=field.label, platform=NAMES[Platform(platform)])
    return replace(field, name=name, label=label, required=False, min=None, varies=False)


def variants(template: Template) -> Iterator[Field]:
    """All that the template allows."""
    for field in template.fields:
        if field.varies:
            made = (variant_of(template, variant_name(field.name, platform)) for platform in WRITTEN)
            yield from (one for one in made if one is not None)


def with_variants(template: Template, fields: Mapping[str, Any]) -> Template:
    """The template with a field of its own for each text that `fields` words apart."""
    apart = [one for name in fields if APART in name and (one := variant_of(template, name)) is not None]
    return replace(template, fields=(*template.fields, *apart)) if apart else template


def fields_on(fields: Mapping[str, Any], platform: Platform) -> Mapping[str, Any]:
    """What the fields say on that platform."""
    end = f"{APART}{platform}"
    apart = {name.removesuffix(end): value for name, value in fields.items() if name.endswith(end) and value}
    return {**fields, **apart} if apart else fields
