"""What the template is for, and what must not be in a post of it. Folds away once it has been read."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from studio.templates.model import Template
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.section import Section
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Plain, clear, column, row


class AboutSection(Section):
    """Read once, at hand all the time."""

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._template: Template | None = None
        self._when, self._keep_out = Label(role="small", wrap=True), Label(role="small")
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._body = Plain()
        self._body.setLayout(column(self._when, self._keep_out, self._list, spacing=8))
        self.fold_button = IconButton("chevron-up")
        self.fold_button.clicked.connect(lambda: self.open(self._body.isHidden()))
        self.hint.hide()
        self.fill(self._body, head=row(self.heading, None, self.fold_button))
        self.retranslate()

    def open(self, opened: bool) -> None:
        """Show all of it, or the heading alone."""
        self._body.setVisible(opened)
        self.fold_button.set_glyph("chevron-up" if opened else "chevron-down")
        self._name()

    def show_template(self, template: Template) -> None:
        self._template = template
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("When to use it"))
        self._keep_out.setText(self.tr("Keep out of the post:"))
        self._name()
        clear(self._list)
        if self._template is None:
            return
        self._when.setText(self._say(self._template.when))
        self._keep_out.setVisible(bool(self._template.forbidden))
        for item in self._template.forbidden:
            line = row(Glyph("ban", "error", scale=0.85), spacing=7)
            line.addWidget(Label(self._say(item), "small", wrap=True), 1)
            self._list.addLayout(line)

    def take_focus(self) -> None:
        self.fold_button.setFocus()

    def _name(self) -> None:
        folded = self._body.isHidden()
        self.fold_button.set_name(self.tr("Show when to use it") if folded else self.tr("Fold this away"))
