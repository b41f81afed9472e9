"""What WordPress's errors mean: ``{"code", "message", "data": {"status", "params"}}`` beside an HTTP status.

Codes as tried on WordPress 6.8; developer.wordpress.org/rest-api names the same. Two of an upload come as 500 and are
permanent all the same. What is not of this shape (a firewall's page, maintenance, a cut answer) says nothing of a
write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from studio.errors import StudioError
from studio.phrase import Phrase
from studio.publishers.answers import foreign, foreign_read, server_trouble
from studio.publishers.http import Reply
from studio.publishers.port import Answer, Outcome, Unreachable

T = TypeVar("T")
LOGIN = Phrase(
    "Trang web không nhận tên đăng nhập hoặc mật khẩu ứng dụng.",
    "The site does not take the user name or application password.",
)
NEW_PASSWORD = Phrase(
    "Trên trang quản trị của trang web, mở Hồ sơ → Mật khẩu ứng dụng, tạo mật khẩu mới rồi kết nối lại.",
    "In the site's administration open Profile → Application Passwords, make a new one and connect again.",
)
RIGHTS = Phrase(
    "Người dùng đã kết nối không có quyền làm việc này trên trang web.",
    "The connected user may not do this on the site.",
)
OTHER_ROLE = Phrase(
    "Nhờ người quản trị trang web đổi vai trò của người dùng này thành Biên tập viên (Editor), rồi kiểm tra lại.",
    "Ask the site's administrator to give this user the role Editor, then check again.",
)
FIREWALL = Phrase(
    "Tường lửa hoặc máy chủ của trang web chặn kết nối này (mã 403).",
    "The site's firewall or server blocks this connection (code 403).",
)
ALLOW = Phrase(
    "Nhờ người quản trị trang web cho phép địa chỉ /wp-json/.", "Ask the site's administrator to allow /wp-json/."
)
NO_API = Phrase("Trang web đã tắt cổng REST API của WordPress.", "The site's WordPress REST API is switched off.")
SWITCH_API_ON = Phrase(
    "Nhờ người quản trị trang web bật lại REST API (/wp-json/wp/v2).",
    "Ask the site's administrator to switch the REST API on (/wp-json/wp/v2).",
)
GONE_FROM_SITE = Phrase(
    "Trang web không còn bài này; hãy hỏi người quản trị trang web ai đã xóa, rồi đăng bài mới hoặc hủy lượt gửi.",
    "The site has this post no longer; ask its administrator who deleted it, then publish a new post or cancel.",
)
_SLOWER = Phrase(
    "Trang web yêu cầu gọi chậm lại; sẽ tự thử lại sau.", "The site asks for fewer requests; it is tried again later."
)
GONE = ("rest_post_invalid_id",)
ALREADY_TRASHED = "rest_already_trashed"
NO_TRASH = "rest_trash_not_supported"
PLUGIN = Phrase(
    "Một plugin hoặc thiết lập bảo mật của trang web chặn REST API ({code}); tên đăng nhập và mật khẩu không sai.",
    "A plugin or a security setting of the site blocks its REST API ({code}); user name and password are not at fault.",
)
NO_FOLDER = Phrase(
    "Máy chủ của trang web không ghi được vào thư mục tải lên nên không nhận {what}; tệp không có lỗi. Nhờ người quản "
    "trị trang web cấp quyền ghi cho wp-content/uploads, rồi thử lại.",
    "The site's server cannot write into its upload folder, so it does not take {what}; the file is not at fault. Ask "
    "the site's administrator to make wp-content/uploads writable, then try again.",
)
DROPPED = Phrase(
    "Máy chủ của trang web đã bỏ {what} vì vượt mức post_max_size của PHP. Hãy thu nhỏ tệp, hoặc nhờ người quản trị "
    "trang web nâng post_max_size và upload_max_filesize.",
    "The site's server dropped {what}: it is over PHP's post_max_size. Make the file smaller, or ask the site's "
    "administrator to raise post_max_size and upload_max_filesize.",
)
_OF_THE_LOGIN = frozenset(
    {"incorrect_password", "invalid_username", "invalid_email", "rest_not_logged_in", "rest_forbidden"}
    | {"rest_forbidden_context", "rest_forbidden_status", "rest_user_cannot_view", "rest_cannot_view"}
    | {f"rest_cannot_{what}" for what in ("create", "edit", "update", "delete", "read", "publish", "manage_templates")}
    | {"application_passwords_disabled", "application_passwords_disabled_for_user", "invalid_auth"}
)
"""What WordPress itself says with a 401: the login was not taken, or never arrived."""
_FOLDER = re.compile(
    r"could not be moved|unable to create directory|not writable|writable by the server|di chuyển", re.IGNORECASE
)
_BODY_DROPPED = frozenset(
    {"rest_upload_no_content_disposition", "rest_upload_invalid_disposition", "rest_upload_no_data"}
    | {"rest_upload_no_content_type"}
)
"""What WordPress says of a form whose parts PHP threw away before it saw them."""
_UPLOAD_REFUSED = ("rest_upload_sideload_error", "rest_upload_unknown_error")
LONGEST_MESSAGE = 300


class NeedsPerson(StudioError):
    """Waiting does not help: `said` is what is wrong, `step` what a person does about it."""

    def __init__(self, said: Phrase, step: Phrase) -> None:
        both = together(said, step)
        super().__init__(both.vi, both.en)
        self.said = said
        self.step = step


class NeedsLogin(NeedsPerson):
    """The user name or application password is not taken."""


class NeedsRights(NeedsPerson):
    """The user may not do what publishing needs."""


class Barred(NeedsPerson):
    """Something in front of the site, or a switch of it, keeps its REST API from us."""


def together(said: Phrase, step: Phrase) -> Phrase:
    return Phrase(f"{said.vi} {step.vi}", f"{said.en} {step.en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An error as WordPress itself tells it."""

    status: int
    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return f"{self.status}/{self.code}"


def fault_of(reply: Reply) -> Fault | None:
    """None: not WordPress's own words."""
    try:
        told = reply.json()
    except ValueError:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("code"), str) or reply.status < 400:
        return None
    data = told.get("data")
    data = data if isinstance(data, dict) else {}
    return _forbidden(data) or Fault(
        status=reply.status,
        code=told["code"],
        message=str(told.get("message", ""))[:LONGEST_MESSAGE],
        params=_texts(data.get("params")),
    )


def _forbidden(data: Mapping[str, Any]) -> Fault | None:
    """Who may not see drafts is told that the parameter ``status`` is invalid; the true reason is in the details."""
    details = data.get("details")
    for detail in details.values() if isinstance(details, dict) else ():
        inner = detail.get("data") if isinstance(detail, dict) else None
        status = inner.get("status") if isinstance(inner, dict) else None
        if status in (401, 403):
            return Fault(status=status, code=str(detail.get("code", "")), message=str(detail.get("message", "")))
    return None


def _texts(told: Any) -> dict[str, str]:
    return {str(name): str(why) for name, why in told.items()} if isinstance(told, dict) else {}


def not_begun(call: Callable[[], T]) -> T | Answer:
    """Make a read that precedes every write: when it fails, nothing was sent."""
    try:
        return call()
    except Unreachable as trouble:
        return Answer(outcome=Outcome.NOT_EXECUTED, vi=trouble.phrase.vi, en=trouble.phrase.en)
    except StudioError as trouble:
        return Answer(outcome=Outcome.NOT_EXECUTED, vi=trouble.phrase.vi, en=trouble.phrase.en, needs_person=True)


def judge_write(reply: Reply) -> Answer:
    """What a reply that is no success says of a write."""
    fault = fault_of(reply)
    if fault is None:
        return server_trouble(reply) if reply.status >= 500 else foreign(reply)
    if _is_barred(fault):
        return _answer(Outcome.NOT_EXECUTED, together(PLUGIN.format(code=fault.code), ALLOW), fault, needs_person=True)
    if fault.status in (401, 403):
        say = together(LOGIN, NEW_PASSWORD) if fault.status == 401 else together(RIGHTS, OTHER_ROLE)
        return _answer(Outcome.NOT_EXECUTED, say, fault, needs_person=True)
    if fault.code == "rest_no_route":
        return _answer(Outcome.NOT_EXECUTED, together(NO_API, SWITCH_API_ON), fault, needs_person=True)
    if fault.code in GONE:
        return _answer(Outcome.REFUSED, GONE_FROM_SITE, fault)
    if fault.status == 429:
        return _answer(Outcome.NOT_EXECUTED, _SLOWER, fault)
    if fault.status >= 500:
        return server_trouble(reply)
    return _answer(Outcome.REFUSED, _refusal(fault), fault)


def judge_upload(reply: Reply, picture: Phrase) -> Answer:
    """The same of an upload: the post does not exist yet, so nothing is in doubt."""
    fault = fault_of(reply)
    if fault is not None and fault.code in _UPLOAD_REFUSED and _FOLDER.search(fault.message):
        say = Phrase(NO_FOLDER.vi.format(what=picture.vi), NO_FOLDER.en.format(what=picture.en))
        return _answer(Outcome.NOT_EXECUTED, say, fault, needs_person=True)
    if fault is not None and fault.code in _BODY_DROPPED:
        say = Phrase(DROPPED.vi.format(what=picture.vi), DROPPED.en.format(what=picture.en))
        return _answer(Outcome.REFUSED, say, fault)
    if reply.status == 413 or (fault is not None and fault.code in _UPLOAD_REFUSED):
        return _picture_refused(picture, fault.message if fault else "413", fault.label if fault else "413")
    return without_doubt(judge_write(reply))


def without_doubt(answer: Answer) -> Answer:
    """Of a call that cannot have made the post: to be made again later."""
    if answer.outcome is not Outcome.UNKNOWN:
        return answer
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        vi=f"Chưa tải được ảnh, video lên trang web. {answer.vi}",
        en=f"A picture or video did not reach the site yet. {answer.en}",
        retry_after=answer.retry_after,
        code=answer.code,
        raw=answer.raw,
    )


def judge_read(reply: Reply) -> StudioError:
    """What a reply that is no success says of a read."""
    fault = fault_of(reply)
    if fault is None:
        return Barred(FIREWALL, ALLOW) if reply.status == 403 else foreign_read(reply)
    if _is_barred(fault):
        return Barred(PLUGIN.format(code=fault.code), ALLOW)
    if fault.status == 401:
        return NeedsLogin(LOGIN, NEW_PASSWORD)
    if fault.status == 403:
        return NeedsRights(RIGHTS, OTHER_ROLE)
    if fault.code == "rest_no_route":
        return Barred(NO_API, SWITCH_API_ON)
    if fault.status == 429:
        return Unreachable(_SLOWER.vi, _SLOWER.en)
    if fault.status >= 500:
        say = server_trouble(reply)
        return Unreachable(say.vi, say.en)
    say_refused = _refusal(fault)
    return StudioError(say_refused.vi, say_refused.en)


def _is_barred(fault: Fault) -> bool:
    """Whether something that is not WordPress keeps its API from everybody."""
    return fault.status == 401 and fault.code not in _OF_THE_LOGIN


def _refusal(fault: Fault) -> Phrase:
    if fault.params:
        told = "; ".join(f"{name}: {why}" for name, why in fault.params.items())[:LONGEST_MESSAGE]
        named = f"{told.rstrip('.')}."
        return Phrase(
            f"Trang web không nhận nội dung của mục {named} Hãy báo bộ phận kỹ thuật.",
            f"The site does not take what was sent as {named} Call your technical staff.",
        )
    return Phrase(
        f"Trang web từ chối: {fault.message} ({fault.code}). Hãy sửa theo lời báo này; nếu không rõ, báo bộ phận kỹ "
        "thuật.",
        f"The site refuses: {fault.message} ({fault.code}). Correct it, or call your technical staff.",
    )


def _picture_refused(picture: Phrase, why: str, code: str) -> Answer:
    return Answer(
        outcome=Outcome.REFUSED,
        vi=f"Trang web không nhận {picture.vi} ({why}). Tệp phải là JPEG, PNG hoặc MP4 và nhỏ hơn mức tải lên của máy "
        "chủ; hãy thu nhỏ, hoặc nhờ người quản trị trang web nâng mức này (upload_max_filesize).",
        en=f"The site does not take {picture.en} ({why}). It has to be JPEG, PNG or MP4, smaller than the server's "
        "limit; make it smaller, or ask the site's administrator to raise the limit (upload_max_filesize).",
        code=code,
    )


def _answer(outcome: Outcome, say: Phrase, fault: Fault, **more: Any) -> Answer:
    return Answer(outcome=outcome, vi=say.vi, en=say.en, code=fault.label, raw=fault.message, **more)
