"""What the command bar finds in the store: read on the worker, then made into offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.accounts.model import Account
from studio.clock import show_datetime
from studio.library.model import Document, Hit, Validity
from studio.people.model import Person
from studio.phrase import Phrase
from studio.posts.model import PostFilter, PostRow, PostState
from studio.templates.model import Template
from studio.ui.command.offers import Kind, Offer
from studio.ui.page import PageId, Shell
from studio.ui.widgets.picks import Pick
from studio.ui.words import hit_word, kind_name, law_word, page_word, post_word, role_name

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.library.service import Library

translate = QCoreApplication.translate
HITS, READY = 8, 8
LONGEST = 200
"""Characters that are searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
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


def read_stock(studio: Studio, by: str, recent: Sequence[str]) -> Stock:
    """On the worker. `recent` are ids of posts that may be gone by now."""
    approved = studio.shelf.rows(studio.shelf.ids(PostFilter(states=(PostState.APPROVED,)))[:READY])
    return Stock(
        templates=tuple(studio.catalog.all()),
        people=tuple(person for person in studio.people.list() if person.active),
        accounts=tuple(studio.accounts.list()),
        ready=tuple((row, _refusal(studio, row.id, by)) for row in approved),
        recent=tuple(studio.shelf.rows(recent)),
    )


def _refusal(studio: Studio, post_id: str, by: str) -> Phrase | None:
    if not by:
        return Phrase("hãy đăng nhập trước", "sign in first")
    return studio.workflow.refusals(post_id, by).get("publish")


def read_law(library: Library, query: str, on: date) -> Law:
    """On the worker: the document a number means, then articles."""
    text = query[:LONGEST]
    document = library.find(text)
    documents = ((document, library.status(document.key, on=on)),) if document is not None else ()
    found = library.look_up(text, limit=HITS, on=on)
    return Law(documents=documents, hits=found.hits, hidden=found.hidden, query=text)


# -- as offers


def stock_offers(stock: Stock, shell: Shell) -> Iterator[Offer]:
    """Templates, people, pages, and the approved posts that can be published."""
    for row, refusal in stock.ready:
        yield _publishing(row, refusal, shell)
    yield from (_writing(template, shell) for template in stock.templates)
    yield from (_person(person, shell) for person in stock.people)
    yield from (_account(account, shell) for account in stock.accounts)


def post_offers(rows: Sequence[PostRow], titles: Mapping[str, str], shell: Shell, *, found: bool) -> Iterator[Offer]:
    """Posts; `titles` are those of the templates. `found` says that the store found them for the present query."""
    for row in rows:
        pick = Pick(
            id=f"post:{row.id}",
            title=row.title or translate("Command", "Untitled"),
            detail=" · ".join(
                part for part in (titles.get(row.template_id, ""), show_datetime(row.changed_at)) if part
            ),
            glyph="file-text",
            word=post_word(row.state),
        )
        yield Offer(pick=pick, kind=Kind.POST, act=partial(shell.go, PageId.COMPOSER, row.id), found=found)


def law_offers(law: Law, shell: Shell) -> Iterator[Offer]:
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
        article = translate("Command", "Article {n}").format(n=hit.article)
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
        more = translate("Command", "Not in force: {n} more").format(n=law.hidden)
        yield _law(Pick(id="law:?", title=more, glyph="search"), f"?{law.query}", shell)


def _law(pick: Pick, place: str, shell: Shell) -> Offer:
    return Offer(pick=pick, kind=Kind.LAW, act=partial(shell.go, PageId.LIBRARY, place), found=True)


def _publishing(row: PostRow, refusal: Phrase | None, shell: Shell) -> Offer:
    title = translate("Command", "Publish the approved post: {title}").format(title=row.title)
    reason = shell.speech.say(refusal) if refusal is not None else ""
    pick = Pick(id=f"publish:{row.id}", title=title, glyph="megaphone", reason=reason)
    return Offer(pick=pick, kind=Kind.COMMAND, act=partial(shell.publish, row.id))


def _writing(template: Template, shell: Shell) -> Offer:
    title = translate("Command", "New post: {template}").format(template=shell.speech.say(template.title))
    reason = "" if shell.session.person_id else translate("Command", "sign in first")
    pick = Pick(
        id=f"template:{template.id}",
        title=title,
        detail=template.code,
        glyph="layout-template",
        reason=reason,
    )
    words = f"{template.code} {template.title.vi} {template.title.en}"
    act = partial(shell.go, PageId.COMPOSER, f"template:{template.id}")
    return Offer(pick=pick, kind=Kind.TEMPLATE, act=act, words=words)


def _person(person: Person, shell: Shell) -> Offer:
    roles = " · ".join(role_name(role) for role in sorted(person.roles))
    pick = Pick(id=f"person:{person.id}", title=person.name, detail=roles, glyph="user")
    return Offer(pick=pick, kind=Kind.STAFF, act=partial(shell.go, PageId.PEOPLE, "people"))


def _account(account: Account, shell: Shell) -> Offer:
    pick = Pick(
        id=f"account:{account.name}",
        title=account.title,
        detail=kind_name(account.kind),
        glyph="megaphone",
        word=page_word(account.status),
    )
    words = f"{account.name} {account.page_id}"
    return Offer(pick=pick, kind=Kind.STAFF, act=partial(shell.go, PageId.CONNECTIONS, account.name), words=words)
