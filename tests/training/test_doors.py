"""From a practice profile nothing leaves: every door refuses a page of a real platform, and no connection is opened.

The profile is the worst there may be: real work was done in it, it knows a Facebook page, a Zalo account and a
website, an approved post waits to go out to one of them, and then it was made a practice profile.
"""

from __future__ import annotations

import io
import json
import shutil
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.accounts.model import Account, AccountKind
from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE, fill_unit
from studio.cli.main import main
from studio.clock import SystemClock, local_date
from studio.config import Settings, SettingsFile
from studio.errors import StudioError
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.people.model import Role
from studio.people.present import at_work, bring
from studio.people.sample import APPROVER, AUTHOR
from studio.platforms import Platform
from studio.posts.model import PreflightStage
from studio.secret import Secret
from tests.cli.signing import signed
from tests.profile import staffed
from tests.shared import made_once
from tests.training.connecting import connections

PIN = "29517408"
NOWHERE = "http://127.0.0.1:9"
REAL = (
    Account(name="fb", kind=AccountKind.FACEBOOK, platform=Platform.FACEBOOK, page_id="100000000000009",
            title="Trang thật", base_url=NOWHERE),
    Account(name="zalo", kind=AccountKind.ZALO, platform=Platform.ZALO, page_id="900000000000009", title="OA thật",
            base_url=NOWHERE, image_host="web"),
    Account(name="web", kind=AccountKind.WORDPRESS, platform=Platform.WEBSITE, page_id="site-9", title="Cổng thật",
            base_url=NOWHERE),
)  # fmt: skip


def switch(root: Path, *, practice: bool) -> None:
    SettingsFile(Profile(root=root).settings).save(Settings(practice=practice))


def lay_post(folder: Path) -> Path:
    """The sample post, for Facebook."""
    review = (local_date(SystemClock().now()) + timedelta(days=60)).isoformat()
    text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8").replace("{review_on}", review)
    text = text.replace("../photo/", f"{SAMPLE / 'photo'}/").replace("[trang-thuc-hanh, ban-giao-facebook]", "[fb]")
    path = folder / "post.yaml"
    path.write_text(text, encoding="utf-8")
    assert "[fb]" in text
    return path


@pytest.fixture
def post_file(tmp_path: Path) -> Path:
    return lay_post(tmp_path)


def do_real_work(folder: Path) -> None:
    """In `folder`: such a profile, and what its approved post and the delivery that waits are called."""
    folder.mkdir()
    root = folder / "profile"
    studio = open_studio(Profile(root=root), clock=SystemClock())
    author, approver = staffed(
        studio.people,
        (AUTHOR, [Role.AUTHOR]),
        (APPROVER, [Role.APPROVER, Role.HEAD, Role.PUBLISHER, Role.TECHNICAL]),
        pin=PIN,
    )
    with at_work(studio.people.sign_in(approver, PIN)):
        fill_unit(studio, verified_by=approver)
        for account in sorted(REAL, key=lambda each: each.name == "zalo"):  # its pictures lie on the website
            studio.accounts.add(account)
    with at_work(studio.people.sign_in(author, PIN)):
        post = studio.submit_file(lay_post(folder), author.id, PIN).id
        studio.workflow.approve(post, approver.id, PIN)
        (delivery,) = studio.publish(post, ["fb"], approver.id, PIN)
    studio.close()
    switch(root, practice=True)
    (folder / "ids.json").write_text(json.dumps([post, delivery.id]), encoding="utf-8")


@pytest.fixture
def was_real(tmp_path: Path) -> tuple[Path, str, str]:
    """The profile's folder, its approved post, and the delivery that waits."""
    done = made_once("was-real", do_real_work)
    post, delivery = json.loads((done / "ids.json").read_text(encoding="utf-8"))
    return Path(shutil.copytree(done / "profile", tmp_path / "profile")), post, delivery


def test_every_door_of_the_services_refuses_a_real_page(was_real: tuple[Path, str, str], post_file: Path) -> None:
    root, post, delivery = was_real
    studio = open_studio(Profile(root=root), clock=SystemClock())
    author, approver = studio.people.get(AUTHOR).id, studio.people.get(APPROVER).id
    bring(studio.people.sign_in(studio.people.get(AUTHOR), PIN))
    (fb, web, zalo) = (studio.accounts.get(name) for name in ("fb", "web", "zalo"))
    secret = {"token": Secret("not-a-token")}
    doors: dict[str, Callable[[], object]] = {
        "add": lambda: studio.connections.add(replace(fb, name="fb2", page_id="100000000000010"), approver),
        "update": lambda: studio.accounts.update(fb),
        "check for posting": lambda: studio.accounts.check("fb"),
        "submit": lambda: studio.submit_file(post_file, author, PIN),
        "queue": lambda: studio.publish(post, ["fb"], approver, PIN),
        "queue elsewhere": lambda: studio.publish(post, ["web"], approver, PIN),
        "who answers, Facebook": lambda: studio.identity(fb),
        "who answers, Zalo": lambda: studio.identity(zalo),
        "who answers, website": lambda: studio.identity(web),
        "connect": lambda: studio.connections.connect("fb", "token", secret, approver, PIN),
        "consent": lambda: studio.connections.consent("zalo", "grant", secret, NOWHERE),
        "pages of a login": lambda: studio.connections.pages(AccountKind.FACEBOOK, "token", secret, NOWHERE),
        "check a connection": lambda: studio.connections.check("fb"),
        "categories": lambda: studio.categories.on_site("web"),
        "broadcast": lambda: studio.broadcasting.prepare(delivery),
        "pictures on the unit's site": lambda: studio.hand_pictures.missing(post),
        "retry": lambda: studio.outbox.retry(delivery, approver, PIN),
    }
    passed = []
    with connections() as opened:
        for name, door in doors.items():
            try:
                door()
            except StudioError:
                continue
            passed.append(name)
        studio.outbox.run(until_idle=True)
        studio.outbox.reconcile()
        studio.connections.check_all()
    assert passed == []
    assert opened == []
    assert studio.outbox.get(delivery).state in (
        DeliveryState.FAILED, DeliveryState.NEEDS_ATTENTION, DeliveryState.WAITING, DeliveryState.SCHEDULED,
    )  # fmt: skip
    assert studio.outbox.attempts(delivery) == ()
    assert [
        found.code
        for found in studio.findings(studio.drafts.get(post), PreflightStage.SEND)
        if found.code == "PRACTICE_ONLY"
    ]
    studio.close()


@pytest.mark.parametrize(
    "words",
    [
        ("accounts", "add", "fb2", "--platform", "facebook", "--page-id", "100000000000010"),
        ("accounts", "add", "oa2", "--platform", "zalo", "--page-id", "900000000000010"),
        ("accounts", "check", "fb"),
        ("accounts", "connect", "fb", "--way", "token", "--secret-stdin", "--as", APPROVER, "--pin-stdin"),
        ("accounts", "categories", "web"),
        ("submit", "POST", "--as", AUTHOR, "--pin-stdin"),
        ("publish", "ID", "--to", "fb", "--as", APPROVER, "--pin-stdin"),
        ("zalo", "broadcast", "DELIVERY", "--yes", "--as", APPROVER, "--pin-stdin"),
        ("zalo", "pictures", "ID", "--check"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_every_verb_refuses_a_real_page(
    was_real: tuple[Path, str, str],
    post_file: Path,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root, post, delivery = was_real
    given = {"POST": str(post_file), "ID": post, "DELIVERY": delivery}
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\ntoken=not-a-token\n"))
    with connections() as opened:
        words = signed(words, APPROVER)
        assert main(["--profile", str(root), *(given.get(word, word) for word in words)]) == 1
    said = capsys.readouterr()
    assert said.err.strip(), words
    assert "Traceback" not in said.err
    assert opened == []


def test_the_outbox_sends_nothing_from_the_command_line(
    was_real: tuple[Path, str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _, delivery = was_real
    with connections() as opened:
        for words in (("outbox", "run", "--until-idle"), ("outbox", "reconcile"), ("outbox", "list")):
            monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
            capsys.readouterr()
            assert main(["--profile", str(root), "--json", *signed(words, APPROVER)]) == 0
    assert opened == []
    (listed,) = json.loads(capsys.readouterr().out)
    assert listed["id"] == delivery
    assert listed["state"] not in ("sent", "verified", "sending", "unknown")
    assert not listed["remote_id"]


def test_a_connection_would_be_heard() -> None:
    """What the tests above rely on."""
    with connections() as opened, socket.socket() as one, pytest.raises(ConnectionRefusedError):
        one.connect(("127.0.0.1", 9))
    assert len(opened) == 1


def test_a_post_written_in_practice_stays_an_exercise(studio: Studio, tmp_path: Path) -> None:
    """Also when its profile is made one of real work: what was practised does not go out afterwards."""
    cast = studio.lessons.cast()
    post = studio.drafts.open_new("hotline_card", cast.learner)
    assert post.practice
    root = studio.profile.root
    switch(root, practice=False)
    real = open_studio(Profile(root=root), clock=studio.clock)
    bring(real.people.sign_in(cast.learner, cast.pin))
    real.accounts.add(REAL[0])
    aimed = real.drafts.edit(post.id, cast.learner, targets=("fb",))
    assert "PRACTICE_ONLY" in {found.code for found in real.findings(aimed, PreflightStage.SUBMIT)}
    real.close()
