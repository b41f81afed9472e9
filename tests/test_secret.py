"""A secret shows a mask wherever values are shown, and arrives whole where it is sent."""

from __future__ import annotations

import json
import pickle
from urllib.parse import urlencode

import pytest

from studio.publishers.http import Reply
from studio.secret import MASK, Secret

VALUE = "mã-bí-mật"


def test_nothing_that_shows_values_shows_it() -> None:
    secret = Secret(VALUE)
    shown = [repr(secret), str(secret), f"{secret}", f"{secret!r:>20}", "%s" % secret]  # noqa: UP031
    shown += [repr({"token": secret.reveal()}), repr([secret.reveal("Bearer ")]), repr(secret.reveal())]
    assert all(VALUE not in text and MASK in text for text in shown)
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_it_arrives_whole() -> None:
    secret = Secret(VALUE)
    assert secret.reveal() == VALUE
    assert secret.reveal("Bearer ") == f"Bearer {VALUE}"
    assert json.loads(json.dumps({"token": secret.reveal()})) == {"token": VALUE}
    assert urlencode({"token": Secret("a b").reveal()}) == "token=a+b"
    assert {secret.reveal(): 1}[VALUE] == 1
    assert Secret(secret.reveal()) == secret


def test_an_answer_does_not_show_its_body() -> None:
    assert "token" not in repr(Reply(status=200, headers={}, body=b"token"))
