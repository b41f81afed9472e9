"""What the forms of the four kinds have in common: they show a slip, and ask for its steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import NotFound
from studio.people.model import Person
from studio.posts.model import Post, PostState
from studio.slips.model import Clarification, Correction, SlipKind
from studio.slips.service import File, Slips
from studio.translation import tr
from studio.ui.slips.section import SlipSection

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.slips.service import Slips

Act = Callable[["Slips", str, str], object]
"""A step: with the register, of the slip of that id (empty: of a new one), by a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipView:
    """One slip as it is shown, with the names it needs."""

    file: File
    people: Mapping[str, Person]
    titles: Mapping[str, str]
    """Of the posts it names, by id."""
    states: Mapping[str, PostState] = field(default_factory=dict)
    """Of the same posts."""

    @property
    def closed(self) -> bool:
        return self.file.slip.closed_at is not None


def load_slip(studio: Studio, id: str) -> SlipView:
    """Read on the worker. Raises NotFound."""
    file = studio.slips.file(id)
    body = file.slip.body
    if isinstance(body, Correction):
        named = [body.post, body.correction_post]
    else:
        named = [body.draft] if isinstance(body, Clarification) else []
    posts = {name: post for name in named if name and (post := _post_of(studio, name)) is not None}
    return SlipView(
        file=file,
        people={person.id: person for person in studio.people.list()},
        titles={name: studio.drafts.title(name) for name in posts},
        states={name: post.state for name, post in posts.items()},
    )


def _post_of(studio: Studio, post_id: str) -> Post | None:
    """The post; None when it is gone, or in the trash."""
    try:
        post = studio.drafts.get(post_id)
    except NotFound:
        return None
    return post if post.trashed_at is None else None


class KindForm(QWidget):
    """The steps of one kind of slip. `asked` carries a section, what it asks for and the slip; `go` a page."""

    asked = Signal(object, object, str)
    go = Signal(str, str)
    kind: SlipKind

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.now = now
        self.view: SlipView | None = None
        self.sections: tuple[SlipSection, ...] = ()

    @property
    def first(self) -> SlipSection:
        """Where a slip is opened."""
        return self.sections[0]

    def show_slip(self, view: SlipView) -> None:
        """Show a slip that was opened, and which of its steps are done."""
        self.view = view
        self.put(view)
        for section in self.sections:
            section.setEnabled(not view.closed)
        self.first.set_verb(tr("Save changes"))

    def put(self, view: SlipView) -> None:
        """Show what the slip holds."""
        raise NotImplementedError

    def settle(self) -> None:
        """Of a slip that is not opened yet only the first step can be taken; called when the form is built."""
        for section in self.sections[1:]:
            section.setEnabled(False)
        self.first.set_verb(tr("Open the case"))

    @property
    def id(self) -> str:
        """Of the slip shown; empty while it is not opened."""
        return self.view.file.slip.id if self.view is not None else ""

    def ask(self, section: SlipSection, act: Act) -> None:
        section.clear_errors()
        self.asked.emit(section, act, self.id)
