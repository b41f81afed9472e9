"""Titles and issuers stand in capitals at the head of a document; readers are shown sentence case."""

from __future__ import annotations

import re

from studio.library.lines import is_capitals
from studio.text import squeeze

_ISSUERS = (
    "Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Chủ tịch nước", "Thủ tướng Chính phủ",
    "Tòa án nhân dân tối cao", "Viện kiểm sát nhân dân tối cao", "Kiểm toán nhà nước", "Văn phòng Chính phủ",
    "Ngân hàng Nhà nước Việt Nam", "Thanh tra Chính phủ", "Bộ Công an", "Bộ Quốc phòng", "Bộ Tư pháp", "Bộ Nội vụ",
    "Bộ Tài chính", "Bộ Y tế", "Bộ Xây dựng", "Bộ Công Thương", "Bộ Ngoại giao", "Bộ Giáo dục và Đào tạo",
    "Bộ Khoa học và Công nghệ", "Bộ Thông tin và Truyền thông", "Bộ Giao thông vận tải",
    "Bộ Nông nghiệp và Môi trường", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Dân tộc và Tôn giáo",
)  # fmt: skip
_BY_CAPITALS = {name.upper(): name for name in _ISSUERS}


def sentence_case(text: str, body: str = "") -> str:
    """`text` as a sentence when it stands in capitals, else unchanged.

    Names keep their capitals where `body` writes the same words in running text; elsewhere only the first
    letter is a capital.
    """
    text = squeeze(text)
    if not is_capitals(text):
        return text
    known = _BY_CAPITALS.get(text) or _as_written(text, body) or text.lower()
    return known[:1].upper() + known[1:]


def _as_written(text: str, body: str) -> str | None:
    words = r"\s+".join(re.escape(word) for word in text.split(" "))
    found = (squeeze(match[0]) for match in re.finditer(words, body, re.IGNORECASE))
    return next((words for words in found if not is_capitals(words)), None)
