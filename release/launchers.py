"""The programs of the Windows tree, compiled here: two that start Page Studio, two plain interpreters, python3.dll."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from release.place import ROOT, VERSION, needs, run
from release.windows_python import PYTHON

SOURCE = ROOT / "release" / "windows"
PREFIX = "x86_64-w64-mingw32"
LIBRARIES = ("-lgdi32", "-ladvapi32")
FLAGS = ("-municode", "-O2", "-s", "-Wall", "-Wextra", "-Werror", "-Wl,--no-insert-timestamp")
EXPORTS = 24 + 112
"""Where the header of a 64-bit PE file, counted from its signature, names the table of what the file exports."""


@dataclass(frozen=True, slots=True)
class Launcher:
    """One program to compile."""

    name: str
    console: bool
    interpreter: str | None
    """The interpreter it says it is to Python, where it starts Page Studio."""


LAUNCHERS = (
    Launcher("page-studio.exe", console=False, interpreter="pythonw.exe"),
    Launcher("studio.exe", console=True, interpreter="python.exe"),
    Launcher("pythonw.exe", console=False, interpreter=None),
    Launcher("python.exe", console=True, interpreter=None),
)


def compile_launchers(folder: Path, icon: Path) -> None:
    """Compile into `folder` what is not there yet; CPython's own interpreters stay."""
    compiler = needs(f"{PREFIX}-gcc", "gcc-mingw-w64-x86-64")
    for launcher in LAUNCHERS:
        target = folder / launcher.name
        if target.exists():
            continue
        with TemporaryDirectory() as name:
            resources = Path(name) / "launcher.o"
            _compile_resources(launcher, icon, resources)
            words = ["-DCONSOLE" if launcher.console else "-mwindows"]
            sources = [SOURCE / "launcher.c"]
            if launcher.interpreter:
                words += ["-DPROGRAM", f'-DINTERPRETER=L"{launcher.interpreter}"']
            if launcher.interpreter and not launcher.console:
                words.append("-DSPLASH")
                sources.append(SOURCE / "splash.c")
            run([compiler, *FLAGS, *words, "-o", target, *sources, resources, *LIBRARIES])


def make_stable_library(folder: Path) -> None:
    """Make python3.dll, through which modules of the stable ABI reach Python: it hands on all that Python exports."""
    target = folder / "python3.dll"
    if target.exists():
        return
    names = [name for name in exported(folder / f"{PYTHON}.dll") if name.startswith(("Py", "_Py"))]
    with TemporaryDirectory() as name:
        definition = Path(name) / "python3.def"
        lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {one} = {PYTHON}.{one}" for one in names)]
        definition.write_text("\n".join(lines) + "\n", encoding="ascii")
        entry = Path(name) / "entry.c"
        entry.write_text(
            "int __stdcall DllMain(void *own, unsigned why, void *more)\n"
            "{ (void)own; (void)why; (void)more; return 1; }\n",
            encoding="ascii",
        )
        compiler = needs(f"{PREFIX}-gcc", "gcc-mingw-w64-x86-64")
        words = ["-shared", "-nostdlib", "-Wl,--entry=DllMain", "-Wl,--no-insert-timestamp", "-s"]
        run([compiler, *words, "-o", target, entry, definition])


def exported(library: Path) -> list[str]:
    """The names that a 64-bit DLL exports, in its own order."""
    data = library.read_bytes()
    header = _number(data, 0x3C)
    sections_at = header + 24 + struct.unpack_from("<H", data, header + 20)[0]
    count = struct.unpack_from("<H", data, header + 6)[0]
    sections = [struct.unpack_from("<IIII", data, sections_at + 40 * index + 8) for index in range(count)]

    def offset(address: int) -> int:
        for virtual_size, virtual, raw_size, raw in sections:
            if virtual <= address < virtual + max(virtual_size, raw_size):
                return int(address - virtual + raw)
        raise ValueError(f"{library.name}: no section holds the address {address:#x}")

    table = offset(_number(data, header + EXPORTS))
    names = offset(_number(data, table + 32))
    starts = [offset(_number(data, names + 4 * index)) for index in range(_number(data, table + 24))]
    return [data[start : data.index(b"\0", start)].decode("ascii") for start in starts]


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])


def _compile_resources(launcher: Launcher, icon: Path, target: Path) -> None:
    texts = {
        "ICON_FILE": f'"{icon}"',
        "MANIFEST_FILE": f'"{SOURCE / "launcher.manifest"}"',
        "VERSION_NUMBERS": ",".join([*VERSION.split("."), "0"]),
        "VERSION_TEXT": f'"{VERSION}"',
        "FILE_NAME": f'"{launcher.name}"',
    }
    head = "".join(f"#define {name} {text}\n" for name, text in texts.items())
    script = target.with_suffix(".rc")
    script.write_text(head + (SOURCE / "launcher.rc").read_text(encoding="utf-8"), encoding="utf-8")
    run([needs(f"{PREFIX}-windres", "binutils-mingw-w64-x86-64"), "--codepage=65001", script, target])
