"""A post with a video all the way: from its file over approval and outbox to the simulated Facebook and Zalo and a real
WordPress, each of which gets it once, over a good line and over one that breaks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from studio.accounts.addresses import page_id_of
from studio.accounts.logins import FacebookLogin, ZaloLogin
from studio.accounts.model import Account, AccountKind
from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.clock import local_date
from studio.errors import Untrusted
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.people.model import Role
from studio.platforms import Platform
from studio.posts.model import Post, PreflightStage, Severity
from studio.secret import Secret
from tests.accounts.keyrings import MemoryKeyring, keychain
from tests.films import PLACE, film
from tests.profile import SetClock, staffed
from tests.publishers.wordpress.test_publishing import reads_videos
from tests.publishers.wordpress.wordpress_rig import login_of
from tests.simulators.clock import SimClock
from tests.simulators.facebook import access
from tests.simulators.facebook.graph import Graph
from tests.simulators.faults import Fault, Kind
from tests.simulators.server import Server
from tests.simulators.zalo.platform import APP, SECRET_KEY, Zalo
from tests.wordpress.relay import Relay
from tests.wordpress.site import Site

pytestmark = reads_videos
PIN = "73920408"
AUTHOR, APPROVER, PUBLISHER = "Người soạn", "Chỉ huy duyệt", "Người đăng"
UPLOAD = "/video-upload/*"
ALT = "Cán bộ trực ban hướng dẫn cách nhận ra cuộc gọi lừa đảo"
MEDIA = f"""
media:
  - file: phim.mp4
    alt: {ALT}
    source: Video của đơn vị
    captions: true
    faces_checked: true
    has_minor: false
"""


@dataclass
class Town:
    """A profile with one page on each platform, and the platforms."""

    studio: Studio
    clock: SetClock
    facebook: Server
    zalo: Server
    website: Server
    folder: Path

    @property
    def graph(self) -> Graph:
        assert isinstance(self.facebook.platform, Graph)
        return self.facebook.platform

    @property
    def oa(self) -> Zalo:
        assert isinstance(self.zalo.platform, Zalo)
        return self.zalo.platform

    def approved(self, who: str = "phường", accounts: str = "[fb, zalo, web]") -> Post:
        """The sample warning with a video in place of its photo, as the command line takes it; `who` makes it another
        post, for the tests of a process share their website."""
        (self.folder / "phim.mp4").write_bytes(film(baggage=True, size=400_000))
        text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8")
        head, _, rest = text.partition("media:\n")
        review = (local_date(self.clock.now()) + timedelta(days=90)).isoformat()
        text = head.replace("{review_on}", review) + MEDIA.lstrip() + "answers:" + rest.partition("answers:")[2]
        path = self.folder / "bai.yaml"
        text = text.replace("cán bộ phường", f"cán bộ {who}")
        path.write_text(text.replace("[trang-thuc-hanh, ban-giao-facebook]", accounts), encoding="utf-8")
        trial = self.studio.trial(path)
        findings = self.studio.findings(trial.post, PreflightStage.SUBMIT)
        assert [f.wrong.vi for f in findings if f.severity is Severity.BLOCK] == []
        post = self.studio.submit_file(path, AUTHOR, PIN)
        self.studio.workflow.approve(post.id, APPROVER, PIN)
        return self.studio.drafts.get(post.id)

    def publish(self, post: Post) -> None:
        self.studio.publish(post.id, list(post.targets), PUBLISHER, PIN)
        for _ in range(12):
            self.studio.outbox.run()
            if {one.state for one in self.studio.outbox.of_post(post.id)} == {DeliveryState.VERIFIED}:
                return
            self.clock.forward(minutes=3)
        states = {one.account: (one.state, one.message) for one in self.studio.outbox.of_post(post.id)}
        raise AssertionError(states)


@pytest.fixture
def town(site: Site, tmp_path: Path) -> Iterator[Town]:
    clock = SetClock()
    sim = SimClock(source=clock)
    with ExitStack() as stack:
        graph, zalo = Graph(sim, pages=1), Zalo(sim)
        facebook, oa, web = (
            stack.enter_context(Server(platform, clock=sim)) for platform in (graph, zalo, Relay(site))
        )
        chain = keychain(MemoryKeyring())
        stack.callback(chain.close)
        studio = open_studio(Profile(root=tmp_path / "ho-so"), clock=clock, safe=chain)
        stack.callback(studio.close)
        made = Town(studio, clock, facebook, oa, web, tmp_path)
        furnish(made, site)
        yield made


def furnish(town: Town, site: Site) -> None:
    studio = town.studio
    roles = ((AUTHOR, [Role.AUTHOR]), (APPROVER, [Role.APPROVER]), (PUBLISHER, [Role.PUBLISHER]))
    staffed(studio.people, *roles, pin=PIN)
    studio.directory.import_yaml(SAMPLE / "don-vi.yaml")
    for contact in studio.directory.book().contacts:
        studio.directory.verify_contact(contact.id, by=APPROVER, on=local_date(town.clock.now()))
    page = next(iter(town.graph.world.pages))
    oa_id, pair = next(iter(town.oa.pairs.items()))
    kinds = (
        ("web", AccountKind.WORDPRESS, Platform.WEBSITE, page_id_of(site.address), town.website.url),
        ("fb", AccountKind.FACEBOOK, Platform.FACEBOOK, page, town.facebook.url),
        ("zalo", AccountKind.ZALO, Platform.ZALO, oa_id, town.zalo.url),
    )
    for name, kind, platform, page_id, url in kinds:
        host = "web" if kind is AccountKind.ZALO else ""
        studio.accounts.add(
            Account(
                name=name,
                kind=kind,
                platform=platform,
                page_id=page_id,
                title="Công an phường Minh Khai",
                unit="cong-an-phuong-minh-khai",
                base_url=url,
                image_host=host,
            )
        )
    token, now = access.issue(town.graph.world, "page", page, long=True), town.clock.now()
    studio.logins.save("fb", FacebookLogin(page_token=Secret(token.value)))
    studio.logins.save("web", login_of(site, "editor"))
    studio.logins.save(
        "zalo",
        ZaloLogin(
            app_id=APP,
            secret_key=Secret(SECRET_KEY),
            access_token=Secret(pair["access_token"]),
            access_from=now,
            access_until=now + timedelta(seconds=90_000),
            refresh_token=Secret(pair["refresh_token"]),
            refresh_until=now + timedelta(days=90),
            holder=studio.logins.holder,
        ),
    )


def check_once(town: Town, post: Post, site: Site) -> None:
    """Each platform shows the post once, with the approved bytes."""
    sealed = town.studio.workflow.frozen(post.id)
    assert sealed is not None
    video = sealed.bundle.packages[Platform.FACEBOOK].attachments[0]
    data = town.studio.files.get(video.sha256)
    assert PLACE not in data
    [reel] = town.graph.world.reels.values()
    assert (bytes(reel.data), reel.state) == (data, "PUBLISHED")
    articles = [one for one in town.oa.state()["articles"] if not one["removed"]]
    assert [(one["shown"], len(town.oa.state()["videos"]) > 0) for one in articles] == [(True, True)]
    found = {one.account: one for one in town.studio.outbox.of_post(post.id)}
    told = site.run(
        f"$p = get_post({found['web'].remote_id}); echo json_encode([$p->post_status, substr_count($p->post_content,"
        " '<video'), strpos($p->post_content, '" + ALT[:20] + "') !== false]);"
    )
    assert told.replace(" ", "") == '["publish",1,true]'


def test_a_composed_and_approved_video_goes_out_once_to_each(town: Town, site: Site) -> None:
    post = town.approved()
    town.publish(post)
    check_once(town, post, site)
    out = town.folder / "ho-so.zip"
    town.studio.export_record(post.id, out)
    assert town.studio.verify_record(out) == ()
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as record:
        name = f"pictures/{post.media[0].sha256}.mp4"
        assert record.read(name) == town.studio.files.get(post.media[0].sha256)


def test_over_a_line_that_breaks_the_upload_goes_on_and_the_video_is_there_once(town: Town, site: Site) -> None:
    town.facebook.faults.script("POST", UPLOAD, Fault(kind=Kind.CUT_BODY, bytes=150_000), Kind.DROP_AFTER)
    town.zalo.faults.script("POST", "*/preparevideo", Kind.DROP_AFTER)
    town.zalo.faults.script("GET", "*/upload_video/verify", Kind.HTML)
    town.website.faults.script("POST", "*/media", None, None, Kind.TRUNCATED)
    post = town.approved("quận")
    town.publish(post)
    check_once(town, post, site)
    size = town.studio.files.path_of(post.media[0].sha256).stat().st_size
    sent = [int(entry.call.headers["offset"]) for entry in town.facebook.journal("POST", UPLOAD)]
    assert sent == [0, 150_000], "it went on where it broke off, and was not sent again when only the answer was lost"
    assert sum(len(reel.data) for reel in town.graph.world.reels.values()) == size


def test_a_video_that_was_exchanged_on_the_disk_after_approval_does_not_leave(town: Town) -> None:
    post = town.approved(accounts="[fb]")
    path = town.studio.files.path_of(post.media[0].sha256)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(Untrusted, match="đã bị thay đổi"):
        town.studio.publish(post.id, ["fb"], PUBLISHER, PIN)
    assert town.graph.world.reels == {}
