"""Ties the writing help to the editor: what may be inserted where the person writes, and inserting it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from studio.clock import local_date, show_date
from studio.directory.model import DirectoryBook
from studio.library.citation import read_citation
from studio.library.model import CitationRef, CitedLaw, Hit
from studio.posts.model import Post
from studio.posts.quotations import as_quotation
from studio.templates.model import Field, FieldType, Template
from studio.translation import tr
from studio.ui.composer.editor import EditorView
from studio.ui.composer.editors.citation import CitationEditor
from studio.ui.composer.form_field import FormField
from studio.ui.composer.law import LawLookup
from studio.ui.page import Shell
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.picks import Pick, Picker, PickGroup
from studio.ui.words import hit_word
from studio.ui.writing.refusal import Refusal
from studio.ui.writing.snippets import SignPicker, SnippetPicker, said_after
from studio.ui.writing.target import WritingTarget, refusal_of_emoji, refusal_of_text
from studio.writing.model import Snippet
from studio.writing.placeholders import Facts, facts_of, fill

if TYPE_CHECKING:
    from studio.app.studio import Studio


SHORTEST = 2
CHARS = 82


class LawPicker(Picker):
    """`taken` carries a line; `place_of` gives the place in the law it means."""

    def __init__(self, host: QWidget, lookup: LawLookup) -> None:
        super().__init__(host, chars=CHARS)
        self._lookup = lookup
        self._day = date.min
        self._hits: dict[str, Hit] = {}
        self._answered = ""
        self._suggested: tuple[Hit, ...] = ()
        self.also = CheckBox()
        self.extra.addWidget(self.also)
        self.asked.connect(self._ask)
        self.typed.connect(self._typed)
        self.name(
            tr("Insert a citation"),
            tr("Number or words, such as article 5 of 13/2023…"),
            tr("Nothing found. Search with other words, or import the document in the law library."),
            tr("↑ ↓ choose · Enter insert · Tab options · Esc close"),
        )

    def offer(self, day: date, field: str, *, also: bool) -> None:
        """Search for `day`; `field` names the field of citations that may take it as well, or is empty."""
        self._day, self._hits, self._answered, self._suggested = day, {}, "", ()
        self.also.setText(tr("Also put it into “{field}”").format(field=field))
        self.also.setVisible(bool(field))
        self.also.setChecked(also)
        self.show_groups([])

    def suggest(self, hits: Sequence[Hit]) -> None:
        """Show these while nothing is typed."""
        self._suggested = tuple(hits)
        self._typed(self.query)

    def place_of(self, pick: Pick) -> CitationRef | None:
        """The document and article of the line, with the clause and point that were typed with that article."""
        hit = self._hits.get(pick.id)
        if hit is None:
            return None
        place = CitationRef(document=hit.number, article=hit.article or None)
        typed = read_citation(self.query)
        if typed is not None and typed.article and typed.article == (hit.article or "").lower():
            return replace(place, clause=typed.clause, point=typed.point)
        return place

    def hit_of(self, pick: Pick) -> Hit | None:
        return self._hits.get(pick.id)

    def about(self, pick: Pick | None) -> str:
        hit = self._hits.get(pick.id) if pick is not None else None
        if hit is None:
            if len(self.query) < SHORTEST:
                return tr("Validity is shown for {day}, the day of the post.").format(day=show_date(self._day))
            return super().about(pick) if self._answered == self.query else tr("Searching…")
        return f"{hit.title}\n{hit.snippet}"

    def _typed(self, query: str) -> None:
        if len(query) < SHORTEST:
            self._show(self._suggested)

    def _ask(self, query: str) -> None:
        if len(query) >= SHORTEST:
            self._lookup.search(query, self._day, lambda hits: self._found(query, hits), self)

    def _found(self, query: str, hits: Sequence[Hit]) -> None:
        if query != self.query:
            return
        self._answered = query
        self._show(hits)

    def _show(self, hits: Sequence[Hit]) -> None:
        self._hits = {hit.id: hit for hit in hits}
        self.show_groups([PickGroup(heading="", picks=tuple(self._pick(hit) for hit in hits))] if hits else [])

    def _pick(self, hit: Hit) -> Pick:
        article = tr("Article {n}").format(n=hit.article) if hit.article else ""
        title = " · ".join(part for part in (article, hit.number) if part)
        return Pick(
            id=hit.id,
            title=title,
            detail=hit.heading or hit.snippet,
            glyph="book-open-text",
            word=hit_word(hit),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetSources:
    """What snippets are made of, read when they are asked for."""

    snippets: tuple[Snippet, ...]
    book: DirectoryBook
    unit: str
    """Id of the unit the post's pages belong to, where it is one; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPost:
    """What the help has to know of the post that is open."""

    post: Callable[[], Post | None]
    template: Callable[[], Template | None]
    locked: Callable[[], bool]


class WritingHelp(QObject):
    """Snippets, citations and emoji for the editor `view`. The pickers are made when they are first wanted."""

    def __init__(self, shell: Shell, view: EditorView, open_post: OpenPost, lookup: LawLookup) -> None:
        super().__init__(view)
        self._shell, self._view, self._open_post, self._lookup = shell, view, open_post, lookup
        self.target = WritingTarget(lambda: view.form, self)
        self._snippets: SnippetPicker | None = None
        self._laws: LawPicker | None = None
        self._signs: SignPicker | None = None
        self._refusal: Refusal | None = None
        self._facts = Facts(unit=None, contacts=(), today=date.min, day=date.min)
        self._also = True
        shell.session.changed.connect(self._close)

    @property
    def _host(self) -> QWidget:
        """The content of the window, over which the pickers lie."""
        window = self._view.window()
        content = window.centralWidget() if isinstance(window, QMainWindow) else None
        return content or window

    def why_not(self) -> str:
        """Why nothing can be inserted at all now; empty when something can."""
        if not self._shell.session.person_id:
            return tr("Sign in first.")
        if self._open_post.post() is None or self._open_post.locked():
            return tr("This post can only be viewed now.")
        return ""

    # -- snippets

    def snippet(self) -> None:
        """Open the snippets by the caret."""
        if not self._ready(refusal_of_text):
            return
        picker = self._snippets or self._new_snippets()
        picker.open_picker(self.target.caret(self._host), self.target.control)
        studio, accounts = self._shell.studio, self._targets()
        self._shell.tasks.store(lambda: _read_shelf(studio, accounts), self._offer, owner=self, key="snippets")

    def _new_snippets(self) -> SnippetPicker:
        self._snippets = SnippetPicker(self._host, self._shell.language)
        self._snippets.taken.connect(self._take_snippet)
        return self._snippets

    def _offer(self, sources: SnippetSources) -> None:
        today = self._today()
        facts = facts_of(sources.book, unit=sources.unit, today=today, day=self._day())
        self._facts = facts
        if self._snippets is not None:
            self._snippets.offer(sources.snippets, facts)

    def _take_snippet(self, pick: Pick) -> None:
        picker = self._snippets
        snippet = picker.snippet_of(pick) if picker is not None else None
        if picker is None or snippet is None:
            return
        picker.close_popover()
        filled = fill(snippet.text, self._facts)
        remarks = filled.open
        self._insert(filled.text, select=f"{{{remarks[0].name}}}" if remarks else "")
        if remarks:
            self._shell.toast(said_after(remarks, self._shell.language))
        writing, tasks = self._shell.studio.writing, self._shell.tasks
        tasks.store(lambda: writing.note_use(snippet.id))

    # -- the law

    def cite(self) -> None:
        """Open the search over the law by the caret."""
        here = self._citations_here()
        if not self._ready(refusal_of_text if here is None else lambda _: ""):
            return
        picker = self._laws or self._new_laws()
        field = self._citation_field() if here is None else None
        picker.open_picker(self.target.caret(self._host), self.target.control)
        picker.offer(self._day(), field.label if field is not None else "", also=self._also)

    def _new_laws(self) -> LawPicker:
        self._laws = LawPicker(self._host, self._lookup)
        self._laws.taken.connect(self._take_law)
        return self._laws

    def _take_law(self, pick: Pick) -> None:
        picker = self._laws
        place, hit = (picker.place_of(pick), picker.hit_of(pick)) if picker is not None else (None, None)
        if picker is None or place is None or hit is None:
            return
        self._also = picker.also.isChecked() if picker.also.isVisible() else self._also
        field = self._citation_field() if picker.also.isVisible() and picker.also.isChecked() else None
        picker.close_popover()
        here = self._citations_here()
        if here is not None:
            here.add(_stored(place))
            return
        self._lookup.resolve(place, self._day(), lambda law: self._print(law, place, field), self)

    def quote(self, place: CitationRef) -> None:
        """Put the words of the law into the text, in quotation marks."""
        reason = self.why_not()
        if not reason and not self.target.find(prose=True):
            reason = tr("This post has no field of text to insert into.")
        if reason:
            self._shell.toast(reason)
            return
        self._lookup.words(place, self._quoted, self)

    def _quoted(self, words: str) -> None:
        if words:
            self._insert(as_quotation(words))
        else:
            self._shell.toast(tr("The library has no text of this provision. Import the document first."))

    def _print(self, law: CitedLaw, place: CitationRef, field: FormField | None) -> None:
        self._insert(law.printed or place.document)
        editor = field.editor if field is not None else None
        if field is not None and isinstance(editor, CitationEditor) and editor.add(_stored(place), focus=False):
            self._shell.toast(tr("Also put into “{field}”.").format(field=field.label))

    def _citations_here(self) -> CitationEditor | None:
        """The editor of citations in which the caret stands."""
        field = self.target.field
        return field.editor if field is not None and isinstance(field.editor, CitationEditor) else None

    def _citation_field(self) -> FormField | None:
        form = self._view.form
        fields = form.fields.values() if form is not None else ()
        return next((field for field in fields if field.field.type is FieldType.CITATION), None)

    # -- emoji

    def emoji(self) -> None:
        """Open the emoji by the caret."""
        if not self._ready(self._refusal_of_emoji):
            return
        picker = self._signs or self._new_signs()
        picker.open_picker(self.target.caret(self._host), self.target.control)
        picker.offer()

    def _new_signs(self) -> SignPicker:
        self._signs = SignPicker(self._host, self._shell.language)
        self._signs.taken.connect(self._take_sign)
        return self._signs

    def _take_sign(self, pick: Pick) -> None:
        if self._signs is not None:
            self._signs.close_popover()
            self._insert(pick.sign)

    def _refusal_of_emoji(self, field: Field) -> str:
        template = self._open_post.template()
        return refusal_of_emoji(field, template, self._texts()) if template is not None else ""

    def _texts(self) -> Iterator[str]:
        form = self._view.form
        for field in form.fields.values() if form is not None else ():
            if not field.field.hidden:
                yield from _strings(field.editor.value())

    # -- what they share

    def _ready(self, refusal: Callable[[Field], str]) -> bool:
        """Whether something may go where the caret stands; otherwise the reason is said."""
        reason = self.why_not()
        if not reason and not self.target.find():
            reason = tr("This post has no field of text to insert into.")
        field = self.target.field
        if not reason and field is not None:
            reason = refusal(field.field)
        if reason:
            note = self._refusal or self._new_refusal()
            note.say(
                reason, self.target.caret(self._host) if self.target.control is not None else None, self.target.control
            )
        return not reason

    def _new_refusal(self) -> Refusal:
        self._refusal = Refusal(self._host)
        return self._refusal

    def _insert(self, text: str, *, select: str = "") -> None:
        """As one step of its own: undo takes back what was inserted, no more."""
        self._view.left.emit()
        self.target.insert(text, select=select)
        self._view.left.emit()
        control = self.target.control
        if control is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(control, text))

    def _close(self) -> None:
        """Somebody else is working here."""
        for picker in (self._snippets, self._laws, self._signs, self._refusal):
            if picker is not None:
                picker.close_popover()

    def _targets(self) -> tuple[str, ...]:
        post = self._open_post.post()
        return post.targets if post is not None else ()

    def _today(self) -> date:
        return local_date(self._shell.studio.now())

    def _day(self) -> date:
        post = self._open_post.post()
        return local_date(post.publish_at) if post is not None and post.publish_at else self._today()


def _read_shelf(studio: Studio, targets: tuple[str, ...]) -> SnippetSources:
    """On the worker."""
    units = {account.unit for account in studio.accounts.list() if account.name in targets and account.unit}
    return SnippetSources(
        snippets=tuple(studio.writing.snippets()),
        book=studio.directory.book(),
        unit=next(iter(units)) if len(units) == 1 else "",
    )


def _stored(place: CitationRef) -> dict[str, str]:
    """A place in the law as a field keeps it."""
    parts = {"document": place.document, "article": place.article, "clause": place.clause, "point": place.point}
    return {name: part for name, part in parts.items() if part}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
