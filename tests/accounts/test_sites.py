"""Which website an account is of: the same words for the same site, others for each other one."""

from __future__ import annotations

import pytest

from studio.accounts.addresses import page_id_of


@pytest.mark.parametrize(
    ("home", "page_id"),
    [
        ("https://congan.danang.gov.vn", "congan.danang.gov.vn"),
        ("https://CongAn.danang.gov.vn/hai-chau/", "congan.danang.gov.vn_hai-chau"),
        ("http://127.0.0.1:8080", "127.0.0.1_8080"),
        ("https://bien-tap@congan.danang.gov.vn/", "congan.danang.gov.vn"),
    ],
)
def test_a_site_is_known_by_where_it_is(home: str, page_id: str) -> None:
    assert page_id_of(home) == page_id
