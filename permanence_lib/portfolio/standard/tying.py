"""Tying one version of one piece of work to one statement: the page of a statement, the form, and what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from permanence_lib.content.programme import Statement
from permanence_lib.errors import Conflict, PermanenceError
from permanence_lib.portfolio import entries, work
from permanence_lib.portfolio.chosen.printed import printed
from permanence_lib.portfolio.chosen.versions import say_day, say_moment
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.standard import evidence, gaps, mapped
from permanence_lib.portfolio.standard.evidence import STATUSES, Line, Place
from permanence_lib.portfolio.work import Work
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.screen.evidence import Candidate, Pieces, StatementPage, TiePage, render_statement, render_tie
from permanence_lib.screen.standard import Link


def statement_page(desk: Desk, asked: Asked, line: Line) -> Answer:
    """One statement; with ?piece=w22a1 on to the form for that piece."""
    piece = asked.query.get("piece")
    if piece and work.find(piece, desk):
        return Went(f"{mapped.MAP}/{line.id}/{piece}")
    errors = {} if piece is None else {"piece": "Choose the piece of work you want to tie"}
    section = next(x for x in desk.content.standard.sections if line.statement in x.statements)
    before, after = _beside(line.id, list(desk.content.statements.values()))
    page = StatementPage(
        row=mapped.row(line, desk, gaps.week_now(desk)),
        section=f"Section {section.number}, {section.title}",
        notice=desk.content.standard.notice,
        candidates=tuple(_candidate(place, line, desk) for place in _chosen_first(line.places)),
        others=_pieces(desk),
        before=before,
        after=after,
        token=asked.token,
        errors=errors,
    )
    return Made(f"{'Error: ' * bool(errors)}{line.id} {line.statement.text}", render_statement(page))


def tie_page(desk: Desk, asked: Asked, statement: Statement, slot: str) -> Answer | None:
    """The form as it stands in the store; None when there is no such piece."""
    tie = evidence.tie_of(desk, statement.id, slot)
    wanted = _number(asked.query.get("version", ""))
    standing = tie.revision if tie else _chosen(desk, slot)
    piece = work.find(slot, desk, wanted or standing) or work.find(slot, desk)
    if piece is None:
        return None
    page = _form(desk, asked, statement, piece)
    return Made(f"Tie {piece.title} to {statement.id}", render_tie(page))


def take(desk: Desk, asked: Asked, statement: Statement, slot: str) -> Answer | None:
    """What a sent form asks for: tie, tie the newer version, or untie."""
    piece = work.find(slot, desk, _number(asked.one("revision")) or None)
    if piece is None:
        return None
    address, base = f"{mapped.MAP}/{statement.id}", _number(asked.one("base"))
    try:
        if asked.one("do") == "remove":
            evidence.untie(desk, statement.id, slot, base=base)
            return Went(f"{address}#tied")
        if asked.one("do") == "newest":
            return _newest(desk, asked, statement, slot, base)
        if errors := _wrong(asked, statement):
            return _again(desk, asked, statement, piece, errors)
        evidence.tie(
            desk, statement.id, slot, piece.record.revision, asked.one("words"), asked.one("status"), base=base
        )
    except Conflict as conflict:
        return _met(desk, asked, statement, piece, conflict)
    except PermanenceError as refused:
        return _again(desk, asked, statement, piece, {"words": str(refused)})
    return Went(f"{address}/{slot}?saved=yes")


def _newest(desk: Desk, asked: Asked, statement: Statement, slot: str, base: int) -> Answer:
    """The same words, said of the version the page showed as the newer one."""
    tie, newest = evidence.tie_of(desk, statement.id, slot), _number(asked.one("newest"))
    if tie and work.find(slot, desk, newest):
        evidence.tie(desk, statement.id, slot, newest, tie.words, tie.status, base=base)
    return Went(f"{mapped.MAP}/{statement.id}/{slot}?saved=yes")


def _wrong(asked: Asked, statement: Statement) -> dict[str, str]:
    errors = {}
    if not asked.one("words"):
        errors["words"] = f"Write what in this piece shows {statement.id}"
    if asked.one("status") not in STATUSES:
        errors["status"] = "Choose how far it shows it"
    return errors


def _again(
    desk: Desk, asked: Asked, statement: Statement, piece: Work, errors: dict[str, str],
    base: int | None = None, newer_words: str = "",
) -> Made:  # fmt: skip
    """The same form with what was typed, and what is wrong."""
    page = replace(_form(desk, asked, statement, piece), errors=errors, newer_words=newer_words)
    page = page if base is None else replace(page, base=base)
    return Made(f"Error: Tie {piece.title} to {statement.id}", render_tie(page))


def _met(desk: Desk, asked: Asked, statement: Statement, piece: Work, conflict: Conflict) -> Made:
    """Another window was first: both stand on the page, and saving again is a decision."""
    value = conflict.newest.value
    said = f"{STATUSES.get(str(value.get('status')), 'Untied')}. {value.get('words', '')}"
    errors = {"words": "This was also changed in another window. Compare the two, then save what should stay"}
    return _again(desk, asked, statement, piece, errors, base=conflict.newest.revision, newer_words=said)


def _form(desk: Desk, asked: Asked, statement: Statement, piece: Work) -> TiePage:
    """The form with what is saved, or with what was just typed."""
    tie = evidence.tie_of(desk, statement.id, piece.slot)
    typed = "words" in asked.fields
    own, status = (asked.one("words"), asked.one("status")) if typed else _own(desk, statement.id, piece.slot)
    kept = evidence.kept_at(desk, statement.id, piece.slot)
    return TiePage(
        id=statement.id,
        words=statement.text,
        slot=piece.slot,
        title=piece.title,
        revision=piece.record.revision,
        version=f"Version {piece.record.revision}, saved on {say_moment(piece.record.saved_at)}",
        versions=_versions(desk, statement.id, piece),
        piece=printed(piece),
        statuses=tuple(STATUSES.items()),
        token=asked.token,
        base=_number(asked.one("base")) if typed else kept,
        own=own,
        status=status,
        saved=asked.query.get("saved") == "yes" and tie is not None,
        is_tied=tie is not None,
        since=mapped.since(tie) if tie else "",
        seen=tie.seen if tie else "",
        history=_history(desk, statement.id, piece.slot),
    )


def _own(desk: Desk, statement: str, slot: str) -> tuple[str, str]:
    tie = evidence.tie_of(desk, statement, slot)
    return (tie.words, tie.status) if tie else ("", "")


def _versions(desk: Desk, statement: str, piece: Work) -> tuple[Link, ...]:
    """The other versions that matter here: the tied one, the chosen one and the newest."""
    tie = evidence.tie_of(desk, statement, piece.slot)
    named = {
        desk.kept[piece.slot].revision: "the newest",
        _chosen(desk, piece.slot): "the one in your portfolio",
        tie.revision if tie else 0: "the one tied now",
    }
    return tuple(
        Link(f"Look at version {number}, {words}", f"{mapped.MAP}/{statement}/{piece.slot}?version={number}")
        for number, words in named.items()
        if number not in (0, piece.record.revision)
    )


def _history(desk: Desk, statement: str, slot: str) -> tuple[str, ...]:
    kept = evidence.history(desk, statement, slot)
    return tuple(
        f"{say_moment(record.saved_at)}, version {record.value.get('revision')}. "
        f"{STATUSES.get(str(record.value.get('status')), 'Untied')}: {record.value.get('words', '')}"
        for record in kept[:-1]
    )


def _chosen(desk: Desk, slot: str) -> int:
    entry = entries.entry_of(desk, slot)
    return entry.revision if entry else 0


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _chosen_first(places: Sequence[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place.entry is None, place.work is None, place.slot))


def _candidate(place: Place, line: Line, desk: Desk) -> Candidate:
    link = mapped.week_link(place, desk)
    if place.work is None:
        return Candidate(link.words, link.href, "Not written yet")
    saved = f"version {place.work.record.revision}, saved on {say_day(place.work.record.saved_at)}"
    standing = f"In your portfolio: version {place.entry.revision}" if place.entry else f"Written: {saved}"
    tied = any(tie.work.slot == place.slot for tie in line.ties)
    return Candidate(
        title=link.words,
        href=f"/portfolio/{place.slot}",
        standing=f"{standing}. Tied" if tied else standing,
        tie=f"{mapped.MAP}/{line.id}/{place.slot}",
        do="Change what you said" if tied else "Tie it",
    )


def _pieces(desk: Desk) -> tuple[Pieces, ...]:
    """Everything written, week by week."""
    found: dict[str, list[tuple[str, str]]] = {}
    for piece in work.all_work(desk):
        if piece.words():
            week = desk.content.weeks[piece.exercise.week_id]
            found.setdefault(f"Week {week.number}: {week.title}", []).append((piece.slot, piece.title))
    return tuple(Pieces(title, tuple(links)) for title, links in found.items())


def _beside(statement: str, every: Sequence[Statement]) -> tuple[Link | None, Link | None]:
    here = [one.id for one in every].index(statement)
    before = every[here - 1] if here else None
    after = every[here + 1] if here + 1 < len(every) else None
    return _link(before), _link(after)


def _link(statement: Statement | None) -> Link | None:
    return Link(f"{statement.id} {statement.text}", f"{mapped.MAP}/{statement.id}") if statement else None
