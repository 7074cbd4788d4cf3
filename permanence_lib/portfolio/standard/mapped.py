"""The evidence map as pages: rows with their links, narrowed to a section, a module or a standing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from permanence_lib.portfolio.chosen.versions import say_day
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.standard import evidence, gaps
from permanence_lib.portfolio.standard.evidence import Line, Part, Place, Tie
from permanence_lib.screen.asked import Asked
from permanence_lib.screen.evidence import Cell, Choice, Filter, MapPage, Row, Section, Tied
from permanence_lib.screen.standard import Link
from permanence_lib.workbook.home import start_date

MAP, BY_MODULE = "/evidence", "/evidence/by-module"
STANDINGS = {
    "nothing": "Nothing yet",
    "written": "Written, not yet used",
    "chosen": "In the portfolio",
    "tied": "Tied",
}
_TITLES = {"section": "Section of the standard", "module": "Module", "status": "Where it stands"}


def map_page(desk: Desk, asked: Asked) -> MapPage:
    """Gaps, and every statement."""
    return _page(desk, asked, MAP, "Evidence for the standard", Link("The map by module", BY_MODULE))


def overview_page(desk: Desk, asked: Asked) -> MapPage:
    """Every statement by module, beside the programme's own table."""
    return _page(desk, asked, BY_MODULE, "Evidence for the standard, by module", Link("The map with its gaps", MAP))


def _page(desk: Desk, asked: Asked, address: str, title: str, other: Link) -> MapPage:
    chosen, now = _understood(asked.query, desk), gaps.week_now(desk)
    query = f"?{urlencode(chosen)}" if chosen else ""
    return MapPage(
        title=title,
        notice=f"{desk.content.standard.title}. {desk.content.standard.notice}",
        where=_where(desk, now),
        filters=tuple(_filter(name, chosen, address, desk) for name in _TITLES),
        sections=tuple(_section(part, desk, now) for part in _narrowed(evidence.evidence_map(desk), chosen, desk)),
        other=Link(other.words, other.href + query),
        token=asked.token,
        narrowed=_in_words(chosen, desk),
        modules=tuple(f"Module {number}" for number in desk.content.modules),
    )


def row(line: Line, desk: Desk, now: int) -> Row:
    """One statement with everything there is for it, seen from a week."""
    is_gap = line.standing in ("nothing", "written")
    missing = gaps.next_places(line, now, desk) if line.standing == "nothing" else ()
    return Row(
        id=line.id,
        words=line.statement.text,
        href=f"{MAP}/{line.id}",
        table=table_words(line.table),
        sentence=gaps.sentence(line, now, desk) if is_gap else "",
        next=_links(missing, desk),
        tied=tuple(tied(tie, desk) for tie in line.ties),
        chosen=tuple(_entry(place, desk) for place in line.chosen),
        written=_links(line.written, desk),
        open=_links(gaps.in_order(line.open, now, desk), desk),
        cells=tuple(_cell(module, found, desk) for module, found in evidence.modules_of(line, desk).items()),
    )


def tied(tie: Tie, desk: Desk) -> Tied:
    """A piece tied to a statement."""
    return Tied(
        title=week_link(Place(tie.work.exercise, tie.work.child), desk).words,
        href=f"{MAP}/{tie.statement}/{tie.work.slot}",
        status=tie.status_words,
        words=tie.words,
        version=f"version {tie.revision}, saved on {say_day(tie.work.record.saved_at)}",
        since=since(tie),
        statement=tie.statement,
        slot=tie.work.slot,
        newest=tie.newest,
        base=tie.kept,
    )


def since(tie: Tie) -> str:
    """That the work has gone on, if it has."""
    return f"You have changed the piece since: it is now at version {tie.newest}." if tie.has_gone_on else ""


def table_words(modules: Sequence[str]) -> str:
    """What the programme's own table says of a statement."""
    numbers = [name.removeprefix("M") for name in modules]
    if not numbers:
        return "Not in the programme's table"
    return f"Module {numbers[0]}" if len(numbers) == 1 else f"Modules {', '.join(numbers[:-1])} and {numbers[-1]}"


def week_link(place: Place, desk: Desk) -> Link:
    """The exercise in its week."""
    number, definition = gaps.week_of(place, desk), place.exercise.definition
    whose = f" ({desk.alias or 'the child you follow'})" if place.child == "followed" else ""
    return Link(
        f"Week {number}: {definition.title}{whose}", f"/week/{place.exercise.week_id}#exercise-{place.exercise.id}"
    )


def _links(places: Sequence[Place], desk: Desk) -> tuple[Link, ...]:
    """Where nothing is written a link to the week, otherwise to the piece."""
    found = []
    for place in places:
        link = week_link(place, desk)
        found.append(Link(link.words, f"/portfolio/{place.slot}") if place.work else link)
    return tuple(found)


def _entry(place: Place, desk: Desk) -> Link:
    assert place.entry
    return Link(f"{week_link(place, desk).words}, version {place.entry.revision}", f"/portfolio/{place.slot}")


def _cell(module: str, found: Sequence[Place | Tie], desk: Desk) -> Cell:
    places = [one for one in found if isinstance(one, Place)]
    written = {
        "Tied": any(isinstance(one, Tie) for one in found),
        "In the portfolio": any(place.entry for place in places),
        "Written": any(place.work and not place.entry for place in places),
    }
    weeks = sorted({gaps.week_of(place, desk) for place in places if not place.work})
    words = tuple(said for said, holds in written.items() if holds) + ((_open(weeks),) if weeks else ())
    return Cell(f"Module {module.removeprefix('M')}", words)


def _open(weeks: Sequence[int]) -> str:
    """Place in week 22; places in weeks 22 and 25."""
    if len(weeks) == 1:
        return f"Place in week {weeks[0]}"
    return f"Places in weeks {', '.join(map(str, weeks[:-1]))} and {weeks[-1]}"


def _section(part: Part, desk: Desk, now: int) -> Section:
    return Section(part.number, part.title, tuple(row(line, desk, now) for line in part.lines))


def _where(desk: Desk, now: int) -> str:
    if now > len(desk.content.weeks):
        place = "The 28 weeks are behind you; every one of them stays open."
    else:
        known = start_date(dict(desk.kept)) is not None or not desk.kept
        here = f"You are in week {now}" if known else f"You last wrote in week {now}"
        place = f"{here}, so places from week {now} on are named first."
    return (
        "What you have done for each statement of the standard, what you have chosen to stand for it, and where nothing stands "
        f"yet. Nothing here is a mark: you say what shows what. {place}"
    )


def _understood(query: Mapping[str, str], desk: Desk) -> dict[str, str]:
    """The narrowing asked for, as far as it means anything."""
    return {name: query[name] for name in _TITLES if query.get(name) in dict(_values(name, desk)) and query[name] != ""}


def _values(name: str, desk: Desk) -> list[tuple[str, str]]:
    if name == "section":
        return [(str(x.number), f"{x.number} {x.title}") for x in desk.content.standard.sections]
    if name == "module":
        return [(module.id, f"Module {module.number}") for module in desk.content.modules.values()]
    return list(STANDINGS.items())


def _filter(name: str, chosen: Mapping[str, str], address: str, desk: Desk) -> Filter:
    others = {key: value for key, value in chosen.items() if key != name}
    whole = Choice("All", address + (f"?{urlencode(others)}" if others else ""), name not in chosen)
    choices = [
        Choice(words, f"{address}?{urlencode({**others, name: value})}", chosen.get(name) == value)
        for value, words in _values(name, desk)
    ]
    return Filter(_TITLES[name], (whole, *choices))


def _in_words(chosen: Mapping[str, str], desk: Desk) -> str:
    said = [f"{_TITLES[name].lower()}: {dict(_values(name, desk))[value]}" for name, value in chosen.items()]
    return f"The map is narrowed to {'; '.join(said)}." if said else ""


def _narrowed(parts: Sequence[Part], chosen: Mapping[str, str], desk: Desk) -> list[Part]:
    """The lines that are left. A statement belongs to a module by the programme's table or by a place in one of its weeks."""

    def stays(line: Line) -> bool:
        module, status = chosen.get("module"), chosen.get("status")
        served = not module or module in line.table or bool(evidence.modules_of(line, desk)[module])
        return served and status in (None, line.standing)

    left = [
        Part(part.number, part.title, tuple(filter(stays, part.lines)))
        for part in parts
        if chosen.get("section") in (None, str(part.number))
    ]
    return [part for part in left if part.lines]
