"""Write the lock files (for users, for the extra `ocr`, for development) from pyproject.toml.

    python tools/lock.py [--upgrade] [--check]

All are universal (Python 3.11 to 3.13, Linux and Windows) and carry the hash of every file that may be installed.
The resolver is the uv of the environment this runs in.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv.exe" if sys.platform == "win32" else "uv")
LOCKS: dict[str, list[str]] = {
    "requirements.lock": [],
    "requirements-ocr.lock": ["--extra", "ocr"],
    "requirements-dev.lock": ["--extra", "dev"],
}
HEADER = "# Written by `make lock`; change pyproject.toml instead.\n"
HOST_OR_PATH = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|file:|\s/\w+/")


def resolve(name: str, options: list[str], output: Path) -> None:
    """Resolve pyproject.toml into `output`, starting from the pins of its file, or, for a new one, of the first."""
    existing = ROOT / name if (ROOT / name).exists() else ROOT / next(iter(LOCKS))
    if existing.exists() and "--upgrade" not in options:
        output.write_bytes(existing.read_bytes())
    command: list[str | Path] = [
        UV,
        "pip",
        "compile",
        "pyproject.toml",
        *options,
        "--universal",
        "--generate-hashes",
        "--no-header",
        "--no-strip-extras",  # pip takes the newest of a package that only another one asks for with an extra
    ]
    command += ["--python-version", "3.11", "--quiet", "--output-file", output]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def tidy(text: str) -> str:
    """Add the header and refuse anything that names a host or a path of this machine."""
    for number, line in enumerate(text.splitlines(), start=1):
        if HOST_OR_PATH.search(line):
            raise SystemExit(f"lock: line {number} names a host or a path: {line.strip()}")
    return HEADER + text.removeprefix(HEADER)


def main() -> int:
    """Write the lock files; with --check only report whether they are up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when a lock file is out of date")
    arguments = parser.parse_args()
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        for name, options in LOCKS.items():
            output = Path(folder) / name
            resolve(name, options + ["--upgrade"] * arguments.upgrade, output)
            text = tidy(output.read_text(encoding="utf-8"))
            path = ROOT / name
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            stale.append(name)
            if not arguments.check:
                path.write_text(text, encoding="utf-8", newline="\n")
    print(
        f"lock: {', '.join(stale)} {'out of date' if arguments.check else 'written'}" if stale else "lock: up to date"
    )
    return 1 if stale and arguments.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
