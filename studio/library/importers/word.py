"""Word documents: body and tables in order, with the numbers of automatic lists.

External parts (templates, pictures by address) are never followed; only the text of the file is read.

Looking at a .docx as the ZIP it is before any XML parser does: sizes, ratios, names, no DTD.

The numbers Word shows but does not store in the text: "1.", "a)", "Điều 3." of automatic lists.

Only what the file defines is counted (WordprocessingML, ECMA-376 Part 1, 17.9): level format, start, text pattern,
restart of lower levels, and the start overrides of a list instance.

What the styles of a Word file say of a paragraph or a run: its font, and the list that numbers it.

A style takes from the one it is based on whatever it does not say itself (ECMA-376 Part 1, 17.7).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from studio.errors import BadInput
from studio.library.folded_text import article_heading, division
from studio.library.importers.encodings import Encoding, conversion, convert, font_encoding, is_capital_font
from studio.library.importers.read_text import MEGABYTE, ReadText
from studio.phrase import Phrase

MOST_ENTRIES = 2000
LARGEST_TOTAL = 100 * MEGABYTE
HIGHEST_RATIO = 100
SMALL = MEGABYTE
"""Bytes under which the ratio of one entry does not matter: short repetitive parts compress extremely well."""
_DTD = tuple(mark.encode(e) for mark in ("<!DOCTYPE", "<!ENTITY") for e in ("utf-8", "utf-16-le", "utf-16-be"))


def require_safe(data: bytes) -> None:
    """Raise BadInput unless `data` is a whole ZIP within the limits and none of its XML parts has a DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _require_limits(entries, len(data))
            if "word/document.xml" not in archive.namelist():
                raise BadInput("the file is no Word document; open it in Word and save it as .docx.")
            for entry in entries:
                _require_no_dtd(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise BadInput(
            "the .docx is damaged, cut off or protected; open the original in Word and save it again."
        ) from error


def _require_limits(entries: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(entry.file_size for entry in entries)
    swollen = any(e.file_size > SMALL and e.file_size > HIGHEST_RATIO * max(e.compress_size, 1) for e in entries)
    if len(entries) > MOST_ENTRIES or total > LARGEST_TOTAL or swollen or total > HIGHEST_RATIO * packed + SMALL:
        raise BadInput(
            "the file is packed abnormally ({total} MB, {n} parts), possibly a decompression bomb.",
            total=total // MEGABYTE,
            n=len(entries),
        )


def _require_no_dtd(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if not entry.filename.lower().endswith((".xml", ".rels")):
        return
    content = archive.read(entry)
    if any(mark in content for mark in _DTD):
        raise BadInput(
            "part {filename} of the file declares a DTD, which may do harm; open it in Word and save it again.",
            filename=entry.filename,
        )


_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    form: str
    pattern: str
    start: int
    style: str = ""
    """The paragraph style that stands for this level."""
    restart: int | None = None
    """Begins again only after a level above this one (1 …); 0: never; None: after every level above."""
    legal: bool = False
    """Higher levels are shown in Arabic numerals."""


@dataclass(slots=True)
class Numbering:
    """The list definitions of one file, and where each list has got to."""

    levels: Mapping[str, Mapping[int, NumberingLevel]]
    """Definitions by abstract list."""
    lists: Mapping[str, str]
    """List instance → abstract list."""
    starts: Mapping[tuple[str, int], int]
    """Start overrides of an instance."""
    own_levels: Mapping[tuple[str, int], NumberingLevel] = field(default_factory=dict)
    """Levels that an instance defines anew."""
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, instance: str, depth: int) -> str:
        """Count one paragraph of list `instance` at level `depth` (0 …) and return its printed number."""
        levels = self._levels(instance)
        level = levels.get(depth)
        if level is None:
            return ""
        abstract = self.lists.get(instance, "")
        self._advance(levels, abstract, instance, depth)
        if level.form in {"none", "bullet"}:
            return "-" if level.form == "bullet" else ""
        values = {d: self.counts.get((abstract, d), levels[d].start) for d in levels if d <= depth}
        return _PLACEHOLDER.sub(lambda m: _shown(levels, values, int(m[1]) - 1, level.legal), level.pattern)

    def depth_of_style(self, instance: str, style: str) -> int:
        """The level of a list that a paragraph style stands for; 0 when none names it."""
        return next((d for d, level in self._levels(instance).items() if style and level.style == style), 0)

    def _levels(self, instance: str) -> Mapping[int, NumberingLevel]:
        levels = self.levels.get(self.lists.get(instance, ""), {})
        own = {depth: level for (name, depth), level in self.own_levels.items() if name == instance}
        return {**levels, **own} if own else levels

    def _advance(self, levels: Mapping[int, NumberingLevel], abstract: str, instance: str, depth: int) -> None:
        override = self.starts.get((instance, depth))
        if override is not None and (instance, depth) not in self.begun:
            self.counts[abstract, depth] = override
        else:
            self.counts[abstract, depth] = self.counts.get((abstract, depth), levels[depth].start - 1) + 1
        self.begun.add((instance, depth))
        for deeper, level in levels.items():
            begins_again = depth < deeper and (level.restart is None or depth < level.restart)
            if begins_again:
                self.counts.pop((abstract, deeper), None)


def read_numbering(root: Any, list_of_style: Callable[[str], str] = lambda _: "") -> Numbering:
    """The definitions of a ``numbering.xml`` root element; None gives an empty numbering.

    `list_of_style`: the list instance of a numbering style, by which definitions refer to another.
    """
    if root is None:
        return Numbering({}, {}, {})
    levels: dict[str, dict[int, NumberingLevel]] = {}
    links: dict[str, str] = {}
    for abstract in root.iter(qn("w:abstractNum")):
        name = abstract.get(qn("w:abstractNumId"), "")
        levels[name] = {_number(lvl.get(qn("w:ilvl")), 0): _level(lvl) for lvl in abstract.iter(qn("w:lvl"))}
        links[name] = _value(abstract, "w:numStyleLink", "")
    lists: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    own: dict[tuple[str, int], NumberingLevel] = {}
    for number in root.iter(qn("w:num")):
        instance = number.get(qn("w:numId"), "")
        lists[instance] = _value(number, "w:abstractNumId", "")
        for override in number.iter(qn("w:lvlOverride")):
            place = instance, _number(override.get(qn("w:ilvl")), 0)
            start = _value(override, "w:startOverride", "")
            if start:
                starts[place] = _number(start, 1)
            if (level := override.find(qn("w:lvl"))) is not None:
                own[place] = _level(level)
    for name, style in links.items():
        if style and not levels[name]:
            levels[name] = levels.get(lists.get(list_of_style(style), ""), {})
    return Numbering(levels, lists, starts, own)


def _level(element: Any) -> NumberingLevel:
    restart = _value(element, "w:lvlRestart", "")
    legal = element.find(qn("w:isLgl"))
    return NumberingLevel(
        form=_value(element, "w:numFmt", "decimal"),
        pattern=_value(element, "w:lvlText", ""),
        start=_number(_value(element, "w:start", "1"), 1),
        style=_value(element, "w:pStyle", ""),
        restart=_number(restart, 0) if restart else None,
        legal=legal is not None and legal.get(qn("w:val"), "1") not in ("0", "false", "off"),
    )


def _shown(levels: Mapping[int, NumberingLevel], values: Mapping[int, int], depth: int, legal: bool) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    return render(values.get(depth, level.start), "decimal" if legal else level.form)


def render(value: int, form: str) -> str:
    """`value` as the numeral `form` of WordprocessingML; unknown forms print decimal."""
    if form == "decimalZero":
        return f"{value:02d}"
    if form in {"lowerLetter", "upperLetter"} and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < value < 4000:
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (value // size)
            value %= size
        return roman.upper() if form == "upperRoman" else roman
    return str(value)


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(qn(name))
    return default if child is None else str(child.get(qn("w:val"), default))


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default


_STYLE, _ID, _VAL, _TYPE = qn("w:style"), qn("w:styleId"), qn("w:val"), qn("w:type")
_FONTS = f"{qn('w:rPr')}/{qn('w:rFonts')}"
_HIDDEN = f"{qn('w:rPr')}/{qn('w:vanish')}"


class Styles:
    """The styles of one file."""

    def __init__(self, root: Any) -> None:
        """`root`: the root element of ``styles.xml``."""
        self._styles = {style.get(_ID, ""): style for style in root.iter(_STYLE)}
        defaults = (s for s in self._styles.values() if s.get(_TYPE) == "paragraph" and s.get(qn("w:default")) == "1")
        self._plain = next((style.get(_ID, "") for style in defaults), "")
        self._default_font = _font(root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}"))

    def font(self, run: Any) -> str:
        """The font of a run's Vietnamese letters; empty when the file leaves it to the theme."""
        own = _font(run)
        if own:
            return own
        paragraph = next(run.iterancestors(qn("w:p")), None)
        ids = (_named(run, "w:rPr/w:rStyle"), _named(paragraph, "w:pPr/w:pStyle") or self._plain)
        fonts = (_font(style) for style_id in ids for style in self._chain(style_id))
        return next((font for font in fonts if font), self._default_font)

    def list_of(self, paragraph: Any) -> tuple[str, int | None, str]:
        """(list instance, level, style): the list a paragraph's style puts it in; the level None when not said."""
        style_id = _named(paragraph, "w:pPr/w:pStyle") or self._plain
        for style in self._chain(style_id):
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
                depth = None if level is None else int(level.get(_VAL, "0"))
                return ("" if number is None else number.get(_VAL, "")), depth, style.get(_ID, "")
        return "", None, ""

    def list_of_style(self, style_id: str) -> str:
        """The list instance a numbering style stands for."""
        style = self._styles.get(style_id)
        number = None if style is None else style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        return "" if number is None else str(number.get(_VAL, ""))

    def _chain(self, style_id: str) -> Iterator[Any]:
        """The style and those it is based on; a circle ends."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = _named(self._styles[style_id], "w:basedOn")


def is_hidden(run: Any) -> bool:
    """Whether a reader of the document does not see the run."""
    found = run.find(_HIDDEN)
    return found is not None and found.get(_VAL, "1") not in ("0", "false", "off")


def _font(holder: Any) -> str:
    fonts = None if holder is None else holder.find(_FONTS)
    return "" if fonts is None else str(fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:ascii")) or "")


def _named(element: Any, path: str) -> str:
    found = None if element is None else element.find("/".join(map(qn, path.split("/"))))
    return "" if found is None else str(found.get(_VAL, ""))


_P, _TBL, _TR, _TC, _T, _R = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t", "r"))
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
_CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = qn("w:txbxContent")
_UNICODE = re.compile("[\u0102-\u01b0\u1ea0-\u1ef9]")
"""Vietnamese letters that no encoding of one byte a character is read as."""


def extract(data: bytes) -> ReadText:
    """The text of a .docx. Raises BadInput."""
    require_safe(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        _refuse_changes(body)
        styles = Styles(document.styles.element)
        reader = _BodyReader(styles, _numbering(document, styles))
        text = "\n".join(reader.lines(body))
        margins = tuple(reader.words.of(p) for p in (*_margins(document), *_boxes(body)))
        return ReadText(text=text, margins=margins, notes=(*reader.words.notes(), *_footnotes(document)))
    except BadInput:
        raise
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        SyntaxError,
        OpcError,
    ) as error:  # lxml's errors are SyntaxErrors
        raise BadInput("the structure of the Word file is damaged; open it in Word and save it as .docx.") from error


class _ParagraphText:
    """The visible text of paragraphs, letters of fonts before Unicode converted."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._converted: set[Encoding] = set()
        self._hidden = False

    def of(self, paragraph: Any) -> str:
        """Text boxes are read apart, the fallback copy of a drawing and hidden words not at all."""
        pieces: list[tuple[str, str]] = []
        for element in paragraph.iter(_T, *_BREAKS):
            if _owner(element, _P) is not paragraph or _owner(element, _FALLBACK) is not None:
                continue
            run = _owner(element, _R)
            if run is not None and is_hidden(run):
                self._hidden = self._hidden or bool((element.text or "").strip())
                continue
            font = "" if run is None else self._styles.font(run)
            pieces.append((font if font_encoding(font) else "", _BREAKS.get(element.tag) or element.text or ""))
        # A letter of VNI may be torn over two runs, so runs of one font are put together first.
        return "".join(
            self._unicode("".join(text for _, text in run), font) for font, run in groupby(pieces, key=itemgetter(0))
        )

    def _unicode(self, text: str, font: str) -> str:
        """Word shows Unicode letters in another font when they were typed in one of these; they stay."""
        encoding = font_encoding(font)
        if encoding is None or _UNICODE.search(text):
            return text
        converted = text if text.isascii() else convert(text, encoding)
        if converted != text:
            self._converted.add(encoding)
        return converted.upper() if is_capital_font(font) else converted

    def notes(self) -> tuple[Phrase, ...]:
        """What happened to the text on the way, once the paragraphs are read."""
        hidden = Phrase("The file holds hidden text, which was left out.")
        return (*map(conversion, sorted(self._converted)), *([hidden] if self._hidden else []))


class _BodyReader:
    """Turns the body into lines, counting automatic numbers on the way."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.words = _ParagraphText(styles)
        self._styles = styles
        self._numbering = numbering
        self._in_head = True

    def lines(self, block: Any) -> Iterator[str]:
        for child in block:
            if child.tag == _P:
                yield self._paragraph(child)
            elif child.tag == _TBL:
                yield from self._table(child)
            elif child.tag != qn("w:sectPr"):  # content controls and the like hold paragraphs too
                yield from self.lines(child)

    def _paragraph(self, element: Any) -> str:
        text = self.words.of(element)
        label = self._label(element)
        line = f"{label} {text}" if label and text.strip() else text
        if self._in_head and (article_heading(line.strip()) or division(line.strip())):
            self._in_head = False
        return line

    def _label(self, element: Any) -> str:
        instance, depth, style = self._styles.list_of(element)
        if depth is None:
            depth = self._numbering.depth_of_style(instance, style)
        given = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if given is not None:
            number, level = given.find(qn("w:numId")), given.find(qn("w:ilvl"))
            instance = instance if number is None else number.get(qn("w:val"), "")
            depth = depth if level is None else int(level.get(qn("w:val"), "0"))
        return self._numbering.label(instance, depth) if instance not in {"", "0"} else ""

    def _table(self, table: Any) -> Iterator[str]:
        """Header and signature tables cell by cell; a table inside the text row by row, its cells apart by ``|``."""
        for row in table.iter(_TR):
            if _owner(row, _TBL) is not table:
                continue
            cells = [[line for line in self.lines(cell) if line.strip()] for cell in row.findall(_TC)]
            if not self._in_head and len(cells) > 1 and all(len(cell) <= 1 for cell in cells):
                yield " | ".join(cell[0] if cell else "" for cell in cells).strip(" |")
            else:
                for cell in cells:
                    yield from cell


def _owner(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _numbering(document: Any, styles: Styles) -> Numbering:
    relations = (r for r in document.part.rels.values() if r.reltype.endswith("/numbering") and not r.is_external)
    found = next(relations, None)
    return read_numbering(None if found is None else found.target_part.element, styles.list_of_style)


def _margins(document: Any) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            yield from relation.target_part.element.iter(_P)


def _boxes(body: Any) -> Iterator[Any]:
    for box in body.iter(_TEXT_BOX):
        yield from box.iter(_P)


def _footnotes(document: Any) -> Iterator[Phrase]:
    """Notes under the page are no text of the document; a consolidated text tells its sources there."""
    parts = (r for r in document.part.rels.values() if r.reltype.endswith("/footnotes") and not r.is_external)
    for relation in parts:
        root = parse_xml(relation.target_part.blob)
        count = sum(1 for note in root.iter(qn("w:footnote")) if note.get(qn("w:type")) is None)
        if count:
            yield Phrase(
                "{n} footnote was left out; see the original.",
                many="{n} footnotes were left out; see the original.",
                n=count,
            )


def _refuse_changes(body: Any) -> None:
    if next(body.iter(*_CHANGES), None) is not None:
        raise BadInput("the file holds tracked changes; accept or reject them all in Word and save it again.")
