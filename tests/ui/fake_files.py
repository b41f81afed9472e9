"""Pictures, the practice page and backups, of plain values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studio.errors import BadInput, CodeNeeded, NotFound
from studio.phrase import Pair, Phrase
from studio.secret import Secret
from tests.ui.fake_data import NOW
from tests.ui.stand_in import StandIn


@dataclass(frozen=True, slots=True, kw_only=True)
class FakePracticePost(StandIn):  # type: ignore[misc]
    remote_id: str
    text: str
    title: str
    images: tuple[Path, ...]
    alts: tuple[str, ...]
    created_at: datetime


class FakePractice(StandIn):  # type: ignore[misc]
    def __init__(self, posts: Sequence[FakePracticePost]) -> None:
        self.shown = list(posts)

    def posts(self, account: str) -> Sequence[FakePracticePost]:
        return tuple(self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeBackup(StandIn):  # type: ignore[misc]
    path: Path
    made_at: datetime
    size: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeStake(StandIn):  # type: ignore[misc]
    name: str = "Công an phường Minh Khai"
    people: int = 3
    posts: int = 12


class FakeBackups(StandIn):  # type: ignore[misc]
    """Writes small files; a file whose name says so is damaged."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.staged: list[Path] = []
        self.steps = 3
        self.has_code = True
        self.problem: Phrase | None = None
        self.foreign: set[Path] = set()
        """Backups of another PC."""
        self.codes: list[str] = []

    def issue_code(self, by: str, pin: str) -> Secret:
        self.has_code = True
        return Secret("ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345")

    def stake(self) -> FakeStake | None:
        return FakeStake()

    def _require_key(self, path: Path, code: Secret | None) -> None:
        if path in self.foreign and code is None:
            raise CodeNeeded(Pair("hãy nhập mã khôi phục.", "enter the recovery code."))
        if code is not None:
            self.codes.append(str(code.reveal()))

    def list(self, folder: Path | None = None) -> Sequence[FakeBackup]:
        daily = FakeBackup(path=self.root / "daily-2026-11-25.psbackup", made_at=NOW, size=3_400_000, whole=False)
        made = sorted(folder.glob("*.psbackup")) if folder is not None and folder.is_dir() else []
        return (*(FakeBackup(path=p, made_at=NOW, size=p.stat().st_size, whole=True) for p in made), daily)

    def make(self, folder: Path, by: str, pin: str, *, going: Callable[[int, int], bool]) -> Path | None:
        for done in range(self.steps):
            if not going(done, self.steps):
                return None
        path = folder / "page-studio-2026-11-25-0830.psbackup"
        path.write_bytes(b"PK")
        return path

    def check(self, path: Path, code: Secret | None = None, *, going: Callable[[int, int], bool]) -> bool:
        self._require_key(path, code)
        if "hong" in path.name:
            raise BadInput(Pair("tệp này không phải bản sao lưu nguyên vẹn.", "this file is no intact backup."))
        return going(1, 1)

    def stage(
        self,
        path: Path,
        by: str = "",
        pin: str = "",
        *,
        named: str = "",
        code: Secret | None = None,
        going: Callable[[int, int], bool],
    ) -> bool:
        self._require_key(path, code)
        self.staged.append(path)
        return going(1, 1)


class FakeFiles(StandIn):  # type: ignore[misc]
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, sha256: str) -> bytes:
        if sha256 not in self.kept:
            raise NotFound(Pair("không có tệp này.", "there is no such file."))
        return self.kept[sha256]
