"""The command bar (Ctrl+K): type a few letters of a command, post, template or law, and press Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from studio.clock import local_date
from studio.posts.model import PostRow
from studio.ui.command.deeds import Sight, deeds
from studio.ui.command.finds import (
    Law,
    Stock,
    law_offers,
    post_offers,
    read_law,
    read_stock,
    stock_offers,
)
from studio.ui.command.offers import MOST_RECENT, Kind, Offer, answers, at_rest
from studio.ui.page import Page, PageId, Shell
from studio.ui.widgets.picker import Picker
from studio.ui.widgets.picks import Group, Pick

SHORTEST = 2
"""Characters before the store is asked."""
CHARS = 92


class CommandBar(Picker):
    """Commands are there at once; what the store finds comes as it comes, and only for what is typed now."""

    def __init__(
        self,
        host: QWidget,
        shell: Shell,
        *,
        sight: Callable[[], Page | None],
        pages: Sequence[PageId],
        name_of: Callable[[PageId], str],
    ) -> None:
        super().__init__(host, chars=CHARS)
        self._shell, self._sight, self._pages, self._name_of = shell, sight, pages, name_of
        self._studio = shell.studio
        self._deeds: list[Offer] = []
        self._stock = Stock()
        self._posts: tuple[str, Sequence[PostRow]] = ("", ())
        self._law: tuple[str, Law] = ("", Law())
        self._offers: dict[str, Offer] = {}
        self._walked = False
        self.typed.connect(self._typed)
        self.asked.connect(self._ask)
        self.taken.connect(self._do)
        shell.session.changed.connect(self.close_popover)  # what it shows is another person's
        self.retranslate()

    def retranslate(self) -> None:
        self.name(
            self.tr("Command bar"),
            self.tr("Type a command, a title, a template, a legal document…"),
            self.tr("Nothing goes by these words. Try fewer letters, or a number such as 13/2023."),
            self.tr("↑ ↓ choose · Home, End first and last · Enter do it · Esc close"),
        )

    def open_bar(self) -> None:
        """Open over the page in sight, or close when it is open."""
        if self.is_open:
            self.close_popover()
            return
        sight = Sight(shell=self._shell, page=self._sight(), pages=self._pages, name_of=self._name_of)
        self._deeds = deeds(sight)
        self._posts, self._law, self._walked = ("", ()), ("", Law()), False
        self.open_picker()
        self._show()
        studio, by = self._studio, self._shell.session.person_id
        posts = [key.removeprefix("post:") for key in self._recent() if key.startswith("post:")]
        self._shell.tasks.store(lambda: read_stock(studio, by, posts), self._stocked, owner=self, key="stock")

    def about(self, pick: Pick | None) -> str:
        if pick is not None and pick.reason:
            return self.tr("Not now: {reason}").format(reason=pick.reason)
        return super().about(pick)

    def _walk(self, event: QKeyEvent) -> bool:
        """Ctrl+K closes it again: a field would cut off the rest of its line."""
        if event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.close_popover()
            return True
        walked = super()._walk(event)
        self._walked = self._walked or walked
        return walked

    # -- what is found

    def _typed(self, _: str) -> None:
        self._walked = False
        self._show()

    def _ask(self, query: str) -> None:
        if len(query) < SHORTEST or not self.is_open:
            return
        shelf, library, tasks = self._studio.shelf, self._studio.library, self._shell.tasks
        today = local_date(self._studio.now())
        tasks.store(lambda: shelf.find_titles(query), lambda rows: self._found(query, rows), owner=self, key="posts")
        tasks.store(lambda: read_law(library, query, today), lambda law: self._read(query, law), owner=self, key="law")

    def _stocked(self, stock: Stock) -> None:
        self._stock = stock
        self._show(keep=True)

    def _found(self, query: str, rows: Sequence[PostRow]) -> None:
        self._posts = (query, rows)
        self._show(keep=True)

    def _read(self, query: str, law: Law) -> None:
        self._law = (query, law)
        self._show(keep=True)

    def _show(self, *, keep: bool = False) -> None:
        if not self.is_open:
            return
        query = self.query
        offers = [*self._deeds, *stock_offers(self._stock, self._shell)]
        titles = {t.id: self._shell.speech.say(t.title) for t in self._stock.templates}
        if query:
            for_this, rows = self._posts
            offers += post_offers(rows, titles, self._shell, found=for_this == query)
            if self._law[0] == query:
                offers += law_offers(self._law[1], self._shell)
            found = answers(offers, query)
        else:
            offers += post_offers(self._stock.recent, titles, self._shell, found=False)
            found = at_rest(offers, self._recent())
        self._offers = {offer.pick.id: offer for _, some in found for offer in some}
        groups = [Group(heading=self._heading(kind), picks=tuple(o.pick for o in some)) for kind, some in found]
        self.show_groups(groups, keep=keep and self._walked)

    def _heading(self, kind: Kind) -> str:
        return {
            Kind.RECENT: self.tr("Used last"),
            Kind.PAGE: self.tr("On this page"),
            Kind.COMMAND: self.tr("Commands"),
            Kind.POST: self.tr("Posts"),
            Kind.TEMPLATE: self.tr("Templates"),
            Kind.LAW: self.tr("Law"),
            Kind.STAFF: self.tr("People and pages"),
        }[kind]

    # -- doing it

    def _do(self, pick: Pick) -> None:
        offer = self._offers.get(pick.id)
        self.close_popover()
        if offer is not None:
            self._remember(pick.id)
            offer.act()

    @property
    def _memory_name(self) -> str:
        return f"command/{self._shell.session.person_id or 'nobody'}"

    def _recent(self) -> list[str]:
        """Ids of what this person used last, the newest first."""
        return [key for key in self._shell.memory.kept(self._memory_name).split("\n") if key]

    def _remember(self, id: str) -> None:
        kept = [id, *(other for other in self._recent() if other != id)]
        self._shell.memory.keep(self._memory_name, "\n".join(kept[: MOST_RECENT * 2]))
