"""DLLs that stand in for what Wine lacks or aborts in, compiled here for the tests alone."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from release.launchers import PREFIX, exported
from release.place import ROOT, BuildError, needs, run

SOURCE = ROOT / "release" / "wine" / "standin"
OVERRIDES = "mscoree=;mshtml=;mscms=n;ucrtbase=n,b;ucrtwine=n"
"""Which DLLs a prefix with the stand-ins takes from its own folder (n), and which it does without: those of .NET and
of the browser, which Wine would offer to fetch from the network."""
COMPLEX = (
    *("cabs", "cacos", "cacosh", "carg", "casin", "casinh", "catan", "catanh", "ccos", "ccosh", "cexp", "cimag"),
    *("clog", "conj", "cpow", "cproj", "creal", "csin", "csinh", "csqrt", "ctan", "ctanh"),
)
"""The functions of complex numbers, each for three sizes, that `standin/ucrtbase.c` brings: numpy imports some, and
Wine 10 ends a process at the first of them."""
_SIGNATURE = b"Wine builtin DLL"
_OURS = b"of tests, copied"
_LIBRARIES = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")


def lay_standins(system: Path) -> None:
    """Compile the stand-ins into `system`, the prefix's folder ``system32``. Raises BuildError."""
    compiler = needs(f"{PREFIX}-gcc", "gcc-mingw-w64-x86-64")
    for name in ("icuuc", "mscms"):
        run([compiler, "-shared", "-O1", "-s", "-o", system / f"{name}.dll", SOURCE / f"{name}.c"])
    theirs = _LIBRARIES / "ucrtbase.dll"
    if not theirs.is_file():
        raise BuildError("Wine's own ucrtbase.dll is missing; install the Debian package wine64.")
    # Without Wine's signature, and under another name, its library is loaded like any other.
    copied = theirs.read_bytes().replace(_SIGNATURE, _OURS, 1)
    (system / "ucrtwine.dll").write_bytes(copied)
    with TemporaryDirectory() as folder:
        definition = Path(folder) / "ucrtbase.def"
        definition.write_text(forwards(exported(theirs)), encoding="ascii")
        words = ["-shared", "-nostartfiles", "-static-libgcc", "-O1", "-s", "-Wl,--entry=DllMain"]
        run([compiler, *words, "-o", system / "ucrtbase.dll", SOURCE / "ucrtbase.c", definition])


def forwards(names: list[str]) -> str:
    """The definition of our ucrtbase.dll: what it brings itself, and every other name handed on to Wine's."""
    own = {name + size for name in COMPLEX for size in ("", "f", "l")}
    lines = [f'  "{name}" = ms_{name}' if name in own else f'  "{name}" = ucrtwine.{name}' for name in names]
    return "\n".join(["LIBRARY ucrtbase.dll", "EXPORTS", *lines, ""])
