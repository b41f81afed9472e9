"""Which PC this is, told by marks that lie outside every profile, so that a copied profile does not bring them along.

What leaves here is hashed: a profile that lies on a USB drive tells nobody the ids of the PC it was used on.
"""

from __future__ import annotations

import hashlib
import platform
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

Marks = Mapping[str, tuple[str, ...]]
"""Hashes by the kind of mark; of a kind that a PC has several of, all."""
SYSTEM, HARDWARE, MARKER = "system", "hardware", "marker"
MARKER_FILE = "id"
_LINUX_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_LINUX_NETWORK = Path("/sys/class/net")
_PERMANENT = "0"
"""What Linux writes for an address that belongs to the adapter itself, and was not made up for this connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """`name` is for people to read; `marks` decide."""

    name: str
    marks: Marks


def this_machine(*, state: Path | None = None) -> Machine:
    """The PC at hand. Where its system tells no id, one is made and kept in `state`, a folder of this user outside
    the profile; an unwritable one is passed over."""
    marks = {SYSTEM: _system(), HARDWARE: _hardware()}
    if not marks[SYSTEM]:
        marks[MARKER] = _marker(state or platformdirs.user_state_path("PageStudio-PC", appauthor=False))
    return Machine(
        name=platform.node(),
        marks={kind: tuple(sorted(_hashed(kind, value) for value in values)) for kind, values in marks.items()},
    )


def is_same(one: Marks, other: Marks) -> bool:
    """Whether both are of one PC: no kind of mark that both have may differ in all its values, as after a disk was
    copied into other hardware. Without any such kind they are two PCs, unless neither has a mark at all."""
    shared = [kind for kind, values in one.items() if values and other.get(kind)]
    if not shared:
        return not any(one.values()) and not any(other.values())
    return all(set(one[kind]) & set(other[kind]) for kind in shared)


def _hashed(kind: str, value: str) -> str:
    return hashlib.sha256(f"Page Studio|{kind}|{value.strip().lower()}".encode()).hexdigest()


if sys.platform == "win32":
    import winreg

    def _registry(path: str, name: str) -> tuple[str, ...]:
        try:
            access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, access) as key:
                value = str(winreg.QueryValueEx(key, name)[0])
        except OSError:
            return ()
        return (value,) if value else ()

    def _system() -> tuple[str, ...]:
        return _registry(r"SOFTWARE\Microsoft\Cryptography", "MachineGuid")

    def _hardware() -> tuple[str, ...]:
        """The id of the main board, which a copied disk does not bring along."""
        return _registry(r"SYSTEM\HardwareConfig", "LastConfig")

else:

    def _system() -> tuple[str, ...]:
        return next((found for path in _LINUX_IDS if (found := _line(path))), ())

    def _hardware() -> tuple[str, ...]:
        """The addresses of the built-in network adapters."""
        try:
            adapters = sorted(_LINUX_NETWORK.iterdir())
        except OSError:
            return ()
        return tuple(address for adapter in adapters if _is_built_in(adapter) for address in _line(adapter / "address"))

    def _is_built_in(adapter: Path) -> bool:
        device = adapter / "device"
        permanent = _line(adapter / "addr_assign_type") == (_PERMANENT,)
        return permanent and device.exists() and not any("usb" in part for part in device.resolve().parts)


def _line(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ()
    return (text,) if text else ()


def _marker(folder: Path) -> tuple[str, ...]:
    path = folder / MARKER_FILE
    found = _line(path)
    if found:
        return found
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="ascii") as file:
            file.write(secrets.token_hex(16))
    except FileExistsError:  # another program was quicker
        pass
    except OSError:
        return ()
    return _line(path)
