"""Tables of error codes: what a row takes from its kind, which row answers, and what is wrong in a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.publishers.answers import Verdicts, read_verdicts
from studio.publishers.port import Outcome

TABLE = """kinds:
  wait: {outcome: not_executed, seconds: 600, step: later}
  login: {outcome: not_executed, person: true}
steps:
  later: {vi: Sẽ gửi lại sau., en: It is sent later.}
errors:
  - codes: [4, 80000..80014]
    kind: wait
    vi: Đã hết lượt gọi.
    en: No calls are left.
  - codes: [80001]
    kind: wait
    outcome: unknown
    seconds: null
    step: null
    vi: Trang đã hết lượt gọi.
    en: The page has used up its calls.
  - codes: [190/460, "*/77"]
    kind: login
    vi: "Mật khẩu đã đổi: {said}"
    en: "The password was changed: {said}"
  - name: unlisted
    kind: login
    vi: Lỗi khác.
    en: Another error.
"""


class Kind(StrEnum):
    WAIT = "wait"
    LOGIN = "login"


def table(tmp_path: Path, text: str = TABLE) -> Verdicts[Kind]:
    path = tmp_path / "errors.yaml"
    path.write_text(text, encoding="utf-8")
    return read_verdicts(path, Kind)


def test_a_row_takes_from_its_kind_what_it_does_not_state(tmp_path: Path) -> None:
    rows = table(tmp_path)
    kind, own = rows.by_code["4"], rows.by_code["80001"]
    assert (kind.outcome, kind.retry_after, kind.needs_person) == (Outcome.NOT_EXECUTED, 600, False)
    assert (own.outcome, own.retry_after, own.step.en) == (Outcome.UNKNOWN, None, "")
    assert kind.answer(code="4").say.en == "No calls are left. It is sent later."
    assert own.answer().say.vi == "Trang đã hết lượt gọi."
    assert rows.named["unlisted"].answer().needs_person


def test_the_first_code_that_has_a_row_answers_and_a_span_only_where_none_has(tmp_path: Path) -> None:
    rows = table(tmp_path)
    assert rows.find("190/460", "4") is rows.by_code["190/460"]
    assert rows.find("5/77", "*/77", "5") is rows.by_code["*/77"] is rows.by_code["190/460"]
    assert rows.find("80014") is rows.find("80000") is rows.by_code["4"]
    assert rows.find("80001") is rows.by_code["80001"]
    assert rows.find("80015") is rows.find("-4") is rows.find("words") is None


def test_what_the_platform_said_is_put_in_as_it_is(tmp_path: Path) -> None:
    row = table(tmp_path).by_code["190/460"].saying(said="{x} {said}")
    assert row.say.en == "The password was changed: {x} {said}"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("kind: login\n    vi: Lỗi", "kind: logout\n    vi: Lỗi", 23),
        ("outcome: unknown", "outcome: perhaps", 13),
        ("step: later}", "step: sooner}", 7),
        ("codes: [80001]", "codes: [4]", 11),
        ("    en: Another error.\n", "", 22),
        ("80000..80014", "80000..x", 7),
        ("seconds: 600", "seconds: long", 7),
        ("person: true", "person: maybe", 18),
        ("seconds: null", "second: null", 14),
        ("  wait: {outcome", "  await: {outcome", 8),
    ],
)
def test_a_wrong_table_is_refused_by_file_and_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    assert old in TABLE
    with pytest.raises(BadInput) as refused:
        table(tmp_path, TABLE.replace(old, new, 1))
    assert refused.value.where == f"errors.yaml:{line}"
