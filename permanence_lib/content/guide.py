"""Texts with a title and a section for every heading: the facilitator's guide, and the pages about the workbook itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from permanence_lib.content.library import Content
from permanence_lib.errors import ContentError

FILE = "guide.md"
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n", re.S)


@dataclass(frozen=True)
class Section:
    """One section: an id for its address, its heading, and its Markdown."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Guide:
    """The whole of it."""

    title: str
    about: str
    sections: tuple[Section, ...]


def guide(content: Content) -> Guide:
    """The guide as it is written now. ContentError when it has no title or no sections."""
    return read(content.data / FILE)


def read(path: Path) -> Guide:
    """One such text. ContentError when it has no title or no sections."""
    written = path.read_text("utf-8")
    front = _FRONT.match(written)
    said: dict[str, Any] = (yaml.safe_load(front["front"]) if front else None) or {}
    if front is None or not said.get("title") or not said.get("about"):
        raise ContentError(path, 1, "the text does not say what it is.", "Begin the file with ---, title, about, ---.")
    parts = re.split(r"^## +(.+)$", written[front.end() :], flags=re.MULTILINE)
    sections = tuple(
        Section(_slug(title), title.strip(), text.strip()) for title, text in zip(parts[1::2], parts[2::2], strict=True)
    )
    if not sections:
        raise ContentError(path, None, "the text has no sections.", "Give each a heading that begins with ##.")
    return Guide(str(said["title"]), str(said["about"]), sections)


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))
