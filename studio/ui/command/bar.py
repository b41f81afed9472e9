"""The command bar (Ctrl+K): type a few letters of a command, post, template or law, and press Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from studio.accounts.model import Account
from studio.clock import local_date, show_datetime
from studio.library.model import Document, Hit, Validity
from studio.people.model import Person
from studio.phrase import Phrase
from studio.posts.model import PostFilter, PostRow, PostState
from studio.templates.model import Template
from studio.translation import tr
from studio.ui.command.offers import MOST_RECENT, CommandOffer, OfferKind, answers, at_rest, deeds
from studio.ui.page import Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.widgets.picks import Pick, Picker, PickGroup
from studio.ui.words import hit_word, kind_name, law_word, page_word, post_word, role_name

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.library.service import Library


HITS, READY = 8, 8
LONGEST = 200
"""Characters that are searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandStock:
    """What is read once, when the bar opens."""

    templates: tuple[Template, ...] = ()
    people: tuple[Person, ...] = ()
    accounts: tuple[Account, ...] = ()
    ready: tuple[tuple[PostRow, Phrase | None], ...] = ()
    """Approved posts, with what keeps the person here from publishing each."""
    recent: tuple[PostRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What the library has for a query; `hidden` articles are not in force today."""

    documents: tuple[tuple[Document, Validity], ...] = ()
    hits: tuple[Hit, ...] = ()
    hidden: int = 0
    query: str = ""


def read_stock(studio: Studio, by: str, recent: Sequence[str]) -> CommandStock:
    """On the worker. `recent` are ids of posts that may be gone by now."""
    approved = studio.listing.rows(studio.listing.ids(PostFilter(states=(PostState.APPROVED,)))[:READY])
    return CommandStock(
        templates=tuple(studio.catalog.all()),
        people=tuple(person for person in studio.people.list() if person.works_here),
        accounts=tuple(studio.accounts.list()),
        ready=tuple((row, _refusal(studio, row.id, by)) for row in approved),
        recent=tuple(studio.listing.rows(recent)),
    )


def _refusal(studio: Studio, post_id: str, by: str) -> Phrase | None:
    if not by:
        return Phrase("sign in first")
    return studio.workflow.refusals(post_id, by).get("publish")


def read_law(library: Library, query: str, on: date) -> Law:
    """On the worker: the document a number means, then articles."""
    text = query[:LONGEST]
    document = library.find(text)
    documents = ((document, library.status(document.key, on=on)),) if document is not None else ()
    found = library.look_up(text, limit=HITS, on=on)
    return Law(documents=documents, hits=found.hits, hidden=found.hidden, query=text)


# -- as offers


def stock_offers(stock: CommandStock, shell: Shell) -> Iterator[CommandOffer]:
    """Templates, people, pages, and the approved posts that can be published."""
    for row, refusal in stock.ready:
        yield _publishing(row, refusal, shell)
    yield from (_writing(template, shell) for template in stock.templates)
    yield from (_person(person, shell) for person in stock.people)
    yield from (_account(account, shell) for account in stock.accounts)


def post_offers(
    rows: Sequence[PostRow], titles: Mapping[str, str], shell: Shell, *, found: bool
) -> Iterator[CommandOffer]:
    """Posts; `titles` are those of the templates. `found` says that the store found them for the present query."""
    for row in rows:
        pick = Pick(
            id=f"post:{row.id}",
            title=row.title or tr("Untitled"),
            detail=" · ".join(
                part for part in (titles.get(row.template_id, ""), show_datetime(row.changed_at)) if part
            ),
            glyph="file-text",
            word=post_word(row.state),
        )
        yield CommandOffer(pick=pick, kind=OfferKind.POST, act=partial(shell.go, PageId.COMPOSER, row.id), found=found)


def law_offers(law: Law, shell: Shell) -> Iterator[CommandOffer]:
    """Documents, then articles, each with its validity today."""
    for document, validity in law.documents:
        pick = Pick(
            id=f"law:{document.key}",
            title=document.number or document.title,
            detail=document.title,
            glyph="library",
            more=document.title,
            word=law_word(validity),
        )
        yield _law(pick, document.key, shell)
    for hit in law.hits:
        article = tr("Article {n}").format(n=hit.article)
        pick = Pick(
            id=f"law:{hit.document}#{hit.article}",
            title=f"{article} · {hit.number}" if hit.article else hit.number,
            detail=hit.heading or hit.snippet,
            glyph="book-open-text",
            more=f"{hit.title}\n{hit.snippet}",
            word=hit_word(hit),
        )
        yield _law(pick, f"{hit.document}#{hit.article}" if hit.article else hit.document, shell)
    if law.hidden:
        more = tr("Not in force: {n} more").format(n=law.hidden)
        yield _law(Pick(id="law:?", title=more, glyph="search"), f"?{law.query}", shell)


def _law(pick: Pick, place: str, shell: Shell) -> CommandOffer:
    return CommandOffer(pick=pick, kind=OfferKind.LAW, act=partial(shell.go, PageId.LIBRARY, place), found=True)


def _publishing(row: PostRow, refusal: Phrase | None, shell: Shell) -> CommandOffer:
    title = tr("Publish the approved post: {title}").format(title=row.title)
    reason = shell.language.say(refusal) if refusal is not None else ""
    pick = Pick(id=f"publish:{row.id}", title=title, glyph="megaphone", reason=reason)
    return CommandOffer(pick=pick, kind=OfferKind.COMMAND, act=partial(shell.publish, row.id))


def _writing(template: Template, shell: Shell) -> CommandOffer:
    title = tr("New post: {template}").format(template=shell.language.say(template.title))
    reason = "" if shell.session.person_id else tr("sign in first")
    pick = Pick(
        id=f"template:{template.id}",
        title=title,
        detail=template.code,
        glyph="layout-template",
        reason=reason,
    )
    words = f"{template.code} {template.title.vi} {template.title.en}"
    act = partial(shell.go, PageId.COMPOSER, f"template:{template.id}")
    return CommandOffer(pick=pick, kind=OfferKind.TEMPLATE, act=act, words=words)


def _person(person: Person, shell: Shell) -> CommandOffer:
    roles = " · ".join(role_name(role) for role in sorted(person.roles))
    pick = Pick(id=f"person:{person.id}", title=person.name, detail=roles, glyph="user")
    return CommandOffer(pick=pick, kind=OfferKind.STAFF, act=partial(shell.go, PageId.SETTINGS, "people"))


def _account(account: Account, shell: Shell) -> CommandOffer:
    pick = Pick(
        id=f"account:{account.name}",
        title=account.title,
        detail=kind_name(account.kind),
        glyph="megaphone",
        word=page_word(account.status),
    )
    words = f"{account.name} {account.page_id}"
    return CommandOffer(pick=pick, kind=OfferKind.STAFF, act=partial(shell.go, PageId.PAGES, account.name), words=words)


SHORTEST = 2
"""Characters before the store is asked."""
CHARS = 92


class CommandBar(Picker):
    """Commands are there at once; what the store finds comes as it comes, and only for what is typed now."""

    def __init__(self, host: QWidget, shell: Shell, *, sight: Callable[[], Page | None]) -> None:
        super().__init__(host, chars=CHARS)
        self._shell, self._sight = shell, sight
        self._studio = shell.studio
        self._deeds: list[CommandOffer] = []
        self._stock = CommandStock()
        self._posts: tuple[str, Sequence[PostRow]] = ("", ())
        self._law: tuple[str, Law] = ("", Law())
        self._offers: dict[str, CommandOffer] = {}
        self._walked = False
        self.typed.connect(self._typed)
        self.asked.connect(self._ask)
        self.taken.connect(self._do)
        shell.session.changed.connect(self.close_popover)  # what it shows is another person's
        self.name(
            tr("Command bar"),
            tr("Type a command, a title, a template, a legal document…"),
            tr("Nothing matches. Try fewer letters, or a number such as 13/2023."),
            tr("↑ ↓ choose · Home, End first and last · Enter do it · Esc close"),
        )

    def open_bar(self) -> None:
        """Open over the page in sight, or close when it is open."""
        if self.is_open:
            self.close_popover()
            return
        self._deeds = deeds(self._shell, self._sight())
        self._posts, self._law, self._walked = ("", ()), ("", Law()), False
        self.open_picker()
        self._show()
        studio, by = self._studio, self._shell.session.person_id
        posts = [key.removeprefix("post:") for key in self._recent() if key.startswith("post:")]
        self._shell.tasks.store(lambda: read_stock(studio, by, posts), self._stocked, owner=self, key="stock")

    def about(self, pick: Pick | None) -> str:
        if pick is not None and pick.reason:
            return tr("Not now: {reason}").format(reason=pick.reason)
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
        listing, library, tasks = self._studio.listing, self._studio.library, self._shell.tasks
        today = local_date(self._studio.now())
        tasks.store(lambda: listing.find_titles(query), lambda rows: self._found(query, rows), owner=self, key="posts")
        tasks.store(lambda: read_law(library, query, today), lambda law: self._read(query, law), owner=self, key="law")

    def _stocked(self, stock: CommandStock) -> None:
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
        titles = {t.id: self._shell.language.say(t.title) for t in self._stock.templates}
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
        groups = [PickGroup(heading=self._heading(kind), picks=tuple(o.pick for o in some)) for kind, some in found]
        self.show_groups(groups, keep=keep and self._walked)

    def _heading(self, kind: OfferKind) -> str:
        return {
            OfferKind.RECENT: tr("Used last"),
            OfferKind.PAGE: tr("On this page"),
            OfferKind.COMMAND: tr("Commands"),
            OfferKind.POST: tr("Posts"),
            OfferKind.TEMPLATE: tr("Templates"),
            OfferKind.LAW: tr("Law"),
            OfferKind.STAFF: tr("People and pages"),
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
