"""What tests of templates share: the shipped pack, and a small pack that can be changed and sealed again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.templates.catalog import Pack, builtin_pack
from studio.templates.model import Template
from studio.templates.seal import seal

TEMPLATE = """\
id: thong_bao
code: TB-01
version: 1
title:
  vi: Thông báo
  en: Notice
when:
  vi: Khi cần
  en: When needed
theme: notice
approval: approver
review_days: 30
fields:
- name: title
  label:
    vi: Tiêu đề
    en: Title
  type: text
  required: true
  max: 60
- name: points
  label:
    vi: Nội dung
    en: Points
  type: list
- name: secret
  label:
    vi: Mã nội bộ
    en: Internal code
  type: text
  hidden: true
- name: unit_name
  label:
    vi: Đơn vị
    en: Unit
  type: unit_ref
headline: "{{ title }}"
body: |
  Nội dung:
  {% for item in points %}
  • {{ item }}
  {% endfor %}
hashtags:
- "#ThôngBáo"
required_checks:
- READABILITY
cards:
- layout: notice
  alt: "Thẻ thông báo: {{ title }}"
  values:
    headline: "{{ title }}"
    lines: {list: points, max: 3}
"""
FOOTER = """\
texts:
  facebook: |
    {{ unit_name }}
    Điện thoại: {{ contact }}
  zalo: "{{ unit_name }}"
  website: "Nguồn: {{ unit_name }}"
cards:
  unit: "{{ unit_name }}"
"""
MANIFEST = """\
schema: 1
id: thu
version: 3
title:
  vi: Gói thử
  en: Trial pack
always_checks:
- NFC_VI
files:
"""


@pytest.fixture(scope="session")
def builtin() -> Pack:
    return builtin_pack()


@pytest.fixture(scope="session", name="template")
def by_id(builtin: Pack) -> Callable[[str], Template]:
    """The shipped template of an id."""
    by_id = {template.id: template for template in builtin.templates}
    return by_id.__getitem__


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sealed pack of one template."""
    folder = tmp_path / "goi"
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "thong_bao.yaml").write_text(TEMPLATE, encoding="utf-8")
    (folder / "footer.yaml").write_text(FOOTER, encoding="utf-8")
    (folder / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
    seal(folder)
    return folder


@pytest.fixture
def change(folder: Path) -> Callable[..., Path]:
    """Replace text in a file of the pack and seal it again, as its maker would."""

    def change(old: str, new: str, file: str = "templates/thong_bao.yaml") -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert len(re.findall(re.escape(old), text)) >= 1
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        seal(folder)
        return folder

    return change
