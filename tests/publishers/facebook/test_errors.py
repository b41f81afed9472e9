"""Every code of Facebook's documentation: what is known of the post after it, and what a person is told to do."""

from __future__ import annotations

import pytest

from studio.errors import StudioError
from studio.publishers.facebook.errors import (
    FacebookTrouble,
    GraphError,
    answer_to,
    error_in,
    trouble_of,
    upload_error,
    verdicts,
)
from studio.publishers.port import Outcome, Unreachable

NOT, REFUSED, UNKNOWN = Outcome.NOT_EXECUTED, Outcome.REFUSED, Outcome.UNKNOWN

TABLE = [
    # code, subcode, outcome, needs a person, has to wait
    (1, 0, UNKNOWN, False, False),
    (2, 0, UNKNOWN, False, False),
    (4, 0, NOT, False, True),
    (17, 0, NOT, False, True),
    (32, 0, NOT, False, True),
    (341, 0, NOT, False, True),
    (613, 0, NOT, False, True),
    *((code, 0, NOT, False, True) for code in range(80000, 80015)),
    (3, 0, NOT, True, False),
    (10, 0, NOT, True, False),
    *((code, 0, NOT, True, False) for code in (200, 210, 230, 240, 283, 298, 299)),
    (100, 0, REFUSED, False, False),
    (100, 33, REFUSED, False, False),
    (100, 1366051, UNKNOWN, False, False),
    (1366051, 0, UNKNOWN, False, False),
    (102, 0, NOT, True, False),
    (101, 0, REFUSED, False, False),
    (104, 0, NOT, True, False),
    *((190, sub, NOT, True, False) for sub in (0, 458, 459, 460, 463, 464, 467, 492, 999)),
    (324, 0, REFUSED, False, False),
    (324, 2069019, REFUSED, False, False),
    (324, 1366046, REFUSED, False, False),
    (100, 1366046, REFUSED, False, False),
    *((368, sub, NOT, True, False) for sub in (0, 1390008, 1346003, 1404006, 1404102)),
    (506, 0, UNKNOWN, False, False),
    (200, 1404078, NOT, True, False),
    (1404078, 0, NOT, True, False),
    (100, 4854002, NOT, True, False),
    (4854002, 0, NOT, True, False),
    (100, 1609005, REFUSED, False, False),
    (1609005, 0, REFUSED, False, False),
    (100, 1609008, REFUSED, False, False),
    (100, 2061006, REFUSED, False, False),
    (10, 2018278, REFUSED, False, False),
    (551, 1545041, REFUSED, False, False),
    (551, 0, REFUSED, False, False),
    (10903, 0, REFUSED, False, False),
    (10900, 0, UNKNOWN, False, False),
    (1705, 0, NOT, True, False),
    (2500, 0, NOT, True, False),
    (2635, 0, NOT, True, False),
    (3001, 0, REFUSED, False, False),
    (3001, 1504028, REFUSED, False, False),
    *((100, sub, REFUSED, False, False) for sub in (1363040, 1363127, 1363128, 1363129)),
    *((390, sub, REFUSED, False, False) for sub in (1363022, 1363023)),
    (390, 1363042, NOT, True, False),
    *((390, sub, NOT, False, False) for sub in (1363019, 1363030, 1363033, 1363037)),
    (987654, 0, REFUSED, False, False),
]


def error(code: int, subcode: int = 0, *, status: int = 400, transient: bool = False, **said: str) -> GraphError:
    return GraphError(
        code=code,
        subcode=subcode,
        message=said.get("message", "(#1) Something"),
        user_message=said.get("user_message", ""),
        transient=transient,
        trace="Atrace",
        status=status,
    )


@pytest.mark.parametrize(("code", "subcode", "outcome", "person", "waits"), TABLE)
def test_a_code_says_what_is_known_of_the_post(
    code: int, subcode: int, outcome: Outcome, person: bool, waits: bool
) -> None:
    answer = answer_to(error(code, subcode), None)
    assert (answer.outcome, answer.needs_person, answer.retry_after is not None) == (outcome, person, waits)
    assert answer.code == (f"{code}/{subcode}" if subcode else str(code))
    assert len(answer.say.vi) > 40, "says what is wrong and what to do next"
    assert len(answer.say.en) > 30
    assert "{" not in answer.say.vi + answer.say.en


def test_every_rule_has_a_row() -> None:
    rows = {error(code, subcode).name for code, subcode, *_ in TABLE} | {f"*/{n}" for row in TABLE for n in row[:2]}
    assert set(verdicts().by_code) - rows == {"ProcessingFailedError"}


@pytest.mark.parametrize("code", [1, 2, 4, 190, 100, 368, 506])
def test_a_servers_trouble_is_a_doubt_whatever_its_code(code: int) -> None:
    answer = answer_to(error(code, status=500), None)
    assert answer.outcome is UNKNOWN
    assert not answer.needs_person


def test_a_transient_error_without_a_known_code_is_a_doubt() -> None:
    assert answer_to(error(987654, transient=True), None).outcome is UNKNOWN


def test_an_unknown_code_with_a_good_status_is_a_doubt() -> None:
    assert answer_to(error(987654, status=200), None).outcome is UNKNOWN


def test_the_wait_is_as_long_as_facebook_says() -> None:
    assert answer_to(error(80001), 1740.0).retry_after == 1740.0
    assert answer_to(error(80001), None).retry_after == 600


def test_steps_differ_where_a_new_token_does_not_help() -> None:
    steps = {sub: answer_to(error(190, sub), None).say.vi for sub in (460, 459, 492)}
    assert "mã truy cập trang (page token) mới" in steps[460]
    assert "đăng nhập facebook.com" in steps[459]
    assert "trả lại vai trò" in steps[492]


def test_facebooks_own_words_are_shown_without_secrets() -> None:
    token = "EAA" + "x1Y2" * 20
    answer = answer_to(error(100, user_message=f"Tham số sai, mã {token}, gọi 0912345678."), None)
    assert "Tham số sai" in answer.say.vi
    for text in (answer.say.vi, answer.say.en, answer.raw):
        assert token not in text
        assert "0912345678" not in text
    assert "Atrace" in answer.raw, "the trace is what Facebook's support asks for"


@pytest.mark.parametrize("code", [4, 80001, 1, 2])
def test_reads_wait_for_limits_and_servers(code: int) -> None:
    assert isinstance(trouble_of(error(code)), Unreachable)


@pytest.mark.parametrize("code", [190, 10, 368, 100])
def test_reads_ask_for_a_person_otherwise(code: int) -> None:
    trouble = trouble_of(error(code))
    assert isinstance(trouble, FacebookTrouble)
    assert isinstance(trouble, StudioError)
    assert not isinstance(trouble, Unreachable)


@pytest.mark.parametrize("told", [None, "no", [], {"code": 1}])
def test_only_an_error_object_is_an_error(told: object) -> None:
    found = error_in({"error": told}, 400)
    assert (found is not None) is isinstance(told, dict)


def test_codes_written_as_text_are_read() -> None:
    found = error_in({"error": {"code": "190", "error_subcode": "460"}}, 401)
    assert found is not None
    assert found.name == "190/460"


def test_of_an_upload_only_a_spoilt_video_is_refused() -> None:
    assert upload_error("ProcessingFailedError").outcome is REFUSED
    assert [upload_error(name).code for name in ("ProcessingFailedError", "OffsetInvalidError")] == [
        "ProcessingFailedError",
        "OffsetInvalidError",
    ]
    assert upload_error("OffsetInvalidError").outcome is NOT
    assert upload_error("PartialRequestError").outcome is NOT
    assert upload_error("").outcome is NOT
