"""The words a template may be made of, checked before anything is parsed.

Only these pass: text, ``{{ … }}``, ``{% if/elif/else/endif/for/endfor %}``, plain lower-case names, short string
constants, and the signs ``. | ( ) == !=``. So subscripts, arithmetic, numbers, calls with several arguments, raw
blocks, comments, includes, macros and look-alike letters are refused by their spelling alone.
"""

from __future__ import annotations

import re
from typing import Final

from jinja2 import Environment
from jinja2.exceptions import TemplateSyntaxError

from studio.errors import BadInput
from studio.text import nfc

MAX_BYTES: Final = 20_000
_MAX_BRACKETS: Final = 2_000
_MAX_NESTED: Final = 8
_MAX_TAG: Final = 400
_MAX_CONSTANT: Final = 200
_COMMANDS: Final = frozenset({"if", "elif", "else", "endif", "for", "endfor"})
_SIGNS: Final = frozenset({".", "|", "(", ")", "==", "!="})
_TAG_MARKS: Final = frozenset({"{{", "}}", "{%", "%}"})
_TAG_TOKENS: Final = frozenset({"variable_begin", "variable_end", "block_begin", "block_end"})
_NAME: Final = re.compile(r"[a-z](?:_?[a-z0-9])*_?\Z")
_STRAY: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_ALONE: Final = re.compile(r"^[ \t]*((?:\{%[^{}%]*%\}[ \t]*)+)(?:\n|\Z)", re.MULTILINE)
_OPTIONAL: Final = re.compile(
    r"^[ \t]*(\{%[ \t]*if\b[^{}%\n]*%\}(?:(?!\{%).)*)(\{%[ \t]*endif[ \t]*%\})[ \t]*\n", re.MULTILINE
)
_BETWEEN: Final = re.compile(r"%\}[ \t]+\{%")

LANGUAGE: Final = Environment(autoescape=False, extensions=(), cache_size=0)  # noqa: S701 - plain text; only parses
"""Lends its lexer and its parser. Nothing is ever compiled or rendered by it."""


def refusal(origin: str, line: int, vi: str, en: str) -> BadInput:
    """What a template may not do, with its place: the file and the line."""
    return BadInput(vi, en, where=f"{origin}:{line}")


def screen(source: str, origin: str, first_line: int = 1) -> str:
    """Check the words of `source`; return it NFC, with the line breaks set that its tags ask for.

    A line of nothing but ``{% … %}`` leaves no trace in the output: its line break moves inside the tag. A line that
    is one ``{% if %}…{% endif %}`` is there or not as a whole: its line break moves before the ``{% endif %}``. So
    line numbers stay true. Raises BadInput naming `origin` and the line.
    """
    source = nfc(source.replace("\r\n", "\n"))
    _bounded(source, origin, first_line)
    try:
        tokens = list(LANGUAGE.lex(source))
    except TemplateSyntaxError as error:
        raise refusal(
            origin,
            first_line + error.lineno - 1,
            "dấu ngoặc, dấu nháy hoặc ký hiệu không hợp lệ; hãy kiểm tra lại {{ … }} và {% … %}.",
            "a bracket, quote or sign is out of place; check the {{ … }} and {% … %}.",
        ) from None
    _Words(origin, first_line).check(tokens)
    return _ALONE.sub(_tag_without_line, _OPTIONAL.sub(r"\1\n\2", source))


def _bounded(source: str, origin: str, first_line: int) -> None:
    control = _CONTROL.search(source)
    if control:
        line = first_line + source.count("\n", 0, control.start())
        raise refusal(origin, line, "có ký tự điều khiển; hãy xóa.", "holds a control character; delete it.")
    if len(source.encode()) > MAX_BYTES:
        raise refusal(
            origin,
            first_line,
            f"mẫu dài hơn {MAX_BYTES} byte; hãy rút ngắn.",
            f"the template is longer than {MAX_BYTES} bytes; shorten it.",
        )
    if sum(source.count(sign) for sign in "([{") > _MAX_BRACKETS:
        raise refusal(
            origin,
            first_line,
            f"mẫu có hơn {_MAX_BRACKETS} dấu mở ngoặc; hãy rút ngắn.",
            f"the template has more than {_MAX_BRACKETS} opening brackets; shorten it.",
        )


def _tag_without_line(match: re.Match[str]) -> str:
    tags = _BETWEEN.sub("%}{%", match[1].rstrip())
    return f"{tags[:-2]}\n%}}" if match[0].endswith("\n") else tags


class _Words:
    """Goes over the tokens of one template."""

    def __init__(self, origin: str, first_line: int) -> None:
        self._origin = origin
        self._first_line = first_line
        self._line = first_line
        self._opens_block = False
        self._nested = 0
        self._tag = 0

    def check(self, tokens: list[tuple[int, str, str]]) -> None:
        for line, kind, text in tokens:
            self._line = self._first_line + line - 1
            self._measure(kind, text)
            if kind in _TAG_TOKENS:
                self._mark(text)
            elif kind == "data":
                self._data(text)
            elif kind == "name":
                self._name(text)
            elif kind == "string":
                self._string(text)
            elif kind == "operator":
                self._sign(text)
            elif kind != "whitespace":
                self._refuse(text)
            if kind != "whitespace":
                self._opens_block = kind == "block_begin"

    def _measure(self, kind: str, text: str) -> None:
        if kind in ("variable_begin", "block_begin"):
            self._tag = self._nested = 0
        self._tag += len(text)
        if kind != "data" and self._tag > _MAX_TAG:
            self._refuse(text)

    def _mark(self, text: str) -> None:
        if text.strip() not in _TAG_MARKS:
            self._refuse(text)

    def _data(self, text: str) -> None:
        stray = _STRAY.search(text)
        if stray:
            self._line += text.count("\n", 0, stray.start())
            self._refuse(stray[0])

    def _name(self, text: str) -> None:
        if not _NAME.match(text) or "__" in text or len(text) > 40:
            self._refuse(text)
        if self._opens_block and text not in _COMMANDS:
            self._refuse(text)

    def _string(self, text: str) -> None:
        if len(text) > _MAX_CONSTANT or any(sign in text for sign in "{}%\\\n"):
            self._refuse(text)

    def _sign(self, text: str) -> None:
        if text not in _SIGNS:
            self._refuse(text)
        self._nested += {"(": 1, ")": -1}.get(text, 0)
        if self._nested > _MAX_NESTED:
            self._refuse(text)

    def _refuse(self, word: str) -> None:
        shown = word.strip()[:24]
        raise refusal(
            self._origin,
            self._line,
            f"không dùng được “{shown}” ở đây; mẫu chỉ nhận {{{{ trường }}}}, {{% if %}}, {{% for %}}, bộ lọc.",
            f"“{shown}” cannot be used here; a template takes {{{{ field }}}}, {{% if %}}, {{% for %}} and filters.",
        )
