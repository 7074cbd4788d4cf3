"""/evaluation: what a participant gives to the evaluation of the programme; and the report, for whoever collects the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from threading import Lock

from markupsafe import Markup

from permanence_lib.content.dates import say_date
from permanence_lib.document import html
from permanence_lib.errors import PermanenceError
from permanence_lib.exercises import Exercise
from permanence_lib.portfolio import leaving
from permanence_lib.portfolio.before.together import levels_of
from permanence_lib.portfolio.compiled import Chapter
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.evaluation import collected, form, given, offered, report
from permanence_lib.portfolio.evaluation.given import LONGEST
from permanence_lib.portfolio.evaluation.offered import Offered, Rated
from permanence_lib.portfolio.evaluation.report import Report
from permanence_lib.screen import evaluation as screen
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Went

_TITLE, _REPORT = "Evaluation of the programme", "The report of a cohort"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {"word": (".docx", _WORD), "page": (".html", "text/html; charset=utf-8")}
_NO_FILE = "Choose the files that participants sent"
_PARTS = ("levels", "used", "form")
#: The report each person made last, in this process alone; it holds nothing that is about one person.
_HELD: dict[str, tuple[Report, tuple[str, ...]]] = {}
_ONE = Lock()


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """/evaluation, /evaluation/report, and the report as a file."""
    match asked.rest:
        case () | ("",):
            return _sent(desk, asked) if asked.sent else _page(desk, asked)
        case ("report",):
            return _brought(desk, asked) if asked.sent else _report(desk, asked)
        case ("report", "forget"):
            _HELD.pop(desk.person.participant, None)
            return Went("/evaluation/report")
        case ("report", name) if name in _FORMS:
            return _file(name, desk, asked)
    return None


# ---- what a participant gives


def _sent(desk: Desk, asked: Asked) -> Answer:
    """The file, or what is wrong, or what looks like a real person first."""
    found = offered.offered(desk)
    wanted = tuple(name for name in _PARTS if asked.one(name) == "yes")
    chosen = [one for one in found.comments if one.id in asked.all("comment")]
    made = given.made(desk, found, wanted, [one.id for one in chosen])
    long = next((one for one in chosen if len(one.words) > LONGEST), None)
    if long or made.is_empty:
        return _page(desk, asked, {"levels" if long is None else "comment-1": _wrong(long)})
    question = leaving.ask(desk, asked, {one.about: one.words for one in _shown(chosen)})
    if question is not None:
        return question
    given.keep(desk, made)
    return Given(made.name, "application/json; charset=utf-8", made.file())


def _wrong(long: offered.Comment | None) -> str:
    if long is None:
        return "Choose something to give, or leave this page"
    return f"“{long.words[:40]}…” is longer than {LONGEST} characters. Shorten it in its week, or leave it out"


def _shown(found: list[offered.Comment]) -> Iterator[screen.Comment]:
    yield from (screen.Comment(one.id, one.words, one.question) for one in found)


def _page(desk: Desk, asked: Asked, errors: Mapping[str, str] | None = None) -> Made:
    found, before = offered.offered(desk), given.last(desk)
    ticked = {*asked.all("comment"), *(name for name in _PARTS if asked.one(name) == "yes")}
    page = screen.GivePage(
        token=asked.token,
        parts=tuple(_parts(desk, found)),
        pools=tuple(_pools(desk, found)),
        ticked=frozenset(ticked),
        given_on=say_date(before.made_on) if before else "",
        errors=errors or {},
    )
    return Made(f"{'Error: ' if errors else ''}{_TITLE}", screen.render(page))


def _parts(desk: Desk, found: Offered) -> Iterator[screen.Part]:
    yield screen.Part(
        "levels", "Where I saw myself", "Give the levels I chose in my self-assessments",
        "The levels alone. The lines you wrote beside them stay here, and nobody is compared with anybody.",
        tuple(_levels(desk, one) for one in found.levels),
        "" if found.levels else "You have not yet made a self-assessment.",
    )  # fmt: skip
    yield screen.Part(
        "used", "What I used", "Give the list of exercises that I marked as finished",
        "Their names alone, and nothing you wrote in them. It shows which exercises were worth their place.",
        tuple(_finished(desk, found.finished)),
        "" if found.finished else "You have not yet marked an exercise as finished.",
    )  # fmt: skip
    yield screen.Part(
        "form", "My evaluation", "Give what I chose and ticked in the evaluation of week 28",
        "What you wrote there stays here, unless you tick it below.",
        (("Programme evaluation", tuple(_ticks(desk, found))),) if found.ticks else (),
        "" if found.ticks else "You have not yet filled in the evaluation of week 28.",
    )  # fmt: skip


def _levels(desk: Desk, one: Rated) -> tuple[str, tuple[tuple[str, str], ...]]:
    said, statements = levels_of(one.exercise), desk.content.statements
    rows = ((f"{name} {statements[name].text}", said.get(x, x)) for name, x in one.levels.items() if name in statements)
    return f"Week {one.week}: {one.exercise.definition.title}", tuple(rows)


def _finished(desk: Desk, found: tuple[Exercise, ...]) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for name, of_week in groupby(found, lambda one: one.week_id):
        yield f"Week {desk.content.weeks[name].number}", tuple((one.definition.title, "") for one in of_week)


def _ticks(desk: Desk, found: Offered) -> Iterator[tuple[str, str]]:
    for one in form.questions(desk.content):
        chosen = found.ticks.get(one.id, ())
        if chosen:
            about = f"{one.row}: {one.label}" if one.row else one.label
            yield about, "; ".join(said for name, said in one.choices if name in chosen)


def _pools(desk: Desk, found: Offered) -> Iterator[screen.Pool]:
    for pool in desk.content.evaluation.comments:
        comments = tuple(_shown([one for one in found.comments if one.pool == pool.id]))
        if comments:
            yield screen.Pool(pool.title, comments)


# ---- the report, for whoever collects the files


def _brought(desk: Desk, asked: Asked) -> Answer:
    files = [(each.name, each.content) for each in asked.files.values() if each.name]
    if not files:
        return _report(desk, asked, {"file": _NO_FILE})
    try:
        found = collected.collected(files)
    except PermanenceError as trouble:
        return _report(desk, asked, {"file": str(trouble)})
    account = tuple(found.account().splitlines())
    if not found.people:
        return _report(desk, asked, {"file": "None of these files could be used"}, account)
    with _ONE:
        _HELD[desk.person.participant] = (report.made(found.people, desk.content), account)
    return Went("/evaluation/report")


def _report(desk: Desk, asked: Asked, errors: Mapping[str, str] | None = None, account: tuple[str, ...] = ()) -> Made:
    """The box, and under it the report that was made last; a wrong choice of files leaves that as it was."""
    held = _HELD.get(desk.person.participant)
    made = held[0].made if held else None
    page = screen.ReportPage(
        token=asked.token,
        account=account or (held[1] if held else ()),
        cover=Markup(html.render(made.cover)) if made else None,
        chapters=tuple(map(_chapter, made.chapters)) if made else (),
        errors=errors or {},
    )
    return Made(f"{'Error: ' if errors else ''}{_REPORT}", screen.render(page))


def _chapter(one: Chapter) -> screen.Chapter:
    parts = ((part.title, Markup(html.render(part.blocks))) for part in one.parts)
    return screen.Chapter(one.id, one.title, Markup(html.render(one.blocks)), tuple(parts))


def _file(name: str, desk: Desk, asked: Asked) -> Answer:
    """The report as a file, once what looks like a real person in it has been asked about."""
    held = _HELD.get(desk.person.participant)
    if held is None:
        return Went("/evaluation/report")
    question = leaving.ask(desk, asked, held[0].words())
    if question is not None:
        return question
    ending, media_type = _FORMS[name]
    return Given(f"cohort-evaluation{ending}", media_type, held[0].file(ending))
