"""The nine things completion asks for: what shows each, what is still missing and where to do it. Never a mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from permanence_lib.content.dates import say_date
from permanence_lib.content.library import Content
from permanence_lib.content.programme import Rule, ShownBy, Week
from permanence_lib.exercises import Exercise
from permanence_lib.portfolio import entries
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import agreed, days
from permanence_lib.workbook.progress import state

#: Words, and the address they lead to.
Link: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Requirement:
    """One requirement as it stands: `met` by the participant's work, `verified` by the line manager's return."""

    id: str
    text: str
    met: bool
    verified: bool
    shown: tuple[Link, ...] = ()
    missing: tuple[Link, ...] = ()


@dataclass
class _Found:
    """What one part of a rule comes to."""

    shown: list[Link]
    missing: list[Link]


def requirements(desk: Desk) -> tuple[Requirement, ...]:
    """Every requirement in the programme's order, from the newest records."""
    return tuple(_requirement(asked, desk) for asked in desk.content.programme.completion.shown_by)


def summary(found: tuple[Requirement, ...]) -> tuple[str, ...]:
    """How many requirements have all they need, and how many are verified, in words; never as a share."""
    ready, verified = sum(one.met for one in found), sum(one.verified for one in found)
    words = [_ready(ready, len(found))]
    if verified == len(found):
        words.append("Your line manager has verified all of them.")
    elif verified:
        words.append(f"Your line manager has verified {verified} of them.")
    return tuple(words)


def _ready(ready: int, of: int) -> str:
    if not ready:
        return f"None of the {of} requirements has all it needs yet."
    if ready == of:
        return f"All {of} requirements have all they need."
    return f"{ready} of the {of} requirements {'has all it needs' if ready == 1 else 'have all they need'}."


def _requirement(asked: ShownBy, desk: Desk) -> Requirement:
    rule = asked.rule
    found = [_work(rule, desk), _core_activities(rule, desk), _attendance(rule, desk), _chosen(rule, desk)]
    shown = tuple(link for part in found for link in part.shown)
    missing = tuple(link for part in found for link in part.missing)
    return Requirement(asked.id, asked.text, not missing, _verified(asked, desk), shown, missing)


def counting(rule: Rule, written: Iterable[Exercise], content: Content) -> tuple[Exercise, ...]:
    """Which of the exercises a rule counts, in their order."""
    return tuple(
        exercise
        for exercise in written
        if exercise.id in rule.exercises
        or exercise.definition.kind == rule.kind
        or (rule.section and exercise.definition.portfolio and exercise.definition.portfolio.section == rule.section)
        or (exercise.definition.core and content.weeks[exercise.week_id].type in rule.core_of)
    )


def named_by(rule: Rule, desk: Desk) -> tuple[Exercise, ...]:
    """The work that a rule names by id, kind or section, without the core activities of whole weeks."""
    return counting(rule.model_copy(update={"core_of": ()}), desk.written.values(), desk.content)


def core_of(desk: Desk, week: Week) -> list[Exercise]:
    """The core activities of a week, in order."""
    return [one for one in desk.written.values() if one.week_id == week.id and one.definition.core]


def address(exercise: Exercise) -> str:
    """Where an exercise stands in its week."""
    return f"/week/{exercise.week_id}#exercise-{exercise.id}"


def named(exercise: Exercise, content: Content) -> str:
    """'Week 14, Case tracker and module sign-off'."""
    return f"Week {content.weeks[exercise.week_id].number}, {exercise.definition.title}"


def _work(rule: Rule, desk: Desk) -> _Found:
    """The work named by its ids, kind or section: all of it, or as many as the rule asks for."""
    counted = named_by(rule, desk)
    finished = [one for one in counted if state(one.id, desk.kept) == "finished"]
    enough = len(finished) >= (rule.at_least or len(counted))
    still_open = [] if enough else [one for one in counted if one not in finished]
    return _Found(
        [(_in_full(one, desk.content), address(one)) for one in finished],
        [(f"{_in_full(one, desk.content)}: {standing(one, desk)}", address(one)) for one in still_open],
    )


def _in_full(exercise: Exercise, content: Content) -> str:
    """Its name with the name it has in the portfolio: 'Week 9, Toolkit of play, arts and senses (Direct work log 2)'."""
    place = exercise.definition.portfolio
    item = f" ({place.item})" if place and place.item != exercise.definition.title else ""
    return f"{named(exercise, content)}{item}"


def standing(exercise: Exercise, desk: Desk) -> str:
    """Where an exercise stands, in words that say what is to be done."""
    words = {"in progress": "begun, not yet marked as finished", "not started": "not started"}
    return words.get(state(exercise.id, desk.kept), "finished")


def _core_activities(rule: Rule, desk: Desk) -> _Found:
    """The core activities of each week of the types named; an agreed alternative stands for those still open."""
    found = _Found([], [])
    for week in (week for week in desk.content.weeks.values() if week.type in rule.core_of):
        core = core_of(desk, week)
        still_open = [one for one in core if state(one.id, desk.kept) != "finished"]
        instead = agreed.alternative(desk, week.id)
        if not still_open:
            found.shown.append((f"Week {week.number}: {_all(len(core))} finished", f"/week/{week.id}"))
        elif rule.alternatives and instead.agreed:
            words = f"Week {week.number}: an alternative, {instead.said()}"
            found.shown.append((words, f"/progress/alternative/{week.id}"))
        else:
            found.missing.append(_open_in(week, core, still_open))
    return found


def _all(count: int) -> str:
    return "its core activity is" if count == 1 else f"all {count} core activities are"


def _open_in(week: Week, core: list[Exercise], still_open: list[Exercise]) -> Link:
    """The week, with the names of what is open once something of it is finished."""
    if len(still_open) == len(core):
        many = "its core activity is" if len(core) == 1 else f"none of its {len(core)} core activities is"
        return f"Week {week.number}: {many} {'not finished' if len(core) == 1 else 'finished'}", f"/week/{week.id}"
    titles = "; ".join(one.definition.title for one in still_open)
    return f"Week {week.number}: {titles}", address(still_open[0])


def _attendance(rule: Rule, desk: Desk) -> _Found:
    """Each workshop attended, by the participant's own word, or the alternative agreed for it."""
    found = _Found([], [])
    for week in (desk.content.weeks[name] for name in rule.attend):
        said, instead = agreed.attended(desk, week.id), agreed.alternative(desk, week.id)
        if said.attended:
            on = f" on {say_date(said.on)}" if said.on else ""
            found.shown.append((f"{short(week)} (week {week.number}), attended{on}", f"/progress/attended/{week.id}"))
        elif rule.alternatives and instead.agreed:
            words = f"{short(week)} (week {week.number}), an alternative, {instead.said()}"
            found.shown.append((words, f"/progress/alternative/{week.id}"))
        else:
            words = f"{short(week)} (week {week.number}): {_to_say(week, desk)}"
            found.missing.append((words, f"/progress/attended/{week.id}"))
    return found


def _to_say(week: Week, desk: Desk) -> str:
    """What the participant can say of a workshop now, going by its day or its week."""
    span = days.dates(desk, week)
    if span is None:
        return "say so once you have been there"
    first = days.workshop_day(desk, week) or span[0]
    return "still to come" if desk.today() < first else "say whether you were there"


def short(week: Week) -> str:
    """'Workshop one' of 'Workshop one: a child's right, our part'."""
    return week.title.split(":")[0]


def _chosen(rule: Rule, desk: Desk) -> _Found:
    """How many pieces of work have been chosen for the portfolio, where the rule asks for any."""
    if not rule.chosen:
        return _Found([], [])
    count = sum(record.value.get("chosen") is True for record in desk.under(entries.KEPT_UNDER).values())
    words = f"{count} piece{'' if count == 1 else 's'} of work chosen for the portfolio"
    if count >= rule.chosen:
        return _Found([(words, "/portfolio")], [])
    return _Found([], [("Nothing is chosen for the portfolio yet" if not count else words, "/portfolio")])


def _verified(asked: ShownBy, desk: Desk) -> bool:
    """Whether the line manager has said so of this requirement; until asked, of all that the reviews for it asked about."""
    last = _said(desk, asked.rule.verified_at)
    if asked.id in last:
        return last[asked.id] == "verified"
    reviews = [_said(desk, week) for week in asked.rule.signed_at]
    return bool(reviews) and all(said and set(said.values()) == {"verified"} for said in reviews)


def _said(desk: Desk, occasion: str) -> dict[str, str]:
    """What the line manager said at an occasion, item by item; empty before there is an answer."""
    record = desk.kept.get(f"verified:{occasion}")
    items = record.value.get("items") if record else None
    return {name: str(item.get("said")) for name, item in items.items()} if isinstance(items, dict) else {}
