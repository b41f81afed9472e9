"""What every type of field has to have, whichever template uses it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from studio.phrase import Bilingual
from studio.templates.fields import KnownReferences
from studio.templates.kinds import KINDS, Field, FieldType
from studio.templates.model import Template
from studio.templates.own.edits import retyped
from studio.templates.own.samples import Amount, media_of, sample, sample_book, sample_cite
from studio.templates.values import display, validate_field

OPTIONS = ("Hộ gia đình", "Nhà trọ")


def test_every_type_has_a_title_of_its_own_in_both_languages() -> None:
    titles = [KINDS[kind].title for kind in FieldType]
    assert len({title.en for title in titles}) == len(FieldType)
    assert [title.en for title in titles if not title.en or title.vi == title.en] == []


@pytest.mark.parametrize(("kind", "amount"), list(product(FieldType, Amount)))
def test_every_type_is_tried_out_with_a_value_that_it_takes_and_shows(
    template: Callable[[str], Template], kind: FieldType, amount: Amount
) -> None:
    options = OPTIONS if KINDS[kind].options else ()
    field = Field(name="f", label=Bilingual("Nhãn", "Label"), type=kind, required=True, options=options)
    tried = replace(template("hotline_card"), fields=(field,))
    fields = sample(tried, amount)
    book = sample_book()
    known = KnownReferences(
        media=frozenset(media_of(tried, fields)),
        contacts=frozenset(contact.id for contact in book.contacts),
        units=frozenset(unit.id for unit in book.units),
    )
    assert validate_field(field, fields["f"], known=known) == ()
    assert bool(display(tried, fields, book, sample_cite).get("f")) is not field.kind.picture


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        (FieldType.TEXT, FieldType.MULTILINE, True),
        (FieldType.LIST, FieldType.IMAGE_LIST, True),
        (FieldType.TEXT, FieldType.NUMBER, False),
        (FieldType.TEXT, FieldType.CITATION, False),
        (FieldType.IMAGE_LIST, FieldType.TEXT, False),
    ],
)
def test_another_type_keeps_a_least_and_a_most_that_count_the_same(
    before: FieldType, after: FieldType, kept: bool
) -> None:
    made = retyped({"name": "f", "type": before.value, "min": 1, "max": 80}, after)
    assert made == {"name": "f", "type": after.value} | ({"min": 1, "max": 80} if kept else {})
