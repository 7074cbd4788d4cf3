"""One piece of work and the form that puts a version of it into the portfolio: the page, and what is done with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from permanence_lib import exercises
from permanence_lib.errors import Conflict, PermanenceError
from permanence_lib.portfolio import entries, work
from permanence_lib.portfolio.chosen.printed import printed
from permanence_lib.portfolio.chosen.versions import Version, say_day, say_moment, told, versions
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import KEPT_UNDER, Entry
from permanence_lib.portfolio.standard import evidence, mapped
from permanence_lib.portfolio.standard.evidence import Place
from permanence_lib.portfolio.work import Work
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.screen.portfolio import PiecePage, UnwrittenPage, VersionRow, render_piece, render_unwritten
from permanence_lib.screen.standard import Link
from permanence_lib.workbook import slots

if TYPE_CHECKING:
    from permanence_lib.store import Record

_NEWS = {
    "in": "Saved. This version is in your portfolio.",
    "out": "Taken out of your portfolio. Its history stays below, and you can put it back.",
}


def piece_page(desk: Desk, asked: Asked, slot: str) -> Answer | None:
    """A piece in the version asked for, else in the one chosen, else the newest; None when there is no such exercise."""
    statement = asked.query.get("statement", "")
    if statement in desk.content.statements:
        return Went(f"{mapped.MAP}/{statement}/{slot}")
    entry, wanted = entries.entry_of(desk, slot), number(asked.query.get("version", ""))
    piece = work.find(slot, desk, wanted or (entry.revision if entry else 0) or None) or work.find(slot, desk)
    if piece is None:
        return _unwritten(desk, slot)
    page = replace(_page(desk, asked, piece), news=_NEWS.get(asked.query.get("done", ""), ""))
    return Made(piece.title, render_piece(page))


def take(desk: Desk, asked: Asked, slot: str) -> Answer | None:
    """What a sent form asks for: choose this version, take the newer one, or take the piece out."""
    piece = work.find(slot, desk, number(asked.one("revision")) or None)
    if piece is None:
        return None
    do, base, revision = asked.one("do"), number(asked.one("base")), piece.record.revision
    try:
        if do == "out":
            _out(desk, slot, base)
            return Went(f"/portfolio/{slot}?done=out")
        why = _why(desk, slot) if do == "newest" else asked.one("why")
        entries.choose(desk, slot, revision, why, base=base)
    except Conflict as conflict:
        return _met(desk, asked, piece, conflict)
    except PermanenceError as refused:
        page = replace(_page(desk, asked, piece), errors={"why": str(refused)})
        return Made(f"Error: {piece.title}", render_piece(page))
    return Went(f"/portfolio/{slot}?done=in")


def number(typed: str) -> int:
    """A version as it stands in an address or a form; 0 for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def version_words(piece: Work, newest: int) -> str:
    """Version 3 of 5, saved on 18 November 2024."""
    return f"Version {piece.record.revision} of {newest}, saved on {say_day(piece.record.saved_at)}"


def newer_words(newest: Record) -> str:
    """You have changed it since: version 5 was saved on 18 November 2024."""
    return f"You have changed it since: version {newest.revision} was saved on {say_day(newest.saved_at)}."


def _out(desk: Desk, slot: str, base: int) -> None:
    """Out it goes, with its version and line remembered."""
    entry = entries.entry_of(desk, slot)
    if entry:
        entries.choose(desk, slot, entry.revision, entry.why, chosen=False, base=base)


def _met(desk: Desk, asked: Asked, piece: Work, conflict: Conflict) -> Made:
    """Another window was first: both stand on the page, and saving again is a decision."""
    value = conflict.newest.value
    said = (
        f"Version {value.get('revision')}. {value.get('why', '')}" if value.get("chosen") else "It was taken out there."
    )
    errors = {"why": "This was also changed in another window. Compare the two, then save what should stay"}
    page = _page(desk, asked, piece)
    page = replace(page, base=conflict.newest.revision, newer_words=said, errors=errors)
    return Made(f"Error: {piece.title}", render_piece(page))


def _page(desk: Desk, asked: Asked, piece: Work) -> PiecePage:
    entry, newest, typed = entries.entry_of(desk, piece.slot), desk.kept[piece.slot], "why" in asked.fields
    record, place = desk.kept.get(f"{KEPT_UNDER}:{piece.slot}"), Place(piece.exercise, piece.child)
    days, others = _versions(desk, piece, entry)
    gone_on = entry is not None and newest.revision > entry.revision
    return PiecePage(
        slot=piece.slot,
        title=piece.title,
        section=_section(desk, piece),
        week=mapped.week_link(place, desk),
        revision=piece.record.revision,
        version=f"Version {piece.record.revision} of {newest.revision}, saved on {say_moment(piece.record.saved_at)}",
        standing=f"Version {entry.revision} is in your portfolio." if entry else "Not in your portfolio.",
        private=piece.is_private,
        why=asked.one("why") if typed else _why(desk, piece.slot),
        base=number(asked.one("base")) if typed else record.revision if record else 0,
        token=asked.token,
        is_chosen=entry is not None,
        is_this_version=entry is not None and entry.revision == piece.record.revision,
        piece=printed(piece),
        named=tuple(_statement(desk, name, piece.slot) for name in _named(desk, piece)),
        tied=tuple(_statement(desk, name, piece.slot) for name in _tied(desk, piece)),
        statements=_statements(desk),
        days=days,
        others=others,
        history=tuple(told(piece.slot, desk)),
        other_child=_other_child(desk, piece),
        newest=newest.revision if gone_on else 0,
        newest_words=newer_words(newest) if gone_on else "",
    )


def _why(desk: Desk, slot: str) -> str:
    """The line as it was last said, also of a piece taken out."""
    record = desk.kept.get(f"{KEPT_UNDER}:{slot}")
    return str(record.value.get("why", "")) if record else ""


def _section(desk: Desk, piece: Work) -> str:
    section, item = entries.place(piece)
    title = next(x.title for x in desk.content.programme.portfolio.sections if x.number == section)
    return f"Section {section} of the portfolio, {title}: {item}"


def _tied(desk: Desk, piece: Work) -> list[str]:
    return [tie.statement for tie in evidence.ties(desk) if tie.work.slot == piece.slot]


def _named(desk: Desk, piece: Work) -> list[str]:
    tied = _tied(desk, piece)
    return [name for name in piece.exercise.definition.statements if name not in tied]


def _statement(desk: Desk, name: str, slot: str) -> Link:
    return Link(f"{name} {desk.content.statements[name].text}", f"{mapped.MAP}/{name}/{slot}")


def _statements(desk: Desk) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return tuple(
        (f"{x.number} {x.title}", tuple((y.id, f"{y.id} {y.text}") for y in x.statements))
        for x in desk.content.standard.sections
    )


def _versions(desk: Desk, piece: Work, entry: Entry | None) -> tuple[tuple[VersionRow, ...], tuple[VersionRow, ...]]:
    """The last version of each day with the chosen one, and all others."""
    chosen, here = entry.revision if entry else 0, piece.record.revision

    def row(version: Version) -> VersionRow:
        marks = {"In your portfolio.": version.number == chosen, "Shown above.": version.number == here}
        words = f"Version {version.number}, saved on {version.saved}"
        href = f"/portfolio/{piece.slot}?version={version.number}"
        return VersionRow(words, href, " ".join(said for said, holds in marks.items() if holds))

    first: dict[bool, list[VersionRow]] = {True: [], False: []}
    for version in versions(piece.slot, desk):
        first[version.ends_a_day or version.number in (chosen, here)].append(row(version))
    return tuple(first[True]), tuple(first[False])


def _other_child(desk: Desk, piece: Work) -> Link | None:
    other = work.find(slots.key(piece.exercise.id, "case" if piece.child == "followed" else "followed"), desk)
    if other is None or other.slot == piece.slot:
        return None
    return Link(other.title if other.child == "followed" else f"{other.title} (the case)", f"/portfolio/{other.slot}")


def _unwritten(desk: Desk, slot: str) -> Made | None:
    """Said of an exercise there is; anything else is no page."""
    name = slots.exercise_of(slot)
    if name not in exercises.files(desk.content):
        return None
    exercise = exercises.find(name, desk.content)
    child = next((child for child in evidence.children(exercise) if slots.key(name, child) == slot), None)
    if child is None:
        return None
    section, item = entries.place_of(exercise)
    link = mapped.week_link(Place(exercise, child), desk)
    page = UnwrittenPage(exercise.definition.title, f"Section {section} of the portfolio: {item}", link)
    return Made(page.title, render_unwritten(page))
