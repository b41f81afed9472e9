"""The registry as a whole: complete, in the outlines' words, heard at some door, silent on a proper post."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

import studio.posts.checks as checks
from studio.images.assets import Asset, AssetFacts, AssetKind
from studio.images.consent import Consent
from studio.library.citation_lint import TextCitation
from studio.library.model import Status, Validity
from studio.people.model import Person, Role
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.posts.checks.registry import ALL
from studio.posts.checks.rule import PreflightView, Reach, Rule
from studio.posts.model import Answers, CardFlaw, PlatformOptions, PreflightStage, PressReport, Severity
from studio.posts.preflight import RememberedPreflight, blocked, preflight
from studio.templates.model import FieldType
from tests.posts.checks.view_builder import (
    ANSWERED,
    NOW,
    TODAY,
    approval,
    field_problems,
    findings,
    frozen,
    photo,
    said,
    templates,
    video,
    view,
    whole_book,
)
from tests.sample_fields import sample_cite

UNCLEAR = TextCitation(
    where="message", start=5, written="luật ANM", offered="", reason=Bilingual("Hai luật.", "Two laws.")
)
OUTLINES = yaml.safe_load((Path(__file__).parent / "outlines.yaml").read_text(encoding="utf-8"))
BY_CODE = {rule.code: rule for rule in ALL}
OF_A_POST = [outline for outline in OUTLINES if outline.get("post", True)]


def modules() -> dict[str, ModuleType]:
    found = (
        importlib.import_module(info.name) for info in pkgutil.iter_modules(checks.__path__, f"{checks.__name__}.")
    )
    return {module.__name__: module for module in found}


def test_every_rule_of_every_file_is_registered_once() -> None:
    written = [rule for module in modules().values() for rule in vars(module).values() if isinstance(rule, Rule)]
    assert {id(rule) for rule in written} == {id(rule) for rule in ALL}
    assert len(BY_CODE) == len(ALL) > 50


def names_and_attributes(node: ast.AST) -> tuple[set[str], set[str]]:
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return names, {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def reads_now(module: ModuleType, function: str, rules: set[str]) -> bool:
    """Whether the function, or one of the module that it leans on, reads ``now``; a rule's name leads nowhere."""
    tree = ast.parse(inspect.getsource(module))
    parts = {node.name: names_and_attributes(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    seen: set[str] = set()
    waiting = {function}
    while waiting:
        name = waiting.pop()
        seen.add(name)
        waiting |= (parts[name][0] & set(parts)) - rules - seen
    return any("now" in parts[name][1] for name in seen)


def test_a_rule_that_reads_the_clock_says_so() -> None:
    """`RememberedPreflight` asks only those again while nothing else has changed."""
    read = set()
    for module in modules().values():
        rules = {name: rule for name, rule in vars(module).items() if isinstance(rule, Rule)}
        read |= {
            rule.code
            for name, rule in rules.items()
            if rule.look.__module__ == module.__name__ and reads_now(module, name, set(rules))
        }
        if not rules and module.__name__ != "studio.posts.checks.rule":
            assert "now" not in names_and_attributes(ast.parse(inspect.getsource(module)))[1]
    assert read == {rule.code for rule in ALL if rule.by_the_clock} != set()


def test_what_was_said_once_is_said_again_only_of_the_same_view() -> None:
    remembered = RememberedPreflight()
    due = NOW + timedelta(minutes=30)
    changes: list[dict[str, Any]] = [
        {},
        {"post": {"publish_at": due}},
        {"post": {"publish_at": due}, "now": NOW + timedelta(hours=1)},
        {"answers": Answers()},
        {"media": (photo(has_minor=None),)},
        {"book": replace(whole_book(), contacts=())},
        {"now": NOW + timedelta(days=400)},
        {"template_current": False},
        {"words": frozenset({"thủđô"})},
        {},
    ]
    said_of = []
    for change in changes:
        looked_at = view("scam_warning", **change)
        said_of.append(preflight(looked_at))
        assert remembered(looked_at) == said_of[-1]
        assert remembered(looked_at) == said_of[-1]
    assert len(set(said_of)) > 5, "the changes tell"


def test_every_check_a_template_asks_for_is_registered() -> None:
    asked = {code for t in templates().values() for code in (*t.required_checks, *t.always_checks, *t.check_exceptions)}
    assert len(asked) > 30
    assert asked <= set(BY_CODE)


@pytest.mark.parametrize("outline", OF_A_POST, ids=lambda outline: outline["id"])
def test_a_check_of_the_outlines_reads_as_they_say(outline: dict[str, Any]) -> None:
    rule = BY_CODE[outline["id"]]
    assert (rule.title.vi, rule.title.en) == (outline["vi"], outline["en"])
    assert rule.severity == outline["severity"]


def test_the_outlines_know_57_checks() -> None:
    assert len(OUTLINES) == 57
    assert len(OF_A_POST) == 41
    assert not {outline["id"] for outline in OUTLINES if not outline.get("post", True)} & set(BY_CODE)


def out_of_force(ref: Any) -> Any:
    validity = Validity(status=Status.EXPIRED, on=TODAY, reason_vi="", reason_en="")
    return replace(sample_cite(ref), validity=validity)


def checked_long_ago(ref: Any) -> Any:
    checked = TODAY.replace(year=2025)
    validity = Validity(status=Status.IN_FORCE, on=TODAY, reason_vi="", reason_en="", checked_on=checked)
    return replace(sample_cite(ref), validity=validity)


def froze(looked_at: PreflightView, **changes: Any) -> PreflightView:
    return replace(looked_at, frozen=frozen(looked_at, **changes))


def stale_numbers() -> Any:
    book = whole_book()
    return replace(book, contacts=tuple(replace(contact, verified_on=None) for contact in book.contacts))


HEAD = Person(id="lan", name="Cán bộ duyệt", roles=frozenset({Role.HEAD}), pin_hash="")
NOBODY = Person(id="hung", name="Cán bộ duyệt", roles=frozenset({Role.APPROVER}), pin_hash="")

ENDED = Consent(
    who="Cô Hoa", purpose="bài cũ", given_on=TODAY.replace(year=2024), until=TODAY.replace(year=2025), filed="Phiếu 1"
)
NAMELESS = Asset(
    sha256="0" * 64,
    name="a.jpg",
    facts=AssetFacts(kind=AssetKind.PHOTO, title="Ảnh sưu tầm"),
    width=900,
    height=600,
    added_by="lan",
    added_at=NOW,
)

PLACES = ("", "media", "targets", "publish_at", "options")
SPEAKS: dict[str, Callable[[], PreflightView]] = {
    "FIELD": lambda: view("scam_warning", {"scam_name": ""}),
    "TARGET_USABLE": lambda: view(post={"targets": ("trang-la",)}, accounts=()),
    "PUBLISH_TIME": lambda: view(post={"publish_at": NOW.replace(year=2028)}, approval=approval()),
    "PRACTICE_ONLY": lambda: view(post={"practice": True}),
    "NOT_RESTRICTED": lambda: view(answers=Answers()),
    "NO_SECRET_STORED": lambda: said("mật khẩu: Abc@12345"),
    "NO_ID_NUMBER": lambda: said("CCCD 001203004567"),
    "NO_PRIVATE_PHONE": lambda: said("Gọi 0900 000 123"),
    "NO_PLATE": lambda: said("Xe 29X1-234.56"),
    "NO_VICTIM_IDENTITY": lambda: said("Nạn nhân là chị Nguyễn Thị Hoa.", "scam_warning", "how"),
    "NO_MINOR_IDENTIFIABLE": lambda: view("school_safety", answers=replace(ANSWERED, has_minor=None)),
    "REPLY_NO_PII": lambda: view("qa_post", {"qas": [{"q": "Tôi sinh năm 1985, hỏi gì?", "a": "Trả lời."}]}),
    "NO_UNREDACTED_FACE": lambda: view(media=(photo(faces_checked=False),)),
    "CONSENT_RECORDED": lambda: view("citizen_thanks", {"consent": False}),
    "CONSENT_HOLDS": lambda: view(media=(photo(),), consents={photo().sha256: (ENDED,)}),
    "REDACTION_BURNED_IN": lambda: view(media=(photo(redactions=((0.1, 0.1, 0.0, 0.0),)),)),
    "COVERS_CURRENT": lambda: view(media=(photo(),), outdated=frozenset({photo().sha256})),
    "METADATA_STRIPPED": lambda: froze(view(media=(photo(),)), photo_leftovers={"media:m1": ("GPS",)}),
    "INNOCENCE_WORDING": lambda: said("Tên trộm bị bắt."),
    "NO_DEGRADING": lambda: said("Gã này bỏ đi."),
    "CITATION_PRESENT": lambda: view("false_news", {"citation": []}),
    "CITATION_IN_FORCE": lambda: view("false_news", cite=out_of_force),
    "CITATION_PINPOINT": lambda: view("law_explained", {"citation": {"document": "68/2020/QH14"}}),
    "CITATION_IN_TEXT": lambda: said("Theo luật ANM.", text_citations=(UNCLEAR,)),
    "LAW_CHECK_AGE": lambda: view("false_news", cite=checked_long_ago),
    "LINK_OFFICIAL": lambda: said("Xem https://bit.ly/abc"),
    "LINK_DEFANGED": lambda: said("Họ gửi https://vneid.example.top", "scam_warning", "how"),
    "CONTACT_OFFICIAL": lambda: said("Thư về phuong@example.com"),
    "HOTLINE_PRESENT": lambda: view("scam_warning", content={"texts": {Platform.FACEBOOK: "Gọi công an."}}),
    "HOTLINE_CURRENT": lambda: view("scam_warning", book=stale_numbers()),
    "DATETIME_COMPLETE": lambda: view("recruitment", {"deadline": "2026-12-15"}),
    "EXPIRY_SET": lambda: view("scam_warning", {"review_on": "2026-11-01"}),
    "SOURCE_GIVEN": lambda: view(media=(photo(source=""),)),
    "NUMBERS_TRACEABLE": lambda: view("weekly_recap", {"figures": [{"key": "hồ sơ", "value": "nhiều"}]}),
    "HIDDEN_CHARS": lambda: said("Số\u200b trực ban"),
    "NFC_VI": lambda: said("Coâng an thaønh phoá thoâng baùo"),
    "HOMOGLYPH": lambda: said("Trang сongan giả"),
    "NO_ENGAGEMENT_BAIT": lambda: said("Like và share nhé."),
    "NO_PERSONA": lambda: said("Mình xin nhắc bà con."),
    "PLACEHOLDER_LEFT": lambda: said("Gọi {hotline} khi cần."),
    "NO_ALL_CAPS": lambda: said("Nguy hiểm!!!"),
    "READABILITY": lambda: said("Nộp XNTT, GKS và PTT.", "fire_safety", "topic"),
    "SPELL_VI": lambda: said("Người dân đựơc hướng dẫn."),
    "TONE_MARKS": lambda: said("Thủy và Thuỷ cùng hoà giải ở cơ sở."),
    "ALT_TEXT": lambda: view(media=(photo(alt=""),)),
    "ASSET_USABLE": lambda: view(media=(photo(),), assets={photo().sha256: (NAMELESS,)}),
    "CAPTIONS": lambda: view(media=(video(),)),
    "CONTRAST": lambda: froze(view(), pressed={"card:alert:p45": PressReport(contrast={"body": 2.0})}),
    "CARD_FITS": lambda: froze(
        view(),
        pressed={
            "card:alert:p45": PressReport(contrast={}, problems=(CardFlaw(wrong=Bilingual("Tràn.", "Runs over.")),))
        },
    ),
    "PLATFORM_OPTIONS": lambda: view(post={"options": PlatformOptions(place="12")}),
    "PLATFORM_LIMIT": lambda: view(content={"texts": {}}),
    "ORIGINAL_PRESERVED": lambda: view("correction", original_known=False),
    "CORRECTION_LINKED": lambda: view("correction", original_known=False),
    "FOUR_EYES": lambda: view(approver=HEAD),
    "REVIEWED_BY_HEAD": lambda: view("case_result", approver=NOBODY),
    "APPROVED_VERSION": lambda: view(template_current=False),
}
"""A post that each rule has something to say of."""

WAITS = {"PUBLISH_TIME": {PreflightStage.SEND}}
"""Doors at which a rule that looks there has its reasons to be silent."""


def test_every_rule_has_a_post_that_it_speaks_of() -> None:
    assert set(SPEAKS) == set(BY_CODE)


@pytest.mark.parametrize("code", sorted(SPEAKS))
def test_no_rule_is_silent_at_its_doors(code: str) -> None:
    looked_at, rule = SPEAKS[code](), BY_CODE[code]
    heard = {stage for stage in PreflightStage if findings(code, replace(looked_at, stage=stage))}
    assert heard == rule.doors - WAITS.get(code, set())
    assert heard, "a rule that never speaks is none"


@pytest.mark.parametrize("code", sorted(SPEAKS))
def test_a_finding_says_what_is_wrong_and_what_to_do_in_both_languages(code: str) -> None:
    for finding in findings(code, replace(SPEAKS[code](), stage=PreflightStage.APPROVE)):
        for sentence in (finding.wrong.vi, finding.wrong.en, finding.remedy.vi, finding.remedy.en):
            assert sentence.strip().endswith((".", "!", "?", "]"))
            assert re.match(r"“|\w", sentence), sentence
            assert not sentence[0].islower()
        assert finding.wrong.vi != finding.wrong.en


@pytest.mark.parametrize("code", sorted(SPEAKS))
def test_a_finding_names_a_place_the_window_can_go_to(code: str) -> None:
    looked_at = replace(SPEAKS[code](), stage=PreflightStage.APPROVE)
    for finding in findings(code, looked_at):
        name, _, rest = finding.field.partition(":")
        if looked_at.template.field(finding.field) is None:
            places = ("media", "card", "text", "answers", "options") if rest else PLACES
            assert name in places


@pytest.mark.parametrize("template_id", sorted(templates()))
def test_a_properly_filled_post_has_nothing_to_mend(template_id: str) -> None:
    looked_at = view(template_id, stage=PreflightStage.COMPOSE)
    assert [f"{f.code} {f.field}: {f.wrong.vi} {f.excerpt}" for f in preflight(looked_at)] == []


@pytest.mark.parametrize("template_id", sorted(templates()))
@pytest.mark.parametrize("stage", [PreflightStage.APPROVE, PreflightStage.ENQUEUE, PreflightStage.SEND])
def test_a_properly_filled_post_passes_every_later_door(template_id: str, stage: PreflightStage) -> None:
    looked_at = view(template_id, stage=stage)
    head = Person(id="hung", name="Trưởng đơn vị", roles=frozenset({Role.HEAD}), pin_hash="")
    approver, given = (head, None) if stage is PreflightStage.APPROVE else (None, approval())
    ready = replace(looked_at, frozen=frozen(looked_at), approver=approver, approval=given)
    assert [f"{f.code}: {f.wrong.vi}" for f in preflight(ready)] == []


@pytest.mark.parametrize("template_id", sorted(templates()))
def test_locked_sentences_raise_no_alarm(template_id: str) -> None:
    """The shortest fields leave almost nothing but the template's own sentences."""
    wording = {
        "NO_ID_NUMBER", "NO_PRIVATE_PHONE", "NO_PLATE", "INNOCENCE_WORDING", "NO_DEGRADING", "NO_ENGAGEMENT_BAIT",
        "NO_PERSONA", "NO_ALL_CAPS", "READABILITY", "SPELL_VI", "NFC_VI", "HIDDEN_CHARS", "HOMOGLYPH", "LINK_OFFICIAL",
        "LINK_DEFANGED", "CONTACT_OFFICIAL", "NO_SECRET_STORED", "HOTLINE_PRESENT", "NO_VICTIM_IDENTITY",
        "REPLY_NO_PII", "PLACEHOLDER_LEFT",
    }  # fmt: skip
    found = preflight(view(template_id, base="minimal"))
    assert [f"{f.code} {f.field}: {f.wrong.vi} {f.excerpt}" for f in found if f.code in wording] == []


@pytest.mark.parametrize("template_id", sorted(templates()))
def test_locked_sentences_would_pass_even_when_typed(template_id: str) -> None:
    """The template's sentences as an author's own: word lists hold nothing that the approved texts use."""
    template = templates()[template_id]
    text = view(template_id).content.texts[Platform.FACEBOOK]
    typed = said(text, "greeting", "message", content={"texts": {Platform.FACEBOOK: text}})
    codes = {
        "INNOCENCE_WORDING",
        "NO_DEGRADING",
        "NO_ENGAGEMENT_BAIT",
        "NO_ID_NUMBER",
        "NO_PLATE",
        "SPELL_VI",
        "NFC_VI",
    }
    found = [f"{f.code}: {f.excerpt}" for f in preflight(typed) if f.code in codes]
    assert found == [], template.id


@pytest.mark.parametrize(
    "value", [None, 7, [], {}, [None, 3, {"x": 1}], {"from": 5}, "\ud800", [[["a"]]], True, "\x00"]
)
@pytest.mark.parametrize("template_id", ["weekly_recap", "qa_post", "missing_person", "scam_warning", "event_notice"])
def test_rules_bear_values_of_any_shape(template_id: str, value: Any) -> None:
    looked_at = view(template_id)
    fields = {field.name: value for field in looked_at.template.fields}
    problems = field_problems(looked_at.template, replace(looked_at.post, fields=fields), looked_at.book)
    odd = replace(looked_at, post=replace(looked_at.post, fields=fields), field_problems=problems)
    assert blocked(preflight(odd))


def test_blockers_come_first_and_nothing_is_said_twice() -> None:
    found = preflight(said("Gã này gọi 0900 000 123. Gã này gọi 0900 000 123.", media=(photo(source=""),)))
    weights = [list(Severity).index(finding.severity) for finding in found]
    assert weights == sorted(weights)
    assert len(found) == len(set(found)) == 3


def test_a_soft_rule_only_warns_where_the_template_does_not_ask() -> None:
    soft = [rule for rule in ALL if rule.reach is Reach.SOFT]
    assert {rule.code for rule in soft} == {"INNOCENCE_WORDING", "CONTACT_OFFICIAL"}
    assert not blocked(findings("INNOCENCE_WORDING", said("Hung thủ bỏ trốn.")))
    assert blocked(findings("INNOCENCE_WORDING", said("Hung thủ bỏ trốn.", "scam_warning", "how")))


def test_an_always_check_of_the_pack_is_asked_of_every_template() -> None:
    template = replace(templates()["greeting"], always_checks=("INNOCENCE_WORDING",))
    assert blocked(findings("INNOCENCE_WORDING", said("Hung thủ bỏ trốn.", template=template)))


def test_every_textual_field_of_the_templates_is_read() -> None:
    looked_at = view("hotline_card")
    assert any(piece.kind is FieldType.KV_LIST and "113" in piece.text for piece in looked_at.pieces)
    asked = view("qa_post")
    assert sum(piece.said_by_others for piece in asked.pieces) == 2
    hidden = view("missing_person")
    assert "case_ref" not in {piece.where for piece in hidden.public.pieces}
    assert {piece.where for piece in view(media=(photo(),)).public.pieces} >= {"message", "media:m1"}
