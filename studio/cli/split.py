"""A long screenshot cut into pages, each a file of its own; all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from studio.errors import StudioError
from studio.images.batch import free_paths, made_folder
from studio.images.export import FittedPhoto
from studio.paths import write_chosen


def write_pages(pages: Sequence[FittedPhoto], out: Path) -> tuple[Path, ...]:
    """Write the pages into `out` under neutral names; where they lie. Raises StudioError, and then none is left."""
    made_folder(out)
    paths = tuple(islice(free_paths(out, ".jpg"), len(pages)))
    written: list[Path] = []
    try:
        for path, page in zip(paths, pages, strict=True):
            write_chosen(path, page.data)
            written.append(path)
    except StudioError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return paths
