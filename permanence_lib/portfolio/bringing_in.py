"""Bringing a file in on the page: shown first, exercise by exercise, and done only after a yes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from permanence_lib.errors import Conflict, UnreadableFile
from permanence_lib.portfolio import taking_away
from permanence_lib.portfolio.chosen import versions
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen import take_away as screen
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.workbook.card import words_in

if TYPE_CHECKING:
    from permanence_lib.portfolio.archive import Archive, Plan
    from permanence_lib.portfolio.archive.bringing import Line
    from permanence_lib.portfolio.archive.saved import Saved

_TITLE = "What this file would do"
_NO_FILE = "Choose the file with your whole workbook"
_GONE = (
    "The file is not kept here any longer: it waits for an hour, and only once. Nothing was changed. Choose it again."
)
_CHANGED = "Something was saved here since you were shown this, so nothing was done yet. This is how things stand now."
_SAID = {
    "same": "The same here: nothing to do.",
    "behind": "This workbook goes on from the file’s version: nothing to do.",
    "taken": "This workbook has the file’s words in its history already: nothing to do.",
    "held": "It speaks of a version of other work that only the file has, so it stays out. What is here stays as it is.",
}


def preview(desk: Desk, asked: Asked) -> Answer:
    """What an uploaded file would do; the first page again with the reason when it cannot be read."""
    from permanence_lib.portfolio import archive
    from permanence_lib.portfolio.archive import held

    upload = asked.files.get("file")
    if upload is None or not (upload.name or upload.content):
        return taking_away.page(desk, asked, errors={"file": _NO_FILE})
    try:
        found = archive.read(upload.content, "everything")
    except UnreadableFile as trouble:
        return taking_away.page(desk, asked, errors={"file": str(trouble)})
    waiting = held.keep(desk.folder, upload.content)
    return shown(found, archive.plan(found, desk), desk, asked, waiting)


def confirm(desk: Desk, asked: Asked) -> Answer:
    """Bring it in, all of it or nothing; shown again when things have changed in between."""
    from permanence_lib.portfolio import archive
    from permanence_lib.portfolio.archive import held

    waiting = asked.one("held")
    content = held.find(desk.folder, waiting) if waiting else _again(asked)
    if content is None:
        return taking_away.page(desk, asked, errors={"file": _GONE if waiting else _NO_FILE})
    try:
        found = archive.read(content, "everything")
        added = archive.bring_in(found, desk, asked.all("take"), asked.one("mark") or "none")
    except UnreadableFile as trouble:
        return taking_away.page(desk, asked, errors={"file": str(trouble)})
    except Conflict:
        return shown(found, archive.plan(found, desk), desk, asked, waiting, asked.all("take"), _CHANGED)
    held.forget(desk.folder, waiting)
    return Went(f"/take-away?added={added}")


def _again(asked: Asked) -> bytes | None:
    upload = asked.files.get("file")
    return upload.content if upload is not None and upload.content else None


def shown(
    found: Archive, plan: Plan, desk: Desk, asked: Asked, waiting: str, take: Collection[str] = (), notice: str = ""
) -> Made:
    """The page that says what would happen."""
    from permanence_lib.portfolio.archive import titles

    def told(*sorts: str) -> tuple[screen.Told, ...]:
        lines = [line for line in plan.lines if line.sort in sorts]
        return tuple(screen.Told(titles.title(line.name, desk), said(line, desk)) for line in lines)

    page = screen.PreviewPage(
        asked.token, waiting, plan.mark, f"This file was made on {versions.say_moment(found.manifest.made_at)}.",
        plan.count, told("new", "ahead"), tuple(_apart(line, desk, take) for line in plan.of("apart")),
        told("held"), told("same", "behind", "taken"), notice,
    )  # fmt: skip
    return Made(_TITLE, screen.render_preview(page))


def said(line: Line, desk: Desk) -> str:
    """What would happen with one record, in a sentence."""
    from permanence_lib.portfolio.archive import titles

    count = len(line.adding)
    added = "1 version" if count == 1 else f"{count} versions"
    if line.sort == "new":
        unknown = (
            ""
            if titles.is_known(line.name, desk)
            else " This workbook has no such exercise: the answer is kept all the same."
        )
        return f"Not here yet: {added} would be added.{unknown}"
    if line.sort == "ahead":
        return f"The file goes on from what is here: {added} would be added."
    if line.sort == "apart":
        return f"Worked on in both places{_since(line)}. What is here stays."
    return _SAID[line.sort]


def _since(line: Line) -> str:
    return f" since version {line.common}" if line.common else ", with nothing in common"


def _apart(line: Line, desk: Desk, take: Collection[str]) -> screen.Apart:
    from permanence_lib.portfolio.archive import titles

    here, file = line.here[-1], line.file[-1]
    return screen.Apart(
        line.name, titles.title(line.name, desk), f"Worked on in both places{_since(line)}.",
        f"Here: {_version(here)}", _words(here), f"In the file: {_version(file)}", _words(file), line.name in take,
    )  # fmt: skip


def _version(one: Saved) -> str:
    return f"version {one.revision}, saved on {versions.say_moment(one.saved_at)}"


def _words(one: Saved) -> str:
    return "\n\n".join(words_in(one.value))


def told_in_lines(plan: Plan, desk: Desk) -> Iterator[str]:
    """The same in plain lines, for a terminal; records with nothing to do are counted."""
    from permanence_lib.portfolio.archive import titles

    quiet = len(plan.of("same", "behind", "taken"))
    for line in plan.of("new", "ahead", "apart", "held"):
        yield f"{titles.title(line.name, desk)}: {said(line, desk)}"
    if quiet:
        yield f"Nothing to do for {quiet} others."
