"""Rules on words and letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import regex

from studio.phrase import Bilingual, Phrase
from studio.posts.checks.lexicon import read_words
from studio.posts.checks.links import LINK
from studio.posts.checks.rule import PreflightView, Reach, rule, word_list
from studio.posts.checks.scan import Scan, TypedPiece
from studio.posts.model import Finding, Severity
from studio.text import nfc
from studio.writing.spelling import Misspelling, MisspellingKind, Speller, is_unmarked
from studio.writing.tones import SIGNS, legacy_text, ways

HIDDEN = regex.compile(
    r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # order of writing
    r"|(?<!\p{Extended_Pictographic}\ufe0f?[\U0001f3fb-\U0001f3ff]?)\u200d|\u200d(?!\p{Extended_Pictographic})"
    r"|[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2028\u2029\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]"
    r"|[\U000e0000-\U000e007f]"  # tags
    r"|[\p{Cc}--[\t\n\r\u0080-\u009f]]|\p{Co}|\p{Cs}|\p{Cn}"
    r"|\p{M}{4,}",
    regex.VERSION1,
)
"""Controls of order, invisible characters (joiners stay inside emoji), private, unassigned ones, stacked marks."""

UNUSUAL = re.compile(
    r"[^\t\n\r -~\u00a0-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2bff]"
)
"""Anything else than the letters and marks that posts are made of; only a text with such needs a closer look."""


@rule(
    "HIDDEN_CHARS",
    Severity.BLOCK,
    Phrase("No hidden characters and none that reverse the order of text"),
)
def hidden_chars(view: PreflightView) -> Iterator[Finding]:
    """No character that a reader cannot see, or that shows text in another order.

    Every typed text, hidden fields too; then the finished texts, which also hold the directory's words.
    """
    found = False
    for piece in view.pieces:
        match = first_hidden(piece.raw)
        if match:
            found = True
            yield _hidden_char(piece.where, match.group(), piece.raw[: match.start()])
    if not found:
        for platform, text in view.content.texts.items():
            match = first_hidden(text)
            if match:
                yield _hidden_char(f"text:{platform.value}", match.group(), text[: match.start()])
                return


def first_hidden(text: str) -> regex.Match[str] | None:
    """The first hidden character of `text`."""
    return HIDDEN.search(text) if UNUSUAL.search(text) else None


def _hidden_char(where: str, char: str, before: str) -> Finding:
    named = f"U+{ord(char[0]):04X}"
    name = unicodedata.name(char[0], "")
    return hidden_chars.finding(
        where,
        Bilingual(f"Có ký tự ẩn {named}.", f"There is a hidden character {named} {name}.".replace(" .", ".")),
        Phrase("Delete the words around it and type them, do not paste."),
        excerpt=f"{before[-20:]}[{named}]",
    )


@rule(
    "NFC_VI",
    Severity.BLOCK,
    Phrase("Vietnamese diacritics are Unicode NFC with no legacy-font text"),
)
def nfc_vi(view: PreflightView) -> Iterator[Finding]:
    """Vietnamese letters are precomposed Unicode, and no text comes from an old font encoding.

    Three things are told apart: letters that are decomposed (repairable as they are), text of the fonts before Unicode
    (TCVN3 *C«ng an*, VNI *Coâng an*), and Unicode that was read in the wrong encoding (*CÃ´ng an*, *C?ng an*).

    Typed texts; then the finished texts, which also hold the directory's words.
    """
    found = [*_decomposed_pieces(view), *_legacy_pieces(view)]
    yield from found or _finished(view)


def _decomposed_pieces(view: PreflightView) -> Iterator[Finding]:
    for piece in view.pieces:
        if piece.text != piece.raw:
            yield _decomposed(piece.where, piece.raw)


def _legacy_pieces(view: PreflightView) -> Iterator[Finding]:
    """The joined text has fewer ends than its pieces: when it shows no sign, none of them does."""
    if not any(pattern.search(view.public.text) for pattern in SIGNS):
        return
    for piece in view.public.pieces:
        sign = None if piece.address or piece.text != piece.raw else legacy_text(piece.text)
        if sign:
            yield _legacy(piece.where, sign)


def _finished(view: PreflightView) -> Iterator[Finding]:
    for platform, text in view.content.texts.items():
        if not unicodedata.is_normalized("NFC", text):
            yield _decomposed(f"text:{platform.value}", text)
            return


def _decomposed(where: str, text: str) -> Finding:
    odd = next((word for word in text.split() if nfc(word) != word), "")
    return nfc_vi.finding(
        where,
        Phrase("Letters with marks are not precomposed (NFC)."),
        Phrase("Type the word again, or right-click and choose “Normalise tone marks”."),
        excerpt=nfc(odd)[:40],
    )


def _legacy(where: str, sign: str) -> Finding:
    return nfc_vi.finding(
        where,
        Phrase("The text is garbled or in an old encoding."),
        Phrase("Convert it to Unicode (from TCVN3 or VNI), or type it again."),
        excerpt=sign,
    )


_ODD = r"[\p{Cyrillic}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανικορτυχ]"
MIXED = regex.compile(rf"\w*(?:\p{{Latin}}{_ODD}|{_ODD}\p{{Latin}})\w*|\w*{_ODD}\w*\.\w+")
"""Latin letters together with Cyrillic ones, or with Greek ones of the same shape; MΩ is a unit."""
FANCY = regex.compile(r"[\U0001d400-\U0001d7ff\uff01-\uff5e\U0001f130-\U0001f169\U0001f170-\U0001f189ⓐ-ⓩⒶ-Ⓩ]+")
"""Mathematical, full-width and circled letters used as decoration."""

OTHER = re.compile(r"[\u0370-\u052f\u2460-\u24ff\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f130-\U0001f189]")
"""Any letter of those kinds; most posts have none."""


@rule(
    "HOMOGLYPH",
    Severity.WARN,
    Phrase("No look-alike letters, no decorated letters"),
)
def homoglyph(view: PreflightView) -> Iterator[Finding]:
    """Letters are what they look like.

    Mixed words (a blocker inside an address), then decorated letters.
    """
    if not OTHER.search(view.public.text):
        return
    links = [match.span() for match in LINK.finditer(view.public.text)]
    for hit in view.public.find(MIXED):
        at = hit.match.start()
        address = any(start <= at < end for start, end in links)
        yield homoglyph.at(
            hit,
            Phrase("“{text}” mixes in Cyrillic or Greek letters that look Latin.", text=hit.text),
            Phrase("Delete the word and type it again."),
            severity=Severity.BLOCK if address else Severity.WARN,
        )
    for hit in view.public.find(FANCY):
        yield homoglyph.at(
            hit,
            Phrase("Decorated letters cannot be read aloud."),
            Phrase("Type them as ordinary letters."),
            excerpt=hit.text[:40],
        )


_TELLS = re.compile(
    r"(?<!\w)(?:không|đừng|chớ|tránh|cấm|kẻ|đối tượng|chúng|lừa|dụ|rủ|giả|chiêu|thủ đoạn|nhiệm vụ|mời|hứa|yêu cầu"
    r"|tự xưng|xưng|nói rằng|cho rằng|tin nhắn|kịch bản|bẫy|quảng cáo|cảnh giác|dấu hiệu"
    r"|nghi ngờ|hành vi|gọi điện|nhắn)(?!\w)",
    re.IGNORECASE,
)


def told(scan: Scan, offset: int) -> bool:
    """Whether what stands at `offset` is reported, warned of or forbidden rather than said by the page."""
    return scan.reported(offset) or bool(_TELLS.search(scan.sentence_before(offset)))


# A warning may describe a scammer's bait; a quoted citizen or a scammer may speak as a person.
engagement_bait = word_list(
    "NO_ENGAGEMENT_BAIT",
    Severity.BLOCK,
    Phrase("No engagement bait, no 'share to win'"),
    words="engagement",
    wrong=Phrase("“{term}” is engagement bait."),
    unless=told,
)
persona = word_list(
    "NO_PERSONA",
    Severity.BLOCK,
    Phrase("Posts and replies are signed by the official page"),
    words="persona",
    wrong=Phrase("“{term}” speaks as a private person."),
    unless=told,
)
OPEN = regex.compile(r"\{[^\S\n]*\p{L}[^{}\n]{0,79}\}")


@rule("PLACEHOLDER_LEFT", Severity.BLOCK, Phrase("No placeholder of a snippet is left"))
def placeholder_left(view: PreflightView) -> Iterator[Finding]:
    """What a snippet left open, such as ``{hotline}``, is filled in before anybody reads it.

    Every pair of braces around words.
    """
    for hit in view.public.find(OPEN):
        yield placeholder_left.at(
            hit,
            Phrase("A place is still open: {text}.", text=hit.text),
            Phrase("Put in what belongs there."),
        )


CAPITALS = regex.compile(r"(?<!\w)\p{Lu}+(?:(?:[ ,]{1,2}| [–-] )\p{Lu}+){4,}(?!\w)")
"""Five words in capitals, one after another."""
_ROMAN = frozenset("IVXLCDM")
ROW_OF_MARKS = regex.compile(r"[!?]{3,}")
EMOJI = regex.compile(
    r"(?:\p{Extended_Pictographic}\ufe0f?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*|\p{RI}{2})[\U0001f3fb-\U0001f3ff]?"
)
MOST_EMOJI = 5
"""Emoji a post may have."""


@rule(
    "NO_ALL_CAPS",
    Severity.WARN,
    Phrase("No all-caps sentences, no emoji overuse"),
)
def all_caps(view: PreflightView) -> Iterator[Finding]:
    """No shouting, by capitals, by rows of marks or by emoji.

    Rows of capitals and of marks where they stand, then emoji over the whole post.
    """
    for hit in view.public.find(CAPITALS):
        if not _is_sentence(hit.text):
            continue
        yield all_caps.at(
            hit,
            Phrase("A whole sentence stands in capitals."),
            Phrase("Use capitals for beginnings and names only."),
            excerpt=hit.text[:80],
        )
    for hit in view.public.find(ROW_OF_MARKS):
        yield all_caps.at(
            hit,
            Phrase("Exclamation or question marks in a row."),
            Phrase("Use one."),
            excerpt=hit.text[:10],
        )
    emoji = [hit for hit in view.public.find(EMOJI) if ord(hit.text[0]) > 0x2000]
    if len(emoji) > MOST_EMOJI:
        yield all_caps.at(
            emoji[MOST_EMOJI],
            Phrase("The post has {n} emoji.", n=len(emoji)),
            Phrase("Keep {most_emoji} at most.", most_emoji=MOST_EMOJI),
            excerpt="".join(hit.text for hit in emoji[:10]),
        )


def _is_sentence(capitals: str) -> bool:
    """Whether a row of capitals is made of words; letters in a list and Roman figures are none."""
    words = [word for word in capitals.replace(",", " ").split() if len(word) > 2 and not _ROMAN.issuperset(word)]
    return len(words) >= 3


KNOWN_ABBREVIATIONS = frozenset(read_words("abbreviations")["known"])
LONGEST_SENTENCE = 45
"""Syllables of one sentence; a Vietnamese word has about one and a half."""
AVERAGE = 28
"""Syllables a sentence, over a text of at least three."""
TOO_MANY = 2
"""Unexplained abbreviations a post may have."""

_SENTENCE = re.compile(r"[^.!?…;\n]+(?:\.(?=\w)[^.!?…;\n]*)*")
_SYLLABLE = re.compile(r"[^\W_]+")
_ABBREVIATION = re.compile(r"(?<![\w/.-])[A-ZĐÂĂÊÔƠƯ]{2,6}(?![\w/-])")


@rule(
    "READABILITY",
    Severity.WARN,
    Phrase("Short, plain sentences; few abbreviations"),
    reach=Reach.ASKED,
)
def readability(view: PreflightView) -> Iterator[Finding]:
    """Short sentences, and abbreviations that readers know.

    Long sentences, a long average, then abbreviations over the whole post.
    """
    for piece in view.public.pieces:
        if not piece.address:
            yield from _sentences(piece)
    yield from _abbreviations(view)


def _sentences(piece: TypedPiece) -> Iterator[Finding]:
    lengths = [(len(_SYLLABLE.findall(m.group())), m.group().strip()) for m in _SENTENCE.finditer(piece.text)]
    longest = max(lengths, default=(0, ""))
    if longest[0] > LONGEST_SENTENCE:
        yield readability.finding(
            piece.where,
            Phrase("A sentence has {longest} syllables.", longest=longest[0]),
            Phrase("Split it; keep below {longest_sentence} syllables.", longest_sentence=LONGEST_SENTENCE),
            excerpt=longest[1][:80],
        )
    elif len(lengths) >= 3 and sum(n for n, _ in lengths) > AVERAGE * len(lengths):
        yield readability.finding(
            piece.where,
            Phrase("The sentences are all long and hard to read."),
            Phrase("Split some; one thought a sentence."),
        )


def _abbreviations(view: PreflightView) -> Iterator[Finding]:
    first = {hit.text: hit.piece for hit in reversed(list(view.public.find(_ABBREVIATION)))}
    found = {
        word: piece
        for word, piece in sorted(first.items())
        if word not in KNOWN_ABBREVIATIONS and f"({word})" not in view.public.text and not _in_capitals(piece, word)
    }
    if len(found) > TOO_MANY:
        names = ", ".join(found)
        yield readability.finding(
            next(iter(found.values())).where,
            Phrase("Unexplained abbreviations: {names}.", names=names),
            Phrase("Write them in full first, then in brackets."),
            excerpt=names,
        )


def _in_capitals(piece: TypedPiece, word: str) -> bool:
    """Whether the word stands in a line of capitals, where every word looks like an abbreviation."""
    line = next((line for line in piece.text.splitlines() if word in line), "")
    return len(line.split()) > 1 and line.upper() == line


@rule("SPELL_VI", Severity.WARN, Phrase("No obvious spelling mistakes"))
def spell_vi(view: PreflightView) -> Iterator[Finding]:
    """Nothing written wrong, as the speller of the editor sees it too, and no text without its marks.

    Slips where they stand, then texts without marks.
    """
    speller = Speller(view.words)
    pieces = [piece for piece in view.public.pieces if not piece.address]
    for piece in pieces:
        for slip in _slips(view.words, piece.text):
            yield _misspelt(piece, slip, speller)
    for piece in pieces:
        if is_unmarked(piece.text):
            yield spell_vi.finding(
                piece.where,
                Phrase("This text has no diacritics."),
                Phrase("Type it with its marks."),
                excerpt=piece.text[:60],
            )


@lru_cache(maxsize=512)
def _slips(own: frozenset[str], text: str) -> tuple[Misspelling, ...]:
    """Remembered: the texts of a post are judged at every gate that it passes."""
    return Speller(own).misspelt(text)


def _misspelt(piece: TypedPiece, slip: Misspelling, speller: Speller) -> Finding:
    return spell_vi.finding(
        piece.where, _mistake(slip), _mending(slip, speller), excerpt=piece.text[slip.start : slip.end]
    )


def _mistake(slip: Misspelling) -> Phrase:
    word = slip.word.lower()
    match slip.kind:
        case MisspellingKind.SYLLABLE:
            return Phrase("“{word}” is no Vietnamese syllable.", word=word)
        case MisspellingKind.JOINED:
            return Phrase("“{word}” is missing a space.", word=word)
        case MisspellingKind.DOUBLED:
            once = slip.right.lower()
            return Phrase("“{once}” appears twice.", once=once)
        case MisspellingKind.WORD:
            return Phrase("“{word}” is a common misspelling.", word=word)


def _mending(slip: Misspelling, speller: Speller) -> Phrase:
    match slip.kind:
        case MisspellingKind.JOINED:
            return Phrase("Add the space.")
        case MisspellingKind.DOUBLED:
            return Phrase("Delete one.")
        case MisspellingKind.WORD:
            return Phrase("Write “{right}”.", right=slip.right)
        case MisspellingKind.SYLLABLE:
            meant = next(iter(speller.suggest(slip.word.lower())), "")
            if not meant:
                return Phrase("Type it again.")
            return Phrase("Type it again; it may be “{meant}”.", meant=meant)


@rule("TONE_MARKS", Severity.INFO, Phrase("Tone marks stand in one way"))
def tone_marks(view: PreflightView) -> Iterator[Finding]:
    """One post puts the tone mark of open oa, oe, uy in one place (*hòa, thủy* or *hoà, thuỷ*).

    One finding, at the first word that stands apart.
    """
    scan = view.public
    old, new = ways(scan.text)
    if not old or not new:
        return
    rare, usual = (old[0], new[0]) if len(new) > len(old) else (new[0], old[0])
    odd, like = (scan.text[word.start : word.end] for word in (rare, usual))
    yield tone_marks.finding(
        scan.piece_at(rare.start).where,
        Phrase("Tone marks stand in two ways: “{odd}” and “{like}”.", odd=odd, like=like),
        Phrase("Right-click and choose “Normalise tone marks”."),
        excerpt=odd,
    )
