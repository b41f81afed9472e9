"""One page file in full: four sections under each other, saved while one writes, with what is missing beside."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QLayout, QLineEdit, QMenu, QWidget

from studio.clock import show_date
from studio.errors import StudioError
from studio.registry import rules as checklists
from studio.registry.model import PageFile, PageIdentity, Portrait, ReportOutcome, Verification
from studio.registry.rules import FileSection
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.registry.deeds import FileDeeds
from studio.ui.registry.editors import AnswersEditor, PaperEditor, PictureBox
from studio.ui.registry.section import PAPERS, PICTURES, FileFormSection, Take
from studio.ui.registry.transition import RequestSection, TransitionSection
from studio.ui.registry.view import FileView, load_file, where_of
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import IconButton, LinkButton, MenuButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.editors import ChoiceBox, TextBox, on_edit, show_value, value_of
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, column, row, scrolled
from studio.ui.widgets.moment import DateField
from studio.ui.words import page_word

if TYPE_CHECKING:
    from studio.app.studio import Studio


LINES = ("name", "owner", "address", "phone", "email", "hours", "url")
LONG = ("pinned", "house_rules", "privacy")


class IdentitySection(FileFormSection):
    """The page's looks and words."""

    part = FileSection.IDENTITY

    def __init__(self, language: LanguageManager, take: Take) -> None:
        super().__init__(language, take)
        pinned_hint = tr("The page does not replace emergency numbers: say which to call.")
        self.add("name", QLineEdit(), tr("Name of the page"))
        self.add("owner", QLineEdit(), tr("Run by"))
        self.add("address", QLineEdit(), tr("Address of the office"))
        self.add("phone", QLineEdit(), tr("Phone"))
        self.add("email", QLineEdit(), tr("Official e-mail"))
        self.add("hours", QLineEdit(), tr("Duty hours"))
        self.add("url", QLineEdit(), tr("Address of the real page"))
        self.add("pinned", TextBox(lines=3), tr("Pinned note"), pinned_hint)
        self.add("house_rules", TextBox(lines=6), tr("House rules for comments"))
        self.add("privacy", TextBox(lines=6), tr("Personal data notice"))
        from_library = tr("From the unit's library, on the Images screen.")
        self.pictures = {
            "avatar": self.add("avatar", PictureBox(), tr("Avatar"), from_library),
            "cover": self.add("cover", PictureBox(), tr("Cover", about="page")),
        }
        self.add("avatar_alt", QLineEdit(), tr("Alt text of the avatar"))
        self.add("cover_alt", QLineEdit(), tr("Alt text of the cover"))
        self.add("screenshot", PaperEditor(take, PICTURES), tr("Screenshot of the real page"))
        self.menus = {name: self._drafts(name) for name in LONG}
        self.export = QuietButton(tr("Export the identity sheet…"), "printer")
        self.export.clicked.connect(lambda: self.wanted.emit("identity"))
        named = self.field("name")
        images = self.group(
            self.field("avatar"), self.blocks["avatar_alt"], self.field("cover"), self.blocks["cover_alt"]
        )
        about = self.group(self.pair("owner", "address"), self.pair("phone", "email"), self.field("hours"))
        pinned = self.group(self._begun("pinned"))
        rules = self.group(self._begun("house_rules"), self._begun("privacy"))
        confirm = self.group(self.field("url"), self.field("screenshot"))
        for widget, place in (
            (named, "registry.identity.name"), (images, "registry.identity.images"),
            (about, "registry.identity.about"), (pinned, "registry.identity.pinned"),
            (rules, "registry.house_rules"), (self.export, "registry.identity.export"),
            (confirm, "registry.identity.confirm"),
        ):  # fmt: skip
            anchor(widget, place)
        self.lay_out(tr("Identity"), named, images, about, pinned, rules, row(self.export, None), confirm)

    def fill(self, view: FileView) -> None:
        identity = view.file.identity
        self.show_fields(identity, *LINES, *LONG, "screenshot")
        for name, editor in self.pictures.items():
            portrait: Portrait = getattr(identity, name)
            editor.offer_pictures(view.around.pictures, view.around.thumbs)
            editor.show_picture(portrait.sha256)
            show_value(self.editors[f"{name}_alt"], portrait.alt)

    def read(self, file: PageFile) -> PageFile:
        plain = self.values(*LINES, *LONG, "screenshot")
        return replace(
            file, identity=PageIdentity(**plain, avatar=self._portrait("avatar"), cover=self._portrait("cover"))
        )

    def _portrait(self, name: str) -> Portrait:
        sha256, alt = self.values(name, f"{name}_alt").values()
        return Portrait(sha256=sha256, alt=alt)

    def _begun(self, name: str) -> QLayout:
        """The field `name` over the texts that it can begin with."""
        return column(self.field(name), row(self.menus[name], None))

    def _drafts(self, name: str) -> MenuButton:
        """The texts that the field `name` can begin with."""
        button = MenuButton(tr("Start with a text…"), "file-text")
        button.setAccessibleName(f"{button.text()} {self.blocks[name].label}")
        menu = QMenu(button)
        for draft in checklists.drafts(name):
            menu.addAction(self.language.say(draft.title), partial(self._put, name, draft.text))
        button.setMenu(menu)
        return button

    def _put(self, name: str, text: str) -> None:
        numbers = ", ".join(self.view.around.emergency[:3]) if self.view is not None else ""
        show_value(self.editors[name], text.replace("{numbers}", numbers))
        self.edited.emit()


PLAIN = (
    "letter", "letter_seen", "submitted_on", "case_number", "badge", "decided_on", "capture", "reason", "retry_on",
)  # fmt: skip


class VerificationSection(FileFormSection):
    """How the platform is asked to mark the page as real."""

    part = FileSection.VERIFICATION

    def __init__(self, language: LanguageManager, take: Take) -> None:
        super().__init__(language, take)
        outcomes = {
            ReportOutcome.GRANTED.value: tr("Granted"),
            ReportOutcome.REFUSED.value: tr("Refused"),
        }
        self.answers = self.add("answers", AnswersEditor(), tr("Documents for the platform"))
        self.add("letter", PaperEditor(take, PAPERS), tr("The letter, scanned"))
        self.seen = self.add("letter_seen", CheckBox(tr("No personal papers are in it")), "")
        self.add("submitted_on", DateField(), tr("Submitted on"))
        self.add("case_number", QLineEdit(), tr("Case number"))
        self.outcome = self.add("outcome", ChoiceBox(outcomes), tr("Result"))
        self.add("badge", QLineEdit(), tr("Kind of badge"))
        self.add("decided_on", DateField(), tr("Granted on"))
        self.add("capture", PaperEditor(take, PICTURES), tr("Picture of the badge"))
        self.add("reason", QLineEdit(), tr("Why it was refused"))
        self.add("retry_on", DateField(), tr("To be handed in again on"))
        may_change = Label(self.language.say(checklists.MAY_CHANGE), "hint", wrap=True)
        papers = self.group(may_change, self.field("answers"))
        letter = self.group(self.field("letter"), self.seen)
        handed = self.pair("submitted_on", "case_number")
        self.granted = self.group(self.pair("badge", "decided_on"), self.field("capture"))
        self.refused = self.pair("reason", "retry_on")
        result = self.group(self.field("outcome"), self.granted, self.refused)
        for widget, place in (
            (papers, "verify.checklist"), (letter, "verify.attach"), (handed, "verify.submitted"),
            (result, "verify.result"),
        ):  # fmt: skip
            anchor(widget, place)
        on_edit(self.outcome, self._arrange)
        self.lay_out(tr("Verification"), papers, letter, handed, result)
        self._arrange()

    def fill(self, view: FileView) -> None:
        verification = view.file.verification
        self._offer(view)
        self.show_fields(verification, "answers", *PLAIN)
        show_value(self.outcome, verification.outcome.value if verification.outcome else "")
        self._arrange()

    def read(self, file: PageFile) -> PageFile:
        outcome = value_of(self.outcome)
        verification = Verification(
            **self.values(*PLAIN),
            answers={**file.verification.answers, **self.answers.value},
            outcome=ReportOutcome(outcome) if outcome else None,
        )
        return replace(file, verification=verification)

    def show_state(self, view: FileView) -> None:
        self._offer(view)

    def _offer(self, view: FileView) -> None:
        """The list follows the platform of the request."""
        items = {item.id: self.language.say(item.text) for item in checklists.papers(view.file.request.platform)}
        kept = {**view.file.verification.answers, **self.answers.value}
        self.answers.offer(items, {key: self.language.say(words) for key, words in checklists.PAPER_ANSWERS.items()})
        self.answers.set_value(kept)

    def _arrange(self) -> None:
        outcome = value_of(self.outcome)
        self.granted.setVisible(outcome == ReportOutcome.GRANTED.value)
        self.refused.setVisible(outcome == ReportOutcome.REFUSED.value)


PARTS = ("unit", "area", "account", "request", "identity", "verification", "transition")


def save_file(studio: Studio, shown: FileView, written: PageFile, by: str) -> FileView:
    """Keep the sections that differ from what was shown, and read the file anew. Raises StudioError; for the worker."""
    former = shown.file
    changed: dict[str, Any] = {
        name: getattr(written, name) for name in PARTS if getattr(written, name) != getattr(former, name)
    }
    if changed:
        studio.registry.change(former.id, by, **changed)
    return load_file(studio, former.id, shown.around)


PAUSE_MS = 500
"""After the last key until what was written is saved."""


class FileSheet(QWidget):
    """`saved` follows each change that was kept."""

    saved = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._view: FileView | None = None
        self._wanted, self._dirty = "", False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.deeds = FileDeeds(shell, self, done=shell.changed, gone=self.forget)
        self.where = Label(role="hint", wrap=True)
        self.status = StatusChip()
        self.remove = IconButton("trash-2", tr("Remove this empty file from the list"))
        self.remove.clicked.connect(lambda: self._do("remove"))
        self.jumps = FilterPills()
        self.jumps.chosen.connect(lambda key: self._jump(FileSection(key)))
        self._sign_in = LinkButton(tr("Sign in"))
        self._sign_in.clicked.connect(shell.sign_in)
        self.banner = Banner(self._sign_in)
        language, take = shell.language, self.deeds.take
        self.request = RequestSection(language, take)
        self.identity = IdentitySection(language, take)
        self.verification = VerificationSection(language, take)
        self.transition = TransitionSection(language, take)
        self.sections: tuple[FileFormSection, ...] = (self.request, self.identity, self.verification, self.transition)
        for section in self.sections:
            section.edited.connect(self._edited)
            section.wanted.connect(self._do)
        shell.session.changed.connect(self._permit)
        self._build()
        self._permit()

    def _build(self) -> None:
        inner = PlainHolder()
        head = row(self.where, self.status, self.remove, spacing=10)
        head.setStretch(0, 1)
        inner.setLayout(column(head, *self.sections, None, spacing=14))
        self.area = scrolled(inner)
        whole = column(self.jumps, self.banner, self.area, spacing=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    # -- what is shown

    @property
    def file_id(self) -> str:
        """Id of the file in hand; empty while there is none."""
        return self._view.file.id if self._view is not None else ""

    @property
    def busy(self) -> bool:
        """Whether something that was written waits to be saved."""
        return self._dirty

    @property
    def view(self) -> FileView | None:
        return self._view

    def show_file(self, id: str) -> None:
        """Show another file; what was written in the one before is saved."""
        self.flush()
        self._wanted = id
        self.reload()

    def forget(self) -> None:
        """Have no file in hand."""
        self._view, self._wanted, self._dirty = None, "", False

    def reload(self) -> None:
        """Read the file again; what somebody is writing stays."""
        studio, wanted = self._shell.studio, self._wanted
        if wanted:
            self._shell.tasks.store(lambda: load_file(studio, wanted), self._loaded, owner=self, key="page file")

    def _loaded(self, view: FileView) -> None:
        if view.file.id != self._wanted:
            return
        other = view.file.id != self.file_id
        focus = QApplication.focusWidget()
        writing = self._dirty or (focus is not None and self.isAncestorOf(focus))
        self._show(view, fields=other or not writing)
        if other:
            self.area.verticalScrollBar().setValue(0)

    def _show(self, view: FileView, *, fields: bool) -> None:
        self._view = view
        for section in self.sections:
            section.show_file(view, fields=fields)
        self._say()
        self._permit()

    def _say(self) -> None:
        view = self._view
        if view is None:
            return
        file = view.file
        dates = self._dates(file).replace(" ", "\u00a0")
        self.where.setText("\u00a0· ".join(filter(None, (where_of(file, view.around.units), dates))))
        self.status.set_word(page_word(file.status))
        self.remove.setVisible(file.blank)
        counts = {part: sum(gap.part is part for gap in view.gaps) for part in FileSection}
        names = {
            FileSection.REQUEST: tr("Request"),
            FileSection.IDENTITY: tr("Identity"),
            FileSection.VERIFICATION: tr("Verification"),
            FileSection.TRANSITION: tr("Status and hand-over"),
        }
        self.jumps.offer([FilterChoice(part.value, words, counts[part] or None) for part, words in names.items()], "")

    def _dates(self, file: PageFile) -> str:
        """Since when the page works, and when it ended."""
        said = []
        if file.valid_from is not None:
            said.append(tr("since {day}").format(day=show_date(file.valid_from)))
        if file.valid_to is not None:
            said.append(tr("until {day}").format(day=show_date(file.valid_to)))
        return ", ".join(said)

    def _permit(self) -> None:
        """Nobody writes without having said who they are; a page that ended is closed but for the watch."""
        signed_in = bool(self._shell.session.person_id)
        ended = self._view is not None and self._view.file.ended
        for section in self.sections:
            section.setEnabled(signed_in and (not ended or section is self.transition))
        said = "" if signed_in else tr("Sign in to change the file.")
        if signed_in and ended:
            said = tr("This page has ended: its file is closed. The watch for impostors goes on.")
        self._sign_in.setVisible(not signed_in)
        self.banner.say(Tone.BLUE, said)

    def _jump(self, part: FileSection) -> None:
        section = next(each for each in self.sections if each.part is part)
        self.area.verticalScrollBar().setValue(section.y())
        first = next((editor for editor in section.editors.values() if editor.isVisible()), None)
        if first is not None:
            first.setFocus()
        self._say()

    # -- writing

    def _edited(self) -> None:
        self._dirty = True
        self._pause.start()

    @property
    def unsaved(self) -> bool:
        """Whether something was written that is not stored yet."""
        return self._dirty

    def flush(self) -> None:
        """Save what was written."""
        self._pause.stop()
        view, by = self._view, self._shell.session.person_id
        if not self._dirty or view is None or not by:
            return
        self._dirty = False
        written = view.file
        for section in self.sections:
            written = section.read(written)
        studio = self._shell.studio
        self._shell.tasks.store(
            lambda: save_file(studio, view, written, by), self._kept, owner=self, failed=self._not_kept
        )

    def _kept(self, view: FileView) -> None:
        if view.file.id == self._wanted:
            self._show(view, fields=False)
        self._shell.saved(self._shell.studio.now())
        self.saved.emit()

    def _not_kept(self, error: StudioError) -> None:
        self._dirty = True
        self._shell.complain(error)

    # -- doing

    def check(self) -> None:
        """F7."""
        self._do("check")

    def _do(self, deed: str) -> None:
        self.flush()
        if self._view is not None:
            self.deeds.do(deed, self._view)
