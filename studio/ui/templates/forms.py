"""Forms to begin an own template; the designer goes on from there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.templates.model import Template
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.editors import ChoiceBox


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
