"""Ctrl+J: the unit's snippets and hashtag sets, filled as they are inserted; the signs that a keyboard lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from studio.phrase import Phrase
from studio.text import fold
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.widgets.picks import Pick, Picker, PickGroup
from studio.writing.model import Snippet, SnippetKind
from studio.writing.placeholders import Facts, PlaceholderRemark, fill

CHARS = 66
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def open_words(remarks: Iterable[PlaceholderRemark], language: LanguageManager) -> str:
    """What is to be said of placeholders: ``{website} chưa có trong danh bạ``."""
    return "; ".join(f"{{{remark.name}}}: {language.say(remark.why)}" for remark in remarks)


class SnippetPicker(Picker):
    """`taken` carries the line; `snippet_of` gives its snippet."""

    def __init__(self, host: QWidget, language: LanguageManager) -> None:
        super().__init__(host, chars=CHARS)
        self._language = language
        self._snippets: tuple[Snippet, ...] = ()
        self._facts: Facts | None = None
        self.typed.connect(lambda _: self._show())
        self.name(
            tr("Snippets and hashtags"),
            tr("Search snippets and hashtags…"),
            tr("Nothing found."),
            tr("↑ ↓ choose · Enter insert · Esc close"),
        )

    def offer(self, snippets: Sequence[Snippet], facts: Facts) -> None:
        """Show these, those used last first."""
        self._snippets = tuple(sorted(snippets, key=lambda s: s.last_used or _LONG_AGO, reverse=True))
        self._facts = facts
        self._show()

    def snippet_of(self, pick: Pick) -> Snippet | None:
        return next((snippet for snippet in self._snippets if snippet.id == pick.id), None)

    def about(self, pick: Pick | None) -> str:
        """The text as it would be inserted, and what could not be filled."""
        snippet = self.snippet_of(pick) if pick is not None else None
        if snippet is None or self._facts is None:
            if self._snippets or self._facts is None:
                return super().about(pick)
            return tr("There is no snippet yet. Write some under Settings → Snippets and words.")
        filled = fill(snippet.text, self._facts)
        lines = [filled.text]
        if filled.open:
            lines.append(tr("Not filled in: {what}").format(what=open_words(filled.open, self._language)))
        if filled.doubts:
            lines.append(tr("Please check: {what}").format(what=open_words(filled.doubts, self._language)))
        return "\n".join(lines)

    def _show(self) -> None:
        words = fold(self.query).split()
        found = [s for s in self._snippets if all(word in fold(f"{s.name} {s.text}") for word in words)]
        groups = [
            PickGroup(heading=heading, picks=tuple(self._pick(s) for s in found if s.kind is kind))
            for kind, heading in (
                (SnippetKind.TEXT, tr("Snippets")),
                (SnippetKind.HASHTAGS, tr("Hashtag sets")),
            )
        ]
        self.show_groups(groups)

    def _pick(self, snippet: Snippet) -> Pick:
        glyph = "hash" if snippet.kind is SnippetKind.HASHTAGS else "text-quote"
        text = fill(snippet.text, self._facts).text if self._facts is not None else snippet.text
        return Pick(id=snippet.id, title=snippet.name, detail=text, glyph=glyph)


def said_after(filled_open: Sequence[PlaceholderRemark], language: LanguageManager) -> str:
    """The sentence after a snippet whose placeholders could not all be filled."""
    said = tr("Still to be filled in by hand: {what}")
    return said.format(what=open_words(filled_open, language))


# The few emoji an official post may use: plain signs that say what they show. No faces, hands or hearts but two.
@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """An emoji, its name, and further words it is found by."""

    text: str
    name: Phrase
    words: str = ""

    def fits(self, query: str) -> bool:
        """Whether every word of `query` is in its names, marks and case aside."""
        whole = fold(f"{self.name.vi} {self.name.en} {self.words}")
        return all(word in whole for word in fold(query).split())


def _sign(text: str, name: Phrase, words: str = "") -> Sign:
    return Sign(text=text, name=name, words=words)


SIGNS: tuple[Sign, ...] = (
    _sign("⚠️", Phrase("Warning"), "chú ý nguy hiểm"),
    _sign("🚨", Phrase("Emergency"), "đèn còi báo động"),
    _sign("📢", Phrase("Announcement"), "loa"),
    _sign("ℹ️", Phrase("Information")),
    _sign("✅", Phrase("Do, right"), "tích dấu kiểm"),
    _sign("❌", Phrase("Do not, wrong"), "dấu x gạch chéo"),
    _sign("🚫", Phrase("Forbidden"), "không được"),
    _sign("❗", Phrase("Exclamation"), "quan trọng"),
    _sign("❓", Phrase("Question"), "hỏi đáp"),
    _sign("👉", Phrase("See"), "tay chỉ"),
    _sign("➡️", Phrase("Arrow"), "bước tiếp theo"),
    _sign("🔹", Phrase("Bullet"), "danh sách ý"),
    _sign("📌", Phrase("Pinned note"), "nhớ"),
    _sign("📍", Phrase("Place"), "vị trí ở đâu"),
    _sign("📅", Phrase("Date"), "lịch"),
    _sign("🕒", Phrase("Time"), "đồng hồ thời gian"),
    _sign("☎️", Phrase("Telephone"), "gọi trực ban"),
    _sign("📞", Phrase("Call"), "đường dây nóng"),
    _sign("📱", Phrase("Mobile phone"), "ứng dụng"),
    _sign("💻", Phrase("Computer"), "trực tuyến mạng"),
    _sign("🌐", Phrase("Website"), "mạng địa chỉ"),
    _sign("✉️", Phrase("Letter"), "hòm thư email"),
    _sign("📝", Phrase("Note, form"), "viết khai"),
    _sign("📄", Phrase("Document"), "văn bản"),
    _sign("⚖️", Phrase("Law"), "cân"),
    _sign("🪪", Phrase("Identity card"), "thẻ giấy tờ"),
    _sign("🔒", Phrase("Locked"), "khoá an toàn"),
    _sign("🔑", Phrase("Password"), "chìa khoá"),
    _sign("🛡️", Phrase("Protection"), "khiên an toàn"),
    _sign("💳", Phrase("Bank card"), "tiền lừa đảo"),
    _sign("🚦", Phrase("Traffic"), "đèn tín hiệu"),
    _sign("🚗", Phrase("Car"), "xe"),
    _sign("🏍️", Phrase("Motorcycle")),
    _sign("🚧", Phrase("Roadworks"), "cấm đường"),
    _sign("🔥", Phrase("Fire"), "lửa hoả hoạn"),
    _sign("🧯", Phrase("Fire extinguisher"), "pccc"),
    _sign("🌧️", Phrase("Rain"), "thời tiết bão"),
    _sign("🌊", Phrase("Flood"), "nước"),
    _sign("🏠", Phrase("Home"), "hộ gia đình cư trú"),
    _sign("🏫", Phrase("School"), "học sinh"),
    _sign("👮", Phrase("Police officer"), "cảnh sát"),
    _sign("🚓", Phrase("Police car"), "cảnh sát"),
    _sign("🚑", Phrase("Ambulance"), "y tế 115"),
    _sign("🇻🇳", Phrase("Flag of Viet Nam"), "tổ quốc"),
    _sign("🙏", Phrase("Thanks"), "trân trọng"),
    _sign("🌱", Phrase("Community"), "cây xanh"),
)


SIGNS_CHARS = 44


class SignPicker(Picker):
    """`taken` carries a line whose `sign` is the emoji."""

    def __init__(self, host: QWidget, language: LanguageManager) -> None:
        super().__init__(host, chars=SIGNS_CHARS)
        self._language = language
        self.typed.connect(lambda _: self._show())
        self.name(
            tr("Emoji"),
            tr("Search: warning, phone, fire…"),
            tr("No such symbol here. Official posts use only these few."),
            tr("↑ ↓ choose · Enter insert · Esc close"),
        )

    def offer(self) -> None:
        """Show the signs."""
        self._show()

    def _show(self) -> None:
        found = [sign for sign in SIGNS if sign.fits(self.query)]
        picks = tuple(Pick(id=sign.text, title=self._language.say(sign.name), sign=sign.text) for sign in found)
        self.show_groups([PickGroup(heading="", picks=picks)])
