"""The law register as a list: the timetable, the options, judgments, checklists, matters in motion and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from permanence_lib.content.clocks import STAGE_WORDS
from permanence_lib.content.library import Content
from permanence_lib.content.part import NOT_CHECKED
from permanence_lib.content.sources import CaseLaw, Checklist, LawChange, LawFact, Option, OptionFact, Term
from permanence_lib.laboratory.registers.entry import Entry
from permanence_lib.laboratory.registers.uses import Uses, uses

SECTIONS = {
    "motion": "In motion: what has changed, and what is to come",
    "timetable": "The permanence timetable, stage by stage",
    "options": "What is said of each option and legal route",
    "judgments": "Judgments",
    "checklists": "What documents and decisions contain",
    "words": "Words of the trade",
}
"""The sections in their order; none ranks anything."""
_FILES = {
    "motion": "law/changes.yaml", "timetable": "law/timetable.yaml", "options": "law/options.yaml",
    "judgments": "law/case_law.yaml", "checklists": "law/checklists.yaml", "words": "glossary.yaml",
}  # fmt: skip
_STATUS = {"option": "a fact about an option", "checklist": "a checklist", "word": "a word and its meaning"}


@lru_cache(maxsize=2)
def entries(content: Content) -> tuple[Entry, ...]:
    """Every record of the law files and the glossary, section by section."""
    made = (*_motion(content), *_timetable(content), *_options(content), *_judgments(content))
    every = (*made, *_checklists(content), *_words(content))
    names = Counter(entry.id for entry in every)
    return tuple(
        replace(entry, search=_searched(entry), marked_as=_marked_as(entry, names[entry.id] > 1)) for entry in every
    )


def _marked_as(entry: Entry, twice: bool) -> str:
    return f"{_FILES[entry.section]}:{entry.id}" if twice else entry.id


def _searched(entry: Entry) -> str:
    said = (entry.id, entry.title, entry.words, entry.source, *(words for _, words in entry.also), *entry.items)
    return " ".join(said).casefold()


def _which(options: tuple[str, ...] | str, content: Content) -> frozenset[str]:
    return frozenset(content.options) if isinstance(options, str) else frozenset(options)


def _motion(content: Content) -> Iterator[Entry]:
    for change in content.law_changes.values():
        yield Entry(
            id=change.id, anchor=f"change-{change.id}", section="motion", group="", title=change.title,
            words=change.words(), record=change, source=change.source, status=change.status,
            status_words=change.status_words(), checked=change.settled, options=_which(change.options, content),
            also=_of_change(change), moved=change.moved or "",
        )  # fmt: skip


def _of_change(change: LawChange) -> tuple[tuple[str, str], ...]:
    said = (("For practice", change.effect_on_practice), ("Watch for", change.watch_for))
    return tuple((label, words) for label, words in said if words)


def _timetable(content: Content) -> Iterator[Entry]:
    found = uses(content)
    in_order = sorted(content.law.values(), key=lambda fact: content.timetable.stages.index(fact.stage))
    for fact in in_order:
        yield Entry(
            id=fact.id, anchor=fact.id, section="timetable", group=STAGE_WORDS[fact.stage], title=fact.name,
            words=fact.words(), record=fact, source=fact.source, status=fact.status, status_words=fact.status_words(),
            checked=fact.settled, options=_which(fact.options, content), uses=found.get(("law", fact.id), ()),
            also=_of_fact(fact),
        )  # fmt: skip


def _of_fact(fact: LawFact) -> tuple[tuple[str, str], ...]:
    clock = (("The clock starts", fact.clock_starts),) if fact.clock_starts else ()
    return (("When", fact.when), *clock)


def _options(content: Content) -> Iterator[Entry]:
    found, aspects = uses(content), content.options_file.aspects
    for option in content.options.values():
        for aspect in option.aspects:
            for number, fact in enumerate(option.aspects[aspect], 1):
                yield _of_option(option, aspect, number, fact, aspects[aspect], found)


def _of_option(option: Option, aspect: str, number: int, fact: OptionFact, name: str, found: Uses) -> Entry:
    place = f"{option.id}.{aspect}.{number}"
    return Entry(
        id=place, anchor=f"option-{place}", section="options", group=option.name, title=name,
        words=fact.words(), record=fact, source=fact.source, status="option", status_words=_STATUS["option"],
        checked=fact.settled, options=frozenset({option.id}), uses=found.get(("option", f"{option.id}.{aspect}"), ()),
    )  # fmt: skip


def _judgments(content: Content) -> Iterator[Entry]:
    found = uses(content)
    newest_first = sorted(content.case_law.values(), key=lambda x: x.decided, reverse=True)
    for judgment in newest_first:
        yield Entry(
            id=judgment.id, anchor=judgment.id, section="judgments", group=_decade(judgment), title=judgment.name,
            words=judgment.words(), record=judgment, source=judgment.cite(), status="case_law",
            status_words="case law", checked=judgment.principle_was_seen, options=frozenset(judgment.options),
            uses=found.get(("law", judgment.id), ()), also=_of_judgment(judgment),
        )  # fmt: skip


def _decade(judgment: CaseLaw) -> str:
    year = int(judgment.decided[:4])
    return "Before 2010" if year < 2010 else f"{year // 5 * 5} to {year // 5 * 5 + 4}"


def _of_judgment(judgment: CaseLaw) -> tuple[tuple[str, str], ...]:
    return (("Court", judgment.court), ("What it asks of evidence", judgment.asks_of_evidence))


def _checklists(content: Content) -> Iterator[Entry]:
    found = uses(content)
    for each in content.checklists.values():
        yield Entry(
            id=each.id, anchor=f"checklist-{each.id}", section="checklists", group="Checklists", title=each.title,
            words=each.use, record=each, source=each.source, status="checklist",
            status_words=_STATUS["checklist"], checked=_all_seen(each), items=tuple(x.words() for x in each.items),
            uses=found.get(("checklist", each.id), ()),
        )  # fmt: skip


def _all_seen(checklist: Checklist) -> bool:
    return checklist.settled and all(item.confidence == "verified" for item in checklist.items)


def _words(content: Content) -> Iterator[Entry]:
    found = uses(content)
    for term in sorted(content.terms.values(), key=lambda x: x.term.casefold()):
        yield Entry(
            id=term.id, anchor=f"term-{term.id}", section="words", group=_letters(term), title=term.term,
            words=term.words(), record=term, source="", status="word", status_words=_STATUS["word"],
            checked=term.settled, options=frozenset(term.options), uses=found.get(("term", term.id), ()),
        )  # fmt: skip


def _letters(term: Term) -> str:
    first = term.term[0].upper()
    return next(f"{a} to {b}" for a, b in ("AC", "DL", "MR", "SZ") if a <= first <= b)


def unchecked_words(entry: Entry) -> str:
    """What of it nobody has checked, or nothing."""
    if entry.checked:
        return ""
    if entry.record.settled and entry.section == "judgments":
        return "The citation was seen in a source; what it decided is from general knowledge and not yet checked"
    if entry.record.settled and entry.section == "checklists":
        return f"Seen in a source, but for the lines marked “{NOT_CHECKED}”"
    return "From general knowledge, not yet checked"
