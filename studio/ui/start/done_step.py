"""The last step: what will be set up, in one look; afterwards, what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studio.platforms import Platform
from studio.ui.page import PageId, Shell
from studio.ui.start.draft import StartDraft
from studio.ui.start.plan import wanted_numbers
from studio.ui.start.step import Step
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import column, row
from studio.ui.words import platform_name


class Line(QWidget):
    """An icon, what it is, and the values."""

    def __init__(self, glyph: str) -> None:
        super().__init__()
        self.name, self.value = Label(role="label"), Label(wrap=True)
        inside = row(Glyph(glyph), column(self.name, self.value, spacing=1), spacing=12)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def say(self, name: str, value: str) -> None:
        self.name.setText(name)
        self.value.setText(value)


class DoneStep(Step):
    """A summary."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._draft = StartDraft()
        self._lead = Label(role="hint", wrap=True)
        self.lines = [Line(glyph) for glyph in ("landmark", "users", "megaphone", "phone")]
        self.setLayout(column(self._lead, *self.lines, spacing=16))
        self.retranslate()

    def name(self) -> str:
        return self.tr("Done")

    def retranslate(self) -> None:
        self._lead.setText(self.tr("Look it over. It is stored all at once, when you press the button below."))
        draft = self._draft
        pages = [self.tr("Practice page on this PC")] if draft.practice_page else []
        pages += [f"{page.title} ({platform_name(Platform(page.platform))})" for page in draft.pages]
        numbers = [f"{number.label}: {number.phone}" for number in wanted_numbers(draft)]
        values = (
            (self.tr("Unit"), " · ".join(v for v in (draft.name, draft.short_name, draft.address, draft.website) if v)),
            (self.tr("People"), " · ".join(person.name for person in draft.people)),
            (self.tr("Pages"), " · ".join(pages) or self.tr("none yet")),
            (self.tr("Contacts"), " · ".join(numbers)),
        )
        for line, (name, value) in zip(self.lines, values, strict=True):
            line.say(name, value)

    def put(self, draft: StartDraft) -> None:
        self._draft = draft
        self.retranslate()

    def take(self, draft: StartDraft) -> StartDraft:
        return draft

    def mend(self) -> QWidget | None:
        return None

    def first(self) -> QWidget:
        return self


class NextSteps(Step):
    """After everything is stored: the three things one does next."""

    def __init__(self, shell: Shell, leave: Callable[[PageId, str], None]) -> None:
        super().__init__(shell)
        self.write = PrimaryButton(glyph="square-pen")
        self.law, self.help = QuietButton(glyph="library"), QuietButton(glyph="life-buoy")
        self._texts = [Label(role="hint", wrap=True) for _ in range(3)]
        self.write.clicked.connect(lambda: leave(PageId.COMPOSER, "new"))
        self.law.clicked.connect(lambda: leave(PageId.LIBRARY, ""))
        self.help.clicked.connect(self._read)
        self._leave = leave
        self._heading = Label(role="heading", wrap=True)
        sign = row(Glyph("circle-check", "accent", scale=1.6), self._heading, spacing=12)
        sign.setStretch(1, 1)
        lines = [
            column(row(button, None), text, spacing=4)
            for button, text in zip((self.write, self.law, self.help), self._texts, strict=True)
        ]
        self.setLayout(column(sign, 8, *lines, spacing=18))
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Everything is ready"))
        self.write.setText(self.tr("Write the first post"))
        self.law.setText(self.tr("Bring in legal documents"))
        self.help.setText(self.tr("Read how it works"))
        texts = (
            self.tr("Choose an approved template and fill in its fields; somebody else approves it."),
            self.tr("Word, HTML or text files. A person confirms that a document is in force before posts cite it."),
            self.tr("Short pages for every part of the window; F1 opens them anywhere."),
        )
        for label, text in zip(self._texts, texts, strict=True):
            label.setText(text)

    def _read(self) -> None:
        self._leave(PageId.COMPOSER, "")
        self.shell.help()
