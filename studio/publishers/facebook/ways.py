"""The ways to connect a Facebook page, step by step on Facebook's own site, for a technical officer."""

from __future__ import annotations

from studio.phrase import Phrase
from studio.publishers.connecting import Ask, Way

TOKEN, APP, USER = "token", "app", "user"
PAGE_TOKEN, USER_TOKEN, APP_ID, APP_SECRET = "page_token", "user_token", "app_id", "app_secret"
_RIGHTS = "pages_show_list, pages_read_engagement, pages_manage_posts"
_OPEN = Phrase(
    "Đăng nhập facebook.com bằng tài khoản có vai trò trên trang, mở developers.facebook.com/tools/explorer.",
    "Log in at facebook.com with an account that has a role on the page, open developers.facebook.com/tools/explorer.",
)
_CHOOSE = Phrase(
    f"Chọn ứng dụng của đơn vị, thêm các quyền {_RIGHTS}, bấm “Generate Access Token” và chọn đúng các trang.",
    f"Choose the unit's app, add the rights {_RIGHTS}, press “Generate Access Token” and choose the pages.",
)
_LIVE = Phrase(
    "Trong trang quản lý ứng dụng, kiểm tra App Mode là Live: bài của ứng dụng ở chế độ Development có thể chỉ "
    "người của ứng dụng nhìn thấy. Sau bài đầu tiên, mở bài bằng một trình duyệt chưa đăng nhập để chắc chắn.",
    "In the app's dashboard see that App Mode is Live: posts of an app in Development may be seen by the app's own "
    "people alone. After the first post, open it in a browser that is not logged in to be sure.",
)
_EXTEND = Phrase(
    "Mở developers.facebook.com/tools/debug/accesstoken, dán mã vừa lấy, bấm “Extend Access Token” để có mã 60 ngày.",
    "Open developers.facebook.com/tools/debug/accesstoken, paste the token, press “Extend Access Token” for one of "
    "60 days.",
)
_PAGE = Ask(
    key=PAGE_TOKEN,
    label=Phrase("Mã truy cập trang", "Page token"),
    hint=Phrase("Bắt đầu bằng EAA…, không phải mật khẩu.", "Begins with EAA…; it is no password."),
    secret=True,
)
_USER = Ask(
    key=USER_TOKEN,
    label=Phrase("Mã người dùng", "User token"),
    hint=Phrase("Bắt đầu bằng EAA…, của người quản trị trang.", "Begins with EAA…, of one who runs the page."),
    secret=True,
)
_APP_ID = Ask(
    key=APP_ID,
    label=Phrase("App ID", "App ID"),
    hint=Phrase("Dãy số trên đầu trang quản lý ứng dụng.", "The number at the top of the app's dashboard."),
)
_APP_SECRET = Ask(
    key=APP_SECRET,
    label=Phrase("App Secret", "App secret"),
    hint=Phrase("Chỉ dùng một lần để đổi mã, không được lưu lại.", "Used once for the exchange, and not kept."),
    secret=True,
)
WAYS = (
    Way(
        key=APP,
        title=Phrase("App ID, App Secret và mã người dùng (khuyên dùng)", "App id, app secret and user token (best)"),
        steps=(
            _OPEN,
            _CHOOSE,
            _LIVE,
            Phrase(
                "Sao chép mã người dùng; mở App settings → Basic của ứng dụng để chép App ID và App Secret.",
                "Copy the user token; open the app's App settings → Basic for the app id and the app secret.",
            ),
            Phrase(
                "Dán cả ba vào đây; chương trình đổi lấy mã trang không hết hạn và không giữ App Secret.",
                "Paste all three here; they are exchanged for page tokens without an end, the secret is not kept.",
            ),
        ),
        asks=(_APP_ID, _APP_SECRET, _USER),
    ),
    Way(
        key=USER,
        title=Phrase("Mã người dùng dài hạn", "Long-lived user token"),
        steps=(
            _OPEN,
            _CHOOSE,
            _LIVE,
            _EXTEND,
            Phrase("Dán mã 60 ngày vào đây.", "Paste the token of 60 days here."),
        ),
        asks=(_USER,),
    ),
    Way(
        key=TOKEN,
        title=Phrase("Mã truy cập trang", "Page token"),
        steps=(
            _OPEN,
            _CHOOSE,
            _LIVE,
            _EXTEND,
            Phrase(
                "Quay lại Explorer với mã dài hạn, gọi GET me/accounts, chép access_token của đúng trang.",
                "Go back to the Explorer with the long-lived token, call GET me/accounts, copy the page's "
                "access_token.",
            ),
            Phrase("Dán mã của trang vào đây.", "Paste the page's token here."),
        ),
        asks=(_PAGE,),
    ),
)
"""The recommended one first."""
