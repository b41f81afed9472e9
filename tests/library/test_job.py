from __future__ import annotations

import pytest

from studio.library.search import is_of_job, subjects


@pytest.mark.parametrize(
    ("title", "is_it"),
    [
        ("Quy định xử phạt vi phạm hành chính về trật tự an toàn giao thông trong lĩnh vực giao thông đường bộ", True),
        ("Xử phạt vi phạm hành chính trong lĩnh vực an ninh, trật tự, an toàn xã hội; phòng, chống tệ nạn", True),
        ("QUẢN LÝ, SỬ DỤNG PHÁO", True),
        ("Quy định về kinh doanh rượu", False),
        ("Pháo đài", True),
        ("Phương pháp tính giá", False),
        ("", False),
    ],
)
def test_a_title_speaks_of_the_job(title: str, is_it: bool) -> None:
    assert is_of_job(title) is is_it


def test_every_subject_is_found_in_itself() -> None:
    assert all(is_of_job(subject) for subject in subjects())
