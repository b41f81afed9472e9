"""Everything that narrows and orders the posts: page, state, words, further conditions, saved filters, order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from studio.clock import show_date
from studio.posts.listing import LONGEST_NAME
from studio.posts.model import PostFilter, PostSort, PostState, SavedFilter
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.posts.query import SORTS, ListNames, PostCounts, PostQuery
from studio.ui.widgets.buttons import Button, IconButton, LinkButton, PillButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, column, row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.tips import plain
from studio.ui.words import post_word


class Conditions(QWidget):
    """`removed` carries the name of the condition that was taken away; `cleared` takes all away."""

    removed = Signal(str)
    cleared = Signal()

    def __init__(self, *after: QWidget) -> None:
        """`after`: what stands after the button that clears."""
        super().__init__()
        self._pills: dict[str, Button] = {}
        clear = LinkButton(tr("Clear the filters"))
        clear.clicked.connect(self.cleared)
        self._flow = FlowLayout(spacing=6)
        for widget in (clear, *after):
            self._flow.addWidget(widget)
        self.setLayout(self._flow)
        self.hide()

    def show_conditions(self, conditions: Mapping[str, str]) -> None:
        """Show them, by name; without any, hide."""
        for pill in self._pills.values():
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = {name: self._make(name, words, place) for place, (name, words) in enumerate(conditions.items())}
        self.setVisible(bool(conditions))

    @property
    def pills(self) -> dict[str, Button]:
        """The buttons, by the name of the condition."""
        return dict(self._pills)

    def _make(self, name: str, words: str, place: int) -> Button:
        pill = Button(words, "x", kind="pill")
        pill.setCheckable(False)
        pill.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross after the words
        pill.setAccessibleName(tr("Remove the filter {words}").format(words=words))
        pill.setToolTip(plain(pill.accessibleName()))
        pill.clicked.connect(lambda: self.removed.emit(name))
        self._flow.insert(place, pill)
        return pill


class SavedFilters(IconButton):
    """A button with a menu. `chosen` carries a query; `keep_wanted` asks for the present one to be kept."""

    chosen = Signal(PostQuery)
    keep_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__("bookmark", tr("Saved filters"))
        self._shell = shell
        self._saved: Sequence[SavedFilter] = ()
        self._may_keep = False
        self.menu_shown = QMenu(self)
        self.clicked.connect(self._open)

    def load(self) -> None:
        """Read the saved filters again."""
        listing = self._shell.studio.listing
        self._shell.tasks.store(listing.saved_filters, self._show, owner=self, key="saved")

    def allow(self, *, keeping: bool) -> None:
        """Whether there is something to keep."""
        self._may_keep = keeping

    def keep(self, query: PostQuery) -> None:
        """Ask for a name and keep `query` under it."""
        dialog = KeepFilterDialog(self._shell, query, self.window())
        dialog.kept.connect(self._kept)
        dialog.open()

    def _show(self, saved: Sequence[SavedFilter]) -> None:
        self._saved = saved

    def _open(self) -> None:
        self._fill()
        self.menu_shown.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _fill(self) -> None:
        menu = self.menu_shown
        menu.clear()
        for saved in self._saved:
            menu.addAction(saved.name.replace("&", "&&"), partial(self._choose, saved))
        if not self._saved:
            menu.addAction(tr("No filter is saved yet")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(tr("Save the current filter…"), self.keep_wanted.emit).setEnabled(self._may_keep)
        if self._saved:
            drop = menu.addMenu(tr("Delete a saved filter"))
            for saved in self._saved:
                drop.addAction(saved.name.replace("&", "&&"), partial(self._drop, saved))

    def _choose(self, saved: SavedFilter) -> None:
        self.chosen.emit(PostQuery(filter=saved.filter, sort=saved.sort, descending=saved.descending))

    def _kept(self, name: str) -> None:
        self._shell.toast(tr("Filter “{name}” saved.").format(name=name))
        self.load()

    def _drop(self, saved: SavedFilter) -> None:
        listing = self._shell.studio.listing
        self._shell.tasks.store(lambda: listing.drop_filter(saved.id), lambda _: self._dropped(saved), owner=self)

    def _dropped(self, saved: SavedFilter) -> None:
        text = tr("Filter “{name}” deleted.").format(name=saved.name)
        self._shell.toast(text, tr("Undo"), partial(self._bring_back, saved))
        self.load()

    def _bring_back(self, saved: SavedFilter) -> None:
        listing = self._shell.studio.listing

        def keep() -> SavedFilter:
            return listing.keep_filter(saved.name, saved.filter, saved.sort, saved.descending)

        self._shell.tasks.store(keep, lambda _: self.load(), owner=self)


class KeepFilterDialog(Form):
    """Asks for the name; `kept` carries it once the filter is kept. The same name replaces the older filter."""

    kept = Signal(str)

    def __init__(self, shell: Shell, query: PostQuery, parent: QWidget | None) -> None:
        super().__init__(shell, parent, glyph="bookmark", width=440)
        self._query = query
        self.set_heading(tr("Save the filter"))
        self.say(tr("The search words, conditions and order are saved. The same name replaces the older filter."))
        self.name = self.ask("name", QLineEdit(), tr("Name", about="filter"), required=True)
        self.name.setMaxLength(2 * LONGEST_NAME)

    def work(self, values: Values) -> object:
        query = self._query
        return self.shell.studio.listing.keep_filter(values["name"], query.filter, query.sort, query.descending)

    def _done(self, saved: SavedFilter) -> None:
        self.kept.emit(saved.name)
        self.accept()


class MoreFilters(QWidget):
    """`changed` carries the filter with what was chosen here."""

    changed = Signal(PostFilter)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language, self._names, self._filter = language, ListNames(), PostFilter()
        self.template, self.author = Combo(), Combo()
        self.since, self.until = DateField(), DateField()
        self._combos = {"template": self.template, "author": self.author}
        self._days = {"changed_from": self.since, "changed_to": self.until}
        self._until = FieldBlock(self.until, tr("to", about="day"))
        flow = FlowLayout(spacing=12)
        for block in (
            FieldBlock(self.template, tr("Template")),
            FieldBlock(self.author, tr("Author")),
            FieldBlock(self.since, tr("Changed from")),
            self._until,
        ):
            flow.addWidget(block)
        card = Card()
        card.setLayout(column(flow, margins=(14, 10, 14, 10)))
        self.setLayout(column(card))
        for name, combo in self._combos.items():
            combo.setMinimumContentsLength(10)
            combo.activated.connect(lambda _, name=name: self._chose(name))
        for name, day in self._days.items():
            day.edited.connect(lambda name=name: self._wrote(name))
        self.until.setAccessibleName(tr("Changed until"))
        self._offer()

    def show_names(self, names: ListNames) -> None:
        if names != self._names:
            self._names = names
            self._offer()

    def show_filter(self, wanted: PostFilter) -> None:
        """Show the conditions of `wanted`; a day that is being written is left alone."""
        self._filter = wanted
        for name, combo in self._combos.items():
            if not combo.choose(getattr(wanted, name)):
                combo.setCurrentIndex(0)
        for name, day in self._days.items():
            if not day.line.hasFocus():
                day.set_value(getattr(wanted, name))

    def _offer(self) -> None:
        templates = self._names.templates.items()
        offered = {
            "template": {key: f"{one.code} · {self._language.say(one.title)}" for key, one in templates},
            "author": self._names.people,
        }
        for name, combo in self._combos.items():
            combo.clear()
            combo.addItem(tr("Any"), "")
            for key, words in offered[name].items():
                combo.addItem(words, key)
        self.show_filter(self._filter)

    def _chose(self, name: str) -> None:
        self._tell(replace(self._filter, **{name: str(self._combos[name].currentData())}))  # type: ignore[arg-type]

    def _wrote(self, name: str) -> None:
        day = self._days[name]
        if day.valid:
            self._tell(replace(self._filter, **{name: day.value}))  # type: ignore[arg-type]

    def _tell(self, wanted: PostFilter) -> None:
        backwards = wanted.changed_from and wanted.changed_to and wanted.changed_to < wanted.changed_from
        self._until.set_error(tr("Before the first day.") if backwards else "")
        if not backwards and wanted != self._filter:
            self._filter = wanted
            self.changed.emit(wanted)


TRASH = "trash"
USUAL = (
    PostState.DRAFT,
    PostState.IN_REVIEW,
    PostState.CHANGES_ASKED,
    PostState.APPROVED,
    PostState.QUEUED,
    PostState.PUBLISHED,
)
"""States that are always offered; the others only while posts are in them."""
PAGE_CHARS, STATE_CHARS, SEARCH_CHARS = 6, 10, 17
"""Characters that the filters have room for."""


class FilterBar(QWidget):
    """`changed` carries the query after each choice; `told` says that names or numbers of posts are others."""

    changed = Signal(PostQuery)
    told = Signal()

    def __init__(self, shell: Shell, query: PostQuery, *before: QWidget) -> None:
        """`before`: what stands before the filters and wraps with them."""
        super().__init__()
        self._shell, self._names = shell, ListNames()
        self._query, self._counts = query, PostCounts(states={}, trashed=0)
        self._counted, self._narrows = False, True
        self.search = SearchField(tr("Search posts…"))
        self.search.setMinimumWidth(SEARCH_CHARS * self.fontMetrics().averageCharWidth())
        self.search.searched.connect(self._searched)
        self.page, self.unit, self.state = Combo(), Combo(), Combo()
        self._build_combos()
        self.more, self.order = IconButton("filter"), IconButton("arrow-up-down")
        self.saved = SavedFilters(shell)
        self.more.setCheckable(True)
        self.more.set_name(tr("More filters"))
        self.more.toggled.connect(self._show_more)
        self.order.clicked.connect(self._open_orders)
        self.orders = QMenu(self)
        self.trash = PillButton()
        self.trash.clicked.connect(lambda: self.ask(self._query.trash()))
        self._filters = (self.page, self.unit, self.state, self.search, self.more, self.saved)
        signs = PlainHolder()
        signs.setLayout(row(self.more, self.saved, self.order, self.trash, spacing=4))
        self._flow = FlowLayout(spacing=8, yields=self.search)
        for part in (*before, self.page, self.unit, self.state, self.search, signs):
            self._flow.addWidget(part)
        self._panel: MoreFilters | None = None
        self.keep = LinkButton(tr("Save this filter…"), glyph="bookmark")
        self.keep.clicked.connect(lambda: self.saved.keep(self._query))
        self.conditions = Conditions(self.keep)
        self.conditions.removed.connect(self._removed)
        self.conditions.cleared.connect(self.clear)
        self.saved.chosen.connect(self.ask)
        self.saved.keep_wanted.connect(lambda: self.saved.keep(self._query))
        self._parts = column(self._flow, self.conditions, spacing=8)
        self.setLayout(self._parts)
        self._name()
        self.show_query(query)

    def _build_combos(self) -> None:
        self.page.setAccessibleName(tr("Page", about="post"))
        self.unit.setAccessibleName(tr("Unit"))
        self.state.setAccessibleName(tr("Status", about="state"))
        for combo, chars in ((self.page, PAGE_CHARS), (self.unit, PAGE_CHARS), (self.state, STATE_CHARS)):
            combo.setMinimumContentsLength(chars)
        self.page.activated.connect(lambda _: self._narrow(target=str(self.page.currentData())))
        self.unit.activated.connect(lambda _: self._narrow(unit=str(self.unit.currentData())))
        self.state.activated.connect(lambda _: self._picked(str(self.state.currentData())))

    def show_for(self, *, narrows: bool, as_list: bool) -> None:
        """Show the filters where they hold, order and trash where posts are listed."""
        for widget in self._filters:
            widget.setVisible(narrows)
        self.unit.setVisible(narrows and len(self._names.units) > 1)
        self.order.setVisible(narrows and as_list)
        self.trash.setVisible(narrows and as_list)
        if self._panel is not None:
            self._panel.setVisible(narrows and self.more.isChecked())
        self._narrows = narrows
        self._say_conditions()

    @property
    def query(self) -> PostQuery:
        return self._query

    @property
    def names(self) -> ListNames:
        return self._names

    @property
    def counts(self) -> PostCounts:
        return self._counts

    @property
    def panel(self) -> MoreFilters:
        """Further conditions; made when they are first wanted."""
        if self._panel is None:
            self._panel = MoreFilters(self._shell.language)
            self._panel.show_names(self._names)
            self._panel.show_filter(self._query.filter)
            self._panel.changed.connect(lambda wanted: self.ask(replace(self._query, filter=wanted)))
            self._parts.insertWidget(1, self._panel)
        return self._panel

    def show_query(self, query: PostQuery) -> None:
        """Show what is asked for, without asking."""
        self._query = query
        self.search.show_text(query.filter.text)
        for combo, value in ((self.page, query.filter.target), (self.unit, query.filter.unit)):
            combo.choose(value)
        if self._panel is not None:
            self._panel.show_filter(query.filter)
        self.saved.allow(keeping=query.narrow)
        self._offer()
        self._say_conditions()
        self._say_order()

    def tell(self, names: ListNames, counts: PostCounts) -> None:
        """How everything is called, and how many posts match."""
        if names != self._names:
            self._names = names
            self._name()
        self._counts, self._counted = counts, True
        self._offer()
        self.told.emit()

    def _name(self) -> None:
        wanted = self._query.filter
        pages = {name: page.title for name, page in self._names.pages.items()}
        for combo, every, named, value in (
            (self.page, tr("All pages"), pages, wanted.target),
            (self.unit, tr("All units"), self._names.units, wanted.unit),
        ):
            combo.clear()
            combo.addItem(every, "")
            for key, words in named.items():
                combo.addItem(words, key)
            combo.choose(value)
        self.unit.setVisible(self._narrows and len(self._names.units) > 1)
        if self._panel is not None:
            self._panel.show_names(self._names)
        self._say_conditions()

    def clear(self) -> None:
        """Take every condition away."""
        self.ask(self._query.without_all())

    def sort_by(self, order: str) -> None:
        self.ask(self._query.sorted_by(PostSort(order)))

    # -- choices

    def ask(self, query: PostQuery) -> None:
        """Ask for another list."""
        if query != self._query:
            self.show_query(query)
            self.changed.emit(query)

    def _searched(self, text: str) -> None:
        self.ask(replace(self._query, filter=replace(self._query.filter, text=text)))

    def _picked(self, key: str) -> None:
        self.ask(self._query.only(PostState(key) if key else None))

    def _narrow(self, **conditions: str) -> None:
        self.ask(replace(self._query, filter=replace(self._query.filter, **conditions)))  # type: ignore[arg-type]

    def _removed(self, name: str) -> None:
        self.ask(self._query.without(name))
        self.search.setFocus()

    def _show_more(self, on: bool) -> None:
        self.panel.setVisible(on)
        if on:
            self.panel.template.setFocus()

    # -- words

    def _offer(self) -> None:
        states, wanted = self._counts.states, self._query.filter
        shown = [s for s in PostState if s in USUAL or states.get(s) or s in wanted.states]
        self.state.clear()
        every = self._numbered(tr("Any status"), self._counts.total)
        self.state.addItem(every, "")
        self.state.make_room(every, STATE_CHARS)
        for each in shown:
            self.state.addItem(self._numbered(post_word(each).text, states.get(each, 0)), each)
        self.state.setCurrentIndex(shown.index(wanted.states[0]) + 1 if len(wanted.states) == 1 else 0)
        self.trash.setText(self._numbered(tr("Trash"), self._counts.trashed))
        self.trash.setChecked(wanted.trashed)

    def _numbered(self, words: str, number: int) -> str:
        return f"{words} {counted(number)}" if self._counted else words

    def _say_conditions(self) -> None:
        self.conditions.show_conditions(self._conditions(self._query.filter) if self._narrows else {})

    def _conditions(self, wanted: PostFilter) -> Mapping[str, str]:
        said = {
            "text": tr("Words: “{value}”").format(value=wanted.text) if wanted.text else "",
            "template": self._named(tr("Template: {value}"), self._names.code(wanted.template)),
            "author": self._named(tr("Author: {value}"), self._names.people.get(wanted.author, wanted.author)),
            "changed_from": self._named(
                tr("Changed from {value}"), show_date(wanted.changed_from) if wanted.changed_from else ""
            ),
            "changed_to": self._named(
                tr("Changed until {value}"), show_date(wanted.changed_to) if wanted.changed_to else ""
            ),
        }
        return {name: words for name, words in said.items() if words}

    @staticmethod
    def _named(words: str, value: str) -> str:
        return words.format(value=value) if value else ""

    # -- order

    def _say_order(self) -> None:
        words = SORTS[self._query.sort].said(descending=self._query.descending)
        self.order.set_name(tr("Sort: {order}").format(order=words))

    def _open_orders(self) -> None:
        self.orders.clear()
        group = QActionGroup(self.orders)
        for sort, words in SORTS.items():
            for descending in words.directions:
                action = self.orders.addAction(f"{tr(words.name)}: {words.direction(descending=descending)}")
                action.setCheckable(True)
                action.setActionGroup(group)
                action.setChecked((sort, descending) == (self._query.sort, self._query.descending))
                wanted = replace(self._query, sort=sort, descending=descending)
                action.triggered.connect(lambda _=False, wanted=wanted: self.ask(wanted))
        self.orders.popup(self.order.mapToGlobal(self.order.rect().bottomLeft()))
