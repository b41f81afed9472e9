"""The speller of a page: it stands on the widget whose text controls it looks after.

A control finds it by going up from itself, so that no editor has to be given it. Reading the unit's words and loading
the lists happen behind the window; until then nothing is marked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.config import Tones
from studio.library.citation_lint import TextCitation
from studio.library.name_parser import find_mentions
from studio.ui.preferences import Preferences
from studio.ui.tasks import Tasks
from studio.writing.spelling import Misspelling, MisspellingKind, Speller

if TYPE_CHECKING:
    from studio.writing.service import WritingService


AT_ONCE = 1200
"""Characters that are looked at in the window's own thread: about two milliseconds of work."""
Say = Callable[[tuple[Misspelling, ...]], None]


class Checks(Protocol):
    """What is asked of `Library.citations`."""

    def check(self, texts: list[tuple[str, str]], *, on: date) -> tuple[TextCitation, ...]: ...


class LawSlip(Misspelling):
    """A citation; `right` is how it is written."""


class LawSpelling:
    """Judges the citations of a text; `today` is asked each time."""

    def __init__(self, citations: Callable[[], Checks], today: Callable[[], date]) -> None:
        self._citations, self._today = citations, today

    def may_cite(self, text: str) -> bool:
        """Whether there is anything to look up; about a millisecond for a thousand characters."""
        return bool(find_mentions(text))

    def misspelt(self, text: str) -> tuple[Misspelling, ...]:
        """Asks the library: behind the window only."""
        return tuple(
            LawSlip(
                start=one.start, length=len(one.written), word=one.written, kind=MisspellingKind.WORD, right=one.offered
            )
            for one in self._citations().check([("", text)], on=self._today())
            if one.offered
        )


def together(words: tuple[Misspelling, ...], laws: tuple[Misspelling, ...]) -> tuple[Misspelling, ...]:
    """Both in order; of a word inside a citation, the citation alone."""
    outside = [w for w in words if not any(law.start < w.end and w.start < law.end for law in laws)]
    return tuple(sorted((*outside, *laws), key=lambda slip: slip.start))


class SpellingController(QObject):
    """Judges texts for the controls under its parent. `changed`: everything is to be looked at again."""

    changed = Signal()
    learnt = Signal()
    """The unit's words changed by a click here."""

    def __init__(
        self,
        parent: QWidget,
        *,
        writing: WritingService,
        tasks: Tasks,
        preferences: Preferences,
        person: Callable[[], str],
        laws: LawSpelling | None = None,
    ) -> None:
        """`person` gives the id of who is working, empty when nobody is signed in. With `laws`, citations of the law
        are marked too where they are not written in the usual form."""
        super().__init__(parent)
        self._writing, self._tasks, self._preferences, self._person = writing, tasks, preferences, person
        self._laws = laws
        self._speller: Speller | None = None
        self._post = ""
        self._ignored: dict[str, set[str]] = {}
        self._on = preferences.settings.spelling
        preferences.changed.connect(self._chosen)

    @property
    def on(self) -> bool:
        """Whether anything is to be marked now."""
        return self._on and self._speller is not None

    @property
    def tone_style(self) -> Tones:
        return self._preferences.settings.tone_style

    @property
    def may_learn(self) -> bool:
        """Whether somebody is there in whose name a word can be added."""
        return bool(self._person())

    def load(self) -> None:
        """Read the unit's words, which may have changed elsewhere; the first time the lists too."""
        writing = self._writing

        def work() -> Speller:
            speller = Speller(writing.words())
            speller.misspelt("")
            return speller

        self._tasks.store(work, self._loaded, owner=self, key="words")

    def begin(self, post_id: str) -> None:
        """Another post is written from now on; words passed over belong to one post."""
        self._post = post_id
        self.changed.emit()
        self.load()

    def look(self, text: str, say: Say, owner: QObject) -> None:
        """Tell `say` the slips of `text`, at once or, where it is long or cites the law, a little later."""
        speller, laws = self._speller, self._laws
        if speller is None or not self._on:
            say(())
            return
        cites = laws is not None and laws.may_cite(text)
        if len(text) <= AT_ONCE and not cites:
            say(self._left(speller.misspelt(text)))
            return

        def work(_: object) -> tuple[Misspelling, ...]:
            words = speller.misspelt(text)
            return together(words, laws.misspelt(text)) if laws is not None and cites else words

        self._tasks.pool(work, lambda slips: say(self._left(slips)), owner=owner, key="spelling")

    def suggest(self, slip: Misspelling) -> tuple[str, ...]:
        """What may stand in the place of `slip`."""
        if isinstance(slip, LawSlip):
            return (slip.right,)
        return self._speller.suggest(slip.word) if self._speller is not None else ()

    def ignore(self, slip: Misspelling) -> None:
        """Pass the word over in this post, as long as the program runs."""
        self._ignored.setdefault(self._post, set()).add(slip.word.lower())
        self.changed.emit()

    def learn(self, slip: Misspelling) -> None:
        """Make it one of the unit's own words. Errors are told by the window."""
        writing, by = self._writing, self._person()
        self._tasks.store(lambda: writing.add_word(slip.word, by), lambda _: self._kept(), owner=self)

    def _kept(self) -> None:
        self.learnt.emit()
        self.load()

    def _loaded(self, speller: Speller) -> None:
        before, self._speller = self._speller, speller
        if before is None or before.own != speller.own:
            self.changed.emit()

    def _left(self, slips: tuple[Misspelling, ...]) -> tuple[Misspelling, ...]:
        passed = self._ignored.get(self._post)
        return tuple(slip for slip in slips if slip.word.lower() not in passed) if passed else slips

    def _chosen(self) -> None:
        if self._on != self._preferences.settings.spelling:
            self._on = self._preferences.settings.spelling
            self.changed.emit()


def desk_over(widget: QWidget) -> SpellingController | None:
    """The desk that stands on `widget` or the nearest widget around it."""
    place: QWidget | None = widget
    while place is not None:
        found = place.findChild(SpellingController, "", Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return found
        place = place.parentWidget()
    return None
