"""A simulator as a process of its own, as the kill tests and a person by hand use it."""

from __future__ import annotations

import pytest
import requests

from tests.simulators.apart import Apart
from tests.simulators.faults import rule


def test_it_starts_serves_is_driven_and_ends() -> None:
    with Apart("facebook", "--pages", "2") as facebook:
        page = facebook.state()["pages"][1]
        login = {"Authorization": f"Bearer {page['token']}"}
        facebook.faults(rule("drop_after", method="POST", path="*/feed", nth=(1,)))
        address = f"{facebook.url}/v25.0/{page['id']}/feed"
        with pytest.raises(requests.ConnectionError):
            requests.post(address, data={"message": "Một"}, headers=login, timeout=30)
        assert [post["message"] for post in facebook.state()["pages"][1]["posts"]] == ["Một"]
        assert "Một" in requests.get(f"{facebook.url}/_sim/page/{page['id']}", timeout=30).text
        assert facebook.journal("POST", "*/feed")[0]["fault"] == "drop_after"
        assert facebook.bugs() == []
