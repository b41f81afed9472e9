"""A post is written into a file for another PC: where to, who publishes it then, and the PIN of who sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.people.model import Role
from studio.translation import tr
from studio.ui.exchange.folder import FolderField
from studio.ui.exchange.travel_note import publisher_words
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.system_open import open_folder
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.editors import ChoiceBox

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.exchange.model import Station, TravelState

SENDERS = frozenset({Role.AUTHOR, Role.PUBLISHER, Role.APPROVER, Role.HEAD})
"""As `studio.exchange.item_importer.OFFERERS` has them."""
FOLDER = "exchange/folder"
"""Under what the window remembers where the last file was written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendQuestion:
    """What is asked about before a post is sent."""

    post: str
    title: str
    standing: TravelState | None
    stations: tuple[Station, ...]
    joined: bool
    """This PC has joined a hub, by which the whole unit may be given a post."""

    @property
    def ours(self) -> bool:
        """Whether this PC publishes it, and may hand it over."""
        return self.standing is None or not self.standing.publisher


def load_outgoing(studio: Studio, post_id: str) -> SendQuestion:
    """On the worker. Raises StudioError."""
    return SendQuestion(
        post=post_id,
        title=studio.drafts.title(post_id),
        standing=studio.exchange.standing(post_id),
        stations=studio.exchange.stations(),
        joined=studio.hub.joined() is not None,
    )


class SendDialog(Form):
    """`written` carries the path of the file; `given` asks to give the post to the whole unit instead."""

    written = Signal(object)
    given = Signal()

    def __init__(self, shell: Shell, out: SendQuestion, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="share-2", width=540)
        self._out = out
        self.set_heading(tr("Send to another PC: {title}").format(title=out.title or tr("(no title yet)")))
        self.say(
            tr(
                "All versions, pictures and decisions of the post go into one signed file. Carry it over on a USB "
                "drive, or choose a folder that both PCs share. This publishes nothing."
            )
        )
        kept = shell.memory.kept(FOLDER)
        self.folder = self.ask(
            "folder", FolderField(tr("Folder for the file")), tr("Folder or USB drive"),
            value=kept if Path(kept).is_dir() else "", missing=tr("Choose the folder or the USB drive."),
        )  # fmt: skip
        self.to: ChoiceBox | None = None
        if out.ours and out.stations:
            self.to = self.ask("to", ChoiceBox(self._publishers()), tr("Who publishes it then"), value="",
                               hint=tr("Once it is handed over, this PC no longer publishes it."))  # fmt: skip
        else:
            standing = out.standing
            self.say(publisher_words(standing.publisher, standing.unit) if standing else publisher_words(""), "")
        self.prove("by", SENDERS, tr("Who sends it"))
        if out.ours and out.joined:
            give = QuietButton(tr("Give it to the whole unit…"), "users")
            give.clicked.connect(self.reject)
            give.clicked.connect(self.given)
            self.beside = (give,)
        self.go.setText(tr("Write the file"))

    def work(self, values: Values) -> object:
        by, pin = values["by"]
        out, to = Path(values["folder"]), values.get("to", "")
        return self.shell.studio.exchange.send(self._out.post, out, by, pin, to=to)

    def _publishers(self) -> Mapping[str, str]:
        """By login; an empty one stands for this PC."""
        handed = tr("The PC “{name}”, handed over by this file")
        return {"": tr("This PC, as until now")} | {
            one.login: handed.format(name=one.name) for one in self._out.stations
        }

    def _done(self, path: Path) -> None:
        self.shell.memory.keep(FOLDER, str(path.parent))
        self.written.emit(path)
        super()._done(path)


def ask_give(shell: Shell, out: SendQuestion, parent: QWidget) -> None:
    """Let every PC of the unit publish the post."""
    handover = shell.studio.unit_handover

    def given() -> None:
        shell.toast(tr("Given to the whole unit. Queue it at a PC that has the page's access token."))
        shell.changed()

    action = PinAction(
        heading=tr("Let every PC of the unit publish this post?"),
        text=tr(
            "{title}\n\nWhoever queues it asks the hub, which lets one PC at a time send it. There is no way back to a "
            "single PC."
        ).format(title=out.title or tr("(no title yet)")),
        verb=tr("Give it to the unit"),
        roles=SENDERS,
        work=lambda signed: handover.give(out.post, signed.person, signed.pin),
    )
    dialog = PinConfirmDialog(shell, action, parent)
    dialog.done_well.connect(given)
    dialog.open()


def _show(folder: Path) -> None:
    open_folder(folder)


def ask_send(shell: Shell, post_id: str, parent: QWidget) -> None:
    """Open the dialog for that post."""

    def told(path: Path) -> None:
        said = tr("Written: {name}. Take it to the other PC.").format(name=path.name)
        shell.toast(said, tr("Open the folder"), lambda: _show(path.parent))
        shell.changed()

    def ask(out: SendQuestion) -> None:
        dialog = SendDialog(shell, out, parent)
        dialog.written.connect(told)
        dialog.given.connect(lambda: ask_give(shell, out, parent))
        dialog.open()

    studio = shell.studio
    shell.tasks.store(lambda: load_outgoing(studio, post_id), ask, owner=parent, key="outgoing")
