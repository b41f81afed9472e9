# ruff: noqa: S608 - the forger writes SQL
"""Who edits the store by hand, with every hash right, forges no approval: each forgery is refused where posts leave."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.accounts.vault import KeyringVault
from studio.canonical import canonical_json, digest
from studio.errors import NotPermitted, Refused, StudioError, Untrusted
from studio.people.keys import public_of, sign
from studio.people.model import Role
from studio.people.pin import Cost, unwrap, wrap
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.posts.model import PostState
from studio.posts.versions import chained
from tests.accounts.keyrings import MemorySafe
from tests.posts.post_rig import PIN, PostRig
from tests.profile import FAST_HASHER, joined, numbered

SEED = bytes(range(32))
"""A key of the forger's own."""


class Scene(PostRig):
    """A rig whose people are protected by a keyring, and a forger with the database open."""

    def __init__(self, folder: Path) -> None:
        self.safe = MemorySafe()
        super().__init__(folder, vault=KeyringVault(self.safe, folder, lambda: "ho-so"))
        self.furnish()

    def forge(self, *statements: str) -> None:
        """Run SQL as somebody would who dropped every trigger first."""
        with closing(sqlite3.connect(self.folder / "studio.sqlite3")) as raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                raw.execute(statement)
            raw.commit()

    def rechain(self, post_id: str, *, state: PostState | None = None) -> None:
        """Give the history hashes that are right again, and the post its head and state."""
        last, rows = None, []
        for line in self.repo.history(post_id):
            last = chained(line, last)
            rows.append(last)
        for line in rows:
            self.forge(
                f"UPDATE history SET prev_hash = '{line.prev_hash}', hash = '{line.hash}' "
                f"WHERE post_id = '{post_id}' AND seq = {line.seq}"
            )
        assert last is not None
        self.forge(f"UPDATE posts SET history_head = '{last.hash}' WHERE id = '{post_id}'")
        if state is not None:
            self.forge(f"UPDATE posts SET state = '{state}' WHERE id = '{post_id}'")

    def refused(self, post_id: str, kind: type[StudioError] = Untrusted) -> None:
        """Neither what queues nor what sends takes the post."""
        with pytest.raises(kind):
            self.workflow.valid_approval(post_id)
        with pytest.raises(kind):
            self.workflow.standing(post_id)
        with pytest.raises(kind):
            self.workflow.mark_queued(post_id, self.publisher)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_an_honest_approval_holds(scene: Scene) -> None:
    post = scene.approved()
    assert scene.workflow.valid_approval(post.id).by == scene.approver
    scene.workflow.mark_queued(post.id, scene.publisher)


def test_the_author_cannot_be_rewritten_to_approve_ones_own_post(scene: Scene) -> None:
    """`all_roles` writes and submits, then makes the store say that somebody else did."""
    post = scene.in_review(by=scene.all_roles)
    body = json.loads(_one(scene, f"SELECT body FROM bundles WHERE post_id = '{post.id}'"))
    row = {name: json.loads(_one(scene, f"SELECT {name} FROM bundles WHERE post_id = '{post.id}'"))
           for name in ("parts", "reports")}  # fmt: skip
    sha = digest({"by": scene.author, "body": body, **row})
    scene.forge(
        f"UPDATE bundles SET by = '{scene.author}', sha256 = '{sha}' WHERE post_id = '{post.id}'",
        f"UPDATE history SET by = '{scene.author}' WHERE post_id = '{post.id}'",
        f"UPDATE revisions SET by = '{scene.author}' WHERE post_id = '{post.id}'",
    )
    scene.rechain(post.id)
    _rewrite_author(scene, post.id, scene.all_roles, scene.author)
    with pytest.raises(StudioError) as told:
        scene.workflow.approve(post.id, scene.all_roles, PIN)
    assert isinstance(told.value, Untrusted | NotPermitted)
    assert scene.get(post).state is PostState.IN_REVIEW


def _one(scene: Scene, query: str) -> str:
    with closing(sqlite3.connect(scene.folder / "studio.sqlite3")) as raw:
        return str(raw.execute(query).fetchone()[0])


def _rewrite_author(scene: Scene, post_id: str, was: str, says: str) -> None:
    """In every revision, whole or packed by difference, with its hash."""
    from studio.canonical import sha256

    with closing(sqlite3.connect(scene.folder / "studio.sqlite3")) as raw:
        for number, body in raw.execute(f"SELECT number, body FROM revisions WHERE post_id = '{post_id}'").fetchall():
            text = (body.decode() if isinstance(body, bytes) else body or "").replace(was, says)
            raw.execute(
                "UPDATE revisions SET body = ?, sha256 = ? WHERE post_id = ? AND number = ?",
                (text, sha256(text.encode()), post_id, number),
            )
        raw.commit()


def _whole_approval(scene: Scene, post_id: str, by: str) -> None:
    """An approval out of nothing, with its line of history, hashes and state."""
    sealed, now = scene.repo.sealed(post_id), scene.clock.now()
    assert sealed is not None
    moment, end = (f"{one:%Y-%m-%dT%H:%M:%S.%fZ}" for one in (now, now + timedelta(days=7)))
    revision, seal = sealed.bundle.revision, sealed.bundle.seal
    line = replace(scene.repo.history(post_id)[-1], action="approve", by=by, at=now, to_state=PostState.APPROVED)
    line = chained(replace(line, from_state=PostState.IN_REVIEW, seal=seal, note=""), scene.repo.history(post_id)[-1])
    scene.forge(
        f"INSERT INTO approvals (post_id, revision, seal, by, role, at, expires_at) VALUES "
        f"('{post_id}', {revision}, '{seal}', '{by}', 'approver', '{moment}', '{end}')",
        f"INSERT INTO history (post_id, seq, at, by, action, from_state, to_state, note, revision, seal, prev_hash, "
        f"hash) VALUES ('{post_id}', {line.seq}, '{moment}', '{by}', 'approve', 'in_review', 'approved', '', "
        f"{revision}, '{seal}', '{line.prev_hash}', '{line.hash}')",
        f"UPDATE posts SET state = 'approved', history_head = '{line.hash}' WHERE id = '{post_id}'",
    )


def test_a_whole_approval_out_of_nothing_is_refused(scene: Scene) -> None:
    post = scene.in_review()
    _whole_approval(scene, post.id, scene.approver)
    assert scene.workflow.verify_history(post.id) == (), "the chain of hashes is right"
    scene.refused(post.id, Refused)


def test_one_signed_with_a_key_of_ones_own_is_refused(scene: Scene) -> None:
    """The forger signs the right statement, under the name and the key id of the approver, then under their own key."""
    post = scene.in_review()
    _whole_approval(scene, post.id, scene.approver)
    told, sealed = scene.repo.history(post.id)[-1], scene.repo.sealed(post.id)
    approval, submitted = scene.repo.approval(post.id), scene.repo.signature(post.id, "submit")
    assert sealed is not None
    assert approval is not None
    assert submitted is not None
    from studio.posts import post_signature

    facts = post_signature.approval(
        approval, sealed.bundle, sequence=told.seq, before=told.prev_hash, submitted=submitted.signature
    )
    key = next(line for line in scene.people.key_register() if line.person == scene.approver).key_id
    statement = canonical_json({**facts, "key": key, "roles": ["approver"]})
    scene.repo.sign(
        post_signature.PostSignature(
            post_id=post.id, revision=post.revision, kind="approve", by=scene.approver, key_id=key, at=approval.at,
            statement=statement.decode(), signature=sign(SEED, statement),
        )
    )  # fmt: skip
    scene.refused(post.id)
    scene.forge(f"UPDATE people_keys SET public = '{public_of(SEED)}' WHERE person = '{scene.approver}'")
    scene.refused(post.id)


def _rewrite_note(scene: Scene, post_id: str) -> None:
    scene.forge(f"UPDATE history SET note = 'khác' WHERE post_id = '{post_id}' AND action = 'submit'")
    scene.rechain(post_id)


FORGED: Mapping[str, Callable[[Scene, str], None]] = {
    "a later end": lambda scene, post: scene.forge(
        f"UPDATE approvals SET expires_at = '2027-11-25T01:30:00.000000Z' WHERE post_id = '{post}'"
    ),
    "another role": lambda scene, post: scene.forge(f"UPDATE approvals SET role = 'head' WHERE post_id = '{post}'"),
    "another line before it": _rewrite_note,
    "another signature": lambda scene, post: scene.forge(
        f"UPDATE post_signatures SET signature = '{'0' * 128}' WHERE post_id = '{post}' AND kind = 'approve'"
    ),
    "another signature under the submission": lambda scene, post: scene.forge(
        f"UPDATE post_signatures SET signature = '{'0' * 128}' WHERE post_id = '{post}' AND kind = 'submit'"
    ),
    "another statement": lambda scene, post: scene.forge(
        f"UPDATE post_signatures SET statement = replace(statement, 'submit', 'submiT') WHERE post_id = '{post}'"
    ),
    "another signer": lambda scene, post: scene.forge(
        f"UPDATE post_signatures SET by = '{scene.head}' WHERE post_id = '{post}' AND kind = 'approve'"
    ),
    "a register with another right": lambda scene, post: scene.forge(
        "UPDATE people_keys SET roles = '[\"author\",\"head\"]' WHERE seq = 1"
    ),
    "a register without its end": lambda scene, post: scene.forge(
        "DELETE FROM people_keys WHERE seq = (SELECT max(seq) FROM people_keys)"
    ),
    "no register": lambda scene, post: scene.forge("DELETE FROM people_keys"),
}  # fmt: skip


@pytest.mark.parametrize("how", FORGED)
def test_an_approval_that_was_touched_is_refused(scene: Scene, how: str) -> None:
    post = scene.approved()
    scene.workflow.valid_approval(post.id)
    FORGED[how](scene, post.id)
    scene.refused(post.id)


def test_a_pin_of_ones_own_opens_nobody_elses_key(scene: Scene) -> None:
    """Copied from the forger's row, or made with the forger's PIN: the approver's row then opens for nobody."""
    post = scene.in_review()
    own = wrap(SEED, "60418327", scene.approver, None, Cost(8, 1, 1))
    for kept in (own, scene.people.get(scene.second).pin_hash, FAST_HASHER.hash("60418327")):
        scene.forge(f"UPDATE people SET pin_hash = '{kept}' WHERE id = '{scene.approver}'")
        for pin in ("60418327", PIN):
            with pytest.raises(NotPermitted, match="PIN"):
                scene.workflow.approve(post.id, scene.approver, pin)
    assert scene.get(post).state is PostState.IN_REVIEW


@pytest.mark.parametrize("column", ["roles = '[\"approver\"]'", "name = 'Người Khác', folded = 'nguoi khac'"])
def test_rights_and_names_that_were_written_into_the_store_count_for_nothing(scene: Scene, column: str) -> None:
    scene.forge(f"UPDATE people SET {column} WHERE id = '{scene.second}'")
    with pytest.raises(Untrusted, match="sửa ngoài chương trình"):
        scene.people.verify_pin(scene.second, PIN)


def test_a_person_who_was_written_into_the_store_is_nobody(scene: Scene) -> None:
    scene.forge(
        "INSERT INTO people (id, name, folded, roles, pin_hash, active) VALUES "
        f"('x', 'Kẻ Lạ', 'ke la', '[\"head\"]', '{FAST_HASHER.hash('60418327')}', 1)"
    )
    with pytest.raises(Untrusted, match="Kẻ Lạ"):
        scene.people.verify_pin("x", "60418327")


def test_wrong_pins_are_counted_where_the_store_is_not(scene: Scene) -> None:
    for _ in range(5):
        with pytest.raises(NotPermitted):
            scene.people.verify_pin(scene.approver, "60418327")
    scene.forge("DELETE FROM pin_tries")
    with pytest.raises(NotPermitted, match="quá nhiều lần"):
        scene.people.verify_pin(scene.approver, PIN)


def test_a_clock_set_forward_ends_no_wait(scene: Scene) -> None:
    up = [1000.0]
    people = People(
        StoredPeople(scene.store), scene.clock, ids=numbered("x"), hasher=FAST_HASHER, uptime=lambda: up[0],
        vault=KeyringVault(scene.safe, scene.folder, lambda: "ho-so"),
    )  # fmt: skip
    for _ in range(5):
        with pytest.raises(NotPermitted):
            people.verify_pin(scene.approver, "60418327")
    scene.clock.forward(days=30)
    with pytest.raises(NotPermitted, match="quá nhiều lần"):
        people.verify_pin(scene.approver, PIN)
    up[0] += 60
    people.verify_pin(scene.approver, PIN)


def test_a_store_without_its_keyring_opens_for_nobody(scene: Scene) -> None:
    elsewhere = People(
        StoredPeople(scene.store), scene.clock, ids=numbered("x"), hasher=FAST_HASHER,
        vault=KeyringVault(MemorySafe(), scene.folder, lambda: "ho-so"),
    )  # fmt: skip
    with pytest.raises(StudioError, match="mã khôi phục"):
        elsewhere.verify_pin(scene.approver, PIN)


def test_a_keyring_that_comes_to_the_pc_later_shuts_nobody_out(tmp_path: Path) -> None:
    """The PIN given first with it is protected by it from then on."""
    rig = PostRig(tmp_path)
    rig.furnish()
    safe = MemorySafe()
    person, before = rig.approver, rig.people.get(rig.approver).pin_hash

    def with_it() -> People:
        return People(
            StoredPeople(rig.store), rig.clock, ids=numbered("x"), hasher=FAST_HASHER,
            vault=KeyringVault(safe, tmp_path, lambda: "ho-so"),
        )  # fmt: skip

    with pytest.raises(NotPermitted, match="PIN"):
        with_it().verify_pin(person, "60418327")
    with_it().verify_pin(person, PIN)
    after = rig.people.get(person).pin_hash
    assert unwrap(before, PIN, person, None) is not None
    assert unwrap(after, PIN, person, None) is None
    with_it().verify_pin(person, PIN)


def test_another_profile_in_the_same_folder_is_noticed(scene: Scene) -> None:
    swapped = People(
        StoredPeople(scene.store), scene.clock, ids=numbered("x"), hasher=FAST_HASHER,
        vault=KeyringVault(scene.safe, scene.folder, lambda: "ho-so-khac"),
    )  # fmt: skip
    with pytest.raises(Untrusted, match="không phải của bộ dữ liệu"):
        swapped.verify_pin(scene.approver, PIN)


def test_an_older_register_waits_for_the_head_and_one_other(scene: Scene) -> None:
    """As after a restored backup."""
    post = scene.approved()
    joined(scene.people, "Người Mới", [Role.AUTHOR], PIN)
    scene.people.verify_pin(scene.head, PIN)
    scene.forge("DELETE FROM people_keys WHERE name = 'Người Mới'", "DELETE FROM pin_tries WHERE person = 'person7'",
                "DELETE FROM people WHERE name = 'Người Mới'")  # fmt: skip
    scene.refused(post.id)
    with pytest.raises(NotPermitted):
        scene.people.confirm_register(scene.head, PIN, scene.head, PIN)
    scene.people.confirm_register(scene.head, PIN, scene.author, PIN)
    scene.workflow.valid_approval(post.id)


def test_an_approval_given_in_the_day_after_a_new_pin_counts_for_nothing(scene: Scene) -> None:
    """Even one that is signed: the wait is asked again where posts leave."""
    post = scene.in_review()
    scene.people.reset_pin(scene.approver, "60418327", scene.head, PIN, scene.author, PIN)
    scene.clock.forward(hours=1)
    with pytest.raises(Refused, match="đợi"):
        scene.workflow.approve(post.id, scene.approver, "60418327")
    real, scene.people.require_settled = scene.people.require_settled, lambda signer: None  # type: ignore[method-assign]
    scene.workflow.approve(post.id, scene.approver, "60418327")
    scene.people.require_settled = real  # type: ignore[method-assign]
    scene.refused(post.id)
