"""Nothing secret and no private number passes; what one needs to find a fault stays readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.redaction import HIDDEN, ID_NUMBER, PHONE, Redactor

CANARY = "Xq7Zk2Vb9Lm4"


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {CANARY}",
        f"authorization: {CANARY}",
        f"{{'Authorization': 'Bearer {CANARY}'}}",
        f"GET /v24.0/me?fields=name&access_token={CANARY}&limit=1",
        f'{{"access_token": "{CANARY}", "expires_in": 90000}}',
        f"{{'refresh_token': '{CANARY}'}}",
        f'{{\\"secret_key\\": \\"{CANARY}\\"}}',
        f"app_secret={CANARY}",
        f"oauth_code={CANARY}",
        f"GET /oauth?oauth_code={CANARY}&state=1",
        f"next=https%3A%2F%2Fgraph.example%3Faccess_token%3D{CANARY}%26limit%3D1",
        f"password is {CANARY}",
        f"The password is {CANARY}, he said",
        f"mật khẩu là {CANARY}",
        f"mã khôi phục là {CANARY}",
        f"appsecret_proof={CANARY}",
        f"password={CANARY}",
        f"Password: {CANARY}",
        f"mật khẩu: {CANARY}",
        f"password='hai chữ {CANARY}'",
        f"Set-Cookie: {CANARY}; Path=/",
        f"https://bien.tap:{CANARY}@trang.example.vn/wp-json",
        f"token EAAG{CANARY}{CANARY}",
        f"sent {CANARY * 5}",
        f"eyJhbGciOiJI.eyJ{CANARY}.{CANARY}",
        f"$argon2id$v=19$m=65536,t=3,p=4${CANARY}${CANARY}",
    ],
)
def test_secrets_go(text: str) -> None:
    redacted = Redactor()(text)
    assert CANARY not in redacted
    assert HIDDEN in redacted


@pytest.mark.parametrize(
    "text",
    [
        "pin=482913",
        "PIN: 482913",
        '{"pin": "482913"}',
        '{"pin": 482913}',
        "mã PIN: 482913",
        "mã PIN 482913",
        "mã PIN là 482913",
        "PIN 482913 không đúng",
        "PIN của Lan 482913",
    ],
)
def test_pins_go(text: str) -> None:
    assert "482913" not in Redactor()(text)


def test_an_application_password_in_six_groups_goes() -> None:
    assert Redactor()("wp login abcd EFGH 1234 ijkl MNOP 5678 failed") == f"wp login {HIDDEN} failed"


@pytest.mark.parametrize(
    "number",
    ["0900000123", "0900 000 123", "0900.000.123", "+84 900 000 123", "84900000123", "024 0000 1234", "0240-000-1234"],
)
def test_telephone_numbers_go(number: str) -> None:
    assert Redactor()(f"Liên hệ {number}, gặp trực ban") == f"Liên hệ {PHONE}, gặp trực ban"


@pytest.mark.parametrize("number", ["001099000001", "001 099 000 001", "001.099.000.001"])
def test_identity_numbers_go(number: str) -> None:
    assert Redactor()(f"CCCD {number}.") == f"CCCD {ID_NUMBER}."


@pytest.mark.parametrize(
    "text",
    [
        "post 3f2504e04f8941d39a0c0305e82c3301 enqueued",
        "hash e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 matches",
        "2026-11-24T23:40:12Z delivery 12 sent in 320 ms",
        "24/11/2026 08:00, đăng lúc 08:00 ngày 25/11/2026",
        "13/2023/NĐ-CP Điều 5 khoản 1, 1.048.576 byte",
        "D:/PageStudio/files/ab/cd/e3b0c44298fc1c149afbf4c8996fb924",
        "page 1234567890123456, gọi 113 hoặc 1900 1234",
        "tokens=5? the word token alone, pinned, pass 3",
        "upload of a very long english sentence with four word that ends here",
        'File "studio/publishers/port.py", line 120, in create_hidden_then_reveal_when_all_media_are_there',
    ],
)
def test_what_finds_a_fault_stays(text: str) -> None:
    assert Redactor()(text) == text


def test_values_that_were_named_secret_go_in_any_context() -> None:
    redactor = Redactor()
    redactor.hide("bí mật")
    redactor.hide("bí mật dài hơn")
    redactor.hide("ab")  # too short to strike out everywhere
    assert redactor("x bí mật dài hơn y bí mật ab") == f"x {HIDDEN} y {HIDDEN} ab"


@given(st.text(), st.sampled_from(["access_token=", "Authorization: Bearer ", "password: "]))
def test_no_surrounding_text_saves_a_labelled_secret(before: str, label: str) -> None:
    assert CANARY not in Redactor()(f"{before} {label}{CANARY} sau")


@given(st.text())
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    redactor = Redactor()
    assert redactor(redactor(text)) == redactor(text)
