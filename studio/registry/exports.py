"""What leaves the registry as files: sheets to print, and the directory of the official pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from studio.clock import Clock, local_date
from studio.directory.service import Directory
from studio.errors import Refused, StorageTrouble
from studio.news import Tell
from studio.paths import write_atomic
from studio.registry import sheets
from studio.registry.model import Note, PageFile

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.store.files import FileStore

_ACT = "page_file"


class PageFileSource(Protocol):
    """Where the files of pages are."""

    def list(self) -> tuple[PageFile, ...]: ...

    def get(self, id: str) -> PageFile: ...

    def find(self, id: str) -> PageFile | None: ...


class Exports:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self,
        shelf: PageFileSource,
        files: FileStore,
        contacts: Directory,
        clock: Clock,
        *,
        note: Note,
        practice: bool,
        tell: Tell,
    ) -> None:
        self._shelf = shelf
        self._files = files
        self._contacts = contacts
        self._clock = clock
        self._note = note
        self._practice = practice
        self._tell = tell

    def identity(self, id: str, out: Path, by: str) -> Path:
        """Write the identity sheet to `out` (HTML). Raises NotFound, Refused, StorageTrouble."""
        file = self._shelf.get(id)
        if not file.identity.name:
            raise Refused("hãy nhập tên trang trước khi xuất phiếu.", "enter the page's name before the sheet is made.")
        _write(out, sheets.identity_sheet(file, self._frame(file), self._files.get).encode())
        self._note(_ACT, by, {"step": "identity_exported", "page": id})
        self._tell("identity.exported", page=id)
        return out

    def minutes(self, id: str, out: Path, by: str) -> Path:
        """Write the minutes of the hand-over to `out` (HTML). Raises NotFound, StorageTrouble."""
        file = self._shelf.get(id)
        successor = self._shelf.find(file.transition.successor)
        name = successor.identity.name if successor else ""
        _write(out, sheets.minutes_sheet(file, self._frame(file), name).encode())
        self._note(_ACT, by, {"step": "minutes_exported", "page": id})
        self._tell("minutes.exported", page=id)
        return out

    def directory(self, folder: Path, by: str) -> tuple[Path, ...]:
        """Write the directory of official pages into `folder`: HTML with QR codes, CSV, JSON.

        Raises Refused while no page has an address, StorageTrouble.
        """
        files = sorted(
            (file for file in self._shelf.list() if file.valid_from is not None and file.identity.url),
            key=lambda file: (file.ended, file.identity.name),
        )
        if not any(not file.ended for file in files):
            raise Refused(
                "chưa có trang nào đang hoạt động; hãy đưa một trang vào hoạt động trước.",
                "no page is active yet; activate one first.",
            )
        frame, names = self._frame(files[0]), {file.id: file.identity.name for file in self._shelf.list()}
        rows = sheets.directory_rows(files, self._unit, names)
        made = {
            "danh-ba-trang.html": sheets.directory_sheet(files, frame, names).encode(),
            "danh-ba-trang.csv": sheets.as_csv(rows),
            "danh-ba-trang.json": sheets.as_json(rows, frame),
        }
        for name, data in made.items():
            _write(folder / name, data)
        self._note(_ACT, by, {"step": "directory_exported", "pages": _ids(files)})
        self._tell("directory.exported")
        return tuple(folder / name for name in made)

    def _frame(self, file: PageFile) -> sheets.SheetFrame:
        return sheets.SheetFrame(unit=self._unit(file.unit), day=local_date(self._clock.now()), practice=self._practice)

    def _unit(self, id: str) -> str:
        unit = self._contacts.book().unit(id)
        return unit.name if unit else ""


def _ids(files: Sequence[PageFile]) -> list[str]:
    return [file.id for file in files]


def _write(out: Path, data: bytes) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(out, data)
    except OSError as trouble:
        raise StorageTrouble(
            f"không ghi được tệp ({trouble.strerror}); hãy chọn nơi khác.",
            f"cannot be written ({trouble.strerror}); choose another place.",
            where=str(out),
        ) from trouble
