"""Chats on the simulated Zalo: ten lines a call, replies within their time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from tests.simulators.clock import SimClock
from tests.simulators.server import Server
from tests.simulators.zalo.platform import Zalo

START = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
PERSON = "5800000000000000001"


class Chats:
    """One account and its token."""

    def __init__(self, server: Server) -> None:
        assert isinstance(server.platform, Zalo)
        self.server, self.zalo = server, server.platform
        self.oa_id, pair = next(iter(self.zalo.pairs.items()))
        self._headers = {"access_token": pair["access_token"]}

    def get(self, path: str, data: Any) -> Any:
        params = {"data": data if isinstance(data, str) else json.dumps(data)}
        return requests.get(f"{self.server.url}{path}", params=params, headers=self._headers, timeout=30).json()

    def reply(self, body: Any) -> Any:
        url = f"{self.server.url}/v3.0/oa/message/cs"
        return requests.post(url, json=body, headers=self._headers, timeout=30).json()

    def wrote(self, text: str, at: datetime, person: str = PERSON) -> None:
        given = {"oa_id": self.oa_id, "person": person, "text": text, "at": at.isoformat()}
        self.zalo.control("chat", given)


@pytest.fixture
def chats() -> Iterator[Chats]:
    clock = SimClock(START)
    with Server(Zalo(clock), clock=clock) as server:
        yield Chats(server)


def test_lists_come_newest_first_ten_at_most(chats: Chats) -> None:
    for number in range(12):
        chats.wrote(f"Hỏi {number}", START - timedelta(minutes=number), f"58000000000009{number:04d}")
    first = chats.get("/v2.0/oa/listrecentchat", {"offset": 0, "count": 10})["data"]
    rest = chats.get("/v2.0/oa/listrecentchat", {"offset": 10, "count": 10})["data"]
    assert [row["message"] for row in first + rest] == [f"Hỏi {number}" for number in range(12)]
    assert {row["src"] for row in first} == {1}
    for number in range(3):
        chats.wrote(f"Tiếp {number}", START + timedelta(minutes=number))
    lines = chats.get("/v2.0/oa/conversation", {"user_id": int(PERSON), "offset": 1, "count": 10})["data"]
    assert [row["message"] for row in lines] == ["Tiếp 1", "Tiếp 0"]


@pytest.mark.parametrize("data", ["", "[]", "x", {"offset": 0}, {"offset": -1, "count": 1}, {"offset": 0, "count": 0}])
def test_a_wrong_question_is_refused(chats: Chats, data: Any) -> None:
    assert chats.get("/v2.0/oa/listrecentchat", data)["error"] == -201
    assert chats.get("/v2.0/oa/listrecentchat", {"offset": 0, "count": 11})["error"] == -210


def test_replies_end_after_seven_days_and_with_a_block(chats: Chats) -> None:
    chats.wrote("Trực mấy giờ?", START)
    body = {"recipient": {"user_id": PERSON}, "message": {"text": "Đến 17 giờ"}}
    assert chats.reply(body)["data"]["user_id"] == PERSON
    assert chats.reply({**body, "message": {"text": "d" * 2001}})["error"] == -210
    assert chats.reply({**body, "recipient": {"user_id": "1"}})["error"] == -201
    assert chats.reply({**body, "recipient": {"phone": "1"}})["error"] == -201
    late = "5800000000000000002"
    chats.wrote("Trước đây", START - timedelta(days=7, seconds=1), late)
    assert chats.reply({**body, "recipient": {"user_id": late}})["error"] == -230
    chats.zalo.control("block", {"oa_id": chats.oa_id, "person": PERSON})
    assert chats.reply(body)["error"] == -217
