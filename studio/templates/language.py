"""The template language: a small part of Jinja2's syntax, checked node by node before anything runs.

Jinja2 lends its parser only. Every node of the parsed tree is translated into `pieces`; what has no
translation is refused, naming template and line. The pieces are then walked by `compiled_text`: no Python code is ever
generated, compiled or evaluated, and data is never read as a template.

The words a template may be made of, checked before anything is parsed.

Only these pass: text, ``{{ … }}``, ``{% if/elif/else/endif/for/endfor %}``, plain lower-case names, short string
constants, and the signs ``. | ( ) == !=``. So subscripts, arithmetic, numbers, calls with several arguments, raw
blocks, comments, includes, macros and look-alike letters are refused by their spelling alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Final, NoReturn

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from studio.errors import BadInput
from studio.phrase import Bilingual, Phrase
from studio.templates.compiled_text import (
    FILTERS,
    Both,
    Choice,
    CompiledText,
    Condition,
    Either,
    Equal,
    Loop,
    Not,
    Piece,
    Shape,
    Text,
    Value,
    ValueKind,
)
from studio.templates.kinds import Field
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


_REFUSED: Final[Mapping[str, Phrase]] = {
    "Getattr": Phrase("a part that the field does not have"),
    "Call": Phrase("a call with ( )"),
    "Name": Phrase("this name"),
    "Const": Phrase("a bare value"),
    "Test": Phrase("a test with “is”"),
    "Compare": Phrase("this comparison"),
    "CondExpr": Phrase("“if” within {{{{ }}}}"),
    "Filter": Phrase("this filter"),
    "For": Phrase("a condition or “else” in {{% for %}}"),
}
"""What a template may not hold, by the names of the parser, in words of who writes one."""


def refusal(origin: str, line: int, say: Phrase) -> BadInput:
    """What a template may not do, with its place: the file and the line."""
    return BadInput(say, where=f"{origin}:{line}")


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
            Phrase("a bracket, quote or sign is out of place; check the {{ … }} and {% … %}."),
        ) from None
    _Words(origin, first_line).check(tokens)
    return _ALONE.sub(_tag_without_line, _OPTIONAL.sub(r"\1\n\2", source))


def _bounded(source: str, origin: str, first_line: int) -> None:
    control = _CONTROL.search(source)
    if control:
        line = first_line + source.count("\n", 0, control.start())
        raise refusal(origin, line, Phrase("holds a control character; delete it."))
    if len(source.encode()) > MAX_BYTES:
        raise refusal(
            origin,
            first_line,
            Phrase("the template is longer than {max_bytes} bytes; shorten it.", max_bytes=MAX_BYTES),
        )
    if sum(source.count(sign) for sign in "([{") > _MAX_BRACKETS:
        raise refusal(
            origin,
            first_line,
            Phrase(
                "the template has more than {max_brackets} opening brackets; shorten it.", max_brackets=_MAX_BRACKETS
            ),
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
            Phrase(
                "“{shown}” cannot be used here; a template takes {{{{ field }}}}, {{% if %}}, {{% for %}} and filters.",
                shown=shown,
            ),
        )


MAX_NODES: Final = 2_000
MAX_DEPTH: Final = 12

_LOOP: Final = Shape(ValueKind.TEXT, frozenset({"index"}), records=True)


def names_of(fields: Iterable[Field]) -> dict[str, Shape]:
    """The names a text of a template with these fields may use; hidden fields and pictures have none."""
    return {f.name: f.kind.shape for f in fields if not f.hidden and not f.kind.picture}


def compile_text(
    source: str,
    fields: Iterable[Field],
    *,
    origin: str = "template",
    first_line: int = 1,
    extra: Mapping[str, Shape] | None = None,
    repeats: str | None = None,
) -> CompiledText:
    """Check `source` and translate it.

    `origin` (its file) and `first_line` say where it stands, for errors. `extra` are further names; `repeats` names the
    list field whose items the text is rendered for (``{{ item }}``, ``{{ loop.index }}``). Raises BadInput.
    """
    names = {**names_of(fields), **(extra or {})}
    if repeats is not None:
        names |= {"item": _item_of(names[repeats]), "loop": _LOOP}
    clean = screen(source, origin, first_line)
    translator = _Translator(origin, first_line, names)
    try:
        return CompiledText(origin, translator.body(LANGUAGE.parse(clean, origin).body, 1))
    except TemplateSyntaxError as error:
        raise refusal(
            origin,
            first_line + error.lineno - 1,
            Phrase("this is not well formed; every {% if %} and {% for %} needs its {% endif %} and {% endfor %}."),
        ) from None
    except RecursionError:
        raise refusal(origin, first_line, Phrase("nested too deeply.")) from None


def _item_of(shape: Shape) -> Shape:
    return Shape(ValueKind.TEXT, shape.parts, shape.records)


class _Translator:
    """Jinja's tree in, pieces out; anything it does not know is refused."""

    def __init__(self, origin: str, first_line: int, names: Mapping[str, Shape]) -> None:
        self._origin = origin
        self._first_line = first_line
        self._names = dict(names)
        self._count = 0
        self._looping = False

    def body(self, children: Iterable[nodes.Node], depth: int) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for node in children:
            self._counted(node, depth)
            if type(node) is nodes.Output:
                pieces += [self._shown(child, depth + 1) for child in node.nodes]
            elif type(node) is nodes.If:
                pieces.append(self._choice(node, depth))
            elif type(node) is nodes.For:
                pieces.append(self._loop(node, depth))
            else:
                self._refuse(node)
        return tuple(pieces)

    def _shown(self, node: nodes.Node, depth: int) -> Piece:
        if type(node) is nodes.TemplateData:
            self._counted(node, depth)
            return Text(node.data)
        value = self._value(node, depth)
        kind = self._kind(value)
        if kind is ValueKind.LIST:
            self._deny(node, Phrase("“{name}” is a list; use {{% for %}} or the filter join.", name=value.name))
        return value

    def _choice(self, node: nodes.If, depth: int) -> Choice:
        branches: list[tuple[Condition | None, tuple[Piece, ...]]] = [
            (self._condition(branch.test, depth + 1), self.body(branch.body, depth + 1))
            for branch in (node, *node.elif_)
        ]
        if node.else_:
            branches.append((None, self.body(node.else_, depth + 1)))
        return Choice(tuple(branches))

    def _loop(self, node: nodes.For, depth: int) -> Loop:
        if self._looping:
            self._deny(node, Phrase("a {% for %} cannot stand inside another."))
        if node.test or node.else_ or node.recursive or type(node.target) is not nodes.Name:
            self._refuse(node)
        variable, listed = node.target.name, node.iter
        if type(listed) is not nodes.Name or self._shape(listed, listed.name).kind is not ValueKind.LIST:
            self._deny(node, Phrase("a {% for %} goes over one list field only."))
        if variable in self._names or variable == "loop":
            self._deny(
                node, Phrase("“{variable}” is a field's name; give the {{% for %}} another one.", variable=variable)
            )
        return self._loop_body(node, variable, listed.name, depth)

    def _loop_body(self, node: nodes.For, variable: str, listed: str, depth: int) -> Loop:
        outside, self._looping = self._names, True
        self._names = {**outside, variable: _item_of(outside[listed]), "loop": _LOOP}
        body = self.body(node.body, depth + 1)
        self._names, self._looping = outside, False
        return Loop(variable, listed, body)

    def _condition(self, node: nodes.Node, depth: int) -> Condition:
        if type(node) is nodes.Not:
            self._counted(node, depth)
            return Not(self._condition(node.node, depth + 1))
        if type(node) is nodes.And:
            self._counted(node, depth)
            return Both(self._condition(node.left, depth + 1), self._condition(node.right, depth + 1))
        if type(node) is nodes.Or:
            self._counted(node, depth)
            return Either(self._condition(node.left, depth + 1), self._condition(node.right, depth + 1))
        if type(node) is nodes.Compare:
            return self._equal(node, depth)
        return self._value(node, depth)

    def _equal(self, node: nodes.Compare, depth: int) -> Equal:
        self._counted(node, depth)
        if len(node.ops) != 1 or node.ops[0].op not in ("eq", "ne"):
            self._refuse(node)
        left, right = self._value(node.expr, depth + 1), self._value(node.ops[0].expr, depth + 1)
        if ValueKind.LIST in (self._kind(left), self._kind(right)):
            self._refuse(node)
        return Equal(left, right, node.ops[0].op == "ne")

    def _value(self, node: nodes.Node, depth: int) -> Value:
        self._counted(node, depth)
        if type(node) is nodes.Name:
            return self._named(node)
        if type(node) is nodes.Getattr:
            return self._part(node)
        if type(node) is nodes.Const and type(node.value) is str:
            return Value(constant=node.value)
        if type(node) is not nodes.Filter or node.node is None:
            self._refuse(node)
        return self._filtered(node, node.node, depth)

    def _named(self, node: nodes.Name) -> Value:
        if self._shape(node, node.name).records and node.name == "loop":
            self._refuse(node)
        if self._names[node.name].records and self._names[node.name].kind is ValueKind.TEXT:
            parts = ", ".join(sorted(f"{node.name}.{part}" for part in self._names[node.name].parts))
            self._deny(node, Phrase("say which part to show: {parts}.", parts=parts))
        return Value(name=node.name)

    def _part(self, node: nodes.Getattr) -> Value:
        if type(node.node) is not nodes.Name:
            self._refuse(node)
        shape = self._shape(node, node.node.name)
        if shape.kind is ValueKind.LIST or node.attr not in shape.parts:
            self._refuse(node)
        return Value(name=node.node.name, part=node.attr)

    def _filtered(self, node: nodes.Filter, inner: nodes.Node, depth: int) -> Value:
        value = self._value(inner, depth + 1)
        wanted = FILTERS.get(node.name)
        if wanted is None:
            known = ", ".join(FILTERS)
            self._deny(node, Phrase("no filter “{name}”; there are: {known}.", name=node.name, known=known))
        if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1:
            self._refuse(node)
        argument = self._argument(node, depth) if node.args else None
        if (argument is not None) is not wanted.takes_text and not (wanted.optional and argument is None):
            self._deny(node, Phrase("the filter “{name}” is misused.", name=node.name))
        if (self._kind(value) is ValueKind.LIST) is not (node.name == "join"):
            self._deny(node, Phrase("“{name}” does not suit this field.", name=node.name))
        return Value(value.name, value.part, value.constant, (*value.filters, (node.name, argument)))

    def _argument(self, node: nodes.Filter, depth: int) -> str:
        constant = node.args[0]
        self._counted(constant, depth + 1)
        if type(constant) is not nodes.Const or type(constant.value) is not str:
            self._refuse(node)
        return constant.value

    def _kind(self, value: Value) -> ValueKind:
        joined = any(name == "join" for name, _ in value.filters)
        return ValueKind.TEXT if joined or value.part or not value.name else self._names[value.name].kind

    def _shape(self, node: nodes.Node, name: str) -> Shape:
        shape = self._names.get(name)
        if shape is None:
            near = difflib.get_close_matches(name, self._names, 1)
            vi = f"; có phải “{near[0]}”?" if near else "; hãy dùng tên trường của mẫu."
            en = f"; did you mean “{near[0]}”?" if near else "; use the names of the template's fields."
            self._deny(node, Phrase("there is no field “{name}” to show{what}", name=name, what=Bilingual(vi, en)))
        return shape

    def _counted(self, node: nodes.Node, depth: int) -> None:
        self._count += 1
        if self._count > MAX_NODES or depth > MAX_DEPTH:
            self._deny(node, Phrase("the template is too long or nested too deeply."))

    def _refuse(self, node: nodes.Node) -> NoReturn:
        name = type(node).__name__
        self._deny(
            node,
            Phrase(
                "{kind} cannot be used here; a template takes fields, {{% if %}}, {{% for %}}, filters.",
                kind=_REFUSED.get(name, Bilingual(f"“{name}”", f"“{name}”")),
            ),
        )

    def _deny(self, node: nodes.Node, say: Phrase) -> NoReturn:
        raise refusal(self._origin, self._first_line + node.lineno - 1, say)
