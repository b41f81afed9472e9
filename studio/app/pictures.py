"""The picture files of a post that a person puts at the unit's public address, for a Zalo account without a website."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.accounts.service import Accounts
from studio.errors import BadInput, Refused
from studio.platforms import Platform
from studio.posts.ports import FileReader
from studio.posts.workflow import Workflow
from studio.publishers.answers import read
from studio.publishers.zalo.images import HandPicture, by_hand, pictures_of

if TYPE_CHECKING:
    from studio.publishers.zalo.images import UnitHost


class HandPictures:
    """`host` looks at addresses; None in a practice profile."""

    def __init__(
        self, workflow: Workflow, accounts: Accounts, files: FileReader, host: Callable[[], UnitHost] | None
    ) -> None:
        self._workflow = workflow
        self._accounts = accounts
        self._files = files
        self._host = host

    def needed(self, account: Account) -> bool:
        """Whether posts for this account wait until a person has put their pictures in place."""
        return by_hand(account)

    def of(self, post_id: str) -> tuple[HandPicture, ...]:
        """The files, as they were frozen when the post was submitted. Raises NotFound, Untrusted, or Refused: not
        submitted, or for no such account."""
        frozen = self._workflow.frozen(post_id)
        names = [name for name, _, _ in frozen.bundle.targets] if frozen is not None else []
        known = {account.name: account for account in self._accounts.list()}
        accounts = [known[name] for name in names if name in known and by_hand(known[name])]
        if frozen is None or not accounts:
            raise Refused(
                "this post is not submitted yet, or goes to no Zalo OA whose pictures are put in place by hand.",
                where=post_id[:12],
            )
        package = frozen.bundle.packages[Platform.ZALO]
        return tuple(picture for account in accounts for picture in pictures_of(account, package, self._files))

    def write(self, post_id: str, folder: Path) -> tuple[Path, ...]:
        """Write the files under the names expected. Raises as `of`, and BadInput naming the folder."""
        pictures = self.of(post_id)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for picture in pictures:
                (folder / picture.name).write_bytes(picture.data)
        except OSError as trouble:
            raise BadInput(
                "the pictures cannot be written to this folder; choose another.", where=str(folder)
            ) from trouble
        return tuple(dict.fromkeys(folder / picture.name for picture in pictures))

    def missing(self, post_id: str) -> tuple[HandPicture, ...]:
        """Those that are not at their address now, or not the very same. Raises as `of`, Unreachable."""
        pictures = self.of(post_id)
        if self._host is None:
            return pictures
        host = self._host()
        return tuple(one for one in pictures if not read(lambda one=one: host.holds(one.url, one.data)))  # type: ignore[misc]
