"""Files of other PCs are taken in: chosen, or dropped on the window; what came of each is told line by line.

A file is taken in whole or not at all. One that is refused keeps none of the others from being taken in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.exchange.model import SUFFIX, ItemResult
from studio.posts.model import PostState
from studio.translation import tr
from studio.ui.exchange.versions import ask_version
from studio.ui.files import ask_folder, ask_open
from studio.ui.page import Shell
from studio.ui.posts.query import WAYS
from studio.ui.tasks import Ticket
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import LinkButton, MenuButton, PrimaryButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, column, row
from studio.ui.widgets.progress import ProgressBar

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTold:
    """What became of the items of one post. `divided`: a person has to choose between two versions."""

    id: str
    title: str
    state: PostState
    said: tuple[ItemResult, ...]
    divided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTold:
    """What became of one file; `refused` says why nothing of it was taken in."""

    name: str
    posts: tuple[PostTold, ...] = ()
    notices: tuple[ItemResult, ...] = ()
    refused: StudioError | None = None


def take_in(studio: Studio, paths: Sequence[Path], by: str, ticket: Ticket) -> tuple[FileTold, ...]:
    """Take in those files, and those of folders, each by itself. On the pool."""
    told: list[FileTold] = []
    for path in paths:
        try:
            files = studio.exchange.files_of(path)
        except StudioError as error:
            told.append(FileTold(name=path.name or str(path), refused=error))
            continue
        for number, file in enumerate(files):
            ticket.progress(number, len(files))
            told.append(_take_one(studio, file, by))
    return tuple(told)


def _take_one(studio: Studio, file: Path, by: str) -> FileTold:
    try:
        taken = studio.exchange.read(file, by)
        posts = tuple(_post(studio, one, taken) for one in dict.fromkeys(one.post for one in taken if one.post))
    except StudioError as error:
        return FileTold(name=file.name, refused=error)
    return FileTold(name=file.name, posts=posts, notices=tuple(one for one in taken if not one.post))


def _post(studio: Studio, post_id: str, taken: Sequence[ItemResult]) -> PostTold:
    standing = studio.exchange.standing(post_id)
    return PostTold(
        id=post_id,
        title=studio.drafts.title(post_id),
        state=studio.drafts.get(post_id).state,
        said=tuple(one for one in taken if one.post == post_id),
        divided=standing is not None and len(standing.versions) > 1,
    )


class ReceivedDialog(Dialog):
    """Opens while the files are read, and tells what came of them. It can be closed meanwhile."""

    def __init__(self, shell: Shell, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=620)
        self._shell = shell
        self.set_heading(tr("Import posts from another PC"))
        self._sum = Label(tr("The files are read and checked…"), wrap=True)
        self._bar = ProgressBar()
        self._bar.setAccessibleName(self._sum.text())
        self._bar.move_to(0, 0)
        self._lines: QVBoxLayout = column(spacing=10)
        self._inner = PlainHolder()
        self._inner.setLayout(self._lines)
        self.close_button = PrimaryButton(tr("Close"), "check")
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        self.fill(self._sum, self._bar, self._inner, buttons=row(None, self.close_button))
        studio, by, chosen = shell.studio, shell.session.person_id, tuple(paths)
        shell.tasks.pool(
            lambda ticket: take_in(studio, chosen, by, ticket),
            self._show,
            owner=self,
            moved=self._bar.move_to,
            lasting=True,
        )

    @property
    def summary(self) -> str:
        return self._sum.text()

    def _show(self, files: Sequence[FileTold]) -> None:
        self._bar.hide()
        self._sum.setText(_summed(files))
        for file in files:
            self._lines.addWidget(self._file(file))
        self._shell.changed()

    def _file(self, file: FileTold) -> QWidget:
        refused = file.refused is not None
        name = row(Glyph("circle-x", Tone.RED) if refused else Glyph("circle-check", Tone.GREEN), spacing=8)
        name.addWidget(ElidedLabel(file.name, "label"), 1)
        inside = column(name, spacing=6, margins=12)
        if file.refused is not None:
            inside.addWidget(Label(self._why(file.refused, file.name), "error", wrap=True))
            inside.addWidget(Label(tr("Nothing in this file was imported."), "hint", wrap=True))
        elif not file.posts and not file.notices:
            inside.addWidget(Label(tr("No news about posts."), "hint", wrap=True))
        for notice in file.notices:
            inside.addWidget(Label(f"• {self._shell.language.sentence(notice.said)}", "hint", wrap=True))
        for post in file.posts:
            inside.addWidget(self._post(post))
        card = Card(kind="inset")
        card.setLayout(inside)
        return card

    def _why(self, error: StudioError, file: str) -> str:
        """Why it was refused; the name of the file stands above."""
        return (
            self._shell.language.sentence(error.phrase) if error.where == file else self._shell.language.explain(error)
        )

    def _post(self, post: PostTold) -> QWidget:
        title = post.title or tr("(no title yet)")
        inside = column(Label(title, wrap=True), spacing=3)
        for sentence in dict.fromkeys(self._shell.language.sentence(one.said) for one in post.said):
            inside.addWidget(Label(f"• {sentence}", "hint", wrap=True))
        go = LinkButton(tr("Open the post"), "arrow-up-right")
        go.setAccessibleName(f"{go.text()}: {title}")
        go.clicked.connect(lambda: self._open(post))
        links, flow = PlainHolder(), FlowLayout(spacing=4)
        if post.divided:
            choose = LinkButton(tr("Choose a version…"), "layers")
            choose.setAccessibleName(f"{choose.text()}: {title}")
            choose.clicked.connect(lambda: self._choose(post))
            flow.addWidget(choose)
        flow.addWidget(go)
        links.setLayout(flow)
        inside.addWidget(links)
        block = PlainHolder()
        block.setLayout(inside)
        return block

    def _open(self, post: PostTold) -> None:
        self.accept()
        self._shell.go(WAYS[post.state], post.id)

    def _choose(self, post: PostTold) -> None:
        self.accept()
        parent = self.parentWidget()
        if parent is not None:
            ask_version(self._shell, post.id, parent)


def _summed(files: Sequence[FileTold]) -> str:
    if not files:
        return tr("There is no file of another PC in this folder; its name ends in {suffix}.").format(suffix=SUFFIX)
    refused = sum(file.refused is not None for file in files)
    said = [tr("Files imported: {n}.").format(n=len(files) - refused)]
    if refused:
        said.append(tr("Refused: {n}.").format(n=refused))
    said.append(tr("This publishes nothing."))
    return " ".join(said)


def receive(shell: Shell, paths: Sequence[Path], parent: QWidget) -> None:
    """Take the files in by who works here; whoever nobody knows signs in first."""
    if not shell.session.person_id:
        shell.sign_in(then=lambda: receive(shell, paths, parent))
        return
    ReceivedDialog(shell, paths, parent).open()


def ask_files(shell: Shell, parent: QWidget | None) -> None:
    """Choose files to take in."""
    if parent is None:
        return
    kinds = tr("Posts of another PC (*{suffix})").format(suffix=SUFFIX)
    ask_open(parent, tr("Import posts from another PC"), kinds, lambda paths: receive(shell, paths, parent))


def ask_whole_folder(shell: Shell, parent: QWidget) -> None:
    """Choose a folder, or a USB drive, to take in all of."""
    ask_folder(parent, tr("Import posts from another PC"), lambda path: receive(shell, [path], parent))


class TakeInButton(MenuButton):
    """Offers files or a whole folder."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        """The dialogs stand over `parent`."""
        super().__init__(tr("Import files…"), "download")
        menu = QMenu(self)
        menu.addAction(tr("Choose files…"), lambda: ask_files(shell, parent))
        menu.addAction(tr("All of a folder or USB drive…"), lambda: ask_whole_folder(shell, parent))
        self.setMenu(menu)
        self.setToolTip(tr("Files can be dropped on the window, too"))
