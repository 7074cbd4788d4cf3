"""Makes the cohort's report: its notebook is run for a folder of files, and says what was read."""

from __future__ import annotations

from pathlib import Path

from permanence_lib.content.library import Content
from permanence_lib.portfolio.evaluation import collected, report
from permanence_lib.portfolio.evaluation.report import Report
from permanence_lib.privacy import guard, names
from permanence_lib.workbook import reporting


def run(files: Path, to: Path, content: Content) -> str:
    """Run notebooks/reports/cohort.ipynb with papermill, write the report, and give back the account of the files.

    Raises UnreadableFile where there is no such folder or no file in it, and PermanenceError where nothing can be written.
    """
    report.checked(to)
    collected.from_folder(files)
    return reporting.run("cohort", {"files": files.resolve(), "to": to.resolve()}, content)


def names_in(made: Report, folder: Path | None = None) -> list[str]:
    """What in the participants' words looks like a real person or place, a line each: for where there is no page to ask on."""
    listed = names.read(folder).words
    return [
        f"{one.label}, “{' '.join(one.found.split())[:80]}”"
        for words in made.words().values()
        for one in guard.find(words, listed)
    ]
