"""Rules on what is nobody's business: secrets of the state and of the house, numbers and homes of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex

from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.links import phones
from studio.posts.checks.rule import PreflightView, TypedTexts, rule
from studio.posts.checks.scan import Scan, ScanHit
from studio.posts.model import Finding, Severity
from studio.text import fold, nfc

MARKING = regex.compile(
    r"(?<![\w#])(?:TUYỆT[ -]MẬT|TỐI[ -]MẬT|(?<!\b(?:BÍ|BẢO|THÂN|CƠ|HỘI|MẬN|ĐƯỜNG|TÚI|DỊCH|RỈ|ỐNG|THÁM)[ -])MẬT"
    r"(?![ -](?:KHẨU|ONG|MÃ|THƯ|VỤ|ĐỘ|PHỤC|BÁO|DANH|NGỌT|MÍA|GẤU|THIẾT|ĐÀM|LỆNH|HIỆU|ƯỚC|THÁM|VÀO)\b))(?!\w)"
    r"|(?i:(?<!\w)(?:chỉ )?lưu hành nội bộ(?!\w)|(?<!\w)tài liệu (?:mật|nội bộ)(?!\w)|(?<!\w)độ mật[ ]?:)"
    r"|(?-i:KHÔNG PHỔ BIẾN|NỘI BỘ NGÀNH)"
)
_IN_NAME = regex.compile(
    r"(?<![a-z])(?:tuyet|toi)[ _-]?mat(?![a-z])|luu[ _-]?hanh[ _-]?noi[ _-]?bo"
    r"|tai[ _-]?lieu[ _-]?(?:mat|noi[ _-]?bo)(?![a-z])"
)


@rule(
    "NOT_RESTRICTED",
    Severity.BLOCK,
    Phrase("No sign of restricted or internal material"),
)
def not_restricted(view: PreflightView) -> Iterator[Finding]:
    """Nothing secret or internal goes out.

    Stamps are printed in capitals; the same syllables inside ordinary words, or in a scammer's story told in small
    letters, are none.

    The mandatory confirmation, then markings in texts and in names of pictures.
    """
    if not view.post.answers.not_restricted:
        yield _unconfirmed()
    for hit in view.public.find(MARKING):
        if not view.public.reported(hit.match.start()):
            yield _marked(hit.piece.where, hit.text)
    for media in view.post.media:
        if MARKING.search(nfc(media.name)) or _IN_NAME.search(fold(media.name)):
            yield _marked(f"media:{media.id}", media.name)


def _unconfirmed() -> Finding:
    return not_restricted.finding(
        "answers:not_restricted",
        Phrase("Nobody confirmed that nothing here is secret or internal."),
        Phrase("Read text and pictures again, then tick to confirm."),
    )


def _marked(where: str, excerpt: str) -> Finding:
    return not_restricted.finding(
        where,
        Phrase("There is the marking of a secret or internal document."),
        Phrase("Stop, tell the officer in charge of state secrets; this material is not to be posted."),
        excerpt=excerpt,
    )


_IS = r"[^\S\n]*(?::|=|là(?!\w)|is(?!\w)|–|-)[^\S\n]*[“\"'‘(]?"
SECRET = re.compile(
    r"(?:mật[^\S\n]?khẩu|password|passwd|(?<!\w)pass|(?<!\w)pwd|(?<!\w)mk)" + _IS + r"(?P<p>[^\s“”\"'’),;]{6,64})"
    r"|(?:(?<!\w)OTP|(?<!\w)PIN|mã xác (?:thực|nhận|minh))"
    + _IS
    + r"(?P<o>\d{4,8})(?![\w.,/-]*\d|[^\S\n]*(?:số|chữ|ký|kí))"
    r"|(?:mã khôi phục|mã dự phòng|recovery code|backup code)" + _IS + r"(?P<r>[A-Za-z0-9][A-Za-z0-9 -]{5,40})"
    r"|(?P<k>(?<!\w)(?:EAA[A-Za-z0-9]{24,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|AIza[\w-]{30,}|gh[pousr]_\w{30,}"
    r"|sk-[A-Za-z0-9-]{20,})|-----BEGIN [A-Z ]*PRIVATE KEY-----|Bearer[ ][\w.~+/-]{20,})",
    re.IGNORECASE,
)


@rule(
    "NO_SECRET_STORED",
    Severity.BLOCK,
    Phrase("No password or recovery code is stored in the app"),
)
def secret_stored(view: TypedTexts) -> Iterator[Finding]:
    """No password, one-time code, recovery code or key stands in a field, hidden ones included.

    Values that look like secrets; a sentence about passwords is none.
    """
    hidden = (ScanHit(piece, match) for piece in view.pieces if piece.hidden for match in SECRET.finditer(piece.text))
    for hit in (*view.public.find(SECRET), *hidden):
        groups = hit.match
        value = str(groups.group("p") or groups.group("o") or groups.group("r") or groups.group("k"))
        if groups.group("p") and not looks_secret(value):
            continue
        yield secret_stored.at(
            hit,
            Phrase("The text holds a password, a code or a key."),
            Phrase("Remove it and change it at once; it must be taken as known."),
            excerpt=mask.secret(value),
        )


def looks_secret(value: str) -> bool:
    """A word of a sentence has no digit between its letters and no mark of a keyboard."""
    has_digit = any(char.isdigit() for char in value)
    has_letter = any(char.isalpha() for char in value)
    return value.isascii() and has_letter and (has_digit or any(char in "@#$%^&*!_" for char in value.rstrip("!")))


# Identity numbers have 12 digits: three for the province of birth (001 to 096), one for century and sex, two for the
# year (Decree 137/2015/NĐ-CP, article 13; codes in Circular 07/2016/TT-BCA). Older papers have 9 digits. Card numbers
# obey the check digit of ISO/IEC 7812.

IDENTITY = Phrase("a personal identity number")
OLD_IDENTITY = Phrase("an identity card number")
PAPER = Phrase("the number of a personal document")
CARD = Phrase("a bank card number")
ACCOUNT = Phrase("a bank account number")

_EDGE = r"(?<![\w/.,+-])"
_END = r"(?![\w/]|[.,-]\d)"
_TWELVE = re.compile(_EDGE + r"(?:0\d{11}|0\d{2}([ .-])\d{3}\1\d{3}\1\d{3}|0\d{3}([ .-])\d{4}\2\d{4})" + _END)
_PAPERS = (
    r"(?:c[ăắ]n cước(?: công dân)?|CCCD|CMND|CMT(?:ND)?|chứng minh(?: nhân dân| thư)?|định danh(?: cá nhân)?"
    r"|giấy phép lái xe|bằng lái(?: xe)?|GPLX|hộ chiếu|passport|thẻ BHYT|bảo hiểm y tế|BHYT|bảo hiểm xã hội|BHXH)"
)
_LINK = r"(?:[^\S\n]*(?:mang|có|là|số|mã|sổ|thẻ|:|\(|–|-)){0,4}[^\S\n]*"
_MONEY = r"(?![^\S\n]*(?:đồng|VNĐ|VND|USD|đô|triệu|tỷ|tỉ|nghìn|người|trường hợp|tài khoản))"
_NAMED_PAPER = re.compile(
    _PAPERS + _LINK + r"(?P<n>[A-Z]{1,2}\d{7,13}|\d(?:[ .-]?\d){8,14})" + _END + _MONEY, re.IGNORECASE
)
_CARD = re.compile(_EDGE + r"(?:9704|[3-6]\d{3})(?:[ -]?\d){9,15}" + _END)
_ACCOUNT = re.compile(
    r"(?:(?:số[^\S\n]+)?tài[^\S\n]+khoản|(?<!\w)STK|(?<!\w)TK)(?!\w)"
    r"(?P<between>[^\d\n.;!?]{0,40}?)(?P<n>\d(?:[ .-]?\d){5,18})(?![\w/%]|[.,]\d)" + _MONEY,
    re.IGNORECASE,
)
_NO_ACCOUNT = re.compile(
    r"gọi|điện thoại|hotline|đường dây|tổng đài|liên hệ|nhắn|hơn|gần|khoảng|tiền|trên|ngày|lúc|từ|vào|mất"
    r"|Zalo|Facebook|Telegram|VNeID|định danh",
    re.IGNORECASE,
)
"""Words between "account" and a number that say it is another number."""
_DATE = re.compile(r"\d{1,2}[.-]\d{1,2}[.-]\d{4}$")
_ABOUT_ACCOUNT = re.compile(r"tài khoản|(?<!\w)(?:STK|TK)(?!\w)", re.IGNORECASE)
_ABOUT_PAPER = re.compile(_PAPERS, re.IGNORECASE)
_PROVINCES = range(1, 97)


class Identifier(NamedTuple):
    """A number found, and what kind it is."""

    kind: Phrase
    number: str
    hit: ScanHit


def identifiers(scan: Scan) -> Iterator[Identifier]:
    """Identifying numbers of a text; each place is named once, under its most certain kind."""
    taken: set[int] = set()
    for found in _candidates(scan):
        last = found.hit.match.end()
        if last not in taken:
            taken.add(last)
            yield found


def _candidates(scan: Scan) -> Iterator[Identifier]:
    if not any(char.isdigit() for char in scan.text):
        return
    yield from _cards(scan)
    if _ABOUT_PAPER.search(scan.text):
        for hit in scan.find(_NAMED_PAPER):
            yield Identifier(_paper(hit.match.group("n")), hit.match.group("n"), hit)
    for hit in scan.find(_TWELVE):
        if is_identity_number(hit.text):
            yield Identifier(IDENTITY, hit.text, hit)
    if _ABOUT_ACCOUNT.search(scan.text):
        yield from _accounts(scan)


def _cards(scan: Scan) -> Iterator[Identifier]:
    for hit in scan.find(_CARD):
        if is_card_number(hit.text):
            yield Identifier(CARD, hit.text, hit)


def _accounts(scan: Scan) -> Iterator[Identifier]:
    for hit in scan.find(_ACCOUNT):
        number = hit.match.group("n")
        if not _NO_ACCOUNT.search(hit.match.group("between")) and not _DATE.match(number):
            yield Identifier(ACCOUNT, number, hit)


def _paper(number: str) -> Phrase:
    found = re.sub(r"\D", "", number)
    return IDENTITY if len(found) == 12 and found == number[:12] else OLD_IDENTITY if len(found) == 9 else PAPER


def is_identity_number(text: str) -> bool:
    """Twelve digits with the code of a province and a birth year that make sense."""
    found = re.sub(r"\D", "", text)
    return len(found) == 12 and int(found[:3]) in _PROVINCES and found[3] in "0123"


def is_card_number(text: str) -> bool:
    """A length cards have, and the check digit right."""
    found = re.sub(r"\D", "", text)
    if len(found) not in (13, 14, 15, 16, 19) or len(set(found)) == 1:
        return False
    doubled = [int(d) * 2 for d in reversed(found[:-1])][::2]
    plain = [int(d) for d in reversed(found[:-1])][1::2]
    total = sum(d - 9 if d > 9 else d for d in doubled) + sum(plain)
    return (10 - total % 10) % 10 == int(found[-1])


@rule(
    "NO_ID_NUMBER",
    Severity.BLOCK,
    Phrase("No personal ID, card or bank account number"),
)
def id_number(view: TypedTexts) -> Iterator[Finding]:
    """No number that identifies a person, a card or an account.

    Identifying numbers in the typed texts, shown masked.
    """
    for kind, number, hit in identifiers(view.public):
        yield id_number.at(
            hit,
            Phrase("The text contains {kind}.", kind=kind),
            Phrase("Remove the number; if it must be mentioned, cover most of its digits."),
            excerpt=mask.number(number),
        )


_LIVES = (
    r"(?:trú(?: quán)?(?: tại|[ ]?:)|ngụ(?: tại| ở)?|ở tại|sinh sống (?:tại|ở)|sống tại|HKTT(?: tại|[ ]?:)?"
    r"|chỗ ở hiện nay|hộ khẩu(?: thường trú)?(?: tại|[ ]?:)"
    r"|nhà (?:riêng|ở|của[^\d\n,.;]{1,25}) (?:tại|ở)|nhà (?:tại|ở))"
)
_PUBLIC = regex.compile(
    r"Công an|trụ sở|UBND|ủy ban|bộ phận|cơ quan|cơ sở|khách sạn|nhà văn hóa|trạm|bệnh viện|trường|mẫu|quy định|điều"
    r"|khoản|phụ lục|nghị định|thông tư|nhà nghỉ|ký túc xá",
    regex.IGNORECASE,
)
"""Words that make it the address of an office, or no address at all."""
_HOUSE = (
    r"(?:(?:số nhà|nhà số|số|căn hộ|phòng|ngõ|ngách|hẻm|kiệt|tổ(?: dân phố)?|xóm|ấp|lô)"
    r"[^\S\n]+(?:số[^\S\n]+)?[\p{Lu}]?\d+[\w/.-]*"
    r"|\d+[\w/]*[^\S\n]+(?:đường|phố|ngõ|ngách|hẻm|kiệt)(?!\w))"
)
HOME = regex.compile(rf"(?<!\w){_LIVES}(?!\w)[^\d\n.;!?]{{0,40}}?{_HOUSE}[^\n.;!?]{{0,40}}", regex.IGNORECASE)


@rule(
    "NO_PRIVATE_PHONE",
    Severity.BLOCK,
    Phrase("No private phone number or home address"),
)
def private_phone(view: TypedTexts) -> Iterator[Finding]:
    """No citizen's telephone number, no home address.

    Numbers that the directory does not hold, and addresses down to the house where somebody lives.
    """
    yield from _phones(view)
    yield from _homes(view)


def _phones(view: TypedTexts) -> Iterator[Finding]:
    for hit, number in phones(view.public):
        if number not in view.numbers:
            yield private_phone.at(
                hit,
                Phrase("This telephone number is not in the directory of duty numbers."),
                Phrase("Remove a private number; add a duty number to the directory, confirm it, then use it."),
                excerpt=mask.number(number, last=2),
            )


def _homes(view: TypedTexts) -> Iterator[Finding]:
    for hit in view.public.find(HOME):
        if _PUBLIC.search(hit.text):
            continue
        yield private_phone.at(
            hit,
            Phrase("The text gives a citizen's home address."),
            Phrase("Name the ward or commune at most."),
            excerpt=mask.address(hit.text.strip()),
        )


PLATE = re.compile(
    r"(?<![\w/.-])(?:[1-9]\d[^\S\n]?-?[A-ZĐ]{1,2}\d?[^\S\n]?[-–.]?[^\S\n]?(?:\d{3}\.\d{2}|\d{4,5})"
    r"|[A-Z]{2}[^\S\n]?-?[^\S\n]?\d{2}-\d{2})(?![\w/-]|\.\d)"
)
"""Civil plates (``29A-123.45``, ``59X1 234.56``, ``30F-1234``) and military ones (``TM 12-34``)."""


@rule(
    "NO_PLATE",
    Severity.WARN,
    Phrase("Vehicle plates masked unless necessary"),
)
def number_plate(view: PreflightView) -> Iterator[Finding]:
    """Number plates are masked unless they are truly needed.

    Plates in the typed texts.
    """
    for hit in view.public.find(PLATE):
        yield number_plate.at(
            hit,
            Phrase("The text contains a number plate."),
            Phrase("Cover the last digits, unless the vehicle has to be recognised."),
            excerpt=mask.number(hit.text, first=3, last=0),
        )
