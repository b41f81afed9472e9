"""A profile at home, until a test says otherwise."""

from __future__ import annotations

from studio.errors import NotPermitted
from studio.outbox.home import Kind, Standing
from studio.phrase import Phrase
from tests.ui.fake_data import PIN
from tests.ui.stand_in import StandIn

ELSEWHERE = Phrase("Dữ liệu này vốn dùng trên máy “PC-1”.", "This data was used on the PC “PC-1”.")


class FakeHome(StandIn):  # type: ignore[misc]
    def __init__(self) -> None:
        self.where = Standing.HOME
        self.decided: list[tuple[Kind, str]] = []

    def standing(self) -> Standing:
        return self.where

    def trouble(self) -> Phrase | None:
        return None if self.where is Standing.HOME else ELSEWHERE

    def decide(self, kind: Kind, by: str, pin: str) -> Standing:
        if pin != PIN:
            raise NotPermitted("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left.")
        self.decided.append((kind, by))
        self.where = Standing.HOME if kind is Kind.MOVED else Standing.COPY
        return self.where
