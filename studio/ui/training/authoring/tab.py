"""Own lessons: recorded by doing them in the practice profile, edited, kept, played by the same engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from studio.paths import write_chosen
from studio.phrase import Phrase
from studio.training.lesson_recorder import Condition, Recorder, conditions, lacking
from studio.training.outline import Course, Outline, OutlineStep
from studio.translation import tr
from studio.ui.files import ask_open, ask_save
from studio.ui.page import Shell
from studio.ui.tabbed import Tab
from studio.ui.tokens import Tone
from studio.ui.training.authoring.editor import OutlineEditor
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import ActionBar, DeedOffer, MenuButton, PrimaryButton, ReasonedButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Pages, column, row, scrolled
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import StateWord

PARTED = (320, 760)
PAUSE = 800
"""Milliseconds after the last key until what is edited is kept."""


class AuthoringTab(Tab):
    """A tab of the training page."""

    _recorded = Signal()
    """Told on whatever thread a service works."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._course: Course | None = None
        self._offered: tuple[Condition, ...] = ()
        self._recorder: Recorder | None = None
        self._hearing: Callable[[], None] = lambda: None
        self._dirty = False
        self._wanted = ""
        self.hint = Label(
            tr("Record what you do in the practice workspace, then edit the texts and what is checked."),
            role="hint",
            wrap=True,
        )
        self.record = PrimaryButton(glyph="circle-dot")
        self.more = MenuButton(tr("New…"))
        self._reason = ReasonedButton(self.record)
        self.record.clicked.connect(self._toggle)
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self.banner, self.lacks = Banner(), Banner()
        self.list = EntryList(tr("Own procedures"), lines=1)
        self.editor = OutlineEditor(shell.language)
        self.deeds = ActionBar()
        self.list.chosen.connect(self._hold)
        self.editor.changed.connect(self._edited)
        self.deeds.wanted.connect(self._do)
        self.empty = EmptyState(
            "square-pen",
            heading=tr("No lesson of your own yet"),
            text=tr("Record one in the practice workspace, copy a built-in one, or import one from a file."),
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.save)
        self._recorded.connect(self._count, Qt.ConnectionType.QueuedConnection)
        self._build()
        self._name_record()

    def _build(self) -> None:
        left, right = Card(), Card()
        left.setLayout(column(self.list, margins=(1, 1, 1, 6)))
        edited = column(self.lacks, scrolled(self.editor), self.deeds, spacing=8, margins=12)
        edited.setStretch(1, 1)
        right.setLayout(edited)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes(list(PARTED))
        split.setStretchFactor(1, 1)
        self._pages = Pages()
        self._pages.addWidget(split)
        self._pages.addWidget(self.empty)
        top = row(self.hint, self._reason, self.more, spacing=10)
        top.setStretch(0, 1)
        for button in (self._reason, self.more):
            top.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        inside = column(top, self.banner, self._pages, spacing=10)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def _name_record(self) -> None:
        on = self._recorder is not None
        self.record.setText(tr("Stop recording") if on else tr("Record a lesson"))
        reason = "" if self._shell.practice else tr("Recording works only in the practice workspace.")
        self._reason.set_reason(reason)

    def open(self, what: str) -> None:
        """Show the own outline of that id."""
        self._wanted = what
        if what and self.list.choose(what):
            self._wanted = ""

    @property
    def shown(self) -> str:
        return self.list.chosen_id

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.store(studio.outlines.course, self._show, owner=self, key="course")

    def leave(self) -> None:
        self.save()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, self.editor, self.deeds)

    def save(self) -> None:
        """Keep what is edited. Nobody is asked, and nothing is said unless it is refused."""
        self._pause.stop()
        outline = self.editor.outline
        if self._dirty and outline is not None:
            self._dirty = False
            self._keep(outline)

    # -- showing

    def _show(self, course: Course) -> None:
        if self._course is None or course.groups != self._course.groups:
            self._offered = conditions(course)
        self._course = course
        own = [outline for outline in course.outlines if outline.own]
        self._pages.setCurrentIndex(0 if own else 1)
        kept = self._wanted or self.list.chosen_id
        self._wanted = ""
        self.list.blockSignals(True)
        self.list.show_entries([self._entry(outline, course) for outline in own])
        if not self.list.choose(kept) and own:
            self.list.choose(own[0].id)
        self.list.blockSignals(False)
        self._fill_menu(course)
        self._hold(self.list.chosen_id)

    def _entry(self, outline: Outline, course: Course) -> ListEntry:
        missing = lacking(outline, course)
        ready = StateWord(tr("Ready"), "circle-check", Tone.GREEN)
        word = StateWord(tr("Something is missing"), "circle-alert", Tone.AMBER) if missing else ready
        title = self._shell.language.say(outline.title) or tr("Without a title")
        steps = tr("steps: {count}").format(count=len(outline.steps))
        return ListEntry(id=outline.id, title=f"{outline.id} · {title}", text=steps, word=word)

    def _hold(self, id: str) -> None:
        course, before = self._course, self.editor.outline
        outline = course.outline(id) if course is not None else None
        if course is None or outline is None or not outline.own:
            return
        if before is not None and before.id != id:
            self.save()
        if before is None or before.id != id or (not self._dirty and before != outline):
            self.editor.show_outline(outline, course, self._offered)
        missing = lacking(outline, course)
        say = self._shell.language.say
        self.lacks.say(Tone.AMBER, " ".join(say(each)[:1].upper() + say(each)[1:] for each in missing))
        self.deeds.offer(
            [
                DeedOffer("export", tr("Save as a file…"), "download", about=id),
                DeedOffer("remove", tr("Delete"), "trash-2", about=id),
            ]
        )

    def _fill_menu(self, course: Course) -> None:
        self._menu.clear()
        self._menu.addAction(tr("Empty procedure"), lambda: self._new(()))
        copies = self._menu.addMenu(tr("Copy of"))
        for outline in course.outlines:
            title = f"{outline.id} · {self._shell.language.say(outline.title)}"
            copies.addAction(title.replace("&", "&&"), partial(self._copy, outline.id))
        self._menu.addAction(tr("From a file (YAML)…"), self._take_in)

    # -- editing

    def _edited(self) -> None:
        self._dirty = True
        self._pause.start()

    def _keep(self, outline: Outline) -> None:
        self._change(lambda by: self._shell.studio.outlines.save(outline, by))

    def _change(self, work: Callable[[str], Outline | None]) -> None:
        by = self._shell.session.person_id
        if not by:
            self._shell.sign_in()
            return

        def done(outline: Outline | None) -> None:
            self._wanted = outline.id if outline is not None else ""
            self._shell.changed()

        self._shell.tasks.store(lambda: work(by), done, owner=self)

    def _new(self, steps: tuple[OutlineStep, ...]) -> None:
        outlines, course = self._shell.studio.outlines, self._course
        if course is None:
            return
        group = next(iter(course.groups))
        title = Phrase("New procedure")

        def make(by: str) -> Outline:
            made = Outline(
                id=outlines.free_id(), group=group, title=title, purpose=Phrase(""), minutes=15, does=("editor",),
                approves=(), preconditions=(), steps=steps, auto_checks=(), mistakes=(), quiz=(), own=True,
            )  # fmt: skip
            return outlines.save(made, by)

        self._change(make)

    def _copy(self, id: str) -> None:
        self._change(lambda by: self._shell.studio.outlines.duplicate(id, by))

    def _take_in(self) -> None:
        outlines = self._shell.studio.outlines

        def take(paths: list[Path]) -> None:
            self._change(lambda by: next(iter(outlines.take_in(paths[0], by)), None))

        ask_open(self, tr("Procedures in a file"), "YAML (*.yaml *.yml)", take)

    def _do(self, deed: str) -> None:
        outline, outlines = self.editor.outline, self._shell.studio.outlines
        if outline is None:
            return
        if deed == "export":
            self.save()
            ask_save(self, tr("Save"), f"{outline.id}.yaml", "YAML (*.yaml)", partial(self._export, outline.id))
            return

        def gone(by: str) -> None:
            outlines.remove(outline.id, by)

        self._dirty = False
        self._change(gone)
        self._shell.toast(tr("{id} was deleted.").format(id=outline.id), tr("Undo"), lambda: self._keep(outline))

    def _export(self, id: str, path: Path) -> None:
        outlines = self._shell.studio.outlines
        self._shell.tasks.store(
            lambda: write_chosen(path, outlines.export([id]).encode()),
            lambda _: self._shell.toast(tr("Saved {name}.").format(name=path.name)),
            owner=self,
        )

    # -- recording

    def _toggle(self) -> None:
        if self._recorder is None:
            bus = self._shell.studio.events
            self._recorder = Recorder(bus)
            self._hearing = bus.listen(lambda _: self._recorded.emit())
            self._count()
        else:
            steps = self._recorder.stop()
            self._hearing()
            self._recorder = None
            self.banner.say(Tone.BLUE, "" if steps else tr("Nothing was recorded: no action that a lesson can check."))
            if steps:
                self._new(steps)
        self._name_record()

    def _count(self) -> None:
        if self._recorder is not None:
            text = tr("Recording: {count} steps so far. Work on any screen, then come back here and stop.")
            self.banner.say(Tone.RED, text.format(count=len(self._recorder.steps)))
