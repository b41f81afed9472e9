"""The composer page: choose a template or a post, then write it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from studio.clock import local_date, show_datetime
from studio.platforms import Platform
from studio.posts.model import Post
from studio.translation import tr
from studio.ui.actions import sequence
from studio.ui.anchors import anchor
from studio.ui.composer.cards_view import CardView
from studio.ui.composer.chooser.looks import ChooserOffer, TemplateThumbs, read_offer
from studio.ui.composer.chooser.view import ChooserView
from studio.ui.composer.controller import ComposerController
from studio.ui.composer.editor import EditorView
from studio.ui.composer.inputs import REDO, UNDO
from studio.ui.composer.law import LawLookup
from studio.ui.composer.media.consents import RetouchedPicture
from studio.ui.composer.media.gallery import Gallery
from studio.ui.composer.media.strip import MediaStrip
from studio.ui.composer.next_step import NextStepController, PostActions
from studio.ui.composer.notice import notice_of
from studio.ui.composer.plan.plan import PostPlan
from studio.ui.composer.recurring import RecurringForm
from studio.ui.composer.save_steps import OpenedPost, begin_post, hour_on, open_post
from studio.ui.composer.side.pane import PREVIEW, SidePane
from studio.ui.composer.side.preview import TABS
from studio.ui.copy_post import write_copy
from studio.ui.exchange.send_dialog import ask_send
from studio.ui.exchange.versions import ask_version
from studio.ui.page import Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.reading_order import reading_order
from studio.ui.spelling.controller import SpellingController
from studio.ui.spelling.setup import spell
from studio.ui.theme import dress_apart
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.writing.help import OpenPost, WritingHelp

T = TypeVar("T")


class IncrementalBuilder(QObject, Generic[T]):
    """Runs a generator: each ``yield`` ends a step, what it returns is the result."""

    def __init__(self, steps: Generator[None, None, T], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self.made: T | None = None
        """The result, once it is there."""
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._step)
        self._next.start()

    def whole(self) -> T:
        """The result; what is still to be done for it is done now. Raises RuntimeError when an earlier step failed."""
        while self._next.isActive():
            self._step()
        if self.made is None:
            raise RuntimeError("a step failed")
        return self.made

    def _step(self) -> None:
        try:
            next(self._steps)
        except StopIteration as end:
            self._next.stop()
            self.made = end.value


class PutInDialog(Dialog):
    """The open post by its title, another one, or none."""

    here = Signal()
    elsewhere = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        said = Label(wrap=True)
        self.into = PrimaryButton(tr("Into this post"), "check")
        self.other = QuietButton(tr("Another post…"))
        cancel = QuietButton(tr("Cancel"))
        for button, told in ((self.into, self.here), (self.other, self.elsewhere)):
            button.clicked.connect(self.accept)
            button.clicked.connect(told)
        cancel.clicked.connect(self.reject)
        self.fill(said, buttons=row(self.other, None, cancel, self.into))
        self.into.setDefault(True)
        self.into.setFocus()
        self.set_heading(tr("Which post does the picture go into?"))
        said.setText(tr("The post that is open: “{title}”").format(title=self._title))


WEEK = timedelta(days=7)
CLOSE = (16, 12, 16, 10)
"""Margins of a page that needs its room."""
NEW = "new"
"""What `open` is given to show the templates."""
FROM_TEMPLATE = "template:"
"""Before the id of a template: begin a post of it."""
PICTURE = "picture:"
"""Before the SHA-256 and the name of a picture from the image studio: it goes into the post that is open, or begun."""
ON_DAY = "day:"
"""Before a day such as 2026-12-25: the next post that is begun is planned for it."""


class ComposerPage(Page):
    """Two views: the chooser and the editor."""

    id = PageId.COMPOSER
    wants_room = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._studio = shell.studio
        self._planned: datetime | None = None
        """When the next post that is begun is to be published, where somebody chose a day for it."""
        self._brought: RetouchedPicture | None = None
        self.asks: PutInDialog | None = None
        """The last question which post a picture goes into."""
        """A picture with its name, for the next post that is begun or opened."""
        self._by = shell.session.person_id
        self._kept: QWidget | None = None
        """Where the keyboard was in the editor last."""
        self._painted_in = ""
        self.chooser = ChooserView(shell.language, shell.studio.now)
        self._cards = CardView(shell.studio.files)
        self._thumbs = TemplateThumbs(self._cards, shell.tasks, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chooser)
        dress_apart(self, self._stack)
        self.setLayout(column(self._stack, margins=CLOSE))
        anchor(self, "post.write", "post.publish")  # of steps that go from the template to the whole post
        self._next_step: NextStepController | None = None
        self._help: WritingHelp | None = None
        self._spelling: SpellingController | None = None
        self._post_actions = PostActions(shell, self._studio, self)
        self._builder = IncrementalBuilder(self._build_editor(), self)  # the chooser is to be seen first
        self._bind()

    @property
    def editor(self) -> EditorView:
        return self._builder.whole()[0]

    @property
    def composer(self) -> ComposerController:
        return self._builder.whole()[1]

    @property
    def _parts(self) -> tuple[EditorView, ComposerController] | None:
        """Editor and writing, once they are made."""
        return self._builder.made

    def _build_editor(self) -> Generator[None, None, tuple[EditorView, ComposerController]]:
        yield
        shell = self.shell
        gallery = Gallery(shell.studio.files, shell.tasks, self)
        lookup = LawLookup(shell.studio.library, shell.tasks)
        plan, strip = PostPlan(shell.language.say, practice=shell.practice), MediaStrip(gallery, shell.language.say)
        yield
        editor = EditorView(shell.language, lookup, plan, strip, SidePane(shell.language))
        yield
        self._stack.addWidget(editor)
        shell.memory.follow("composer", editor.panes.splitter)
        yield
        composer = ComposerController(shell, self._studio, editor, gallery, self._cards)
        self._spelling = spell(editor, shell)
        self._spelling.learnt.connect(composer.live.refresh)
        self._help = WritingHelp(
            shell,
            editor,
            OpenPost(post=lambda: composer.post, template=lambda: composer.template, locked=lambda: composer.locked),
            lookup,
        )
        editor.bar.tools.snippet.connect(self._help.snippet)
        editor.bar.tools.cite.connect(self._help.cite)
        editor.bar.tools.emoji.connect(self._help.emoji)
        editor.quote_wanted.connect(self._help.quote)
        header = editor.header
        header.back.connect(self._to_chooser)
        editor.plan.about.other_wanted.connect(self._to_chooser)
        header.undo.connect(composer.journal.undo)
        header.redo.connect(composer.journal.redo)
        header.go.connect(self.confirm)
        header.bin.connect(self._bin)
        header.copy.connect(self._copy)
        header.again.connect(self._again)
        header.posts.connect(lambda: self.shell.go(PageId.POSTS, ""))
        editor.side.standing.recall_wanted.connect(self._recall)
        editor.side.standing.send_wanted.connect(lambda: self._with_post(ask_send))
        editor.notice_button.clicked.connect(self._notice_pressed)
        editor.plan.targets.pages_wanted.connect(lambda: self.shell.go(PageId.PAGES, ""))
        composer.stepped.connect(self._notice)
        self._next_step = NextStepController(shell, editor, composer, self._post_actions)
        return editor, composer

    def _bind(self) -> None:
        self.chooser.template_chosen.connect(self._begin)
        self.chooser.post_chosen.connect(self._load)
        self.chooser.recurring.stopped.connect(self._stop)
        self.chooser.posts_wanted.connect(lambda: self.shell.go(PageId.POSTS, ""))
        self._thumbs.came.connect(self.chooser.show_pictures)
        self._post_actions.moved.connect(self._moved)
        self._post_actions.binned.connect(self._binned)
        self._post_actions.fetched.connect(self._fetched)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self._steps = {UNDO: QAction(tr("Undo"), self), REDO: QAction(tr("Redo"), self)}
        for (name, action), keys, act in zip(
            self._steps.items(), ("Ctrl+Z", "Ctrl+Y"), (self._undo, self._redo), strict=True
        ):
            action.setObjectName(name)
            action.setShortcut(sequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(act)
            self.addAction(action)
        chords: dict[str, Callable[[], None]] = {"Ctrl+T": self._last_targets}
        for place, tab in enumerate(TABS, start=1):
            chords[f"Alt+{place}"] = partial(self._preview, tab)
        for chord, act in chords.items():
            shortcut = QShortcut(sequence(chord), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- the page

    @property
    def writes(self) -> bool:
        """Whether the editor is in sight."""
        return self._parts is not None and self._stack.currentWidget() is self._parts[0]

    def open(self, what: str) -> None:
        if what == NEW:
            self._to_chooser()
        elif what.startswith(ON_DAY):
            self._to_chooser()
            self._planned = hour_on(date.fromisoformat(what.removeprefix(ON_DAY)), self.shell.studio.now())
            self.shell.toast(tr("The post you begin is planned for {time}.").format(time=show_datetime(self._planned)))
        elif what.startswith(PICTURE):
            self._bring(*what.removeprefix(PICTURE).split(":", 1))
        elif what.startswith(FROM_TEMPLATE):
            self._begin(what.removeprefix(FROM_TEMPLATE))
        elif what and not self._is_open(what):
            self._load(what)
        elif self.writes:
            self._return_focus(wanted=bool(what))

    @property
    def shown(self) -> str:
        if not self.writes:
            return f"{ON_DAY}{local_date(self._planned)}" if self._planned is not None else ""
        return self.composer.post.id if self.composer.post is not None else ""

    @property
    def settled(self) -> bool:
        return self._brought is None and (self._parts is None or self.composer.journal.idle)

    def refresh(self) -> None:
        by = self.shell.session.person_id
        if by != self._by:
            self._by = by
            if self._parts is not None:
                self.composer.work_as(by)
        elif self.writes:
            self.composer.refresh()
            if self._spelling is not None:
                self._spelling.load()
        if not self.writes:
            self._offer()
        self._notice()

    def leave(self) -> None:
        if self._parts is not None:
            self.composer.journal.flush()

    def panes(self) -> tuple[QWidget, ...]:
        if not self.writes:
            return (self.chooser.area, self.chooser.drafts)
        panes = self.editor.panes
        around = (self.editor.header, panes.area, self.editor.bar, self.editor.side, panes.findings)
        return tuple(pane for pane in around if pane.isVisible())

    def save(self) -> None:
        self.leave()

    def check(self) -> None:
        """Check everything, and go to the box that is meant; the next press goes on to the next one."""
        if self.writes:
            self.composer.check()
            self.editor.bar.ask_next()

    def toggle_side(self) -> None:
        if self.writes:
            self.editor.panes.toggle_side()

    def seek(self) -> None:
        if not self.writes:
            self.chooser.take_focus()

    def snippet(self) -> None:
        if self.writes and self._help is not None:
            self._help.snippet()

    def cite(self) -> None:
        if self.writes and self._help is not None:
            self._help.cite()

    def name_of(self, action: str) -> str:
        return self.editor.header.primary.text() if action == "confirm" and self.writes else ""

    def why_not(self, action: str) -> str:
        if action in ("seek", "save"):
            return tr("a post is open") if action == "seek" and self.writes else ""
        if not self.writes:
            return tr("open a post first")
        if action == "confirm":
            return self.editor.header.reason
        return self._help.why_not() if action in ("snippet", "cite") and self._help is not None else ""

    def confirm(self) -> None:
        if self.writes and self._next_step is not None:
            self._next_step.take()

    def _is_open(self, post_id: str) -> bool:
        """Whether that post is in the editor: it is shown as it stands, never read again over what is typed."""
        return self.writes and self.composer.post is not None and self.composer.post.id == post_id

    def _return_focus(self, *, wanted: bool) -> None:
        """Back to where the keyboard was in the editor, unless it is busy elsewhere and nobody asked for it."""
        kept, focus = self._kept, QApplication.focusWidget()
        if kept is None or not isValid(kept) or not kept.isVisibleTo(self):
            return
        if wanted or focus is None or not focus.isVisible():
            kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.writes and self.editor.isAncestorOf(now):
            self._kept = now

    # -- choosing

    def _to_chooser(self) -> None:
        self._planned = None
        if self._parts is not None:
            self.composer.close()
        self._stack.setCurrentWidget(self.chooser)
        self._offer()
        self.chooser.take_focus()

    def _offer(self) -> None:
        studio = self._studio
        self.shell.tasks.store(lambda: read_offer(studio), self._offered, owner=self, key="offer")

    def _offered(self, offer: ChooserOffer) -> None:
        self.chooser.show_templates(offer.templates)
        self.chooser.show_posts(offer.posts)
        self.chooser.recurring.show_posts(offer.recurring)
        language = self.shell.language.language
        if self._painted_in != language:
            self._painted_in = language
            self._cards.use(offer.design)
            self._thumbs.want(offer.templates, offer.design, language)

    def _begin(self, template_id: str) -> None:
        by, studio = self.shell.session.person_id, self._studio
        if not by:
            self.shell.sign_in(then=partial(self._begin, template_id))
            return
        planned, self._planned = self._planned, None
        self.shell.tasks.store(lambda: begin_post(studio, template_id, by, planned), self._begun, owner=self)

    def _begun(self, post: Post) -> None:
        self._load(post.id)

    def _load(self, post_id: str) -> None:
        by, studio = self.shell.session.person_id, self._studio
        self.leave()
        self.shell.tasks.store(lambda: open_post(studio, post_id, by), self.show_opened, owner=self, key="open")

    def show_opened(self, opened: OpenedPost) -> None:
        if self._next_step is not None:
            self._next_step.forget()
        self._by = self.shell.session.person_id
        self.composer.open(opened)
        if self._spelling is not None:
            self._spelling.begin(opened.post.id)
        self._stack.setCurrentWidget(self.editor)
        self._notice()
        self._first_focus()
        self._put_in()

    def _first_focus(self) -> None:
        """Into what is to be done first of what is in sight."""
        form = self.editor.form
        if form is not None and not self.composer.locked:
            next(iter(form.fields.values())).editor.take_focus()

    # -- a picture from the image studio

    def _bring(self, sha256: str, name: str) -> None:
        studio, open_now = self.shell.studio, self.composer.post if self.writes and not self.composer.locked else None

        def read() -> tuple[RetouchedPicture, Post | None, str]:
            picture = RetouchedPicture(
                data=studio.files.get(sha256), sha256=sha256, name=name, kin=studio.photo_works.kin(sha256)
            )
            stored = studio.drafts.get(open_now.id) if open_now is not None else None
            if stored is None or stored.trashed_at is not None:
                return picture, None, ""
            return picture, stored, studio.drafts.title(stored.id)

        self.shell.tasks.store(read, self._came, owner=self)

    def _came(self, found: tuple[RetouchedPicture, Post | None, str]) -> None:
        """The post that asked for the picture gets it; any other open post only when a person says so."""
        picture, post, title = found
        self._brought = picture
        if post is None:
            self._elsewhere()
        elif any(media.sha256 in {picture.sha256, *picture.kin} for media in post.media):
            self._put_in()
        else:
            self.asks = PutInDialog(title, self)
            self.asks.here.connect(self._put_in)
            self.asks.elsewhere.connect(self._elsewhere)
            self.asks.rejected.connect(self._forget_brought)
            self.asks.open()

    def _forget_brought(self) -> None:
        self._brought = None

    def _elsewhere(self) -> None:
        self._to_chooser()
        self.shell.toast(tr("Choose a template or a draft: the picture goes into that post."))

    def _put_in(self) -> None:
        """The picture that was brought goes into the post that is open."""
        if self._brought is not None and not self.composer.locked:
            picture, self._brought = self._brought, None
            self.composer.bring(picture, lambda: self.shell.toast(tr("The picture is in the post.")))

    # -- handing in and taking back

    def _recall(self) -> None:
        if self.composer.post is not None:
            self._post_actions.recall(self.composer.post.id)

    def _moved(self) -> None:
        head = reading_order(self.editor.header)  # the fields are about to be locked: the keyboard must be somewhere
        if head:
            head[0].setFocus()
        self.composer.journal.reread()
        self.shell.changed()

    def _bin(self) -> None:
        if self.composer.post is not None:
            self.composer.journal.flush()
            self._post_actions.bin(self.composer.post.id)

    def _copy(self) -> None:
        if self.composer.post is not None:
            self.composer.journal.flush()
            write_copy(self.shell, self.composer.post.id, self)

    def _again(self) -> None:
        """Let the open post come back every week or month."""
        post = self.composer.post
        if post is None:
            return
        if not self.shell.session.person_id:
            self.shell.sign_in(then=self._again)
            return
        self.composer.journal.flush()
        form = RecurringForm(self.shell, post.id, local_date(self.shell.studio.now()) + WEEK, self)
        form.done_well.connect(lambda: self.shell.toast(tr("Repeating is on. The list of drafts shows the next day.")))
        form.open()

    def _stop(self, series: str) -> None:
        """Let a post come back no more."""
        recurring, by = self._studio.recurring, self.shell.session.person_id
        if not by:
            self.shell.sign_in(then=partial(self._stop, series))
            return
        self.shell.tasks.store(lambda: recurring.stop(series, by), lambda _: self._offer(), owner=self)

    def _binned(self, post_id: str) -> None:
        self._to_chooser()
        self.shell.changed()
        self.shell.toast(tr("In the trash for 30 days."), tr("Undo"), lambda: self._post_actions.fetch(post_id))

    def _fetched(self, post_id: str) -> None:
        self.shell.changed()
        self._load(post_id)

    # -- the notice over the panes

    def _notice(self) -> None:
        if self._parts is None:
            return
        post = self.composer.post
        notice = notice_of(
            self.composer.state,
            self.shell.language,
            signed_in=bool(self.shell.session.person_id),
            locked=self.composer.locked,
            conflict=self.composer.conflict,
            note=self.composer.last_note,
            amends=post is not None and bool(post.answers.amends),
            targets=len(post.targets) if post is not None else 0,
            versions=self.composer.two_versions,
        )
        self.editor.notice_button.setText(notice.button)
        self.editor.notice_button.setVisible(bool(notice.button))
        self.editor.notice.say(notice.tone, notice.text)

    def _notice_pressed(self) -> None:
        if not self.shell.session.person_id:
            self.shell.sign_in()
        elif self.composer.two_versions:
            self._with_post(ask_version)
        elif self.composer.conflict is not None:
            self.composer.use_mine()
        else:
            self.composer.unlock()
            self._notice()

    def _with_post(self, ask: Callable[[Shell, str, QWidget], None]) -> None:
        """Ask about the open post, all of it kept."""
        if self.composer.post is not None:
            self.composer.journal.flush()
            ask(self.shell, self.composer.post.id, self)

    def _preview(self, tab: Platform | None) -> None:
        """Show one of the tabs of the preview."""
        if self.writes:
            self.editor.show_tab(PREVIEW)
            self.editor.side.preview.pick(tab)

    def _last_targets(self) -> None:
        if self.writes:
            self.composer.take_last_targets()

    def _undo(self) -> None:
        if self.writes and not self.composer.locked:
            self.composer.journal.undo()

    def _redo(self) -> None:
        if self.writes and not self.composer.locked:
            self.composer.journal.redo()
