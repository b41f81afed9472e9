"""A page of the window in tabs. Each tab is imported and built when it is first shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.page import BESIDE_BAR, Page, Shell
from studio.ui.widgets.layout import GUTTER, Pages, Tabs, column


class Tab(QWidget):
    """What stands under a tab. A tab is made with the shell alone, and answers as a page does."""

    beside_bar = False
    """Whether it leaves a `GUTTER` at its right by itself, in which its bar stands."""

    def open(self, what: str) -> None:
        """Show the thing whose id is `what`; an empty text means the tab as it is."""

    @property
    def shown(self) -> str:
        """What `open` is given to show the same thing on a tab that was made again."""
        return ""

    @property
    def kept_view(self) -> Any:
        """How its list is looked at, as of a page."""
        return None

    def take_view(self, view: Any) -> None:
        """Look at the list as before."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to be stored."""
        return True

    def refresh(self) -> None:
        """Read again what is shown."""

    def leave(self) -> None:
        """It goes out of sight, or the window closes: save what is open. Must not ask anything."""

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return ()

    def save(self) -> None:
        """Ctrl+S."""

    def check(self) -> None:
        """F7: run the checks."""

    def toggle_side(self) -> None:
        """F9: show or hide the right pane."""

    def seek(self) -> None:
        """Ctrl+F: go to the search field."""

    def confirm(self) -> None:
        """Ctrl+Enter: open the confirmation of the main step; never performs it."""

    def name_of(self, action: str) -> str:
        """What the action of that key is called here, as of a page."""
        return ""

    def why_not(self, action: str) -> str:
        """Why the action of that key can do nothing here now, as of a page."""
        return ""


class TabKind(NamedTuple):
    """A tab: what `open` calls it, and where its class is."""

    name: str
    module: str
    kind: str


class TabbedPage(Page):
    """A page of the tabs of `kinds`. ``open("slips:7")`` shows the thing 7 in the tab `slips`."""

    kinds: Sequence[TabKind] = ()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._made: dict[str, Tab] = {}
        self._views: dict[str, Any] = {}
        """How tabs that are not made again yet were looked at."""
        self.tabs = Tabs(len(self.kinds))
        words = self.words()
        self.tabs.set_words(tr("What is shown"), *(words[kind.name] for kind in self.kinds))
        self._stack = Pages()
        head = column(self.heading, self.head(), spacing=12, margins=(0, 0, GUTTER, 0))
        inside = column(head, self._stack, spacing=12, margins=BESIDE_BAR)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.tabs.setVisible(len(self.kinds) > 1)  # not before it stands in the page: it would be a window of its own
        self.tabs.currentChanged.connect(self._switched)

    def head(self) -> QWidget:
        """What stands between the heading and what is under the tabs."""
        return self.tabs

    def make(self, kind: TabKind) -> Tab:
        """Import and build a tab."""
        made: Tab = getattr(import_module(kind.module), kind.kind)(self.shell)
        return made

    def words(self) -> Mapping[str, str]:
        """What each tab is called, by its name."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """What `open` calls the tab in sight."""
        return self.kinds[self.tabs.currentIndex()].name

    @property
    def tab(self) -> Tab:
        """The tab in sight; made when it is first asked for."""
        kind = self.kinds[self.tabs.currentIndex()]
        if kind.name not in self._made:
            self._made[kind.name] = made = self.make(kind)
            self._stack.addWidget(made)
            inside = made.layout()
            if inside is not None and not made.beside_bar:
                inside.setContentsMargins(inside.contentsMargins() + QMargins(0, 0, GUTTER, 0))
            if kind.name in self._views:
                made.take_view(self._views.pop(kind.name))
        return self._made[kind.name]

    def open(self, what: str) -> None:
        name, _, thing = what.partition(":")
        place = next((place for place, kind in enumerate(self.kinds) if kind.name == name), None)
        if place is not None and place != self.tabs.currentIndex():
            self._leave_tab()
            self.tabs.blockSignals(True)
            self.tabs.setCurrentIndex(place)
            self.tabs.blockSignals(False)
        self._stack.setCurrentWidget(self.tab)
        self.tab.open(thing)

    @property
    def shown(self) -> str:
        return f"{self.name}:{self.tab.shown}"

    @property
    def kept_view(self) -> dict[str, Any]:
        return self._views | {name: tab.kept_view for name, tab in self._made.items()}

    def take_view(self, view: dict[str, Any]) -> None:
        for name, tab in self._made.items():
            if name in view:
                tab.take_view(view.pop(name))
        self._views = view

    @property
    def settled(self) -> bool:
        return all(tab.settled for tab in self._made.values())

    def refresh(self) -> None:
        self._stack.setCurrentWidget(self.tab)
        self.tab.refresh()

    def leave(self) -> None:
        self._leave_tab()

    def panes(self) -> tuple[QWidget, ...]:
        tabs = (self.tabs,) if len(self.kinds) > 1 else ()
        return (*tabs, *self.tab.panes())

    def save(self) -> None:
        self.tab.save()

    def check(self) -> None:
        self.tab.check()

    def toggle_side(self) -> None:
        self.tab.toggle_side()

    def seek(self) -> None:
        self.tab.seek()

    def _leave_tab(self) -> None:
        shown = self._stack.currentWidget()
        if isinstance(shown, Tab):
            shown.leave()

    def _switched(self, _: int) -> None:
        self._leave_tab()
        self.refresh()
