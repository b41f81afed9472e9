"""A library on a real store (migrated once, copied a test), a clock that stands still, and documents in a line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from studio.library.service import Library
from studio.library.storage import StoredLibrary
from studio.library.storage_history import StoredOriginals
from studio.store.engine import Store, open_store
from studio.store.files import FileStore

NOW = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)


class StillClock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "studio.sqlite3"
    open_store(path, clock=StillClock()).close()
    return path


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Iterator[Store]:
    path = tmp_path / "profile" / "studio.sqlite3"
    path.parent.mkdir()
    shutil.copy(empty_database, path)
    store = open_store(path, clock=StillClock())
    yield store
    store.close()


@pytest.fixture
def repo(store: Store) -> StoredLibrary:
    return StoredLibrary(store)


@pytest.fixture
def library(repo: StoredLibrary, store: Store, tmp_path: Path) -> Library:
    return Library(repo, StillClock(), StoredOriginals(store, FileStore(tmp_path / "profile" / "files")))


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[..., Path]:
    """Write documents as a .jsonl file."""

    def write(*documents: dict[str, Any], name: str = "van-ban.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), encoding="utf-8")
        return path

    return write


@pytest.fixture
def write_word(tmp_path: Path) -> Callable[..., Path]:
    """Write paragraphs as a .docx file."""

    def write(*paragraphs: str, name: str = "van-ban.docx") -> Path:
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        path = tmp_path / name
        document.save(str(path))
        return path

    return write


def law(number: str = "01/2026/QĐ-MAU", **changes: Any) -> dict[str, Any]:
    """A document of the exchange format, checked and in force unless `changes` say otherwise."""
    return {
        "number": number,
        "type": "Quyết định",
        "title": "Ban hành quy định mẫu",
        "issuer": "Đơn vị mẫu",
        "issued_on": "2026-01-05",
        "effective_from": "2026-02-01",
        "effective_to": None,
        "status": "in_force",
        "checked_on": "2026-11-20",
        "source": "văn bản mẫu",
        "relations": [],
        "articles": [{"number": "1", "heading": "Phạm vi", "path": "", "text": "1. Một.\na) Điểm a;\nđ) Điểm đ."}],
    } | changes


@pytest.fixture(name="law")
def law_fixture() -> Callable[..., dict[str, Any]]:
    return law
