"""The script for the first PC asks the program for what the program answers, in letters that PowerShell 5.1 reads."""

from __future__ import annotations

import re

import pytest

from release.manual import FIRST_PC
from studio.ui import pc_trial


@pytest.fixture
def script() -> str:
    return FIRST_PC.read_text(encoding="utf-8-sig")


def test_it_begins_with_the_mark_without_which_windows_powershell_reads_another_code_page() -> None:
    assert FIRST_PC.read_bytes().startswith(b"\xef\xbb\xbf")


def test_it_asks_for_all_that_the_program_answers(script: str) -> None:
    asked = set(re.findall(r"Invoke-Trial @\('(\w+)'", script))
    told = set(re.findall(r"pc_trial (\w+)", pc_trial.__doc__ or ""))
    assert asked == told
    assert "'-m', 'studio', '--selftest'" in script


def test_after_installing_it_asks_the_program_where_the_installer_puts_it(script: str) -> None:
    installer = FIRST_PC.with_name("installer.nsi").read_text(encoding="utf-8")
    assert r'StrCpy $INSTDIR "$LOCALAPPDATA\Programs\PageStudio"' in installer
    assert r'Rename "$INSTDIR\next" "$INSTDIR\app"' in installer
    assert r"Join-Path $env:LOCALAPPDATA 'Programs\PageStudio\app'" in script


def test_what_is_opened_is_closed(script: str) -> None:
    code = re.sub(r"'[^'\n]*'", "", re.sub(r"<#.*?#>", "", script, flags=re.DOTALL))
    for opening, closing in ("{}", "()", "[]"):
        assert code.count(opening) == code.count(closing), opening
