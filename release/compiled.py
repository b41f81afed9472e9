"""Compiling a tree's modules beforehand, so that the first start does not."""

from __future__ import annotations

from pathlib import Path

from release.place import run


def compile_modules(python: str, folder: Path, shown_below: str = "") -> None:
    """Compile all modules below `folder` by the interpreter `python`.

    Their dates are not noted, so that the same source gives the same bytes and no later start compares them. Their
    tracebacks name files relative to `folder`, or below `shown_below`. The interpreter may be that of the tree itself:
    what it loads to do this is compiled like all else, not by its own start (-B), which would note date and folder.
    """
    words = ["-m", "compileall", "-q", "-j", "1", "--invalidation-mode", "unchecked-hash"]
    words += ["-s", str(folder)] + (["-p", shown_below] if shown_below else [])
    run([python, "-I", "-B", *words, str(folder)], PYTHONHASHSEED="0")
