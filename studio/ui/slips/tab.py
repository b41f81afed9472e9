"""The register of what went wrong, as a tab: a list on the left, the slip in hand on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from studio.clock import show_date
from studio.errors import BadInput, StudioError
from studio.posts.model import PostFilter, PostState
from studio.reasons import reason_of
from studio.slips.model import Correction, Slip, SlipKind
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.files import ask_save
from studio.ui.icons import icon, icon_px
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.slips.correction import ClarificationForm, CorrectionForm
from studio.ui.slips.form import Act, KindForm, SlipView, load_slip
from studio.ui.slips.incident import ImpostorForm, IncidentForm
from studio.ui.slips.section import SlipSection
from studio.ui.slips.sheet import SlipSheet
from studio.ui.slips.watch import WatchStrip
from studio.ui.slips.words import GLYPHS, KINDS, headline, kind_word, state_word
from studio.ui.tabbed import Tab
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.row_list import EntryList, ListEntry

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.slips.service import Slips


OPEN, ALL = "open", "all"
OFFERED_POSTS = 60
"""Published posts, the latest, among which the one that is wrong is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """The slips, the open ones first, and the titles of the posts that are reported as wrong, by id."""

    slips: tuple[Slip, ...] = ()
    titles: Mapping[str, str]

    def listed(self, filter: str) -> tuple[Slip, ...]:
        """Those that a filter lets through: `OPEN`, `ALL`, or a kind."""
        return tuple(slip for slip in self.slips if _fits(slip, filter))

    def count(self, filter: str) -> int:
        return len(self.listed(filter))


def load_register(studio: Studio) -> RegisterView:
    slips = tuple(studio.slips.list())
    wrong = {slip.body.post for slip in slips if isinstance(slip.body, Correction)}
    return RegisterView(slips=slips, titles={post: studio.drafts.title(post) for post in wrong})


def load_published(studio: Studio) -> tuple[tuple[str, str], ...]:
    """The latest published posts, by id and title."""
    ids = studio.listing.ids(PostFilter(states=(PostState.PUBLISHED,)), limit=OFFERED_POSTS)
    return tuple((row.id, row.title) for row in studio.listing.rows(ids))


def entries(slips: Sequence[Slip], titles: Mapping[str, str]) -> list[ListEntry]:
    """The slips as lines: what it is about, its state and kind, when it changed last."""
    return [
        ListEntry(
            id=slip.id,
            title=headline(slip.body, titles),
            word=state_word(closed=slip.closed_at is not None),
            side=show_date(slip.changed_at.date()),
            text=f"{kind_word(slip.kind)} · {slip.code}",
        )
        for slip in slips
    ]


def _fits(slip: Slip, filter: str) -> bool:
    if filter == OPEN:
        return slip.closed_at is None
    return filter == ALL or slip.kind is SlipKind(filter)


NEW = "new:"
"""What `open` is given for a new slip: ``new:incident``, or ``new:correction:POST``."""
ANCHORS = ("impostor.record", "incident.open", "correction.create", "clarify.open")
PARTED = (340, 740)
FORMS: Mapping[SlipKind, type[KindForm]] = {
    SlipKind.IMPOSTOR: ImpostorForm,
    SlipKind.INCIDENT: IncidentForm,
    SlipKind.CORRECTION: CorrectionForm,
    SlipKind.CLARIFICATION: ClarificationForm,
}


class SlipsTab(Tab):
    """What is typed into a slip stays in its sheet while another one is looked at."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._register, self._filter, self._wanted = RegisterView(titles={}), OPEN, ""
        self._sheets: dict[str, SlipSheet] = {}
        self.filters, self.list = FilterPills(), EntryList(tr("Incident register"), lines=1, title_lines=1)
        self.add = PrimaryButton(tr("Open a new case"), glyph="plus")
        first = PrimaryButton(tr("Open a new case"), glyph="plus")
        self._none = EmptyState(
            "clipboard-check",
            first,
            heading=tr("Nothing went wrong so far"),
            text=tr(
                "Here the unit records impostor pages, incidents, errors in its own posts and claims to be "
                "cleared up, each with its steps, supporting files and timeline."
            ),
        )
        self._nothing = EmptyState(
            "file-text", heading=tr("No case selected"), text=tr("Choose one on the left, or open a new one.")
        )
        self._build()
        for button in (self.add, first):
            anchor(button, *ANCHORS)
            button.clicked.connect(partial(self._offer_kinds, button))
        self.filters.chosen.connect(self._choose_filter)
        self.list.chosen.connect(self._chosen)
        self._show(self._register)

    def _build(self) -> None:
        listed = Card()
        listed.setLayout(column(self.list, margins=1))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        self.splitter.addWidget(listed)
        self.splitter.addWidget(self._stack)
        self.splitter.setSizes(list(PARTED))
        self.splitter.setStretchFactor(1, 1)
        self._shell.memory.follow("slips", self.splitter)
        self.strip = WatchStrip(self._shell)
        full = QWidget()
        self.splitter.setParent(full)  # before the bar: a step in hand is found before the button that opens one
        bar = row(self.filters, self.add, spacing=12)
        bar.setStretch(0, 1)
        bar.setAlignment(self.filters, Qt.AlignmentFlag.AlignVCenter)
        inside = column(bar, self.splitter, spacing=10)
        inside.setStretch(1, 1)
        full.setLayout(inside)
        self._under = QStackedWidget()
        self._under.addWidget(full)
        self._under.addWidget(self._none)
        whole = column(self.strip, self._under, spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    # -- reading

    def open(self, what: str) -> None:
        """The id of a slip, or ``new:KIND`` with perhaps the id of a post."""
        if what.startswith(NEW):
            kind, _, post = what.removeprefix(NEW).partition(":")
            self._begin(SlipKind(kind), post)
        elif what:
            self._wanted, self._filter = what, ALL

    @property
    def shown(self) -> str:
        return self.list.chosen_id

    @property
    def kept_view(self) -> str:
        return self._filter

    def take_view(self, view: str) -> None:
        self._filter = view

    @property
    def settled(self) -> bool:
        return not any(sheet.unkept for sheet in self._sheets.values())

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.store(lambda: load_register(studio), self._bring, owner=self, key="slips")
        self.strip.refresh()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.filters, self.list, self._stack)

    @property
    def sheet(self) -> SlipSheet | None:
        """The one in sight."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, SlipSheet) else None

    def _bring(self, register: RegisterView) -> None:
        """Show what was read; sheets of slips that are no more go."""
        known = {slip.id for slip in register.slips}
        for key in [key for key in self._sheets if not key.startswith(NEW) and key not in known]:
            self._put_away(key)
        wanted = self._wanted
        self._show(register)
        sheet = self.sheet
        if sheet is not None and sheet.form.id and not wanted:
            self._read(sheet.form.id)

    def _put_away(self, key: str) -> None:
        sheet = self._sheets.pop(key)
        self._stack.removeWidget(sheet)
        sheet.deleteLater()

    def _show(self, register: RegisterView) -> None:
        self._register = register
        counts = {OPEN: tr("Still open"), ALL: tr("All")} | {kind.value: kind_word(kind) for kind in KINDS}
        order = (OPEN, *(kind.value for kind in KINDS), ALL)
        self.filters.offer([FilterChoice(key, counts[key], register.count(key)) for key in order], self._filter)
        begun = any(key.startswith(NEW) for key in self._sheets)
        self._under.setCurrentIndex(0 if register.slips or begun else 1)
        self.list.show_entries(entries(register.listed(self._filter), register.titles))
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.list.choose(wanted)
            self._read(wanted)

    def _choose_filter(self, key: str) -> None:
        self._filter = key
        self._show(self._register)

    def _chosen(self, id: str) -> None:
        if id:
            if id in self._sheets:
                self._stack.setCurrentWidget(self._sheets[id])
            self._read(id)

    def _read(self, id: str) -> None:
        studio = self._shell.studio
        self._shell.tasks.store(lambda: load_slip(studio, id), self._show_slip, owner=self, key="slip")

    def _show_slip(self, view: SlipView) -> None:
        slip = view.file.slip
        sheet = self._sheets.get(slip.id) or self._make(slip.id, slip.kind)
        sheet.show_slip(view)
        self._stack.setCurrentWidget(sheet)

    def _make(self, key: str, kind: SlipKind) -> SlipSheet:
        form = FORMS[kind](self._shell.studio.now)
        sheet = self._sheets[key] = SlipSheet(self._shell.language, form, self._shell.studio.slips.kept_days)
        form.asked.connect(self._do)
        form.go.connect(lambda page, what: self._shell.go(PageId(page), what))
        sheet.evidence.added.connect(partial(self._add_files, sheet))
        sheet.evidence.pasted.connect(partial(self._add_picture, sheet))
        sheet.evidence.wanted.connect(partial(self._look, sheet))
        sheet.timeline.save.clicked.connect(partial(self._note, sheet))
        sheet.export.connect(partial(self._ask_export, sheet))
        sheet.close_slip.connect(lambda: self._write(sheet.timeline, lambda slips, by: slips.close(form.id, by)))
        sheet.reopen.connect(lambda: self._write(sheet.timeline, lambda slips, by: slips.reopen(form.id, by)))
        self._stack.addWidget(sheet)
        return sheet

    # -- a new slip

    def _offer_kinds(self, button: QWidget) -> None:
        menu = self.kinds_menu()
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def kinds_menu(self) -> QMenu:
        """The kinds of slip, to open one."""
        menu, tokens, px = QMenu(self), current_tokens(), icon_px(self.fontMetrics())
        for kind in KINDS:
            menu.addAction(icon(GLYPHS[kind], tokens.text, px), kind_word(kind), partial(self._begin, kind))
        return menu

    def _begin(self, kind: SlipKind, post: str = "") -> None:
        """Show the first step of a new slip; one that was begun and not opened yet is gone on with."""
        key = f"{NEW}{kind.value}"
        sheet = self._sheets.get(key) or self._make(key, kind)
        self._under.setCurrentIndex(0)
        self._stack.setCurrentWidget(sheet)
        self.list.setCurrentIndex(QModelIndex())
        if isinstance(sheet.form, CorrectionForm):
            studio, form = self._shell.studio, sheet.form
            self._shell.tasks.store(
                lambda: load_published(studio), lambda posts: form.offer_posts(posts, post), owner=form
            )
        next(iter(sheet.form.first.inputs.values())).editor.setFocus()

    # -- steps

    def _do(self, section: SlipSection, act: Act, id: str) -> None:
        begun = "" if id else next(key for key, sheet in self._sheets.items() if sheet.isAncestorOf(section))
        self._write(section, lambda slips, by: act(slips, id, by), begun=begun)

    def _write(
        self,
        section: SlipSection,
        work: Callable[[Slips, str], object],
        then: Callable[[], None] | None = None,
        *,
        begun: str = "",
    ) -> None:
        """Do something with the register, once; a refusal is shown in the section. `begun`: the sheet of a new slip."""
        by, slips, language = self._shell.session.person_id, self._shell.studio.slips, self._shell.language
        if not by:
            self._shell.sign_in()
            return

        def done(result: object) -> None:
            section.save.setEnabled(True)
            if then is not None:
                then()
            self._kept(result, begun)

        def failed(error: StudioError) -> None:
            section.save.setEnabled(True)
            section.refuse(error, language)

        section.save.setEnabled(False)
        self._shell.tasks.store(lambda: work(slips, by), done, owner=self, failed=failed)

    def _kept(self, result: object, begun: str) -> None:
        if begun in self._sheets and isinstance(result, Slip):
            self._put_away(begun)
            self._filter, self._wanted = OPEN, result.id
            self._shell.toast(tr("Case {code} is open.").format(code=result.code))
        else:
            exported = isinstance(result, str)
            self._shell.toast(tr("Exported and read back.") if exported else tr("Saved in the case."))
        self._shell.changed()

    def _note(self, sheet: SlipSheet) -> None:
        slip, text, timeline = sheet.form.id, sheet.timeline.note.value, sheet.timeline
        timeline.clear_errors()
        self._write(timeline, lambda slips, by: slips.note(slip, by, text), lambda: timeline.note.write(""))

    def _add_files(self, sheet: SlipSheet, paths: list[Path]) -> None:
        slip, captured = sheet.form.id, sheet.evidence.captured_at.value

        def add(slips: Slips, by: str) -> None:
            for path in paths:
                slips.add_evidence(slip, by, path.name, _bytes_of(path), captured)

        self._write(sheet.evidence, add, sheet.evidence.added_well)

    def _add_picture(self, sheet: SlipSheet, data: bytes) -> None:
        slip, captured, name = sheet.form.id, sheet.evidence.captured_at.value, tr("screenshot.png")
        self._write(
            sheet.evidence,
            lambda slips, by: slips.add_evidence(slip, by, name, data, captured),
            sheet.evidence.added_well,
        )

    def _look(self, sheet: SlipSheet, sha256: str) -> None:
        """Show a piece of evidence; one that cannot be read stays a name and a hash."""
        studio = self._shell.studio
        self._shell.tasks.pool(
            lambda _: studio.glimpse(sha256),
            partial(sheet.evidence.bring, sha256),
            owner=sheet.evidence,
            failed=lambda _: None,
        )

    def _ask_export(self, sheet: SlipSheet) -> None:
        view = sheet.view
        if view is not None:
            name, kinds = f"{view.file.slip.code}.zip", tr("ZIP (*.zip)")
            ask_save(self, tr("Export the form"), name, kinds, partial(self.export, sheet))

    def export(self, sheet: SlipSheet, path: Path) -> None:
        """Write the slip to `path`."""
        slip = sheet.form.id
        self._write(sheet.timeline, lambda slips, by: slips.export(slip, by, path))


def _bytes_of(path: Path) -> bytes:
    """The file. Raises BadInput when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            "the file cannot be read ({why}); choose it again.", why=reason_of(error), where=path.name
        ) from error
