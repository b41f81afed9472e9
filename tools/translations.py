"""Keep the window's Vietnamese up to date.

    python tools/translations.py            read tr() strings into studio_vi.ts, compile both catalogues
    python tools/translations.py --check    fail when a string is new, gone or unfinished, or a catalogue is stale

The compiled catalogues (.qm) are part of the source tree, so that a fresh clone speaks Vietnamese without a build step.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "studio" / "ui"
CATALOGUES = ROOT / "studio" / "assets" / "i18n"
WINDOW = CATALOGUES / "studio_vi.ts"
QT = CATALOGUES / "qt_vi.ts"


def tool(name: str) -> str:
    """Path of one of the translation tools that come with PySide6. Exits when it is missing."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is missing; run `make setup` first")
    return found


def sources() -> list[Path]:
    """Every file of the window, in a stable order."""
    return sorted(SOURCES.rglob("*.py"))


def extract(catalogue: Path) -> None:
    """Bring `catalogue` in line with the strings of the source; what is new is unfinished, what is gone is dropped."""
    files = [str(path) for path in sources()]
    options = ["-locations", "none", "-no-obsolete", "-silent", "-source-language", "en", "-target-language", "vi"]
    subprocess.run([tool("pyside6-lupdate"), *files, *options, "-ts", str(catalogue)], check=True, cwd=ROOT)


def compile_catalogue(catalogue: Path, out: Path) -> None:
    """Make the .qm of a .ts in one step: a window that has the old one open would die of a file rewritten under it."""
    fresh = out.with_name(f"{out.name}.new")
    subprocess.run([tool("pyside6-lrelease"), "-silent", str(catalogue), "-qm", str(fresh)], check=True)
    fresh.replace(out)


def unfinished(catalogue: Path) -> list[str]:
    """``context: source`` of every message without a finished translation."""
    missing = []
    for context in ET.parse(catalogue).getroot().iter("context"):  # noqa: S314 (our own file)
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None and (translation.text or "").strip()
            if not done:
                missing.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return missing


def messages(catalogue: Path) -> set[tuple[str, str]]:
    """Context and source of every message."""
    root = ET.parse(catalogue).getroot()  # noqa: S314 (our own file)
    return {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in root.iter("context")
        for message in context.iter("message")
    }


def problems() -> list[str]:
    """What is not as it should be; empty when all is well."""
    found = [f"unfinished in {path.name}: {text}" for path in (WINDOW, QT) for text in unfinished(path)]
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / WINDOW.name
        shutil.copyfile(WINDOW, fresh)
        extract(fresh)
        found += [f"not in the catalogue: {c}: {s}" for c, s in sorted(messages(fresh) - messages(WINDOW))]
        found += [f"no longer in the source: {c}: {s}" for c, s in sorted(messages(WINDOW) - messages(fresh))]
        for catalogue in (WINDOW, QT):
            compiled = Path(folder) / catalogue.with_suffix(".qm").name
            compile_catalogue(catalogue, compiled)
            shipped = catalogue.with_suffix(".qm")
            if not shipped.exists() or shipped.read_bytes() != compiled.read_bytes():
                found.append(f"stale: {shipped.name}; run tools/translations.py")
    return found


def main(words: list[str]) -> int:
    if "--check" in words:
        found = problems()
        for line in found:
            print(line)
        return 1 if found else 0
    CATALOGUES.mkdir(parents=True, exist_ok=True)
    extract(WINDOW)
    for catalogue in (WINDOW, QT):
        compile_catalogue(catalogue, catalogue.with_suffix(".qm"))
    for line in unfinished(WINDOW):
        print(f"unfinished: {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
