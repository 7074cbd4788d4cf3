"""All nine measures against plain loops, written apart from the library, over drawn children with every table."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_extract import AD1, EPISODES, PLACED, REVIEWS, csv, episode, read

from permanence_lib.content.library import Content
from permanence_lib.laboratory import measures

AS_AT, START = date(2020, 3, 31), date(2017, 1, 1)
ENDS = ("E4A", "E12", "E11", "E45")
ADOPTERS = ("A3", "A4", "A5", "A6")
GIVEN, NOT_GIVEN = ("PN1", "PN2", "PN3", "PN5", "PN6"), ("PN4", "PN7")

one_episode = st.tuples(
    st.integers(0, 400), st.sampled_from("SSLPBTU"), st.sampled_from(["C1", "C2", "E1", "E1", "V2", "V2"]),
    st.sampled_from(["U6", "K2", "A6", "A3", "T3"]), st.sampled_from(["X1", "X1", "X1", "E4A", "E12", "E45", ""]), st.integers(0, 60),
)  # fmt: skip
days = st.dates(date(2017, 1, 1), date(2020, 12, 31))
child = st.fixed_dictionaries({
    "episodes": st.lists(one_episode, min_size=1, max_size=6), "open": st.booleans(), "match": st.none() | days,
    "decided": st.lists(days, max_size=3, unique=True),
    "reviews": st.lists(st.tuples(days, st.sampled_from([*GIVEN, *NOT_GIVEN, "PN0", "XX"])), max_size=3, unique_by=lambda pair: pair[0]),
})  # fmt: skip
Child = dict  # type: ignore[type-arg]
Row = dict  # type: ignore[type-arg]


def said(day: date | None) -> str:
    """As the return writes a day."""
    return day.strftime("%d/%m/%Y") if day else ""


def rows_of(one: Child) -> list[Row]:
    """The episodes of a child one after another, each a day later at the least, some with gaps; the last may be open."""
    day, made = START, []
    for at, (length, rne, ls, place, rec, gap) in enumerate(one["episodes"]):
        last = one["open"] and at == len(one["episodes"]) - 1
        end = None if last else day + timedelta(length + 1)
        made.append({"from": day, "to": end, "rne": rne, "ls": ls, "place": place, "rec": "" if last else rec})
        day += timedelta(length + 1 + gap)
    return made


def tables(children: list[Child]) -> dict[str, bytes]:
    """The files of these children."""
    lines: dict[str, list[str]] = {"e": [], "a": [], "p": [], "r": []}
    for number, one in enumerate(children):
        code = f"c{number}"
        lines["e"] += [episode(code, said(r["from"]), r["rne"], r["ls"], r["place"], said(r["to"]), r["rec"]) for r in rows_of(one)]  # fmt: skip
        lines["a"] += [f"{code},01/05/2015,01/01/2018,{said(one['match'])},0,2,MF,L11"] if one["match"] else []
        lines["p"] += [f"{code},01/05/2015,{said(day)},," for day in one["decided"]]
        lines["r"] += [f"{code},01/05/2015,{said(day)},{how}" for day, how in one["reviews"]]
    heads = {"e": EPISODES, "a": AD1, "p": PLACED, "r": REVIEWS}
    return {f"{name}.csv": csv(heads[name], *rows) for name, rows in lines.items()}


def known(rows: list[Row]) -> list[Row]:
    """What is known on the day: later episodes are not, later ends are not."""
    seen = [dict(row) for row in rows if row["from"] <= AS_AT]
    for row in seen:
        if row["to"] and row["to"] > AS_AT:
            row.update(to=None, rec="")
    return seen


def periods(rows: list[Row]) -> list[list[Row]]:
    """From each start of care (or the first row) to the first end of care; rows after an end belong to none."""
    made: list[list[Row]] = []
    over = False
    for row in rows:
        if row["rne"] == "S" or not made:
            made.append([row])
            over = False
        elif not over:
            made[-1].append(row)
        over = over or row["rec"] in ENDS
    return made


def months_on(day: date, months: int) -> date:
    """So many months later; the last day of a month that is shorter."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def of_period(period: list[Row], is_last: bool, found: dict[str, list[float]]) -> None:
    """What one period adds to the measures of periods."""
    first, last = period[0], period[-1]
    seen, ended = first["rne"] == "S", last["rec"] in ENDS and last["to"] is not None
    moves = [row for row in period if row["place"] in ADOPTERS]
    orders = [row for row in period if row["ls"] == "C1"]
    changes = sum(row["rne"] in "PB" and not row["place"].startswith("T") for row in period)
    if seen and ended:
        found["period-of-care"].append((last["to"] - first["from"]).days)
    if seen:
        found["carer-changes"].append(changes)
    if seen and moves:
        found["entry-to-placed"].append((moves[0]["from"] - first["from"]).days)
    if ended and last["rec"] in ("E11", "E12") and moves and not (moves[0] is first and first["rne"] == "L"):
        found["placed-to-order"].append((last["to"] - moves[0]["from"]).days)
    if orders and not (orders[0] is first and first["rne"] not in "SLBU") and all(row["to"] for row in orders):
        found["interim-orders"].append(sum((row["to"] - row["from"]).days for row in orders))
    if seen and is_last and last["rec"] not in ENDS and last["to"] is None:
        found["possible-drift"].append(float(drifts(period, changes, bool(moves))))


def drifts(period: list[Row], changes: int, moved: bool) -> bool:
    """Four months and two changes of carer by agreement, or a year under a placement order without adopters."""
    agreed = all(row["ls"] == "V2" for row in period)
    since = None
    for row in reversed(period):
        if row["ls"] != "E1":
            break
        since = row["from"]
    waits = since is not None and not moved and months_on(since, 12) < AS_AT
    return waits or (agreed and changes >= 2 and months_on(period[0]["from"], 4) < AS_AT)


def of_tables(one: Child, rows: list[Row], found: dict[str, list[float]]) -> None:
    """What a child adds to the measures of AD1, PlacedAdoption and Reviews."""
    orders = [row for row in rows if row["ls"] == "E1"]
    unseen = bool(orders) and orders[0] is rows[0] and rows[0]["rne"] not in "SLBU"
    if one["match"] and one["match"] <= AS_AT and orders and not unseen:
        found["order-to-match"].append(max(0, (one["match"] - orders[0]["from"]).days))
    had: set[int] = set()
    for day in sorted(day for day in one["decided"] if day <= AS_AT):
        begun = [n for n, period in enumerate(periods(rows)) if period[0]["rne"] == "S" and period[0]["from"] <= day]
        if not begun or begun[-1] in had:
            continue
        period = periods(rows)[begun[-1]]
        ended = period[-1]["rec"] in ENDS and period[-1]["to"]
        if not ended or day <= period[-1]["to"]:
            had.add(begun[-1])
            found["entry-to-decision"].append((day - period[0]["from"]).days)
    held = [how for day, how in one["reviews"] if day <= AS_AT]
    found["review-views"] += [float(how in GIVEN) for how in held if how in GIVEN + NOT_GIVEN]


def plainly(children: list[Child]) -> dict[str, list[float]]:
    """All nine measures, child after child."""
    found: dict[str, list[float]] = {name: [] for name in measures.MEASURES}
    for one in children:
        rows = known(rows_of(one))
        made = periods(rows)
        for period in made:
            of_period(period, period is made[-1] and period[-1] is rows[-1], found)
        of_tables(one, rows, found)
    return found


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(children=st.lists(child, min_size=1, max_size=8))
def test_all_nine_agree_with_plain_loops(children: list[Child], content: Content) -> None:
    """How many, and the sum of their values; and those measured and left out are all that were asked about."""
    extract = read(tables(children), content, as_at=AS_AT, today=date(2021, 6, 1))
    found = {one.measure.id: one for one in measures.found(extract)}
    for name, values in plainly(children).items():
        assert (name, found[name].whole.count, found[name].whole.total) == (name, len(values), sum(values))
        assert found[name].out_of == found[name].whole.count + sum(count for _, count in found[name].left_out)
