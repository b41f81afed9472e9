"""Rules of the house that no linter knows, and the sizes of the house.

    python tools/hygiene.py [--sizes]

Looks at tracked files only. Prints one line a breach and exits 1 when there is one.
"""

from __future__ import annotations

import argparse
import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 700
LONGEST_FUNCTION = 80
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".txt", ".svg", ".ts", ".po", ".lock", ".cfg", ".html", ""}

# Written in pieces, so that this file does not name them itself.
FOREIGN = re.compile(
    "|".join(
        [
            r"(?<![\w.])/" + r"(?:work|root)/",
            r"/tm[p]/ps\b",
            r"py" + r"pi\.org|python" + r"hosted|registry\.npm" + r"js|npm" + r"js\.(?:org|com)",
            r"deb\." + r"debian\.org",
            r"\b(?:Cla" + r"ude|Anth" + r"ropic|Chat" + r"GPT|Open" + r"AI|co" + r"pilot)\b",
            r"\b(?:sub-?agent|L" + r"LM)\b",
            r"\bAI[- ](?:assistant|generated|session)",
        ]
    ),
    re.IGNORECASE,
)
ALLOWED_FOREIGN: dict[str, str] = {
    # file: an expression that may stand there all the same, with the reason beside it
}
PRINTING = (
    "studio/posts/record_verify.py",
    "studio/cli",
    "studio/__main__.py",
    "studio/demo",
    "studio/templates/seal.py",
    "studio/ui/pc_trial.py",
)
WIDGETS_ARE_FOR = "studio/ui/"
STORE = re.compile(r"studio\.store\.(?!(?:files|snapshots)\.)")
STORAGE = re.compile(r"studio\.(?:\w+\.)+storage(?:_\w+)?\.")


NOT_OURS = {
    "_DummyThread",  # threading: nothing else tells the threads that Qt started
    "_SubParsersAction",  # argparse: no other way to walk through the verbs
    "_actions",  # argparse
    "_exit",  # os: public in spite of its name
    "_p",  # python-docx: a paragraph as Word keeps it
}
"""Private names of libraries that tests may read."""
BREAKS_FROM_WITHIN = ("tests/outbox/test_simulation_bites.py",)
"""Tests that put a mistake into a service, to show that others find it."""


def tracked() -> list[Path]:
    """Return every file that git knows and that is there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = (Path(name.decode()) for name in listed.split(b"\0") if name)
    return [path for path in paths if (ROOT / path).is_file()]


def foreign_words(path: Path, text: str) -> Iterator[str]:
    """Machine paths, registry hosts and words of a workplace have no place in the project."""
    allowed = ALLOWED_FOREIGN.get(path.as_posix())
    for number, line in enumerate(text.splitlines(), start=1):
        found = FOREIGN.search(line)
        if found and not (allowed and re.search(allowed, line)):
            yield f"{path}:{number}: names {found.group()!r}, which is not the project's"


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def function_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def sizes(path: Path, text: str, tree: ast.AST) -> Iterator[str]:
    """No file is so long that it has two subjects, no function so long that it cannot be seen at once."""
    lines = len(text.splitlines())
    if lines > LONGEST_FILE:
        yield f"{path}: {lines} lines; {LONGEST_FILE} at most"
    for node in functions(tree):
        if function_length(node) > LONGEST_FUNCTION:
            yield f"{path}:{node.lineno}: {node.name} has {function_length(node)} lines; {LONGEST_FUNCTION} at most"


def dotted(node: ast.AST) -> str:
    """`a.b.c` of an expression, or an empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def calls(path: Path, tree: ast.AST) -> Iterator[str]:
    """Services do not print, and nobody but the clock asks the PC for the time or the date."""
    name = path.as_posix()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = dotted(node.func)
        if called == "print" and not name.startswith(PRINTING):
            yield f"{path}:{node.lineno}: print() in a service; return it, or log it"
        if (
            called.endswith(("datetime.now", "datetime.utcnow", "date.today", "time.time"))
            and name != "studio/clock.py"
        ):
            yield f"{path}:{node.lineno}: {called}(); take the time from the Clock that is passed in"


def sleeps(path: Path, tree: ast.AST) -> Iterator[str]:
    """A test waits for an event, never for a while."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func) in {"time.sleep", "sleep", "QTest.qWait", "qtbot.wait"}:
            yield f"{path}:{node.lineno}: {dotted(node.func)}() in a test; wait for what should happen"


def either_or(path: Path, tree: ast.AST) -> Iterator[str]:
    """An assertion that two things fulfil does not say which of them is to be: it is two, or stands under an `if`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and any(isinstance(part.op, ast.Or) for part in joined(node.test)):
            yield f"{path}:{node.lineno}: an assertion with `or`; say which of the two it is, and when"


def joined(test: ast.expr) -> Iterator[ast.BoolOp]:
    """The `and` and `or` of which an expression consists at its top, and each one that `all` asks for."""
    if isinstance(test, ast.BoolOp):
        yield test
        for part in test.values:
            yield from joined(part)
    if isinstance(test, ast.Call) and dotted(test.func) == "all" and isinstance(test.args[0], ast.GeneratorExp):
        yield from joined(test.args[0].elt)


def private(path: Path, tree: ast.AST) -> Iterator[str]:
    """Tests take the door that a person or another room takes: what an object keeps to itself may change."""
    if path.as_posix() in BREAKS_FROM_WITHIN:
        return
    for node in ast.walk(tree):
        name = private_name(node)
        if name and name not in NOT_OURS:
            yield f"{path}:{node.lineno}: reads {name}, which is private to another"  # type: ignore[attr-defined]


def private_name(node: ast.AST) -> str:
    """The private name of another object that a node reads, or puts something in the place of; else nothing."""
    name: object = ""
    if isinstance(node, ast.Attribute) and dotted(node.value) not in ("self", "cls") and not is_super(node.value):
        name = node.attr
    elif isinstance(node, ast.Call) and dotted(node.func).endswith("setattr") and len(node.args) > 1:
        name = node.args[1].value if isinstance(node.args[1], ast.Constant) else ""
    return name if isinstance(name, str) and re.match(r"_[^_]", name) else ""


def is_super(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and dotted(node.func) == "super"


def imports(path: Path, tree: ast.AST) -> Iterator[str]:
    """Who may import what, as far as it hangs on a file's name: import-linter knows modules alone.

    Cards are painted without widgets, so that they export without a window. A room's tables are in its
    ``storage*.py``: there alone, and in the store, is SQL; the window and the command line see neither.
    """
    name = path.as_posix()
    keeps = name.startswith("studio/store/") or path.name.startswith("storage")
    statements = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    for node in statements:
        for imported in imported_names(node):
            if imported.startswith("PySide6.QtWidgets") and not name.startswith(WIDGETS_ARE_FOR):
                yield f"{path}:{node.lineno}: QtWidgets outside {WIDGETS_ARE_FOR}"
            if imported.startswith(("sqlalchemy", "alembic")) and not keeps:
                yield f"{path}:{node.lineno}: SQL outside studio/store/ and storage*.py"
            if STORE.match(imported) and not (keeps or name.startswith("studio/app/")):
                yield f"{path}:{node.lineno}: the store is for storage*.py and studio/app/, but for files and snapshots"
            if STORAGE.match(imported) and name.startswith(("studio/ui/", "studio/cli/", "studio/cards/")):
                yield f"{path}:{node.lineno}: a room's storage is not for the window or the command line"


def imported_names(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Dotted names that a statement imports."""
    before = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
    return [before + alias.name for alias in node.names]


def encodings(path: Path, tree: ast.AST) -> Iterator[str]:
    """Windows reads and writes text in another encoding unless told."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in {"read_text", "write_text"} and not any(key.arg == "encoding" for key in node.keywords):
            yield f"{path}:{node.lineno}: {node.func.attr}() without encoding="


def broad_excepts(path: Path, text: str) -> Iterator[str]:
    """A broad `except` stands at a boundary that is named beside it."""
    for number, line in enumerate(text.splitlines(), start=1):
        if "noqa: BLE001" in line and "boundary" not in line:
            yield f"{path}:{number}: a broad except names its boundary: `# noqa: BLE001 (boundary: …)`"


def breaches(path: Path) -> Iterator[str]:
    """Everything that is wrong with one file."""
    text = (ROOT / path).read_text(encoding="utf-8")
    yield from foreign_words(path, text)
    if path.suffix != ".py":
        return
    tree = ast.parse(text, filename=str(path))
    yield from encodings(path, tree)
    if path.parts[0] == "tests":
        yield from sleeps(path, tree)
        yield from either_or(path, tree)
        yield from private(path, tree)
    if path.parts[0] == "studio":
        yield from sizes(path, text, tree)
        yield from calls(path, tree)
        yield from imports(path, tree)
        yield from broad_excepts(path, text)


def report_sizes(paths: list[Path]) -> None:
    """Print the figures the house is judged by."""
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in paths}
    lengths = sorted(len(text.splitlines()) for text in texts.values() if text.strip())
    spans = sorted(function_length(node) for text in texts.values() for node in functions(ast.parse(text)))
    print(
        f"{len(lengths)} files, {sum(lengths)} lines: median {statistics.median(lengths):.0f}, "
        f"nine in ten up to {lengths[len(lengths) * 9 // 10]}, longest {lengths[-1]}"
    )
    print(f"{len(spans)} functions: median {statistics.median(spans):.0f} lines, longest {spans[-1]}")


def main() -> int:
    """Check the tree; exit 1 on a breach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", action="store_true", help="only print the sizes of the house")
    arguments = parser.parse_args()
    paths = tracked()
    if not arguments.sizes:
        found = [line for path in paths if path.suffix in TEXT for line in breaches(path)]
        if found:
            print("\n".join(found))
            return 1
    report_sizes([path for path in paths if path.suffix == ".py" and path.parts[0] == "studio"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
