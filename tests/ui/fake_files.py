"""Pictures, the practice page and backups, of plain values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studio.errors import BadInput, NotFound
from tests.ui.fake_data import NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class FakePracticePost:
    remote_id: str
    text: str
    title: str
    images: tuple[Path, ...]
    alts: tuple[str, ...]
    created_at: datetime


class FakePractice:
    def __init__(self, posts: Sequence[FakePracticePost]) -> None:
        self.shown = list(posts)

    def posts(self, account: str) -> Sequence[FakePracticePost]:
        return tuple(self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeBackup:
    path: Path
    made_at: datetime
    size: int
    whole: bool


class FakeBackups:
    """Writes small files; a file whose name says so is damaged."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.staged: list[Path] = []
        self.steps = 3

    def list(self, folder: Path | None = None) -> Sequence[FakeBackup]:
        daily = FakeBackup(path=self.root / "daily-2026-11-25.sqlite3", made_at=NOW, size=3_400_000, whole=False)
        made = sorted(folder.glob("*.zip")) if folder is not None and folder.is_dir() else []
        return (*(FakeBackup(path=p, made_at=NOW, size=p.stat().st_size, whole=True) for p in made), daily)

    def make(self, folder: Path, *, going: Callable[[int, int], bool]) -> Path | None:
        for done in range(self.steps):
            if not going(done, self.steps):
                return None
        path = folder / "page-studio-2026-11-25-0830.zip"
        path.write_bytes(b"PK")
        return path

    def check(self, path: Path, *, going: Callable[[int, int], bool]) -> bool:
        if "hong" in path.name:
            raise BadInput("tệp này không phải bản sao lưu nguyên vẹn.", "this file is no intact backup.")
        return going(1, 1)

    def stage(self, path: Path, *, going: Callable[[int, int], bool]) -> bool:
        self.staged.append(path)
        return going(1, 1)


class FakeFiles:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, sha256: str) -> bytes:
        if sha256 not in self.kept:
            raise NotFound("không có tệp này.", "there is no such file.")
        return self.kept[sha256]
