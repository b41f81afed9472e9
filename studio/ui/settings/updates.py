"""A new version of the program, taken from a folder or USB drive by whoever looks after this PC; never by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from studio.errors import StudioError
from studio.people.model import Role
from studio.translation import tr
from studio.ui import clipboard
from studio.ui.files import ask_folder
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.tasks import Ticket
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from studio.app.updates import PreparedUpdate, UpdateOffer
    from studio.updates.program_versions import ProgramVersion

MAY_UPDATE = frozenset({Role.HEAD, Role.TECHNICAL})


class UpdatesSection(SettingsSection):
    """A folder is chosen and checked; what is in it is said; then a person takes it over with their PIN."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._ticket: Ticket | None = None
        self._confirmation = SignedConfirmation(person="", pin="")
        self._former: ProgramVersion | None = None
        self._line = ""
        about = tr(
            "Choose the folder or USB drive that holds the release. Its signature and every byte are checked before "
            "anything of it is copied or run; an older version is refused. Backups stay as they are."
        )
        self.choose = PrimaryButton(tr("Choose the folder of the release…"), "folder-open")
        self.choose.clicked.connect(self._choose)
        self.strip, self.said = ProgressStrip(), Banner()
        self.strip.stopped.connect(self._stop)
        self.copy_line = QuietButton(tr("Copy the line"), "copy")
        self.copy_line.clicked.connect(lambda: clipboard.copy(self._line))
        self.copy_line.hide()
        self._back_hint = Label(role="hint", wrap=True)
        self.back = QuietButton(tr("Go back to the former version…"), "rotate-ccw")
        self.back.clicked.connect(self._ask_back)
        version = Label(tr("Version {version} runs here.").format(version=shell.studio.updates.version), wrap=True)
        self.build(
            titled(
                tr("A new version"), version, Label(about, "hint", wrap=True), row(self.choose, None), self.strip,
                self.said, row(self.copy_line, None),
            ),
            titled(tr("The former version"), self._back_hint, row(self.back, None)),
        )  # fmt: skip
        self._show_former(None)

    def refresh(self) -> None:
        updates = self.shell.studio.updates
        self.shell.tasks.pool(lambda _: updates.former(), self._show_former, owner=self, key="former")

    def look_at(self, folder: Path) -> None:
        """Check the release in `folder`, and ask whether to take it over."""
        updates = self.shell.studio.updates
        self._say(Tone.BLUE, tr("The signature of the release is being checked…"))
        self.shell.tasks.pool(
            lambda _: updates.look(folder), partial(self._ask, folder), owner=self, failed=self._refused
        )

    def _choose(self) -> None:
        ask_folder(self, self.choose.text(), self.look_at)

    def _ask(self, folder: Path, offer: UpdateOffer) -> None:
        self._say(Tone.BLUE, "")
        size = QLocale().formattedDataSize(offer.file.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        action = PinAction(
            heading=tr("Take over version {version}?").format(version=offer.version),
            text=tr(
                "{name}, {size}. Its signature is good. The data is backed up before the new version changes it. The "
                "window closes at the end."
            ).format(name=offer.file.name, size=size),
            verb=tr("Check and take over"),
            roles=MAY_UPDATE,
            work=self._proven,
        )
        dialog = PinConfirmDialog(self.shell, action, self)
        dialog.done_well.connect(lambda: self._take_over(folder))
        dialog.open()

    def _take_over(self, folder: Path) -> None:
        updates, confirmation = self.shell.studio.updates, self._taken()

        def going(ticket: Ticket) -> Callable[[int, int], bool]:
            def go_on(at: int, total: int) -> bool:
                ticket.progress(at * 1000 // max(total, 1), 1000)
                return not ticket.stop_asked

            return go_on

        def done(ready: PreparedUpdate | None) -> None:
            self._end()
            if ready is None:
                self._say(Tone.BLUE, tr("Stopped; the present version is as it was."))
            else:
                self._finish(ready)

        self.strip.begin(tr("Copying and checking the new version…"))
        self.choose.setEnabled(False)
        self._ticket = self.shell.tasks.pool(
            lambda ticket: updates.prepare(folder, confirmation.person, confirmation.pin, going=going(ticket)),
            done,
            owner=self,
            failed=self._refused,
            moved=self.strip.move_to,
            lasting=True,
        )

    def _ask_back(self) -> None:
        if self._former is None:
            return
        action = PinAction(
            heading=tr("Go back to version {version}?").format(version=self._former.number),
            text=tr(
                "Where the former version cannot read the data any more, the data goes back as well, to how it was "
                "before the upgrade; what was done since is moved to the folder “backups” and stays there for 30 days."
            ),
            verb=tr("Go back"),
            roles=MAY_UPDATE,
            work=self._proven,
            danger=True,
        )
        dialog = PinConfirmDialog(self.shell, action, self)
        dialog.done_well.connect(self._go_back)
        dialog.open()

    def _go_back(self) -> None:
        updates, confirmation = self.shell.studio.updates, self._taken()
        self.shell.tasks.store(
            lambda: updates.go_back(confirmation.person, confirmation.pin),
            self._finish,
            owner=self,
            failed=self._refused,
        )

    def _finish(self, ready: PreparedUpdate) -> None:
        """What is left to do. An installer is started by the program itself, once its window is closed."""
        if ready.restart:
            self.shell.restart()
        elif ready.close:
            self.window().close()
        else:
            self._line = ready.line
            self.copy_line.show()
            self._say(
                Tone.GREEN,
                tr("Version {version} was checked. Close the window, then run: {line}").format(
                    version=ready.version, line=ready.line
                ),
            )

    def _proven(self, confirmation: SignedConfirmation) -> None:
        """The PIN is asked for before the long work begins, and counts once more when it does."""
        self.shell.studio.people.verify_pin(confirmation.person, confirmation.pin)
        self._confirmation = confirmation

    def _taken(self) -> SignedConfirmation:
        confirmation, self._confirmation = self._confirmation, SignedConfirmation(person="", pin="")
        return confirmation

    def _show_former(self, former: ProgramVersion | None) -> None:
        self._former = former
        self.back.setVisible(former is not None)
        self._back_hint.setText(
            tr("Version {version} is still here; it can be gone back to once.").format(version=former.number)
            if former is not None
            else tr("There is none to go back to.")
        )

    def _refused(self, error: StudioError) -> None:
        self._end()
        self._say(Tone.RED, self.shell.language.explain(error))

    def _say(self, tone: Tone, text: str) -> None:
        self.said.say(tone, text)

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.ask_to_stop()

    def _end(self) -> None:
        self.strip.end()
        self.choose.setEnabled(True)
        self._ticket = None
