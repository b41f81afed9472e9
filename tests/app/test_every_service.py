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
from contextvars import Context
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import studio
from studio.accounts.keychain import Keychain
from studio.accounts.model import Account, AccountKind
from studio.app import Studio, open_studio
from studio.clock import local_date
from studio.demo import LAW, SAMPLE
from studio.errors import NotPermitted
from studio.paths import Profile
from studio.people.model import NewPerson, Person, Role
from studio.people.present import bring
from studio.platforms import Platform
from tests.accounts.keyrings import MemoryKeyring
from tests.profile import SetClock
from tests.sample_fields import TYPICAL

PIN = "73920468"
CODE = Path(studio.__file__).parent
NO_SERVICES = {
    "profile": "where things lie",
    "settings": "what was chosen; the file of settings is the user's own",
    "clock": "tells the time",
    "news": "tells lessons what happened",
    "store": "what the services write to: the guard is in it",
    "course": "what the services write to: the guard is in it",
    "files": "what the services write to: the guard is in it",
    "safe": "the system's keyring",
    "overlay": "pictures in memory",
    "trial_desk": "reads files into memory",
    "darkroom": "works on pictures in a child process",
    "publishers": "speak to the pages; the outbox alone calls them",
    "handover": "speaks to a page; the outbox alone calls it",
    "practice_pages": "reads what a practice page shows",
    "presence": "says that this process runs",
    "viewing": "copies a file out for the PC's own player",
}
BY_ITSELF = {
    "studio/app/build.py:open_studio": "housekeeping when a profile is opened",
    "studio/app/clock_watch.py:steady": "notes when the program was last used",
    "studio/app/law_watch.py:look_at_age": "tells who cites a law whose check grew old",
    "studio/images/asset_library.py:print_anew": "a newer version looks at the pictures anew",
    "studio/library/citations.py:index": "an index, read out of the texts of the laws",
    "studio/outbox/crew.py:_work": "carries out what was queued with a PIN",
    "studio/outbox/service.py:recheck_held": "carries out what was queued with a PIN",
    "studio/outbox/service.py:reconcile": "carries out what was queued with a PIN",
    "studio/outbox/service.py:run": "carries out what was queued with a PIN",
    "studio/outbox/service.py:run_once": "carries out what was queued with a PIN",
    "studio/people/service.py:_opened": "counts the tries of a PIN",
    "studio/people/service.py:signer": "counts the tries of a PIN",
    "studio/ui/start/plan.py:_store": "the first steps of an empty profile, all or nothing",
    "studio/posts/workflow.py:expire_due": "an approval ends at its time",
    "studio/publishers/connections.py:check": "notes what a page answered",
    "studio/publishers/connections.py:check_all": "notes what a page answered",
}
"""Where the program itself writes, with nobody at work, and why it may."""
OPENS_A_DATABASE = {
    "studio/doctor.py": "one in memory, to see what this PC can do",
    "studio/store/archive.py": "reads what a backup holds",
    "studio/store/backup.py": "reads the store, writes the copy",
    "studio/store/engine.py": "the store itself, with its guard",
    "studio/store/expected.py": "one in memory, with the schema as it should be",
    "studio/store/migrate.py": "brings a store to the present schema when it is opened",
    "studio/store/restore.py": "checks a backup that is laid out beside the store",
    "studio/store/snapshots.py": "keeps and sets back the practice data of a lesson",
}
"""Where a database is opened past `Store.write`."""
INDEX = "law_mentions"
CLOSES = ("close",)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A unit at work, not for practice: a post in review, a draft, comments, laws, a slip, a page file."""
    root = tmp_path_factory.mktemp("services") / "profile"
    with closing(opened(root)) as made:
        head, _ = made.people.found(
            [
                NewPerson(name="Lê Quốc Cường", roles=frozenset(Role), pin=PIN),
                NewPerson(name="Nguyễn Văn An", roles=frozenset({Role.AUTHOR}), pin="58201746"),
            ]
        )
        bring(made.people.sign_in(head, PIN))
        ids = fill(made, head)
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
    post = made.desk.open_new("scam_warning", head.id)
    made.desk.edit(post.id, head.id, fields=dict(TYPICAL["scam_warning"]), targets=["trang"])
    comment = made.reviews.comment(post.id, head.id, "", "Rõ nguồn hơn")
    work = made.photo_works.open(photo(), "anh.jpg", head.id)
    page = made.registry.begin(head.id)
    return {"post": post.id, "comment": comment.id, "work": work.id, "file": page.id, "head": head.id}


def photo() -> bytes:
    return (SAMPLE / "photo" / "cuoc-goi-la.jpg").read_bytes()


@pytest.fixture
def made(filled: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Studio]:
    shutil.copytree(filled[0], tmp_path / "profile")
    with closing(opened(tmp_path / "profile")) as found:
        yield found


def services(made: Studio) -> Iterator[tuple[str, object]]:
    for field in dataclasses.fields(made):
        if field.name not in NO_SERVICES:
            yield field.name, getattr(made, field.name)
    yield "studio", made


def methods(made: Studio) -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public method of every service, named ``desk.edit``."""
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
            ("reviews", "id"): ids["comment"], ("registry", "id"): ids["file"],
            ("directory", "id"): book.contacts[0].id,
            ("outlines", "id"): "B1", ("people", "name"): "Trần Thị Bình", ("people", "pin"): "58201746",
            ("library", "status"): None, ("weeks", "template_id"): "false_news",
        }  # fmt: skip
        self.by_kind: dict[str, object] = {
            "Unit": book.units[0], "Contact": book.contacts[0], "Post": made.desk.get(ids["post"]),
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
    """All that is stored, what counts the tries of a PIN and what is read out of the laws apart."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for path in (made.profile.database, made.profile.course / "training.db"):
        if not path.exists():
            continue
        with closing(sqlite3.connect(path)) as raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                if "tries" not in name and not name.startswith(INDEX):
                    found[f"{path.name}:{name}"] = sorted(raw.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608
    return found


def writing(made: Studio, ids: dict[str, str], folder: Path) -> set[str]:
    """The methods that begin to write when the head calls them with their PIN; nothing is really written."""

    class Begun(Exception):
        """A method began to write."""

    def told() -> None:
        raise Begun

    found: set[str] = set()
    for kept in (made.store, made.course, made.files):
        kept.guard(told)
    given = Given(made, ids, folder, PIN)
    for name, method in methods(made):
        arguments = given.of(name.partition(".")[0], method)
        try:
            made.people.require_active(ids["head"])
            method(**arguments)
        except Begun:
            found.add(name)
        except Exception as other:  # noqa: BLE001 - the arguments were not good enough to get there
            if isinstance(other.__context__, Begun):
                found.add(name)
    for kept in (made.store, made.course, made.files):
        kept.guard(made.people.require_somebody)
    return found


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


def test_a_sign_in_of_another_start_or_of_nobody_proves_nothing(
    made: Studio, filled: tuple[Path, dict[str, str]]
) -> None:
    from studio.people.signed_in import SignedIn

    for forged in (None, SignedIn(person=filled[1]["head"], token="0" * 32)):
        bring(forged)
        with pytest.raises(NotPermitted):
            made.desk.open_new("scam_warning", filled[1]["head"])
    signed = made.people.sign_in(filled[1]["head"], PIN)
    bring(signed)
    assert made.desk.open_new("scam_warning", filled[1]["head"]).id
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
