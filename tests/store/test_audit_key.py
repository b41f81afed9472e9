"""The log is keyed: who writes the database alone can neither write it anew nor cut its end off unseen."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.outbox.audit import Act, body_of, chain_hash
from studio.paths import Profile
from studio.people.model import Role
from studio.people.present import at_work, by_itself
from tests.profile import SetClock, staffed
from tests.store.safe import FileSafe, safe_of

HEAD, PIN = "Phạm Thị Trưởng", "29517438"


class Pc:
    def __init__(self, folder: Path) -> None:
        self.clock, self.safe = SetClock(), safe_of(folder)
        self.profile = Profile(root=folder / "ho-so")

    def open(self, safe: FileSafe | None = None) -> Studio:
        return open_studio(self.profile, clock=self.clock, safe=safe or self.safe)

    def send(self, studio: Studio) -> None:
        """One more entry, while the head is at work."""
        with at_work(studio.people.sign_in(HEAD, PIN)):
            studio.audit.append(at=self.clock.now(), by="program", act=Act.SENT, data={})

    def told(self) -> list[str]:
        studio = self.open()
        try:
            return [phrase.vi for phrase in studio.warnings()]
        finally:
            studio.close()

    def last(self) -> int:
        """The number of the newest entry."""
        studio = self.open()
        try:
            return studio.audit.entries()[-1].seq
        finally:
            studio.close()

    def by_hand(self, *statements: str) -> None:
        """What somebody does to the database from outside, its triggers dropped for the while."""
        with closing(sqlite3.connect(self.profile.database)) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
            for _, sql in triggers:
                connection.execute(sql)
            connection.commit()


@pytest.fixture
def pc(tmp_path: Path) -> Pc:
    """A profile whose log ends with five entries of the program."""
    made = Pc(tmp_path)
    studio = made.open()
    staffed(studio.people, (HEAD, [Role.HEAD]), pin=PIN)
    for number in range(5):
        studio.audit.append(at=made.clock.now(), by="program", act=Act.SEEN, data={"number": number})
    studio.close()
    assert made.told() == []
    return made


def rewritten(pc: Pc, number: int) -> list[str]:
    """The statements that alter one entry and mend every hash after it."""
    studio = pc.open()
    entries = studio.audit.entries()
    studio.close()
    done, previous = [], "0" * 64
    for entry in entries:
        data = {"number": 99} if entry.seq == number else entry.data
        body = body_of(seq=entry.seq, at=entry.at, by=entry.by, act=entry.act, post_id=entry.post_id, data=data)
        made = chain_hash(body, previous)
        done.append(
            f"UPDATE audit SET data = '{json.dumps(dict(data), separators=(',', ':'))}', "  # noqa: S608
            f"prev_hash = '{previous}', hash = '{made}' WHERE seq = {entry.seq}"
        )
        previous = made
    return done


def test_a_log_that_was_written_anew_with_all_its_hashes_is_told(pc: Pc) -> None:
    pc.by_hand(*rewritten(pc, 2))
    assert any("bị thay đổi tại dòng 2" in line for line in pc.told())


@pytest.mark.parametrize("helped", [False, True])
def test_a_log_whose_codes_were_taken_away_is_told(pc: Pc, helped: bool) -> None:
    pc.by_hand(*rewritten(pc, 2), "DELETE FROM audit_codes", *(["UPDATE audit SET by = by"] if helped else []))
    assert any("đã bị cắt bớt hoặc viết lại" in line for line in pc.told())


@pytest.mark.parametrize("cut", [1, 2, None])
def test_an_end_that_was_cut_off_is_told(pc: Pc, cut: int | None) -> None:
    last = 0 if cut is None else pc.last() - cut
    pc.by_hand(f"DELETE FROM audit_codes WHERE seq > {last}", f"DELETE FROM audit WHERE seq > {last}")  # noqa: S608
    assert any("đã bị cắt bớt hoặc viết lại" in line for line in pc.told())


@pytest.mark.parametrize(
    "what", ["the end noted beside the data goes too", "the whole folder of yesterday is put back"]
)
def test_it_is_told_even_where_all_files_of_the_profile_are_changed(pc: Pc, tmp_path: Path, what: str) -> None:
    if what.startswith("the end"):
        last = pc.last() - 2
        pc.by_hand(f"DELETE FROM audit_codes WHERE seq > {last}", f"DELETE FROM audit WHERE seq > {last}")  # noqa: S608
        (pc.profile.root / "log-end.json").unlink()
    else:
        shutil.copytree(pc.profile.root, tmp_path / "gestern")
        studio = pc.open()
        pc.send(studio)
        studio.close()
        shutil.rmtree(pc.profile.root)
        (tmp_path / "gestern").rename(pc.profile.root)
    assert any("đã bị cắt bớt hoặc viết lại" in line for line in pc.told())


def test_an_entry_from_outside_is_told(pc: Pc) -> None:
    studio = pc.open()
    entries = studio.audit.entries()
    studio.close()
    last = entries[-1]
    body = body_of(seq=last.seq + 1, at=last.at, by="program", act=Act.SEEN, post_id="", data={})
    at = last.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    pc.by_hand(
        f"INSERT INTO audit VALUES ({last.seq + 1}, '{at}', 'program', 'seen', '', '{{}}', '{last.hash}', "  # noqa: S608
        f"'{chain_hash(body, last.hash)}')"
    )
    assert any("không có khóa của máy này" in line for line in pc.told())


def test_a_killed_program_leaves_a_log_that_is_whole(pc: Pc) -> None:
    studio = pc.open()
    pc.send(studio)
    studio.store.close()  # and nothing else: no word to the keyring
    studio.presence.close()
    assert pc.told() == []


def test_a_log_without_a_keyring_is_chained_all_the_same(tmp_path: Path) -> None:
    pc = Pc(tmp_path)
    pc.safe.silent = True
    studio = pc.open()
    studio.audit.append(at=pc.clock.now(), by="program", act=Act.SEEN, data={})
    studio.close()
    assert pc.told() == []
    pc.by_hand("DELETE FROM audit")
    assert any("đã bị cắt bớt hoặc viết lại" in line for line in pc.told())


def test_entries_of_a_day_without_the_keyring_are_told(pc: Pc) -> None:
    pc.safe.silent = True
    studio = pc.open()
    with by_itself("no PIN can be checked on such a day"):
        studio.audit.append(at=pc.clock.now(), by="program", act=Act.SENT, data={})
    studio.close()
    pc.safe.silent = False
    assert any("kho khóa bị khóa khi đó" in line for line in pc.told())


def test_a_restore_is_no_fault_of_the_log(pc: Pc) -> None:
    studio = pc.open()
    studio.back_up_daily()
    (copy,) = studio.backups.list()
    pc.send(studio)
    impact = studio.backups.impact()
    assert impact is not None
    assert studio.backups.stage(copy.path, HEAD, PIN, named=impact.name, going=lambda done, total: True)
    studio.close()
    assert pc.told() == []
    assert pc.told() == []
