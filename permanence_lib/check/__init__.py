"""Everything that can be wrong with the content, found before a learner meets it: `permanence check`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from permanence_lib import exercises
from permanence_lib.check.activities import activity_problems, cover_problems, time_problems
from permanence_lib.check.ages import check_problems, overtaken, past_review, recalled
from permanence_lib.check.citations import citation_problems
from permanence_lib.check.evaluation import evaluation_problems
from permanence_lib.check.figures import figure_problems
from permanence_lib.check.occasions import occasion_problems
from permanence_lib.check.pages import page_problems, weeks_without_page
from permanence_lib.check.references import reference_problems
from permanence_lib.check.report import Report
from permanence_lib.check.requirements import requirement_problems
from permanence_lib.check.shapes import shape_problems
from permanence_lib.check.sums import sum_problems
from permanence_lib.check.teaching import hard_to_read, teaching_problems
from permanence_lib.content.complaints import shown
from permanence_lib.content.library import Content
from permanence_lib.errors import ContentError

__all__ = ["Report", "check"]


def check(content_root: Path | None = None, on: date | None = None) -> Report:
    """Reads everything and reports what is wrong, what is past its review date, and what is good to know.

    Files that cannot be read as they should be are reported alone: what points into them waits for the next run.
    """
    content, day = Content.load(content_root), on or date.today()
    unreadable = tuple(shape_problems(content))
    if unreadable:
        return Report(day, unreadable, (), ("What the files say about each other is checked once all can be read.",))
    problems = tuple(_sorted(_problems(content)))
    notes = (*overtaken(content), *recalled(content), *weeks_without_page(content), *hard_to_read(content))
    return Report(day, problems, tuple(past_review(content, day)), notes)


def _problems(content: Content) -> Iterator[ContentError]:
    yield from reference_problems(content)
    yield from citation_problems(content)
    yield from check_problems(content)
    yield from sum_problems(content)
    yield from figure_problems(content)
    yield from activity_problems(content)
    yield from page_problems(content)
    in_exercises = exercises.problems(content)
    yield from in_exercises
    if not in_exercises:
        yield from time_problems(content)
        yield from cover_problems(content)
        yield from teaching_problems(content)
        yield from requirement_problems(content)
        yield from occasion_problems(content)
        yield from evaluation_problems(content)


def _sorted(problems: Iterator[ContentError]) -> list[ContentError]:
    """In the order of files and lines, each file named as authors know it."""
    named = [ContentError(shown(wrong.file), wrong.line, wrong.problem, wrong.instead) for wrong in problems]
    return sorted(named, key=lambda wrong: (str(wrong.file), wrong.line or 0))
