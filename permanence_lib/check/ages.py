"""What is past its review date, what nobody has checked, and whether the list of checks is sound."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from permanence_lib.content import checks, ledger
from permanence_lib.content.complaints import did_you_mean, shown
from permanence_lib.content.library import Content
from permanence_lib.content.part import NOT_CHECKED
from permanence_lib.content.register import AGEING, STUDIES
from permanence_lib.errors import ContentError

#: A number from memory has no place in a hard moment.
_NEVER_SHOWN = "support.yaml"


def past_review(content: Content, on: date) -> Iterator[str]:
    """Records whose review date has passed, oldest first."""
    due = [each for each in ledger.kept(content) if each.record.is_due(on)]
    for each in sorted(due, key=lambda found: (str(found.record.review_by), found.file, found.id)):
        yield f"data/{each.file}: {each.id}, {each.record.due_words(on)}"


def recalled(content: Content) -> Iterator[str]:
    """How many records of each file are from general knowledge, and which."""
    found: dict[str, list[str]] = {}
    for each in ledger.kept(content):
        if not each.record.settled and each.file != _NEVER_SHOWN:
            found.setdefault(each.file, []).append(each.id)
    for file, names in found.items():
        yield f"data/{file}: {len(names)} recalled, shown as '{NOT_CHECKED}': {'; '.join(names)}."
    hidden = [name for name, record in content.evidence.items() if not record.settled]
    if hidden:
        yield f"data/evidence.yaml: {len(hidden)} recalled, never shown: {', '.join(hidden)}."
    places = [place.id for place in content.support.places if not place.settled]
    if places:
        yield f"data/{_NEVER_SHOWN}: {len(places)} recalled, never shown: {', '.join(places)}."


def overtaken(content: Content) -> Iterator[str]:
    """Checks that vouch for words which have been changed since: the record stands on its own date again."""
    there = {(each.file, each.id): each.record for each in ledger.everything(content)}
    latest = {(check.file, check.id): check for check in content.upkeep.checks}
    for name, check in latest.items():
        if name in there and check.words != checks.mark(there[name]):
            said = f"the words of {check.id} were changed after {check.who} checked them on {check.when}"
            yield f"data/{checks.NAME}, line {check.line}: {said}. Check them again, or leave the record's own date."


def check_problems(content: Content) -> Iterator[ContentError]:
    """Lines of checks.csv that name nothing, or a day that has not come: such a check could make a fact young by itself."""
    path = content.data / checks.NAME
    there = {(each.file, each.id) for each in ledger.everything(content)}
    known = (*AGEING, STUDIES)
    for check in content.upkeep.checks:
        if check.file not in known:
            near = did_you_mean(check.file, known)
            yield ContentError(shown(path), check.line, f"there is no file of law '{check.file}'.", near)
        elif (check.file, check.id) not in there:
            near = did_you_mean(check.id, [name for file, name in there if file == check.file])
            yield ContentError(shown(path), check.line, f"{check.file} holds nothing called '{check.id}'.", near)
        if check.when > date.today():
            wrong = f"{check.when} has not come yet."
            yield ContentError(shown(path), check.line, wrong, "Write the day on which the source was read.")
    yield from _in_future(content)


def _in_future(content: Content) -> Iterator[ContentError]:
    for each in ledger.kept(content):
        if each.record.as_at > date.today():
            wrong = f"{each.id} says it was checked on {each.record.as_at}, which has not come yet."
            yield ContentError(shown(content.data / each.file), None, wrong, "Write the day on which it was checked.")
