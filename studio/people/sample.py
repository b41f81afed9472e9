"""The people of sample data and of lessons. Their profile holds nothing else, and everybody knows their PIN."""

from __future__ import annotations

from collections.abc import Iterable

from studio.people.model import Person

PIN = "739204"
AUTHOR = "Cán bộ soạn bài (mẫu)"
APPROVER = "Chỉ huy duyệt bài (mẫu)"
LEARNER = "Học viên (mẫu)"
COLLEAGUE = "Cán bộ duyệt và đăng bài (mẫu)"
HEAD = "Lãnh đạo đơn vị (mẫu)"
TRAINER = "Giảng viên tập huấn (mẫu)"
SAMPLE_PEOPLE = frozenset({LEARNER, COLLEAGUE, HEAD, TRAINER})


def of_a_sample(people: Iterable[Person]) -> bool:
    """Whether these are the people of a sample."""
    return not {AUTHOR, LEARNER}.isdisjoint({person.name for person in people})
