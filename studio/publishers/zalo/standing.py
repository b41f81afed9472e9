"""How a connection to an official account is: who it says it is, what it may do, and until when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from studio.accounts.model import Account, Health, HealthState
from studio.accounts.verdicts import not_connected, not_looked, sentence
from studio.clock import local_date, show_date, show_datetime
from studio.errors import StudioError
from studio.keyring_safe import KeyringTrouble
from studio.phrase import Phrase
from studio.publishers.port import Unreachable
from studio.publishers.zalo.addresses import GETOA, SLICE
from studio.publishers.zalo.api import ZaloApi
from studio.publishers.zalo.errors import ZaloError, ZaloErrorKind
from studio.publishers.zalo.grant import NeedsConsent, NotConnected, OtherHolder

SOON = timedelta(days=14)
"""How long before the grant or the package ends a person is asked to act."""
INFO, ARTICLE = "info", "article"
"""Rights that were tried out: to read who the account is, to manage its articles."""
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CONSENT = Phrase(
    "Quản trị viên OA cấp quyền lại, rồi bấm Kết nối và dán mã mới.",
    "An administrator of the OA consents again; then press Connect and paste the new tokens.",
)
_GRANT_ARTICLES = Phrase(
    "Quản trị viên OA cấp quyền lại và chọn nhóm quyền “quản lý bài viết”, rồi bấm Kết nối.",
    "An administrator of the OA consents again with the group “quản lý bài viết”; then press Connect.",
)
_AT_ZALO = Phrase(
    "Làm theo câu trên ở phía Zalo, rồi bấm Kiểm tra lại.", "Do as said on Zalo's side, then press Check again."
)


def probed(api: ZaloApi, account: Account, now: datetime) -> Health:
    """Ask who it is, and try whether articles may be managed. Raises KeyringTrouble."""
    try:
        oa = api.read(account, GETOA).data
    except StudioError as trouble:
        return troubled(trouble, now)
    seen = Health(
        state=HealthState.OK,
        checked_at=now,
        say=_connected(oa),
        title=str(oa.get("name") or ""),
        page_id=str(oa.get("oaid") or oa.get("oa_id") or ""),
        rights=(INFO,),
    )
    try:
        api.read(account, SLICE, {"offset": "0", "limit": "1", "type": "normal"})
    except StudioError as trouble:
        worse = troubled(trouble, now)
        return replace(seen, state=worse.state, say=worse.say, next_step=worse.next_step)
    return _package_ends(replace(seen, rights=(INFO, ARTICLE)), package_until(oa), now)


def troubled(trouble: StudioError, now: datetime) -> Health:
    """What a failed look says of the connection. Raises a KeyringTrouble again: it says nothing of it."""
    if isinstance(trouble, KeyringTrouble):
        raise trouble
    if isinstance(trouble, NotConnected):
        return not_connected(now)
    if isinstance(trouble, OtherHolder):
        return Health(state=HealthState.NEEDS_LOGIN, checked_at=now, say=trouble.phrase)
    if isinstance(trouble, NeedsConsent) or (isinstance(trouble, ZaloError) and trouble.kind is ZaloErrorKind.TOKEN):
        return Health(state=HealthState.NEEDS_LOGIN, checked_at=now, say=sentence(trouble.phrase), next_step=_CONSENT)
    if isinstance(trouble, Unreachable) or not isinstance(trouble, ZaloError):
        return not_looked(trouble.phrase, now)
    state, step = (
        (HealthState.NEEDS_RIGHTS, _GRANT_ARTICLES) if trouble.code == -223 else (HealthState.BLOCKED, _AT_ZALO)
    )
    return Health(state=state, checked_at=now, say=sentence(trouble.phrase), next_step=step)


def dying(health: Health, until: datetime) -> Health:
    """The grant was refused for good; what is left is the life of the access token."""
    at = show_datetime(until)
    return replace(
        health,
        state=HealthState.EXPIRING,
        say=Phrase(
            f"Không làm mới được quyền truy cập nữa; mã hiện có chỉ dùng được đến {at}.",
            f"The grant cannot be renewed any more; the present token is good until {at} only.",
        ),
        next_step=_CONSENT,
        until=until,
    )


def soon_over(health: Health, now: datetime) -> Health:
    """`health` with a warning when the grant ends soon. While this PC is used, each renewal moves the end on."""
    if health.until is None or health.until - now >= SOON:
        return health
    day = show_date(local_date(health.until))
    return replace(
        health,
        state=HealthState.EXPIRING,
        say=Phrase(f"Quyền truy cập hết hạn ngày {day}.", f"The grant ends on {day}."),
        next_step=_CONSENT,
    )


def package_until(oa: Mapping[str, Any]) -> date | None:
    """The last day of the account's package, as getoa tells it (``31/12/2026``)."""
    found = _DAY.search(str(oa.get("package_valid_through_date") or ""))
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _package_ends(health: Health, last: date | None, now: datetime) -> Health:
    if last is None or last - local_date(now) >= SOON:
        return health
    return replace(
        health,
        state=HealthState.EXPIRING,
        say=Phrase(
            f"Gói dịch vụ của OA hết hạn ngày {show_date(last)}; sau đó Zalo có thể không nhận bài.",
            f"The OA's package ends on {show_date(last)}; after that Zalo may take no posts.",
        ),
        next_step=Phrase("Gia hạn gói trong trang quản trị OA.", "Renew the package in the OA console."),
    )


def _connected(oa: Mapping[str, Any]) -> Phrase:
    verified = oa.get("is_verified") in (True, "true", 1)
    package, last = str(oa.get("package_name") or ""), package_until(oa)
    vi = "Đã kết nối; OA " + ("đã xác thực" if verified else "chưa xác thực")
    en = "Connected; the OA is " + ("verified" if verified else "not verified")
    if package:
        vi += f", {package}" + (f" đến {show_date(last)}" if last else "")
        en += f", package “{package}”" + (f" until {show_date(last)}" if last else "")
    return Phrase(
        f"{vi}. Quyền này chỉ do máy này giữ; không kết nối OA trên máy khác.",
        f"{en}. This PC alone holds the grant; do not connect the OA on another one.",
    )
