"""Children nobody has ever met, each chosen from an invented extract for what happened to them."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.laboratory import synthetic
from permanence_lib.laboratory.records.history import COLUMNS, DATED, Episode, History, Row, ordered
from permanence_lib.laboratory.records.stories import STORIES, Story

#: Among so many invented children every story is found.
_CHILDREN, _SEED = 600, 1
#: A record is long enough to tell something, and short enough to be read in one sitting.
_FEWEST, _MOST = 2, 16
#: The social workers of invented children change on one and the same day, which would teach something untrue.
_LEFT_OUT = "SWEpisodes"


def records(ssda: Ssda903) -> Mapping[str, tuple[Story, History]]:
    """Each story with the record of a child to whom it happened, by the story's name."""
    return _chosen(ssda.model_dump_json(by_alias=True))


@lru_cache(maxsize=1)
def _chosen(words: str) -> Mapping[str, tuple[Story, History]]:
    every = _histories(Ssda903.model_validate_json(words))
    left = [one for one in every if _FEWEST <= len(one.episodes) <= _MOST and one.episodes[0].why == "S"]
    found: dict[str, tuple[Story, History]] = {}
    for story in STORIES:
        fitting = next((one for one in left if story.fits(one)), None)
        if fitting:
            left.remove(fitting)
            found[story.id] = story, fitting
    return found


def _histories(ssda: Ssda903) -> Iterator[History]:
    """The records of an invented extract, child by child."""
    files = synthetic.invent(_CHILDREN, _SEED, ssda).files
    tables = {name: _by_child(files, f"-{name.lower()}.csv") for name in ("Header", "Episodes", *DATED)}
    for child, rows in tables["Episodes"].items():
        born = _day(tables["Header"][child][0]["DOB"])
        dated = {
            name: _once(tables[name][child], DATED[name]) for name in DATED if name != _LEFT_OUT and tables[name][child]
        }
        episodes = ordered(Episode.of(_iso(row, ("DECOM", "DEC"))) for row in _joined(rows))
        start = episodes[0].start
        age = start.year - born.year - ((start.month, start.day) < (born.month, born.day))
        yield History(episodes, dated, age, (born.year, born.month))


def _by_child(files: Mapping[str, bytes], ending: str) -> dict[str, list[Row]]:
    """The rows of one table over all years, child by child."""
    found: dict[str, list[Row]] = defaultdict(list)
    for name in sorted(files):
        if name.endswith(ending):
            for row in csv.DictReader(io.StringIO(files[name].decode())):
                found[row["CHILD"]].append(row)
    return found


def _joined(rows: list[Row]) -> list[Row]:
    """An episode that stands in several years once, as the last of them has it."""
    return list(
        {(row["DECOM"], row["RNE"]): {name: row.get(name, "") for name in COLUMNS.values()} for row in rows}.values()
    )


def _once(rows: list[Row], columns: tuple[str, ...]) -> tuple[Row, ...]:
    """What stands in several years once, as the last of them has it."""
    days = [name for name in columns if name.startswith(("DATE", "REVIEW")) and not name.endswith("CODE")]
    last = {row[columns[0]]: {name: row.get(name, "") for name in columns} for row in rows}
    return tuple(_iso(row, days) for row in last.values())


def _iso(row: Row, columns: list[str] | tuple[str, ...]) -> Row:
    return {name: _day(cell).isoformat() if cell and name in columns else cell for name, cell in row.items()}


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)
