"""Bringing documents into the library: whole files at once, or as drafts that a person confirms.

From what a person chose, files and folders, to the files to read.

The library's exchange format: one document a line, JSON, UTF-8.

    {"number", "type", "title", "issuer", "issued_on", "effective_from", "effective_to", "status", "checked_on",
     "checked_by", "source", "relations": [{"kind", "number", "article", "clause", "point", "provision", "since",
      "until"}],
     "articles": [{"id", "number", "heading", "path", "text"}]}

`number`, or `title` with articles, must be there; of a relation, `kind` and `number`. Days are ISO text or null; a day
of checking needs its `source`. Fields of other names are left alone. Relations that the articles' texts tell of are
added to those of the field.
A line that is no JSON refuses the whole file, for then the file is damaged, unless the person wants the other lines
all the same; a document with an unusable field is refused alone. Either way the sentence names the line.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from studio.canonical import sha256
from studio.clock import Clock
from studio.errors import BadInput
from studio.events import Publish, silent
from studio.library.effects import ACT, Effects
from studio.library.events import LegalPlace, place_of
from studio.library.folded_text import clean
from studio.library.importers.assemble import build, relations_said, together
from studio.library.importers.encodings import looks_legacy
from studio.library.importers.read_text import (
    FIRST_PAGE,
    MEGABYTE,
    legacy_encoding,
    read_bytes,
    refuse_disguise,
    secrecy_mark,
    secret,
)
from studio.library.intake import DocumentDraft, DraftHeading, Drafts, Going, Intake, PagePicture, draft_page
from studio.library.model import Document, Edition, Original, Relation, Status
from studio.library.numbers import kind_of_number, number_key
from studio.library.structure import ParsedArticle
from studio.logbook import Logbook
from studio.paths import write_chosen
from studio.phrase import Phrase
from studio.sandbox import Sandbox
from studio.text import squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary
    from studio.library.storage_history import StoredOriginals

MOST_FILES = 5000
_IGNORED = frozenset({"thumbs.db", "desktop.ini"})


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files of `paths`, folders walked in name order; hidden files and Word's lock files are left out.

    Links inside a folder are not followed. Raises BadInput when there are too many.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for inner in sorted(path.rglob("*")):
            if inner.is_file() and not inner.is_symlink() and not _is_ignored(inner.relative_to(path)):
                found.append(inner)
                if len(found) > MOST_FILES:
                    raise BadInput(
                        "the folder holds more than {most_files} files; choose a subfolder.",
                        most_files=MOST_FILES,
                        where=str(path),
                    )
    return found


def _is_ignored(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts) or path.name.lower() in _IGNORED


LIMIT = 512 * MEGABYTE
LONGEST_LINE = 16 * MEGABYTE
"""Bytes; the longest law has one."""
MOST_BRACKETS = 200_000
"""Objects and lists in a line, and brackets in its texts; a line of empty lists takes thirty times its length."""
DEEPEST = 8
"""Brackets inside brackets; the format needs four."""


class BrokenLine(BadInput):
    """A line that is no JSON: the file is damaged, the other lines may be whole."""


def read_exchange(path: Path, refuse: Callable[[BadInput], None], *, skip_broken: bool = False) -> Iterator[Edition]:
    """The documents of a .jsonl file, one after the other; `refuse` is told of each that cannot be taken.

    Raises BrokenLine at the first line that is no JSON; with `skip_broken`, `refuse` is told of it instead. Raises
    BadInput for a file that cannot be read at all.
    """
    data = read_bytes(path, LIMIT)
    refuse_disguise(data, ".jsonl")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput("a .jsonl file must be UTF-8; save it again in UTF-8.")
    seen: dict[str, int] = {}
    for number, line in enumerate(io.BytesIO(data.removeprefix(b"\xef\xbb\xbf")), start=1):
        if not line.strip():
            continue
        try:
            with _at_line(number):
                raw = parse(line)
        except BadInput as error:
            broken = BrokenLine(error.phrase)
            if not skip_broken:
                raise broken from error
            refuse(broken)
            continue
        try:
            with _at_line(number):
                edition = read_edition(raw)
                _refuse_second(edition.document.key, number, seen)
        except BadInput as error:
            refuse(error)
        else:
            yield edition


@contextmanager
def _at_line(number: int) -> Iterator[None]:
    """Put the line before whatever BadInput the block raises."""
    try:
        yield
    except BadInput as error:
        raise BadInput("line {number}: {why}", number=number, why=error.phrase) from error


def _refuse_second(key: str, number: int, seen: dict[str, int]) -> None:
    first = seen.setdefault(key, number)
    if first != number:
        _fail(Phrase("the same number as line {first}; keep one line a document.", first=first))


def parse(line: bytes) -> dict[str, Any]:
    """One JSON object, read strictly: no double keys, no NaN, no deep nesting. Raises BadInput."""
    if len(line) > LONGEST_LINE:
        _fail(Phrase("the line is too long; split the document."))
    if line.count(b"[") + line.count(b"{") > MOST_BRACKETS:
        _fail(Phrase("the line has too many parts; split the document."))
    try:
        value = json.loads(line.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError:
        _fail(Phrase("not valid UTF-8; save the file again in UTF-8."))
    except RecursionError:
        _fail(Phrase("the JSON is nested too deep."))
    except json.JSONDecodeError as error:
        _fail(Phrase("no valid JSON at character {colno}; the line may be cut off.", colno=error.colno))
    except ValueError:
        _fail(Phrase("a number has too many digits."))
    if not isinstance(value, dict):
        _fail(Phrase("each line must be one JSON object {…}."))
    if _depth(value) > DEEPEST:
        _fail(Phrase("the JSON is nested too deep."))
    return value


def read_edition(raw: Mapping[str, Any]) -> Edition:
    """A document of the exchange format. Raises BadInput naming the field."""
    number, title = squeeze(_text(raw, "number")), squeeze(_text(raw, "title"))
    articles = _list(raw, "articles")
    sections = [_section(item, f"articles[{index}]") for index, item in enumerate(articles)]
    _refuse_content(title, sections)
    told = kind_of_number(number)
    document = Document(
        key=number_key(number) if number else _key_without_number(title, sections),
        number=number,
        type=squeeze(_text(raw, "type")) or (told.name if told else ""),
        title=title,
        issuer=squeeze(_text(raw, "issuer")),
        issued_on=_day(raw, "issued_on"),
        effective_from=_day(raw, "effective_from"),
        effective_to=_day(raw, "effective_to"),
        stated_status=_status(raw),
        checked_on=_day(raw, "checked_on"),
        checked_by=_checker(raw),
        source=squeeze(_text(raw, "source")),
        relations=together(
            [_relation(r, f"relations[{i}]") for i, r in enumerate(_list(raw, "relations"))],
            relations_said(sections, number, title),
        ),
    )
    _refuse_dates(document)
    return build(document, sections, _ids(document.key, articles, sections))


def _section(raw: object, place: str) -> ParsedArticle:
    if not isinstance(raw, dict):
        _fail(Phrase("{place} must be an object {{…}}.", place=place))
    return ParsedArticle(
        number=squeeze(_text(raw, "number", place)).lower(),
        heading=squeeze(_text(raw, "heading", place)),
        path=squeeze(_text(raw, "path", place)),
        text=_text(raw, "text", place).strip(),
    )


def _ids(key: str, articles: list[Any], sections: list[ParsedArticle]) -> list[str]:
    """The ids given; an article without one gets ours. Two articles of a document never share one."""
    ids: list[str] = []
    seen: set[str] = set()
    for index, (raw, section) in enumerate(zip(articles, sections, strict=True)):
        given = squeeze(_text(raw, "id", f"articles[{index}]"))
        if given in seen:
            _fail(Phrase("articles[{index}].id “{given}” comes twice.", index=index, given=given))
        name, copy = given or f"{key}@{section.number}", 1
        while name in seen:
            copy += 1
            name = f"{key}@{section.number}~{copy}"
        seen.add(name)
        ids.append(name)
    return ids


def _relation(raw: object, place: str) -> Relation:
    if not isinstance(raw, dict):
        _fail(Phrase("{place} must be an object {{…}}.", place=place))
    kind, number = squeeze(_text(raw, "kind", place)), squeeze(_text(raw, "number", place))
    if not kind or not number:
        _fail(Phrase("{place} lacks kind or number.", place=place))
    return Relation(
        kind=kind,
        number=number,
        place=place_of(*(squeeze(_text(raw, part, place)) for part in LegalPlace._fields)),
        provision=squeeze(_text(raw, "provision", place)),
        since=_day(raw, "since"),
        until=_day(raw, "until"),
    )


def _text(raw: Mapping[str, Any], name: str, place: str = "") -> str:
    value = raw.get(name)
    if value is None:
        return ""
    where = f"{place}.{name}" if place else name
    if isinstance(value, int) and not isinstance(value, bool) and name == "number":
        return str(value)
    if not isinstance(value, str):
        _fail(Phrase("{place} must be a string.", place=where))
    try:
        return clean(value)
    except BadInput as error:
        raise BadInput("{place}: {why}", place=where, why=error.phrase) from error


def _list(raw: Mapping[str, Any], name: str) -> list[Any]:
    value = raw.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        _fail(Phrase("{name} must be a list […].", name=name))
    return value


def _day(raw: Mapping[str, Any], name: str) -> date | None:
    value = raw.get(name)
    if value is None or value == "":
        return None
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError(name)
        return date.fromisoformat(value)
    except ValueError:
        _fail(Phrase("{name} must be a day like 2026-11-25, or null.", name=name))


def _status(raw: Mapping[str, Any]) -> Status:
    value = raw.get("status")
    if value is None or value == "":
        return Status.UNKNOWN
    try:
        return Status(value)
    except ValueError:
        known = ", ".join(Status)
        _fail(Phrase("status must be one of: {known}.", known=known))


def _checker(raw: Mapping[str, Any]) -> str:
    """Who stands behind the file's check: the person named, else the source."""
    if raw.get("checked_on") is None:
        return ""
    return squeeze(_text(raw, "checked_by")) or squeeze(_text(raw, "source"))


def _refuse_dates(document: Document) -> None:
    if document.checked_on and not document.source:
        _fail(Phrase("with checked_on there must be a source: what it was compared with."))
    start, end = document.effective_from, document.effective_to
    if start and end and end < start:
        _fail(Phrase("effective_to is before effective_from."))


def _refuse_content(title: str, sections: list[ParsedArticle]) -> None:
    first_page = [title, *(line for s in sections[:3] for line in (s.heading, *s.text.split("\n")))]
    mark = secrecy_mark(first_page[:FIRST_PAGE])
    if mark:
        raise secret(mark)
    if looks_legacy("\n".join([title, *(s.text for s in sections[:5])])):
        raise legacy_encoding()


def _key_without_number(title: str, sections: list[ParsedArticle]) -> str:
    """Documents without number exist (old ordinances); a hash of title and first article tells them apart."""
    text = "\n".join(part for s in sections[:1] for part in (s.heading, s.text) if part)
    if not text:
        _fail(Phrase("number (or title and articles) is missing."))
    return "KHONG-SO-" + sha256(f"{title}\n{text}".encode())[:12].upper()


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            _fail(Phrase("the key “{name}” comes twice.", name=name))
        found[name] = value
    return found


def _no_constant(name: str) -> NoReturn:
    _fail(Phrase("{name} is no JSON value.", name=name))


def _depth(value: object, level: int = 1) -> int:
    if level > DEEPEST or not isinstance(value, (dict, list)):
        return level
    inner = value.values() if isinstance(value, dict) else value
    return max((_depth(item, level + 1) for item in inner), default=level)


def _fail(say: Phrase) -> NoReturn:
    raise BadInput(say)


EXCHANGE = ".jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import brought, and each file refused with the reason."""

    documents: int
    articles: int
    refused: tuple[tuple[Path, Phrase], ...]
    broken: tuple[Path, ...] = ()
    """Of the refused, files of the exchange format with a line that is no JSON; their other lines can be had (see
    `LibraryImports.import_paths`)."""


class LibraryImports(Effects):
    """A part of `studio.library.service.Library`."""

    def __init__(
        self,
        repo: StoredLibrary,
        clock: Clock,
        originals: StoredOriginals,
        *,
        check_days: int = 180,
        changing: Callable[[], AbstractContextManager[object]] = nullcontext,
        publish: Publish = silent,
        logbook: Logbook | None = None,
    ) -> None:
        """See `Effects`; `originals` is where files are kept."""
        super().__init__(repo, clock, check_days=check_days, changing=changing, publish=publish, logbook=logbook)
        self.intake = Intake(repo, originals, clock)

    def import_paths(
        self, paths: Sequence[Path], *, going: Going | None = None, skip_broken: bool = False
    ) -> ImportReport:
        """Read files and folders, each file in one transaction. Refusals are in the report, never raised.

        A document of the same number replaces the stored one. A scan is refused: its numbers have to be compared
        (see `drafts`). `going` hears before each file how many of how many are done, and answers whether to go on.
        A line that is no JSON refuses its file; with `skip_broken` only that line, which is named. Raises
        StorageTrouble.
        """
        self._logbook.who()
        with self._changing(), Sandbox() as sandbox:
            return self._import(paths, sandbox, going, skip_broken)

    def _import(self, paths: Sequence[Path], sandbox: Sandbox, going: Going | None, skip_broken: bool) -> ImportReport:
        documents = articles = 0
        refused: list[tuple[Path, Phrase]] = []
        broken: list[Path] = []
        files = self._files(paths, refused)
        for done, path in enumerate(files):
            if going is not None and not going(done, len(files)):
                break
            single: list[BadInput] = []
            try:
                read = self._import_file(path, sandbox, single.append, skip_broken)
                self._logbook.done(ACT, step="taken_in", documents=read[0], articles=read[1])
            except BadInput as error:
                refused.append((path, error.phrase))
                broken += [path] if isinstance(error, BrokenLine) else []
            else:
                documents, articles = documents + read[0], articles + read[1]
                refused.extend((path, error.phrase) for error in single)
        return ImportReport(documents=documents, articles=articles, refused=tuple(refused), broken=tuple(broken))

    def _import_file(
        self, path: Path, sandbox: Sandbox, refuse: Callable[[BadInput], None], skip_broken: bool
    ) -> tuple[int, int]:
        if path.suffix.lower() == EXCHANGE:
            return self._repo.import_all(read_exchange(path, refuse, skip_broken=skip_broken))
        draft = self.intake.read(path, sandbox)
        self.intake.take(draft)
        edition = draft.edition
        return 1, len(edition.articles) if edition else 0

    def drafts(self, paths: Sequence[Path], *, going: Going | None = None) -> Drafts:
        """What files and folders say, for a person to confirm before it is taken; nothing is stored.

        `going` hears of files, and of the pages of a scan. Files in the exchange format are named in `many`.
        """
        refused: list[tuple[Path, Phrase]] = []
        ready: list[DocumentDraft] = []
        files = self._files(paths, refused)
        many = [path for path in files if path.suffix.lower() == EXCHANGE]
        files = [path for path in files if path.suffix.lower() != EXCHANGE]
        with Sandbox() as sandbox:
            for done, path in enumerate(files):
                if going is not None and not going(done, len(files)):
                    break
                try:
                    draft = self.intake.recognise(path, sandbox, going=going)
                except BadInput as error:
                    refused.append((path, error.phrase))
                else:
                    if draft is None:
                        break
                    ready.append(draft)
        return Drafts(ready=tuple(ready), refused=tuple(refused), many=tuple(many))

    def settle(self, draft: DocumentDraft, texts: Mapping[int, str]) -> DocumentDraft:
        """A scan with its lines as a person compared them, by index. Raises BadInput while one is missing."""
        return self.intake.settle(draft, texts)

    def draft_page(self, draft: DocumentDraft, page: int) -> PagePicture:
        """A page (from 0) of a draft's PDF as a picture. Raises BadInput."""
        with Sandbox() as sandbox:
            return draft_page(draft, page, sandbox)

    def originals(self, key: str) -> tuple[Original, ...]:
        """The files that document `key` came from, the newest first."""
        return self.intake.originals(key)

    def save_original(self, original: Original, path: Path) -> None:
        """Write a kept file as it came. Raises NotFound, Untrusted, StorageTrouble."""
        write_chosen(path, self.intake.file(original.sha256))

    def original_page(self, original: Original, page: int) -> PagePicture:
        """A page (from 0) of a kept PDF as a picture. Raises NotFound, Untrusted, BadInput."""
        with Sandbox() as sandbox:
            return self.intake.page(original, page, sandbox)

    def take(self, draft: DocumentDraft, heading: DraftHeading, *, by: str) -> Document:
        """Store a draft under the head that `by` confirmed. Raises BadInput, StorageTrouble."""
        with self._changing(), self._logbook.doing(ACT, by, step="taken_in", document=heading.number):
            return self.intake.take(draft, heading, by=by)

    def _files(self, paths: Sequence[Path], refused: list[tuple[Path, Phrase]]) -> list[Path]:
        found: list[Path] = []
        for path in paths:
            try:
                inside = files_in([path])
            except BadInput as error:
                refused.append((path, error.phrase))
                continue
            if not inside:
                reason = Phrase("the folder holds no file.")
                refused.append((path, reason))
            found.extend(inside)
        return found
