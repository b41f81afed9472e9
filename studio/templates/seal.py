"""Write the hashes of a pack folder into its ``pack.yaml``: ``python -m studio.templates.seal FOLDER``.

For whoever prepares a pack; the application itself only reads. Everything above ``files:`` is kept as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from studio.canonical import sha256
from studio.errors import BadInput, StudioError
from studio.templates.catalog import MANIFEST, load_pack, read_files


def seal(folder: Path) -> bool:
    """Bring the manifest of the pack in `folder` up to date; True when it changed. Raises StudioError."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise BadInput("the folder has no {manifest}.", manifest=MANIFEST, where=str(folder))
    before = manifest.read_text(encoding="utf-8")
    head = before.partition("\nfiles:")[0].rstrip("\n")
    files = sorted((path, data) for path, data in read_files(folder).items() if path != MANIFEST)
    lines = [f"  {path}: {sha256(data)}" for path, data in files]
    after = "\n".join([head, "files:", *lines, ""])
    if after != before:
        manifest.write_text(after, encoding="utf-8", newline="\n")
    return after != before


def main(arguments: list[str]) -> int:
    """Seal the folder named, then read the pack as the application would."""
    if len(arguments) != 1:
        print("python -m studio.templates.seal FOLDER", file=sys.stderr)
        return 2
    try:
        changed = seal(Path(arguments[0]))
        pack = load_pack(Path(arguments[0]))
    except StudioError as error:
        print(error.sentence("en"), file=sys.stderr)
        return 1
    print(f"{pack.name}: {len(pack.templates)} templates, {len(pack.hashes)} files{'' if changed else ', unchanged'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
