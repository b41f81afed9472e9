"""Whether a sentence tells a person what to do next, and the refusals of a package to ask that of."""

from __future__ import annotations

import re
from pathlib import Path

from studio.phrase import Phrase
from tools import translations

ROOT = Path(__file__).resolve().parents[1]
STEP_VI = re.compile(
    r"\b(hãy|chọn|bấm|mở|nhờ|báo cán bộ|cần lấy|phải trả lại|tự gỡ|quyết định gỡ trước|nạp tiền|nâng gói"
    r"|không cần làm gì|có thể dùng ngay|chỉ dùng chữ|cần 43 chữ|sẽ (tự )?(xem|hỏi|thử|tải|gửi)|tự (xem|gửi)"
    r"|hệ thống tự|thử lại)",
    re.IGNORECASE,
)
STEP_EN = re.compile(
    r"\b(choose|look|open|compare|check|press|ask|write|change|delete|set|correct|confirm|publish|post it|withdraws"
    r"|wait|take|type|state why|see|submit|cancel|let this PC|paste|do this|do what|call|connect|grant|send nothing"
    r"|replace|export|update|copy|give the role|administrator|technical officer|shorten|top it up|upgrade|remove it"
    r"|nothing has to be done|is looked|is tried|is asked|uploaded again|sent again|is kept|enter|load|fill in|add"
    r"|apply|give the 43|use|can be used|send it|will be)\b",
    re.IGNORECASE,
)
REFUSALS = frozenset({"Refused", "BadInput", "NotFound", "NotPermitted"})


def names_a_step(said: Phrase) -> bool:
    """What the program does by itself (`is looked for`, `sẽ thử lại`) counts, too."""
    return bool(STEP_VI.search(said.vi) and STEP_EN.search(said.en))


def refusals_in(package: str) -> list[Phrase]:
    """The sentences that the source under `package` refuses with, the names of their values in braces; those given as
    a Phrase not."""
    found = []
    for path in sorted((ROOT / package).rglob("*.py")):
        for call in translations.calls_of(path.read_text(encoding="utf-8"), REFUSALS):
            about = translations.quoted(translations.keyword(call, "about")) or ""
            if text := translations.quoted(call.args[0]):
                found.append(Phrase(text, about=about))
    return found
