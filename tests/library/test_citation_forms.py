"""The fixed list of citation forms: all are parsed, all are resolved or refused with the reason."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from studio.library.citations import Citations
from studio.library.model import Article
from studio.library.resolver import ResolvedCitation, ResolvedPlace
from studio.library.service import Library
from studio.library.storage import StoredLibrary
from studio.library.storage_history import StoredOriginals
from studio.store.engine import open_store
from studio.store.files import FileStore
from tests.library.citation_forms import FORMS, LIBRARY, NOTHING
from tests.library.conftest import StillClock


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("forms")
    source = folder / "laws.jsonl"
    source.write_text("\n".join(json.dumps(law, ensure_ascii=False) for law in LIBRARY), encoding="utf-8")
    store = open_store(folder / "studio.sqlite3", clock=StillClock())
    originals = StoredOriginals(store, FileStore(folder / "files"))
    made = Library(StoredLibrary(store), StillClock(), originals)
    report = made.import_paths([source])
    assert (report.documents, report.refused) == (len(LIBRARY), ())
    yield made
    store.close()


def host_of(library: Library, name: str) -> Article | None:
    number, _, article = name.partition("@")
    document = library.find(number) if number else None
    return library.article(document.key, article) if document else None


def place(target: ResolvedPlace) -> str:
    said, ref = target.place, target.ref
    names = ", ".join((*said.divisions, *([said.annex] if said.annex else [])))
    parts = [ref.article or "", ref.clause or "", ref.point or ""] if ref.article else []
    spot = ".".join(parts).rstrip(".")
    return f"{spot} ({names})" if spot and names else spot or names


def told(found: ResolvedCitation) -> str:
    """What was found, in the words of the list."""
    if found.reason is None:
        assert found.document is not None
        return f"{found.document.number} {' '.join(place(t) for t in found.targets) or '*'}"
    assert found.reason.vi
    assert found.reason.en
    if found.document is not None:
        assert any(target.reason for target in found.targets)
        return f"!place {found.reason.vi}"
    if found.candidates:
        return f"!ask {len(found.candidates)}"
    return "!none" if "không có" in found.reason.vi else "!whose"


def same(found: str, meant: str) -> bool:
    if meant.startswith("!place"):
        return found.startswith("!place") and meant.removeprefix("!place") in found
    return found == meant


def test_there_are_two_hundred_forms_and_none_twice() -> None:
    assert len(FORMS) >= 200
    assert len({(text, host) for text, _, host in FORMS}) == len(FORMS)


@pytest.mark.parametrize(("text", "meant", "host"), FORMS, ids=[text for text, *_ in FORMS])
def test_a_form_is_read_and_resolved_or_refused(library: Library, text: str, meant: str, host: str) -> None:
    citations: Citations = library.citations
    found = [told(one) for one in citations.read(text, host=host_of(library, host))]
    wanted = meant.split(" | ")
    assert len(found) == len(wanted), found
    assert all(map(same, found, wanted)), found


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_only_look_like_one_are_none(library: Library, text: str) -> None:
    assert library.citations.read(text) == ()


@pytest.mark.parametrize(("text", "meant", "host"), FORMS, ids=[text for text, *_ in FORMS])
def test_the_form_offered_means_the_same(library: Library, text: str, meant: str, host: str) -> None:
    for found in library.citations.read(text, host=host_of(library, host)):
        offered = library.citations.offer(found)
        assert bool(offered) == (found.reason is None)
        if not offered or any(target.place.attached or target.place.item for target in found.targets):
            continue
        again = library.citations.read(offered)
        assert [told(one) for one in again] == [told(found)], offered
