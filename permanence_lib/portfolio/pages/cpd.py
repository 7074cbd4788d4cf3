"""/cpd: the CPD record, year by year; a new piece; one piece; its words ready to paste; the record printed and as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from markupsafe import Markup

from permanence_lib.content.dates import say_date
from permanence_lib.document import html, text
from permanence_lib.document.blocks import Document
from permanence_lib.errors import Conflict
from permanence_lib.portfolio import cpd, entries, leaving, work
from permanence_lib.portfolio.cpd import Piece, Year
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen import cpd as screen
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Went

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BOXES = ("day", "month", "year")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """The record, or one of the pages below it."""
    match asked.rest:
        case ():
            return _overview(desk, asked)
        case ("new",):
            return _new(desk, asked)
        case ("record", first):
            return _record(desk, asked, first)
        case ("take-away",):
            return _take_away(desk, asked)
        case (number, *then) if number.isascii() and number.isdigit() and len(number) < 6:
            one = cpd.piece(desk, int(number))
            return None if one is None else _of_piece(desk, asked, one, then)
    return None


def _overview(desk: Desk, asked: Asked) -> Made:
    rules, today = desk.content.cpd, desk.today()
    now = rules.year.first_day(today)
    page = screen.Overview(
        regulator=rules.regulator,
        page=rules.page,
        facts=tuple(screen.Fact(fact.words(), f"{fact.cite()}. {fact.note or ''}".strip()) for fact in rules.asked),
        years=tuple(_year(year, desk, year.first == now) for year in cpd.years(desk)),
        token=asked.token,
        removed=tuple(_row(one, desk) for one in cpd.pieces(desk, removed=True)),
        note=_NOTES.get(asked.query.get("now", ""), ""),
    )
    return Made("CPD record", screen.render(page))


_NOTES = {"saved": "Saved.", "out": "Taken out of the record. It can be put back, below.", "back": "Put back."}


def _year(year: Year, desk: Desk, is_now: bool) -> screen.YearPart:
    rows = tuple(_row(one, desk) for one in year.pieces)
    return screen.YearPart(year.first.isoformat(), year.words, rows, year.missing, is_now)


def _row(one: Piece, desk: Desk) -> screen.PieceRow:
    when = say_date(one.done_on) if one.done_on else "no date yet"
    return screen.PieceRow(one.name, f"/cpd/{one.number}", when, _standing(one, desk))


def _standing(one: Piece, desk: Desk) -> str:
    rules = desk.content.cpd
    if cpd.unfinished(one, rules):
        return "Begun"
    return "Finished, with peer reflection" if cpd.has_peer(one, rules) else "Finished, without peer reflection"


def _new(desk: Desk, asked: Asked) -> Answer:
    if asked.sent:
        chosen = [slot for name in asked.fields if name.startswith("work-") for slot in asked.all(name)]
        return Went(f"/cpd/{cpd.begin(desk, chosen)}")
    choices = tuple(
        screen.Choice(entry.work.slot, f"Week {int(entry.work.slot[1:3])}: {entry.work.title}", entry.why)
        for entry in entries.entries(desk)
    )
    return Made("Make a new piece of CPD", screen.render(screen.Beginning(choices, asked.token)))


def _of_piece(desk: Desk, asked: Asked, one: Piece, then: list[str]) -> Answer | None:
    match then, asked.sent:
        case [], True:
            return _save(desk, asked, one)
        case [], False:
            return _form(desk, asked, _Typed.of(one), one)
        case ["out"], True:
            cpd.keep(desk, replace(one, removed=True))
            return Went("/cpd?now=out")
        case ["back"], True:
            cpd.keep(desk, replace(one, removed=False))
            return Went("/cpd?now=back")
        case ["paste"], _:
            return leaving.ask(desk, asked, {one.name: _words(one, desk)}) or _paste(desk, one)
        case ["out" | "back"], False:
            return Went("/cpd")
    return None


@dataclass(frozen=True)
class _Typed:
    """What is in the boxes of the form, as it was typed."""

    title: str
    words: Mapping[str, str]
    when: Mapping[str, str]
    base: int
    errors: Mapping[str, str] = field(default_factory=dict)
    newer: Piece | None = None

    @classmethod
    def of(cls, one: Piece) -> _Typed:
        return cls(one.title, one.words, one.typed, one.kept)

    @classmethod
    def sent(cls, asked: Asked, desk: Desk) -> _Typed:
        """Kept as typed, white space and all: the browser compares its own copy with it."""
        raw = {name: given[-1].replace("\r\n", "\n") for name, given in asked.fields.items() if given}
        words = {box.id: raw.get(box.id, "") for box in desk.content.cpd.fields}
        base = raw.get("base", "")
        return cls(
            raw.get("title", ""), words, {box: raw.get(f"when-{box}", "") for box in _BOXES},
            int(base) if base.isascii() and base.isdigit() else 0,
        )  # fmt: skip


def _save(desk: Desk, asked: Asked, one: Piece) -> Answer:
    typed = _Typed.sent(asked, desk)
    day, wrong = read_day(typed.when, desk.today(), desk.content.cpd.year.earliest)
    if wrong:
        return _form(desk, asked, replace(typed, errors={"when": wrong}), one)
    changed = replace(one, title=typed.title, words=typed.words, done_on=day, typed=dict(typed.when), removed=False)
    try:
        cpd.keep(desk, changed, typed.base)
    except Conflict as conflict:
        newest = cpd.of(one.number, conflict.newest.value, conflict.newest.revision)
        return _form(desk, asked, replace(typed, base=newest.kept, newer=newest), one)
    return Went(f"/cpd/{one.number}/paste" if asked.one("then") == "paste" else "/cpd?now=saved")


def read_day(typed: Mapping[str, str], today: date, earliest: int) -> tuple[date | None, str]:
    """The day typed in three boxes, or what is wrong with it; nothing typed is no day and no error."""
    given = {box: typed.get(box, "").strip() for box in _BOXES}
    empty = [box for box, words in given.items() if not words]
    if len(empty) == len(_BOXES):
        return None, ""
    if empty:
        return None, f"The date must include a {' and a '.join(empty)}"
    try:
        day = date(int(given["year"]), _month(given["month"]), int(given["day"]))
    except (ValueError, OverflowError):
        return None, "The date must be a real date, for example 18 11 2026"
    if day > today:
        return None, f"The date must be today or in the past. Today is {say_date(today)}"
    if day.year < earliest:
        return None, f"The year must be four numbers and not before {earliest}"
    return day, ""


def _month(words: str) -> int:
    return _MONTHS.index(words[:3].lower()) + 1 if words[:3].lower() in _MONTHS else int(words)


def _form(desk: Desk, asked: Asked, typed: _Typed, one: Piece) -> Made:
    rules = desk.content.cpd
    boxes = [_box(box.id, box.label, box.hint, box.rows, typed, box.peer) for box in rules.fields]
    heading = one.name
    page = screen.PieceForm(
        heading=heading,
        action=f"/cpd/{one.number}",
        token=asked.token,
        base=typed.base,
        title=typed.title,
        boxes=tuple(box for box, peer in boxes if not peer),
        peer=tuple(box for box, peer in boxes if peer),
        made_from=tuple(_made_from(one, desk)),
        limits=rules.limits_note,
        **{box: typed.when.get(box, "") for box in _BOXES},
        standing=_where(one, desk),
        is_draft=one.kept == 1 and bool(one.work) and not typed.errors,
        errors=typed.errors,
        newer_title=_differs(typed.newer.title if typed.newer else "", typed.title),
        is_conflict=typed.newer is not None,
    )
    return Made(f"{'Error: ' if typed.errors else ''}{heading}", screen.render(page))


def _box(name: str, label: str, hint: str, rows: int, typed: _Typed, peer: bool) -> tuple[screen.Box, bool]:
    value = typed.words.get(name, "")
    newer = typed.newer.words.get(name, "") if typed.newer else ""
    counted = f" Now {_length(value)}" if value.strip() and not typed.newer else ""
    return screen.Box(name, label, f"{hint}{counted}", rows, value, _differs(newer, value)), peer


def _differs(newer: str, mine: str) -> str:
    return "" if newer.strip() == mine.strip() else newer.strip()


def _length(words: str) -> str:
    """How long it is: '120 words, 640 characters.'"""
    count = len(words.split())
    return f"{count} word{'' if count == 1 else 's'}, {len(words.strip())} characters."


def _where(one: Piece, desk: Desk) -> str:
    """Which year it belongs to, and whether it is finished."""
    if one.done_on is None:
        return "It has no date yet, so it is counted with this registration year."
    rules = desk.content.cpd.year
    first, last = rules.first_day(one.done_on), rules.last_day(one.done_on)
    return f"{_standing(one, desk)}. It belongs to the registration year {say_date(first)} to {say_date(last)}."


def _made_from(one: Piece, desk: Desk) -> list[tuple[str, str]]:
    found = (work.find(slot, desk) for slot in one.work)
    return [
        (f"Week {int(piece.slot[1:3])}, {piece.title}", f"/week/{piece.exercise.week_id}#exercise-{piece.exercise.id}")
        for piece in found
        if piece is not None
    ]


def _paste(desk: Desk, one: Piece) -> Made:
    rules = desk.content.cpd
    found = tuple(
        screen.Paste(
            question.id,
            question.question,
            words,
            _about(question.seen, words),
            min(14, 2 + len(words) // 70 + words.count("\n")),
        )
        for question, words in cpd.answers(one, rules)
    )
    page = screen.PastePage(one.name, f"/cpd/{one.number}", rules.regulator, found)
    return Made(f"Ready to paste: {one.name}", screen.render(page))


def _words(one: Piece, desk: Desk) -> str:
    """All that was written in a piece, as it would leave."""
    return "\n\n".join(words for _, words in cpd.answers(one, desk.content.cpd))


def _about(seen: bool, words: str) -> str:
    """How long it is, and whether the question is in the regulator's own words."""
    return _length(words) if seen else f"The question in our words. {_length(words)}"


def _find_year(desk: Desk, first: str) -> Year | None:
    return next((year for year in cpd.years(desk) if year.first.isoformat() == first), None)


def _record(desk: Desk, asked: Asked, first: str) -> Answer | None:
    year = _find_year(desk, first)
    if year is None:
        return None
    body = Markup(html.render(cpd.blocks(year, desk.content.cpd, top=1)))
    return Made(_heading(year), screen.render(screen.RecordPage(_heading(year), body, first, asked.token)))


def _heading(year: Year) -> str:
    return f"CPD record, {year.words}"


def _take_away(desk: Desk, asked: Asked) -> Answer | None:
    """The record of a year as a file, once its writer has seen what in it looks like a real person."""
    if not asked.sent:
        return Went("/cpd")
    year = _find_year(desk, asked.one("year"))
    if year is None:
        return None
    question = leaving.ask(desk, asked, {one.name: _words(one, desk) for one in year.pieces})
    if question is not None:
        return question
    desk.note("exported", "CPD record")
    return _file(year, desk, asked.one("form"))


def _file(year: Year, desk: Desk, form: str) -> Given:
    name = f"cpd-record-{year.first.year}-{year.last.year}"
    made = cpd.blocks(year, desk.content.cpd)
    if form == "text":
        return Given(f"{name}.txt", "text/plain; charset=utf-8", f"{_heading(year)}\n\n{text.render(made)}\n".encode())
    from permanence_lib.document import docx

    return Given(f"{name}.docx", _WORD, docx.render(Document(_heading(year), tuple(made))))
