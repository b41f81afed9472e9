"""Verbs of the pages: register, connect, check, and what became of them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from studio.accounts.model import Account, AccountKind, Health, HealthState, PageStatus
from studio.accounts.rules import OWN_PLATFORM
from studio.accounts.service import STATUS_NAMES
from studio.cli.console import Console
from studio.cli.guard import SHOWS, SIGNS, WRITES, person_of, verb, writes
from studio.cli.opening import opened
from studio.clock import show_date
from studio.errors import BadInput, NotPermitted
from studio.people.model import Role
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.secret import Secret

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.cli.kinds import Verbs
    from studio.publishers.connecting import Ask, ConnectionMethod

HEALTH = {
    HealthState.OK: Phrase("Tốt", "Good"),
    HealthState.EXPIRING: Phrase("Sắp hết hạn", "Running out"),
    HealthState.UNREACHABLE: Phrase("Không liên lạc được", "No answer"),
    HealthState.NOT_CONNECTED: Phrase("Chưa kết nối", "Not connected"),
    HealthState.NEEDS_LOGIN: Phrase("Cần kết nối lại", "Needs a new login"),
    HealthState.NEEDS_RIGHTS: Phrase("Thiếu quyền", "Rights are missing"),
    HealthState.WRONG_PAGE: Phrase("Nhầm trang", "Another page's login"),
    HealthState.BLOCKED: Phrase("Bị nền tảng chặn", "Blocked by the platform"),
}


def add_accounts(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    accounts = verbs.add_parser("accounts", help="trang được phép đăng / authorised pages", parents=[common])
    actions = accounts.add_subparsers(dest="action", required=True)
    verb(actions, "list", common, run=_list, guard=SHOWS)
    _add_options(verb(actions, "add", common, run=_add, guard=writes(Role.HEAD, Role.TECHNICAL)))
    for action, run, guard in (("check", _check, WRITES), ("ways", _ways, SHOWS)):
        verb(actions, action, common, run=run, guard=guard).add_argument("name")
    remove = verb(actions, "remove", common, run=_remove, guard=SIGNS, help="bỏ khỏi danh sách / take off the list")
    remove.add_argument("name")
    status = verb(actions, "status", common, run=_status, guard=SIGNS)
    status.add_argument("name")
    status.add_argument("status", choices=[one.value for one in PageStatus])
    status.add_argument("--successor", default="", metavar="NAME", help="trang kế nhiệm / the page that took over")
    categories = verb(actions, "categories", common, run=_categories, guard=WRITES,
                      help="chuyên mục của trang web / categories of a website")  # fmt: skip
    categories.add_argument("name")
    categories.add_argument(
        "--set", dest="chosen", nargs="*", metavar="ID|NAME", help="không ghi gì: mặc định / nothing: the default"
    )
    connect = verb(actions, "connect", common, run=_connect, guard=SIGNS,
                   help="kết nối với nền tảng / connect to the platform")  # fmt: skip
    connect.add_argument("name")
    connect.add_argument("--way", default="", metavar="KEY", help="studio accounts ways NAME")
    connect.add_argument("--secret-stdin", action="store_true", help="KEY=VALUE ở đầu vào chuẩn / on standard input")
    verb(actions, "disconnect", common, run=_disconnect, guard=SIGNS).add_argument("name")


def _add_options(add: argparse.ArgumentParser) -> None:
    add.add_argument("name")
    add.add_argument("--platform", required=True, choices=[k.value for k in AccountKind])
    add.add_argument("--page-id", required=True)
    add.add_argument("--title", default="")
    add.add_argument("--unit", default="")
    add.add_argument("--base-url", default="")
    add.add_argument(
        "--image-host",
        default="",
        metavar="NAME|URL",
        help="nơi đặt ảnh của trang Zalo / where a Zalo page's pictures lie",
    )
    add.add_argument("--status", choices=[PageStatus.ACTIVE.value, PageStatus.REQUESTED.value], default="active")
    add.add_argument(
        "--for",
        dest="serves",
        choices=[p.value for p in Platform],
        default=Platform.FACEBOOK.value,
        help="nền tảng của trang bàn giao hoặc thực hành / platform of a hand-over or practice page",
    )


def account_json(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "kind": account.kind,
        "platform": account.platform,
        "page_id": account.page_id,
        "title": account.title,
        "unit": account.unit,
        "status": account.status,
        "base_url": account.base_url,
        "successor": account.successor,
        "connected_by": account.connected_by,
        "connected_at": account.connected_at,
        "image_host": account.image_host,
        "categories": [category.name for category in account.categories],
    }


def health_json(health: Health | None, console: Console) -> dict[str, object] | None:
    """None for a page that needs no login."""
    if health is None:
        return None
    return {
        "state": health.state,
        "message": health.say.to(console.language),
        "next_step": health.next_step.to(console.language),
        "title": health.title,
        "page_id": health.page_id,
        "rights": health.rights,
        "until": health.until,
        "checked_at": health.checked_at,
    }


def _list(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        accounts, health = studio.accounts.list(), studio.connections.all()
    console.answer(
        [account_json(a) | {"health": health_json(health.get(a.name), console)} for a in accounts],
        [_line(account, health.get(account.name), console) for account in accounts]
        or [Phrase("Chưa có trang nào; thêm bằng: studio accounts add", "No pages yet; add with: studio accounts add")],
    )
    return 0


def _line(account: Account, health: Health | None, console: Console) -> str:
    words = [account.name, account.kind.value, account.page_id, account.title]
    words.append(STATUS_NAMES[account.status].to(console.language))
    if account.successor:
        words.append(f"→ {account.successor}")
    if health is not None:
        words.append(HEALTH[health.state].to(console.language))
    if health is not None and health.usable and health.until is not None:
        words.append(f"≤ {show_date(health.until.date())}")
    return " · ".join(words)


def _add(args: argparse.Namespace, console: Console) -> int:
    kind = AccountKind(args.platform)
    account = Account(
        name=args.name, kind=kind, platform=OWN_PLATFORM.get(kind, Platform(args.serves)), page_id=args.page_id,
        title=args.title or args.name, unit=args.unit, base_url=args.base_url, status=PageStatus(args.status),
        image_host=args.image_host,
    )  # fmt: skip
    with opened(args) as studio:
        account = studio.connections.add(account, person_of(args).id)
    console.answer(account_json(account), [Phrase(f"Đã thêm trang {account.name}.", f"Added page {account.name}.")])
    return 0


def _remove(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        studio.connections.remove(args.name, person_of(args).id, args.pin)
    console.answer({"removed": args.name}, [Phrase(f"Đã bỏ trang {args.name}.", f"Removed page {args.name}.")])
    return 0


def _status(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        status = PageStatus(args.status)
        account = studio.connections.set_status(args.name, status, args.successor, person_of(args).id, args.pin)
    now = STATUS_NAMES[account.status]
    console.answer(account_json(account), [Phrase(f"{account.name}: {now.vi}.", f"{account.name}: {now.en}.")])
    return 0


def _categories(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        if args.chosen is not None:
            studio.categories.choose(args.name, args.chosen, person_of(args).id, args.pin)
        there = studio.categories.on_site(args.name)
        chosen = {category.id for category in studio.accounts.get(args.name).categories}
    console.answer(
        [{"id": c.id, "name": c.name, "chosen": c.id in chosen} for c in there],
        [f"{'✓' if c.id in chosen else ' '} {c.id}  {c.name}" for c in there],
    )
    return 0


def _check(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        account = studio.accounts.get(args.name)
        if studio.connections.ways_of(account.kind):
            return tell(account.name, studio.connections.check(account.name), console)
        identity = studio.identity(account)
    console.answer(
        {"name": account.name, "page_id": identity.page_id, "title": identity.title, "ok": True},
        [
            Phrase(
                f"{account.name}: đúng trang {identity.title} ({identity.page_id}).",
                f"{account.name}: the page is {identity.title} ({identity.page_id}).",
            )
        ],
    )
    return 0


def tell(name: str, health: Health, console: Console) -> int:
    """Answer with a page's health; 1 when posts cannot go there."""
    state = HEALTH[health.state]
    lines: list[str | Phrase] = [
        Phrase(f"{name}: {state.vi}. {health.say.vi}", f"{name}: {state.en}. {health.say.en}"),
    ]
    if health.next_step.vi:
        lines.append(Phrase(f"  → {health.next_step.vi}", f"  → {health.next_step.en}"))
    console.answer({"name": name, "ok": health.usable} | (health_json(health, console) or {}), lines)
    return 0 if health.usable else 1


def _ways(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        ways = studio.connections.ways(args.name)
    lines: list[str | Phrase] = []
    for way in ways:
        lines += _explained(way)
        lines += [Phrase(f"   {ask.key}: {_label(ask).vi}", f"   {ask.key}: {_label(ask).en}") for ask in way.asks]
    console.answer(
        [
            {"key": way.key, "title": way.title, "steps": way.steps,
             "asks": [{"key": ask.key, "label": ask.label, "hint": ask.hint, "secret": ask.secret,
                       "optional": ask.optional} for ask in way.asks]}
            for way in ways
        ],
        lines or [Phrase("Trang này không cần kết nối.", "This page needs no connection.")],
    )  # fmt: skip
    return 0


def _explained(way: ConnectionMethod) -> list[str | Phrase]:
    steps = [Phrase(f"   {n}. {step.vi}", f"   {n}. {step.en}") for n, step in enumerate(way.steps, start=1)]
    return [Phrase(f"{way.key} – {way.title.vi}", f"{way.key} – {way.title.en}"), *steps]


def _connect(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        health = connect(studio, args, console)
    return tell(args.name, health, console)


def connect(studio: Studio, args: argparse.Namespace, console: Console) -> Health:
    """Ask for what the way needs, then connect. An empty way is the recommended one."""
    person, ways = person_of(args), studio.connections.ways(args.name)
    chosen = next((one for one in ways if one.key == args.way or not args.way), None)
    if chosen is None:  # the service says what can be done instead
        return studio.connections.connect(args.name, args.way, {}, person.id, args.pin)
    given = _read(console) if args.secret_stdin else _asked(chosen, console)
    return studio.connections.connect(args.name, chosen.key, given, person.id, args.pin)


def _asked(way: ConnectionMethod, console: Console) -> Mapping[str, Secret]:
    """What a person types, asked one by one. Raises NotPermitted when nobody is there to type."""
    if not console.source.isatty():
        raise NotPermitted(
            "cần thông tin đăng nhập; hãy chạy ở cửa sổ lệnh, hoặc thêm --secret-stdin và đưa từng dòng KEY=VALUE.",
            "the login is needed; run it in a terminal, or add --secret-stdin and give lines of KEY=VALUE.",
        )
    for line in _explained(way):
        console.say(line)
    return {ask.key: Secret(console.ask(_label(ask), secret=ask.secret)) for ask in way.asks}


def _label(ask: Ask) -> Phrase:
    vi, en = (f" ({ask.hint.vi})", f" ({ask.hint.en})") if ask.hint.vi else ("", "")
    return Phrase(
        f"{ask.label.vi}{vi}{' – có thể bỏ trống' if ask.optional else ''}",
        f"{ask.label.en}{en}{' – may stay empty' if ask.optional else ''}",
    )


def _read(console: Console) -> Mapping[str, Secret]:
    """The lines ``KEY=VALUE`` of standard input. Raises BadInput naming the line, never its text: it may be secret."""
    given: dict[str, Secret] = {}
    for number, (key, value) in enumerate([_pair(line) for line in console.source], start=1):
        if key is None:
            continue
        if not key or key in given:
            raise BadInput(
                "cần dạng KEY=VALUE, mỗi mục một dòng và một lần.",
                "write KEY=VALUE, each once and on a line of its own.",
                where=f"--secret-stdin, dòng / line {number}",
            )
        given[key] = value
    return given


def _pair(line: str) -> tuple[str | None, Secret]:
    """Key and value; no key (None) of an empty line, an empty one of a line that is no pair."""
    if not line.strip():
        return None, Secret("")
    key, equals, value = line.partition("=")
    return key.strip() if equals else "", Secret(value.strip())


def _disconnect(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        studio.connections.disconnect(args.name, person_of(args).id, args.pin)
    console.answer(
        {"name": args.name, "disconnected": True},
        [
            Phrase(
                f"Đã ngắt kết nối {args.name} trên máy này; muốn thu hồi hẳn thì thu hồi cả trên nền tảng.",
                f"{args.name} is disconnected on this PC; to withdraw the login for good, withdraw it there, too.",
            )
        ],
    )
    return 0
