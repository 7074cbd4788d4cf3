"""Where the answers are: the person's own folder, closed to others, and never where they would be lost."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path, PureWindowsPath

import pytest
from programs import add

from permanence_lib.errors import StoreError
from permanence_lib.store import Store, open_store, place

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in lists of its own")

LINUX = r"""
sysfs /sys sysfs rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
fileserver:/homes /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/ana/local ext4 rw 0 0
//server/team /mnt/team\040drive cifs rw 0 0
ana@host: /mnt/host fuse.sshfs rw 0 0
C:\134 /mnt/c 9p rw,aname=drvfs 0 0
drive: /mnt/drive fuse.rclone rw 0 0
/dev/sdc1 /srv ext4 rw 0 0
late:/srv /srv nfs rw 0 0
half a line
"""
MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//ana@server/team on /Volumes/team (smbfs, nodev, nosuid, mounted by ana)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/answers.sqlite", "ext4"),
        ("/tmp/answers.sqlite", "tmpfs"),
        ("/home/ana/answers.sqlite", "nfs4"),
        ("/home/ana/local/answers.sqlite", "ext4"),
        ("/homes/answers.sqlite", "ext4"),
        ("/mnt/team drive/answers.sqlite", "cifs"),
        ("/mnt/host/a/b/answers.sqlite", "fuse.sshfs"),
        ("/mnt/c/Users/ana/answers.sqlite", "9p"),
        ("/mnt/drive/answers.sqlite", "fuse.rclone"),
        ("/srv/answers.sqlite", "nfs"),
    ],
)
def test_the_deepest_and_latest_mount_tells_the_file_system(path: str, kind: str) -> None:
    """Linux's list of mounts: the longest path wins, the later of two on one place, and \\040 is a space."""
    assert place.file_system(Path(path), LINUX) == kind


def test_the_mac_list_is_understood_too() -> None:
    """macOS prints its mounts in other words."""
    assert place.file_system(Path("/Users/ana/answers.sqlite"), MAC) == "apfs"
    assert place.file_system(Path("/Volumes/team/answers.sqlite"), MAC) == "smbfs"
    assert place.file_system(Path("/anywhere"), "") == ""


@posix_only
@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "vboxsf"]
)
def test_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Said at opening, with the place, the reason and what to do; no file is made there."""
    monkeypatch.setattr(place, "_mounts", lambda: f"server:/x {tmp_path} {kind} rw 0 0")
    with pytest.raises(
        StoreError, match=rf"network drive \({kind}\).*Nothing was written.*PERMANENCE_STORE"
    ) as refused:
        open_store(str(tmp_path / "sub" / "answers.sqlite"))
    assert str(tmp_path) in str(refused.value) and list(tmp_path.iterdir()) == []


@posix_only
@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "apfs", "tmpfs", "overlay", "fuseblk", "zfs", ""])
def test_a_disk_of_the_computers_own_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """What is local, or unknown, is not refused."""
    monkeypatch.setattr(place, "_mounts", lambda: f"disk {tmp_path} {kind} rw 0 0")
    place.check(tmp_path / "answers.sqlite")


@pytest.mark.parametrize(
    ("path", "share"),
    [
        (r"\\server\home\ana\answers.sqlite", True),
        (r"\\?\UNC\server\home\answers.sqlite", True),
        ("//server/home/answers.sqlite", True),
        (r"\\wsl.localhost\Ubuntu\home", True),
        (r"\\?\C:\Users\ana\answers.sqlite", False),
        (r"\\.\C:\Users", False),
        (r"C:\Users\ana\answers.sqlite", False),
        ("/home/ana/answers.sqlite", False),
    ],
)
def test_a_windows_share_is_known_by_its_name(path: str, share: bool) -> None:
    """A path that begins with a computer's name is on that computer."""
    assert place.is_share(path) is share


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\ana\OneDrive\answers.sqlite",
        r"C:\Users\ana\OneDrive - Anytown Council\Documents\answers.sqlite",
        r"C:\Users\ana\Dropbox\answers.sqlite",
        r"C:\Users\ana\Dropbox (Anytown)\answers.sqlite",
        r"G:\My Drive\answers.sqlite",
        r"C:\Users\ana\Google Drive\answers.sqlite",
        r"C:\Users\ana\iCloudDrive\answers.sqlite",
        r"C:\Users\ana\AppData\Roaming\achieving-permanence\answers.sqlite",
        "/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/answers.sqlite",
        "/Users/ana/Library/CloudStorage/OneDrive-Personal/answers.sqlite",
        "/home/ana/Nextcloud/answers.sqlite",
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_refused(path: str) -> None:
    """OneDrive and its like take the file between two writes; a roaming profile carries old ones back."""
    assert place.copied(PureWindowsPath(path).parts[:-1])


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\ana\AppData\Local\achieving-permanence\answers.sqlite",
        "/home/ana/.local/share/achieving-permanence/answers.sqlite",
        "/Users/ana/Library/Application Support/achieving-permanence/answers.sqlite",
        "/home/ana/dropbox-notes/answers.sqlite",
        "/home/roaming/answers.sqlite",
        "/home/ana/answers/OneDrive",
    ],
)
def test_an_ordinary_folder_is_taken(path: str) -> None:
    """A folder is not refused for a likeness, nor for the file's own name."""
    assert place.copied(PureWindowsPath(path).parts[:-1]) == ""


def test_a_folder_onedrive_names_itself_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """OneDrive tells Windows where its folder is, whatever it is called."""
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Anytown"))
    with pytest.raises(StoreError, match="OneDrive"):
        open_store(str(tmp_path / "Anytown" / "answers.sqlite"))
    assert not (tmp_path / "Anytown").exists()


def test_the_setting_names_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PERMANENCE_STORE is a path, a folder, a sqlite:/// address or sqlite://; empty means unset."""
    monkeypatch.setenv("PERMANENCE_STORE", str(tmp_path / "a.sqlite"))
    assert place.find() == tmp_path / "a.sqlite"
    monkeypatch.setenv("PERMANENCE_STORE", str(tmp_path))
    assert place.find() == tmp_path / "answers.sqlite"
    monkeypatch.setenv("PERMANENCE_STORE", f"sqlite:///{tmp_path / 'a b%20.sqlite'}")
    assert place.find() == tmp_path / "a b%20.sqlite"
    monkeypatch.setenv("PERMANENCE_STORE", "sqlite://")
    assert place.find() is None
    monkeypatch.setenv("PERMANENCE_STORE", "")
    assert place.find() == place.default().resolve()
    assert place.find("/elsewhere/b.sqlite") == Path("/elsewhere/b.sqlite").resolve()


def test_the_setting_does_not_get_round_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names the place, a folder that is copied away is refused; through a link as well."""
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    monkeypatch.setenv("PERMANENCE_STORE", str(tmp_path / "link" / "answers.sqlite"))
    with pytest.raises(StoreError, match="copied to the cloud"):
        open_store()


def test_a_store_of_another_sort_is_refused_without_its_password() -> None:
    """A setting this version cannot use is named by its sort only: an address may hold a password."""
    with pytest.raises(StoreError, match="'mysql' store") as refused:
        open_store("mysql://ana:secret@host/answers")
    assert "secret" not in str(refused.value)


def test_the_own_place_is_in_the_local_data_folder() -> None:
    """Not in the folder that roams, and in a folder of the workbook's own."""
    assert place.default().parent.name == "achieving-permanence"
    assert "roaming" not in str(place.default()).casefold()


def mode(path: Path) -> int:
    """Who may do what."""
    return stat.S_IMODE(path.stat().st_mode)


@posix_only
def test_nobody_else_may_read(path: Path) -> None:
    """Folder 0700, and 0600 for the file and all that lies beside it, however careless the user's settings are."""
    before = os.umask(0)
    try:
        store = open_store(str(path))
        add(store)
        assert mode(path.parent) == 0o700
        modes = {file.name: mode(file) for file in path.parent.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}
    assert set(modes) == {"answers.sqlite", "answers.sqlite-wal", "answers.sqlite-shm", "answers.sqlite.lock"}


@posix_only
def test_what_stood_open_to_others_is_closed(path: Path, store: Store) -> None:
    """A file that was copied about and lost its rights is closed again at opening; a folder not ours is left."""
    store.close()
    path.chmod(0o644)
    path.parent.chmod(0o755)
    open_store(str(path)).close()
    assert mode(path) == 0o600 and mode(path.parent) == 0o755


@posix_only
def test_the_own_folder_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbook's own folder is for its owner alone, also if somebody opened it."""
    monkeypatch.setattr(place, "default", lambda: tmp_path / "own" / "answers.sqlite")
    monkeypatch.delenv("PERMANENCE_STORE", raising=False)
    (tmp_path / "own").mkdir(mode=0o755)
    open_store().close()
    assert mode(tmp_path / "own") == 0o700
