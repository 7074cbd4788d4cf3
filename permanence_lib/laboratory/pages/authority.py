"""/authority: the authority's own report through a page. The same functions as the command, in a process beside the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from permanence_lib.laboratory import chosen, sitting
from permanence_lib.laboratory.apart import Parcel, Task
from permanence_lib.laboratory.pages import Reader
from permanence_lib.laboratory.sitting import Sitting
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Went
from permanence_lib.screen.authority import ChoosePage, FileRow, ReportPage, RowTold, Told, WorkingPage, render
from permanence_lib.screen.home import read_month

#: How long a page waits for news before it is sent again, in seconds.
PATIENCE = 20.0
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOWNLOADS = {"report.docx": _WORD, "report.html": "text/html; charset=utf-8", "rows.csv": "text/csv; charset=utf-8"}
_TITLE = "Your authority’s own figures"
_NO_FILES = "Choose at least one file: the tables of the return as CSV or XML, or a zip file of them"
_NO_DAY = "The day must be a real date, for example 31 3 2025, or be left empty"


def answer(reader: Reader, asked: Asked) -> Answer | None:
    """/authority, its form, the wait, the downloads and the forgetting."""
    own = sitting.of(reader.participant)
    match asked.rest:
        case ():
            return _sent(reader, own, asked) if asked.sent else _page(own, asked)
        case ("wait",):
            if own.report:
                own.report.wait(PATIENCE, seen(asked))
            return Went("/authority")
        case ("forget",) if asked.sent:
            own.forget_report()
            return Went("/authority")
        case (name,) if name in _DOWNLOADS:
            return _download(own, name)
        case _:
            return None


def _page(own: Sitting, asked: Asked) -> Made:
    """The form, the wait, the report, or why there is none."""
    task = own.report
    if task is None:
        return _choose(asked)
    if task.result is None:
        return working(task, asked, "/authority", f"{_TITLE}: reading")
    if trouble := task.result.said.get("trouble"):
        own.forget_report()
        return _choose(asked, {"tables": str(trouble)})
    page = _report(task, task.result, asked)
    return Made(page.title, render(page))


def _choose(asked: Asked, errors: Mapping[str, str] | None = None) -> Made:
    day = (asked.one("day-day"), asked.one("day-month"), asked.one("day-year"))
    page = ChoosePage(asked.token, day, errors or {})
    return Made(f"Error: {page.title}" if errors else page.title, render(page))


def _sent(reader: Reader, own: Sitting, asked: Asked) -> Answer:
    """Begin, or show the form again with what is wrong."""
    if asked.one("invented"):
        own.begin_report(reader.content.root, Parcel())
        return Went("/authority")
    files = chosen.named(asked.files.values())
    day, wrong = as_at(asked)
    errors = {**({} if files else {"tables": _NO_FILES}), **({"day": wrong} if wrong else {})}
    if errors:
        return _choose(asked, errors)
    own.begin_report(reader.content.root, Parcel({"as_at": day.isoformat() if day else ""}, files))
    return Went("/authority")


def as_at(asked: Asked) -> tuple[date | None, str]:
    """The day typed, or what is wrong with it; neither where nothing was typed."""
    typed = {box: asked.one(f"day-{box}") for box in ("day", "month", "year")}
    if not any(typed.values()):
        return None, ""
    try:
        day = date(int(typed["year"]), read_month(typed["month"]), int(typed["day"]))
    except (ValueError, OverflowError):
        return None, _NO_DAY
    return (day, "") if 1980 <= day.year <= 2100 else (None, _NO_DAY)


def working(task: Task, asked: Asked, address: str, title: str) -> Made:
    """The page while files are read; once shown, the browser asks for the next by itself and is answered when there is news."""
    size = f", {_size(task.size)}" if task.size else ""
    files = "1 file" if task.files == 1 else f"{task.files} files"
    what = f"{files}{size}" if task.files else "Four hundred invented children are being made and read"
    page = WorkingPage(title, f"{what}.", tuple(task.stages), task.seconds, address, asked.token)
    return Made(title, render(page), then=f"{address}/wait?seen={len(task.stages)}")


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1)} kB"


def seen(asked: Asked) -> int:
    """How many stages the page has already told."""
    typed = asked.query.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0


def _report(task: Task, result: Parcel, asked: Asked) -> ReportPage:
    accounts = result.said["accounts"]
    given, read = (sum(one[name] for one in accounts) for name in ("given", "read"))
    return ReportPage(
        files=tuple(map(_file, accounts)),
        together=f"Together {given:,} rows were given: {read:,} were read and {given - read:,} were not used.",
        not_read=tuple((one["file"], one["trouble"]) for one in accounts if one["trouble"]),
        refused=_told(result.said["refused"]),
        doubted=_told(result.said["doubted"]),
        # Made by our own renderer, which escapes every word of it.
        shown=Markup(result.files["shown.html"].decode()),
        seconds=task.seconds,
        token=asked.token,
        invented=task.files == 0,
    )


def _file(one: Mapping[str, Any]) -> FileRow:
    given, read, refused, repeated = (f"{one[name]:,}" for name in ("given", "read", "refused", "repeated"))
    return FileRow(one["file"], one["table"] or "None of the twelve", given, read, refused, repeated, one["trouble"])


def _told(found: Mapping[str, Any]) -> Told:
    rows = (RowTold(row["file"], f"{row['line']:,}", row["says"], row["do"]) for row in found["rows"])
    return Told(found["count"], tuple(rows))


def _download(own: Sitting, name: str) -> Answer:
    """A file of the report; where it has been forgotten, the page that makes one."""
    result = own.report.result if own.report else None
    if result is None or name not in result.files:
        return Went("/authority")
    return Given(f"authority-{name}", _DOWNLOADS[name], result.files[name])
