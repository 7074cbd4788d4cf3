"""What stands under a figure: what was counted, where counting changed, what to be careful of, and who published it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from permanence_lib.content.figures import Break, Question
from permanence_lib.content.library import Content
from permanence_lib.content.statistics import StatisticsSource
from permanence_lib.national.choice import Choice
from permanence_lib.national.figures import Figure
from permanence_lib.national.periods import Period

LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
"""The words the licence asks for wherever a figure is shown."""
#: As many releases as are named under a picture; more are listed beside it.
_NAMED = 2


@dataclass(frozen=True)
class SourceLine:
    """A release in one line, and its address where it is an official one."""

    words: str
    url: str | None = None


@dataclass(frozen=True)
class ShownBreak:
    """A break that lies within what is shown: its place on the axis, and what changed."""

    at: float
    words: str
    groups: tuple[str, ...]
    """The groups it concerns; none means all."""

    def parts(self, group: str, one: float, other: float) -> bool:
        """Whether it lies between two times of a group."""
        return one < self.at < other and (not self.groups or group in self.groups)


def breaks(question: Question, shown: Sequence[Figure], every: Sequence[Figure]) -> tuple[ShownBreak, ...]:
    """The breaks between the first and the last of the times shown, of the groups shown."""
    times = {figure.period.key: figure.period for figure in every}
    return tuple(
        ShownBreak(
            times[one.at].starts, f"{_from(times[one.at])} figures are not counted as before: {one.words}", one.groups
        )
        for one in question.breaks
        if _lies_within(one, times[one.at], shown)
    )


def _from(period: Period) -> str:
    return f"From {period.said.split(' ', 1)[1]}"


def _lies_within(one: Break, first_new: Period, shown: Sequence[Figure]) -> bool:
    concerned = [figure for figure in shown if not one.groups or figure.group.id in one.groups]
    before = any(figure.period.at < first_new.starts for figure in concerned)
    return before and any(figure.period.at > first_new.starts for figure in concerned)


def notes(content: Content, question: Question, shown: Sequence[Figure], broken: Sequence[ShownBreak]) -> tuple[str, ...]:  # fmt: skip
    """Definition, breaks, cautions, then what the releases say of single figures."""
    general = content.statistics.about.cautions
    cautions = (general[one - 1] if isinstance(one, int) else one for one in question.cautions)
    return (question.definition, *(one.words for one in broken), *cautions, *_of_rows(content, shown))


def _of_rows(content: Content, shown: Sequence[Figure]) -> Iterator[str]:
    """Each note of the rows once: words of its own, or the times it is about."""
    said: dict[str, list[str]] = {}
    for figure in shown:
        common = next((one for one in content.questions.row_notes if figure.row.note.startswith(one.begins)), None)
        if common is None and figure.row.note:
            said.setdefault(figure.row.note, []).append(figure.period.label)
        elif common is not None and common.words:
            said.setdefault(common.words, [])
    for words, times in said.items():
        yield f"{', '.join(dict.fromkeys(times))}: {words}" if times else words


def sources(content: Content, shown: Sequence[Figure]) -> tuple[SourceLine, ...]:
    """Each release the figures were read from, then the words of the licence."""
    releases = _releases(content, shown)
    lines = [SourceLine(f"{one.publisher}, {one.title}. {one.licence}.", one.link) for one in releases]
    return (*lines, *(SourceLine(words) for words in _licence(releases)))


def source_line(content: Content, choice: Choice, shown: Sequence[Figure]) -> str:
    """The sources in the one line that a picture carries."""
    releases = _releases(content, shown)
    if len(releases) <= _NAMED:
        named = "; ".join(f"{one.publisher}, {one.title}" for one in releases)
        return " ".join([f"Source: {named}.", *_licence(releases)])
    publishers = dict.fromkeys(one.publisher.rpartition("reporting ")[2].removeprefix("the ") for one in releases)
    named = f"Source: {', '.join(publishers)} ({len(releases)} releases, some as others reported them; all are listed)."
    return " ".join([named, *_licence(releases)])


def _releases(content: Content, shown: Sequence[Figure]) -> list[StatisticsSource]:
    return [content.statistics.about.sources[name] for name in dict.fromkeys(figure.row.source_id for figure in shown)]


def _licence(releases: Sequence[StatisticsSource]) -> list[str]:
    return [LICENCE] if any("Open Government Licence" in one.licence for one in releases) else []
