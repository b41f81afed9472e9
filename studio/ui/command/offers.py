"""What the command bar offers, and which of it answers what was typed. No widgets, no disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from PySide6.QtGui import QKeySequence

from studio.text import fold
from studio.translation import tr
from studio.ui.actions import KEYS, key_name, sequence
from studio.ui.exchange.take_in import ask_files
from studio.ui.page import Page, Shell
from studio.ui.page_specs import RAIL, PageId
from studio.ui.widgets.picks import Pick

MOST_RECENT = 6


class OfferKind(StrEnum):
    """The groups, in the order in which they are shown."""

    RECENT = "recent"
    PAGE = "page"
    COMMAND = "command"
    POST = "post"
    TEMPLATE = "template"
    LAW = "law"
    STAFF = "staff"


MOST: Mapping[OfferKind, int] = {
    OfferKind.PAGE: 8,
    OfferKind.COMMAND: 8,
    OfferKind.POST: 8,
    OfferKind.TEMPLATE: 6,
    OfferKind.LAW: 8,
    OfferKind.STAFF: 5,
}
"""Lines a group shows at most while something is searched for."""
_LAW = re.compile(
    r"\d+/(?:19|20)\d{2}|\d+/[a-z]{2,}-|\b(?:dieu|khoan|nd|tt) ?\d|^(?:nghi dinh|thong tu|bo luat|luat)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandOffer:
    """One thing the bar can do; `words` are further words it is found by."""

    pick: Pick
    kind: OfferKind
    act: Callable[[], None]
    words: str = ""
    found: bool = False
    """The store found it for this very query: it is not compared again."""


def names_a_law(query: str) -> bool:
    """Whether `query` looks like the number or place of a legal document."""
    return _LAW.search(fold(query)) is not None


def rank(offer: CommandOffer, query: str) -> int | None:
    """How well it answers: 0 begins with the query, 1 each word begins a word, 2 holds them all; None not at all."""
    if offer.found:
        return 0
    words = fold(query).split()
    title = fold(offer.pick.title)
    whole = f"{title} {fold(offer.words)}"
    if title.startswith(" ".join(words)):
        return 0
    if not all(word in whole for word in words):
        return None
    begins = all(re.search(rf"(?:^|\W){re.escape(word)}", whole) for word in words)
    return 1 if begins else 2


def answers(offers: Iterable[CommandOffer], query: str) -> list[tuple[OfferKind, tuple[CommandOffer, ...]]]:
    """The offers that answer `query`, in groups; a typed law comes first."""
    ranked: dict[OfferKind, list[tuple[int, CommandOffer]]] = {}
    for offer in offers:
        place = rank(offer, query)
        if place is not None:
            ranked.setdefault(offer.kind, []).append((place, offer))
    order = list(OfferKind)
    if names_a_law(query):
        order.sort(key=lambda kind: kind is not OfferKind.LAW)
    found = []
    for kind in order:
        best = sorted(ranked.get(kind, ()), key=lambda pair: pair[0])[: MOST.get(kind, MOST_RECENT)]
        if best:
            found.append((kind, tuple(offer for _, offer in best)))
    return found


def at_rest(offers: Sequence[CommandOffer], recent: Sequence[str]) -> list[tuple[OfferKind, tuple[CommandOffer, ...]]]:
    """What is shown before anything is typed: what was used last, then the commands of the page, then the others."""
    by_id = {offer.pick.id: offer for offer in offers}
    again = [by_id[key] for key in recent if key in by_id and not by_id[key].pick.reason][:MOST_RECENT]
    shown = {offer.pick.id for offer in again}
    groups = [(OfferKind.RECENT, tuple(replace(offer, kind=OfferKind.RECENT) for offer in again))]
    groups += [
        (kind, tuple(o for o in offers if o.kind is kind and o.pick.id not in shown))
        for kind in (OfferKind.PAGE, OfferKind.COMMAND)
    ]
    return [(kind, some) for kind, some in groups if some]


SCALES = (80, 90, 100, 110, 125, 150, 175, 200)
_GLYPHS = {
    "confirm": "send",
    "save": "save",
    "check": "list-checks",
    "snippet": "text-quote",
    "cite": "scale",
    "seek": "search",
    "toggle_side": "maximize-2",
}
"""Keys that belong to the page in sight, in the order in which they are offered."""


def deeds(shell: Shell, page: Page | None) -> list[CommandOffer]:
    """All of them, those of `page`, the one in sight, first."""
    return [*_of_page(page), *_going(shell, page), *_working(shell, page), *_looks(shell)]


def keys_of(action: str) -> str:
    """The key of an action as it is printed: ``Ctrl+Enter``."""
    key = next((key for key in KEYS if key.action == action), None)
    return printed(key.keys[-1]) if key else ""


def printed(keys: str) -> str:
    return sequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def _of_page(page: Page | None) -> Iterator[CommandOffer]:
    """What the page in sight makes of its keys; what it leaves as every page has it does nothing and is left out."""
    if page is None:
        return
    names = {key.action: key_name(key) for key in KEYS}
    for action, glyph in _GLYPHS.items():
        if getattr(type(page), action) is getattr(Page, action):
            continue
        pick = Pick(
            id=f"key:{action}",
            title=page.name_of(action) or names[action],
            glyph=glyph,
            keys=keys_of(action),
            reason=page.why_not(action),
        )
        yield CommandOffer(pick=pick, kind=OfferKind.PAGE, act=getattr(page, action), words=names[action])


def _going(shell: Shell, page: Page | None) -> Iterator[CommandOffer]:
    go = tr("Go to: {page}")
    for spec in RAIL:
        if not shell.has(spec.id):
            continue
        here = page is not None and page.id is spec.id
        pick = Pick(
            id=f"go:{spec.id.value}",
            title=go.format(page=spec.name),
            glyph=spec.glyph,
            keys=printed(spec.keys) if spec.keys else "",
            reason=tr("you are here") if here else "",
        )
        yield _deed(pick, partial(shell.go, spec.id, ""), spec.name)


def _working(shell: Shell, page: Page | None) -> Iterator[CommandOffer]:
    person = shell.session.person
    nobody = tr("nobody is signed in")
    parts: list[tuple[str, str, str, str, str, Callable[[], None]]] = [
        (
            "new",
            tr("New post"),
            "file-plus",
            keys_of("new"),
            "",
            lambda: shell.go(PageId.COMPOSER, "new"),
        ),
        ("take-in", tr("Import files from another PC…"), "download", "", "", lambda: ask_files(shell, page)),
        ("pcs", tr("Other PCs and the hub"), "monitor", "", "", lambda: shell.go(PageId.SETTINGS, "exchange")),
        ("refresh", tr("Reload data"), "refresh-cw", keys_of("refresh"), "", shell.changed),
        ("help", tr("Help for this screen"), "circle-question-mark", keys_of("help"), "", shell.help),
        (
            "sign-in",
            tr("Sign in as somebody else") if person else tr("Sign in"),
            "log-in",
            "",
            "",
            shell.sign_in,
        ),
        (
            "lock",
            tr("Lock now"),
            "lock",
            keys_of("lock"),
            "" if person else nobody,
            shell.session.lock,
        ),
        ("sign-out", tr("Sign out"), "log-out", "", "" if person else nobody, shell.sign_out),
    ]
    for name, title, glyph, keys, reason, act in parts:
        yield _deed(Pick(id=name, title=title, glyph=glyph, keys=keys, reason=reason), act)


def _looks(shell: Shell) -> Iterator[CommandOffer]:
    settings, choose = shell.preferences.settings, shell.preferences.choose
    now = tr("in use now")
    themes = (
        ("light", tr("Colours: light"), "sun"),
        ("dark", tr("Colours: dark"), "moon"),
        ("system", tr("Colours: as the system"), "sun-moon"),
    )
    for theme, title, glyph in themes:
        pick = Pick(id=f"theme:{theme}", title=title, glyph=glyph, reason=now if settings.theme == theme else "")
        yield _deed(pick, partial(choose, theme=theme), tr("theme look night"))
    for language, title in (("vi", "Tiếng Việt"), ("en", "English")):
        reason = now if settings.language == language else ""
        pick = Pick(id=f"language:{language}", title=title, glyph="languages", reason=reason)
        yield _deed(pick, partial(choose, language=language), tr("language"))
    bigger = next((scale for scale in SCALES if scale > settings.font_scale), 0)
    smaller = next((scale for scale in reversed(SCALES) if scale < settings.font_scale), 0)
    steps = (
        (
            "bigger",
            tr("Larger type"),
            "zoom-in",
            bigger,
            tr("the largest is in use"),
        ),
        (
            "smaller",
            tr("Smaller type"),
            "zoom-out",
            smaller,
            tr("the smallest is in use"),
        ),
    )
    for name, title, glyph, scale, most in steps:
        detail = f"{scale} %" if scale else ""
        pick = Pick(id=f"type:{name}", title=title, detail=detail, glyph=glyph, reason="" if scale else most)
        yield _deed(pick, partial(choose, font_scale=scale), tr("size font zoom"))


def _deed(pick: Pick, act: Callable[[], None], words: str = "") -> CommandOffer:
    return CommandOffer(pick=pick, kind=OfferKind.COMMAND, act=act, words=words)
