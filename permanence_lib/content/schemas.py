"""Which model each data file has, and its JSON Schema, so that an editor can help an author while typing."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from permanence_lib.content import files
from permanence_lib.content.cases import Case, WorkshopCase
from permanence_lib.content.cpd import Cpd
from permanence_lib.content.evaluation import Evaluation
from permanence_lib.content.figures import QuestionsFile
from permanence_lib.content.instruments import Instruments
from permanence_lib.content.issuers import Issuers
from permanence_lib.content.occasions import Occasions
from permanence_lib.content.organisation import Organisation
from permanence_lib.content.programme import Programme, Standard
from permanence_lib.content.register import Register
from permanence_lib.content.retention import Retention
from permanence_lib.content.routes import Routes
from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.content.statistics import SeriesFile
from permanence_lib.content.support import Support

WORKSHOP_CASE = "cases/harper-mensah.yaml"
FILES: dict[str, type[BaseModel]] = {
    "programme.yaml": Programme,
    "weeks.yaml": files.Weeks,
    "standard.yaml": Standard,
    "law/timetable.yaml": files.Timetable,
    "law/options.yaml": files.Options,
    "law/case_law.yaml": files.Judgments,
    "law/checklists.yaml": files.Checklists,
    "law/changes.yaml": files.LawChanges,
    "law/instruments.yaml": Instruments,
    "law/register.yaml": Register,
    "evidence.yaml": files.EvidencePack,
    "glossary.yaml": files.Glossary,
    "readings.yaml": files.ReadingList,
    "routes.yaml": Routes,
    "occasions.yaml": Occasions,
    "statistics/series.yaml": SeriesFile,
    "statistics/questions.yaml": QuestionsFile,
    "ssda903.yaml": Ssda903,
    "issuers.yaml": Issuers,
    "cpd.yaml": Cpd,
    "support.yaml": Support,
    "evaluation.yaml": Evaluation,
    "retention.yaml": Retention,
    "trust/organisation.yaml": Organisation,
    WORKSHOP_CASE: WorkshopCase,
}
"""Every file under data/ but the cases, of which there may be any number."""

SCHEMAS: dict[str, type[BaseModel]] = {
    **{Path(name).stem + ".json": model for name, model in FILES.items() if name != WORKSHOP_CASE},
    "workshop_case.json": WorkshopCase,
    "case.json": Case,
}
"""The schema files of data/schemas/, which the build writes; each data file names its own in its first line."""


def model_of(name: str) -> type[BaseModel] | None:
    """The model of a file, named from data/ on; None for a file that nothing reads."""
    if name in FILES:
        return FILES[name]
    return Case if name.startswith("cases/") and name.endswith(".yaml") else None


def schema_text(model: type[BaseModel]) -> str:
    """One JSON Schema, ready to be written to a file."""
    return json.dumps(model.model_json_schema(), indent=1, ensure_ascii=False) + "\n"
