"""Where the answers are: one file, in a folder only its owner may open, on this computer's own disk.

A store on a network drive or in a folder that is copied to the cloud loses words: the write-ahead log needs all
writers on one computer (sqlite.org/wal.html), and a copying program takes the file between two writes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PureWindowsPath

from permanence_lib.errors import StoreError, StoreReadOnly

SETTING = "PERMANENCE_STORE"
_FILE = "answers.sqlite"
_NETWORK = re.compile(
    r"(fuse\.)?(nfs\d?|cifs|smb\d?|smbfs|smbnetfs|9p|afs|afpfs|ncpfs?|coda|ceph|glusterfs|lustre|gpfs|beegfs|davfs2?|webdav|"
    r"sshfs|rclone|gvfsd-fuse|s3fs|gcsfuse|blobfuse2?|onedriver|google-drive-ocamlfuse|grpcfuse|osxfs|vmhgfs|"
    r"vmhgfs-fuse|vboxsf|prl_fs|drvfs)"
)
_COPIED = re.compile(
    r"(onedrive|dropbox|google ?drive|icloud ?drive|box sync|nextcloud|owncloud|pcloud ?drive|sharepoint)"
    r"( - .+| \(.+\))?"
)
_COPIED_WHOLE = {"mobile documents", "cloudstorage", "my drive"}  # iCloud, others on macOS; Google Drive's letter


def default() -> Path:
    """The file in this person's own data folder, never in one that roams from computer to computer."""
    import platformdirs

    return platformdirs.user_data_path("achieving-permanence", appauthor=False, roaming=False) / _FILE


def server(url: str | None = None) -> str:
    """The address of a PostgreSQL, where `url` or else PERMANENCE_STORE names one; '' otherwise."""
    named = url or os.environ.get(SETTING) or ""
    return named if named.partition("://")[0] in ("postgresql", "postgresql+psycopg", "postgres") else ""


def find(url: str | None = None) -> Path | None:
    """The file that `url`, else PERMANENCE_STORE, else nobody names; None means in memory."""
    url = url or os.environ.get(SETTING) or str(default())
    if url in ("sqlite://", "sqlite:///:memory:", ":memory:"):
        return None
    if "://" in url and not url.startswith("sqlite:///"):
        raise StoreError(
            f"Answers cannot be kept in a '{url.split('://')[0]}' store by this version. Nothing was written. "
            f"Name a file in {SETTING}, or remove that setting to use the workbook's own file."
        )
    path = Path(url.removeprefix("sqlite:///")).expanduser().resolve()
    return path / _FILE if os.path.isdir(path) else path


def check(path: Path) -> None:
    """Refuse a place where answers would not be safe; StoreError says why and what to do."""
    why = _on_network(path) or _copied(path)
    if why:
        raise StoreError(
            f"Answers cannot safely be kept in '{path}': {why}, and there words can be lost or mixed up. "
            f"Nothing was written and nothing was lost. Set {SETTING} to a file on this computer's own disk, or "
            f"remove that setting to use '{default()}'. If that is the place refused, ask your IT service for a "
            "folder on the computer itself."
        )


def make(path: Path) -> None:
    """Make the folder and the file, for their owner only, and close what stands open to others."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Only ever a new file: opening and closing a live one would drop SQLite's locks (sqlite.org/howtocorrupt.html).
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        if os.path.exists(path):
            return
        raise StoreReadOnly(
            f"Answers cannot be kept in '{path}': {error.strerror or 'the folder takes no new file'}. Nothing was "
            f"written and nothing was lost. Allow changes to that folder, make room on the disk, or set {SETTING} "
            "to a file in a folder of your own."
        ) from error
    _close_to_others(path)


def beside(path: Path) -> tuple[Path, ...]:
    """The files SQLite and the writers' queue keep next to the store."""
    return tuple(path.with_name(path.name + ending) for ending in ("-wal", "-shm", ".lock"))


def _close_to_others(path: Path) -> None:
    """Owner only, as far as the file system knows owners; a folder is closed only if it is the workbook's own."""
    own_folder = (path.parent,) if path.parent == default().parent else ()
    for place in (path, *beside(path), *own_folder):
        with suppress(OSError):
            mode = place.stat().st_mode & 0o777
            if mode & 0o077:
                place.chmod(mode & 0o700)


def _on_network(path: Path) -> str:
    """Why this is a network place, or nothing."""
    if is_share(str(path)):
        return "that is a folder on another computer"
    if sys.platform == "win32":
        import ctypes

        remote = ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == 4  # DRIVE_REMOTE
        return f"{path.drive} is a network drive" if remote else ""
    kind = file_system(path, _mounts())
    return f"that is on a network drive ({kind})" if _NETWORK.fullmatch(kind) else ""


def _copied(path: Path) -> str:
    """Why this folder is copied elsewhere behind the workbook's back, or nothing."""
    synced = filter(None, map(os.environ.get, ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")))
    if any(Path(folder) in path.parents for folder in synced):
        return "that folder is copied to the cloud by OneDrive"
    return copied(PureWindowsPath(path).parts[:-1] if sys.platform == "win32" else path.parts[:-1])


def copied(folders: Iterable[str]) -> str:
    """Why a path through these folders is copied to the cloud or roams, or nothing."""
    before = ""
    for folder in (name.casefold() for name in folders):
        if _COPIED.fullmatch(folder) or folder in _COPIED_WHOLE:
            return "that folder is copied to the cloud while it is in use"
        if (before, folder) == ("appdata", "roaming"):
            return "that folder is copied from computer to computer when you sign in"
        before = folder
    return ""


def is_share(path: str) -> bool:
    r"""Whether a Windows path names another computer: \\server\share, also written \\?\UNC\server\share."""
    plain = path.replace("/", "\\") if path.startswith("//") else path
    return plain.startswith("\\\\") and (plain[:8].upper() == "\\\\?\\UNC\\" or plain[2:4] not in ("?\\", ".\\"))


def file_system(path: Path, mounts: str) -> str:
    """The kind of file system `path` is on, from a list of mounts (Linux's /proc/mounts or macOS's `mount`)."""
    found, depth = "", -1
    for point, kind in map(_mount, mounts.splitlines()):
        inside = point is not None and (path == point or point in path.parents)
        if point is not None and inside and len(point.parts) >= depth:  # the later of two covers the earlier
            found, depth = kind, len(point.parts)
    return found


def _mount(line: str) -> tuple[Path | None, str]:
    """Where a line of the list mounts what kind of file system."""
    if mac := re.fullmatch(r".+? on (/.*) \(([^,)]+).*\)", line):
        return Path(mac[1]), mac[2]
    parts = line.split(" ")
    if len(parts) < 3:
        return None, ""
    return Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[1])), parts[2]


def _mounts() -> str:
    """The computer's list of mounts, or nothing where it does not say."""
    with suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "darwin":
            return subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5).stdout
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    return ""
