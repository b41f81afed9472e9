"""News reach whoever listens, and no listener can disturb a service."""

from __future__ import annotations

import logging

import pytest

from studio.events import EventBus, ServiceEvent


def test_everybody_who_listens_hears_until_they_stop() -> None:
    bus, heard = EventBus(), list[ServiceEvent]()
    stop = bus.listen(heard.append)
    bus.tell("draft.created", post="p1")
    stop()
    bus.tell("draft.created", post="p2")
    assert heard == [ServiceEvent(name="draft.created", facts={"post": "p1"})]


def test_a_listener_that_fails_is_logged_and_the_next_one_hears(caplog: pytest.LogCaptureFixture) -> None:
    bus, heard = EventBus(), list[ServiceEvent]()

    def fails(news: ServiceEvent) -> None:
        raise ValueError(news.name)

    bus.listen(fails)
    bus.listen(heard.append)
    with caplog.at_level(logging.ERROR):
        bus.tell("draft.created")
    assert [news.name for news in heard] == ["draft.created"]
    assert "a listener failed on draft.created" in caplog.text
