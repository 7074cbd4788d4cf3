"""Looks an installation over: what is well, what is not, and what to do, in plain words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from importlib import metadata
from pathlib import Path

from permanence_lib.content import places
from permanence_lib.errors import StoreError
from permanence_lib.finding import Finding
from permanence_lib.server.address import USUAL, is_free

_PACKAGES = ("jupyterlab", "voila", "ipywidgets", "anywidget", "ipykernel", "sqlalchemy", "pydantic")
_WIDGETS = {"anywidget": "anywidget", "@jupyter-widgets/jupyterlab-manager": "ipywidgets"}
_ROOM = 200_000_000
_EARLIEST_CLOCK = 2025


def examine() -> list[Finding]:
    """Everything that has to be right for the workbook to run. Changes nothing."""
    return [finding for look in _LOOKS for finding in _safely(look)]


def said(findings: list[Finding]) -> str:
    """The findings as lines for a terminal, the worst last."""
    signs = {"ok": "Well ", "warn": "Note ", "problem": "Wrong"}
    lines = []
    for level in ("ok", "warn", "problem"):
        for finding in (each for each in findings if each.level == level):
            lines.append(
                f"{signs[level]}  {finding.subject}: {finding.words}"
                + (f"\n       {finding.todo}" if finding.todo else "")
            )
    return "\n".join([*lines, "", _verdict(findings)])


def _verdict(findings: list[Finding]) -> str:
    wrong = sum(finding.level == "problem" for finding in findings)
    if wrong:
        return f"{wrong} thing{'' if wrong == 1 else 's'} to put right."
    return "Nothing stands in the way."


def _safely(look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """A look that fails is a finding too, not a crash."""
    try:
        return list(look())
    except Exception as error:
        subject = look.__name__.strip("_").replace("_", " ")
        return [
            Finding(
                "problem",
                subject.capitalize(),
                f"could not be looked at ({error})",
                "Tell whoever looks after the workbook.",
            )
        ]


def _versions() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("ok", "Python", python)
    for name in _PACKAGES:
        try:
            yield Finding("ok", name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(
                "problem", name, "is not installed", "Install the workbook again: pip install --upgrade permanence"
            )


def _widgets() -> Iterator[Finding]:
    """JupyterLab and Voila's own front end find the widgets' browser half in these folders."""
    from jupyter_core.paths import jupyter_path

    for folder, package in _WIDGETS.items():
        if any((Path(path) / folder / "package.json").is_file() for path in jupyter_path("labextensions")):
            yield Finding("ok", f"{package} in JupyterLab", "found")
        else:
            yield Finding(
                "warn", f"{package} in JupyterLab", "its browser part was not found, so exercises will not show there",
                f"Run: pip install --force-reinstall {package}. The study pages are not affected.",
            )  # fmt: skip


def _notebooks() -> Iterator[Finding]:
    folder = places.root() / "notebooks"
    weeks = sorted(folder.glob("w[0-9][0-9].ipynb"))
    if weeks:
        yield Finding("ok", "Weeks", f"{len(weeks)} in {folder}")
    else:
        yield Finding(
            "problem",
            "Weeks",
            f"there are none in {folder}",
            "From a clone, run: permanence build. Otherwise install again.",
        )


def _page_template() -> Iterator[Finding]:
    from permanence_lib.server.site import TEMPLATE

    missing = [
        name
        for name in ("index.html.j2", "frame.html.j2", "static/slim.js", "static/shell.css")
        if not (TEMPLATE / name).is_file()
    ]
    if missing:
        yield Finding(
            "problem", "Page template", f"{', '.join(missing)} missing from {TEMPLATE}", "Install the workbook again."
        )
    else:
        yield Finding("ok", "Page template", "complete")


def _answers() -> Iterator[Finding]:
    """Where the answers are kept, and whether they are in order."""
    from permanence_lib.store import place

    if place.server():  # looked over by itself: permanence_lib.operations.health
        return
    path = place.find()
    if path is None:
        yield Finding(
            "warn",
            "Answers",
            "are kept in memory only and lost when the workbook stops",
            f"Remove the setting {place.SETTING}.",
        )
        return
    try:
        place.check(path)
    except StoreError as error:
        yield Finding("problem", "Answers", str(error))
        return
    yield from _room(path)
    yield from _file(path)


def _room(path: Path) -> Iterator[Finding]:
    folder = next(each for each in path.parents if each.exists())
    free = shutil.disk_usage(folder).free
    if free < _ROOM:
        yield Finding(
            "problem",
            "Disk",
            f"only {free // 1_000_000} MB are free",
            "Make room: answers cannot be saved on a full disk.",
        )
    else:
        yield Finding("ok", "Disk", f"{free / 1e9:.1f} GB free")


def _file(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield Finding("ok", "Answers", f"none yet; they will be kept in {path}")
        return
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=5)) as database:
        (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict == "ok":
        yield Finding("ok", "Answers", f"in order, in {path}")
    else:
        yield Finding(
            "problem",
            "Answers",
            f"the file {path} is damaged",
            "Keep a copy of it and ask whoever looks after the workbook.",
        )
    if not _is_writable(path):
        yield Finding(
            "problem", "Answers", f"{path} cannot be changed", "Allow yourself to change that file and its folder."
        )


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _port() -> Iterator[Finding]:
    if is_free(USUAL):
        yield Finding("ok", "Port", f"{USUAL} is free")
    else:
        yield Finding(
            "warn",
            "Port",
            f"{USUAL} is in use, perhaps by the workbook itself",
            "The workbook takes the next free one by itself.",
        )


def _clock() -> Iterator[Finding]:
    now = datetime.now().astimezone()
    if now.year < _EARLIEST_CLOCK:
        yield Finding(
            "problem",
            "Clock",
            f"this computer thinks it is {now:%Y}",
            "Set its date and time: every saved answer carries them.",
        )
    else:
        yield Finding("ok", "Clock", f"{now.day} {now:%B %Y, %H:%M} ({now.tzname()})")


_LOOKS = (_versions, _widgets, _notebooks, _page_template, _answers, _port, _clock)
