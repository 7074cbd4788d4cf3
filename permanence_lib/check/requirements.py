"""Can every completion requirement be met: is the work there that it counts, and enough of it?"""

from __future__ import annotations

from collections.abc import Iterator

from permanence_lib import exercises
from permanence_lib.check.pointers import Way, complaint, each
from permanence_lib.content.library import Content
from permanence_lib.content.programme import Rule
from permanence_lib.errors import ContentError
from permanence_lib.exercises import Exercise
from permanence_lib.portfolio.progress.completion import counting

_ASKS = ("exercises", "kind", "section", "core_of", "attend", "chosen")


def requirement_problems(content: Content) -> Iterator[ContentError]:
    """Ids that lead nowhere, and rules that ask nothing or that nobody could meet. Reads every exercise."""
    written = exercises.load(content)
    for place, shown_by in enumerate(content.programme.completion.shown_by):
        way: Way = ("completion", "shown_by", place, "rule")
        yield from _lead_nowhere(content, way, shown_by.rule, written)
        yield from _never_met(content, way, shown_by.rule, written)
    yield from _plan(content, written)


def _lead_nowhere(content: Content, way: Way, rule: Rule, written: dict[str, Exercise]) -> Iterator[ContentError]:
    file = content.data / "programme.yaml"
    days = {week.id for week in content.weeks.values() if week.workshop}
    for pointer in (
        *each(file, (*way, "exercises"), rule.exercises, written, "exercise"),
        *each(file, (*way, "attend"), rule.attend, days, "workshop week"),
        *each(file, (*way, "signed_at"), rule.signed_at, content.weeks, "week"),
        *each(file, way, [rule.kind] if rule.kind else [], exercises.kind_names(), "kind"),
        *each(file, way, [rule.verified_at], content.weeks, "week"),
    ):
        if problem := pointer.problem():
            yield problem


def _never_met(content: Content, way: Way, rule: Rule, written: dict[str, Exercise]) -> Iterator[ContentError]:
    file = content.data / "programme.yaml"
    if not any(getattr(rule, name) for name in _ASKS):
        yield complaint(file, way, "the rule asks for nothing.", f"Name at least one of {', '.join(_ASKS)}.")
        return
    names_work = bool(rule.exercises or rule.kind or rule.section or rule.core_of)
    there = len(counting(rule, written.values(), content))
    if names_work and not there:
        yield complaint(file, way, "no exercise counts for this rule.", "Name exercises there are.")
    elif rule.at_least and rule.at_least > there:
        problem = f"the rule asks for {rule.at_least}, and {there} count: it can never be met."
        yield complaint(file, (*way, "at_least"), problem, f"Write {there} or less, or name more exercises.")


def _plan(content: Content, written: dict[str, Exercise]) -> Iterator[ContentError]:
    file, plan = content.data / "programme.yaml", content.programme.plan
    for pointer in (
        *each(file, ("plan",), [plan.agreement], written, "exercise"),
        *each(file, ("plan", "development"), plan.development, written, "exercise"),
    ):
        if problem := pointer.problem():
            yield problem
