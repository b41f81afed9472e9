"""Backups: made where a person wants them, listed, checked, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_datetime
from studio.errors import CodeNeeded, StudioError
from studio.people.model import Role
from studio.phrase import Phrase
from studio.secret import Secret
from studio.translation import tr
from studio.ui.files import ask_folder, ask_open
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.recovery_code import AskCode, ShowCode
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.tasks import Ticket
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, clear, column, row, rule
from studio.ui.widgets.progress import ProgressStrip
from studio.ui.widgets.responsive_row import ResponsiveRow

if TYPE_CHECKING:
    from studio.app.backups import Backup, RestoreImpact

KINDS = "Page Studio (*.psbackup)"
MAY_RESTORE = frozenset({Role.HEAD, Role.TECHNICAL})
SHOWN = 12


@dataclass(frozen=True, slots=True)
class BackupView:
    """What the section shows."""

    backups: Sequence[Backup]
    has_code: bool
    impact: RestoreImpact | None
    problem: Phrase | None


class BackupSection(SettingsSection):
    """One long work at a time, with progress and a stop button."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._ticket: Ticket | None = None
        self._confirmation = SignedConfirmation(person="", pin="")
        self._impact: RestoreImpact | None = None
        self._backups: Sequence[Backup] = ()
        self._has_code = True
        about = tr(
            "Posts, pictures, people, contacts and documents, in one encrypted file that is verified after "
            "writing. Keep it on a USB drive or another disk; on another PC it opens only with the recovery code."
        )
        daily = tr(
            "An encrypted copy of the data, without pictures, is made on this PC every day; the last seven days "
            "are kept."
        )
        self._folder, self._code_hint = Label(role="hint", wrap=True), Label(role="hint", wrap=True)
        self.missing = Banner()
        self.code = QuietButton(glyph="key-round")
        self.make = PrimaryButton(tr("Back up"), "save")
        self.choose = QuietButton(tr("Choose the folder…"), "folder-open")
        self.other = QuietButton(tr("Restore from another file…"), "folder-open")
        self.code.clicked.connect(self._ask_new_code)
        self.make.clicked.connect(self._make)
        self.choose.clicked.connect(self._choose)
        self.other.clicked.connect(self._other)
        self.strip, self.said = ProgressStrip(), Banner()
        self.strip.stopped.connect(self._stop)
        self._lines: QVBoxLayout = column(spacing=0)
        buttons = PlainHolder()
        flow = FlowLayout()
        flow.addWidget(self.make)
        flow.addWidget(self.choose)
        buttons.setLayout(flow)
        made = Label(about, "hint", wrap=True), self._folder, buttons, self.strip, self.said
        listed = Label(daily, "hint", wrap=True), self.missing, self._lines, row(self.other, None)
        self.build(
            titled(tr("Back up now"), *made),
            titled(tr("Recovery code"), self._code_hint, row(self.code, None)),
            titled(tr("Backups at hand"), *listed),
        )
        self._fill()

    def refresh(self) -> None:
        backups, folder = self.shell.studio.backups, self.folder
        self.shell.tasks.pool(
            lambda _: BackupView(backups.list(folder), backups.has_code, backups.impact(), backups.problem),
            self._show_backups,
            owner=self,
            key="backups",
        )

    @property
    def folder(self) -> Path | None:
        """Where the next backup goes."""
        kept = self.shell.preferences.settings.backup_folder
        return Path(kept) if kept else None

    # -- the list

    def _show_backups(self, seen: BackupView) -> None:
        self._backups, self._has_code, self._impact = tuple(seen.backups)[:SHOWN], seen.has_code, seen.impact
        problem = self.shell.language.say(seen.problem) if seen.problem else ""
        self.missing.say(Tone.AMBER, tr("No copy was made today: {why}").format(why=problem) if problem else "")
        self._fill()

    def _fill(self) -> None:
        folder = self.folder
        self._folder.setText(tr("Goes to {folder}").format(folder=folder) if folder else tr("No folder chosen yet."))
        self._code_hint.setText(
            tr("The code opens the backups on another PC. A new one applies to the backups made from then on.")
            if self._has_code
            else tr("There is none yet. Without it no backup can be made that opens on another PC.")
        )
        self.code.setText(tr("Create a new code…") if self._has_code else tr("Create the code…"))
        clear(self._lines)
        if not self._backups:
            self._lines.addWidget(Label(tr("None yet."), "hint"))
        for number, backup in enumerate(self._backups):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(backup))

    def _line(self, backup: Backup) -> QWidget:
        when = show_datetime(backup.made_at)
        size = QLocale().formattedDataSize(backup.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        kind = tr("everything") if backup.whole else tr("without pictures")
        check, restore = QuietButton(tr("Check")), QuietButton(tr("Restore…"))
        check.setAccessibleName(f"{check.text()}: {when}")
        restore.setAccessibleName(f"{restore.text()}: {when}")
        check.clicked.connect(partial(self._check, backup.path))
        restore.clicked.connect(partial(self._ask_restore, backup.path))
        words = column(Label(f"{when} · {kind} · {size}", "label", wrap=True), spacing=1)
        words.addWidget(ElidedLabel(str(backup.path), "hint"))
        about, buttons, line = QWidget(), QWidget(), QWidget()
        said = row(Glyph("file-archive" if backup.whole else "database"), words, spacing=12)
        said.setStretch(1, 1)
        about.setLayout(said)
        buttons.setLayout(row(check, restore))
        line.setLayout(column(ResponsiveRow((about, 1), (buttons, 0)), margins=(0, 9, 0, 9)))
        return line

    # -- long work

    def _choose(self) -> None:
        def take(folder: Path) -> None:
            self.shell.preferences.choose(backup_folder=str(folder))
            self._fill()
            self.refresh()

        ask_folder(self, tr("Where backups go"), take)

    def _make(self) -> None:
        folder = self.folder
        if folder is None:
            self._choose()
            return
        if not self._has_code:
            self._ask_new_code()
            return
        action = PinAction(
            heading=tr("Back up now?"),
            text=tr("Everything in this workspace goes into one encrypted file in {folder}.").format(folder=folder),
            verb=tr("Back up"),
            roles=MAY_RESTORE,
            work=self._proven,
        )
        dialog = PinConfirmDialog(self.shell, action, self)
        dialog.done_well.connect(lambda: self._make_with(folder))
        dialog.open()

    def _proven(self, confirmation: SignedConfirmation) -> None:
        """The PIN is asked for before the long work begins, and counts once more when it does."""
        self.shell.studio.people.verify_pin(confirmation.person, confirmation.pin)
        self._confirmation = confirmation

    def _make_with(self, folder: Path) -> None:
        backups, confirmation = self.shell.studio.backups, self._taken()

        def done(path: Path | None) -> None:
            if path is None:
                self._say(Tone.BLUE, tr("Stopped; no backup was made."))
            else:
                self._say(Tone.GREEN, tr("Backed up and read back: {path}").format(path=path))
            self.refresh()

        self._run(
            tr("Backing up…"),
            lambda going: backups.make(folder, confirmation.person, confirmation.pin, going=going),
            done,
        )

    def _taken(self) -> SignedConfirmation:
        confirmation, self._confirmation = self._confirmation, SignedConfirmation(person="", pin="")
        return confirmation

    def _check(self, path: Path, code: Secret | None = None) -> None:
        backups = self.shell.studio.backups

        def done(whole: bool) -> None:
            if whole:
                self._say(Tone.GREEN, tr("This backup is intact: {path}").format(path=path))
            else:
                self._say(Tone.BLUE, tr("Stopped before the backup was read to its end."))

        self._run(
            tr("Reading the backup…"),
            lambda going: backups.check(path, code, going=going),
            done,
            coded=lambda given: self._check(path, given),
        )

    def _other(self) -> None:
        ask_open(self, tr("Restore a backup"), KINDS, lambda paths: self._ask_restore(paths[0]))

    def _ask_restore(self, path: Path) -> None:
        impact = self._impact
        lost = (
            tr("The current data of {name} ({people} people, {posts} posts) is moved to the folder “backups” and "
               "stays there for 30 days.").format(name=impact.name, people=impact.people, posts=impact.posts)
            if impact is not None
            else ""
        )  # fmt: skip
        action = PinAction(
            heading=tr("Restore this backup?"),
            text=tr(
                "{path}\n\nIt is read through first. Then the window starts again with the data of the backup. {lost}"
            ).format(path=path, lost=lost),
            verb=tr("Check and restore"),
            roles=MAY_RESTORE,
            work=self._proven,
            danger=True,
            named=impact.name if impact is not None else "",
        )
        dialog = PinConfirmDialog(self.shell, action, self)
        dialog.done_well.connect(lambda: self._restore(path, self._taken()))
        dialog.open()

    def _restore(self, path: Path, confirmation: SignedConfirmation, code: Secret | None = None) -> None:
        backups = self.shell.studio.backups

        def done(ready: bool) -> None:
            if ready:
                self.shell.restart()
            else:
                self._say(Tone.BLUE, tr("Stopped; the data is unchanged."))

        self._run(
            tr("Checking the backup…"),
            lambda going: backups.stage(
                path, confirmation.person, confirmation.pin, named=confirmation.named, code=code, going=going
            ),
            done,
            coded=lambda given: self._restore(path, confirmation, given),
        )

    # -- the recovery code

    def _ask_new_code(self) -> None:
        made: list[Secret] = []
        backups = self.shell.studio.backups
        action = PinAction(
            heading=tr("Create a recovery code?"),
            text=tr("It is shown once. Have a printer or pen and paper at hand."),
            verb=tr("Create the code"),
            roles=frozenset({Role.HEAD}),
            work=lambda signed: made.append(backups.issue_code(signed.person, signed.pin)),
        )
        dialog = PinConfirmDialog(self.shell, action, self)
        dialog.done_well.connect(lambda: self._show_code(made.pop()))
        dialog.open()

    def _show_code(self, code: Secret) -> None:
        dialog = ShowCode(code, self._impact.name if self._impact is not None else "", self)
        dialog.finished.connect(self.refresh)
        dialog.open()

    def _run(
        self,
        words: str,
        work: Callable[[Callable[[int, int], bool]], object],
        done: Callable[..., None],
        coded: Callable[[Secret], None] | None = None,
    ) -> None:
        """Do `work` on the pool with the bar in sight, one at a time; `coded` gets a recovery code that it wants."""
        if self._ticket is not None:
            return

        def going(ticket: Ticket) -> Callable[[int, int], bool]:
            def go_on(at: int, total: int) -> bool:
                ticket.progress(at * 1000 // max(total, 1), 1000)
                return not ticket.stop_asked

            return go_on

        def finish(result: object) -> None:
            self._end()
            done(result)

        def failed(error: StudioError) -> None:
            self._failed(error)
            if isinstance(error, CodeNeeded) and coded is not None:
                self._say(Tone.BLUE, "")
                AskCode(coded, parent=self).open()

        self._say(Tone.BLUE, "")
        self.strip.begin(words)
        for button in self._buttons():
            button.setEnabled(False)
        self._ticket = self.shell.tasks.pool(
            lambda ticket: work(going(ticket)), finish, owner=self, failed=failed, moved=self.strip.move_to
        )

    def _buttons(self) -> Sequence[Button]:
        return (self.make, self.choose, self.other, self.code)

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.ask_to_stop()

    def _end(self) -> None:
        self._ticket = None
        self.strip.end()
        for button in self._buttons():
            button.setEnabled(True)

    def _failed(self, error: StudioError) -> None:
        self._end()
        self._say(Tone.RED, self.shell.language.explain(error))

    def _say(self, tone: Tone, text: str) -> None:
        self.said.say(tone, text)
