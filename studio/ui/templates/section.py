"""The unit's own templates: their list, what may be done with the one in hand, and how its cards look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from shiboken6 import isValid

from studio.errors import StudioError
from studio.people.model import Role
from studio.phrase import Phrase
from studio.templates.model import Template
from studio.templates.own.lint import TemplateRemark
from studio.templates.own.model import STATE_NAMES, OwnState, TemplateDocument, TemplateRow
from studio.templates.own.service import WRITERS
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.tasks import Ticket
from studio.ui.templates.designer import Designer
from studio.ui.templates.preview import Preview
from studio.ui.templates.versions import TemplateVersions, VersionsView, change_lines, load_versions
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, wrapping
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import StateWord

_LOOKS: Mapping[OwnState, tuple[str, Tone]] = {
    OwnState.SUBMITTED: ("hourglass", Tone.AMBER),
    OwnState.IN_USE: ("check-check", Tone.GREEN),
    OwnState.WITHDRAWN: ("archive", Tone.GREY),
    OwnState.DRAFT: ("pencil", Tone.GREY),
}
_SHOWN_ROWS = 4
"""Templates that are in sight at once; the list scrolls for more."""
_MOST_REMARKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatesView:
    """What the section shows; read on the worker."""

    rows: tuple[TemplateRow, ...] = ()
    offered: tuple[Template, ...] = ()
    elsewhere: frozenset[str] = frozenset()
    """Ids of those that came from another PC, where alone they are changed."""


class TemplatesSection(SettingsSection):
    """The list, and the one in hand; its designer opens over the window."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._view = TemplatesView()
        self._designer: Designer | None = None
        self._wanted = ""
        """Id of the template that is to be shown once all were read."""
        self.list = EntryList(tr("Our templates"), lines=0)
        self.list.chosen.connect(lambda _: self._show_one())
        self.list.opened.connect(lambda _: self._edit())
        self.make_ours = PrimaryButton(tr("Make ours from a template…"), "copy")
        self.new = QuietButton(tr("New template…"), "plus")
        self.make_ours.clicked.connect(self._make_ours)
        self.new.clicked.connect(lambda: self._open(NewTemplateForm(shell, self)))
        self.name, self.note = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self.edit, self.check = QuietButton(tr("Open the designer…"), "pencil"), QuietButton(tr("Check"), "list-checks")
        self.versions = QuietButton(tr("Versions…"), "history")
        self.submit = QuietButton(tr("Submit to the head…"), "send")
        self.sign, self.back = PrimaryButton(tr("Sign…"), "stamp"), QuietButton(tr("Return…"), "reply")
        self.withdraw = QuietButton(tr("Withdraw…", about="template"), "archive")
        self.remarks = Label(wrap=True)
        self.preview = Preview(shell)
        for button, act in (
            (self.edit, self._edit),
            (self.check, self._check),
            (self.versions, self._show_versions),
            (self.submit, self._submit),
            (self.sign, self._sign),
            (self.back, self._return),
            (self.withdraw, self._withdraw),
        ):
            button.clicked.connect(lambda _=False, act=act: act())  # fmt: skip
        about = tr("A template of the unit's own can be used once the head has signed it.")
        begin = wrapping(self.make_ours, self.new)
        first = titled(tr("Our templates"), Label(about, "hint", wrap=True), self.list, begin)
        acts = wrapping(self.edit, self.check, self.versions, self.submit, self.sign, self.back, self.withdraw)
        self.one = Card()
        self.one.setLayout(column(self.name, self.note, acts, self.remarks, self.preview, spacing=12, margins=20))
        self.build(first, self.one)
        self._show_one()

    def refresh(self) -> None:
        studio = self.shell.studio

        def read() -> TemplatesView:
            own = studio.own_templates
            rows = own.all()
            elsewhere = frozenset(one.id for one in rows if not own.is_here(one))
            return TemplatesView(rows=rows, offered=tuple(studio.catalog.all()), elsewhere=elsewhere)

        self.shell.tasks.store(read, self._show, owner=self, key="read")

    def leave(self) -> None:
        if self._designer is not None and isValid(self._designer):
            self._designer.keep(closing=True)

    def open(self, thing: str) -> None:
        self._wanted = thing
        self.refresh()

    @property
    def row(self) -> TemplateRow | None:
        """The one in hand."""
        return next((one for one in self._view.rows if one.id == self.list.chosen_id), None)

    # -- what is shown

    def _show(self, view: TemplatesView) -> None:
        kept = self.list.chosen_id
        self._view = view
        self.list.show_entries([self._entry(one) for one in view.rows])
        self.list.setVisible(bool(view.rows))
        shown = min(len(view.rows), _SHOWN_ROWS)
        self.list.setFixedHeight(shown * max(1, self.list.sizeHintForRow(0)) + 2 * self.list.frameWidth())
        wanted, self._wanted = self._wanted or kept, ""
        if view.rows and not self.list.choose(wanted):
            self.list.choose(view.rows[0].id)
        self._show_one()

    def _entry(self, one: TemplateRow) -> ListEntry:
        glyph, tone = _LOOKS[one.state]
        word = StateWord(self._say(STATE_NAMES[one.state]), glyph, tone)
        return ListEntry(id=one.id, title=self._say(one.title), side=one.code, word=word)

    def _show_one(self) -> None:
        one = self.row
        self.one.setVisible(one is not None)
        self._say_remarks("")
        if one is None:
            return
        self.name.setText(f"{one.code} · {self._say(one.title)}")
        came = one.id in self._view.elsewhere
        note = tr("It came from another PC of the unit, and is changed and withdrawn there.") if came else one.note
        self.note.setText(note)
        self.note.setVisible(bool(note))
        heads = self.shell.session.person is not None and Role.HEAD in self.shell.session.person.roles
        self.edit.setVisible(not came)
        self.submit.setVisible(one.candidate is None and not came)
        self.sign.setVisible(one.candidate is not None and heads)
        self.back.setVisible(one.candidate is not None and heads)
        self.withdraw.setVisible(one.current is not None and heads and not came)
        self.preview.show_template(one)

    def _say(self, phrase: Phrase) -> str:
        return self.shell.language.say(phrase)

    # -- what is done

    def _make_ours(self) -> None:
        self._open(MakeOursForm(self.shell, self._view.offered, self))

    def _edit(self) -> None:
        """Open the designer on the draft as it is kept now: the list may not know yet what was typed last."""
        own, one = self.shell.studio.own_templates, self.row
        if one is not None and one.id not in self._view.elsewhere:
            self.shell.tasks.store(lambda: own.get(one.id), self._design, owner=self, key="edit", failed=self._failed)

    def _design(self, row: TemplateRow) -> None:
        if self._designer is None or not isValid(self._designer) or not self._designer.isVisible():
            self._designer = Designer(self.shell, row, self)
            self._open(self._designer)

    def _show_versions(self) -> None:
        studio, one = self.shell.studio, self.row
        if one is not None:
            self.shell.tasks.store(lambda: load_versions(studio, one.id), self._open_versions, owner=self,
                                   key="versions", failed=self._failed)  # fmt: skip

    def _open_versions(self, view: VersionsView) -> None:
        dialog = TemplateVersions(self.shell, view, self)
        dialog.taken.connect(lambda document, number: self._take(view.row.id, document, number))
        dialog.open()

    def _take(self, id: str, document: TemplateDocument, number: int) -> None:
        """Open the designer on the draft as it is kept now, and let it say what that version says."""

        def design(row: TemplateRow) -> None:
            self._design(row)
            if self._designer is not None:
                self._designer.take(document, number)

        own = self.shell.studio.own_templates
        self.shell.tasks.store(lambda: own.get(id), design, owner=self, key="edit", failed=self._failed)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _: self.refresh())
        dialog.open()

    def _check(self) -> None:
        one = self.row
        if one is None:
            return
        self._say_remarks(tr("Looking at every card and size…"))
        own = self.shell.studio.own_templates

        def linted(_: Ticket) -> tuple[TemplateRemark, ...]:
            return own.lint(one.id)

        self.shell.tasks.pool(linted, self._told, owner=self, key="check")

    def _told(self, remarks: tuple[TemplateRemark, ...]) -> None:
        shown = [("✖ " if one.stops else "! ") + self._say(one.phrase) for one in remarks[:_MOST_REMARKS]]
        more = len(remarks) - len(shown)
        shown += [tr("… and {n} more").format(n=more)] if more else []
        self._say_remarks("\n".join(shown) or tr("✔ Nothing to mend."))

    def _say_remarks(self, text: str) -> None:
        self.remarks.setText(text)
        self.remarks.setVisible(bool(text))

    def _submit(self) -> None:
        text = tr("The head reads what changed and signs exactly this version. Everything is checked once more first.")
        own, one = self.shell.studio.own_templates, self.row
        if one is not None:
            self._prove(tr("Submit to the head"), text, tr("Submit to the head"), frozenset(WRITERS),
                        lambda signed: own.submit(one.id, signed.person, signed.pin))  # fmt: skip

    def _sign(self) -> None:
        own, one = self.shell.studio.own_templates, self.row
        if one is None or one.candidate is None:
            return
        version, before = one.candidate, one.current or 0

        def ask(changes: tuple[Phrase, ...]) -> None:
            since = (
                tr("What changed since version {n}:") if before else tr("What differs from the template it began with:")
            )
            told = change_lines(self.shell.language, changes)
            heading = tr("Sign version {n} of {code}").format(n=version, code=one.code)
            self._prove(heading, since.format(n=before), tr("Sign"), frozenset({Role.HEAD}),
                        lambda signed: own.sign(one.id, version, signed.person, signed.pin), lines=told)  # fmt: skip

        self.shell.tasks.store(lambda: own.changes(one.id, before, version), ask, owner=self, failed=self._failed)

    def _return(self) -> None:
        own, one = self.shell.studio.own_templates, self.row
        if one is not None:
            self._prove(tr("Return the template"), tr("Whoever wrote it reads what has to be changed."), tr("Return"),
                        frozenset({Role.HEAD}), reason=True,
                        work=lambda signed: own.send_back(one.id, signed.person, signed.pin, signed.reason),
                        )  # fmt: skip

    def _withdraw(self) -> None:
        own, one = self.shell.studio.own_templates, self.row
        if one is not None:
            text = tr("No post is begun with it any more, and posts not yet sent are stopped.")
            self._prove(tr("Withdraw the template"), text, tr("Withdraw", about="template"),
                        frozenset({Role.HEAD}), reason=True,
                        work=lambda signed: own.withdraw(one.id, signed.person, signed.pin, signed.reason),
                        )  # fmt: skip

    def _prove(
        self, heading: str, text: str, verb: str, roles: frozenset[Role],
        work: Callable[[SignedConfirmation], object], *,
        reason: bool = False, lines: Sequence[str] = (),
    ) -> None:  # fmt: skip
        action = PinAction(heading=heading, text=text, verb=verb, roles=roles, work=work, reason=reason, lines=lines,
                         lines_name=tr("Changes"))  # fmt: skip
        self._open(PinConfirmDialog(self.shell, action, self))

    def _failed(self, error: StudioError) -> None:
        self.shell.complain(error)


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
        named = {one.id: f"{one.code}  {shell.language.say(one.title)}" for one in templates}
        self.source = self.ask("source", ChoiceBox(named), tr("Begin with"), missing=tr("Choose a template."))
        self.go.setText(tr("Begin"))

    def work(self, values: Values) -> object:
        return self.shell.studio.own_templates.make_ours(values["source"], self.shell.session.person_id)
