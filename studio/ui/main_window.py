"""The window: rail, pages, banner, status bar, and the practice frame.

It paints before anything heavy is imported: the services come from a loader that runs on the worker.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from studio.errors import DataGone, NotPermitted, StudioError, TwoVersions
from studio.paths import Profile
from studio.people.present import SignedIn
from studio.translation import tr
from studio.ui import actions, clipboard, page_specs, pane_focus
from studio.ui.crash_controller import CrashController
from studio.ui.exchange.file_drop import FileDrop
from studio.ui.help.controller import HelpController
from studio.ui.instance import bring_forward
from studio.ui.language import LanguageManager
from studio.ui.lock import WindowLock
from studio.ui.opened_profile import OpenedProfile, SignIn
from studio.ui.page import Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.page_stack import LoadingView, PageStack
from studio.ui.preferences import Preferences
from studio.ui.rail import Rail
from studio.ui.reading_order import step
from studio.ui.restart import RESTART
from studio.ui.session import Session
from studio.ui.stage import Stage
from studio.ui.status import NetworkStatus, StatusBar
from studio.ui.tasks import Tasks
from studio.ui.theme import Theme
from studio.ui.tokens import Tone
from studio.ui.training.training_switch import TrainingSwitch, lessons_for
from studio.ui.widgets import roles
from studio.ui.widgets.banner import Banner, BannerRoom, Toast
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.window_state import WindowState, fills_screen

if TYPE_CHECKING:  # imported once there is a studio: no part of the first paint
    from studio.app.backups import ProfileBackups
    from studio.app.studio import Studio
    from studio.ui.alerts import Alerts
    from studio.ui.background_jobs import BackgroundJobs
    from studio.ui.command.bar import CommandBar
    from studio.ui.counts import Counts
    from studio.ui.exchange.hub_contact import HubContact
    from studio.ui.page import Hint, Loader, PeopleLoader
    from studio.ui.rescue import RescueView

SMALLEST = (1180, 680)
FIRST = (1366, 768)
FINISH_MS, WORD_MS = 60_000, 400
"""How long a window that closes waits, with its face still moving, for what was asked of it; when it says so."""


class MainWindow(QMainWindow):
    """The one window of a profile."""

    begun = Signal()
    """A profile is open, and its first page is made, or the door at which one signs in."""

    def __init__(
        self,
        profile: Profile,
        *,
        preferences: Preferences,
        tasks: Tasks,
        session: Session,
        theme: Theme,
        language: LanguageManager,
        sample: Loader | None = None,
        training: Loader | None = None,
        hint: Hint | None = None,
        rescue: Callable[[], ProfileBackups] | None = None,
    ) -> None:
        """`sample` and `training` open the practice profiles beside this one: to look around in, and to learn in.
        `rescue` gives the backups of a profile whose database is gone."""
        super().__init__()
        roles.install()
        self.tasks = tasks
        self.session = session
        self.studio: Studio | None = None
        self._profile, self._preferences, self._theme, self._language = profile, preferences, theme, language
        self._sample, self._hint, self._rescue = sample, hint, rescue
        self.rescue_view: RescueView | None = None
        self.training = TrainingSwitch(training, self._learn_in, self)
        self._memory = WindowState(profile.root / "window.ini")
        self._shell: Shell | None = None
        self._command: CommandBar | None = None
        self._background_jobs: BackgroundJobs | None = None
        self._hub_contact: HubContact | None = None
        self._alerts: Alerts | None = None
        self._practice = preferences.settings.practice
        self._first, self._what = PageId.WORK, ""
        self._closing = self._called_off = self._refused = False
        self._sign_in_first = True
        self._sign_in: SignIn | None = None
        self._wanted: Callable[[], None] | None = None
        """What is shown when somebody has signed in."""
        self._ending: list[SignedIn] = []
        self._focus: pane_focus.FocusPlace | None = None
        """Where the keyboard was on a page that is being made again."""
        self._told = ""
        """Id of the person whom the banner and the toast were for."""
        self._divided = ""
        """Id of the post between whose versions the banner offers to choose."""
        self._build()
        theme.dress(self._stack)
        self._bind()
        self._entitle()
        self.resize(*FIRST)
        if not self._memory.restore_window(self) and fills_screen(FIRST, SMALLEST):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    # -- building

    def _build(self) -> None:
        self.rail = Rail()
        self.rail.enable(False)
        self.status = StatusBar()
        self._change = QuietButton(glyph="users")
        self._change.clicked.connect(self.ask_person)
        self._choose = QuietButton(glyph="layers")
        self._choose.clicked.connect(self._choose_version)
        self.banner = Banner(self._change, self._choose)
        for offered in (self._change, self._choose):
            offered.hide()
        self._hush = IconButton("x")
        self._hush.clicked.connect(lambda: self._say(Tone.BLUE, ""))
        self.banner.layout().addWidget(self._hush)  # type: ignore[union-attr]
        self.loading = LoadingView()
        self._stack = PageStack(self.tasks)
        self._stack.addWidget(self.loading)
        self._banners = BannerRoom(self.banner, self.training.offer)
        self.stage = Stage(self.rail, self._banners, self._stack, self.status, self._memory)
        self.stage.show_frame(self._practice)
        self.setCentralWidget(self.stage)
        self._toast = Toast(self.stage, lambda: self.stage.foot)
        self.lock = WindowLock(self, self.session, self.stage, screen=self._lock_screen)
        self.session.leaving.connect(self._leave)
        self.setMinimumSize(*SMALLEST)
        FileDrop(self, lambda: self._shell)
        self.help = HelpController(self.stage, self.tasks, self._language, has=self.rail.has)
        self.crashes = CrashController(self, self._language, save=self._leave, again=self.restart, banner=self._say)

    def _bind(self) -> None:
        self.rail.chosen.connect(lambda page: self.go(PageId(page), ""))
        self.rail.person_wanted.connect(self.ask_person)
        self.rail.lock_wanted.connect(self.session.lock)
        self.rail.fold_wanted.connect(self.stage.turn_rail)
        self.session.changed.connect(self._person_changed)
        self.session.locked_changed.connect(self._opened_again)
        self.session.ended.connect(self._end_proof)
        self.tasks.busy.connect(self._end_proofs)
        self.tasks.trouble.connect(self.complain)
        self.tasks.settled.connect(self._renew_stale)
        self.tasks.settled.connect(self._toast.place)
        self._theme.changed.connect(self.stage.fit_rail)
        # queued: the page on which the language was chosen is deleted by it
        self._language.changed.connect(self._speak_anew, Qt.ConnectionType.QueuedConnection)
        handlers: dict[str, Callable[[], None]] = {
            "new": lambda: self._on_page("begin"),
            "next_pane": lambda: self._step_pane(1),
            "previous_pane": lambda: self._step_pane(-1),
            "refresh": self.changed,
            "present": self.training.present,
            "lock": self.session.lock,
            "fold": self.stage.turn_rail,
            "command": self.open_command,
            "help": self.open_help,
        }
        for name in ("save", "confirm", "seek", "snippet", "cite", "check", "toggle_side"):
            handlers[name] = partial(self._on_page, name)
        actions.install(self, handlers)
        actions.install_page_keys(
            self, {spec.keys: partial(self._go_by_key, spec.id) for spec in page_specs.RAIL if spec.keys}
        )

    # -- opening a profile

    def load(
        self,
        loader: Loader,
        *,
        door: PeopleLoader | None = None,
        first: PageId = PageId.WORK,
        what: str = "",
        sign_in_first: bool = True,
    ) -> None:
        """Open the services on the worker; the window shows that it is under way, then `what` on the page `first`.

        Nothing is shown before somebody has signed in, unless `sign_in_first` is off: for a profile with nothing but
        the sample, which is opened beside another. With `door` one may sign in while the services are opened.
        """
        self._first, self._what, self._sign_in_first = first, what, sign_in_first
        self.training.passed(loader)
        self.rail.enable(False)
        self.loading.wait()
        self._stack.setCurrentWidget(self.loading)
        self._drop_rescue()

        hint = self._hint
        if door is not None:  # what keeps it from opening keeps the services from it as well, which tell it
            self.tasks.store(lambda: SignIn.of(door(), hint), self._show_door, owner=self, failed=lambda _: None)
        failed = partial(self._not_opened, loader)
        self.tasks.store(lambda: OpenedProfile.of(loader(), hint), self._opened, owner=self, failed=failed)

    def _show_door(self, sign_in: SignIn) -> None:
        if sign_in.known and self._must_sign_in and not self._closing:
            self._sign_in = sign_in
            self.session.shut()

    def _opened(self, opened: OpenedProfile) -> None:
        studio = opened.studio
        if self._closing:
            self.tasks.store(studio.close)
            return
        if self.studio is not None:
            self._put_away()
        self.studio, self._sign_in = studio, opened.sign_in
        self._practice = studio.settings.practice
        self.stage.show_frame(self._practice)
        self._shell = Shell(
            studio=studio,
            tasks=self.tasks,
            language=self._language,
            theme=self._theme,
            session=self.session,
            preferences=self._preferences,
            memory=self._memory,
            practice=self._practice,
            hint=opened.sign_in.hint,
            toast=self.toast,
            complain=self.complain,
            has=self.rail.has,
            go=self.go,
            changed=self.changed,
            counted=self._show_counts,
            saved=self.status.show_saved,
            sign_in=self.ask_person,
            sign_out=self.sign_out,
            renew=self.renew,
            publish=self.publish,
            carry=self.carry,
            command=self.open_command,
            help=self.open_help,
            restart=self.restart,
            open_sample=partial(self.load, self._sample, sign_in_first=False) if self._sample is not None else None,
            learn=self.training.learn,
            present=self.training.present,
            reset_practice=self.training.reset,
            go_home=self.training.go_home if self.training.home is not None else None,
        )
        from studio.ui.background_jobs import BackgroundJobs

        self.training.opened(self._shell, self.stage)
        self.help.teach(
            lambda page: lessons_for(studio, page), lambda outline: self.go(PageId.TRAINING, f"lessons:{outline}")
        )
        from studio.ui.exchange.hub_contact import HubContact

        self._background_jobs = BackgroundJobs(studio, self.tasks, self.changed, self)
        self._hub_contact = HubContact(studio, self.tasks, self._hub_told, self)
        self._show_alerts(self._shell)
        self._network = NetworkStatus(self.status)
        self._entitle()
        self._begin(opened)
        if self.lock.screen is None:  # the door shows none
            self._count_anew()
        self.begun.emit()

    def _show_alerts(self, shell: Shell) -> None:
        from studio.ui.alerts import Alerts

        if self._alerts is not None:
            self._alerts.put_away()
        self._alerts = Alerts(self._banners, shell)

    def _not_opened(self, loader: Loader, error: StudioError) -> None:
        """Whoever was at work in another profile stays there; else there is nothing but to try again."""
        if self._shell is None:
            self.session.sign_out()  # what was wrong stands behind the door
        if self.page is not None:
            self.training.stayed()
            self.go(self.page.id, "")
            self.complain(error)
            return
        again = partial(self.load, loader, first=self._first, what=self._what, sign_in_first=self._sign_in_first)
        if isinstance(error, DataGone) and self._rescue is not None:
            self._offer_rescue(self._rescue(), self._language.explain(error), again)
        else:
            self.loading.fail(self._language.explain(error), again)

    def _offer_rescue(self, backups: ProfileBackups, why: str, again: Callable[[], None]) -> None:
        from studio.ui.rescue import RescueView

        self._drop_rescue()
        self.rescue_view = RescueView(backups, why, again, self.tasks, self._language)
        self._stack.addWidget(self.rescue_view)
        self._stack.setCurrentWidget(self.rescue_view)

    def _drop_rescue(self) -> None:
        if self.rescue_view is not None:
            self._stack.removeWidget(self.rescue_view)
            self.rescue_view.deleteLater()
            self.rescue_view = None

    def _begin(self, opened: OpenedProfile) -> None:
        begin = partial(self.go, PageId.START, "") if opened.unready else self._begin_work
        if opened.sign_in.known and self._must_sign_in:
            self._wanted = begin
            self.session.shut()
        else:
            begin()

    def _begin_work(self) -> None:
        if self._shell is None:
            return
        self.rail.enable(True)
        self.go(self._first, self._what)
        self.training.begin(self._shell)
        for job in (self._background_jobs, self._hub_contact):
            if job is not None:
                job.go()

    @property
    def _must_sign_in(self) -> bool:
        return self._sign_in_first and self.session.person is None

    def _opened_again(self, locked: bool) -> None:
        """What was asked for while everything was hidden."""
        wanted, self._wanted = self._wanted, None
        if locked:
            self._wanted = wanted
            clipboard.clear()
        elif wanted is not None and not self._closing:
            wanted()

    def _put_away(self) -> None:
        """Leave the profile that is open, if any."""
        self.training.leave_stage()
        self.training.end()
        self._leave()
        self.session.sign_out()
        self._stack.clear()
        self._drop_command()
        for job in (self._background_jobs, self._hub_contact):
            if job is not None:
                job.stop()
                job.deleteLater()
        if self.studio is not None:
            self.tasks.store(self.studio.close)

    def _drop_command(self) -> None:
        if self._command is not None:
            self._command.deleteLater()
            self._command = None

    # -- lessons

    def renew(
        self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[StudioError], None], said: str
    ) -> None:
        """Save and put all pages away, do `work` on what is stored, which is `said`, and show the page anew."""
        page = self._stack.current
        if page is None:
            return
        self._leave()
        self._stack.clear()
        self.loading.wait(said)
        self._stack.setCurrentWidget(self.loading)

        def again() -> None:
            self.go(self._stack.current or page, "")
            if self._alerts is not None:
                self._alerts.refresh()

        def done(result: object) -> None:
            again()
            then(result)

        def refused(error: StudioError) -> None:
            again()
            failed(error)

        self.tasks.store(work, done, owner=self, failed=refused)

    def _learn_in(self, loader: Loader, what: str) -> None:
        """Open that profile, and `what` on its page of training; the one to learn in is for anybody."""
        self.load(loader, first=PageId.TRAINING, what=what, sign_in_first=loader is self.training.home)

    # -- pages

    def go(self, page: PageId, what: str) -> None:
        """Show a page; leaving the one in sight saves it."""
        if self._shell is None:
            return
        if self.session.locked or (self._must_sign_in and page is not PageId.START):
            self._wanted = partial(self.go, page, what)
            if not self.session.locked:
                self.session.shut()
            return
        turned = page is not self._stack.current
        if turned:
            self._leave()
            if self._refused:  # who goes on to another page has read it
                self._say(Tone.BLUE, "")
        if not self._stack.has(page):
            made = self._stack.make(page, self._shell)
            self._theme.dress_new()
            made.show_names(not self.stage.presented)
        self._called_off = False
        self.rail.show_page(page)
        self.rail.enable(page is not PageId.START)
        self._stack.bring(page)
        self.help.follow(page)
        self._entitle()
        self._stack.open(what)
        if turned and self.page is not None:
            pane_focus.enter(self.page)

    @property
    def shell(self) -> Shell | None:
        """What the pages are given; None before a profile is open."""
        return self._shell

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        return self._stack.page

    def _go_by_key(self, page: PageId) -> None:
        if self.rail.has(page) and self._stack.current is not PageId.START:
            self.go(page, "")

    def _leave(self) -> None:
        if self.page is not None:
            self.page.leave()

    def _on_page(self, name: str) -> None:
        if self.page is not None:
            getattr(self.page, name)()

    def _step_pane(self, by: int) -> None:
        helping = (self.help.panel,) if self.help.panel is not None else ()
        lesson = (self.stage.coach,) if self.stage.coach is not None else ()
        pane_focus.step([self.rail, *(self.page.panes() if self.page else ()), *helping, *lesson], by)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through rail, page and what stands beside it as one reads them."""
        return step([self.stage], forward=forward, around=True) or super().focusNextPrevChild(forward)

    # -- what pages ask of the window

    def toast(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say a success, with a way back where `action` names one; in practice every one is marked as simulated."""
        said = tr("SIMULATED · {text}").format(text=text) if self._practice else text
        self._toast.say(said, action, act)

    def complain(self, error: StudioError) -> None:
        """Say what was refused; where somebody else may do it, with a way to let them."""
        self._divided = error.post if isinstance(error, TwoVersions) else ""
        self._say(Tone.RED, self._language.explain(error), change=isinstance(error, NotPermitted), choose=self._divided)
        self._refused = True

    def _say(self, tone: Tone, text: str, *, change: bool = False, choose: str = "") -> None:
        self._hush.set_name(tr("Close this message"))
        self._change.setText(tr("Sign in as another person"))
        self._change.setVisible(change)
        self._choose.setText(tr("Choose a version…"))
        self._choose.setVisible(bool(choose))
        self._refused = False
        self.banner.say(tone, text)

    def _choose_version(self) -> None:
        from studio.ui.exchange.versions import ask_version

        if self._shell is not None:
            self._say(Tone.BLUE, "")
            ask_version(self._shell, self._divided, self)

    def changed(self) -> None:
        """Stored things changed: read counts and the page in sight again, and let the background jobs look."""
        if self.studio is None:
            return
        self._count_anew()
        if self._alerts is not None:
            self._alerts.refresh()
        if self.page is not None:
            self.page.refresh()

    def _hub_told(self, changed: bool) -> None:
        """After a contact with the hub."""
        (self.changed if changed else self._count)()

    def _count(self) -> None:
        from studio.ui.counts import count_all

        if (studio := self.studio) is not None:
            person = self.session.person_id
            self.tasks.store(lambda: count_all(studio, person), self._show_counts, owner=self, key="counts")

    def ask_person(self, *, then: Callable[[], None] | None = None) -> None:
        if self._shell is not None:
            from studio.ui.sign_in import SignInDialog

            dialog = SignInDialog(self._shell, self)
            if then is not None:
                dialog.done_well.connect(then)
            dialog.open()

    def sign_out(self) -> None:
        """Let nobody work here; what was in sight is hidden, unless the profile holds nothing but the sample."""
        if self._sign_in_first:
            self.session.shut()
        else:
            self.session.sign_out()

    def _end_proof(self, proof: SignedIn) -> None:
        """Once nothing is under way any more: what was asked with it is carried out."""
        self._ending.append(proof)
        self._end_proofs(busy=not self.tasks.idle)

    def _end_proofs(self, busy: bool) -> None:
        if busy or self.studio is None:
            return
        ending, self._ending = self._ending, []
        for proof in ending:
            self.studio.people.sign_out(proof)

    def open_command(self) -> None:
        """Open the command bar, or close it."""
        if self._shell is None or self._stack.current is PageId.START:
            return
        if self._command is None:
            from studio.ui.command.bar import CommandBar

            self._command = CommandBar(self.stage, self._shell, sight=lambda: self.page)
        self._command.open_bar()

    def open_help(self) -> None:
        """Open the help for the page in sight, or close it."""
        self.help.toggle(self._stack.current or PageId.COMPOSER)

    def _lock_screen(self) -> QWidget:
        if self._sign_in is None:
            raise RuntimeError("a session is locked before a profile is open")
        screen = self._sign_in.screen(self.session, self.tasks, self._language, self._confirm_people)
        if self._shell is not None:
            self.tasks.store(self._sign_in.people.list, screen.offer, owner=screen)
        return screen

    def _confirm_people(self, then: Callable[[], None]) -> None:
        from studio.ui.people.forms import ConfirmForm

        if self._shell is not None:
            form = ConfirmForm(self._shell, self)
            form.done_well.connect(then)
            form.open()

    def publish(self, post_id: str) -> None:
        from studio.ui.outbox.confirm import PublishDialog

        if self._shell is not None:
            dialog = PublishDialog(self._shell, post_id, self)
            dialog.queued.connect(self.changed)
            dialog.queued.connect(self.carry)
            dialog.open()

    def carry(self) -> None:
        """Let what was queued be sent at once."""
        if self._background_jobs is not None:
            self._background_jobs.go()

    def _person_changed(self) -> None:
        person = self.session.person
        if person is not None and person.id != self._told:
            self._forget_what_was_said()
        self._told = person.id if person is not None else self._told
        self.rail.show_person(person)
        self._count_anew()
        if self.page is not None:
            self.page.refresh()

    def _count_anew(self) -> None:
        """For the frame, unless the page in sight does."""
        if self._shell is not None and (self.page is None or not self.page.counts):
            self._count()

    def _forget_what_was_said(self) -> None:
        """It was said to somebody else."""
        if self._told:
            self._say(Tone.BLUE, "")
            self._toast.drop()

    def _show_counts(self, counts: Counts) -> None:
        self.rail.show_counts(counts)
        self.status.show_waiting(counts.waiting)
        if self.studio is not None:
            self.status.show_hub(counts.hub, self.studio.now())

    # -- another language

    def _speak_anew(self) -> None:
        """Another language was chosen. Whatever is built writes its words once, so it is built again."""
        if self._closing:
            return
        self.rail.name_pages()
        self.status.tell()
        self.stage.show_frame(self._practice)
        self.training.speak_anew()
        self._entitle()
        self._drop_command()
        if self._shell is not None:
            self._show_alerts(self._shell)
        self._leave()
        self._stack.age()
        self._renew_stale()
        self.help.build_anew(self._stack.current or PageId.COMPOSER)

    def _renew_stale(self) -> None:
        """Put the pages of another language away, but for those with work under way; make the one in sight again.

        The focus goes back to where it was at once, and again when everything was read that the page shows.
        """
        page, current = self.page, self._stack.current
        place = pane_focus.place_of(self.focusWidget(), page) if page is not None else None
        back, self._focus = self._focus, None
        if self._stack.drop_stale() and current is not None:
            self.go(current, "")
            back = self._focus = place
        if self.page is not None and back is not None:
            pane_focus.put_focus(back, self.page)

    # -- the window itself

    def _entitle(self) -> None:
        """The page in sight, then the program: what a task bar and a screen reader tell windows apart by."""
        name = tr("Page Studio")
        if self._stack.current not in (None, PageId.START):
            name = f"{page_specs.SPECS[self._stack.current].name} – {name}"
        self.setWindowTitle(tr("[PRACTICE] {name}").format(name=name) if self._practice else name)

    def come_forward(self, post_id: str = "") -> None:
        """Show the window over all others, and the post of that id in it."""
        bring_forward(self)
        if post_id and (self.session.locked or self._stack.current not in (None, PageId.START)):
            self.go(PageId.COMPOSER, post_id)

    def restart(self) -> None:
        """Save, close, and have the program start the window anew."""
        QApplication.setQuitOnLastWindowClosed(False)
        if self.close():
            QApplication.exit(RESTART)
        else:
            QApplication.setQuitOnLastWindowClosed(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save, carry out what was asked, and go; never ask. Where some of it failed, stay once for it to be read."""
        self.training.leave_stage()  # the window is to be kept as it was before
        if not self._finish():
            event.ignore()
            return
        self.lock.end()
        self._memory.keep_window(self)
        if self._alerts is not None:
            self._alerts.stop()
        for job in (self._background_jobs, self._hub_contact):
            if job is not None:
                job.stop()
        self.tasks.close(self.studio.close if self.studio is not None else None)
        event.accept()

    def _finish(self) -> bool:
        """Whether the window may go now."""
        self._closing = True
        self.training.end()
        self._leave()
        if self._shell is None:
            return True
        word = QTimer(self, singleShot=True, interval=WORD_MS)
        word.timeout.connect(lambda: self.toast(tr("Finishing the last action; the window then closes automatically.")))
        word.start()
        went_well = self.tasks.finish(FINISH_MS)
        word.stop()
        word.deleteLater()
        if went_well or self._called_off:
            return True
        self._closing, self._called_off = False, True
        self.toast(tr("The window stayed open because the last action failed. Close it again to quit."))
        return False
