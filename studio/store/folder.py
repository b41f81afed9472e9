"""Whether a folder is fit for a database: WAL needs a local disk that nobody else rewrites."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePath, PurePosixPath

from studio.errors import StorageTrouble

MOUNTS = Path("/proc/mounts")
_NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "9p", "davfs", "drvfs"})
_NETWORK_FUSE = re.compile(r"^fuse\.(sshfs|rclone|davfs2?|glusterfs|cephfs|gvfsd-fuse|smbnetfs|s3fs|drvfs)$")
_SYNCED = re.compile(r"^(onedrive( - .*)?|dropbox|google ?drive|my drive|icloud ?drive|box sync)$")
_OCTAL = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def refuse_unfit(folder: Path) -> None:
    """Raise StorageTrouble when `folder` lies on a network drive or in a folder a sync program rewrites."""
    resolved = folder.resolve()
    kind = unc_share(str(folder)) or unc_share(str(resolved)) or remote_drive(resolved)
    if kind is None and MOUNTS.exists():
        kind = network_mount(resolved, MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    if kind is not None:
        raise StorageTrouble(
            f"thư mục dữ liệu nằm trên ổ đĩa mạng ({kind}), dữ liệu có thể hỏng; "
            "hãy chọn thư mục trên ổ đĩa của máy này.",
            f"the data folder is on a network drive ({kind}) and the data could be damaged; "
            "choose a folder on this PC's own disk.",
            where=str(folder),
        )
    synced = synced_folder(resolved)
    if synced is not None:
        raise StorageTrouble(
            f"thư mục dữ liệu nằm trong thư mục đồng bộ “{synced}”, dữ liệu có thể hỏng hoặc bị đưa ra ngoài; "
            "hãy chọn thư mục không đồng bộ trên máy này.",
            f"the data folder is inside the synchronised folder “{synced}”; the data could be damaged or leave the PC; "
            "choose a folder on this PC that is not synchronised.",
            where=str(folder),
        )


def unc_share(path: str) -> str | None:
    r"""``\\server`` when `path` is a Windows network path, else None. ``\\?\C:\`` is local."""
    plain = path.replace("/", "\\") if sys.platform == "win32" else path
    if plain.upper().startswith("\\\\?\\UNC\\"):
        plain = "\\\\" + plain[8:]
    if not plain.startswith("\\\\") or plain.startswith(("\\\\?\\", "\\\\.\\")):
        return None
    return "\\\\" + plain[2:].split("\\")[0]


def remote_drive(path: PurePath) -> str | None:
    """The drive letter when Windows says that it is a network drive."""
    if sys.platform == "win32" and path.drive:
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\") == _DRIVE_REMOTE:
            return path.drive
    return None


def network_mount(path: PurePath, mounts: str) -> str | None:
    """The file system type when the mount that holds `path` is a network one.

    `mounts` is the text of ``/proc/mounts`` (proc(5)): device, mount point with octal escapes, type, options.
    """
    place = PurePosixPath(path.as_posix())
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = PurePosixPath(_OCTAL.sub(lambda m: chr(int(m[1], 8)), parts[1]))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), parts[2]
    return kind if kind in _NETWORK_TYPES or _NETWORK_FUSE.match(kind) else None


def synced_folder(path: PurePath) -> str | None:
    """The part of `path` that a cloud client synchronises, by its usual name."""
    return next((part for part in path.parts if _SYNCED.match(part.lower())), None)
