"""Connections of plain values: a token that says which page it is of, and pages in every state of health."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from studio.accounts.model import Account, AccountKind, Health, HealthState, PageStatus
from studio.errors import BadInput, NotPermitted, Refused
from studio.phrase import Pair, Phrase
from studio.platforms import Platform
from studio.posts.aftercare import Due
from studio.posts.model import Post, Related
from studio.secret import Secret
from tests.ui.fake_data import NOW, PEOPLE, PIN, UNIT
from tests.ui.fake_people import FakeAccounts
from tests.ui.stand_in import StandIn

NEEDS_LOGIN = (AccountKind.FACEBOOK, AccountKind.ZALO, AccountKind.WORDPRESS)


def page(name: str, kind: AccountKind, platform: Platform, page_id: str, title: str, **facts: object) -> Account:
    return Account(name=name, kind=kind, platform=platform, page_id=page_id, title=title, unit=UNIT.id, **facts)  # type: ignore[arg-type]


PAGES = (
    page("facebook-minh-khai", AccountKind.FACEBOOK, Platform.FACEBOOK, "100000000000001", "Công an phường Minh Khai",
         connected_by=PEOPLE[0].id, connected_at=NOW - timedelta(days=40)),
    page("facebook-an-toan", AccountKind.FACEBOOK, Platform.FACEBOOK, "100000000000002", "Minh Khai an toàn"),
    page("zalo-minh-khai", AccountKind.ZALO, Platform.ZALO, "2000000000000000001", "Công an phường Minh Khai (Zalo)"),
    page("web-minh-khai", AccountKind.WORDPRESS, Platform.WEBSITE, "minhkhai.example.gov.vn",
         "Trang tin Công an phường Minh Khai", base_url="https://minhkhai.example.gov.vn"),
    page("facebook-cu", AccountKind.FACEBOOK, Platform.FACEBOOK, "100000000000003", "Công an Minh Khai (trang cũ)",
         status=PageStatus.MERGED, successor="facebook-minh-khai"),
)  # fmt: skip


def health(state: HealthState, vi: str, en: str, step: tuple[str, str] = ("", ""), days: int = 0) -> Health:
    return Health(
        state=state,
        checked_at=NOW - timedelta(hours=2),
        say=Pair(vi, en),
        next_step=Pair(*step),
        rights=("CREATE_CONTENT", "MODERATE") if state is HealthState.OK else (),
        until=NOW + timedelta(days=days) if days else None,
    )


KNOWN = {
    "facebook-minh-khai": health(HealthState.OK, "Đã kết nối, đăng bài được.", "Connected; posts can be published."),
    "facebook-an-toan": health(
        HealthState.NEEDS_LOGIN,
        "Mã truy cập trang đã mất hiệu lực vì mật khẩu Facebook đã đổi (mã 190/460).",
        "The page token has ended: the Facebook password was changed (code 190/460).",
        ("Cán bộ kỹ thuật lấy mã truy cập trang mới rồi bấm Kết nối lại.", "Get a new page token, then connect again."),
    ),
    "zalo-minh-khai": health(
        HealthState.EXPIRING,
        "Quyền đăng bài của ứng dụng hết hạn ngày 05/12/2026.",
        "The app's grant runs out on 05/12/2026.",
        ("Quản trị viên OA cấp quyền lại trước ngày đó.", "An OA administrator renews it before that day."),
        11,
    ),
}


@dataclass(frozen=True)
class Ask(StandIn):  # type: ignore[misc]
    key: str
    label: Phrase
    hint: Phrase
    secret: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Way(StandIn):  # type: ignore[misc]
    key: str
    title: Phrase
    steps: Sequence[Phrase]
    asks: Sequence[Ask]
    consents: bool = False


@dataclass(frozen=True)
class Consent(StandIn):  # type: ignore[misc]
    link: str
    challenge: str
    given: Mapping[str, Secret]


@dataclass(frozen=True)
class Found(StandIn):  # type: ignore[misc]
    page_id: str
    title: str


TOKEN = Way(
    "page-token",
    Pair("Dán mã truy cập trang", "Paste the page token"),
    (
        Pair("Mở công cụ Graph API Explorer bằng tài khoản quản trị.", "Open the Graph API Explorer as an admin"),
        Pair("Chọn đúng trang rồi sao chép mã truy cập.", "Choose the page and copy its token."),
    ),
    (Ask("page_token", Pair("Mã truy cập trang", "Page token"), Pair("Bắt đầu bằng EAA", "Begins with EAA"), True),),
)
APP = Way(
    "app",
    Pair("Dùng ứng dụng của đơn vị", "Use the unit's app"),
    (),
    (
        Ask("app_id", Pair("Mã ứng dụng", "App ID"), Pair("", "")),
        Ask("app_secret", Pair("Khóa bí mật", "App secret"), Pair("", ""), True),
    ),
)
CONSENT = Way(
    "consent",
    Pair("Liên kết cấp quyền", "Consent link"),
    (),
    (
        Ask("app_id", Pair("ID ứng dụng", "App ID"), Pair("", "")),
        Ask("page_token", Pair("Mã nhận được", "The code"), Pair("", ""), True),
    ),
    consents=True,
)


class FakeConnections(StandIn):  # type: ignore[misc]
    def __init__(self, registry: FakeAccounts) -> None:
        self._registry = registry
        self._accounts = registry.list
        self.acts: list[tuple[str, str, str]] = []
        """What was done to which page, and by whom."""
        self.known = dict(KNOWN)
        self.given: list[Mapping[str, Secret]] = []
        self.checked: list[str] = []
        self.may_run = (Found("100000000000001", "Công an phường Minh Khai"), Found("100000000000009", "Tổ 9 bình yên"))

    def all(self) -> Mapping[str, Health]:
        never = health(HealthState.NOT_CONNECTED, "Trang chưa được kết nối.", "The page is not connected.")
        return {a.name: self.known.get(a.name, never) for a in self._accounts() if a.kind in NEEDS_LOGIN}

    def ways(self, account: str) -> Sequence[Way]:
        return (TOKEN, APP, CONSENT) if account.startswith("zalo") else (TOKEN, APP)

    def ways_of(self, kind: AccountKind) -> Sequence[Way]:
        return (TOKEN, APP)

    def consent(self, account: str, way: str, given: Mapping[str, Secret], callback: str) -> Consent:
        if "app_id" not in given:
            raise BadInput(Pair("thiếu ID ứng dụng.", "the app id is missing."), where="app_id")
        if not callback.startswith("https://"):
            raise BadInput(Pair("địa chỉ không đúng.", "the address is wrong."), where="callback")
        link = f"https://oauth.example/permission?app_id={given['app_id'].reveal()}"
        return Consent(link, "challenge-1", {"code_verifier": Secret("verifier-unseen")})

    def connect(self, account: str, way: str, given: Mapping[str, Secret], by: str, pin: str) -> Health:
        self._prove(pin)
        self.given.append(given)
        token = given["page_token"].reveal()
        if "?" in token:
            raise BadInput(Pair("mã có ký tự lạ.", "the token has odd characters."), where="page_token")
        wanted = next(a.page_id for a in self._accounts() if a.name == account)
        if not token.endswith(wanted):
            raise Refused(Pair("mã này không phải của trang này.", "the token is not this page's."), where=account)
        self.known[account] = KNOWN["facebook-minh-khai"]
        return self.known[account]

    def pages(self, kind: AccountKind, way: str, given: Mapping[str, Secret]) -> Sequence[Found]:
        return self.may_run

    def take(self, chosen: Mapping[str, Found], by: str, pin: str) -> Mapping[str, Health]:
        self._prove(pin)
        self.known |= dict.fromkeys(chosen, KNOWN["facebook-minh-khai"])
        return {name: self.known[name] for name in chosen}

    def check(self, account: str) -> Health:
        self.checked.append(account)
        self.known[account] = replace(self.all()[account], checked_at=NOW)
        return self.known[account]

    def check_all(self, going: Callable[[], bool] = lambda: True) -> Mapping[str, Health]:
        return {name: self.check(name) for name in self.all() if going()}

    def add(self, page: Account, by: str) -> Account:
        self.acts.append(("add", page.name, by))
        return self._registry.add(page)

    def set_status(self, account: str, status: PageStatus, successor: str, by: str, pin: str) -> Account:
        self._prove(pin)
        self.acts.append((status.value, account, by))
        return self._registry.set_status(account, status, successor)

    def disconnect(self, account: str, by: str, pin: str) -> None:
        self._prove(pin)
        self.known.pop(account, None)

    def remove(self, account: str, by: str, pin: str) -> None:
        self._prove(pin)
        self._registry.remove(account)

    def _prove(self, pin: str) -> None:
        if pin != PIN:
            raise NotPermitted(Pair("sai mã PIN.", "wrong PIN."))


class FakeAftercare(StandIn):  # type: ignore[misc]
    """Nothing follows, unless a test puts it here."""

    def __init__(self, made: Callable[[], Post]) -> None:
        self._made = made
        self.coming: tuple[Due, ...] = ()
        self.told: dict[str, tuple[Related, ...]] = {}
        self.opened: list[tuple[str, str]] = []

    def about(self, post_id: str) -> Sequence[Related]:
        return self.told.get(post_id, ())

    def original_of(self, post: Post) -> Related | None:
        return None

    def due(self, *, within: timedelta = timedelta(0)) -> Sequence[Due]:
        return self.coming

    def amend(self, post_id: str, by: str) -> Post:
        return self.follow(post_id, "amend", by)

    def correct(self, post_id: str, by: str) -> Post:
        return self.follow(post_id, "correction", by)

    def follow(self, post_id: str, template_id: str, by: str) -> Post:
        self.opened.append((post_id, template_id))
        return self._made()
