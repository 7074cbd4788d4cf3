"""A whole invented extract: several years of the return, one file for each table and year."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.errors import PermanenceError
from permanence_lib.laboratory.synthetic import rows, slips
from permanence_lib.laboratory.synthetic.draws import Draws
from permanence_lib.laboratory.synthetic.life import Life, lived
from permanence_lib.laboratory.synthetic.rows import Row, Year

MOST = 100_000
_README = """# Invented children

Nobody in these files exists. Every child's code begins with {mark}. They were made by `permanence synthetic --children
{children} --seed {seed}{errors}` in the shape of the yearly return on children looked after (SSDA903), to practise and to
test on. The same command makes the same files again. Their figures prove nothing about children, and belong in no return.
"""
_EXTRA = "_more"


@dataclass(frozen=True)
class Invented:
    """The files by name as bytes, and the slips planted in them."""

    files: Mapping[str, bytes]
    planted: tuple[slips.Planted, ...]


def invent(children: int, seed: int, ssda: Ssda903, errors: bool = False) -> Invented:
    """So many invented children over the years of the data file; with `errors`, slips are planted and listed."""
    if not 0 < children <= MOST:
        raise PermanenceError(f"Ask for between 1 and {MOST:,} children.")
    draws = Draws(seed, ssda)
    lives = list(_lives(children, draws))
    files, done = dict[str, bytes](), list[slips.Planted]()
    for year in _years(ssda):
        for table, said in _tables(lives, year, draws, ssda).items():
            name = f"invented-{year.number - 1}-{year.number % 100:02}-{table.lower()}.csv"
            if errors:
                said, more = slips.planted(said, table, name, year, draws)
                done += more
            files[name] = _csv(said, [column.name for column in ssda.by_table[table].columns])
    return Invented(files, tuple(done))


def _years(ssda: Ssda903) -> list[Year]:
    last = ssda.invented.last_year
    return [Year(number) for number in range(last - ssda.invented.years + 1, last + 1)]


def _lives(children: int, draws: Draws) -> Iterator[Life]:
    """Lives with some care in the years; a child who left before them is drawn again."""
    shares = draws.shares
    last = date(shares.last_year, 3, 31)
    first, opens = date(shares.last_year - shares.years, 4, 1), date(shares.last_year - shares.opening_years, 4, 1)
    made = 0
    while made < children:
        life = lived(f"{shares.mark}{made + 1:06}", draws, opens, last)
        stays = tuple(stay for stay in life.stays if stay.states)
        if stays == life.stays and any(stay.ended is None or stay.ended >= first for stay in stays):
            made += 1
            yield life


_MADE: Mapping[str, Callable[[Life, Year, Draws], Iterator[Row]]] = {
    "Reviews": rows.reviews,
    "AD1": rows.adopted,
    "PlacedAdoption": rows.decisions,
    "PrevPerm": rows.before,
    "Missing": rows.missing,
    "OC2": rows.health,
    "OC3": rows.leavers,
    "UASC": rows.asylum,
    "SWEpisodes": rows.workers,
}


def _tables(lives: list[Life], year: Year, draws: Draws, ssda: Ssda903) -> dict[str, list[Row]]:
    """The rows of each table of a year; tables that the year did not have are left out."""
    found = {"Header": list[Row](), "Episodes": list[Row]()}
    for life in lives:
        if told := list(rows.episodes(life, year)):
            found["Header"].append(rows.header(life))
            found["Episodes"] += told
    for table, maker in _MADE.items():
        if year.number >= (ssda.by_table[table].from_year or 0):
            found[table] = [row for life in lives for row in maker(life, year, draws)]
    return found


def _csv(said: list[Row], columns: list[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in said:
        more = [row[_EXTRA]] if _EXTRA in row else []
        writer.writerow([*(row.get(column, "") for column in columns), *more])
    return out.getvalue().encode()


def write(folder: Path, children: int, seed: int, ssda: Ssda903, errors: bool = False) -> list[Path]:
    """Write an invented extract with its README; gives back the files. Refuses a folder that holds anything else."""
    made = invent(children, seed, ssda, errors)
    said = _README.format(mark=ssda.invented.mark, children=children, seed=seed, errors=" --errors" if errors else "")
    files = {**made.files, "README.md": said.encode()}
    if errors:
        files["planted-errors.json"] = json.dumps([asdict(one) for one in made.planted], indent=1).encode() + b"\n"
    _clear(folder)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def _clear(folder: Path) -> None:
    """An empty folder, or one that holds an older invented extract: invented files never come to lie beside real ones."""
    folder.mkdir(parents=True, exist_ok=True)
    there = sorted(folder.iterdir())
    own = [one for one in there if one.name.startswith("invented-") or one.name in ("README.md", "planted-errors.json")]
    if len(own) < len(there) or (there and not any(one.name.startswith("invented-") for one in there)):
        raise PermanenceError(
            f"{folder} holds other files. Choose an empty folder, so that invented and real stay apart."
        )
    for one in own:
        one.unlink()
