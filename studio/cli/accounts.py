"""Verbs of the pages: register, connect, check, and what became of them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from studio.accounts.health import Health, HealthState
from studio.accounts.model import Account, AccountKind, PageStatus
from studio.accounts.rules import OWN_PLATFORM
from studio.accounts.service import STATUS_NAMES
from studio.cli.console import Console
from studio.cli.opening import opened
from studio.clock import show_date
from studio.errors import BadInput, NotPermitted
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.secret import Secret

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.cli.kinds import Verbs
    from studio.publishers.connecting import Ask, Way

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
    actions.add_parser("list", parents=[common]).set_defaults(run=_list)
    _add_options(actions.add_parser("add", parents=[common]))
    for action, run in (("check", _check), ("ways", _ways)):
        parser = actions.add_parser(action, parents=[common])
        parser.add_argument("name")
        parser.set_defaults(run=run)
    remove = actions.add_parser("remove", help="bỏ khỏi danh sách / take off the list", parents=[common])
    remove.add_argument("name")
    _who(remove)
    remove.set_defaults(run=_remove)
    status = actions.add_parser("status", parents=[common])
    status.add_argument("name")
    status.add_argument("status", choices=[one.value for one in PageStatus])
    status.add_argument("--successor", default="", metavar="NAME", help="trang kế nhiệm / the page that took over")
    _who(status)
    status.set_defaults(run=_status)
    categories = actions.add_parser(
        "categories", help="chuyên mục của trang web / categories of a website", parents=[common]
    )
    categories.add_argument("name")
    categories.add_argument(
        "--set", dest="chosen", nargs="*", metavar="ID|NAME", help="không ghi gì: mặc định / nothing: the default"
    )
    _who(categories, required=False)
    categories.set_defaults(run=_categories)
    connect = actions.add_parser("connect", help="kết nối với nền tảng / connect to the platform", parents=[common])
    connect.add_argument("name")
    connect.add_argument("--way", default="", metavar="KEY", help="studio accounts ways NAME")
    connect.add_argument("--secret-stdin", action="store_true", help="KEY=VALUE ở đầu vào chuẩn / on standard input")
    _who(connect)
    connect.set_defaults(run=_connect)
    disconnect = actions.add_parser("disconnect", parents=[common])
    disconnect.add_argument("name")
    _who(disconnect)
    disconnect.set_defaults(run=_disconnect)


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
    add.set_defaults(run=_add)


def _who(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument("--as", dest="by", required=required, default="", metavar="PERSON")
    parser.add_argument("--pin-stdin", action="store_true", default=argparse.SUPPRESS)


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
        account = studio.connections.add(account)
    console.answer(account_json(account), [Phrase(f"Đã thêm trang {account.name}.", f"Added page {account.name}.")])
    return 0


def _remove(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        person = studio.people.get(args.by)
        studio.connections.remove(args.name, person.id, console.pin(person.name))
    console.answer({"removed": args.name}, [Phrase(f"Đã bỏ trang {args.name}.", f"Removed page {args.name}.")])
    return 0


def _status(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        person = studio.people.get(args.by)
        status, pin = PageStatus(args.status), console.pin(person.name)
        account = studio.connections.set_status(args.name, status, args.successor, person.id, pin)
    now = STATUS_NAMES[account.status]
    console.answer(account_json(account), [Phrase(f"{account.name}: {now.vi}.", f"{account.name}: {now.en}.")])
    return 0


def _categories(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        if args.chosen is not None:
            person = studio.people.get(args.by)
            studio.categories.choose(args.name, args.chosen, person.id, console.pin(person.name))
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


def _explained(way: Way) -> list[str | Phrase]:
    steps = [Phrase(f"   {n}. {step.vi}", f"   {n}. {step.en}") for n, step in enumerate(way.steps, start=1)]
    return [Phrase(f"{way.key} – {way.title.vi}", f"{way.key} – {way.title.en}"), *steps]


def _connect(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        health = connect(studio, args.name, args.way, args.by, console, from_stdin=args.secret_stdin)
    return tell(args.name, health, console)


def connect(studio: Studio, name: str, way: str, by: str, console: Console, *, from_stdin: bool) -> Health:
    """Ask for the PIN and for what the way needs, then connect. An empty `way` is the recommended one."""
    ways = studio.connections.ways(name)
    chosen = next((one for one in ways if one.key == way or not way), None)
    person = studio.people.get(by)
    pin = console.pin(person.name)
    if chosen is None:  # the service says what can be done instead
        return studio.connections.connect(name, way, {}, person.id, pin)
    given = _read(console) if from_stdin else _asked(chosen, console)
    return studio.connections.connect(name, chosen.key, given, person.id, pin)


def _asked(way: Way, console: Console) -> Mapping[str, Secret]:
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
        person = studio.people.get(args.by)
        studio.connections.disconnect(args.name, person.id, console.pin(person.name))
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
