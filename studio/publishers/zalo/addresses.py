"""Where Zalo is: the one place that names its hosts and the versions of its interfaces."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from studio.accounts.model import Account

OPEN = "https://openapi.zalo.me"
OAUTH = "https://oauth.zaloapp.com"

# Versions go by family: articles, uploads, broadcast and getoa are v2.0, consent and tokens v4.
GETOA = "/v2.0/oa/getoa"
MESSAGE = "/v2.0/oa/message"
QUOTA = "/v3.0/oa/quota/message"
CHATS = "/v2.0/oa/listrecentchat"
CONVERSATION = "/v2.0/oa/conversation"
CUSTOMER_SERVICE = "/v3.0/oa/message/cs"
CREATE = "/v2.0/article/create"
UPDATE = "/v2.0/article/update"
VERIFY = "/v2.0/article/verify"
DETAIL = "/v2.0/article/getdetail"
SLICE = "/v2.0/article/getslice"
REMOVE = "/v2.0/article/remove"
PREPARE_VIDEO = "/v2.0/article/upload_video/preparevideo"
VERIFY_VIDEO = "/v2.0/article/upload_video/verify"
TOKEN = "/v4/oa/access_token"  # noqa: S105 (a path)
PERMISSION = "/v4/oa/permission"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Base addresses for one account."""

    open: str
    oauth: str

    @classmethod
    def of(cls, account: Account) -> Addresses:
        """Zalo's own, or for both what the account says: a proxy of the unit's, a server to try things on."""
        return cls(open=account.base_url or OPEN, oauth=account.base_url or OAUTH)

    def consent(self, *, app_id: str, redirect: str, challenge: str, state: str) -> str:
        """The link under which an administrator of the official account consents."""
        asked = {"app_id": app_id, "redirect_uri": redirect, "code_challenge": challenge, "state": state}
        return f"{self.oauth}{PERMISSION}?{urlencode(asked)}"
