"""What each file under data/ holds, from its first line to its last."""

from __future__ import annotations

from pydantic import ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from permanence_lib.content.clocks import Stage, Trigger
from permanence_lib.content.part import Day, Distinct, Id, Part, Text
from permanence_lib.content.programme import Week
from permanence_lib.content.sources import (
    CaseLaw,
    Checklist,
    Evidence,
    LawChange,
    LawFact,
    NotYetStated,
    Option,
    Reading,
    Term,
)


class Weeks(Part):
    """weeks.yaml: the frame of the 28 weeks."""

    weeks: Distinct[Week]


class Timetable(Part):
    """law/timetable.yaml: the steps and limits of the permanence timetable."""

    scope: Text
    as_at: Day
    stages: tuple[Stage, ...]
    triggers: Distinct[Trigger] = ()
    facts: Distinct[LawFact]

    @field_validator("facts")
    @classmethod
    def _clocks_lead_somewhere(cls, facts: tuple[LawFact, ...], info: ValidationInfo) -> tuple[LawFact, ...]:
        """Every moment a clock names is declared, every fact it leans on is there; and each is given its words."""
        words = {trigger.id: trigger.words for trigger in info.data.get("triggers", ())}
        names = {fact.id for fact in facts}
        for fact in facts:
            for name in _unknown(fact, set(words), names):
                raise PydanticCustomError(
                    "clock", "the clock of '{fact}' names '{name}', which is not here.", {"fact": fact.id, "name": name}
                )
        return tuple(fact.with_words(words) for fact in facts)


def _unknown(fact: LawFact, triggers: set[str], facts: set[str]) -> list[str]:
    """What the clock of a fact names that nobody declared."""
    if fact.clock is None:
        return []
    leans_on = {name for name in (fact.clock.after_limit_of, fact.clock.due_with) if name}
    return sorted((set(fact.clock.triggers()) - triggers) | (leans_on - facts))


class Options(Part):
    """law/options.yaml: the permanence options and legal routes."""

    scope: Text
    as_at: Day
    aspects: dict[str, Text]
    options: Distinct[Option]


class Judgments(Part):
    """law/case_law.yaml: what the courts have said."""

    scope: Text
    as_at: Day
    judgments: Distinct[CaseLaw]
    not_yet_stated: tuple[NotYetStated, ...]


class Checklists(Part):
    """law/checklists.yaml: what documents and decisions contain."""

    scope: Text
    as_at: Day
    checklists: Distinct[Checklist]


class LawChanges(Part):
    """law/changes.yaml: matters in motion."""

    scope: Text
    as_at: Day
    changes: Distinct[LawChange]


class HowToRead(Part):
    """What the words of an evidence record mean."""

    confidence: dict[str, Text]
    seen_as: Text
    figures: Text
    tier: Text


class Crosswalk(Part):
    """Which options of law/options.yaml each group of options in the evidence stands for."""

    note: Text
    groups: dict[Id, tuple[Id, ...]]


class EvidencePack(Part):
    """evidence.yaml: research findings and official figures."""

    title: Text
    compiled: Day
    scope: Text
    how_to_read: HowToRead
    rules_for_display: tuple[Text, ...]
    licence: Text
    crosswalk: Crosswalk
    sections: dict[str, Text]
    evidence: Distinct[Evidence]


class Glossary(Part):
    """glossary.yaml: words in plain English."""

    scope: Text
    as_at: Day
    terms: Distinct[Term]


class ReadingList(Part):
    """readings.yaml: everything the programme asks or offers to read."""

    readings: Distinct[Reading]
