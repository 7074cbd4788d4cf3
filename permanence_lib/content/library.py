"""Everything that is taught, found by id. Each file is read once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Protocol, Self, TypeVar

from pydantic import BaseModel

from permanence_lib.content import checks, citations, files, loading, places
from permanence_lib.content.cases import Case, WorkshopCase
from permanence_lib.content.cpd import Cpd
from permanence_lib.content.evaluation import Evaluation
from permanence_lib.content.figures import QuestionsFile
from permanence_lib.content.instruments import Instrument, Instruments
from permanence_lib.content.issuers import Issuers
from permanence_lib.content.occasions import Occasion, Occasions
from permanence_lib.content.part import Sourced
from permanence_lib.content.programme import Module, Outcome, Programme, Standard, Statement, Week
from permanence_lib.content.register import Register
from permanence_lib.content.retention import Retention
from permanence_lib.content.routes import Route, Routes
from permanence_lib.content.sources import (
    CaseLaw,
    Checklist,
    Evidence,
    LawChange,
    LawFact,
    Option,
    Reading,
    Term,
)
from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.content.statistics import SeriesFile, Statistics
from permanence_lib.content.support import Support
from permanence_lib.content.upkeep import Upkeep

WORKSHOP_CASE = "harper-mensah"


def current() -> Content:
    """The product's own content as it is now: what was read stays until a file is changed."""
    root = places.root()
    return _as_of(root, max(path.stat().st_mtime_ns for path in _files(root)))


def _files(root: Path) -> Iterator[Path]:
    yield from (root / "data").rglob("*.*")
    yield from (root / "exercises").glob("*.yaml")


@lru_cache(maxsize=1)
def _as_of(root: Path, _changed: int) -> Content:
    return Content.load(root)


class Named(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=Named)
Record = TypeVar("Record", bound=Sourced)
Model = TypeVar("Model", bound=BaseModel)


def _by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {entry.id: entry for entry in entries}


class Content:
    """The shelf of files under one folder; properties read what they need and keep it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"

    @classmethod
    def load(cls, root: Path | None = None) -> Self:
        """The content under a folder, or the product's own. Nothing is read yet."""
        return cls(root or places.root())

    def _read(self, name: str, model: type[Model]) -> Model:
        return loading.load(self.data / name, model)

    @cached_property
    def upkeep(self) -> Upkeep:
        """How facts age, and every check that was made of them."""
        return Upkeep(self._read("law/register.yaml", Register), checks.read(self.data / checks.NAME))

    def _upheld(self, file: str, records: Iterable[Record], names: Iterable[str] = ()) -> tuple[Record, ...]:
        """Records with their last checks laid over them; `names` where they have no id of their own."""
        named = zip(names, records, strict=True) if names else ((getattr(each, "id", ""), each) for each in records)
        cite = partial(citations.standard, content=self) if file in citations.FILES else None
        return tuple(self.upkeep.upheld(file, name, record, cite) for name, record in named)

    @cached_property
    def programme(self) -> Programme:
        """The programme as a whole."""
        return self._read("programme.yaml", Programme)

    @cached_property
    def modules(self) -> dict[int, Module]:
        """The four modules, by number."""
        return {module.number: module for module in self.programme.modules}

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """Learning outcomes of all modules."""
        return _by_id(outcome for module in self.programme.modules for outcome in module.outcomes)

    @cached_property
    def weeks_file(self) -> files.Weeks:
        """The 28 weeks with the words for kinds of activity."""
        return self._read("weeks.yaml", files.Weeks)

    @cached_property
    def weeks(self) -> dict[str, Week]:
        """The 28 weeks, w01 to w28."""
        return _by_id(self.weeks_file.weeks)

    @cached_property
    def standard(self) -> Standard:
        """The Knowledge and Skills Statement, in summary."""
        return self._read("standard.yaml", Standard)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Every statement of the standard."""
        return _by_id(self.standard.statements())

    @cached_property
    def timetable(self) -> files.Timetable:
        """The permanence timetable, with its stages."""
        held = self._read("law/timetable.yaml", files.Timetable)
        return held.model_copy(update={"facts": self._upheld("law/timetable.yaml", held.facts)})

    @cached_property
    def law(self) -> dict[str, LawFact]:
        """The facts of the permanence timetable."""
        return _by_id(self.timetable.facts)

    @cached_property
    def options_file(self) -> files.Options:
        """The options with the names of their aspects."""
        held = self._read("law/options.yaml", files.Options)
        return held.model_copy(update={"options": tuple(map(self._option, held.options))})

    def _option(self, option: Option) -> Option:
        """Facts of an option are named by option, aspect and place: 'sgo.support.2'."""
        aspects = {
            aspect: self._upheld(
                "law/options.yaml", facts, [f"{option.id}.{aspect}.{place}" for place in range(1, len(facts) + 1)]
            )
            for aspect, facts in option.aspects.items()
        }
        return option.model_copy(update={"aspects": aspects})

    @cached_property
    def options(self) -> dict[str, Option]:
        """The permanence options and legal routes, in no order of merit."""
        return _by_id(self.options_file.options)

    @cached_property
    def judgments(self) -> files.Judgments:
        """The judgments, with those not yet stated."""
        held = self._read("law/case_law.yaml", files.Judgments)
        return held.model_copy(update={"judgments": self._upheld("law/case_law.yaml", held.judgments)})

    @cached_property
    def case_law(self) -> dict[str, CaseLaw]:
        """The judgments that may be stated."""
        return _by_id(self.judgments.judgments)

    @cached_property
    def checklists(self) -> dict[str, Checklist]:
        """What documents and decisions contain."""
        held = self._read("law/checklists.yaml", files.Checklists).checklists
        return _by_id(self._upheld("law/checklists.yaml", held))

    @cached_property
    def law_changes(self) -> dict[str, LawChange]:
        """Matters of law in motion."""
        held = self._read("law/changes.yaml", files.LawChanges).changes
        return _by_id(self._upheld("law/changes.yaml", held))

    @cached_property
    def instruments(self) -> dict[str, Instrument]:
        """Every Act, regulation, rule, report and guidance that a source names."""
        return _by_id(self._read("law/instruments.yaml", Instruments).instruments)

    @cached_property
    def evidence_pack(self) -> files.EvidencePack:
        """The evidence, with its rules for display and the crosswalk to options."""
        held = self._read("evidence.yaml", files.EvidencePack)
        looked_at = tuple(self.upkeep.studied(record, held.compiled) for record in held.evidence)
        return held.model_copy(update={"evidence": looked_at})

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """Research findings and official figures."""
        return _by_id(self.evidence_pack.evidence)

    @cached_property
    def case_files(self) -> dict[str, Path]:
        """The file of each case of a module; the workshop family is not among them."""
        found = sorted((self.data / "cases").glob("*.yaml"))
        return {path.stem: path for path in found if path.stem != WORKSHOP_CASE}

    @cached_property
    def cases(self) -> dict[str, Case]:
        """The fictional families, in the order of their modules."""
        read = (loading.load(path, Case) for path in self.case_files.values())
        return _by_id(sorted(read, key=lambda case: case.module))

    @cached_property
    def workshop_case(self) -> WorkshopCase:
        """The family the four workshops follow."""
        return self._read(f"cases/{WORKSHOP_CASE}.yaml", WorkshopCase)

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The glossary."""
        return _by_id(self._upheld("glossary.yaml", self._read("glossary.yaml", files.Glossary).terms))

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """Everything to read."""
        return _by_id(self._read("readings.yaml", files.ReadingList).readings)

    @cached_property
    def routes(self) -> dict[str, Route]:
        """Shorter ways through the material."""
        return _by_id(self._read("routes.yaml", Routes).routes)

    @cached_property
    def occasions(self) -> dict[str, Occasion]:
        """When work is handed to a line manager, a peer or the cohort, and what each is asked."""
        return _by_id(self._read("occasions.yaml", Occasions).occasions)

    @cached_property
    def statistics(self) -> Statistics:
        """National statistics."""
        folder = self.data / "statistics"
        about = self._read("statistics/series.yaml", SeriesFile)
        return Statistics(about, folder / about.tidy_file)

    @cached_property
    def questions(self) -> QuestionsFile:
        """The questions that national statistics answer."""
        return self._read("statistics/questions.yaml", QuestionsFile)

    @cached_property
    def ssda903(self) -> Ssda903:
        """The format of the yearly return."""
        return self._read("ssda903.yaml", Ssda903)

    @cached_property
    def issuers(self) -> Issuers:
        """Whose certificates are believed."""
        return self._read("issuers.yaml", Issuers)

    @cached_property
    def retention(self) -> Retention:
        """What is kept how long, where one place keeps the records of many."""
        return self._read("retention.yaml", Retention)

    @cached_property
    def cpd(self) -> Cpd:
        """What the regulator asks of continuing professional development."""
        held = self._read("cpd.yaml", Cpd)
        return held.model_copy(update={"asked": self._upheld("cpd.yaml", held.asked)})

    @cached_property
    def evaluation(self) -> Evaluation:
        """What may be given to the evaluation of the programme."""
        return self._read("evaluation.yaml", Evaluation)

    @cached_property
    def support(self) -> Support:
        """Where somebody can turn when the work has come too near."""
        held = self._read("support.yaml", Support)
        return held.model_copy(update={"places": self._upheld("support.yaml", held.places)})
