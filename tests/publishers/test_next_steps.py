"""What a platform's error is turned into says what to do next, in both languages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from studio.phrase import Bilingual, Phrase
from studio.publishers.answers import ErrorMeaning, Verdicts
from studio.publishers.facebook import errors as facebook
from studio.publishers.http import Reply
from studio.publishers.wordpress import errors as wordpress
from studio.publishers.zalo import errors as zalo
from tests.next_steps import names_a_step, refusals_in

WORDPRESS = {
    "login": (401, {"code": "rest_not_logged_in"}),
    "rights": (403, {"code": "rest_cannot_create"}),
    "route": (404, {"code": "rest_no_route"}),
    "gone": (404, {"code": "rest_post_invalid_id"}),
    "slower": (429, {"code": "too_many"}),
    "parameter": (400, {"code": "rest_invalid_param", "data": {"params": {"slug": "no slug"}}}),
    "other": (400, {"code": "rest_db_error", "message": "Could not insert."}),
    "upload": (500, {"code": "rest_upload_unknown_error", "message": "Not allowed."}),
    "foreign": (403, {}),
}


def rows_of(table: Verdicts[Any]) -> list[ErrorMeaning[Any]]:
    return list(dict.fromkeys((*table.by_code.values(), *table.named.values())))


@pytest.mark.parametrize("row", rows_of(facebook.verdicts()), ids=lambda row: row.say.en[:30])
def test_facebook(row: ErrorMeaning[facebook.GraphErrorKind]) -> None:
    assert names_a_step(row.whole)


def test_facebooks_unlisted_code_and_upload_server() -> None:
    unlisted = facebook.GraphError(
        code=9999, subcode=0, message="?", user_message="", transient=False, trace="", status=400
    )
    assert facebook.verdict_of(unlisted).kind is facebook.GraphErrorKind.CONTENT
    for answer in (
        facebook.answer_to(unlisted, None),
        facebook.upload_error("ProcessingFailedError"),
        facebook.upload_error("PartialRequestError"),
    ):
        assert names_a_step(answer.say), answer.say.vi


@pytest.mark.parametrize("row", rows_of(zalo.verdicts()), ids=lambda row: row.say.en[:30])
def test_zalo(row: ErrorMeaning[zalo.ZaloErrorKind]) -> None:
    assert names_a_step(row.say), row.say


@pytest.mark.parametrize("name", WORDPRESS)
def test_wordpress(name: str) -> None:
    status, told = WORDPRESS[name]
    reply = Reply(status=status, headers={}, body=json.dumps(told).encode())
    written = wordpress.judge_upload(reply, Bilingual("ảnh thứ 1", "picture 1"))
    assert names_a_step(written.say), written.say.vi
    if name != "upload":  # such a 500 is that of an upload alone
        assert names_a_step(wordpress.judge_read(reply).phrase)


@pytest.mark.parametrize("said", refusals_in("studio/publishers"), ids=lambda said: said.en[:40])
def test_every_refusal_names_one(said: Phrase) -> None:
    assert names_a_step(said), said
