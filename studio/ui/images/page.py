"""The page of photographs: those in the making, and the editor of one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from studio.cards.marks import MarkPainter
from studio.directory.model import DirectoryBook
from studio.errors import StudioError
from studio.images.collage import LEAST
from studio.images.detection import SUBJECTS, DetectionReport, suggest
from studio.images.kinds import SUFFIXES
from studio.images.recipe import Corner, CoverDecision, MarkKind, Recipe
from studio.images.sketch import SHEET, blank_sheet
from studio.images.work import PictureAnswers, Work, WorkRow
from studio.images.works import Unanswered
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.files import ask_folder, ask_open
from studio.ui.fonts import ASSETS
from studio.ui.images.assets.panel import AssetsPanel
from studio.ui.images.canvas.tool import ToolId
from studio.ui.images.collage import CollageForm
from studio.ui.images.consents import ConsentDialog
from studio.ui.images.editor import PLACES, PhotoEditor
from studio.ui.images.folder import FolderDialog
from studio.ui.images.grid import thumb_size
from studio.ui.images.many import ManyPhotosDialog
from studio.ui.images.photo_opener import OpenedWork, PhotoOpener, image_in, pictures_in, qimage_of
from studio.ui.images.work_saver import FinishButtons, NameEdit, WorkSaver
from studio.ui.images.works_view import WorksView
from studio.ui.page import MARGINS, Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.widgets.buttons import IconButton, MenuButton, QuietButton
from studio.ui.widgets.layout import Tabs, column

if TYPE_CHECKING:
    from studio.images.image_workers import Pixels


class WorksController(QObject):
    """Reads the works to be shown, paints their thumbnails one at a time, throws away and brings back."""

    def __init__(self, shell: Shell, view: WorksView) -> None:
        super().__init__(view)
        self._shell, self._view, self._works = shell, view, shell.studio.photo_works
        self._wanted: list[str] = []
        self._painting = False
        view.grid.thumb_wanted.connect(self._want)
        view.thrown.connect(self.throw_away)
        view.back_wanted.connect(self.take_back)

    def _want(self, key: str) -> None:
        self._wanted.append(key)
        if not self._painting:
            self._paint()

    def _paint(self) -> None:
        """The next thumbnail; none while a photograph is open, which does not wait for them."""
        self._painting = bool(self._wanted) and self._view.isVisible()
        if not self._painting:
            self._view.grid.give_up_thumbs(self._wanted)
            self._wanted = []
            return
        key, works, image_workers = self._wanted.pop(0), self._works, self._shell.studio.image_workers
        size = thumb_size(self._view.grid.fontMetrics()) * self._view.grid.devicePixelRatio()
        box = size.width(), size.height()

        def develop(found: tuple[Work, bytes]) -> None:
            work, original = found
            self._shell.tasks.pool(
                lambda _: qimage_of(image_workers.view(original, work.recipe, box)), painted, owner=self, failed=failed
            )

        def painted(image: QImage) -> None:
            self._view.grid.bring_thumb(key, image)
            self._paint()

        def failed(_: StudioError) -> None:
            painted(QImage())

        wanted = key.split(" ")[0]
        self._shell.tasks.store(lambda: (works.get(wanted), works.original(wanted)), develop, owner=self, failed=failed)

    def refresh(self) -> None:
        """Read both lists again."""
        works = self._works

        def read() -> tuple[tuple[WorkRow, ...], tuple[WorkRow, ...]]:
            return tuple(works.list()), tuple(works.list(trashed=True))

        self._shell.tasks.store(read, lambda rows: self._view.show_rows(*rows), owner=self, key="list")

    def throw_away(self, work: str) -> None:
        """Nothing is asked: it comes back whole."""
        works = self._works

        def gone(_: None) -> None:
            self.refresh()
            words, undo = tr("In the trash for 30 days."), tr("Undo")
            self._shell.toast(words, undo, lambda: self.take_back(work))

        if by := self._person():
            self._shell.tasks.store(lambda: works.throw_away(work, by), gone, owner=self)

    def take_back(self, work: str) -> None:
        """As it was."""
        works = self._works
        if by := self._person():
            self._shell.tasks.store(lambda: works.take_back(work, by), lambda _: self.refresh(), owner=self)

    def _person(self) -> str:
        if not self._shell.session.person_id:
            self._shell.sign_in()
        return self._shell.session.person_id


class Badges(QObject):
    """`came` says that another one can be painted now; until then the neutral one stands in its place."""

    came = Signal()

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._neutral = (ASSETS / "badge" / "neutral.svg").read_bytes()
        self._kept: dict[str, bytes] = {}
        self._asked: set[str] = set()

    def get(self, sha256: str) -> bytes:
        return self._kept.get(sha256, self._neutral)

    def want(self, recipe: Recipe) -> None:
        """Fetch what the marks of `recipe` need."""
        for sha256 in {mark.sha256 for mark in recipe.marks if mark.sha256} - self._asked:
            self._asked.add(sha256)
            self._fetch(sha256)

    def _fetch(self, sha256: str) -> None:
        files = self._shell.studio.files
        self._shell.tasks.store(lambda: files.get(sha256), lambda data: self._keep(sha256, data), owner=self)

    def _keep(self, sha256: str, data: bytes) -> None:
        self._kept[sha256] = data
        self.came.emit()


SOURCE = "Ảnh: "
"""Begins a source line: content, not a word of the window."""


class ImagesPage(Page):
    """Every change is stored at once; leaving loses nothing."""

    id = PageId.IMAGES

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._works = shell.studio.photo_works
        self._opened: OpenedWork | None = None
        self._looking = False
        self._searched: set[str] = set()
        """Works in which places to cover were sought since the page was made."""
        self._badges = Badges(shell, self)
        self.works, self.library, self.rooms = WorksView(), AssetsPanel(shell), Tabs(2)
        self._rooms = QStackedWidget()
        for room in (self.works, self.library):
            self._rooms.addWidget(room)
        self._home = QWidget()
        home = column(self.rooms, self._rooms, spacing=10)
        home.setStretch(1, 1)
        self._home.setLayout(home)
        self.editor = PhotoEditor(shell.language, MarkPainter.load(ASSETS, self._badges.get))
        self._badges.came.connect(self.editor.canvas.refresh)
        self.works_controller = WorksController(shell, self.works)
        self.saver = WorkSaver(shell, self._works, self)
        self.opening = PhotoOpener(shell, self._came, self.refresh, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._home)
        self._stack.addWidget(self.editor)
        self._back = QuietButton(tr("All photographs"), "arrow-left")
        self._undo, self._redo = IconButton("undo-2"), IconButton("redo-2")
        self._file = QuietButton(tr("Open a photograph…"), "folder-open")
        self.finishing = FinishButtons(shell, self.saver)
        self._folder = QuietButton(tr("A whole folder…"), "folder")
        self._begin, begun = MenuButton(tr("Make a picture"), "plus"), QMenu(self)
        self.collage = begun.addAction(tr("Collage, before and after…"), self._ask_collage)
        self.sketch = begun.addAction(tr("Map sketch"), self._sketch)
        self.many = begun.addAction(tr("Cover and badge on many photographs…"), self._ask_many)
        self._begin.setMenu(begun)
        anchor(self._file, "media.import")
        anchor(self.editor, "media.redact")
        anchor(self._back, "media.import", stand_in=True)
        anchor(
            self.works,
            "media.questions",
            "media.redact",
            "media.redact.style",
            "media.consent",
            "media.export",
            "media.to_post",
            stand_in=True,
        )
        for tool in (self._back, self._undo, self._redo, self._begin, self._folder, self._file, self.finishing):
            self.tools.addWidget(tool)
        self.name = NameEdit(shell, self.saver, self.title)
        self.titled.insertWidget(1, self.name)
        whole = column(self.heading, self._stack, spacing=10, margins=MARGINS)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setAcceptDrops(True)
        self._bind()
        image_workers = shell.studio.image_workers
        shell.tasks.pool(lambda _: image_workers.warm(), owner=self)
        self.rooms.set_words(tr("Sections"), tr("Being edited"), tr("Library of the unit"))
        self._name_steps()
        self._show_place()

    def _bind(self) -> None:
        self.rooms.currentChanged.connect(self._enter)
        self.works.opened.connect(self.opening.work)
        self.works.open_wanted.connect(self._ask)
        self.name.renamed.connect(self._renamed)
        self._back.clicked.connect(self._to_shelf)
        self._undo.clicked.connect(self.editor.undo)
        self._redo.clicked.connect(self.editor.redo)
        self._file.clicked.connect(self._ask)
        self._folder.clicked.connect(self._ask_folder)
        self.finishing.undecided.connect(self._point_out)
        self.editor.changed.connect(self._changed)
        self.editor.refused.connect(self.shell.complain)
        self.editor.decided.connect(self._decide)
        self.editor.detail_wanted.connect(self._sharpen)
        self.editor.history.moved.connect(self._name_steps)
        self.editor.places.look_wanted.connect(self._look)
        self.editor.places.cleared.connect(self._clear)
        self.editor.places.consents_wanted.connect(self._consents)
        self.editor.places.questions.answered.connect(self._answer)
        self.editor.places.help_wanted.connect(self.shell.help)
        self.editor.strip.badge_wanted.connect(lambda: self._hang(MarkKind.BADGE, Corner.BOTTOM_RIGHT))
        self.editor.strip.source_wanted.connect(lambda: self._hang(MarkKind.SOURCE, Corner.BOTTOM_LEFT))
        self.saver.failed.connect(self._not_saved)
        self.saver.saved.connect(self._cleared)
        for keys, act in ((QKeySequence.StandardKey.Paste, self._paste), (Qt.Key.Key_F2, self.name.begin)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- the page

    def open(self, what: str) -> None:
        """`what`: the id of a work."""
        if what and not (self._opened is not None and self._opened.work.id == what):
            self.leave()
            self.opening.work(what)

    @property
    def shown(self) -> str:
        return self._opened.work.id if self._opened is not None else ""

    @property
    def settled(self) -> bool:
        return self.saver.settled

    def refresh(self) -> None:
        self.works_controller.refresh()
        if self._rooms.currentWidget() is self.library:
            self.library.refresh()

    def _enter(self, room: int) -> None:
        self._rooms.setCurrentIndex(room)
        self._show_place()
        self.refresh()

    def leave(self) -> None:
        self.saver.flush()

    def save(self) -> None:
        self.saver.flush()

    def check(self) -> None:
        if self._opened is not None:
            self.editor.show_tab(PLACES)
            self._look()

    def panes(self) -> tuple[QWidget, ...]:
        return self.editor.panes() if self.edits else (self.rooms, self._rooms)

    @property
    def edits(self) -> bool:
        """Whether a photograph is open."""
        return self._stack.currentWidget() is self.editor

    def _show_place(self) -> None:
        edits = self.edits
        self.title.setText(self._opened.work.title if edits and self._opened is not None else tr("Images"))
        self.name.allow(edits)
        for part in (self._back, self._undo, self._redo, self.finishing):
            part.setVisible(edits)
        for part in (self._file, self._folder, self._begin):
            part.setVisible(not edits and self._rooms.currentWidget() is self.works)

    def _name_steps(self) -> None:
        steps = self.editor.history.stack
        for button, words, name in (
            (self._undo, steps.undoText(), tr("Undo")),
            (self._redo, steps.redoText(), tr("Redo")),
        ):
            button.setEnabled(bool(words))
            button.set_name(f"{name}: {words}" if words else name)

    # -- opening

    def _ask(self) -> None:
        ask_open(self, tr("Open a photograph"), _kinds(), self._files)

    def _ask_many(self) -> None:
        def take(paths: list[Path]) -> None:
            dialog = ManyPhotosDialog(self.shell, paths, self)
            dialog.finished.connect(self.refresh)
            dialog.open()

        ask_open(self, tr("Open photographs"), _kinds(), take)

    def _ask_folder(self) -> None:
        title = tr("A whole folder of photographs")
        ask_folder(self, title, lambda folder: FolderDialog(self.shell, folder, self).open())

    def _ask_collage(self) -> None:
        """Choose among the photographs being edited."""
        if self._person():
            self.shell.tasks.store(self._works.list, self._collage, owner=self)

    def _collage(self, rows: tuple[WorkRow, ...]) -> None:
        if len(rows) < LEAST:
            self.shell.toast(tr("A collage needs two photographs; open them first."))
            return
        form = CollageForm(self.shell, rows, self)
        form.done_well.connect(lambda: self._opened_new(form.made))
        form.open()

    def _sketch(self) -> None:
        """An empty sheet, for streets, places and arrows."""
        if by := self._person():
            self.opening.data(blank_sheet(), SHEET, by)

    def _opened_new(self, work: Work | None) -> None:
        if work is not None:
            self.opening.work(work.id)

    def _files(self, paths: list[Path]) -> None:
        if by := self._person():
            self.saver.flush()
            self.opening.files(paths, by)

    def _paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if paths := pictures_in(mime):
            self._files(paths)
        elif (data := image_in(mime)) and (by := self._person()):
            self.opening.data(data, tr("Pasted picture") + ".png", by)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if pictures_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._files(pictures_in(event.mimeData()))

    def _came(self, opened: OpenedWork) -> None:
        self._opened, self._looking = opened, False
        self.saver.begin(opened.work, self.shell.session.person_id)
        self._badges.want(opened.work.recipe)
        self._stack.setCurrentWidget(self.editor)
        self._show_place()
        self.editor.begin(opened.picture, opened.work.recipe)
        self.editor.show_tab(PLACES)
        self.editor.places.show_absent((), "")
        self.editor.places.questions.show_answers(opened.shown)
        searched = opened.work.id in self._searched  # what was found may not have been kept: it is not sought for ever
        self._searched.add(opened.work.id)
        if opened.new or not (searched or opened.work.recipe.looked or opened.work.cleared_by):
            self._look()

    def _to_shelf(self) -> None:
        self.saver.begin(None, "")
        self._opened = None
        self._stack.setCurrentWidget(self._home)
        self._show_place()
        self.refresh()

    def _person(self) -> str:
        """Id of the person at work; asks for one where there is none."""
        if not self.shell.session.person_id:
            self.shell.sign_in()
        return self.shell.session.person_id

    # -- editing

    def _changed(self, recipe: Recipe) -> None:
        self._badges.want(recipe)
        self._show_places(recipe)
        self.saver.keep(recipe)

    def _show_places(self, recipe: Recipe) -> None:
        cleared = self.saver.work is not None and bool(self.saver.work.cleared_by)
        self.editor.places.show_recipe(recipe, cleared=cleared, looking=self._looking)

    def _not_saved(self, error: StudioError) -> None:
        """Somebody else was first, or the disk is full: say it, and show what is stored."""
        self.shell.complain(error)
        if self._opened is not None:
            self.opening.work(self._opened.work.id)

    def _decide(self, id: str, decision: CoverDecision) -> None:
        if by := self._person():
            self.editor.decide(id, decision, by)

    def _point_out(self, work: Work, why: StudioError) -> None:
        """What keeps the picture from leaving."""
        self.editor.show_tab(PLACES)
        self.editor.places.refuse(self.shell.language.explain(why))
        if isinstance(why, Unanswered):
            self.editor.places.questions.ask()
        self.editor.canvas.set_tool(ToolId.SELECT)
        self.editor.canvas.select(next((one.id for one in work.recipe.undecided), ""))

    def _clear(self, cleared: bool) -> None:
        by, works = self._person(), self._works

        def store(work: Work) -> None:
            self.shell.tasks.store(
                lambda: works.clear(work.id, work.revision, by, cleared=cleared), self._cleared, owner=self
            )

        if by:
            self.saver.then(store)

    def _answer(self, shown: PictureAnswers) -> None:
        opened, by, works = self._opened, self._person(), self._works
        if opened is None or not by:
            self.editor.places.questions.show_answers(opened.shown if opened is not None else None)
            return
        self._opened = replace(opened, shown=shown)
        self.shell.tasks.store(lambda: works.answer(opened.work.id, shown, by), owner=self)

    def _renamed(self, work: Work) -> None:
        if self._opened is not None and self._opened.work.id == work.id:
            self.saver.took(work)
            self._opened = replace(self._opened, work=work)
            self._show_place()

    def _cleared(self, work: Work) -> None:
        self.saver.took(work)
        if self.editor.recipe is not None:
            self._show_places(self.editor.recipe)

    def _consents(self) -> None:
        if self._opened is not None:
            work = self._opened.work
            ConsentDialog(self.shell, work.original, work.title, self).open()

    def _hang(self, kind: MarkKind, corner: Corner) -> None:
        """The unit's own badge, or a source line that names it."""
        directory, badge = self.shell.studio.directory, kind is MarkKind.BADGE

        def found(book: DirectoryBook) -> None:
            unit = next(iter(sorted(book.units, key=lambda one: one.badge_sha256 is None)), None)
            words = "" if badge else f"{SOURCE}{unit.name if unit is not None else ''}"
            sha256 = (unit.badge_sha256 or "") if unit is not None and badge else ""
            self.editor.hang(kind, corner, words.strip(), sha256)

        self.shell.tasks.store(directory.book, found, owner=self)

    def _look(self) -> None:
        opened, studio = self._opened, self.shell.studio
        if opened is None or self._looking:
            return
        self._looking = True
        self._changed(self.editor.recipe or opened.work.recipe)

        def seen(looked: DetectionReport) -> None:
            if self._opened is opened:
                self._seen(looked)

        self.shell.tasks.pool(
            lambda _: studio.find_to_cover(opened.original), seen, owner=self, failed=self._not_seen, key="look"
        )

    def _seen(self, looked: DetectionReport) -> None:
        self._looking = False
        recipe = self.editor.recipe
        lacks = {*SUBJECTS} - {look.subject for look in looked.looks} if looked.absent else set()
        sentences = "\n".join(self.shell.language.say(phrase) for phrase in looked.absent)
        self.editor.places.show_absent(sorted(lacks), sentences)
        if recipe is not None:
            try:
                self.editor.history.push(suggest(recipe, looked.looks), tr("Look for what to cover"))
                self.saver.flush()  # a look is told even when it is undone at once
            except StudioError as error:
                self.shell.complain(error)
            self._show_places(self.editor.recipe or recipe)

    def _not_seen(self, error: StudioError) -> None:
        self._looking = False
        self.shell.complain(error)
        if self.editor.recipe is not None:
            self._show_places(self.editor.recipe)

    def _sharpen(self, recipe: Recipe, part: QRectF, scale: float) -> None:
        opened, image_workers = self._opened, self.shell.studio.image_workers
        if opened is None:
            return
        rect = part.x(), part.y(), part.width(), part.height()

        def came(raw: Pixels) -> None:
            self.editor.show_detail(recipe, part, qimage_of(raw))

        self.shell.tasks.pool(
            lambda _: image_workers.part(opened.original, recipe, rect, scale), came, owner=self, key="detail"
        )


def _kinds() -> str:
    """The kinds of files that can be opened, for a file dialog."""
    endings = " ".join(f"*{ending}" for ending in SUFFIXES)
    return tr("Photographs ({endings})").format(endings=endings)
