"""What a week stands on: every law fact, judgment and study cited in it, with the day each was checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from permanence_lib.content import roles
from permanence_lib.content.dates import say_date
from permanence_lib.content.library import Content
from permanence_lib.content.sources import CaseLaw, Evidence, LawFact, Term
from permanence_lib.document import text
from permanence_lib.document.blocks import Heading, Items
from permanence_lib.exercises import Exercise
from permanence_lib.workbook.shown import Shown

Entry = tuple[str, LawFact | CaseLaw | Evidence]


def shown(week_id: str, exercises: Iterable[Exercise], content: Content) -> Shown:
    """Sources of the week's own words and of its exercises, each once."""
    made = list(exercises)
    law, evidence = cited(week_id, made, content)
    lists: dict[str, list[Entry]] = {
        "Law, guidance and judgments": [(_law_words(x), x) for x in law],
        "Research and figures": [(_study_words(x), x) for x in evidence],
    }
    terms = offered(week_id, made, content)
    plain = [Heading("Sources")]
    plain_lists = [Items(tuple(words for words, _ in entries)) for entries in lists.values() if entries]
    plain_terms = [Items(tuple(f"{term.term}: {term.words()}" for term in terms))] if terms else []
    page = "".join(
        f"<h3>{title}</h3>{_list(entries)}{_registered(title, week_id)}" for title, entries in lists.items() if entries
    )
    return Shown(
        f'<div class="ap-sources">{page}{_glossary(terms)}</div>', text.render([*plain, *plain_lists, *plain_terms])
    )


#: Where each list stands with its age and everything else that is known of it.
_REGISTERS = {
    "Law, guidance and judgments": ("/law", "law register"),
    "Research and figures": ("/research", "evidence register"),
}


def _registered(title: str, week_id: str) -> str:
    """The way to the register, narrowed to this week; hidden where no server of ours answers (shell.css shows it)."""
    address, name = _REGISTERS[title]
    return f'<p class="ap-register-link" hidden><a href="{address}?week={week_id}">This week in the {name}</a></p>'


def offered(week_id: str, exercises: Iterable[Exercise], content: Content) -> list[Term]:
    """The words of the trade that a week explains: those its page or its exercises mark, in the order of the alphabet."""
    words = [_prose(week_id, content), *(exercise.definition.prompt for exercise in exercises)]
    names = {use.id for text in words for use in roles.cited(text) if use.role == "term"}
    return [term for term in content.terms.values() if term.id in names]


def _glossary(terms: list[Term]) -> str:
    if not terms:
        return ""
    entries = "".join(
        f'<dt id="term-{term.id}">{escape(term.term)}</dt><dd>{escape(term.words())}</dd>' for term in terms
    )
    return f"<h3>Words used on this page</h3><dl>{entries}</dl>"


def _prose(week_id: str, content: Content) -> str:
    page = content.root / "data" / "weeks" / f"{week_id}.md"
    return page.read_text(encoding="utf-8") if page.is_file() else ""


def cited(
    week_id: str, exercises: Iterable[Exercise], content: Content
) -> tuple[list[LawFact | CaseLaw], list[Evidence]]:
    """The law and the evidence a week names, in the order of first use."""
    uses = list(roles.cited(_prose(week_id, content)))
    law = [use.id for use in uses if use.role == "law"]
    evidence = [use.id for use in uses if use.role == "evidence"]
    for exercise in exercises:
        law += exercise.definition.law
        evidence += exercise.definition.evidence
    return (
        [roles.find_law(name, content) for name in dict.fromkeys(law)],
        [roles.find_evidence(name, content) for name in dict.fromkeys(evidence)],
    )


def _law_words(fact: LawFact | CaseLaw) -> str:
    if isinstance(fact, CaseLaw):
        return f"{fact.cite()}. {fact.words()} As at {say_date(fact.as_at)}."
    status = fact.status_words()
    return f"{fact.name}. {status[0].upper()}{status[1:]}. {fact.words()} {fact.cite()}."


def _study_words(found: Evidence) -> str:
    where = ", ".join(filter(None, (found.country, found.period)))
    source = found.citation
    return f"{source.authors} ({source.year}). {source.title}. {source.publisher}. {where}. Limits: {found.limits}"


def _list(entries: list[Entry]) -> str:
    return f"<ul>{''.join(_items(entries))}</ul>"


def _items(entries: list[Entry]) -> Iterator[str]:
    for words, source in entries:
        yield f"<li{_due(source)}>{_set(words, source)}{_link(source)}</li>"


def _due(source: LawFact | CaseLaw | Evidence) -> str:
    """The day after which the page itself says that the entry is due for checking: law does not stay young by silence."""
    day = None if isinstance(source, Evidence) else source.review_by or source.fail_by
    return f' data-review-by="{day.isoformat()}"' if day else ""


def _set(words: str, source: LawFact | CaseLaw | Evidence) -> str:
    """The words, with the name of a case in italics."""
    if not isinstance(source, CaseLaw):
        return escape(words)
    return f"<i>{escape(source.name)}</i>{escape(words.removeprefix(source.name))}"


def _link(source: LawFact | CaseLaw | Evidence) -> str:
    """Official pages only; the words stand without it when a link breaks."""
    link = source.citation.url if isinstance(source, Evidence) else source.link
    if link is None or (isinstance(source, Evidence) and ".gov.uk" not in link):
        return ""
    return f' <a href="{escape(link, quote=True)}" rel="noreferrer">{escape(link.split("/")[2])}</a>'
