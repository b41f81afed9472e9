"""A platform whose tokens say by themselves which pages they run: ``token-<page id>[,<page id> …]``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studio.accounts.logins import FacebookLogin
from studio.accounts.model import Account, Health, HealthState
from studio.accounts.sealed_logins import SealedLogins
from studio.clock import Clock
from studio.errors import BadInput
from studio.phrase import Bilingual
from studio.publishers.connections import Ask, ConnectionMethod, OfferedPage
from studio.secret import Secret

TOKEN = ConnectionMethod(
    key="page-token",
    title=Bilingual("Mã truy cập trang", "The page token"),
    steps=(Bilingual("Lấy mã.", "Get the token."),),
    asks=(
        Ask(
            key="token",
            label=Bilingual("Mã truy cập", "Token"),
            hint=Bilingual("Chép từ trang nhà phát triển.", "Copy it from the developers' page."),
            secret=True,
        ),
        Ask(key="app", label=Bilingual("Mã ứng dụng", "App id"), hint=Bilingual("", ""), optional=True),
    ),
)


class TellingConnector:
    """Fulfils `studio.publishers.connections.Connector`; how a look ends can be set."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.state = HealthState.OK
        self.looks: list[str] = []
        self.fail: Exception | None = None

    def ways(self) -> Sequence[ConnectionMethod]:
        return (TOKEN,)

    def connect(self, account: Account, way: str, given: Mapping[str, Secret]) -> Sequence[OfferedPage]:
        if self.fail is not None:
            raise self.fail
        token = given["token"].reveal()
        if not token.startswith("token-"):
            raise BadInput(Bilingual("mã này không phải mã truy cập.", "this is no token."), where="token")
        return [
            OfferedPage(
                page_id=page_id,
                title=f"Trang {page_id}",
                login=FacebookLogin(page_token=Secret(f"token-{page_id}"), app_id=_text(given.get("app"))),
                health=self._health(page_id),
            )
            for page_id in token.removeprefix("token-").split(",")
        ]

    def health(self, account: Account, logins: SealedLogins) -> Health:
        self.looks.append(account.name)
        login = logins.load(account.name)
        if self.fail is not None:
            raise self.fail
        if not isinstance(login, FacebookLogin):
            return Health(
                state=HealthState.NOT_CONNECTED,
                checked_at=self._clock.now(),
                say=Bilingual("Chưa kết nối.", "Not connected."),
            )
        if self.state is HealthState.UNREACHABLE:
            return Health(state=self.state, checked_at=self._clock.now(), say=Bilingual("Mất mạng.", "No network."))
        return self._health(login.page_token.reveal().removeprefix("token-"))

    def _health(self, page_id: str) -> Health:
        return Health(
            state=self.state,
            checked_at=self._clock.now(),
            say=Bilingual("Thiếu quyền đăng bài.", "The right to post is missing.")
            if self.state is HealthState.NEEDS_RIGHTS
            else Bilingual("Tốt.", "Good."),
            next_step=Bilingual("Cấp quyền rồi làm lại.", "Grant it, then again.")
            if self.state is HealthState.NEEDS_RIGHTS
            else Bilingual("", ""),
            title=f"Trang {page_id}",
            page_id=page_id,
            rights=("pages_manage_posts",),
        )


def _text(secret: Secret | None) -> str:
    return secret.reveal() if secret is not None else ""
