"""What entries give away only when they are held beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kinds.chronology.model.cues import Topic
from permanence_lib.kinds.chronology.model.finding import Finding, Whole, days_from, found
from permanence_lib.kinds.chronology.model.gaps import gap_words
from permanence_lib.kinds.chronology.model.signs import Line, phrase_in

#: So many entries are named beside a finding at most.
_BESIDE = 6
_HANDOVER_DAYS = 7


def _near(one: Line, other: Line, weeks: int) -> bool:
    return bool(one.first and other.first and abs((one.first - other.first).days) <= weeks * 7)


def _says(line: Line, phrases: Sequence[str]) -> bool:
    return any(phrase_in(line.said, phrase) for phrase in phrases)


def sources(whole: Whole) -> Iterator[Finding]:
    """Entries from different sources that say opposite things of one matter, unless they are set side by side already."""
    for topic in whole.lines[0].reads.topics if whole.lines else ():
        yield from _clusters(whole, topic)


def _clusters(whole: Whole, topic: Topic) -> Iterator[Finding]:
    linked = {frozenset((pair.first, pair.second)) for pair in whole.response.disagreements}
    ones, others = ([line for line in whole.dated if _says(line, phrases)] for phrases in (topic.one, topic.other))
    pairs = [(a, b) for a in ones for b in others if _opposed(a, b)]
    groups: list[set[str]] = []
    for a, b in pairs:
        joined = {a.id, b.id}.union(*(group for group in groups if group & {a.id, b.id}))
        groups = [*(group for group in groups if not group & joined), joined]
    for group in groups:
        lines = [line for line in whole.dated if line.id in group]
        if not any({a.id, b.id} <= group and frozenset((a.id, b.id)) in linked for a, b in pairs):
            yield found("sources", f"{topic.id}:{lines[0].id}", lines, about=topic.about)


def _opposed(a: Line, b: Line) -> bool:
    same = a.entry.source.strip().lower() == b.entry.source.strip().lower()
    return a.id != b.id and not same and _near(a, b, a.reads.lengths.sources)


def referrals(whole: Whole) -> Iterator[Finding]:
    """Referrals that follow one another before anybody begins to assess."""
    run: list[Line] = []
    for line in [*whole.dated, None]:
        is_referral = line is not None and line.bears("referral") and not line.says("onward")
        if line is None or (line.bears("taken") and not is_referral):
            yield from _referred(whole, run, line)
            run = []
        elif is_referral:
            if run and days_from(run[-1], line) > line.reads.lengths.referrals * 7:
                yield from _referred(whole, run, None)
                run = []
            run.append(line)


def _referred(whole: Whole, run: Sequence[Line], taken: Line | None) -> Iterator[Finding]:
    if len(run) < 2:
        return
    at = {line.id: n for n, line in enumerate(whole.dated)}
    between = whole.dated[at[run[0].id] : at[run[-1].id]]
    lines = [line for line in between if line in run or line.bears("closed")] + [run[-1]] + ([taken] if taken else [])
    n, time = str(len(run)), gap_words(days_from(run[0], taken or run[-1]))
    yield found("referrals", run[0].id, lines, n=n, time=time)


def changed_plans(whole: Whole) -> Iterator[Finding]:
    """A plan whose goal is not the goal of the plan before, with no reason given and none said in the analysis."""
    before: tuple[Line, list[str]] | None = None
    for line in whole.dated:
        goals = [goal for goal, phrases in line.reads.goals.items() if _says(line, phrases)] if line.is_plan else []
        if not goals:
            continue
        if before and not set(goals) & set(before[1]) and not line.says("reason") and not line.entry.analysis.strip():
            facts = {"before": " or ".join(before[1]), "now": " or ".join(goals)}
            yield found("plan-changed", line.id, [before[0], line], **facts)
        before = (line, goals)


def settled(whole: Whole) -> Iterator[Finding]:
    """A word such as stable, with changes of worker or home within half a year of it."""
    for line in whole.dated:
        word = line.says("settled")
        if not word:
            continue
        near = [
            x for x in whole.dated if x.id != line.id and _near(x, line, line.reads.lengths.sources) and _is_change(x)
        ]
        if near:
            chosen = [x for x in whole.dated if x.id == line.id or x in near[:_BESIDE]]
            yield found("settled", line.id, chosen, word=word)


def _is_change(line: Line) -> bool:
    return line.bears("staff") or line.marked("home") or bool(line.says("disturbed"))


def unknown_people(whole: Whole) -> Iterator[Finding]:
    """One entry calls a relative unknown; others speak of that relative."""
    for line in whole.lines:
        for kin in sorted(whole.people.kin_in(line)) if line.says("unknown") else ():
            others = [
                x for x in whole.dated if x.id != line.id and kin in whole.people.kin_in(x) and not x.says("unknown")
            ]
            if others:
                yield found("called-unknown", f"{line.id}:{kin}", [line, *others[:_BESIDE]], person=kin)


def waiting_offers(whole: Whole) -> Iterator[Finding]:
    """An offer or request after which the person is not named for longer than a gap may be."""
    for n, line in enumerate(whole.dated):
        person = whole.people.who_asks(line)
        rest = whole.dated[n + 1 :]
        if not person or not rest:
            continue
        after = next((x for x in rest if person in whole.people.of[x.id] and days_from(line, x) > 0), None)
        days = days_from(line, after or rest[-1])
        if days > whole.weeks * 7:
            chosen = [line, after] if after else [line]
            yield found("offer-waiting", line.id, chosen, person=person, time=gap_words(days))


def unplanned_offers(whole: Whole) -> Iterator[Finding]:
    """An offer, and within half a year a plan that names none of those who made it."""
    for n, line in enumerate(whole.dated):
        people = whole.people.of[line.id]
        if not whole.people.who_asks(line):
            continue
        plan = next((x for x in whole.dated[n + 1 :] if x.is_plan), None)
        if plan and _near(line, plan, line.reads.lengths.sources) and not people & whole.people.of[plan.id]:
            yield found("offer-unplanned", line.id, [line, plan])


def between_workers(whole: Whole) -> Iterator[Finding]:
    """A worker leaves, nobody is said to take over, and the next is named only later, or never."""
    for n, line in enumerate(whole.dated):
        if not (line.bears("staff") and line.says("leaves")) or line.says("handover"):
            continue
        after = next((x for x in whole.dated[n + 1 :] if x.bears("staff") and days_from(line, x) > 0), None)
        days = days_from(line, after or whole.dated[-1])
        if days > (_HANDOVER_DAYS if after else whole.weeks * 7):
            yield found("between-workers", line.id, [line, after] if after else [line], time=gap_words(days))
