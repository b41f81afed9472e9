from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.library.structure import Node, NodeKind, nodes, place, walk

ARTICLE = """Đoạn mở đầu:
1. Khoản một gồm:
a) Điểm a;
a.1) Tiết của điểm a;
đ) Điểm đ
tiếp dòng sau:
- Gạch thứ nhất:
+ Cộng thứ nhất;
+ Cộng thứ hai;
- Gạch thứ hai;
c1) Điểm bổ sung.
1.1. Tiết của khoản.
2. Khoản hai sửa như sau:
“3. Khoản của luật khác:
a) Điểm của luật khác.”.
2a. Khoản bổ sung.
10. Khoản mười."""


def drawn(found: Iterable[Node]) -> list[object]:
    """Kind and number of each node, with those below it."""
    names = ((f"{node.kind.value} {node.number}".strip(), node.children) for node in found)
    return [(name, drawn(children)) if children else name for name, children in names]


def test_the_tree_of_an_article() -> None:
    assert drawn(nodes(ARTICLE)) == [
        (
            "khoản 1",
            [
                ("điểm a", ["tiết a.1"]),
                (
                    "điểm đ",
                    [("gạch đầu dòng -", ["gạch đầu dòng +", "gạch đầu dòng +"]), "gạch đầu dòng -"],
                ),
                "điểm c1",
                "tiết 1.1",
            ],
        ),
        ("khoản 2", [("trích", [("khoản 3", ["điểm a"])])]),
        "khoản 2a",
        "khoản 10",
    ]


def test_spans_hold_the_marker_and_reach_to_the_next_of_the_rank() -> None:
    found = {f"{n.kind.value} {n.number}": ARTICLE[n.start : n.end] for n in walk(nodes(ARTICLE))}
    assert found["điểm a"] == "a) Điểm a;\na.1) Tiết của điểm a;"
    assert found["khoản 2a"] == "2a. Khoản bổ sung."
    assert found["khoản 10"] == "10. Khoản mười."
    assert found["khoản 2"].endswith("Điểm của luật khác.”.")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1- Công dân có quyền:\na- Xem;\nb- Hỏi.", [("khoản 1", ["điểm a", "điểm b"])]),
        ("1.Không cách chữ\n2) Ngoặc đơn", ["khoản 1", "khoản 2"]),
        ("1. Gồm:\na) Một:\n1) Nhỏ;\n2) Nhỏ.", [("khoản 1", [("điểm a", ["tiết 1", "tiết 2"])])]),
        ("a) Một:\ni) La Mã;\nii) La Mã;\nb) Hai.", [("điểm a", ["tiết i", "tiết ii"]), "điểm b"]),
        ("h) Một;\ni) Chữ i;\nk) Chữ k.", ["điểm h", "điểm i", "điểm k"]),
        ("u) Một;\nv) Chữ v.", ["điểm u", "điểm v"]),
        ("I. Mục đích\n1. Một\nII. Yêu cầu\nV. Lê nói.", [("mục I", ["khoản 1"]), "mục II"]),
        ("Khoảng cách:\n1.5 mét\n2 người\n12.000 đồng\n-5 độ", []),
        ("1. Một\n(i) Nhỏ\n– Gạch", [("khoản 1", [("tiết i", ["gạch đầu dòng –"])])]),
    ],
)
def test_ways_of_writing(text: str, tree: list[object]) -> None:
    assert drawn(nodes(text)) == tree


def test_a_quoted_article_is_a_node_of_the_quotation() -> None:
    text = "1. Bổ sung Điều 8a như sau:\n“Điều 8a. Mới\n1. Được:\na) Xem.”.\n2. Bãi bỏ Điều 9."
    assert drawn(nodes(text)) == [("khoản 1", [("trích", [("điều 8a", [("khoản 1", ["điểm a"])])])]), "khoản 2"]


@pytest.mark.parametrize(
    ("clause", "point", "start"),
    [
        ("1", "đ", "đ) Điểm đ"),
        ("1", "C1", "c1) Điểm"),
        ("2A", None, "2a. Khoản"),
        ("2", "a", None),
        ("3", None, None),
        (None, "a", None),
    ],
    ids=["point", "capital", "clause", "quoted-point", "quoted-clause", "point-inside-a-clause"],
)
def test_a_place_is_found_where_the_article_itself_has_it(
    clause: str | None, point: str | None, start: str | None
) -> None:
    found = place(ARTICLE, clause, point)
    assert (found is None) if start is None else (found and ARTICLE[found.start :].startswith(start))


@given(st.lists(st.sampled_from([*ARTICLE.split("\n"), "", "“Điều 1. Mở", "”.", "i) i", "ii) hai", "I. Một"])))
def test_whatever_the_lines_spans_nest_and_follow_each_other(lines: list[str]) -> None:
    text = "\n".join(lines)

    def check(found: tuple[Node, ...], start: int, end: int) -> None:
        for node in found:
            assert start <= node.start < node.end <= end
            check(node.children, node.start, node.end)
            start = node.end

    found = nodes(text)
    check(found, 0, len(text))
    assert all(n.kind is not NodeKind.ARTICLE for n in walk(found))
