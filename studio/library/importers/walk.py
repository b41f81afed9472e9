"""From what a person chose, files and folders, to the files to read and the reader of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from studio.errors import BadInput
from studio.library.importers.exchange import read_exchange
from studio.library.importers.plain import read_plain
from studio.library.importers.refusal import unsupported
from studio.library.importers.word import read_word
from studio.library.model import Edition

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
                        f"thư mục có hơn {MOST_FILES} tệp; hãy chọn thư mục con.",
                        f"the folder holds more than {MOST_FILES} files; choose a subfolder.",
                        where=str(path),
                    )
    return found


def read_file(path: Path, refuse: Callable[[BadInput], None]) -> Iterator[Edition]:
    """The documents of one file, one after the other; `refuse` is told of single documents that cannot be taken.

    Raises BadInput when the file cannot be, for a .jsonl file possibly midway.
    """
    kind = path.suffix.lower()
    if kind == ".jsonl":
        yield from read_exchange(path, refuse)
    elif kind == ".docx":
        yield read_word(path)
    elif kind == ".txt":
        yield read_plain(path)
    else:
        raise unsupported(path)


def _is_ignored(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts) or path.name.lower() in _IGNORED
