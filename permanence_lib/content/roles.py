"""The four roles an author may write in prose: {law}`id`, {evidence}`A02`, {case}`rowan.grace`, {term}`id`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from permanence_lib.content import citations
from permanence_lib.content.cases import Case, WorkshopCase
from permanence_lib.content.dates import say_date
from permanence_lib.content.part import NOT_CHECKED
from permanence_lib.content.sources import CaseLaw, Citation, Evidence, LawFact

if TYPE_CHECKING:
    from permanence_lib.content.library import Content

ROLE = re.compile(r"\{(?P<role>[a-z]+)\}`(?P<id>[^`\n]+)`")
ROLES = ("law", "evidence", "case", "term")
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Cited:
    """One use of a role: which, of what, and where in the text it stands."""

    role: str
    id: str
    line: int


class NoSuchThing(LookupError):
    """A role or an id that means nothing; the message is for the author."""


def cited(text: str) -> Iterator[Cited]:
    """Every role in the text, in order; lines count from 1."""
    for match in ROLE.finditer(text):
        yield Cited(match["role"], match["id"], text.count("\n", 0, match.start()) + 1)


def resolve(text: str, content: Content) -> str:
    """The text with every role turned into words and a citation."""
    return ROLE.sub(lambda match: _in_place(match, content), text)


def _in_place(match: re.Match[str], content: Content) -> str:
    """One role where it stands: a term leads to its meaning, and is written small within a sentence."""
    words = say(match["role"], match["id"], content)
    if match["role"] != "term":
        return words
    begins = re.search(r"(?:^|[.!?:]\W*|\n\W*)$", match.string[: match.start()])
    small = words[0].lower() + words[1:]
    is_name = content.terms[match["id"]].proper or small[1:] != small[1:].lower()
    return f"[{words if begins or is_name else small}](#term-{match['id']})"


def say(role: str, name: str, content: Content) -> str:
    """One role in words, as Markdown.

    Raises:
        NoSuchThing: the role is none of the four, or the id is not there, or the evidence is unverified.
    """
    if role == "law":
        return _law(find_law(name, content), content)
    if role == "evidence":
        return f"({in_short(find_evidence(name, content).citation)})"
    if role == "case":
        return _case(name, content)
    if role == "term":
        return find(content.terms, name, "term").term
    raise NoSuchThing(f"There is no role {{{role}}}. Write {{law}}, {{evidence}}, {{case}} or {{term}}.")


def find_law(name: str, content: Content) -> LawFact | CaseLaw:
    """A fact of the timetable or a judgment, by id."""
    if name in content.case_law:
        return content.case_law[name]
    return find(content.law, name, "law fact")


def find(entries: dict[str, Entry], name: str, sort: str) -> Entry:
    """An entry by id; `sort` says what it is in the complaint, with the nearest id there is."""
    if name in entries:
        return entries[name]
    near = get_close_matches(name, entries, 1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    raise NoSuchThing(f"There is no {sort} '{name}'.{hint}")


def _law(fact: LawFact | CaseLaw, content: Content) -> str:
    if isinstance(fact, CaseLaw):
        return f"*{fact.name}* {fact.citation}{'' if fact.principle_was_seen else f' ({NOT_CHECKED})'}"
    checked = "" if fact.settled else f"; {NOT_CHECKED}"
    return f"({citations.in_text(fact.source, content)}; as at {say_date(fact.as_at)}{checked})"


def find_evidence(name: str, content: Content) -> Evidence:
    """A verified evidence record, by id; the others are never shown."""
    found = find(content.evidence, name, "evidence record")
    if not found.settled:
        raise NoSuchThing(f"Evidence {name} was not seen in a source and may not be cited. Choose a verified record.")
    return found


def in_short(citation: Citation) -> str:
    """Surnames and year: 'Wijedasa and Selwyn, 2017'."""
    names = re.sub(r" \([^)]*\)", "", citation.authors)  # who reported it stands in the sources
    names = re.sub(r", (?:[A-Z]\. ?)+(?=,| and|$)", "", names)
    names = re.sub(r"^((?:[^,]+, ){2}[^,]+).*", lambda m: m[1].split(",")[0] + " and others", names)
    return f"{names}, {citation.year}"


def _case(name: str, content: Content) -> str:
    case_id, _, person_id = name.partition(".")
    families: dict[str, Case | WorkshopCase] = {**content.cases, content.workshop_case.id: content.workshop_case}
    case = find(families, case_id, "case")
    if not person_id:
        return f"*{case.title}*"
    people = {person.id: person.name for person in case.people}
    return find(people, person_id, f"person in the case '{case_id}'").split()[0]
