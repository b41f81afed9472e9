"""Writing help of the small studio: snippets, hashtag sets and words in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from studio.errors import BadInput, NotPermitted
from studio.people.model import Person, Role
from studio.phrase import Pair
from studio.writing.model import Brought, Snippet, SnippetKind, UnitWord
from studio.writing.service import tidy_words
from tests.ui.stand_in import StandIn

SNIPPETS = (
    Snippet(id="text:lien-he", name="Liên hệ khi cần", text="Khi cần Công an, liên hệ {unit}, {duty}."),
    Snippet(id="text:gio-tiep-dan", name="Giờ tiếp dân", text="Tiếp công dân từ 07:30 đến 17:00.\nTrừ ngày lễ."),
    Snippet(id="text:trang-web", name="Trang web", text="Xem thêm tại {website}."),
    Snippet(
        id="hashtags:lua-dao",
        name="Phòng, chống lừa đảo",
        text="#CảnhBáoLừaĐảo #AnToànTrênMạng",
        kind=SnippetKind.HASHTAGS,
    ),
)


class FakeWriting(StandIn):  # type: ignore[misc]
    """`person` finds somebody by id."""

    def __init__(self, person: Callable[[str], Person], now: Callable[[], datetime], *, empty: bool = False) -> None:
        self._person, self._now = person, now
        self.kept: dict[str, Snippet] = {} if empty else {snippet.id: snippet for snippet in SNIPPETS}
        self.own: dict[str, UnitWord] = {}
        self.imported: list[Path] = []

    def snippets(self) -> Sequence[Snippet]:
        return sorted(self.kept.values(), key=lambda snippet: snippet.kind is SnippetKind.HASHTAGS)

    def save(self, snippet: Snippet, by: str) -> Snippet:
        self._editor(by)
        if not snippet.name.strip():
            raise BadInput(Pair("chưa có nội dung; hãy điền mục này.", "this is empty; fill it in."), where="title")
        if not snippet.text.strip():
            raise BadInput(
                Pair("câu mẫu cần từ 1 đến 2000 ký tự.", "a snippet has 1 to 2000 characters."), where="text"
            )
        saved = replace(snippet, id=snippet.id or f"{snippet.kind.value}:moi-{len(self.kept)}")
        self.kept[saved.id] = saved
        return saved

    def remove(self, id: str, by: str) -> None:
        self._editor(by)
        del self.kept[id]

    def note_use(self, id: str) -> None:
        snippet = self.kept[id]
        self.kept[id] = replace(snippet, used=snippet.used + 1, last_used=self._now())

    def words(self) -> frozenset[str]:
        return frozenset(self.own)

    def word_list(self) -> Sequence[UnitWord]:
        return tuple(self.own.values())

    def add_word(self, word: str, by: str) -> None:
        self._editor(by)
        for each in tidy_words(word):
            self.own[each] = UnitWord(word=each, added_by=self._person(by).name, added_at=self._now())

    def remove_word(self, word: str, by: str) -> None:
        self._editor(by)
        self.own.pop(word, None)

    def export_yaml(self) -> str:
        return "snippets: []\n"

    def import_yaml(self, path: Path, by: str) -> Brought:
        self._editor(by)
        if path.stem == "hong":
            raise BadInput(Pair("sai cú pháp YAML.", "not valid YAML."), where=f"{path.name}:3")
        self.imported.append(path)
        return Brought(snippets=2, hashtag_sets=1, words=0)

    def _editor(self, by: str) -> None:
        if not {Role.AUTHOR, Role.APPROVER, Role.HEAD} & self._person(by).roles:
            raise NotPermitted(Pair("bạn không được sửa câu mẫu.", "you may not change snippets."))
