from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from studio.errors import StorageTrouble
from studio.store.folder import network_mount, refuse_unfit, synced_folder, unc_share

MOUNTS = r"""sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw,relatime 0 0
//maychu/chung /mnt/o\040chung cifs rw 0 0
//maychu/moi /mnt/smb3 smb3 rw 0 0
192.0.2.7:/xuat /home/nfs nfs4 rw 0 0
tmpfs /home/nfs/tam tmpfs rw 0 0
can-bo@192.0.2.8: /media/xa fuse.sshfs rw 0 0
C:\134 /mnt/c 9p rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/canbo/du-lieu", None),
        ("/mnt/o chung/trang", "cifs"),
        ("/mnt/smb3", "smb3"),
        ("/home/nfs/canbo", "nfs4"),
        ("/home/nfs/tam/x", None),
        ("/home/nfsx", None),
        ("/media/xa/trang", "fuse.sshfs"),
        ("/mnt/c/Users/canbo", "9p"),
        ("/run/user/1000/gvfs/smb-share", "fuse.gvfsd-fuse"),
    ],
)
def test_the_mount_that_holds_the_folder_decides(path: str, kind: str | None) -> None:
    assert network_mount(PurePosixPath(path), MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "share"),
    [
        (r"\\maychu\chung\trang", r"\\maychu"),
        (r"\\?\UNC\maychu\chung", r"\\maychu"),
        (r"\\?\C:\Users\canbo", None),
        (r"C:\Users\canbo", None),
        ("/home/canbo", None),
    ],
)
def test_windows_network_paths_are_known(path: str, share: str | None) -> None:
    assert unc_share(path) == share


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/Users/canbo/OneDrive/Trang", "OneDrive"),
        ("/Users/canbo/OneDrive - Cong an thanh pho/Trang", "OneDrive - Cong an thanh pho"),
        ("/home/canbo/Dropbox/x", "Dropbox"),
        ("/home/canbo/onedrive-cu", None),
    ],
)
def test_synchronised_folders_are_known_by_name(path: str, part: str | None) -> None:
    assert synced_folder(PurePosixPath(path)) == part


def test_the_refusal_names_the_folder_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble) as caught:
        refuse_unfit(tmp_path / "OneDrive" / "Trang")
    assert "hãy chọn thư mục không đồng bộ" in caught.value.sentence("vi")
    assert str(tmp_path) in caught.value.sentence("en")


def test_a_local_folder_passes(tmp_path: Path) -> None:
    refuse_unfit(tmp_path)
