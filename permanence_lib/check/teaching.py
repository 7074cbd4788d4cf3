"""Does every exercise teach: is there something to do, an example, a form to print, and words that can be followed?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from permanence_lib import exercises
from permanence_lib.check.pages import pages
from permanence_lib.content import roles
from permanence_lib.content.complaints import shown
from permanence_lib.content.library import Content
from permanence_lib.content.sources import Term
from permanence_lib.document import html, text
from permanence_lib.errors import ContentError
from permanence_lib.exercises import Exercise

#: Years of schooling (automated readability index) that a page may ask for: plain English for readers with a degree.
BUDGET = 13.0


def teaching_problems(content: Content) -> Iterator[ContentError]:
    """What keeps an exercise from being worked, printed or read another way, and terms used before they are offered."""
    written = exercises.load(content)
    for exercise in written.values():
        for problem, instead in _lacking(exercise, written):
            yield ContentError(exercise.file, None, problem, instead)
    yield from _terms_too_early(content)


def _lacking(exercise: Exercise, written: Mapping[str, Exercise]) -> Iterator[tuple[str, str]]:
    definition = exercise.definition
    if not definition.outcomes:
        yield "it serves no learning outcome.", "Name at least one in outcomes."
    if not definition.statements and not definition.no_statement:
        yield "it names no statement of the standard.", "Name one, or say why there is none in no_statement."
    if len(definition.prompt.split()) < 10:
        yield "the prompt hardly asks anything.", "Write what the participant is to think about."
    if definition.worked_example is None:
        yield "it has no worked example.", "Write one in worked_example."
    yield from _forms(exercise)
    yield from _flow(exercise, written)


def _forms(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """The form to print and the text that stands for the exercise where there is no browser, both unanswered."""
    blocks = exercise.kind.report(exercise.definition, exercise.kind.response(), exercise.material)
    for form, words in (("form to print", html.render(blocks)), ("alternative in plain text", text.render(blocks))):
        if not words.strip():
            yield f"its {form} is empty.", f"Mend the report of the kind {exercise.kind.name}."


def _flow(exercise: Exercise, written: Mapping[str, Exercise]) -> Iterator[tuple[str, str]]:
    """What is carried over comes from earlier work that can lend it, and goes where it can be taken in."""
    for source in exercise.definition.sources:
        if source.exercise not in written:
            yield f"it draws on '{source.exercise}', which is no exercise.", "Correct the id under sources."
        elif (source.exercise >= exercise.id) != source.later:
            comes, say = ("earlier", "Take later: true out.") if source.later else ("later", "Say so with later: true.")
            yield f"it draws on '{source.exercise}', which comes {comes}.", say
    if exercise.definition.sources and exercise.kind.take is None:
        yield f"nothing can be carried into the kind {exercise.kind.name}.", "Take sources out."


def _terms_too_early(content: Content) -> Iterator[ContentError]:
    """A word of the trade that a page uses before it, or an earlier week, has offered its meaning."""
    offered: set[str] = set()
    for week, path in pages(content).items():
        words = path.read_text(encoding="utf-8")
        here = {use.id for use in roles.cited(words) if use.role == "term"}
        plain = roles.ROLE.sub("", words)
        for term in content.terms.values():
            if term.id not in offered | here and not term.everyday and (found := _used(term, plain)):
                line = plain.count("\n", 0, found.start()) + 1
                problem = f"{week} uses '{term.term}' before any week has offered its meaning."
                yield ContentError(shown(path), line, problem, f"Write {{term}}`{term.id}` the first time.")
        offered |= here


def _used(term: Term, words: str) -> re.Match[str] | None:
    head = re.escape(re.sub(r" \(.*?\)", "", term.term))
    return re.search(rf"\b{head}s?\b", words, flags=re.I)


def hard_to_read(content: Content) -> Iterator[str]:
    """A note for every page that asks for far more schooling than it should."""
    try:
        import textstat
    except ImportError:
        yield "Reading ease was not measured: textstat is not installed (it comes with the test extra)."
        return
    for week, path in pages(content).items():
        grade = textstat.automated_readability_index(prose(path.read_text(encoding="utf-8")))
        if grade > BUDGET:
            yield f"{week} is hard to read: about {grade:.0f} years of schooling, where {BUDGET:.0f} is the budget."


def prose(page: str) -> str:
    """A page's own words, without front matter, exercises, roles and marks."""
    body = page.split("---\n", 2)[-1]
    for marks in (r"^```.*?^```", r"\s*\(?\{\w+\}`[^`]*`\)?", r"^[#>*-]+ *|[*_]"):
        body = re.sub(marks, "", body, flags=re.S | re.M)
    return body
