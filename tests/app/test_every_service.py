"""A walk through every method of every service: nobody writes without the PIN of somebody who is at work.

What writes is not listed by hand: the stores are asked. Every method is called as the head with their PIN, and the
stores tell which calls begin to write; every method is called with nobody at work, and then nothing may have changed.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from contextvars import Context, copy_context
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import studio
from studio.accounts.keychain import Keychain
from studio.accounts.model import Account, AccountKind
from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.app.practice_data import LAW
from studio.app.reports_room import ReportsDesk
from studio.clock import local_date
from studio.errors import NotFound, NotPermitted
from studio.feedback.desk import Feedback
from studio.feedback.model import Origin
from studio.library.effects import EventToRecord
from studio.library.events import WHOLE, EventKind, place_of
from studio.library.model import Status
from studio.outbox.audit import Act
from studio.outbox.home import ProfileKind
from studio.paths import Profile
from studio.people.model import NewPerson, Person, Role
from studio.people.present import SignedIn, bring
from studio.platforms import Platform
from studio.posts.model import PostFilter
from studio.reports.model import CommentPart
from studio.reports.storage_received import ReportingUnit
from studio.templates.own.kit import BrandKit
from tests.accounts.keyrings import MemoryKeyring
from tests.profile import SetClock, quick_pins
from tests.sample_fields import TYPICAL

PIN = "73920468"
OCTOBER = date(2026, 10, 1)
CODE = Path(studio.__file__).parent
NO_SERVICES = {
    "profile": "where things lie",
    "settings": "what was chosen; the file of settings is the user's own",
    "clock": "tells the time",
    "events": "tells lessons what happened",
    "audit": "what the services write to: the guard is in it",
    "store": "what the services write to: the guard is in it",
    "course": "what the services write to: the guard is in it",
    "files": "what the services write to: the guard is in it",
    "safe": "the system's keyring",
    "overlay": "pictures in memory",
    "practice_drafts": "reads files into memory",
    "image_workers": "works on pictures in a child process",
    "publishers": "speak to the pages; the outbox alone calls them",
    "handover": "speaks to a page; the outbox alone calls it",
    "practice_pages": "reads what a practice page shows",
    "presence": "says that this process runs",
    "viewing": "copies a file out for the PC's own player",
}
BY_ITSELF = {
    "studio/app/build.py:build": "housekeeping when a profile is opened",
    "studio/app/open_profile.py:_note": "that data was taken back, before anybody can sign in",
    "studio/app/context.py:steady": "notes when the program was last used",
    "studio/app/law_room.py:look_at_age": "tells who cites a law whose check grew old",
    "studio/department/service.py:refresh": "keeps what the hub says of its stations",
    "studio/feedback/items.py:take_in": "keeps what citizens wrote to the pages",
    "studio/feedback/moderation.py:run": "carries out what was decided with a PIN",
    "studio/feedback/purge.py:daily": "texts of citizens go at their time",
    "studio/feedback/purge.py:purge_due": "texts of citizens go at their time",
    "studio/feedback/intake.py:read_now": "reads what citizens wrote to the pages",
    "studio/feedback/intake.py:run": "reads what citizens wrote to the pages",
    "studio/feedback/statistics.py:settle": "sums of days that are over, read out of their items",
    "studio/feedback/replies.py:_looked": "looks at the page before a word of a person counts",
    "studio/feedback/replies.py:run": "carries out what was queued with a PIN",
    "studio/images/asset_library.py:print_anew": "a newer version looks at the pictures anew",
    "studio/library/citations.py:index": "an index, read out of the texts of the laws",
    "studio/outbox/workers.py:_work": "carries out what was queued with a PIN",
    "studio/outbox/service.py:recheck_held": "carries out what was queued with a PIN",
    "studio/outbox/service.py:reconcile": "carries out what was queued with a PIN",
    "studio/outbox/service.py:run": "carries out what was queued with a PIN",
    "studio/outbox/service.py:run_once": "carries out what was queued with a PIN",
    "studio/exchange/folder.py:look": "carries items through a folder that a head chose, each signed",
    "studio/exchange/link.py:sync": "carries items to the hub and takes in what came, each signed",
    "studio/people/service.py:found": "nobody has to allow the first people of an empty profile",
    "studio/people/service.py:_opened": "counts the tries of a PIN",
    "studio/people/service.py:signer": "counts the tries of a PIN",
    "studio/ui/start/plan.py:_store": "the first steps of an empty profile, all or nothing",
    "studio/posts/recurring.py:begin_due": "a draft is begun on its day, for who set it up",
    "studio/posts/workflow.py:expire_due": "an approval ends at its time",
    "studio/reports/figures.py:look": "notes what a page told of its numbers",
    "studio/reports/figures.py:look_due": "notes what a page told of its numbers",
    "studio/publishers/connections.py:check": "notes what a page answered",
    "studio/publishers/connections.py:check_all": "notes what a page answered",
}
"""Where the program itself writes, with nobody at work, and why it may."""
OPENS_A_DATABASE = {
    "studio/doctor.py": "one in memory, to see what this PC can do",
    "studio/store/archive.py": "reads what a backup holds, and makes one in memory, with the schema as it should be",
    "studio/store/backup.py": "reads the store, writes the copy",
    "studio/store/engine.py": "the store itself, with its guard",
    "studio/store/erasure.py": "folds the WAL into the database, and changes no row",
    "studio/store/migrate.py": "brings a store to the present schema when it is opened",
    "studio/store/restore.py": "checks a backup that is laid out beside the store",
    "studio/store/snapshots.py": "keeps and sets back the practice data of a lesson",
}
"""Where a database is opened past `Store.write`."""
ASKS_ONLY = {"law_notices.unseen", "workflow.decidable", "workflow.refusals", "worklist.of"}
"""What only tells what somebody may do or has to hear."""
TAKES_A_PIN = "pin"
"""A method that has it asks for the PIN of whom it names; a PIN of somebody else is refused whatever else holds."""
NOT_REACHED = {
    "access.review_devices", "aftercare.amend", "aftercare.correct", "aftercare.follow", "calendar.move",
    "calendar.take_back",
    "drafts.add_video", "emergency.next_bulletin", "law_seeds.attach", "library.retract_event", "library.take",
    "photo_assets.end", "photo_works.behind", "slips.export", "slips.note", "slips.reopen", "studio.open_file",
    "weeks.begin", "weeks.change", "workflow.mark_queued", "workflow.mark_unqueued",
}  # fmt: skip
"""What needs more than the walk has (a published post, a slip, a video …) before it asks who acts. Each asks all the
same, and no line of the log can name anybody else: see the two tests after the walk."""
IN_ITS_OWN_HISTORY = {
    "accounts.connected": "inside an act of `connections`, which asks and logs",
    "accounts.remove": "inside an act of `connections`, which asks and logs",
    "accounts.set_status": "inside an act of `connections`, which asks and logs",
    "accounts.update": "of no door: profiles for practice and tests use it",
    "drafts.add_media": "typing into a draft: its revisions name who did it",
    "drafts.edit": "typing into a draft: its revisions name who did it",
    "drafts.open_amendment": "a new draft: its history names who opened it",
    "drafts.open_copy": "a new draft: its history names who opened it",
    "drafts.open_new": "a new draft: its history names who opened it",
    "drafts.restore": "typing into a draft: its revisions name who did it",
    "drafts.undo": "typing into a draft: its revisions name who did it",
    "exchange.fingerprint": "what the key of this PC is made with is written down at the first asking",
    "exchange.key": "what the key of this PC is made with is written down at the first asking",
    "exchange.station": "what the key of this PC is made with is written down at the first asking",
    "exchange.write_template": "as `exchange.write`",
    "exchange.write": "the shared folder's way of sending: what it makes are items, which name who did what they say",
    "feedback_intake.read_now": "how far the pages are read is kept, as in every round of the program's own",
    "feedback_purging.purge": "nothing is due: only the tries of the PIN were written",
    "outbox.retry_failed": "nothing failed: only the tries of the PIN were written",
    "outbox.run": "the program carries out what was queued, and logs that",
    "outbox.run_once": "the program carries out what was queued, and logs that",
    "people.sign_in": "only the tries of the PIN are written",
    "people.signer": "only the tries of the PIN are written",
    "people.verify_pin": "only the tries of the PIN are written",
    "photo_works.open": "the history of the picture names who did it",
    "photo_works.purge": "what lay in the trash long enough goes by itself, and is logged as the program's",
    "photo_works.rename": "the history of the picture names who did it",
    "reports_figures.look": "what the page tells is kept, as in every look of the program's own",
    "reviews.comment": "the comment names who made it",
    "reviews.looked": "says of a person what they saw",
    "reviews.resolve": "the comment names who dealt with it",
    "workflow.comment": "the history of the post names who made it",
    "writing.note_use": "counts how often a snippet was used, by nobody in particular",
}
"""What changes something and writes no line into the log, and where it stands instead."""
INDEX = "law_mentions"
WORKER_LOOKS = "worker_clock"
OF_DATABASES = (".db", ".sqlite3", ".lock", ".log")
CLOSES = ("close",)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A unit at work, not for practice: a post in review, a draft, comments, laws, a slip, a page file."""
    root = tmp_path_factory.mktemp("services") / "profile"
    with quick_pins(), closing(opened(root)) as made:
        head = made.people.found(
            [
                NewPerson(name="Lê Quốc Cường", roles=frozenset(Role), pin=PIN),
                NewPerson(name="Nguyễn Văn An", roles=frozenset({Role.AUTHOR}), pin="58201746"),
                NewPerson(name="Trần Thu Hà", roles=frozenset(Role), pin="61938527"),
            ]
        )[0]
        other = made.people.get("Trần Thu Hà")
        bring(made.people.sign_in(head, PIN))
        ids = fill(made, head) | {"other": other.id}
        bring(None)
    return root, ids


def opened(root: Path) -> Studio:
    profile = Profile(root=root)
    profile.create()
    return open_studio(profile, clock=SetClock(), safe=Keychain(MemoryKeyring))


def fill(made: Studio, head: Person) -> dict[str, str]:
    made.directory.import_yaml(SAMPLE / "don-vi.yaml")
    made.connections.add(Account(name="trang", kind=AccountKind.PRACTICE, platform=Platform.FACEBOOK, page_id="trang",
                                 title="Trang thực hành"), head.id)  # fmt: skip
    made.library.import_paths([SAMPLE / "law"])
    post = made.drafts.open_new("scam_warning", head.id)
    made.drafts.edit(post.id, head.id, fields=dict(TYPICAL["scam_warning"]), targets=["trang"])
    comment = made.reviews.comment(post.id, head.id, "", "Rõ nguồn hơn")
    work = made.photo_works.open(photo(), "anh.jpg", head.id)
    page = made.registry.begin(head.id)
    asked = made.feedback.items.record(Origin.PHONE, "Hỏi lịch làm căn cước", made.now(), head.id)
    made.feedback.intake.run()  # nothing is due after that
    made.reports.reports.new(OCTOBER, head.id)
    made.reports.reports.finish(OCTOBER, head.id)
    made.reports.reports.new(OCTOBER, head.id)
    made.reports.reports.comment(OCTOBER, {CommentPart.ASKED: "Hỏi nhiều nhất về căn cước"}, head.id)
    return {"item": asked.id, "post": post.id, "comment": comment.id, "work": work.id, "file": page.id, "head": head.id}


def photo() -> bytes:
    return (SAMPLE / "photo" / "cuoc-goi-la.jpg").read_bytes()


@pytest.fixture
def made(filled: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Studio]:
    shutil.copytree(filled[0], tmp_path / "profile")
    with closing(opened(tmp_path / "profile")) as found:
        found.home.decide(ProfileKind.MOVED, filled[1]["head"], PIN)
        bring(None)
        yield found


def services(made: Studio) -> Iterator[tuple[str, object]]:
    for field in dataclasses.fields(made):
        service = getattr(made, field.name)
        if isinstance(service, Feedback | ReportsDesk):
            parts = [part.name for part in dataclasses.fields(service)]
            yield from ((f"{field.name}_{part}", getattr(service, part)) for part in parts)
        elif field.name not in NO_SERVICES:
            yield field.name, service
    yield "studio", made


def methods(made: Studio) -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public method of every service, named ``drafts.edit``."""
    for name, service in services(made):
        for attribute, _ in inspect.getmembers(type(service), inspect.isfunction):
            if not attribute.startswith("_") and attribute not in CLOSES:
                yield f"{name}.{attribute}", getattr(service, attribute)


class Given:
    """Arguments as real as can be, by name and by annotation."""

    def __init__(self, made: Studio, ids: dict[str, str], folder: Path, pin: str) -> None:
        book, now = made.directory.book(), made.now()
        self.by_name: dict[str, object] = {
            "by": ids["head"], "person": ids["head"], "pin": pin, "old": pin, "new": "58201746", "post_id": ids["post"],
            "key": LAW, "document": LAW, "template_id": "false_news", "account": "trang", "accounts": ["trang"],
            "data": photo(), "path": SAMPLE / "don-vi.yaml", "paths": [SAMPLE / "law"], "folder": folder,
            "out": folder / "ra",
            "name_or_id": ids["head"], "roles": {Role.AUTHOR}, "day": local_date(now), "on": local_date(now),
            "first": local_date(now), "last": local_date(now), "at": now, "was": now, "to": now + timedelta(days=2),
            "now": now + timedelta(days=400), "every": timedelta(hours=1), "work": ids["work"], "picture": "0" * 64,
            "id": ids["post"], "page": ids["file"], "order": [], "revision": 1, "number": 1, "website": "",
            "name": "trang", "unit_id": book.units[0].id, "article": "1", "status": "", "going": lambda *_: True,
            "filter": None, "captured_at": now, "words": ("một",), "present": lambda _: "", "kind": "post",
        }  # fmt: skip
        self.by_service: dict[tuple[str, str], object] = {
            ("feedback_items", "id"): ids["item"], ("feedback_items", "ids"): [ids["item"]],
            ("reviews", "id"): ids["comment"], ("registry", "id"): ids["file"],
            ("directory", "id"): book.contacts[0].id,
            ("outlines", "id"): "B1", ("people", "name"): "Trần Thị Bình", ("people", "pin"): "58201746",
            ("library", "status"): Status.IN_FORCE,
            ("access", "what"): "password",
            ("reports_reports", "month"): OCTOBER, ("reports_reports", "to"): "Trưởng Công an phường",
            ("reports_reports", "parts"): {CommentPart.ASKED: "Hỏi nhiều nhất về cư trú"},
            ("reports_units", "listed"): [ReportingUnit(name="Công an xã Gò Sậy")],
            ("access", "review_on"): local_date(now + timedelta(days=30)), ("weeks", "template_id"): "false_news",
        }  # fmt: skip
        self.by_kind: dict[str, object] = {
            "LegalPlace": place_of("1", None, None),
            "EventToRecord": EventToRecord(
                kind=EventKind.ENDS, place=WHOLE, since=local_date(now), source="Công báo"
            ),
            "PostFilter": PostFilter(),
            "MonthReport": made.reports.reports.revisions(OCTOBER)[-1],
            "MergedMonth": made.reports.units.of_month(OCTOBER),
            "BrandKit": BrandKit(header="Công an thành phố"),
            "Unit": book.units[0], "Contact": book.contacts[0], "Post": made.drafts.get(ids["post"]),
            "Account": made.accounts.get("trang"), "Snippet": next(iter(made.writing.snippets()), None),
        }  # fmt: skip

    def of(self, service: str, method: Callable[..., object]) -> dict[str, object]:
        hints: dict[str, Any] = {}
        with suppress(Exception):
            hints = get_type_hints(method)
        return {
            one.name: self._value(service, one, hints.get(one.name))
            for one in inspect.signature(method).parameters.values()
            if one.default is one.empty and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)
        }

    def _value(self, service: str, one: inspect.Parameter, hint: Any) -> object:
        if (service, one.name) in self.by_service:
            return self.by_service[service, one.name]
        kind = getattr(hint, "__name__", str(one.annotation))
        if kind in self.by_kind:
            return self.by_kind[kind]
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        if one.name in self.by_name:
            return self.by_name[one.name]
        plain: dict[str, object] = {"bool": True, "int": 1, "date": date(2026, 11, 25), "Path": SAMPLE / "don-vi.yaml"}
        if kind in plain:
            return plain[kind]
        if kind == "datetime":
            return datetime.now().astimezone()
        return "chữ"


def contents(made: Studio) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored and all files; what counts the tries of a PIN, what is read out of the laws and when workers
    looked apart."""
    found = files(made)
    for path in (made.profile.database, made.profile.course / "training.db"):
        if not path.exists():
            continue
        with closing(sqlite3.connect(path)) as raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                if "tries" not in name and not name.startswith(INDEX) and name != WORKER_LOOKS:
                    found[f"{path.name}:{name}"] = sorted(raw.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608
    return found


def files(made: Studio) -> dict[str, list[tuple[object, ...]]]:
    """Every file in and beside the profile, with its size."""
    root = made.profile.root.parent
    return {
        path.relative_to(root).as_posix(): [(path.stat().st_size,)]
        for path in root.rglob("*")
        if path.is_file() and not any(kind in path.name for kind in OF_DATABASES)
    }


def writing(made: Studio, ids: dict[str, str], folder: Path) -> set[str]:
    """The methods that begin to write when the head calls them with their PIN; nothing is really written."""

    class Begun(Exception):
        """A method began to write."""

    def told() -> None:
        raise Begun

    found: set[str] = set()
    signed = made.people.sign_in(ids["head"], PIN)
    for kept in (made.store, made.course, made.files):
        kept.guard(told)
    given = Given(made, ids, folder, PIN)
    for name, method in methods(made):
        arguments = given.of(name.partition(".")[0], method)
        try:
            copy_context().run(as_whom, signed, method, arguments)
        except Begun:
            found.add(name)
        except Exception as other:  # noqa: BLE001 - the arguments were not good enough to get there
            if isinstance(other.__context__, Begun):
                found.add(name)
    for kept in (made.store, made.course, made.files):
        kept.guard(made.people.require_somebody)
    return found


def as_whom(signed: SignedIn, method: Callable[..., object], arguments: dict[str, object]) -> None:
    """Call it with `signed` at work."""
    bring(signed)
    method(**arguments)


def test_nobody_writes_without_a_pin(made: Studio, filled: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    ids = filled[1]
    write = writing(made, ids, tmp_path)
    assert len(write) >= 40, "the walk meets what writes"
    given = Given(made, ids, tmp_path, "86420975")
    free = {where.rpartition(":")[2] for where in BY_ITSELF}
    before, passed = contents(made), []
    for name, method in methods(made):
        arguments = given.of(name.partition(".")[0], method)
        try:
            Context().run(method, **arguments)
        except Exception as refused:  # noqa: BLE001 - whatever hinders it
            if name in write and not isinstance(refused, NotPermitted):
                passed.append(f"{name}: {refused!r}")
        else:
            if name in write and name.partition(".")[2] not in free:
                passed.append(name)
    assert passed == []
    after = contents(made)
    assert {table for table in after if after[table] != before.get(table)} == set()


def test_nobody_acts_in_another_s_name(made: Studio, filled: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    ids = filled[1]
    signed = made.people.sign_in(ids["head"], PIN)
    given = Given(made, ids | {"head": ids["other"]}, tmp_path, PIN)
    before, passed, refused = contents(made), [], 0
    for name, method in methods(made):
        parameters = inspect.signature(method).parameters
        if not {"by", "person"} & set(parameters) or name in ASKS_ONLY or name.startswith("people."):
            continue
        arguments = given.of(name.partition(".")[0], method) | ({"by": ids["other"]} if "by" in parameters else {})
        try:
            Context().run(as_whom, signed, method, arguments)
        except NotPermitted:
            refused += 1
        except Exception as hindered:  # noqa: BLE001 - whatever hinders it before
            if TAKES_A_PIN not in parameters and name not in NOT_REACHED:
                passed.append(f"{name}: {hindered!r}")
        else:
            passed.append(name)
    assert passed == []
    assert refused >= 70, "the walk meets what asks"
    after = contents(made)
    assert {table for table in after if after[table] != before.get(table)} == set()


def test_backups_ask_for_person_right_and_pin(
    made: Studio, filled: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    ids, author = filled[1], made.people.get("Nguyễn Văn An").id
    made.backups.issue_code(ids["head"], PIN)
    backup = made.backups.make(tmp_path, ids["head"], PIN, going=lambda *_: True)
    assert backup is not None
    impact = made.backups.impact()
    assert impact is not None
    assert made.backups.stage(backup, ids["head"], PIN, named=impact.name, going=lambda *_: True)
    bring(made.people.sign_in(ids["head"], PIN))
    before = files(made)
    for by, pin in (("", ""), (ids["head"], ""), (ids["head"], "58201746"), (ids["other"], PIN), (author, "58201746")):
        for act in (
            lambda by=by, pin=pin: made.backups.issue_code(by, pin),
            lambda by=by, pin=pin: made.backups.make(tmp_path, by, pin, going=lambda *_: True),
            lambda by=by, pin=pin: made.backups.stage(backup, by, pin, named=impact.name, going=lambda *_: True),
        ):
            with pytest.raises((NotPermitted, NotFound)):
                act()
    assert files(made) == before
    acts = [(entry.act, entry.by) for entry in made.audit.entries()]
    assert acts[-3:] == [(act, ids["head"]) for act in (Act.RECOVERY_CODE, Act.BACKED_UP, Act.RESTORE_STAGED)]


def test_the_log_names_nobody_who_is_not_at_work(made: Studio, filled: tuple[Path, dict[str, str]]) -> None:
    ids = filled[1]
    bring(made.people.sign_in(ids["head"], PIN))
    for act in Act:
        with pytest.raises(NotPermitted):
            made.audit.append(at=made.now(), by=ids["other"], act=act, data={})
    made.audit.append(at=made.now(), by=ids["head"], act=Act.COURSE, data={})
    assert [entry.by for entry in made.audit.entries()][-1] == ids["head"]


def test_a_pin_that_was_given_counts_no_more_once_somebody_else_is_at_work(
    made: Studio, filled: tuple[Path, dict[str, str]]
) -> None:
    ids = filled[1]
    made.people.verify_pin(ids["other"], "61938527")
    assert made.drafts.open_new("scam_warning", ids["other"]).author == ids["other"]
    bring(made.people.sign_in(ids["head"], PIN))
    with pytest.raises(NotPermitted):
        made.drafts.open_new("scam_warning", ids["other"])


def test_what_changes_something_is_logged(made: Studio, filled: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    ids = filled[1]
    write = writing(made, ids, tmp_path)
    signed = made.people.sign_in(ids["head"], PIN)
    bring(signed)
    given = Given(made, ids, tmp_path, PIN)
    silent, logged = set(), set()
    for name, method in methods(made):
        if name not in write:
            continue
        with suppress(Undone), made.store.write() as stored, made.course.write() as learnt:
            end = made.audit.head().seq
            count = stored.connection.total_changes + learnt.connection.total_changes
            with suppress(Exception):
                Context().run(as_whom, signed, method, given.of(name.partition(".")[0], method))
                changed = stored.connection.total_changes + learnt.connection.total_changes > count
                by = {entry.by for entry in made.audit.entries() if entry.seq > end}
                if changed and ids["head"] in by:
                    logged.add(name)
                elif changed:
                    silent.add(name)
            raise Undone
    assert silent - set(IN_ITS_OWN_HISTORY) == set()
    assert len(logged) >= 35, "the walk meets what is logged"


class Undone(Exception):
    """Takes back what a method did."""


def test_a_sign_in_of_another_start_or_of_nobody_proves_nothing(
    made: Studio, filled: tuple[Path, dict[str, str]]
) -> None:
    for forged in (None, SignedIn(person=filled[1]["head"], token="0" * 32)):
        bring(forged)
        with pytest.raises(NotPermitted):
            made.drafts.open_new("scam_warning", filled[1]["head"])
    signed = made.people.sign_in(filled[1]["head"], PIN)
    bring(signed)
    assert made.drafts.open_new("scam_warning", filled[1]["head"]).id
    made.people.sign_out(signed)


def test_where_the_program_itself_writes_is_known() -> None:
    found = set()
    for path in CODE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "by_itself":
                    found.add(f"studio/{path.relative_to(CODE).as_posix()}:{function.name}")
    assert found == set(BY_ITSELF)


def test_no_database_is_opened_past_the_store() -> None:
    found = set()
    for path in CODE.rglob("*.py"):
        if "migrations" in path.parts[-2]:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            text = ast.unparse(call.func)
            if text in ("sqlite3.connect", "create_engine") or text.endswith("engine.connect"):
                found.add(f"studio/{path.relative_to(CODE).as_posix()}")
    assert found == set(OPENS_A_DATABASE)
