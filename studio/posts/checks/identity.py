"""Numbers that identify one person: identity papers, cards, bank accounts.

Identity numbers have 12 digits: three for the province of birth (001 to 096), one for century and sex, two for the
year (Decree 137/2015/NĐ-CP, article 13; codes in Circular 07/2016/TT-BCA). Older papers have 9 digits. Card numbers
obey the check digit of ISO/IEC 7812.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from studio.phrase import Phrase
from studio.posts.checks.scan import Hit, Scan

IDENTITY = Phrase("số định danh cá nhân", "a personal identity number")
OLD_IDENTITY = Phrase("số chứng minh nhân dân", "an identity card number")
PAPER = Phrase("số giấy tờ cá nhân", "the number of a personal document")
CARD = Phrase("số thẻ ngân hàng", "a bank card number")
ACCOUNT = Phrase("số tài khoản ngân hàng", "a bank account number")

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
    hit: Hit


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
