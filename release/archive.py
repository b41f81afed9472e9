"""ZIP files that come out the same each time."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path, PurePosixPath

from release.place import epoch

FILE, PROGRAM = 0o100644, 0o100755


def pack(folder: Path, target: Path, inside: str, *, method: int = zipfile.ZIP_DEFLATED) -> None:
    """Pack all files below `folder` into the ZIP `target`, in a folder `inside`, "" for none.

    Order, dates and modes are fixed.
    """
    when = time.gmtime(epoch())[:6]
    with zipfile.ZipFile(target, "w", method, compresslevel=6) as archive:
        names = (Path(where) / name for where, _, found in os.walk(folder, followlinks=True) for name in found)
        for path in sorted(names):
            info = zipfile.ZipInfo((PurePosixPath(inside) / path.relative_to(folder).as_posix()).as_posix(), when)
            info.compress_type = method
            info.create_system = 3
            info.external_attr = (PROGRAM if path.suffix == ".exe" else FILE) << 16
            archive.writestr(info, path.read_bytes())
