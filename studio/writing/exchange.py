"""Snippets, hashtag sets and words as one YAML file, for a department to hand out.

    snippets:      [{id?, title, text}]
    hashtag_sets:  [{id?, title, tags}]
    words:         [VNeID, Đắk]

An entry of a known title takes over what the file says, so that importing twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from studio.directory.exchange import ImportTarget, plain_phrases, take_phrases
from studio.directory.model import DirectoryBook
from studio.errors import BadInput
from studio.writing.model import Brought
from studio.writing.words import tidy_words
from studio.yamlfile import Lined, LinedList, at, read_yaml, refuse_unknown

SECTIONS = ("snippets", "hashtag_sets", "words")


def export_yaml(book: DirectoryBook, words: Iterable[str]) -> str:
    """The file's text; `read_phrases` of it restores snippets, sets and words."""
    content = plain_phrases(book) | {"words": list(words)}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def import_yaml(path: Path, shelf: ImportTarget) -> tuple[Brought, tuple[str, ...]]:
    """Save the entries on `shelf` and return the words; the caller's transaction makes it all or nothing.

    Raises BadInput naming file and line.
    """
    content = read_yaml(path)
    refuse_unknown(content, SECTIONS, path)
    sets, snippets = take_phrases(content, path, shelf)
    words = tuple(dict.fromkeys(_words(content, path)))
    return Brought(snippets=snippets, hashtag_sets=sets, words=len(words)), words


def _words(content: Lined, path: Path) -> Iterator[str]:
    listed = content.get("words") or LinedList()
    if not isinstance(listed, LinedList):
        raise BadInput(
            "“words” phải là danh sách các từ.",
            "“words” must be a list of words.",
            where=at(path, content.lines["words"]),
        )
    for place, word in enumerate(listed):
        where = at(path, listed.lines[place])
        if not isinstance(word, str):
            raise BadInput("mỗi dòng phải là một từ.", "each line must be a word.", where=where)
        try:
            yield from tidy_words(word)
        except BadInput as error:
            raise BadInput(error.phrase.vi, error.phrase.en, where=where) from error
