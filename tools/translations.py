"""Keep the program's Vietnamese up to date.

    python tools/translations.py            read the texts of the source into the catalogues, compile them
    python tools/translations.py --check    fail when a text is new, gone or unfinished, or a catalogue is stale

The words of the window (`tr` and its kin) are in ``studio.po``, those of services (`Phrase` and errors) in
``services.po``. What is new comes there without a translation: write it there and run this again. Qt's own words, for
which Qt ships no Vietnamese, are kept by hand in ``qt_vi.ts``. The compiled catalogues (.mo, .qm) are part of the
source tree, so that a fresh clone speaks Vietnamese without a build step.
"""

from __future__ import annotations

import ast
import io
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "studio" / "assets"
FOLDER = ASSETS / "locale" / "vi" / "LC_MESSAGES"
WINDOW, SERVICES = FOLDER / "studio.po", FOLDER / "services.po"
QT = ASSETS / "i18n" / "qt_vi.ts"
CALLS = frozenset({"tr", "ntr", "mark"})
"""Functions of `studio.translation` whose texts go to the catalogue of the window."""


class Said(NamedTuple):
    """A text that the source has translated: of a number both forms, and what it is about."""

    text: str | tuple[str, str]
    about: str | None = None


class Texts(Catalog):
    """A catalogue that says nothing of days and tools: it changes when a text does."""

    @property  # type: ignore[misc]  # the one it stands for can be set; nobody sets ours
    def mime_headers(self) -> list[tuple[str, str]]:
        kept = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
        return [(name, value) for name, value in super().mime_headers if name in kept]


def empty() -> Texts:
    return Texts(locale="vi", header_comment="# Vietnamese of Page Studio; `make translations` keeps it.", fuzzy=False)


def read(path: Path) -> Texts:
    """The catalogue in the file `path`."""
    texts = empty()
    with path.open("rb") as file:
        for message in read_po(file, locale="vi"):
            if message.id:
                texts[message.id] = message
    return texts


def texts_of(source: str) -> Iterator[Said]:
    """The texts of the window in `source`.

    Raises ValueError where values are put in before the text is looked up: it would stay English.
    """
    for node in calls_of(source, CALLS):
        words = [text for each in node.args if (text := quoted(each))]
        about = quoted(keyword(node, "about"))
        if len(words) > 1:
            yield Said((words[0], words[1]), about)
        elif words:
            yield Said(words[0], about)
        elif not isinstance(node.args[0], ast.Subscript | ast.Call) and any(map(quoted, ast.walk(node.args[0]))):
            raise unquoted(node)


def sentences_of(source: str) -> Iterator[Said]:
    """The texts of services in `source`: of phrases, and of errors that are not given a phrase.

    Raises ValueError where one is not a text in quotes.
    """
    for node in calls_of(source, {"Phrase"} | errors()):
        if len(node.args) != 1 or isinstance(node.args[0], ast.Starred):
            continue
        text, many = quoted(node.args[0]), quoted(keyword(node, "many"))
        if text is None:
            if isinstance(node.args[0], ast.JoinedStr | ast.BinOp) or called(node) == "Phrase":
                raise unquoted(node)
        elif text:
            yield Said((text, many) if many else text, quoted(keyword(node, "about")))


def calls_of(source: str, names: Collection[str]) -> Iterator[ast.Call]:
    if not any(f"{name}(" in source for name in names):
        return iter(())  # to parse it takes a hundred times as long
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and called(node) in names)


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def keyword(node: ast.Call, name: str) -> ast.expr | None:
    return next((each.value for each in node.keywords if each.arg == name), None)


def quoted(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def unquoted(node: ast.Call) -> ValueError:
    return ValueError(f"line {node.lineno}: {ast.unparse(node)} needs its text in quotes")


@cache
def errors() -> frozenset[str]:
    """The classes of the source that are a `StudioError`."""
    bases = {
        name: set(re.findall(r"\w+", of))
        for path in (ROOT / "studio").rglob("*.py")
        for name, of in re.findall(r"^class (\w+)\(([^)]*)\)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    found = {"StudioError"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return frozenset(found)


@cache
def sources() -> dict[Path, str]:
    """The source of the program but for where phrases are made of what is handed in."""
    own = {ROOT / "studio" / name for name in ("phrase.py", "errors.py", "translation.py")}
    return {
        path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "studio").rglob("*.py")) if path not in own
    }


def extract(catalogue: Path, known: Catalog) -> Texts:
    """The texts of the source for `catalogue`, with the translations that `known` has of them.

    Raises ValueError where the same English is said by number and without one.
    """
    texts = empty()
    texts_in = sentences_of if catalogue == SERVICES else texts_of
    for path, source in sources().items():
        try:
            found = list(texts_in(source))
        except ValueError as error:
            raise ValueError(f"{path.relative_to(ROOT)}, {error}") from error
        for text, about in found:
            numbered = isinstance(text, tuple)
            other = texts.get(text, about)
            if other is not None and other.pluralizable != numbered:
                raise ValueError(
                    f"{path.name}: “{other.id}” is said by number and without one; a catalogue has one of them"
                )
            old = known.get(text, about)
            texts.add(text, old.string if old and old.pluralizable == numbered else "", context=about)
    return texts


def written(texts: Catalog) -> bytes:
    """A catalogue as it is written: in the order of its texts, one line a line of text."""
    file = io.BytesIO()
    write_po(file, texts, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return file.getvalue()


def compiled(texts: Catalog) -> bytes:
    """A catalogue as the program reads it."""
    file = io.BytesIO()
    write_mo(file, texts)
    return file.getvalue()


def compiled_for_qt(catalogue: Path) -> bytes:
    """The .qm of a .ts. Exits when the tool of PySide6 for it is missing."""
    name = "pyside6-lrelease"
    tool = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if tool is None:
        raise SystemExit(f"{name} is missing; run `make setup` first")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.qm"
        subprocess.run([tool, "-silent", str(catalogue), "-qm", str(out)], check=True)
        return out.read_bytes()


def put(path: Path, content: bytes) -> None:
    """Write a file in one step: a window that has the old one open would die of a file rewritten under it."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)


def messages(texts: Catalog) -> dict[tuple[str, str], str]:
    """What each text is about, the text (of two forms the first), and its translation."""
    found = {}
    for message in texts:
        if message.id:
            text, said = (each if isinstance(each, str) else each[0] for each in (message.id, message.string or ""))
            found[message.context or "", text] = said
    return found


def qt_messages(catalogue: Path) -> dict[tuple[str, str], str]:
    """Context, source and translation of every message of a .ts; no translation where it is not finished."""
    found = {}
    for context in ET.parse(catalogue).getroot().iter("context"):  # noqa: S314 (our own file)
        for message in context.iter("message"):
            said = message.find("translation")
            finished = said is not None and said.get("type") is None
            source = (context.findtext("name") or "", message.findtext("source") or "")
            found[source] = (said.text or "") if said is not None and finished else ""
    return found


def unfinished(known: dict[tuple[str, str], str]) -> list[str]:
    """Texts without a translation."""
    return [named(key) for key, said in known.items() if not said.strip()]


def named(key: tuple[str, str]) -> str:
    """A text as it is reported, after what it is about."""
    return ": ".join(part for part in key if part)


def problems() -> list[str]:
    """What is not as it should be; empty when all is well."""
    found = [f"unfinished: {text}" for text in unfinished(qt_messages(QT))]
    compiled_now = {QT.with_suffix(".qm"): compiled_for_qt(QT)}
    for catalogue in (WINDOW, SERVICES):
        known = read(catalogue)
        ours, source = messages(known), messages(extract(catalogue, known))
        found += [f"not in {catalogue.name}: {named(key)}" for key in sorted(source.keys() - ours.keys())]
        found += [f"no longer in the source: {named(key)}" for key in sorted(ours.keys() - source.keys())]
        found += [f"unfinished: {text}" for text in unfinished(ours)]
        compiled_now[catalogue.with_suffix(".mo")] = compiled(known)
    for path, content in compiled_now.items():
        if not path.exists() or path.read_bytes() != content:
            found.append(f"stale: {path.name}; run tools/translations.py")
    return found


def main(words: list[str]) -> int:
    if "--check" in words:
        found = problems()
        print("\n".join(found))
        return 1 if found else 0
    for catalogue in (WINDOW, SERVICES):
        texts = extract(catalogue, read(catalogue))
        put(catalogue, written(texts))
        put(catalogue.with_suffix(".mo"), compiled(texts))
        for text in unfinished(messages(texts)):
            print(f"unfinished: {text}")
    put(QT.with_suffix(".qm"), compiled_for_qt(QT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
