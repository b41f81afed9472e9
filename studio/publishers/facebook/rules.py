"""Facebook's error codes, one row each: what kind of trouble it is, what was wrong, and the next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from studio.phrase import Phrase

GONE = "100/33"
"""Facebook's name for what is not there (any more)."""


class Kind(StrEnum):
    """What an error says of the post and of the page."""

    DOUBT = "doubt"
    """It may have been done all the same."""
    TWICE = "twice"
    """Refused because an earlier attempt seems to have gone through: look."""
    WAIT = "wait"
    """A limit; not executed."""
    LOGIN = "login"
    RIGHTS = "rights"
    BLOCKED = "blocked"
    """Facebook keeps the page from posting at present."""
    CONTENT = "content"
    """Refused for good, as it is."""
    GONE = "gone"
    """No such object, or no access to it."""


@dataclass(frozen=True, slots=True)
class Rule:
    kind: Kind
    say: Phrase
    """May hold ``{said}``: Facebook's own words."""
    step: Phrase


_LOOK = Phrase(
    "Hệ thống sẽ tự xem lại trang trước khi gửi lại.", "The page is looked at before anything is sent again."
)
_NEW_TOKEN = Phrase(
    "Cán bộ kỹ thuật cần lấy mã truy cập trang (page token) mới rồi kết nối lại ở mục Trang & kết nối.",
    "The technical officer has to get a new page token and connect again under Pages & connections.",
)
_ON_FACEBOOK = Phrase(
    "Người quản trị trang hãy đăng nhập facebook.com, làm theo yêu cầu hiện ra, rồi kết nối lại trang.",
    "An administrator of the page has to log in at facebook.com, do what it asks for, then connect the page again.",
)
_RIGHTS_STEP = Phrase(
    "Quản trị trang hãy cấp lại quyền pages_manage_posts và pages_read_engagement cùng nhiệm vụ “Tạo nội dung”, "
    "rồi kết nối lại.",
    "An administrator has to grant pages_manage_posts, pages_read_engagement and the task “Create content” again, "
    "then connect anew.",
)
_HOURS = Phrase(
    "Không gửi lại trong vài giờ; hãy mở facebook.com bằng tài khoản quản trị để xem thông báo và chất lượng trang.",
    "Send nothing for some hours; open facebook.com as an administrator to see its notice and the page's quality.",
)
_CORRECT = Phrase("Hãy sửa bài rồi trình duyệt lại.", "Correct the post and have it approved again.")
_NEW_PICTURE = Phrase(
    "Hãy thay hoặc xuất lại ảnh này rồi trình duyệt lại.", "Replace or export it again, then approve."
)
_NEW_VIDEO = Phrase("Hãy xuất lại video rồi trình duyệt lại.", "Export the video again, then have it approved.")
_WAIT_STEP = Phrase("Chưa có gì được gửi; hệ thống tự gửi lại khi hết hạn chờ.", "Nothing was sent; it will be later.")
_PUBLISH_STEP = Phrase(
    "Quản trị trang hãy mở facebook.com, mục “Ủy quyền đăng bài lên Trang”, xác nhận danh tính, rồi thử lại.",
    "An administrator has to open facebook.com, Page Publishing Authorization, confirm their identity, then try again.",
)
_VERSION = Phrase(
    "Hãy cập nhật Page Studio lên bản mới hơn, hoặc báo bộ phận kỹ thuật.",
    "Update Page Studio to a newer version, or call your technical staff.",
)
_TECHNICAL = Phrase("Hãy báo bộ phận kỹ thuật kèm nhật ký.", "Call your technical staff with the log.")


def _doubt(vi: str, en: str) -> Rule:
    return Rule(Kind.DOUBT, Phrase(vi, en), _LOOK)


def _wait(vi: str, en: str) -> Rule:
    return Rule(Kind.WAIT, Phrase(vi, en), _WAIT_STEP)


def _login(vi: str, en: str, step: Phrase = _NEW_TOKEN) -> Rule:
    return Rule(Kind.LOGIN, Phrase(vi, en), step)


def _rights(vi: str, en: str, step: Phrase = _RIGHTS_STEP) -> Rule:
    return Rule(Kind.RIGHTS, Phrase(vi, en), step)


def _blocked(vi: str, en: str, step: Phrase = _HOURS) -> Rule:
    return Rule(Kind.BLOCKED, Phrase(vi, en), step)


def _content(vi: str, en: str, step: Phrase = _CORRECT) -> Rule:
    return Rule(Kind.CONTENT, Phrase(vi, en), step)


_DOUBTS = {
    (1, 0): _doubt("Facebook báo lỗi chưa rõ nguyên nhân.", "Facebook reports an unknown error."),
    (2, 0): _doubt("Dịch vụ Facebook tạm thời gián đoạn.", "Facebook's service is down for the moment."),
    (506, 0): Rule(
        Kind.TWICE,
        Phrase(
            "Facebook báo bài giống hệt bài vừa đăng; có thể lần gửi trước đã tới nơi.",
            "Facebook says this equals the last post; an earlier attempt may have gone through.",
        ),
        _LOOK,
    ),
    (0, 1366051): Rule(
        Kind.TWICE,
        Phrase(
            "Facebook báo các ảnh này đã nằm trong một bài; có thể lần gửi trước đã tới nơi.",
            "Facebook says these photos were already posted; an earlier attempt may have gone through.",
        ),
        _LOOK,
    ),
}
_WAITS = {
    (4, 0): _wait("Ứng dụng đã hết lượt gọi Facebook.", "The app has used up its calls to Facebook."),
    (17, 0): _wait("Người dùng đã hết lượt gọi Facebook.", "The user has used up their calls to Facebook."),
    (32, 0): _wait("Trang đã hết lượt gọi Facebook.", "The page has used up its calls to Facebook."),
    (341, 0): _wait("Ứng dụng đã chạm giới hạn tạm thời của Facebook.", "The app has reached a temporary limit."),
    (613, 0): _wait("Đã gọi chức năng này của Facebook quá nhiều lần.", "This function was called too often."),
    (80001, 0): _wait("Trang đã chạm giới hạn lượt gọi của Facebook.", "The page has reached Facebook's rate limit."),
}
_LOGINS = {
    (102, 0): _login("Phiên đăng nhập Facebook đã hết.", "The Facebook session has ended."),
    (104, 0): _login("Facebook không thấy mã truy cập.", "Facebook sees no token."),
    (190, 0): _login("Mã truy cập trang không còn dùng được.", "The page token does not work any more."),
    (190, 458): _login(
        "Ứng dụng đã bị gỡ khỏi tài khoản Facebook đã cấp mã.",
        "The app was removed from the Facebook account that granted the token.",
    ),
    (190, 459): _login(
        "Facebook đang yêu cầu chủ tài khoản xác minh (checkpoint).",
        "Facebook asks the account's owner to pass a checkpoint.",
        _ON_FACEBOOK,
    ),
    (190, 460): _login(
        "Mật khẩu Facebook của người cấp mã đã đổi nên mã truy cập hết hiệu lực.",
        "The password of the account that granted the token was changed, which ended the token.",
    ),
    (190, 463): _login("Mã truy cập trang đã hết hạn.", "The page token has expired."),
    (190, 464): _login(
        "Tài khoản Facebook của người cấp mã chưa được xác nhận.",
        "The Facebook account that granted the token is not confirmed.",
        _ON_FACEBOOK,
    ),
    (190, 467): _login("Mã truy cập trang không hợp lệ.", "The page token is not valid."),
    (190, 492): _login(
        "Người cấp mã không còn vai trò quản trị trang.",
        "The person who granted the token has no role on the page any more.",
        Phrase(
            "Quản trị viên khác của trang phải trả lại vai trò cho người đó; chỉ lấy mã mới thì không đủ.",
            "Another administrator has to give the role back; a new token alone does not help.",
        ),
    ),
    (1705, 0): _login(
        "Mã truy cập là của một người, không phải của trang.",
        "The token is a person's, not the page's.",
        Phrase("Hãy kết nối lại bằng mã truy cập của trang (page token).", "Connect again with the page's token."),
    ),
}
_RIGHTS = {
    (3, 0): _rights("Ứng dụng không được dùng chức năng này.", "The app may not use this function."),
    (10, 0): _rights(
        "Quyền của ứng dụng trên trang thiếu hoặc đã bị thu hồi (quyền 90 ngày không dùng cũng bị thu hồi).",
        "A permission of the app is missing or was withdrawn (90 days without use withdraw it, too).",
    ),
    (200, 0): _rights("Ứng dụng thiếu quyền đăng bài lên trang.", "The app lacks the right to post to the page."),
    (240, 0): _rights(
        "Mã truy cập không được thay mặt trang này.",
        "The token may not act for this page.",
        Phrase("Hãy kết nối lại bằng mã truy cập của đúng trang.", "Connect again with the token of this very page."),
    ),
    (283, 0): _rights(
        "Ứng dụng thiếu quyền đăng ảnh lên trang.", "The app lacks the right to post photos to the page."
    ),
}
_BLOCKS = {
    (368, 0): _blocked("Facebook đang tạm chặn trang đăng bài.", "Facebook keeps the page from posting at present."),
    (368, 1390008): _blocked("Facebook cho rằng trang đăng quá nhanh.", "Facebook thinks the page posts too fast."),
    (368, 1346003): _blocked(
        "Facebook cho rằng nội dung này gây phiền hà hoặc đã bị báo cáo.",
        "Facebook takes this content for abusive, or it was reported.",
    ),
    (368, 1404006): _blocked(
        "Facebook yêu cầu kiểm tra bảo mật trước khi đăng tiếp.",
        "Facebook asks for a security check before further posts.",
        _ON_FACEBOOK,
    ),
    (368, 1404102): _blocked(
        "Facebook cho rằng bài trái Tiêu chuẩn cộng đồng.", "Facebook finds the post against its Community Standards."
    ),
    (2500, 0): _blocked("Facebook không có chức năng được gọi.", "Facebook has no such function.", _VERSION),
    (2635, 0): _blocked(
        "Facebook không còn phục vụ phiên bản Graph API mà chương trình dùng.",
        "Facebook does not serve the version of the Graph API any more that is used here.",
        _VERSION,
    ),
    (0, 1404078): _blocked(
        "Facebook yêu cầu người quản trị được ủy quyền đăng bài lên trang.",
        "Facebook asks for Page Publishing Authorization.",
        _PUBLISH_STEP,
    ),
    (0, 4854002): _blocked(
        "Facebook yêu cầu người quản trị xác nhận danh tính.", "Facebook asks to confirm an identity.", _PUBLISH_STEP
    ),
}
_CONTENTS = {
    (101, 0): _content(
        "Facebook không nhận App ID hoặc App Secret này.",
        "Facebook does not take this app id or app secret.",
        Phrase("Hãy chép lại cả hai từ trang của ứng dụng.", "Copy both again from the app's dashboard."),
    ),
    (100, 0): _content(
        "Facebook không nhận một phần của yêu cầu: {said}", "Facebook does not take a part of the request: {said}"
    ),
    (100, 33): Rule(
        Kind.GONE,
        Phrase(
            "Facebook không có đối tượng này, hoặc trang không được xem nó.",
            "Facebook has no such object, or the page may not see it.",
        ),
        Phrase("Hãy mở trang trên facebook.com để đối chiếu.", "Open the page at facebook.com to compare."),
    ),
    (324, 0): _content("Tệp ảnh thiếu hoặc hỏng.", "The picture is missing or damaged.", _NEW_PICTURE),
    (324, 2069019): _content("Tệp ảnh không hợp lệ.", "The picture is not a valid file.", _NEW_PICTURE),
    (0, 1366046): _content(
        "Ảnh quá 4 MB hoặc sai định dạng.", "The picture has over 4 MB or a wrong format.", _NEW_PICTURE
    ),
    (0, 1609005): _content("Facebook không đọc được liên kết trong bài.", "Facebook cannot read the link of the post."),
    (0, 1609008): _content(
        "Facebook không nhận liên kết tới facebook.com làm liên kết của bài.",
        "Facebook does not take a link to facebook.com as the link of a post.",
    ),
    (0, 2061006): _content("Địa chỉ liên kết trong bài không hợp lệ.", "The address of the post's link is not valid."),
    (3001, 0): _content("Yêu cầu số liệu không hợp lệ: {said}", "The request for figures is wrong: {said}", _TECHNICAL),
    (3001, 1504028): _content("Chưa nêu số liệu cần đọc.", "No figure to be read was named.", _TECHNICAL),
    (0, 1363040): _content(
        "Tỉ lệ khung hình của video không hợp với thước phim (cần 9:16).",
        "The video's shape does not suit a reel (9:16).",
        _NEW_VIDEO,
    ),
    (0, 1363127): _content(
        "Độ phân giải của video quá thấp (cần ít nhất 540 × 960).",
        "The video's resolution is too low (540 × 960 at least).",
        _NEW_VIDEO,
    ),
    (0, 1363128): _content(
        "Độ dài của video không hợp lệ (cần 3–90 giây).", "The video's length is not allowed (3–90 s).", _NEW_VIDEO
    ),
    (0, 1363129): _content(
        "Tốc độ khung hình của video không hợp lệ (cần 24–60 hình/giây).",
        "The video's frame rate is not allowed (24–60 a second).",
        _NEW_VIDEO,
    ),
}
RULES: Mapping[tuple[int, int], Rule] = MappingProxyType(
    {**_DOUBTS, **_WAITS, **_LOGINS, **_RIGHTS, **_BLOCKS, **_CONTENTS}
)
"""By (code, subcode). Subcode 0: any other. Code 0: wherever that number turns up."""
PROOF_WANTED = _rights(
    "Ứng dụng trên Facebook đang bật “Require App Secret”, chương trình không dùng được vì không giữ App Secret.",
    "The app's setting “Require App Secret” is on, which keeps this program out: it does not hold the app's secret.",
    Phrase(
        "Quản trị ứng dụng hãy tắt “Require App Secret” ở App settings → Advanced.",
        "An administrator of the app has to turn “Require App Secret” off under App settings → Advanced.",
    ),
)
"""Code 100 like any other parameter, told by its message alone."""
