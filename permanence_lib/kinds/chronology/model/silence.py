"""What a chronology does not hold: stretches of time, the child's own words, the people who live with the child."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from permanence_lib.content.dates import say_date
from permanence_lib.kinds.chronology.model.finding import Finding, Whole, days_from, found
from permanence_lib.kinds.chronology.model.gaps import gap_words, gaps_in
from permanence_lib.kinds.chronology.model.signs import Line, phrase_in, plain_words


def gaps(whole: Whole) -> Iterator[Finding]:
    """Stretches longer than was chosen about which nothing is written yet."""
    by_id = {line.id: line for line in whole.dated}
    noted = {(note.after, note.before) for note in whole.response.gap_notes if note.text.strip()}
    for gap in gaps_in(whole.response.entries, whole.weeks):
        if (gap["after"], gap["before"]) not in noted:
            ends = [by_id[gap["after"]], by_id[gap["before"]]]
            start, end = (say_date(date.fromisoformat(gap[side])) for side in ("start", "end"))
            anchor = f"{gap['after']}:{gap['before']}"
            yield found("gap", anchor, ends, start=start, end=end, time=gap_words(gap["days"]))


def voice(whole: Whole) -> Iterator[Finding]:
    """No entry with the child's own words at all; or a long stretch of entries without them."""
    lines = whole.since_birth(whole.lines)
    if not any(line.spoken for line in lines):
        if lines and len(lines) >= lines[0].reads.lengths.few:
            yield found("voice-none", "all", lines, n=str(len(lines)))
        return
    dated = whole.since_birth(whole.dated)
    marks = [n for n, line in enumerate(dated) if line.spoken or n in (0, len(dated) - 1)]
    for one, other in pairwise(marks):
        yield from _unheard(dated[one : other + 1])


def _unheard(stretch: Sequence[Line]) -> Iterator[Finding]:
    first, last = stretch[0], stretch[-1]
    days, silent = days_from(first, last), [line for line in stretch if not line.spoken]
    if first.end and last.first and days > first.reads.lengths.voice * 7 and len(silent) >= 2:
        start, end = say_date(first.end), say_date(last.first)
        yield found("voice-stretch", f"{first.id}:{last.id}", stretch, start=start, end=end, time=gap_words(days))


def unseen(whole: Whole) -> Iterator[Finding]:
    """A visit that says nothing of the child, or words that the child was not seen."""
    name = plain_words(whole.child)
    for line in whole.since_birth(whole.lines):
        there = line.spoken or line.says("child") or phrase_in(line.said, name.strip())
        if line.says("unseen") or (line.says("visit") and not there):
            yield found("not-seen", line.id, [line])


def _is_close(line: Line) -> bool:
    phrases = line.reads.cues.get("close", ())
    return line.spoken or line.marked("close") or any(phrase_in(line.told_by, phrase) for phrase in phrases)


def professionals(whole: Whole) -> Iterator[Finding]:
    """Many entries one after another in which nobody speaks who is close to the child."""
    yield from _runs(whole, "professionals", _is_close)


def positives(whole: Whole) -> Iterator[Finding]:
    """Many entries one after another in which nothing good is marked or told."""
    yield from _runs(whole, "positives", lambda line: line.good)


def _runs(whole: Whole, rule: str, ends: Callable[[Line], bool]) -> Iterator[Finding]:
    """Stretches of many entries that nothing ends."""
    run: list[Line] = []
    for line in [*whole.dated, None]:
        if line is not None and not ends(line):
            run.append(line)
            continue
        if run and len(run) >= run[0].reads.lengths.run:
            yield found(rule, run[0].id, run, n=str(len(run)))
        run = []
