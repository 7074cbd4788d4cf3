"""One invented child: when care began, how the law and the home changed, and how care ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from permanence_lib.laboratory.synthetic.draws import Draws

_GROWN = 18


@dataclass(frozen=True)
class State:
    """What holds from a day on: legal status, placement with its provider, and who cares for the child."""

    day: date
    status: str
    place: str
    provider: str
    carer: int
    reason: str = ""
    """Why the placement changed to this one."""


@dataclass(frozen=True)
class Stay:
    """One period of care. `ended` is None while it lasts."""

    states: tuple[State, ...]
    ended: date | None
    how: str = ""


@dataclass(frozen=True)
class Adoption:
    """The way to adoption: the decision, perhaps its end, the match; `fostered` where the foster carer adopts."""

    decided: date
    ceased: date | None = None
    why_ceased: str = ""
    matched: date | None = None
    fostered: bool = False


@dataclass(frozen=True)
class Life:
    """A child with all stays in care."""

    code: str
    sex: str
    born: date
    ethnic: str
    need: str
    alone: bool
    stays: tuple[Stay, ...]
    adoption: Adoption | None = None
    before: str = "Z1"

    @property
    def grown(self) -> date:
        """The day of majority."""
        return birthday(self.born, _GROWN)


def birthday(born: date, age: int) -> date:
    """The day an age is reached; a child born on 29 February reaches it on the 28th in other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return born.replace(year=born.year + age, day=28)


@dataclass
class _Path:
    """A stay while it is made up."""

    start: date
    statuses: list[tuple[date, str]]
    homes: list[tuple[date, str, str, int, str]] = field(default_factory=list)
    ended: date | None = None
    how: str = ""
    adoption: Adoption | None = None

    def now(self) -> tuple[date, str]:
        return self.statuses[-1]

    def becomes(self, status: str, days: int) -> date:
        day = self.statuses[-1][0] + timedelta(days)
        self.statuses.append((day, status))
        return day


def lived(code: str, draws: Draws, first: date, last: date) -> Life:
    """A child whose care began on a day between two; nothing is known of what came after the last."""
    shares = draws.shares
    start = draws.day_between(first, last)
    drawn = draws.one_of({age.label: age.weight for age in shares.ages})
    age = next(age for age in shares.ages if age.label == drawn)
    born, route = draws.birth(age.label, start), draws.one_of(age.routes)
    life = Life(
        code, draws.one_of({"1": 56, "2": 44}), born, draws.one_of(shares.ethnicities),
        "N8" if route == "alone" else draws.one_of(shares.needs), route == "alone", (),
        before=draws.one_of({"P1": 2, "P2": 3, "P3": 2}) if draws.happens("earlier_permanence") else "Z1",
    )  # fmt: skip
    path = _walked(route, start, life, draws)
    stays = [_stay(path, life, last)]
    if path.how in ("E4A", "E4B") and path.ended and draws.happens("home_again"):
        again = path.ended + timedelta(draws.days("back_again"))
        if again < min(life.grown - timedelta(60), last):
            stays.append(_stay(_walked("long", again, life, draws), life, last))
    return replace(life, stays=tuple(stays), adoption=path.adoption)


def _walked(route: str, start: date, life: Life, draws: Draws) -> _Path:
    """A stay along a route, as if nobody ever grew up."""
    path = _Path(start, [(start, _entry(route, draws))])
    years = (start - life.born).days / 365.25
    _home(path, start, route, years, draws)
    _ROUTES[route](path, years, draws)
    _moves(path, min(path.ended or life.grown, life.grown), draws)
    return path


def _entry(route: str, draws: Draws) -> str:
    if route in ("alone", "remand"):
        return "V2" if route == "alone" else "J1"
    return draws.one_of(draws.shares.entries)


def _home(path: _Path, day: date, route: str, years: float, draws: Draws) -> None:
    place = draws.one_of(draws.shares.homes)
    if route == "alone":
        place = draws.one_of({"H5": 55, "U6": 35, "K2": 10})
    elif route == "remand":
        place = draws.one_of({"R5": 50, "K1": 20, "U6": 30})
    elif years < 5 and place in ("K2", "R1"):
        place = "U6"
    elif years >= 8 and place in ("U5", "R3"):
        place = "K2"
    path.homes.append((day, place, _provider(place, draws), 1, ""))


def _provider(place: str, draws: Draws) -> str:
    if place == "P1":
        return "PR0"
    return "" if place.startswith("T") else draws.one_of(draws.shares.providers)


def _to_interim(path: _Path, draws: Draws) -> None:
    """From whatever came first to an interim care order."""
    _, status = path.now()
    if status in ("L1", "L2"):
        path.becomes("C1", draws.days("emergency"))
    elif status == "V2":
        path.becomes("C1", draws.days("to_interim"))


def _ends(path: _Path, day: date, how: str) -> None:
    path.ended, path.how = day, how


def _go_home(path: _Path, years: float, draws: Draws) -> None:
    if path.now()[1] in ("L1", "L2"):
        path.becomes(draws.one_of({"V2": 55, "C1": 45}), draws.days("emergency"))
    day = path.now()[0] + timedelta(draws.days("home"))
    _ends(path, day, "E4A" if draws.happens("planned_home") else "E4B")


def _guardian(path: _Path, years: float, draws: Draws) -> None:
    _to_interim(path, draws)
    how = draws.one_of({"E45": 40, "E46": 4, "E47": 50, "E48": 6})
    _ends(path, path.now()[0] + timedelta(draws.days("guardianship")), how)


def _arranged(path: _Path, years: float, draws: Draws) -> None:
    _to_interim(path, draws)
    _ends(path, path.now()[0] + timedelta(draws.days("guardianship")), "E41")


def _stays_long(path: _Path, years: float, draws: Draws) -> None:
    _to_interim(path, draws)
    path.becomes("C2", draws.days("proceedings"))


def _alone(path: _Path, years: float, draws: Draws) -> None:
    """Accommodated until grown up."""


def _remanded(path: _Path, years: float, draws: Draws) -> None:
    _ends(path, path.start + timedelta(draws.days("remand")), draws.one_of({"E14": 70, "E9": 30}))


def _adopted(path: _Path, years: float, draws: Draws) -> None:
    """By consent or under a placement order, with adopters or with the foster carer; some plans change."""
    consent = draws.happens("consent") and path.now()[1] == "V2"
    if not consent:
        _to_interim(path, draws)
        path.becomes("E1", draws.days("proceedings"))
    order = path.now()[0] if not consent else path.start + timedelta(draws.days("to_interim"))
    decided = max(path.start + timedelta(1), order - timedelta(draws.days("decision_before_order")))
    longer = 1 + draws.shares.longer_by_year_of_age * years
    if not consent and draws.happens("order_changed"):
        ceased = order + timedelta(draws.days("order_to_match", 1.5 * longer))
        path.statuses.append((ceased, "C2"))
        path.adoption = Adoption(decided, ceased, draws.one_of({"RD1": 40, "RD3": 45, "RD4": 15}))
        return
    path.adoption = Adoption(decided)
    if draws.happens("never_moved_in"):
        return
    _move_in(path, order, decided, consent, longer, draws)


def _move_in(path: _Path, order: date, decided: date, consent: bool, longer: float, draws: Draws) -> None:
    fostered = path.homes[0][1] == "U5" or draws.happens("foster_carer_adopts")
    matched = order + timedelta(draws.days("order_to_match", longer * (0.4 if fostered else 1)))
    moved = matched + timedelta(draws.days("match_to_placed"))
    place = {(True, True): "A3", (True, False): "A4", (False, True): "A5", (False, False): "A6"}[consent, fostered]
    path.homes.append((moved, place, "PR1", path.homes[0][3] if fostered else 100, "CARPL"))
    path.adoption = Adoption(decided, None, "", matched, fostered)
    _ends(path, moved + timedelta(draws.days("placed_to_order")), "E11" if consent else "E12")


_ROUTES = {
    "adoption": _adopted,
    "guardianship": _guardian,
    "home": _go_home,
    "arrangements": _arranged,
    "long": _stays_long,
    "alone": _alone,
    "remand": _remanded,
}


def _moves(path: _Path, end: date, draws: Draws) -> None:
    """Changes of carer from time to time, until adopters come or care ends; some are short and lead back."""
    settled = path.homes[-1][0] if len(path.homes) > 1 else end
    final = path.homes[1:]
    homes = path.homes[:1]
    fostered = bool(final) and final[0][3] == homes[0][3]
    day = path.start + timedelta(draws.days("between_moves"))
    while day < settled - timedelta(30) and not fostered:
        if draws.happens("temporary"):
            back = day + timedelta(draws.number(2, 7))
            _, place, provider, carer, _ = homes[-1]
            homes += [(day, draws.one_of({"T1": 2, "T2": 3, "T3": 4, "T4": 2}), "", carer, "OTHER")]
            homes += [(back, place, provider, carer, "OTHER")]
        else:
            place = draws.one_of(draws.shares.homes)
            reason = draws.one_of(draws.shares.reasons_for_moves)
            homes.append((day, place, _provider(place, draws), len(homes) + 1, reason))
        day += timedelta(draws.days("between_moves"))
    path.homes = homes + final


def _stay(path: _Path, life: Life, last: date) -> Stay:
    """The path cut off where the child grows up, and told only up to the last day."""
    ended, how = path.ended, path.how
    if ended is None or ended >= life.grown:
        ended, how = life.grown, _grown_up(life)
    known = tuple(state for state in _states(path) if state.day < ended and state.day <= last)
    return Stay(known, ended if ended <= last else None, how if ended <= last else "")


def _grown_up(life: Life) -> str:
    """How care ends with the day of majority: told by the code's last figure, so that no further draw is needed."""
    return {"0": "E6", "1": "E17", "2": "E17", "3": "E17", "4": "E7"}.get(life.code[-1], "E5")


def _states(path: _Path) -> Iterator[State]:
    """What held from each day on which something changed."""
    before: State | None = None
    for day in sorted({day for day, _ in path.statuses} | {home[0] for home in path.homes}):
        status = [said for when, said in path.statuses if when <= day][-1]
        _, place, provider, carer, reason = [home for home in path.homes if home[0] <= day][-1]
        state = State(day, status, place, provider, carer, reason)
        if before is None or replace(before, day=day, reason=reason) != state:
            yield state
        before = state
