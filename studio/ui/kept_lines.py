"""A dialog that lists what is kept, with fields for one line more. Each is kept as soon as it is added."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.translation import tr
from studio.ui.form import Form
from studio.ui.page import Shell
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, UpTo, clear, column

T = TypeVar("T")


class KeptLines(Form, Generic[T]):
    """Stays open when a line was added; `done_well` follows every change. Somebody has to be signed in for one."""

    def __init__(self, shell: Shell, parent: QWidget | None, *, none: str, high: int, width: int) -> None:
        """`none` is said where nothing is kept yet; `high`: pixels that the list is high."""
        super().__init__(shell, parent, glyph="plus", width=width)
        self.cancel.setText(tr("Close"))
        self.removers: list[IconButton] = []
        self._none = Label(none, "hint", wrap=True)
        self._list = column(spacing=6)
        self._high = high
        self.load()

    def put_list(self) -> None:
        """Let the list stand here among what is asked."""
        inner = PlainHolder()
        inner.setLayout(column(self._none, self._list, spacing=4))
        self.put(UpTo(inner, max(self._high, 2 * self.fontMetrics().height())))

    @abstractmethod
    def read(self) -> Sequence[T]:
        """What is kept, in order. On the worker."""

    @abstractmethod
    def line(self, one: T) -> QHBoxLayout:
        """How one of them is shown."""

    @abstractmethod
    def blank(self) -> None:
        """Empty the fields for the next one, and give the first the keyboard."""

    def load(self) -> None:
        self.shell.tasks.store(self.read, self._show, owner=self, key="lines")

    def remover(self, name: str, remove: Callable[[str], object]) -> IconButton:
        """A button that lets who works here `remove` a line; `name` says which."""
        button = IconButton("trash-2", name)
        button.clicked.connect(partial(self.change, remove))
        self.removers.append(button)
        return button

    def change(self, work: Callable[[str], object]) -> None:
        """Have a kept line changed, on the worker, by who works here."""
        if by := self._by():
            self.shell.tasks.store(lambda: work(by), self._changed, owner=self, failed=self._refused)

    def give(self) -> None:
        if self._by():
            super().give()

    def _by(self) -> str:
        """Who works here, by id; nobody is asked to sign in first."""
        if not self.shell.session.person_id:
            self.say_below(tr("Sign in first."))
            self.shell.sign_in()
        return self.shell.session.person_id

    def _show(self, kept: Sequence[T]) -> None:
        clear(self._list)
        self.removers = []
        for one in kept:
            self._list.addLayout(self.line(one))
        self._none.setVisible(not kept)

    def _done(self, result: Any) -> None:
        self._wait(False)
        self.blank()
        self.begin()
        self._changed(result)

    def _changed(self, _: object) -> None:
        self.load()
        self.done_well.emit()
