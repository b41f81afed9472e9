"""The README is short, and what it and docs/ name is there: links, paths, targets of make, verbs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studio.cli.main import build_parser
from tests.cli.signing import leaves

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
MOST_BYTES = 8_192
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)]+))?\)")
NAMED = re.compile(r"(?<![\w./-])((?:studio|tests|tools|docs)/[\w./*-]*[\w/*])(?![\w<…])")
each_doc = pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)


def anchors(doc: Path) -> set[str]:
    """The headings of a file as addresses."""
    heads = re.findall(r"^#+ (.+)$", doc.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_the_readme_is_short() -> None:
    assert len(DOCS[0].read_bytes()) <= MOST_BYTES


@each_doc
def test_links_lead_somewhere(doc: Path) -> None:
    for path, heading in LINK.findall(doc.read_text(encoding="utf-8")):
        target = doc.parent / path if path else doc
        assert target.is_file(), path
        if heading:
            assert heading in anchors(target), f"{path}#{heading}"


@each_doc
def test_what_is_named_is_there(doc: Path) -> None:
    for name in NAMED.findall(doc.read_text(encoding="utf-8")):
        assert any(ROOT.glob(name.rstrip("/"))), name


def test_every_picture_and_every_doc_is_shown_somewhere() -> None:
    linked = {
        (doc.parent / path).resolve()
        for doc in DOCS
        for path, _ in LINK.findall(doc.read_text(encoding="utf-8"))
        if path
    }
    assert {path for path in (ROOT / "docs").iterdir() if path.resolve() not in linked} == set()


@each_doc
def test_targets_of_make_are_there(doc: Path) -> None:
    made = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"(?:^ {4}|`)make ([a-z]+)", doc.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= set(made)


def test_the_command_lines_page_has_every_verb_and_no_other() -> None:
    lines = re.findall(
        r"^ {4}(studio(?: [a-z][a-z-]*)*)", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(lines) - {"studio"} == {" ".join(("studio", *words)) for words, _ in leaves(build_parser())}
