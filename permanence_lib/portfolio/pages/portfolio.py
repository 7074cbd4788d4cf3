"""The portfolio: its ten sections, and one piece of work."""

from __future__ import annotations

from permanence_lib.portfolio import entries, work
from permanence_lib.portfolio.chosen import choosing
from permanence_lib.portfolio.chosen.sections import Filled, sections
from permanence_lib.portfolio.chosen.versions import say_day
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import Entry
from permanence_lib.portfolio.standard import evidence, mapped
from permanence_lib.portfolio.standard.evidence import Place
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.screen.portfolio import Chosen, PortfolioPage, Section, render
from permanence_lib.screen.standard import Link

_NOTHING_TICKED = "Tick what you want to put into the portfolio"


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """/portfolio and /portfolio/w22a1."""
    match asked.rest:
        case () | ("",):
            return _add(desk, asked) if asked.sent else _list(desk, asked)
        case (slot,):
            return choosing.take(desk, asked, slot) if asked.sent else choosing.piece_page(desk, asked, slot)
    return None


def _list(desk: Desk, asked: Asked, errors: dict[str, str] | None = None) -> Made:
    added = choosing.number(asked.query.get("added", ""))
    news = "" if not added else "One piece was put in." if added == 1 else f"{added} pieces were put in."
    tied: dict[str, list[str]] = {}
    for tie in evidence.ties(desk):
        tied.setdefault(tie.work.slot, []).append(tie.statement)
    page = PortfolioPage(
        sections=tuple(_section(desk, filled, tied) for filled in sections(desk)),
        rules=desk.content.programme.portfolio.rules,
        token=asked.token,
        news=news,
        errors=errors or {},
    )
    return Made(f"{'Error: ' * bool(errors)}Your portfolio", render(page))


def _add(desk: Desk, asked: Asked) -> Answer:
    """Several at once, each in the version the page showed. What is in already stays as it is."""
    section = choosing.number(asked.one("section"))
    ticked = [one.rsplit("@", 1) for one in asked.all(f"add-{section}") if "@" in one]
    if not ticked:
        return _list(desk, asked, {f"add-{section}": _NOTHING_TICKED})
    added = [slot for slot, version in ticked if _put_in(desk, slot, choosing.number(version))]
    return Went(f"/portfolio?added={len(added)}#section-{section}")


def _put_in(desk: Desk, slot: str, version: int) -> bool:
    if entries.entry_of(desk, slot) or not work.find(slot, desk, version or None):
        return False
    record = desk.kept.get(f"{entries.KEPT_UNDER}:{slot}")
    entries.choose(desk, slot, version, str(record.value.get("why", "")) if record else "")
    return True


def _section(desk: Desk, filled: Filled, tied: dict[str, list[str]]) -> Section:
    return Section(
        filled.section.number,
        filled.section.title,
        tuple(_chosen(desk, entry, tied.get(entry.work.slot, [])) for entry in filled.entries),
        tuple(_could(place, desk) for place in filled.could),
        tuple(mapped.week_link(place, desk) for place in filled.not_yet),
    )


def _chosen(desk: Desk, entry: Entry, tied: list[str]) -> Chosen:
    newest = desk.kept[entry.work.slot]
    gone_on = newest.revision > entry.revision
    names = sorted({*entry.work.exercise.definition.statements, *tied})
    return Chosen(
        slot=entry.work.slot,
        title=entry.work.title,
        item=entry.item,
        why=entry.why,
        version=choosing.version_words(entry.work, newest.revision),
        statements=tuple(
            Link(f"{name} (tied)" if name in tied else name, f"{mapped.MAP}/{name}/{entry.work.slot}") for name in names
        ),
        base=entry.kept,
        newest=newest.revision if gone_on else 0,
        newest_words=choosing.newer_words(newest) if gone_on else "",
    )


def _could(place: Place, desk: Desk) -> tuple[str, str, str]:
    assert place.work
    record = place.work.record
    words = f"Version {record.revision}, saved on {say_day(record.saved_at)}."
    private = " Private." if place.work.is_private else ""
    return f"{place.slot}@{record.revision}", mapped.week_link(place, desk).words, words + private
