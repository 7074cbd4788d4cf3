"""/records/own: reading one's own extract, choosing a child by what happened, and giving an alias."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from permanence_lib.laboratory import chosen
from permanence_lib.laboratory.apart import Parcel
from permanence_lib.laboratory.pages import authority
from permanence_lib.laboratory.records import opening, telling
from permanence_lib.laboratory.records.history import History
from permanence_lib.privacy import guard, names
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.screen.records import ChildrenPage, ChildRow, Filter, OwnPage, RecordPage, render

if TYPE_CHECKING:
    from permanence_lib.laboratory.pages import Reader
    from permanence_lib.laboratory.sitting import Children, Sitting

#: So many children are listed at once; the list is narrowed down to find the others.
LISTED = 40
_NO_FILES = "Choose at least one file: the episodes of the return as CSV or XML, or a zip file of them"
_NO_CHILDREN = "There is no episode in these files that could be used. Choose the episodes table"
_ALIAS = re.compile(r"[^\W_][\w’' .-]{0,29}")
_NOTICE = "One of your authority’s own. It is held in memory, without code or birth, until you forget it or close the workbook."

_AGES: Mapping[str, tuple[str, Callable[[int | None], bool]]] = {
    "": ("Any age", lambda age: True),
    "0": ("Under 1", lambda age: age == 0),
    "1-4": ("1 to 4", lambda age: age is not None and 1 <= age <= 4),
    "5-9": ("5 to 9", lambda age: age is not None and 5 <= age <= 9),
    "10-15": ("10 to 15", lambda age: age is not None and 10 <= age <= 15),
    "16": ("16 or over", lambda age: age is not None and age >= 16),
    "none": ("Not known", lambda age: age is None),
}
_MOVES: Mapping[str, tuple[str, Callable[[int], bool]]] = {
    "": ("Any number", lambda carers: True),
    "1": ("One", lambda carers: carers == 1),
    "2-3": ("Two or three", lambda carers: 2 <= carers <= 3),
    "4": ("Four or more", lambda carers: carers >= 4),
}
_ENDINGS = {"": "Anything", **telling.ENDINGS}


def answer(reader: Reader, own: Sitting, asked: Asked, rest: tuple[str, ...]) -> Answer | None:
    """The form, the wait, the list, one child, and what opens from it."""
    match rest:
        case ():
            return _sent(reader, own, asked) if asked.sent else _page(reader, own, asked)
        case ("wait",):
            if own.reading:
                own.reading.wait(authority.PATIENCE, authority.seen(asked))
            return Went("/records/own")
        case ("forget",) if asked.sent:
            own.forget_records()
            return Went("/records")
        case (name, *more):
            return _child(reader, own.children, asked, name, tuple(more))
        case _:
            return None


def _page(reader: Reader, own: Sitting, asked: Asked) -> Made:
    task = own.reading
    if task is None:
        return _form(asked)
    if task.result is None:
        return authority.working(task, asked, "/records/own", "A record of your own: reading")
    children = own.children
    if children and children.records:
        return _list(reader, children, asked)
    trouble = str(task.result.said.get("trouble", _NO_CHILDREN))
    own.forget_records()
    return _form(asked, trouble)


def _form(asked: Asked, error: str = "") -> Made:
    page = OwnPage(asked.token, {"tables": error} if error else {})
    return Made(f"Error: {page.title}" if error else page.title, render(page))


def _sent(reader: Reader, own: Sitting, asked: Asked) -> Answer:
    files = chosen.named(asked.files.values())
    if not files:
        return _form(asked, _NO_FILES)
    own.begin_reading(reader.content.root, Parcel(files=files))
    return Went("/records/own")


def _list(reader: Reader, children: Children, asked: Asked) -> Made:
    """The children that are like what was chosen, told by their episodes."""
    ssda = reader.content.ssda903
    wanted = {name: asked.query.get(name, "") for name in ("age", "moves", "end")}
    found = [(name, one) for name, one in children.records.items() if _is_like(one, wanted)]
    page = ChildrenPage(
        said=_said(children),
        filters=tuple(_filters(wanted)),
        children=tuple(
            ChildRow(telling.title(one), f"{telling.sentence(one, ssda)} {_rows(one)}", f"/records/own/{name}")
            for name, one in found[:LISTED]
        ),
        more=f"{len(found) - LISTED:,} more are like that. Narrow the list down to find them."
        if len(found) > LISTED
        else "",
        token=asked.token,
    )
    return Made(page.title, render(page))


def _said(children: Children) -> str:
    count = len(children.records)
    refused = f" {children.refused:,} rows could not be used." if children.refused else ""
    who = "1 child was" if count == 1 else f"{count:,} children were"
    return f"{who} found, those who came into care last first.{refused} No code, name or birth is held of any of them."


def _filters(wanted: Mapping[str, str]) -> list[Filter]:
    ages = tuple((value, words) for value, (words, _) in _AGES.items())
    moves = tuple((value, words) for value, (words, _) in _MOVES.items())
    return [
        Filter("age", "Age when care began", ages, wanted["age"]),
        Filter("moves", "Sets of carers", moves, wanted["moves"]),
        Filter("end", "How it ended", tuple(_ENDINGS.items()), wanted["end"]),
    ]


def _is_like(one: History, wanted: Mapping[str, str]) -> bool:
    """Whether a record has what was chosen; a choice that does not exist chooses nothing."""
    _, age = _AGES.get(wanted["age"], _AGES[""])
    _, moves = _MOVES.get(wanted["moves"], _MOVES[""])
    end = wanted["end"]
    return age(one.age) and moves(one.carers) and (end not in telling.ENDINGS or telling.ending(one) == end)


def _rows(one: History) -> str:
    also = Counter({table: len(rows) for table, rows in one.dated.items()})
    episodes = "1 episode" if len(one.episodes) == 1 else f"{len(one.episodes)} episodes"
    reviews = f", {also['Reviews']} review{'' if also['Reviews'] == 1 else 's'}" if also["Reviews"] else ""
    return f"{episodes}{reviews}."


def _child(reader: Reader, children: Children | None, asked: Asked, name: str, rest: tuple[str, ...]) -> Answer | None:
    if children is None or name not in children.records:
        return Went("/records/own") if children is None else None
    history, alias, address = children.records[name], children.aliases.get(name, ""), f"/records/own/{name}"
    if rest:
        about = opening.About(history, alias, address, is_invented=False)
        return opening.answer(reader, about, rest) if alias else Went(address)
    error = ""
    if asked.sent:
        alias = " ".join(asked.one("alias").split())
        error = wrong_alias(alias, children, names.read(reader.folder).words)
        if not error:
            children.aliases[name] = alias
            return Went(f"{address}#open")
    return _record(reader, history, alias, address, asked, error)


def wrong_alias(alias: str, children: Children, listed: tuple[str, ...]) -> str:
    """What is wrong with an alias, or nothing: it may be no code, no number, and nobody's name that is on the list."""
    if not alias:
        return "Enter an alias"
    if not _ALIAS.fullmatch(alias):
        return "An alias is one or two words of at most 30 letters"
    if sum(letter.isdigit() for letter in alias) > 2 or children.is_a_code(alias):
        return "That looks like a child’s number. Choose a word instead"
    if found := guard.find(alias, listed):
        return f"That may name a real person or place ({found[0].label.lower()}). Choose another word"
    return ""


def _record(reader: Reader, history: History, alias: str, address: str, asked: Asked, error: str) -> Made:
    ssda = reader.content.ssda903
    named = alias if alias and not error else ""
    page = RecordPage(
        title=f"{named}’s record" if named else "The record you chose",
        notice=_NOTICE,
        sentence=telling.sentence(history, ssda),
        look="",
        table=opening.table(history, named, ssda),
        openings=opening.links(address, reader.content) if named else (),
        back=("Back to the list", "/records/own"),
        token=asked.token,
        action=address,
        alias=alias,
        errors={"alias": error} if error else {},
    )
    return Made(f"Error: {page.title}" if error else page.title, render(page))
