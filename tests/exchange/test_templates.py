"""A template that the head signed at one PC of the unit is used at the others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from studio.errors import BadInput, NotFound, Refused, StudioError, Untrusted
from studio.hub.model import HubItemKind
from studio.posts.model import PostState
from studio.templates.catalog import builtin_pack
from studio.templates.own.model import OwnState, TemplateDocument
from studio.yamlfile import load_yaml, plain, written_yaml
from tests.exchange.rig import PC, PIN, Three, opened
from tests.exchange.templating import (
    Facts,
    carried,
    facts_of,
    forged,
    in_use,
    signed_again,
    signed_by,
    sound_file,
    withdrawn,
    written_with,
)
from tests.hub.rig import Hub
from tests.templates.own.test_own_attacks import EMPTY, LAYOUTS, PLACES, READ, notice, put
from tests.templates.test_attacks import ATTACKS

UNIT = "u001"


def offered(pc: PC) -> dict[str, int]:
    """The unit's own templates that new posts may be written with there, by id."""
    return {one.id: one.version for one in pc.studio.catalog.all() if one.id.startswith("own_")}


def stands(pc: PC) -> tuple[object, ...]:
    """Everything that is known there of own templates."""
    own = pc.studio.own_templates
    return tuple((row, own.versions(row.id)) for row in own.all()), offered(pc)


# By a file


def test_a_template_signed_at_one_pc_is_used_at_another(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    row = in_use(author)
    (told,) = approver.read(carried(author, row, tmp_path))
    assert (told.kind, told.post) == (HubItemKind.TEMPLATE, "")
    assert offered(approver) == {row.id: 1}
    assert approver.studio.catalog.altered() == ()
    post = written_with(approver, row, approver.person("Ngô Thị Biên"))
    assert approver.studio.composer.content(post).title
    with approver.by(approver.person("Ngô Thị Biên")) as writer:
        approver.studio.workflow.submit(post.id, writer.id, PIN)
    assert approver.approve(post.id).state is PostState.APPROVED


def test_the_same_again_changes_nothing(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    path = carried(author, in_use(author), tmp_path)
    approver.read(path)
    before = stands(approver)
    assert approver.read(path) == ()
    assert stands(approver) == before
    assert author.read(path) == ()


def test_a_post_brings_the_template_along_that_it_is_written_with(three: Three, tmp_path: Path) -> None:
    author, approver, publisher = three
    row = in_use(author)
    post = author.submit(written_with(author, row).id)
    approver.read(author.send(post.id, tmp_path))
    assert approver.state(post.id) is PostState.IN_REVIEW
    assert offered(approver) == {row.id: 1}
    approver.approve(post.id)
    publisher.read(approver.send(post.id, tmp_path))  # the second PC hands on what it was given
    assert publisher.state(post.id) is PostState.APPROVED
    assert offered(publisher) == {row.id: 1}


def test_the_next_version_and_the_withdrawal_follow(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    row = in_use(author)
    first = carried(author, row, tmp_path / "1.psexchange")
    approver.read(first)
    signed_again(author, row, review_days=30)
    second = carried(author, row, tmp_path / "2.psexchange")
    assert len(approver.read(second)) == 1
    assert offered(approver) == {row.id: 2}
    assert approver.read(first) == ()
    assert offered(approver) == {row.id: 2}
    withdrawn(author, row)
    approver.read(carried(author, row, tmp_path / "3.psexchange"))
    assert offered(approver) == {}
    assert approver.studio.own_templates.get(row.id).state is OwnState.WITHDRAWN
    assert approver.read(second) == ()
    assert offered(approver) == {}


def test_only_the_pc_where_it_was_begun_changes_it(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    row = in_use(author)
    approver.read(carried(author, row, tmp_path))
    own, before = approver.studio.own_templates, stands(approver)
    writer = approver.person("Ngô Thị Biên")
    there = own.get(row.id)
    with approver.by(writer):
        for act in (
            lambda: own.keep(row.id, there.draft, writer.id),
            lambda: own.save(row.id, writer.id),
            lambda: own.submit(row.id, writer.id, PIN),
        ):
            with pytest.raises(Refused, match="máy khác"):
                act()
    with approver.by(approver.head) as head:
        for act in (
            lambda: own.sign(row.id, 1, head.id, PIN),
            lambda: own.withdraw(row.id, head.id, PIN, "Thôi dùng"),
            lambda: own.send_back(row.id, head.id, PIN, "Sửa lại"),
        ):
            with pytest.raises(Refused, match="máy khác"):
                act()
    assert stands(approver) == before
    with approver.by(writer):
        ours = own.make_ours(row.id, writer.id)
    assert own.is_here(ours)


def test_two_pcs_that_gave_one_code(three: Three, tmp_path: Path) -> None:
    author, approver, publisher = three
    with approver.by(approver.person("Ngô Thị Biên")) as writer:
        theirs = approver.studio.own_templates.begin("Mẫu khác", writer.id)
    row = in_use(author)
    assert row.code == theirs.code
    approver.read(carried(author, row, tmp_path))
    codes = [one.code for one in approver.studio.own_templates.all()]
    assert len(set(codes)) == len(codes) == 2
    assert offered(approver) == {row.id: 1}
    assert publisher.studio.own_templates.all() == ()


def test_what_was_never_signed_is_not_sent(three: Three, tmp_path: Path) -> None:
    author = three[0]
    with author.by() as person:
        row = author.studio.own_templates.begin("Nháp", person.id)
    with pytest.raises(NotFound):
        carried(author, row, tmp_path)
    assert list(tmp_path.glob("*.psexchange")) == []


def test_a_head_who_was_confirmed_just_now(tmp_path: Path) -> None:
    with opened(tmp_path / "pcs", "Soạn", "Duyệt", hours=1) as (author, approver):
        path = carried(author, in_use(author), tmp_path)
        with pytest.raises(Refused, match="xác nhận"):
            approver.read(path)
        assert offered(approver) == {}


# What is refused


@pytest.fixture
def sound() -> Facts:
    """What the item of a sound template says that was made at the PC of the authors and is not there any more."""
    return facts_of(sound_file())


@pytest.fixture
def own(three: Three, tmp_path: Path) -> Facts:
    """What the item of a sound template says that is in use at the PC of the authors."""
    return facts_of(carried(three[0], in_use(three[0]), tmp_path / "own.psexchange"))


def altered(facts: Facts, *path: str, to: Any) -> Facts:
    """The same with another value there."""
    name, *rest = path
    return {**facts, name: altered(facts[name], *rest, to=to) if rest else to}


def body_of(facts: Facts) -> tuple[str, dict[str, Any]]:
    """The path and the content of its template."""
    ((path, text),) = facts["signed"]["version"]["files"].items()
    return path, plain(load_yaml(text.encode(), path).value)


def refused(pc: PC, facts: Facts, folder: Path, kind: type[StudioError] = StudioError) -> StudioError:
    """Nothing of it stays, and one sentence says why."""
    before = stands(pc)
    with pytest.raises(kind) as trouble:
        pc.read(forged(pc, facts, folder / "forged.psexchange"))
    assert stands(pc) == before
    assert trouble.value.phrase.vi
    assert trouble.value.phrase.en
    return trouble.value


@pytest.mark.parametrize(
    "alter",
    [
        lambda facts: altered(facts, "signed", "version", "files", to={}),
        lambda facts: altered(facts, "signed", "version", "number", to=2),
        lambda facts: altered(facts, "signed", "version", "files", to={"templates/x.yaml": "id: x"}),
        lambda facts: altered(facts, "signed", "version", "files", to={body_of(facts)[0]: "id: own_00000000\n"}),
        lambda facts: altered(facts, "signed", "signature", "digest", to="0" * 64),
        lambda facts: altered(facts, "signed", "signature", "signature", to="0" * 128),
        lambda facts: altered(facts, "signed", "signature", "deed", to="withdraw"),
        lambda facts: altered(facts, "signed", "signature", "template", to="own_00000000"),
        lambda facts: altered(facts, "signed", "signature", "at", to="2020-01-01T00:00:00+00:00"),
        lambda facts: altered(facts, "signed", "signature", "statement", to="{}"),
        lambda facts: altered(facts, "signed", "signature", to=None),
        lambda facts: altered(facts, "signed", "version", to=[]),
        lambda facts: altered(facts, "signed", "writers", to=["../nobody"]),
        lambda facts: altered(facts, "signed", "floor", to={"made_from": 7}),
        lambda facts: altered(facts, "signed", to={}),
        lambda facts: altered(facts, "signed", to="x"),
        lambda facts: altered(facts, "practice", to=True),
        lambda facts: {},
    ],
)
def test_what_differs_from_what_the_head_signed(
    three: Three, sound: Facts, tmp_path: Path, alter: Callable[[Facts], Facts]
) -> None:
    refused(three[1], alter(sound), tmp_path)


def test_signed_by_somebody_without_the_right(three: Three, sound: Facts, tmp_path: Path) -> None:
    author, approver, _ = three
    refused(approver, signed_by(author, author.person("Lê Văn Viết"), sound), tmp_path, Untrusted)


def test_signed_by_whoever_wrote_it(three: Three, sound: Facts, tmp_path: Path) -> None:
    author, approver, _ = three
    made = signed_by(author, author.head, sound)
    refused(approver, altered(made, "signed", "writers", to=[author.head.id]), tmp_path, Untrusted)


def test_signed_with_the_key_of_another_head(three: Three, sound: Facts, tmp_path: Path) -> None:
    author, approver, publisher = three
    made = signed_by(publisher, publisher.head, sound)
    refused(approver, altered(made, "signed", "signature", "by", to=author.head.id), tmp_path, Untrusted)


def test_in_the_name_of_somebody_of_this_very_pc(three: Three, sound: Facts, tmp_path: Path) -> None:
    approver = three[1]
    refused(approver, signed_by(approver, approver.head, sound), tmp_path, Untrusted)


def test_a_head_who_is_head_no_more_when_it_comes(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    path = carried(author, in_use(author), tmp_path)
    with approver.by(approver.head) as head:
        approver.studio.people.deactivate(author.head.id, head.id, PIN)
    approver.read(path)
    assert offered(approver) == {}
    assert approver.studio.catalog.altered()


def test_an_older_version_after_a_newer_one(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    row = in_use(author)
    first = facts_of(carried(author, row, tmp_path / "1.psexchange"))
    signed_again(author, row, review_days=30)
    approver.read(carried(author, row, tmp_path / "2.psexchange"))
    second = facts_of(tmp_path / "2.psexchange")
    last = second["signed"]["signature"]["signature"]
    mark = first["signed"]["signature"]["signature"]
    for made in (
        signed_by(author, author.head, first, before=last),  # an older number behind the newer one
        signed_by(author, author.head, first),  # a second beginning
        signed_by(author, author.head, second, before=mark, number=2),  # a second one in the place of the last
        signed_by(author, author.head, second, before="0" * 128, number=2),  # behind one that nobody has
    ):
        refused(approver, made, tmp_path)
    assert offered(approver) == {row.id: 2}


def test_a_template_of_another_pc_is_not_taken_over(three: Three, own: Facts, tmp_path: Path) -> None:
    author, approver, _ = three
    approver.read(tmp_path / "own.psexchange")
    mark = own["signed"]["signature"]["signature"]
    path, told = body_of(own)
    files = {path: written_yaml({**told, "version": 2}, path)}
    refused(approver, signed_by(author, author.head, own, files, before=mark, number=2), tmp_path, Refused)
    refused(author, own, tmp_path)


def with_own_layout(facts: Facts, **change: Any) -> dict[str, str]:
    """The files of a version that brings a layout of its own."""
    path, told = body_of(facts)
    layout = f"{told['id']}_v1_notice"
    (card,) = told["cards"]
    return {
        path: json.dumps({**told, "cards": [{**card, "layout": layout, "id": "notice"}]}),
        f"layouts/{layout}.yaml": json.dumps({**notice(), **change, "id": layout}),
    }


def attacks(facts: Facts) -> Iterator[tuple[str, dict[str, str]]]:
    """The files of a version for each attack, written as no designer writes them."""
    path, told = body_of(facts)
    for number, (name, text) in enumerate(ATTACKS.items()):
        yield (
            name,
            {path: json.dumps({**told, **put(TemplateDocument(template=told), PLACES[number % len(PLACES)], text)})},
        )
    for change in (*READ, *EMPTY):
        yield str(change), {path: json.dumps({**told, **change})}
    for change in LAYOUTS:
        yield str(change)[:60], with_own_layout(facts, **change)
    for name in ("../notice", "Notice", "a" * 30, "no tice", ""):
        yield name, {path: json.dumps(told), f"layouts/{told['id']}_v1_{name}.yaml": json.dumps(notice())}
    yield "a file of no kind", {path: json.dumps(told), "design.yaml": "schema: 1"}


def test_every_attack_comes_by_this_door_too(three: Three, sound: Facts, tmp_path: Path) -> None:
    author, approver, _ = three
    taken = []
    for name, files in attacks(sound):
        facts = signed_by(author, author.head, sound, files)
        try:
            approver.read(forged(approver, facts, tmp_path / "forged.psexchange"))
        except StudioError:
            continue
        taken.append(name)
    assert taken == []
    assert offered(approver) == {}
    assert approver.studio.own_templates.all() == ()
    approver.read(forged(approver, signed_by(author, author.head, sound, with_own_layout(sound)), tmp_path / "good"))
    assert len(offered(approver)) == 1  # none was refused for its form alone


def test_a_layout_of_its_own_goes_along(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    with author.by() as person:
        row = author.studio.own_templates.begin("Có bố cục riêng", person.id)
        made = TemplateDocument(template=row.draft.template, layouts={"notice": notice()})
        author.studio.own_templates.keep(row.id, made, person.id)
    approver.read(carried(author, signed_again(author, row), tmp_path))
    assert offered(approver) == {row.id: 1}
    assert f"{row.id}_v1_notice" in approver.studio.catalog.design().layouts


@pytest.mark.parametrize(
    "told",
    [
        {"theme": "fun"},
        {"approval": "nobody"},
        {"required_checks": []},
        {"check_exceptions": {"PHONE_UNVERIFIED": {"vi": "Không cần", "en": "No need"}}},
        {"code": builtin_pack().templates[0].code},
        {"kind": "shell"},
    ],
)
def test_what_the_reader_and_the_floor_refuse(three: Three, sound: Facts, tmp_path: Path, told: dict[str, Any]) -> None:
    author, approver, _ = three
    path, whole = body_of(sound)
    made = signed_by(author, author.head, sound, {path: written_yaml({**whole, **told}, path)})
    if "required_checks" in told:
        made = altered(made, "signed", "floor", "required_checks", to=["HOTLINE_PRESENT"])
    refused(approver, made, tmp_path)


def test_a_limit_that_no_card_carries_stops_it_as_at_the_door_of_the_designer(
    three: Three, sound: Facts, tmp_path: Path
) -> None:
    author, approver, _ = three
    path, whole = body_of(sound)
    fields = [{**one, **({"max": 4000} if one["name"] == "headline" else {})} for one in whole["fields"]]
    made = signed_by(author, author.head, sound, {path: written_yaml({**whole, "fields": fields}, path)})
    refused(approver, made, tmp_path, BadInput)


# By the hub and by a folder


def test_it_goes_over_the_hub_by_itself(three: Three, hub: Hub) -> None:
    author, approver, publisher = three
    for pc in (author, approver):
        pc.join(hub, UNIT)
    publisher.join(hub, "u002")
    row = in_use(author)
    author.sync()
    approver.sync()
    assert offered(approver) == {row.id: 1}
    signed_again(author, row, review_days=30)
    post = author.submit(written_with(author, row).id)
    author.sync()
    approver.sync()
    assert offered(approver) == {row.id: 2}
    assert approver.state(post.id) is PostState.IN_REVIEW
    withdrawn(author, row)
    for pc in (author, approver, author, approver):
        pc.sync()
    assert offered(approver) == {}
    assert [len(pc.studio.hub.taken(HubItemKind.TEMPLATE)) for pc in (author, approver)] == [3, 3]
    assert approver.studio.hub.standing().aside == 0
    publisher.sync()
    assert offered(publisher) == {}  # of another unit


def test_a_forged_one_lies_aside_and_holds_up_nothing(three: Three, hub: Hub, own: Facts) -> None:
    author, approver, _ = three
    for pc in (author, approver):
        pc.join(hub, UNIT)
    with author.by():
        author.studio.hub.put(HubItemKind.TEMPLATE, altered(own, "signed", "signature", "signature", to="0" * 128))
        author.studio.hub.put(HubItemKind.TEMPLATE, {"signed": 7})
    author.sync()
    approver.sync()
    assert approver.studio.hub.standing().aside == 2
    assert all(one.why.vi for one in approver.studio.hub.aside())
    assert offered(approver) == {own["signed"]["version"]["template"]: 1}


def test_it_goes_through_a_shared_folder(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    folder = tmp_path / "shared"
    folder.mkdir()
    for pc in (author, approver):
        with pc.by(pc.head) as head:
            pc.studio.shared_folder.choose(folder, head.id, PIN)
    row = in_use(author)
    for pc in (author, approver):
        assert pc.studio.shared_folder.look().trouble is None
    assert offered(approver) == {row.id: 1}
    assert author.studio.shared_folder.look().written == 0
    withdrawn(author, row)
    for pc in (author, approver):
        assert pc.studio.shared_folder.look().trouble is None
    assert offered(approver) == {}
