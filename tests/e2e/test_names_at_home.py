"""The name that a photograph had on somebody's PC stays in the house: it is in nothing that leaves, by whatever way."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from studio.accounts.model import Account, AccountKind
from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE, UNIT, UNIT_NAME
from studio.cli.main import main
from studio.clock import local_date
from studio.demo import SIZES, fill_sample, new_profile
from studio.people.model import Person
from studio.people.sample import PIN
from studio.platforms import Platform
from studio.posts.model import Post
from studio.publishers import answers
from studio.publishers.port import Outcome
from studio.redaction import Redactor
from studio.registry.exports import write_archive
from studio.registry.model import PageFile
from tests.e2e.rig.canary_office import FACEBOOK, WEBSITE, ZALO, Office, opened
from tests.e2e.rig.secret_probes import made_up
from tests.images.chats import chat
from tests.images.pictures import phone_jpeg, scene
from tests.profile import SetClock

NAME = "CCCD_079200000000_NguyenVanA.jpg"
SECOND = f"""  - file: 2_{NAME}
    alt: Bốn ô màu đỏ, xanh lá, xanh dương và trắng trên tấm bảng hướng dẫn tại trụ sở
    source: Ảnh minh họa của đơn vị
    faces_checked: true
    has_minor: false
"""
"""A photograph that goes out by itself, beside the one on the card."""
TOLD = ("CCCD_0792", "079200000000", "NguyenVanA")
NEEDLES = tuple(form for word in TOLD for form in (word.encode(), word.lower().encode(), word.encode("utf-16-le")))
SECRETS = (
    "facebook app secret",
    "facebook user token",
    "facebook page token",
    "facebook other page's token",
    "wordpress password",
    "zalo secret key",
    "zalo code verifier",
    "zalo prefix",
)


def contents(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what is in it where it is an archive."""
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from contents(f"{name}!{member}", archive.read(member))


def tells(name: str, data: bytes) -> bool:
    return any(needle in name.encode() + b"\0" + data for needle in NEEDLES)


def telling(folder: Path) -> list[str]:
    """The files below a folder, members of archives too, that have the canary in them or in their name."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found += [
                name for name, data in contents(str(path.relative_to(folder)), path.read_bytes()) if tells(name, data)
            ]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A post with a photograph of that name, on its pages."""

    studio: Studio
    post: Post
    approver: Person


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[Sent]:
    studio = open_studio(new_profile(tmp_path / "mau"), clock=SetClock())
    author, approver = fill_sample(studio)
    for platform, page in ((Platform.ZALO, "900000001"), (Platform.WEBSITE, "minhkhai.example")):
        name = f"ban-giao-{platform}"
        studio.accounts.add(
            Account(name=name, kind=AccountKind.HANDOVER, platform=platform, page_id=page, title=UNIT_NAME, unit=UNIT)
        )
    text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8")
    text = text.replace("{review_on}", (local_date(studio.now()) + timedelta(days=90)).isoformat())
    text = text.replace("../photo/cuoc-goi-la.jpg", NAME)
    text = text.replace("ban-giao-facebook]", "ban-giao-facebook, ban-giao-zalo, ban-giao-website]")
    text = text.replace("answers:", SECOND + "answers:")
    source = tmp_path / "nguon"
    source.mkdir()
    (source / f"2_{NAME}").write_bytes(phone_jpeg(scene(1600, 1200), comment=NAME.encode()))
    (source / "bai.yaml").write_text(text, encoding="utf-8")
    shutil.copyfile(SAMPLE / "photo" / "cuoc-goi-la.jpg", source / NAME)
    post = studio.open_file(source / "bai.yaml", author.id)
    studio.workflow.submit(post.id, author.id, PIN)
    post = studio.workflow.approve(post.id, approver.id, PIN)
    studio.publish(post.id, post.targets, approver.id, PIN)
    studio.outbox.run(until_idle=True)
    yield Sent(studio=studio, post=post, approver=approver)
    studio.close()


def test_the_walk_sees_the_name_where_it_is(sent: Sent, tmp_path: Path) -> None:
    assert [media.name for media in sent.post.media] == [NAME, f"2_{NAME}"], "the house itself knows it"
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / NAME).write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "x" / "a.zip", "w") as outer:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("post.json", json.dumps({"name": NAME}))
        outer.writestr("b.zip", inner.getvalue())
    assert telling(tmp_path / "x") == [NAME, "a.zip!b.zip!post.json"]


def test_neither_record_nor_archive_nor_package_nor_practice_page_tells_it(sent: Sent, tmp_path: Path) -> None:
    studio, out = sent.studio, tmp_path / "ra"
    out.mkdir()
    handed = [one for one in studio.outbox.list() if one.account == "ban-giao-facebook"]
    studio.outbox.confirm_by_hand(
        handed[0].id, f"https://www.facebook.com/{handed[0].page_id}/posts/1", sent.approver.id
    )
    studio.export_record(sent.post.id, out / "ho-so.zip")
    studio.write_texts_and_cards(studio.content(sent.post), out / "the", SIZES)

    class Records:
        def posts_of(self, account: str) -> tuple[tuple[str, str], ...]:
            return ((sent.post.id, "Cảnh báo"),)

        def write(self, post: str, path: Path) -> None:
            studio.records.export(post, path)

        def problems(self, record: bytes) -> tuple[()]:
            return ()

    page = PageFile(id="trang", account="ban-giao-facebook", made_at=studio.now(), changed_at=studio.now())
    write_archive(page, Records(), out / "luu-tru.zip", studio.now())
    exports = studio.profile.exports
    assert len(list(exports.rglob("*.jpg"))) >= 3, "packages for three platforms"
    assert telling(out) == telling(exports) == telling(studio.profile.practice) == []
    assert list(studio.profile.practice.rglob("*.jpg"))


def test_no_platform_is_told_it(sent: Sent, tmp_path: Path) -> None:
    """What was frozen of that very post goes over the wire to all three."""
    frozen = sent.studio.workflow.frozen(sent.post.id)
    assert frozen is not None
    with opened(tmp_path / "mang", {name: made_up(name) for name in SECRETS} | _SHORT, Redactor()) as office:
        connect(office)
        for page in (FACEBOOK, ZALO, WEBSITE):
            account = office.accounts.get(page)
            package = frozen.bundle.packages[account.platform]
            assert any(one.origin.startswith("media:") for one in package.attachments), page
            publisher = office.publishers[account.kind]
            made = answers.write(partial(publisher.create, account, package, "PS-CANARYBBBAAA", sent.studio.files))
            assert made.outcome is Outcome.DONE, (page, made)
        for kind, server in office.servers.items():
            uploads = [call for call in (entry.call for entry in server.journal("POST")) if call.files or call.body]
            assert uploads, kind
            for call in uploads:
                names = [one.filename for one in call.files.values()]
                told = f"{call.path} {call.query} {call.headers} {call.form} {names}"
                assert not tells(told, call.body), (kind, call.path)


_SHORT = {"wordpress password": made_up("wordpress password", 24), "zalo code verifier": made_up("v", 43)}


def connect(office: Office) -> None:
    office.connect(FACEBOOK, "token", page_token=office.secrets["facebook page token"])
    office.connect(WEBSITE, "application-password", user="bien-tap", password=office.secrets["wordpress password"])
    office.hold_zalo()


def test_no_verb_that_makes_files_names_them_after_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "nguon", tmp_path / "ra"
    source.mkdir()
    (source / NAME).write_bytes(phone_jpeg(Image.new("RGB", (640, 480), "white"), comment=NAME.encode()))
    (source / NAME.replace(".jpg", "_dai.jpg")).write_bytes(phone_jpeg(chat(540, 14)[0], comment=NAME.encode()))
    long = str(source / NAME.replace(".jpg", "_dai.jpg"))
    for words in (
        ("batch", str(source), "--out", str(out / "lo")),
        ("split", long, "--out", str(out / "trang")),
        ("fit", str(source / NAME), "--out", str(out / "vua.jpg")),
        ("redact", str(source / NAME), "--boxes", "[[1,1,20,20]]", "--out", str(out / "che.jpg")),
    ):
        assert main(["image", *words]) == 0, capsys.readouterr().err
    assert len(list(out.rglob("*.jpg"))) > 6
    assert telling(out) == []
