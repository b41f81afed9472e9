"""What is done about a notice: a call to a unit that is missing is noted, it goes by USB, it is taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.department.model import HubUnit, NoticeProgress
from studio.translation import tr
from studio.ui.department.forms import SENDERS, CallForm
from studio.ui.files import ask_folder
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog


def note_call(shell: Shell, parent: QWidget, progress: NoticeProgress | None) -> None:
    """Ask which of the missing units was called, and what was said."""
    if progress is not None:
        ask_call(shell, parent, [HubUnit(code=one.unit, name=one.name) for one in progress.missing])


def ask_call(shell: Shell, parent: QWidget, units: list[HubUnit]) -> None:
    """Ask what was said on the telephone; whoever notes it has to be signed in."""
    if not shell.session.person_id:
        shell.sign_in(then=partial(ask_call, shell, parent, units))
        return
    form = CallForm(shell, units, parent.window())
    form.done_well.connect(lambda: shell.toast(tr("The call is recorded.")))
    form.done_well.connect(shell.changed)
    form.open()


def write_notice(shell: Shell, parent: QWidget, progress: NoticeProgress | None) -> None:
    """Ask for the stick, and write the notice onto it."""
    if progress is None:
        return
    if not shell.session.person_id:
        shell.sign_in(then=partial(write_notice, shell, parent, progress))
        return
    notice, by, department = progress.notice, shell.session.person_id, shell.studio.department

    def write(folder: Path) -> None:
        shell.tasks.store(
            lambda: department.export_notice(notice.id, folder, by),
            lambda path: shell.toast(tr("Notice {number} is in {name}.").format(number=notice.number, name=path.name)),
            owner=parent,
            failed=shell.complain,
        )

    ask_folder(parent, tr("Where notice {number} is saved").format(number=notice.number), write)


def take_back(shell: Shell, parent: QWidget, progress: NoticeProgress | None) -> None:
    """Ask the head or technical officer whether that notice is taken back."""
    if progress is None:
        return
    notice, department = progress.notice, shell.studio.department
    action = PinAction(
        heading=tr("Withdraw notice {number}?").format(number=notice.number),
        text=tr(
            "The units see it struck through, with your name and the time, and have nothing left to do. What they "
            "published stays on their pages. To correct it, send another notice."
        ),
        verb=tr("Withdraw", about="notice"),
        roles=SENDERS,
        work=lambda signed: department.take_back(notice.id, signed.person, signed.pin),
        danger=True,
    )
    dialog = PinConfirmDialog(shell, action, parent.window())
    dialog.done_well.connect(lambda: shell.toast(tr("Notice {number} is withdrawn.").format(number=notice.number)))
    dialog.done_well.connect(shell.changed)
    dialog.open()
