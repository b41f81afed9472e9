"""From what a person chose, files and folders, to the files to read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from studio.errors import BadInput

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


def _is_ignored(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts) or path.name.lower() in _IGNORED
