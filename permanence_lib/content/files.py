"""What each file under data/ holds, from its first line to its last."""

from __future__ import annotations

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
    Stage,
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
    facts: Distinct[LawFact]


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
