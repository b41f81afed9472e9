"""Which editor stands for which kind of field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.templates.model import Field, FieldType
from studio.ui.composer.editors.addresses import DefangedEditor
from studio.ui.composer.editors.base import FieldEditor
from studio.ui.composer.editors.citation import CitationEditor
from studio.ui.composer.editors.days import DateEditor, MomentEditor, RangeEditor, TimeEditor
from studio.ui.composer.editors.directory import ContactEditor, ContactsEditor, UnitEditor
from studio.ui.composer.editors.options import CheckEditor, ChoiceEditor, YesNoEditor
from studio.ui.composer.editors.pictures import PictureEditor
from studio.ui.composer.editors.records import PairsEditor
from studio.ui.composer.editors.rows import RowsEditor
from studio.ui.composer.editors.text import AddressEditor, NumberEditor, TextEditor
from studio.ui.composer.law import LawLookup
from studio.ui.language import Speech


def _bool(field: Field) -> FieldEditor:
    """A required yes-or-no is a question that can stay open; any other is a box to tick."""
    return YesNoEditor(field) if field.required else CheckEditor(field)


def _contact(field: Field) -> FieldEditor:
    return ContactsEditor(field) if (field.max or 1) > 1 else ContactEditor(field)


EDITORS: Mapping[FieldType, Callable[[Field], FieldEditor]] = {
    FieldType.TEXT: TextEditor,
    FieldType.MULTILINE: TextEditor,
    FieldType.PLACE: TextEditor,
    FieldType.PERSON_MIN: TextEditor,
    FieldType.URL_OFFICIAL: AddressEditor,
    FieldType.URL_DEFANGED: DefangedEditor,
    FieldType.NUMBER: NumberEditor,
    FieldType.LIST: RowsEditor,
    FieldType.STEPS: RowsEditor,
    FieldType.QA_LIST: PairsEditor,
    FieldType.KV_LIST: PairsEditor,
    FieldType.DATE: DateEditor,
    FieldType.TIME: TimeEditor,
    FieldType.DATETIME: MomentEditor,
    FieldType.DATERANGE: RangeEditor,
    FieldType.CHOICE: ChoiceEditor,
    FieldType.STAGE: ChoiceEditor,
    FieldType.BOOL: _bool,
    FieldType.CONTACT_REF: _contact,
    FieldType.UNIT_REF: UnitEditor,
    FieldType.IMAGE: PictureEditor,
    FieldType.IMAGE_LIST: PictureEditor,
}
"""Every kind but the citation, which asks the library."""


def make_editor(field: Field, lookup: LawLookup, speech: Speech) -> FieldEditor:
    """The editor of `field`, its words written."""
    if field.type is FieldType.CITATION:
        editor: FieldEditor = CitationEditor(field, lookup, speech)
    else:
        editor = EDITORS[field.type](field)
    editor.retranslate()
    return editor
