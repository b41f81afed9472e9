"""What a site's errors are told as: each its own truth."""

from __future__ import annotations

import json

import pytest

from studio.phrase import Bilingual
from studio.publishers.http import Reply
from studio.publishers.port import Outcome
from studio.publishers.wordpress.errors import BarredApi, NeedsLogin, judge_read, judge_upload, judge_write

PICTURE = Bilingual("ảnh thứ 1 “a.jpg”", "picture 1, “a.jpg”")


def reply(status: int, code: str, message: str = "") -> Reply:
    body = json.dumps({"code": code, "message": message, "data": {"status": status}}).encode()
    return Reply(status=status, headers={}, body=body)


@pytest.mark.parametrize("code", ["rest_cannot_access", "rest_login_required", "rest_disabled", "jwt_auth_no_token"])
def test_a_plugin_that_blocks_the_api_is_not_a_wrong_password(code: str) -> None:
    answer = judge_write(reply(401, code))
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert f"chặn REST API ({code}); tên đăng nhập và mật khẩu không sai" in answer.say.vi
    told = judge_read(reply(401, code))
    assert isinstance(told, BarredApi)
    assert code in told.phrase.en


@pytest.mark.parametrize("code", ["incorrect_password", "invalid_username", "rest_not_logged_in", "rest_cannot_create"])
def test_a_login_that_is_not_taken_is_told_as_one(code: str) -> None:
    assert "mật khẩu ứng dụng" in judge_write(reply(401, code)).say.vi
    assert isinstance(judge_read(reply(401, code)), NeedsLogin)


@pytest.mark.parametrize(
    "message",
    [
        "The uploaded file could not be moved to wp-content/uploads/2026/11.",
        "Unable to create directory wp-content/uploads/2026/11. Is its parent directory writable by the server?",
    ],
)
def test_a_folder_that_cannot_be_written_is_not_the_pictures_fault(message: str) -> None:
    answer = judge_upload(reply(500, "rest_upload_unknown_error", message), PICTURE)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "không ghi được vào thư mục tải lên" in answer.say.vi
    assert "ảnh thứ 1 “a.jpg”; tệp không có lỗi" in answer.say.vi
    assert "thu nhỏ" not in answer.say.vi


def test_a_form_that_php_threw_away_is_told_by_its_limit() -> None:
    answer = judge_upload(reply(400, "rest_upload_no_content_disposition", "No Content-Disposition supplied."), PICTURE)
    assert answer.outcome is Outcome.REFUSED
    assert "post_max_size" in answer.say.vi
    assert "Content-Disposition" not in answer.say.vi


def test_a_picture_that_is_none_is_still_refused() -> None:
    answer = judge_upload(reply(500, "rest_upload_sideload_error", "Sorry, this file type is not permitted."), PICTURE)
    assert answer.outcome is Outcome.REFUSED
    assert "upload_max_filesize" in answer.say.vi
