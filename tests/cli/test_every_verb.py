"""A walk through every verb that the parser has: who is not let in sees nothing and changes nothing."""

from __future__ import annotations

import argparse
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from studio.app import open_studio
from studio.app.practice import SAMPLE
from studio.cli.main import main
from studio.cli.verb import Guard, Verb, VerbGroup
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.demo import fill_sample
from studio.paths import Profile
from studio.people import pin
from studio.people.sample import APPROVER, AUTHOR, PIN
from tests.cli.signing import guards, parsers
from tests.profile import quick_pins
from tests.sample_fields import TYPICAL

FREE_BECAUSE = {
    ("demo",): "works in a profile of its own, which it makes",
    ("doctor",): "looks at this PC",
    ("about",): "says which program this is",
    ("version",): "says which program this is",
    ("update", "look"): "checks a folder that the caller has",
    ("templates", "list"): "templates come with the program",
    ("templates", "show"): "templates come with the program",
    ("compose",): "turns a file that the caller has into texts and cards",
    ("check",): "checks a file that the caller has",
    ("record", "verify"): "reads a file that the caller has",
    ("backup", "list"): "names of files and their days",
    ("backup", "check"): "reads a file that the caller has, and says no more than that it is intact",
    ("hub", "init"): "works on a server, which asks for its own password",
    ("hub", "add-station"): "works on a server, which asks for its own password",
    ("hub", "revoke"): "works on a server, which asks for its own password",
    ("hub", "status"): "works on a server, which asks for its own password",
    ("hub", "new-epoch"): "works on a server, which asks for its own password",
    ("hub", "watch"): "works on a server, which asks for its own password",
    ("library", "search"): "law is public",
    ("library", "show"): "law is public",
    ("library", "cite"): "law is public",
    ("library", "status"): "law is public, and no name is told",
    ("library", "export"): "law is public",
    ("library", "cited-by"): "law is public",
    ("library", "seeds", "list"): "the list of laws comes with the program",
    ("image", "fit"): "turns a picture that the caller has into another",
    ("image", "batch"): "turns pictures that the caller has into others",
    ("image", "split"): "turns a picture that the caller has into others",
    ("image", "faces"): "looks at a picture that the caller has",
    ("image", "numbers"): "looks at a picture that the caller has",
    ("image", "redact"): "turns a picture that the caller has into another",
    ("training", "list"): "the outlines of the course name nobody",
    ("training", "lint"): "the outlines of the course name nobody",
    ("training", "dump"): "the outlines of the course name nobody",
    ("training", "play"): "plays in a profile for practice",
}
UNPEOPLED_BECAUSE = {
    ("people", "add"): "the first head of an empty profile",
    ("backup", "restore"): "nothing is lost where nobody is",
    ("library", "import"): "law is public, and nobody is there to confirm it",
    ("training", "reset"): "concerns the practice profile beside this one",
}
"""Verbs that change something and may run while a profile has nobody."""
APART = {("demo",), ("doctor",)}
"""Free verbs that are not run here: they have tests of their own."""
INDEX = "law_mentions"
"""What the program reads out of the texts of the laws by itself: which cites which."""
GUARDED = sorted(words for words, guard in guards().items() if guard.person)
TITLE = "TIÊU ĐỀ CHỈ NGƯỜI TRONG ĐƠN VỊ BIẾT"


@pytest.fixture(scope="module")
def ids() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory, ids: dict[str, str]) -> Profile:
    """The sample unit with a post, a comment and a photograph's worth of content."""
    profile = Profile(root=tmp_path_factory.mktemp("doors") / "profile")
    profile.create()
    SettingsFile(profile.settings).save(Settings(practice=True, language="vi"))
    with quick_pins():
        studio = open_studio(profile, clock=SystemClock())
        author, _ = fill_sample(studio)
        post = studio.drafts.open_new("scam_warning", author.id)
        studio.drafts.edit(post.id, author.id, fields=dict(TYPICAL["scam_warning"]) | {"scam_name": TITLE})
        ids |= {"post": post.id, "contact": studio.directory.book().contacts[0].id, "unit": "cong-an-phuong-minh-khai"}
        studio.close()
    return profile


def tables(profile: Profile) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored, wrong PINs apart: they are counted."""
    with closing(sqlite3.connect(profile.database)) as raw:
        named = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(raw.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608
                for name in named if "tries" not in name and not name.startswith(INDEX)}  # fmt: skip


def files(profile: Profile) -> dict[str, bytes]:
    """The files beside the tables, what the program itself notes about its run apart."""
    return {str(path.relative_to(profile.root)): path.read_bytes() for path in sorted(profile.root.rglob("*"))
            if path.is_file() and "studio.sqlite3" not in path.name and path.suffix != ".lock"
            and profile.logs not in path.parents}  # fmt: skip


def filled(words: tuple[str, ...], parser: argparse.ArgumentParser, ids: dict[str, str], folder: Path) -> list[str]:
    """The verb with everything that it asks for, as real as can be."""
    made = list(words)
    positionals = [action for action in parser._actions if not action.option_strings]
    options = [action for action in parser._actions if action.option_strings and action.required]
    for action in (*positionals, *options):
        value = _value(words, action, ids, folder)
        made += [action.option_strings[-1], value] if action.option_strings else [value]
    return made


def _value(words: tuple[str, ...], action: argparse.Action, ids: dict[str, str], folder: Path) -> str:
    if action.choices:
        return str(next(iter(action.choices)))
    known = {
        "post": ids["post"], "id": "scam_warning" if words[0] == "templates" else ids["post"],
        "contact": ids["contact"], "unit": ids["unit"],
        "document": "01/2026/QĐ-MAU", "paths": str(SAMPLE / "law"), "to": "trang-thuc-hanh", "roles": "author",
        "since": "2026-11-25", "name": AUTHOR if words[0] == "people" else "trang-thuc-hanh",
        "account": "trang-thuc-hanh", "page_id": "trang-2", "serial": "TH-1", "out": str(folder / "out.csv"),
        "folder": str(folder), "link": "https://www.facebook.com/1/posts/1",
        "month": "2026-10", "number": "views=1", "first": "2026-11-25", "last": "2026-11-25", "due": "2026-11-25T17:00",
    }  # fmt: skip
    if action.dest == "file":
        return str(SAMPLE / "don-vi.yaml")
    return known.get(action.dest, "1")


def test_every_verb_says_who_may_run_it() -> None:
    assert {words for words, guard in guards().items() if not guard.person} == set(FREE_BECAUSE)


def test_what_may_change_something_while_nobody_is_there_is_known() -> None:
    unpeopled = {words for words, guard in guards().items() if guard.unpeopled and guard.changes}
    assert unpeopled == set(UNPEOPLED_BECAUSE)


def test_a_verb_without_a_guard_does_not_build() -> None:
    with pytest.raises(TypeError):
        VerbGroup()("lệnh-mới")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="lệnh-khác"):
        VerbGroup()("lệnh-khác", "name")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Verb(run=lambda call: 0, arguments=(), help=None)  # type: ignore[call-arg]
    assert all(isinstance(guard, Guard) for guard in guards().values())


WRONG_PIN = (["--as", APPROVER, "--pin-stdin"], "864209\n")
NO_PIN = (["--as", APPROVER], "")
NOBODY: tuple[list[str], str] = ([], f"{PIN}\n")


def ways_past(words: tuple[str, ...]) -> tuple[tuple[list[str], str], ...]:
    """With a wrong PIN for every verb; with none, and as nobody, for one verb of each guard."""
    first = next(other for other in GUARDED if guards()[other] == guards()[words])
    return (WRONG_PIN, NO_PIN, NOBODY) if words == first else (WRONG_PIN,)


@pytest.mark.parametrize("words", GUARDED, ids=" ".join)
def test_who_gives_no_pin_sees_nothing_and_changes_nothing(
    words: tuple[str, ...],
    profile: Profile,
    ids: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(pin, "FREE_TRIES", 10_000)
    monkeypatch.setattr(pin, "MOST", 10_000)
    leaf = parsers()[words]
    asked = ["--profile", str(profile.root), *filled(words, leaf, ids, tmp_path)]
    before = tables(profile), files(profile)
    for who, given in ways_past(words):
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        assert main([*asked, *who]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert TITLE not in told.err
        assert len(told.err.splitlines()) == 1
    assert (tables(profile), files(profile)) == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", sorted(set(FREE_BECAUSE) - APART), ids=" ".join)
def test_what_is_free_tells_nothing_of_the_unit_and_changes_nothing(
    words: tuple[str, ...],
    profile: Profile,
    ids: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    leaf = parsers()[words]
    more = ["--format", "txt"] if words == ("library", "export") else []
    before = tables(profile), files(profile)
    main(["--profile", str(profile.root), *filled(words, leaf, ids, tmp_path), *more])
    told = capsys.readouterr()
    for secret in (TITLE, AUTHOR, APPROVER, ids["post"]):
        assert secret not in told.out + told.err
    assert (tables(profile), files(profile)) == before


def test_an_empty_profile_takes_its_first_head_and_nothing_else(
    ids: dict[str, str],
    profile: Profile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty = Profile(root=tmp_path / "empty")
    studio = open_studio(empty, clock=SystemClock())
    studio.close()
    before = tables(empty)
    walked = parsers()
    for words in GUARDED:
        if guards()[words].unpeopled:
            continue
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
        asked = filled(words, walked[words], ids, tmp_path)
        assert main(["--profile", str(empty.root), *asked, "--as", APPROVER, "--pin-stdin"]) == 1, words
        assert "people add" in capsys.readouterr().err
    assert tables(empty) == before
