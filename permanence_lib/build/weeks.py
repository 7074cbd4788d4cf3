"""A week's Markdown taken apart: its front matter, its prose, and where its exercises and figures stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from permanence_lib.content import roles
from permanence_lib.content.library import Content
from permanence_lib.content.programme import Session
from permanence_lib.errors import ContentError

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n", re.S)
_DIRECTIVE = re.compile(r"^```\{(?P<name>exercise|figure|agenda)\} *(?P<id>\S*) *\n```[ \t]*$", re.M)


@dataclass(frozen=True)
class Prose:
    """A stretch of Markdown with its roles turned into words; `slug` names its cell."""

    slug: str
    text: str


@dataclass(frozen=True)
class Place:
    """Where an exercise stands."""

    exercise: str


@dataclass(frozen=True)
class Figure:
    """Where the national figures that answer a question stand."""

    question: str


def parts(path: Path, content: Content) -> Iterator[Prose | Place | Figure]:
    """The week from top to bottom; prose is cut at headings, so that each cell has a name of its own.

    Raises:
        ContentError: the front matter is missing, or a role leads nowhere.
    """
    text = path.read_text("utf-8")
    front = _FRONT.match(text)
    if not front or (yaml.safe_load(front["front"]) or {}).get("week") != path.stem:
        raise ContentError(
            path, 1, "the week does not say which it is.", f"Begin the file with ---, week: {path.stem}, ---."
        )
    at = front.end()
    for match in _DIRECTIVE.finditer(text):
        yield from _prose(text[at : match.start()], path, content)
        yield _placed(match, path, content)
        at = match.end()
    yield from _prose(text[at:], path, content)


def _placed(match: re.Match[str], path: Path, content: Content) -> Prose | Place | Figure:
    if match["name"] == "agenda":
        return _agenda(path, content)
    return Place(match["id"]) if match["name"] == "exercise" else Figure(match["id"])


def _prose(text: str, path: Path, content: Content) -> Iterator[Prose]:
    for section in re.split(r"^(?=## )", text, flags=re.M):
        if section.strip():
            try:
                yield Prose(_slug(section), roles.resolve(section.strip(), content))
            except roles.NoSuchThing as unknown:
                line = path.read_text("utf-8").count("\n", 0, path.read_text("utf-8").find(section)) + 1
                raise ContentError(path, line, str(unknown)) from None


def _agenda(path: Path, content: Content) -> Prose:
    """The workshop day of this week as the agenda has it, with a link to each live exercise.

    Raises:
        ContentError: the week has no workshop.
    """
    day = content.weeks[path.stem].workshop
    if day is None:
        raise ContentError(path, None, "only a workshop week has an agenda.", "Take the directive {agenda} out.")
    stretches = [(part.start, _session(part)) for part in day.sessions]
    stretches += [(part.start, f"**{part.start} to {part.end}: {part.title}**") for part in day.breaks]
    return Prose("agenda", "\n\n".join(words for _, words in sorted(stretches)))


def _session(session: Session) -> str:
    lines = [f"**{session.start} to {session.end}: {session.title}**", ""]
    for part in session.segments:
        title = f"[{part.title}](#exercise-{part.exercise})" if part.exercise else part.title
        lines.append(f"- {part.start} to {part.end}: {title}")
    return "\n".join(lines)


def _slug(section: str) -> str:
    first = section.strip().splitlines()[0]
    words = re.findall(r"[a-z0-9]+", first.lower())[:6]
    return "-".join(words) or "text"
