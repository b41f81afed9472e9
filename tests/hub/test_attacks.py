"""A station that holds a login and speaks SQL itself: what it tries is refused, or comes to nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

import psycopg
import pytest

from studio.hub.client import HubClient
from studio.hub.connection import HubAway, connect
from studio.hub.model import HubItemKind
from tests.hub.attacks import ATTACKS, Attack, Outcome
from tests.hub.postgres import Cluster
from tests.hub.rig import Hub, Station, hub_on

TABLES = "box station reads allowed lease version parent blob_of item item_blob meta"
CONTENTS = " UNION ALL ".join(
    f"SELECT md5(string_agg(x::text, ',' ORDER BY x::text)) FROM hub.{table} x"  # noqa: S608 (the tables above)
    for table in TABLES.split()
)


@dataclass(frozen=True)
class Besieged:
    """A unit with a post, a picture and a delivery in its hands, and a station of another unit that wants them."""

    hub: Hub
    attacker: Station
    victim: Station
    line: HubClient
    words: dict[str, object]
    hashes: dict[str, bytes]

    def contents(self) -> list[tuple[object, ...]]:
        """Sums of all that is kept, and of the victim's picture."""
        return [*self.hub.ask(CONTENTS), (self.line.fetch_blob(self.hashes["picture"].hex()),)]

    def come_of(self, attack: Attack) -> Outcome:
        sql = attack.sql
        for name, value in self.words.items():
            sql = sql.replace("{" + name + "}", str(value))
        for name, value in self.hashes.items():
            sql = sql.replace(f"%({name})s", f"'\\x{value.hex()}'::bytea")
        with connect(self.attacker.address, self.attacker.login, self.attacker.password) as line:
            try:
                return self._run(line, sql.replace("%%", "%"))
            except psycopg.Error:
                return Outcome.REFUSED

    def _run(self, line: psycopg.Connection[tuple[object, ...]], sql: str) -> Outcome:
        if sql.startswith("COPY hub"):
            with line.cursor().copy(sql.encode()) as rows:
                return Outcome.HARMLESS if any(rows) else Outcome.NONE
        last = line.execute(sql.encode())
        while last.nextset():
            pass
        row = last.fetchone() if last.description else (True,)
        return Outcome.NONE if row is None or row[0] in (None, 0, False) else Outcome.HARMLESS


@pytest.fixture(scope="module")
def besieged(cluster: Cluster) -> Iterator[Besieged]:
    with ExitStack() as stack:
        hub = stack.enter_context(hub_on(cluster))
        attacker, victim = hub.station("u001"), hub.station("u002")
        line = stack.enter_context(victim.client())
        picture = os.urandom(300_000)
        sha = line.send_blob(picture)
        epoch = line.greet().epoch
        revision = victim.revision("post-b", epoch=epoch)
        line.push("u002", revision)
        item = victim.item(HubItemKind.RECEIPT, {"secret": "only u002"}, blobs=[sha])
        line.push("u002", item)
        line.push("department", item)
        assert line.offer("post-b", "page-b", revision.hex) == "free"
        permit = line.claim("post-b", "page-b", revision.hex, epoch)
        assert permit is not None
        ((table,),) = hub.ask("SELECT 'hub.item'::regclass::oid")
        ((process,),) = hub.ask("SELECT pid FROM pg_stat_activity WHERE usename = %s", victim.login)
        yield Besieged(
            hub=hub, attacker=attacker, victim=victim, line=line,
            words={"attacker": attacker.login, "victim": victim.login, "fence": permit.fence, "table": table,
                   "process": process},
            hashes={"picture": bytes.fromhex(sha), "revision": revision.id, "item": item.id},
        )  # fmt: skip


def test_there_are_as_many_as_were_tried_before() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 110


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_comes_to_nothing(besieged: Besieged, attack: Attack) -> None:
    before = besieged.contents()
    assert besieged.come_of(attack) is attack.outcome
    assert besieged.contents() == before
    assert besieged.line.greet().unit == "u002"


def test_the_victim_can_do_what_the_attacker_cannot(besieged: Besieged) -> None:
    """Else the attacks might fail for another reason."""
    assert besieged.line.fetch_blob(besieged.hashes["picture"].hex())
    assert besieged.line.have("u002", [besieged.hashes["item"]])


def test_other_databases_of_the_server_are_closed(besieged: Besieged) -> None:
    for database in ("postgres", "template1"):
        with pytest.raises(HubAway, match="permission denied"):
            connect(
                replace(besieged.attacker.address, database=database),
                besieged.attacker.login,
                besieged.attacker.password,
            )


def test_the_log_is_append_only_for_its_owner_too(besieged: Besieged) -> None:
    for sql in ("UPDATE hub.item SET body = 'x'", "DELETE FROM hub.item_blob", "TRUNCATE hub.item CASCADE"):
        with besieged.hub.admin() as line:
            line.execute(b"SET ROLE hub_owner")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                line.execute(sql.encode())
