"""What the template is for, and what must not be in a post of it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from studio.templates.model import Template
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.section import Section
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import clear, row


class AboutSection(Section):
    """Read once, at hand all the time."""

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._template: Template | None = None
        self._keep_out = Label(role="small")
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.fill(self._keep_out, self._list)
        self.retranslate()

    def show_template(self, template: Template) -> None:
        self._template = template
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("When to use it"))
        self._keep_out.setText(self.tr("Keep out of the post:"))
        clear(self._list)
        if self._template is None:
            return
        self.hint.setText(self._say(self._template.when))
        self._keep_out.setVisible(bool(self._template.forbidden))
        for item in self._template.forbidden:
            line = row(Glyph("ban", "error", scale=0.85), spacing=7)
            line.addWidget(Label(self._say(item), "small", wrap=True), 1)
            self._list.addLayout(line)
