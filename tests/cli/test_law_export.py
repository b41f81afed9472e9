"""A document of the library as a file, and what cites it, by verbs over a real profile."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from studio.app.practice import SAMPLE
from studio.app.practice_data import LAW
from studio.cli.main import main

Call = Callable[..., Any]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a verb on a profile with the sample documents; its JSON answer, or the sentence on stderr."""

    def run(*words: str, code: int = 0) -> Any:
        assert main(["--profile", str(tmp_path / "profile"), "--json", *words]) == code
        said = capsys.readouterr()
        return json.loads(said.out) if said.out else said.err.strip()

    run("library", "import", str(SAMPLE / "law"))
    return run


@pytest.mark.parametrize(
    ("format", "begins"), [("akn", "<?xml"), ("jsonl", '{"number"'), ("txt", "ĐƠN VỊ MẪU TẬP HUẤN"), ("pdf", "%PDF-")]
)
def test_a_document_is_written_in_every_format(call: Call, tmp_path: Path, format: str, begins: str) -> None:
    target = tmp_path / f"van-ban.{format}"
    answer = call("library", "export", LAW, "--format", format, "--out", str(target))
    data = target.read_bytes()
    assert data.startswith(begins.encode())
    assert answer["bytes"] == len(data)


def test_the_pdf_holds_the_text(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "van-ban.pdf"
    call("library", "export", LAW, "--format", "pdf", "--out", str(target))
    document = pdfium.PdfDocument(target)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert "Điều 6a" in text
    assert "không phải quy định của pháp luật" in text
    document.close()


def test_what_cannot_be_written_or_found_is_told(call: Call, tmp_path: Path) -> None:
    said = call("library", "export", LAW, "--format", "txt", "--out", str(tmp_path / "none" / "a.txt"), code=1)
    assert "không ghi được tệp" in said
    said = call("library", "export", "99/2099/QĐ-X", "--format", "txt", "--out", str(tmp_path / "a.txt"), code=1)
    assert "không có trong kho" in said


def test_what_cites_a_document(call: Call, tmp_path: Path) -> None:
    law = {"number": "9/2026/QĐ-MAU", "title": "Mẫu", "articles": [{"number": "3", "text": f"Theo Điều 5 {LAW}."}]}
    source = tmp_path / "more.jsonl"
    source.write_text(json.dumps(law, ensure_ascii=False), encoding="utf-8")
    call("library", "import", str(source))
    (found,) = [row for row in call("library", "cited-by", LAW, "5") if row["document"] != LAW]
    assert (found["document"], found["article"], found["cites"]["article"]) == ("9/2026/QĐ-MAU", "3", "5")
