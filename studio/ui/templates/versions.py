"""The versions of an own template, what changed from one to the next, and one of them taken back into the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.templates.own.history import VERSION_NAMES, PastVersion, VersionState, VersionStep
from studio.templates.own.model import TemplateDocument, TemplateRow
from studio.templates.own.service import WRITERS
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.field import NOTHING, FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.read_lines import ReadLines
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import StateWord

if TYPE_CHECKING:
    from studio.app.studio import Studio

LOOKS: Mapping[VersionState, tuple[str, Tone]] = {
    VersionState.DRAFT: ("pencil", Tone.GREY),
    VersionState.SAVED: ("save", Tone.GREY),
    VersionState.SUBMITTED: ("hourglass", Tone.AMBER),
    VersionState.RETURNED: ("reply", Tone.AMBER),
    VersionState.IN_USE: ("check-check", Tone.GREEN),
    VersionState.SIGNED: ("stamp", Tone.GREY),
    VersionState.WITHDRAWN: ("archive", Tone.GREY),
}
_ORIGIN = 0
"""Number of the template that it began with, as the service has it."""
_WIDE, _HIGH = 860, 560
_AROUND, _LINE, _FEWEST = 170, 100, 2
"""Pixels of the dialog that are not its list, and of a version in it; room for that many is left for what changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsView:
    """What the dialog shows."""

    row: TemplateRow
    past: tuple[PastVersion, ...]
    names: Mapping[str, str]
    here: bool
    """Whether the template is changed at this PC."""


def load_versions(studio: Studio, id: str) -> VersionsView:
    """On the worker. Raises StudioError."""
    own = studio.own_templates
    one = own.get(id)
    names = {person.id: person.name for person in studio.people.list()}
    return VersionsView(row=one, past=own.history(one.id), names=names, here=own.is_here(one))


def change_lines(language: LanguageManager, changes: Sequence[Phrase]) -> list[str]:
    """What changed, a line each, as the head reads it before signing."""
    return [f"• {language.say(one)}" for one in changes]


class TemplateVersions(Dialog):
    """The list on the left; on the right what changed since the one before, or since another that is chosen."""

    taken = Signal(object, int)
    """The document of a version that is to be the draft, and its number."""

    def __init__(self, shell: Shell, view: VersionsView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell, self._view = shell, view
        one = view.row
        title = shell.language.say(one.title)
        self.set_heading(tr("Versions of {code} · {title}").format(code=one.code, title=title))
        self.list = EntryList(tr("Versions"), lines=2, fitted=True)
        self.since = ChoiceBox()
        self.changes = ReadLines(name=tr("Changes"), fills=True)
        self.note = Label(NOTHING, "hint", wrap=True)
        self.take_back = QuietButton(tr("Take this version back into the draft"), "undo-2")
        self.close_ = QuietButton(tr("Close"))
        for button in (self.take_back, self.close_):
            button.setAutoDefault(False)
        self.list.chosen.connect(lambda _: self._show_one())
        self.list.opened.connect(lambda _: self.changes.setFocus())
        self.since.activated.connect(lambda _: self._ask())
        self.take_back.clicked.connect(self._take_back)
        self.close_.clicked.connect(self.reject)
        person = shell.session.person
        self._writes = view.here and person is not None and any(role in WRITERS for role in person.roles)
        self.take_back.setVisible(self._writes)
        right = QWidget()
        inside = column(FieldBlock(self.since, tr("What changed since")), self.changes, spacing=10)
        inside.setStretch(1, 1)
        right.setLayout(inside)
        both = ResponsiveRow((self.list, 2), (right, 3), spacing=16)
        self.fill(both, self.note, buttons=row(self.take_back, None, self.close_), stays=(both, self.note))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.take_room(_WIDE, min(_HIGH, _AROUND + _LINE * max(_FEWEST, len(view.past))))
        self.list.show_entries([self._entry(past) for past in view.past])
        self.list.choose(self.list.ids[0])
        self.list.setFocus()

    # -- what is shown

    @property
    def past(self) -> PastVersion:
        """The one in hand."""
        return self._view.past[list(self.list.ids).index(self.list.chosen_id)]

    def _entry(self, past: PastVersion) -> ListEntry:
        glyph, tone = LOOKS[past.state]
        word = StateWord(self.shell.language.say(VERSION_NAMES[past.state]), glyph, tone)
        title = tr("Draft") if past.number is None else _numbered(past.number)
        saved = tr("Written by {who}") if past.number is None else tr("Saved by {who}")
        told = [self._told(saved, past.saved)]
        if past.last is not None:
            told.append(self._told(_deed(past.state), past.last))
        return ListEntry(id=str(past.number), title=title, word=word, text=" · ".join(told))

    def _told(self, words: str, step: VersionStep) -> str:
        who = words.format(who=self._view.names.get(step.by, step.by))
        return f"{who}, {show_datetime(step.at)}" if step.at is not None else who

    def _show_one(self) -> None:
        """Offer the versions before the one in hand, the nearest of them first, and show what changed since that."""
        place = self._view.past.index(self.past)
        before = [one.number for one in self._view.past[place + 1 :] if one.number is not None]
        words = {number: _numbered(number) for number in before}
        self.since.offer({**words, _ORIGIN: tr("the template it began with")})
        self.since.set_value(before[0] if before else _ORIGIN)
        self._ask()
        drafted = self._view.past[0].number is None
        newest_stands = not drafted and place == 0
        self.take_back.setEnabled(self.past.number is not None and not newest_stands)
        if drafted and len(self._view.past) == 1:
            note = tr("No version is saved yet; “Save as a version” in the designer saves the first.")
        elif len(self._view.past) == 1:
            note = tr("There is one version only; each “Save as a version” in the designer adds one.")
        elif drafted and self._writes and self.take_back.isEnabled():
            note = tr("The draft has changes of its own; Undo in the designer brings them back.")
        else:
            note = NOTHING
        self.note.setText(note)

    def _ask(self) -> None:
        own, row_id = self.shell.studio.own_templates, self._view.row.id
        before, after = self.since.value, self.past.number
        self.shell.tasks.store(
            lambda: own.changes(row_id, before, after), self._tell, owner=self, key="changes", failed=self._failed
        )

    def _tell(self, changes: tuple[Phrase, ...]) -> None:
        self.changes.show_lines(change_lines(self.shell.language, changes) or [tr("Nothing differs.")])

    def _failed(self, error: StudioError) -> None:
        self.changes.show_lines([self.shell.language.sentence(error.phrase)])

    # -- what is done

    def _take_back(self) -> None:
        own, row_id, number = self.shell.studio.own_templates, self._view.row.id, self.past.number
        if number is None:
            return

        def give(document: TemplateDocument) -> None:
            self.accept()
            self.taken.emit(document, number)

        self.shell.tasks.store(lambda: own.document(row_id, number), give, owner=self, failed=self._failed)


def _numbered(number: int) -> str:
    return tr("Version {n}").format(n=number)


def _deed(state: VersionState) -> str:
    """Who did what made the version stand as it does."""
    words = {
        VersionState.SUBMITTED: tr("Submitted by {who}"),
        VersionState.RETURNED: tr("Returned by {who}"),
        VersionState.WITHDRAWN: tr("Withdrawn by {who}"),
    }
    return words.get(state, tr("Signed by {who}"))
