"""The ways to connect a Zalo official account, step by step on Zalo's own sites, for a technical officer."""

from __future__ import annotations

from studio.phrase import Phrase
from studio.publishers.connecting import Ask, Way

EXPLORER, CONSENT = "explorer", "consent"
APP_ID, SECRET_KEY, ACCESS_TOKEN, REFRESH_TOKEN = "app_id", "secret_key", "access_token", "refresh_token"
CODE, CODE_VERIFIER = "code", "code_verifier"
CALLBACK = "callback"
"""Names the address a consent link leads back to, in errors; nothing that `connect` asks for."""
_APP_ID = Ask(
    key=APP_ID,
    label=Phrase("ID ứng dụng", "App id"),
    hint=Phrase("Dãy số trong phần Cài đặt của ứng dụng.", "The number in the app's settings."),
)
_SECRET_KEY = Ask(
    key=SECRET_KEY,
    label=Phrase("Khóa bí mật của ứng dụng", "App secret key"),
    hint=Phrase(
        "Trong phần Cài đặt của ứng dụng; được giữ trong kho khóa vì mỗi lần làm mới mã đều cần.",
        "In the app's settings; kept in the keyring, as every renewal needs it.",
    ),
    secret=True,
)
_READY = Phrase(
    "Mở developers.zalo.me, chọn ứng dụng của đơn vị; ứng dụng phải đang hoạt động, đã đăng ký Official Account API và "
    "được liên kết với OA.",
    "Open developers.zalo.me and choose the unit's app; it has to be active, to have registered the Official Account "
    "API and to be linked to the OA.",
)
_ONE_HOLDER = Phrase(
    "Chỉ kết nối trên MỘT máy: máy thứ hai dùng chung quyền này sẽ làm hỏng quyền của máy thứ nhất.",
    "Connect on ONE PC only: a second one with the same grant breaks that of the first.",
)
_TICK = Phrase(
    "Quản trị viên OA đồng ý, chọn cả nhóm quyền “quản lý bài viết”.",
    "An administrator of the OA agrees, with the permission group “quản lý bài viết”.",
)
WAYS = (
    Way(
        key=EXPLORER,
        title=Phrase("Mã từ API Explorer (khuyên dùng)", "Tokens from the API Explorer (best)"),
        steps=(
            _READY,
            Phrase(
                "Mở Công cụ → API Explorer, chọn đúng ứng dụng và loại “OA Access Token”, rồi chọn OA của đơn vị.",
                "Open Tools → API Explorer, choose the app and the kind “OA Access Token”, then the unit's OA.",
            ),
            _TICK,
            Phrase(
                "Chép Access Token và Refresh Token; chép ID ứng dụng và Khóa bí mật trong phần Cài đặt của ứng dụng.",
                "Copy the access token and the refresh token; copy app id and secret key from the app's settings.",
            ),
            _ONE_HOLDER,
        ),
        asks=(
            _APP_ID,
            _SECRET_KEY,
            Ask(
                key=ACCESS_TOKEN,
                label=Phrase("Access Token của OA", "OA access token"),
                hint=Phrase("Có hạn 25 giờ; chương trình tự làm mới.", "Good for 25 hours; renewed by itself."),
                secret=True,
            ),
            Ask(
                key=REFRESH_TOKEN,
                label=Phrase("Refresh Token của OA", "OA refresh token"),
                hint=Phrase(
                    "Chỉ dùng được một lần; không dùng mã này ở nơi khác.",
                    "Serves once; do not use it anywhere else.",
                ),
                secret=True,
            ),
        ),
    ),
    Way(
        key=CONSENT,
        title=Phrase("Liên kết cấp quyền và mã nhận được", "Consent link and the code it gives"),
        steps=(
            _READY,
            Phrase(
                "Mở Sản phẩm → Official Account → Thiết lập chung, lưu Callback Url và Code Challenge, rồi mở liên kết "
                "“Yêu cầu cấp quyền” ở đó.",
                "Open Products → Official Account → General settings, save callback URL and code challenge, then open "
                "the consent link shown there.",
            ),
            _TICK,
            Phrase(
                "Trình duyệt chuyển đến Callback Url: chép nguyên địa chỉ đó (hoặc phần code=…) và dán vào đây trong "
                "10 phút.",
                "The browser goes to the callback URL: copy the whole address (or its code=…) and paste it here within "
                "10 minutes.",
            ),
            _ONE_HOLDER,
        ),
        asks=(
            _APP_ID,
            _SECRET_KEY,
            Ask(
                key=CODE,
                label=Phrase("Địa chỉ nhận được hoặc mã code", "The address you were sent to, or its code"),
                hint=Phrase("Dùng được một lần, trong 10 phút.", "Serves once, within 10 minutes."),
                secret=True,
            ),
            Ask(
                key=CODE_VERIFIER,
                label=Phrase("Code Verifier", "Code verifier"),
                hint=Phrase(
                    "43 ký tự, đi cùng Code Challenge đã lưu; bỏ trống nếu ứng dụng không đặt Code Challenge.",
                    "43 characters, the pair of the saved code challenge; empty if the app has none.",
                ),
                secret=True,
                optional=True,
            ),
        ),
        consents=True,
    ),
)
