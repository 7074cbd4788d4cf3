"""Every step of the timetable that a record has moments for: plain values in and out, as the browser counts it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from permanence_lib.kinds.delay_timeline.model.days import add_time
from permanence_lib.kinds.delay_timeline.model.words import say_gap

Fact = Mapping[str, Any]
Step = dict[str, Any]
#: Statuses that compare, and so never make anybody late.
MEASURES = ("indicator", "statistic", "watch")
NO_NUMBER = "the source gives no number of days, weeks or months"
#: A step that comes round weekly for as long as anybody is a child or a young adult.
MOST = 1300


def timetable(
    facts: Sequence[Fact], moments: Mapping[str, Fact], ends: str | None, calendar: Mapping[str, Any]
) -> list[Step]:
    """Each step with its dates and how it stands.

    `moments`: for each trigger {days, never, not_yet, no_record}. `calendar`: {off, first, last}, bank holidays and the
    years they are known for. A step: {fact, number, starts, due, done, standing}; a fact with a clock has at least one.
    """
    table = _Table(facts, moments, ends, calendar)
    return [step for fact in facts for step in table.steps(fact["id"])]


class _Table:
    """The steps of each fact, counted once; a fact may lean on another, never on itself."""

    def __init__(self, facts: Sequence[Fact], moments: Mapping[str, Fact], ends: str | None, calendar: Fact) -> None:
        self.facts = {fact["id"]: fact for fact in facts}
        self.moments, self.ends, self.calendar = moments, ends, calendar
        self.found: dict[str, list[Step]] = {}

    def steps(self, name: str) -> list[Step]:
        """Every step of one fact, numbered."""
        if name not in self.found and name in self.facts:
            self.found[name] = []
            fact = self.facts[name]
            raw = self._whole(fact) if (why := self._set_aside(fact)) is None else [self._none(why)]
            self.found[name] = [{"fact": name, "number": n, **step} for n, step in enumerate(raw, 1)]
        return self.found.get(name, [])

    def _set_aside(self, fact: Fact) -> str | None:
        """Why nothing can be counted, where that is so."""
        clock, start = fact["clock"], self._moment(fact["clock"]["starts"])
        if fact["status"] == "enacted_not_commenced":
            return "not applicable: not yet in force"
        if start.get("never"):
            return f"not applicable: {start['never']}"
        if not start.get("days"):
            if start.get("not_yet"):
                return "not applicable: what starts its clock has not happened"
            reason = f"nothing here gives the day when {clock.get('words', {}).get(clock['starts'], clock['starts'])}"
            return f"cannot tell: {start.get('no_record') or reason}"
        return None if fact["settled"] else "cannot tell: this limit has not yet been checked"

    def _whole(self, fact: Fact) -> list[Step]:
        clock = fact["clock"]
        if clock.get("every"):
            return self._repeating(fact)
        if clock.get("after_limit_of"):
            return self._after_limit(fact)
        starts = self._days(clock["starts"])
        if not clock.get("each"):
            return [self._once(fact, starts[0], "" if clock.get("beforehand") else starts[0], "9999-12-31")]
        froms = ["", *starts[:-1]] if clock.get("beforehand") else starts
        return [self._once(fact, *three) for three in zip(starts, froms, [*starts[1:], "9999-12-31"], strict=True)]

    def _once(self, fact: Fact, start: str, since: str, before: str) -> Step:
        """One step, answered by the first moment from `since` on, and before `before`."""
        done = next((day for day in self._answers(fact) if since <= day < before), None)
        due, why = self._due(fact, start)
        return self._step(fact, start, due, done, why)

    def _due(self, fact: Fact, start: str) -> tuple[str | None, str]:
        """The day it is due, or why there is none."""
        other = fact["clock"].get("due_with")
        if other:
            lead = (self.steps(other) or [self._none("")])[0]
            due = lead["done"] or lead["due"]
            return due, "" if due else "it is tied to another step, which has no date here"
        if not fact.get("amount"):
            return None, NO_NUMBER
        return self._count(fact, start, {"amount": fact["amount"], "unit": fact["unit"]})

    def _count(self, fact: Fact, start: str, interval: Fact) -> tuple[str | None, str]:
        first = bool(fact["clock"].get("first_day_counts"))
        off = self.calendar["off"] if interval["unit"] == "working_days" else ()
        due = add_time(start, interval["amount"], interval["unit"], first, off)
        years = range(self.calendar["first"], self.calendar["last"] + 1)
        if interval["unit"] == "working_days" and not (int(start[:4]) in years and int(due[:4]) in years):
            return None, f"the bank holidays of {start[:4]} are not known here"
        return due, ""

    def _after_limit(self, fact: Fact) -> list[Step]:
        """Counted from the end of another limit, one after another; all but the last were extended again."""
        clock = fact["clock"]
        lead = (self.steps(clock["after_limit_of"]) or [self._none("")])[0]
        granted = self._days(clock["starts"])[: None if clock.get("each") else 1]
        start, steps = lead["due"], []
        done = next(iter(self._answers(fact)), None)
        for n, _ in enumerate(granted, 1):
            due, why = self._count(fact, start, fact) if start else (None, "the limit it extends has no date here")
            step = self._step(fact, start, due, done, why)
            steps.append(step if n == len(granted) else {**step, "standing": "not applicable: extended again"})
            start = due
        return steps

    def _repeating(self, fact: Fact) -> list[Step]:
        """Each from the answer to the one before, or from its due day where nothing answered it; to the record's end."""
        clock, steps = fact["clock"], list[Step]()
        start = self._days(clock["starts"])[0]
        stop = min([day for name in clock.get("until", ()) for day in self._days(name)], default="9999-12-31")
        if clock.get("lasts"):
            stop = min(stop, add_time(start, clock["lasts"]["amount"], clock["lasts"]["unit"], False, ()))
        first = [{"amount": fact["amount"], "unit": fact["unit"]}] if fact.get("amount") else []
        intervals = [*first, *clock.get("then", ())]
        while len(steps) < MOST:
            interval = intervals[len(steps)] if len(steps) < len(intervals) else clock["every"]
            due, why = self._count(fact, start, interval)
            done = next((day for day in self._answers(fact) if start < day), None)
            if start >= stop or (due and due > stop and not (done and done <= stop)):
                break
            steps.append(self._step(fact, start, due, done, why))
            if not due or (not done and (not self.ends or due >= self.ends)):
                break
            start = done or due
        return steps or [self._none("not applicable: it had ended before it would have been due")]

    def _step(self, fact: Fact, start: str | None, due: str | None, done: str | None, why: str) -> Step:
        return {"starts": start, "due": due, "done": done, "standing": self._standing(fact, start, due, done, why)}

    def _standing(self, fact: Fact, start: str | None, due: str | None, done: str | None, why: str) -> str:
        if not due:
            took = f"; it took {say_gap(_gap(start, done))}" if start and done and start <= done else ""
            return f"cannot tell: {why}{took}"
        earliest = fact["clock"].get("earliest")
        if done:
            return earliest_standing(due, done) if earliest else standing(fact["status"], due, done, done)
        met = [self._moment(name) for name in fact["clock"].get("met_by", ())]
        if never := next((m["never"] for m in met if m.get("never")), ""):
            return f"not applicable: {never}"
        if lost := next((m["no_record"] for m in met if m.get("no_record")), ""):
            return f"cannot tell: {lost}"
        if earliest:
            return earliest_standing(due, None)
        ends = self.ends or due
        if ends <= due or any(m.get("not_yet") for m in met):
            return standing(fact["status"], due, None, ends)
        return "cannot tell: nothing here says when this was done"

    def _none(self, why: str) -> Step:
        return {"starts": None, "due": None, "done": None, "standing": why}

    def _moment(self, name: str) -> Fact:
        return self.moments.get(name, {})

    def _days(self, name: str) -> list[str]:
        return sorted(self._moment(name).get("days") or ())

    def _answers(self, fact: Fact) -> list[str]:
        return sorted(day for name in fact["clock"].get("met_by", ()) for day in self._days(name))


def standing(status: str, due: str, done: str | None, as_of: str) -> str:
    """How a step stands against its date: met, late by, due; a measure is only within or beyond."""
    measure = status in MEASURES
    over = _gap(due, done or as_of)
    if over > 0:
        by = f"{'beyond the measure by' if measure else 'late by'} {say_gap(over)}"
        return by if done else f"{by} so far"
    if not done:
        return "due that day" if over == 0 else f"due in {say_gap(over)}"
    met = "within the measure" if measure else "met"
    return f"{met} on the last day" if over == 0 else f"{met}, {say_gap(over)} to spare"


def earliest_standing(due: str, done: str | None) -> str:
    """How a step stands that may not come before its date."""
    if not done:
        return "kept so far: nothing earlier is recorded"
    after = _gap(due, done)
    if after < 0:
        return f"too early by {say_gap(after)}"
    return f"met, {say_gap(after)} after the earliest day" if after else "met on the earliest day"


def _gap(start: str | None, end: str | None) -> int:
    return (date.fromisoformat(end or "") - date.fromisoformat(start or "")).days


#: How a standing begins, and the heading it is told under, in the order of telling.
TOLD = {
    "late": ("late by",), "early": ("too early",), "beyond": ("beyond",), "due": ("due",), "met": ("met", "within", "kept"),
    "unknown": ("cannot tell",), "aside": ("not applicable",),
}  # fmt: skip
_WORDS = {
    "late": "Late", "early": "Too early", "beyond": "Beyond the measure", "due": "Still due", "met": "Met",
    "unknown": "Cannot tell", "aside": "Not applicable",
}  # fmt: skip
NAMED = 3


def sort_of(standing: str) -> str:
    """Which of the seven a standing is: late, early, beyond, due, met, unknown or aside."""
    return next(sort for sort, starts in TOLD.items() if standing.startswith(starts))


def stage_summary(steps: Sequence[Sequence[str]]) -> str:
    """A stage in one line, from [name, standing] of each step: names where somebody should look, never a mark."""
    by_sort = {sort: [name for name, said in steps if sort_of(said) == sort] for sort in TOLD}
    return ". ".join(f"{_WORDS[sort]}: {_named(sort, names)}" for sort, names in by_sort.items() if names) + "."


def _named(sort: str, names: Sequence[str]) -> str:
    if sort not in ("late", "early", "beyond", "due"):
        return str(len(names))
    different = list(dict.fromkeys(names))
    more = len(different) - NAMED
    return "; ".join(different[:NAMED]) + (f" and {more} more" if more > 0 else "")
