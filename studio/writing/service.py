"""Writing help: the unit's snippets, hashtag sets and own words.

Snippets and sets are entries of the unit's directory and travel with it; what is kept here is how often each was
used, and the words. Whoever writes, approves or heads may change them.

Snippets, hashtag sets and words as one YAML file, for a department to hand out.

    snippets:      [{id?, title, text}]
    hashtag_sets:  [{id?, title, tags}]
    words:         [VNeID, Đắk]

An entry of a known title takes over what the file says, so that importing twice changes nothing.

The unit's own words, as the spelling check takes them: one at a time, without blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import regex
import yaml

from studio.clock import Clock
from studio.directory.model import DirectoryBook, HashtagSet
from studio.directory.model import DirectorySnippet as Passage
from studio.directory.service import Directory, plain_phrases, take_phrases
from studio.errors import BadInput, NotFound
from studio.logbook import Logbook
from studio.people.model import Person
from studio.people.service import People
from studio.text import length, nfc
from studio.writing.model import EDITORS, ImportCounts, Snippet, SnippetKind, UnitWord, Use
from studio.yamlfile import LinedList, LineMapping, at, read_yaml, refuse_unknown

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.writing.storage import StoredWriting

SECTIONS = ("snippets", "hashtag_sets", "words")


def export_yaml(book: DirectoryBook, words: Iterable[str]) -> str:
    """The file's text; `import_yaml` of it restores snippets, sets and words."""
    content = plain_phrases(book) | {"words": list(words)}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def import_yaml(path: Path, directory: Directory) -> tuple[ImportCounts, tuple[str, ...]]:
    """Save the entries on `directory` and return the words; the caller's transaction makes it all or nothing.

    Raises BadInput naming file and line.
    """
    content = read_yaml(path)
    refuse_unknown(content, SECTIONS, path)
    sets, snippets = take_phrases(content, path, directory)
    words = tuple(dict.fromkeys(_words(content, path)))
    return ImportCounts(snippets=snippets, hashtag_sets=sets, words=len(words)), words


def _words(content: LineMapping, path: Path) -> Iterator[str]:
    listed = content.get("words") or LinedList()
    if not isinstance(listed, LinedList):
        raise BadInput("“words” must be a list of words.", where=at(path, content.lines["words"]))
    for place, word in enumerate(listed):
        where = at(path, listed.lines[place])
        if not isinstance(word, str):
            raise BadInput("each line must be a word.", where=where)
        try:
            yield from tidy_words(word)
        except BadInput as error:
            raise BadInput(error.phrase, where=where) from error


LONGEST = 40


_WORD = regex.compile(r"^\p{L}[\p{L}\p{M}\p{N}’'._/-]*$")


def tidy_words(text: str) -> tuple[str, ...]:
    """Every word of `text` in NFC, marks around it taken off, doubles left out: ``Đắk Lắk,`` → ``Đắk``, ``Lắk``.

    Raises BadInput when there is none, or one is no word.
    """
    words = tuple(dict.fromkeys(part.strip(".,;:!?()[]“”\"'…") for part in nfc(text).split()))
    words = tuple(word for word in words if word)
    if not words:
        raise BadInput("there is no word yet; type one.", where="word")
    for word in words:
        if not _WORD.match(word) or length(word) > LONGEST:
            raise BadInput(
                "“{word}” is no word; a word begins with a letter and has at most {longest} characters.",
                word=word,
                longest=LONGEST,
                where="word",
            )
    return words


ACT = "words"
"""As `studio.outbox.audit.Act` names it."""
STARTER = Path(__file__).parent.parent / "assets" / "writing" / "starter.yaml"
"""Snippets of a new profile; the unit changes or removes them as it likes."""


class WritingService:
    """The writing help of one profile."""

    def __init__(
        self,
        repo: StoredWriting,
        directory: Directory,
        people: People,
        clock: Clock,
        *,
        starter: Path = STARTER,
        logbook: Logbook | None = None,
    ) -> None:
        self._repo = repo
        self._directory = directory
        self._people = people
        self._clock = clock
        self._starter = starter
        self._logbook = logbook or Logbook()

    def begin(self) -> None:
        """Give a profile the starter snippets, once, unless it has some of its own. What was removed stays so."""
        if self._repo.begun():
            return
        with self._repo.transaction():
            if not self._directory.book().snippets:
                self._take(self._starter, by="")
            self._repo.set_begun(self._clock.now())

    def snippets(self) -> tuple[Snippet, ...]:
        """Passages, then hashtag sets, each in the order it was added."""
        book, uses = self._directory.book(), self._repo.uses()
        found = [
            Snippet(id=_id(SnippetKind.TEXT, p.id), name=p.title, text=p.text, kind=SnippetKind.TEXT)
            for p in book.snippets
        ]
        found += [
            Snippet(id=_id(SnippetKind.HASHTAGS, s.id), name=s.title, text=" ".join(s.tags), kind=SnippetKind.HASHTAGS)
            for s in book.hashtag_sets
        ]
        return tuple(_with_use(snippet, uses) for snippet in found)

    def save(self, snippet: Snippet, by: str) -> Snippet:
        """Add (empty id) or replace. Raises BadInput naming ``title``, ``text`` or ``tags``; NotPermitted, NotFound."""
        self._editor(by)
        kind, key = _parted(snippet.id) if snippet.id else (snippet.kind, "")
        if kind is SnippetKind.TEXT:
            kept = self._directory.save_snippet(Passage(id=key, title=snippet.name, text=snippet.text))
            return Snippet(id=_id(kind, kept.id), name=kept.title, text=kept.text, kind=kind)
        tags = tuple(snippet.text.replace(",", " ").split())
        made = self._directory.save_hashtags(HashtagSet(id=key, title=snippet.name, tags=tags))
        return Snippet(id=_id(kind, made.id), name=made.title, text=" ".join(made.tags), kind=kind)

    def remove(self, id: str, by: str) -> None:
        """Raises NotFound, NotPermitted."""
        self._editor(by)
        kind, key = _parted(id)
        with self._repo.transaction():
            if kind is SnippetKind.TEXT:
                self._directory.remove_snippet(key)
            else:
                self._directory.remove_hashtags(key)
            self._repo.forget_uses(id)

    def note_use(self, id: str) -> None:
        """Remember that it was inserted now."""
        self._repo.note_use(id, self._clock.now())

    def words(self) -> frozenset[str]:
        """The unit's own words, for the spelling check."""
        return frozenset(kept.word for kept in self._repo.words())

    def word_list(self) -> tuple[UnitWord, ...]:
        """The words with who added them, by alphabet."""
        return self._repo.words()

    def add_word(self, word: str, by: str) -> None:
        """Add every word in `word`. Raises BadInput, NotPermitted."""
        editor = self._editor(by)
        with self._logbook.doing(ACT, editor.id, step="added"), self._repo.transaction():
            self._keep(tidy_words(word), editor.name)

    def remove_word(self, word: str, by: str) -> None:
        """Raises NotPermitted."""
        with self._logbook.doing(ACT, self._editor(by).id, step="removed"):
            self._repo.remove_word(word)

    def export_yaml(self) -> str:
        """Snippets, sets and words as the text of a file."""
        return export_yaml(self._directory.book(), [kept.word for kept in self._repo.words()])

    def import_yaml(self, path: Path, by: str) -> ImportCounts:
        """Take everything in the file, or nothing. Raises BadInput naming file and line; NotPermitted."""
        editor = self._editor(by)
        with self._logbook.doing(ACT, editor.id, step="taken_in"), self._repo.transaction():
            return self._take(path, by=editor.name)

    def _take(self, path: Path, by: str) -> ImportCounts:
        brought, words = import_yaml(path, self._directory)
        self._keep(words, by)
        return brought

    def _keep(self, words: tuple[str, ...], name: str) -> None:
        now = self._clock.now()
        for word in words:
            self._repo.add_word(UnitWord(word=word, added_by=name, added_at=now))

    def _editor(self, by: str) -> Person:
        return self._people.require(by, *sorted(EDITORS))


def _with_use(snippet: Snippet, uses: Mapping[str, Use]) -> Snippet:
    use = uses.get(snippet.id)
    return snippet if use is None else replace(snippet, used=use.times, last_used=use.last)


def _id(kind: SnippetKind, key: str) -> str:
    return f"{kind.value}:{key}"


def _parted(id: str) -> tuple[SnippetKind, str]:
    """Kind and key of an id. Raises NotFound."""
    kind, _, key = id.partition(":")
    try:
        return SnippetKind(kind), key
    except ValueError:
        raise NotFound("there is no snippet “{id}”.", id=id) from None
