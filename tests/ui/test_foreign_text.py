"""Nothing but one module has the PC open something, and no tooltip is HTML: the whole program is walked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, Qt, QTextDocument

import studio
from studio.accounts.model import Account, AccountKind
from studio.platforms import Platform
from studio.ui.system_open import open_address, open_file, open_folder
from studio.ui.widgets.tips import plain

PROGRAM = Path(studio.__file__).parent
DOOR = "ui/system_open.py"
OPENERS = {"openUrl", "startfile", "setOpenExternalLinks", "setOpenLinks"}
"""Calls by which Qt or Python has the PC open something; the last two with anything but False."""
PROGRAMS = {"xdg-open", "explorer", "rundll32", "open", "start"}


def modules(*words: str) -> Iterator[tuple[str, ast.Module]]:
    """Those in which one of the words stands; the others have no call of that name."""
    for path in sorted(PROGRAM.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if any(word in text for word in words):
            yield path.relative_to(PROGRAM).as_posix(), ast.parse(text)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def test_one_module_alone_opens_anything() -> None:
    found = []
    for name, tree in modules("webbrowser", "run(", "Popen", "startDetached", *OPENERS):
        for node in ast.walk(tree):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            if "webbrowser" in imported or getattr(node, "module", "") == "webbrowser":
                found.append(f"{name}: webbrowser")
        for called, call in calls(tree):
            shuts = bool(call.args) and isinstance(call.args[0], ast.Constant) and call.args[0].value is False
            if called in OPENERS and not (called.startswith("set") and shuts):
                found.append(f"{name}: {called}")
            if called in ("run", "Popen", "startDetached") and any(
                isinstance(word, ast.Constant) and word.value in PROGRAMS for word in ast.walk(call)
            ):
                found.append(f"{name}: {called}")
    assert set(found) == {f"{DOOR}: openUrl"}


def is_own(node: ast.expr) -> bool:
    """Whether a tooltip is a sentence of the program's own, or went through `plain`."""
    if isinstance(node, ast.Constant):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in ("tr", "translate"):
        return all(isinstance(word, ast.Constant) for word in node.args)
    return name in ("plain", "show_plain")


def test_every_tooltip_is_plain_text() -> None:
    found, seen = [], 0
    for name, tree in modules("setToolTip", "showText", "ToolTipRole"):
        for called, call in calls(tree):
            if called == "setToolTip":
                seen += 1
                found += [] if is_own(call.args[-1]) else [f"{name}:{call.lineno}"]
            elif called == "showText":
                seen += 1
                found += [] if is_own(call.args[1]) else [f"{name}:{call.lineno}"]
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and "ToolTipRole" in ast.dump(node.test):
                seen += 1
                told = [part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value]
                found += [f"{name}:{node.lineno}" for value in told[:1] if not is_own(value)]
            if isinstance(node, ast.Call) and "ToolTipRole" in ast.dump(node) and "setData" in ast.dump(node.func):
                found.append(f"{name}:{node.lineno}")
    assert found == []
    assert seen > 50


@pytest.mark.parametrize(
    "foreign",
    [
        '<img src="file:///etc/passwd">',
        "Điều 5 <b>đậm</b>",
        "<a href='file://host/x'>x</a>",
        "a\n<p>b</p>\nc",
        "&lt;b&gt;<i>",
    ],
)
def test_a_tooltip_shows_every_character_of_a_foreign_text(foreign: str) -> None:
    shown = plain(foreign)
    document = QTextDocument()
    (document.setHtml if Qt.mightBeRichText(shown) else document.setPlainText)(shown)
    assert document.toPlainText() == foreign
    assert "<img" not in shown
    assert "<a " not in shown


def test_a_plain_text_stays_as_it_is() -> None:
    assert plain("Công an xã A & B: 5 < 7") == "Công an xã A & B: 5 < 7"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def take(url: QUrl) -> bool:
        found.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


PAGE = Account(name="trang", kind=AccountKind.FACEBOOK, platform=Platform.FACEBOOK, page_id="1", title="Trang")


def test_an_address_of_the_page_is_opened_and_no_other(opened: list[str], tmp_path: Path) -> None:
    assert open_address("https://www.facebook.com/1/posts/2", PAGE)
    program = tmp_path / "x.exe"
    program.write_bytes(b"MZ")
    for address in (
        program.as_uri(), "file://host/x.exe", r"\\host\x.exe", "//host/x", "https://facebook.com.evil.example/1",
        "https://evil.example/", "https://facebook.com@evil.example/", "javascript:alert(1)", "", "ms-msdt:/id",
        "https://www.facebook.com:8443/1", "http://www.facebook.com/1",
    ):  # fmt: skip
        assert not open_address(address, PAGE)
    assert opened == ["https://www.facebook.com/1/posts/2"]


def test_a_file_is_looked_at_and_never_run(opened: list[str], tmp_path: Path) -> None:
    for name in ("x.exe", "x.bat", "x.lnk", "x.pdf.js", "x", "x.html", "x.PDF"):
        path = tmp_path / name
        path.write_bytes(b"x")
        assert open_file(path) is (name == "x.PDF")
    assert not open_file(tmp_path / "gone.pdf")
    assert open_folder(tmp_path)
    assert not open_folder(tmp_path / "x.exe")
    assert len(opened) == 2
