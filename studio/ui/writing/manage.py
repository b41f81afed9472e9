"""The settings' section of snippets, hashtag sets and words: written here, taken from a file, given to others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from studio.clock import local_date, show_date
from studio.directory.model import DirectoryBook
from studio.errors import BadInput, StorageTrouble, StudioError
from studio.paths import write_atomic
from studio.reasons import reason_of
from studio.text import nfc, squeeze
from studio.translation import tr
from studio.ui.files import ask_open, ask_save
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton, ReasonedButton
from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label, whole_numbers
from studio.ui.widgets.layout import UNBOUNDED, Card, FlowLayout, PlainHolder, clear, column, row
from studio.ui.widgets.picks import Pick, PickGroup, PickList
from studio.ui.widgets.tips import plain
from studio.ui.writing.snippets import open_words
from studio.writing.model import EDITORS, ImportCounts, Snippet, SnippetKind, UnitWord
from studio.writing.placeholders import PLACEHOLDERS, Facts, facts_of, fill

if TYPE_CHECKING:
    from studio.app.studio import Studio


SNIPPET_FORM_LINES = 5


class SnippetForm(QWidget):
    """`wanted` carries the snippet to save, `gone` the one to remove."""

    wanted = Signal(object)
    gone = Signal(object)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._snippet = Snippet(name="", text="")
        self._facts: Facts | None = None
        self._reason = ""
        self.name, self.text = QLineEdit(), TextBox(lines=SNIPPET_FORM_LINES)
        self._name_block = FieldBlock(self.name, tr("Name"), required=True)
        self._text_block = FieldBlock(self.text)
        self._head = Label(tr("Filled in from the directory when it is inserted:"), "hint", wrap=True)
        self._places = PlainHolder()
        flow = FlowLayout(spacing=2)
        for place in PLACEHOLDERS:
            button = LinkButton(language.say(place.label))
            button.clicked.connect(lambda _=False, name=place.name: self._put(name))
            flow.addWidget(button)
        self._places.setLayout(flow)
        self._reads, self._preview = Label(tr("Reads now:"), "hint"), Label(wrap=True)
        self._failure = Label(role="error", wrap=True)
        self.save = ReasonedButton(PrimaryButton(tr("Save"), "check"))
        self.remove = QuietButton(tr("Remove", about="snippet"), "trash-2")
        self.save.button.clicked.connect(self.submit)
        self.remove.clicked.connect(lambda: self.gone.emit(self._snippet))
        for line in (self.name, self.text):
            line.textChanged.connect(self._changed)
        buttons = row(self.save, self.remove, None)
        parts = (self._name_block, self._text_block, self._head, self._places, self._reads, self._preview)
        self.setLayout(column(*parts, self._failure, 4, buttons, spacing=8))
        self._failure.hide()
        self._show_kind()

    @property
    def snippet(self) -> Snippet:
        """The snippet as it stands in the form."""
        text = nfc(self.text.toPlainText()).strip()
        return replace(self._snippet, name=squeeze(nfc(self.name.text())), text=text)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        now, kept = self.snippet, self._snippet
        return (now.name, now.text) != (kept.name, kept.text)

    def show_snippet(self, snippet: Snippet, facts: Facts) -> None:
        """Take it in hand."""
        self._snippet, self._facts = snippet, facts
        self.name.setText(snippet.name)
        self.text.setPlainText(snippet.text)
        self.show_error(None)
        self.remove.setVisible(bool(snippet.id))
        self._show_kind()

    def set_reason(self, reason: str) -> None:
        """Why nothing can be saved now; empty when it can."""
        self._reason = reason
        self._changed()

    def show_error(self, error: StudioError | None) -> None:
        """Say what the service refused, at the field it named."""
        said = self._language.explain(error) if error is not None else ""
        place = error.where if isinstance(error, BadInput) else ""
        plain = self._language.sentence(error.phrase) if error is not None else ""
        self._name_block.set_error(plain if place == "title" else "")
        self._text_block.set_error(plain if place in ("text", "tags") else "")
        self._failure.setText("" if place in ("title", "text", "tags") else said)
        self._failure.setVisible(bool(self._failure.text()))

    def submit(self) -> None:
        self.wanted.emit(self.snippet)

    def _show_kind(self) -> None:
        """What goes for a text only, or for hashtags only."""
        tags = self._snippet.kind is SnippetKind.HASHTAGS
        self._text_block.set_label(tr("Hashtags") if tags else tr("Text"), required=True)
        self._text_block.set_hint(tr("One after the other, such as #AnToànGiaoThông.") if tags else "")
        for widget in (self._head, self._places, self._reads, self._preview):
            widget.setVisible(not tags)
        self._changed()

    def _changed(self) -> None:
        unchanged = "" if self.dirty else tr("Nothing to save.")
        self.save.set_reason(self._reason or unchanged, printed=bool(self._reason))
        if self._facts is None or self._snippet.kind is SnippetKind.HASHTAGS:
            return
        filled = fill(self.text.toPlainText(), self._facts)
        said = open_words((*filled.open, *filled.doubts), self._language)
        self._preview.setText("\n".join(part for part in (whole_numbers(filled.text.strip()), said) if part))
        shown = bool(self._preview.text())
        self._reads.setVisible(shown)
        self._preview.setVisible(shown)

    def _put(self, name: str) -> None:
        self.text.insertPlainText(f"{{{name}}}")
        self.text.setFocus()


class WordsCard(QWidget):
    """`added` carries what was typed, `removed` the word taken out."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._words: tuple[UnitWord, ...] = ()
        heading = Label(tr("The unit's words"), "heading", wrap=True)
        self._hint = Label(
            tr("Names, abbreviations and loan words that the spelling check is to take as right."),
            "hint",
            wrap=True,
        )
        self.line = QLineEdit()
        self._block = FieldBlock(self.line, tr("New word"))
        self.add = QuietButton(tr("Add"), "plus")
        self.add.clicked.connect(self._add)
        self.line.returnPressed.connect(self._add)
        self._none = Label(tr("No words yet."), "hint", wrap=True)
        hold = PlainHolder()
        self._flow = FlowLayout(spacing=6)
        hold.setLayout(self._flow)
        card = Card()
        typed = column(self._block, row(self.add, None), spacing=8)
        card.setLayout(column(heading, self._hint, typed, hold, self._none, spacing=10, margins=20))
        self.setLayout(column(card))
        self._fill()

    def show_words(self, words: Sequence[UnitWord]) -> None:
        self._words = tuple(words)
        self._fill()

    def show_error(self, error: StudioError | None) -> None:
        """Say what the service refused; what was typed stays."""
        if error is None:
            self.line.clear()
        plain = isinstance(error, BadInput)
        said = (self._language.sentence(error.phrase) if plain else self._language.explain(error)) if error else ""
        self._block.set_error(said)

    def _add(self) -> None:
        if self.line.text().strip():
            self.added.emit(self.line.text())

    def _fill(self) -> None:
        clear(self._flow)
        for word in self._words:
            button = QuietButton(word.word, "x")
            button.setAccessibleName(tr("Remove {word}").format(word=word.word))
            day = show_date(local_date(word.added_at))
            button.setToolTip(plain(" · ".join(part for part in (button.accessibleName(), word.added_by, day) if part)))
            button.clicked.connect(lambda _=False, word=word.word: self.removed.emit(word))
            self._flow.addWidget(button)
        self._none.setVisible(not self._words)


KINDS = "YAML (*.yaml *.yml)"
FILE = "cau-mau.yaml"
LINES = 11
LIST_CHARS = 40
ROOM_FOR_BOTH = 88
"""Average characters the card must be wide for the list and the form side by side."""
NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetStock:
    """What the section shows."""

    snippets: tuple[Snippet, ...] = ()
    words: tuple[UnitWord, ...] = ()
    book: DirectoryBook = field(default_factory=DirectoryBook)


def read_stock(studio: Studio) -> SnippetStock:
    """On the worker."""
    writing = studio.writing
    return SnippetStock(
        snippets=tuple(writing.snippets()), words=tuple(writing.word_list()), book=studio.directory.book()
    )


def write_file(path: Path, text: str) -> Path:
    """On the worker. Raises StorageTrouble."""
    try:
        write_atomic(path, text.encode())
    except OSError as error:
        raise StorageTrouble(
            "cannot be written ({why}); choose another place.", why=reason_of(error), where=path.name
        ) from error
    return path


class Halves(PlainHolder):
    """The list beside its form, or over it where room is short."""

    def __init__(self, side: QWidget, form: QWidget) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(18)
        self._side = side
        self._box.addWidget(side)
        self._box.addWidget(form, 1)
        self.setLayout(self._box)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        char = self.fontMetrics().averageCharWidth()
        wide = self.width() >= ROOM_FOR_BOTH * char
        self._side.setMinimumWidth(LIST_CHARS * char if wide else 0)
        self._side.setMaximumWidth(LIST_CHARS * char if wide else UNBOUNDED)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)


class SnippetsSection(SettingsSection):
    """A list with its form, the words under it, and the file to hand out."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._stock = SnippetStock()
        self._shown = ""
        """Id of the snippet in the form."""
        self._heading = Label(tr("Snippets and hashtag sets"), "heading", wrap=True)
        self._hint = Label(tr("Sentences the unit uses often. Ctrl+J inserts them into a post."), "hint", wrap=True)
        self.said = Banner()
        self.list = PickList()
        self.list.setFixedHeight(200)
        self.form = SnippetForm(shell.language)
        self.new_text = QuietButton(tr("New snippet"), "plus")
        self.new_tags = QuietButton(tr("New hashtag set"), "hash")
        self.take = QuietButton(tr("Import…", about="snippets"), "download")
        self.give = QuietButton(tr("Export…", about="snippets"), "share-2")
        self.words = WordsCard(shell.language)
        self._bind()
        self.build(self._card(), self.words)
        shell.session.changed.connect(self._show_right)
        self.refresh()
        self.list.setAccessibleName(tr("Snippets and hashtag sets"))
        self._show_right()
        self._fill()

    def _bind(self) -> None:
        self.list.moved.connect(self._moved)
        self.form.wanted.connect(self._save)
        self.form.gone.connect(self._remove)
        self.new_text.clicked.connect(lambda: self._begin(SnippetKind.TEXT))
        self.new_tags.clicked.connect(lambda: self._begin(SnippetKind.HASHTAGS))
        self.take.clicked.connect(self._ask_import)
        self.give.clicked.connect(self._ask_export)
        self.words.added.connect(self._add_word)
        self.words.removed.connect(self._remove_word)

    def _card(self) -> Card:
        tools = PlainHolder()
        flow = FlowLayout(spacing=8)
        for button in (self.new_text, self.new_tags, self.take, self.give):
            flow.addWidget(button)
        tools.setLayout(flow)
        side = PlainHolder()
        side.setLayout(column(self.list, None))
        card = Card()
        both = Halves(side, self.form)
        card.setLayout(column(self._heading, self._hint, tools, self.said, both, spacing=12, margins=20))
        return card

    def refresh(self) -> None:
        studio = self.shell.studio
        self.shell.tasks.store(lambda: read_stock(studio), self._came, owner=self, key="snippets")

    # -- what is shown

    def _came(self, stock: SnippetStock) -> None:
        self._stock = stock
        self.words.show_words(stock.words)
        self._fill()

    def _fill(self) -> None:
        snippets = self._stock.snippets
        groups = [
            PickGroup(heading=heading, picks=tuple(_pick(s) for s in snippets if s.kind is kind))
            for kind, heading in (
                (SnippetKind.TEXT, tr("Snippets")),
                (SnippetKind.HASHTAGS, tr("Hashtag sets")),
            )
        ]
        self.list.blockSignals(True)
        self.list.show_groups(groups, keep=True)
        if self._shown == NEW:
            self.list.clearSelection()
        elif self._shown:
            self.list.choose(self._shown)
        self.list.blockSignals(False)
        self.list.setFixedHeight(self.list.height_for(LINES) + 4)
        if not self.form.dirty and self._shown != NEW:
            self._show_current()

    def _show_current(self) -> None:
        pick = self.list.current
        snippet = next((s for s in self._stock.snippets if pick is not None and s.id == pick.id), None)
        if snippet is not None:
            self._put(snippet, snippet.id)
        else:
            self._put(Snippet(name="", text=""), "")

    def _put(self, snippet: Snippet, shown: str) -> None:
        self._shown = shown
        today = local_date(self.shell.studio.now())
        self.form.show_snippet(snippet, facts_of(self._stock.book, unit="", today=today, day=today))

    def _moved(self, pick: Pick | None) -> None:
        if pick is None or pick.id == self._shown:
            return
        if not self.form.dirty or self._why_not():
            self._show_current()
        else:
            self._keep(self.form.snippet, then=self._show_current)

    def _begin(self, kind: SnippetKind) -> None:
        if self.form.dirty and not self._why_not():
            self._keep(self.form.snippet, then=lambda: self._blank(kind))
        else:
            self._blank(kind)

    def _blank(self, kind: SnippetKind) -> None:
        self.list.clearSelection()
        self._put(Snippet(name="", text="", kind=kind), NEW)
        self.form.name.setFocus()

    def _why_not(self) -> str:
        person = self.shell.session.person
        if person is None:
            return tr("Sign in to change them.")
        return "" if EDITORS & person.roles else tr("Only authors, approvers and the head can change them.")

    def _show_right(self) -> None:
        reason = self._why_not()
        self.form.set_reason(reason)
        for button in (self.take, self.words.add):
            button.setEnabled(not reason)
            button.setToolTip(plain(reason))
            button.setAccessibleDescription(reason)
        self.form.remove.setEnabled(not reason)

    # -- what is done

    def _save(self, snippet: Snippet) -> None:
        self._keep(snippet, then=lambda: self.shell.toast(tr("Saved.")))

    def _keep(self, snippet: Snippet, *, then: Callable[[], None]) -> None:
        """Save; what the service refuses is said at its field, and the snippet stays in hand."""
        writing, by = self.shell.studio.writing, self.shell.session.person_id

        def saved(kept: Snippet) -> None:
            if self.form.snippet == snippet:
                self._put(kept, kept.id)
            then()
            self.refresh()

        self.shell.tasks.store(lambda: writing.save(snippet, by), saved, owner=self, failed=self._refused)

    def _refused(self, error: StudioError) -> None:
        self.form.show_error(error)
        self.list.blockSignals(True)
        if self._shown == NEW or not self.list.choose(self._shown):
            self.list.clearSelection()
        self.list.blockSignals(False)

    def _remove(self, snippet: Snippet) -> None:
        writing, by = self.shell.studio.writing, self.shell.session.person_id

        def removed(_: None) -> None:
            self._shown = ""
            self._put(Snippet(name="", text=""), "")
            self.shell.toast(
                tr("Removed: {name}").format(name=snippet.name), tr("Undo"), lambda: self._restore(snippet)
            )
            self.refresh()

        self.shell.tasks.store(lambda: writing.remove(snippet.id, by), removed, owner=self, failed=self.form.show_error)

    def _restore(self, snippet: Snippet) -> None:
        self._keep(snippet, then=self.refresh)

    def _add_word(self, word: str) -> None:
        writing, by = self.shell.studio.writing, self.shell.session.person_id
        self._change_words(lambda: writing.add_word(word, by))

    def _remove_word(self, word: str) -> None:
        writing, by = self.shell.studio.writing, self.shell.session.person_id
        self._change_words(lambda: writing.remove_word(word, by))

    def _change_words(self, work: Callable[[], None]) -> None:
        def done(_: None) -> None:
            self.words.show_error(None)
            self.refresh()

        self.shell.tasks.store(work, done, owner=self, failed=self.words.show_error)

    # -- files

    def _ask_import(self) -> None:
        ask_open(self, tr("Import snippets from a file"), KINDS, self._import)

    def _import(self, paths: Sequence[Path]) -> None:
        writing, by = self.shell.studio.writing, self.shell.session.person_id
        self.said.say(Tone.BLUE, "")
        for path in paths:
            self.shell.tasks.store(
                partial(writing.import_yaml, path, by), self._imported, owner=self, failed=self._not_imported
            )

    def _imported(self, brought: ImportCounts) -> None:
        self.said.say(
            Tone.GREEN,
            tr("Imported: {snippets} snippets, {sets} hashtag sets, {words} words.").format(
                snippets=brought.snippets, sets=brought.hashtag_sets, words=brought.words
            ),
        )
        self.refresh()

    def _not_imported(self, error: StudioError) -> None:
        self.said.say(Tone.RED, self.shell.language.explain(error))

    def _ask_export(self) -> None:
        ask_save(self, tr("Export snippets to a file"), FILE, KINDS, self._export)

    def _export(self, path: Path) -> None:
        writing = self.shell.studio.writing
        self.shell.tasks.store(
            lambda: write_file(path, writing.export_yaml()), self._exported, owner=self, failed=self._not_imported
        )

    def _exported(self, path: Path) -> None:
        self.shell.toast(tr("Written: {file}").format(file=path.name))


def _pick(snippet: Snippet) -> Pick:
    return Pick(
        id=snippet.id, title=snippet.name, glyph="hash" if snippet.kind is SnippetKind.HASHTAGS else "text-quote"
    )
