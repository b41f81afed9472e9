"""Forms to begin an own template and to change its words; its boxes and locks are edited elsewhere, on a canvas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.templates.model import Template
from studio.templates.own.model import Document, TemplateRow
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.editors import ChoiceBox, TextBox

KEPT_AFTER = 1500
"""Milliseconds after a change until the draft is kept: a crash loses two seconds at most."""
_LONGEST_REVIEW, _LONGEST_NUMBER = 730, 6


class NewTemplateForm(Form):
    """A template from scratch."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_heading(tr("New template"))
        self.title = self.ask("title", QLineEdit(), tr("Title"), missing=tr("Give it a title."))
        self.go.setText(tr("Begin"))

    def work(self, values: Values) -> object:
        return self.shell.studio.own_templates.begin(values["title"], self.shell.session.person_id)


class MakeOursForm(Form):
    """An own template that begins as one that there is."""

    def __init__(self, shell: Shell, templates: Sequence[Template], parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_heading(tr("Make ours from a template"))
        self.say(tr("Its checks, and who approves its posts, stay as they are there."))
        named = {one.id: f"{one.code}  {shell.speech.say(one.title)}" for one in templates}
        self.source = self.ask("source", ChoiceBox(named), tr("Begin with"), missing=tr("Choose a template."))
        self.go.setText(tr("Begin"))

    def work(self, values: Values) -> object:
        return self.shell.studio.own_templates.make_ours(values["source"], self.shell.session.person_id)


class WordsForm(Form):
    """The words of a template, and of its fields. What is typed is kept as a draft by itself; Save makes a version."""

    def __init__(self, shell: Shell, row: TemplateRow, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, width=720)
        self._row = row
        told = row.draft.template
        self.set_heading(f"{row.code} · {shell.speech.say(row.title)}")
        for key, label in (("title", tr("Title")), ("when", tr("When it is used"))):
            said = told.get(key)
            both = said if isinstance(said, Mapping) else {}
            self.ask(f"{key}.vi", QLineEdit(), label, value=str(both.get("vi") or ""), required=True)
            self.ask(f"{key}.en", QLineEdit(), tr("{label}, in English").format(label=label),
                     value=str(both.get("en") or ""), required=True)  # fmt: skip
            self.pair(f"{key}.vi", f"{key}.en")
        self.ask("review_days", QLineEdit(), tr("Days until review"), value=str(told.get("review_days") or ""),
                 required=True, check=_wrong_days)  # fmt: skip
        self.ask(
            "headline", QLineEdit(), tr("Headline of the post"), value=str(told.get("headline") or ""), required=True
        )
        self.body = TextBox(str(told.get("body") or ""), lines=8)
        names = ", ".join(f"{{{{ {name} }}}}" for name in field_names(row.draft))
        self.ask("body", self.body, tr("Text of the post"), required=True,
                 hint=tr("Fields: {names}").format(names=names))  # fmt: skip
        self.go.setText(tr("Save as a version"))
        self._keeping = QTimer(self, singleShot=True, interval=KEPT_AFTER)
        self._keeping.timeout.connect(self._keep)

    def begin(self) -> None:
        super().begin()
        for field in self.findChildren(QLineEdit):
            field.textEdited.connect(self._changed)
        self.body.textChanged.connect(self._changed)

    @property
    def document(self) -> Document:
        """The draft as it stands in the fields."""
        return replace(self._row.draft, template=worded(self._row.draft.template, self.values))

    def work(self, values: Values) -> object:
        own, by = self.shell.studio.own_templates, self.shell.session.person_id
        document = replace(self._row.draft, template=worded(self._row.draft.template, values))
        own.keep(self._row.id, document, by)
        return own.save(self._row.id, by)

    def _changed(self) -> None:
        if not self._keeping.isActive():
            self._keeping.start()

    def _keep(self) -> None:
        own, by, document = self.shell.studio.own_templates, self.shell.session.person_id, self.document
        self.shell.tasks.store(lambda: own.keep(self._row.id, document, by), owner=self)


def field_names(document: Document) -> list[str]:
    """What texts may insert."""
    fields = document.template.get("fields")
    listed = fields if isinstance(fields, list) else []
    return [str(field["name"]) for field in listed if isinstance(field, Mapping) and field.get("name")]


def worded(template: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The template with what stands in the fields of the form."""
    made = dict(template)
    for key in ("title", "when"):
        made[key] = {"vi": values[f"{key}.vi"], "en": values[f"{key}.en"]}
    days = values["review_days"]
    made["review_days"] = int(days) if _is_number(days) else days
    return made | {key: values[key] for key in ("headline", "body")}


def _wrong_days(values: Values) -> str:
    days = values["review_days"]
    right = _is_number(days) and 1 <= int(days) <= _LONGEST_REVIEW
    return "" if right else tr("A number from 1 to {most}.").format(most=_LONGEST_REVIEW)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < _LONGEST_NUMBER
