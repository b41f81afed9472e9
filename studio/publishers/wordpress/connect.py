"""Connecting a WordPress site: the user's name and an application password, checked against the site itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from studio.accounts.health import NOTHING_TO_DO, Health, HealthState
from studio.accounts.logins import Logins, WordPressLogin
from studio.accounts.model import Account
from studio.clock import Clock
from studio.errors import BadInput, StudioError
from studio.phrase import Phrase
from studio.publishers.connecting import Ask, Found, Way
from studio.publishers.http import Http
from studio.publishers.notes import Notes
from studio.publishers.port import Unreachable
from studio.publishers.wordpress.errors import NEW_PASSWORD, OTHER_ROLE, Barred, NeedsLogin, NeedsRights
from studio.publishers.wordpress.rest import Index, Me, Rest
from studio.secret import Secret

USER, PASSWORD = "user", "password"
_PASSWORD = re.compile(r"^[A-Za-z0-9]{24}$")
WAY = Way(
    key="application-password",
    title=Phrase("Mật khẩu ứng dụng của trang web", "An application password of the website"),
    steps=(
        Phrase(
            "Đăng nhập trang quản trị của trang web (địa chỉ trang web thêm /wp-admin) bằng tài khoản có vai trò "
            "Biên tập viên (Editor) hoặc Tác giả (Author).",
            "Log in to the site's administration (its address with /wp-admin) as a user who is Editor or Author.",
        ),
        Phrase(
            "Mở Người dùng → Hồ sơ, kéo xuống mục Mật khẩu ứng dụng (Application Passwords).",
            "Open Users → Profile and scroll down to Application Passwords.",
        ),
        Phrase(
            "Nhập tên “Page Studio”, bấm “Thêm mật khẩu ứng dụng”.",
            "Enter the name “Page Studio” and press “Add Application Password”.",
        ),
        Phrase(
            "Chép mật khẩu 24 ký tự vừa hiện ra (chỉ hiện một lần) vào ô dưới đây.",
            "Copy the password of 24 characters that is shown (once only) into the field below.",
        ),
    ),
    asks=(
        Ask(
            key=USER,
            label=Phrase("Tên đăng nhập", "User name"),
            hint=Phrase("Tên dùng để đăng nhập trang quản trị.", "The name used to log in to the administration."),
        ),
        Ask(
            key=PASSWORD,
            label=Phrase("Mật khẩu ứng dụng", "Application password"),
            hint=Phrase(
                "24 ký tự, có hay không có khoảng trắng đều được; không phải mật khẩu đăng nhập thường ngày.",
                "24 characters, with or without blanks; not the password of every day.",
            ),
            secret=True,
        ),
    ),
)
_OK = Phrase("Kết nối tốt; người dùng đăng bài và tải ảnh được.", "Connected; the user may publish and upload.")
_SWITCHED_OFF = Phrase("Trang web đã tắt mật khẩu ứng dụng.", "Application passwords are switched off on this site.")
_SWITCH_ON = Phrase(
    "Nhờ người quản trị trang web bật mật khẩu ứng dụng (cần https; có thể do plugin bảo mật tắt), rồi kiểm tra lại.",
    "Ask the site's administrator to switch application passwords on (https is needed; a security plugin may have "
    "switched them off), then check again.",
)
_CONNECT = Phrase(
    "Cán bộ kỹ thuật mở Trang & kết nối, bấm Kết nối và làm theo các bước.",
    "The technical officer opens Pages & connections, presses Connect and follows the steps.",
)
_AGAIN = Phrase("Bấm Kiểm tra lại sau ít phút.", "Press Check again in a few minutes.")


class WordPressConnector:
    """Connects WordPress accounts. A site's page id is its home address, see `rest.page_id_of`.

    An application password does not run out by time; it ends when somebody withdraws it in the user's profile.
    """

    def __init__(self, http: Http, logins: Logins, notes: Notes, clock: Clock) -> None:
        self._rest = Rest(http, logins)
        self._clock = clock

    def ways(self) -> Sequence[Way]:
        return (WAY,)

    def connect(self, account: Account, way: str, given: Mapping[str, Secret]) -> Sequence[Found]:
        """`given`: ``user`` and ``password``. Raises BadInput (``user``, ``password``, ``base_url``), Unreachable,
        Barred."""
        login = _login(given)
        try:
            index = self._rest.index(account, login)
            if not index.takes_passwords:
                raise Barred(f"{_SWITCHED_OFF.vi} {_SWITCH_ON.vi}", f"{_SWITCHED_OFF.en} {_SWITCH_ON.en}")
            me = self._rest.me(account, login)
        except NeedsLogin as trouble:
            raise BadInput(trouble.phrase.vi, trouble.phrase.en, where=PASSWORD) from trouble
        return (Found(page_id=index.page_id, title=index.title, login=login, health=self._told(account, index, me)),)

    def health(self, account: Account, logins: Logins) -> Health:
        login = logins.load(account.name)
        if not isinstance(login, WordPressLogin):
            say = Phrase("Trang web chưa được kết nối.", "The website is not connected.")
            return self._health(HealthState.NOT_CONNECTED, say, _CONNECT)
        index = None
        try:
            index = self._rest.index(account, login)
            return self._told(account, index, self._rest.me(account, login))
        except NeedsLogin as trouble:
            if index is not None and not index.takes_passwords:
                return self._health(HealthState.NEEDS_LOGIN, _SWITCHED_OFF, _SWITCH_ON)
            return self._health(HealthState.NEEDS_LOGIN, *_parted(trouble, NEW_PASSWORD))
        except NeedsRights as trouble:
            return self._health(HealthState.NEEDS_RIGHTS, *_parted(trouble, OTHER_ROLE))
        except Barred as trouble:
            return self._health(HealthState.BLOCKED, *_parted(trouble))
        except Unreachable as trouble:
            return self._health(HealthState.UNREACHABLE, trouble.phrase, _AGAIN)
        except BadInput as trouble:
            return self._health(HealthState.NOT_CONNECTED, trouble.phrase, _CONNECT)
        except StudioError as trouble:  # a certificate, a proxy
            return self._health(HealthState.UNREACHABLE, *_parted(trouble))

    def _told(self, account: Account, index: Index, me: Me) -> Health:
        state, say, step = HealthState.OK, _OK, NOTHING_TO_DO
        if account.page_id and index.page_id != account.page_id:
            state = HealthState.WRONG_PAGE
            say = Phrase(
                f"Địa chỉ này là trang {index.page_id} (“{index.title}”), không phải {account.page_id}.",
                f"This address is the page {index.page_id} (“{index.title}”), not {account.page_id}.",
            )
            step = Phrase(
                "Sửa địa chỉ hoặc mã trang cho đúng, rồi kết nối lại.",
                "Correct the address or the page id, then connect again.",
            )
        elif me.lacks:
            named = ", ".join(me.lacks)
            state = HealthState.NEEDS_RIGHTS
            say = Phrase(
                f"Người dùng “{me.name}” ({', '.join(me.roles)}) thiếu quyền: {named}.",
                f"The user “{me.name}” ({', '.join(me.roles)}) lacks rights: {named}.",
            )
            step = _sentence(OTHER_ROLE)
        return self._health(state, say, step, title=index.title, page_id=index.page_id, rights=me.rights)

    def _health(
        self,
        state: HealthState,
        say: Phrase,
        step: Phrase,
        *,
        title: str = "",
        page_id: str = "",
        rights: tuple[str, ...] = (),
    ) -> Health:
        return Health(
            state=state,
            checked_at=self._clock.now(),
            say=say,
            next_step=step,
            title=title,
            page_id=page_id,
            rights=rights,
        )


def _login(given: Mapping[str, Secret]) -> WordPressLogin:
    """Raises BadInput naming the key."""
    user = given.get(USER, Secret("")).reveal().strip()
    password = "".join(given.get(PASSWORD, Secret("")).reveal().split())
    if not user or ":" in user or not user.isprintable():
        raise BadInput(
            "tên đăng nhập trống hoặc có ký tự lạ; hãy nhập tên dùng để đăng nhập trang quản trị.",
            "the user name is empty or has odd characters; enter the name used to log in to the administration.",
            where=USER,
        )
    if not _PASSWORD.match(password):
        raise BadInput(
            "đây không phải mật khẩu ứng dụng (24 chữ cái và chữ số); hãy tạo ở Hồ sơ → Mật khẩu ứng dụng "
            "rồi chép nguyên vào đây.",
            "this is no application password (24 letters and digits); make one in Profile → Application Passwords "
            "and copy it here.",
            where=PASSWORD,
        )
    return WordPressLogin(user=user, password=Secret(password))


def _parted(trouble: StudioError, step: Phrase = NOTHING_TO_DO) -> tuple[Phrase, Phrase]:
    """What is wrong and what to do, as `Health` wants them: one sentence each, where the trouble has both in one."""
    said, known = trouble.phrase, _sentence(step) if step.vi else NOTHING_TO_DO
    vi, _, vi_step = said.vi.partition("; ")
    en, _, en_step = said.en.partition("; ")
    if not vi_step or not en_step:
        return said, known
    return Phrase(f"{vi}.", f"{en}."), _sentence(Phrase(vi_step, en_step))


def _sentence(step: Phrase) -> Phrase:
    vi, en = step.vi.rstrip("."), step.en.rstrip(".")
    return Phrase(f"{vi[:1].upper()}{vi[1:]}.", f"{en[:1].upper()}{en[1:]}.")
