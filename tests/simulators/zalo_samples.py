"""What the tests of the simulated Zalo share: an official account's client that leaves nothing out of sight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests

from tests.simulators.server import Server
from tests.simulators.zalo.platform import APP, SECRET_KEY, Zalo

JPEG = b"\xff\xd8\xff\xe0" + bytes(60)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(60)


class Oa:
    """Speaks for one account of a running simulator. `call` returns the envelope, whatever it says."""

    def __init__(self, server: Server, session: requests.Session, index: int = 0) -> None:
        assert isinstance(server.platform, Zalo)
        self.server, self.session, self.zalo = server, session, server.platform
        self.id, self.pair = list(self.zalo.pairs.items())[index]
        self.headers = {"access_token": self.pair["access_token"]}

    def call(self, method: str, path: str, **rest: Any) -> dict[str, Any]:
        rest.setdefault("headers", self.headers)
        answer = self.session.request(method, self.server.url + path, **rest)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return self.call("POST", f"/v2.0/article/{path}", json=body)

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        return self.call("GET", f"/v2.0/article/{path}", params=query)

    def token(self, form: Mapping[str, str], secret_key: str = SECRET_KEY) -> dict[str, Any]:
        return self.call("POST", "/v4/oa/access_token", data=form, headers={"secret_key": secret_key})

    def refresh(self, refresh_token: str) -> dict[str, Any]:
        return self.token({"app_id": APP, "grant_type": "refresh_token", "refresh_token": refresh_token})

    def host(self, name: str, data: bytes = JPEG) -> str:
        """Put a picture on the public host; its address."""
        answer = self.session.put(f"{self.server.url}/images/{name}", data=data)
        assert answer.status_code == 201
        return str(answer.json()["url"])

    def article(self, **changes: Any) -> dict[str, Any]:
        """A request that is right, but for `changes`; None leaves a field out."""
        address = self.host("bia.jpg")
        whole = {
            "type": "normal",
            "title": "Cảnh báo lừa đảo",
            "author": "Công an xã Mẫu",
            "description": "Thủ đoạn mới và cách phòng tránh",
            "cover": {"cover_type": "photo", "photo_url": address, "status": "show"},
            "body": [{"type": "text", "content": "<p>Nội dung</p>"}],
        } | changes
        return {name: value for name, value in whole.items() if value is not None}

    def publish(self, **changes: Any) -> str:
        """Create, and ask until it is there; its id."""
        return self.finish(self.post("create", self.article(**changes)))

    def finish(self, begun: Mapping[str, Any]) -> str:
        for _ in range(20):
            found = self.post("verify", {"token": begun["data"]["token"]})
            if found["error"] == 0:
                return str(found["data"]["id"])
            assert found["error"] == -214
        raise AssertionError("never ready")

    def seen(self) -> str:
        """What followers see."""
        return self.session.get(f"{self.server.url}/_sim/page/{self.id}").text
