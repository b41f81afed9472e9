"""The verbs of the pages, and how a login gets from a terminal or a script to the service."""

from __future__ import annotations

import io
import json
import sqlite3
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from studio.accounts.logins import FacebookLogin
from studio.accounts.model import HealthState
from studio.app import Studio
from studio.cli.accounts import connect, tell
from studio.cli.console import Console
from studio.cli.main import main
from studio.errors import BadInput, NotPermitted, Refused, StudioError
from studio.secret import Secret
from tests.accounts.keyrings import MemoryKeyring
from tests.cli.signing import signed
from tests.publishers.test_connections import PIN, WAY, Office

Call = Callable[..., Any]
AUTHORS_PIN = "604183"
OFFICER = ("--as", "Kỹ thuật mẫu", "--pin-stdin")


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb; returns its JSON answer, or the sentence when it was refused."""

    def run(*words: str, code: int = 0, stdin: str = PIN) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin + "\n"))
        words = signed(words, "Kỹ thuật mẫu")
        assert main(["--profile", str(tmp_path / "profile"), "--lang", "vi", "--json", *words]) == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return json.loads(said.out) if said.out else said.err.strip()

    return run


@pytest.fixture
def pages(call: Call) -> None:
    call("people", "add", "Kỹ thuật mẫu", "--roles", "technical,head", "--pin-stdin")
    call("people", "add", "Người soạn mẫu", "--roles", "author", *OFFICER, stdin=f"{PIN}\n{AUTHORS_PIN}")
    call("accounts", "add", "fb", "--platform", "facebook", "--page-id", "100000000000001")
    call("accounts", "add", "web", "--platform", "wordpress", "--page-id", "web-1", "--base-url", "https://web.example")
    call("accounts", "add", "zalo", "--platform", "zalo", "--page-id", "2000000113", "--image-host", "web",
         "--status", "requested")  # fmt: skip
    call("accounts", "add", "thuc-hanh", "--platform", "practice", "--page-id", "thuc-hanh")


@pytest.mark.usefixtures("pages")
def test_pages_of_every_platform_are_listed_with_status_and_health(call: Call) -> None:
    listed = {page["name"]: page for page in call("accounts", "list")}
    assert {name: page["platform"] for name, page in listed.items()} == {
        "fb": "facebook", "web": "website", "zalo": "zalo", "thuc-hanh": "facebook",
    }  # fmt: skip
    assert (listed["zalo"]["image_host"], listed["zalo"]["status"]) == ("web", "requested")
    assert listed["fb"]["health"]["state"] == "not_connected"
    assert listed["fb"]["health"]["next_step"]
    assert listed["thuc-hanh"]["health"] is None


@pytest.mark.usefixtures("pages")
def test_a_page_is_handed_over_to_its_successor(call: Call) -> None:
    after = call("accounts", "status", "fb", "handed_over", "--successor", "web", *OFFICER)
    assert (after["status"], after["successor"]) == ("handed_over", "web")
    assert "có phải" in call("accounts", "status", "fb", "merged", "--successor", "we", *OFFICER, code=1)
    assert "đã bàn giao" in call("accounts", "connect", "fb", "--as", "Kỹ thuật mẫu", "--pin-stdin", "--secret-stdin",
                                 stdin=f"{PIN}\npage_token=x", code=1)  # fmt: skip
    assert call("accounts", "status", "fb", "active", *OFFICER)["successor"] == ""


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("words", [("status", "fb", "closed"), ("remove", "fb"), ("remove", "thuc-hanh")])
def test_only_the_technical_officer_or_the_head_changes_the_list(call: Call, words: tuple[str, ...]) -> None:

    def listed() -> list[tuple[str, str]]:
        return [(page["name"], page["status"]) for page in call("accounts", "list")]

    before = listed()
    assert "vai trò" in call("accounts", *words, "--as", "Người soạn mẫu", "--pin-stdin", code=1, stdin=AUTHORS_PIN)
    assert "PIN" in call("accounts", *words, *OFFICER, stdin="000000", code=1)
    assert listed() == before
    call("accounts", *words, *OFFICER)
    assert listed() != before


@pytest.mark.usefixtures("pages")
def test_who_changed_the_list_is_in_the_log(call: Call, tmp_path: Path) -> None:
    call("accounts", "status", "fb", "closed", *OFFICER)
    call("accounts", "remove", "fb", *OFFICER)
    with closing(sqlite3.connect(tmp_path / "profile" / "studio.sqlite3")) as raw:
        rows = raw.execute("SELECT act, by FROM audit WHERE act LIKE 'page_%' ORDER BY seq").fetchall()
        [officer] = raw.execute("SELECT id FROM people WHERE name = 'Kỹ thuật mẫu'").fetchone()
    assert rows == [*[("page_added", officer)] * 4, ("page_status", officer), ("page_removed", officer)]


@pytest.mark.usefixtures("pages")
def test_a_check_of_a_page_that_is_not_connected_ends_with_1_and_the_next_step(call: Call) -> None:
    found = call("accounts", "check", "fb", code=1)
    assert (found["ok"], found["state"]) == (False, "not_connected")
    assert found["message"]
    assert found["next_step"]
    assert call("accounts", "check", "thuc-hanh")["ok"]


@pytest.mark.usefixtures("pages")
def test_the_ways_say_what_to_get_and_what_is_asked(call: Call) -> None:
    for name in ("fb", "web", "zalo"):
        ways = call("accounts", "ways", name)
        assert ways, name
        for way in ways:
            assert way["key"]
            assert way["title"]["vi"]
            assert all(step["vi"] and step["en"] for step in way["steps"])
            assert any(ask["secret"] for ask in way["asks"])
    assert call("accounts", "ways", "thuc-hanh") == []


@pytest.mark.usefixtures("pages")
def test_what_is_wrong_with_a_connection_is_one_sentence_without_the_secret(call: Call) -> None:
    who = ("--as", "Kỹ thuật mẫu", "--pin-stdin", "--secret-stdin")
    for words, stdin in (
        (("connect", "fb", *who), f"{PIN}\nS3cr3t-value"),
        (("connect", "fb", *who), f"{PIN}\npage_token=S3cr3t-value\npage_token=S3cr3t-value"),
        (("connect", "fb", *who), f"{PIN}\nkhac=S3cr3t-value"),
        (("connect", "fb", *who), PIN),
        (("connect", "fb", *who), "000000\npage_token=S3cr3t-value"),
        (("connect", "fb", "--way", "khac", *who), f"{PIN}\npage_token=S3cr3t-value"),
        (("connect", "thuc-hanh", *who), PIN),
        (("connect", "fb", "--as", "Người soạn mẫu", "--pin-stdin", "--secret-stdin"), f"{PIN}\npage_token=S3cr3t"),
        (("connect", "fb", "--as", "Kỹ thuật mẫu", "--pin-stdin"), PIN),
        (("disconnect", "fb", "--as", "Người soạn mẫu", "--pin-stdin"), PIN),
        (("ways", "khong-co"), PIN),
        (("check", "khong-co"), PIN),
    ):
        sentence = call("accounts", *words, stdin=stdin, code=1)
        assert isinstance(sentence, str), words
        assert sentence.count("\n") == 0, sentence
        assert "S3cr3t" not in sentence


@pytest.mark.usefixtures("pages")
def test_categories_and_picture_files_are_refused_in_one_sentence(call: Call, tmp_path: Path) -> None:
    author = ("--as", "Người soạn mẫu", "--pin-stdin")
    for words, said, pin in (
        (("accounts", "categories", "fb"), "không có chuyên mục", PIN),
        (("accounts", "categories", "web", "--set", "Tin", *author), "vai trò", AUTHORS_PIN),
        (("zalo", "pictures", "khong-co", "--out", str(tmp_path / "anh")), "không có bài", PIN),
    ):
        sentence = call(*words, code=1, stdin=pin)
        assert said in sentence, sentence
        assert sentence.count("\n") == 0
    assert not (tmp_path / "anh").exists()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, MemoryKeyring())
    yield office
    office.chain.close()


class Terminal(io.StringIO):
    """A person at a terminal."""

    def isatty(self) -> bool:
        return True


def console(given: str, *, terminal: bool = False, pin_stdin: bool = True) -> Console:
    source = Terminal(given) if terminal else io.StringIO(given)
    return Console(language="vi", json=True, pin_stdin=pin_stdin, out=io.StringIO(), err=io.StringIO(), source=source)


def connected(office: Office, given: str, *, way: str = "", from_stdin: bool = True) -> HealthState:
    studio = cast("Studio", SimpleNamespace(connections=office.connections, people=office.people))
    pin, _, login = given.partition("\n")
    person = office.people.get("Kỹ thuật")
    words = Namespace(name="trang", way=way, secret_stdin=from_stdin, person=person, pin=pin.strip())
    return connect(studio, words, console(login)).state


@pytest.mark.parametrize("way", [WAY, ""])
def test_a_script_gives_the_pin_and_then_the_login(office: Office, way: str) -> None:
    assert connected(office, f"{PIN}\r\n\n  token = token-111 \napp=a=b\n", way=way) is HealthState.OK
    assert office.logins.load("trang") == FacebookLogin(page_token=Secret("token-111"), app_id="a=b")


@pytest.mark.parametrize(
    ("given", "from_stdin", "kind", "where"),
    [
        (f"{PIN}\ntoken-111\n", True, BadInput, "--secret-stdin, dòng / line 1"),
        (f"{PIN}\n\ntoken=a\ntoken=b\n", True, BadInput, "--secret-stdin, dòng / line 3"),
        (f"{PIN}\n=a\n", True, BadInput, "--secret-stdin, dòng / line 1"),
        (f"{PIN}\napp=a\n", True, BadInput, "token"),
        (f"{PIN}\ntoken=token-222\n", True, Refused, "trang"),
        (f"{PIN}\ntoken=token-111\n", False, NotPermitted, ""),
    ],
)
def test_a_script_that_errs_is_told_the_line_or_the_key(
    office: Office, given: str, from_stdin: bool, kind: type[StudioError], where: str
) -> None:
    with pytest.raises(kind) as refused:
        connected(office, given, from_stdin=from_stdin)
    assert refused.value.where == where
    assert "token-" not in refused.value.sentence("vi")
    assert office.logins.load("trang") is None


def test_a_line_that_is_no_secret_is_asked_for_in_the_open() -> None:
    person = console("  giá trị\n", terminal=True)
    assert person.ask("Mã ứng dụng", secret=False) == "  giá trị"
    assert isinstance(person.err, io.StringIO)
    assert person.err.getvalue() == "Mã ứng dụng: "


def test_health_is_told_with_its_next_step_and_the_exit_code(office: Office) -> None:
    health = office.connections.all()["trang"]
    for as_json in (True, False):
        out = io.StringIO()
        person = Console(language="vi", json=as_json, out=out, err=io.StringIO(), source=io.StringIO())
        assert person.give(tell("trang", health, person)) == 1
        assert health.say.vi in out.getvalue()
        assert health.next_step.vi in out.getvalue()
