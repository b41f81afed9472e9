"""A city's unit with as many Facebook pages as wanted, each connected, and approved posts with two pictures each.

Everything is as the program builds it; only the platform is the simulated one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from studio.accounts.keychain import Keychain
from studio.accounts.logins import FacebookLogin
from studio.accounts.model import Account, AccountKind
from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE, fill_unit
from studio.clock import Clock, local_date
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.people.model import NewPerson, Role
from studio.people.present import at_work
from studio.platforms import Platform
from studio.secret import Secret
from tests.accounts.keyrings import MemoryKeyring, keychain

AUTHORS_PIN, APPROVERS_PIN, PIN = "48150927", "62905813", "17594026"
"""`PIN`: the publisher's."""
PEOPLE = (
    ("Cán bộ soạn bài", frozenset({Role.AUTHOR}), AUTHORS_PIN),
    ("Chỉ huy duyệt bài", frozenset({Role.APPROVER, Role.HEAD, Role.TECHNICAL}), APPROVERS_PIN),
    ("Cán bộ đăng bài", frozenset({Role.PUBLISHER}), PIN),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """A post, and the pages it is approved for."""

    id: str
    pages: tuple[str, ...]


class Fleet:
    """`facebook` is the state of the simulated platform, as its control address tells it, `url` where it answers.

    Of `sizes`, each is the number of pages of one post, or there is one post for all pages; no page gets two.
    """

    def __init__(self, folder: Path, clock: Clock, *, facebook: Any, url: str, sizes: Sequence[int] = ()) -> None:
        self.clock = clock
        self.keyring = MemoryKeyring()
        self.profile = Profile(root=folder / "profile")
        self.profile.create()
        SettingsFile(self.profile.settings).save(Settings())
        names = tuple(f"trang-{number:03d}" for number in range(1, len(facebook["pages"]) + 1))
        self.posts: list[Approved] = []
        studio = self.opened()
        try:
            author, approver, self.publisher = studio.people.found(
                [NewPerson(name=name, roles=roles, pin=pin) for name, roles, pin in PEOPLE]
            )
            with at_work(studio.people.sign_in(approver.id, APPROVERS_PIN)):
                fill_unit(studio, verified_by=approver)
                for name, page in zip(names, facebook["pages"], strict=True):
                    studio.accounts.add(_page(name, page, url))
                    studio.logins.save(name, FacebookLogin(page_token=Secret(page["token"])))
            for size in sizes or (len(names),):
                pages, names = names[:size], names[size:]
                with at_work(studio.people.sign_in(author.id, AUTHORS_PIN)):
                    post = studio.open_file(self._material(folder, pages), author.id)
                studio.workflow.submit(post.id, author.id, AUTHORS_PIN)
                studio.workflow.approve(post.id, approver.id, APPROVERS_PIN)
                self.posts.append(Approved(id=post.id, pages=pages))
        finally:
            studio.close()

    def safe(self) -> Keychain:
        """The keyring of this PC, as a start of the program finds it."""
        return keychain(self.keyring)

    def opened(self) -> Studio:
        return open_studio(self.profile, clock=self.clock, safe=self.safe())

    def _material(self, folder: Path, pages: Sequence[str]) -> Path:
        """The sample post, which goes out with its card and a photograph beside it."""
        text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8")
        text = text.replace("{review_on}", (local_date(self.clock.now()) + timedelta(days=90)).isoformat())
        text = text.replace("[trang-thuc-hanh, ban-giao-facebook]", f"[{', '.join(pages)}]")
        photo = (SAMPLE / "photo").as_posix()
        media, rest = text.partition("answers:")[0::2]
        one = media.partition("media:\n")[2]
        another = one.replace("cuoc-goi-la.jpg", "ban-lam-viec.jpg")
        path = folder / "canh-bao.yaml"
        path.write_text(f"{media}{another}answers:{rest}".replace("../photo", photo), encoding="utf-8")
        return path


def _page(name: str, page: Any, url: str) -> Account:
    return Account(
        name=name, kind=AccountKind.FACEBOOK, platform=Platform.FACEBOOK, page_id=page["id"], title=page["name"],
        base_url=url,
    )  # fmt: skip
