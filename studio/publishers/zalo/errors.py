"""What Zalo's error codes mean, one row a code. They come with HTTP 200 (official account, appendix "Mã lỗi")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from studio.errors import StudioError
from studio.phrase import Phrase
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.redaction import Redactor

MINUTE = 60.0
"""Seconds after which the limit of calls (4,000 a minute for an app) counts anew."""
QUOTA_PAUSE = 6 * 3600.0
"""Seconds. Zalo does not say when a quota is renewed; asking four times a day finds it the same day."""
_FIELD = re.compile(r"\s*([\w.\[\]-]{1,60}) is invalid")
MESSAGE_RAW = 300
"""Characters of Zalo's own words that are kept."""


class Kind(StrEnum):
    """What sort of trouble a code is; what to do follows from it."""

    TOKEN = "token"  # noqa: S105 (a kind of trouble)
    """The access token is not taken: renew it once and ask again."""
    CONSENT = "consent"
    """The grant is dead: an administrator of the account consents anew."""
    ADMIN = "admin"
    """Something about the app or the account is to be set right on Zalo's side."""
    PROOF = "proof"
    """The app insists on `appsecret_proof`."""
    RATE = "rate"
    QUOTA = "quota"
    NIGHT = "night"
    PROCESSING = "processing"
    CONTENT = "content"
    """This content is refused for good."""
    DOUBT = "doubt"
    """It may have been done all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is known after an error code, and what to tell."""

    kind: Kind
    outcome: Outcome
    say: Phrase
    needs_person: bool = False
    retry_after: float | None = None


class ZaloError(StudioError):
    """A read was answered with an error that waiting does not cure. `message` is in Zalo's own words."""

    def __init__(self, code: int, message: str, verdict: Verdict) -> None:
        super().__init__(verdict.say.vi, verdict.say.en)
        self.code = code
        self.message = message
        self.kind = verdict.kind

    @property
    def field(self) -> str:
        """What a -201 finds invalid; empty otherwise."""
        return invalid_field(self.message) if self.code == -201 else ""


class ZaloBusy(Unreachable):
    """A read was answered with an error that waiting cures: rate, quota, processing, or none that is known."""

    def __init__(self, code: int, message: str, verdict: Verdict) -> None:
        super().__init__(verdict.say.vi, verdict.say.en)
        self.code = code
        self.message = message
        self.kind = verdict.kind
        self.field = ""


def _admin(vi: str, en: str) -> Verdict:
    return Verdict(kind=Kind.ADMIN, outcome=Outcome.NOT_EXECUTED, needs_person=True, say=Phrase(vi, en))


def _content(vi: str, en: str) -> Verdict:
    return Verdict(kind=Kind.CONTENT, outcome=Outcome.REFUSED, say=Phrase(vi, en))


def _unreached(vi: str, en: str) -> Verdict:
    return _content(
        f"Người này không nhận được tin từ OA này: {vi}; hãy liên hệ bằng cách khác.",
        f"This person cannot get messages from this OA: {en}; write to them another way.",
    )


def _quota(vi: str, en: str) -> Verdict:
    return Verdict(kind=Kind.QUOTA, outcome=Outcome.NOT_EXECUTED, retry_after=QUOTA_PAUSE, say=Phrase(vi, en))


_TOKEN = Verdict(
    kind=Kind.TOKEN,
    outcome=Outcome.NOT_EXECUTED,
    needs_person=True,
    say=Phrase(
        "Zalo không nhận mã truy cập, kể cả sau khi làm mới; hãy mở Trang & kết nối và kết nối lại Zalo OA này.",
        "Zalo does not take the access token, not even a renewed one; open Pages & connections and connect this "
        "Zalo OA again.",
    ),
)
NOT_GRANTED = _admin(
    "OA chưa cấp quyền cho ứng dụng, hoặc quyền đã bị gỡ; quản trị viên OA hãy cấp quyền lại, chọn cả nhóm quyền "
    "“quản lý bài viết”, rồi kết nối lại.",
    "The OA has not authorised the app, or no longer does; an administrator of the OA grants it again, with the "
    "permission group “quản lý bài viết”, then connect again.",
)
ARTICLE_QUOTA = _quota(
    "OA đã dùng hết số bài viết được tạo trong kỳ của gói dịch vụ; bài được giữ lại và thử lại vài giờ một lần. "
    "Cần đăng sớm thì xem hạn mức trong trang quản trị OA hoặc nâng gói.",
    "The OA has used up the articles of its package for this period; the post is kept and tried every few hours. "
    "If it cannot wait, see the quota in the OA console or upgrade the package.",
)
INVALID_FIELD = "Zalo không nhận trường “{field}” của bài; hãy sửa phần này rồi duyệt và gửi lại."
INVALID_FIELD_EN = "Zalo does not take the field “{field}” of the post; correct it, have it approved and send it again."

TABLE: Mapping[int, Verdict] = {
    -32: Verdict(
        kind=Kind.RATE,
        outcome=Outcome.NOT_EXECUTED,
        retry_after=MINUTE,
        say=Phrase(
            "Ứng dụng hoặc OA đã gọi Zalo quá nhiều trong một phút; sẽ thử lại ở phút sau.",
            "The app or the OA called Zalo too often within a minute; it is tried again in the next one.",
        ),
    ),
    -100: Verdict(
        kind=Kind.CONTENT,
        outcome=Outcome.NOT_EXECUTED,
        retry_after=MINUTE,
        say=Phrase(
            "Tệp đã tải lên Zalo không còn hạn; sẽ tải lên lại.",
            "The file uploaded to Zalo has expired; it is uploaded again.",
        ),
    ),
    -118: Verdict(
        kind=Kind.CONSENT,
        outcome=Outcome.NOT_EXECUTED,
        needs_person=True,
        say=Phrase(
            "Quyền truy cập Zalo OA đã hết hiệu lực (mã làm mới đã dùng hoặc hết hạn); quản trị viên OA hãy cấp quyền "
            "lại trong Trang & kết nối.",
            "The grant of this Zalo OA has ended (its refresh token was used or has expired); an administrator of the "
            "OA consents again, in Pages & connections.",
        ),
    ),
    -124: _TOKEN,
    -200: Verdict(
        kind=Kind.DOUBT,
        outcome=Outcome.UNKNOWN,
        say=Phrase(
            "Zalo báo gửi không thành công, nhưng chưa chắc là không có gì được gửi; hãy xem trong trang quản trị OA.",
            "Zalo says that sending failed, but something may have gone out; look in the OA console.",
        ),
    ),
    -201: _content(
        "Zalo không nhận nội dung bài; hãy xem lại tiêu đề, ảnh và chữ, rồi duyệt và gửi lại.",
        "Zalo does not take the content; check title, pictures and text, have it approved and send it again.",
    ),
    -204: _admin(
        "Zalo OA này đang bị khóa; quản trị viên OA hãy mở trang quản trị OA để xem lý do.",
        "This Zalo OA is disabled; an administrator opens the OA console to see why.",
    ),
    -205: _admin(
        "Zalo không tìm thấy OA này; hãy kiểm tra mã OA trong Trang & kết nối.",
        "Zalo knows no such OA; check its id in Pages & connections.",
    ),
    -209: _admin(
        "Ứng dụng Zalo chưa được kích hoạt; người phụ trách kỹ thuật hãy kích hoạt tại developers.zalo.me.",
        "The Zalo app is not activated; your technical staff activates it at developers.zalo.me.",
    ),
    -210: _content(
        "Một phần của bài vượt giới hạn của Zalo (độ dài hoặc dung lượng tệp); hãy rút gọn rồi duyệt và gửi lại.",
        "A part of the post exceeds a limit of Zalo's (length or file size); shorten it, have it approved and send it "
        "again.",
    ),
    -211: _quota(
        "OA đã hết hạn mức của tính năng này trong kỳ; bài được giữ lại và thử lại vài giờ một lần. Cần sớm thì xem "
        "hạn mức trong trang quản trị OA.",
        "The OA has used up its quota for this feature; the post is kept and tried every few hours. If it cannot "
        "wait, see the quota in the OA console.",
    ),
    -212: _admin(
        "Ứng dụng chưa đăng ký Official Account API; người phụ trách kỹ thuật hãy đăng ký tại developers.zalo.me.",
        "The app has not registered the Official Account API; your technical staff registers it at developers.zalo.me.",
    ),
    -213: _unreached("chưa quan tâm OA", "does not follow it"),
    -214: Verdict(
        kind=Kind.PROCESSING,
        outcome=Outcome.UNKNOWN,
        say=Phrase(
            "Zalo vẫn đang xử lý bài viết; sẽ hỏi lại, không tạo bài mới.",
            "Zalo is still processing the article; it is asked again and nothing new is made.",
        ),
    ),
    -216: _TOKEN,
    -217: _unreached("đã chặn OA", "has blocked it"),
    -218: _quota(
        "Đã hết hạn mức gửi đến người nhận này; hãy đợi kỳ sau.",
        "The quota for this recipient is used up; wait for the next period.",
    ),
    -219: _admin(
        "Ứng dụng Zalo đã bị gỡ hoặc khóa; người phụ trách kỹ thuật hãy kiểm tra tại developers.zalo.me.",
        "The Zalo app was removed or disabled; your technical staff checks it at developers.zalo.me.",
    ),
    -220: _TOKEN,
    -221: _admin(
        "OA chưa được Zalo xác thực nên chưa dùng được tính năng này; hãy gửi hồ sơ xác thực trong trang quản trị OA.",
        "The OA is not verified by Zalo, which this feature needs; apply for it in the OA console.",
    ),
    -223: ARTICLE_QUOTA,
    -224: _admin(
        "Gói dịch vụ của OA không có tính năng này hoặc đã hết hạn; hãy nâng hoặc gia hạn gói trong trang quản trị OA.",
        "The OA's package lacks this feature or has ended; upgrade or renew it in the OA console.",
    ),
    -227: _unreached("tài khoản bị khóa hoặc lâu không dùng", "the account is locked or long unused"),
    -230: _unreached("quá 7 ngày chưa tương tác", "no contact for 7 days"),
    -232: _unreached("chưa từng nhắn hoặc đã hết thời gian trả lời", "never wrote, or the time to answer is over"),
    -233: _content(
        "Zalo không nhận loại nội dung này; hãy báo bộ phận kỹ thuật kèm nhật ký.",
        "Zalo does not take this kind of content; call your technical staff with the log.",
    ),
    -234: Verdict(
        kind=Kind.NIGHT,
        outcome=Outcome.NOT_EXECUTED,
        retry_after=3600.0,
        say=Phrase(
            "Zalo không cho gửi từ 22:00 đến 06:00; hãy gửi sau 06:00.",
            "Zalo takes no sending from 22:00 to 06:00; send it after 06:00.",
        ),
    ),
    -235: _admin(
        "Loại OA này không được dùng tính năng này; hãy kiểm tra loại tài khoản trong trang quản trị OA.",
        "This type of OA may not use the feature; check the account's type in the OA console.",
    ),
    -240: _content(
        "Zalo đã ngừng cách gửi này; hãy cập nhật phần mềm hoặc báo bộ phận kỹ thuật.",
        "Zalo has shut this way of sending down; update the software or call your technical staff.",
    ),
    -242: Verdict(
        kind=Kind.PROOF,
        outcome=Outcome.NOT_EXECUTED,
        needs_person=True,
        say=Phrase(
            "Ứng dụng Zalo bắt buộc appsecret_proof và Zalo không nhận; người phụ trách kỹ thuật hãy kiểm tra khóa bí "
            "mật của ứng dụng rồi kết nối lại.",
            "The Zalo app insists on appsecret_proof, which was not taken; your technical staff checks the app's "
            "secret key and connects again.",
        ),
    ),
    -244: _unreached("đã tắt nhận tin loại này", "turned this kind of message off"),
    -248: _content(
        "Zalo cho rằng bài vi phạm quy định nội dung của nền tảng; hãy sửa nội dung rồi duyệt và gửi lại.",
        "Zalo finds that the post violates its content standards; change it, have it approved and send it again.",
    ),
    -320: _admin(
        "Ứng dụng chưa liên kết Zalo Cloud Account; người phụ trách kỹ thuật hãy liên kết tại account.zalo.cloud.",
        "The app has no Zalo Cloud Account; your technical staff links one at account.zalo.cloud.",
    ),
    -321: _admin(
        "Zalo Cloud Account đã hết tiền hoặc tạm dừng; hãy nạp tiền rồi thử lại.",
        "The Zalo Cloud Account has no money or is suspended; top it up, then try again.",
    ),
    -14002: _admin(
        "Ứng dụng Zalo chưa hoạt động; người phụ trách kỹ thuật hãy kích hoạt tại developers.zalo.me.",
        "The Zalo app is inactive; your technical staff activates it at developers.zalo.me.",
    ),
    -14003: _admin(
        "Địa chỉ callback không khớp với địa chỉ đã lưu của ứng dụng; hãy dùng đúng địa chỉ ghi trong phần thiết lập "
        "Official Account tại developers.zalo.me.",
        "The callback address is not the one saved for the app; use the one of its Official Account settings at "
        "developers.zalo.me.",
    ),
} | dict.fromkeys((216, 401, -401), _TOKEN)

CONSENT = TABLE[-118]
_UNLISTED = Verdict(
    kind=Kind.DOUBT,
    outcome=Outcome.UNKNOWN,
    say=Phrase(
        "Zalo trả mã lỗi {code} chưa có trong tài liệu; chưa rõ đã nhận hay chưa, sẽ xem lại trên OA.",
        "Zalo answered with the undocumented code {code}; whether it took the post is not known, it is looked for.",
    ),
)


def judge(code: int, message: str = "") -> Verdict:
    """What `code` (not 0) means. Zalo's `message` tells the two meanings of -223 apart and names the field of -201."""
    verdict = TABLE.get(code)
    if verdict is None:
        return replace(_UNLISTED, say=_UNLISTED.say.format(code=code))
    if code == -223 and "quota" not in message.lower() and "limit" not in message.lower():
        return NOT_GRANTED
    if code == -201 and (field := invalid_field(message)):
        return replace(verdict, say=Phrase(INVALID_FIELD.format(field=field), INVALID_FIELD_EN.format(field=field)))
    return verdict


def invalid_field(message: str) -> str:
    """The field that a "<field> is invalid!" names; empty when it is worded otherwise."""
    found = _FIELD.match(message)
    return found.group(1) if found else ""


def answer_of(code: int, message: str = "") -> Answer:
    """What is known after a write was answered with `code`."""
    verdict = judge(code, message)
    return Answer(
        outcome=verdict.outcome,
        vi=verdict.say.vi,
        en=verdict.say.en,
        retry_after=verdict.retry_after,
        needs_person=verdict.needs_person,
        code=str(code),
        raw=told(message),
    )


def error_of(code: int, message: str = "") -> ZaloError | ZaloBusy:
    """What to raise when a read was answered with `code`."""
    verdict = judge(code, message)
    waits = verdict.kind in (Kind.RATE, Kind.QUOTA, Kind.NIGHT, Kind.PROCESSING, Kind.DOUBT)
    return ZaloBusy(code, message, verdict) if waits else ZaloError(code, message, verdict)


def told(message: str) -> str:
    """Zalo's own words, short and without secrets."""
    return Redactor()(message)[:MESSAGE_RAW]
