"""Every code of Zalo's error table, as an answer to a write and to a read."""

from __future__ import annotations

import pytest

from studio.errors import StudioError
from studio.publishers.port import Outcome, Unreachable
from studio.publishers.zalo.errors import MESSAGE_RAW, MINUTE, ZaloErrorKind, answer_of, error_of, judge, verdicts
from tests.publishers.zalo.zalo_rig import REFERENCE, ZaloRig
from tests.simulators.faults import Fault, rule
from tests.simulators.faults import Kind as FaultKind

QUOTA_PAUSE = 6 * 3600.0
N, R, U = Outcome.NOT_EXECUTED, Outcome.REFUSED, Outcome.UNKNOWN
QUOTA_SAID = "Your OA has reach the limit quota create article"
NOT_GRANTED_SAID = "Official Account has not authorized this API"
ROWS = [
    # code, Zalo's words, outcome, needs a person, seconds to wait, a word of the sentence, waiting cures a read
    (-32, "", N, False, MINUTE, "một phút", True),
    (-100, "", N, False, MINUTE, "tải lên lại", False),
    (-118, "", N, True, None, "cấp quyền lại", False),
    (-124, "", N, True, None, "kết nối lại", False),
    (-200, "", U, False, None, "trang quản trị OA", True),
    (-201, "cover.photo_url is invalid!", R, False, None, "cover.photo_url", False),
    (-201, "Something else", R, False, None, "tiêu đề, ảnh và chữ", False),
    (-204, "", N, True, None, "bị khóa", False),
    (-205, "", N, True, None, "mã OA", False),
    (-209, "", N, True, None, "kích hoạt", False),
    (-210, "", R, False, None, "giới hạn", False),
    (-211, "", N, False, QUOTA_PAUSE, "hạn mức", True),
    (-212, "", N, True, None, "Official Account API", False),
    (-213, "", R, False, None, "chưa quan tâm", False),
    (-214, "", U, False, None, "đang xử lý", True),
    (-216, "", N, True, None, "kết nối lại", False),
    (216, "", N, True, None, "kết nối lại", False),
    (401, "", N, True, None, "kết nối lại", False),
    (-401, "", N, True, None, "kết nối lại", False),
    (-217, "", R, False, None, "chặn", False),
    (-218, "", N, False, QUOTA_PAUSE, "kỳ sau", True),
    (-219, "", N, True, None, "gỡ hoặc khóa", False),
    (-220, "", N, True, None, "kết nối lại", False),
    (-221, "", N, True, None, "xác thực", False),
    (-223, QUOTA_SAID, N, False, QUOTA_PAUSE, "hết số bài viết", True),
    (-223, NOT_GRANTED_SAID, N, True, None, "quản lý bài viết", False),
    (-224, "", N, True, None, "Gói dịch vụ", False),
    (-227, "", R, False, None, "bị khóa", False),
    (-230, "", R, False, None, "7 ngày", False),
    (-232, "", R, False, None, "chưa từng nhắn", False),
    (-233, "", R, False, None, "cán bộ kỹ thuật", False),
    (-234, "", N, False, 3600.0, "06:00", True),
    (-235, "", N, True, None, "Loại OA", False),
    (-240, "", R, False, None, "ngừng", False),
    (-242, "", N, True, None, "appsecret_proof", False),
    (-244, "", R, False, None, "tắt nhận tin", False),
    (-248, "", R, False, None, "quy định nội dung", False),
    (-320, "", N, True, None, "Zalo Cloud Account", False),
    (-321, "", N, True, None, "nạp tiền", False),
    (-14002, "", N, True, None, "chưa hoạt động", False),
    (-14003, "", N, True, None, "callback", False),
    (-9999, "", U, False, None, "-9999", True),
]
each_row = pytest.mark.parametrize(("code", "words", "outcome", "person", "wait", "said", "waits"), ROWS)


def test_every_code_has_a_row() -> None:
    assert {str(row[0]) for row in ROWS} == set(verdicts().by_code) | {"-9999"}


@each_row
def test_what_a_code_means(
    code: int, words: str, outcome: Outcome, person: bool, wait: float | None, said: str, waits: bool
) -> None:
    answer = answer_of(code, words)
    assert (answer.outcome, answer.needs_person, answer.retry_after) == (outcome, person, wait)
    assert answer.code == str(code)
    assert said in answer.say.vi
    assert answer.say.en
    assert answer.say.en != answer.say.vi
    trouble = error_of(code, words)
    assert isinstance(trouble, Unreachable) == waits
    assert isinstance(trouble, StudioError)
    assert trouble.phrase.vi == answer.say.vi


@each_row
def test_a_create_says_the_same(
    rig: ZaloRig, code: int, words: str, outcome: Outcome, person: bool, wait: float | None, said: str, waits: bool
) -> None:
    options = {"code": code, "message": words or "words"}
    rig.server.faults.add(rule(Fault(kind=FaultKind.ERROR, options=options), path="/v2.0/article/create"))
    answer = rig.publisher.create(rig.account, rig.package(images=1), REFERENCE, rig.files)
    assert (answer.outcome, answer.needs_person, answer.retry_after) == (outcome, person, wait)
    assert said in answer.say.vi
    assert answer.code == str(code)
    assert rig.articles == []
    tries = rig.calls("/v2.0/article/create")
    assert tries == (2 if judge(code).kind in (ZaloErrorKind.TOKEN, ZaloErrorKind.PROOF) else 1)


def test_zalos_words_are_kept_short_and_without_secrets() -> None:
    secret = "tOkEn9" * 12
    answer = answer_of(-201, f"access_token={secret} is invalid! " + "x" * 1000)
    assert len(answer.raw) <= MESSAGE_RAW
    assert secret not in answer.raw
    assert "tOkEn9" not in answer.say.vi + answer.say.en


def test_an_account_without_rights_quota_or_package_says_which(rig: ZaloRig) -> None:
    def said(**changes: object) -> str:
        rig.do("oa", oa_id=rig.oa_id, **changes)
        return rig.publisher.create(rig.account, rig.package(images=1), REFERENCE, rig.files).code

    assert said(articles_left=0) == "-223"
    assert said(paid=False) == "-224"
    assert said(verified=False) == "-221"
    assert said(enabled=False) == "-204"
    assert rig.articles == []


def test_when_no_call_is_left_this_minute_none_is_made(rig: ZaloRig) -> None:
    rig.do("settings", requests_per_minute=2)
    rig.publisher.identity(rig.account)
    rig.publisher.identity(rig.account)
    before = len(rig.server.journal())
    with pytest.raises(Unreachable):
        rig.publisher.identity(rig.account)
    answer = rig.publisher.delete(rig.account, "1")
    assert (answer.outcome, answer.retry_after, answer.code) == (N, MINUTE, "-32")
    assert len(rig.server.journal()) == before
    rig.pause(60)
    rig.publisher.identity(rig.account)
