"""Every source in the standard form, and a check that refuses one that names nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from permanence_lib.check.citations import citation_problems, sources
from permanence_lib.content import citations
from permanence_lib.content.library import Content

ROOT = Path(__file__).resolve().parent.parent.parent
Spoil = Callable[[str, str, str], Content]
REGS = "Care Planning, Placement and Case Review (England) Regulations 2010, SI 2010/959"


@pytest.fixture(scope="module")
def content() -> Content:
    """The shipped content."""
    return Content.load(ROOT)


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("Children Act 1989 s32(1)(a)", "Children Act 1989, s 32(1)(a)"),
        ("Children Act 1989 ss31(3A)-(3B), 31A", "Children Act 1989, ss 31(3A)-(3B), 31A"),
        ("Children Act 1989 s22C(6)(a), (7)", "Children Act 1989, s 22C(6)(a), (7)"),
        ("Children Act 1989 s34, Sch 2 para 15", "Children Act 1989, s 34, sch 2, para 15"),
        ("Adoption Agencies Regulations 2005 reg 17(1)", "Adoption Agencies Regulations 2005, SI 2005/389, reg 17(1)"),
        ("Care Planning Regulations 2010 regs 17-18", f"{REGS}, regs 17-18"),
        ("Care Planning Regulations 2010 Sch 2 as amended 2013", f"{REGS}, sch 2, as amended 2013"),
        ("FPR 2010 PD12D para 1.3", "Family Procedure Rules 2010, SI 2010/2955, PD 12D, para 1.3"),
        ("FPR 2010 r12.36", "Family Procedure Rules 2010, SI 2010/2955, r 12.36"),
        ("Courts and Tribunals Bill, clause 17", "Courts and Tribunals Bill, cl 17"),
        (
            "Children Act 1989 s31ZA (Children's Wellbeing and Schools Act 2026 s1)",
            "Children Act 1989, s 31ZA (Children's Wellbeing and Schools Act 2026, s 1)",
        ),
        ("Re B-S", "Re B-S (Children) [2013] EWCA Civ 1146"),
        ("Re S [2025]", "Re S (Placement Order: Contact) [2025] EWCA Civ 823"),
        ("Williams v Hackney [2018] UKSC 37", "Williams v London Borough of Hackney [2018] UKSC 37"),
        ("IRO Handbook 2010 para 6.2", "Department for Children, Schools and Families, IRO Handbook (2010), para 6.2"),
        ("Local procedure; practice", "Local procedure; practice"),
        ("-", "No source recorded"),
    ],
)
def test_a_source_reads_in_the_standard_form(content: Content, source: str, form: str) -> None:
    """OSCOLA: full title, SI number, a small letter and a space before the number; the judgment with its citation."""
    assert citations.standard(source, content) == form


def test_every_source_of_the_law_files_reads_in_the_standard_form(content: Content) -> None:
    """Nothing unknown is left; every section and regulation is set apart; every instrument has the number that is known."""
    for _, _, record in sources(content):
        form = citations.standard(record.source, content)
        assert not re.search(r"\b(?:ss?|regs?|Sch|paras?|r|PD)\d|\bSch \d|\bPart \d|\bchapter \d", form), form
        for regulations in re.finditer(r"Regulations (?:19|20)\d\d(?!, SI \d{4}/\d+)", form):
            raise AssertionError(f"{regulations[0]} without its number in: {form}")
        assert record.cited_as == form and form in record.cite()
    assert list(citation_problems(content)) == []


def test_no_number_is_added_or_lost(content: Content) -> None:
    """Sections and paragraphs are those that the author wrote: only titles, SI numbers and neutral citations are filled in."""
    for _, _, record in sources(content):
        places = [
            p.words for p in citations.pieces(record.source, content) if re.match(r", (?:ss?|regs?|sch|para) ", p.words)
        ]
        for place in places:
            bare = re.sub(r"^, \w+ ", "", place)
            assert bare in record.source


def test_running_text_keeps_the_short_name(content: Content) -> None:
    """A paragraph is not filled with SI numbers, which stand in the list of sources; a judgment is always whole."""
    assert (
        citations.in_text("Care Planning Regulations 2010 reg 24", content) == "Care Planning Regulations 2010, reg 24"
    )
    assert citations.in_text("Children Act 1989 s1(3); Re B-S", content).endswith(
        "Re B-S (Children) [2013] EWCA Civ 1146"
    )


def test_a_page_can_set_and_link_the_parts(content: Content) -> None:
    """The name of a case apart from its citation; an Act with its official page; the parts are the whole."""
    found = citations.pieces("Children Act 1989 s1(3); Re B-S [2013] EWCA Civ 1146", content)
    assert [(p.words, p.italic) for p in found] == [
        ("Children Act 1989", False), (", s 1(3)", False), ("; ", False), ("Re B-S (Children)", True),
        (" [2013] EWCA Civ 1146", False),
    ]  # fmt: skip
    assert found[0].url == "https://www.legislation.gov.uk/ukpga/1989/41/contents"
    assert "".join(p.words for p in found) == citations.standard(
        "Children Act 1989 s1(3); Re B-S [2013] EWCA Civ 1146", content
    )


def test_every_instrument_is_named_somewhere_and_links_are_official(content: Content) -> None:
    """Nothing lies about unused; a link leads to the statute, the court or the government."""
    used = {p.instrument for _, _, r in sources(content) for p in citations.pieces(r.source, content)}
    assert set(content.instruments) <= used
    for instrument in content.instruments.values():
        assert instrument.url is None or content.upkeep.register.is_official(instrument.url), instrument.url
        assert instrument.kind not in ("regulations", "rules") or (instrument.number or "").startswith("SI ")
        assert instrument.kind != "act" or re.fullmatch(r"c \d+", instrument.number or "")


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("law/timetable.yaml", "source: Children Act 1989 s32(1)\n", "source: Childrens Act 1989 s32(1)\n", "'Childrens Act 1989 s32(1)' names no known"),
        ("law/timetable.yaml", "source: Children Act 1989 s32(1)\n", "source: Some Act 1990 s1; Children Act 1989 s32(1)\n", "'Some Act 1990 s1' names no known"),
        ("law/checklists.yaml", "Re N [2015] EWCA Civ 1112;", "Re N;", "'Re N' names no known"),
        ("law/options.yaml", "source: Children Act 1989 s100(2)\n", "source: Children Act 1989 s100(2) and the Care Act 2014\n", "'and the Care Act 2014' names no known"),
        ("law/case_law.yaml", 'citation: "[2013] UKSC 33"', 'citation: "2013 UKSC 33"', "is not a neutral citation"),
        ("law/case_law.yaml", "name: Re B (A Child)\n", "name: B (A Child)\n", "is not how a case is named"),
        ("law/instruments.yaml", "known_as: [FPR 2010]", "known_as: [FPR 2010, Children Act 1989]", "already stands for ca-1989"),
    ],
)  # fmt: skip
def test_a_source_that_names_nothing_known_is_refused(
    spoil: Spoil, file: str, old: str, new: str, complaint: str
) -> None:
    """With its file and line, in words an author can act on."""
    found = [str(problem) for problem in citation_problems(spoil(file, old, new))]
    assert any(complaint in problem and re.search(r"\.yaml, line \d+: ", problem) for problem in found), found


def test_a_verified_fact_must_name_its_source(spoil: Spoil) -> None:
    """A dash is for what nobody has checked."""
    content = spoil("law/timetable.yaml", "source: Children Act 1989 s32(1)\n", 'source: "-"\n')
    assert any("must name it" in str(problem) for problem in citation_problems(content))
