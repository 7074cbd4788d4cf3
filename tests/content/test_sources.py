"""Facts say where they come from, when they were checked, and when nobody has."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from permanence_lib.content.dates import say_date
from permanence_lib.content.files import Timetable
from permanence_lib.content.library import Content
from permanence_lib.content.sources import CaseLaw, ChecklistItem, Citation, Evidence, LawFact, OptionFact, Term

SEEN: dict[str, Any] = {"url": "https://www.legislation.gov.uk/x", "grade": "official", "as_at": "2026-11-21"}


def law(**changes: Any) -> LawFact:
    """The 26 weeks, with changes."""
    fields: dict[str, Any] = {
        "id": "ca1989-s32-26-weeks", "name": "Final order", "stage": "proceedings", "status": "rule", "options": "all",
        "statement": "The court disposes of the application within 26 weeks.", "when": "within 26 weeks",
        "amount": 26, "unit": "weeks", "source": "Children Act 1989 s32(1)(a)", "confidence": "verified", **SEEN,
    }  # fmt: skip
    return LawFact.model_validate({**fields, **changes})


def test_a_day_is_said_in_full() -> None:
    """18 November 2024: no leading nought, no short month."""
    assert say_date(date(2024, 11, 18)) == "18 November 2024"
    assert say_date(date(2025, 1, 2)) == "2 January 2025"


def test_a_law_fact_cites_its_source_and_day() -> None:
    """The as-at date stands beside the source."""
    assert law().cite() == "Children Act 1989 s32(1)(a), as at 21 November 2026"


def test_a_limit_is_said_with_its_unit() -> None:
    """Weeks are weeks and working days working days; one is one."""
    assert law().limit_words() == "26 weeks"
    assert law(amount=1, unit="working_days").limit_words() == "1 working day"
    assert law(amount=None, unit=None).limit_words() == ""


def test_a_duty_to_come_does_not_read_as_live() -> None:
    """Its status says that it is not yet in force."""
    assert law(status="enacted_not_commenced").status_words() == "enacted, not yet in force"


def test_a_fact_concerns_its_options_or_all() -> None:
    """The word all means every option."""
    assert law().concerns("adoption")
    assert not law(options=["sgo"]).concerns("adoption")


def recalled(model: type[Any], **fields: Any) -> Any:
    """A record that nobody has checked."""
    return model.model_validate({"as_at": "2026-11-21", "confidence": "recalled", **fields})


def test_recalled_words_never_read_as_settled() -> None:
    """Whatever is said of a recalled record carries the mark."""
    unchecked = [
        law(confidence="recalled", url=None, grade=None),
        recalled(OptionFact, fact="None.", source="Practice"),
        recalled(Term, id="threshold", term="Threshold", meaning="The test for an order."),
        ChecklistItem(n=1, text="A chronology", confidence="recalled"),
    ]
    for record in unchecked:
        assert record.words().endswith(" (not yet checked)")
    assert law().words() == "The court disposes of the application within 26 weeks."


def test_a_principle_that_was_not_seen_says_so_even_when_the_citation_was() -> None:
    """Citation and principle have confidences of their own."""
    judgment = CaseLaw.model_validate(
        {
            "id": "re-r-2014", "name": "Re R (A Child)", "citation": "[2014] EWCA Civ 1625", "court": "Court of Appeal",
            "decided": "2014-12-16", "principle": "Re B-S changed no law.", "principle_confidence": "recalled",
            "asks_of_evidence": "Realistic options only.", "options": [], "themes": [],
            "confidence": "verified", **SEEN,
        }
    )  # fmt: skip
    assert judgment.words() == "Re B-S changed no law. (not yet checked)"
    assert judgment.cite() == "Re R (A Child) [2014] EWCA Civ 1625"


def test_verified_means_a_page_was_read() -> None:
    """A record cannot be verified without the address of what was read."""
    with pytest.raises(ValidationError, match="no url says where it was read"):
        law(url=None, grade=None)


def test_only_official_pages_are_offered_as_links() -> None:
    """Copies, commentaries and sector pages are for checking."""
    assert law().link == "https://www.legislation.gov.uk/x"
    assert law(grade="copy_or_commentary").link is None


def test_a_review_date_passes_at_the_end_of_its_day() -> None:
    """On the day itself the fact is not yet due; a fact without a review date never is."""
    fact = law(review_by="2027-01-31")
    assert not fact.is_due(date(2027, 1, 31))
    assert fact.due_words(date(2027, 1, 31)) == ""
    assert fact.is_due(date(2027, 2, 1))
    assert fact.due_words(date(2027, 2, 1)) == "due for checking since 31 January 2027"
    assert not law().is_due(date(2099, 1, 1))


def evidence(**changes: Any) -> Evidence:
    """A study, with changes."""
    citation = Citation(authors="Wijedasa, D. and Selwyn, J.", year=2017, title="Examining rates", publisher="CYSR")
    fields: dict[str, Any] = {
        "id": "A01", "section": "A", "topic": "Age", "finding": "Four things went with disruption.", "figures": [],
        "population": "adopted children", "country": "England and Wales", "period": "2002 to 2014", "design": "cohort",
        "limits": "associations only", "citation": citation, "seen_as": "abstract", "confidence": "verified", "tier": 2,
        "suits": [], "options": [],
    }  # fmt: skip
    return Evidence.model_validate({**fields, **changes})


def test_evidence_is_cited_with_country_and_years() -> None:
    """Anything not from England says so in the citation itself."""
    assert evidence().cite() == "Wijedasa, D. and Selwyn, J. (2017), England and Wales, 2002 to 2014"
    assert evidence(period=None).cite() == "Wijedasa, D. and Selwyn, J. (2017), England and Wales"


def test_recalled_evidence_is_not_settled() -> None:
    """A learner never sees it."""
    assert evidence().settled
    assert not evidence(confidence="recalled").settled


def timetable(**clock: Any) -> Timetable:
    """A timetable of one fact with a clock."""
    fact = law().model_dump(mode="json", exclude_none=True) | {"clock": {"starts": "issued", **clock}}
    triggers = [{"id": "issued", "words": "proceedings were issued"}, {"id": "ended", "words": "the order was made"}]
    fields = {"scope": "England", "as_at": "2026-11-21", "stages": ["proceedings"]}
    return Timetable.model_validate({**fields, "triggers": triggers, "facts": [fact]})


def test_a_clock_carries_the_words_of_its_moments_and_its_stage() -> None:
    """Who sees the fact alone can say what starts and what meets it; what is not said does not travel."""
    clock = timetable(met_by=["ended"]).facts[0].clock
    assert clock is not None
    assert clock.words == {"issued": "proceedings were issued", "ended": "the order was made"}
    assert set(clock.model_dump()) == {"starts", "met_by", "words", "stage", "stage_words"}


@pytest.mark.parametrize("wrong", [{"starts": "nobody-knows"}, {"until": ["later"]}, {"due_with": "no-such-fact"}])
def test_a_clock_that_leads_nowhere_is_refused(wrong: dict[str, Any]) -> None:
    """Moments are declared, and a fact leans only on one that is there."""
    with pytest.raises(ValidationError, match="which is not here"):
        timetable(**wrong)


def test_every_limit_with_a_number_that_is_a_step_has_a_clock() -> None:
    """What is left without one is no step that a record could be held to."""
    facts = Content.load().law.values()
    without = {fact.id for fact in facts if fact.amount and not fact.clock}
    assert without == {"aar-reg-35-baby-under-six-weeks", "ca1989-s66-private-fostering-28-days"}
    assert {fact.unit for fact in facts if fact.clock and fact.clock.every and not fact.amount} <= {None}
