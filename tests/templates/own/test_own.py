# ruff: noqa: S608 - the forger writes SQL
"""An own template: made, saved, submitted, signed, used, withdrawn; and whatever is not exactly that is refused."""

from __future__ import annotations

from typing import Any

import pytest

from studio.errors import BadInput, NotFound, NotPermitted, Refused, StudioError, Untrusted
from studio.people.model import Role
from studio.platforms import Platform
from studio.templates.model import Template
from studio.templates.own.history import VersionState
from studio.templates.own.model import OwnState, SignedAct, TemplateDocument
from studio.templates.own.signed import signed
from studio.templates.texts import platform_text
from tests.profile import joined
from tests.templates.own.workshop import PIN, Workshop


def test_the_parts_of_a_card_go_on_in_the_order_of_the_template_it_was_made_of(shop: Workshop) -> None:
    def parts(template: Template) -> list[list[str]]:
        return [[slot for slot, said in card.values.items() if not isinstance(said, str)] for card in template.cards]

    for template in shop.catalog.department().templates:
        ours = shop.own.read(shop.own.make_ours(template.id, shop.author)).template
        assert parts(ours) == parts(template), template.id


def test_from_scratch_to_the_catalogue_and_out_of_it_again(shop: Workshop) -> None:
    row = shop.own.begin("  Nhắc việc   của phường ", shop.author)
    assert (row.title.vi, row.code, row.state) == ("Nhắc việc của phường", "DV-01", OwnState.DRAFT)
    with pytest.raises(NotFound):
        shop.catalog.get(row.id)
    row = shop.submitted(row)
    assert row.state is OwnState.SUBMITTED
    with pytest.raises(NotFound):
        shop.catalog.get(row.id)
    row = shop.own.sign(row.id, 1, shop.head, PIN)
    template = shop.catalog.get(row.id)
    department = shop.catalog.department()
    assert (row.state, template.version, template.pack) == (OwnState.IN_USE, 1, f"{row.id}@1")
    assert template.always_checks == department.templates[0].always_checks
    said = platform_text(
        template, Platform.ZALO, {"headline": "Ngày mai", "points": ["Một"], "unit_name": {"text": "X"}}
    )
    assert "• Một" in said
    assert "X" in said  # the foot lines of the department's pack
    assert shop.catalog.all()[-1] == template
    row = shop.own.withdraw(row.id, shop.head, PIN, "Có bản của phòng")
    assert (row.state, row.note) == (OwnState.WITHDRAWN, "Có bản của phòng")
    with pytest.raises(Refused, match="ngừng dùng"):
        shop.catalog.get(row.id)
    assert template not in shop.catalog.all()
    assert shop.catalog.get(row.id, 1) == template  # a post that was written with it can still be read
    assert shop.steps() == ["begun", "saved", "submitted", "signed", "withdrawn"]


def test_made_ours_from_one_of_the_departments(shop: Workshop) -> None:
    theirs = shop.catalog.get("scam_warning")
    row = shop.own.make_ours("scam_warning", shop.author)
    assert row.floor.made_from == f"scam_warning@{theirs.version}"
    row = shop.in_use(shop.edit(row, title={"vi": "Cảnh báo của phường", "en": "Our warning"}))
    ours = shop.catalog.get(row.id)
    assert [field.name for field in ours.fields] == [field.name for field in theirs.fields]
    assert ours.bodies == theirs.bodies
    assert (ours.code, ours.title.vi) == ("DV-01", "Cảnh báo của phường")
    assert shop.catalog.get("scam_warning") == theirs
    again = shop.own.make_ours(row.id, shop.author)
    assert (again.code, again.title.vi) == ("DV-02", "Cảnh báo của phường")
    assert again.floor.required_checks == row.floor.required_checks


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"required_checks": []}, "CONTENT|phải giữ"),
        ({"approval": "approver"}, "lãnh đạo"),
        ({"check_exceptions": {"NO_PERSONA": {"vi": "Thử", "en": "Try"}}}, "NO_PERSONA"),
    ],
)
def test_what_protects_people_stays_in_what_is_made_of_it(shop: Workshop, told: dict[str, Any], words: str) -> None:
    row = shop.own.make_ours("wanted_notice", shop.author)
    assert row.floor.approval == "head"
    shop.edit(row, **told)
    with pytest.raises(BadInput, match=words):
        shop.own.save(row.id, shop.author)
    assert shop.own.versions(row.id) == ()


def test_a_field_that_the_law_asks_for_is_not_taken_out(shop: Workshop) -> None:
    row = shop.own.make_ours("missing_person", shop.author)
    fields = [field for field in row.draft.template["fields"] if field["name"] != "consent"]
    shop.edit(row, fields=fields)
    with pytest.raises(BadInput, match="consent"):
        shop.own.save(row.id, shop.author)


def test_every_save_is_a_version_and_differences_are_told_in_words(shop: Workshop) -> None:
    row = shop.saved(shop.own.begin("Mẫu", shop.author))
    with pytest.raises(Refused, match="1"):
        shop.own.save(row.id, shop.author)
    fields = [dict(field) for field in row.draft.template["fields"]]
    fields[0]["max"] = 60
    fields[1] = {**fields[1], "label": {"vi": "Việc cần làm", "en": "Points"}}
    fields.append({"name": "place", "label": {"vi": "Nơi", "en": "Place"}, "type": "place"})
    shop.edit(
        row, fields=fields, review_days=30, required_checks=["HOTLINE_PRESENT", "READABILITY"], body="{{ place }}"
    )
    shop.own.save(row.id, shop.author)
    assert [one.number for one in shop.own.versions(row.id)] == [1, 2]
    told = [phrase.en for phrase in shop.own.changes(row.id, 1, 2)]
    assert told == [
        "days until review: “90” is now “30”.",
        "field › headline › most: “80” is now “60”.",
        "field › points › label › Vietnamese: “Nội dung” is now “Việc cần làm”.",
        "field › place: new.",
        "text: “[Points]” is now “[Place]”.",
        "checks: “READABILITY” added.",
    ]
    assert shop.own.changes(row.id, 2, 2) == ()
    assert shop.own.take_up(row.id, 1, shop.author).draft.template["review_days"] == 90


def test_the_history_says_where_each_version_stands(shop: Workshop) -> None:
    def told() -> list[tuple[int | None, VersionState, str]]:
        return [(one.number, one.state, one.last.by if one.last else "") for one in shop.own.history(row.id)]

    row = shop.own.begin("Mẫu", shop.author)
    assert told() == [(None, VersionState.DRAFT, "")]
    shop.in_use(row)
    assert told() == [(1, VersionState.IN_USE, shop.head)]
    shop.edit(row, review_days=30)
    assert told()[0] == (None, VersionState.DRAFT, "")
    assert [one.en for one in shop.own.changes(row.id, 1, None)] == ["days until review: “90” is now “30”."]
    shop.submitted(row)
    assert told()[0] == (2, VersionState.SUBMITTED, shop.author)
    shop.own.send_back(row.id, shop.head, PIN, "Ngắn hơn")
    assert told()[0] == (2, VersionState.RETURNED, shop.head)
    shop.edit(row, review_days=60)
    shop.saved(row)
    assert told()[0] == (3, VersionState.SAVED, "")
    shop.own.submit(row.id, shop.author, PIN)
    shop.own.sign(row.id, 3, shop.deputy, PIN)
    states = [(3, VersionState.IN_USE, shop.deputy), (2, VersionState.RETURNED, shop.head)]
    assert told() == [*states, (1, VersionState.SIGNED, shop.head)]
    shop.own.withdraw(row.id, shop.head, PIN, "Không cần nữa")
    assert told()[0] == (3, VersionState.WITHDRAWN, shop.head)


def test_a_draft_is_kept_whole_or_not_and_saved_only_whole(shop: Workshop) -> None:
    row = shop.own.begin("Mẫu", shop.author)
    shop.edit(row, body="{{ headl")
    assert shop.own.get(row.id).draft.template["body"] == "{{ headl"
    with pytest.raises(BadInput, match=r"\{% if %\}"):
        shop.own.save(row.id, shop.author)
    with pytest.raises(Refused, match="chưa lưu"):
        shop.own.submit(row.id, shop.author, PIN)
    with pytest.raises(BadInput):
        shop.own.keep(row.id, TemplateDocument(template={"body": "\ud800"}), shop.author)
    with pytest.raises(BadInput):
        shop.own.keep(row.id, TemplateDocument(template={"body": "x" * 600_000}), shop.author)


def test_who_may_do_what(shop: Workshop) -> None:
    sender = joined(shop.people, "Người Đăng", {Role.PUBLISHER}, PIN).id
    with pytest.raises(NotPermitted):
        shop.own.begin("Mẫu", sender)
    row = shop.submitted(shop.own.begin("Mẫu", shop.author))
    with pytest.raises(NotPermitted):
        shop.own.sign(row.id, 1, shop.author, PIN)
    with pytest.raises(NotPermitted):
        shop.own.sign(row.id, 1, shop.head, "00000000")
    with pytest.raises(NotPermitted):
        shop.own.withdraw(row.id, shop.author, PIN, "x")
    assert shop.own.get(row.id).state is OwnState.SUBMITTED
    row = shop.own.send_back(row.id, shop.head, PIN, "Thêm số trực ban")
    assert (row.state, row.note) == (OwnState.DRAFT, "Thêm số trực ban")


def test_whoever_wrote_or_handed_it_in_does_not_sign_it(shop: Workshop) -> None:
    row = shop.own.begin("Mẫu", shop.head)
    shop.own.save(row.id, shop.head)
    shop.own.submit(row.id, shop.author, PIN)
    with pytest.raises(NotPermitted, match="lãnh đạo khác"):
        shop.own.sign(row.id, 1, shop.head, PIN)
    assert shop.own.sign(row.id, 1, shop.deputy, PIN).state is OwnState.IN_USE


def test_only_the_version_that_was_submitted_is_signed(shop: Workshop) -> None:
    row = shop.saved(shop.own.begin("Mẫu", shop.author))
    with pytest.raises(Refused):
        shop.own.sign(row.id, 1, shop.head, PIN)
    shop.own.submit(row.id, shop.author, PIN)
    shop.edit(row, review_days=10)
    shop.own.save(row.id, shop.author)
    with pytest.raises(Refused, match="2"):
        shop.own.sign(row.id, 2, shop.head, PIN)
    assert shop.own.sign(row.id, 1, shop.head, PIN).current == 1
    assert shop.catalog.get(row.id).review_days == 90


def test_posts_keep_the_version_they_were_written_with(shop: Workshop) -> None:
    row = shop.in_use(shop.own.begin("Mẫu", shop.author))
    first = shop.catalog.get(row.id)
    row = shop.in_use(shop.edit(row, review_days=10))
    assert (shop.catalog.get(row.id).version, shop.catalog.get(row.id).review_days) == (2, 10)
    assert shop.catalog.get(row.id, 1) == first
    assert shop.catalog.source(first) == shop.own.version(row.id, 1).files[f"templates/{row.id}.yaml"].encode()
    with pytest.raises(NotFound):
        shop.catalog.get(row.id, 3)


def test_a_signer_who_is_head_no_more(shop: Workshop) -> None:
    row = shop.in_use(shop.own.begin("Mẫu", shop.author))
    shop.clock.forward(days=2)
    shop.people.set_roles(shop.head, {Role.AUTHOR}, shop.deputy, PIN)
    with pytest.raises(Refused, match="không còn"):
        shop.catalog.get(row.id)
    assert [template.id for template in shop.catalog.all()].count(row.id) == 0
    assert len(shop.catalog.altered()) == 1
    assert shop.catalog.get(row.id, 1).version == 1
    assert shop.own.sign(row.id, 1, shop.deputy, PIN).state is OwnState.IN_USE
    assert shop.catalog.get(row.id).version == 1
    candidate = shop.submitted(shop.own.begin("Mẫu khác", shop.author))
    with pytest.raises(NotPermitted):
        shop.own.sign(candidate.id, 1, shop.head, PIN)


def refused(shop: Workshop, id: str) -> StudioError:
    """Why the catalogue does not give it; it is not among all, and is named among what is altered."""
    with pytest.raises(Untrusted) as found:
        shop.catalog.get(id)
    with pytest.raises(Untrusted):
        shop.catalog.get(id, 1)
    assert id not in [template.id for template in shop.catalog.all()]
    assert [type(error) for error in shop.catalog.altered()] == [Untrusted]
    return found.value


def test_a_changed_byte(shop: Workshop) -> None:
    row = shop.in_use(shop.own.begin("Mẫu", shop.author))
    shop.forge("UPDATE own_template_versions SET files = replace(files, 'review_days: 90', 'review_days: 91')")
    assert "1" in refused(shop, row.id).phrase.vi


@pytest.mark.parametrize(
    "change",
    [
        "by = (SELECT id FROM people WHERE name = 'Phó Đơn Vị')",
        "signature = substr(signature, 3) || 'ab'",
        "key_id = substr(key_id, 3) || 'ab'",
        "statement = replace(statement, '\"sign\"', '\"Sign\"')",
        "at = '2026-11-20T00:00:00.000000Z'",
    ],
)
def test_a_signature_that_is_not_as_it_was_made(shop: Workshop, change: str) -> None:
    row = shop.in_use(shop.own.begin("Mẫu", shop.author))
    assert shop.catalog.get(row.id).version == 1
    shop.forge(f"UPDATE own_template_signatures SET {change}")
    refused(shop, row.id)


def test_a_signature_by_somebody_who_is_no_head(shop: Workshop) -> None:
    row = shop.submitted(shop.own.begin("Mẫu", shop.author))
    version, signer = shop.own.version(row.id, 1), shop.people.signer(shop.author, PIN)
    made = signed(SignedAct.SIGN, version, signer, shop.clock.now(), "")
    values = ", ".join(f"'{value}'" for value in (
        made.template, made.version, made.deed, made.digest, made.by, made.key_id,
        f"{made.at:%Y-%m-%dT%H:%M:%S.%fZ}", made.statement, made.signature))  # fmt: skip
    shop.forge(f"INSERT INTO own_template_signatures VALUES (1, {values})")
    refused(shop, row.id)


def test_only_the_head_withdraws_a_template(shop: Workshop) -> None:
    row = shop.in_use(shop.own.begin("Mẫu", shop.author))
    with pytest.raises(NotPermitted):
        shop.own.withdraw(row.id, shop.author, PIN, "Không cần nữa")
    with pytest.raises(BadInput):
        shop.own.withdraw(row.id, shop.head, PIN, " ")
    assert shop.own.get(row.id).state is OwnState.IN_USE
    assert shop.own.withdraw(row.id, shop.deputy, PIN, "Không cần nữa").state is OwnState.WITHDRAWN


def test_a_signature_of_before_put_in_once_more_does_not_undo_a_withdrawal(shop: Workshop) -> None:
    row = shop.in_use(shop.own.begin("Mẫu", shop.author))
    shop.own.withdraw(row.id, shop.head, PIN, "Sai số điện thoại")
    names = "template, version, deed, digest, by, key_id, at, statement, signature"
    shop.forge(
        f"INSERT INTO own_template_signatures ({names.replace('by', chr(34) + 'by' + chr(34))}) "
        f"SELECT {names.replace('by', chr(34) + 'by' + chr(34))} FROM own_template_signatures WHERE seq = 1"
    )
    with pytest.raises(StudioError):
        shop.catalog.get(row.id)


def test_another_version_in_the_place_of_the_signed_one(shop: Workshop) -> None:
    row = shop.in_use(shop.own.begin("Mẫu", shop.author))
    shop.edit(row, review_days=10)
    shop.own.save(row.id, shop.author)
    shop.forge(
        "UPDATE own_template_versions SET files = (SELECT files FROM own_template_versions WHERE number = 2) "
        "WHERE number = 1"
    )
    refused(shop, row.id)


def test_own_templates_stand_apart_from_each_other(shop: Workshop) -> None:
    good = shop.in_use(shop.own.begin("Mẫu tốt", shop.author))
    bad = shop.in_use(shop.own.begin("Mẫu hỏng", shop.author))
    shop.forge(f"UPDATE own_template_versions SET files = replace(files, '90', '91') WHERE template = '{bad.id}'")
    assert shop.catalog.get(good.id).version == 1
    assert [template.id for template in shop.catalog.all() if template.id.startswith("own_")] == [good.id]
    with pytest.raises(Untrusted):
        shop.catalog.get(bad.id)


def test_a_layout_of_its_own_goes_with_its_version(shop: Workshop) -> None:
    from studio.templates.catalog import BUILTIN
    from studio.yamlfile import plain, read_yaml

    layout = {key: value for key, value in plain(read_yaml(BUILTIN / "layouts" / "notice.yaml")).items() if key != "id"}
    row = shop.put_layout(
        shop.own.begin("Mẫu", shop.author), "notice", {**layout, "title": {"vi": "Riêng", "en": "Own"}}
    )
    row = shop.in_use(row)
    (card,) = shop.catalog.get(row.id).cards
    design = shop.catalog.design()
    assert (card.id, design.layouts[card.layout].title_vi) == ("notice", "Riêng")
    assert design.layouts["notice"].title_vi == "Thẻ thông báo"
    assert shop.catalog.design() is design
    assert shop.own.document(row.id, 1).layouts["notice"]["title"] == {"vi": "Riêng", "en": "Own"}
    shop.put_layout(row, "notice", {**layout, "title": {"vi": "Riêng hơn", "en": "Own"}})
    shop.own.save(row.id, shop.author)
    assert [one.en for one in shop.own.changes(row.id, 1, 2)] == [
        "layout › notice › title › Vietnamese: “Riêng” is now “Riêng hơn”."
    ]
