"""A profile at home, until a test says otherwise."""

from __future__ import annotations

from studio.errors import NotPermitted
from studio.outbox.home import HomeStanding, ProfileKind
from studio.phrase import Pair, Phrase
from tests.ui.fake_data import PIN
from tests.ui.stand_in import StandIn

ELSEWHERE = Pair("Dữ liệu này vốn dùng trên máy “PC-1”.", "This data was used on the PC “PC-1”.")


class FakeHome(StandIn):  # type: ignore[misc]
    def __init__(self) -> None:
        self.where = HomeStanding.HOME
        self.decided: list[tuple[ProfileKind, str]] = []

    def standing(self) -> HomeStanding:
        return self.where

    def trouble(self) -> Phrase | None:
        return None if self.where is HomeStanding.HOME else ELSEWHERE

    def decide(self, kind: ProfileKind, by: str, pin: str) -> HomeStanding:
        if pin != PIN:
            raise NotPermitted(Pair("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left."))
        self.decided.append((kind, by))
        self.where = HomeStanding.HOME if kind is ProfileKind.MOVED else HomeStanding.COPY
        return self.where
