"""Field values that try a template out: as little as its fields allow, what is usual, as much as they allow.

Units and numbers are of nobody: the names say that they are samples, the numbers are not in service.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import cycle, islice
from typing import Any, Final

from studio.directory.model import Contact, DirectoryBook, Unit
from studio.library.model import CitationRef, CitedLaw, Status, Validity
from studio.phrase import Phrase
from studio.templates.fields import item_limit
from studio.templates.kinds import Limits
from studio.templates.kinds_references import DUTY, LONG_CONTACT, LONG_UNIT, PHOTO, UNIT
from studio.templates.kinds_texts import part_limits
from studio.templates.model import Field, FieldType, Template
from studio.text import length

_DAY: Final = date(2026, 11, 25)


class Amount(StrEnum):
    MINIMAL = "minimal"
    TYPICAL = "typical"
    MAXIMAL = "maximal"


AMOUNTS: Final[Mapping[Amount, Phrase]] = {
    Amount.MINIMAL: Phrase("as little as allowed"),
    Amount.TYPICAL: Phrase("as usual"),
    Amount.MAXIMAL: Phrase("as much as allowed"),
}
_PHRASES: Final = (
    "nghiêm chỉnh chấp hành quy định về đăng ký thường trú, tạm trú và thông báo lưu trú đối với người thuê nhà trọ;",
    "chủ động hướng dẫn người cao tuổi, người khuyết tật thực hiện nhanh chóng, thuận tiện;",
    "thường xuyên kiểm tra thiết bị điện, nguồn lửa, lối thoát nạn và bình chữa cháy trước khi nghỉ đêm;",
    "tuyệt đối không chuyển khoản, không cung cấp mật khẩu dùng một lần cho bất kỳ người lạ nào tự xưng là cán bộ;",
)
_USUAL: Final = (
    "Đi chậm",
    "Giữ trật tự",
    "Gọi ngay 113",
    "Nhường đường cho xe cứu thương",
    "Khóa cửa, tắt bếp trước khi ra khỏi nhà",
    "Không cho người lạ mượn tài khoản ngân hàng",
    "Mang theo thẻ căn cước khi làm thủ tục cư trú",
    "Không cung cấp mật khẩu dùng một lần cho bất kỳ ai",
    "Không chuyển tiền cho người tự xưng là cán bộ qua điện thoại",
    "Kiểm tra thiết bị điện, nguồn lửa và lối thoát nạn trước khi nghỉ đêm",
)
"""Sentences without their stops, from the shortest up."""
_FILLERS: Final = ("", "ở", "đi", "nhà", "thôn", "đường", "nghiêm", "nghiêng", "nghiêng ở", "nghiêng đi")
_USUAL_SHARE: Final = 0.5
"""How much of what is allowed people usually write."""
_MOST_UNLIMITED: Final = 60
MOST_LETTERS: Final = 5_000
"""Characters of a text or an item that a template is tried out with: twice the longest that the department's have."""
MOST_ITEMS: Final = 50


def sample(template: Template, amount: Amount) -> dict[str, Any]:
    """Values that the template's own rules take."""
    fields = [f for f in template.fields if f.required or amount is not Amount.MINIMAL]
    values = {f.name: _value(f, amount) for f in fields}
    for f in fields:
        if f.same_length_as and f.same_length_as in values:
            values[f.name] = list(islice(cycle(values[f.name]), len(values[f.same_length_as])))
    return values


def media_of(template: Template, fields: Mapping[str, Any]) -> Sequence[str]:
    """The pictures that the values name, and one for cards that take the first of the post."""
    ids = [PHOTO]
    for f in template.fields:
        value = fields.get(f.name)
        if f.type is FieldType.IMAGE_LIST and value:
            ids += value
    return tuple(dict.fromkeys(ids))


def sample_book() -> DirectoryBook:
    """A directory of a unit with a usual name and one with a long one."""

    def contact(id: str, label: str, phone: str) -> Contact:
        return Contact(id=id, unit=UNIT, label=label, phone=phone, verified_on=_DAY, verified_by="")

    return DirectoryBook(
        units=(
            Unit(id=UNIT, name="Công an phường Mẫu", short_name="CAP Mẫu", website="https://mau.example.gov.vn"),
            Unit(
                id=LONG_UNIT,
                name="Đội Cảnh sát quản lý hành chính về trật tự xã hội, Công an phường Mẫu",
                short_name="Đội CSQLHC",
                website="https://mau.example.gov.vn/quan-ly-hanh-chinh",
            ),
        ),
        contacts=(
            contact(DUTY, "Trực ban", "024 0000 0113"),
            contact(LONG_CONTACT, "Bộ phận tiếp nhận và trả kết quả thủ tục hành chính", "0900 000 012"),
        ),
    )


def sample_cite(ref: CitationRef) -> CitedLaw:
    """As if every document existed and were in force."""
    place = [f"{word} {part}" for word, part in zip(_PLACES, (ref.point, ref.clause, ref.article), strict=True) if part]
    return CitedLaw(
        ref=ref,
        printed=" ".join([*place, f"Luật mẫu số {ref.document} ngày 29/11/2024"]),
        found=True,
        article_found=bool(ref.article),
        validity=Validity(status=Status.IN_FORCE, on=_DAY, reason_vi="", reason_en=""),
        document_sha256="0" * 64,
    )


_PLACES: Final = ("điểm", "khoản", "Điều")


def _value(f: Field, amount: Amount) -> Any:
    if f.kind.several:
        return _items(f, amount)
    if f.kind.options:
        return (min if amount is Amount.MINIMAL else max)(f.options, key=length)
    if f.type is FieldType.IMAGE_LIST:
        return [PHOTO, *(f"{PHOTO}{n}" for n in range(2, _count(f, amount) + 1))]
    match f.kind.limits:
        case Limits.CHARACTERS:
            return _text(f, amount)
        case Limits.NUMBER:
            return _number(f, amount)
        case _:
            return _example(f, amount)


def _example(f: Field, amount: Amount) -> Any:
    examples = f.kind.examples
    return examples[{Amount.MINIMAL: 0, Amount.TYPICAL: len(examples) // 2, Amount.MAXIMAL: -1}[amount]]


def _items(f: Field, amount: Amount) -> list[Any]:
    count = _count(f, amount)
    if f.type is FieldType.URL_DEFANGED and amount is Amount.MAXIMAL:
        return ["hxxps://" + ("capnhat-dinhdanh-" * 20)[: item_limit(f) - 18] + "[.]example"] * count
    if f.kind.examples:
        return [_example(f, amount)] * count
    if f.kind.parts:
        limits = part_limits(f, f.kind.parts)
        return [{part: _said(most, amount, f"{part}{n}") for part, most in limits.items()} for n in range(count)]
    return [_said(item_limit(f), amount, f"{f.name}{n}", least=10 if f.same_length_as else 1) for n in range(count)]


def _count(f: Field, amount: Amount) -> int:
    least, most = (min(MOST_ITEMS, one) for one in (max(f.min or 0, 1), f.max or max(f.min or 0, 6)))
    return {Amount.MINIMAL: least, Amount.TYPICAL: max(least, min(3, most)), Amount.MAXIMAL: most}[amount]


def _number(f: Field, amount: Amount) -> int:
    bound = f.min if amount is Amount.MINIMAL else f.max
    number: int = _example(f, amount) if bound is None else bound
    return number


def _text(f: Field, amount: Amount) -> str:
    most = f.max or _MOST_UNLIMITED
    if amount is Amount.MINIMAL:
        short: str = _example(f, amount)
        return short if length(short) >= (f.min or 0) else _words(max(f.min or 0, 1), f.name)
    if amount is Amount.MAXIMAL:
        return _words(max(f.min or 1, most), f.name)
    return _usual(max(f.min or 1, round(most * _USUAL_SHARE)), f.name, least=f.min or 1)


def _said(most: int, amount: Amount, seed: str, *, least: int = 1) -> str:
    if amount is Amount.MINIMAL:
        short = "Gọi 113" if most >= length("Gọi 113") else "113"[:most]
        return short if least <= length(short) else "Gọi 113 ngay khi cần"
    if amount is Amount.MAXIMAL:
        return _words(max(least, most), seed)
    return _usual(max(least, round(most * _USUAL_SHARE)), seed, least=least)


def _usual(most: int, seed: str, *, least: int) -> str:
    """Whole sentences of `most` characters at the longest; any words where no sentence is as short."""
    fitting = [one for one in _USUAL if length(one) <= most]
    long = [one for one in fitting if 2 * length(one) >= most] or fitting[-3:]
    if not long:
        return _words(most, seed)
    start = sum(map(ord, seed)) % len(long)
    text = long[start]
    for one in [*long[start + 1 :], *long[:start]]:
        if length(text) + length(". ") + length(one) <= most:
            text = f"{text}. {one}"
    return text if length(text) >= least else _words(most, seed)


def _words(most: int, seed: str) -> str:
    """Real words, exactly `most` characters long, or as long as one tries, beginning with a capital."""
    most = min(most, MOST_LETTERS)
    start = sum(map(ord, seed)) % len(_PHRASES)
    words: list[str] = []
    left = most
    for word in cycle(" ".join([*_PHRASES[start:], *_PHRASES[:start]]).split(" ")):
        if len(word) + bool(words) > left:
            break
        left -= len(word) + bool(words)
        words.append(word)
    if not words:
        return "Ở"[:most]
    if left == 1 and words[-1][-1] in ",;":
        words[-1], left = words[-1][:-1], 2
    text = " ".join([*words, _FILLERS[left - 1]] if left > 1 else words) + "." * (left == 1)
    return text[0].upper() + text[1:]
