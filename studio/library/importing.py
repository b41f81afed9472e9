"""Bringing documents into the library: whole files at once, or as drafts that a person confirms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import BadInput
from studio.library.drafts import DocumentDraft, DraftHeading, Drafts, Going, PagePicture
from studio.library.effects import ACT, Effects
from studio.library.importers.exchange import BrokenLine, read_exchange
from studio.library.importers.walk import files_in
from studio.library.intake import Intake, draft_page
from studio.library.model import Document, Original
from studio.logbook import Logbook
from studio.news import Tell, silent
from studio.paths import write_chosen
from studio.phrase import Phrase
from studio.sandbox import Sandbox

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary
    from studio.library.storage_originals import StoredOriginals

EXCHANGE = ".jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import brought, and each file refused with the reason."""

    documents: int
    articles: int
    refused: tuple[tuple[Path, Phrase], ...]
    broken: tuple[Path, ...] = ()
    """Of the refused, files of the exchange format with a line that is no JSON; their other lines can be had (see
    `Importing.import_paths`)."""


class Importing(Effects):
    """A part of `studio.library.service.Library`."""

    def __init__(
        self,
        repo: StoredLibrary,
        clock: Clock,
        originals: StoredOriginals,
        *,
        check_days: int = 180,
        changing: Callable[[], AbstractContextManager[object]] = nullcontext,
        tell: Tell = silent,
        logbook: Logbook | None = None,
    ) -> None:
        """See `Effects`; `originals` is where files are kept."""
        super().__init__(repo, clock, check_days=check_days, changing=changing, tell=tell, logbook=logbook)
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
                reason = Phrase("thư mục không có tệp nào.", "the folder holds no file.")
                refused.append((path, reason))
            found.extend(inside)
        return found
