"""Verbs of the pages: register, connect, check, and what became of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from studio.accounts.model import Account, AccountKind, Health, HealthState, PageStatus
from studio.accounts.service import STATUS_NAMES
from studio.cli.console import Console, Line, VerbOutput, line, view
from studio.cli.verb import KEEPS, SHOWS, SIGNS, WRITES, Call, VerbGroup, flag, option
from studio.clock import show_date
from studio.errors import BadInput, NotPermitted
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.secret import Secret

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.publishers.connections import Ask, ConnectionMethod

HEALTH = {
    HealthState.OK: Phrase("Good"),
    HealthState.EXPIRING: Phrase("Running out"),
    HealthState.UNREACHABLE: Phrase("No answer"),
    HealthState.NOT_CONNECTED: Phrase("Not connected"),
    HealthState.NEEDS_LOGIN: Phrase("Needs a new access token"),
    HealthState.NEEDS_RIGHTS: Phrase("Rights are missing"),
    HealthState.WRONG_PAGE: Phrase("Access token of another page"),
    HealthState.BLOCKED: Phrase("Blocked by the platform"),
}


verbs = VerbGroup()
accounts = verbs.group("accounts", "trang được phép đăng / authorised pages")


def _json(account: Account) -> dict[str, object]:
    return view(
        account,
        "name kind platform page_id title unit status base_url successor connected_by connected_at image_host",
        categories=[category.name for category in account.categories],
    )


def _health_json(health: Health | None, console: Console) -> dict[str, object] | None:
    """None for a page that needs no login."""
    if health is None:
        return None
    return view(
        health,
        "state message next_step title page_id rights until checked_at",
        message=console.text(health.say),
        next_step=console.text(health.next_step),
    )


@accounts("list", SHOWS)
def _list(call: Call) -> VerbOutput:
    pages, health = call.studio.accounts.list(), call.studio.connections.all()
    return VerbOutput(
        [_json(a) | {"health": _health_json(health.get(a.name), call.console)} for a in pages],
        [_line(account, health.get(account.name)) for account in pages]
        or Phrase("No pages yet; add with: studio accounts add"),
    )


def _line(account: Account, health: Health | None) -> Phrase:
    words: list[Line] = [account.name, account.kind.value, account.page_id, account.title, STATUS_NAMES[account.status]]
    if account.successor:
        words.append(f"→ {account.successor}")
    if health is not None:
        words.append(HEALTH[health.state])
        if health.usable and health.until is not None:
            words.append(f"≤ {show_date(health.until.date())}")
    return line(" · ".join("{}" for _ in words), *words)


@accounts(
    "add", KEEPS, "name",
    option("--platform", required=True, choices=AccountKind),
    option("--page-id", required=True),
    option("--title", default=""),
    option("--unit", default=""),
    option("--base-url", default=""),
    option("--image-host", default="", metavar="NAME|URL",
           help="nơi đặt ảnh của trang Zalo / where a Zalo page's pictures lie"),
    option("--status", choices=[PageStatus.ACTIVE, PageStatus.REQUESTED], default=PageStatus.ACTIVE),
    option("--for", dest="serves", choices=Platform, default=Platform.FACEBOOK,
           help="nền tảng của trang bàn giao hoặc thực hành / platform of a hand-over or practice page"),
)  # fmt: skip
def _add(call: Call) -> VerbOutput:
    kind = AccountKind(call.platform)
    account = Account(
        name=call.name, kind=kind, platform=kind.platform or Platform(call.serves), page_id=call.page_id,
        title=call.title or call.name, unit=call.unit, base_url=call.base_url, status=PageStatus(call.status),
        image_host=call.image_host,
    )  # fmt: skip
    account = call.studio.connections.add(account, call.by)
    return VerbOutput(_json(account), Phrase("Added page {name}.", name=account.name))


@accounts("check", WRITES, "name")
def _check(call: Call) -> VerbOutput:
    account = call.studio.accounts.get(call.name)
    if call.studio.connections.ways_of(account.kind):
        return tell(account.name, call.studio.connections.check(account.name), call.console)
    identity = call.studio.identity(account)
    return VerbOutput(
        {"name": account.name, "page_id": identity.page_id, "title": identity.title, "ok": True},
        Phrase(
            "{name}: the page is {title} ({page_id}).",
            name=account.name,
            title=identity.title,
            page_id=identity.page_id,
        ),
    )


def tell(name: str, health: Health, console: Console) -> VerbOutput:
    """A page's health; failed when posts cannot go there."""
    lines = [line("{}: {}. {}", name, HEALTH[health.state], health.say)]
    if health.next_step.vi:
        lines.append(line("  → {}", health.next_step))
    told = {"name": name, "ok": health.usable} | (_health_json(health, console) or {})
    return VerbOutput(told, lines, failed=not health.usable)


@accounts("ways", SHOWS, "name")
def _ways(call: Call) -> VerbOutput:
    ways = call.studio.connections.ways(call.name)
    return VerbOutput(
        [view(way, "key title steps asks", asks=[view(ask, "key label hint secret optional") for ask in way.asks])
         for way in ways],
        [one for way in ways for one in (*_explained(way), *(line("   {}: {}", a.key, _label(a)) for a in way.asks))]
        or Phrase("This page needs no connection."),
    )  # fmt: skip


def _explained(way: ConnectionMethod) -> Iterator[Phrase]:
    yield line("{} – {}", way.key, way.title)
    for n, step in enumerate(way.steps, start=1):
        yield line("   {}. {}", n, step)


@accounts("remove", SIGNS, "name", help="bỏ khỏi danh sách / take off the list")
def _remove(call: Call) -> VerbOutput:
    call.studio.connections.remove(call.name, *call.signed)
    return VerbOutput({"removed": call.name}, Phrase("Removed page {name}.", name=call.name))


@accounts(
    "status", SIGNS, "name", option("status", choices=PageStatus),
    option("--successor", default="", metavar="NAME", help="trang kế nhiệm / the page that took over"),
)  # fmt: skip
def _status(call: Call) -> VerbOutput:
    account = call.studio.connections.set_status(call.name, PageStatus(call.status), call.successor, *call.signed)
    return VerbOutput(_json(account), line("{}: {}.", account.name, STATUS_NAMES[account.status]))


@accounts(
    "categories", WRITES, "name",
    option("--set", dest="chosen", nargs="*", metavar="ID|NAME", help="không ghi gì: mặc định / nothing: the default"),
    help="chuyên mục của trang web / categories of a website",
)  # fmt: skip
def _categories(call: Call) -> VerbOutput:
    studio = call.studio
    if call.chosen is not None:
        studio.categories.choose(call.name, call.chosen, *call.signed)
    there = studio.categories.on_site(call.name)
    chosen = {category.id for category in studio.accounts.get(call.name).categories}
    return VerbOutput(
        [{"id": c.id, "name": c.name, "chosen": c.id in chosen} for c in there],
        [f"{'✓' if c.id in chosen else ' '} {c.id}  {c.name}" for c in there],
    )


@accounts("connect", SIGNS, "name", option("--way", default="", metavar="KEY", help="studio accounts ways NAME"),
          flag("--secret-stdin", "KEY=VALUE ở đầu vào chuẩn / on standard input"),
          help="kết nối với nền tảng / connect to the platform")  # fmt: skip
def _connect(call: Call) -> VerbOutput:
    return tell(call.name, connect(call.studio, call, call.console), call.console)


def connect(studio: Studio, args: argparse.Namespace, console: Console) -> Health:
    """Ask for what the way needs, then connect. An empty way is the recommended one."""
    ways = studio.connections.ways(args.name)
    chosen = next((one for one in ways if one.key == args.way or not args.way), None)
    if chosen is None:  # the service says what can be done instead
        return studio.connections.connect(args.name, args.way, {}, args.person.id, args.pin)
    given = _read(console) if args.secret_stdin else _asked(chosen, console)
    return studio.connections.connect(args.name, chosen.key, given, args.person.id, args.pin)


def _asked(way: ConnectionMethod, console: Console) -> Mapping[str, Secret]:
    """What a person types, asked one by one. Raises NotPermitted when nobody is there to type."""
    if not console.source.isatty():
        raise NotPermitted(
            "the login is needed; run it in a terminal, or add --secret-stdin and give lines of KEY=VALUE."
        )
    for one in _explained(way):
        console.say(one)
    return {ask.key: Secret(console.ask(_label(ask), secret=ask.secret)) for ask in way.asks}


def _label(ask: Ask) -> Phrase:
    hint = line(" ({})", ask.hint) if ask.hint.vi else ""
    return line("{}{}{}", ask.label, hint, Phrase(" – may stay empty") if ask.optional else "")


def _read(console: Console) -> Mapping[str, Secret]:
    """The lines ``KEY=VALUE`` of standard input. Raises BadInput naming the line, never its text: it may be secret."""
    given: dict[str, Secret] = {}
    for number, (key, value) in enumerate([_pair(row) for row in console.source], start=1):
        if key is None:
            continue
        if not key or key in given:
            raise BadInput(
                "write KEY=VALUE, each once and on a line of its own.", where=f"--secret-stdin, dòng / line {number}"
            )
        given[key] = value
    return given


def _pair(row: str) -> tuple[str | None, Secret]:
    """Key and value; no key (None) of an empty line, an empty one of a line that is no pair."""
    if not row.strip():
        return None, Secret("")
    key, equals, value = row.partition("=")
    return key.strip() if equals else "", Secret(value.strip())


@accounts("disconnect", SIGNS, "name")
def _disconnect(call: Call) -> VerbOutput:
    call.studio.connections.disconnect(call.name, *call.signed)
    return VerbOutput(
        {"name": call.name, "disconnected": True},
        Phrase(
            "{name} is disconnected on this PC; to withdraw the login for good, withdraw it there, too.", name=call.name
        ),
    )
